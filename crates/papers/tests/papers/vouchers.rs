//! Every series, told as what stands on its paper.

use papers::{Issuer, Paper, PaperError, Reader, print};

use crate::fund::{FUND, issuer};

fn paper(ledger: &ledger::Ledger, issuer: &Issuer, voucher: domain::VoucherNo) -> Result<Paper, PaperError> {
    papers::paper(ledger, issuer, voucher, Reader::Staff)
}

fn of(voucher: &str) -> Paper {
    paper(&FUND.ledger, &issuer(), voucher.parse().unwrap())
        .unwrap_or_else(|error| panic!("{voucher}: {error}"))
}

/// What a paper says, as the templates read it; it prints, and the same each time.
#[track_caller]
fn check(voucher: &str, texts: &[(&str, &str)]) {
    let paper = of(voucher);
    let data = serde_json::to_value(&paper).unwrap();
    assert_eq!(data["paper"]["head"]["number"], voucher);
    for (path, text) in texts {
        let found = data["paper"].pointer(&format!("/{path}"));
        assert_eq!(found.and_then(|value| value.as_str()), Some(*text), "{voucher} {path}: {data:#}");
    }
    let bytes = print(&paper).unwrap();
    assert_eq!(bytes, print(&of(voucher)).unwrap());
    if let Some(folder) = std::env::var_os("PAPERS_OUT") {
        std::fs::write(std::path::Path::new(&folder).join(format!("{voucher}.pdf")), bytes).unwrap();
    }
}

#[test]
fn cash_in_names_the_giver_and_the_fund() {
    check(
        "PT-2021-00001",
        &[
            ("way", "in"),
            ("party/name", "Trần Văn Mẫu"),
            ("party/address", "Phường Cao Lãnh"),
            ("reason", "Ủng hộ Quỹ cứu trợ Đồng Tháp 2021"),
            ("amount", "50.000.000"),
            ("head/issuer/name", "Ban Vận động cứu trợ tỉnh Đồng Tháp"),
        ],
    );
    check(
        "PT-2021-00003",
        &[
            ("party/name", "Chưa xác định người ủng hộ"),
            ("reason", "Tiền chưa xác định người ủng hộ, chờ xử lý"),
        ],
    );
}

#[test]
fn cash_out_names_who_took_it_and_for_whom() {
    check(
        "PC-2021-00001",
        &[
            ("way", "out"),
            ("party/name", "Võ Văn Trưởng"),
            ("party/address", "Ấp 3, xã Mỹ Hiệp, tỉnh Đồng Tháp"),
            (
                "reason",
                "Chi hỗ trợ theo quyết định 25/QĐ-BVĐ, đợt 3 (khoản luong-thuc): hộ trong khu vực phong tỏa",
            ),
            ("amount", "2.500.000"),
            ("attached", "đề nghị chi số 1; danh sách ký nhận, 2 dòng"),
        ],
    );
    check(
        "PC-2021-00002",
        &[
            ("party/name", "Đỗ Thị Đội"),
            ("party/address", "Đội tình nguyện Mỹ Hiệp, Xã Mỹ Hiệp, tỉnh Đồng Tháp"),
            ("reason", "Tạm ứng tiền hỗ trợ theo quyết định 25/QĐ-BVĐ, đợt 3 (khoản luong-thuc)"),
        ],
    );
    check(
        "PC-2021-00004",
        &[
            ("party/name", "Quỹ cứu trợ Đồng Tháp 2021 (tài khoản 0071001234567 tại VIETCOMBANK)"),
            ("reason", "Nộp tiền mặt từ quỹ tiền mặt vào tài khoản 0071001234567 tại VIETCOMBANK"),
        ],
    );
}

#[test]
fn a_transfer_names_its_charge() {
    check(
        "UNC-2021-00001",
        &[
            ("way", "transfer"),
            ("party/name", "Công ty Lương thực Mẫu"),
            ("reason", "Mua hàng cứu trợ (khoản luong-thuc): mua gạo đợt 3; phí chuyển tiền 11.000 đồng"),
        ],
    );
}

#[test]
fn goods_in_are_counted_as_their_paper_counts_them() {
    check(
        "PNK-2021-00001",
        &[
            ("way", "in"),
            ("party/name", "Hội quán Mẫu"),
            ("warehouse", "Kho tỉnh"),
            ("place", "Xã Mỹ Hiệp, tỉnh Đồng Tháp"),
            ("based_on/number", "BNHV-000001"),
            ("lines/0/name", "Gạo, lô 1, HSD 31/12/2021, lô sản xuất G0821"),
            ("lines/0/unit", "bao"),
            ("lines/0/actual", "40"),
            ("lines/0/unit_price", "400.000"),
            ("lines/0/amount", "16.000.000"),
        ],
    );
}

#[test]
fn goods_out_are_counted_in_the_biggest_unit_that_fits() {
    check(
        "PXK-2021-00001",
        &[
            ("party/name", "Đỗ Thị Đội"),
            ("reason", "Xuất hàng cứu trợ theo quyết định 25/QĐ-BVĐ, đợt 4 (khoản luong-thuc): hộ hết gạo"),
            ("lines/0/unit", "kg"),
            ("lines/0/asked", "40"),
            ("lines/0/amount", "640.000"),
            ("attached", "đề nghị xuất số 5; danh sách ký nhận, 2 dòng"),
        ],
    );
    check(
        "PXK-2021-00002",
        &[("party/name", "Kho Mỹ Hiệp"), ("lines/0/unit", "bao"), ("lines/0/actual", "10")],
    );
    check(
        "PXK-2021-00003",
        &[
            ("party/name", "Không giao cho ai (xuất hủy)"),
            ("reason", "Xuất hủy hàng hư hỏng: bao rách"),
            ("lines/0/actual", "2,5"),
        ],
    );
}

