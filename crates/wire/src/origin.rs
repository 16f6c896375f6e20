//! Whether a form was sent from a page of ours, as far as the browser says: asked in one place, for all pages.

use axum::http::HeaderMap;

/// Newer browsers say it by `Sec-Fetch-Site`, older ones by `Origin`, which is then this host. Other programs need not say.
pub fn from_here(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    let host = text("host").unwrap_or_default();
    text("origin").is_none_or(|origin| origin.split_once("://").is_some_and(|(_, from)| from == host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(headers: &[(&'static str, &str)], expect: bool) {
        let headers = headers
            .iter()
            .map(|(name, value)| (axum::http::HeaderName::from_static(name), value.parse().unwrap()));
        assert_eq!(from_here(&headers.collect()), expect);
    }

    #[test]
    fn a_strangers_page_is_known_by_either_header() {
        let host = ("host", "quy.example");
        check(&[], true);
        check(&[("sec-fetch-site", "same-origin")], true);
        check(&[("sec-fetch-site", "none")], true);
        check(&[("sec-fetch-site", "same-site")], false);
        check(&[("sec-fetch-site", "cross-site"), host, ("origin", "https://quy.example")], false);
        check(&[host, ("origin", "https://quy.example")], true);
        check(&[host, ("origin", "https://other.example")], false);
        check(&[host, ("origin", "https://quy.example.other.example")], false);
        check(&[host, ("origin", "null")], false);
    }
}
