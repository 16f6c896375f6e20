//! What a code opens, and what it does not.

use domain::{AddAccount, FundId, OpenFund, RecordReceipt};
use jiff::civil::date;
use tempfile::TempDir;
use vault::Row;

use super::*;
use crate::Books;

const DAY: Date = date(2024, 9, 10);
const FIRST: ReceiptNo = ReceiptNo::new(1);

/// Two gifts of two people, in books that list them.
fn books() -> (TempDir, std::sync::Arc<Ledger>) {
    let dir = tempfile::tempdir().unwrap();
    let fund: FundId = "lu-2024".parse().unwrap();
    let by = |command, row| Entry::new("operator:t-1".parse().unwrap(), command, row);
    let open = OpenFund { fund: fund.clone(), name: "Quỹ thử".into(), effective_on: DAY };
    let account: AccountId = "cash:main".parse().unwrap();
    let add = AddAccount { account: account.clone(), published: true, effective_on: DAY };
    let first = vec![by(Command::OpenFund(open), None), by(Command::AddAccount(add), None)];
    let ledger = Books::open(dir.path()).unwrap().begin(&fund, first).unwrap();
    for name in ["Phan Thị Sen", "Lê Văn Mơ"] {
        let gift = RecordReceipt {
            said: None,
            account: account.clone(),
            amount: Vnd::new(300_000),
            donor: DonorKind::Person,
            earmark: None,
            document_on: None,
            effective_on: DAY,
            reference: None,
            row: None,
        };
        let row = Row { name: name.into(), ..Row::default() };
        ledger.execute(by(Command::RecordReceipt(gift), Some(row))).unwrap();
    }
    (dir, ledger)
}

fn asker(address: &str) -> Asker {
    Asker { address: address.parse().unwrap(), now: Instant::now() }
}

#[track_caller]
fn check(ledger: &Ledger, number: ReceiptNo, code: &str, name: Option<&str>) {
    let opened = ledger.own_gift(number, code, asker("192.0.2.1")).unwrap();
    let seen = match &opened {
        Opening::Right(gift) => gift.name.as_deref(),
        Opening::Wrong | Opening::TooMany => None,
    };
    assert_eq!(seen, name, "{opened:?}");
}

#[test]
fn a_gift_is_opened_by_its_own_code_alone() {
    let (_dir, ledger) = books();
    let [first, second] = [1, 2].map(|number| ledger.gift_code(ReceiptNo::new(number)).unwrap());
    check(&ledger, FIRST, &first, Some("Phan Thị Sen"));
    check(&ledger, FIRST, &first.to_lowercase(), Some("Phan Thị Sen"));
    check(&ledger, FIRST, &second, None);
    // A gift that is not there has a code like every other, and it opens nothing.
    let beyond = ledger.gift_code(ReceiptNo::new(3)).unwrap();
    check(&ledger, ReceiptNo::new(3), &beyond, None);
}

#[test]
fn guessing_ends_soon_for_one_and_goes_on_for_others() {
    let (_dir, ledger) = books();
    let code = ledger.gift_code(FIRST).unwrap();
    let tried = |address: &str, code: &str| ledger.own_gift(FIRST, code, asker(address)).unwrap();
    for _ in 0..10 {
        assert_eq!(tried("192.0.2.9", "00000-00000"), Opening::Wrong);
    }
    // Even the right one is not looked at any more, of a message neither.
    assert_eq!(tried("192.0.2.9", &code), Opening::TooMany);
    let letter = ledger.own_letter(MessageNo::new(1), "0", DAY, asker("192.0.2.9")).unwrap();
    assert_eq!(letter, Opening::TooMany);
    assert!(matches!(tried("192.0.2.10", &code), Opening::Right(_)));
}

#[test]
fn its_giver_hides_a_gift_at_once_and_it_is_told_who_did() {
    let (_dir, ledger) = books();
    assert!(ledger.gift(FIRST).unwrap().is_some());
    let command = Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0007);
    let today = crate::today(jiff::Timestamp::now());
    let outcome = ledger.hide_own(FIRST, None, command, today).unwrap();
    assert_eq!(ledger.told(outcome.first).unwrap().recorded.meta.actor.as_str(), "donor:r-1");
    assert_eq!(ledger.gift(FIRST).unwrap(), None);
    // A double click gets the first answer again.
    assert!(ledger.hide_own(FIRST, None, command, today).unwrap().replayed);
}
