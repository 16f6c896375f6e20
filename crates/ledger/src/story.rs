//! How things of the books came to be, as everybody may read it: days, amounts, vouchers, the digests of papers, and by
//! which role, never by whom. No vault row is read here.

use domain::giving::{Event as Gave, WhyCorrected};
use domain::goods::Event as Goods;
use domain::relief::{AllocationDecided, AllocationReduced, Event as Relief, PaymentKind};
use domain::{
    AllocationNo, Digest, Event, IssueNo, Party, PaymentNo, ReceiptNo, Recorded, ReversalReason, Vnd,
    VoucherNo,
};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::error::LedgerError;
use crate::ledger::Ledger;
use crate::things::Thing;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// The business day.
    pub on: Date,
    /// When the books took it.
    pub at: Timestamp,
    /// Position of its event in the log.
    pub position: u64,
    /// The role of who gave the command: `treasurer`.
    pub role: String,
    /// What happened.
    pub what: What,
    /// The paper's SHA-256, where a paper is kept.
    pub paper: Option<Digest>,
    /// The voucher that it is.
    pub voucher: Option<VoucherNo>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It was asked for; so much.
    Asked(Vnd),
    /// The request has another content, and so much.
    Amended(Vnd),
    /// Somebody approved; whether that was the last approval needed.
    Approved(bool),
    /// An approver asked for more.
    Held,
    /// An approver said no.
    Refused,
    /// Its maker took the request back.
    Withdrawn,
    /// Money left an account.
    Paid(Vnd),
    /// Its negative stands in the books.
    Reversed,
    /// A team accounted for an advance: what it gave on, what it paid back.
    Settled(Vnd, Vnd),
    /// Goods went out.
    Issued,
    /// It was handed over.
    HandedOver,
    /// So many signed.
    Signed(u32),
    /// The local unit confirmed.
    Confirmed(Party),
    /// It is known who gave.
    Identified,
    /// A gift's negative stands in the books.
    TakenBack(ReversalReason),
    /// So much was missing of a gift and was entered.
    Supplemented(Vnd),
    /// Its giver stood wrong in the books and was set right.
    GiverCorrected(WhyCorrected),
    /// The donor let so much be used for something else.
    Released(Vnd),
    /// So much was given back to the donor.
    GivenBack(Vnd),
    /// So much of what was given back has come back.
    NotGivenBack(Vnd),
}

/// What happened, and the digest of its paper.
type Told = (What, Option<Digest>);

/// A decision of who gets what, as it was taken and as it was cut later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllocationStory {
    /// The business day.
    pub on: Date,
    /// The role of who entered it.
    pub role: String,
    /// Position of its event in the log.
    pub position: u64,
    /// The shares, with the decision's number and the digest of its paper.
    pub decided: AllocationDecided,
    /// What was taken back, with its day.
    pub reduced: Vec<(Date, AllocationReduced)>,
}

impl Ledger {
    /// A decision; `None` where there is none of that number.
    pub fn allocation_story(&self, number: AllocationNo) -> Result<Option<AllocationStory>, LedgerError> {
        let positions = self.views().history.of(&Thing::Allocation(number)).to_vec();
        let (mut taken, mut reduced) = (None, Vec::new());
        for position in positions {
            let Recorded { meta, event, .. } = self.recorded(position)?;
            let Event::Relief(event) = event else { continue };
            match *event {
                Relief::AllocationDecided(decided) => taken = Some((meta, position, decided)),
                Relief::AllocationReduced(cut) => reduced.push((meta.effective_on, cut)),
                _ => {}
            }
        }
        Ok(taken.map(|(meta, position, decided)| {
            let (on, role) = (meta.effective_on, meta.actor.role().to_owned());
            AllocationStory { on, role, position, decided, reduced }
        }))
    }

    /// What happened to a gift after it was recorded, oldest first: its corrections. At most the first `most`.
    pub fn corrections(&self, receipt: ReceiptNo, most: usize) -> Result<Vec<Chapter>, LedgerError> {
        let positions: Vec<u64> = {
            let views = self.views();
            views.history.traces().of_receipt(receipt).iter().take(most).copied().collect()
        };
        self.chapters(positions, &|event| of_receipt(event, receipt))
    }

    /// How a payment came to be and how far it has come, oldest first, from its request on.
    pub fn payment_story(&self, payment: PaymentNo) -> Result<Vec<Chapter>, LedgerError> {
        let positions = {
            let views = self.views();
            let Some(outlay) = views.lineage.deeds().outlay(payment) else { return Ok(Vec::new()) };
            let request = views.history.of(&Thing::Request(outlay.request));
            [request, views.history.of(&Thing::Payment(payment))].concat()
        };
        self.chapters(positions, &|event| of_payment(event, payment))
    }

