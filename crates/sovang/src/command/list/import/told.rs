//! What became of a list, told by the lines of its file.

use std::fmt::Write as _;
use std::ops::Range;

use domain::{Rejection, network};

use super::Failure;

/// How many bad rows a message tells.
const MOST_SHOWN: usize = 50;

/// The file that is told of.
pub(super) struct Told<'a> {
    pub(super) file: &'a str,
    /// The line of each row.
    pub(super) lines: &'a [u32],
}

/// Vietnamese and English.
type Both = (String, String);

/// The rows that were refused: the line, where there is one, and why.
#[derive(Default)]
struct Bad {
    rows: Vec<(Option<u32>, Both)>,
    count: u32,
}

impl Told<'_> {
    /// The list was taken, or would be.
    pub(super) fn done(&self, known: usize, only_tried: bool) -> String {
        let rows = self.lines.len().saturating_sub(known);
        let (vi, en) = if only_tried {
            ("dòng sẽ được nhận; chưa ghi gì", "rows would be taken; nothing is recorded")
        } else {
            ("dòng đã ghi", "rows recorded")
        };
        let (before_vi, before_en) = before(known);
        format!("{rows} {vi}{before_vi}. / {rows} {en}{before_en}.\n")
    }

    /// The rules refuse rows. `places` has the rows of each command, `refused` which of the commands are refused.
    pub(super) fn refused(
        &self,
        places: &[Range<usize>],
        refused: Vec<(usize, Rejection)>,
        known: usize,
    ) -> Failure {
        let bad = self.bad(places, refused);
        let (before_vi, before_en) = before(known);
        if let [(None, (vi, en))] = bad.rows.as_slice() {
            let file = self.file;
            return Failure::Rows { vi: format!("{file}: {vi}"), en: format!("{file}: {en}") };
        }
        let (file, count) = (self.file, bad.count);
        bad.after(
            format!("{file}: {count} dòng bị từ chối, không ghi dòng nào{before_vi}:"),
            format!("{file}: {count} rows are refused, none is recorded{before_en}:"),
        )
    }

    /// The same file was taken before.
    pub(super) fn loaded(&self, places: &[Range<usize>], refused: Vec<(usize, Rejection)>) -> Failure {
        let (file, rows) = (self.file, self.lines.len());
        self.bad(places, refused).after(
            format!("{file}: cả {rows} dòng đã có trong sổ từ lần nạp trước; không ghi thêm gì"),
            format!(
                "{file}: all {rows} rows are in the books from an earlier load; nothing more is recorded"
            ),
        )
    }

    fn bad(&self, places: &[Range<usize>], refused: Vec<(usize, Rejection)>) -> Bad {
        let mut bad = Bad::default();
        let all = refused.len() == places.len() && refused.len() > 1;
        if let Some((_, one)) = refused.first()
            && all
            && refused.iter().all(|(_, rejection)| rejection == one)
        {
            // What is true of every row is no row's fault: the role, an account that is not there.
            bad.push(None, one.vi(), one.en());
            return bad;
        }
        for (place, rejection) in refused {
            let lines = places.get(place).and_then(|rows| self.lines.get(rows.clone())).unwrap_or_default();
            match rejection {
                Rejection::Network(network::Refusal::List(rows)) => bad.list(rows.at_lines(lines)),
                other => {
                    let line = if let [line] = lines { Some(*line) } else { None };
                    bad.push(line, other.vi(), other.en());
                }
            }
        }
        bad
    }
}

impl Bad {
    fn push(&mut self, line: Option<u32>, vi: String, en: String) {
        self.count = self.count.saturating_add(1);
        if self.rows.len() < MOST_SHOWN {
            self.rows.push((line, (vi, en)));
        }
    }

    fn list(&mut self, bad: network::BadRows) {
        let told = u32::try_from(bad.rows.len()).unwrap_or(u32::MAX);
        for (line, fault) in bad.rows {
            self.push(Some(line), fault.vi(), fault.en());
        }
        self.count = self.count.saturating_add(bad.count.saturating_sub(told));
    }

    /// The refusals below what is said of all.
    fn after(self, mut vi: String, mut en: String) -> Failure {
        for (line, (row_vi, row_en)) in &self.rows {
            let (place_vi, place_en) = match line {
                Some(line) => (format!("dòng {line}: "), format!("line {line}: ")),
                None => Default::default(),
            };
            let _written =
                write!(vi, "\n{place_vi}{row_vi}").and_then(|()| write!(en, "\n{place_en}{row_en}"));
        }
        let more = self.count.saturating_sub(u32::try_from(self.rows.len()).unwrap_or(u32::MAX));
        if more > 0 {
            let _written = write!(vi, "\nvà {more} dòng nữa").and_then(|()| write!(en, "\nand {more} more"));
        }
        Failure::Rows { vi, en }
    }
}

/// What an interrupted load of the same file left.
fn before(known: usize) -> Both {
    if known == 0 {
        return Both::default();
    }
    (format!(" ({known} dòng đã có từ lần nạp trước)"), format!(" ({known} are there from an earlier load)"))
}
