//! Printing at the command line: files on the disk, and refusals that write none.

use std::path::Path;

use crate::support::Desk;

fn desk() -> Desk {
    let desk = Desk::with_accounts(&["cash:main", "vietcombank:0071001234567"]);
    for account in ["cash:main", "vietcombank:0071001234567"] {
        let receipt =
            ["receipt", "record", "--account", account, "--amount", "500000", "--name", "Trần Văn Mẫu"];
        desk.done(&[&receipt[..], &["--donor", "person", "--on", "2024-09-15"]].concat());
    }
    desk
}

fn is_pdf(path: &str) -> bool {
    std::fs::read(path).is_ok_and(|bytes| bytes.starts_with(b"%PDF-"))
}

#[test]
fn papers_are_files() {
    let desk = desk();
    let out = |name: &str| desk.file(name, "");
    let (voucher, slips, thanks, list, code) =
        (out("a.pdf"), out("b.pdf"), out("c.pdf"), out("d.pdf"), out("e.svg"));
    desk.done(&["print", "PT-2024-00001", "--out", &voucher]);
    desk.done(&["print", "slips", "--first", "1", "--last", "2", "--out", &slips]);
    desk.done(&["print", "thanks", "1", "2", "--out", &thanks]);
    let days = ["--first", "2024-09-15", "--last", "15/09/2024"];
    desk.done(&[&["print", "list", "money"][..], &days, &["--out", &list]].concat());
    assert!([&voucher, &slips, &thanks, &list].into_iter().all(|path| is_pdf(path)));
    let reports = ["report", "journal", "trial-balance", "--format", "csv", "--out"];
    let folder = Path::new(&voucher).parent().unwrap();
    desk.done(&[&reports[..], &[folder.to_str().unwrap()], &days].concat());
    assert!(std::fs::read_to_string(folder.join("journal.csv")).unwrap().contains("PT-2024-00001"));
    desk.done(&["qr", "--account", "vietcombank:0071001234567", "--amount", "500.000", "--out", &code]);
    assert!(std::fs::read_to_string(&code).unwrap().starts_with("<svg"));
}

#[test]
fn what_cannot_be_printed_leaves_no_file() {
    let desk = desk();
    let said = desk.refused(&["print", "PT-2024-00001", "PT-2024-00002", "--out", "x.pdf"]);
    assert!(said.contains("PT-2024-00002") && said.contains(" / "), "{said}");
    assert!(desk.refused(&["print", "slips", "--first", "1", "--last", "1001"]).contains("1000"));
    assert!(desk.refused(&["print", "list", "request", "1"]).contains("request 1"));
    assert!(desk.refused(&["print"]).contains("VOUCHER"));
    assert!(!Path::new(&desk.data()).join("../x.pdf").exists());
    let nowhere = desk.refused(&["print", "PT-2024-00001", "--out", "khong/co/x.pdf"]);
    assert!(nowhere.contains("khong/co/x.pdf") && nowhere.contains("cannot write"), "{nowhere}");
}
