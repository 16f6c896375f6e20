//! `sovang qr`: a VietQR code for gifts to an account, as SVG.

use std::path::PathBuf;

use domain::{AccountId, Code, Vnd};
use papers::gift_qr;

use super::print::write;
use super::{Failure, Which};
use crate::config::Config;
use crate::format::amount;
use crate::local::open;

#[derive(clap::Args)]
pub(crate) struct Qr {
    #[command(flatten)]
    which: Which,
    /// Tài khoản của quỹ / the fund's account, for example vietcombank:0071001234567
    #[arg(long)]
    account: AccountId,
    /// Số tiền; bỏ trống thì người chuyển tự nhập / amount; the payer chooses if left out
    #[arg(long, value_parser = amount)]
    amount: Option<Vnd>,
    /// Mã ủng hộ đã khai báo, đặt trong nội dung chuyển tiền / a declared gift code, for the memo
    #[arg(long)]
    code: Option<Code>,
    /// Tệp SVG / the SVG file
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

impl Qr {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let ledger = open(config, self.which.fund.as_ref())?;
        let svg = gift_qr(&ledger, &self.account, self.amount, self.code.as_ref())?;
        write(&self.out, svg.as_bytes())
    }
}
