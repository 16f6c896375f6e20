//! The requests that wait, for whoever looks for what to do.

use domain::relief::Content;
use domain::{Actor, RequestNo, Vnd};
use jiff::Timestamp;
use jiff::civil::Date;

use super::{Right, Stage};
use crate::clock::today;
use crate::error::LedgerError;
use crate::ledger::Ledger;

/// A request among those that wait.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Its number.
    pub number: RequestNo,
    /// How far it is.
    pub stage: Stage,
    /// What is asked.
    pub content: Content,
    /// What it is worth.
    pub value: Vnd,
    /// Who asks.
    pub maker: Actor,
    /// The business day on which it was made.
    pub made_on: Date,
    /// Last day of its reservation.
    pub expires_on: Date,
    /// How many have approved it.
    pub approvals: usize,
    /// How many people approve it.
    pub needed: usize,
    /// What the reader may do.
    pub reader: Right,
}

impl Ledger {
    /// All requests that reserve, what expires first in front, for whoever reads them in all of their roles.
    pub fn waiting_requests(&self, reader: &[Actor]) -> Result<Vec<Waiting>, LedgerError> {
        let today = today(Timestamp::now());
        self.rules(|state| {
            let limits = state.relief.rules.limits(today);
            let all = state.relief.requests.all_live(today);
            all.map(|(number, open)| Waiting {
                number,
                stage: Stage::of_open(open, today),
                content: open.content.clone(),
                value: open.value,
                maker: open.maker.clone(),
                made_on: open.made_on,
                expires_on: open.expires_on,
                approvals: open.approvals.len(),
                needed: limits.map_or(1, |limits| limits.approvals_needed(open.value)),
                reader: Right::of(state, number, &open.digest, reader, today),
            })
            .collect()
        })
    }
}
