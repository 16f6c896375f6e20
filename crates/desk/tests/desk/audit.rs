//! The supervision's pages: the log filtered, any moment, a rebuild, a sample, a finding from end to end.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::{Command, DonorKind, ReceiptNo, RecordReceipt, ReversalReason, ReverseReceipt, Role, Vnd};
use futures_util::StreamExt as _;
use jiff::civil::date;
use tower::ServiceExt as _;

use crate::support::{Answer, Office};

const AUDITOR: &[Role] = &[Role::Auditor];
const DESK: &str = "/ban/yagi-2024";

/// Five gifts of one to five million, the last of them reversed: events 2 to 7.
fn office() -> Office {
    let office = Office::new();
    let effective_on = date(2024, 9, 10);
    for million in 1..=5 {
        office.record(Command::RecordReceipt(RecordReceipt {
            said: None,
            account: "cash:main".parse().unwrap(),
            amount: Vnd::new(million * 1_000_000),
            donor: DonorKind::Person,
            earmark: None,
            document_on: None,
            effective_on,
            reference: None,
            row: None,
        }));
    }
    let (receipt, reason) = (ReceiptNo::new(5), ReversalReason::WrongAmount);
    office.record(Command::ReverseReceipt(ReverseReceipt { receipt, reason, effective_on, row: None }));
    office
}

async fn page(office: &Office, cookie: &str, path: &str) -> Answer {
    let page = office.get(cookie, &format!("{DESK}{path}")).await;
    assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
    page
}

#[track_caller]
fn check(page: &Answer, there: &[&str], absent: &[&str]) {
    for text in there {
        assert!(page.body.contains(text), "{text} is missing: {}", page.body);
    }
    for text in absent {
        assert!(!page.body.contains(text), "{text} is there: {}", page.body);
    }
}

#[tokio::test]
async fn the_log_is_filtered_by_what_the_address_says() {
    let office = office();
    let cookie = office.sign_in(AUDITOR);
    let event = |position: u64| format!("{DESK}/su-kien/{position}\"");
    for (query, found, absent) in [
        ("", vec![0, 1, 7], vec![]),
        ("?loai=receipt_reversed", vec![7], vec![6]),
        ("?tien-tu=3tr&tien-den=4.000.000", vec![4, 5], vec![3, 6, 7]),
        ("?thu=5", vec![6, 7], vec![5]),
        ("?chu=wrong_amount", vec![7], vec![6]),
        ("?ngay-tu=2024-09-02", vec![2, 7], vec![0, 1]),
        ("?bt=contributions&so-den=3", vec![2, 3], vec![1, 4]),
        ("?tk=cash:main&thu-tu=tang", vec![1, 2, 7], vec![0]),
    ] {
        let page = page(&office, &cookie, &format!("/kiem-toan/nhat-ky{query}")).await;
        let links = |positions: Vec<u64>| positions.into_iter().map(event).collect::<Vec<_>>();
        let (found, absent) = (links(found), links(absent));
        let texts = |links: &[String]| links.iter().map(String::as_str).collect::<Vec<_>>().join("\n");
        for link in &found {
            check(&page, &[link], &[]);
        }
        for link in &absent {
            assert!(!page.body.contains(link.as_str()), "{query}: {}", texts(&absent));
        }
    }
    let wrong = page(&office, &cookie, "/kiem-toan/nhat-ky?tien-tu=nhieu&tk=%20x").await;
    check(&wrong, &["aria-invalid=\"true\"", "value=\"nhieu\"", "Hãy nhập số tiền"], &["su-kien/2\""]);
}

