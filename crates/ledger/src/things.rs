//! The things of the books that have a number or a code, and which event is about which: what a command made is told from
//! its events alone, so that a command sent again hears the same.

use domain::oversight::Subject;
use domain::relief::Delivery;
use domain::{
    AllocationNo, BoxCode, CountNo, ErasureNo, Event, FindingNo, GoodsReceiptNo, IssueNo, LotNo, MessageNo,
    MoveNo, NeedNo, PaymentNo, PledgeNo, RequestNo, ShipmentNo, VoucherNo, books, giving, goods, inbox,
    oversight, privacy, relief,
};
use serde::{Deserialize, Serialize};

/// A thing of the books, by its number or code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Thing {
    /// A decision to allocate.
    Allocation(AllocationNo),
    /// A code on a box or truck.
    BoxCode(BoxCode),
    /// A count of cash.
    CashCount(CountNo),
    /// A request to erase personal data.
    Erasure(ErasureNo),
    /// A finding of the supervision.
    Finding(FindingNo),
    /// Goods received.
    GoodsReceipt(GoodsReceiptNo),
    /// Goods issued.
    Issue(IssueNo),
    /// A lot of goods.
    Lot(LotNo),
    /// A message from outside.
    Message(MessageNo),
    /// Money on its way between accounts.
    Movement(MoveNo),
    /// A need.
    Need(NeedNo),
    /// A payment.
    Payment(PaymentNo),
    /// A pledge.
    Pledge(PledgeNo),
    /// A request.
    Request(RequestNo),
    /// Goods on their way between warehouses.
    Shipment(ShipmentNo),
    /// A count of goods.
    StockCount(CountNo),
    /// A voucher.
    Voucher(VoucherNo),
}

impl Thing {
    /// How many of them the answer to a command names.
    pub const SHOWN: usize = 20;
}

/// How an event is about a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// It gave the thing its number or code.
    Made,
    /// It says something of a thing that was there.
    Touched,
}

/// Gives everything that the event is about to `tell`, its voucher last.
pub(crate) fn each(event: &Event, tell: &mut dyn FnMut(Thing, How)) {
    match event {
        Event::Books(event) => of_books(event, tell),
        Event::Giving(event) => of_giving(event, tell),
        Event::Goods(event) => of_goods(event, tell),
        Event::Inbox(event) => of_inbox(event, tell),
        Event::Oversight(event) => of_oversight(event, tell),
        Event::Privacy(event) => of_privacy(event, tell),
        Event::Relief(event) => of_relief(event, tell),
        Event::FundOpened(_)
        | Event::FundClosed(_)
        | Event::AccountAdded(_)
        | Event::ReceiptRecorded(_)
        | Event::ReceiptReversed(_)
        | Event::ReceiptIdentified(_)
        | Event::BankMovementRecorded(_)
        | Event::LineQuarantined(_)
        | Event::QuarantineDismissed(_)
        | Event::StatementImported(_)
        | Event::Network(_) => {}
    }
    if let Some(voucher) = event.voucher() {
        tell(Thing::Voucher(voucher), How::Made);
    }
}

fn of_books(event: &books::Event, tell: &mut dyn FnMut(Thing, How)) {
    match event {
        books::Event::MoneySent(event) => tell(Thing::Movement(event.movement), How::Made),
        books::Event::MoneyArrived(event) => tell(Thing::Movement(event.movement), How::Touched),
        books::Event::CashCounted(event) => tell(Thing::CashCount(event.count), How::Made),
        books::Event::DifferenceSettled(event) => tell(Thing::CashCount(event.count), How::Touched),
        books::Event::CorrectionSigned(event) => tell(Thing::Voucher(event.voucher), How::Touched),
        _ => {}
    }
}

fn of_giving(event: &giving::Event, tell: &mut dyn FnMut(Thing, How)) {
    match event {
        giving::Event::PledgeRegistered(event) => tell(Thing::Pledge(event.pledge), How::Made),
        giving::Event::PledgeFulfilled(event) => tell(Thing::Pledge(event.pledge), How::Touched),
        giving::Event::PledgeLapsed(event) => tell(Thing::Pledge(event.pledge), How::Touched),
        giving::Event::GiverCorrected(event) => {
            if let Some(message) = event.message {
                tell(Thing::Message(message), How::Touched);
            }
        }
        _ => {}
    }
}

