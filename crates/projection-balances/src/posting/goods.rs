//! The postings of goods, by value. Lots that the log never named are passed over.

use domain::goods::{Event, GoodsSource, LotLine};
use domain::{Code, LotNo, Vnd};

use crate::account::{BookAccount, Spending};
use crate::known::{Known, Lot, Origin};

type Post<'a> = &'a mut dyn FnMut(BookAccount, BookAccount, i128);

pub(super) fn postings(known: &Known, event: &Event, post: Post<'_>) {
    match event {
        Event::GoodsReceived(event) => {
            for line in &event.lines {
                with(known, line.lot, |lot| post(stock(lot), origin(lot), dong(line.value)));
            }
        }
        Event::GoodsReceiptReversed(event) => {
            each(known, &event.lines, |lot, value| post(stock(lot), origin(lot), value));
        }
        Event::GoodsIssued(event) => {
            each(known, &event.lines, |lot, value| post(issued(lot, Some(&event.head)), stock(lot), value));
        }
        Event::GoodsIssueReversed(event) => {
            let head = known.head_of_issue(event.issue);
            each(known, &event.lines, |lot, value| post(issued(lot, head), stock(lot), value));
        }
        Event::GoodsWrittenOff(event) => each(known, &event.lines, |lot, value| {
            post(gone(lot, BookAccount::GoodsLosses(event.reason)), stock(lot), value);
        }),
        Event::GoodsSent(event) => each(known, &event.lines, |lot, value| {
            // Goods of others stay on one account wherever they are.
            if lot.custody.is_none() {
                post(BookAccount::GoodsInTransit, stock(lot), value);
            }
        }),
        Event::GoodsArrived(event) => {
            for line in &event.lines {
                with(known, line.lot, |lot| {
                    if lot.custody.is_none() {
                        let loaded = known.loaded(event.shipment, line.lot);
                        post(stock(lot), BookAccount::GoodsInTransit, loaded);
                    }
                    difference(lot, dong(line.value), post);
                });
            }
        }
        Event::StockCounted(event) => {
            for line in &event.lines {
                with(known, line.lot, |lot| difference(lot, dong(line.value), post));
            }
        }
        Event::LotRevalued(event) => {
            with(known, event.lot, |lot| post(stock(lot), origin(lot), dong(event.difference)));
        }
        Event::KitsMade(event) => {
            with(known, event.lot, |kit| {
                each(known, &event.lines, |part, value| exchange(kit, part, value, post));
            });
        }
        Event::KitsUnmade(event) => {
            for line in &event.lots {
                with(known, event.kit, |kit| {
                    with(known, line.lot, |part| exchange(part, kit, dong(line.value), post));
                });
            }
        }
        Event::ItemDeclared(_) | Event::KitDefined(_) | Event::WarehouseOpened(_) => {}
    }
}

fn with(known: &Known, lot: LotNo, then: impl FnOnce(&Lot)) {
    if let Some(lot) = known.lot(lot) {
        then(lot);
    }
}

fn each(known: &Known, lines: &[LotLine], mut then: impl FnMut(&Lot, i128)) {
    for line in lines {
        with(known, line.lot, |lot| then(lot, dong(line.value)));
    }
}

/// More or less of a lot than the books said.
fn difference(lot: &Lot, over: i128, post: Post<'_>) {
    if over > 0 {
        post(stock(lot), gone(lot, BookAccount::GoodsDifferences), over);
    } else {
        post(gone(lot, BookAccount::GoodsDifferences), stock(lot), over.saturating_neg());
    }
}

/// One lot becomes another. Only goods of the same owner are packed together.
fn exchange(into: &Lot, from: &Lot, value: i128, post: Post<'_>) {
    if into.custody == from.custody {
        post(stock(into), stock(from), value);
    }
}

fn stock(lot: &Lot) -> BookAccount {
    match lot.custody {
        None => BookAccount::GoodsStock(lot.item.clone()),
        Some(_) => BookAccount::CustodyGoods(lot.item.clone()),
    }
}

fn origin(lot: &Lot) -> BookAccount {
    let earmark = || lot.earmark.clone();
    let own = match &lot.origin {
        Origin::Source(GoodsSource::Gift) => BookAccount::ContributionsInKind(earmark()),
        Origin::Source(GoodsSource::Opening) => BookAccount::OpeningFund(earmark()),
        Origin::Supplier(supplier) => BookAccount::SupplierPrepaid(supplier.clone()),
        // Bought with a payment that the log does not know, or packed here.
        Origin::Source(GoodsSource::Purchase(_)) | Origin::Packed => BookAccount::GoodsDifferences,
    };
    gone(lot, own)
}

fn issued(lot: &Lot, head: Option<&Code>) -> BookAccount {
    let spending = Spending { earmark: lot.earmark.clone(), head: head.cloned() };
    gone(lot, BookAccount::ReliefInKind(spending))
}

/// The account opposite to stock: goods of others are owed to their owner, whatever happens to them.
fn gone(lot: &Lot, own: BookAccount) -> BookAccount {
    match &lot.custody {
        None => own,
        Some(owner) => BookAccount::CustodyOwed(owner.clone()),
    }
}

fn dong(value: Vnd) -> i128 {
    value.dong().into()
}
