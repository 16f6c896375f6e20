//! A payment, with what paid for it and how far it has come; and what lists of decisions and hand-overs share.

use askama::Template;
use domain::relief::{Delivery, PaymentKind};
use domain::{FundId, PaymentNo};
use ledger::Chapter;
use projection_lineage::{Lineage, Outlay, Stretch};

use crate::lang::Lang;
use crate::pages::story::{StepRow, proof, step};
use crate::pages::{Amount, Figures, Shell, head_name};
use crate::{format, link};

/// So many stand on a page.
pub(super) const LISTED: usize = 50;

/// A payment or an issue as one row of a list.
#[derive(Clone, Debug)]
pub struct Deed {
    /// Address of its page.
    pub href: String,
    /// What for.
    pub what: String,
    /// Its voucher.
    pub voucher: String,
    /// Its business day.
    pub on: String,
    /// To whom or where.
    pub to: Option<String>,
    /// How much, or what it is worth.
    pub amount: Amount,
    /// How far it has come.
    pub stage: String,
    /// It does not count any more.
    pub reversed: bool,
}

impl Deed {
    /// The row of a payment.
    pub(crate) fn of_outlay(lang: Lang, fund: &FundId, lineage: &Lineage, outlay: &Outlay) -> Self {
        Self {
            href: format!("{}{}", lang.prefix(), link::outlay(fund, outlay.payment)),
            what: lang.payment_kind(&outlay.kind).to_owned(),
            voucher: outlay.voucher.to_string(),
            on: format::date(outlay.on, lang),
            to: outlay.to().map(|party| lang.party(lineage.names(), &party)),
            amount: Amount { dong: outlay.amount, lang },
            stage: lang.outlay_stage(outlay),
            reversed: outlay.reversed_on.is_some(),
        }
    }
}

/// A list of a fund: decisions, hand-overs.
#[derive(Clone, Debug, Template)]
#[template(path = "deeds.html")]
pub struct DeedsPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub fund_name: String,
    /// Address of the fund's page.
    pub fund_href: String,
    /// What the list is.
    pub intro: &'static str,
    /// Where there is nothing.
    pub none: &'static str,
    /// Heading of the amounts.
    pub amount_title: &'static str,
    /// The rows, newest first.
    pub deeds: Vec<Deed>,
    /// How many there are.
    pub count: String,
    /// Address of the older ones.
    pub older: Option<String>,
}

/// The part of a list by number that ends before `before`, and where the part before it ends.
pub(crate) fn part<T>(all: &[T], before: Option<u64>) -> (&[T], Option<u64>) {
    let end = before.and_then(|before| usize::try_from(before.saturating_sub(1)).ok());
    let end = end.unwrap_or(all.len()).min(all.len());
    let start = end.saturating_sub(LISTED);
    (all.get(start..end).unwrap_or_default(), (start > 0).then(|| (start as u64).saturating_add(1)))
}

/// An address with where the list goes on.
pub(crate) fn at(path: &str, before: Option<u64>) -> String {
    before.map_or_else(|| path.to_owned(), |before| format!("{path}?truoc={before}"))
}

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

/// One payment.
#[derive(Clone, Debug, Template)]
#[template(path = "outlay.html")]
pub struct OutlayPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub fund_name: String,
    /// Address of the fund's page.
    pub fund_href: String,
    /// Address of all payments.
    pub all_href: String,
    /// What for.
    pub kind: &'static str,
    /// How much.
    pub amount: Amount,
    /// Its row.
    pub deed: Deed,
    /// Address of its voucher.
    pub voucher_href: String,
    /// It went back to the giver of this gift.
    pub refund_of: Option<(u64, Option<String>)>,
    /// Of an advance: accounted for, paid back, still with the team.
    pub advance: Option<(Amount, Amount, Amount)>,
    /// From which restriction.
    pub earmark: String,
    /// The decision that it is part of: its number and address.
    pub decision: Option<(u64, String)>,
    /// Spending head.
    pub head: Option<String>,
    /// Households that it is said to reach.
    pub households: Option<String>,
    /// Address of the hand-over.
    pub delivery_href: Option<String>,
    /// Of a purchase: the issues in which the goods went out.
    pub issues: Vec<(u64, String)>,
    /// The gifts that paid.
    pub ranges: Vec<Range>,
    /// What else paid.
    pub others: Vec<(&'static str, Amount)>,
    /// How it came to be.
    pub steps: Vec<StepRow>,
    /// Its event's place in the log.
    pub position: u64,
    /// Where the proof is.
    pub proof_href: String,
    /// How to check.
    pub check_href: String,
}

