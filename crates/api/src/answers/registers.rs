//! Pots, vouchers, moves, pledges, findings, as the fund's people see them.

use domain::books::Move;
use domain::giving::Pledge;
use domain::oversight::{Finding, FindingKind, Subject};
use domain::{AccountId, FindingNo, ItemQuantity, MoveNo, PledgeNo, Pot, Series, Vnd, VoucherNo};
use jiff::civil::Date;
use ledger::Told;
use serde::Serialize;
use utoipa::ToSchema;
use vault::Row;

use super::{Dong, HistoryLine, some};
use wire::{Donor, Earmark};

/// Money by what it is tied to.
#[derive(Serialize, ToSchema)]
pub(crate) struct PotLine {
    /// What it is tied to; absent for free money.
    #[serde(skip_serializing_if = "Option::is_none")]
    earmark: Option<Earmark>,
    /// What came in.
    received: Dong,
    /// What went out.
    spent: Dong,
    /// What may still be spent, reserved or not.
    balance: Dong,
}

impl PotLine {
    pub(crate) fn of(earmark: Option<&domain::Earmark>, pot: Pot) -> Self {
        let earmark = earmark.map(Earmark::from);
        Self {
            earmark,
            received: pot.received.into(),
            spent: pot.spent.into(),
            balance: pot.balance().into(),
        }
    }
}

/// A series and year of vouchers.
#[derive(Serialize, ToSchema)]
pub(crate) struct Register {
    /// The series.
    series: Series,
    /// The year.
    year: i16,
    /// The last number given out; they run from 1 without gaps.
    last: u32,
}

impl From<VoucherNo> for Register {
    fn from(last: VoucherNo) -> Self {
        Self { series: last.series, year: last.year, last: last.number }
    }
}

/// A voucher, with the events that made and signed it.
#[derive(Serialize, ToSchema)]
pub(crate) struct VoucherLine {
    /// Its number.
    voucher: VoucherNo,
    /// The event that it is, and what was said of it later.
    events: Vec<HistoryLine>,
}

impl VoucherLine {
    pub(crate) fn of(voucher: VoucherNo, told: Vec<Told>) -> Self {
        Self { voucher, events: told.into_iter().map(HistoryLine::from).collect() }
    }
}

/// Money on its way between accounts of the fund, or arrived.
#[derive(Serialize, ToSchema)]
pub(crate) struct MoveLine {
    /// Running number.
    number: MoveNo,
    /// How much.
    amount: Vnd,
    /// Where it left.
    from: AccountId,
    /// Where it is to arrive.
    to: AccountId,
    /// The day on which it left.
    #[schema(value_type = String, format = Date)]
    sent_on: Date,
    /// The day on which it arrived.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    arrived_on: Option<Date>,
}

impl MoveLine {
    pub(crate) fn of(number: MoveNo, sent: &Move) -> Self {
        Self {
            number,
            amount: sent.amount,
            from: sent.from.clone(),
            to: sent.to.clone(),
            sent_on: sent.sent_on,
            arrived_on: sent.arrived_on,
        }
    }
}

/// A promise.
#[derive(Serialize, ToSchema)]
pub(crate) struct PledgeLine {
    /// Running number.
    number: PledgeNo,
    /// Who.
    donor: Donor,
    /// The donor's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    donor_name: Option<String>,
    /// A telephone number, e-mail address or place.
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<String>,
    /// Money promised.
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<Vnd>,
    /// The money that came of it.
    received: Vnd,
    /// The money that is still to come; 0 once lapsed.
    outstanding: Vnd,
    /// Goods promised.
    goods: Vec<ItemQuantity>,
    /// What it will be tied to.
    #[serde(skip_serializing_if = "Option::is_none")]
    earmark: Option<Earmark>,
    /// Its day.
    #[schema(value_type = String, format = Date)]
    registered_on: Date,
    /// By when.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Date>,
    /// Whether its day has passed with money still to come.
    overdue: bool,
    /// Since when nothing more will come.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    lapsed_on: Option<Date>,
}

impl PledgeLine {
    pub(crate) fn of(number: PledgeNo, pledge: &Pledge, today: Date) -> Self {
        Self {
            number,
            donor: pledge.donor.into(),
            donor_name: None,
            contact: None,
            amount: pledge.amount,
            received: pledge.received(),
            outstanding: pledge.outstanding(),
            goods: pledge.goods.clone(),
            earmark: pledge.earmark.as_ref().map(Earmark::from),
            registered_on: pledge.registered_on,
            due_on: pledge.due_on,
            overdue: pledge.is_overdue(today),
            lapsed_on: pledge.lapsed_on,
        }
    }

    /// The number, to look its name up.
    pub(crate) fn number(&self) -> PledgeNo {
        self.number
    }

    /// The same with the donor's name.
    pub(crate) fn named(self, row: &Row<'_>) -> Self {
        Self { donor_name: some(&row.name), contact: some(&row.contact), ..self }
    }
}

/// A finding of the supervision.
#[derive(Serialize, ToSchema)]
pub(crate) struct FindingLine {
    /// Running number.
    number: FindingNo,
    /// What it asks for.
    kind: FindingKind,
    /// What it is about.
    about: Subject,
    /// Its day.
    #[schema(value_type = String, format = Date)]
    raised_on: Date,
    /// An answer is due by this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Date>,
    /// Day of the last answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    answered_on: Option<Date>,
    /// The day on which the auditor took the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    settled_on: Option<Date>,
    /// Whether an answer is due and has not come.
    overdue: bool,
    /// The finding, its answers and what became of them, with their texts.
    history: Vec<HistoryLine>,
}

impl FindingLine {
    pub(crate) fn of(number: FindingNo, finding: &Finding, today: Date) -> Self {
        let waits = finding.settled_on.is_none() && finding.answered_on.is_none();
        Self {
            number,
            kind: finding.kind,
            about: finding.about.clone(),
            raised_on: finding.raised_on,
            due_on: finding.due_on,
            answered_on: finding.answered_on,
            settled_on: finding.settled_on,
            overdue: waits && finding.due_on.is_some_and(|due| due < today),
            history: Vec::new(),
        }
    }

    /// The number, to look its texts up.
    pub(crate) fn number(&self) -> FindingNo {
        self.number
    }

    /// The same with its texts.
    pub(crate) fn with(self, told: Vec<Told>) -> Self {
        Self { history: told.into_iter().map(HistoryLine::from).collect(), ..self }
    }
}
