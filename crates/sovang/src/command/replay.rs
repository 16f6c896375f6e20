//! `sovang replay --to`: folds history from the first event up to a position or a moment, and prints the same
//! figures as they stood then.

use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use ledger::{AsOf, Ledger, VIETNAM};

use super::balance::print;
use super::{Failure, Which};
use crate::config::Config;
use crate::format::day;
use crate::local::{event_at, open};
use crate::out::say;
use crate::progress::bar;
use crate::words::moment;

#[derive(clap::Args)]
pub(crate) struct Replay {
    #[command(flatten)]
    which: Which,
    /// Số sự kiện, hoặc thời điểm GHI SỔ (không phải ngày phát sinh): 1500, 2024-09-10, 10/09/2024 (đến hết ngày),
    /// 2024-09-10T17:00:00 (giờ Việt Nam), ...Z / number of events, or a moment of RECORDING (not the business day)
    #[arg(long, value_name = "EVENTS|MOMENT")]
    to: Until,
    /// In dạng JSON / print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy)]
struct Until(AsOf);

impl FromStr for Until {
    type Err = &'static str;

    /// A day means its end in Vietnam; a time without an offset is Vietnam's.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let vietnam = |time: DateTime| VIETNAM.to_timestamp(time).ok();
        let of_day = |day: Date| vietnam(day.at(23, 59, 59, 999_999_999));
        let position = text.parse().ok().map(AsOf::Position);
        let position = position.or_else(|| text.parse::<Timestamp>().ok().map(AsOf::Time));
        let day = || day(text).ok().and_then(of_day);
        let time = || text.parse().ok().and_then(vietnam);
        position
            .or_else(|| day().or_else(time).map(AsOf::Time))
            .map(Self)
            .ok_or(
                "một số sự kiện (1500), một ngày (2024-09-10, 10/09/2024) hoặc một thời điểm (2024-09-10T17:00:00) / \
                 a number of events (1500), a day (2024-09-10, 10/09/2024) or a moment (2024-09-10T17:00:00)",
            )
    }
}

impl Replay {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let ledger = open(config, self.which.fund.as_ref())?;
        let bar = bar(ledger.head().position, "Dựng lại / replaying");
        let views = ledger.replay(self.to.0, &|done, all| {
            bar.set_length(all);
            bar.set_position(done);
        })?;
        bar.finish_and_clear();
        if views.position == 0 && ledger.head().position > 0 && !self.json {
            say(&begins(&ledger)?)?;
        }
        print(&views, self.json, false)
    }
}

/// Why there is nothing yet.
fn begins(ledger: &Ledger) -> Result<String, Failure> {
    let first = moment(event_at(ledger, 0)?.meta.recorded_at);
    Ok(format!(
        "Lúc ấy chưa ghi gì; sổ bắt đầu lúc / Nothing was recorded by then; the books begin at {first}\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<AsOf>) {
        assert_eq!(text.parse::<Until>().ok().map(|until| until.0), expected);
    }

    #[test]
    fn a_position_a_day_or_a_time() {
        let time = |text: &str| Some(AsOf::Time(text.parse().unwrap()));
        check("1500", Some(AsOf::Position(1500)));
        check("2024-09-10", time("2024-09-10T16:59:59.999999999Z"));
        check("10/09/2024", time("2024-09-10T16:59:59.999999999Z"));
        check("2024-09-10T17:00:00", time("2024-09-10T10:00:00Z"));
        check("2024-09-10T17:00:00Z", time("2024-09-10T17:00:00Z"));
        for wrong in ["", "-1", "hôm qua", "2024-02-30", "31/02/2024"] {
            check(wrong, None);
        }
    }
}
