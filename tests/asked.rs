//! Commands from a file, in another's role, and tokens for one person in several roles.

use std::io::Write as _;
use std::process::Stdio;

use crate::support::Desk;

fn desk() -> Desk {
    Desk::with_accounts(&["cash:main"])
}

#[test]
fn a_file_is_read_whole_before_its_first_command() {
    let desk = desk();
    let good = r#"{"command": {"declare_category": {"category": "ho-ngheo", "name": "Hộ nghèo"}}}"#;
    let file = desk.file("lenh.json", format!("{good}\n\n{{\"command\": {{\"remove_household\": {{}}}}}}\n"));
    let said = desk.refused(&["do", "network", "--file", &file]);
    for word in ["#2", "dòng / line 3", "command.remove_household.household", " / "] {
        assert!(said.contains(word), "{word}: {said}");
    }
    let broken = desk.file("hong.json", format!("{good}\n{{"));
    assert!(desk.refused(&["do", "network", "--file", &broken]).contains("JSON"));
    assert!(desk.refused(&["do", "network", "--file", "khong-co.json"]).contains("khong-co.json"));
    assert!(desk.refused(&["do", "everything", "--file", &file]).contains("oversight"));
    assert!(desk.done(&["events"]).lines().count() == 2, "the fund and its account, nothing more");
}

