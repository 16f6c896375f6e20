//! What each reader has of a message, and that nothing of it is found outside the vault, before its erasure and after.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use domain::inbox::{AnswerMessage, Command as Inbox, PublishMessage, TakeMessage};
use domain::privacy::{Command as Privacy, GrantErasure, Ground, RequestErasure, Subject};
use domain::{Command, ErasureNo, FundId, On, OpenFund};
use jiff::civil::date;
use tempfile::TempDir;

use super::*;
use crate::{Books, Entry};

const DAY: Date = date(2024, 9, 10);
const TODAY: Date = date(2024, 9, 19);
const FIRST: MessageNo = MessageNo::new(1);
const TEXT: &str = "Phần quà ở tổ 5 thiếu gạo, hỏi chị Lê Thị Vừng, máy 0987654321.";
const NAME: &str = "Phan Văn Tố";
const PHONE: &str = "0912345670";
const REPLY: &str = "Đã phát bù 10 kg gạo cho ông Phan Văn Tố.";

struct Fund {
    dir: TempDir,
    ledger: Arc<Ledger>,
}

impl Fund {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let fund: FundId = "lu-2024".parse().unwrap();
        let open = OpenFund { fund: fund.clone(), name: "Quỹ thử".into(), effective_on: DAY };
        let first = Entry::new("operator:t-1".parse().unwrap(), Command::OpenFund(open), None);
        let ledger = Books::open(dir.path()).unwrap().begin(&fund, vec![first]).unwrap();
        Self { dir, ledger }
    }

    fn give(&self, actor: &str, command: Command, row: Option<Row<'static>>) {
        self.ledger.execute(Entry::new(actor.parse().unwrap(), command, row)).unwrap();
    }

    fn inbox(&self, actor: &str, command: Inbox, row: Option<Row<'static>>) {
        self.give(actor, Command::Inbox(On { effective_on: DAY, command }), row);
    }

    fn told(&self, may_show: bool) {
        let take = TakeMessage { about: None, kind: Kind::Irregularity, may_show, row: None };
        let row = Row { name: NAME.into(), contact: PHONE.into(), note: TEXT.into(), ..Row::default() };
        self.inbox("public:web", Inbox::TakeMessage(take), Some(row));
    }

    fn answered(&self, public: bool) {
        let answer =
            AnswerMessage { finding: None, message: FIRST, outcome: Outcome::Done, public, row: None };
        let row = Row { note: REPLY.into(), ..Row::default() };
        self.inbox("auditor:a-1", Inbox::AnswerMessage(answer), Some(row));
    }
}

fn texts(letter: Option<Letter>) -> Vec<String> {
    let letter = letter.unwrap();
    letter.replies.into_iter().map(|reply| reply.text).chain([letter.text]).flatten().collect()
}

#[test]
fn anybody_reads_what_was_chosen_and_masked_and_its_sender_all_of_it() {
    let fund = Fund::new();
    fund.told(true);
    fund.answered(false);
    let ledger = &fund.ledger;
    let anybody = || ledger.letter(FIRST, TODAY).unwrap();
    assert_eq!(texts(anybody()), Vec::<String>::new());
    let code = ledger.letter_code(FIRST).unwrap();
    assert_eq!(texts(ledger.letter_with(FIRST, &code, TODAY).unwrap()), [REPLY, TEXT]);
    assert_eq!(ledger.letter_with(FIRST, "00000-00000", TODAY).unwrap(), None);
    assert_eq!(ledger.letter_with(MessageNo::new(2), &code, TODAY).unwrap(), None);

    let publish = PublishMessage { answer: true, message: FIRST, question: true };
    fund.inbox("auditor:a-1", Inbox::PublishMessage(publish), None);
    let shown = texts(anybody()).join("\n");
    for hidden in ["Phan Văn Tố", "Lê Thị Vừng", "0987654321", PHONE] {
        assert!(!shown.contains(hidden), "{hidden}: {shown}");
    }
    assert!(shown.contains("thiếu gạo") && shown.contains("phát bù 10 kg gạo"), "{shown}");
    let staff = ledger.inbox_letter(true, FIRST, TODAY).unwrap().unwrap();
    assert_eq!((staff.sender.contact.as_str(), staff.waited), (PHONE, 0));
    // It may be about those who keep the money: they read what anybody reads.
    let books = ledger.inbox_letter(false, FIRST, TODAY).unwrap().unwrap();
    assert_eq!((books.sender, books.text), (Sender::default(), anybody().unwrap().text));
}

#[test]
fn those_that_wait_are_told_apart_from_those_that_are_settled() {
    let fund = Fund::new();
    fund.told(false);
    fund.told(false);
    fund.answered(true);
    let ledger = &fund.ledger;
    let numbers = |open| {
        let (total, letters) = ledger.inbox(true, TODAY, open, 0, 10).unwrap();
        (total, letters.iter().map(|letter| letter.number.get()).collect::<Vec<_>>())
    };
    assert_eq!((numbers(true), numbers(false)), ((1, vec![2]), (1, vec![1])));
    let (total, letters) = ledger.letters(TODAY, 0, 1).unwrap();
    assert_eq!((total, letters[0].number.get(), letters[0].waited), (2, 2, 9));
}

/// Every file below a directory that holds the text, as it stands or as JSON escapes it.
fn files_with(dir: &Path, text: &str, found: &mut Vec<String>) {
    for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            files_with(&path, text, found);
        } else if fs::read(&path).unwrap().windows(text.len()).any(|part| part == text.as_bytes()) {
            found.push(path.display().to_string());
        }
    }
}

#[test]
fn nothing_of_a_message_lies_outside_the_vault_and_erasure_reaches_it() {
    let fund = Fund::new();
    fund.told(true);
    fund.answered(true);
    for word in [NAME, PHONE, "thiếu gạo", "phát bù"] {
        let mut found = Vec::new();
        files_with(fund.dir.path(), word, &mut found);
        assert_eq!(found, Vec::<String>::new(), "{word} lies in clear");
    }
    let privacy =
        |actor: &str, command| fund.give(actor, Command::Privacy(On { effective_on: DAY, command }), None);
    let (ground, subject) = (Ground::SubjectAsked, Subject::Message(FIRST));
    privacy("treasurer:t-1", Privacy::RequestErasure(RequestErasure { asked_on: None, ground, subject }));
    let erasure = ErasureNo::new(1);
    privacy("admin:a-2", Privacy::GrantErasure(GrantErasure { erasure, held: vec![] }));
    let ledger = &fund.ledger;
    // What no voucher needs goes whole: the text, the contact, and the answer that speaks of them.
    let kept =
        ledger.rules(|state| state.privacy.erasure(erasure)?.granted().map(|granted| granted.kept.len()));
    assert_eq!(kept.unwrap(), Some(0));
    let code = ledger.letter_code(FIRST).unwrap();
    assert_eq!(texts(ledger.letter_with(FIRST, &code, TODAY).unwrap()), Vec::<String>::new());
    let staff = ledger.inbox_letter(true, FIRST, TODAY).unwrap().unwrap();
    assert!(staff.erased && staff.text.is_none() && staff.sender == Sender::default(), "{staff:?}");
    assert_eq!(ledger.letter(FIRST, TODAY).unwrap().unwrap().outcome(), Some(Outcome::Done));
}
