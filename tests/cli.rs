//! The command line from an empty directory to balances and back in time.

use serde_json::Value;

use crate::support::{Desk, statement};

/// The account that generated statements print.
const VCB: &str = "vietcombank:1500000000001";

/// The header of a converter that several banks' statements pass through.
const CONVERTED: &str = "Date,TransactionDetails,ReferenceNumber,DebitAmount,CreditAmount,Balance\n";

#[track_caller]
fn says(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "does not say {word}: {text}");
    }
}

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
    assert!(desk.done(&["verify", "log"]).contains("The log is whole"));
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
    says(&shown, &["line 3", "the balance shows 50.000", "cannot be read with certainty"]);
    says(
        &shown,
        &["dạng / shape 99aaa aa,9 (9 = chữ số / digit, a = chữ / letter)", "the account's opening balance"],
    );
    let listed = desk.done(&["quarantine", "list"]);
    says(&listed, &["50.000 đ", "số tiền không đọc chắc được", "reference 11113333"]);
    assert!(!listed.contains("NGHIEM"), "{listed}");
    assert!(desk.done(&["quarantine", "list", "--texts"]).contains("NGHIEM"));
    says(&desk.done(&["balance"]), &["1 statement lines wait", "giờ Việt Nam"]);
    let confirmed = desk.done(&["quarantine", "confirm", "1"]);
    says(
        &confirmed,
        &["Đã ghi dòng chờ 1", "Waiting line 1 recorded as receipt 2: 50.000 đ, agribank:150020111"],
    );
    let balance = desk.done(&["balance"]);
    assert!(balance.contains("150.000") && !balance.contains("lines wait"), "{balance}");
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
    says(&desk.done(&["receipt", "list", "--unidentified"]), &["     1  ", "9.000.000 đ", "unidentified"]);
    let identified = desk.done(&identify);
    says(&identified, &["Receipt 1 identified: 9.000.000 đ, cash:main, enterprise", "vị trí 3", "--to 4"]);
    says(&desk.done(&["receipt", "list", "--unidentified"]), &["0 khoản thu"]);
    assert!(desk.refused(&identify).contains("identified already"));
    let reversed = desk.done(&["receipt", "reverse", "1", "--reason", "bank-returned"]);
    says(&reversed, &["Đã ghi số âm khoản thu số 1", "-9.000.000 đ, cash:main"]);
    says(&desk.done(&["receipt", "list"]), &["đã ghi số âm / reversed"]);
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

#[test]
fn a_waiting_line_is_laid_aside_with_words_for_it() {
    let desk = Desk::with_accounts(&["agribank:150020111"]);
    let file = desk.file("sao-ke.csv", format!("{CONVERTED}02/09/2021,x,1,,nam nghin,\n"));
    desk.done(&["import", "--profile", "agribank", &file]);
    let said = desk.done(&["quarantine", "dismiss", "1", "--reason", "no-transaction"]);
    says(&said, &["Đã gác dòng chờ 1, không ghi", "Waiting line 1 laid aside", "agribank:150020111"]);
    assert!(!said.contains("Receipt"), "{said}");
}

#[test]
fn receipts_are_listed_by_number_and_names_only_on_demand() {
    let desk = Desk::with_accounts(&["cash:main", "agribank:150020111"]);
    let record = ["receipt", "record", "--account", "cash:main", "--amount"];
    let named = [&record[..], &["1.500.000đ", "--on", "15/09/2021", "--name", "Trần Thị Bé", "--memo", "áo"]];
    says(&desk.done(&named.concat()), &["Receipt 1 recorded: 1.500.000 đ, cash:main, person"]);
    says(&desk.done(&[&record[..], &["7"]].concat()), &["khoản thu số 2: 7 đ, cash:main, ẩn danh"]);
    let by_bank =
        ["receipt", "record", "--account", "agribank:150020111", "--amount", "8", "--reference", "FT1"];
    desk.done(&by_bank);
    let listed = desk.done(&["receipt", "list"]);
    says(
        &listed,
        &["15/09/2021", "1.500.000 đ", "cash:main", "cá nhân / person", "reference FT1", "3 khoản thu"],
    );
    assert!(!listed.contains("Bé") && !listed.contains("áo"), "{listed}");
    says(&desk.done(&["receipt", "list", "--texts"]), &["Trần Thị Bé", "áo"]);
    let page = desk.done(&["receipt", "list", "--from", "2", "--limit", "1"]);
    says(&page, &["7 đ", "more: --from 3"]);
    assert!(!page.contains("1.500.000"), "{page}");
}

