//! The cookie of a session, as the pages set it and the API reads it.

use axum::http::{HeaderMap, header};

/// Its name where the site is reached over https: no other host and no path can set it.
pub const SECURE_COOKIE: &str = "__Host-sovang";
/// Its name on the machine itself, without https.
pub const PLAIN_COOKIE: &str = "sovang";

/// The session's secret that a request carries, good or not. `secure` where the site is reached over https only: a plain
/// cookie is none there.
pub fn session_cookie(headers: &HeaderMap, secure: bool) -> Option<&str> {
    cookie(headers, SECURE_COOKIE).or_else(|| if secure { None } else { cookie(headers, PLAIN_COOKIE) })
}

/// The value of the cookie of that name; of several, the first.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cookies: &[&str], secure: bool, expected: Option<&str>) {
        let mut headers = HeaderMap::new();
        for line in cookies {
            headers.append(header::COOKIE, line.parse().unwrap());
        }
        assert_eq!(session_cookie(&headers, secure), expected);
    }

    #[test]
    fn the_stricter_cookie_goes_first_and_a_plain_one_is_none_over_https() {
        check(&[], false, None);
        check(&["a=b; sovang=plain"], false, Some("plain"));
        check(&["a=b", "sovang=plain"], false, Some("plain"));
        check(&["sovang=plain"], true, None);
        check(&["sovang=plain; __Host-sovang=strict"], false, Some("strict"));
        check(&["__host-sovang=other; xsovang=no"], true, None);
    }
}
