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
    /// Tên báo cáo, hoặc all là cả bộ / names of reports (journal, cash-book, trial-balance, ...), or all for the whole set
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
    /// csv, json, pdf, txt, xlsx; cách nhau bằng dấu phẩy / separated by commas
    #[arg(long, default_value = "xlsx", value_delimiter = ',')]
    format: Vec<Format>,
    /// Thư mục đặt tệp [.] / the directory for the files
    #[arg(long, value_name = "DIR", default_value = ".", hide_default_value = true)]
    out: PathBuf,
}

/// The whole set of a period.
const ALL: &str = "all";

fn known(name: &str) -> Result<String, String> {
    let found = (name == ALL || REPORTS.contains(&name)).then(|| name.to_owned());
    found.ok_or_else(|| format!("một trong {0} / one of {0}", REPORTS.join(", ")))
}

impl Report {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        if self.last < self.first {
            let (vi, en) =
                ("--last trước --first: đổi lại hai ngày", "--last is before --first: change the two days");
            return Err(Failure::Rows { vi: vi.to_owned(), en: en.to_owned() });
        }
        std::fs::create_dir_all(&self.out)
            .map_err(|source| Failure::Write { path: self.out.clone(), source })?;
        let ledger = open(config, self.which.fund.as_ref())?;
        let known = match self.time {
            Some(time) => Known::Time(time),
            None => Known::Position(self.position.unwrap_or(ledger.head().position)),
        };
        let scope = Scope { first: self.first, last: self.last, known };
        let read = Read::of(&ledger, &config.issuer, scope)?;
        let asked = self.asked(&read)?;
        let bar = bar(asked.len() as u64, "Lập báo cáo / making reports");
        for (name, subject) in &asked {
            let subject = subject.as_deref();
            let of = subject.map_or_else(String::new, |subject| {
                format!("-{}", subject.replace(|sign: char| !sign.is_ascii_alphanumeric(), "-"))
            });
            for format in &self.format {
                let bytes = read.report(name, subject, *format)?;
                write(&self.out.join(format!("{name}{of}.{format}")), &bytes)?;
            }
            bar.inc(1);
        }
        bar.finish_and_clear();
        Ok(())
    }

    /// The reports, each with what it is of.
    fn asked(&self, read: &Read<'_>) -> Result<Vec<(String, Option<String>)>, Failure> {
        if self.reports.iter().any(|name| name == ALL) {
            let set = read.whole_set()?;
            return Ok(set.into_iter().map(|(name, subject)| (name.to_owned(), subject)).collect());
        }
        Ok(self.reports.iter().map(|name| (name.clone(), self.subject.clone())).collect())
    }
}
