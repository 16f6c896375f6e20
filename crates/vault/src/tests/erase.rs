//! Erasing: nothing can be read any more, what stays can still be proved, and no older key store brings it back.

use std::fs;

use tempfile::TempDir;
use transparency::commitment;

use super::crash::copy;
use super::{FUND, create, files, occurs, open, opened};
use crate::frame::{self, Frame};
use crate::{Class, Destroyed, KeySource, KeyState, Keys, Row, RowNumber, Vault, VaultError};

const ROW: RowNumber = RowNumber::new(1);

fn person() -> Row<'static> {
    Row {
        name: "Trần Văn Ví Dụ".into(),
        memo: "ung ho 0900000001".into(),
        contact: "vi.du@example.org".into(),
        ..Row::default()
    }
}

/// Row 1 is a person with a contact, row 2 one without, row 3 a pledge.
fn written() -> TempDir {
    let dir = TempDir::new().unwrap();
    let vault = create(dir.path());
    vault.append(Class::Voucher, &person()).unwrap();
    vault.append(Class::Beneficiary, &Row { contact: "".into(), ..person() }).unwrap();
    vault.append(Class::Contact, &person()).unwrap();
    vault.sync().unwrap();
    dir
}

fn erase(vault: &Vault, which: &[(RowNumber, Class)]) {
    vault.destroy_keys(which).unwrap();
    vault.delete_rows(which).unwrap();
}

#[test]
fn an_erased_contact_is_gone_and_the_name_can_still_be_proved() {
    let dir = written();
    let vault = open(dir.path());
    let before = vault.opening(ROW).unwrap();
    erase(&vault, &[(ROW, Class::Contact)]);
    for vault in [vault, open(dir.path())] {
        assert_eq!(vault.read(ROW).unwrap(), Row { contact: "".into(), ..person() });
        assert_eq!(vault.key_state(ROW, Class::Contact).unwrap(), KeyState::Erased);
        let after = vault.opening(ROW).unwrap();
        assert_eq!(vault.commitment(ROW).unwrap(), Some(before.commitment));
        let place = commitment::Place { fund: FUND, row: 1 };
        let mut each = Vec::new();
        for (field, was) in after.fields.iter().zip(&before.fields) {
            assert_eq!((field.name, field.commitment), (was.name, was.commitment));
            match &field.opened {
                Some(opened) => {
                    let made = commitment::of_field(&opened.salt, place, field.name, &opened.value);
                    each.push((field.name, made));
                }
                None => each.push((field.name, field.commitment)),
            }
        }
        assert_eq!(commitment::of_row(each), before.commitment);
        let opened: Vec<_> = after.fields.iter().map(|field| (field.name, field.opened.is_some())).collect();
        assert_eq!(opened, [("name", true), ("memo", true), ("contact", false)]);
    }
}

#[test]
fn a_row_that_is_erased_whole_says_so_and_keeps_its_commitment() {
    let dir = written();
    let vault = open(dir.path());
    let commitments = [1, 3].map(|row| vault.commitment(RowNumber::new(row)).unwrap());
    assert!(commitments.iter().all(Option::is_some));
    let pledge = RowNumber::new(3);
    assert_eq!(vault.key_state(pledge, Class::Voucher).unwrap(), KeyState::Absent);
    assert_eq!(vault.key_state(RowNumber::new(2), Class::Contact).unwrap(), KeyState::Absent);
    erase(&vault, &[(ROW, Class::Contact), (ROW, Class::Voucher), (pledge, Class::Contact)]);
    drop(vault);
    let (vault, found) = opened(dir.path());
    assert_eq!((found.rows, found.erased, found.damaged, found.keyless), (1, 2, 0, 0));
    for (row, kept) in [1, 3].into_iter().zip(commitments) {
        let row = RowNumber::new(row);
        assert!(matches!(vault.read(row), Err(VaultError::Erased(_))) && !vault.contains(row));
        assert!(matches!(vault.opening(row), Err(VaultError::Erased(_))));
        assert_eq!(vault.commitment(row).unwrap(), kept);
    }
    let again = vault.destroy_keys(&[(ROW, Class::Voucher), (RowNumber::new(2), Class::Contact)]).unwrap();
    assert_eq!(again, Destroyed { already: 1, absent: 1, ..Destroyed::default() });
    let scanned = vault.for_each(RowNumber::NONE, |_, _, _| {}).unwrap();
    assert_eq!((scanned.rows, scanned.damaged), (1, vec![]));
}

