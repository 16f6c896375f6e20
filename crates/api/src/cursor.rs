//! Where the next page begins: an opaque text for callers, a number and its meaning here.

use wire::Problem;

/// A place in a list. A cursor of one list is refused by another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cursor {
    /// Behind this number, upward.
    After(u64),
    /// Below this number, downward.
    Before(u64),
    /// Behind as many search results.
    Skip(u64),
}

impl Cursor {
    /// The text.
    pub(crate) fn text(self) -> String {
        let (letter, number) = match self {
            Self::After(number) => ('a', number),
            Self::Before(number) => ('b', number),
            Self::Skip(number) => ('s', number),
        };
        format!("{letter}{number}")
    }

    fn parse(text: &str) -> Option<Self> {
        let mut signs = text.chars();
        let letter = signs.next()?;
        let number = signs.as_str().parse().ok()?;
        let cursor = match letter {
            'a' => Self::After(number),
            'b' => Self::Before(number),
            's' => Self::Skip(number),
            _ => return None,
        };
        (cursor.text() == text).then_some(cursor)
    }
}

/// The number of a cursor that `wanted` takes; `None` where there is no cursor.
pub(crate) fn number(text: Option<&str>, wanted: fn(Cursor) -> Option<u64>) -> Result<Option<u64>, Problem> {
    let Some(text) = text else { return Ok(None) };
    let number = Cursor::parse(text).and_then(wanted);
    number.map(Some).ok_or_else(|| {
        Problem::field(
            "cursor",
            "Con trỏ này không phải của danh sách này: dùng `next` của trang trước.",
            "This cursor is not one of this list: use `next` of the page before.",
        )
    })
}

/// The length of a page: `default` where none is asked for, refused above `most` or at zero.
pub(crate) fn limit(asked: Option<usize>, default: usize, most: usize) -> Result<usize, Problem> {
    match asked {
        None => Ok(default),
        Some(asked) if (1..=most).contains(&asked) => Ok(asked),
        Some(_) => {
            let (vi, en) = (format!("Từ 1 đến {most}."), format!("From 1 to {most}."));
            Err(Problem::field("limit", vi, en))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        for cursor in [Cursor::After(0), Cursor::Before(17), Cursor::Skip(u64::MAX)] {
            assert_eq!(Cursor::parse(&cursor.text()), Some(cursor));
        }
        for text in ["", "a", "x1", "a-1", "a01", "a+1", "b 1", "s18446744073709551616", "ă1"] {
            assert_eq!(Cursor::parse(text), None, "{text}");
        }
    }
}