fn of_inbox(event: &inbox::Event, tell: &mut dyn FnMut(Thing, How)) {
    match event {
        inbox::Event::MessageTaken(event) => tell(Thing::Message(event.message), How::Made),
        inbox::Event::MessageAnswered(event) => tell(Thing::Message(event.message), How::Touched),
        inbox::Event::MessagePublished(event) => tell(Thing::Message(event.message), How::Touched),
    }
}

fn of_oversight(event: &oversight::Event, tell: &mut dyn FnMut(Thing, How)) {
    let finding = match event {
        oversight::Event::FindingRaised(event) => {
            match &event.about {
                Subject::Message(message) => tell(Thing::Message(*message), How::Touched),
                Subject::Request(request) => tell(Thing::Request(*request), How::Touched),
                Subject::Voucher(voucher) => tell(Thing::Voucher(*voucher), How::Touched),
                Subject::Event(_) | Subject::Fund | Subject::Report(_) => {}
            }
            return tell(Thing::Finding(event.finding), How::Made);
        }
        oversight::Event::FindingAnswered(event) => event.finding,
        oversight::Event::DeadlineMoved(event) => event.finding,
        oversight::Event::FindingSettled(event) => event.finding,
        oversight::Event::EntryExamined(_) => return,
    };
    tell(Thing::Finding(finding), How::Touched);
}

fn of_privacy(event: &privacy::Event, tell: &mut dyn FnMut(Thing, How)) {
    let erasure = match event {
        privacy::Event::ErasureRequested(event) => {
            return tell(Thing::Erasure(event.erasure), How::Made);
        }
        privacy::Event::ErasureGranted(event) => event.erasure,
        privacy::Event::ErasureRefused(event) => event.erasure,
        privacy::Event::ErasureDone(event) => event.erasure,
        privacy::Event::ConsentGiven(_)
        | privacy::Event::ConsentWithdrawn(_)
        | privacy::Event::PublicationChanged(_) => return,
    };
    tell(Thing::Erasure(erasure), How::Touched);
}

fn of_goods(event: &goods::Event, tell: &mut dyn FnMut(Thing, How)) {
    let mut lots: Vec<LotNo> = Vec::new();
    match event {
        goods::Event::GoodsReceived(event) => {
            tell(Thing::GoodsReceipt(event.receipt), How::Made);
            for line in &event.lines {
                tell(Thing::Lot(line.lot), How::Made);
                line.box_code.iter().for_each(|code| tell(Thing::BoxCode(code.clone()), How::Made));
            }
        }
        goods::Event::GoodsIssued(event) => {
            tell(Thing::Issue(event.issue), How::Made);
            event.box_code.iter().for_each(|code| tell(Thing::BoxCode(code.clone()), How::Made));
            event.request.iter().for_each(|request| tell(Thing::Request(*request), How::Touched));
            lots.extend(event.lines.iter().map(|line| line.lot));
        }
        goods::Event::GoodsSent(event) => {
            tell(Thing::Shipment(event.shipment), How::Made);
            event.box_code.iter().for_each(|code| tell(Thing::BoxCode(code.clone()), How::Made));
            lots.extend(event.lines.iter().map(|line| line.lot));
        }
        goods::Event::GoodsArrived(event) => {
            tell(Thing::Shipment(event.shipment), How::Touched);
            let damaged = event.lines.iter().filter_map(|line| line.damaged_lot);
            damaged.for_each(|lot| tell(Thing::Lot(lot), How::Made));
            lots.extend(event.lines.iter().map(|line| line.lot));
        }
        goods::Event::StockCounted(event) => {
            tell(Thing::StockCount(event.count), How::Made);
            lots.extend(event.lines.iter().map(|line| line.lot));
        }
        goods::Event::GoodsWrittenOff(event) => {
            tell(Thing::Request(event.request), How::Touched);
            lots.extend(event.lines.iter().map(|line| line.lot));
        }
        goods::Event::LotRevalued(event) => lots.push(event.lot),
        goods::Event::KitsMade(event) => {
            tell(Thing::Lot(event.lot), How::Made);
            lots.extend(event.lines.iter().map(|line| line.lot));
        }
        goods::Event::KitsUnmade(event) => {
            event.lots.iter().for_each(|line| tell(Thing::Lot(line.lot), How::Made));
            lots.push(event.kit);
        }
        goods::Event::GoodsReceiptReversed(event) => {
            tell(Thing::GoodsReceipt(event.receipt), How::Touched);
            lots.extend(event.lines.iter().map(|line| line.lot));
        }
        goods::Event::GoodsIssueReversed(event) => {
            tell(Thing::Issue(event.issue), How::Touched);
            lots.extend(event.lines.iter().map(|line| line.lot));
        }
        goods::Event::ItemDeclared(_) | goods::Event::KitDefined(_) | goods::Event::WarehouseOpened(_) => {}
    }
    for lot in lots {
        tell(Thing::Lot(lot), How::Touched);
    }
}

