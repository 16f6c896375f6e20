//! The two languages and their addresses.
//!
//! The language is part of the path (`/quy/x` and `/en/quy/x`), not a cookie or a query: one address is one
//! page for everybody, so any cache between the server and a phone may keep it, and a link says what it shows.

use crate::text::{EN, Text, VI};

/// A language of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// Vietnamese, at the plain paths.
    Vi,
    /// English, under `/en`.
    En,
}

impl Lang {
    /// Both, Vietnamese first.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The code in `lang` and `hreflang`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// What stands before every path of this language.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Vi => "",
            Self::En => "/en",
        }
    }

    /// The path of the first page.
    pub const fn home(self) -> &'static str {
        match self {
            Self::Vi => "/",
            Self::En => "/en",
        }
    }

    /// The fixed texts.
    pub const fn text(self) -> &'static Text {
        match self {
            Self::Vi => &VI,
            Self::En => &EN,
        }
    }

    /// The text in this language. New pages say both beside each other where they stand.
    pub const fn say<'a>(self, vi: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Vi => Self::En,
            Self::En => Self::Vi,
        }
    }

    /// The language of a path as it came in.
    pub fn of_path(path: &str) -> Self {
        if path == "/en" || path.starts_with("/en/") { Self::En } else { Self::Vi }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_tells_its_language() {
        for (path, lang) in
            [("/", Lang::Vi), ("/en", Lang::En), ("/en/quy/a", Lang::En), ("/english", Lang::Vi)]
        {
            assert_eq!(Lang::of_path(path), lang, "{path}");
        }
    }
}
