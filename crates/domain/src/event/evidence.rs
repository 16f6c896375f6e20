//! Which files an event names by their digests.

use super::Event;
use crate::ids::Digest;
use crate::privacy::How;
use crate::{books, giving, goods, oversight, privacy, relief};

impl Event {
    /// The files that the event names, in the order of its fields. Digests of contents (a request, a report) are no files.
    pub fn evidence(&self) -> Vec<&Digest> {
        match self {
            Self::Books(event) => match event.as_ref() {
                books::Event::CashCounted(event) => event.evidence.iter().collect(),
                books::Event::CopyPublished(event) => vec![&event.copy, &event.original],
                _ => Vec::new(),
            },
            Self::Giving(event) => match event.as_ref() {
                giving::Event::EarmarkReleased(event) => vec![&event.evidence],
                _ => Vec::new(),
            },
            Self::Goods(event) => match event.as_ref() {
                goods::Event::GoodsReceived(event) => event.evidence.iter().collect(),
                goods::Event::StockCounted(event) => event.evidence.iter().collect(),
                goods::Event::LotRevalued(event) => vec![&event.evidence],
                _ => Vec::new(),
            },
            Self::Oversight(event) => match event.as_ref() {
                oversight::Event::FindingAnswered(event) => event.evidence.iter().collect(),
                _ => Vec::new(),
            },
            Self::Privacy(event) => match event.as_ref() {
                privacy::Event::ConsentGiven(event) => paper(&event.how).into_iter().collect(),
                privacy::Event::ConsentWithdrawn(event) => paper(&event.how).into_iter().collect(),
                _ => Vec::new(),
            },
            Self::Relief(event) => of_relief(event),
            _ => Vec::new(),
        }
    }
}

fn of_relief(event: &relief::Event) -> Vec<&Digest> {
    match event {
        relief::Event::NeedTold(event) => event.evidence.iter().collect(),
        relief::Event::AllocationDecided(event) => event.evidence.iter().collect(),
        relief::Event::RequestMade(event) => event.evidence.iter().collect(),
        relief::Event::RequestAmended(event) => event.evidence.iter().collect(),
        relief::Event::AdvanceSettled(event) => vec![&event.evidence],
        relief::Event::HandedOver(event) => event.evidence.iter().collect(),
        relief::Event::RecipientsSigned(event) => vec![&event.evidence],
        relief::Event::LocallyConfirmed(event) => vec![&event.evidence],
        _ => Vec::new(),
    }
}

fn paper(how: &How) -> Option<&Digest> {
    match how {
        How::Paper(digest) => Some(digest),
        How::Electronic => None,
    }
}
