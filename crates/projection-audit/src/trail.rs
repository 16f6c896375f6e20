//! One replay of the log: the entries of the journal, and the facts that reports list.

use std::collections::{BTreeMap, BTreeSet};

use domain::goods::Condition;
use domain::oversight::{FindingKind, Subject};
use domain::relief::{AllocationLine, Delivery, PaymentKind, PolicyAdopted, Recipient};
use domain::{
    AccountId, Code, DonorKind, Earmark, FindingNo, IssueNo, LotNo, Party, PaymentNo, PledgeNo, ReceiptNo,
    Recorded, RequestNo, RowNo, ShipmentNo, VoucherNo,
};
use jiff::civil::Date;
use projection_balances::{BookAccount, Posting, Postings};
use projection_lineage::Lineage;

use crate::report::{Column, Report};
use crate::scope::Scope;

mod learn;
mod stock;
mod words;

/// One amount of the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Position of its event in the log.
    pub position: u64,
    /// Business day.
    pub on: Date,
    /// The voucher that it stands on.
    pub voucher: Option<VoucherNo>,
    /// What happened, in Vietnamese and English.
    pub what: (&'static str, &'static str),
    /// The account debited, by its place in [`Trail::account`].
    pub debit: usize,
    /// The account credited.
    pub credit: usize,
    /// How much, in đồng; negative in a correction.
    pub amount: i128,
}

/// What a replay under a scope saw.
#[derive(Clone, Debug)]
pub struct Trail {
    pub(crate) scope: Scope,
    /// How many events were known.
    pub(crate) known_at: u64,
    postings: Postings,
    accounts: Vec<BookAccount>,
    places: BTreeMap<BookAccount, usize>,
    /// By business day, then position.
    entries: Vec<Entry>,
    pub(crate) fund: String,
    pub(crate) names: BTreeMap<Code, String>,
    pub(crate) receipts: BTreeMap<ReceiptNo, Receipt>,
    /// Which gift paid for what, by all that was known, later days too: a payment must not have other sources in every report.
    pub(crate) lineage: Lineage,
    pub(crate) pledges: BTreeMap<PledgeNo, Pledge>,
    pub(crate) windows: Vec<(Date, String, Option<Date>, Date)>,
    pub(crate) lots: BTreeMap<LotNo, Lot>,
    pub(crate) stock: Vec<StockMove>,
    /// Where shipments go, and what was loaded of each lot is worth.
    shipments: BTreeMap<ShipmentNo, (Code, Vec<(LotNo, i128)>)>,
    pub(crate) requests: BTreeMap<RequestNo, Option<AllocationLine>>,
    pub(crate) payments: BTreeMap<PaymentNo, Payment>,
    pub(crate) issues: BTreeMap<IssueNo, Issue>,
    pub(crate) hands: BTreeMap<Delivery, Hands>,
    pub(crate) shares: BTreeMap<(domain::AllocationNo, u16), Share>,
    pub(crate) policies: Vec<(Date, PolicyAdopted)>,
    /// Days within which recipients sign, and the local unit confirms.
    pub(crate) limits: Option<(u16, u16)>,
    pub(crate) vouchers: Vec<Voucher>,
    pub(crate) signed: BTreeSet<VoucherNo>,
    pub(crate) findings: BTreeMap<FindingNo, Finding>,
}

#[derive(Clone, Debug)]
pub(crate) struct Receipt {
    pub(crate) on: Date,
    pub(crate) account: AccountId,
    pub(crate) amount: i128,
    pub(crate) donor: DonorKind,
    pub(crate) earmark: Option<Earmark>,
    pub(crate) held: bool,
    pub(crate) row: Option<RowNo>,
    pub(crate) voucher: Option<VoucherNo>,
    pub(crate) refunded: i128,
}

#[derive(Clone, Debug)]
pub(crate) struct Pledge {
    pub(crate) on: Date,
    pub(crate) donor: DonorKind,
    pub(crate) amount: i128,
    pub(crate) due_on: Option<Date>,
    pub(crate) came: i128,
    pub(crate) lapsed: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Lot {
    pub(crate) item: Code,
    pub(crate) custody: Option<Party>,
    pub(crate) earmark: Option<Earmark>,
    pub(crate) expiry: Option<Date>,
    pub(crate) condition: Condition,
}

#[derive(Clone, Debug)]
pub(crate) struct StockMove {
    pub(crate) position: u64,
    pub(crate) on: Date,
    pub(crate) voucher: Option<VoucherNo>,
    pub(crate) what: (&'static str, &'static str),
    pub(crate) warehouse: Code,
    pub(crate) lot: LotNo,
    pub(crate) quantity: i128,
    pub(crate) value: i128,
}

#[derive(Clone, Debug)]
pub(crate) struct Payment {
    pub(crate) on: Date,
    pub(crate) position: u64,
    pub(crate) voucher: VoucherNo,
    pub(crate) amount: i128,
    pub(crate) kind: PaymentKind,
    pub(crate) earmark: Option<Earmark>,
    pub(crate) request: RequestNo,
    pub(crate) reversed: bool,
    /// Of an advance, what was accounted for.
    pub(crate) spent: i128,
    /// Of an advance, what came back.
    pub(crate) returned: i128,
    pub(crate) recipients: Vec<Recipient>,
}

#[derive(Clone, Debug)]
pub(crate) struct Issue {
    pub(crate) on: Date,
    pub(crate) voucher: VoucherNo,
    pub(crate) to: Party,
    pub(crate) value: i128,
    pub(crate) reversed: bool,
    pub(crate) allocation: Option<AllocationLine>,
    pub(crate) recipients: Vec<Recipient>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Hands {
    pub(crate) handed: Option<Date>,
    pub(crate) signed: Option<Date>,
    pub(crate) confirmed: Option<Date>,
}

#[derive(Clone, Debug)]
pub(crate) struct Share {
    pub(crate) on: Date,
    pub(crate) decision: String,
    pub(crate) round: u16,
    pub(crate) head: Code,
    pub(crate) to: Party,
    pub(crate) amount: i128,
}

#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) on: Date,
    pub(crate) kind: FindingKind,
    pub(crate) about: Subject,
    pub(crate) due_on: Option<Date>,
    pub(crate) answered: Option<Date>,
    pub(crate) settled: Option<Date>,
}

#[derive(Clone, Debug)]
pub(crate) struct Voucher {
    pub(crate) number: VoucherNo,
    pub(crate) on: Date,
    pub(crate) position: u64,
    pub(crate) what: (&'static str, &'static str),
    /// Why it is used up without an entry.
    pub(crate) spoiled: Option<Code>,
}

impl Trail {
    /// Replays `log`, from its first event on, under `scope`. Events of later business days are passed over.
    pub fn of(scope: Scope, log: impl IntoIterator<Item = Recorded>) -> Self {
        let mut trail = Self::empty(scope);
        for recorded in log.into_iter().take_while(|recorded| scope.knows(recorded)) {
            trail.apply(&recorded);
        }
        trail.finish()
    }