impl OutlayPage {
    /// The page of a payment; `listed` says of a gift whether it has a page.
    pub fn new(
        lang: Lang,
        figures: &Figures,
        lineage: &Lineage,
        outlay: &Outlay,
        story: &[Chapter],
        listed: &dyn Fn(domain::ReceiptNo) -> bool,
    ) -> Self {
        let fund = &figures.fund;
        let amount = |dong| Amount { dong, lang };
        let to = |path: String| format!("{}{path}", lang.prefix());
        let gift =
            |number| (domain::ReceiptNo::get(number), listed(number).then(|| to(link::gift(fund, number))));
        let paid = lineage.payment(outlay.payment);
        let range = |stretch: &Stretch| Range {
            gifts: format::grouped(stretch.gifts, lang),
            first: gift(stretch.first),
            last: gift(stretch.last),
            amount: amount(stretch.amount),
        };
        let advance = outlay.is_advance() && outlay.reversed_on.is_none();
        let advance = advance.then(|| [outlay.settled, outlay.returned, outlay.in_hand()].map(amount));
        let title = format!("{} {}", lang.say("Khoản chi số", "Payment no."), outlay.payment);
        let issue =
            |number| (domain::IssueNo::get(number), to(link::delivery(fund, Delivery::Issue(number))));
        Self {
            shell: Shell::new(lang, title, link::outlay(fund, outlay.payment)),
            fund_name: figures.name().to_owned(),
            fund_href: to(link::fund(fund)),
            all_href: to(link::outlays(fund)),
            kind: lang.payment_kind(&outlay.kind),
            amount: amount(outlay.amount),
            deed: Deed::of_outlay(lang, fund, lineage, outlay),
            voucher_href: to(link::voucher(fund, outlay.voucher)),
            refund_of: match &outlay.kind {
                PaymentKind::Refund(refunded) => Some(gift(refunded.receipt)),
                _ => None,
            },
            advance: advance.map(|[settled, returned, in_hand]| (settled, returned, in_hand)),
            earmark: lang.earmark(lineage.names(), outlay.earmark.as_ref()),
            decision: outlay
                .allocation
                .as_ref()
                .map(|line| (line.allocation.get(), to(link::decision(fund, line.allocation)))),
            head: outlay.head.as_ref().map(|head| head_name(head, lang)),
            households: (outlay.progress.households > 0)
                .then(|| format::grouped(outlay.progress.households, lang)),
            delivery_href: outlay
                .is_delivery()
                .then(|| to(link::delivery(fund, Delivery::Payment(outlay.payment)))),
            issues: lineage.deeds().issues_of(outlay).into_iter().map(issue).collect(),
            ranges: paid.gifts.iter().map(range).collect(),
            others: others(lang, &paid),
            steps: story.iter().map(|chapter| step(lang, lineage.names(), chapter)).collect(),
            position: outlay.position,
            proof_href: proof(fund, outlay.position),
            check_href: to(link::check(fund)),
        }
    }
}

fn others(lang: Lang, paid: &projection_lineage::Paid) -> Vec<(&'static str, Amount)> {
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

/// The number in the last part of a payment's address.
pub(crate) fn payment(text: &str) -> Option<PaymentNo> {
    text.parse().ok().map(PaymentNo::new)
}
