//! The command line from an empty directory to balances and back in time.

use serde_json::Value;

use crate::support::{Desk, statement};

/// The account that generated statements print.
const VCB: &str = "vietcombank:1500000000001";

fn report(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn from_an_empty_directory_to_balances_and_back_in_time() {
    let desk = Desk::with_accounts(&[VCB, "cash:main"]);
    let before = desk.balances();
    let file = desk.file("sao-ke.csv", statement("vietcombank", 3, 400));
    let imported = report(&desk.done(&["import", "--profile", "vietcombank", "--json", &file]));
    assert_eq!(imported["lines"], 400);
    let recorded = ["gifts", "unidentified", "interest", "fees", "payments"];
    let lines = |kind: &&str| imported[kind]["lines"].as_u64().unwrap();
    let held = imported["held"].as_array().unwrap().len() as u64;
    assert_eq!(recorded.iter().map(lines).sum::<u64>() + held, 400);

    desk.done(&[
        "receipt",
        "record",
        "--account",
        "cash:main",
        "--amount",
        "500.000",
        "--name",
        "Trần Thị Bé",
    ]);
    let shown = desk.done(&["balance"]);
    assert!(shown.contains("cash:main") && shown.contains("500.000"), "{shown}");
    let after = desk.balances();
    assert_eq!(desk.done(&["replay", "--to", "3", "--json"]), before, "as it stood after three events");
    let position = report(&after)["position"].to_string();
    assert_eq!(desk.done(&["replay", "--to", &position, "--json"]), after);
    assert_eq!(desk.done(&["replay", "--to", "2999-12-31", "--json"]), after);
    assert!(desk.done(&["verify"]).contains("The log is whole"));
}

#[test]
fn the_same_file_again_and_an_overlapping_one_record_each_line_once() {
    let desk = Desk::with_accounts(&[VCB]);
    let bytes = statement("vietcombank", 5, 300);
    let text = String::from_utf8(bytes.clone()).unwrap();
    let whole = desk.file("thang-9.csv", &bytes);
    // The same lines without the last ones: another file, the same gifts.
    let cut: Vec<&str> = text.lines().collect();
    let part = desk.file("dau-thang-9.csv", cut[..cut.len() - 40].join("\n"));
    desk.done(&["import", "--profile", "vietcombank", &whole]);
    let balances = report(&desk.balances())["lines"].clone();
    let again = report(&desk.done(&["import", "--profile", "vietcombank", "--json", &whole]));
    assert_eq!((&again["already_imported"], &again["known"]), (&Value::Bool(true), &again["lines"]));
    let overlapping = report(&desk.done(&["import", "--profile", "vietcombank", "--json", &part]));
    assert_eq!(
        (&overlapping["known"], &overlapping["gifts"]["lines"]),
        (&overlapping["lines"], &Value::from(0))
    );
    assert_eq!(report(&desk.balances())["lines"], balances);
}

#[test]
fn a_waiting_line_is_listed_without_its_texts_and_settled() {
    let desk = Desk::with_accounts(&["agribank:150020111"]);
    let file = desk.file(
        "sao-ke.csv",
        "Date,TransactionDetails,ReferenceNumber,DebitAmount,CreditAmount,Balance\n\
         02/09/2021,LE VAN THU ung ho,11112222,,\"100,000\",\"600,000\"\n\
         02/09/2021,PHAM THI NGHIEM ung ho,11113333,,\"50ung ho,0\",\"650,000\"\n",
    );
    let shown = desk.done(&["import", "--profile", "agribank", &file]);
    assert!(shown.contains("line 3") && shown.contains("the balance shows 50.000"), "{shown}");
    let listed = desk.done(&["quarantine", "list"]);
    assert!(listed.contains("50.000") && !listed.contains("NGHIEM"), "{listed}");
    assert!(desk.done(&["quarantine", "list", "--texts"]).contains("NGHIEM"));
    desk.done(&["quarantine", "confirm", "1"]);
    assert!(desk.done(&["balance"]).contains("150.000"));
    assert!(desk.refused(&["quarantine", "confirm", "1"]).contains("settled already"));
}

#[test]
fn an_unidentified_receipt_is_identified_and_a_wrong_one_reversed() {
    let desk = Desk::with_accounts(&["cash:main"]);
    let record =
        ["receipt", "record", "--account", "cash:main", "--amount", "9000000", "--donor", "unidentified"];
    desk.done(&record);
    assert!(desk.done(&["balance"]).contains("unidentified"));
    let identify = [
        "receipt",
        "identify",
        "1",
        "--donor",
        "enterprise",
        "--name",
        "Công ty Sen",
        "--evidence",
        "giấy báo",
    ];
    desk.done(&identify);
    assert!(desk.refused(&identify).contains("identified already"));
    desk.done(&["receipt", "reverse", "1", "--reason", "bank-returned"]);
    assert!(desk.refused(&["receipt", "reverse", "1", "--reason", "other"]).contains("reversed already"));
    let events = desk.done(&["events"]);
    assert_eq!(events.lines().count(), 5);
    assert!(events.contains("\"amount\":\"-9000000\"") && !events.contains("Sen"), "{events}");
}

#[test]
fn a_closed_fund_is_closed() {
    let desk = Desk::with_accounts(&["cash:main"]);
    assert!(desk.refused(&["close"]).contains("--yes"));
    desk.done(&["close", "--yes"]);
    let refused = desk.refused(&["receipt", "record", "--account", "cash:main", "--amount", "1"]);
    assert!(refused.contains("đã khóa") && refused.contains("is closed"), "{refused}");
}

#[test]
fn tokens_are_made_listed_and_revoked() {
    let desk = Desk::with_accounts(&["cash:main"]);
    let secret = desk.done(&["token", "create", "--role", "treasurer", "--note", "quầy thu"]);
    let listed = desk.done(&["token", "list"]);
    assert!(listed.contains("treasurer") && !listed.contains(secret.trim()), "{listed}");
    let id = listed.split_whitespace().next().unwrap();
    desk.done(&["token", "revoke", id]);
    assert!(desk.done(&["token", "list"]).contains("revoked"));
    let kept = std::fs::read_to_string(desk.data().join("tokens.json")).unwrap();
    assert!(!kept.contains(secret.trim().trim_start_matches("sv_")));
}
