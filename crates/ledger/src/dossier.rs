//! A request with all that somebody needs to know who is to decide on it: what is asked, what would be left of the account,
//! the restriction and the share, whose approvals there are and how many are needed, what the reader may do and why not.
//!
//! Every figure is read from one state, and what the reader may do is asked of the rules themselves.

mod money;
mod reader;
mod waiting;

use domain::relief::{self, Approval, Command as Relief, Content, OpenRequest, Outcome, Policy};
use domain::{Actor, Code, Digest, Event, Party, RequestNo, State, Vnd};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::clock::today;
use crate::error::LedgerError;
use crate::history::Told;
use crate::ledger::Ledger;
use crate::things::Thing;

pub use money::{AccountFigures, GoodsFigures, PotFigures, ReceiptFigures, ShareFigures};
pub use reader::{Answer, Right};
pub use waiting::Waiting;

/// How far a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// It waits for approval.
    Waiting,
    /// An approver asks for more.
    Held,
    /// It may be executed, or the rest of it.
    Approved,
    /// Its reservation has run out.
    Expired,
    /// It was executed.
    Done,
    /// An approver said no.
    Refused,
    /// Its maker took it, or the rest of it, back.
    Withdrawn,
}

impl Stage {
    /// Of a request that is open.
    pub fn of_open(open: &OpenRequest, today: Date) -> Self {
        match open {
            open if open.expires_on < today => Self::Expired,
            OpenRequest { approved: true, .. } => Self::Approved,
            OpenRequest { held: true, .. } => Self::Held,
            _ => Self::Waiting,
        }
    }

    /// Of one that is not.
    pub fn of_ended(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Open => Self::Waiting,
            Outcome::Done => Self::Done,
            Outcome::Refused => Self::Refused,
            Outcome::Withdrawn => Self::Withdrawn,
        }
    }

    /// Whether it is neither executed, refused nor withdrawn.
    pub fn is_open(self) -> bool {
        self <= Self::Expired
    }
}

/// See the module.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// Its number.
    pub number: RequestNo,
    /// How far it is.
    pub stage: Stage,
    /// What is asked now, or was asked last.
    pub content: Content,
    /// SHA-256 of the content: an approval names it.
    pub digest: Digest,
    /// The papers that go with it.
    pub evidence: Vec<Digest>,
    /// What it is worth.
    pub value: Vnd,
    /// Who asks.
    pub maker: Actor,
    /// The business day on which it was made.
    pub made_on: Date,
    /// Last day of its reservation.
    pub expires_on: Date,
    /// Approvals of the present content, while it is open.
    pub approvals: Vec<Approval>,
    /// How many people approve it.
    pub needed: usize,
    /// What is still to be paid, in đồng; of an open request for money.
    pub to_pay: i128,
    /// The account, for money.
    pub account: Option<AccountFigures>,
    /// The restriction, for a payment.
    pub pot: Option<PotFigures>,
    /// The share of an allocation that it uses.
    pub share: Option<ShareFigures>,
    /// The receipt that is given back, for a refund.
    pub receipt: Option<ReceiptFigures>,
    /// Line by line, for goods.
    pub goods: Vec<GoodsFigures>,
    /// The support levels that its recipients follow, as in force on its day.
    pub policies: Vec<(Code, Option<Policy>)>,
    /// People without a role who said that they have an interest in whom it reaches.
    pub interested: Vec<(String, Party)>,
    /// What the reader may do.
    pub reader: Right,
    /// How it came to be, oldest first, with the reasons that were given.
    pub history: Vec<Told>,
}

impl Ledger {
    /// A request for whoever reads it, in all of their roles; none where there is none of that number.
    pub fn dossier(&self, number: RequestNo, reader: &[Actor]) -> Result<Option<Dossier>, LedgerError> {
        let today = today(Timestamp::now());
        let history = self.history(&Thing::Request(number))?;
        let Some(asked) = asked(&history) else { return Ok(None) };
        let dossier = self.rules(|state| {
            let open = state.relief.requests.open(number).ok();
            let outcome = state.relief.requests.outcome(number).unwrap_or(Outcome::Open);
            let stage = open.map_or_else(|| Stage::of_ended(outcome), |open| Stage::of_open(open, today));
            Dossier {
                stage,
                reader: Right::of(state, number, &asked.digest, reader, today),
                ..asked.at(state, open, today)
            }
        })?;
        Ok(Some(Dossier { history, ..dossier }))
    }
}