#[test]
fn no_byte_of_a_text_is_ever_on_the_disk_and_no_byte_of_a_key_after_it_was_destroyed() {
    let dir = written();
    let texts = ["Ví Dụ", "0900000001", "vi.du@example"];
    assert!(texts.iter().all(|text| !occurs(dir.path(), text)), "sealed from the first byte on");
    let store = fs::read(dir.path().join("keys/keys")).unwrap();
    let wrapped = &store[96 + 4..96 + 44];
    let epoch = fs::read(dir.path().join("keys/epoch-1.key")).unwrap();
    let holds = |what: &[u8]| {
        files(dir.path()).iter().any(|(_, bytes)| bytes.windows(what.len()).any(|window| window == what))
    };
    assert!(holds(wrapped) && holds(&epoch));
    let rows = fs::read(dir.path().join("rows")).unwrap();
    let vault = open(dir.path());
    erase(&vault, &[(ROW, Class::Contact)]);
    assert!(!holds(wrapped) && holds(&epoch));
    assert_eq!(vault.rotate_keys().unwrap(), 2);
    assert!(!holds(&epoch));
    assert_eq!(vault.read(ROW).unwrap().name, person().name);
    assert_eq!(open(dir.path()).read(RowNumber::new(3)).unwrap(), person());
    // The ciphertext too: its last bytes are those of the erased part.
    let len = u32::from_le_bytes(rows[16..20].try_into().unwrap()) as usize;
    let end = 16 + frame::HEAD + len;
    assert!(!holds(&rows[end - 32..end]));
}

#[test]
fn rows_are_not_deleted_before_their_keys() {
    let dir = written();
    let vault = open(dir.path());
    let refused = vault.delete_rows(&[(ROW, Class::Contact)]);
    assert!(matches!(refused, Err(VaultError::KeyStillThere(row)) if row == ROW));
    assert_eq!(vault.read(ROW).unwrap(), person());
}

#[test]
fn a_key_that_is_not_known_is_an_error_and_never_an_erasure() {
    let dir = written();
    let path = dir.path().join("keys/keys");
    let mut store = fs::read(&path).unwrap();
    store[48..48 + 96].fill(0);
    fs::write(&path, &store).unwrap();
    let (vault, found) = opened(dir.path());
    assert_eq!((found.keyless, found.erased, vault.keyless()), (1, 0, vec![ROW]));
    let unknown = |error: VaultError| matches!(error, VaultError::KeyUnknown(row) if row == ROW);
    assert!(unknown(vault.read(ROW).unwrap_err()) && unknown(vault.opening(ROW).err().unwrap()));
    assert!(unknown(vault.key_state(ROW, Class::Contact).unwrap_err()));
    let pledge = (RowNumber::new(3), Class::Contact);
    assert!(unknown(vault.destroy_keys(&[pledge, (ROW, Class::Contact)]).unwrap_err()));
    assert_eq!(vault.key_state(pledge.0, pledge.1).unwrap(), KeyState::Live, "all or nothing");
}

