//! Slips, letters and codes.

use documents::paper::QrContent;
use domain::{AccountId, GoodsReceiptNo, ReceiptNo, Vnd};
use papers::{Paper, PaperError, gift_qr, goods_slip, print, receipt_slip, slips, thank_you};

use transparency::RecordDigest;

use crate::fund::{FUND, issuer};

fn slip(number: u64) -> Result<Paper, PaperError> {
    receipt_slip(&FUND.ledger, &issuer(), ReceiptNo::new(number))
}

#[track_caller]
fn check(name: &str, paper: &Paper, texts: &[(&str, &str)]) {
    let data = serde_json::to_value(paper).unwrap();
    for (path, text) in texts {
        let found = data["paper"].pointer(&format!("/{path}"));
        assert_eq!(found.and_then(|value| value.as_str()), Some(*text), "{path}: {data:#}");
    }
    let bytes = print(paper).unwrap();
    if let Some(folder) = std::env::var_os("PAPERS_OUT") {
        std::fs::write(std::path::Path::new(&folder).join(format!("{name}.pdf")), bytes).unwrap();
    }
}

/// The code leads to the page that verifies, names the gift, and binds the paper to its record.
#[track_caller]
fn leads_to_its_record(paper: &Paper, number: &str) {
    let Some(QrContent::Text(link)) = paper.head().qr.as_ref().map(|qr| &qr.content) else { panic!() };
    let (page, rest) = link.split_once('?').unwrap();
    let (place, digest) = rest.split_once('#').unwrap();
    assert_eq!(page, "https://sovang.example/quy/dt-2021/kiem-chung");
    let position = place.strip_prefix(number).unwrap().strip_prefix("v=").unwrap().parse().unwrap();
    let stored = FUND.ledger.events(position).next().unwrap().unwrap();
    assert_eq!(digest, RecordDigest::of(&stored.bytes).to_string());
    assert!(link.len() <= 106, "more than a code of version 6 holds: {link}");
}

#[test]
fn a_slip_says_what_the_books_say_now() {
    let paper = slip(1).unwrap();
    check(
        "bien-nhan",
        &paper,
        &[
            ("head/number", "BN-000001"),
            ("donor/name", "Trần Văn Mẫu"),
            // With what was supplemented.
            ("amount", "50.100.000"),
            ("means", "Tiền mặt"),
            ("purpose", "Không chỉ định"),
        ],
    );
    leads_to_its_record(&paper, "so=1&");
    check(
        "bien-nhan-ck",
        &slip(2).unwrap(),
        &[
            ("means", "Chuyển khoản vào tài khoản 0071001234567 tại VIETCOMBANK, số tham chiếu FT21217"),
            ("donor/address", "không nêu"),
        ],
    );
    check("bien-nhan-an-danh", &slip(3).unwrap(), &[("donor/name", "Người ủng hộ không nêu tên")]);
}

#[test]
fn a_slip_of_goods_says_what_they_are_worth_and_why() {
    let paper = goods_slip(&FUND.ledger, &issuer(), GoodsReceiptNo::new(1)).unwrap();
    check(
        "bien-nhan-hien-vat",
        &paper,
        &[
            ("head/number", "BNHV-000001"),
            ("donor/name", "Hội quán Mẫu"),
            ("lines/0/quantity", "40"),
            ("lines/0/expires", "31/12/2021"),
            ("lines/0/value", "16.000.000"),
            ("valued_by", "hóa đơn"),
            ("place", "Kho tỉnh"),
        ],
    );
    leads_to_its_record(&paper, "");
}

#[test]
fn a_letter_of_thanks_names_the_gift() {
    let letter = thank_you(&FUND.ledger, &issuer(), ReceiptNo::new(2)).unwrap();
    check(
        "thu-cam-on",
        &letter,
        &[
            ("donor", "Công ty TNHH Mẫu"),
            ("gift", "số tiền 200.000.000 đồng"),
            ("receipt", "BN-000002"),
            ("place", "Đồng Tháp"),
        ],
    );
}

#[test]
fn what_does_not_stand_has_no_slip() {
    assert!(matches!(slip(5), Err(PaperError::Reversed(_))));
    assert!(matches!(slip(4), Err(PaperError::Unidentified(_))));
    assert!(matches!(slip(0), Err(PaperError::Unknown { .. })));
    assert!(matches!(slip(99), Err(PaperError::Unknown { .. })));
    let goods = |number| goods_slip(&FUND.ledger, &issuer(), GoodsReceiptNo::new(number));
    assert!(matches!(goods(2), Err(PaperError::GoodsReversed(_))));
    assert!(matches!(goods(3), Err(PaperError::Unknown { .. })));
}

#[test]
fn slips_of_a_range_are_one_file_of_those_that_stand() {
    let many = |first, last, told: &mut Vec<(usize, usize)>| {
        let range = ReceiptNo::new(first)..=ReceiptNo::new(last);
        slips(&FUND.ledger, &issuer(), range, |done, all| told.push((done, all)))
    };
    let mut told = Vec::new();
    let once = many(1, 900, &mut told).unwrap();
    assert_eq!(told, [(3, 3)]);
    assert_eq!(once, many(1, 5, &mut told).unwrap());
    assert!(matches!(many(4, 5, &mut told), Err(PaperError::Nothing)));
    assert!(matches!(many(5, 1, &mut told), Err(PaperError::Nothing)));
    assert!(matches!(many(1, 1001, &mut told), Err(PaperError::TooMany { asked: 1001, most: 1000 })));
}

#[test]
fn a_payment_code_is_of_the_funds_own_accounts_and_codes() {
    let bank: AccountId = "vietcombank:0071001234567".parse().unwrap();
    let qr = |account: &AccountId, amount, code: Option<&str>| {
        let code = code.map(|code| code.parse().unwrap());
        gift_qr(&FUND.ledger, account, amount, code.as_ref())
    };
    let svg = qr(&bank, Some(Vnd::new(500_000)), Some("dt21")).unwrap();
    assert!(svg.starts_with("<svg"));
    assert_eq!(svg, qr(&bank, Some(Vnd::new(500_000)), Some("dt21")).unwrap());
    assert_ne!(svg, qr(&bank, None, None).unwrap());
    assert!(matches!(qr(&bank, None, Some("dt22")), Err(PaperError::UnknownCode(_))));
    assert!(matches!(qr(&bank, Some(Vnd::ZERO), None), Err(PaperError::VietQr(_))));
    assert!(matches!(qr(&"cash:main".parse().unwrap(), None, None), Err(PaperError::NoBank(_))));
    assert!(matches!(qr(&"bidv:12345678".parse().unwrap(), None, None), Err(PaperError::Unknown { .. })));
}
