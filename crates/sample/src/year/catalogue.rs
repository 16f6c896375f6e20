//! The catalogue of goods, and the gifts in kind that come without a story.

use jiff::civil::{Date, date};

/// An item of the catalogue.
pub(super) struct Item {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) base: &'static str,
    pub(super) category: &'static str,
    pub(super) perishable: bool,
    /// Days from the gift to the last day of use.
    pub(super) keeps: i64,
    pub(super) units: &'static [(&'static str, i64)],
}

/// So much of an item, and what all of it is worth.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) item: &'static str,
    pub(super) count: i64,
    pub(super) value: i64,
    pub(super) expiry: Option<Date>,
}

const fn item(
    code: &'static str,
    name: &'static str,
    base: &'static str,
    category: &'static str,
    keeps: i64,
    units: &'static [(&'static str, i64)],
) -> Item {
    Item { code, name, base, category, perishable: keeps > 0, keeps, units }
}

/// All items.
pub(super) const ITEMS: [Item; 20] = [
    item("gao", "Gạo", "kg", "luong-thuc", 0, &[("bao-10kg", 10), ("tan", 1000)]),
    item("mi-goi", "Mì gói", "goi", "luong-thuc", 240, &[("thung", 30)]),
    item("ca-hop", "Cá hộp", "hop", "luong-thuc", 700, &[("thung", 100)]),
    item("dau-an", "Dầu ăn 1 lít", "chai", "luong-thuc", 400, &[("thung", 12)]),
    item("nuoc-mam", "Nước mắm 650 ml", "chai", "luong-thuc", 500, &[("thung", 12)]),
    item("rau-cu", "Rau củ", "kg", "luong-thuc", 5, &[("tan", 1000)]),
    item("khoai-lang", "Khoai lang", "kg", "luong-thuc", 30, &[("tan", 1000)]),
    item("hu-tieu", "Hủ tiếu khô", "goi", "luong-thuc", 180, &[("thung", 50)]),
    item("phan-qua", "Phần quà an sinh", "phan", "luong-thuc", 200, &[]),
    item("qua-cong-doan", "Phần quà công đoàn 300.000 đồng", "phan", "luong-thuc", 0, &[]),
    item("chan-men", "Chăn mền", "cai", "do-dung", 0, &[("kien", 20)]),
    item("ao-phao", "Áo phao", "cai", "do-dung", 0, &[]),
    item("khau-trang", "Khẩu trang y tế", "cai", "y-te", 0, &[("hop", 50), ("thung", 2500)]),
    item("nuoc-sat-khuan", "Nước rửa tay sát khuẩn", "chai", "y-te", 700, &[("thung", 24)]),
    item("do-bao-ho", "Bộ đồ bảo hộ", "bo", "y-te", 0, &[("thung", 50)]),
    item("test-nhanh", "Bộ xét nghiệm nhanh", "bo", "y-te", 360, &[("hop", 25)]),
    item("bo-thuoc-f0", "Túi thuốc F0", "tui", "y-te", 300, &[]),
    item("spo2", "Máy đo SpO2", "cai", "y-te", 0, &[]),
    item("may-oxy", "Máy tạo oxy", "may", "y-te", 0, &[]),
    item("he-thong-oxy", "Hệ thống oxy trung tâm", "he-thong", "y-te", 0, &[]),
];

/// What one parcel holds.
pub(super) const KIT: [(&str, i64); 4] = [("gao", 5), ("mi-goi", 10), ("dau-an", 1), ("nuoc-mam", 1)];

/// Item, how many in all, how many a gift, price of one, first day, days.
pub(super) const GIFTS: [(&str, i64, i64, i64, Date, i64); 16] = [
    ("mi-goi", 240_000, 6_000, 3_600, date(2021, 6, 8), 120),
    ("ca-hop", 30_000, 1_500, 18_000, date(2021, 6, 20), 60),
    ("dau-an", 4_000, 500, 42_000, date(2021, 6, 9), 60),
    ("nuoc-mam", 4_000, 500, 24_000, date(2021, 6, 9), 60),
    ("gao", 60_000, 10_000, 13_000, date(2021, 6, 5), 70),
    ("khoai-lang", 32_000, 8_000, 9_000, date(2021, 8, 16), 8),
    ("hu-tieu", 2_000, 1_000, 15_000, date(2021, 8, 10), 10),
    ("qua-cong-doan", 6_000, 600, 300_000, date(2021, 7, 10), 120),
    ("chan-men", 1_500, 500, 110_000, date(2021, 6, 25), 30),
    ("khau-trang", 500_000, 10_000, 1_200, date(2021, 6, 12), 150),
    ("nuoc-sat-khuan", 20_000, 500, 35_000, date(2021, 6, 12), 150),
    ("do-bao-ho", 12_000, 500, 85_000, date(2021, 6, 15), 140),
    ("test-nhanh", 40_000, 1_000, 65_000, date(2021, 6, 18), 140),
    ("bo-thuoc-f0", 6_000, 100, 350_000, date(2021, 7, 20), 110),
    ("spo2", 3_000, 200, 250_000, date(2021, 7, 5), 120),
    ("may-oxy", 40, 2, 18_000_000, date(2021, 7, 12), 120),
];

/// The item of a code.
pub(super) fn item_of(code: &str) -> Option<&'static Item> {
    ITEMS.iter().find(|item| item.code == code)
}
