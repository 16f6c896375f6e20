//! What can be downloaded of a fund: files for spreadsheets and programs, and the log itself.

use askama::Template;
use transparency::SnapshotId;

use crate::lang::Lang;
use crate::pages::snapshot::title;
use crate::pages::{Figures, Shell};
use crate::{format, link};

/// So many days stand on the page.
const DAYS: usize = 31;

/// A file.
#[derive(Clone, Debug)]
pub struct FileRow {
    /// Its address.
    pub href: String,
    /// Its name.
    pub name: &'static str,
    /// What is in it.
    pub what: &'static str,
}

/// See the module.
#[derive(Clone, Debug, Template)]
#[template(path = "downloads.html")]
pub struct DownloadsPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub fund_name: String,
    /// Address of the fund's page.
    pub fund_href: String,
    /// The files.
    pub files: Vec<FileRow>,
    /// The signed books of the last days, newest first.
    pub days: Vec<(String, String)>,
    /// How many signed books there are.
    pub all_days: String,
    /// Where programs get the names of all.
    pub day_list: String,
    /// How many events the log has.
    pub position: String,
    /// Address of the signed checkpoint.
    pub checkpoint: String,
    /// How the published log is copied.
    pub mirror: String,
    /// Address of the page that tells how to check.
    pub check: String,
}

impl DownloadsPage {
    /// The page of a fund.
    pub fn new(lang: Lang, figures: &Figures, days: &[SnapshotId]) -> Self {
        let fund = &figures.fund;
        let to = |path: String| format!("{}{path}", lang.prefix());
        let file = |name, what| FileRow { href: link::download(fund, name), name, what };
        Self {
            shell: Shell::new(lang, lang.say("Tải dữ liệu", "Data to download"), link::downloads(fund)),
            fund_name: figures.name().to_owned(),
            fund_href: format!("{}{}", lang.prefix(), link::fund(fund)),
            files: vec![
                file(
                    "ung-ho.csv",
                    lang.say(
                        "Mọi khoản ủng hộ được công khai, cho bảng tính (CSV, UTF-8). Dòng đầu ghi đến dòng sổ số mấy.",
                        "Every gift that may be listed, for spreadsheets (CSV, UTF-8). The first line names the position in the log.",
                    ),
                ),
                file(
                    "ung-ho.ndjson",
                    lang.say(
                        "Cũng các khoản ấy cho chương trình, mỗi dòng một khoản (NDJSON).",
                        "The same for programs, one gift a line (NDJSON).",
                    ),
                ),
                file(
                    "chi.csv",
                    lang.say(
                        "Mọi khoản chi và xuất kho: chứng từ, nội dung, nơi đến, ngày trao (CSV).",
                        "Every payment and issue: voucher, what for, where to, day of hand-over (CSV).",
                    ),
                ),
                file(
                    "chi.ndjson",
                    lang.say("Cũng các khoản chi ấy cho chương trình (NDJSON).", "The same for programs (NDJSON)."),
                ),
                file(
                    "iati.xml",
                    lang.say(
                        "Hoạt động của quỹ theo chuẩn quốc tế IATI 2.03: tiền vào theo ngày, từng khoản chi.",
                        "The fund as an activity of IATI 2.03: money in by day, every payment.",
                    ),
                ),
            ],
            days: days.iter().rev().take(DAYS).map(|id| (to(link::snapshot(fund, id)), title(lang, id))).collect(),
            all_days: format::grouped(days.len() as u64, lang),
            day_list: link::day_list(fund),
            position: format::grouped(figures.position, lang),
            checkpoint: link::checkpoint(fund),
            mirror: format!("sovang mirror {}/f/{fund} {}", lang.say("<địa-chỉ-trang-này>", "<address-of-this-site>"), lang.say("ban-sao", "copy")),
            check: format!("{}{}", lang.prefix(), link::check(fund)),
        }
    }
}
