//! Rows in clear, as an older program wrote them, are sealed once.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::crash::copy;
use super::{FUND, cut, files, new_keys, numbers, occurs, open, opened, row};
use crate::{Class, KeySource, Keys, Opened, RowNumber, Vault, VaultError};

/// The first format, byte for byte (made by another program): rows 1 to 3 of which the second was swept.
const GOLDEN: &[u8] = include_bytes!("../../golden/rows-v1");

fn written(bytes: &[u8]) -> TempDir {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("rows"), bytes).unwrap();
    dir
}

/// As the books open a vault: keys are made where the rows stand in clear.
fn open_old(dir: &Path) -> Result<(Vault, Opened), VaultError> {
    let place = dir.join("keys");
    let keys = match Keys::open(&place, FUND, &KeySource::Directory) {
        Err(VaultError::KeysMissing(_)) if Vault::stands_in_clear(dir)? => {
            Keys::create(&place, FUND, &KeySource::Directory)
        }
        keys => keys,
    };
    Vault::open(dir, keys?)
}

#[track_caller]
fn check(vault: &Vault) {
    for seed in [1, 3] {
        assert_eq!(vault.read(RowNumber::new(seed)).unwrap(), row(seed));
        assert!(vault.commitment(RowNumber::new(seed)).unwrap().is_some());
    }
    assert!(matches!(vault.read(RowNumber::new(2)), Err(VaultError::Swept(_))));
    assert_eq!((numbers(vault), vault.last().get()), (vec![1, 3], 3));
}

#[test]
fn old_rows_are_sealed_at_the_first_open_and_nothing_stays_in_clear() {
    let dir = written(GOLDEN);
    assert!(occurs(dir.path(), "NGUYỄN"));
    let (vault, found) = open_old(dir.path()).unwrap();
    assert_eq!((found.converted, found.rows, found.swept), (true, 2, 1));
    check(&vault);
    let mut classes = Vec::new();
    vault.for_each(RowNumber::NONE, |_, class, _| classes.push(class)).unwrap();
    assert_eq!(classes, [Class::Voucher, Class::Beneficiary]);
    drop(vault);
    assert!(!occurs(dir.path(), "NGUYỄN") && !dir.path().join("rows.v1").exists());
    let (vault, found) = opened(dir.path());
    assert!(!found.converted);
    check(&vault);
}

#[test]
fn stopped_at_any_step_the_next_open_ends_it() {
    let before = written(GOLDEN);
    for steps in 0.. {
        let dir = TempDir::new().unwrap();
        copy(before.path(), dir.path());
        let ended = cut::after(steps, || drop(open_old(dir.path())));
        let (vault, _) = open_old(dir.path()).unwrap();
        check(&vault);
        assert!(!occurs(dir.path(), "NGUYỄN"), "stopped after {steps} steps");
        if ended {
            assert!(steps > 10, "{steps} steps");
            return;
        }
    }
}

#[test]
fn what_is_damaged_in_an_old_file_is_sealed_as_it_is_and_stays_an_alarm() {
    let mut bytes = GOLDEN.to_vec();
    // In the text of row 1, and a torn row at the end.
    bytes[40] ^= 1;
    bytes.extend_from_slice(&GOLDEN[16..80]);
    let dir = written(&bytes);
    let (vault, found) = open_old(dir.path()).unwrap();
    assert_eq!((found.rows, found.damaged, found.converted), (1, 1, true));
    assert!(found.torn_bytes > 0 && !occurs(dir.path(), "MBVCB"));
    assert!(matches!(vault.read(RowNumber::new(1)), Err(VaultError::Damaged(_))));
    // Nothing names the torn one; row 1 is named and left as it is.
    assert_eq!(vault.sweep(&|row| row.get() <= 3, RowNumber::new(4)).unwrap(), 1);
    assert_eq!(numbers(&open(dir.path())), [3]);
    let (_, found) = opened(dir.path());
    assert_eq!((found.damaged, found.torn_bytes), (1, 0));
}

#[test]
fn sealed_rows_without_their_keys_are_not_taken_for_old_ones() {
    let dir = written(GOLDEN);
    drop(open_old(dir.path()).unwrap());
    fs::rename(dir.path().join("keys"), dir.path().join("elsewhere")).unwrap();
    assert!(matches!(open_old(dir.path()), Err(VaultError::KeysMissing(_))));
    // A new store in their place does not read them as erased.
    let (vault, found) = Vault::open(dir.path(), new_keys(dir.path())).unwrap();
    assert_eq!((found.keyless, vault.keyless()), (2, vec![RowNumber::new(1), RowNumber::new(3)]));
    assert!(matches!(vault.read(RowNumber::new(1)), Err(VaultError::KeyUnknown(_))));
    assert!(!files(dir.path()).is_empty());
}
