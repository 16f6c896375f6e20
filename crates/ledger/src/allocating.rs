//! What may still be decided on, by restriction, and the decisions so far with what is left of each share.

use domain::relief::{self, Allocation, AllocationLine, Free};
use domain::{AllocationNo, Code, Digest, Earmark, Event};
use jiff::Timestamp;

use crate::clock::today;
use crate::error::LedgerError;
use crate::ledger::Ledger;
use crate::things::Thing;

/// See the module. Sums are in đồng.
#[derive(Clone, Debug)]
pub struct Allocating {
    /// Every restriction with money in it or decided of it.
    pub pots: Vec<Undecided>,
    /// The decisions, newest first.
    pub decisions: Vec<DecidedAllocation>,
    /// Support levels in force.
    pub policies: Vec<Code>,
}

/// Money of a restriction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    /// What it is tied to; none for free money.
    pub earmark: Option<Earmark>,
    /// What is left of it.
    pub balance: i128,
    /// What is decided on and not paid.
    pub decided: i128,
    /// What may still be decided on.
    pub free: i128,
}

/// A decision, with what is left of it.
#[derive(Clone, Debug)]
pub struct DecidedAllocation {
    /// Its number.
    pub number: AllocationNo,
    /// The paper's number and day.
    pub decision: String,
    /// The signed paper.
    pub evidence: Option<Digest>,
    /// The shares.
    pub allocation: Allocation,
    /// By share: what is neither paid nor reserved.
    pub free: Vec<i128>,
    /// Where it stands in the log.
    pub position: u64,
}

impl Ledger {
    /// What may be decided on, and what was.
    pub fn allocating(&self) -> Result<Allocating, LedgerError> {
        let today = today(Timestamp::now());
        let (pots, decisions, policies) = self.rules(|state| {
            let free = Free::new(state, today);
            let pots = state.pots.all().map(|(earmark, pot)| Undecided {
                earmark: earmark.cloned(),
                balance: pot.balance(),
                decided: state.relief.shares.unspent(earmark),
                free: free.undecided(earmark),
            });
            let decisions = state.relief.shares.all().map(|(number, allocation)| {
                let lines = (1_u16..).zip(&allocation.shares).map(|(line, _)| line);
                let left = lines.map(|line| free.share(&AllocationLine { allocation: number, line }));
                (number, allocation.clone(), left.map(Result::unwrap_or_default).collect())
            });
            let policies = state.relief.rules.policies().map(|(code, _)| code);
            let in_force = policies.filter(|code| state.relief.rules.policy(code, today).is_some());
            (pots.collect(), decisions.collect::<Vec<_>>(), in_force.cloned().collect())
        })?;
        let told = |(number, allocation, free)| self.decided(number, allocation, free);
        let decisions = decisions.into_iter().rev().map(told).collect::<Result<_, _>>()?;
        Ok(Allocating { pots, decisions, policies })
    }

    fn decided(
        &self,
        number: AllocationNo,
        allocation: Allocation,
        free: Vec<i128>,
    ) -> Result<DecidedAllocation, LedgerError> {
        let first = self.views().history.of(&Thing::Allocation(number)).first().copied();
        let position = first.unwrap_or_default();
        let (decision, evidence) = match self.recorded(position)?.event {
            Event::Relief(event) => match *event {
                relief::Event::AllocationDecided(event) => (event.decision, event.evidence),
                _ => (String::new(), None),
            },
            _ => (String::new(), None),
        };
        Ok(DecidedAllocation { number, decision, evidence, allocation, free, position })
    }
}
