//! An approver decides on a request: with all that is needed before their eyes, bound to what they read.

use axum::http::StatusCode;
use domain::Role;
use domain::relief::Outcome;

use crate::ground::{A, B, MILLION, T};
use crate::support::{Answer, Office};

const ACTION: &str = "/ban/yagi-2024/lenh/relief";

fn page(number: domain::RequestNo) -> String {
    format!("/ban/yagi-2024/de-nghi/{number}")
}

/// What the approval button of a page sends; none where there is no button.
fn button(page: &Answer) -> Option<Vec<(String, String)>> {
    let form = page.form(ACTION);
    form.iter().any(|(name, _)| name == "command.approve_request.digest").then_some(form)
}

async fn press(office: &Office, cookie: &str, form: &[(String, String)]) -> Answer {
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    office.post(cookie, ACTION, &form).await
}

fn approvals(office: &Office, number: domain::RequestNo) -> usize {
    office
        .ledger()
        .rules(|state| state.relief.requests.open(number).map_or(0, |open| open.approvals.len()))
        .unwrap()
}

#[tokio::test]
async fn all_that_is_needed_to_decide_stands_on_one_page() {
    let office = Office::with_rules();
    let number = office.ask_for(300);
    let cookie = office.approver(A);
    let read = office.get(&cookie, &page(number)).await;
    assert_eq!(read.status, StatusCode::OK, "{}", read.body);
    for said in [
        "300.000.000",
        "Ba trăm triệu đồng",
        // The account now and after, the restriction, the share and what is left of it.
        "2.000.000.000",
        "1.700.000.000",
        "Tiền không kèm điều kiện",
        "500.000.000",
        "g-1, Xã Thử Nghiệm",
        // How many approve, by what right, and what was used.
        "0/2",
        "600.000.000",
        "Đã duyệt hôm nay",
        "Quyết định phân bổ",
        "Duyệt đề nghị này",
    ] {
        assert!(read.body.contains(said), "{said} is missing: {}", read.body);
    }
    let english = office.get(&cookie, &format!("/en{}", page(number))).await;
    for said in ["300,000,000", "Three hundred million", "Approve this request", "Unrestricted money"] {
        assert!(english.body.contains(said), "{said} is missing: {}", english.body);
    }
    assert_eq!(office.get(&cookie, "/ban/yagi-2024/de-nghi/99").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_right_person_approves_and_two_do_where_two_are_needed() {
    let office = Office::with_rules();
    let number = office.ask_for(90);
    let cookie = office.approver(B);
    let list = office.get(&cookie, "/ban/yagi-2024/duyet").await;
    assert!(list.body.contains("90.000.000"), "{}", list.body);
    let form = button(&office.get(&cookie, &page(number)).await).unwrap();
    assert_eq!(press(&office, &cookie, &form).await.status, StatusCode::SEE_OTHER);
    let open = office.ledger().rules(|state| state.relief.requests.open(number).unwrap().approved).unwrap();
    assert!(open);
    // The button is gone, and a second click is the first one's answer.
    assert!(office.get(&cookie, &page(number)).await.body.contains("Đã đủ duyệt"));
    assert_eq!(press(&office, &cookie, &form).await.status, StatusCode::SEE_OTHER);
    assert_eq!(approvals(&office, number), 1);
}

#[tokio::test]
async fn two_approvers_at_once_are_both_counted_and_a_third_is_told() {
    let office = Office::with_rules();
    let number = office.ask_for(50);
    let (first, second) = (office.approver(A), office.approver(B));
    let one = button(&office.get(&first, &page(number)).await).unwrap();
    let other = button(&office.get(&second, &page(number)).await).unwrap();
    assert_eq!(press(&office, &first, &one).await.status, StatusCode::SEE_OTHER);
    let late = press(&office, &second, &other).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
    assert!(late.body.contains("Chưa ghi được"), "{}", late.body);
    assert_eq!(approvals(&office, number), 1);
}

#[tokio::test]
async fn neither_the_maker_nor_somebody_without_the_limit_approves() {
    let office = Office::with_rules();
    let number = office.ask_for(150);
    let maker = office.let_in(T, "Người Lập", &[Role::Treasurer, Role::Approver]);
    let own = office.get(&maker, &page(number)).await;
    assert!(!own.body.contains("Duyệt đề nghị này"), "{}", own.body);
    assert!(own.body.contains("Rút đề nghị"), "{}", own.body);
    // B approves up to 100 million: told so before pressing anything.
    let narrow = office.approver(B);
    let read = office.get(&narrow, &page(number)).await;
    assert!(!read.body.contains("Duyệt đề nghị này") && read.body.contains("100000000"), "{}", read.body);
    let digest =
        office.ledger().rules(|state| state.relief.requests.open(number).unwrap().digest.to_string());
    let (digest, number_said) = (digest.unwrap(), number.to_string());
    let forged = |cookie: String| {
        let (office, digest, number_said) = (&office, digest.clone(), number_said.clone());
        async move {
            let action = "/ban/yagi-2024/lenh/receipts";
            let form = office.get(&cookie, "/ban/yagi-2024/thu/moi").await.form(action);
            let csrf = form.into_iter().find(|(name, _)| name == "_csrf").unwrap().1;
            let fields = [
                ("_csrf", csrf.as_str()),
                ("_back", "/ban/yagi-2024/duyet"),
                ("command.approve_request.request:n", number_said.as_str()),
                ("command.approve_request.digest", digest.as_str()),
            ];
            office.post(&cookie, ACTION, &fields).await
        }
    };
    for cookie in [maker, narrow, office.let_in("t-0000000c", "Thủ Kho", &[Role::Storekeeper])] {
        let refused = forged(cookie).await;
        assert!(refused.status.is_client_error(), "{}", refused.body);
        assert!(refused.body.contains("Chưa ghi được"), "{}", refused.body);
    }
    assert_eq!(approvals(&office, number), 0);
}

#[tokio::test]
async fn what_was_changed_since_is_read_again() {
    let office = Office::with_rules();
    let number = office.ask_for(60);
    let cookie = office.approver(A);
    let mut form = button(&office.get(&cookie, &page(number)).await).unwrap();
    for (name, value) in &mut form {
        if name == "command.approve_request.digest" {
            *value = "0".repeat(64);
        }
    }
    let refused = press(&office, &cookie, &form).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.body);
    // The page is drawn again with the present content, so that it can be read and approved.
    let fresh = button(&refused).unwrap();
    assert_ne!(fresh, form);
    assert_eq!(press(&office, &cookie, &fresh).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn somebody_asks_for_more_or_says_no_with_a_reason_or_takes_it_back() {
    let office = Office::with_rules();
    let (held, refused, withdrawn) = (office.ask_for(10), office.ask_for(20), office.ask_for(30));
    let cookie = office.approver(A);
    for (number, button) in
        [(held, "command.hold_request.request:n"), (refused, "command.refuse_request.request:n")]
    {
        let number_said = number.to_string();
        let read = office.get(&cookie, &page(number)).await;
        let form = read.body.split("<form").find(|form| form.contains(button)).unwrap().to_owned();
        let form = Answer { body: format!("<form{form}"), ..read };
        let hidden = form.form(ACTION);
        let mut fields: Vec<(&str, &str)> =
            hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.extend([("personal.note", "Thiếu danh sách hộ"), (button, number_said.as_str())]);
        assert_eq!(office.post(&cookie, ACTION, &fields).await.status, StatusCode::SEE_OTHER);
        let read = office.get(&cookie, &page(number)).await;
        assert!(read.body.contains("Thiếu danh sách hộ"), "{}", read.body);
    }
    let maker = office.let_in(T, "Người Lập", &[Role::Treasurer]);
    let number_said = withdrawn.to_string();
    let fields = [("command.withdraw_request.request:n", number_said.as_str())];
    let done = office.fill_in(&maker, &page(withdrawn), ACTION, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let ended = office.ledger().rules(|state| {
        let requests = &state.relief.requests;
        (requests.open(held).unwrap().held, requests.outcome(refused), requests.outcome(withdrawn))
    });
    assert_eq!(ended.unwrap(), (true, Some(Outcome::Refused), Some(Outcome::Withdrawn)));
}

#[tokio::test]
async fn a_right_is_passed_on_until_a_day_and_interests_are_declared() {
    const PAGE: &str = "/ban/yagi-2024/duyet/uy-quyen";
    let office = Office::with_rules();
    let number = office.ask_for(40);
    let (giver, taker) = (office.approver(A), office.approver("t-0000000c"));
    assert!(office.get(&taker, &page(number)).await.body.contains("Duyệt đề nghị này").eq(&false));
    let fields = [
        ("command.delegate_approval.to", "approver:t-0000000c"),
        ("command.delegate_approval.per_request:m", "50tr"),
        ("command.delegate_approval.until:d", "2999-12-31"),
    ];
    let done = office.fill_in(&giver, PAGE, ACTION, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert!(office.get(&giver, PAGE).await.body.contains("t-0000000c"));
    assert!(office.get(&taker, &page(number)).await.body.contains("Duyệt đề nghị này"));
    let wide = [fields[0], ("command.delegate_approval.per_request:m", "900tr"), fields[2]];
    let refused = office.fill_in(&giver, PAGE, ACTION, &wide).await;
    assert!(refused.status.is_client_error() && refused.body.contains("900tr"), "{}", refused.body);
    let interest = [
        ("command.declare_interest.person", "approver:t-0000000c"),
        ("command.declare_interest.party.group", "g-1"),
    ];
    let page_of = office.get(&taker, PAGE).await;
    let csrf = page_of.form(ACTION).into_iter().find(|(name, _)| name == "_csrf").unwrap().1;
    let mut fields = vec![("_csrf", csrf.as_str()), ("_back", PAGE)];
    fields.extend(interest);
    assert_eq!(office.post(&taker, ACTION, &fields).await.status, StatusCode::SEE_OTHER);
    let read = office.get(&taker, &page(number)).await;
    assert!(read.body.contains("Xung đột lợi ích đã khai báo") && !read.body.contains("Duyệt đề nghị này"));
    let used =
        office.ledger().rules(|state| state.relief.requests.open(number).unwrap().value.dong() / MILLION);
    assert_eq!(used.unwrap(), 40);
}
