//! What things of the books are called on a page, in the reader's language. No figure is made here.

use std::collections::BTreeMap;

use domain::relief::{Content, PaymentKind, RefundReason};
use domain::{AccountId, Actor, Earmark, Party, Role};
use jiff::civil::Date;
use ledger::Stage;
use web::pages::{Amount, head_name};
use web::{Lang, format};

/// An amount, to be laid out with its words.
pub(crate) fn amount(lang: Lang, dong: impl Into<i128>) -> Amount {
    Amount { dong: dong.into(), lang }
}

/// `dd/mm/yyyy`.
pub(crate) fn day(lang: Lang, day: Date) -> String {
    format::date(day, lang)
}

/// Somebody, by role and pseudonym.
pub(crate) fn actor(lang: Lang, actor: &Actor) -> String {
    let role = Role::of(actor.role()).map_or(actor.role(), |role| lang.say(role.vi(), role.name()));
    format!("{} ({role})", actor.person())
}

/// A cash box or bank account.
pub(crate) fn account(lang: Lang, account: &AccountId) -> String {
    crate::words::account(lang, account)
}

/// What money is tied to; `names` are of its parties, and who is not among them stands with the code.
pub(crate) fn earmark(lang: Lang, names: &BTreeMap<Party, String>, earmark: Option<&Earmark>) -> String {
    let Some(earmark) = earmark else {
        return lang.say("Tiền không kèm điều kiện", "Unrestricted money").to_owned();
    };
    let called = |party: Party| names.get(&party).cloned().unwrap_or_else(|| party.to_string());
    let parts = [
        earmark.purpose.as_ref().map(|purpose| head_name(purpose, lang)),
        earmark.place.clone().map(|place| called(Party::Area(place))),
        earmark.beneficiary.clone().map(|body| called(Party::Organisation(body))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The parties that a restriction names.
pub(crate) fn tied_to(earmark: Option<&Earmark>) -> impl Iterator<Item = Party> {
    let place = earmark.and_then(|earmark| earmark.place.clone()).map(Party::Area);
    let body = earmark.and_then(|earmark| earmark.beneficiary.clone()).map(Party::Organisation);
    place.into_iter().chain(body)
}

/// How far a request is.
pub(crate) fn stage(lang: Lang, stage: Stage) -> &'static str {
    match stage {
        Stage::Waiting => lang.say("Chờ duyệt", "Waits for approval"),
        Stage::Held => lang.say("Chờ bổ sung", "More was asked for"),
        Stage::Approved => lang.say("Đã đủ duyệt", "Approved"),
        Stage::Expired => lang.say("Hết hạn", "Expired"),
        Stage::Done => lang.say("Đã thực hiện", "Executed"),
        Stage::Refused => lang.say("Bị từ chối", "Refused"),
        Stage::Withdrawn => lang.say("Đã rút lại", "Withdrawn"),
    }
}

/// What a request is for.
pub(crate) fn kind(lang: Lang, content: &Content) -> &'static str {
    match content {
        Content::Issue(_) => lang.say("Xuất hàng cứu trợ", "Hand out goods"),
        Content::WriteOff(_) => lang.say("Xuất hủy hàng", "Write goods off"),
        Content::Refund(_) => lang.say("Hoàn trả khoản ủng hộ", "Give a gift back"),
        Content::Payment(payment) => match payment.kind {
            PaymentKind::Advance(_) => lang.say("Tạm ứng", "Advance"),
            PaymentKind::Cost(_) => lang.say("Chi phí của quỹ", "Cost of the fund"),
            PaymentKind::Purchase(_) => lang.say("Mua hàng cứu trợ", "Buy relief goods"),
            PaymentKind::Refund(_) => lang.say("Hoàn trả", "Refund"),
            PaymentKind::Relief(_) => lang.say("Chi hỗ trợ", "Relief in money"),
            PaymentKind::Transfer(_) => lang.say("Chuyển cho ban khác", "Transfer to a board"),
        },
    }
}

/// Why a gift is given back.
pub(crate) fn refund(lang: Lang, reason: RefundReason) -> &'static str {
    match reason {
        RefundReason::AskedByDonor => lang.say("Người ủng hộ đề nghị", "The giver asks"),
        RefundReason::Misdirected => lang.say("Chuyển nhầm", "Meant for somebody else"),
        RefundReason::Unidentified => lang.say("Không xác định được người chuyển", "Sender unknown"),
        RefundReason::AfterWindow => lang.say("Đến sau thời gian tiếp nhận", "After the receiving window"),
    }
}

/// Why the rules say no.
pub(crate) fn refusal(lang: Lang, rejection: &domain::Rejection) -> String {
    with_marks(
        &match lang {
            Lang::Vi => rejection.vi(),
            Lang::En => rejection.en(),
        },
        lang,
    )
}

/// A text of the rules with marks between the thousands of its sums: `100000000 đồng` is `100.000.000 đồng`.
pub(crate) fn with_marks(text: &str, lang: Lang) -> String {
    let mut pieces = text.split(" đồng").peekable();
    let mut said = String::with_capacity(text.len().saturating_add(16));
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            said.push_str(piece);
            break;
        }
        let start = piece.rfind(|sign: char| !sign.is_ascii_digit()).map_or(0, |at| at.saturating_add(1));
        let (before, digits) = piece.split_at_checked(start).unwrap_or((piece, ""));
        said.push_str(before);
        match digits.parse::<i128>() {
            Ok(number) => said.push_str(&format::grouped(number, lang)),
            Err(_) => said.push_str(digits),
        }
        said.push_str(" đồng");
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_have_marks_and_numbers_of_things_have_none() {
        for (text, vi, en) in [
            ("Còn 100000000 đồng.", "Còn 100.000.000 đồng.", "Còn 100,000,000 đồng."),
            ("Số 12345: 5000 đồng, 7 đồng", "Số 12345: 5.000 đồng, 7 đồng", "Số 12345: 5,000 đồng, 7 đồng"),
            ("-30000 đồng", "-30.000 đồng", "-30,000 đồng"),
            ("từng đồng một", "từng đồng một", "từng đồng một"),
            ("", "", ""),
        ] {
            assert_eq!(
                (with_marks(text, Lang::Vi), with_marks(text, Lang::En)),
                (vi.to_owned(), en.to_owned())
            );
        }
    }
}
