//! Erased on an authority's order: nobody finds the name, the telephone or the memo again in any file, in whatever spelling,
//! and everything else of the books is as it was.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::Desk;

const NAME: &str = "Trần Thị Ngọc Ẩn";
const PHONE: &str = "0912345678";
const MEMO: &str = "TRAN THI NGOC AN 0912345678 ung ho dong bao";
const HEAD: &str = "Date,TransactionDetails,ReferenceNumber,DebitAmount,CreditAmount,Balance\n";
const GRANTER: [&str; 2] = ["--as", "chief-accountant:k-1"];

/// A receipt by hand, a line of a statement, a pledge and a household, all of one person; and a gift of somebody else.
fn desk() -> Desk {
    let desk = Desk::with_accounts(&["cash:main", "agribank:150020111"]);
    let gift = ["receipt", "record", "--account", "cash:main", "--amount", "500000"];
    desk.done(&[&gift[..], &["--name", NAME, "--memo", &format!("của {NAME}")]].concat());
    desk.done(&[&gift[..], &["--name", "Lê Văn Ở Lại", "--memo", "con o day"]].concat());
    let line = format!("{HEAD}02/09/2021,{MEMO},1,,\"100,000\",\n");
    let file = desk.file("sao-ke.csv", line);
    desk.done(&["import", "--profile", "agribank", &file]);
    let areas = r#"{"command": {"declare_areas": {"areas": [{"area": "87", "kind": "province", "name": "Đồng Tháp"}], "decision": "01/QĐ"}}}"#;
    let groups =
        r#"{"command": {"form_groups": {"groups": [{"area": "87", "group": "g-1", "households": 1}]}}}"#;
    let households = format!(
        r#"{{"command": {{"register_households": {{"households": [{{"household": "g-1/1", "members": 4}}]}}}},
        "personal": [{{"name": "{NAME}", "contact": "{PHONE}"}}]}}"#
    );
    let network = desk.file("ho.json", [areas, groups, &households].join("\n"));
    desk.done(&["do", "network", "--file", &network]);
    let pledge = format!(
        r#"{{"command": {{"register_pledge": {{"amount": "1000000", "donor": "person"}}}},
        "personal": {{"name": "{NAME}", "contact": "{PHONE}"}}}}"#
    );
    let giving = desk.file("hua.json", pledge);
    desk.done(&["do", "giving", "--file", &giving]);
    for file in ["sao-ke.csv", "ho.json", "hua.json"] {
        fs::remove_file(desk.data().with_file_name(file)).unwrap();
    }
    desk
}

const SUBJECTS: [&str; 4] = ["receipt:1", "receipt:3", "household:g-1/1", "pledge:1"];

fn files(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let bytes = fs::read(&path).unwrap();
            found.push((path, bytes));
        }
    }
    found
}

/// A text as somebody might still find it: composed and decomposed, in any case, and as the search folds it.
fn forms(text: &str) -> Vec<String> {
    let composed = [text.to_owned(), text.to_uppercase(), text.to_lowercase()];
    let decomposed = composed.clone().map(|text| decomposed(&text));
    composed.into_iter().chain(decomposed).chain([projection_public::fold(text)]).collect()
}

/// The few letters of the name, taken apart by hand: a letter and its marks.
fn decomposed(text: &str) -> String {
    let apart = [("ầ", "a\u{302}\u{300}"), ("Ầ", "A\u{302}\u{300}"), ("ị", "i\u{323}"), ("Ị", "I\u{323}")];
    let more = [("ọ", "o\u{323}"), ("Ọ", "O\u{323}"), ("ẩ", "a\u{302}\u{309}"), ("Ẩ", "A\u{302}\u{309}")];
    let all = apart.into_iter().chain(more);
    all.fold(text.to_owned(), |text, (letter, parts)| text.replace(letter, parts))
}

#[track_caller]
fn holds_nothing(desk: &Desk) {
    let all = files(&desk.data());
    assert!(all.iter().any(|(path, _)| path.ends_with("vault/rows")), "the files are looked at");
    for (path, bytes) in all {
        for form in [NAME, PHONE, MEMO].into_iter().flat_map(forms) {
            let found = memchr::memmem::find(&bytes, form.as_bytes());
            assert!(found.is_none(), "{} holds {form:?}", path.display());
        }
    }
}