#[test]
fn history_goes_by_the_time_of_recording() {
    let desk = Desk::with_accounts(&["cash:main"]);
    says(&desk.done(&["replay", "--to", "12/09/2021"]), &["the books begin at", "giờ Việt Nam"]);
    assert_eq!(desk.done(&["replay", "--to", "31/12/2999", "--json"]), desk.balances());
    says(&desk.done(&["replay", "--help"]), &["moment of RECORDING", "GHI SỔ"]);
}

#[test]
fn the_help_says_each_thing_once() {
    let desk = Desk::new();
    for command in ["import", "receipt", "quarantine", "token", "balance", "serve", "demo", "verify"] {
        let help = desk.done(&[command, "--help"]);
        assert!(!help.contains("Arguments.") && !help.contains("Which fund"), "{help}");
        let about = help.lines().next().unwrap();
        assert!(about.contains(" / ") && help.matches(about).count() == 1, "{help}");
    }
    assert_eq!(desk.done(&["--help"]).matches("Nhập sao kê").count(), 1);
}

#[test]
fn the_profile_follows_from_the_account_or_from_the_funds_banks() {
    let line = format!("{CONVERTED}02/09/2021,LE VAN THU ung ho,1,,\"100,000\",\n");
    let one = Desk::with_accounts(&["vietinbank:111000000002", "cash:main"]);
    let file = one.file("sao-ke.csv", &line);
    says(&one.done(&["import", &file]), &["vietinbank:111000000002"]);
    let two = Desk::with_accounts(&["vietinbank:111000000002", "agribank:150020111"]);
    let file = two.file("sao-ke.csv", &line);
    says(&two.refused(&["import", &file]), &["sao-ke.csv", "--profile", "agribank, bidv", " / "]);
    says(&two.done(&["import", "--account", "agribank:150020111", &file]), &["agribank:150020111"]);
}

#[test]
fn who_stops_listening_stops_the_printing_and_not_the_work() {
    let desk = Desk::with_accounts(&["agribank:150020111"]);
    let names = ["mot.csv", "hai.csv"]
        .map(|name| desk.file(name, format!("{CONVERTED}02/09/2021,{name} ung ho,{name},,\"100,000\",\n")));
    let import = ["import", "--profile", "agribank", &names[0], &names[1]];
    for arguments in [&import[..], &["quarantine", "list"], &["balance"], &["events"], &["receipt", "list"]] {
        assert_eq!(desk.unheard(arguments), (true, String::new()), "{arguments:?}");
    }
    says(&desk.done(&["balance"]), &["200.000"]);
}

#[test]
fn texts_of_statements_do_not_drive_the_terminal() {
    let desk = Desk::with_accounts(&["agribank:150020111"]);
    let line = "02/09/2021,LE\u{1b}]0;x\u{7} VAN\u{202e},A\u{1b}[2J,,\"100,000\",\n02/09/2021,\u{1b}[8m,B\u{9b},,x,\n";
    let file = desk.file("a\u{1b}[31m.csv", format!("{CONVERTED}{line}"));
    let cut = desk.file("b\u{1b}[31m.csv", "Date,Memo\u{7}\n02/09/2021,x\n");
    let shown = [
        desk.done(&["import", "--profile", "agribank", &file]),
        desk.refused(&["import", "--profile", "agribank", &cut]),
        desk.refused(&["import", &format!("{file}\u{7}")]),
        desk.done(&["receipt", "list", "--texts"]),
        desk.done(&["quarantine", "list", "--texts"]),
    ];
    for text in shown {
        let bare = text.replace('\n', "");
        assert!(!bare.contains(char::is_control) && !bare.contains('\u{202e}'), "{text:?}");
        assert!(text.contains('\u{fffd}'), "{text}");
    }
}

#[test]
fn a_printed_balance_that_does_not_follow_is_told_with_the_balances() {
    let desk = Desk::with_accounts(&["agribank:150020111"]);
    let lines = "02/09/2021,x,1,,100,500\n02/09/2021,y,2,,100,700\n";
    let file = desk.file("sao-ke.csv", format!("{CONVERTED}{lines}"));
    says(
        &desk.done(&["import", "--profile", "agribank", &file]),
        &["breaks 1", "line 3: tính ra / expected 600"],
    );
    says(&desk.done(&["balance"]), &["1 balances printed on statements do not follow"]);
}
