//! What the rules of this part need to know of the past: promises, windows, what is held, codes, released gifts.

mod pledges;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Event as Gave;
use crate::event::{Earmark, Event};
use crate::goods;
use crate::ids::{Code, GoodsReceiptNo, ReceiptNo};
use crate::money::Vnd;

pub use pledges::{Pledge, Pledges};

/// The state of this part after some prefix of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The promises.
    pub pledges: Pledges,
    windows: Vec<Window>,
    /// By what is compared of a code.
    codes: BTreeMap<String, GiftCode>,
    /// Held receipts, with the day on which the money came.
    held: BTreeMap<ReceiptNo, Date>,
    /// Receipts of which something was released: how much came to each restriction, less what went.
    released: BTreeMap<ReceiptNo, Vec<Part>>,
    goods: BTreeSet<GoodsReceiptNo>,
}

/// From when to when gifts are received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// First day.
    pub first: Date,
    /// Last day, as extended or closed.
    pub last: Date,
    /// Closed by decision: it is not extended again.
    pub closed: bool,
}

impl Window {
    /// Whether a gift of that day is received.
    pub fn holds(self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }
}

/// A code that donors write into the memo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftCode {
    /// As it was declared.
    pub code: Code,
    /// What a gift with it is tied to.
    pub earmark: Option<Earmark>,
}

/// A part of a receipt, and what it is tied to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What it is tied to; none is free.
    pub earmark: Option<Earmark>,
    /// How much.
    pub amount: Vnd,
    /// The letter by which it came to be tied to this; none for what is as the donor first said.
    pub evidence: Option<crate::ids::Digest>,
}

/// What is compared of a code: its letters in small and its digits.
pub fn code_key(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

impl State {
    pub(crate) fn evolve(&mut self, on: Date, event: &Event) {
        match event {
            Event::Giving(event) => self.gave(on, event),
            Event::Goods(event) => match event.as_ref() {
                goods::Event::GoodsReceived(received) => {
                    self.goods.insert(received.receipt);
                }
                goods::Event::GoodsReceiptReversed(reversed) => {
                    self.goods.remove(&reversed.receipt);
                    self.pledges.drop_goods(reversed.receipt);
                }
                _ => {}
            },
            _ => {}
        }
    }

    fn gave(&mut self, on: Date, event: &Gave) {
        match event {
            Gave::PledgeRegistered(_) | Gave::PledgeFulfilled(_) | Gave::PledgeLapsed(_) => {
                self.pledges.evolve(on, event);
            }
            Gave::EarmarkReleased(released) => self.release(released),
            // The receipt's own amount grows, and what is not released of it with it.
            Gave::ReceiptSupplemented(_) | Gave::GiverCorrected(_) => {}
            Gave::WindowOpened(opened) => {
                self.windows.push(Window { first: opened.first, last: opened.last, closed: false });
            }
            Gave::WindowExtended(extended) => {
                if let Some(window) = self.windows.last_mut() {
                    window.last = extended.last;
                }
            }
            Gave::WindowClosed(_) => {
                if let Some(window) = self.windows.last_mut() {
                    window.last = window.last.min(on);
                    window.closed = true;
                }
            }
            Gave::HeldReceiptTaken(taken) => {
                self.held.remove(&taken.receipt);
            }
            Gave::GiftCodeDeclared(declared) => {
                let code = GiftCode { code: declared.code.clone(), earmark: declared.earmark.clone() };
                self.codes.insert(code_key(declared.code.as_str()), code);
            }
        }
    }

    /// Noted is how much came and went by restriction; [`State::parts`] adds the receipt itself.
    fn release(&mut self, released: &super::EarmarkReleased) {
        let parts = self.released.entry(released.receipt).or_default();
        if let Some(from) = parts.iter_mut().find(|part| part.earmark == released.from) {
            from.amount = from.amount.checked_sub(released.amount).unwrap_or_default();
        } else {
            let taken = released.amount.checked_neg().unwrap_or_default();
            parts.push(Part { earmark: released.from.clone(), amount: taken, evidence: None });
        }
        if let Some(to) = parts.iter_mut().find(|part| part.earmark == released.to) {
            to.amount = to.amount.checked_add(released.amount).unwrap_or(to.amount);
        } else {
            let evidence = Some(released.evidence.clone());
            parts.push(Part { earmark: released.to.clone(), amount: released.amount, evidence });
        }
    }

    /// Money of a receipt came after the receiving window.
    pub(crate) fn held(&mut self, receipt: ReceiptNo, day: Date) {
        self.held.insert(receipt, day);
    }

    /// A receipt's negative stands in the books.
    pub(crate) fn reversed(&mut self, receipt: ReceiptNo) {
        self.held.remove(&receipt);
        self.pledges.drop_receipt(receipt);
    }

    /// Whether the receipt came after the receiving window and is held apart still.
    pub fn is_held(&self, receipt: ReceiptNo) -> bool {
        self.held.contains_key(&receipt)
    }

    /// The receipts that are held apart, with the day on which the money came.
    pub fn held_receipts(&self) -> impl Iterator<Item = (ReceiptNo, Date)> {
        self.held.iter().map(|(receipt, day)| (*receipt, *day))
    }

    /// The windows, oldest first.
    pub fn windows(&self) -> &[Window] {
        &self.windows
    }

    /// Whether a gift of that day comes outside the windows. Without any, gifts are always received.
    pub fn is_late(&self, day: Date) -> bool {
        !self.windows.is_empty() && !self.windows.iter().any(|window| window.holds(day))
    }

    /// A declared code, however it is written.
    pub fn code(&self, written: &str) -> Option<&GiftCode> {
        self.codes.get(&code_key(written))
    }

    /// The declared codes by what is compared of them.
    pub fn codes(&self) -> &BTreeMap<String, GiftCode> {
        &self.codes
    }

    /// Whether goods came under that number and were not reversed.
    pub fn has_goods(&self, receipt: GoodsReceiptNo) -> bool {
        self.goods.contains(&receipt)
    }

    /// What the parts of a receipt are tied to now. `earmark` and `amount` are those of the receipt.
    pub fn parts(&self, receipt: ReceiptNo, earmark: Option<&Earmark>, amount: Vnd) -> Vec<Part> {
        let own = Part { earmark: earmark.cloned(), amount, evidence: None };
        let Some(moved) = self.released.get(&receipt) else { return vec![own] };
        let mut parts = vec![own];
        for part in moved {
            match parts.iter_mut().find(|known| known.earmark == part.earmark) {
                Some(known) => known.amount = known.amount.checked_add(part.amount).unwrap_or(known.amount),
                None => parts.push(part.clone()),
            }
        }
        parts.retain(|part| part.amount.is_positive());
        parts
    }
}
