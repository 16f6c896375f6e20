//! `sovang receipt list`: the receipts by number. Names and memos only where they are asked for.

use clap::Args;
use domain::{DonorKind, ReceiptNo};
use ledger::{Ledger, StaffReceipt};

use crate::command::{Which, texts};
use crate::config::Config;
use crate::failure::Failure;
use crate::format::money;
use crate::local::open;
use crate::out::{plain, say};
use crate::words::{both, donor};

/// How many are read at a time.
const PAGE: usize = 500;

#[derive(Args)]
pub(crate) struct List {
    #[command(flatten)]
    which: Which,
    /// Chỉ những khoản chưa xác định người ủng hộ / only those of unidentified donors
    #[arg(long)]
    unidentified: bool,
    /// Từ khoản thu số / from this number on
    #[arg(long, default_value_t = 1, value_name = "RECEIPT")]
    from: u64,
    /// Nhiều nhất là bao nhiêu khoản / at most so many
    #[arg(long, default_value_t = 100)]
    limit: usize,
    /// Hiện cả tên và nội dung (dữ liệu cá nhân) / show names and memos too, which are personal data
    #[arg(long)]
    texts: bool,
}

impl List {
    pub(super) fn run(self, config: &Config) -> Result<(), Failure> {
        let ledger = open(config, self.which.fund.as_ref())?;
        let mut found = self.find(&ledger)?;
        let next = found.get(self.limit).map(|receipt| receipt.number);
        found.truncate(self.limit);
        let text: String = found.iter().map(|receipt| shown(receipt, self.texts)).collect();
        let more = next.map_or(String::new(), |next| format!("; còn nữa / more: --from {next}"));
        Ok(say(&format!("{text}{} khoản thu / receipts{more}\n", found.len()))?)
    }

    /// The receipts that are asked for, and one more if there is one.
    fn find(&self, ledger: &Ledger) -> Result<Vec<StaffReceipt>, Failure> {
        let wanted = |receipt: &StaffReceipt| {
            !self.unidentified || (receipt.donor == DonorKind::Unidentified && !receipt.reversed)
        };
        let enough = self.limit.saturating_add(1);
        let page = if self.unidentified { PAGE } else { PAGE.min(enough) };
        let (mut found, mut after) = (Vec::new(), ReceiptNo::new(self.from.saturating_sub(1)));
        while found.len() < enough {
            let receipts = ledger.receipts(Some(after), page)?;
            let Some(last) = receipts.last() else { break };
            after = last.number;
            found.extend(receipts.into_iter().filter(wanted));
        }
        found.truncate(enough);
        Ok(found)
    }
}

fn shown(receipt: &StaffReceipt, with_texts: bool) -> String {
    let reference = receipt
        .reference
        .as_deref()
        .map_or_else(String::new, |reference| format!("  số tham chiếu / reference {}", plain(reference)));
    let reversed = if receipt.reversed { "  đã ghi số âm / reversed" } else { "" };
    let mut text = format!(
        "{:>6}  {}  {:>18}  {}  {}{reference}{reversed}\n",
        receipt.number.get(),
        receipt.date.strftime("%d/%m/%Y"),
        money(receipt.amount),
        receipt.account,
        both(donor(receipt.donor)),
    );
    if with_texts {
        text += &texts(receipt.name(), &receipt.row.counter_name, &receipt.row.memo);
    }
    text
}
