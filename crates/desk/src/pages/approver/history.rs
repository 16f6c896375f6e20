//! How a request came to be, line by line, with the reasons that were given.

use domain::Event;
use domain::goods;
use domain::relief::{Content, Event as Relief};
use ledger::Told;
use web::{Lang, format};

use crate::pages::say;
use crate::people::People;

/// A line.
pub(super) struct Line {
    pub(super) position: u64,
    pub(super) when: String,
    pub(super) who: String,
    pub(super) what: &'static str,
    pub(super) note: Option<String>,
    /// What it asked for, where it did.
    pub(super) value: Option<web::pages::Amount>,
}

pub(super) fn lines(lang: Lang, people: &People, history: &[Told]) -> Vec<Line> {
    history.iter().map(|told| line(lang, people, told)).collect()
}

fn line(lang: Lang, people: &People, told: &Told) -> Line {
    let (meta, note) = (&told.recorded.meta, told.row.note.trim());
    let (what, value) = match &told.recorded.event {
        Event::Relief(event) => of_relief(lang, event),
        Event::Goods(event) => (of_goods(lang, event), None),
        Event::Oversight(_) => (lang.say("Kiến nghị giám sát", "Finding of the supervision"), None),
        _ => (lang.say("Dòng sổ khác", "Another entry"), None),
    };
    Line {
        position: told.recorded.position,
        when: format::moment(meta.recorded_at, lang),
        who: people.actor(&meta.actor),
        what,
        note: (!note.is_empty()).then(|| note.to_owned()),
        value: value.map(|dong| say::amount(lang, dong)),
    }
}

fn of_relief(lang: Lang, event: &Relief) -> (&'static str, Option<i64>) {
    let money =
        |content: &Content, value: domain::Vnd| content.money().map_or(value, |(_, amount)| amount).dong();
    match event {
        Relief::RequestMade(event) => {
            (lang.say("Lập đề nghị", "Asked"), Some(money(&event.content, event.value)))
        }
        Relief::RequestAmended(event) => (
            lang.say("Sửa nội dung, các lần duyệt trước hết hiệu lực", "Changed; earlier approvals are void"),
            Some(money(&event.content, event.value)),
        ),
        Relief::RequestApproved(event) if event.complete => {
            (lang.say("Duyệt, đã đủ", "Approved, complete"), None)
        }
        Relief::RequestApproved(_) => {
            (lang.say("Duyệt, cần thêm người", "Approved, one more is needed"), None)
        }
        Relief::RequestHeld(_) => (lang.say("Yêu cầu bổ sung", "Asked for more"), None),
        Relief::RequestRefused(_) => (lang.say("Từ chối", "Refused"), None),
        Relief::RequestWithdrawn(_) => (lang.say("Rút lại", "Withdrawn"), None),
        Relief::Paid(event) => (lang.say("Chi tiền", "Paid"), Some(event.amount.dong())),
        _ => (lang.say("Dòng sổ khác", "Another entry"), None),
    }
}

fn of_goods(lang: Lang, event: &goods::Event) -> &'static str {
    match event {
        goods::Event::GoodsIssued(_) => lang.say("Xuất kho", "Goods issued"),
        goods::Event::GoodsWrittenOff(_) => lang.say("Xuất hủy", "Written off"),
        _ => lang.say("Dòng sổ kho", "An entry of the goods"),
    }
}
