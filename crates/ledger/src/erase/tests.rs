//! A crash at every arrow of an erasure, old states put back, and what is found of a person afterwards: nothing.

use std::fs;
use std::path::{Path, PathBuf};

use domain::privacy::{Command as Privacy, GrantErasure, Ground, RequestErasure};
use domain::{AddAccount, DonorKind, OpenFund, RecordReceipt, Vnd, giving};
use jiff::civil::{Date, date};
use unicode_normalization::UnicodeNormalization;
use vault::Row;

use super::*;
use crate::{Books, OpenError, Opened};

const DAY: Date = date(2024, 9, 10);
const NAME: &str = "Trần Thị Ngọc Ẩn";
/// As she wants to be called: the books had her name wrong.
const RIGHT: &str = "Trần Thị Ngọc Ẩn Danh";
const PHONE: &str = "0912345678";
const MEMO: &str = "ung ho dong bao cua Trần Thị Ngọc Ẩn";
const FIRST: ErasureNo = ErasureNo::new(1);

fn fund() -> domain::FundId {
    "lu-2024".parse().unwrap()
}

fn by(actor: &str, command: Command, row: Option<Row<'static>>) -> Entry {
    Entry::new(actor.parse().unwrap(), command, row)
}

fn operator(command: Command) -> Entry {
    by("operator:t-test", command, None)
}

fn privacy(actor: &str, command: Privacy) -> Entry {
    by(actor, Command::Privacy(On { effective_on: DAY, command }), None)
}

fn gift(name: &'static str, contact: &'static str, memo: &'static str) -> Entry {
    let command = Command::RecordReceipt(RecordReceipt {
        said: None,
        account: "cash:main".parse().unwrap(),
        amount: Vnd::new(500_000),
        donor: DonorKind::Person,
        earmark: None,
        document_on: None,
        effective_on: DAY,
        reference: None,
        row: None,
    });
    let row = Row { name: name.into(), contact: contact.into(), memo: memo.into(), ..Row::default() };
    by("operator:t-test", command, Some(row))
}

fn corrected() -> Entry {
    let (donor, receipt) = (DonorKind::Person, ReceiptNo::new(1));
    let reason = giving::WhyCorrected::GiverAsked;
    let correct = giving::CorrectGiver { donor, message: None, reason, receipt, row: None };
    let command = giving::Command::CorrectGiver(correct);
    let row = Row { name: RIGHT.into(), ..Row::default() };
    by("treasurer:t-1", Command::Giving(On { effective_on: DAY, command }), Some(row))
}

fn asked(ground: Ground) -> Entry {
    let subject = Subject::Receipt(ReceiptNo::new(1));
    privacy("treasurer:t-1", Privacy::RequestErasure(RequestErasure { asked_on: None, ground, subject }))
}

fn granted() -> Entry {
    privacy("admin:a-1", Privacy::GrantErasure(GrantErasure { erasure: FIRST, held: Vec::new() }))
}

fn order() -> Ground {
    Ground::AuthorityOrder { digest: None, reference: "12/QĐ-UBND".into() }
}

/// Books with the gift of somebody who wants to be forgotten, and one of somebody else.
fn books(data: &Path) -> std::sync::Arc<Ledger> {
    let open = Command::OpenFund(OpenFund { fund: fund(), name: "Quỹ".into(), effective_on: DAY });
    let account = "cash:main".parse().unwrap();
    let add = Command::AddAccount(AddAccount { account, published: true, effective_on: DAY });
    let books = Books::open(data).unwrap();
    let ledger = books.begin(&fund(), vec![operator(open), operator(add)]).unwrap();
    ledger.execute(gift(NAME, PHONE, MEMO)).unwrap();
    ledger.execute(gift("Lê Văn Ở Lại", "0987654321", "con o day")).unwrap();
    ledger.execute(corrected()).unwrap();
    ledger
}

fn opened(data: &Path) -> Result<(Ledger, Opened), OpenError> {
    Books::open_fund(data, &fund())
}

/// Every file below, with its bytes.
fn files(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let bytes = fs::read(&path).unwrap();
            found.push((path, bytes));
        }
    }
    found
}

