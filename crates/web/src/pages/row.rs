//! A gift as one row of a list, and an amount with its words.

use domain::{AccountId, AccountKind, FundId};
use ledger::PublicGift;
use projection_public::GiftStatus;

use crate::lang::Lang;
use crate::text::Text;
use crate::{format, link, words};

/// An amount of đồng to be shown.
#[derive(Clone, Copy, Debug)]
pub struct Amount {
    /// In đồng.
    pub dong: i128,
    /// Language of its words.
    pub lang: Lang,
}

impl Amount {
    /// Grouped digits.
    pub fn figures(&self) -> String {
        format::grouped(self.dong, self.lang)
    }

    /// The currency, after the figures.
    pub fn unit(&self) -> &'static str {
        self.lang.text().dong
    }

    /// The amount in words, as a sentence.
    pub fn words(&self) -> String {
        words::amount(self.dong, self.lang)
    }
}

/// See the module.
#[derive(Clone, Debug)]
pub struct Row {
    /// Address of its page.
    pub href: String,
    /// How much.
    pub amount: Amount,
    /// Masked name, that it was erased, or the kind of donor.
    pub who: String,
    /// The day.
    pub date: String,
    /// `yyyy-mm-dd`.
    pub machine_date: String,
    /// Where it went.
    pub place: String,
    /// The bank's reference.
    pub reference: Option<String>,
    /// The memo, redacted.
    pub memo: Option<String>,
    /// It does not count any more.
    pub reversed: bool,
    /// A short word where it stands otherwise than most.
    pub mark: Option<&'static str>,
}

impl Row {
    /// The row of a gift of that fund.
    pub fn new(lang: Lang, fund: &FundId, gift: PublicGift) -> Self {
        Self {
            href: format!("{}{}", lang.prefix(), link::gift(fund, gift.number)),
            amount: Amount { dong: i128::from(gift.amount.dong()), lang },
            who: match gift.name {
                Some(name) => name,
                None if gift.erased => lang.text().gift_erased.to_owned(),
                None => lang.donor(gift.donor).to_owned(),
            },
            date: format::date(gift.date, lang),
            machine_date: gift.date.to_string(),
            place: lang.place(&gift.account),
            reference: gift.reference,
            memo: gift.memo,
            reversed: gift.status == GiftStatus::Reversed,
            mark: mark(lang.text(), gift.status),
        }
    }
}

/// What tells an account from others at the same place; the main cash box needs no telling.
pub(super) fn account_detail(account: &AccountId) -> Option<String> {
    let main = account.kind() == AccountKind::Cash && account.number() == "main";
    (!main).then(|| account.number().to_owned())
}

fn mark(t: &Text, status: GiftStatus) -> Option<&'static str> {
    match status {
        GiftStatus::Standing => None,
        GiftStatus::Held => Some(t.held_mark),
        GiftStatus::RefundedInPart => Some(t.refunded_in_part_mark),
        GiftStatus::Refunded => Some(t.refunded_mark),
        GiftStatus::Reversed => Some(t.reversed_mark),
    }
}
