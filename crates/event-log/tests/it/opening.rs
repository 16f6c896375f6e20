//! What is refused at opening, in words.

use std::process::Command;

use event_log::{EventLog, OpenError, Options};
use uuid::Uuid;

use crate::support::{Place, edit, fill};

#[track_caller]
fn check(place: &Place, expect: fn(&OpenError) -> bool, words: &str) {
    let error = place.try_open().map(|_| ()).expect_err("is refused");
    assert!(expect(&error), "{error:?}");
    assert!(error.to_string().contains(words), "{error}");
    assert!(!error.vi().is_empty() && error.vi() != error.to_string());
}

#[test]
fn a_log_opens_once_at_a_time() {
    let place = Place::new();
    let log = place.open();
    check(&place, |error| matches!(error, OpenError::AlreadyOpen { .. }), "already open elsewhere");
    let clone = log.clone();
    drop(log);
    check(&place, |error| matches!(error, OpenError::AlreadyOpen { .. }), "stop the other program");
    drop(clone);
    place.open();
}

#[test]
fn a_reader_alive_keeps_the_log_open() {
    let place = Place::new();
    let log = place.open();
    fill(&log, 3);
    let mut records = log.read(0);
    records.next();
    drop(log);
    check(&place, |error| matches!(error, OpenError::AlreadyOpen { .. }), "already open elsewhere");
    assert_eq!(records.count(), 2);
    assert_eq!(place.open().id(), Uuid::from_u128(7));
}

#[test]
fn there_must_be_a_log_and_only_one() {
    let place = Place::new();
    let again = EventLog::create(&place.path(), Uuid::from_u128(8)).expect_err("is refused");
    assert!(matches!(again, OpenError::Exists { .. }), "{again:?}");
    std::fs::remove_file(place.file("journal")).expect("removes");
    check(&place, |error| matches!(error, OpenError::NotFound { .. }), "there is no ledger in");
}

#[test]
fn a_newer_format_and_foreign_files_are_refused() {
    let place = Place::new();
    edit(&place.file("journal"), |bytes| bytes[8] = 2);
    check(&place, |error| matches!(error, OpenError::Newer { found: 2, known: 1, .. }), "update the program");
    edit(&place.file("journal"), |bytes| bytes[0] = b'X');
    check(&place, |error| matches!(error, OpenError::NotAJournal { .. }), "not a journal");
    edit(&place.file("journal"), |bytes| bytes.truncate(20));
    check(&place, |error| matches!(error, OpenError::NotAJournal { .. }), "not a journal");
}

/// Root may open everything, so the directory is opened as another user where there is one to become.
#[test]
fn a_directory_without_permission_is_refused() {
    let place = Place::new();
    let parent = place.path().parent().expect("a parent").to_owned();
    open_up(&parent, 0o755);
    open_up(&place.file("journal"), 0o600);
    let setpriv = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    let program = crate::crash::readable_program(&parent);
    let run = Command::new("setpriv").args(setpriv).arg(program).arg("verify").arg(place.path()).output();
    match run {
        Ok(output) if String::from_utf8_lossy(&output.stderr).contains("setpriv") => {
            eprintln!("skipped: this user may not become another");
        }
        Ok(output) => {
            let text = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(!output.status.success() && text.contains("Permission"), "{text}");
        }
        Err(error) => eprintln!("skipped: setpriv: {error}"),
    }
}

fn open_up(path: &std::path::Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("sets");
}

#[test]
fn options_have_defaults_that_work() {
    let place = Place::new();
    EventLog::open(&place.path(), Options::default()).expect("opens");
}
