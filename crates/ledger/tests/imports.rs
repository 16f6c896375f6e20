//! Statements into the books: every line once, whatever the order and the overlap; what is doubtful waits.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "test code")]

use std::path::Path;
use std::sync::Arc;

use domain::{
    AddAccount, Command, ConfirmQuarantined, DonorKind, OpenFund, QuarantineNo, QuarantineReason,
    RecordReceipt, Rejection, ReversalReason, ReverseReceipt, Vnd,
};
use jiff::civil::date;
use ledger::{AsOf, Books, Entry, Import, ImportReport, Ledger, LedgerError};
use sample::{Campaign, StatementFile};
use statements::Profiles;
use statements::memo::MemoRules;
use uuid::Uuid;

struct Desk {
    ledger: Arc<Ledger>,
    profiles: Profiles,
    rules: MemoRules,
}

impl Desk {
    fn open(data: &Path, accounts: &[String]) -> Self {
        let fund = "dong-thap-2021".parse().unwrap();
        let ledger = Books::open(data).unwrap().create(&fund).unwrap();
        let desk =
            Self { ledger, profiles: Profiles::bundled().unwrap(), rules: MemoRules::bundled().unwrap() };
        let day = date(2021, 9, 1);
        desk.run(Command::OpenFund(OpenFund { fund, name: "Quỹ".into(), effective_on: day })).unwrap();
        for account in accounts {
            let account = account.parse().unwrap();
            desk.run(Command::AddAccount(AddAccount { account, published: true, effective_on: day }))
                .unwrap();
        }
        desk
    }

    fn run(&self, command: Command) -> Result<ledger::Outcome, LedgerError> {
        let actor = "operator:t-test".parse().unwrap();
        self.ledger.execute(Entry::new(actor, command, None))
    }

    fn try_import(
        &self,
        account: Option<&str>,
        profile: &str,
        bytes: &[u8],
    ) -> Result<ImportReport, LedgerError> {
        let import = Import {
            id: Uuid::now_v7(),
            actor: "operator:t-test".parse().unwrap(),
            account: account.map(|account| account.parse().unwrap()),
            profile: self.profiles.get(profile).unwrap(),
            rules: &self.rules,
            file_name: "sao-ke.csv",
            bytes: bytes.to_vec(),
        };
        self.ledger.import(import, &|_| {})
    }

    fn import(&self, campaign: &Campaign, file: &StatementFile) -> ImportReport {
        self.try_import(Some(&account(campaign, file.account)), file.profile, &file.bytes).unwrap()
    }

    fn balances(&self) -> Vec<i128> {
        self.ledger.views().balances.money().map(|(_, dong)| dong).collect()
    }
}

fn account(campaign: &Campaign, index: usize) -> String {
    let account = &campaign.accounts[index];
    format!("{}:{}", account.profile, account.number)
}

fn accounts(campaign: &Campaign) -> Vec<String> {
    (0..campaign.accounts.len()).map(|index| account(campaign, index)).collect()
}

/// What the books hold after these files, in this order: balances, and how many lines wait.
fn after(campaign: &Campaign, order: &[usize]) -> (Vec<i128>, usize, usize) {
    let data = tempfile::tempdir().unwrap();
    let desk = Desk::open(data.path(), &accounts(campaign));
    for index in order {
        desk.import(campaign, &campaign.statements[*index]);
    }
    let gifts = desk.ledger.views().public.gifts().len();
    (desk.balances(), gifts, desk.ledger.quarantined().unwrap().len())
}

#[test]
fn order_overlap_and_repetition_never_change_the_books() {
    let campaign = Campaign::generate(7, 1_500);
    let expected = &campaign.expected;
    let money: Vec<i128> = expected
        .credits
        .iter()
        .zip(&expected.debits)
        .map(|(credits, debits)| i128::from(credits.dong()) - i128::from(debits.dong()))
        .collect();
    let given: Vec<usize> = (0..campaign.statements.len()).collect();
    let backwards: Vec<usize> = given.iter().rev().copied().collect();
    let twice: Vec<usize> = given.iter().chain(&backwards).copied().collect();
    let first = after(&campaign, &given);
    assert_eq!((&first.0, first.2), (&money, expected.quarantined));
    assert_eq!(after(&campaign, &backwards), first);
    assert_eq!(after(&campaign, &twice), first);
}

