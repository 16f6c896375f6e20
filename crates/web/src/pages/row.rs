//! A gift as one row of a list, and an amount with its words.

use domain::{AccountId, AccountKind, FundId};
use ledger::PublicGift;

use crate::lang::Lang;
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
    /// Masked name, or the kind of donor.
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
}

impl Row {
    /// The row of a gift of that fund.
    pub fn new(lang: Lang, fund: &FundId, gift: PublicGift) -> Self {
        Self {
            href: format!("{}{}", lang.prefix(), link::gift(fund, gift.number)),
            amount: Amount { dong: i128::from(gift.amount.dong()), lang },
            who: gift.name.unwrap_or_else(|| lang.donor(gift.donor).to_owned()),
            date: format::date(gift.date, lang),
            machine_date: gift.date.to_string(),
            place: lang.place(&gift.account),
            reference: gift.reference,
            memo: gift.memo,
            reversed: gift.reversed,
        }
    }
}

/// What tells an account from others at the same place; the main cash box needs no telling.
pub(super) fn account_detail(account: &AccountId) -> Option<String> {
    let main = account.kind() == AccountKind::Cash && account.number() == "main";
    (!main).then(|| account.number().to_owned())
}
