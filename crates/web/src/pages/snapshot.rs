//! A day's public book: its files with their digests, who signed for them, and how that is checked.

use askama::Template;
use public_files::File;
use transparency::{Snapshot, SnapshotId};

use crate::lang::Lang;
use crate::pages::{Figures, Shell};
use crate::{format, link};

/// A file of it.
#[derive(Clone, Debug)]
pub struct SnapshotRow {
    /// Its address.
    pub href: String,
    /// Its name.
    pub name: String,
    /// What is in it.
    pub what: &'static str,
    /// How many bytes.
    pub bytes: String,
    /// SHA-256 of them, in hex.
    pub digest: String,
    /// So many lines are left out of it since; none where it is as it was signed.
    pub left_out: Option<String>,
}

/// See the module.
#[derive(Clone, Debug, Template)]
#[template(path = "snapshot.html")]
pub struct SnapshotPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub fund_name: String,
    /// Address of the fund's page.
    pub fund_href: String,
    /// Address of the page of all downloads.
    pub downloads: String,
    /// Whether it is of a day that has ended.
    pub whole_day: bool,
    /// The name of the log.
    pub origin: String,
    /// How many events.
    pub size: String,
    /// The root over them.
    pub root: String,
    /// Address of the signed list.
    pub list: String,
    /// The files.
    pub files: Vec<SnapshotRow>,
    /// Whether it is not known now how many lines are left out.
    pub busy: bool,
    /// What a reader runs.
    pub commands: [String; 2],
}

impl SnapshotPage {
    /// The page of this snapshot. `withdrawn` is how many of its gifts may not be listed any more, where that is known.
    pub fn new(lang: Lang, figures: &Figures, snapshot: &Snapshot, withdrawn: Option<usize>) -> Self {
        let (fund, id) = (&figures.fund, &snapshot.id);
        let files = snapshot.files.iter().map(|file| {
            let known = File::named(&file.name);
            let of_gifts = matches!(known, Some(File::GiftsCsv | File::GiftsJson));
            let left_out = withdrawn.filter(|lines| of_gifts && *lines > 0);
            SnapshotRow {
                href: link::snapshot_file(fund, id, &file.name),
                name: file.name.clone(),
                what: known.map_or("", |file| what(lang, file)),
                bytes: format::grouped(file.bytes, lang),
                digest: file.hex(),
                left_out: left_out.map(|lines| format::grouped(lines as u64, lang)),
            }
        });
        let (site, copy) =
            (lang.say("<địa-chỉ-trang-này>", "<address-of-this-site>"), lang.say("ban-sao", "copy"));
        Self {
            shell: Shell::new(lang, title(lang, id), link::snapshot(fund, id)),
            fund_name: figures.name().to_owned(),
            fund_href: format!("{}{}", lang.prefix(), link::fund(fund)),
            downloads: format!("{}{}", lang.prefix(), link::downloads(fund)),
            whole_day: id.is_whole_day(),
            origin: snapshot.of.origin.clone(),
            size: format::grouped(snapshot.of.size, lang),
            root: snapshot.of.root.to_string(),
            list: link::snapshot_file(fund, id, "ban-chot.txt"),
            files: files.collect(),
            busy: withdrawn.is_none(),
            commands: [
                format!("sovang mirror {site}/f/{fund} {copy}"),
                format!("sovang verify snapshot {site}{} --mirror {copy}", link::snapshot(fund, id)),
            ],
        }
    }
}

/// What a snapshot is called.
pub fn title(lang: Lang, id: &SnapshotId) -> String {
    let day = id.day().parse().map_or_else(|_| id.day().to_owned(), |day| format::date(day, lang));
    let day = if id.is_whole_day() { day } else { format!("{day} ({id})") };
    format!("{} {day}", lang.say("Bản chốt ngày", "Signed book of"))
}

const fn what(lang: Lang, file: File) -> &'static str {
    match file {
        File::Reports => {
            lang.say("Các báo cáo đã công bố, kèm mã băm", "The reports published, with their digests")
        }
        File::TrialBalance => lang.say(
            "Bảng cân đối: đúng văn bản mà `sovang verify balances --lines` in ra",
            "The trial balance: the text that `sovang verify balances --lines` prints",
        ),
        File::OutgoingsCsv => {
            lang.say("Các khoản chi và xuất kho (bảng tính)", "Payments and issues (spreadsheet)")
        }
        File::OutgoingsJson => {
            lang.say("Các khoản chi và xuất kho (chương trình)", "Payments and issues (programs)")
        }
        File::Deliveries => {
            lang.say("Giao nhận: đã trao, ký nhận, xác nhận", "Deliveries: handed over, signed, confirmed")
        }
        File::Summary => lang.say("Số liệu tổng hợp của trang quỹ", "The figures of the fund's page"),
        File::GiftsCsv => lang.say(
            "Các khoản ủng hộ được công khai, không kèm tên (bảng tính)",
            "The gifts that are listed, without names (spreadsheet)",
        ),
        File::GiftsJson => lang.say(
            "Các khoản ủng hộ được công khai, không kèm tên (chương trình)",
            "The gifts that are listed, without names (programs)",
        ),
    }
}
