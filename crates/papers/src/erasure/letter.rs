//! The words of the answer: what was erased, what stays, why and until when.

use std::collections::BTreeMap;

use domain::privacy::{Answer, Denial, Granted, Ground, Kept, RowClass, Subject, Why};
use jiff::civil::Date;
use vault::{Class, Retention};

use super::ErasureLine;
use crate::error::PaperError;

/// An answer in both languages, plain text, a line a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

/// Vietnamese and English.
type Both = (String, String);

pub(super) fn letter(fund: &str, line: &ErasureLine) -> Result<Letter, PaperError> {
    let (erasure, number) = (&line.erasure, line.number);
    let (subject, ground) = (subject(&erasure.subject), ground(&erasure.ground));
    let asked = (vi_day(erasure.asked_on), erasure.asked_on);
    let mut lines = vec![
        (
            format!("{fund}: trả lời yêu cầu xoá dữ liệu cá nhân số {number}"),
            format!("{fund}: answer to request number {number} to erase personal data"),
        ),
        (
            format!("Yêu cầu ngày {} về {}. Căn cứ: {}.", asked.0, subject.0, ground.0),
            format!("Asked on {} about {}. Ground: {}.", asked.1, subject.1, ground.1),
        ),
    ];
    match &erasure.answer {
        Answer::Open => lines.push(open(line.answer_by)),
        Answer::Refused(on, reason) => lines.push(refused(*on, *reason)),
        Answer::Granted(granted) => granted_lines(granted, &Retention::bundled().map_err(wrong)?, &mut lines),
    }
    let (vi, en): (Vec<_>, Vec<_>) = lines.into_iter().unzip();
    Ok(Letter { vi: vi.join("\n"), en: en.join("\n") })
}

fn wrong(error: vault::RetentionError) -> PaperError {
    PaperError::Ledger(error.into())
}

fn vi_day(day: Date) -> String {
    day.strftime("%d/%m/%Y").to_string()
}

fn both(vi: &str, en: &str) -> Both {
    (vi.to_owned(), en.to_owned())
}

fn open(answer_by: Option<Date>) -> Both {
    match answer_by {
        Some(day) => (
            format!("Chưa có quyết định; hạn trả lời {}.", vi_day(day)),
            format!("Not decided yet; to be answered by {day}."),
        ),
        None => both("Chưa có quyết định.", "Not decided yet."),
    }
}

fn refused(on: Date, reason: Denial) -> Both {
    let (vi, en) = match reason {
        Denial::IdentityNotShown => {
            ("người yêu cầu chưa chứng minh mình là ai", "whoever asked did not show who they are")
        }
        Denial::LawDemands => {
            ("pháp luật buộc phải giữ các dữ liệu này", "the law demands that these data stay")
        }
        Denial::NotTheSubject => ("dữ liệu là của người khác", "the data are another person's"),
        Denial::TakenBack => ("người yêu cầu đã rút yêu cầu", "whoever asked took it back"),
    };
    (format!("Từ chối ngày {}: {vi}.", vi_day(on)), format!("Refused on {on}: {en}."))
}

fn granted_lines(granted: &Granted, retention: &Retention, lines: &mut Vec<Both>) {
    lines.push(match granted.done_on {
        Some(on) => (format!("Đã xoá ngày {}:", vi_day(on)), format!("Erased on {on}:")),
        None => both("Đã chấp thuận, đang thực hiện:", "Granted, and being carried out:"),
    });
    let mut classes: Vec<_> = granted.rows.iter().map(|key| key.class).collect();
    classes.sort_unstable();
    classes.dedup();
    if classes.is_empty() {
        lines.push(both("- chưa có gì được phép xoá", "- nothing may go yet"));
    }
    for class in classes {
        let (vi, en) = what(class);
        lines.push((format!("- {vi}"), format!("- {en}")));
    }
    // One line a class: the longest of its times.
    let mut kept: BTreeMap<RowClass, Kept> = BTreeMap::new();
    for data in &granted.kept {
        let longest = kept.entry(data.class).or_insert(*data);
        *longest = if data.until > longest.until { *data } else { *longest };
    }
    if !kept.is_empty() {
        lines.push(both("Còn giữ:", "What stays:"));
    }
    lines.extend(kept.values().map(|kept| stays(kept, retention)));
    lines.push(both(
        "Luôn giữ trong sổ: số tiền, ngày, tài khoản của quỹ, số chứng từ; sổ sách phải cộng đúng, và các mục này tự chúng \
         không cho biết là ai.",
        "What always stays in the books: amount, day, account of the fund, voucher number; the sums must be right, and by \
         themselves these tell nobody's name.",
    ));
    lines.push(both(
        "Tên và nội dung không còn được công khai.",
        "Name and memo are no longer shown to the public.",
    ));
}

