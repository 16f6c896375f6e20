//! Everything that the program prints goes through here, and nothing else in the program writes to the terminal.
//!
//! Nobody need read to the end: a closed pipe (`| head`) stops the printing, never the work, and is no failure.
//! Texts that others wrote (statements, file names) are made plain first, so that they cannot drive a terminal.

use std::borrow::Cow;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;

/// Prints a text.
pub(crate) fn say(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    heard(out.write_all(text.as_bytes()).and_then(|()| out.flush())).map(|_| ())
}

/// Prints lines as they come, until they end or nobody listens.
pub(crate) fn lines<E: From<io::Error>>(lines: impl Iterator<Item = Result<Vec<u8>, E>>) -> Result<(), E> {
    let mut out = BufWriter::new(io::stdout().lock());
    for line in lines {
        let mut line = line?;
        line.push(b'\n');
        if !heard(out.write_all(&line))? {
            return Ok(());
        }
    }
    heard(out.flush())?;
    Ok(())
}

/// Prints to standard error, line by line made plain. When that is closed too there is nobody left to tell.
pub(crate) fn complain(text: &str) {
    let lines: Vec<_> = text.lines().map(plain).collect();
    let _ = writeln!(io::stderr().lock(), "{}", lines.join("\n"));
}

/// Whether somebody still listens.
fn heard(written: io::Result<()>) -> io::Result<bool> {
    match written {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(error),
    }
}

/// The text as one line that a terminal shows and does not obey: U+FFFD stands for control characters and for those
/// that turn the direction of writing.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if text.contains(commands) { text.replace(commands, "\u{fffd}").into() } else { text.into() }
}

/// A path, made plain.
pub(crate) fn path(path: &Path) -> String {
    plain(&path.to_string_lossy()).into_owned()
}

fn commands(letter: char) -> bool {
    let turns = matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    letter.is_control() || turns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_drives_a_terminal_is_replaced_and_vietnamese_stays() {
        for (text, shown) in [
            ("Trần Thị Bé ủng hộ 🌾", "Trần Thị Bé ủng hộ 🌾"),
            ("\u{1b}[2J\u{7}x", "\u{fffd}[2J\u{fffd}x"),
            ("\u{9b}31m", "\u{fffd}31m"),
            ("a\nb\rc\td", "a\u{fffd}b\u{fffd}c\u{fffd}d"),
            ("\u{202e}000.1\u{2069}", "\u{fffd}000.1\u{fffd}"),
        ] {
            assert_eq!(plain(text), shown);
        }
    }

    #[test]
    fn a_closed_pipe_is_no_failure_and_a_full_disk_is() {
        assert!(heard(Ok(())).unwrap());
        assert!(!heard(Err(ErrorKind::BrokenPipe.into())).unwrap());
        assert!(heard(Err(ErrorKind::StorageFull.into())).is_err());
    }
}