#[test]
fn on_an_order_everything_goes_and_the_books_stay() {
    let desk = desk();
    let shown = desk.done(&["receipt", "list", "--texts"]);
    assert!(shown.contains(NAME) && shown.contains(PHONE), "{shown}");
    let journal = || fs::read(desk.data().join("funds/yagi-2024/log/journal")).unwrap();
    let (balances, before) = (desk.balances(), journal());

    for (number, subject) in (1..).zip(SUBJECTS) {
        let order = ["--ground", "authority-order", "--reference", "12/QĐ-UBND"];
        let said = desk.done(&[&["erase", "request", subject][..], &order].concat());
        assert!(said.contains("yêu cầu xoá dữ liệu"), "{said}");
        let number = number.to_string();
        let own = desk.refused(&["erase", "grant", &number, "--as", "chief-accountant:command-line"]);
        assert!(own.contains("another person"), "{own}");
        let answer = desk.done(&[&["erase", "grant", &number][..], &GRANTER].concat());
        assert!(answer.contains("Đã xoá ngày") && answer.contains("12/QĐ-UBND"), "{answer}");
        assert!(!answer.contains(NAME) && !answer.contains(PHONE), "{answer}");
    }
    assert!(desk.done(&["erase", "list"]).contains("0 yêu cầu"));
    assert!(desk.done(&["erase", "list", "--all"]).contains("4 yêu cầu"));

    holds_nothing(&desk);
    let shown = desk.done(&["receipt", "list", "--texts"]);
    assert!(shown.contains("đã xoá theo yêu cầu") && shown.contains("Lê Văn Ở Lại"), "{shown}");
    assert!(!shown.contains(NAME) && !shown.contains(PHONE), "{shown}");
    assert!(journal().starts_with(&before), "no byte that was written before has changed");
    let lines = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap()["lines"].clone();
    assert_eq!(lines(&desk.balances()), lines(&balances));
    assert!(desk.done(&["verify", "log"]).contains("The log is whole"));
}

#[test]
fn when_the_person_asks_the_answer_says_what_stays_and_why() {
    let desk = desk();
    desk.done(&["erase", "request", "receipt:1"]);
    desk.done(&["erase", "request", "pledge:1"]);
    let listed = desk.done(&["erase", "list"]);
    assert!(
        listed.contains("2 yêu cầu") && listed.contains("answer by") && !listed.contains("OVERDUE"),
        "{listed}"
    );
    let answer = desk.done(&[&["erase", "grant", "1"][..], &GRANTER].concat());
    for word in ["tên người nộp", "31/12/", "174/2016/NĐ-CP", "số tiền", "What always stays"] {
        assert!(answer.contains(word), "{word}: {answer}");
    }
    assert!(desk.done(&["receipt", "list", "--texts"]).contains(NAME), "the voucher keeps its name");
    let answer = desk.done(&[&["erase", "grant", "2"][..], &GRANTER].concat());
    assert!(answer.contains("thông tin liên hệ"), "{answer}");
    assert!(answer.ends_with(&desk.done(&["erase", "answer", "2"])), "the same answer at any time");
    desk.done(&["erase", "request", "receipt:2"]);
    let refused =
        desk.done(&[&["erase", "refuse", "3", "--reason", "identity-not-shown"][..], &GRANTER].concat());
    assert!(refused.contains("Từ chối ngày"), "{refused}");
}

#[test]
fn a_withdrawn_consent_and_an_accounts_choice_are_said_in_one_line() {
    let desk = desk();
    desk.done(&["consent", "withdraw", "1"]);
    assert!(desk.refused(&["consent", "withdraw", "1"]).contains("has withdrawn"));
    desk.done(&["consent", "give", "1", "--paper", &"ab".repeat(32)]);
    desk.done(&["consent", "account", "cash:main", "ask"]);
    assert!(desk.refused(&["consent", "account", "cash:main", "ask"]).contains("already"));
}