#[tokio::test]
async fn an_event_tells_what_it_moved_and_the_figures_lead_back_to_it() {
    let office = office();
    let cookie = office.sign_in(AUDITOR);
    let event = page(&office, &cookie, "/su-kien/7").await;
    check(&event, &["Ghi số âm khoản thu", "−5.000.000", "/events/7/proof", "wrong_amount"], &[]);
    let english = office.get(&cookie, &format!("/en{DESK}/su-kien/7")).await;
    check(&english, &["Receipt reversed", "−5,000,000"], &[]);
    let before = page(&office, &cookie, "/kiem-toan/so-du?vi-tri=7").await;
    check(&before, &["15.000.000", "7 dòng sổ đầu tiên"], &["10.000.000"]);
    let now = page(&office, &cookie, "/kiem-toan/so-du").await;
    check(&now, &["10.000.000", "tai-khoan?bt=contributions"], &[]);
    let earlier = page(&office, &cookie, "/kiem-toan/so-du?den=2024-09-09").await;
    check(&earlier, &["Chưa có gì phát sinh"], &[]);
    let account = page(&office, &cookie, "/kiem-toan/so-du/tai-khoan?bt=contributions").await;
    check(&account, &["su-kien/2\"", "su-kien/7\"", "10.000.000"], &[]);
    let difference = page(&office, &cookie, "/kiem-toan/so-sanh?vi-tri=7&vi-tri2=8").await;
    check(&difference, &["15.000.000", "10.000.000", "−5.000.000", "so-tu=7&#38;so-den=7"], &[]);
    let wrong = page(&office, &cookie, "/kiem-toan/so-du?vi-tri=99&tu=2024-13-01").await;
    check(&wrong, &["Sổ chưa có nhiều dòng sổ như vậy", "Hãy nhập ngày"], &[]);
    let none = office.get(&cookie, &format!("{DESK}/su-kien/8")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_sample_is_drawn_again_from_its_address() {
    let office = office();
    let cookie = office.sign_in(AUDITOR);
    let address = "/kiem-toan/mau?loai=receipt_recorded&so-den=7&sl=2&pp=monetary-units&hat=bach-dang";
    let (first, again) = (page(&office, &cookie, address).await, page(&office, &cookie, address).await);
    check(&first, &["2 trong 5 dòng sổ", "15.000.000", "kien-nghi/moi?ve=event"], &[]);
    let picks = |page: &Answer| page.body.matches("kien-nghi/moi?ve=event").count();
    assert_eq!((picks(&first), first.body.len()), (2, again.body.len()));
    let (action, path) = (format!("{DESK}/lenh/oversight"), format!("{DESK}{address}"));
    let fields =
        [("command.examine_entry.opinion", "with_remark"), ("personal.note", "Thiếu chữ ký thủ quỹ")];
    let done = office.fill_in(&cookie, &path, &action, &fields).await;
    assert_eq!(done.location, Some(format!("{path}&xong=8")), "{}", done.body);
    let signed = page(&office, &cookie, address).await;
    check(&signed, &["Đúng, có lưu ý</strong>", "Đã ký xác nhận: <span class=\"num\">1</span>"], &[]);
    let event = office.ledger().told(8).unwrap();
    assert_eq!(event.row.note, "Thiếu chữ ký thủ quỹ");
    let json = serde_json::to_string(&event.recorded.event).unwrap();
    assert!(json.contains("\"sample\":\"") && json.contains("\"with_remark\""), "{json}");
}

#[tokio::test]
async fn a_finding_is_raised_answered_and_settled() {
    let office = office();
    let treasurer = office.sign_in_as("t-0a0b0c0e", &[Role::Treasurer]);
    let auditor = office.sign_in(AUDITOR);
    let action = format!("{DESK}/lenh/oversight");
    let raise = format!("{DESK}/kien-nghi/moi?ve=event&so=7");
    let fields = [
        ("command.raise_finding.about.event:n", "7"),
        ("command.raise_finding.kind", "question"),
        ("personal.note", "Vì sao ghi số âm?"),
    ];
    let done = office.fill_in(&auditor, &raise, &action, &fields).await;
    assert_eq!(done.location.as_deref(), Some("/ban/yagi-2024/kien-nghi/1?xong=8"), "{}", done.body);
    let event = page(&office, &auditor, "/su-kien/7").await;
    check(&event, &["/kien-nghi/1"], &[]);
    let finding = format!("{DESK}/kien-nghi/1");
    let answer = [
        ("command.answer_finding.finding:n", "1"),
        ("personal.note", "Ghi nhầm số tiền."),
        ("effective_on:d", "2024-09-11"),
    ];
    let done = office.fill_in(&treasurer, &finding, &action, &answer).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let shown = office.get(&auditor, &finding).await;
    check(&shown, &["Vì sao ghi số âm?", "Ghi nhầm số tiền.", "command.settle_finding.finding:n"], &[]);
    let settle = [("command.settle_finding.finding:n", "1"), ("effective_on", "2024-09-12")];
    let form = shown.body.rfind("command.settle_finding").map(|_| shown.form(&action)).unwrap();
    let mut form: Vec<(&str, &str)> =
        form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    form.retain(|(name, _)| name.starts_with('_'));
    form.extend(settle);
    let done = office.post(&auditor, &action, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    check(&page(&office, &treasurer, "/kien-nghi").await, &["Đã kết thúc"], &["kien-nghi/moi"]);
}

#[tokio::test]
async fn everything_is_built_anew_from_the_page() {
    let office = office();
    let cookie = office.sign_in(AUDITOR);
    let path = format!("{DESK}/kiem-toan/chay-lai");
    let stranger = office.post(&cookie, &path, &[("_csrf", "x")]).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN);
    assert!(office.ledger().rebuild().is_none());
    let begun = office.fill_in(&cookie, &path, &path, &[]).await;
    assert_eq!(begun.location.as_deref(), Some(path.as_str()));
    while office.ledger().rebuild().unwrap().outcome().is_none() {
        tokio::task::yield_now().await;
    }
    let shown = office.get(&cookie, &path).await;
    check(&shown, &["Giống từng byte.", "Số dư kép", "auditor:t-0a0b0c0d"], &["KHÁC"]);
}

#[tokio::test]
async fn the_books_are_exported_for_other_programs() {
    let office = office();
    let cookie = office.sign_in(AUDITOR);
    let journal = page(&office, &cookie, "/kiem-toan/hledger.journal?vi-tri=7").await;
    check(&journal, &["(6) gift received"], &["(7) receipt reversed"]);
    let beancount = page(&office, &cookie, "/kiem-toan/so.beancount").await;
    check(&beancount, &["Income:Contributions", "balance"], &[]);
    let reports = page(&office, &cookie, "/kiem-toan/bao-cao?vi-tri=7&den=2024-09-30").await;
    check(&reports, &["first=2024-09-01&#38;last=2024-09-30&#38;position=7&#38;format=pdf"], &[]);
}

/// Whatever packs an answer for a browser may ask once more behind its end.
#[tokio::test]
async fn an_export_that_has_ended_may_be_asked_again() {
    let office = office();
    let cookie = office.sign_in(AUDITOR);
    let request = Request::get(format!("{DESK}/kiem-toan/hledger.journal"));
    let request = request.header(header::COOKIE, format!("sovang={cookie}")).body(Body::empty()).unwrap();
    let answer = office.router.clone().oneshot(request).await.unwrap();
    let mut pieces = answer.into_body().into_data_stream();
    while let Some(piece) = pieces.next().await {
        assert!(!piece.unwrap().is_empty());
    }
    assert!(pieces.next().await.is_none());
}

#[tokio::test]
async fn the_log_is_the_auditors() {
    let office = office();
    let own = ["/kiem-toan/nhat-ky", "/kiem-toan/mau", "/kiem-toan/chay-lai"];
    let accountants = ["/kiem-toan", "/kiem-toan/hledger.journal", "/kiem-toan/so.beancount"];
    let everybodys = ["/kien-nghi", "/su-kien/2", "/kiem-toan/bao-cao"];
    for (role, may) in
        [(Role::Auditor, 3), (Role::ChiefAccountant, 2), (Role::Storekeeper, 1), (Role::Admin, 1)]
    {
        let cookie = office.sign_in(&[role]);
        for (pages, needed) in [(own, 3), (accountants, 2), (everybodys, 1)] {
            for path in pages {
                let status = office.get(&cookie, &format!("{DESK}{path}")).await.status;
                assert_eq!(status == StatusCode::OK, may >= needed, "{role:?} {path} {status}");
            }
        }
    }
}
