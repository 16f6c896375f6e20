//! Lists as people bring them, and what is said of their bad rows.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::path::Path;

use domain::network::{AreaKind, GroupClass};
use domain::{DonorKind, Vnd};
use jiff::civil::date;
use lists::{
    ListError, Problem, What, areas, counts, gifts, goods, groups, households, organisations, ratings,
};
use rust_xlsxwriter::Workbook;

fn config(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../config/areas").join(name)).unwrap()
}

/// Line, English column and problem of each bad row.
#[track_caller]
fn bad(error: Result<(), ListError>) -> Vec<(u32, &'static str, Problem)> {
    let Err(ListError { what: What::Rows { rows, count }, .. }) = error else { panic!("{error:?}") };
    assert_eq!(rows.len(), count as usize);
    rows.into_iter().map(|(line, fault)| (line, fault.column.1, fault.problem)).collect()
}

fn none<T>(_: T) {}

#[test]
fn the_areas_of_the_province_are_read() {
    let old = areas(&config("dong-thap-until-2025-06-30.csv"), "old.csv").unwrap();
    let of = |kind| old.rows.iter().filter(|area| area.kind == kind).count();
    assert_eq!((of(AreaKind::Province), of(AreaKind::District)), (1, 12));
    assert_eq!(of(AreaKind::Commune) + of(AreaKind::Ward), 141);
    assert!(old.rows.iter().all(|area| area.valid_until == Some(date(2025, 6, 30))));
    let new = areas(&config("dong-thap-from-2025-07-01.csv"), "new.csv").unwrap();
    let wards = new.rows.iter().filter(|area| area.kind == AreaKind::Ward).count();
    assert_eq!((new.rows.len(), wards), (103, 20));
    let successors = old.rows.iter().filter_map(|area| area.successor.as_ref());
    assert!(successors.clone().all(|code| new.rows.iter().any(|area| area.area == *code)));
    assert_eq!(successors.count(), 142);
}

#[test]
fn headers_are_known_in_both_languages_and_any_order() {
    let vietnamese = "DANH SÁCH TỔ\n\nSố hộ;Mã tổ;Địa bàn\n35;G-29869-001;87-29869\n";
    let english = "group,area,households\ng-29869-001,87-29869,35\n";
    let read = |text: &str| groups(text.as_bytes(), "groups.csv").unwrap();
    assert_eq!(read(vietnamese).rows, read(english).rows);
    assert_eq!((read(vietnamese).lines, read(english).lines), (vec![4], vec![2]));
}

#[test]
fn a_workbook_is_read_like_a_text() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, header) in (0_u16..).zip(["Mã tổ", "STT", "Chủ hộ", "Nhân khẩu", "Đối tượng"])
    {
        sheet.write(2, column, header).unwrap();
    }
    sheet.write(3, 0, "g-1").unwrap();
    sheet.write(3, 1, 7).unwrap();
    sheet.write(3, 2, "Trần Thị Mẫu").unwrap();
    sheet.write(3, 3, 4).unwrap();
    sheet.write(3, 4, "poor; lonely").unwrap();
    let list = households(&book.save_to_buffer().unwrap(), "households.xlsx").unwrap();
    assert_eq!((list.lines, list.rows.len()), (vec![4], 1));
    let row = &list.rows[0];
    assert_eq!((row.entry.household.to_string().as_str(), row.entry.members), ("g-1/7", 4));
    assert_eq!((row.name.as_str(), row.entry.categories.len()), ("Trần Thị Mẫu", 2));
}

#[test]
fn every_bad_row_is_named_and_none_is_shown() {
    let text = "mã tổ,stt,chủ hộ,nhân khẩu\ng-1,1,Lê Văn Mẫu,4\ng-1,0,Lê Văn Mẫu,4\ng-1,2,,4\n\
                Tổ Một,3,Lê Văn Mẫu,4\ng-1,4,Lê Văn Mẫu,bốn\n";
    let error = households(text.as_bytes(), "households.csv").map(none);
    let (vi, en) = (error.clone().unwrap_err().vi(), error.clone().unwrap_err().en());
    let rows = bad(error);
    let places: Vec<_> = rows.iter().map(|(line, column, _)| (*line, *column)).collect();
    assert_eq!(places, [(3, "number"), (4, "head of household"), (5, "group"), (6, "members")]);
    assert_eq!(rows[1].2, Problem::Missing);
    assert!(vi.starts_with("households.csv: có 4 dòng sai, chưa ghi dòng nào:\ndòng 3, cột \"số thứ tự\""));
    assert!(!vi.contains("Một") && !en.contains("bốn"), "{vi}\n{en}");
}

