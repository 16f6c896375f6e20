//! What is free to be spent: what there is, less what live requests reserve. Computed from the state as it is; an expired
//! request reserves nothing, and no event is needed for that.

use jiff::civil::Date;

use super::content::{dong, units, vnd};
use super::{AllocationLine, Content, OpenRequest, Refusal, Standing};
use crate::event::{DonorKind, Earmark};
use crate::giving::Part;
use crate::ids::{AccountId, Code, LotNo, ReceiptNo, RequestNo};
use crate::quantity::Quantity;
use crate::state::State;

/// What is free on a day. Figures are in đồng or base units and may be below zero where something else took what was
/// reserved: a reversed gift, a bank line that nobody has explained.
#[derive(Clone, Copy, Debug)]
pub struct Free<'a> {
    state: &'a State,
    today: Date,
    but: Option<RequestNo>,
}

impl<'a> Free<'a> {
    /// What is free for anything new.
    pub fn new(state: &'a State, today: Date) -> Self {
        Self { state, today, but: None }
    }

    /// What is free for this request: its own reservation does not stand in its way.
    #[must_use]
    pub fn but(self, request: Option<RequestNo>) -> Self {
        Self { but: request, ..self }
    }

    /// Money in an account; 0 for one that is not the fund's.
    pub fn account(&self, account: &AccountId) -> i128 {
        let balance = self.state.account(account).map_or(0, |account| account.balance);
        let reserved = self.sum(|open| {
            let from = open.content.money().filter(|(from, _)| *from == account);
            from.map_or(0, |_| open.to_pay())
        });
        balance.saturating_sub(reserved)
    }

    /// Money of a restriction.
    pub fn pot(&self, earmark: Option<&Earmark>) -> i128 {
        let reserved = self.sum(|open| self.takes(open, earmark));
        self.state.pots.of(earmark).balance().saturating_sub(reserved)
    }

    /// Money of a restriction on which nobody has decided yet.
    pub fn undecided(&self, earmark: Option<&Earmark>) -> i128 {
        let reserved = self.sum(|open| match open.content.allocation() {
            None => self.takes(open, earmark),
            Some(_) => 0,
        });
        let balance = self.state.pots.of(earmark).balance();
        balance.saturating_sub(self.state.relief.shares.unspent(earmark)).saturating_sub(reserved)
    }

    /// Money of a share.
    pub fn share(&self, line: &AllocationLine) -> Result<i128, Refusal> {
        let left = self.state.relief.shares.get(line)?.1.left();
        let reserved = self.sum(|open| match &open.content {
            Content::Payment(payment) if payment.allocation.as_ref() == Some(line) => open.to_pay(),
            _ => 0,
        });
        Ok(left.saturating_sub(reserved))
    }

    /// Goods of a share.
    pub fn share_goods(&self, line: &AllocationLine, item: &Code) -> Result<i128, Refusal> {
        let left = self.state.relief.shares.get(line)?.1.goods_left(item);
        let reserved = self.sum(|open| match open.content.allocation() {
            Some(used) if used == line => open.content.goods_of(item),
            _ => 0,
        });
        Ok(left.saturating_sub(reserved))
    }

    /// What may still be given back of a receipt; nothing of one that is reversed or unknown.
    pub fn receipt(&self, receipt: ReceiptNo) -> i128 {
        let standing = self.state.receipt(receipt).filter(|(_, known)| !known.reversed);
        let amount = standing.map_or(0, |(_, known)| dong(known.amount));
        let reserved = self.sum(|open| match &open.content {
            Content::Refund(refund) if refund.receipt == receipt => open.to_pay(),
            _ => 0,
        });
        amount.saturating_sub(self.state.relief.payments.refunded(receipt)).saturating_sub(reserved)
    }

    /// What is reserved of a lot in a warehouse.
    pub fn reserved(&self, warehouse: &Code, lot: LotNo) -> Quantity {
        self.state.relief.requests.reserved(warehouse, lot, self.today, self.but)
    }

    /// What is free of a lot in a warehouse.
    pub fn lot(&self, warehouse: &Code, lot: LotNo) -> i128 {
        let on_hand = self.state.goods.on_hand(warehouse, lot);
        units(on_hand).saturating_sub(units(self.reserved(warehouse, lot)))
    }

    /// What a request takes out of a pot.
    fn takes(&self, open: &OpenRequest, earmark: Option<&Earmark>) -> i128 {
        match &open.content {
            Content::Payment(payment) if payment.earmark.as_ref() == earmark => open.to_pay(),
            Content::Refund(refund) => {
                let drawn = drawn(self.state, refund.receipt, open.to_pay());
                let here = drawn.iter().filter(|part| part.earmark.as_ref() == earmark);
                here.map(|part| dong(part.amount)).sum()
            }
            Content::Payment(_) | Content::Issue(_) | Content::WriteOff(_) => 0,
        }
    }

    fn sum(&self, of: impl Fn(&OpenRequest) -> i128) -> i128 {
        let others = self.state.relief.requests.all_live(self.today);
        others.filter(|(request, _)| Some(*request) != self.but).map(|(_, open)| of(open)).sum()
    }
}

/// As what a receipt stands in the books now, and in which pot where it stands in one.
pub(super) fn standing(state: &State, receipt: ReceiptNo) -> (Standing, Option<&Earmark>) {
    let known = state.receipt(receipt).map(|(_, known)| known);
    if state.giving.is_held(receipt) {
        (Standing::Held, None)
    } else if known.is_some_and(|known| known.donor == DonorKind::Unidentified) {
        (Standing::Unidentified, None)
    } else {
        (Standing::Contribution, known.and_then(|known| known.earmark.as_deref()))
    }
}

/// What giving so much of a receipt back takes out of the pots: first what is still tied as its donor first said, then
/// what the donor released of it. Nothing of a receipt that stands in no pot.
pub(super) fn drawn(state: &State, receipt: ReceiptNo, amount: i128) -> Vec<Part> {
    let (Standing::Contribution, own) = standing(state, receipt) else { return Vec::new() };
    let Some((_, known)) = state.receipt(receipt) else { return Vec::new() };
    // What was given back before came out of what the donor first tied.
    let mut gone = state.relief.payments.refunded(receipt);
    let mut wanted = amount;
    let mut drawn = Vec::new();
    for part in state.giving.parts(receipt, own, known.amount) {
        let mut there = dong(part.amount);
        if part.earmark.as_ref() == own {
            there = there.saturating_sub(gone);
            gone = 0;
        }
        let taken = there.min(wanted);
        if taken > 0 {
            wanted = wanted.saturating_sub(taken);
            drawn.push(Part { amount: vnd(taken), ..part });
        }
    }
    drawn
}