fn copied(from: &Path) -> tempfile::TempDir {
    let to = tempfile::tempdir().unwrap();
    for (path, bytes) in files(from) {
        let new = to.path().join(path.strip_prefix(from).unwrap());
        fs::create_dir_all(new.parent().unwrap()).unwrap();
        fs::write(new, bytes).unwrap();
    }
    to
}

/// A text as somebody might still find it.
fn forms(text: &str) -> Vec<String> {
    let composed = [text.to_owned(), text.to_uppercase(), text.to_lowercase()];
    let decomposed = composed.clone().map(|text| text.nfd().collect());
    composed.into_iter().chain(decomposed).chain([projection_public::fold(text)]).collect()
}

#[track_caller]
fn holds_nothing(data: &Path, at: &str) {
    for (path, bytes) in files(data) {
        for form in [NAME, RIGHT, PHONE, MEMO].into_iter().flat_map(forms) {
            let found = bytes.windows(form.len()).any(|part| part == form.as_bytes());
            assert!(!found, "{at}: {} holds {form:?}", path.display());
        }
    }
}

/// The first giver is forgotten, the other one and every figure is there.
#[track_caller]
fn is_done(ledger: &Ledger, at: &str) {
    let receipts = ledger.receipts(None, 10).unwrap();
    assert_eq!(
        (&*receipts[0].row.name, &*receipts[1].row.name),
        (crate::gifts::ERASED, "Lê Văn Ở Lại"),
        "{at}"
    );
    assert_eq!((receipts[0].name(), receipts[0].corrected.len()), (crate::gifts::ERASED, 1), "{at}");
    assert_eq!((receipts[0].amount, &*receipts[0].row.contact), (Vnd::new(500_000), ""), "{at}");
    let gift = ledger.gift(ReceiptNo::new(1)).unwrap().unwrap();
    assert_eq!((gift.erased, gift.name, gift.memo), (true, None, None), "{at}");
    for (query, hits) in [("ngoc an", 0), ("tran thi", 0), ("danh", 0), ("con o day", 1)] {
        assert_eq!(ledger.search(query, 0, 10).unwrap().total.count(), hits, "{at}: {query}");
    }
    let done = ledger.rules(|state| state.privacy.granted().all(|(_, granted)| granted.done_on.is_some()));
    assert!(done.unwrap(), "{at}");
}

#[test]
fn a_crash_at_any_arrow_is_made_good_by_the_next_start() {
    let data = tempfile::tempdir().unwrap();
    let ledger = books(data.path());
    ledger.execute(asked(order())).unwrap();
    assert_eq!(ledger.search("con o day", 0, 10).unwrap().total.count(), 1);
    ledger.record(granted(), &|_| {}).unwrap();
    let keys: Vec<_> = ledger
        .rules(|state| {
            state.privacy.granted().flat_map(|(_, granted)| granted.rows.clone()).collect::<Vec<_>>()
        })
        .unwrap()
        .into_iter()
        .map(place)
        .collect();
    assert_eq!(keys.len(), 3, "how to reach her, all else, and the name that was set right");
    let journal = |data: &Path| fs::read(data.join("funds/lu-2024/log/journal")).unwrap();
    let before = journal(data.path());

    let mut stages = vec![("granted", copied(data.path()))];
    ledger.vault.destroy_keys(&keys).unwrap();
    stages.push(("keys destroyed", copied(data.path())));
    ledger.vault.delete_rows(&keys).unwrap();
    stages.push(("rows deleted", copied(data.path())));
    ledger.carry_out().unwrap();
    is_done(&ledger, "at once");
    stages.push(("done", copied(data.path())));

    for (at, stage) in &stages {
        let (ledger, opened) = opened(stage.path()).unwrap();
        let carried_on = u64::from(*at != "done");
        assert_eq!((opened.erasures_done, opened.erasures_stuck), (carried_on, false), "{at}");
        assert_eq!((opened.erased_again, opened.missing_rows), (0, 0), "{at}");
        is_done(&ledger, at);
        drop(ledger);
        holds_nothing(stage.path(), at);
        assert!(journal(stage.path()).starts_with(&before), "{at}: what was written before is as it was");
    }
}

