//! What was paid and what was issued: the facts of each that everybody may know, and how far it has come.

use std::collections::BTreeMap;

use domain::goods::{Event as Goods, GoodsSource};
use domain::relief::{AdvanceSettled, AllocationLine, Content, Delivery, Event as Relief, PaymentKind};
use domain::{
    AllocationNo, BoxCode, Code, Earmark, IssueNo, LotNo, Party, PaymentNo, Quantity, RequestNo, Vnd,
    VoucherNo, goods, relief,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::progress::Progress;

/// A payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outlay {
    /// Running number.
    pub payment: PaymentNo,
    /// Its business day.
    #[serde(with = "domain::compact::day")]
    pub on: Date,
    /// How much, without the bank's charge, in đồng.
    pub amount: i128,
    /// What for, and who takes it.
    pub kind: PaymentKind,
    /// Spending head; none for a refund.
    pub head: Option<Code>,
    /// From which restriction.
    pub earmark: Option<Earmark>,
    /// The share of a decision that it is part of.
    pub allocation: Option<AllocationLine>,
    /// The request that was approved.
    pub request: RequestNo,
    /// The voucher.
    pub voucher: VoucherNo,
    /// Its negative stands in the books since this day.
    pub reversed_on: Option<Date>,
    /// Of an advance: what the team accounted for, in đồng.
    pub settled: i128,
    /// Of an advance: what was paid back, in đồng.
    pub returned: i128,
    /// How far it has come.
    pub progress: Progress,
    /// Of a purchase: the lots that came for it.
    pub lots: Vec<LotNo>,
    /// Position of its event in the log.
    pub position: u64,
}

impl Outlay {
    /// Whether it is an advance.
    pub fn is_advance(&self) -> bool {
        matches!(self.kind, PaymentKind::Advance(_))
    }

    /// Whether somebody is to hand it over: relief, and what teams take along.
    pub fn is_delivery(&self) -> bool {
        matches!(self.kind, PaymentKind::Advance(_) | PaymentKind::Relief(_))
    }

    /// What of it is spent as the books say: all of it; of an advance what was accounted for. In đồng.
    pub fn spent(&self) -> i128 {
        match (self.reversed_on, self.is_advance()) {
            (Some(_), _) => 0,
            (None, true) => self.settled,
            (None, false) => self.amount,
        }
    }

    /// Of an advance: what is in the hands of the team still, in đồng.
    pub fn in_hand(&self) -> i128 {
        if self.reversed_on.is_some() || !self.is_advance() {
            return 0;
        }
        self.amount.saturating_sub(self.settled).saturating_sub(self.returned)
    }

    /// Who takes it over.
    pub fn to(&self) -> Option<Party> {
        match &self.kind {
            PaymentKind::Advance(code) | PaymentKind::Purchase(code) => {
                Some(Party::Organisation(code.clone()))
            }
            PaymentKind::Cost(party) | PaymentKind::Relief(party) | PaymentKind::Transfer(party) => {
                Some(party.clone())
            }
            PaymentKind::Refund(_) => None,
        }
    }
}

/// Goods issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handed {
    /// Running number.
    pub issue: IssueNo,
    /// Its business day.
    #[serde(with = "domain::compact::day")]
    pub on: Date,
    /// Who takes them over.
    pub to: Party,
    /// What they are worth, in đồng.
    pub value: i128,
    /// How much of which item, in base units.
    pub goods: Vec<(Code, Quantity)>,
    /// Where they lay.
    pub warehouse: Code,
    /// The share of a decision that they are part of.
    pub allocation: Option<AllocationLine>,
    /// The request that was approved.
    pub request: Option<RequestNo>,
    /// The code on the box or truck.
    pub box_code: Option<BoxCode>,
    /// The goods-issue note.
    pub voucher: VoucherNo,
    /// They are back since this day.
    pub reversed_on: Option<Date>,
    /// How far they have come.
    pub progress: Progress,
    /// Position of its event in the log.
    pub position: u64,
}

