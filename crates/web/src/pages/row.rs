//! A gift as one row of a list, and an amount with its words.

use std::sync::Arc;

use domain::privacy::Showing;
use domain::{AccountId, AccountKind, FundId};
use ledger::PublicGift;
use projection_public::{GiftStatus, Query};

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
    /// Masked name, that it was erased, that its giver wants none there, or the kind of donor.
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
    /// `who` is a name, not a word for a kind of donor.
    named: bool,
    /// Why it stands in the results of a search.
    why: Why,
}

/// What was searched for.
#[derive(Clone, Debug, Default)]
pub struct Why {
    query: Arc<Query>,
    forgiven: bool,
}

impl Why {
    /// A query as it was typed, and whether typing errors were forgiven.
    pub fn new(query: &str, forgiven: bool) -> Self {
        Self { query: Arc::new(Query::new(query)), forgiven }
    }

    /// The text in pieces, those marked that were found.
    fn pieces<'a>(&self, text: &'a str) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        let mut from = 0;
        for mark in self.query.marks(text, self.forgiven) {
            for (range, marked) in [(from..mark.start, false), (mark.clone(), true)] {
                pieces.push(Piece { text: text.get(range).unwrap_or_default(), marked });
            }
            from = mark.end;
        }
        pieces.push(Piece { text: text.get(from..).unwrap_or_default(), marked: false });
        pieces
    }
}

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// As it is written.
    pub text: &'a str,
    /// It is what was searched for.
    pub marked: bool,
}

impl Row {
    /// The row of a gift of that fund.
    pub fn new(lang: Lang, fund: &FundId, gift: PublicGift) -> Self {
        let named = gift.name.is_some();
        Self {
            href: format!("{}{}", lang.prefix(), link::gift(fund, gift.number)),
            amount: Amount { dong: i128::from(gift.amount.dong()), lang },
            who: match gift.name {
                Some(name) => name,
                None if gift.erased => lang.text().gift_erased.to_owned(),
                None if gift.show == Showing::Anonymous => lang.wants_no_name().to_owned(),
                None => lang.donor(gift.donor).to_owned(),
            },
            date: format::date(gift.date, lang),
            machine_date: gift.date.to_string(),
            place: lang.place(&gift.account),
            reference: gift.reference,
            memo: gift.memo,
            reversed: gift.status == GiftStatus::Reversed,
            mark: mark(lang.text(), gift.status),
            named,
            why: Why::default(),
        }
    }

    /// The same as a result of a search.
    #[must_use]
    pub fn because(self, why: &Why) -> Self {
        Self { why: why.clone(), ..self }
    }

    /// Who gave, with what was searched for marked.
    pub fn who_pieces(&self) -> Vec<Piece<'_>> {
        if self.named { self.why.pieces(&self.who) } else { Why::default().pieces(&self.who) }
    }

    /// The same of the memo or the reference.
    pub fn pieces<'a>(&self, text: &'a str) -> Vec<Piece<'a>> {
        self.why.pieces(text)
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
