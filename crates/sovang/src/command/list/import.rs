//! `sovang list import`: a list's rows into the books, all of them or none.
//!
//! A list of places or people is one command, which the rules take whole or refuse with its bad rows. Where every row is a
//! command of its own, all of them are tried first, so that a bad row leaves nothing behind. The ids of the commands follow
//! from the file: after a crash the same line at the prompt goes on, and the same file a second time is known.

mod names;
mod plan;
mod told;

use std::ops::Range;
use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::{Entry, Ledger, LedgerError, today};

use super::{Failure, Which};
use crate::config::Config;
use crate::format::day;
use crate::local::{asker, open};
use crate::out::{plain, say};
use crate::progress::bar;
use names::Names;
use plan::{About, Asked, Kind};
use told::Told;

#[derive(Args)]
pub(crate) struct Import {
    #[command(flatten)]
    which: Which,
    /// Danh sách gì / what the list is of
    #[arg(value_enum)]
    kind: Kind,
    /// Tệp CSV hoặc XLSX / the file
    file: PathBuf,
    /// Ngày có hiệu lực; bỏ trống là hôm nay; khoản ủng hộ và hàng có ngày ở từng dòng / business day; today if left out;
    /// gifts and goods have it in their rows
    #[arg(long, value_parser = day, value_name = "DAY")]
    on: Option<Date>,
    /// Quyết định ban hành danh mục địa bàn; bỏ trống là tên tệp / the decision that areas go by; the file's name if left out
    #[arg(long, value_name = "TEXT")]
    decision: Option<String>,
    /// Năm chấm điểm; bỏ trống là năm của --on / the year of ratings; that of --on if left out
    #[arg(long)]
    year: Option<i16>,
    /// Chỉ thử, không ghi / try only, record nothing
    #[arg(long)]
    check: bool,
}

impl Import {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        self.fits()?;
        let actor = asker(config)?;
        let reading = bar(0, "Đọc danh sách / reading");
        let bytes =
            std::fs::read(&self.file).map_err(|source| Failure::File { path: self.file.clone(), source })?;
        let file_name = self.file.file_name().unwrap_or_default().to_string_lossy();
        let file_name = plain(&file_name);
        let names = self.names(&bytes);
        let on = self.on.unwrap_or_else(|| today(Timestamp::now()));
        let decision = self.decision.clone().unwrap_or_else(|| file_name.clone().into_owned());
        let about = About { on, decision, year: self.year.unwrap_or_else(|| on.year()) };
        let plan = self.kind.read(&bytes, &file_name, &about)?;
        drop(bytes);
        reading.finish_and_clear();
        let ledger = open(config, self.which.fund.as_ref())?;
        let told = Told { file: &file_name, lines: &plan.lines };
        let entry = |(asked, id): (Asked, _)| {
            let entry = Entry {
                id,
                correlation: None,
                actor: actor.clone(),
                command: asked.command,
                personal: asked.personal,
            };
            (asked.rows, entry)
        };
        let entries = plan.asked.into_iter().zip(names).map(entry).collect();
        self.load(&ledger, &told, entries)
    }

    /// Refuses what would be passed over in silence.
    fn fits(&self) -> Result<(), Failure> {
        let (dated, areas) = (self.kind.is_dated(), self.kind == Kind::Areas);
        if dated && self.on.is_some() {
            return Err(Failure::Usage {
                vi: "danh sách này có ngày ở từng dòng: bỏ --on",
                en: "this list has its days in its rows: leave out --on",
            });
        }
        if self.decision.is_some() && !areas {
            return Err(Failure::Usage {
                vi: "--decision chỉ dùng cho danh mục địa bàn (areas)",
                en: "--decision is for areas only",
            });
        }
        if self.year.is_some() && self.kind != Kind::Ratings {
            return Err(Failure::Usage {
                vi: "--year chỉ dùng cho bảng chấm điểm tổ (ratings)",
                en: "--year is for ratings only",
            });
        }
        Ok(())
    }

    /// What else is said of the list belongs to its commands too: the same areas by another decision are other commands.
    fn names(&self, bytes: &[u8]) -> Names {
        let said = format!("{:?} {:?} {:?} {:?}", self.kind, self.on, self.decision, self.year);
        Names::of(&said, bytes)
    }

    fn load(&self, ledger: &Ledger, told: &Told<'_>, all: Vec<(Range<usize>, Entry)>) -> Result<(), Failure> {
        let (mut new, mut known) = (Vec::new(), Vec::new());
        for (rows, entry) in all {
            if ledger.knows(entry.id)? { known.push((rows, entry)) } else { new.push((rows, entry)) }
        }
        if new.is_empty() {
            // The rules say of each row that it is there, where they can tell two rows apart.
            let places = places(&known);
            let asked = known.into_iter().filter(|_| !self.kind.is_dated());
            let refused = ledger.check_each(asked.map(|(_, entry)| entry))?;
            return Err(told.loaded(&places, refused));
        }
        let known = known.iter().map(|(rows, _)| rows.len()).sum();
        let places = places(&new);
        let taken = |refused: Vec<_>| {
            if refused.is_empty() { Ok(()) } else { Err(told.refused(&places, refused, known)) }
        };
        let entries: Vec<_> = new.into_iter().map(|(_, entry)| entry).collect();
        if self.check {
            taken(ledger.check_each(entries)?)?;
        } else {
            if entries.len() > 1 {
                taken(ledger.check_each(entries.iter().cloned())?)?;
            }
            write(ledger, told, &places, entries)?;
        }
        Ok(say(&told.done(known, self.check))?)
    }
}

fn places(entries: &[(Range<usize>, Entry)]) -> Vec<Range<usize>> {
    entries.iter().map(|(rows, _)| rows.clone()).collect()
}

/// A single command is taken whole or not at all; many were tried before, so that all are taken.
fn write(
    ledger: &Ledger,
    told: &Told<'_>,
    places: &[Range<usize>],
    entries: Vec<Entry>,
) -> Result<(), Failure> {
    let bar = |all: usize| bar(all as u64, "Ghi danh sách / recording");
    match <[Entry; 1]>::try_from(entries) {
        Ok([entry]) => {
            let bar = bar(told.lines.len());
            let written = ledger.execute_watched(entry, &|facts| bar.set_position(facts));
            bar.finish_and_clear();
            written.map(|_| ()).map_err(|error| match error {
                LedgerError::Rejected(rejection) => told.refused(places, vec![(0, rejection)], 0),
                error => error.into(),
            })
        }
        Err(entries) => {
            let bar = bar(entries.len());
            let written = ledger.execute_all(entries, &|| bar.inc(1));
            bar.finish_and_clear();
            Ok(written?)
        }
    }
}