#[test]
fn an_old_state_that_is_put_back_brings_nobody_back() {
    let data = tempfile::tempdir().unwrap();
    let ledger = books(data.path());
    ledger.execute(asked(order())).unwrap();
    let before = copied(data.path());
    ledger.execute(granted()).unwrap();
    drop(ledger);
    for (what, again) in [
        (&["keys/lu-2024/keys"][..], 3),
        (&["funds/lu-2024/vault/rows"], 0),
        (&["keys/lu-2024/keys", "funds/lu-2024/vault/rows"], 3),
    ] {
        for file in what {
            fs::copy(before.path().join(file), data.path().join(file)).unwrap();
        }
        let (ledger, opened) = opened(data.path()).unwrap();
        assert_eq!((opened.erased_again, opened.erasures_done), (again, 0), "{what:?}");
        is_done(&ledger, &format!("{what:?} put back"));
        assert_eq!(ledger.vault.key_state(RowNumber::new(1), Class::Voucher).unwrap(), KeyState::Erased);
    }
}

#[test]
fn a_key_that_nobody_knows_is_no_erased_key() {
    let data = tempfile::tempdir().unwrap();
    let ledger = books(data.path());
    ledger.execute(asked(order())).unwrap();
    ledger.record(granted(), &|_| {}).unwrap();
    let rows = fs::read(data.path().join("funds/lu-2024/vault/rows")).unwrap();
    drop(ledger);
    // The slots of the first row, of 96 bytes behind a header of 48, were never written in a store of before.
    let keys = data.path().join("keys/lu-2024/keys");
    let mut bytes = fs::read(&keys).unwrap();
    bytes[48..144].fill(0);
    fs::write(&keys, bytes).unwrap();
    let error = opened(data.path()).err().unwrap();
    assert!(matches!(error, OpenError::KeysRolledBack { rows: 1, first: 1, .. }), "{error}");
    assert_eq!(fs::read(data.path().join("funds/lu-2024/vault/rows")).unwrap(), rows, "nothing is touched");
}

#[test]
fn what_the_law_demands_stays_until_its_day() {
    let data = tempfile::tempdir().unwrap();
    let ledger = books(data.path());
    ledger.execute(asked(Ground::SubjectAsked)).unwrap();
    ledger.execute(granted()).unwrap();
    let erasure = ledger.rules(|state| state.privacy.erasure(FIRST).cloned()).unwrap().unwrap();
    let granted = erasure.granted().unwrap();
    assert_eq!(granted.rows.iter().map(|key| key.class).collect::<Vec<_>>(), [RowClass::Contact]);
    let kept: Vec<_> = granted.kept.iter().map(|kept| (kept.class, kept.until)).collect();
    assert_eq!(kept, [(RowClass::Voucher, date(2034, 12, 31)); 2], "the name as it came, and as it is right");
    let row = &ledger.receipts(None, 1).unwrap()[0].row;
    assert_eq!((&*row.name, &*row.contact), (NAME, ""));
    // Nobody outside reads the name, though the books must keep it.
    let gift = ledger.gift(ReceiptNo::new(1)).unwrap().unwrap();
    assert_eq!((gift.erased, gift.name), (true, None));
}

#[test]
fn the_same_grant_again_is_the_first_one() {
    let data = tempfile::tempdir().unwrap();
    let ledger = books(data.path());
    ledger.execute(asked(order())).unwrap();
    let grant = granted();
    let first = ledger.execute(grant.clone()).unwrap();
    let head = ledger.head().position;
    let again = ledger.execute(grant).unwrap();
    assert_eq!((again.first, again.replayed, ledger.head().position), (first.first, true, head));
}

#[test]
fn an_erased_giver_is_not_named_again() {
    let data = tempfile::tempdir().unwrap();
    let ledger = books(data.path());
    ledger.execute(asked(order())).unwrap();
    ledger.execute(granted()).unwrap();
    let error = ledger.execute(corrected()).unwrap_err();
    let refusal = domain::Rejection::from(privacy_refusal());
    assert!(matches!(&error, LedgerError::Rejected(found) if *found == refusal), "{error}");
}

fn privacy_refusal() -> domain::privacy::Refusal {
    domain::privacy::Refusal::ReceiptErased(ReceiptNo::new(1))
}
