//! The requests to erase, with what became of each; who consents to be listed; what accounts publish now.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Denial, Event, Ground, Kept, KeyOf, Publication, Said, Subject};
use crate::ids::{AccountId, Actor, ErasureNo, ReceiptNo};

/// The state of this part after some prefix of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    erasures: Vec<Erasure>,
    consents: BTreeMap<ReceiptNo, Consent>,
    publications: BTreeMap<AccountId, Publication>,
}

/// What a giver said of being listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Consent {
    /// What he said last.
    Said(Said),
    /// His data are erased: there is nothing to consent to.
    Erased,
}

/// One request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// Who took it up.
    pub asked_by: Actor,
    /// The day on which it was asked for.
    pub asked_on: Date,
    /// What became of it.
    pub answer: Answer,
    /// Why.
    pub ground: Ground,
    /// Whose data.
    pub subject: Subject,
}

/// What became of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// Nothing yet.
    Open,
    /// It was granted.
    Granted(Box<Granted>),
    /// It was refused on that day.
    Refused(Date, Denial),
}

/// A granted request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Granted {
    /// By whom.
    pub by: Actor,
    /// The day on which the keys were gone; none where they are not yet.
    pub done_on: Option<Date>,
    /// What stays for now.
    pub kept: Vec<Kept>,
    /// The day.
    pub on: Date,
    /// What goes.
    pub rows: Vec<KeyOf>,
}

impl State {
    pub(crate) fn evolve(&mut self, by: &Actor, on: Date, event: &Event) {
        match event {
            Event::ErasureRequested(requested) => self.erasures.push(Erasure {
                asked_by: by.clone(),
                asked_on: requested.asked_on,
                answer: Answer::Open,
                ground: requested.ground.clone(),
                subject: requested.subject.clone(),
            }),
            Event::ErasureGranted(granted) => {
                for receipt in &granted.receipts {
                    self.consents.insert(*receipt, Consent::Erased);
                }
                let (kept, rows) = (granted.kept.clone(), granted.rows.clone());
                let answer = Granted { by: by.clone(), done_on: None, kept, on, rows };
                self.change(granted.erasure, |erasure| erasure.answer = Answer::Granted(Box::new(answer)));
            }
            Event::ErasureRefused(refused) => {
                self.change(refused.erasure, |erasure| erasure.answer = Answer::Refused(on, refused.reason));
            }
            Event::ErasureDone(done) => self.change(done.erasure, |erasure| {
                if let Answer::Granted(granted) = &mut erasure.answer {
                    granted.done_on = Some(on);
                }
            }),
            Event::ConsentGiven(given) => {
                self.consents.insert(given.receipt, Consent::Said(Said::Given(given.show)));
            }
            Event::ConsentWithdrawn(withdrawn) => {
                let less = Said::less(self.said(withdrawn.receipt), withdrawn.show);
                self.consents.insert(withdrawn.receipt, Consent::Said(less));
            }
            Event::PublicationChanged(changed) => {
                self.publications.insert(changed.account.clone(), changed.publication);
            }
        }
    }

    fn change(&mut self, number: ErasureNo, change: impl FnOnce(&mut Erasure)) {
        if let Some(erasure) = number.index().and_then(|index| self.erasures.get_mut(index)) {
            change(erasure);
        }
    }

    pub(super) fn next(&self) -> ErasureNo {
        ErasureNo::new(u64::try_from(self.erasures.len()).unwrap_or(u64::MAX)).next()
    }

    /// A request.
    pub fn erasure(&self, number: ErasureNo) -> Option<&Erasure> {
        self.erasures.get(number.index()?)
    }

    /// All requests, oldest first.
    pub fn erasures(&self) -> impl Iterator<Item = (ErasureNo, &Erasure)> {
        (1..).map(ErasureNo::new).zip(&self.erasures)
    }

    /// The granted ones, oldest first: what they name must not be readable, now or ever.
    pub fn granted(&self) -> impl Iterator<Item = (ErasureNo, &Granted)> {
        self.erasures().filter_map(|(number, erasure)| Some((number, erasure.granted()?)))
    }

    /// What was said of listing a receipt.
    pub fn consent(&self, receipt: ReceiptNo) -> Option<Consent> {
        self.consents.get(&receipt).copied()
    }

    fn said(&self, receipt: ReceiptNo) -> Option<Said> {
        match self.consent(receipt)? {
            Consent::Said(said) => Some(said),
            Consent::Erased => None,
        }
    }

    /// What an account publishes, where that was changed.
    pub fn publication(&self, account: &AccountId) -> Option<Publication> {
        self.publications.get(account).copied()
    }
}

impl Erasure {
    /// What was granted, where it was.
    pub fn granted(&self) -> Option<&Granted> {
        match &self.answer {
            Answer::Granted(granted) => Some(granted),
            Answer::Open | Answer::Refused(..) => None,
        }
    }

    /// The day of the answer, where there is one.
    pub fn answered_on(&self) -> Option<Date> {
        match &self.answer {
            Answer::Open => None,
            Answer::Granted(granted) => Some(granted.on),
            Answer::Refused(on, _) => Some(*on),
        }
    }

    /// Neither refused nor carried out.
    pub fn is_open(&self) -> bool {
        match &self.answer {
            Answer::Open => true,
            Answer::Granted(granted) => granted.done_on.is_none(),
            Answer::Refused(..) => false,
        }
    }
}
