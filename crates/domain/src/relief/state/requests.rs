//! What was asked. The open requests stand apart, by the day on which they expire: what is reserved is then a sum over the
//! few that are live, however many there ever were.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::compact;
use crate::ids::{Actor, Code, Digest, LotNo, RequestNo};
use crate::money::Vnd;
use crate::quantity::Quantity;
use crate::relief::content::{dong, quantity, units};
use crate::relief::{
    Content, Paid, PickedLine, Recipient, Refusal, RequestAmended, RequestApproved, RequestMade,
};

/// One approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Who.
    pub approver: Actor,
    /// Whose right was used, where it was delegated.
    pub for_whom: Option<Actor>,
    /// The business day.
    #[serde(with = "compact::day")]
    pub on: Date,
}

impl Approval {
    /// Whose right was used.
    pub fn right_of(&self) -> &Actor {
        self.for_whom.as_ref().unwrap_or(&self.approver)
    }

    /// Whether this person approved, or somebody for this person.
    pub fn is_of(&self, person: &str) -> bool {
        self.approver.person() == person || self.right_of().person() == person
    }
}

/// A request that is not executed, refused or withdrawn. It may have expired.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenRequest {
    /// Of the present content.
    pub approvals: Vec<Approval>,
    /// Whether nothing but the execution is missing.
    pub approved: bool,
    /// What is asked now.
    pub content: Content,
    /// SHA-256 of the content.
    pub digest: Digest,
    /// Last day of the reservation.
    #[serde(with = "compact::day")]
    pub expires_on: Date,
    /// An approver asks for more.
    pub held: bool,
    /// The recipients that are not paid yet.
    pub left: Vec<Recipient>,
    /// The business day on which it was made.
    #[serde(with = "compact::day")]
    pub made_on: Date,
    /// Who asks.
    pub maker: Actor,
    /// What was paid on it, in đồng.
    pub paid: i128,
    /// What it is worth.
    pub value: Vnd,
}

impl OpenRequest {
    /// What is still to be paid, in đồng; nothing for goods.
    pub fn to_pay(&self) -> i128 {
        self.content.money().map_or(0, |(_, amount)| dong(amount).saturating_sub(self.paid))
    }

    fn lines(&self, of: &Code) -> &[PickedLine] {
        match &self.content {
            Content::Issue(issue) if issue.warehouse == *of => &issue.lines,
            Content::WriteOff(write_off) if write_off.warehouse == *of => &write_off.lines,
            _ => &[],
        }
    }
}

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It has not.
    Open,
    /// It was executed.
    Done,
    /// An approver said no.
    Refused,
    /// Its maker took it, or the rest of it, back.
    Withdrawn,
}

/// All of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requests {
    expiring: BTreeSet<(Date, RequestNo)>,
    open: BTreeMap<RequestNo, OpenRequest>,
    outcomes: Vec<Outcome>,
}

impl Requests {
    /// The number that the next request gets.
    pub fn next(&self) -> RequestNo {
        RequestNo::new(u64::try_from(self.outcomes.len()).unwrap_or(u64::MAX)).next()
    }

    /// How a request ended; none for one that was never made.
    pub fn outcome(&self, request: RequestNo) -> Option<Outcome> {
        self.outcomes.get(request.index()?).copied()
    }

    /// A request that is open, expired or not.
    pub fn open(&self, request: RequestNo) -> Result<&OpenRequest, Refusal> {
        self.open.get(&request).ok_or_else(|| match self.outcome(request) {
            Some(outcome) => Refusal::RequestClosed { request, outcome },
            None => Refusal::RequestUnknown { request },
        })
    }

    /// A request that is open and not expired on `today`.
    pub fn live(&self, request: RequestNo, today: Date) -> Result<&OpenRequest, Refusal> {
        let open = self.open(request)?;
        if open.expires_on < today {
            return Err(Refusal::RequestExpired { request, on: open.expires_on });
        }
        Ok(open)
    }

    /// A request that may be executed on `today`.
    pub fn executable(&self, request: RequestNo, today: Date) -> Result<&OpenRequest, Refusal> {
        let live = self.live(request, today)?;
        if live.approved { Ok(live) } else { Err(Refusal::RequestNotApproved { request }) }
    }

    /// Whether it reserves on `today`.
    pub fn is_live(&self, request: RequestNo, today: Date) -> bool {
        self.live(request, today).is_ok()
    }

    /// All that reserve on `today`.
    pub fn all_live(&self, today: Date) -> impl Iterator<Item = (RequestNo, &OpenRequest)> {
        let from = (today, RequestNo::new(0));
        self.expiring.range(from..).filter_map(|(_, request)| Some((*request, self.open.get(request)?)))
    }

    /// All that are open, expired or not.
    pub fn all_open(&self) -> impl Iterator<Item = (RequestNo, &OpenRequest)> {
        self.open.iter().map(|(request, open)| (*request, open))
    }

    /// What the live requests but one reserve of a lot.
    pub(crate) fn reserved(
        &self,
        warehouse: &Code,
        lot: LotNo,
        today: Date,
        but: Option<RequestNo>,
    ) -> Quantity {
        let others = self.all_live(today).filter(|(request, _)| Some(*request) != but);
        let lines = others.flat_map(|(_, open)| open.lines(warehouse));
        quantity(lines.filter(|line| line.lot == Some(lot)).map(|line| units(line.quantity)).sum())
    }

    pub(super) fn made(&mut self, on: Date, event: &RequestMade) {
        self.outcomes.push(Outcome::Open);
        self.expiring.insert((event.expires_on, event.request));
        let open = OpenRequest {
            approvals: Vec::new(),
            approved: false,
            digest: event.digest.clone(),
            expires_on: event.expires_on,
            held: false,
            left: event.content.recipients().to_vec(),
            content: event.content.clone(),
            made_on: on,
            maker: event.maker.clone(),
            paid: 0,
            value: event.value,
        };
        self.open.insert(event.request, open);
    }

    pub(super) fn amended(&mut self, event: &RequestAmended) {
        let Some(open) = self.open.get_mut(&event.request) else { return };
        self.expiring.remove(&(open.expires_on, event.request));
        self.expiring.insert((event.expires_on, event.request));
        open.approvals.clear();
        open.approved = false;
        open.held = false;
        open.digest = event.digest.clone();
        open.expires_on = event.expires_on;
        open.left = event.content.recipients().to_vec();
        open.content = event.content.clone();
        open.value = event.value;
    }

    pub(super) fn approved(&mut self, on: Date, event: &RequestApproved) {
        let Some(open) = self.open.get_mut(&event.request) else { return };
        let (approver, for_whom) = (event.approver.clone(), event.for_whom.clone());
        open.approvals.push(Approval { approver, for_whom, on });
        open.approved = event.complete;
    }

    pub(super) fn held(&mut self, request: RequestNo) {
        if let Some(open) = self.open.get_mut(&request) {
            open.held = true;
        }
    }

    /// Whether all is paid now.
    pub(super) fn paid(&mut self, event: &Paid) -> bool {
        let Some(open) = self.open.get_mut(&event.request) else { return false };
        open.paid = open.paid.saturating_add(dong(event.amount));
        open.left.retain(|recipient| !event.recipients.contains(recipient));
        open.to_pay() <= 0
    }

    pub(super) fn closed(&mut self, request: RequestNo, outcome: Outcome) {
        let Some(open) = self.open.remove(&request) else { return };
        self.expiring.remove(&(open.expires_on, request));
        if let Some(known) = request.index().and_then(|index| self.outcomes.get_mut(index)) {
            *known = outcome;
        }
    }
}
