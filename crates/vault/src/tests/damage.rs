//! Torn tails and flipped bits.

use std::fs;

use super::{length, numbers, open, opened, row, written};
use crate::{Class, RowNumber, VaultError};

#[test]
fn a_tail_torn_at_any_byte_costs_the_torn_row_only() {
    let (dir, ends) = written(3);
    let path = dir.path().join("rows");
    let whole = fs::read(&path).unwrap();
    let keys = fs::read(dir.path().join("keys/keys")).unwrap();
    for cut in ends[1]..ends[3] {
        fs::write(&path, &whole[..cut]).unwrap();
        fs::write(dir.path().join("keys/keys"), &keys).unwrap();
        let (left, end) = if cut < ends[2] { (1, ends[1]) } else { (2, ends[2]) };
        let torn = (cut - end) as u64;
        let (vault, opened) = opened(dir.path());
        assert_eq!((opened.rows, opened.torn_bytes, opened.damaged), (left, torn, 0), "cut at {cut}");
        assert_eq!(length(&dir), cut, "opening changes nothing");
        let wiped = vault.sweep(&|number| number.get() <= left, RowNumber::new(1)).unwrap();
        assert_eq!(wiped, u64::from(torn > 0));
        assert_eq!(length(&dir), end);
        let next = vault.append(Class::Voucher, &row(9)).unwrap();
        assert_eq!(next.get(), left + 1 + u64::from(torn > 0));
        assert_eq!(open(dir.path()).read(next).unwrap(), row(9));
    }
}

#[test]
fn a_torn_row_that_an_event_refers_to_is_kept_and_reported() {
    let (dir, ends) = written(2);
    let path = dir.path().join("rows");
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..ends[2] - 1]).unwrap();
    let vault = open(dir.path());
    assert_eq!(vault.sweep(&|_| true, RowNumber::new(1)).unwrap(), 0);
    assert!(matches!(vault.read(RowNumber::new(2)), Err(VaultError::Damaged(_))));
    assert_eq!(vault.append(Class::Voucher, &row(3)).unwrap().get(), 3);
    let (vault, opened) = opened(dir.path());
    assert_eq!((opened.damaged, opened.torn_bytes, numbers(&vault)), (1, 0, vec![1, 3]));
}

#[test]
fn any_flipped_bit_costs_its_own_row_only() {
    let (dir, ends) = written(4);
    let path = dir.path().join("rows");
    let whole = fs::read(&path).unwrap();
    for at in ends[0]..ends[4] {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        fs::write(&path, &bytes).unwrap();
        let hit = ends.iter().position(|&end| at < end).unwrap() as u64;
        let (vault, opened) = opened(dir.path());
        let others: Vec<_> = (1..=4).filter(|&number| number != hit).collect();
        assert_eq!((numbers(&vault), opened.rows, vault.last().get()), (others, 3, 4), "byte {at}");
        assert!(matches!(vault.read(RowNumber::new(hit)), Err(VaultError::Damaged(_))));
    }
}

#[test]
fn damage_after_the_open_is_seen_by_the_read_and_the_scan() {
    let (dir, ends) = written(3);
    let vault = open(dir.path());
    let path = dir.path().join("rows");
    let mut bytes = fs::read(&path).unwrap();
    bytes[ends[1] + 30] ^= 4;
    fs::write(&path, &bytes).unwrap();
    assert!(matches!(vault.read(RowNumber::new(2)), Err(VaultError::Damaged(_))));
    let scanned = vault.for_each(RowNumber::NONE, |_, _, _| {}).unwrap();
    assert_eq!((scanned.rows, scanned.damaged), (2, vec![RowNumber::new(2)]));
}

#[test]
fn damage_in_the_middle_that_no_event_needs_is_wiped() {
    let (dir, ends) = written(4);
    let path = dir.path().join("rows");
    let mut bytes = fs::read(&path).unwrap();
    bytes[ends[1] + 40] ^= 1;
    bytes[ends[2]] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let kept = |number: RowNumber| number.get() == 1 || number.get() == 4;
    assert_eq!(open(dir.path()).sweep(&kept, RowNumber::new(1)).unwrap(), 2);
    let (vault, opened) = opened(dir.path());
    assert_eq!((opened.rows, opened.swept, opened.damaged, numbers(&vault)), (2, 1, 0, vec![1, 4]));
    let bytes = fs::read(&path).unwrap();
    assert!(bytes[ends[1] + 18..ends[3]].iter().all(|&byte| byte == 0));
}
