//! The lists that people bring: taken whole, or refused with every bad row, and known the second time.

use std::process::Stdio;

use crate::support::{Desk, root};

/// A fund with the areas of 2021. What took their place in 2025 is declared first.
fn desk() -> Desk {
    let desk = Desk::with_accounts(&["cash:main"]);
    desk.done(&["list", "import", "areas", &areas("from-2025-07-01"), "--on", "2025-07-01"]);
    desk.done(&["list", "import", "areas", &areas("until-2025-06-30"), "--on", "2020-01-01"]);
    desk
}

fn areas(when: &str) -> String {
    root().join(format!("config/areas/dong-thap-{when}.csv")).to_str().unwrap().to_owned()
}

fn events(desk: &Desk) -> usize {
    desk.done(&["events"]).lines().count()
}

/// A list is refused with these words, and nothing of it is in the books.
#[track_caller]
fn refused(desk: &Desk, arguments: &[&str], words: &[&str]) {
    let before = events(desk);
    let said = desk.refused(&[&["list", "import"], arguments].concat());
    for word in words.iter().chain(&[" / "]) {
        assert!(said.contains(word), "does not say {word}: {said}");
    }
    assert_eq!(events(desk), before, "something is recorded: {said}");
}

#[track_caller]
fn taken(desk: &Desk, arguments: &[&str], rows: usize) {
    let said = desk.done(&[&["list", "import"], arguments].concat());
    assert!(said.contains(&format!("{rows} dòng")) && said.contains(" / "), "{said}");
}

#[test]
fn the_areas_of_the_province_are_taken_once() {
    let desk = Desk::with_accounts(&["cash:main"]);
    let before = events(&desk);
    let old = areas("until-2025-06-30");
    refused(&desk, &["areas", &old, "--on", "2020-01-01"], &["142", "dòng 2: ", "line 15: ", "82-29869"]);
    let new = areas("from-2025-07-01");
    let check = ["areas", &new, "--on", "2025-07-01", "--check"];
    taken(&desk, &check, 103);
    assert_eq!(events(&desk), before, "only tried");
    taken(&desk, &check[..4], 103);
    taken(&desk, &["areas", &old, "--on", "2020-01-01"], 154);
    assert_eq!(events(&desk), before + 103 + 154);
    refused(&desk, &check[..4], &["cả 103 dòng", "dòng 2: ", "line 2: ", "và 53 dòng nữa"]);
    let other = ["areas", &new, "--on", "2025-07-01", "--decision", "1663/NQ-UBTVQH15"];
    refused(&desk, &other, &["103 rows are refused", "dòng 2: ", "line 2: "]);
}

