//! A giver's own pages: what a code opens, and what is done with it.

use std::sync::Arc;

use domain::{MessageNo, ReceiptNo};
use ledger::Ledger;

use crate::books::{Served, Told, give, open, serve};

const OWN: &str = "/quy/lu-2024/cua-toi";

fn fund() -> (Served, Arc<Ledger>) {
    let served = serve(|books| {
        let ledger = open(books, "lu-2024", "Quỹ Cứu trợ");
        give(&ledger, &Told::default());
        give(&ledger, &Told { name: "LÊ THỊ BÔNG", dong: 70_000, ..Told::default() });
    });
    let ledger = served.books.fund(&"lu-2024".parse().unwrap()).unwrap();
    (served, ledger)
}

fn held(ledger: &Ledger, number: u64) -> String {
    format!("{number}:{}", ledger.gift_code(ReceiptNo::new(number)).unwrap())
}

#[test]
fn the_code_opens_the_gift_and_public_facts_do_not() {
    let (served, ledger) = fund();
    assert!(!served.page(OWN, 200).contains("NGUYỄN"));
    let code = ledger.gift_code(ReceiptNo::new(1)).unwrap();
    let opened = served.post(OWN, &[("so", "1"), ("ma", &code)], 200);
    assert!(opened.body.contains("NGUYỄN VĂN AN") && opened.body.contains("500.000"));
    assert_eq!(opened.header("cache-control"), "no-store");
    let wrong = served.post(OWN, &[("so", "2"), ("ma", &code)], 404);
    assert!(wrong.body.contains("không khớp") && !wrong.body.contains("BÔNG"));
    // A second one is added to the first.
    let both = served.post(OWN, &[("giu", &held(&ledger, 1)), ("giu", &held(&ledger, 2))], 200);
    assert!(both.body.contains("NGUYỄN VĂN AN") && both.body.contains("LÊ THỊ BÔNG"));
    assert!(both.body.contains("name=\"nam\" value=\"2024\""));
}

#[test]
fn a_gift_is_hidden_at_once_by_its_giver_alone() {
    let (served, ledger) = fund();
    served.page("/quy/lu-2024/ung-ho/1", 200);
    served.post(OWN, &[("giu", &held(&ledger, 2)), ("an", "1")], 200);
    served.page("/quy/lu-2024/ung-ho/1", 200);
    let done = served.post(OWN, &[("giu", &held(&ledger, 1)), ("an", "1"), ("_command", "")], 200);
    assert!(done.body.contains("không còn trong danh sách công khai"));
    served.page("/quy/lu-2024/ung-ho/1", 404);
    served.page("/quy/lu-2024/ung-ho/2", 200);
}

#[test]
fn a_wish_becomes_a_message_of_one_who_has_shown_the_code() {
    let (served, ledger) = fund();
    let own = held(&ledger, 1);
    let empty = served.post(OWN, &[("giu", &own), ("ve", "1"), ("muon", "ten"), ("lien_he", "an@x.vn")], 400);
    assert!(empty.body.contains("Hãy ghi rõ yêu cầu") && empty.body.contains("an@x.vn"));
    let wish =
        [("giu", own.as_str()), ("ve", "1"), ("muon", "ten"), ("noi_dung", "Tên đúng là Nguyễn Văn Ân")];
    let sent = served.post(OWN, &wish, 200);
    assert!(sent.body.contains("Quỹ đã nhận yêu cầu"));
    let day = ledger::today(jiff::Timestamp::now());
    let letter = ledger.inbox_letter(false, MessageNo::new(1), day).unwrap().unwrap();
    assert!(letter.proven && letter.text.as_deref() == Some("Tên đúng là Nguyễn Văn Ân"));
    // It concerns nobody else.
    assert!(!served.page("/quy/lu-2024/phan-anh", 200).contains("Sửa tên người ủng hộ"));
    served.page("/quy/lu-2024/phan-anh/1", 404);
}
