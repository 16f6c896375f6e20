//! Erasures and backups: nobody comes back with a restore.

use std::fs;
use std::path::Path;

use domain::privacy::{Command as Privacy, GrantErasure, Ground, RequestErasure, Subject};
use domain::{
    AddAccount, Command, DonorKind, ErasureNo, FundId, On, OpenFund, ReceiptNo, RecordReceipt, Vnd,
};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use ledger::{Books, Entry, Ledger};
use recovery::{Doctor, To, What, backup, backup_keys, restore};
use vault::{KeySource, Row};

use crate::world::copy;

const DAY: Date = date(2024, 9, 10);
const NOW: Timestamp = Timestamp::UNIX_EPOCH;

fn fund() -> FundId {
    "lu-2024".parse().unwrap()
}

fn give(ledger: &Ledger, actor: &str, command: Command, row: Option<Row<'static>>) {
    ledger.execute(Entry::new(actor.parse().unwrap(), command, row)).unwrap();
}

/// Books with two gifts.
fn begin(data: &Path) {
    let ledger = Books::open(data).unwrap().create(&fund()).unwrap();
    let operator = "operator:t-test";
    let open = OpenFund { fund: fund(), name: "Quỹ".into(), effective_on: DAY };
    give(&ledger, operator, Command::OpenFund(open), None);
    let account = "cash:main".parse().unwrap();
    give(
        &ledger,
        operator,
        Command::AddAccount(AddAccount { account, published: true, effective_on: DAY }),
        None,
    );
    for name in ["NGUYEN VAN AN", "LE VAN O LAI"] {
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
        give(&ledger, operator, command, Some(Row { name: name.into(), ..Row::default() }));
    }
}

fn erase(data: &Path) {
    let (ledger, _) = Books::open_fund(data, &fund()).unwrap();
    let privacy = |command| Command::Privacy(On { effective_on: DAY, command });
    let ground = Ground::AuthorityOrder { digest: None, reference: "12/QĐ-UBND".into() };
    let subject = Subject::Receipt(ReceiptNo::new(1));
    let request = RequestErasure { asked_on: None, ground, subject };
    give(&ledger, "treasurer:t-1", privacy(Privacy::RequestErasure(request)), None);
    let grant = GrantErasure { erasure: ErasureNo::new(1), held: Vec::new() };
    give(&ledger, "admin:a-1", privacy(Privacy::GrantErasure(grant)), None);
}

/// An old key store, an old vault and a restore of the newest backup: the doctor says who came back, and opening the books
/// sends them away again.
#[test]
fn what_was_erased_stays_erased_after_a_restore_with_old_keys() {
    let place = tempfile::tempdir().unwrap();
    let path = |name: &str| place.path().join(name);
    let data = path("data");
    begin(&data);
    let keys = data.join("keys").join("lu-2024");
    copy(&keys, &path("old-keys"));
    let wrapped = backup_keys(&keys, "lu-2024", &path("keys-copy"), NOW).unwrap();
    assert!(wrapped.join("keys").exists() && !wrapped.join("epoch-1.key").exists());
    let books = recovery::Books::of_fund(&data, &data.join("locks"), &fund(), None);
    let books = books.with_keys(keys.clone(), KeySource::Directory);
    backup(&books, &path("backup"), NOW).unwrap();
    erase(&data);
    backup(&books, &path("backup"), NOW).unwrap();

    fs::remove_dir_all(&books.home).unwrap();
    let restored = restore(&books, &path("backup"), To::End, &[]).unwrap();
    assert_eq!(restored.loss, None);
    fs::remove_dir_all(&keys).unwrap();
    copy(&path("old-keys"), &keys);
    let doctor = Doctor::examine(&books, &[]).unwrap();
    let alive = doctor.faults().iter().filter(|fault| matches!(fault.what, What::Key(_))).count();
    assert!(alive > 0, "{:#?}", doctor.faults());
    drop(doctor);

    let (ledger, opened) = Books::open_fund(&data, &fund()).unwrap();
    assert!(opened.erased_again > 0, "{opened:?}");
    let names: Vec<_> =
        ledger.receipts(None, 10).unwrap().into_iter().map(|receipt| receipt.row.name.into_owned()).collect();
    assert!(!names.iter().any(|name| name == "NGUYEN VAN AN"), "{names:?}");
    assert!(names.iter().any(|name| name == "LE VAN O LAI"), "{names:?}");
    drop(ledger);
    assert_eq!(Doctor::examine(&books, &[]).unwrap().faults(), []);
}
