//! Receipts that are handed out and verified far from the books: by the command line, and by nothing but files.

use std::fs;
use std::path::PathBuf;

use crate::support::Desk;

/// A fund with a named gift, a receipt's private and public copy, and the published key, in a folder of their own.
fn handed_out() -> (Desk, PathBuf) {
    let desk = Desk::with_accounts(&["cash:main"]);
    let receipt = ["receipt", "record", "--account", "cash:main", "--amount", "500000", "--donor", "person"];
    desk.done(&[&receipt[..], &["--name", "Trần Văn Mẫu", "--on", "2024-09-15"]].concat());
    let folder = desk.data().parent().unwrap().join("donor");
    fs::create_dir(&folder).unwrap();
    let out = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    desk.done(&["proof", "receipt", "1", "--out", &out("public.tlog-proof")]);
    desk.done(&["proof", "receipt", "1", "--private", "--out", &out("private.tlog-proof")]);
    for name in ["policy", "log.vkey"] {
        fs::copy(desk.data().join("funds/yagi-2024/tlog").join(name), folder.join(name)).unwrap();
    }
    (desk, folder)
}

#[track_caller]
fn check(desk: &Desk, arguments: &[&str], code: i32, says: &[&str]) {
    let output = desk.run(&[&["verify", "receipt"], arguments].concat());
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    for text in says {
        assert!(said.contains(text), "{arguments:?}: no {text} in {said}");
    }
}

#[test]
fn a_receipt_is_verified_without_the_books() {
    let (desk, folder) = handed_out();
    // The books are gone: a verification reads the files that it is given.
    fs::rename(desk.data(), desk.data().parent().unwrap().join("elsewhere")).unwrap();
    let file = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (public, private, key) = (file("public.tlog-proof"), file("private.tlog-proof"), file("log.vkey"));
    check(&desk, &[&public], 0, &["ĐÚNG / RIGHT", "Số tiền: 500.000 đồng", "policy", "Tên và lời nhắn"]);
    check(&desk, &[&private, "--vkey", &key], 0, &["Họ tên / Name: Trần Văn Mẫu", "RIGHT", "sổ tự ký"]);
    check(&desk, &[&private, "--policy", &file("policy")], 0, &["khớp với cam kết"]);
    fs::remove_file(file("policy")).unwrap();
    check(&desk, &[&public], 0, &["log.vkey"]);
    fs::remove_file(&key).unwrap();
    check(&desk, &[&public], 2, &["INCOMPLETE", "không có khóa công khai"]);
}

#[test]
fn what_was_changed_is_tampered_and_what_cannot_be_used_is_said() {
    let (desk, folder) = handed_out();
    let file = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let whole = fs::read_to_string(file("private.tlog-proof")).unwrap();
    let with = |text: &str| {
        fs::write(file("changed.tlog-proof"), text).unwrap();
        file("changed.tlog-proof")
    };
    let name = whole.lines().find(|line| line.starts_with("name ")).unwrap();
    let other = name.rsplit_once(' ').unwrap().0.to_owned() + " TmdVeeG7hW4=";
    check(
        &desk,
        &[&with(&whole.replace(name, &other))],
        1,
        &["TAMPERED", "not those that the record commits to"],
    );
    check(&desk, &[&with(&whole.replacen("index 2", "index 1", 1))], 1, &["TAMPERED"]);
    check(&desk, &[&with(&whole[..whole.len() - 1])], 1, &["TAMPERED", "damaged or was changed"]);
    check(&desk, &[&file("public.tlog-proof"), "--digest", "AAAAAAAAAAAAAAAAAAAAAA"], 1, &["on the paper"]);
    check(&desk, &[&file("public.tlog-proof"), "--digest", "abc"], 3, &["--digest"]);
    check(&desk, &[&file("nowhere")], 3, &["nowhere"]);
    check(&desk, &[&file("public.tlog-proof"), "--vkey", "x+y"], 3, &[" / "]);
    let another = Desk::with_accounts(&["cash:main"]);
    let key = another.data().join("funds/yagi-2024/tlog/log.vkey");
    check(
        &desk,
        &[&file("public.tlog-proof"), "--vkey", key.to_str().unwrap()],
        1,
        &["TAMPERED", "did not sign"],
    );
    assert!(desk.refused(&["proof", "receipt", "7"]).contains("receipt 7"));
    assert!(desk.refused(&["proof", "event", "77"]).contains("77"));
    assert!(desk.done(&["proof", "event", "0"]).starts_with("c2sp.org/tlog-proof@v1\nextra "));
}