#[test]
fn counts_show_the_difference_and_its_cause() {
    check(
        "BBKK-2021-00001",
        &[
            ("warehouse", "Kho tỉnh"),
            ("lines/0/unit", "kg"),
            ("lines/0/booked", "707,5"),
            ("lines/0/counted", "706,25"),
            ("lines/0/booked_value", "11.320.000"),
            ("lines/0/counted_value", "11.300.000"),
            ("cause", "hao hụt khi bốc xếp"),
        ],
    );
    check(
        "BBKK-2021-00002",
        &[("unlisted", "26.000.000"), ("booked", "26.100.000"), ("cause", "thối nhầm tiền lẻ")],
    );
}

#[test]
fn corrections_name_the_voucher_that_was_wrong() {
    let negative = [("method", "negative")];
    check(
        "DC-2021-00001",
        &[
            negative[0],
            ("original", "PT-2021-00004"),
            ("original_date", "05/08/2021"),
            ("reason", "Ghi sai số tiền; khoản đúng được ghi tiếp theo: 500.000, không phải 5.000.000"),
            ("wrong/0/amount", "5.000.000"),
            ("right/0/amount", "-5.000.000"),
            ("right/0/debit", "Tiền mặt"),
        ],
    );
    check(
        "DC-2021-00002",
        &[
            ("method", "supplement"),
            ("original", "PT-2021-00001"),
            ("reason", "Ghi thiếu số tiền của khoản thu: đếm sót một tờ"),
            ("wrong/0/amount", "50.000.000"),
            ("right/0/amount", "100.000"),
        ],
    );
    check(
        "DC-2021-00003",
        &[
            negative[0],
            ("original", "PNK-2021-00002"),
            ("reason", "Ghi trùng: hai phiếu cho một lần giao"),
            ("wrong/0/content", "Nhập 2 bao Gạo, lô 2, HSD 31/12/2021"),
            ("right/0/amount", "-800.000"),
        ],
    );
    check(
        "DC-2021-00004",
        &[
            ("original", "PC-2021-00003"),
            ("reason", "Chi sai người nhận: đội không nhận"),
            ("right/0/debit", "Chi phí của quỹ"),
            ("right/0/amount", "-300.000"),
        ],
    );
    check(
        "DC-2021-00005",
        &[("original", "PXK-2021-00001"), ("wrong/0/content", "Xuất 40 kg Gạo, lô 1, HSD 31/12/2021")],
    );
    check("DC-2021-00006", &[("original", "PNK-2021-00001"), ("right/0/debit", "Hàng cứu trợ")]);
}

#[test]
fn an_advance_is_settled_part_by_part() {
    check(
        "TTTU-2021-00001",
        &[
            ("advance", "PC-2021-00002"),
            ("party/name", "Đội tình nguyện Mỹ Hiệp"),
            ("amount", "5.000.000"),
            ("before", "0"),
            ("spent", "2.000.000"),
            ("returned_to", "quỹ tiền mặt"),
        ],
    );
    check("TTTU-2021-00002", &[("before", "2.100.000"), ("spent", "1.500.000"), ("returned", "400.000")]);
}

#[test]
fn what_has_no_paper_says_why() {
    let refused = |voucher: &str| paper(&FUND.ledger, &issuer(), voucher.parse().unwrap()).unwrap_err();
    assert!(matches!(refused("PC-2021-00005"), PaperError::Spoiled(_)));
    assert!(matches!(refused("PC-2021-00099"), PaperError::Unknown { .. }));
    for error in [refused("PC-2021-00005"), refused("PC-2021-00099")] {
        assert!(error.to_string().contains(" / ") && error.to_string().contains("PC-2021-000"), "{error}");
    }
}

#[test]
fn nothing_configured_is_a_paper_to_fill_in_by_hand() {
    let paper = paper(&FUND.ledger, &Issuer::default(), "PT-2021-00001".parse().unwrap()).unwrap();
    let head = paper.head();
    assert_eq!(head.issuer.name, "Quỹ cứu trợ Đồng Tháp 2021");
    assert!(head.issuer.address.starts_with("...."));
    assert!(head.qr.is_none() && head.issuer.parent.is_none());
    assert!(print(&paper).is_ok());
}

/// Every name of the vault that stands on a paper of the fund's people.
const NAMES: [&str; 5] =
    ["Võ Văn Trưởng", "Đỗ Thị Đội", "Trần Văn Mẫu", "hộ trong khu vực phong tỏa", "mua gạo đợt 3"];

#[test]
fn the_copy_for_everybody_names_nobody_and_says_what_it_is() {
    for voucher in ["PC-2021-00001", "PC-2021-00002", "UNC-2021-00001"] {
        let number = voucher.parse().unwrap();
        let paper = papers::paper(&FUND.ledger, &issuer(), number, Reader::Public).unwrap();
        let data = serde_json::to_value(&paper).unwrap();
        assert_eq!(data["paper"]["head"]["copy"], "Bản công khai", "{voucher}");
        let said = data.to_string();
        for name in NAMES {
            assert!(!said.contains(name), "{voucher}: {name} in {said}");
        }
        assert!(!print(&paper).unwrap().is_empty());
    }
}

#[test]
fn what_came_in_has_no_copy_for_everybody() {
    for voucher in ["PT-2021-00001", "PNK-2021-00001", "PC-2021-00004"] {
        let number = voucher.parse().unwrap();
        let refused = papers::paper(&FUND.ledger, &issuer(), number, Reader::Public).unwrap_err();
        assert!(matches!(refused, PaperError::Unknown { .. }), "{voucher}: {refused}");
    }
}
