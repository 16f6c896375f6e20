//! What a crash leaves between any two steps: never half of anything, and the second run ends as the first would have.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{create, cut, files, open, opened};
use crate::{Class, KeyState, Row, RowNumber, VaultError};

const ROW: RowNumber = RowNumber::new(2);
const CONTACT: &[(RowNumber, Class)] = &[(ROW, Class::Contact)];

fn person(number: u64) -> Row<'static> {
    Row {
        name: format!("TRAN THI VI DU {number}").into(),
        contact: format!("vi.du.{number}@example.org").into(),
        ..Row::default()
    }
}

fn three() -> TempDir {
    let dir = TempDir::new().unwrap();
    let vault = create(dir.path());
    vault.append_all(Class::Voucher, (1..=3).map(person)).unwrap();
    vault.sync().unwrap();
    dir
}

pub(super) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for (path, bytes) in files(from) {
        let to = to.join(path.strip_prefix(from).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, bytes).unwrap();
    }
}

/// What was answered before the stop.
#[derive(Debug, Default)]
struct Answered {
    appended: bool,
    destroyed: bool,
    rotated: bool,
}

/// A day's work. Ends at the first step that fails.
fn work(dir: &Path, answered: &mut Answered) -> Result<(), VaultError> {
    let vault = open(dir);
    vault.append(Class::Voucher, &person(4))?;
    vault.sync()?;
    answered.appended = true;
    vault.destroy_keys(CONTACT)?;
    answered.destroyed = true;
    vault.delete_rows(CONTACT)?;
    vault.rotate_keys()?;
    answered.rotated = true;
    Ok(())
}

#[track_caller]
fn check(dir: &Path, answered: &Answered, steps: u64) {
    let at = format!("stopped after {steps} steps, {answered:?}");
    let (vault, found) = opened(dir);
    let referenced = if answered.appended { 4 } else { 3 };
    assert!(vault.keyless().iter().all(|row| row.get() > referenced), "{at}: {found:?}");
    vault.sweep(&|row| row.get() <= referenced, RowNumber::new(referenced + 1)).unwrap();
    for number in [1, 3, 4].into_iter().filter(|number| *number <= referenced) {
        assert_eq!(vault.read(RowNumber::new(number)).unwrap(), person(number), "{at}");
    }
    let Row { name, contact, .. } = match vault.read(ROW) {
        // Half a tombstone is neither a key nor a tombstone, until the erasure is done again.
        Err(VaultError::KeyDamaged(ROW)) if !answered.destroyed => return,
        read => read.unwrap(),
    };
    assert_eq!(name, person(2).name, "{at}");
    match vault.key_state(ROW, Class::Contact).unwrap() {
        KeyState::Erased => assert_eq!(contact, "", "{at}"),
        state => assert_eq!((state, contact, answered.destroyed), (KeyState::Live, person(2).contact, false)),
    }
    let opening = vault.opening(ROW).unwrap();
    assert_eq!(vault.commitment(ROW).unwrap(), Some(opening.commitment), "{at}");
    assert!(!answered.rotated || vault.keys().epoch() >= 2, "{at}");
}

#[test]
fn stopped_at_any_step_nothing_is_half_done_and_the_second_run_ends_it() {
    let before = three();
    for steps in 0.. {
        let dir = TempDir::new().unwrap();
        copy(before.path(), dir.path());
        let mut answered = Answered::default();
        let ended = cut::after(steps, || drop(work(dir.path(), &mut answered)));
        check(dir.path(), &answered, steps);
        // Once more, from the request that the log holds.
        let vault = open(dir.path());
        vault.destroy_keys(CONTACT).unwrap();
        vault.delete_rows(CONTACT).unwrap();
        vault.rotate_keys().unwrap();
        answered.destroyed = true;
        drop(vault);
        check(dir.path(), &answered, steps);
        let names: Vec<_> = files(&dir.path().join("keys")).into_iter().map(|(path, _)| path).collect();
        assert_eq!(names.len(), 2, "the keys of older epochs are gone: {names:?}");
        if ended {
            assert!(answered.rotated && steps >= 15, "{steps} steps");
            return;
        }
    }
}
