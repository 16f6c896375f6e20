//! Vietnamese or English, as the caller's `Accept-Language` prefers. Vietnamese where nothing is said.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;

/// A language that messages are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Tiếng Việt.
    Vi,
    /// English.
    En,
}

impl Language {
    /// The language that a request asks for.
    pub fn of(headers: &HeaderMap) -> Self {
        let header = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Self::preferred(header.unwrap_or_default())
    }

    /// The language tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// English only where it is preferred: a caller who takes both alike reads Vietnamese.
    fn preferred(header: &str) -> Self {
        let (mut vi, mut en) = (0, 0);
        for choice in header.split(',') {
            let (tag, weight) = weighted(choice);
            match tag.split('-').next() {
                Some(primary) if primary.eq_ignore_ascii_case("vi") => vi = vi.max(weight),
                Some(primary) if primary.eq_ignore_ascii_case("en") => en = en.max(weight),
                _ => {}
            }
        }
        if en > vi { Self::En } else { Self::Vi }
    }
}

/// A language range and its weight in thousandths. A weight that cannot be read counts as none.
fn weighted(choice: &str) -> (&str, u32) {
    let (tag, weight) = choice.split_once(';').unwrap_or((choice, "q=1"));
    let digits = weight.trim().strip_prefix("q=").unwrap_or_default();
    let weight = match digits.split_once('.').unwrap_or((digits, "")) {
        ("1", _) => 1000,
        ("0", fraction) => format!("{fraction:0<3}").get(..3).and_then(|text| text.parse().ok()).unwrap_or(0),
        _ => 0,
    };
    (tag.trim(), weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(header: &str, expect: Language) {
        assert_eq!(Language::preferred(header), expect, "{header}");
    }

    #[test]
    fn english_only_where_it_is_preferred() {
        for header in
            ["", "*", "fr", "vi", "vi-VN,en;q=0.8", "en;q=0.5, VI;q=0.5", "en;q=abc", "en;q=0", ";;,,="]
        {
            check(header, Language::Vi);
        }
        for header in ["en", "EN-gb", "en-US,en;q=0.9,vi;q=0.8", "fr, en;q=0.1", "vi;q=0.25,en;q=0.3"] {
            check(header, Language::En);
        }
    }
}