#[test]
fn commands_are_done_one_after_another_up_to_the_first_refusal() {
    let desk = desk();
    let category = |code: &str| {
        format!(r#"{{"command": {{"declare_category": {{"category": "{code}", "name": "Hộ"}}}}}}"#)
    };
    let lines = [category("ho-ngheo"), category("nguoi-cao-tuoi"), category("ho-ngheo"), category("tre-em")];
    let file = desk.file("lenh.json", lines.join("\n"));
    let tried = desk.refused(&["do", "network", "--file", &file, "--check"]);
    assert!(tried.contains("#3") && tried.contains("nothing is recorded"), "{tried}");
    assert_eq!(desk.done(&["events"]).lines().count(), 2);
    let said = desk.refused(&["do", "network", "--file", &file]);
    assert!(said.contains("#3") && said.contains("2 lệnh trước nó đã ghi"), "{said}");
    assert_eq!(desk.done(&["events"]).lines().count(), 4);
    let rest = desk.done(&["do", "network", "--file", &file, "--from", "4"]);
    assert!(rest.starts_with("#4 "), "{rest}");
    assert_eq!(desk.done(&["events"]).lines().count(), 5);
}

#[test]
fn commands_come_from_a_pipe_too_and_name_who_gave_them() {
    let desk = desk();
    let mut command = desk.command();
    command.args(["do", "relief", "--file", "-", "--as", "approver:t-1a2b3c4d"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let text =
        r#"{"command": {"declare_interest": {"party": {"area": "87"}, "person": "approver:t-1a2b3c4d"}}}"#;
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!said.contains("JSON") && !said.contains("NotAllowed"), "{said}");
    let forbidden = desk.file("lenh.json", r#"{"command": {"withdraw_request": {"request": 1}}}"#);
    let said = desk.refused(&["do", "relief", "--file", &forbidden, "--as", "auditor"]);
    assert!(said.contains("auditor") && said.contains("treasurer"), "{said}");
    assert!(desk.refused(&["balance", "--as", "boss"]).contains("chief-accountant"));
    let receipt =
        ["receipt", "record", "--account", "cash:main", "--amount", "7", "--as", "treasurer:t-1a2b3c4d"];
    desk.done(&receipt);
    let events = desk.done(&["events"]);
    assert!(events.lines().last().unwrap().contains(r#""actor":"treasurer:t-1a2b3c4d""#), "{events}");
}

#[test]
fn one_person_holds_several_roles_under_one_pseudonym() {
    let desk = desk();
    desk.done(&["token", "create", "--role", "treasurer"]);
    let list = desk.done(&["token", "list"]);
    let person = list.split_whitespace().next().unwrap().to_owned();
    desk.done(&["token", "add", "--role", "chief-accountant", "--person", &person]);
    let list = desk.done(&["token", "list"]);
    assert_eq!(list.matches(&person).count(), 2, "{list}");
    assert!(
        desk.refused(&["token", "create", "--role", "approver", "--person", "t-00000000"])
            .contains("t-00000000")
    );
    assert!(desk.refused(&["token", "create", "--role", "operator"]).contains("storekeeper"));
}

/// Gives commands of a part in a role, all on one day.
#[track_caller]
fn give(desk: &Desk, part: &str, role: &str, commands: &str) -> String {
    let file = desk.file("lenh.json", commands);
    desk.done(&["do", part, "--file", &file, "--as", role, "--on", "2024-09-11"])
}

/// A fund with a commune, an approver, money and rice.
fn relief() -> Desk {
    let desk = desk();
    desk.done(&["receipt", "record", "--account", "cash:main", "--amount", "500000", "--on", "2024-09-11"]);
    let area = r#"{"area": "87", "kind": "province", "name": "Đồng Tháp"}"#;
    give(
        &desk,
        "network",
        "admin",
        &format!(r#"{{"command": {{"declare_areas": {{"areas": [{area}], "decision": "1"}}}}}}"#),
    );
    let limits = r#"{"command": {"adopt_limits": {"confirm_days": 7, "expire_days": 3650, "sign_days": 7, "two_above": "100000000"}}}"#;
    let approver =
        r#"{"command": {"appoint_approver": {"per_request": "50000000", "person": "approver:t-2"}}}"#;
    give(&desk, "relief", "admin", &format!("{limits}\n{approver}"));
    let item = r#"{"command": {"declare_item": {"base": "g", "category": "food", "item": "gao", "name": "Gạo", "perishable": false}}}"#;
    let warehouse = r#"{"command": {"open_warehouse": {"name": "Kho tỉnh", "warehouse": "kho-tinh"}}}"#;
    let line = r#"{"condition": "new", "counted": "20000", "item": "gao", "unit": "g", "value": "300000", "value_source": "estimate"}"#;
    let receive = format!(
        r#"{{"command": {{"receive_goods": {{"donor": "person", "lines": [{line}], "source": "gift", "warehouse": "kho-tinh"}}}}}}"#
    );
    let received = give(&desk, "goods", "storekeeper", &[item, warehouse, &receive].join("\n"));
    assert!(received.contains("PNK-2024-00001"), "{received}");
    desk
}

#[test]
fn a_request_is_read_approved_by_another_and_paid() {
    let desk = relief();
    let content = r#"{"payment": {"account": "cash:main", "amount": "150000", "head": "van-chuyen", "kind": {"cost": {"area": "87"}}}}"#;
    let make = format!(
        r#"{{"command": {{"make_request": {{"content": {content}}}}}, "personal": {{"note": "thuê xe"}}}}"#
    );
    give(&desk, "relief", "treasurer:t-1", &make);
    assert!(desk.done(&["request", "list"]).contains("chờ duyệt / waiting"));
    let shown = desk.done(&["request", "show", "1", "--texts"]);
    assert!(shown.contains("150.000 đ") && shown.contains("thuê xe"), "{shown}");
    let digest = shown.lines().find_map(|line| line.strip_prefix("mã băm / digest ")).unwrap();
    let approve = |digest: &str, role: &str| {
        let arguments = ["request", "approve", "1", "--digest", digest, "--as", role];
        desk.run(&arguments).status.success()
    };
    assert!(!approve("00000000", "approver:t-2"), "another content");
    assert!(!approve(&digest[..4], "approver:t-2"), "too few signs to have been read");
    assert!(!approve(digest, "approver:t-1"), "the maker in another role");
    assert!(approve(&digest[..8], "approver:t-2"));
    let paid = desk.done(&["request", "pay", "1", "--as", "treasurer:t-1"]);
    assert!(paid.contains("PC-") && paid.contains("lần chi / payment 1"), "{paid}");
    assert!(desk.done(&["request", "list"]).starts_with("0 đề nghị"));
    assert!(desk.done(&["request", "list", "--all"]).contains("đã thực hiện / done"));
    assert!(desk.done(&["request", "show", "1"]).contains("chi tiền / paid"));
    assert!(desk.refused(&["request", "show", "2"]).contains(" / "));
}

#[test]
fn the_stock_is_shown_and_a_period_is_closed_by_the_chief_accountant_alone() {
    let desk = relief();
    let stock = desk.done(&["stock", "--warehouse", "kho-tinh", "--item", "gao"]);
    assert!(stock.contains("20.000 g, rảnh / free 20.000") && stock.ends_with("1 lô / lots\n"), "{stock}");
    assert!(desk.done(&["stock", "--item", "mi"]).starts_with("0 lô"));
    let close = ["close-period", "2024-09-30", "--span", "month", "--as"];
    assert!(desk.refused(&[&close[..], &["treasurer"]].concat()).contains("chief-accountant"));
    assert!(
        desk.refused(&[&close[..], &["chief-accountant:t-9"]].concat()).contains("cash:main"),
        "not counted yet"
    );
    let count = r#"{"effective_on": "2024-09-30", "command": {"count_cash": {"account": "cash:main", "counted": "500000"}}}"#;
    give(&desk, "books", "treasurer:t-1", count);
    desk.done(&[&close[..], &["chief-accountant:t-9"]].concat());
    let late = ["receipt", "record", "--account", "cash:main", "--amount", "5", "--on", "2024-09-11"];
    assert!(desk.refused(&late).contains(" / "));
}