#[test]
fn groups_ratings_and_households_go_together() {
    let desk = desk();
    let category = r#"{"command": {"declare_category": {"category": "ho-ngheo", "name": "Hộ nghèo"}}}"#;
    let category = desk.file("lenh.json", category);
    desk.done(&["do", "network", "--file", &category, "--on", "2021-01-01"]);
    let groups = desk.file("to.csv", "Mã tổ;Địa bàn;Số hộ\nto-1;87-29869;2\nto-2;87-29869;1\n");
    taken(&desk, &["groups", &groups, "--on", "2021-01-11"], 2);
    let households = "mã tổ,stt,chủ hộ,nhân khẩu,đối tượng\n\
        to-1,1,Trần Thị Mẫu,4,ho-ngheo\nto-1,2,Lê Văn Mẫu,3,\nto-2,1,Ngô Thị Mẫu,1,ho-ngheo\n";
    let good = desk.file("ho.csv", households);
    taken(&desk, &["households", &good, "--on", "2021-08-30"], 3);
    refused(&desk, &["households", &good, "--on", "2021-08-30"], &["to-1/1", "to-2/1", "line 4"]);
    assert!(!desk.done(&["events"]).contains("Mẫu"), "names are not in the log");
    let bad = "mã tổ,stt,chủ hộ,nhân khẩu,đối tượng\n\
        to-1,3,Trần Thị Mẫu,4,\nto-9,1,Lê Văn Mẫu,3,\nto-1,3,Ngô Thị Mẫu,1,\nto-2,2,Hồ Thị Mẫu,2,ho-giau\n";
    let bad = desk.file("ho-sai.csv", bad);
    refused(
        &desk,
        &["households", &bad, "--on", "2021-08-30"],
        &["line 3: ", "line 4: ", "line 5: ", "to-9"],
    );
    let unreadable =
        desk.file("ho-hong.csv", "mã tổ,stt,chủ hộ,nhân khẩu\nto-1,3,,4\nto-1,bốn,Lê Văn Mẫu,4\n");
    refused(&desk, &["households", &unreadable], &["dòng 2", "\"chủ hộ\"", "line 3", "\"number\""]);
    let ratings = desk.file("diem.csv", "mã tổ,điểm,xếp loại,số hộ\nto-1,95,ổn định,2\nto-2,40,khó khăn,1\n");
    taken(&desk, &["ratings", &ratings, "--on", "2022-01-15", "--year", "2021"], 2);
    assert!(desk.done(&["events"]).contains(r#""year":2021"#));
}

#[test]
fn organisations_and_their_counts_are_a_command_a_row() {
    let desk = desk();
    let list = "mã tổ chức,loại,tên,địa bàn\nhnd,đoàn thể,Hội Nông dân,87\nhq-1,hội quán,Hội quán Minh Tâm,87-29869\n";
    let list = desk.file("to-chuc.csv", list);
    taken(&desk, &["organisations", &list, "--on", "2021-01-05"], 2);
    refused(&desk, &["organisations", &list, "--on", "2021-01-05"], &["line 2: ", "line 3: ", "hq-1"]);
    let bad = desk.file(
        "so-sai.csv",
        "mã tổ chức,năm,hội viên,trong diện\nhnd,2021,10,20\nhnn,2021,10,20\nhq-1,2021,30,20\n",
    );
    refused(&desk, &["counts", &bad, "--on", "2021-12-16"], &["line 3: ", "hnn", "line 4: ", "30"]);
    let good = desk.file("so.csv", "mã tổ chức,năm,hội viên,trong diện\nhnd,2021,10,20\nhq-1,2021,10,20\n");
    taken(&desk, &["counts", &good, "--on", "2021-12-16"], 2);
    refused(&desk, &["counts", &good, "--on", "2021-12-16"], &["so.csv", "cả 2 dòng", "all 2 rows"]);
}

#[test]
fn gifts_are_taken_all_or_none_and_what_looks_the_same_is_two_gifts() {
    let desk = desk();
    let head = "ngày,tài khoản,số tiền,loại người ủng hộ,người ủng hộ\n";
    let gift = "11/09/2024,cash:main,500.000,cá nhân,Trần Thị Mẫu\n";
    let elsewhere = "11/09/2024,cash:khac,500.000,ẩn danh,\n11/09/2024,cash:kia,500.000,ẩn danh,\n";
    let bad = desk.file("ung-ho-sai.csv", format!("{head}{gift}{elsewhere}"));
    refused(&desk, &["gifts", &bad], &["2 dòng bị từ chối", "line 3: ", "cash:khac", "line 4: ", "cash:kia"]);
    let good = desk.file("ung-ho.csv", format!("{head}{gift}{gift}"));
    refused(&desk, &["gifts", &good, "--on", "2024-09-11"], &["--on"]);
    refused(&desk, &["gifts", &good, "--as", "auditor"], &["auditor", "treasurer"]);
    taken(&desk, &["gifts", &good, "--check"], 2);
    taken(&desk, &["gifts", &good], 2);
    refused(&desk, &["gifts", &good], &["ung-ho.csv", "cả 2 dòng"]);
    assert!(desk.done(&["balance"]).contains("1.000.000"));
    assert!(desk.done(&["receipt", "list", "--texts"]).contains("Trần Thị Mẫu"));
}

/// The load may be whole before it is killed; then the second run says so, and adds nothing either.
#[test]
fn a_load_that_is_killed_goes_on_where_it_stopped() {
    let desk = Desk::with_accounts(&["cash:main"]);
    let rows = "11/09/2024,cash:main,1.000,ẩn danh\n".repeat(2_000);
    let list = desk.file("ung-ho.csv", format!("ngày,tài khoản,số tiền,loại người ủng hộ\n{rows}"));
    let journal = desk.data().join("funds/yagi-2024/log/journal");
    let size = || std::fs::metadata(&journal).unwrap().len();
    let enough = size() + 300_000;
    let mut load = desk.command();
    load.args(["list", "import", "gifts", &list]).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = load.spawn().unwrap();
    while size() < enough && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    let _ = child.kill();
    child.wait().unwrap();
    let left = events(&desk) - 2;
    let said = desk.run(&["list", "import", "gifts", &list]);
    if left < 2_000 {
        let told = format!("{} dòng đã ghi ({left} dòng đã có từ lần nạp trước)", 2_000 - left);
        assert!(String::from_utf8_lossy(&said.stdout).contains(&told), "{left}: {said:?}");
    }
    assert_eq!(events(&desk), 2_002);
    assert!(desk.done(&["balance"]).contains("2.000.000"));
}

#[test]
fn goods_come_in_note_by_note() {
    let desk = desk();
    let item = r#"{"command": {"declare_item": {"base": "g", "category": "food", "item": "gao", "name": "Gạo", "perishable": false}}}"#;
    let warehouse = r#"{"command": {"open_warehouse": {"name": "Kho tỉnh", "warehouse": "kho-tinh"}}}"#;
    let file = desk.file("lenh.json", format!("{item}\n{warehouse}"));
    desk.done(&["do", "goods", "--file", &file, "--on", "2021-09-01"]);
    let head =
        "ngày,số phiếu,kho,mặt hàng,đơn vị,số lượng,giá trị,nguồn giá,loại người ủng hộ,người ủng hộ\n";
    let row = |note: &str, item: &str| {
        format!("02/09/2021,{note},kho-tinh,{item},g,20000,300000,ước tính,doanh nghiệp,Công ty Mẫu\n")
    };
    let bad = desk.file("hang-sai.csv", format!("{head}{}{}", row("1", "gao"), row("2", "mi")));
    refused(&desk, &["goods", &bad], &["line 3: ", "mi"]);
    let good = format!("{head}{}{}{}", row("1", "gao"), row("1", "gao"), row("2", "gao"));
    let good = desk.file("hang.csv", good);
    taken(&desk, &["goods", &good], 2);
    assert!(desk.done(&["stock"]).ends_with("3 lô / lots\n"));
    refused(&desk, &["goods", &good], &["hang.csv"]);
}