/// All payments and issues, by number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deeds {
    outlays: Vec<Outlay>,
    handed: Vec<Handed>,
    /// Payments and issues of a decision.
    of_decisions: BTreeMap<AllocationNo, (Vec<PaymentNo>, Vec<IssueNo>)>,
    /// How many payments are handed over to somebody.
    handed_money: u64,
    /// What later events do not repeat of a request for money.
    asked: BTreeMap<RequestNo, (Code, Option<AllocationLine>)>,
    /// What is in a lot.
    items: BTreeMap<LotNo, Code>,
    /// Into which lots a lot was packed.
    packed: BTreeMap<LotNo, Vec<LotNo>>,
    /// With which issues a lot went out.
    out: BTreeMap<LotNo, Vec<IssueNo>>,
}

impl Deeds {
    /// Every payment, by number.
    pub fn outlays(&self) -> &[Outlay] {
        &self.outlays
    }

    /// A payment.
    pub fn outlay(&self, payment: PaymentNo) -> Option<&Outlay> {
        self.outlays.get(payment.index()?)
    }

    /// Every issue of goods, by number.
    pub fn handed(&self) -> &[Handed] {
        &self.handed
    }

    /// An issue of goods.
    pub fn issue(&self, issue: IssueNo) -> Option<&Handed> {
        self.handed.get(issue.index()?)
    }

    /// The payments that are part of a decision, by number.
    pub fn outlays_of(&self, decision: AllocationNo) -> impl Iterator<Item = &Outlay> {
        let payments = self.of_decisions.get(&decision).into_iter().flat_map(|(payments, _)| payments);
        payments.filter_map(|payment| self.outlay(*payment))
    }

    /// The issues of goods that are part of a decision, by number.
    pub fn handed_of(&self, decision: AllocationNo) -> impl Iterator<Item = &Handed> {
        let issues = self.of_decisions.get(&decision).into_iter().flat_map(|(_, issues)| issues);
        issues.filter_map(|issue| self.issue(*issue))
    }

    /// How many deliveries there are: payments that are handed over to somebody, and issues of goods.
    pub fn deliveries(&self) -> u64 {
        self.handed_money.saturating_add(self.handed.len() as u64)
    }

    /// The issues in which goods went out that a payment bought, packed or as they came.
    pub fn issues_of(&self, outlay: &Outlay) -> Vec<IssueNo> {
        let packed = outlay.lots.iter().filter_map(|lot| self.packed.get(lot)).flatten();
        let lots = outlay.lots.iter().chain(packed);
        let mut issues: Vec<_> = lots.filter_map(|lot| self.out.get(lot)).flatten().copied().collect();
        issues.sort_unstable();
        issues.dedup();
        issues
    }

    pub(crate) fn relief(&mut self, on: Date, position: u64, event: &Relief) {
        match event {
            Relief::RequestMade(event) => self.ask(event.request, &event.content),
            Relief::RequestAmended(event) => self.ask(event.request, &event.content),
            Relief::Paid(event) => self.paid(on, position, event),
            Relief::PaymentReversed(event) => {
                if let Some(outlay) = self.outlay_mut(event.payment) {
                    outlay.reversed_on = Some(on);
                }
            }
            Relief::AdvanceSettled(event) => self.settled(event),
            Relief::HandedOver(event) => self.progress(event.delivery, |progress| progress.handed(on)),
            Relief::RecipientsSigned(event) => {
                self.progress(event.delivery, |progress| progress.signed(on, event.signed));
            }
            Relief::LocallyConfirmed(event) => {
                self.progress(event.delivery, |progress| progress.confirmed(on));
            }
            _ => {}
        }
    }

