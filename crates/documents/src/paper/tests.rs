//! Every paper prints, the same each time; what a template reads is right; what the law misses is refused.

use krilla::pdf::Pdf;
use serde_json::{Value, json};

use super::job::job;
use super::{CashCount, Paper, PrintError, StockWay, print, print_many};
use crate::samples::{self, papers};

fn named(name: &str) -> Paper {
    papers().into_iter().find(|(paper, _)| *paper == name).unwrap().1
}

fn page_count(pdf: Vec<u8>) -> usize {
    Pdf::new(pdf).unwrap().pages().len()
}

/// What the template gets for a paper.
fn data(paper: &Paper) -> Value {
    serde_json::to_value(job(paper).unwrap()).unwrap()
}

#[track_caller]
fn check(name: &str, pages: usize) {
    let paper = named(name);
    let once = print(&paper).unwrap();
    assert_eq!(once, print(&paper).unwrap(), "{name} differs from itself");
    assert_eq!(page_count(once), pages, "{name}");
}

#[test]
fn every_paper_prints_on_its_pages() {
    let pages = [
        ("phieu-thu", 1),
        ("phieu-chi", 1),
        ("phieu-nhap-kho", 1),
        ("phieu-xuat-kho", 1),
        ("bien-nhan-tien", 1),
        ("bien-nhan-hien-vat", 1),
        ("bang-tong-hop-thu", 4),
        ("bang-ke-hien-vat", 1),
        ("danh-sach-ky-nhan", 3),
        ("kiem-ke-quy", 1),
        ("kiem-ke-kho", 1),
        ("dinh-chinh", 1),
        ("thu-cam-on", 1),
    ];
    assert_eq!(pages.len(), papers().len());
    for (name, count) in pages {
        check(name, count);
    }
}

#[test]
fn many_slips_are_one_file_and_tell_how_far_they_are() {
    let slips: Vec<_> = (1..=120).map(samples::cash_in).collect();
    let mut told = Vec::new();
    let once = print_many(&slips, |done| told.push(done)).unwrap();
    assert_eq!(told, [50, 100, 120]);
    assert_eq!(once, print_many(&slips, |_| ()).unwrap());
    assert_eq!(page_count(once), 120);
}

#[test]
fn a_mixed_bundle_is_one_file() {
    let all: Vec<_> = papers().into_iter().map(|(_, paper)| paper).collect();
    assert_eq!(page_count(print_many(&all, |_| ()).unwrap()), 18);
    assert_eq!(print_many(&[], |_| ()), Err(PrintError::Nothing));
}

#[test]
fn what_is_typed_never_becomes_part_of_the_template() {
    let Paper::Cash(mut paper) = named("phieu-thu") else { panic!() };
    paper.reason = "#panic(\"x\") $1$ *a* _b_ = c @d <e> \\ `f` #import \"g\"".to_owned();
    paper.party.name = "]#(1/0)[".to_owned();
    assert_eq!(page_count(print(&Paper::Cash(paper)).unwrap()), 1);
}

#[test]
fn a_voucher_carries_figures_and_words() {
    let data = data(&named("phieu-thu"));
    assert_eq!(data["form"]["kind"], "cash");
    assert_eq!(data["form"]["paper"]["amount"], "12.345.678");
    assert_eq!(data["form"]["paper"]["head"]["date"], json!({ "day": "05", "month": "08", "year": "2021" }));
    assert_eq!(data["sums"]["total"], "12.345.678");
    assert_eq!(data["sums"]["words"], "Mười hai triệu ba trăm bốn mươi lăm ngàn sáu trăm bảy mươi tám đồng");
    assert_eq!(data["signing"][1][1]["role"]["vi"], "Thủ quỹ");
    assert!(data["qr"]["svg"].as_str().unwrap().starts_with("<svg"));
}

#[test]
fn lists_are_added_up_here() {
    let stock = data(&named("phieu-nhap-kho"));
    assert_eq!(stock["sums"]["total"], "111.250.000");
    let list = data(&named("bang-ke-hien-vat"));
    assert_eq!(list["sums"]["columns"], json!(["26.260,5"]));
    assert_eq!(list["sums"]["total"], "255.102.000");
    let signed = data(&named("danh-sach-ky-nhan"));
    assert_eq!(signed["sums"]["total"], "46.500.000");
    let correction = data(&named("dinh-chinh"));
    assert_eq!(correction["sums"]["words"], "Âm bốn triệu năm trăm ngàn đồng");
}

#[test]
fn a_count_shows_what_is_over_and_short() {
    let cash = data(&named("kiem-ke-quy"));
    assert_eq!(cash["sums"]["total"], "218.350.000");
    assert_eq!(cash["sums"]["columns"], json!(["", "50.000"]));
    let stock = data(&named("kiem-ke-kho"));
    assert_eq!(stock["sums"]["lines"][0], json!(["", "12,5", "", "150.000"]));
    assert_eq!(stock["sums"]["lines"][2], json!(["", "", "", ""]));
    assert_eq!(stock["sums"]["columns"], json!(["690.250.000", "690.198.500", "98.500", "150.000"]));
}

#[track_caller]
fn refused(paper: &Paper, field: &str) {
    match print(paper) {
        Err(PrintError::Missing { field: (_, missing), .. }) => assert_eq!(missing, field),
        other => panic!("{field}: {:?}", other.map(|bytes| bytes.len())),
    }
}

#[test]
fn what_the_law_misses_is_refused() {
    let cash = |change: fn(&mut super::CashVoucher)| {
        let Paper::Cash(mut paper) = named("phieu-thu") else { panic!() };
        change(&mut paper);
        Paper::Cash(paper)
    };
    refused(&cash(|paper| paper.head.number.clear()), "voucher number");
    refused(&cash(|paper| paper.head.issuer.name.clear()), "name of the issuer");
    refused(&cash(|paper| paper.head.issuer.address = "  ".to_owned()), "address of the issuer");
    refused(&cash(|paper| paper.party.name.clear()), "name of the payer or payee");
    refused(&cash(|paper| paper.reason.clear()), "reason");
    let Paper::Stock(mut stock) = named("phieu-nhap-kho") else { panic!() };
    stock.lines.clear();
    assert_eq!(stock.way, StockWay::In);
    refused(&Paper::Stock(stock), "a line of goods");
    let Paper::Recipients(mut list) = named("danh-sach-ky-nhan") else { panic!() };
    list.confirmed_by.clear();
    refused(&Paper::Recipients(list), "local unit that confirms");
}

#[test]
fn a_difference_needs_its_cause() {
    let Paper::CashCount(paper) = named("kiem-ke-quy") else { panic!() };
    let without = CashCount { cause: String::new(), ..paper };
    refused(&Paper::CashCount(without.clone()), "cause of the difference");
    let even = CashCount { booked: without.counted().unwrap(), ..without };
    assert!(print(&Paper::CashCount(even)).is_ok());
}

#[test]
fn a_sum_beyond_all_bounds_is_refused() {
    let Paper::Recipients(mut list) = named("danh-sach-ky-nhan") else { panic!() };
    for line in &mut list.lines {
        line.amount = i64::MAX;
    }
    assert!(matches!(print(&Paper::Recipients(list)), Err(PrintError::Sum { .. })));
}

#[test]
fn a_long_text_runs_on_and_is_not_lost() {
    let Paper::Cash(mut paper) = named("phieu-chi") else { panic!() };
    paper.reason = "Hỗ trợ lương thực cho các hộ trong khu vực phong tỏa. ".repeat(60);
    assert_eq!(page_count(print(&Paper::Cash(paper)).unwrap()), 2);
}