fn of_relief(event: &relief::Event, tell: &mut dyn FnMut(Thing, How)) {
    let request = match event {
        relief::Event::NeedTold(event) => return tell(Thing::Need(event.need), How::Made),
        relief::Event::AllocationDecided(event) => {
            event
                .lines
                .iter()
                .filter_map(|line| line.need)
                .for_each(|need| tell(Thing::Need(need), How::Touched));
            return tell(Thing::Allocation(event.allocation), How::Made);
        }
        relief::Event::AllocationReduced(event) => {
            return tell(Thing::Allocation(event.line.allocation), How::Touched);
        }
        relief::Event::RequestMade(event) => return tell(Thing::Request(event.request), How::Made),
        relief::Event::RequestAmended(event) => event.request,
        relief::Event::RequestApproved(event) => event.request,
        relief::Event::RequestHeld(event) => event.request,
        relief::Event::RequestRefused(event) => event.request,
        relief::Event::RequestWithdrawn(event) => event.request,
        relief::Event::Paid(event) => {
            tell(Thing::Payment(event.payment), How::Made);
            event.request
        }
        relief::Event::PaymentReversed(event) => return tell(Thing::Payment(event.payment), How::Touched),
        relief::Event::AdvanceSettled(event) => return tell(Thing::Payment(event.payment), How::Touched),
        relief::Event::HandedOver(event) => return tell(delivered(event.delivery), How::Touched),
        relief::Event::RecipientsSigned(event) => return tell(delivered(event.delivery), How::Touched),
        relief::Event::LocallyConfirmed(event) => return tell(delivered(event.delivery), How::Touched),
        _ => return,
    };
    tell(Thing::Request(request), How::Touched);
}

fn delivered(delivery: Delivery) -> Thing {
    match delivery {
        Delivery::Issue(issue) => Thing::Issue(issue),
        Delivery::Payment(payment) => Thing::Payment(payment),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(event: &Event, expect: &str) {
        let mut found = Vec::new();
        each(event, &mut |one, how| {
            if how == How::Made {
                found.push(one);
            }
        });
        assert_eq!(serde_json::to_string(&found).unwrap(), expect);
    }

    fn goods(json: &str) -> Event {
        serde_json::from_str::<goods::Event>(json).unwrap().into()
    }

    #[test]
    fn numbers_codes_and_the_voucher_are_told() {
        let line = r#"{"condition":"new","counted":"5","item":"gao","lot":7,"quantity":"5000","unit":"kg","value":"0",
            "value_source":"unknown","box_code":"DT21-0K7P"}"#;
        check(
            &goods(&format!(
                r#"{{"goods_received":{{"donor":"person","lines":[{line},{line}],"receipt":3,"source":"gift",
                "voucher":"PNK-2021-00003","warehouse":"tinh"}}}}"#
            )),
            r#"[{"goods_receipt":3},{"lot":7},{"box_code":"DT21-0K7P"},{"lot":7},{"box_code":"DT21-0K7P"},{"voucher":"PNK-2021-00003"}]"#,
        );
        check(&goods(r#"{"goods_arrived":{"shipment":1}}"#), "[]");
        let withdrawn =
            relief::Event::RequestWithdrawn(relief::RequestWithdrawn { request: RequestNo::new(4) });
        check(&withdrawn.into(), "[]");
    }
}