    pub(crate) fn goods(&mut self, on: Date, position: u64, event: &Goods) {
        match event {
            Goods::GoodsReceived(event) => {
                self.items.extend(event.lines.iter().map(|line| (line.lot, line.item.clone())));
                if let GoodsSource::Purchase(payment) = event.source
                    && let Some(outlay) = self.outlay_mut(payment)
                {
                    outlay.lots.extend(event.lines.iter().map(|line| line.lot));
                }
            }
            Goods::KitsMade(event) => {
                self.items.insert(event.lot, event.kit.clone());
                for line in &event.lines {
                    self.packed.entry(line.lot).or_default().push(event.lot);
                }
            }
            Goods::KitsUnmade(event) => {
                self.items.extend(event.lots.iter().map(|line| (line.lot, line.item.clone())));
            }
            Goods::GoodsArrived(event) => {
                for line in &event.lines {
                    if let (Some(damaged), Some(item)) = (line.damaged_lot, self.items.get(&line.lot)) {
                        self.items.insert(damaged, item.clone());
                    }
                }
            }
            Goods::GoodsIssued(event) => self.issued(on, position, event),
            Goods::GoodsIssueReversed(event) => {
                if let Some(handed) = event.issue.index().and_then(|index| self.handed.get_mut(index)) {
                    handed.reversed_on = Some(on);
                }
            }
            _ => {}
        }
    }

    fn ask(&mut self, request: RequestNo, content: &Content) {
        if let Content::Payment(payment) = content {
            self.asked.insert(request, (payment.head.clone(), payment.allocation.clone()));
        }
    }

    fn paid(&mut self, on: Date, position: u64, event: &relief::Paid) {
        let asked = self.asked.get(&event.request).cloned();
        let asked = asked.filter(|_| !matches!(event.kind, PaymentKind::Refund(_)));
        let (head, allocation) = asked.map_or((None, None), |(head, allocation)| (Some(head), allocation));
        if let Some(line) = &allocation {
            self.of_decisions.entry(line.allocation).or_default().0.push(event.payment);
        }
        let outlay = Outlay {
            payment: event.payment,
            on,
            amount: dong(event.amount),
            kind: event.kind.clone(),
            head,
            earmark: event.earmark.clone(),
            allocation,
            request: event.request,
            voucher: event.voucher,
            reversed_on: None,
            settled: 0,
            returned: 0,
            progress: Progress::new(&event.recipients),
            lots: Vec::new(),
            position,
        };
        self.handed_money = self.handed_money.saturating_add(outlay.is_delivery().into());
        self.outlays.push(outlay);
    }

    fn settled(&mut self, event: &AdvanceSettled) {
        if let Some(outlay) = self.outlay_mut(event.payment) {
            outlay.settled = outlay.settled.saturating_add(dong(event.spent));
            outlay.returned = outlay.returned.saturating_add(dong(event.returned));
            let named = Progress::new(&event.recipients).households;
            outlay.progress.households = outlay.progress.households.saturating_add(named);
        }
    }

    fn issued(&mut self, on: Date, position: u64, event: &goods::GoodsIssued) {
        for line in &event.lines {
            self.out.entry(line.lot).or_default().push(event.issue);
        }
        if let Some(line) = &event.allocation {
            self.of_decisions.entry(line.allocation).or_default().1.push(event.issue);
        }
        let item = |line: &goods::LotLine| Some((self.items.get(&line.lot)?.clone(), line.quantity));
        let goods = event.lines.iter().filter_map(item).collect();
        self.handed.push(Handed {
            issue: event.issue,
            on,
            to: event.to.clone(),
            value: event.lines.iter().fold(0, |sum, line| sum.saturating_add(dong(line.value))),
            goods,
            warehouse: event.warehouse.clone(),
            allocation: event.allocation.clone(),
            request: event.request,
            box_code: event.box_code.clone(),
            voucher: event.voucher,
            reversed_on: None,
            progress: Progress::new(&event.recipients),
            position,
        });
    }

    fn progress(&mut self, delivery: Delivery, change: impl FnOnce(&mut Progress)) {
        let progress = match delivery {
            Delivery::Issue(issue) => {
                issue.index().and_then(|index| self.handed.get_mut(index)).map(|handed| &mut handed.progress)
            }
            Delivery::Payment(payment) => self.outlay_mut(payment).map(|outlay| &mut outlay.progress),
        };
        if let Some(progress) = progress {
            change(progress);
        }
    }

    fn outlay_mut(&mut self, payment: PaymentNo) -> Option<&mut Outlay> {
        self.outlays.get_mut(payment.index()?)
    }
}

fn dong(amount: Vnd) -> i128 {
    amount.dong().into()
}
