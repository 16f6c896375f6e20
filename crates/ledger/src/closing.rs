//! What is to be done before a period is closed, as steps: what the rules ask for, and what a chief accountant looks at besides.

use domain::books::{self, ClosePeriod, Missing, Span};
use domain::{
    AccountId, AccountKind, Actor, CountNo, MoveNo, QuarantineNo, Rejection, State, Vnd, VoucherNo,
};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};

use crate::clock::today;
use crate::error::LedgerError;
use crate::ledger::Ledger;

/// A period, with what is to be done before it is closed.
#[derive(Clone, Debug)]
pub struct Closing {
    /// Day, month or year.
    pub span: Span,
    /// Its last day.
    pub last: Date,
    /// The last closed day.
    pub closed_through: Option<Date>,
    /// The last day of the last closed month.
    pub month_closed_through: Option<Date>,
    /// The last day of the last closed year.
    pub year_closed_through: Option<Date>,
    /// What is to be done, required ones first.
    pub steps: Vec<Step>,
    /// Why closing would be refused; none where it may be closed.
    pub refusal: Option<Rejection>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What.
    pub work: Work,
    /// Whether nothing of it is left.
    pub done: bool,
    /// Whether the period stays open without it.
    pub required: bool,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Work {
    /// Lines of statements that wait for a person, of the period.
    Quarantine(Vec<QuarantineNo>),
    /// Corrections that the chief accountant has not signed.
    Signatures(Vec<VoucherNo>),
    /// A cash box to be counted on the last day, with what the books say then, in đồng.
    Count(AccountId, i128),
    /// A bank account to be reconciled through the last day, with what the books say then, in đồng.
    Reconcile(AccountId, i128),
    /// Differences of counts that nobody has explained.
    Differences(Vec<(CountNo, Vnd)>),
    /// Money that left one account and has not arrived.
    InTransit(Vec<(MoveNo, Vnd)>),
    /// Advances that teams have not accounted for: how many, and how much, in đồng.
    Advances(usize, i128),
    /// Deliveries that lack signatures or confirmation past their day.
    Deliveries(usize),
}

impl Ledger {
    /// The steps before `actor` closes the period that ends on `last`.
    pub fn closing(&self, span: Span, last: Date, actor: &Actor) -> Result<Closing, LedgerError> {
        let today = today(Timestamp::now());
        self.rules(|state| {
            let command = books::Command::ClosePeriod(ClosePeriod { last, span });
            let command = domain::Command::Books(domain::On { effective_on: today, command });
            Closing {
                span,
                last,
                closed_through: state.books.closed_through,
                month_closed_through: state.books.month_closed_through,
                year_closed_through: state.books.year_closed_through,
                steps: steps(state, span, last, today),
                refusal: domain::decide(state, command, domain::Given { actor, today }).err(),
            }
        })
    }

