//! Who gets in where: every page, every form of a command, by role and fund, as tables made from what there is.

use std::path::Path;

use axum::http::StatusCode;
use domain::{Action, Role};
use serde_json::{Value, json};

use crate::support::Office;

const ROLES: [Role; 6] = access::TOKEN_ROLES;

/// The pages of a fund's desk, as its routes say; what an address names is a number that there is not.
fn pages() -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pages")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = std::fs::read_to_string(path).unwrap();
                let routes = text.split(".route(").skip(1).filter_map(|rest| {
                    let rest = rest.trim_start().strip_prefix('"')?;
                    Some(rest.split('"').next().unwrap().to_owned())
                });
                found.extend(routes);
            }
        }
    }
    let filled = found.iter().map(|path| {
        let parts = path.split('/').map(|part| if part.starts_with('{') { "987654321" } else { part });
        parts.collect::<Vec<_>>().join("/").trim_end_matches('/').to_owned()
    });
    let pages: Vec<String> = filled.collect();
    assert!(pages.len() > 1);
    pages
}

/// What stands outside any fund: for whoever has signed in, and for administrators.
const OWN: [&str; 3] = ["/tai-khoan", "/tai-khoan/xac-thuc", "/tai-khoan/khoa"];
const ADMIN: [&str; 4] = ["/quan-tri/nguoi", "/quan-tri/khoi-phuc", "/quan-tri/ma", "/quan-tri/nhat-ky"];
const FORMS: [&str; 17] = [
    "/dang-xuat",
    "/tai-khoan/mat-khau",
    "/tai-khoan/thiet-bi",
    "/tai-khoan/xac-thuc",
    "/tai-khoan/lien-ket",
    "/tai-khoan/lien-ket/bo",
    "/tai-khoan/khoa",
    "/tai-khoan/khoa/them",
    "/tai-khoan/khoa/ten",
    "/tai-khoan/khoa/go",
    "/quan-tri/nguoi",
    "/quan-tri/nguoi/t-0a0b0c0d/vai-tro",
    "/quan-tri/nguoi/t-0a0b0c0d/cham-dut",
    "/quan-tri/khoi-phuc",
    "/quan-tri/ma",
    "/quan-tri/ma/thu-hoi",
    "/quan-tri/nguoi/t-0a0b0c0d/phien",
];

