//! Personal data beside the events: what the events commit to, where the keys lie, and what happens to old and lost ones.
#![expect(clippy::unwrap_used, reason = "test code")]

use std::fs;
use std::path::Path;

use domain::{AddAccount, Command, DonorKind, OpenFund, RecordReceipt, RowNo, Vnd};
use jiff::civil::{Date, date};
use ledger::{Books, Entry, Ledger, OpenError, Opened, Places};
use tempfile::TempDir;
use transparency::commitment::{Place, of_field, of_row};
use vault::{Row, VaultError};

const DAY: Date = date(2024, 9, 10);
const NAMES: [&str; 3] = ["NGUYEN VAN AN", "TRAN THI BE", "LE THI TU"];

fn entry(command: Command, personal: Option<Row<'static>>) -> Entry {
    Entry::new("operator:t-test".parse().unwrap(), command, personal)
}

fn gift(name: &'static str) -> Entry {
    let command = RecordReceipt {
        said: None,
        account: "cash:main".parse().unwrap(),
        amount: Vnd::new(1_000),
        donor: DonorKind::Person,
        earmark: None,
        document_on: None,
        effective_on: DAY,
        reference: None,
        row: None,
    };
    let row = Row { name: name.into(), contact: "0900000001".into(), ..Row::default() };
    entry(Command::RecordReceipt(command), Some(row))
}

fn open(data: &Path) -> Result<(Ledger, Opened), OpenError> {
    Books::open_fund(data, &"lu-2024".parse().unwrap())
}

/// Books with three names, and the last of the commands.
fn three_names(places: impl Into<Places>) -> Entry {
    let open = OpenFund { fund: "lu-2024".parse().unwrap(), name: "Quỹ".into(), effective_on: DAY };
    let account = "cash:main".parse().unwrap();
    let add = AddAccount { account, published: true, effective_on: DAY };
    let beginning = vec![entry(Command::OpenFund(open), None), entry(Command::AddAccount(add), None)];
    let ledger = Books::open(places).unwrap().begin(&"lu-2024".parse().unwrap(), beginning).unwrap();
    let gifts = NAMES.map(gift);
    for gift in &gifts {
        ledger.execute(gift.clone()).unwrap();
    }
    let [.., last] = gifts;
    last
}

fn names(ledger: &Ledger) -> Vec<String> {
    ledger.receipts(None, 9).unwrap().into_iter().map(|receipt| receipt.row.name.into_owned()).collect()
}

fn occurs(dir: &Path, text: &str) -> bool {
    fs::read_dir(dir).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return occurs(&path, text);
        }
        fs::read(path).unwrap().windows(text.len()).any(|window| window == text.as_bytes())
    })
}

#[test]
fn an_event_commits_to_the_texts_behind_it_and_their_owner_can_show_it() {
    let data = TempDir::new().unwrap();
    three_names(data.path());
    assert!(NAMES.iter().all(|name| !occurs(data.path(), name)) && !occurs(data.path(), "0900000001"));
    let (ledger, _) = open(data.path()).unwrap();
    let mut seen = Vec::new();
    for stored in ledger.events(0) {
        let stored = stored.unwrap();
        let recorded = domain::decode(stored.position, &stored.bytes).unwrap();
        let Some(row) = recorded.event.row() else {
            assert_eq!(recorded.meta.commitment, None);
            continue;
        };
        let opening = ledger.opening(row).unwrap();
        let place = Place { fund: "lu-2024", row: row.get() };
        let fields = opening.fields.iter().map(|field| {
            let opened = field.opened.as_ref().unwrap();
            (field.name, of_field(&opened.salt, place, field.name, &opened.value))
        });
        let commitment = of_row(fields);
        assert_eq!(recorded.meta.commitment, Some(commitment.into()));
        assert!(!seen.contains(&commitment), "the same name twice looks like two");
        seen.push(commitment);
    }
    assert_eq!(seen.len(), 3);
}

