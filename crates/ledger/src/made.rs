//! What a command made: the numbers and codes that its events gave out, told from the events alone, so that a command
//! sent again hears the same.

use domain::{
    AllocationNo, BoxCode, CountNo, Event, FindingNo, GoodsReceiptNo, IssueNo, LotNo, MoveNo, NeedNo, PaymentNo,
    PledgeNo, RequestNo, ShipmentNo, VoucherNo, books, giving, goods, oversight, relief,
};
use serde::Serialize;

/// One thing that an event made, by its number or code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Made {
    /// A decision to allocate.
    Allocation(AllocationNo),
    /// A code on a box or truck.
    BoxCode(BoxCode),
    /// A count of cash or goods.
    Count(CountNo),
    /// A finding of the supervision.
    Finding(FindingNo),
    /// Goods received.
    GoodsReceipt(GoodsReceiptNo),
    /// Goods issued.
    Issue(IssueNo),
    /// A lot of goods.
    Lot(LotNo),
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
    /// A voucher.
    Voucher(VoucherNo),
}

impl Made {
    /// How many of them an answer names.
    pub const SHOWN: usize = 20;
}

/// Gives everything that the event made to `tell`, its voucher last.
pub(crate) fn each(event: &Event, tell: &mut dyn FnMut(Made)) {
    match event {
        Event::Books(event) => of_books(event, tell),
        Event::Giving(event) => {
            if let giving::Event::PledgeRegistered(event) = &**event {
                tell(Made::Pledge(event.pledge));
            }
        }
        Event::Goods(event) => of_goods(event, tell),
        Event::Oversight(event) => {
            if let oversight::Event::FindingRaised(event) = &**event {
                tell(Made::Finding(event.finding));
            }
        }
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
        tell(Made::Voucher(voucher));
    }
}

fn of_books(event: &books::Event, tell: &mut dyn FnMut(Made)) {
    match event {
        books::Event::MoneySent(event) => tell(Made::Movement(event.movement)),
        books::Event::CashCounted(event) => tell(Made::Count(event.count)),
        _ => {}
    }
}

fn of_goods(event: &goods::Event, tell: &mut dyn FnMut(Made)) {
    match event {
        goods::Event::GoodsReceived(event) => {
            tell(Made::GoodsReceipt(event.receipt));
            for line in &event.lines {
                tell(Made::Lot(line.lot));
                line.box_code.iter().for_each(|code| tell(Made::BoxCode(code.clone())));
            }
        }
        goods::Event::GoodsIssued(event) => {
            tell(Made::Issue(event.issue));
            event.box_code.iter().for_each(|code| tell(Made::BoxCode(code.clone())));
        }
        goods::Event::GoodsSent(event) => {
            tell(Made::Shipment(event.shipment));
            event.box_code.iter().for_each(|code| tell(Made::BoxCode(code.clone())));
        }
        goods::Event::StockCounted(event) => tell(Made::Count(event.count)),
        goods::Event::KitsMade(event) => tell(Made::Lot(event.lot)),
        goods::Event::KitsUnmade(event) => event.lots.iter().for_each(|line| tell(Made::Lot(line.lot))),
        _ => {}
    }
}

fn of_relief(event: &relief::Event, tell: &mut dyn FnMut(Made)) {
    match event {
        relief::Event::NeedTold(event) => tell(Made::Need(event.need)),
        relief::Event::AllocationDecided(event) => tell(Made::Allocation(event.allocation)),
        relief::Event::RequestMade(event) => tell(Made::Request(event.request)),
        relief::Event::Paid(event) => tell(Made::Payment(event.payment)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(event: Event, expect: &str) {
        let mut made = Vec::new();
        each(&event, &mut |one| made.push(one));
        assert_eq!(serde_json::to_string(&made).unwrap(), expect);
    }

    fn goods(json: &str) -> Event {
        serde_json::from_str::<goods::Event>(json).unwrap().into()
    }

    #[test]
    fn numbers_codes_and_the_voucher_are_told() {
        let line = r#"{"condition":"new","counted":"5","item":"gao","lot":7,"quantity":"5000","unit":"kg","value":"0",
            "value_source":"unknown","box_code":"DT21-0K7P"}"#;
        check(
            goods(&format!(
                r#"{{"goods_received":{{"donor":"person","lines":[{line},{line}],"receipt":3,"source":"gift",
                "voucher":"PNK-2021-00003","warehouse":"tinh"}}}}"#
            )),
            r#"[{"goods_receipt":3},{"lot":7},{"box_code":"DT21-0K7P"},{"lot":7},{"box_code":"DT21-0K7P"},{"voucher":"PNK-2021-00003"}]"#,
        );
        check(goods(r#"{"goods_arrived":{"shipment":1}}"#), "[]");
        let withdrawn = relief::Event::RequestWithdrawn(relief::RequestWithdrawn { request: RequestNo::new(4) });
        check(withdrawn.into(), "[]");
    }
}
