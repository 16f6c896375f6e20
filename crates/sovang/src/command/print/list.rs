//! `sovang print list`: lists to be signed, and lists of gifts.

use clap::{Args, Subcommand};
use domain::relief::Delivery;
use domain::{Code, IssueNo, PaymentNo, RequestNo};
use jiff::civil::Date;

use super::{To, set};
use crate::config::Config;
use crate::failure::Failure;
use crate::format::day;

/// Which list.
#[derive(Subcommand)]
pub(super) enum List {
    /// Ký nhận tiền của một khoản chi / to be signed, of a payment
    Payment(Numbered),
    /// Ký nhận hàng của một phiếu xuất / to be signed, of a goods issue
    Issue(Numbered),
    /// Ký nhận của một đề nghị, trước khi chi hoặc xuất / to be signed, of a request
    Request(Numbered),
    /// Bảng tổng hợp thu tiền ủng hộ / gifts of money
    Money(Days),
    /// Bảng kê đóng góp bằng hiện vật / gifts of an item
    Goods(Goods),
}

#[derive(Args)]
pub(super) struct Numbered {
    #[command(flatten)]
    to: To,
    /// Số / number
    number: u64,
}

#[derive(Args)]
pub(super) struct Days {
    #[command(flatten)]
    to: To,
    /// Từ ngày / first day
    #[arg(long, value_parser = day, value_name = "DAY")]
    first: Date,
    /// Đến ngày / last day
    #[arg(long, value_parser = day, value_name = "DAY")]
    last: Date,
}

#[derive(Args)]
pub(super) struct Goods {
    #[command(flatten)]
    days: Days,
    /// Mã mặt hàng / code of the item
    #[arg(long)]
    item: Code,
}

impl List {
    pub(super) fn run(self, config: &Config) -> Result<(), Failure> {
        match self {
            Self::Payment(one) => {
                set(config, &one.to, [Delivery::Payment(PaymentNo::new(one.number))], papers::recipient_list)
            }
            Self::Issue(one) => {
                set(config, &one.to, [Delivery::Issue(IssueNo::new(one.number))], papers::recipient_list)
            }
            Self::Request(one) => set(config, &one.to, [RequestNo::new(one.number)], papers::request_list),
            Self::Money(days) => set(config, &days.to, [()], |ledger, issuer, ()| {
                papers::money_list(ledger, issuer, days.first, days.last)
            }),
            Self::Goods(Goods { days, item }) => set(config, &days.to, [()], |ledger, issuer, ()| {
                papers::goods_list(ledger, issuer, &item, days.first, days.last)
            }),
        }
    }
}