    /// The same, with an error of the log passed on.
    pub fn try_of<E>(scope: Scope, log: impl IntoIterator<Item = Result<Recorded, E>>) -> Result<Self, E> {
        let mut trail = Self::empty(scope);
        for recorded in log {
            let recorded = recorded?;
            if !scope.knows(&recorded) {
                break;
            }
            trail.apply(&recorded);
        }
        Ok(trail.finish())
    }

    /// A trail before the first event. Give it every known event with [`apply`](Self::apply), then
    /// [`finish`](Self::finish).
    pub fn empty(scope: Scope) -> Self {
        Self {
            scope,
            known_at: 0,
            postings: Postings::default(),
            accounts: Vec::new(),
            places: BTreeMap::new(),
            entries: Vec::new(),
            fund: String::new(),
            names: BTreeMap::new(),
            receipts: BTreeMap::new(),
            lineage: Lineage::default(),
            pledges: BTreeMap::new(),
            windows: Vec::new(),
            lots: BTreeMap::new(),
            stock: Vec::new(),
            shipments: BTreeMap::new(),
            requests: BTreeMap::new(),
            payments: BTreeMap::new(),
            issues: BTreeMap::new(),
            hands: BTreeMap::new(),
            shares: BTreeMap::new(),
            policies: Vec::new(),
            limits: None,
            vouchers: Vec::new(),
            signed: BTreeSet::new(),
            findings: BTreeMap::new(),
        }
    }

    /// Takes in the next event of the log; one that the scope does not know changes nothing.
    pub fn apply(&mut self, recorded: &Recorded) {
        if !self.scope.knows(recorded) {
            return;
        }
        self.known_at = recorded.position.saturating_add(1);
        let on = recorded.meta.effective_on;
        let mut posted = Vec::new();
        // Postings learn from every event: a later day's lot may be named by a corrected earlier one.
        self.postings.next(&recorded.event, &mut |posting| posted.push(posting));
        self.lineage.apply(recorded);
        if on > self.scope.last {
            return;
        }
        let (voucher, what) = (recorded.event.voucher(), words::of(&recorded.event));
        for Posting { debit, credit, amount } in posted {
            let (debit, credit) = (self.place(debit), self.place(credit));
            self.entries.push(Entry {
                position: recorded.position,
                on,
                voucher,
                what,
                debit,
                credit,
                amount,
            });
        }
        self.learn(recorded);
    }

    /// Puts the entries into the order of their business days.
    #[must_use]
    pub fn finish(mut self) -> Self {
        self.entries.sort_by_key(|entry| (entry.on, entry.position));
        self.stock.sort_by_key(|entry| (entry.on, entry.position));
        self
    }

    /// All entries up to the last business day, by day and position.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The account at a place that an entry names.
    pub fn account(&self, place: usize) -> Option<&BookAccount> {
        self.accounts.get(place)
    }

    /// Every account that ever moved.
    pub fn accounts(&self) -> &[BookAccount] {
        &self.accounts
    }

    pub(crate) fn in_period(&self, on: Date) -> bool {
        on >= self.scope.first && on <= self.scope.last
    }

    /// What something is called, or its code.
    pub(crate) fn name(&self, code: &Code) -> String {
        self.names.get(code).cloned().unwrap_or_else(|| code.to_string())
    }

    /// A party as it is called, with its code. Households have no name here.
    pub(crate) fn party(&self, party: &Party) -> String {
        match party.code().and_then(|code| self.names.get(code)) {
            Some(name) => format!("{name} ({party})"),
            None => party.to_string(),
        }
    }

    /// A report of this trail without rows.
    pub(crate) fn report(
        &self,
        code: &'static str,
        (title_vi, title_en): (&'static str, &'static str),
        columns: Vec<Column>,
    ) -> Report {
        let Scope { first, last, .. } = self.scope;
        let (subject, known_at) = (String::new(), self.known_at);
        let (rows, totals, notes) = (Vec::new(), Vec::new(), Vec::new());
        Report { code, title_vi, title_en, subject, first, last, known_at, columns, rows, totals, notes }
    }

    fn place(&mut self, account: BookAccount) -> usize {
        let next = self.accounts.len();
        if let Some(place) = self.places.get(&account) {
            return *place;
        }
        self.accounts.push(account.clone());
        self.places.insert(account, next);
        next
    }
}
