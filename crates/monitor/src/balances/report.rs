//! What a replay of the balances says to people.

use projection_balances::Balances;
use transparency::{BundleId, Line, Outcome, Report};

use super::check::{Seen, Wrong, Wrongness};
use crate::copy::Copy;
use crate::verify::{behind, first_use};

/// Wrong entries and accounts that are told one by one.
const MOST: usize = 50;

/// The copy is not whole: what it gives is nobody's books.
pub(crate) fn unusable(copy: &Copy, bundle: Option<BundleId>) -> Report {
    let line = match bundle {
        Some(bundle) => Line::new(
            format!("{bundle} thiếu hoặc hỏng; chạy `sovang verify mirror` để biết chi tiết"),
            format!("{bundle} is missing or damaged; `sovang verify mirror` tells the details"),
        ),
        None => Line::new(
            "các mục không dẫn đến gốc đã ký; chạy `sovang verify mirror` để biết mục nào",
            "the entries do not lead to the signed root; `sovang verify mirror` tells which",
        ),
    };
    let missing = bundle.is_some_and(|id| copy.bundle(id).is_ok_and(|bundle| bundle.is_none()));
    let outcome = if missing { Outcome::Incomplete } else { Outcome::Tampered };
    Report { outcome, checked: vec![line], not_checked: Vec::new(), strength: behind(copy, &[]) }
}

/// More entries are asked for than there are.
pub(super) fn too_short(copy: &Copy, at: u64) -> Report {
    let size = copy.checkpoint().size;
    let line = Line::new(
        format!("bản sao chỉ có {size} mục, không dựng được đến mục {at}"),
        format!("the copy has {size} entries and cannot be replayed to {at}"),
    );
    Report {
        outcome: Outcome::Incomplete,
        checked: vec![line],
        not_checked: Vec::new(),
        strength: behind(copy, &[]),
    }
}

pub(super) fn report(
    copy: &Copy,
    at: u64,
    balances: &Balances,
    digest: &[u8; 32],
    wrong: &[Wrong],
    seen: &Seen,
) -> Report {
    let newer = |wrong: &Wrong| wrong.how == Wrongness::Newer;
    let outcome = match wrong {
        [] => Outcome::Right,
        wrong if wrong.iter().all(newer) => Outcome::Incomplete,
        _ => Outcome::Tampered,
    };
    let (origin, size) = (&copy.checkpoint().origin, copy.checkpoint().size);
    let mut checked = vec![Line::new(
        format!("sổ {origin}: {at} mục đầu trong {size} mục đã ký được đọc và dựng lại thành số dư"),
        format!("log {origin}: the first {at} of {size} signed entries were read and folded into balances"),
    )];
    checked.push(Line::new(
        format!(
            "mỗi bút toán ghi nợ bằng ghi có; {} số dư ghi trong biên bản kiểm quỹ và đối chiếu, {} số chứng từ, {} số \
             khoản thu đã được so",
            seen.balances, seen.vouchers, seen.receipts
        ),
        format!(
            "every posting has its debit and its credit; {} balances in counts and reconciliations, {} voucher numbers \
             and {} receipt numbers were compared",
            seen.balances, seen.vouchers, seen.receipts
        ),
    ));
    checked.extend(figures(balances, digest));
    checked.extend(wrong.iter().take(MOST).map(line));
    let more =
        wrong.len().saturating_sub(MOST).saturating_add(usize::try_from(seen.more).unwrap_or(usize::MAX));
    if more > 0 {
        checked.push(Line::new(format!("và {more} mục nữa"), format!("and {more} more")));
    }
    Report { outcome, checked, not_checked: open(copy, seen), strength: behind(copy, &[]) }
}

fn figures(balances: &Balances, digest: &[u8; 32]) -> Vec<Line> {
    let total = balances.total();
    let hex: String = digest.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    let mut lines = vec![Line::new(
        format!(
            "tổng phát sinh nợ {} đồng, có {} đồng; mã băm bảng cân đối {hex}",
            total.debit, total.credit
        ),
        format!(
            "debits {} đồng, credits {} đồng; digest of the trial balance {hex}",
            total.debit, total.credit
        ),
    )];
    let money = balances.money().take(MOST);
    lines.extend(money.map(|(account, dong)| {
        Line::new(format!("{account}: {dong} đồng"), format!("{account}: {dong} đồng"))
    }));
    lines
}

/// What a replay leaves open.
fn open(copy: &Copy, seen: &Seen) -> Vec<Line> {
    let mut lines = vec![Line::new(
        "ai được quyền làm gì, và điều ghi trong sổ có thật hay không; dữ liệu cá nhân không nằm trong bản sao",
        "who may do what, and whether what was entered is true; personal data is not in a copy",
    )];
    if seen.reports > 0 {
        lines.push(Line::new(
            format!("mã băm của {} báo cáo đã công bố: in lại từ sổ rồi so", seen.reports),
            format!(
                "the digests of {} published reports: print them from the books and compare",
                seen.reports
            ),
        ));
    }
    lines.extend(first_use(copy));
    lines
}

/// A wrong entry, in words.
fn line(wrong: &Wrong) -> Line {
    let (vi, en) = how(&wrong.how);
    if let Wrongness::Unbalanced { .. } = wrong.how {
        return Line::new(vi, en);
    }
    let (voucher_vi, voucher_en) = wrong.voucher.map_or_else(Default::default, |voucher| {
        (format!(", chứng từ {voucher}"), format!(", voucher {voucher}"))
    });
    let position = wrong.position;
    Line::new(format!("mục {position}{voucher_vi}: {vi}"), format!("entry {position}{voucher_en}: {en}"))
}

fn how(how: &Wrongness) -> (String, String) {
    match how {
        Wrongness::Unreadable(why) => {
            let Line { vi, en } = Line::both(why);
            (vi, en)
        }
        Wrongness::Newer => (
            "do phần mềm mới hơn ghi: hãy cập nhật phần mềm".into(),
            "written by a newer program: update this one".into(),
        ),
        Wrongness::Fund(fund) => (
            format!("mở sổ của quỹ {fund}, không phải sổ này"),
            format!("opens the books of {fund}, not these"),
        ),
        Wrongness::Number { has, next } => (
            format!("mang số {has}, lẽ ra là {next}"),
            format!("has the number {has}, and {next} comes next"),
        ),
        Wrongness::Balance { account, through, says, is } => (
            format!("ghi số dư {account} đến hết {through} là {says} đồng, dựng lại được {is} đồng"),
            format!(
                "says that {account} held {says} đồng at the end of {through}; the entries give {is} đồng"
            ),
        ),
        Wrongness::Report(known_at) => (
            format!("báo cáo nêu vị trí {known_at} chưa có vào lúc công bố"),
            format!("the report names the position {known_at}, which did not exist yet"),
        ),
        Wrongness::Unbalanced { by } => {
            (format!("nợ và có lệch nhau {by} đồng"), format!("debits and credits differ by {by} đồng"))
        }
    }
}
