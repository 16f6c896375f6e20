//! What people outside say: the form, the answers, the code that opens them.

use domain::inbox::{AnswerMessage, Command as Inbox, Outcome, PublishMessage};
use domain::{Command, MessageNo, On};
use jiff::Timestamp;
use ledger::{Entry, Ledger, today};
use vault::Row;

use crate::books::{Served, Told, give, open, serve};

const REPORT: &str = "/quy/lu-2024/bao-bat-thuong";
const LETTERS: &str = "/quy/lu-2024/phan-anh";
const TEXT: &str = "Thùng hàng thiếu gạo, hỏi anh Vũ Văn Đệ 0987654321 & <em>xem</em>.";

fn fund() -> Served {
    serve(|books| {
        let ledger = open(books, "lu-2024", "Quỹ Cứu trợ");
        give(&ledger, &Told::default());
    })
}

fn ledger(served: &Served) -> std::sync::Arc<Ledger> {
    served.books.fund(&"lu-2024".parse().unwrap()).unwrap()
}

/// What stands between two marks.
#[track_caller]
fn between<'a>(html: &'a str, before: &str, after: &str) -> &'a str {
    html.split_once(before).and_then(|(_, rest)| rest.split_once(after)).unwrap().0
}

fn command(html: &str) -> String {
    between(html, "name=\"_command\" value=\"", "\"").to_owned()
}

/// Sends the message under that id; answers with the page's code.
#[track_caller]
fn send(served: &Served, command: &str) -> String {
    let fields = [
        ("_command", command),
        ("loai", "bat-thuong"),
        ("noi_dung", TEXT),
        ("ve", "1"),
        ("ten", "Hoàng Thị Ổi"),
        ("lien_he", "0912345670"),
        ("cong_khai", "co"),
    ];
    let got = served.post(REPORT, &fields, 200);
    assert_eq!(got.header("cache-control"), "no-store");
    between(&got.body, "<code>", "</code>").to_owned()
}

fn as_auditor(served: &Served, command: Inbox, note: &'static str) {
    let row = Some(Row { note: note.into(), ..Row::default() }).filter(|_| !note.is_empty());
    let command = Command::Inbox(On { effective_on: today(Timestamp::now()), command });
    ledger(served).execute(Entry::new("auditor:a-1".parse().unwrap(), command, row)).unwrap();
}

#[test]
fn an_irregularity_is_told_answered_and_published() {
    let served = fund();
    let code = send(&served, &command(&served.page(REPORT, 200)));
    // That something was told stands in the list at once; what was said does not.
    let list = served.page(LETTERS, 200);
    assert!(list.contains("Thư số</a>") || list.contains("Thư số 1"), "{list}");
    assert!(list.contains("Đang chờ trả lời") && list.contains("khoản ủng hộ số 1"));
    let first = MessageNo::new(1);
    let answer =
        AnswerMessage { finding: None, message: first, outcome: Outcome::Done, public: true, row: None };
    as_auditor(&served, Inbox::AnswerMessage(answer), "Đã phát bù cho hộ bà Hoàng Thị Ổi.");
    as_auditor(
        &served,
        Inbox::PublishMessage(PublishMessage { answer: true, message: first, question: true }),
        "",
    );
    for page in [served.page(LETTERS, 200), served.page(&format!("{LETTERS}/1"), 200)] {
        assert!(page.contains("thiếu gạo") && page.contains("Đã giải quyết") && page.contains("Đã phát bù"));
        for hidden in ["Vũ Văn Đệ", "0987654321", "0912345670", "Hoàng Thị Ổi", "<em>"] {
            assert!(!page.contains(hidden), "{hidden}");
        }
    }
    let own = served.post(LETTERS, &[("so", "1"), ("ma", &code.to_lowercase())], 200);
    assert!(own.body.contains("Vũ Văn Đệ") && own.body.contains("bà Hoàng Thị Ổi"), "{}", own.body);
    assert_eq!(own.header("cache-control"), "no-store");
    assert!(!own.body.contains(&code), "the code is in no page that is shown again");
}

