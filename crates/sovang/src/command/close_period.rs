//! `sovang close-period`: nothing is entered any more up to and including a day.

use clap::{Args, ValueEnum};
use domain::books::{self, Span};
use domain::{Command, On};
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::today;

use super::{Failure, Which};
use crate::config::Config;
use crate::format::day;
use crate::local::{entry, open};
use crate::out::say;

#[derive(Args)]
pub(crate) struct ClosePeriod {
    #[command(flatten)]
    which: Which,
    /// Ngày cuối được khóa: 2021-09-30 hoặc 30/09/2021 / the last closed day
    #[arg(value_name = "DAY", value_parser = day)]
    last: Date,
    /// Kỳ / how long the period is
    #[arg(long, default_value = "month")]
    span: Kind,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    Day,
    Month,
    Year,
}

impl ClosePeriod {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let ledger = open(config, self.which.fund.as_ref())?;
        let span = match self.span {
            Kind::Day => Span::Day,
            Kind::Month => Span::Month,
            Kind::Year => Span::Year,
        };
        let command = books::Command::ClosePeriod(books::ClosePeriod { last: self.last, span });
        let on = On { effective_on: today(Timestamp::now()), command };
        ledger.execute(entry(config, Command::Books(on), None)?)?;
        let last = self.last.strftime("%d/%m/%Y");
        Ok(say(&format!("Đã khóa sổ đến hết ngày {last}. / The books are closed through {last}.\n"))?)
    }
}
