//! Progress for somebody who watches: a bar on a terminal, nothing elsewhere.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar that counts to `all`, named by what is being done.
pub(crate) fn bar(all: u64, doing: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg:<36} {bar:30} {human_pos}/{human_len} {per_sec} {eta}");
    let bar = ProgressBar::new(all).with_message(doing);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
