//! The bundled profiles, and what a wrong one is told.

use std::fs;

use super::{Profile, Profiles};

#[test]
fn the_bundled_files_parse_and_name_their_source() {
    let profiles = Profiles::bundled().unwrap();
    assert_eq!(profiles.iter().count(), 5);
    assert!(profiles.iter().all(|profile| !profile.title().is_empty() && !profile.source().is_empty()));
}

const SMALL: &str = "name = \"x\"\ntitle = \"X\"\nsource = \"s\"\nchecked_by = \"\"\ndates = [\"d/m/yyyy\"]\nmarks = [\".,\"]\n\
    [columns]\ndate = [\"D\"]\ncredit = [\"C\"]\nmemo = [\"M\"]\n";

#[track_caller]
fn check(text: &str, key: &str, detail: &str) {
    let error = Profile::parse("x.toml", text).unwrap_err();
    assert_eq!((error.file.as_str(), error.key.as_str()), ("x.toml", key), "{error}");
    assert!(error.en().contains(detail) && error.vi().contains("x.toml"), "{error}");
}

#[test]
fn a_bad_file_names_itself_and_the_key() {
    assert!(Profile::parse("x.toml", SMALL).is_ok());
    check(&format!("colour = 1\n{SMALL}"), "colour", "unknown field");
    check(&SMALL.replace("memo", "memos"), "memos", "unknown variant");
    check(&SMALL.replace("d/m/yyyy", "mm/dd"), "dates", "no date form");
    check(&SMALL.replace("\".,\"", "\"..\""), "marks", "no pair of marks");
    check(&SMALL.replace("[\"C\"]", "[\"D\"]"), "columns", "two columns");
    check(&SMALL.replace("credit", "debit"), "columns", "credit | amount");
    check(&SMALL.replace("\"s\"", "\"\""), "source", "empty");
}

#[test]
fn a_new_bank_is_a_new_file() {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("x.toml"), SMALL).unwrap();
    fs::write(directory.path().join("notes.txt"), "not a profile").unwrap();
    let profiles = Profiles::load(directory.path()).unwrap();
    assert_eq!(profiles.get("x").unwrap().title(), "X");
    assert_eq!(profiles.recognise(b"D,C,M\n").map(Profile::name), Some("x"));
    fs::write(directory.path().join("y.toml"), SMALL).unwrap();
    assert_eq!(Profiles::load(directory.path()).unwrap_err().key, "name");
}

#[test]
fn a_file_is_recognised_by_its_columns_or_not_at_all() {
    let profiles = Profiles::bundled().unwrap();
    let name = |text: &str| profiles.recognise(text.as_bytes()).map(Profile::name);
    assert_eq!(name("PageId,TNXDate,DocNo,Debit,Credit,Balance,TransactionDetails\n"), Some("vietcombank"));
    let shared = "PageId,Date,Time,ReferenceNumber,TransactionDetails,DebitAmount,CreditAmount,Balance,OffsetAccount\n";
    assert_eq!(name(shared), None);
    assert_eq!(name(&format!("{shared}1,01/09/2024,,1,ung ho VIETINBANK,,1,,A\n")), None);
    assert_eq!(name(&format!("NGÂN HÀNG CÔNG THƯƠNG\n{shared}")), Some("vietinbank"));
    assert_eq!(name(&format!("SAO KÊ AGRIBANK\n{shared}")), Some("agribank"));
    assert_eq!(name("a,b\n"), None);
}
