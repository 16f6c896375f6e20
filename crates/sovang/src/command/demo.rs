//! `sovang demo dong-thap-2021`: a year of books, loaded into the data directory once, and served. Without a name it is the
//! sample campaign: statements and cash alone, in the size that is asked for.
//!
//! Command ids follow from the sample, so a demo that was interrupted goes on where it stopped.

mod campaign;
mod people;
mod year;

use std::path::PathBuf;

use domain::FundId;
use ledger::{Books, Ledger};
use sample::Campaign;
use std::sync::Arc;

use super::Failure;
use super::serve::Serve;
use crate::config::Config;
use crate::out::{path, say};
use crate::publishing;

const SMALLEST: usize = 500;

#[derive(clap::Args)]
pub(crate) struct Demo {
    /// Dữ liệu mẫu nào; bỏ trống là một chiến dịch / which sample; none is a campaign
    #[arg(value_enum)]
    sample: Option<Sample>,
    /// Số giao dịch của chiến dịch mẫu / how many transactions the campaign has, from 500 up
    #[arg(long, default_value_t = Campaign::DEFAULT_SIZE, value_parser = size, conflicts_with = "sample")]
    size: usize,
    /// Chỉ nạp, không mở máy chủ / load only, do not serve
    #[arg(long)]
    load_only: bool,
    #[command(flatten)]
    serve: Serve,
}

/// The samples that have a name.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Sample {
    /// Sổ sách một năm / the books of a year
    #[value(name = "dong-thap-2021")]
    DongThap2021,
}

impl Demo {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let (name, marker) = match self.sample {
            Some(Sample::DongThap2021) => (sample::year::FUND, "year-loaded"),
            None => (campaign::FUND, "sample-loaded"),
        };
        // The last thing that loading leaves.
        let (fund, marker): (FundId, PathBuf) = (name.parse()?, config.data.join(marker));
        if marker.exists() && Books::list(&config.data).contains(&fund) {
            let dir = path(&config.data);
            say(&format!("Dữ liệu mẫu đã có trong {dir}. / The sample is in {dir} already.\n"))?;
        } else {
            only_the_sample(config, &fund)?;
            let ledger = books(config, &fund)?;
            match self.sample {
                Some(Sample::DongThap2021) => year::load(config, &ledger)?,
                None => campaign::load(config, &ledger, self.size)?,
            }
            publishing::catch_up(config, &ledger);
            std::fs::write(marker, "")?;
            let events = ledger.views().position;
            say(&format!(
                "Đã nạp dữ liệu mẫu: {events} sự kiện. / The sample is loaded: {events} events.\n"
            ))?;
        }
        let policy = people::without_phones(config);
        say(&people::told(&people::take_up(config, &policy)?))?;
        if self.load_only { Ok(()) } else { self.serve.run_with(config, policy) }
    }
}

/// The sample is invented and would stand beside a fund's real books, on the same public page.
fn only_the_sample(config: &Config, sample: &FundId) -> Result<(), Failure> {
    match Books::list(&config.data).into_iter().find(|fund| fund != sample) {
        Some(fund) => Err(Failure::RealBooks { fund, data: config.data.clone() }),
        None => Ok(()),
    }
}

/// The sample's books: those that an interrupted demo left, or new ones.
fn books(config: &Config, fund: &FundId) -> Result<Arc<Ledger>, Failure> {
    let books = Books::open(config.places())?;
    Ok(match books.fund(fund) {
        Some(ledger) => ledger,
        None => books.create(fund)?,
    })
}

/// A smaller sample has none of the things that it is to show.
fn size(text: &str) -> Result<usize, &'static str> {
    let size = text.parse().ok().filter(|size| *size >= SMALLEST);
    size.ok_or("một số từ 500 trở lên, ví dụ 20000 / a number from 500 up, for example 20000")
}