#[tokio::test]
async fn nobody_sees_a_page_of_the_desk_without_a_role_in_its_fund() {
    let office = Office::new();
    let nowhere = office.sign_in(&[]);
    for lang in ["", "/en"] {
        for page in pages() {
            let path = format!("{lang}/ban/yagi-2024{page}");
            let answer = office.get("stranger", &path).await;
            let sent = answer.location.unwrap_or_default();
            // A route that only takes forms knows no reading.
            if answer.status == StatusCode::METHOD_NOT_ALLOWED {
                continue;
            }
            assert!(
                answer.status == StatusCode::SEE_OTHER && sent.contains("/dang-nhap?ve="),
                "{path}: {}",
                answer.status
            );
            assert_eq!(office.get(&nowhere, &path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
}

#[tokio::test]
async fn a_role_in_one_fund_opens_no_other() {
    let office = Office::new();
    let cookie = office.let_in_at("other-fund", &[Role::Treasurer, Role::Approver, Role::Auditor]);
    for page in pages() {
        let path = format!("/ban/yagi-2024{page}");
        let status = office.get(&cookie, &path).await.status;
        assert!(
            [StatusCode::NOT_FOUND, StatusCode::METHOD_NOT_ALLOWED].contains(&status),
            "{path}: {status}"
        );
    }
}

#[tokio::test]
async fn administration_is_for_administrators() {
    let office = Office::new();
    for role in ROLES {
        let cookie = office.sign_in(&[role]);
        for path in ADMIN {
            let expected = if role == Role::Admin { StatusCode::OK } else { StatusCode::NOT_FOUND };
            assert_eq!(office.get(&cookie, path).await.status, expected, "{} {path}", role.name());
        }
        for path in OWN {
            assert_eq!(office.get(&cookie, path).await.status, StatusCode::OK, "{} {path}", role.name());
        }
        if role != Role::Admin {
            let hidden = office.get(&cookie, "/tai-khoan").await.form("/dang-xuat");
            let csrf = ("_csrf", hidden[0].1.as_str());
            for path in FORMS.iter().filter(|path| path.starts_with("/quan-tri")) {
                assert_eq!(office.post(&cookie, path, &[csrf]).await.status, StatusCode::NOT_FOUND, "{path}");
            }
        }
    }
    let of_one_fund = office.let_in_at("yagi-2024", &[Role::Admin]);
    for path in ADMIN {
        assert_eq!(office.get(&of_one_fund, path).await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(office.get("stranger", path).await.status, StatusCode::SEE_OTHER, "{path}");
    }
}

#[tokio::test]
async fn no_form_is_taken_without_its_sessions_token_or_from_another_site() {
    let office = Office::new();
    let cookie = office.sign_in(&[Role::Admin]);
    let other = office.door.let_in("t-0f0f0f0f", "Người Khác", &[Role::Admin]);
    let token = |page: &str| {
        page.split("name=\"_csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let own = token(&office.get(&cookie, "/tai-khoan").await.body);
    let theirs = token(&office.get(&other, "/tai-khoan").await.body);
    let before = office.access.entries(0).unwrap().len();
    for path in FORMS {
        for wrong in [None, Some(""), Some("x"), Some(&own[1..]), Some(theirs.as_str())] {
            let form: Vec<_> = wrong.map(|token| ("_csrf", token)).into_iter().collect();
            let answer = office.post(&cookie, path, &form).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {wrong:?}");
        }
        for headers in [
            [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
            [("sec-fetch-site", "same-site"), ("origin", "https://a.evil.example")],
            [("origin", "null"), ("host", "quy.example")],
            [("origin", "https://evil.example"), ("host", "quy.example")],
        ] {
            let answer = office.post_with(&cookie, path, &[("_csrf", &own)], &headers).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {headers:?}");
        }
    }
    for path in ["/dang-nhap", "/dang-nhap/khoa", "/dang-nhap/ma", "/dang-nhap/quen"] {
        let cross = [("sec-fetch-site", "cross-site")];
        let answer = office.post_with("", path, &[("login", "an")], &cross).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}: nobody is signed in as somebody else");
    }
    assert_eq!(office.access.entries(0).unwrap().len(), before, "nothing happened");
}

/// A form that asks for the action: the command's address, and its body.
#[allow(clippy::too_many_lines, reason = "a table")]
fn command(action: Action) -> (&'static str, Value) {
    let part = |path, command: Value| (path, json!({ "command": command }));
    match action {
        Action::OpenFund => ("closure", json!({"effective_on": "2024-09-10"})),
        Action::ManageAccounts => {
            ("accounts", json!({"account": "cash:second", "published": true, "effective_on": "2024-09-10"}))
        }
        Action::RecordGifts => (
            "receipts",
            json!({"account": "cash:main", "amount": "1000", "donor": "anonymous", "effective_on": "2024-09-10"}),
        ),
        Action::CorrectGifts => (
            "receipts/1/reversal",
            json!({"reason": "other", "explanation": "sai", "effective_on": "2024-09-10"}),
        ),
        Action::ImportStatements => ("quarantine/1/confirmation", json!({"donor": "person"})),
        Action::ManageWindow => part("giving", json!({"close_window": {"decision": "12/QĐ"}})),
        Action::KeepCatalogue => {
            part("goods", json!({"open_warehouse": {"name": "Kho tỉnh", "warehouse": "tinh"}}))
        }
        Action::MoveGoods => part("goods", json!({"issue_goods": {"request": 1}})),
        Action::CountGoods => part("goods", json!({"count_stock": {"warehouse": "tinh"}})),
        Action::CorrectGoods => {
            part("goods", json!({"reverse_goods_receipt": {"reason": "sai", "receipt": 1}}))
        }
        Action::KeepNetwork => {
            part("network", json!({"declare_category": {"category": "ho-ngheo", "name": "Hộ nghèo"}}))
        }
        Action::RegisterHouseholds => part("network", json!({"remove_household": {"household": "g-1/1"}})),
        Action::SetRules => part("relief", json!({"end_policy": {"policy": "tien-mat"}})),
        Action::DelegateApproval => part("relief", json!({"revoke_delegation": {"to": "approver:t-2"}})),
        Action::DeclareInterest => {
            let party = json!({"organisation": "hoi-phu-nu"});
            part("relief", json!({"declare_interest": {"party": party, "person": "approver:t-2"}}))
        }
        Action::TellNeeds => {
            let need = json!({"area": "87-1", "households": 1, "told_by": {"area": "87-1"}});
            part("relief", json!({ "tell_need": need }))
        }
        Action::DecideAllocations => {
            let line = json!({"allocation": 1, "line": 1});
            part("relief", json!({"reduce_allocation": {"amount": "1", "decision": "12/QĐ", "line": line}}))
        }
        Action::MakeRequests => part("relief", json!({"withdraw_request": {"request": 1}})),
        Action::ApproveRequests => {
            part("relief", json!({"approve_request": {"digest": "0".repeat(64), "request": 1}}))
        }
        Action::Pay => part("relief", json!({"reverse_payment": {"payment": 1, "reason": "sai"}})),
        Action::ConfirmDeliveries => part("relief", json!({"hand_over": {"delivery": {"payment": 1}}})),
        Action::KeepBooks => part("books", json!({"count_cash": {"account": "cash:main", "counted": "0"}})),
        Action::ClosePeriods => {
            part("books", json!({"close_period": {"last": "2024-09-30", "span": "month"}}))
        }
        Action::SignCorrections => part("books", json!({"sign_correction": {"voucher": "DC-2024-00001"}})),
        Action::PublishCopies => {
            let withdraw = json!({"copy": "a".repeat(64), "reason": "wrong-redaction"});
            part("books", json!({"withdraw_copy": withdraw}))
        }
        Action::RaiseFindings => part("oversight", json!({"settle_finding": {"finding": 1}})),
        Action::AnswerFindings => part("oversight", json!({"answer_finding": {"finding": 1}})),
        Action::AskErasure => {
            let asked = json!({"ground": "subject_asked", "subject": {"receipt": 1}});
            part("privacy", json!({ "request_erasure": asked }))
        }
        Action::DecideErasure => part("privacy", json!({"grant_erasure": {"erasure": 1}})),
        Action::KeepConsents => part("privacy", json!({"give_consent": {"how": "electronic", "receipt": 1}})),
        Action::WithdrawConsents => {
            part("privacy", json!({"withdraw_consent": {"how": "electronic", "receipt": 1}}))
        }
        Action::TakeMessages => {
            part("inbox", json!({"take_message": {"kind": "irregularity", "may_show": false}}))
        }
        Action::AnswerMessages => {
            part("inbox", json!({"publish_message": {"answer": true, "message": 1, "question": false}}))
        }
    }
}

/// Every role on every action: what the domain's table lets nobody do is refused by the books themselves, as the API's is.
#[tokio::test]
async fn every_role_on_every_command() {
    let office = Office::new();
    for role in ROLES {
        let cookie = office.sign_in(&[role]);
        let page = office.get(&cookie, "/ban/yagi-2024").await;
        let csrf = page.form("/dang-xuat")[0].1.clone();
        for action in Action::all() {
            let before = office.ledger().head().position;
            let (target, body) = command(action);
            let fields: Vec<(String, String)> = body
                .as_object()
                .unwrap()
                .iter()
                .map(|(name, value)| (format!("{name}:j"), value.to_string()))
                .collect();
            let mut form: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (&**name, &**value)).collect();
            form.extend([("_csrf", &*csrf), ("_back", "/ban/yagi-2024")]);
            let answer = office.post(&cookie, &format!("/ban/yagi-2024/lenh/{target}"), &form).await;
            if action.roles().contains(&role) {
                assert_ne!(
                    answer.status,
                    StatusCode::FORBIDDEN,
                    "{} may {action:?}: {}",
                    role.name(),
                    answer.body
                );
            } else {
                assert_eq!(
                    answer.status,
                    StatusCode::FORBIDDEN,
                    "{} may not {action:?}: {}",
                    role.name(),
                    answer.body
                );
                assert_eq!(office.ledger().head().position, before);
            }
        }
    }
}
