//! What a verification of a copy says to people.

use transparency::{Line, Outcome, Report, Strength};

use super::Fault;

use super::strays::Strays;
use crate::copy::{Copy, CopyError};
use crate::trust::{Signed, strength};

/// Faults that are told one by one; what is beyond them is counted.
const MOST: usize = 50;

/// There is no copy that could be verified, or its checkpoint does not count.
pub(crate) fn no_copy(error: &CopyError) -> Report {
    let outcome = match error {
        CopyError::Signed(_) => Outcome::Tampered,
        CopyError::Monitor(error) if error.is_too_large() => Outcome::Tampered,
        CopyError::Missing { .. } | CopyError::Monitor(_) => Outcome::Incomplete,
    };
    let checked = vec![Line::both(&error.to_string())];
    Report { outcome, checked, not_checked: Vec::new(), strength: Strength::default() }
}

/// Who stands behind the copy's checkpoint, and behind its beginnings.
pub(crate) fn behind(copy: &Copy, stated: &[Signed]) -> Strength {
    let mut behind = strength(copy.policy(), &copy.signed().standing);
    let size = copy.checkpoint().size;
    for signed in stated {
        for name in strength(copy.policy(), &signed.standing).replayed_by {
            let up_to = signed.checkpoint.size;
            let said = if up_to == size { name } else { format!("{name} (1..{up_to}/{size})") };
            if !behind.replayed_by.contains(&said) {
                behind.replayed_by.push(said);
            }
        }
    }
    behind
}

pub(super) fn report(copy: &Copy, faults: &[Fault], strays: &Strays, stated: &[Signed]) -> Report {
    let checkpoint = copy.checkpoint();
    let found = faults.iter().map(Fault::outcome).max().unwrap_or(Outcome::Right);
    let strength = behind(copy, stated);
    let lacking = if strength.quorum == Some(false) { Outcome::Incomplete } else { Outcome::Right };
    let outcome = found.max(lacking);
    let mut checked = vec![Line::new(
        format!("sổ {}, {} mục, gốc {}", checkpoint.origin, checkpoint.size, checkpoint.root),
        format!("log {}, {} entries, root {}", checkpoint.origin, checkpoint.size, checkpoint.root),
    )];
    if found == Outcome::Right {
        checked.push(Line::new(
            "chữ ký đúng; từng mục đã được băm lại và dẫn đến đúng gốc đã ký; mọi ô băm đã được tính lại và khớp",
            "the signature holds; every entry was hashed again and leads to the signed root; every tile was computed again \
             and is the same",
        ));
    }
    checked.extend(faults.iter().take(MOST).map(Fault::line));
    let more = faults.len().saturating_sub(MOST);
    if more > 0 {
        checked.push(Line::new(format!("và {more} lỗi nữa"), format!("and {more} more")));
    }
    Report { outcome, checked, not_checked: open(copy, strays), strength }
}

/// What such a verification leaves open.
fn open(copy: &Copy, strays: &Strays) -> Vec<Line> {
    let mut lines = vec![Line::new(
        "số dư: chạy `sovang verify balances`; điều ghi trong sổ có thật hay không thì không phép tính nào biết được",
        "balances: run `sovang verify balances`; whether what was entered is true no computation can tell",
    )];
    lines.extend(first_use(copy));
    if strays.beyond > 0 {
        lines.push(Line::new(
            format!("{} tệp viết trước cho điểm kiểm sau, chưa có chữ ký nào nói về chúng", strays.beyond),
            format!(
                "{} files written for a later checkpoint, which no signature speaks of yet",
                strays.beyond
            ),
        ));
    }
    if strays.unfinished > 0 {
        lines.push(Line::new(
            format!("{} tệp .new viết dở, không ai đọc", strays.unfinished),
            format!("{} unfinished .new files, which nobody reads", strays.unfinished),
        ));
    }
    lines
}

/// What trust on first use leaves open.
pub(crate) fn first_use(copy: &Copy) -> Option<Line> {
    let key = copy.policy().logs().first().filter(|_| !copy.pinned())?;
    Some(Line::new(
        format!(
            "khóa của sổ lấy từ chính bản sao (tin từ lần đầu): hãy so với khóa quỹ công bố nơi khác, rồi dùng --policy \
             hoặc --vkey: {}",
            key.key
        ),
        format!(
            "the log's key is the copy's own (trust on first use): compare it with the one that the fund shows elsewhere, \
             then give --policy or --vkey: {}",
            key.key
        ),
    ))
}
