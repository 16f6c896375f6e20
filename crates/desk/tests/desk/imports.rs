//! A statement by upload: looked at, confirmed, recorded once; what is too large or no statement is refused before that.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::{AddAccount, Command, QuarantineNo, Role};
use jiff::civil::date;

use crate::support::{Answer, Office};

pub(crate) const UPLOAD: &str = "/ban/yagi-2024/sao-ke/nhap";
pub(crate) const TREASURER: &[Role] = &[Role::Treasurer];

/// A gift, a fee, a line whose amount is unreadable, as the bank prints them.
pub(crate) const STATEMENT: &str = "Ngân hàng TMCP Ngoại thương Việt Nam (Vietcombank)
Số tài khoản:,0011009998887
Số dư đầu kỳ:,\"1.000.000\"
Ngày giao dịch,Số tham chiếu,Ghi nợ,Ghi có,Số dư,Mô tả
10/09/2024,5001.11,,\"500.000\",\"1.500.000\",Tran Thi Thu ung ho dong bao
10/09/2024,5001.12,\"3.300\",,\"1.496.700\",Phi quan ly tai khoan
11/09/2024,5001.13,,5OO.OOO,\"1.996.700\",ung ho bao lu
";

/// The fund has the account that the statement prints.
pub(crate) fn office() -> Office {
    let office = Office::new();
    let account = "vietcombank:0011009998887".parse().unwrap();
    office.record(Command::AddAccount(AddAccount {
        account,
        published: true,
        effective_on: date(2024, 9, 1),
    }));
    office
}

/// Brings the file and confirms its preview; answers with the page that says what became of it.
pub(crate) async fn import(office: &Office, cookie: &str, text: &str) -> Answer {
    let brought = office.bring(cookie, UPLOAD, ("sao-ke.csv", text.as_bytes())).await;
    assert_eq!(brought.status, StatusCode::SEE_OTHER, "{}", brought.body);
    let here = brought.location.unwrap();
    let confirmed = office.fill_in(cookie, &here, &here, &[]).await;
    assert_eq!(confirmed.status, StatusCode::SEE_OTHER, "{}", confirmed.body);
    settled(office, cookie, &here).await
}

