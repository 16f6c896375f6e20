//! The reports of the books, as known at a moment, for a period: the API prints them.

use askama::Template;
use axum::response::Response;
use web::pages::Shell;

use crate::answer::Answer;
use crate::frame::Frame;
use crate::moment::When;
use crate::seat::Seat;

/// Name in the API, Vietnamese, English: those that need no choice of an account or item.
const REPORTS: [(&str, &str, &str); 15] = [
    ("trial-balance", "Bảng cân đối số phát sinh", "Trial balance"),
    ("receipts-and-use", "Báo cáo tình hình tiếp nhận và sử dụng", "Receipts and use"),
    ("journal", "Sổ nhật ký chung", "Journal"),
    ("disclosure", "Công khai theo quy định", "Disclosure"),
    ("donors", "Danh sách ủng hộ", "Donors"),
    ("unidentified", "Khoản thu chưa xác định", "Unidentified receipts"),
    ("pledges", "Đăng ký ủng hộ", "Pledges"),
    ("allocations", "Phân bổ và thực hiện", "Allocations"),
    ("lineage", "Nguồn của từng khoản chi", "What paid for what"),
    ("advances", "Tạm ứng chưa thanh toán", "Open advances"),
    ("unsigned", "Giao nhận chưa ký, chưa xác nhận", "Unsigned deliveries"),
    ("stock", "Tồn kho", "Stock"),
    ("expiring", "Hàng sắp hết hạn", "Expiring stock"),
    ("vouchers", "Sổ đăng ký chứng từ", "Voucher register"),
    ("findings", "Kiến nghị giám sát", "Findings"),
];

const FORMATS: [&str; 4] = ["pdf", "xlsx", "csv", "json"];

struct Line {
    name: &'static str,
    files: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "desk/audit/reports.html")]
struct ReportsPage {
    shell: Shell,
    frame: Frame,
    when: When,
    lines: Vec<Line>,
}

pub(super) async fn page(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    let (lang, frame, when) = (seat.lang(), seat.frame(), When::asked(seat)?);
    let today = Seat::today();
    let begun = seat.ledger.traced(|trace| trace.listed(0))?.map_or(today, |event| event.effective_on);
    let first = when.moment.first.unwrap_or(begun);
    let last = when.moment.last.unwrap_or(today).max(first);
    let position = when.moment.known;
    let lines = REPORTS.map(|(name, vi, en)| {
        let file = |format: &'static str| {
            let query = format!("first={first}&last={last}&position={position}&format={format}");
            (format, frame.api(&format!("/reports/{name}?{query}")))
        };
        Line { name: lang.say(vi, en), files: FORMATS.map(file).into() }
    });
    let shell = seat.shell("Báo cáo theo thời điểm", "Reports of any moment");
    Ok(ReportsPage { shell, frame, when, lines: lines.into() }.render()?)
}
