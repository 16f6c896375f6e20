//! Bad input: every refusal says what was wrong, where and what to do, fails, and leaves the books as they were.

use std::process::Command;

use crate::support::{Desk, statement};

const HEAD: &str = "Date,TransactionDetails,ReferenceNumber,DebitAmount,CreditAmount,Balance\n";

fn desk() -> Desk {
    let desk = Desk::with_accounts(&["agribank:150020111", "cash:main"]);
    desk.done(&["receipt", "record", "--account", "cash:main", "--amount", "7"]);
    desk
}

/// Refused with both languages and these words, and nothing has changed.
#[track_caller]
fn check(desk: &Desk, arguments: &[&str], words: &[&str]) {
    let before = desk.balances();
    let said = desk.refused(arguments);
    for word in words {
        assert!(said.contains(word), "{arguments:?} does not say {word}: {said}");
    }
    assert_eq!(desk.balances(), before, "{arguments:?}");
}

#[test]
fn statements_that_cannot_be_read() {
    let desk = desk();
    let line = |line: &str| format!("{HEAD}{line}\n");
    let utf16_without_mark: Vec<u8> = HEAD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let tcvn3 = b"Ng\xb5y,S\xe8 CT,Ghi n\xee,Ghi c\xe3,S\xe8 d\xad,N\xe9i dung\n01/09/2021,1,,5,,\xb8\xb5\n";
    let files: [(&str, Vec<u8>, &[&str]); 7] = [
        ("thieu-cot.csv", b"Date,Memo\n01/09/2021,x\n".to_vec(), &["thieu-cot.csv", " / "]),
        (
            "ngay-sai.csv",
            line("31/02/2021,x,1,,5,").into_bytes(),
            &["ngay-sai.csv", "2", "31/02/2021", " / "],
        ),
        ("trong.csv", Vec::new(), &["trong.csv", " / "]),
        ("utf16.csv", utf16_without_mark, &["utf16.csv", "UTF-8"]),
        ("tcvn3.csv", tcvn3.to_vec(), &["tcvn3.csv", "UTF-8"]),
        ("tuong-lai.csv", line("01/09/2999,x,1,,5,").into_bytes(), &["01/09/2999", " / "]),
        ("khong-phai.xlsx", b"PK\x03\x04 not a sheet".to_vec(), &["khong-phai.xlsx", " / "]),
    ];
    for (name, bytes, words) in files {
        let path = desk.file(name, bytes);
        check(&desk, &["import", "--profile", "agribank", &path], words);
    }
    let good = desk.file("tot.csv", line("01/09/2021,x,1,,5,"));
    check(&desk, &["import", "--profile", "khong-co", &good], &["khong-co", "agribank", " / "]);
    check(&desk, &["import", "--profile", "agribank", "khong-co-tep.csv"], &["khong-co-tep.csv", " / "]);
    check(
        &desk,
        &["import", "--profile", "agribank", "--account", "agribank:9999", &good],
        &["agribank:9999", " / "],
    );
    check(&desk, &["import", "--profile", "vietcombank", &good], &["tot.csv", " / "]);
    check(&desk, &["--fund", "khong-co", "import", &good], &[]);
}

#[test]
fn amounts_that_are_none_are_held_and_never_guessed() {
    let desk = desk();
    let rows = ["-5", "1.5", "99999999999999999999", "1.000,000.5", "nam nghin", ""];
    let lines: Vec<String> = rows
        .iter()
        .enumerate()
        .map(|(number, amount)| format!("01/09/2021,x,{number},,\"{amount}\","))
        .collect();
    let path = desk.file("so-tien.csv", format!("{HEAD}{}\n", lines.join("\n")));
    let before = desk.balances();
    let report = desk.done(&["import", "--profile", "agribank", "--json", &path]);
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    let held: Vec<_> =
        report["held"].as_array().unwrap().iter().map(|line| line["line"].as_u64().unwrap()).collect();
    assert_eq!(
        (held, &report["gifts"]["lines"]),
        ((2..8).collect::<Vec<_>>(), &serde_json::Value::from(0)),
        "{report}"
    );
    let lines = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap()["lines"].clone();
    assert_eq!(lines(&desk.balances()), lines(&before));
}

