//! `sovang report`: reports of the books into files, several of one period from one reading of the log.

use std::path::PathBuf;

use jiff::Timestamp;
use jiff::civil::Date;
use papers::{Format, Known, REPORTS, Read, Scope};

use super::print::write;
use super::{Failure, Which};
use crate::config::Config;
use crate::format::day;
use crate::local::open;
use crate::progress::bar;

#[derive(clap::Args)]
pub(crate) struct Report {
    #[command(flatten)]
    which: Which,
    /// Tên báo cáo / names of reports: journal, cash-book, trial-balance, disclosure, ...
    #[arg(required = true, value_name = "REPORT", value_parser = known)]
    reports: Vec<String>,
    /// Tài khoản, mặt hàng (mặt-hàng@kho) hoặc số chi, nếu báo cáo cần / what the report is of, where it is of one thing
    #[arg(long)]
    subject: Option<String>,
    /// Từ ngày / first day
    #[arg(long, value_parser = day, value_name = "DAY")]
    first: Date,
    /// Đến ngày / last day
    #[arg(long, value_parser = day, value_name = "DAY")]
    last: Date,
    /// Chỉ tính đến ngần này sự kiện đầu / as known after so many events
    #[arg(long, conflicts_with = "time")]
    position: Option<u64>,
    /// Như đã ghi đến thời điểm này / as recorded up to this moment
    #[arg(long)]
    time: Option<Timestamp>,
    /// csv, json, pdf, txt, xlsx
    #[arg(long, default_value = "xlsx")]
    format: Format,
    /// Thư mục đặt tệp [.] / the directory for the files
    #[arg(long, value_name = "DIR", default_value = ".", hide_default_value = true)]
    out: PathBuf,
}

fn known(name: &str) -> Result<String, String> {
    let found = REPORTS.contains(&name).then(|| name.to_owned());
    found.ok_or_else(|| format!("một trong {0} / one of {0}", REPORTS.join(", ")))
}

impl Report {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let ledger = open(config, self.which.fund.as_ref())?;
        let known = match self.time {
            Some(time) => Known::Time(time),
            None => Known::Position(self.position.unwrap_or(ledger.head().position)),
        };
        let scope = Scope { first: self.first, last: self.last, known };
        let bar = bar(self.reports.len() as u64, "Lập báo cáo / making reports");
        let read = Read::of(&ledger, &config.issuer, scope)?;
        let mut files = Vec::new();
        for name in &self.reports {
            let bytes = read.report(name, self.subject.as_deref(), self.format)?;
            files.push((self.out.join(format!("{name}.{}", self.format)), bytes));
            bar.inc(1);
        }
        bar.finish_and_clear();
        files.into_iter().try_for_each(|(file, bytes)| write(&file, &bytes))
    }
}
