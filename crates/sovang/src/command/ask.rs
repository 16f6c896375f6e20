//! `sovang do`: the commands of a file, in JSON, one after another. The same requests as over HTTP.
//!
//! The whole file is read before the first command is given. A refusal ends the work: what stands before it is in the
//! books, and the message says how many that are, so that the rest can be given with `--from`.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;
use domain::Rejection;
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::{Entry, Ledger, LedgerError, Outcome, today};
use serde_json::value::RawValue;
use wire::{Asked, Part, Problem};

use super::{Failure, Which};
use crate::config::Config;
use crate::format::day;
use crate::local::{asker, open};
use crate::out::{path, say};
use crate::words::{Both, thing};

#[derive(Args)]
pub(crate) struct Ask {
    #[command(flatten)]
    which: Which,
    /// Phần của sổ / part of the books: books, giving, goods, inbox, network, oversight, privacy, relief
    part: Part,
    /// Tệp lệnh, mỗi lệnh {"command": ..., "effective_on": ..., "personal": ...}; - là đầu vào chuẩn / the commands; - is
    /// standard input
    #[arg(long)]
    file: PathBuf,
    /// Ngày phát sinh của lệnh không nêu ngày; bỏ trống là hôm nay / business day of commands that name none; today if left
    /// out
    #[arg(long, value_parser = day, value_name = "DAY")]
    on: Option<Date>,
    /// Từ lệnh thứ / from this command of the file on
    #[arg(long, default_value_t = 1, value_name = "NUMBER")]
    from: usize,
    /// Chỉ thử, không ghi / try only, record nothing
    #[arg(long)]
    check: bool,
}

impl Ask {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let text = read(&self.file)?;
        let day = self.on.unwrap_or_else(|| today(Timestamp::now()));
        let skipped = self.from.saturating_sub(1);
        let asked = self.parse(&text, day)?.into_iter().skip(skipped);
        let actor = asker(config)?;
        let entry = |asked: Asked| Entry {
            personal: asked.personal,
            ..Entry::new(actor.clone(), asked.command, None)
        };
        let entries: Vec<_> = asked.map(entry).collect();
        let ledger = open(config, self.which.fund.as_ref())?;
        if self.check { self.tried(&ledger, entries) } else { self.done(&ledger, entries, skipped) }
    }

    /// Every command of the text.
    fn parse(&self, text: &str, day: Date) -> Result<Vec<Asked>, Failure> {
        let mut asked: Vec<Asked> = Vec::new();
        let mut texts = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
        while let Some(raw) = texts.next() {
            let line = text.get(..texts.byte_offset()).unwrap_or_default().lines().count();
            let read = match raw {
                Ok(raw) => self.part.read(raw.get().as_bytes(), day),
                Err(error) => Err(unreadable(&error)),
            };
            let number = asked.len().saturating_add(1);
            asked.push(read.map_err(|problem| self.wrong(number, line, problem))?);
        }
        Ok(asked)
    }

    fn wrong(&self, number: usize, line: usize, problem: Problem) -> Failure {
        let field = problem.field.map_or_else(String::new, |field| format!(", {field}"));
        let place = format!(" ({}, #{number}, dòng / line {line}{field})", path(&self.file));
        let (vi, en) = (problem.vi, problem.en);
        Failure::Asked { place, vi, en, done: 0, taken: RECORDED }
    }

    fn refused(&self, number: usize, done: usize, taken: Both, rejection: &Rejection) -> Failure {
        let place = format!(" ({}, #{number})", path(&self.file));
        Failure::Asked { place, vi: rejection.vi(), en: rejection.en(), done, taken }
    }

    fn tried(&self, ledger: &Ledger, entries: Vec<Entry>) -> Result<(), Failure> {
        match ledger.check(entries)? {
            (taken, None) => Ok(say(&format!(
                "{taken} lệnh sẽ được nhận; chưa ghi gì. / {taken} commands would be taken; nothing is recorded.\n"
            ))?),
            (taken, Some(rejection)) => {
                Err(self.refused(self.from.saturating_add(taken), taken, WOULD_BE_TAKEN, &rejection))
            }
        }
    }

    fn done(&self, ledger: &Ledger, entries: Vec<Entry>, skipped: usize) -> Result<(), Failure> {
        for (done, entry) in entries.into_iter().enumerate() {
            let number = skipped.saturating_add(done).saturating_add(1);
            let outcome = ledger.execute(entry).map_err(|error| match error {
                LedgerError::Rejected(rejection) => self.refused(number, done, RECORDED, &rejection),
                error => error.into(),
            })?;
            say(&told(number, &outcome))?;
        }
        Ok(())
    }
}

const RECORDED: Both = ("đã ghi", "are recorded");
const WOULD_BE_TAKEN: Both = ("sẽ được nhận, chưa ghi gì", "would be taken, nothing is recorded");

fn read(file: &Path) -> Result<String, Failure> {
    let text = if file == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(file)
    };
    text.map_err(|source| Failure::File { path: file.to_owned(), source })
}

fn unreadable(error: &serde_json::Error) -> Problem {
    let (line, column) = (error.line(), error.column());
    Problem::field(
        format!("{line}:{column}"),
        format!("JSON sai ở dòng {line}, cột {column}"),
        format!("the JSON is wrong at line {line}, column {column}"),
    )
}

/// One line a command: which it was, where its events stand, what it made.
fn told(number: usize, outcome: &Outcome) -> String {
    let what: Vec<_> = outcome.made.iter().map(thing).collect();
    let more = outcome.made_in_all.saturating_sub(outcome.made.len() as u64);
    let rest = if more > 0 { format!(", +{more}") } else { String::new() };
    let (count, first) = (outcome.count, outcome.first);
    let what = if what.is_empty() { String::new() } else { format!(": {}{rest}", what.join(", ")) };
    format!("#{number}  {count} sự kiện / events @ {first}{what}\n")
}