#[test]
fn an_older_key_store_that_is_put_back_brings_nothing_back() {
    let dir = written();
    let old = TempDir::new().unwrap();
    copy(&dir.path().join("keys"), old.path());
    let vault = open(dir.path());
    let which = [(ROW, Class::Contact), (RowNumber::new(4), Class::Voucher)];
    vault.append(Class::Voucher, &Row { contact: "".into(), ..person() }).unwrap();
    erase(&vault, &which);
    drop(vault);
    copy(old.path(), &dir.path().join("keys"));
    let vault = open(dir.path());
    // What the log holds is done once more; the second row was not in that store.
    let found = vault.destroy_keys_again(&which).unwrap();
    assert_eq!(found, Destroyed { destroyed: 1, unknown: 1, ..Destroyed::default() });
    assert_eq!(vault.keyless(), []);
    vault.rotate_keys().unwrap();
    drop(vault);
    assert_eq!(open(dir.path()).read(ROW).unwrap().contact, "");
    // A store of an epoch that is over opens nothing at all.
    fs::copy(old.path().join("keys"), dir.path().join("keys/keys")).unwrap();
    let refused = Keys::open(&dir.path().join("keys"), FUND, &KeySource::Directory);
    assert!(matches!(refused, Err(VaultError::EpochKeyMissing { epoch: 1, .. })));
}

#[test]
fn keys_of_another_fund_or_of_books_that_are_gone_are_refused() {
    let dir = written();
    let place = dir.path().join("keys");
    let other = Keys::open(&place, "lu-2025", &KeySource::Directory);
    assert!(matches!(other, Err(VaultError::WrongEpochKey(_))));
    let again = Keys::create(&place, FUND, &KeySource::Directory);
    assert!(matches!(again, Err(VaultError::KeysInUse(_))));
    fs::write(place.join("epoch-1.key"), [7; 32]).unwrap();
    let wrong = Keys::open(&place, FUND, &KeySource::Directory);
    assert!(matches!(wrong, Err(VaultError::WrongEpochKey(_))));
    fs::write(place.join("epoch-1.key"), [7; 31]).unwrap();
    assert!(Keys::open(&place, FUND, &KeySource::Directory).is_err());
}

/// The frames of a file, with the bytes of each.
fn frames(bytes: &[u8]) -> Vec<Vec<u8>> {
    let (mut rest, mut after, mut frames) = (&bytes[16..], 0, Vec::new());
    while let Some(frame) = frame::decode(rest, after) {
        frames.push(rest[..frame.size()].to_vec());
        after = frame.number;
        rest = &rest[frame.size()..];
    }
    frames
}

#[test]
fn rows_that_change_places_are_damaged_both() {
    let dir = TempDir::new().unwrap();
    let vault = create(dir.path());
    for _ in 0..2 {
        vault.append(Class::Voucher, &person()).unwrap();
    }
    drop(vault);
    let path = dir.path().join("rows");
    let mut bytes = fs::read(&path).unwrap();
    let frames = frames(&bytes);
    bytes.truncate(16);
    for (number, other) in [(1, &frames[1]), (2, &frames[0])] {
        let frame = frame::decode(other, 0).unwrap();
        Frame { number, ..frame }.write_to(&mut bytes);
    }
    fs::write(&path, &bytes).unwrap();
    let vault = open(dir.path());
    for row in [1, 2] {
        assert!(matches!(vault.read(RowNumber::new(row)), Err(VaultError::Damaged(_))));
    }
}

#[test]
fn a_flipped_bit_in_the_key_store_costs_one_row_at_most_and_is_seen() {
    let dir = written();
    let path = dir.path().join("keys/keys");
    let whole = fs::read(&path).unwrap();
    for at in 0..48 * 7 {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        fs::write(&path, &bytes).unwrap();
        if at < 48 {
            assert!(Keys::open(&dir.path().join("keys"), FUND, &KeySource::Directory).is_err(), "byte {at}");
            continue;
        }
        let hit = (at as u64 - 48) / 96 + 1;
        let (vault, _) = opened(dir.path());
        for row in 1..=3 {
            let read = vault.read(RowNumber::new(row));
            if row == hit && !never_written(at) {
                assert!(matches!(read, Err(VaultError::KeyDamaged(_))), "byte {at}, row {row}");
            } else {
                assert!(read.is_ok(), "byte {at}, row {row}");
            }
        }
    }
}

/// The slots of row 2's contact and of row 3's other part.
fn never_written(at: usize) -> bool {
    (192..288).contains(&at)
}