    /// How an issue of goods came to be and how far it has come, oldest first.
    pub fn issue_story(&self, issue: IssueNo) -> Result<Vec<Chapter>, LedgerError> {
        let positions = {
            let views = self.views();
            let Some(handed) = views.lineage.deeds().issue(issue) else { return Ok(Vec::new()) };
            let request =
                handed.request.map_or(&[][..], |request| views.history.of(&Thing::Request(request)));
            [request, views.history.of(&Thing::Issue(issue))].concat()
        };
        self.chapters(positions, &|event| of_issue(event, issue))
    }

    fn chapters(
        &self,
        mut positions: Vec<u64>,
        tell: &dyn Fn(&Event) -> Option<Told>,
    ) -> Result<Vec<Chapter>, LedgerError> {
        positions.sort_unstable();
        positions.dedup();
        let mut chapters = Vec::new();
        for position in positions {
            let Recorded { meta, event, .. } = self.recorded(position)?;
            if let Some((what, paper)) = tell(&event) {
                let (on, at, role) = (meta.effective_on, meta.recorded_at, meta.actor.role().to_owned());
                chapters.push(Chapter { on, at, position, role, what, paper, voucher: event.voucher() });
            }
        }
        Ok(chapters)
    }
}

fn bare(what: What) -> Told {
    (what, None)
}

fn of_receipt(event: &Event, receipt: ReceiptNo) -> Option<Told> {
    let ours = |kind: &PaymentKind| matches!(kind, PaymentKind::Refund(of) if of.receipt == receipt);
    match event {
        Event::ReceiptReversed(event) => Some(bare(What::TakenBack(event.reason))),
        Event::ReceiptIdentified(_) => Some(bare(What::Identified)),
        Event::Giving(event) => match event.as_ref() {
            Gave::ReceiptSupplemented(event) => Some(bare(What::Supplemented(event.amount))),
            Gave::GiverCorrected(event) => Some(bare(What::GiverCorrected(event.reason))),
            Gave::EarmarkReleased(event) => {
                Some((What::Released(event.amount), Some(event.evidence.clone())))
            }
            _ => None,
        },
        Event::Relief(event) => match event.as_ref() {
            Relief::Paid(event) if ours(&event.kind) => Some(bare(What::GivenBack(event.amount))),
            Relief::PaymentReversed(event) if ours(&event.kind) => {
                Some(bare(What::NotGivenBack(event.amount.checked_neg().unwrap_or_default())))
            }
            _ => None,
        },
        _ => None,
    }
}

/// What is told of a request, whatever it asks for.
fn of_request(event: &Relief) -> Option<Told> {
    match event {
        Relief::RequestMade(event) => Some(bare(What::Asked(event.value))),
        Relief::RequestAmended(event) => Some(bare(What::Amended(event.value))),
        Relief::RequestApproved(event) => Some(bare(What::Approved(event.complete))),
        Relief::RequestHeld(_) => Some(bare(What::Held)),
        Relief::RequestRefused(_) => Some(bare(What::Refused)),
        Relief::RequestWithdrawn(_) => Some(bare(What::Withdrawn)),
        Relief::HandedOver(event) => Some((What::HandedOver, event.evidence.clone())),
        Relief::RecipientsSigned(event) => Some((What::Signed(event.signed), Some(event.evidence.clone()))),
        Relief::LocallyConfirmed(event) => {
            Some((What::Confirmed(event.by.clone()), Some(event.evidence.clone())))
        }
        _ => None,
    }
}

fn of_payment(event: &Event, payment: PaymentNo) -> Option<Told> {
    let Event::Relief(event) = event else { return None };
    match event.as_ref() {
        // A request may be paid in parts; each has its own page.
        Relief::Paid(event) => (event.payment == payment).then_some((What::Paid(event.amount), None)),
        Relief::PaymentReversed(_) => Some(bare(What::Reversed)),
        Relief::AdvanceSettled(event) => {
            Some((What::Settled(event.spent, event.returned), Some(event.evidence.clone())))
        }
        event => of_request(event),
    }
}

fn of_issue(event: &Event, issue: IssueNo) -> Option<Told> {
    match event {
        Event::Goods(event) => match event.as_ref() {
            Goods::GoodsIssued(event) => (event.issue == issue).then_some((What::Issued, None)),
            Goods::GoodsIssueReversed(_) => Some(bare(What::Reversed)),
            _ => None,
        },
        Event::Relief(event) => of_request(event),
        _ => None,
    }
}
