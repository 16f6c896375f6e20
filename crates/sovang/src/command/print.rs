//! `sovang print`: papers of the books as one PDF. They carry names: keep the file where the fund keeps its papers.

mod list;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use domain::{GoodsReceiptNo, ReceiptNo, VoucherNo};
use indicatif::ProgressBar;
use ledger::Ledger;
use papers::{Issuer, Paper, PaperError, print_many};

use super::{Failure, Which};
use crate::config::Config;
use crate::local::open;
use crate::out::{path, say};
use crate::progress::bar;

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Print {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    to: To,
    /// Số chứng từ, ví dụ PC-2021-00003 / numbers of vouchers
    #[arg(required = true, value_name = "VOUCHER")]
    vouchers: Vec<VoucherNo>,
}

// Which fund, and where to. A doc comment would stand in the help of every command.
#[derive(Args)]
pub(crate) struct To {
    #[command(flatten)]
    which: Which,
    /// Tệp PDF [in.pdf] / the PDF file
    #[arg(long, value_name = "FILE", default_value = "in.pdf", hide_default_value = true)]
    out: PathBuf,
}

/// What else can be printed.
#[derive(Subcommand)]
enum What {
    /// Biên nhận tiền, nhiều khoản thành một tệp / slips of money, many in one file
    Slips(Slips),
    /// Biên nhận hiện vật / slips of goods
    GoodsSlips(GoodsSlips),
    /// Thư cảm ơn / letters of thanks
    Thanks(Thanks),
    /// Danh sách ký nhận, bảng tổng hợp, bảng kê / lists: to be signed, of money, of goods
    #[command(subcommand)]
    List(list::List),
}

#[derive(Args)]
struct Slips {
    #[command(flatten)]
    to: To,
    /// Từ khoản thu số / number of the first receipt
    #[arg(long, value_name = "RECEIPT")]
    first: u64,
    /// Đến khoản thu số; tối đa 1.000 khoản / of the last; at most 1,000 in all
    #[arg(long, value_name = "RECEIPT")]
    last: u64,
}

#[derive(Args)]
struct GoodsSlips {
    #[command(flatten)]
    to: To,
    /// Số phiếu nhập hàng / numbers of goods receipts
    #[arg(required = true, value_name = "GOODS_RECEIPT")]
    receipts: Vec<u64>,
}

#[derive(Args)]
struct Thanks {
    #[command(flatten)]
    to: To,
    /// Số khoản thu / numbers of receipts
    #[arg(required = true, value_name = "RECEIPT")]
    receipts: Vec<u64>,
}

impl Print {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        match self.what {
            None => set(config, &self.to, self.vouchers, |ledger, issuer, voucher| {
                papers::paper(ledger, issuer, voucher, papers::Reader::Staff)
            }),
            Some(What::Slips(slips)) => slips.run(config),
            Some(What::GoodsSlips(slips)) => {
                let numbers = slips.receipts.into_iter().map(GoodsReceiptNo::new);
                set(config, &slips.to, numbers, papers::goods_slip)
            }
            Some(What::Thanks(letters)) => {
                let numbers = letters.receipts.into_iter().map(ReceiptNo::new);
                set(config, &letters.to, numbers, papers::thank_you)
            }
            Some(What::List(list)) => list.run(config),
        }
    }
}

impl Slips {
    fn run(self, config: &Config) -> Result<(), Failure> {
        let ledger = open(config, self.to.which.fund.as_ref())?;
        let bar = printing(self.last.saturating_sub(self.first).saturating_add(1));
        let range = ReceiptNo::new(self.first)..=ReceiptNo::new(self.last);
        let bytes = papers::slips(&ledger, &config.issuer, range, |done, all| {
            bar.set_length(all as u64);
            bar.set_position(done as u64);
        });
        bar.finish_and_clear();
        write(&self.to.out, &bytes?)
    }
}

/// Makes the papers of these numbers and sets them as one file.
pub(super) fn set<N>(
    config: &Config,
    to: &To,
    numbers: impl IntoIterator<Item = N>,
    make: impl Fn(&Ledger, &Issuer, N) -> Result<Paper, PaperError>,
) -> Result<(), Failure> {
    let ledger = open(config, to.which.fund.as_ref())?;
    let papers: Result<Vec<_>, _> =
        numbers.into_iter().map(|number| make(&ledger, &config.issuer, number)).collect();
    let papers = papers?;
    let bar = printing(papers.len() as u64);
    let bytes = print_many(&papers, |done| bar.set_position(done as u64)).map_err(PaperError::from);
    bar.finish_and_clear();
    write(&to.out, &bytes?)
}

fn printing(all: u64) -> ProgressBar {
    bar(all, "Dàn trang / setting papers")
}

/// Writes a file, and says so.
pub(super) fn write(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(file, bytes).map_err(|source| Failure::Write { path: file.to_owned(), source })?;
    Ok(say(&format!("{}: {} byte\n", path(file), bytes.len()))?)
}
