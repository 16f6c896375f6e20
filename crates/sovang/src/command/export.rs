//! `sovang export`: the books as files of other bookkeeping programs.
//!
//! The file stands under its name once it is whole, never before.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::{Ledger, LedgerError, today};
use projection_audit::{Known, Scope, Trail, export};

use super::{Failure, Which};
use crate::config::Config;
use crate::format::day;
use crate::local::open;
use crate::out::{path, say};
use crate::progress::bar;

#[derive(Args)]
pub(crate) struct Export {
    #[command(flatten)]
    which: Which,
    /// Cho chương trình nào / for which program
    #[arg(value_enum)]
    format: Format,
    /// Đến hết ngày phát sinh này; bỏ trống là hôm nay / the last business day; today if left out
    #[arg(long, value_parser = day, value_name = "DAY")]
    to: Option<Date>,
    /// Như đã ghi ở số sự kiện này; bỏ trống là tất cả / as known after so many events; all of them if left out
    #[arg(long, value_name = "POSITION")]
    known_at: Option<u64>,
    /// Tệp để ghi / the file to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// hledger
    Hledger,
    /// beancount
    Beancount,
    /// Số dư từng tài khoản, để đối chiếu hai tệp kia / what every account comes to, to check the two others against
    Balances,
}

impl Export {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let ledger = open(config, self.which.fund.as_ref())?;
        let last = self.to.unwrap_or_else(|| today(Timestamp::now()));
        let trail = replayed(&ledger, last, self.known_at)?;
        let format = self.format;
        whole(&self.out, |out| match format {
            Format::Hledger => export::hledger(&trail, out),
            Format::Beancount => export::beancount(&trail, out),
            Format::Balances => balances(&trail, out),
        })
        .map_err(|source| Failure::Write { path: self.out.clone(), source })?;
        let (file, entries) = (path(&self.out), trail.entries().len());
        Ok(say(&format!("Đã ghi {entries} bút toán vào {file}. / {entries} entries written to {file}.\n"))?)
    }
}

fn replayed(ledger: &Ledger, last: Date, known_at: Option<u64>) -> Result<Trail, Failure> {
    let head = ledger.head().position;
    let known = known_at.unwrap_or(head);
    if known > head {
        return Err(LedgerError::BeyondHead { head }.into());
    }
    let bar = bar(known, "Đọc sổ / reading the log");
    let mut trail = Trail::empty(Scope { first: last, last, known: Known::Position(known) });
    ledger.read(&mut |event| {
        let wanted = event.position < known;
        if wanted {
            trail.apply(event);
            if event.position % 10_000 == 0 {
                bar.set_position(event.position);
            }
        }
        wanted
    })?;
    bar.finish_and_clear();
    Ok(trail.finish())
}

fn balances(trail: &Trail, out: &mut impl Write) -> io::Result<()> {
    export::balances(trail).iter().try_for_each(|(account, balance)| writeln!(out, "{account}\t{balance}"))
}

/// Writes beside the file, and gives it its name when everything is on the disk.
fn whole(file: &Path, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> io::Result<()> {
    let mut part = file.as_os_str().to_owned();
    part.push(".part");
    let mut out = BufWriter::new(File::create(&part)?);
    let written = write(&mut out).and_then(|()| out.flush()).and_then(|()| out.get_ref().sync_all());
    let named = written.and_then(|()| fs::rename(&part, file));
    if named.is_err() {
        let _removed = fs::remove_file(&part);
    }
    named
}