#[test]
fn entries_that_cannot_be() {
    let desk = desk();
    let record = ["receipt", "record", "--account", "cash:main", "--amount"];
    for (amount, words) in [
        ("0", ["lớn hơn 0", "above zero"]),
        ("-5", ["lớn hơn 0", "above zero"]),
        ("1.5", ["số đồng nguyên", "whole number"]),
        ("9223372036854775808", ["số đồng nguyên", "whole number"]),
        ("9223372036854775807", ["vượt quá", "beyond"]),
    ] {
        check(&desk, &[&record[..], &[amount]].concat(), &words);
    }
    check(&desk, &[&record[..], &["1", "--on", "2999-01-01"]].concat(), &["sau hôm nay", "after today"]);
    check(&desk, &[&record[..], &["1", "--on", "2021-02-30"]].concat(), &["2021-02-30", "15/09/2024", " / "]);
    check(
        &desk,
        &["receipt", "record", "--account", "bidv:99999", "--amount", "1"],
        &["bidv:99999", "not the fund's"],
    );
    check(&desk, &["receipt", "reverse", "99", "--reason", "other"], &["99", "no receipt"]);
    check(
        &desk,
        &["replay", "--to", "999"],
        &["999", " / "].map(|word| if word == "999" { "4" } else { word }),
    );
    check(&desk, &["replay", "--to", "hôm qua"], &["hôm qua", "10/09/2024", " / "]);
    check(&desk, &["account", "cash:main"], &["đã có", "already"]);
    check(&desk, &["init", "--fund", "yagi-2024", "--name", "x"], &["yagi-2024", " / "]);
    check(&desk, &["init", "--fund", "../x", "--name", "x"], &["../x"]);
    let twice = ["--account", "cash:main", "--account", "cash:main"];
    check(&desk, &[&["init", "--fund", "hai", "--name", "x"], &twice[..]].concat(), &["cash:main", " / "]);
    check(&desk, &["init", "--fund", "hai", "--name", ""], &[" / "]);
    assert!(!desk.data().join("funds/hai").exists(), "a refused fund leaves nothing");
}

#[test]
fn the_sample_does_not_come_beside_real_books() {
    let desk = desk();
    check(&desk, &["demo", "--load-only"], &["yagi-2024", "--data", " / "]);
    assert!(!desk.data().join("funds/dong-thap-2021").exists());
    let fresh = Desk::new();
    let said = fresh.refused(&["demo", "--load-only", "--size", "499"]);
    assert!(said.contains("500") && said.contains(" / "), "{said}");
    fresh.done(&["demo", "--load-only", "--size", "500"]);
    fresh.done(&["verify", "log"]);
}

#[test]
fn lost_names_fail_the_check_and_the_figures_stand() {
    let desk = desk();
    desk.done(&["receipt", "record", "--account", "cash:main", "--amount", "8", "--name", "Trần Thị Bé"]);
    let rows = desk.data().join("funds/yagi-2024/vault/rows");
    let bytes = std::fs::read(&rows).unwrap();
    std::fs::write(&rows, &bytes[..bytes.len() - 3]).unwrap();
    check(&desk, &["verify", "log"], &["tên và nội dung của 1 dòng", "of 1 rows", "restore it from a copy"]);
}

#[test]
fn configuration_that_is_wrong_names_its_key() {
    let desk = desk();
    for (text, word) in
        [("dta = \"x\"", "dta"), ("[server]\nlisten = \"cửa\"", "listen"), ("[log]\nlevel = 3", "level")]
    {
        let path = desk.file("sovang.toml", text);
        check(&desk, &["--config", &path, "balance"], &[word, "sovang.toml", " / "]);
    }
    check(&desk, &["--config", "khong-co.toml", "balance"], &["khong-co.toml", " / "]);
    let banks = desk.file("hong.toml", "name = \"hong\"\ncolour = 1\n");
    let banks = std::path::Path::new(&banks).parent().unwrap().to_str().unwrap();
    check(&desk, &["--banks", banks, "import", &banks.replace("data", "x")], &["toml"]);
}

#[test]
fn books_that_are_open_elsewhere_or_written_by_a_newer_program() {
    let desk = desk();
    let server = desk.serve();
    let said = desk.refused(&["balance"]);
    assert!(said.contains("đang được mở ở nơi khác") && said.contains("already open elsewhere"), "{said}");
    assert!(said.contains("POST /v1/funds/") && said.contains("dừng máy chủ"), "{said}");
    drop(server);
    let journal = desk.data().join("funds/yagi-2024/log/journal");
    let whole = std::fs::read(&journal).unwrap();
    let mut other = whole.clone();
    other[..4].copy_from_slice(b"xxxx");
    std::fs::write(&journal, &other).unwrap();
    let said = desk.refused(&["balance"]);
    assert!(said.contains("journal") && said.contains(" / "), "{said}");
    std::fs::write(&journal, &whole).unwrap();
    desk.balances();
}

/// A limit on the size of files stands in for a disk that is full.
#[test]
fn a_full_disk_refuses_the_import_and_the_books_go_on() {
    let desk = Desk::with_accounts(&["agribank:1500000000001", "cash:main"]);
    let path = desk.file("lon.csv", statement("agribank", 9, 4_000));
    let before = desk.balances();
    let script = "trap '' XFSZ; ulimit -f 300; exec \"$0\" \"$@\"";
    let mut command = Command::new("bash");
    command.args(["-c", script, env!("CARGO_BIN_EXE_sovang"), "import", "--profile", "agribank", &path]);
    let output = command.env("SOVANG_DATA", desk.data()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && !said.contains("panicked"), "{said}");
    assert!(said.contains("đĩa") && said.contains("disk"), "{said}");
    assert_eq!(desk.balances(), before);
    desk.done(&["import", "--profile", "agribank", &path]);
    assert!(desk.done(&["verify", "log"]).contains("The log is whole"));
}
