//! The inbox: who reads and who answers what.

use axum::http::StatusCode;
use domain::inbox::{Command as Inbox, Kind, TakeMessage};
use domain::{Command, MessageNo, On, Role};
use ledger::Entry;
use vault::Row;

use crate::support::Office;

const LIST: &str = "/ban/yagi-2024/hom-thu";
const FIRST: &str = "/ban/yagi-2024/hom-thu/1";
const ACTION: &str = "/ban/yagi-2024/lenh/inbox";

pub(crate) fn told(office: &Office, kind: Kind) {
    let take = TakeMessage { about: None, kind, may_show: true, row: None };
    let today = ledger::today(jiff::Timestamp::now());
    let command = Command::Inbox(On { effective_on: today, command: Inbox::TakeMessage(take) });
    let row = Row { note: "Thiếu một thùng mì".into(), contact: "0912345670".into(), ..Row::default() };
    office.ledger().execute(Entry::new("public:web".parse().unwrap(), command, Some(row))).unwrap();
}

#[tokio::test]
async fn an_irregularity_is_read_and_answered_by_the_supervision() {
    let office = Office::new();
    told(&office, Kind::Irregularity);
    let treasurer = office.sign_in(&[Role::Treasurer]);
    for page in [office.get(&treasurer, LIST).await, office.get(&treasurer, FIRST).await] {
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains("thùng mì") && !page.body.contains("0912345670"), "{}", page.body);
        assert!(!page.body.contains("action=\"/ban/yagi-2024/lenh/inbox\""));
    }
    let auditor = office.sign_in(&[Role::Auditor]);
    let page = office.get(&auditor, FIRST).await;
    assert!(page.body.contains("thùng mì") && page.body.contains("0912345670"));
    let fields = [
        ("personal.note", "Đã bù thùng mì."),
        ("command.answer_message.outcome", "done"),
        ("command.answer_message.public:b", "on"),
    ];
    let done = office.fill_in(&auditor, FIRST, ACTION, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let today = ledger::today(jiff::Timestamp::now());
    let letter = office.ledger().letter(MessageNo::new(1), today).unwrap().unwrap();
    assert_eq!(letter.replies[0].text.as_deref(), Some("Đã bù thùng mì."));
    assert!(office.get(&auditor, &format!("{LIST}?da-xong=1")).await.body.contains("Đã giải quyết"));
}

#[tokio::test]
async fn a_storekeeper_has_no_inbox_and_an_empty_answer_is_refused_with_what_was_chosen() {
    let office = Office::new();
    told(&office, Kind::Other);
    let storekeeper = office.sign_in(&[Role::Storekeeper]);
    for path in [LIST, FIRST, "/ban/yagi-2024/hom-thu/9"] {
        assert_eq!(office.get(&storekeeper, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let treasurer = office.sign_in(&[Role::Treasurer]);
    let refused =
        office.fill_in(&treasurer, FIRST, ACTION, &[("command.answer_message.outcome", "explained")]).await;
    assert!(
        refused.status.is_client_error() && refused.body.contains("Chưa có nội dung"),
        "{}",
        refused.body
    );
    assert!(refused.body.contains("<option value=\"explained\" selected>"));
}