/// The page at `here`, once nothing runs there any more.
async fn settled(office: &Office, cookie: &str, here: &str) -> Answer {
    loop {
        let page = office.get(cookie, here).await;
        if !page.body.contains("data-progress") {
            return page;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_statement_is_shown_before_it_is_recorded() {
    let office = office();
    let cookie = office.sign_in(TREASURER);
    let brought = office.bring(&cookie, UPLOAD, ("sao-ke.csv", STATEMENT.as_bytes())).await;
    let here = brought.location.unwrap();
    let preview = office.get(&cookie, &here).await;
    for said in
        ["Vietcombank", "0011009998887", "Tran Thi Thu", "Phí ngân hàng", "1.996.700", "không đọc được"]
    {
        assert!(preview.body.contains(said), "{said}: {}", preview.body);
    }
    assert!(office.ledger().receipts(None, 10).unwrap().is_empty(), "nothing is recorded yet");
    let english = office.get(&cookie, &format!("/en{here}")).await;
    assert!(english.body.contains("Confirm and record"), "{}", english.body);
    let stranger = office.sign_in_as("t-11111111", TREASURER);
    assert_eq!(office.get(&stranger, &here).await.status, StatusCode::GONE);

    office.fill_in(&cookie, &here, &here, &[]).await;
    let done = settled(&office, &cookie, &here).await;
    assert!(done.body.contains("Đã ghi vào sổ toàn bộ tệp"), "{}", done.body);
    let receipts = office.ledger().receipts(None, 10).unwrap();
    assert_eq!(receipts.len(), 1);
    assert_eq!(receipts[0].amount.dong(), 500_000);
    let waiting = office.ledger().quarantined().unwrap();
    assert_eq!(waiting.iter().map(|line| line.item).collect::<Vec<_>>(), [QuarantineNo::new(1)]);
    assert!(done.body.contains("/ban/yagi-2024/sao-ke/cho/1"), "{}", done.body);
}

#[tokio::test]
async fn it_is_recorded_once_however_often_it_is_sent() {
    let office = office();
    let cookie = office.sign_in(TREASURER);
    let brought = office.bring(&cookie, UPLOAD, ("sao-ke.csv", STATEMENT.as_bytes())).await;
    let here = brought.location.unwrap();
    let page = office.get(&cookie, &here).await;
    let form = page.form(&here);
    let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let (first, second) =
        tokio::join!(office.post(&cookie, &here, &form), office.post(&cookie, &here, &form),);
    assert_eq!(first.location, second.location);
    settled(&office, &cookie, &here).await;
    // The back button, and the form sent again.
    let again = office.post(&cookie, &here, &form).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_eq!(office.ledger().receipts(None, 10).unwrap().len(), 1);
    // The file brought again.
    let brought = office.bring(&cookie, UPLOAD, ("sao-ke (1).csv", STATEMENT.as_bytes())).await;
    let page = office.get(&cookie, &brought.location.unwrap()).await;
    assert!(page.body.contains("đã được nhập trước đây"), "{}", page.body);
    // The same lines in another file.
    let longer = format!("{STATEMENT}\"12/09/2024\",5001.14,,\"20.000\",\"2.016.700\",them\n");
    let done = import(&office, &cookie, &longer).await;
    assert!(done.body.contains("Đã ghi vào sổ toàn bộ tệp"), "{}", done.body);
    assert_eq!(office.ledger().receipts(None, 10).unwrap().len(), 2);
}

#[tokio::test]
async fn a_file_that_is_no_statement_says_what_is_missing_and_may_be_read_otherwise() {
    let office = office();
    let cookie = office.sign_in(TREASURER);
    let brought = office.bring(&cookie, UPLOAD, ("danh-sach.csv", b"ten,so\na,1\n")).await;
    let here = brought.location.unwrap();
    let page = office.get(&cookie, &here).await;
    assert!(page.body.contains("Chưa nhận ra ngân hàng nào"), "{}", page.body);
    assert!(!page.body.contains("Xác nhận, ghi vào sổ"));
    let tried = office.get(&cookie, &format!("{here}?ho-so=vietcombank")).await;
    assert!(tried.body.contains("role=\"alert\"") && tried.body.contains("danh-sach.csv"), "{}", tried.body);
    // A workbook that is none.
    let brought = office.bring(&cookie, UPLOAD, ("a.xlsx", b"PK\x03\x04 nothing")).await;
    let page = office.get(&cookie, &format!("{}?ho-so=bidv", brought.location.unwrap())).await;
    assert!(page.body.contains("role=\"alert\""), "{}", page.body);
    // An account that the fund has not.
    let other = STATEMENT.replace("0011009998887", "0011009998880");
    let brought = office.bring(&cookie, UPLOAD, ("khac.csv", other.as_bytes())).await;
    let page = office.get(&cookie, &brought.location.unwrap()).await;
    assert!(
        page.body.contains("role=\"alert\"") && !page.body.contains("Xác nhận, ghi vào sổ"),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn a_huge_file_is_refused_before_it_is_read() {
    let office = office();
    let cookie = office.sign_in(TREASURER);
    // Its length alone is told: not one byte of a body is there to be read.
    let body = Body::from_stream(futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>());
    let request = Request::post(UPLOAD)
        .header(header::COOKIE, format!("sovang={cookie}"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=mark")
        .header(header::CONTENT_LENGTH, 50_000_000);
    let refused = office.call(request.body(body).unwrap()).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(refused.body.contains("Tệp lớn hơn 40 MB"), "{}", refused.body);
    // Its length is not told: it is refused where it grows too long.
    let page = office.get(&cookie, UPLOAD).await;
    let csrf = page.form(UPLOAD).into_iter().find(|(name, _)| name == "_csrf").unwrap().1;
    let head = format!(
        "--mark\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n{csrf}\r\n\
         --mark\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"
    );
    let pieces = std::iter::once(head.into_bytes()).chain(std::iter::repeat(vec![b'x'; 1 << 20]));
    let endless = futures_util::stream::iter(pieces.map(Ok::<_, std::io::Error>));
    let request = Request::post(UPLOAD)
        .header(header::COOKIE, format!("sovang={cookie}"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=mark");
    let refused = office.call(request.body(Body::from_stream(endless)).unwrap()).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", refused.body);
}

#[tokio::test]
async fn a_line_that_no_table_has_is_named_where_the_file_was_chosen() {
    let office = office();
    let cookie = office.sign_in(TREASURER);
    let endless = format!("ten,so\n{}\na,1\n", ",".repeat(1 << 20));
    let refused = office.bring(&cookie, UPLOAD, ("mot-dong.csv", endless.as_bytes())).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("mot-dong.csv, dòng 2: dòng này dài hơn 128 KiB"), "{}", refused.body);
}

#[tokio::test]
async fn nobody_else_brings_one() {
    let office = office();
    let cookie = office.sign_in(TREASURER);
    let file = ("sao-ke.csv", STATEMENT.as_bytes());
    assert_eq!(office.send_file(&cookie, UPLOAD, "x", file).await.status, StatusCode::FORBIDDEN);
    let auditor = office.let_in("t-55555555", "Người Thử Năm", &[Role::Auditor]);
    assert_eq!(office.bring(&auditor, UPLOAD, file).await.status, StatusCode::FORBIDDEN);
    let stranger = office.send_file("stranger", UPLOAD, "x", file).await;
    assert!(stranger.location.unwrap().starts_with("/dang-nhap"));
    let none = office.bring(&cookie, UPLOAD, ("", b"")).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.body.contains("Hãy chọn tệp sao kê"), "{}", none.body);
}