fn what(class: RowClass) -> (&'static str, &'static str) {
    match class {
        RowClass::Beneficiary => ("tên người nhận cứu trợ", "the name of who received relief"),
        RowClass::Contact => {
            ("thông tin liên hệ: điện thoại, thư, nơi ở", "how to reach you: telephone, mail, place")
        }
        RowClass::Voucher => (
            "tên người nộp hoặc nhận tiền, nội dung, tài khoản đối ứng",
            "the name of who paid or was paid, the memo, the other account",
        ),
    }
}

fn stays(kept: &Kept, retention: &Retention) -> Both {
    let (vi, en) = what(kept.class);
    let why = match kept.why {
        Why::Accounting => ("thuộc chứng từ kế toán phải lưu", "they belong to accounting vouchers"),
        Why::Relief => ("chứng minh ai đã nhận cứu trợ", "they show who received relief"),
        Why::NotOver => ("thời hạn lưu chưa hết", "the time for which they are kept is not over"),
    };
    let (source_vi, source_en) = source(kept.class, retention);
    (
        format!("- {vi}: đến hết ngày {}, vì {}{source_vi}", vi_day(kept.until), why.0),
        format!("- {en}: until {}, as {}{source_en}", kept.until, why.1),
    )
}

/// Where the rule is written, and that nobody has compared it where nobody has.
fn source(class: RowClass, retention: &Retention) -> Both {
    let class = match class {
        RowClass::Beneficiary => Class::Beneficiary,
        RowClass::Contact => Class::Contact,
        RowClass::Voucher => Class::Voucher,
    };
    let Some(rule) = retention.rule(class) else { return Both::default() };
    let (vi, en) = match rule.checked_by.as_str() {
        "" => ("; chưa có luật sư đối chiếu".to_owned(), "; no lawyer has checked it".to_owned()),
        by => (format!("; {by} đã đối chiếu"), format!("; checked by {by}")),
    };
    (format!(" ({}{vi})", rule.source), format!(" ({}{en})", rule.source))
}

fn subject(subject: &Subject) -> Both {
    let vi = match subject {
        Subject::Event(position) => format!("sự kiện ở vị trí {position}"),
        Subject::Finding(number) => format!("kiến nghị giám sát số {number}"),
        Subject::Household(id) => format!("hộ {id}"),
        Subject::Message(number) => format!("thư số {number}"),
        Subject::Pledge(number) => format!("cam kết số {number}"),
        Subject::QuarantinedLine(number) => format!("dòng sao kê chờ xử lý số {number}"),
        Subject::Receipt(number) => format!("khoản thu số {number}"),
        Subject::Request(number) => format!("đề nghị số {number}"),
        Subject::Voucher(voucher) => format!("chứng từ số {voucher}"),
    };
    (vi, subject.to_string())
}

fn ground(ground: &Ground) -> Both {
    match ground {
        Ground::Agreement => both("thoả thuận với người có dữ liệu", "agreed with the person"),
        Ground::AuthorityOrder { reference, .. } => (
            format!("quyết định của cơ quan có thẩm quyền ({reference})"),
            format!("order of an authority ({reference})"),
        ),
        Ground::PurposeDone => both("mục đích thu thập đã hoàn thành", "their purpose is fulfilled"),
        Ground::RetentionOver => both("hết thời hạn lưu giữ", "the time to keep them is over"),
        Ground::SubjectAsked => both("người có dữ liệu yêu cầu", "the person asked"),
    }
}