#[test]
fn an_import_is_reported_line_by_line_and_again_it_records_nothing() {
    let campaign = Campaign::generate(7, 1_500);
    let data = tempfile::tempdir().unwrap();
    let desk = Desk::open(data.path(), &accounts(&campaign));
    let file = campaign.statements.iter().find(|file| file.profile == "agribank").unwrap();
    let report = desk.import(&campaign, file);
    assert_eq!(report.recorded() + report.held.len() as u64, report.lines);
    assert!(report.compared > 0 && report.breaks.is_empty(), "{:?}", report.breaks);
    let head = desk.ledger.head();
    assert_eq!(report.position, Some(head.position));
    let again = desk.import(&campaign, file);
    assert!(again.already_imported && again.known == report.lines && again.recorded() == 0);
    assert_eq!(desk.ledger.head(), head);
}

/// Agribank's own columns, with one amount printed over by the memo.
const GARBLED: &str = "Date,TransactionDetails,ReferenceNumber,DebitAmount,CreditAmount,Balance\n\
    02/09/2021,LE VAN THU ung ho,11112222,,\"100,000\",\"600,000\"\n\
    02/09/2021,PHAM THI NGHIEM ung ho,11113333,,\"50ung ho,0\",\"650,000\"\n\
    02/09/2021,thu phi quan ly,11114444,\"11,000\",,\"639,000\"\n";

#[test]
fn a_garbled_amount_waits_with_what_the_balance_shows_and_one_command_books_it() {
    let data = tempfile::tempdir().unwrap();
    let desk = Desk::open(data.path(), &["agribank:150020111".into()]);
    let report = desk.try_import(None, "agribank", GARBLED.as_bytes()).unwrap();
    let held = &report.held[0];
    assert_eq!((report.held.len(), held.line, held.reason), (1, 3, QuarantineReason::AmountGarbled));
    assert_eq!((held.printed, held.shown_by_balance), (None, Some(Vnd::new(50_000))));
    assert_eq!((report.fees.amount, report.gifts.lines), (Vnd::new(11_000), 1));
    assert_eq!(desk.balances(), [89_000]);

    let (item, donor) = (QuarantineNo::new(1), DonorKind::Person);
    desk.run(Command::ConfirmQuarantined(ConfirmQuarantined { item, amount: None, donor })).unwrap();
    assert_eq!((desk.balances(), desk.ledger.quarantined().unwrap().len()), (vec![139_000], 0));
    assert_eq!(desk.ledger.views().public.summary().waiting, 0);
    let reprinted = GARBLED.replace("PHAM THI NGHIEM ung ho", "PHAM THI NGHIEM  ung");
    let again = desk.try_import(None, "agribank", reprinted.as_bytes()).unwrap();
    assert_eq!((again.known, again.recorded(), again.held.len()), (3, 0, 0), "{again:?}");
}

#[test]
fn a_missing_line_breaks_the_control_total_at_the_line_behind_it() {
    let data = tempfile::tempdir().unwrap();
    let desk = Desk::open(data.path(), &["agribank:150020111".into()]);
    let lines: Vec<&str> = GARBLED.lines().collect();
    let cut = [lines[0], lines[1], lines[3]].join("\n");
    let report = desk.try_import(None, "agribank", cut.as_bytes()).unwrap();
    let found = &report.breaks[0];
    assert_eq!((report.breaks.len(), found.line), (1, Some(3)));
    assert_eq!(
        (found.expected, found.printed, found.difference),
        (Vnd::new(589_000), Vnd::new(639_000), Vnd::new(50_000))
    );
}

