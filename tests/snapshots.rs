//! The public book signed and written out by the program, and verified by a stranger with a mirror and without one.

use std::fs;
use std::path::PathBuf;

use transparency::{Snapshot, VerifierKey};

use crate::support::Desk;

const RECEIPT: [&str; 6] = ["receipt", "record", "--account", "cash:main", "--amount", "500000"];

/// Books of three gifts with their files in `files` and a mirror in `mirror`.
fn published() -> (Desk, PathBuf) {
    let desk = Desk::with_accounts(&["cash:main"]);
    for _ in 0..3 {
        desk.done(&RECEIPT);
    }
    let files = desk.data().with_file_name("files");
    let said = desk.done(&["snapshot", "--to", "files"]);
    assert!(said.contains("5 entries") && said.contains("ung-ho.csv"), "{said}");
    let log = desk.data().join("funds/yagi-2024/tlog");
    desk.done(&["mirror", log.to_str().unwrap(), "mirror"]);
    (desk, files)
}

/// Verifies, with these further arguments: the exit code, and what was said.
#[track_caller]
fn verify(desk: &Desk, more: &[&str], code: i32, says: &str) {
    let output = desk.run(&[&["verify", "snapshot", "files"], more].concat());
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(said.contains(says), "{said}");
}

#[test]
fn what_is_signed_is_verified_with_a_mirror_and_without() {
    let (desk, files) = published();
    verify(&desk, &["--mirror", "mirror"], 0, "made again from the first 5 events");
    verify(&desk, &[], 0, "add --mirror");
    verify(&desk, &["--vkey", "nothing"], 3, "");
    // The balances of the list are those that a replay prints.
    let list = fs::read(files.join("ban-chot.txt")).unwrap();
    let key = fs::read_to_string(files.join("log.vkey")).unwrap();
    let list = Snapshot::open(&list, &VerifierKey::parse(key.trim_end()).unwrap()).unwrap();
    let balances = list.files.iter().find(|file| file.name == "can-doi.tsv").unwrap();
    assert!(desk.done(&["verify", "balances", "mirror"]).contains(&balances.hex()));
    // It lies beside the log, as it was signed; asked for again, it is the same.
    let kept = desk.data().join(format!("funds/yagi-2024/tlog/snapshot/{}", list.id));
    assert_eq!(fs::read(kept).unwrap(), fs::read(files.join("ban-chot.txt")).unwrap());
    desk.done(&["snapshot"]);
    desk.done(&["verify", "log"]);

    let gifts = files.join("ung-ho.csv");
    let right = fs::read_to_string(&gifts).unwrap();
    fs::write(&gifts, right.replace("500000", "400000")).unwrap();
    verify(&desk, &["--mirror", "mirror"], 1, "from line 3 on");
    verify(&desk, &[], 1, "ung-ho.csv: not the file");
    fs::remove_file(&gifts).unwrap();
    verify(&desk, &["--mirror", "mirror"], 2, "ung-ho.csv: missing");
}

#[test]
fn what_another_fund_signed_is_not_this_fund_s() {
    let (desk, files) = published();
    let (_other, theirs) = published();
    fs::copy(theirs.join("ban-chot.txt"), files.join("ban-chot.txt")).unwrap();
    verify(&desk, &["--mirror", "mirror"], 1, "not signed by");
    // A mirror that is behind says so.
    let (desk, _) = published();
    desk.done(&RECEIPT);
    fs::remove_dir_all(desk.data().with_file_name("files")).unwrap();
    desk.done(&["snapshot", "--to", "files"]);
    verify(&desk, &["--mirror", "mirror"], 2, "`sovang mirror` again");
    // The files are never written over others.
    assert!(desk.refused(&["snapshot", "--to", "files"]).contains("files"));
}

#[test]
fn a_server_shows_what_was_signed_and_a_stranger_verifies_it_by_its_address() {
    let (desk, files) = published();
    let list = fs::read_to_string(files.join("ban-chot.txt")).unwrap();
    let id = list.lines().nth(2).unwrap();
    let server = desk.serve();
    let get = |path: &str| {
        let mut answer = ureq::get(format!("{}{path}", server.url)).call().unwrap();
        answer.body_mut().read_to_string().unwrap()
    };
    assert_eq!(get("/f/yagi-2024/snapshots"), format!("{id}\n"));
    assert_eq!(get(&format!("/f/yagi-2024/snapshot/{id}")), list);
    for missing in ["/f/yagi-2024/snapshot/2020-01-01", "/f/yagi-2024/snapshot/..%2Fcheckpoint"] {
        assert!(ureq::get(format!("{}{missing}", server.url)).call().is_err(), "{missing}");
    }
    let address = format!("{}/quy/yagi-2024/du-lieu/ngay/{id}", server.url);
    let said = desk.done(&["verify", "snapshot", &address, "--mirror", "mirror"]);
    assert!(said.contains("made again from the first 5 events"), "{said}");
    desk.done(&["verify", "snapshot", &address]);
}

#[test]
fn a_backup_holds_what_was_signed() {
    let (desk, files) = published();
    let list = fs::read_to_string(files.join("ban-chot.txt")).unwrap();
    desk.done(&["backup", "kept"]);
    let place = format!("tlog/snapshot/{}", list.lines().nth(2).unwrap());
    let kept = desk.data().with_file_name("kept").join("yagi-2024").join(&place);
    assert_eq!(fs::read_to_string(kept).unwrap(), list);
}
