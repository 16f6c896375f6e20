//! Who gave, set right: from the receipt, from the message that asks for it; how it is listed; who reads names.

use axum::http::StatusCode;
use domain::inbox::{About, Command as Inbox, Kind, TakeMessage};
use domain::{Command, On, ReceiptNo, Role};
use ledger::Entry;
use serde_json::{Value, json};
use vault::Row;

use crate::ground::{B, T};
use crate::imports::TREASURER;
use crate::support::Office;

const PAGE: &str = "/ban/yagi-2024/thu/1";
const GIVING: &str = "/ban/yagi-2024/lenh/giving";
const NAME: &str = "Đỗ Văn Thử";

fn gift(office: &Office) {
    let body = json!({"account": "cash:main", "amount": "500000", "donor": "person", "donor_name": NAME,
        "memo": "mong ba con binh an", "effective_on": "2024-09-10"});
    let today = ledger::today(jiff::Timestamp::now());
    let asked = wire::Target::RecordReceipt.read(body.to_string().as_bytes(), today).unwrap();
    let entry = Entry::new("treasurer:t-00000001".parse().unwrap(), asked.command, None);
    office.ledger().execute(Entry { personal: asked.personal, ..entry }).unwrap();
}

/// Where the gift stands in the log.
fn position(office: &Office) -> u64 {
    office.ledger().receipt(ReceiptNo::new(1)).unwrap().unwrap().position
}

fn wish(office: &Office) {
    let about = Some(About::Receipt(ReceiptNo::new(1)));
    let take = TakeMessage { about, kind: Kind::Name, may_show: false, row: None };
    let effective_on = ledger::today(jiff::Timestamp::now());
    let command = Command::Inbox(On { effective_on, command: Inbox::TakeMessage(take) });
    let row = Row { note: "Tên tôi là Đỗ Văn Thứ".into(), ..Row::default() };
    office.ledger().execute(Entry::new("donor:r-1".parse().unwrap(), command, Some(row))).unwrap();
}

#[tokio::test]
async fn a_wish_for_another_name_is_answered_with_a_correction() {
    let office = Office::new();
    gift(&office);
    wish(&office);
    let cookie = office.sign_in(TREASURER);
    let letter = office.get(&cookie, "/ban/yagi-2024/hom-thu/1").await;
    assert!(letter.body.contains("/ban/yagi-2024/thu/1?thu=1#sua-ten"), "{}", letter.body);
    let page = format!("{PAGE}?thu=1");
    let said = [("command.correct_giver.donor", "person"), ("command.correct_giver.reason", "giver_asked")];
    let nameless = office.fill_in(&cookie, &page, GIVING, &said).await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nameless.body.contains("Hãy ghi họ tên đúng"), "{}", nameless.body);
    let right = [
        ("personal.name", "Đỗ Văn Thứ"),
        ("command.correct_giver.donor", "person"),
        ("command.correct_giver.reason", "giver_asked"),
        ("command.correct_giver.message:n", "1"),
    ];
    let done = office.fill_in(&cookie, &page, GIVING, &right).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let answer = office.get(&cookie, &done.location.unwrap()).await;
    assert!(answer.body.contains("Quỹ đã đính chính tên theo yêu cầu"), "{}", answer.body);
    let after = office.get(&cookie, PAGE).await;
    for said in [NAME, "Đỗ Văn Thứ", "Đính chính người ủng hộ"] {
        assert!(after.body.contains(said), "{said}: {}", after.body);
    }
    let list = office.get(&cookie, "/ban/yagi-2024/thu").await;
    assert!(list.body.contains("Đỗ Văn Thứ") && !list.body.contains(NAME), "{}", list.body);
}

#[tokio::test]
async fn names_are_for_those_whose_work_needs_them() {
    let office = Office::new();
    gift(&office);
    for (role, sees) in [
        (Role::Treasurer, true),
        (Role::ChiefAccountant, true),
        (Role::Auditor, true),
        (Role::Approver, false),
        (Role::Storekeeper, false),
        (Role::Admin, false),
    ] {
        let cookie = office.sign_in_as(B, &[role]);
        for path in [PAGE, "/ban/yagi-2024/thu", "/ban/yagi-2024/thu?tim=500"] {
            let page = office.get(&cookie, path).await;
            assert_eq!(page.status, StatusCode::OK, "{} {path}", role.name());
            assert_eq!(page.body.contains(NAME), sees && !path.contains("tim"), "{} {path}", role.name());
            assert_eq!(page.body.contains("được che"), !sees, "{} {path}", role.name());
        }
        let event = office.get(&cookie, &format!("/ban/yagi-2024/su-kien/{}", position(&office))).await;
        assert_eq!(event.body.contains(NAME), sees, "{}", role.name());
        assert_eq!(event.body.contains("binh an"), sees, "{}", role.name());
        assert_eq!(event.body.contains("không được xem"), !sees, "{}", role.name());
        let found = office.get(&cookie, "/ban/yagi-2024/thu?tim=do+van+thu").await;
        assert_eq!(found.body.contains("/ban/yagi-2024/thu/1\""), sees, "{}", role.name());
    }
}

