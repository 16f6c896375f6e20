//! What codes and kinds of the books are called on the desk's pages.

use std::collections::BTreeSet;

use domain::relief::{Content, PaymentKind};
use domain::{AccountId, AccountKind, Code, Direction, Party, QuarantineReason};
use ledger::Becomes;
use web::Lang;

/// An amount as it would be typed into a field, in whatever language the page is.
pub(crate) fn typed(dong: i128) -> String {
    web::format::grouped(dong, Lang::Vi)
}

/// An account as people call it: the bank or the cash box, and its number.
pub(crate) fn account(lang: Lang, account: &AccountId) -> String {
    let place = lang.place(account);
    match account.kind() {
        AccountKind::Cash if account.number() == "main" => place,
        _ => format!("{place} {}", account.number()),
    }
}

/// Why a statement line waits.
pub(crate) fn reason(lang: Lang, reason: QuarantineReason) -> &'static str {
    match reason {
        QuarantineReason::AmountMissing => lang.say("không có số tiền", "no amount is printed"),
        QuarantineReason::AmountGarbled => {
            lang.say("số tiền in không đọc được", "the printed amount cannot be read")
        }
        QuarantineReason::AmountOutOfRange => {
            lang.say("số tiền âm, có số lẻ hoặc quá lớn", "negative, fractional or too large an amount")
        }
        QuarantineReason::AmountAmbiguous => lang.say(
            "có cả ghi nợ lẫn ghi có, hoặc có phí kèm theo",
            "both debit and credit, or a fee beside it",
        ),
        QuarantineReason::PossibleDouble => {
            lang.say("có thể đã ghi sổ rồi", "it may be in the books already")
        }
    }
}

/// What a statement line would become.
pub(crate) fn becomes(lang: Lang, becomes: Becomes) -> String {
    match becomes {
        Becomes::Known => lang.say("Đã có trong sổ", "In the books already").to_owned(),
        Becomes::Gift(donor) => {
            format!("{}: {}", lang.say("Khoản ủng hộ", "Gift"), lang.donor(donor).to_lowercase())
        }
        Becomes::Interest => lang.say("Lãi tiền gửi", "Interest").to_owned(),
        Becomes::Fee => lang.say("Phí ngân hàng", "Bank charge").to_owned(),
        Becomes::Payment => lang.say("Tiền ra, chưa giải thích", "Money out, not explained").to_owned(),
        Becomes::Held(why) => format!("{}: {}", lang.say("Chờ xử lý", "Waits"), reason(lang, why)),
    }
}

/// Which way the money of a bank line goes.
pub(crate) fn direction(lang: Lang, direction: Direction) -> &'static str {
    match direction {
        Direction::Credit => lang.say("Tiền vào", "In"),
        Direction::Debit => lang.say("Tiền ra", "Out"),
    }
}

/// What a request asks for.
pub(crate) fn content(lang: Lang, content: &Content) -> &'static str {
    match content {
        Content::Issue(_) => lang.say("Xuất hàng", "Issue of goods"),
        Content::WriteOff(_) => lang.say("Thanh lý, huỷ hàng", "Write-off"),
        Content::Refund(_) => lang.say("Hoàn trả người ủng hộ", "Refund"),
        Content::Payment(payment) => match payment.kind {
            PaymentKind::Advance(_) => lang.say("Tạm ứng", "Advance"),
            PaymentKind::Cost(_) => lang.say("Chi phí của quỹ", "Cost of the fund"),
            PaymentKind::Purchase(_) => lang.say("Mua hàng cứu trợ", "Purchase of goods"),
            PaymentKind::Refund(_) => lang.say("Hoàn trả người ủng hộ", "Refund"),
            PaymentKind::Relief(_) => lang.say("Chi hỗ trợ", "Relief payment"),
            PaymentKind::Transfer(_) => lang.say("Chuyển đơn vị khác", "Transfer to another board"),
        },
    }
}

/// Spending heads and purposes to choose from, by name with the code beside it: those with a name and those `used`.
pub(crate) fn heads<'a>(lang: Lang, used: impl Iterator<Item = &'a Code>) -> Vec<(String, String)> {
    let named = web::pages::heads().filter_map(|code| code.parse().ok());
    let all: BTreeSet<Code> = used.cloned().chain(named).collect();
    let label = |code: &Code| format!("{} ({code})", web::pages::head_name(code, lang));
    let mut rows: Vec<_> = all.iter().map(|code| (code.to_string(), label(code))).collect();
    rows.sort_by(|one, other| one.1.cmp(&other.1));
    rows
}

/// Who gets what a request asks for: the code, with what kind of body it is.
pub(crate) fn payee(content: &Content) -> Option<Party> {
    match content {
        Content::Payment(payment) => match &payment.kind {
            PaymentKind::Advance(code) | PaymentKind::Purchase(code) => {
                Some(Party::Organisation(code.clone()))
            }
            PaymentKind::Cost(party) | PaymentKind::Relief(party) | PaymentKind::Transfer(party) => {
                Some(party.clone())
            }
            PaymentKind::Refund(_) => None,
        },
        Content::Issue(issue) => Some(issue.to.clone()),
        Content::Refund(_) | Content::WriteOff(_) => None,
    }
}
