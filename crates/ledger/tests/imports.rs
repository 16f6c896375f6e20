//! Statements into the books: every line once, whatever the order and the overlap; what is doubtful waits.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "test code")]

mod imports {
    pub(crate) mod found;
}

use std::path::Path;
use std::sync::Arc;

use domain::{
    AddAccount, Command, ConfirmQuarantined, DismissQuarantined, DismissalReason, DonorKind, Event, On,
    OpenFund, QuarantineNo, QuarantineReason, RecordReceipt, Rejection, ReversalReason, ReverseReceipt, Vnd,
};
use jiff::civil::{Date, date};
use ledger::{AsOf, Becomes, Books, Entry, Import, ImportReport, Ledger, LedgerError, Trial};
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

    fn as_chief(&self, command: Command) -> Result<ledger::Outcome, LedgerError> {
        self.ledger.execute(Entry::new("chief-accountant:k-test".parse().unwrap(), command, None))
    }

    fn as_admin(&self, command: Command) -> Result<ledger::Outcome, LedgerError> {
        self.ledger.execute(Entry::new("admin:a-test".parse().unwrap(), command, None))
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

/// Every event that names a row holds the commitment to it, also one that names an older row.
#[track_caller]
fn commits(ledger: &Ledger) {
    let mut rows = Vec::new();
    for stored in ledger.events(0) {
        let stored = stored.unwrap();
        let recorded = domain::decode(stored.position, &stored.bytes).unwrap();
        let row = recorded.event.row();
        let opening = row.map(|row| ledger.opening(row).unwrap().commitment.into());
        assert_eq!(recorded.meta.commitment, opening, "event {}", stored.position);
        rows.extend(row);
    }
    let events = rows.len();
    rows.sort_unstable();
    rows.dedup();
    assert!(events > rows.len(), "no row is named twice");
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

/// A preview is the import but for what only an import gives: numbers, a position, and the entry itself.
#[test]
fn a_preview_tells_what_the_import_then_does_and_writes_nothing() {
    let campaign = Campaign::generate(7, 1_500);
    let data = tempfile::tempdir().unwrap();
    let desk = Desk::open(data.path(), &accounts(&campaign));
    let actor = "treasurer:t-test".parse().unwrap();
    for file in &campaign.statements {
        let trial = Trial {
            actor: &actor,
            account: Some(account(&campaign, file.account).parse().unwrap()),
            profile: desk.profiles.get(file.profile).unwrap(),
            rules: &desk.rules,
            file_name: "sao-ke.csv",
            bytes: &file.bytes,
            shown: 20,
        };
        let before = desk.ledger.head();
        let preview = desk.ledger.preview(&trial).unwrap();
        assert_eq!(desk.ledger.head(), before);
        assert_eq!(preview.lines.len() as u64, preview.report.lines.min(20));
        let mut told = desk.import(&campaign, file);
        (told.statement, told.position) = (None, None);
        told.held.iter_mut().for_each(|line| line.item = None);
        assert_eq!(preview.report, told);
        let again = desk.ledger.preview(&trial).unwrap();
        assert!(again.report.already_imported);
        assert!(again.lines.iter().all(|line| line.becomes == Becomes::Known));
    }
    imports::found::as_by_hand(&desk.ledger);
}

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
    commits(&desk.ledger);
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
            said: None,
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

const CASH: &str = "cash:main";
const AGRIBANK: &str = "agribank:150020111";

fn books(day: i8, command: domain::books::Command) -> Command {
    Command::Books(On { effective_on: date(2021, 9, day), command })
}

fn giving(command: domain::giving::Command) -> Command {
    Command::Giving(On { effective_on: date(2021, 9, 1), command })
}

/// Agribank's columns, with these lines behind an opening balance of nothing.
fn agribank(lines: &str) -> String {
    format!("Date,TransactionDetails,ReferenceNumber,DebitAmount,CreditAmount,Balance\n{lines}")
}

/// Amount, day of the entry, the bank's own day, held, what it is tied to.
type Booked = (i64, i8, Option<i8>, bool, Option<String>);

/// What the log says of each receipt.
fn receipts(desk: &Desk) -> Vec<Booked> {
    let decoded = desk.ledger.events(0).map(|event| {
        let event = event.unwrap();
        domain::decode(event.position, &event.bytes).unwrap()
    });
    let receipt = |recorded: domain::Recorded| match recorded.event {
        Event::ReceiptRecorded(event) => Some((
            event.amount.dong(),
            recorded.meta.effective_on.day(),
            event.bank.and_then(|bank| bank.booked_on).map(Date::day),
            event.held,
            event.earmark.and_then(|earmark| earmark.purpose).map(|purpose| purpose.to_string()),
        )),
        _ => None,
    };
    decoded.filter_map(receipt).collect()
}

#[test]
fn lines_of_a_closed_day_are_entered_on_the_first_open_one_and_known_again() {
    use domain::books::{ClosePeriod, Command as Books, Span};
    let data = tempfile::tempdir().unwrap();
    let desk = Desk::open(data.path(), &[AGRIBANK.into()]);
    let close = ClosePeriod { last: date(2021, 9, 3), span: Span::Day };
    desk.as_chief(books(4, Books::ClosePeriod(close))).unwrap();
    let first = agribank(
        "02/09/2021,LE VAN THU ung ho,11112222,,\"100,000\",\"100,000\"\n\
         05/09/2021,PHAM THI NGHIEM ung ho,11113333,,\"50,000\",\"150,000\"\n",
    );
    let report = desk.try_import(None, "agribank", first.as_bytes()).unwrap();
    assert_eq!((report.moved, report.moved_to), (1, Some(date(2021, 9, 4))));
    assert_eq!(receipts(&desk), [(100_000, 4, Some(2), false, None), (50_000, 5, None, false, None)]);

    let longer = format!("{first}05/09/2021,DO VAN TU ung ho,11115555,,\"1,000\",\"151,000\"\n");
    let again = desk.try_import(None, "agribank", longer.as_bytes()).unwrap();
    assert_eq!((again.known, again.recorded(), again.moved), (2, 1, 0), "{again:?}");
    assert_eq!(desk.balances(), [151_000]);
    let late = desk.run(gift(AGRIBANK, 2, 1));
    assert!(matches!(late, Err(LedgerError::Rejected(Rejection::Books(_)))), "{late:?}");
}

fn gift(account: &str, day: i8, dong: i64) -> Command {
    Command::RecordReceipt(RecordReceipt {
        said: None,
        account: account.parse().unwrap(),
        amount: Vnd::new(dong),
        donor: DonorKind::Person,
        earmark: None,
        document_on: None,
        effective_on: date(2021, 9, day),
        reference: None,
        row: None,
    })
}

fn sent(day: i8, from: &str, to: &str, dong: i64) -> Command {
    let (from, to) = (from.parse().unwrap(), to.parse().unwrap());
    let send = domain::books::SendMoney { amount: Vnd::new(dong), from, reference: None, to };
    books(day, domain::books::Command::SendMoney(send))
}

fn arrived(day: i8, movement: u64, dong: i64) -> Command {
    let (amount, movement) = (Vnd::new(dong), domain::MoveNo::new(movement));
    let receive = domain::books::ReceiveMoney { amount, movement, receipt: None };
    books(day, domain::books::Command::ReceiveMoney(receive))
}

/// Of the bank account and the box: the balances, and how many entries by hand no statement has printed yet.
fn accounts_of(desk: &Desk) -> ([i128; 2], usize) {
    let mut state = domain::State::default();
    for event in desk.ledger.events(0) {
        let event = event.unwrap();
        let recorded = domain::decode(event.position, &event.bytes).unwrap();
        state.evolve(&recorded.meta.actor, recorded.meta.effective_on, &recorded.event);
    }
    let accounts = state.accounts();
    let unprinted = accounts[0].unprinted(date(2021, 9, 30)).count();
    ([accounts[0].balance, accounts[1].balance], unprinted)
}

#[test]
fn moves_between_accounts_are_neither_doubled_by_the_statement_nor_taken_for_gifts() {
    let data = tempfile::tempdir().unwrap();
    let desk = Desk::open(data.path(), &[AGRIBANK.into(), CASH.into()]);
    for command in [
        gift(CASH, 1, 900_000),
        sent(1, CASH, AGRIBANK, 800_000),
        arrived(2, 1, 800_000),
        sent(3, AGRIBANK, CASH, 300_000),
        sent(3, AGRIBANK, CASH, 70_000),
        sent(3, AGRIBANK, CASH, 5_000),
    ] {
        desk.run(command).unwrap();
    }
    assert_eq!(accounts_of(&desk), ([425_000, 100_000], 4));
    // The deposit may be a gift; 300.000 is certain; 70.000 came two days later; 5.000 is yet to be printed.
    let printed = agribank(
        "02/09/2021,NOP TIEN MAT,11112222,,\"800,000\",\"800,000\"\n\
         03/09/2021,RUT TIEN MAT,11112223,\"300,000\",,\"500,000\"\n\
         05/09/2021,RUT TIEN MAT,11112224,\"70,000\",,\"430,000\"\n",
    );
    let report = desk.try_import(Some(AGRIBANK), "agribank", printed.as_bytes()).unwrap();
    assert_eq!((report.known, report.recorded(), report.held.len()), (1, 0, 2), "{report:?}");
    assert!(report.held.iter().all(|held| held.reason == QuarantineReason::PossibleDouble));
    for item in [1, 2].map(QuarantineNo::new) {
        desk.run(Command::DismissQuarantined(DismissQuarantined {
            item,
            reason: DismissalReason::AlreadyRecorded,
            same_as: None,
            effective_on: date(2021, 9, 6),
        }))
        .unwrap();
    }
    assert_eq!(accounts_of(&desk), ([425_000, 100_000], 1));

    // The next print holds nothing new but the last one; the third brings another 70.000, and nobody asks about the first.
    let next = format!("{printed}06/09/2021,RUT TIEN,11112225,\"5,000\",,\"425,000\"\n");
    let report = desk.try_import(Some(AGRIBANK), "agribank", next.as_bytes()).unwrap();
    assert_eq!((report.known, report.recorded(), report.held.len()), (3, 0, 1), "{report:?}");
    let last = format!("{next}07/09/2021,CHI MUA GAO,11112226,\"70,000\",,\"355,000\"\n");
    let report = desk.try_import(Some(AGRIBANK), "agribank", last.as_bytes()).unwrap();
    assert_eq!((report.known, report.payments.lines, report.held.len()), (4, 1, 0), "{report:?}");
    assert_eq!(accounts_of(&desk), ([355_000, 100_000], 1));
}

#[test]
fn late_gifts_are_held_and_codes_tie_them() {
    use domain::giving::{Command as Giving, DeclareGiftCode, OpenWindow};
    let data = tempfile::tempdir().unwrap();
    let desk = Desk::open(data.path(), &[AGRIBANK.into()]);
    let purpose = Some("houses".parse().unwrap());
    let earmark = Some(domain::Earmark { beneficiary: None, place: None, purpose });
    let (first, last) = (date(2021, 9, 1), date(2021, 9, 2));
    let window = OpenWindow { decision: "QĐ 12".into(), first, last };
    desk.as_admin(giving(Giving::OpenWindow(window))).unwrap();
    let code = DeclareGiftCode { code: "dt21-nha".parse().unwrap(), earmark };
    desk.run(giving(Giving::DeclareGiftCode(code))).unwrap();
    let printed = agribank(
        "02/09/2021,LE VAN THU ung ho Dt21Nha,11112222,,\"100,000\",\"100,000\"\n\
         03/09/2021,PHAM THI NGHIEM ung ho,11113333,,\"50,000\",\"150,000\"\n",
    );
    desk.try_import(None, "agribank", printed.as_bytes()).unwrap();
    let houses = Some("houses".to_owned());
    assert_eq!(receipts(&desk), [(100_000, 2, None, false, houses), (50_000, 3, None, true, None)]);
}
