//! Entity tags: a page is the same while its fund's log is at the same position and the program is the same.

use axum::http::{HeaderMap, HeaderValue, header};

/// For pages: any cache may keep them and asks before it shows them again.
pub(super) const PUBLIC: HeaderValue = HeaderValue::from_static("public, no-cache");
/// For what somebody searched for.
pub(super) const PRIVATE: HeaderValue = HeaderValue::from_static("private, no-cache");
/// For files whose address carries the hash of their content.
pub(super) const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Changes with every change of the sources of this crate; see `build.rs`.
const BUILD: &str = env!("WEB_BUILD");

/// A weak tag: the bytes differ by compression, the content does not.
#[derive(Clone, Debug)]
pub(super) struct Tag(pub(super) HeaderValue);

impl Tag {
    /// The tag of a page that was made from these positions of logs.
    pub(super) fn at(positions: impl IntoIterator<Item = u64>) -> Self {
        let places: Vec<String> = positions.into_iter().map(|position| position.to_string()).collect();
        let tag = format!("W/\"{BUILD}-{}\"", places.join("-"));
        Self(HeaderValue::try_from(tag).unwrap_or(HeaderValue::from_static("W/\"\"")))
    }

    /// The same, for a page that was made of this too.
    pub(super) fn and(&self, more: u64) -> Self {
        let tag = self.0.to_str().unwrap_or_default().trim_end_matches('"');
        let tag = HeaderValue::try_from(format!("{tag}-{more}\""));
        Self(tag.unwrap_or(HeaderValue::from_static("W/\"\"")))
    }

    /// Whether the reader named it in `If-None-Match`.
    pub(super) fn known_to(&self, headers: &HeaderMap) -> bool {
        let own = self.0.as_bytes().strip_prefix(b"W/").unwrap_or_default();
        let named = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        named.flat_map(|value| value.split(',')).any(|tag| {
            let tag = tag.trim();
            tag.strip_prefix("W/").unwrap_or(tag).as_bytes() == own
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_known_in_any_of_its_spellings() {
        let tag = Tag::at([7]);
        let strong = format!("\"{BUILD}-7\"");
        for (sent, known) in [
            (format!("W/{strong}"), true),
            (strong.clone(), true),
            (format!("\"other\", W/{strong}"), true),
            ("\"other\"".to_owned(), false),
            (String::new(), false),
        ] {
            let headers = HeaderMap::from_iter([(header::IF_NONE_MATCH, sent.parse().unwrap())]);
            assert_eq!(tag.known_to(&headers), known, "{sent}");
        }
        assert!(!tag.known_to(&HeaderMap::new()));
    }
}