#[test]
fn keys_lie_where_they_are_told_to_and_without_them_nothing_is_opened_or_taken_for_erased() {
    let (data, keys) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let places = Places { keys: keys.path().to_owned(), ..Places::under(data.path()) };
    three_names(&places);
    assert!(!data.path().join("keys").exists() && keys.path().join("lu-2024/secret").exists());
    let refused = open(data.path()).err().unwrap();
    assert!(matches!(refused, OpenError::Vault(VaultError::KeysMissing(_))), "{refused}");
    assert!(!data.path().join("keys/lu-2024/keys").exists(), "nothing is made in their place");
    let (ledger, opened) = Books::open_fund(&places, &"lu-2024".parse().unwrap()).unwrap();
    assert_eq!((names(&ledger), opened.missing_rows), (NAMES.map(str::to_owned).to_vec(), 0));
}

#[test]
fn a_key_store_that_is_put_back_keeps_the_books_closed_until_the_newest_is_there() {
    let data = TempDir::new().unwrap();
    three_names(data.path());
    let store = data.path().join("keys/lu-2024/keys");
    let older = fs::read(&store).unwrap();
    open(data.path()).unwrap().0.execute(gift("PHAM VAN BA")).unwrap();
    let newest = fs::read(&store).unwrap();
    fs::write(&store, older).unwrap();
    let refused = open(data.path()).err().unwrap();
    assert!(matches!(refused, OpenError::KeysRolledBack { rows: 1, first: 4, .. }), "{refused}");
    fs::write(&store, newest).unwrap();
    assert_eq!(names(&open(data.path()).unwrap().0).len(), 4);
}

/// A file as the program wrote it before there were keys.
fn in_clear(names: &[&str]) -> Vec<u8> {
    let mut bytes = b"SVRIENG\n\x01\x00\x00\x00".to_vec();
    bytes.extend_from_slice(&crc32c::crc32c(&bytes).to_le_bytes());
    for (number, name) in (1_u64..).zip(names) {
        let payload = format!(r#"{{"n":"{name}","c":"0900000001"}}"#);
        let len = u32::try_from(payload.len()).unwrap().to_le_bytes();
        // Class contact, live.
        let body = [number.to_le_bytes().as_slice(), &[1, 1], payload.as_bytes()].concat();
        let crc = crc32c::crc32c_append(crc32c::crc32c(&len), &body);
        bytes.extend([len.as_slice(), &crc.to_le_bytes(), &body].concat());
    }
    bytes
}

#[test]
fn books_of_before_there_were_keys_are_opened_and_sealed() {
    let data = TempDir::new().unwrap();
    let last = three_names(data.path());
    let (vault, keys) = (data.path().join("funds/lu-2024/vault"), data.path().join("keys/lu-2024"));
    // As the older program would have left them.
    fs::write(vault.join("rows"), in_clear(&NAMES)).unwrap();
    fs::rename(keys.join("secret"), vault.join("digest-key")).unwrap();
    fs::remove_dir_all(data.path().join("keys")).unwrap();
    assert!(NAMES.iter().all(|name| occurs(data.path(), name)));
    for sealed_now in [true, false] {
        let (ledger, opened) = open(data.path()).unwrap();
        assert_eq!((opened.sealed_now, opened.missing_rows), (sealed_now, 0));
        assert_eq!(names(&ledger), NAMES);
        assert!(ledger.execute(last.clone()).unwrap().replayed, "the secret is the same");
        assert_eq!(ledger.opening(RowNo::new(1)).unwrap().fields.len(), 2);
        assert!(NAMES.iter().all(|name| !occurs(data.path(), name)));
        assert!(!vault.join("digest-key").exists() && keys.join("secret").exists());
    }
}

#[test]
fn new_books_do_not_take_over_the_keys_of_books_that_are_gone() {
    let data = TempDir::new().unwrap();
    three_names(data.path());
    fs::remove_dir_all(data.path().join("funds")).unwrap();
    let again = Books::open(data.path()).unwrap().create(&"lu-2024".parse().unwrap());
    let refused = again.err().unwrap();
    assert!(matches!(refused, OpenError::Vault(VaultError::KeysInUse(_))), "{refused}");
    assert!(refused.to_string().contains(" / "));
}