#[test]
fn a_receipt_by_hand_is_not_doubled_by_its_statement() {
    let data = tempfile::tempdir().unwrap();
    let desk = Desk::open(data.path(), &["agribank:150020111".into()]);
    let by_hand = |reference: Option<&str>| {
        Command::RecordReceipt(RecordReceipt {
            account: "agribank:150020111".parse().unwrap(),
            amount: Vnd::new(100_000),
            donor: DonorKind::Person,
            earmark: None,
            document_on: None,
            effective_on: date(2021, 9, 2),
            reference: reference.map(str::to_owned),
            row: None,
        })
    };
    let receipt = desk.run(by_hand(Some("11112222"))).unwrap().receipt.unwrap();
    let report = desk.try_import(None, "agribank", GARBLED.as_bytes()).unwrap();
    assert_eq!((report.known, report.gifts.lines), (1, 0), "{report:?}");

    // Reversed, it is gone: the next print of the line is a gift that the books do not hold.
    let reason = ReversalReason::RecordedTwice;
    let reverse = ReverseReceipt { receipt, reason, effective_on: date(2021, 9, 3), row: None };
    desk.run(Command::ReverseReceipt(reverse)).unwrap();
    let later = format!("{GARBLED}05/09/2021,DO VAN TU ung ho,11115555,,\"1,000\",\"640,000\"\n");
    let report = desk.try_import(None, "agribank", later.as_bytes()).unwrap();
    assert_eq!((report.known, report.gifts.lines), (2, 2), "{report:?}");
}

#[test]
fn a_refused_statement_leaves_the_books_as_they_were() {
    let data = tempfile::tempdir().unwrap();
    let desk = Desk::open(data.path(), &["agribank:150020111".into(), "agribank:999920111".into()]);
    let before = (desk.ledger.head(), desk.ledger.views().clone());
    let refusals = [
        (None, GARBLED.to_owned(), "account-unclear"),
        (Some("agribank:4444"), GARBLED.to_owned(), "account-unknown"),
        (Some("cash:main"), GARBLED.to_owned(), "account-is-cash"),
        (Some("agribank:150020111"), GARBLED.replace("/2021", "/2191"), "date-in-future"),
        (Some("agribank:150020111"), GARBLED.replace("02/09", "31/02"), "statement-unreadable"),
        (Some("agribank:150020111"), "a,b\n1,2\n".to_owned(), "statement-unreadable"),
        (Some("agribank:150020111"), String::new(), "statement-unreadable"),
    ];
    for (account, text, code) in refusals {
        let error = desk.try_import(account, "agribank", text.as_bytes()).unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        assert!(error.to_string().contains(" / "), "both languages: {error}");
        assert_eq!((desk.ledger.head(), desk.ledger.views().clone()), before);
    }
    drop(desk);
    let (_, opened) = Books::open_fund(data.path(), &"dong-thap-2021".parse().unwrap()).unwrap();
    assert_eq!((opened.swept_rows, opened.missing_rows), (0, 0), "rows of refused lines were wiped at once");
}

#[test]
fn a_closed_fund_takes_no_statement() {
    let data = tempfile::tempdir().unwrap();
    let desk = Desk::open(data.path(), &["agribank:150020111".into()]);
    desk.run(Command::CloseFund(domain::CloseFund { effective_on: date(2021, 9, 2) })).unwrap();
    let refused = desk.try_import(None, "agribank", GARBLED.as_bytes());
    assert!(matches!(refused, Err(LedgerError::Rejected(Rejection::FundClosed(_)))));
}

#[test]
fn a_prefix_and_then_the_rest_is_the_fold_of_all() {
    let campaign = Campaign::generate(11, 400);
    let data = tempfile::tempdir().unwrap();
    let desk = Desk::open(data.path(), &accounts(&campaign));
    for file in &campaign.statements {
        desk.import(&campaign, file);
    }
    let head = desk.ledger.head().position;
    for cut in [0, 1, 7, 100, head / 2, head - 1, head] {
        let mut views = desk.ledger.replay(AsOf::Position(cut), &|_, _| {}).unwrap();
        for event in desk.ledger.events(cut) {
            let event = event.unwrap();
            views.apply(&domain::decode(event.position, &event.bytes).unwrap());
        }
        assert_eq!(views, *desk.ledger.views(), "cut at {cut}");
    }
}
