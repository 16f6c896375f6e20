//! Lists in pages: which part of a list is asked for, and where the next one begins.

use crate::cursor::{self, Cursor};
use wire::Problem;

/// Items a page where nothing is said, and at most.
const USUAL: usize = 100;
const MOST: usize = 1000;

/// A part of a list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    start: u64,
    limit: usize,
    next: fn(u64) -> Cursor,
}

impl Window {
    /// Of a list whose items have numbers: those behind a number.
    pub(crate) fn numbered(cursor: Option<&str>, limit: Option<usize>) -> Result<Self, Problem> {
        let after = |cursor| if let Cursor::After(number) = cursor { Some(number) } else { None };
        Self::of(cursor, limit, after, Cursor::After)
    }

    /// Of a list whose items have codes: those behind so many.
    pub(crate) fn counted(cursor: Option<&str>, limit: Option<usize>) -> Result<Self, Problem> {
        let skip = |cursor| if let Cursor::Skip(number) = cursor { Some(number) } else { None };
        Self::of(cursor, limit, skip, Cursor::Skip)
    }

    fn of(
        cursor: Option<&str>,
        limit: Option<usize>,
        wanted: fn(Cursor) -> Option<u64>,
        next: fn(u64) -> Cursor,
    ) -> Result<Self, Problem> {
        let limit = cursor::limit(limit, USUAL, MOST)?;
        Ok(Self { start: cursor::number(cursor, wanted)?.unwrap_or(0), limit, next })
    }

    /// The number behind which the page begins.
    pub(crate) fn start(self) -> u64 {
        self.start
    }

    /// The page of these items, each with its number, and the cursor of the next one.
    pub(crate) fn cut<T>(self, items: impl Iterator<Item = (u64, T)>) -> (Vec<T>, Option<String>) {
        let mut items = items.skip_while(|(number, _)| *number <= self.start);
        let (mut page, mut last) = (Vec::new(), self.start);
        for (number, item) in items.by_ref().take(self.limit) {
            page.push(item);
            last = number;
        }
        let next = items.next().map(|_| (self.next)(last).text());
        (page, next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_each_other_to_the_end() {
        let items = || (1..=5).map(|number| (number, number));
        let page = |cursor: Option<&str>| Window::numbered(cursor, Some(2)).unwrap().cut(items());
        assert_eq!(page(None), (vec![1, 2], Some("a2".to_owned())));
        assert_eq!(page(Some("a2")), (vec![3, 4], Some("a4".to_owned())));
        assert_eq!(page(Some("a4")), (vec![5], None));
        assert_eq!(page(Some("a9")), (vec![], None));
        assert!(Window::counted(Some("a2"), None).is_err());
        assert!(Window::numbered(None, Some(0)).is_err());
    }
}
