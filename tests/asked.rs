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
    let file = desk.file("lenh.json", format!("{good}\n\n{{\"command\": {{\"end_area\": {{}}}}}}\n"));
    let said = desk.refused(&["do", "network", "--file", &file]);
    for word in ["#2", "dòng / line 3", "command.end_area.area", " / "] {
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
    let category = |code: &str| format!(r#"{{"command": {{"declare_category": {{"category": "{code}", "name": "Hộ"}}}}}}"#);
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
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let text = r#"{"command": {"declare_interest": {"party": {"area": "87"}, "person": "approver:t-1a2b3c4d"}}}"#;
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!said.contains("JSON") && !said.contains("NotAllowed"), "{said}");
    let forbidden = desk.file("lenh.json", r#"{"command": {"withdraw_request": {"request": 1}}}"#);
    let said = desk.refused(&["do", "relief", "--file", &forbidden, "--as", "auditor"]);
    assert!(said.contains("auditor") && said.contains("treasurer"), "{said}");
    assert!(desk.refused(&["balance", "--as", "boss"]).contains("chief-accountant"));
    let receipt = ["receipt", "record", "--account", "cash:main", "--amount", "7", "--as", "treasurer:t-1a2b3c4d"];
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
    assert!(desk.refused(&["token", "create", "--role", "approver", "--person", "t-00000000"]).contains("t-00000000"));
    assert!(desk.refused(&["token", "create", "--role", "operator"]).contains("storekeeper"));
}
