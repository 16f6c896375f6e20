//! What happened to a thing of the books, step by step: when, by whom, and the way to each event.

use domain::{Event, Sight, giving, privacy, relief};
use web::Lang;
use web::format;

use crate::answer::Fault;
use crate::people::People;
use crate::seat::Seat;

/// One step.
pub(super) struct Step {
    /// Position of the event.
    pub(super) position: u64,
    /// What happened.
    pub(super) what: String,
    /// When the books took it.
    pub(super) when: String,
    /// Role and pseudonym of who did it.
    pub(super) who: String,
    /// What was noted beside it, for who may read of givers.
    pub(super) note: String,
}

/// The events at these positions.
pub(super) fn steps(seat: &Seat, positions: &[u64]) -> Result<Vec<Step>, Fault> {
    let (lang, names) = (seat.lang(), seat.signed.sees(Sight::Givers));
    let people = People::of(seat)?;
    let mut steps = Vec::with_capacity(positions.len());
    for position in positions {
        let told = seat.ledger.told(*position)?;
        let meta = &told.recorded.meta;
        steps.push(Step {
            position: *position,
            what: what(lang, &told.recorded.event),
            when: format::moment(meta.recorded_at, lang),
            who: people.actor(&meta.actor),
            note: if names { told.row.note.to_string() } else { String::new() },
        });
    }
    Ok(steps)
}

fn what(lang: Lang, event: &Event) -> String {
    let said = match event {
        Event::ReceiptRecorded(event) => {
            return format!("{} {}", lang.say("Ghi phiếu thu số", "Recorded as receipt"), event.receipt);
        }
        Event::QuarantineDismissed(event) => {
            return match event.same_as {
                Some(receipt) => format!("{} {receipt}", lang.say("Chính là phiếu thu số", "It is receipt")),
                None => lang.say("Gác lại, không ghi", "Laid aside").to_owned(),
            };
        }
        Event::ReceiptReversed(_) => lang.say("Đính chính bằng bút toán âm", "Reversed"),
        Event::ReceiptIdentified(_) => lang.say("Xác định được người ủng hộ", "Its giver was identified"),
        Event::BankMovementRecorded(_) => lang.say("Ghi là tiền ra", "Recorded as money out"),
        Event::LineQuarantined(_) => lang.say("Chờ người xử lý", "Put aside for a person"),
        Event::StatementImported(_) => lang.say("Nhập sao kê", "Statement imported"),
        Event::Giving(event) => of_giving(lang, event),
        Event::Privacy(event) => of_privacy(lang, event),
        Event::Relief(event) => match &**event {
            relief::Event::Paid(_) => lang.say("Đã chi hoàn trả", "Given back"),
            _ => lang.say("Dòng sổ khác", "Another entry"),
        },
        _ => lang.say("Dòng sổ khác", "Another entry"),
    };
    said.to_owned()
}

fn of_giving(lang: Lang, event: &giving::Event) -> &'static str {
    match event {
        giving::Event::EarmarkReleased(_) => lang.say("Gỡ mục đích dành riêng", "Its earmark was released"),
        giving::Event::ReceiptSupplemented(_) => lang.say("Ghi bổ sung số thiếu", "Supplemented"),
        giving::Event::GiverCorrected(_) => lang.say("Đính chính người ủng hộ", "Its giver was corrected"),
        giving::Event::HeldReceiptTaken(_) => {
            lang.say("Nhận khoản đến sau hạn", "Taken although it came late")
        }
        _ => lang.say("Tính vào cam kết ủng hộ", "Counted for a pledge"),
    }
}

fn of_privacy(lang: Lang, event: &privacy::Event) -> &'static str {
    match event {
        privacy::Event::ConsentGiven(_) => lang.say("Đồng ý hiện tên công khai", "Consent to be listed"),
        privacy::Event::ConsentWithdrawn(event) if event.show.is_some() => {
            lang.say("Muốn hiện ít hơn trên trang công khai", "Wants less of it shown")
        }
        privacy::Event::ConsentWithdrawn(_) => {
            lang.say("Không muốn hiện công khai", "Does not want to be listed")
        }
        _ => lang.say("Xóa tên và nội dung theo yêu cầu", "Name and memo erased on request"),
    }
}
