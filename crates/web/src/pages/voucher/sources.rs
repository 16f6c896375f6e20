//! Which gifts paid for something, and what else did.

use domain::{FundId, PaymentNo, ReceiptNo};
use projection_lineage::{Lineage, Paid, Stretch};

use crate::lang::Lang;
use crate::pages::Amount;
use crate::{format, link};

/// Gifts that paid, as a range.
#[derive(Clone, Debug)]
pub struct Range {
    /// How many.
    pub gifts: String,
    /// The first, with its address where it may be shown.
    pub first: (u64, Option<String>),
    /// The last.
    pub last: (u64, Option<String>),
    /// What they paid.
    pub amount: Amount,
}

/// What paid for a payment.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The gifts that paid.
    pub ranges: Vec<Range>,
    /// What else paid.
    pub others: Vec<(&'static str, Amount)>,
}

impl Sources {
    /// Of a payment; `listed` says of a gift whether it has a page.
    pub(super) fn of(
        lang: Lang,
        fund: &FundId,
        lineage: &Lineage,
        payment: PaymentNo,
        listed: &dyn Fn(ReceiptNo) -> bool,
    ) -> Self {
        let paid = lineage.payment(payment);
        let gift = |number: ReceiptNo| {
            let href = || format!("{}{}", lang.prefix(), link::gift(fund, number));
            (number.get(), listed(number).then(href))
        };
        let range = |stretch: &Stretch| Range {
            gifts: format::grouped(stretch.gifts, lang),
            first: gift(stretch.first),
            last: gift(stretch.last),
            amount: Amount { dong: stretch.amount, lang },
        };
        Self { ranges: paid.gifts.iter().map(range).collect(), others: others(lang, &paid) }
    }

    /// Nothing is known of it.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty() && self.others.is_empty()
    }
}

fn others(lang: Lang, paid: &Paid) -> Vec<(&'static str, Amount)> {
    let others = [
        (lang.say("Số dư có trước khi mở sổ", "There before the books began"), paid.opening),
        (lang.say("Lãi tiền gửi", "Interest"), paid.interest),
        (lang.say("Thừa quỹ khi kiểm kê", "Found at a count"), paid.found),
        (
            lang.say("Chi trước, khoản thu đến sau sẽ bù", "Paid ahead of the gifts that will cover it"),
            paid.uncovered,
        ),
    ];
    let some = others.into_iter().filter(|(_, dong)| *dong != 0);
    some.map(|(what, dong)| (what, Amount { dong, lang })).collect()
}