    /// The last day of the period that is to be closed next; for a day yesterday.
    pub fn next_to_close(&self, span: Span) -> Result<Date, LedgerError> {
        let today = today(Timestamp::now());
        self.rules(|state| next(&state.books, span, today))
    }
}

fn next(books: &books::State, span: Span, today: Date) -> Date {
    let after = |closed: Option<Date>| closed.and_then(|closed| closed.tomorrow().ok());
    match span {
        Span::Day => today.saturating_sub(1.day()),
        Span::Month => {
            let next = after(books.month_closed_through);
            next.unwrap_or_else(|| today.saturating_sub(1.month())).last_of_month()
        }
        Span::Year => {
            let next = after(books.year_closed_through);
            next.unwrap_or_else(|| today.saturating_sub(1.year())).last_of_year()
        }
    }
}

fn steps(state: &State, span: Span, last: Date, today: Date) -> Vec<Step> {
    let left = books::left_to_do(state, last, span);
    let waiting = left.iter().filter_map(|missing| match missing {
        Missing::Decision(item) => Some(*item),
        _ => None,
    });
    let unsigned = left.iter().filter_map(|missing| match missing {
        Missing::Signature(voucher) => Some(*voucher),
        _ => None,
    });
    let (waiting, unsigned): (Vec<_>, Vec<_>) = (waiting.collect(), unsigned.collect());
    let required = |done, work| Step { work, done, required: true };
    let mut steps = vec![
        required(waiting.is_empty(), Work::Quarantine(waiting)),
        required(unsigned.is_empty(), Work::Signatures(unsigned)),
    ];
    if span >= Span::Month {
        let open = state.accounts().iter().filter(|account| state.books.ended(&account.id).is_none());
        steps.extend(open.map(|account| {
            let (id, booked) = (account.id.clone(), account.days.balance(last));
            let (work, missing) = match id.kind() {
                AccountKind::Cash => (Work::Count(id.clone(), booked), Missing::CashCount(id)),
                AccountKind::Bank => (Work::Reconcile(id.clone(), booked), Missing::Reconciliation(id)),
            };
            required(!left.contains(&missing), work)
        }));
    }
    steps.extend(advised(state, last, today));
    steps
}

/// What keeps nothing open and is better done before.
fn advised(state: &State, last: Date, today: Date) -> Vec<Step> {
    let open = state.books.counts().filter(|(_, count)| count.on <= last && count.open() != Vnd::ZERO);
    let differences: Vec<_> = open.map(|(number, count)| (number, count.open())).collect();
    let sent = state.books.in_transit().filter(|(_, sent)| sent.sent_on <= last);
    let sent: Vec<_> = sent.map(|(number, sent)| (number, sent.amount)).collect();
    let advances = || state.relief.payments.open_advances().filter(|(_, payment)| payment.on <= last);
    let owed = advances().fold(0_i128, |sum, (_, payment)| sum.saturating_add(payment.open_advance()));
    let limits = state.relief.rules.limits(today);
    let late = limits.map_or(0, |limits| {
        let late = state.relief.deliveries.overdue(*limits, today);
        late.filter(|late| state.relief.deliveries.get(late.delivery).is_some_and(|of| of.begun_on <= last))
            .count()
    });
    let step = |done, work| Step { work, done, required: false };
    vec![
        step(differences.is_empty(), Work::Differences(differences)),
        step(sent.is_empty(), Work::InTransit(sent)),
        step(advances().next().is_none(), Work::Advances(advances().count(), owed)),
        step(late == 0, Work::Deliveries(late)),
    ]
}

#[cfg(test)]
pub(crate) mod tests {
    use jiff::civil::date;
    use sample::year::Year;

    use super::*;

    pub(crate) fn a_closed_year_has_nothing_left_and_the_next_month_has(year: &Year) {
        let today = date(2022, 3, 1);
        let state = &year.state;
        let required = |last, span| {
            let steps = steps(state, span, last, today).into_iter().filter(|step| step.required);
            steps.partition::<Vec<_>, _>(|step| step.done)
        };
        let closed = state.books.month_closed_through.unwrap();
        let (done, open) = required(closed, Span::Month);
        assert!(open.is_empty() && done.len() > state.accounts().len(), "{open:?}");
        let following = next(&state.books, Span::Month, today);
        assert!(following > closed && following == following.last_of_month());
        // The box is not counted on a day that has not been looked at.
        let (_, open) = required(following, Span::Month);
        assert!(open.iter().any(|step| matches!(step.work, Work::Count(..))), "{open:?}");
        // A day asks for less.
        assert!(required(following, Span::Day).1.len() <= open.len());
    }

    #[test]
    fn the_next_period_follows_the_last_closed_one() {
        let today = date(2024, 11, 24);
        let mut books = books::State::default();
        let offered =
            |books: &books::State| [Span::Day, Span::Month, Span::Year].map(|span| next(books, span, today));
        assert_eq!(offered(&books), [date(2024, 11, 23), date(2024, 10, 31), date(2023, 12, 31)]);
        books.month_closed_through = Some(date(2024, 1, 31));
        books.year_closed_through = Some(date(2022, 12, 31));
        assert_eq!(offered(&books), [date(2024, 11, 23), date(2024, 2, 29), date(2023, 12, 31)]);
    }
}