#[test]
fn a_double_click_sends_one_message() {
    let served = fund();
    let id = command(&served.page(REPORT, 200));
    assert_eq!(send(&served, &id), send(&served, &id));
    assert_eq!(ledger(&served).views().public.inbox().messages().count(), 1);
}

#[test]
fn what_was_typed_stays_and_what_is_wrong_stands_beside_it() {
    let served = fund();
    let long = "x".repeat(3001);
    for (field, value, status, said) in [
        ("noi_dung", "", 400, "Chưa có nội dung"),
        ("noi_dung", long.as_str(), 400, "Nội dung quá 3.000 ký tự"),
        ("ve", "chị Sáu", 400, "Không nhận ra số này"),
        ("ve", "99", 400, "Không có khoản ủng hộ số 99"),
        ("ve", "PC-2024-00001", 400, "Không có chứng từ số PC-2024-00001"),
    ] {
        let fields: Vec<_> =
            [("_command", ""), ("noi_dung", "Một điều lạ"), ("ten", "Ai đó \"x\""), (field, value)].into();
        let got = served.post(REPORT, &fields, status);
        let problem = between(&got.body, &format!("id=\"{field}-problem\">"), "<");
        assert!(problem.starts_with(said), "{problem}");
        assert!(got.body.contains("Ai đó &#34;x&#34;"), "{field}");
        assert!(field == "noi_dung" || got.body.contains("Một điều lạ"));
    }
    let english = served.post(&format!("/en{REPORT}"), &[("noi_dung", "")], 400);
    assert!(english.body.contains("There is no text"));
    assert_eq!(ledger(&served).views().public.inbox().messages().count(), 0);
}

#[test]
fn a_wrong_code_says_nothing_of_the_numbers_that_are() {
    let served = fund();
    let code = send(&served, "");
    let wrong = |number: &str, code: &str| {
        let got = served.post(LETTERS, &[("so", number), ("ma", code)], 404);
        between(&got.body, "id=\"so-problem\" role=\"alert\">", "<").to_owned()
    };
    assert_eq!(wrong("1", "00000-00000"), wrong("7", &code));
    for _ in 0..8 {
        wrong("1", "00000-00000");
    }
    served.post(LETTERS, &[("so", "1"), ("ma", &code)], 429);
}

#[test]
fn one_network_does_not_fill_the_inbox() {
    let served = fund();
    for number in 0..20 {
        served.post(REPORT, &[("noi_dung", &format!("Thư {number}"))], 200);
    }
    let got = served.post(REPORT, &[("noi_dung", "Thư nữa")], 429);
    assert!(got.body.contains("Thư nữa") && got.body.contains("hãy chờ vài phút"));
}

#[test]
fn a_form_of_another_site_is_not_taken() {
    let served = fund();
    let got = served.get_with(REPORT, "sec-fetch-site: cross-site\r\n");
    assert_eq!(got.status, 200);
    let body = "noi_dung=x";
    let headers = format!("sec-fetch-site: cross-site\r\ncontent-length: {}\r\n", body.len());
    let got = served.send("POST", REPORT, &headers, body);
    assert_eq!((got.status, ledger(&served).views().public.inbox().messages().count()), (403, 0));
}

#[test]
fn after_the_back_button_another_text_is_not_lost_and_not_taken_for_the_first() {
    let served = fund();
    let id = command(&served.page(REPORT, 200));
    send(&served, &id);
    let fields = [("_command", id.as_str()), ("loai", "bat-thuong"), ("noi_dung", "Còn thiếu cả dầu ăn.")];
    let again = served.post(REPORT, &fields, 409);
    assert!(again.body.contains("Còn thiếu cả dầu ăn.") && again.body.contains("hãy bấm gửi lại"));
    let next = command(&again.body);
    assert_ne!(next, id);
    let fields = [("_command", next.as_str()), fields[1], fields[2]];
    assert_eq!(served.post(REPORT, &fields, 200).status, 200);
}
