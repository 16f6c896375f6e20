//! What later events refer to and do not repeat: lots, heads of requests, suppliers, shipments on their way.

use std::collections::BTreeMap;

use domain::goods::{self, GoodsSource};
use domain::relief::{self, Content, PaymentKind};
use domain::{Code, Earmark, Event, IssueNo, LotNo, Party, PaymentNo, RequestNo, ShipmentNo};
use serde::{Deserialize, Serialize};

/// What is known after some prefix of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    lots: BTreeMap<LotNo, Lot>,
    requests: BTreeMap<RequestNo, Code>,
    payments: BTreeMap<PaymentNo, Payment>,
    issues: BTreeMap<IssueNo, Code>,
    /// Lots on their way, and what was loaded of each is worth.
    shipments: BTreeMap<ShipmentNo, Vec<(LotNo, i128)>>,
}

/// A lot, as far as its value goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    /// The item.
    pub item: Code,
    /// Whose it is, where it is not the fund's.
    pub custody: Option<Party>,
    /// What it is tied to.
    pub earmark: Option<Earmark>,
    /// Where it came from.
    pub origin: Origin,
}

/// Where a lot came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// What the goods-received note says.
    Source(GoodsSource),
    /// Bought from this supplier.
    Supplier(Code),
    /// Made of other lots.
    Packed,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Payment {
    head: Option<Code>,
    supplier: Option<Code>,
}

impl Known {
    /// A lot.
    pub fn lot(&self, lot: LotNo) -> Option<&Lot> {
        self.lots.get(&lot)
    }

    /// The spending head of a payment's request.
    pub fn head_of(&self, payment: PaymentNo) -> Option<Code> {
        self.payments.get(&payment)?.head.clone()
    }

    /// The spending head of an issue.
    pub fn head_of_issue(&self, issue: IssueNo) -> Option<&Code> {
        self.issues.get(&issue)
    }

    /// What was loaded of a lot is worth this; nothing where the shipment is unloaded or unknown.
    pub(crate) fn loaded(&self, shipment: ShipmentNo, lot: LotNo) -> i128 {
        let lines = self.shipments.get(&shipment).into_iter().flatten();
        lines.filter(|(loaded, _)| *loaded == lot).fold(0, |sum, (_, value)| sum.saturating_add(*value))
    }

    pub(crate) fn learn(&mut self, event: &Event) {
        match event {
            Event::Goods(event) => self.learn_goods(event),
            Event::Relief(event) => self.learn_relief(event),
            _ => {}
        }
    }

    /// An arrival ends its shipment.
    pub(crate) fn forget(&mut self, event: &goods::Event) {
        if let goods::Event::GoodsArrived(event) = event {
            self.shipments.remove(&event.shipment);
        }
    }

    fn learn_relief(&mut self, event: &relief::Event) {
        match event {
            relief::Event::RequestMade(event) => self.learn_request(event.request, &event.content),
            relief::Event::RequestAmended(event) => self.learn_request(event.request, &event.content),
            relief::Event::Paid(event) => {
                let supplier = match &event.kind {
                    PaymentKind::Purchase(supplier) => Some(supplier.clone()),
                    _ => None,
                };
                let head = self.requests.get(&event.request).cloned();
                self.payments.insert(event.payment, Payment { head, supplier });
            }
            _ => {}
        }
    }

    fn learn_request(&mut self, request: RequestNo, content: &Content) {
        if let Content::Payment(content) = content {
            self.requests.insert(request, content.head.clone());
        }
    }

    fn learn_goods(&mut self, event: &goods::Event) {
        match event {
            goods::Event::GoodsReceived(event) => self.learn_receipt(event),
            goods::Event::GoodsIssued(event) => {
                self.issues.insert(event.issue, event.head.clone());
            }
            goods::Event::GoodsSent(event) => {
                let sent = event.lines.iter().map(|line| (line.lot, line.value.dong().into()));
                self.shipments.insert(event.shipment, sent.collect());
            }
            // What is broken becomes a lot of its own, of the same goods.
            goods::Event::GoodsArrived(event) => {
                for line in &event.lines {
                    if let (Some(damaged), Some(lot)) = (line.damaged_lot, self.lots.get(&line.lot)) {
                        self.lots.insert(damaged, lot.clone());
                    }
                }
            }
            goods::Event::KitsMade(event) => {
                let first = event.lines.first().and_then(|line| self.lots.get(&line.lot));
                let custody = first.and_then(|lot| lot.custody.clone());
                let (item, earmark) = (event.kit.clone(), event.earmark.clone());
                let lot = Lot { item, custody, earmark, origin: Origin::Packed };
                self.lots.insert(event.lot, lot);
            }
            goods::Event::KitsUnmade(event) => {
                let kit = self.lots.get(&event.kit);
                let (custody, earmark) =
                    kit.map(|lot| (lot.custody.clone(), lot.earmark.clone())).unwrap_or_default();
                for line in &event.lots {
                    let (item, custody, earmark) = (line.item.clone(), custody.clone(), earmark.clone());
                    self.lots.insert(line.lot, Lot { item, custody, earmark, origin: Origin::Packed });
                }
            }
            _ => {}
        }
    }

    fn learn_receipt(&mut self, event: &goods::GoodsReceived) {
        let origin = match &event.source {
            GoodsSource::Purchase(payment) => {
                let supplier = self.payments.get(payment).and_then(|payment| payment.supplier.clone());
                supplier.map_or(Origin::Source(event.source.clone()), Origin::Supplier)
            }
            source => Origin::Source(source.clone()),
        };
        for line in &event.lines {
            let lot = Lot {
                item: line.item.clone(),
                custody: event.custody.clone(),
                earmark: event.earmark.clone(),
                origin: origin.clone(),
            };
            self.lots.insert(line.lot, lot);
        }
    }
}
