//! Stops the program in the middle: after so many steps that change the disk, none succeeds any more.

use std::cell::Cell;
use std::io;

thread_local! {
    /// How many steps are left; none is no limit.
    static LEFT: Cell<Option<u64>> = const { Cell::new(None) };
}

/// Runs `work` with so many steps. Answers with whether it came to the end within them.
pub(crate) fn after(steps: u64, work: impl FnOnce()) -> bool {
    LEFT.set(Some(steps));
    work();
    let alive = LEFT.get() != Some(0);
    LEFT.set(None);
    alive
}

pub(crate) fn step() -> io::Result<()> {
    match LEFT.get() {
        Some(0) => Err(io::Error::other("the program was stopped here")),
        left => {
            LEFT.set(left.map(|left| left - 1));
            Ok(())
        }
    }
}
