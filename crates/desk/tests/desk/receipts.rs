//! Receipts by keyboard, found again, and one receipt's page: who gave it, its correction, its consent.

use axum::http::StatusCode;
use domain::{DonorKind, Role};

use crate::imports::TREASURER;
use crate::support::Office;

const PAGE: &str = "/ban/yagi-2024/thu/moi";
const ACTION: &str = "/ban/yagi-2024/lenh/receipts";

async fn record(office: &Office, cookie: &str, amount: &str, name: &str, kind: &str) {
    let gift = [
        ("amount:m", amount),
        ("donor_name", name),
        ("account", "cash:main"),
        ("donor", kind),
        ("effective_on:d", "10/9/2024"),
    ];
    let done = office.fill_in(cookie, PAGE, ACTION, &gift).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
}

#[tokio::test]
async fn the_next_form_is_ready_and_the_last_receipt_stands_above_it() {
    let office = Office::new();
    let cookie = office.sign_in(TREASURER);
    let first = office.get(&cookie, PAGE).await;
    let amount = first.body.find("name=\"amount:m\"").unwrap();
    let field = &first.body[amount..amount + 400];
    assert!(field.contains("autofocus") && field.contains("data-words"), "{field}");
    let gift = [
        ("amount:m", "500k"),
        ("account", "cash:main"),
        ("donor", "enterprise"),
        ("effective_on:d", "09/09/2024"),
    ];
    let done = office.fill_in(&cookie, PAGE, ACTION, &gift).await;
    let next = done.location.unwrap();
    assert!(next.starts_with("/ban/yagi-2024/thu/moi?sau=1&xong="), "{next}");
    let page = office.get(&cookie, &next).await;
    for said in [
        "value=\"2024-09-09\"",
        "value=\"enterprise\" selected",
        "value=\"cash:main\" selected",
        "500.000",
        "/receipts/1/slip.pdf",
    ] {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    let words = office.get(&cookie, "/ban/yagi-2024/bang-chu?so=1,5tr").await;
    assert_eq!(words.body, "1.500.000 đ: Một triệu năm trăm nghìn đồng");
    assert_eq!(office.get(&cookie, "/ban/yagi-2024/bang-chu?so=1,5").await.body, "");
    let english = office.get(&cookie, "/en/ban/yagi-2024/bang-chu?so=500k").await;
    assert_eq!(english.body, "500,000 đ: Five hundred thousand đồng");
}

#[tokio::test]
async fn receipts_are_found_by_what_one_knows() {
    let office = Office::new();
    let cookie = office.sign_in(TREASURER);
    record(&office, &cookie, "500k", "Đỗ Văn Thử", "person").await;
    record(&office, &cookie, "2tr", "Công ty Mẫu", "enterprise").await;
    record(&office, &cookie, "70k", "", "unidentified").await;
    let found = async |query: &str| {
        let page = office.get(&cookie, &format!("/ban/yagi-2024/thu?{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        let number = |number: &u32| page.body.contains(&format!("/ban/yagi-2024/thu/{number}\""));
        [1, 2, 3].into_iter().filter(number).collect::<Vec<u32>>()
    };
    assert_eq!(found("").await, [1, 2, 3]);
    assert_eq!(found("tim=do+van").await, [1]);
    assert_eq!(found("it-nhat=500k").await, [1, 2]);
    assert_eq!(found("it-nhat=500k&nhieu-nhat=1tr").await, [1]);
    assert_eq!(found("loc=chua-xac-dinh").await, [3]);
    assert_eq!(found("tu=2024-09-11").await, [0; 0]);
    assert_eq!(found("tai-khoan=cash:main&den=2024-09-10").await, [1, 2, 3]);
    assert_eq!(found("tai-khoan=cash:other").await, [0; 0]);
    let wrong = office.get(&cookie, "/ban/yagi-2024/thu?it-nhat=nhieu").await;
    assert!(wrong.body.contains("aria-invalid") && wrong.body.contains("role=\"alert\""), "{}", wrong.body);
}

#[tokio::test]
async fn a_giver_is_named_later() {
    let office = Office::new();
    let cookie = office.sign_in(TREASURER);
    record(&office, &cookie, "70k", "", "unidentified").await;
    let (page, action) = ("/ban/yagi-2024/thu/1", "/ban/yagi-2024/lenh/receipts/1/identification");
    let fields = [
        ("donor", "person"),
        ("donor_name", "Lê Thị Mẫu"),
        ("evidence", "gọi điện"),
        ("effective_on:d", "11/9/2024"),
    ];
    let done = office.fill_in(&cookie, page, action, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let after = office.get(&cookie, &done.location.unwrap()).await;
    for said in ["Lê Thị Mẫu", "gọi điện", "Xác định được người ủng hộ"] {
        assert!(after.body.contains(said), "{said}: {}", after.body);
    }
    assert!(!after.body.contains(action), "once known, it is not asked again");
    assert_eq!(office.ledger().receipts(None, 1).unwrap()[0].donor, DonorKind::Person);
}

#[tokio::test]
async fn a_wrong_receipt_is_reversed_and_stays() {
    let office = Office::new();
    let cookie = office.sign_in(TREASURER);
    record(&office, &cookie, "500k", "Đỗ Văn Thử", "person").await;
    let (page, action) = ("/ban/yagi-2024/thu/1", "/ban/yagi-2024/lenh/receipts/1/reversal");
    let unsaid = [("reason", "other"), ("explanation", ""), ("effective_on:d", "11/9/2024")];
    let refused = office.fill_in(&cookie, page, action, &unsaid).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Lý do khác thì phải giải thích"), "{}", refused.body);
    let said =
        [("reason", "wrong_amount"), ("explanation", "ghi thừa số 0"), ("effective_on:d", "11/9/2024")];
    let done = office.fill_in(&cookie, page, action, &said).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let after = office.get(&cookie, page).await;
    for said in ["đã đính chính", "ghi thừa số 0", "Đính chính bằng bút toán âm"] {
        assert!(after.body.contains(said), "{said}: {}", after.body);
    }
    assert!(!after.body.contains(action) && !after.body.contains("slip.pdf"));
}

#[tokio::test]
async fn who_may_only_read_gets_no_forms() {
    let office = Office::new();
    let cookie = office.sign_in(TREASURER);
    record(&office, &cookie, "70k", "", "unidentified").await;
    let auditor = office.sign_in_as("t-33333333", &[Role::Auditor]);
    let page = office.get(&auditor, "/ban/yagi-2024/thu/1").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains("/lenh/"), "{}", page.body);
    assert_eq!(office.get(&auditor, "/ban/yagi-2024/thu/2").await.status, StatusCode::NOT_FOUND);
}