#[test]
fn missing_and_double_columns_are_told() {
    let what = |text: &str| groups(text.as_bytes(), "g.csv").unwrap_err().what;
    assert_eq!(what("mã tổ,số hộ\ng-1,3\n"), What::Columns(vec![("địa bàn", "area")]));
    assert_eq!(what("mã tổ,tổ,địa bàn,số hộ\n"), What::ColumnTwice(("mã tổ", "group")));
    assert_eq!(what("mã tổ,địa bàn,số hộ\n"), What::Empty);
    assert_eq!(what(""), What::Empty);
    assert!(matches!(what("mã tổ,địa bàn,số hộ\n\"g-1,87,3\ng-2,87,3\n"), What::Unreadable(_)));
}

#[test]
fn ratings_organisations_and_counts() {
    let text = "mã tổ,điểm,xếp loại,số hộ\ng-1,92,Ổn định,35\ng-2,41,Khó khăn,30\n";
    let list = ratings(text.as_bytes(), "r.csv").unwrap();
    let read: Vec<_> = list.rows.iter().map(|rating| (rating.score, rating.class)).collect();
    assert_eq!(read, [(92, GroupClass::Stable), (41, GroupClass::InDifficulty)]);
    let text = "mã tổ chức,loại,tên\nwomen,Đoàn thể,Hội Phụ nữ\nx,Chùa,Chùa Mẫu\n";
    let rows = bad(organisations(text.as_bytes(), "o.csv").map(none));
    assert_eq!((rows.len(), rows[0].0, rows[0].1), (1, 3, "kind"));
    let text = "mã tổ chức,năm,chi hội,tổ hội,hội viên,trong diện\nwomen,2021,273,4.998,60.570,100.000\n";
    let list = counts(text.as_bytes(), "c.csv").unwrap();
    assert_eq!((list.rows[0].year, list.rows[0].groups, list.rows[0].members), (2021, 4_998, 60_570));
}

#[test]
fn gifts_by_hand() {
    let text = "Ngày,Tài khoản,Số tiền,Loại,Người ủng hộ,Nội dung,Mục đích\n\
                19/10/2021,cash:main,500.000,Cá nhân,Nguyễn Văn Mẫu,ủng hộ,covid\n\
                19/10/2021,cash:main,1.000.000,Ẩn danh,,,\n";
    let list = gifts(text.as_bytes(), "gifts.csv").unwrap();
    let [gift, hidden] = &list.rows[..] else { panic!() };
    assert_eq!((gift.receipt.amount, gift.receipt.donor), (Vnd::new(500_000), DonorKind::Person));
    assert_eq!(gift.receipt.earmark.as_ref().unwrap().purpose.as_ref().unwrap().as_str(), "covid");
    assert_eq!((gift.name.as_str(), gift.memo.as_str()), ("Nguyễn Văn Mẫu", "ủng hộ"));
    assert_eq!((hidden.receipt.donor, hidden.receipt.earmark.clone()), (DonorKind::Anonymous, None));
    let text = "ngày,tài khoản,số tiền,loại,người ủng hộ\n31/2/2021,cash:main,5,cá nhân,A\n\
                1/2/2021,main,5,cá nhân,A\n1/2/2021,cash:main,0,cá nhân,A\n1/2/2021,cash:main,5,cá nhân,\n";
    let rows = bad(gifts(text.as_bytes(), "gifts.csv").map(none));
    let places: Vec<_> = rows.iter().map(|(line, column, _)| (*line, *column)).collect();
    assert_eq!(places, [(2, "date"), (3, "account"), (4, "amount"), (5, "donor")]);
}

#[test]
fn the_rows_of_a_note_make_one_delivery() {
    let head = "ngày,số phiếu,kho,mặt hàng,đơn vị,số lượng,hạn dùng,giá trị,nguồn giá,loại,người ủng hộ\n";
    let note = "27/8/2021,1,main,rice,tonne,2,,30.000.000,hóa đơn,doanh nghiệp,Công ty Mẫu\n";
    let second = "27/8/2021,1,main,fish,box,7.500,31/12/2021,,,doanh nghiệp,Công ty Mẫu\n";
    let other = "28/8/2021,2,main,rice,kg,1.000,,,,ẩn danh,\n";
    let list = goods(format!("{head}{note}{second}{other}").as_bytes(), "goods.csv").unwrap();
    let lines: Vec<_> = list.rows.iter().map(|delivery| delivery.command.lines.len()).collect();
    assert_eq!((lines, list.lines), (vec![2, 1], vec![2, 4]));
    assert_eq!(list.rows[0].command.lines[1].expiry, Some(date(2021, 12, 31)));
    let wrong = second.replace("27/8", "26/8");
    let rows = bad(goods(format!("{head}{note}{wrong}").as_bytes(), "goods.csv").map(none));
    assert_eq!(rows, [(3, "date", Problem::OtherInNote(2))]);
    let unsourced = note.replace("hóa đơn", "");
    let rows = bad(goods(format!("{head}{unsourced}").as_bytes(), "goods.csv").map(none));
    assert_eq!(rows, [(2, "value source", Problem::Missing)]);
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)) {
        let _read = areas(&bytes, "a");
        let _read = goods(&bytes, "a");
    }
}
