//! Whether names were opened: counted where rows are read for the fund's people, so that no page can forget to say so. What is
//! masked for the public is not counted. Counted on the thread that reads: a page is made on one.

use std::cell::Cell;

thread_local! {
    static OPENED: Cell<u64> = const { Cell::new(0) };
}

/// What `make` made, and how many rows of personal data it opened.
pub fn names_opened<T>(make: impl FnOnce() -> T) -> (T, u64) {
    let before = OPENED.get();
    let made = make();
    (made, OPENED.get().wrapping_sub(before))
}

/// One more was opened.
pub(crate) fn note() {
    OPENED.set(OPENED.get().wrapping_add(1));
}
