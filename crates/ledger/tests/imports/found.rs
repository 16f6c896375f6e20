//! Receipts found by what is known of them, held against a look at each.

use domain::DonorKind;
use ledger::{Ledger, StaffReceipt, WantedReceipts};

/// What is found is what a look at every receipt finds, over as many pages as it takes.
#[track_caller]
pub(crate) fn as_by_hand(ledger: &Ledger) {
    let all = ledger.receipts(None, usize::MAX).unwrap();
    let some = all.iter().find(|receipt| receipt.row.name.len() > 8).unwrap();
    let check = |wanted: WantedReceipts, fits: &dyn Fn(&StaffReceipt) -> bool| {
        let (mut found, mut before) = (Vec::new(), None);
        loop {
            let page = ledger.find_receipts(&wanted, before, 100).unwrap();
            found.extend(page.receipts.iter().map(|receipt| receipt.number));
            before = page.before;
            if before.is_none() {
                break;
            }
        }
        let by_hand: Vec<_> =
            all.iter().rev().filter(|receipt| fits(receipt)).map(|receipt| receipt.number).collect();
        assert_eq!(found, by_hand);
        assert!(!found.is_empty());
    };
    check(WantedReceipts::default(), &|_| true);
    let unidentified = WantedReceipts { unidentified: true, ..WantedReceipts::default() };
    check(unidentified, &|receipt| receipt.donor == DonorKind::Unidentified);
    let much =
        WantedReceipts { least: Some(some.amount), first: Some(some.date), ..WantedReceipts::default() };
    check(much, &|receipt| receipt.amount >= some.amount && receipt.date >= some.date);
    let account = WantedReceipts { account: Some(some.account.clone()), ..WantedReceipts::default() };
    check(account, &|receipt| receipt.account == some.account);
    let words = WantedReceipts {
        words: some.row.name.to_string(),
        last: Some(some.date),
        ..WantedReceipts::default()
    };
    let says = |receipt: &StaffReceipt| {
        let row = &receipt.row;
        let texts = [&*row.name, &row.memo, &row.contact, &row.note, &row.counter_name, &row.counter_account];
        let text = projection_public::fold(&texts.join(" "));
        projection_public::fold(&some.row.name).split_whitespace().all(|word| text.contains(word))
    };
    check(words, &|receipt| receipt.date <= some.date && says(receipt));
    assert_eq!(ledger.receipt(some.number).unwrap().as_ref(), Some(some));
    let day = ledger.received_on(some.date);
    let sum: i128 = day.accounts.iter().map(|(_, sum)| sum.dong).sum();
    let by_hand = all.iter().filter(|receipt| receipt.date == some.date && !receipt.reversed);
    assert_eq!(sum, by_hand.map(|receipt| i128::from(receipt.amount.dong())).sum::<i128>());
}