#[tokio::test]
async fn a_receipt_is_recorded_as_its_giver_wants_it_listed_and_supplemented() {
    let office = Office::new();
    let cookie = office.sign_in(TREASURER);
    let form = [
        ("amount:m", "500k"),
        ("donor_name", NAME),
        ("account", "cash:main"),
        ("donor", "person"),
        ("memo", "mong ba con binh an"),
        ("effective_on:d", "10/9/2024"),
        ("listing", "name"),
    ];
    let (new, receipts) = ("/ban/yagi-2024/thu/moi", "/ban/yagi-2024/lenh/receipts");
    let done = office.fill_in(&cookie, new, receipts, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let shown = office.ledger().gift(ReceiptNo::new(1)).unwrap().unwrap();
    assert_eq!((shown.name.is_some(), shown.memo), (true, None));
    let page = office.get(&cookie, PAGE).await;
    assert!(page.body.contains("theo ý người ủng hộ: tên, không nội dung"), "{}", page.body);
    let hidden = page.form_with(GIVING, "supplement_receipt");
    let send = async |amount: &str| {
        let mut fields = hidden.clone();
        fields.push(("command.supplement_receipt.amount:m".to_owned(), amount.to_owned()));
        office.post_owned(&cookie, GIVING, &fields).await
    };
    let refused = send("0").await;
    assert!(refused.status.is_client_error() && refused.body.contains("role=\"alert\""), "{}", refused.body);
    let done = send("20k").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert_eq!(office.ledger().receipt(ReceiptNo::new(1)).unwrap().unwrap().amount.dong(), 520_000);
}

#[tokio::test]
async fn a_request_is_amended_by_its_maker_and_a_payment_taken_back() {
    let office = Office::with_rules();
    let number = office.ask_for(100);
    let cookie = office.let_in(T, "Kế Toán", &[Role::Treasurer]);
    let (page, action) = (format!("/ban/yagi-2024/de-nghi/{number}"), "/ban/yagi-2024/lenh/relief");
    let hidden = office.get(&cookie, &page).await.form_with(action, "amend_request");
    let content = "command.amend_request.content.payment";
    let send = async |amount: &str, each: &str| {
        let mut fields = hidden.clone();
        fields.retain(|(name, _)| !name.ends_with(":m"));
        fields.push((format!("{content}.amount:m"), amount.to_owned()));
        fields.push((format!("{content}.recipients[0].amount:m"), each.to_owned()));
        fields.iter_mut().filter(|(name, _)| name == "_command").for_each(|field| {
            field.1 = uuid::Uuid::now_v7().to_string();
        });
        office.post_owned(&cookie, action, &fields).await
    };
    let refused = send("90tr", "80tr").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    // What was typed is to be seen, whichever field was at fault.
    assert!(refused.body.contains("<details open><summary>Sửa đề nghị"), "{}", refused.body);
    let done = send("90tr", "90tr").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let body = office.get(&cookie, &page).await.body;
    assert!(body.contains("90.000.000"), "{body}");
    assert!(body.contains("Kế Toán (kế toán quỹ)"), "people stand with their names: {body}");
    let missing = office.get(&cookie, "/ban/yagi-2024/chi/1/ghi-am").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert_eq!(
        office.get(&cookie, "/ban/yagi-2024/kho/phieu-xuat/1/ghi-am").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn an_erasure_is_granted_on_a_page_by_another_person() {
    let office = Office::new();
    gift(&office);
    let today = ledger::today(jiff::Timestamp::now()).to_string();
    let order = json!({"authority_order": {"reference": "12/QĐ-UBND"}});
    let request = json!({"request_erasure": {"ground": order, "subject": {"receipt": 1}}});
    let body: Value = json!({"effective_on": today, "command": request});
    let asked = wire::Part::Privacy.read(body.to_string().as_bytes(), today.parse().unwrap()).unwrap();
    let actor = format!("chief-accountant:{T}").parse().unwrap();
    office.ledger().execute(Entry::new(actor, asked.command, None)).unwrap();
    let (page, action) = ("/ban/yagi-2024/xoa-du-lieu", "/ban/yagi-2024/lenh/privacy");
    let own = office.let_in(T, "Kế Toán Trưởng", &[Role::ChiefAccountant]);
    let read = office.get(&own, page).await.body;
    assert!(!read.contains("grant_erasure") && read.contains("khoản thu số 1"), "{read}");
    let other = office.let_in(B, "Người Quản Trị", &[Role::Admin]);
    let hidden = office.get(&other, page).await.form_with(action, "grant_erasure");
    let done = office.post_owned(&other, action, &hidden).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert!(office.get(&other, page).await.body.contains("Không có yêu cầu nào đang chờ"));
    let storekeeper = office.sign_in(&[Role::Storekeeper]);
    assert_eq!(office.get(&storekeeper, page).await.status, StatusCode::NOT_FOUND);
}