/// What was asked last, from the events.
struct Asked {
    number: RequestNo,
    content: Content,
    digest: Digest,
    evidence: Vec<Digest>,
    value: Vnd,
    maker: Actor,
    made_on: Date,
    expires_on: Date,
}

fn asked(history: &[Told]) -> Option<Asked> {
    let mut asked = None::<Asked>;
    for told in history {
        let Event::Relief(event) = &told.recorded.event else { continue };
        match (&**event, &mut asked) {
            (relief::Event::RequestMade(made), None) => {
                asked = Some(Asked {
                    number: made.request,
                    content: made.content.clone(),
                    digest: made.digest.clone(),
                    evidence: made.evidence.clone(),
                    value: made.value,
                    maker: made.maker.clone(),
                    made_on: told.recorded.meta.effective_on,
                    expires_on: made.expires_on,
                });
            }
            (relief::Event::RequestAmended(amended), Some(asked)) => {
                asked.content = amended.content.clone();
                asked.digest = amended.digest.clone();
                asked.evidence.clone_from(&amended.evidence);
                asked.value = amended.value;
                asked.expires_on = amended.expires_on;
            }
            _ => {}
        }
    }
    asked
}

impl Asked {
    /// With the figures of a state; `stage` and `reader` are the caller's.
    fn at(&self, state: &State, open: Option<&OpenRequest>, today: Date) -> Dossier {
        let limits = state.relief.rules.limits(today);
        let to_pay = open.map_or(0, OpenRequest::to_pay);
        let content = &self.content;
        let policies = content.recipients().iter().filter_map(|recipient| recipient.policy.clone());
        let mut policies: Vec<Code> = policies.collect();
        policies.sort();
        policies.dedup();
        let policy = |code: Code| {
            let known = state.relief.rules.policy(&code, self.made_on).cloned();
            (code, known)
        };
        let interested = state.relief.approvers.interested(content);
        let own = open.map(|_| self.number);
        Dossier {
            number: self.number,
            stage: Stage::Waiting,
            content: content.clone(),
            digest: self.digest.clone(),
            evidence: self.evidence.clone(),
            value: self.value,
            maker: self.maker.clone(),
            made_on: self.made_on,
            expires_on: self.expires_on,
            approvals: open.map(|open| open.approvals.clone()).unwrap_or_default(),
            needed: limits.map_or(1, |limits| limits.approvals_needed(self.value)),
            to_pay,
            account: AccountFigures::of(state, content, own, to_pay, today),
            pot: PotFigures::of(state, content, own, to_pay, today),
            share: ShareFigures::of(state, content, own, to_pay, today),
            receipt: ReceiptFigures::of(state, content, own, today),
            goods: GoodsFigures::of(state, content, own, today),
            policies: policies.into_iter().map(policy).collect(),
            interested: interested.map(|(person, party)| (person.to_owned(), party.clone())).collect(),
            reader: Right::default(),
            history: Vec::new(),
        }
    }
}

/// A command about this request in the name of `actor`, tried.
fn tried(state: &State, actor: &Actor, today: Date, command: Relief) -> Option<domain::Rejection> {
    let on = domain::On { effective_on: today, command };
    domain::decide(state, domain::Command::Relief(on), domain::Given { actor, today }).err()
}

#[cfg(test)]
mod tests {
    use domain::ReceiptNo;
    use domain::relief::{RefundContent, RefundReason};
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_request_past_its_day_has_expired_whatever_else_it_is() {
        let content = Content::Refund(RefundContent {
            account: "cash:main".parse().unwrap(),
            amount: Vnd::new(5),
            reason: RefundReason::Misdirected,
            receipt: ReceiptNo::new(1),
        });
        let expires_on = date(2024, 9, 10);
        let open = |approved, held| OpenRequest {
            approvals: vec![],
            approved,
            digest: content.digest(),
            content: content.clone(),
            expires_on,
            held,
            left: vec![],
            made_on: date(2024, 9, 1),
            maker: "treasurer:t".parse().unwrap(),
            paid: 0,
            value: Vnd::new(5),
        };
        for (approved, held, then) in
            [(false, false, Stage::Waiting), (false, true, Stage::Held), (true, false, Stage::Approved)]
        {
            let open = open(approved, held);
            assert_eq!(Stage::of_open(&open, expires_on), then);
            assert_eq!(Stage::of_open(&open, date(2024, 9, 11)), Stage::Expired);
            assert!(then.is_open());
        }
        assert!(!Stage::of_ended(Outcome::Refused).is_open());
    }
}
