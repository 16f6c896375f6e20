//! Requests to erase personal data that wait: granted or refused by another person than took them up. What may go and what the
//! law keeps, the rules say when it is granted.

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::Action;
use domain::privacy::{Ground, Subject};
use web::Lang;
use web::format;
use web::pages::Shell;

use crate::answer::{Answer, Fault};
use crate::frame::Frame;
use crate::people::People;
use crate::seat::Seat;
use crate::state::Desk;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/xoa-du-lieu", get(list))
}

/// A request that waits.
struct Waiting {
    number: u64,
    about: String,
    /// The page of what is to be erased, below the fund's desk.
    href: Option<String>,
    ground: &'static str,
    asked_on: String,
    by: String,
    /// The reader took it up, and so cannot grant it.
    own: bool,
}

#[derive(Template)]
#[template(path = "desk/erasures.html")]
struct ErasuresPage {
    shell: Shell,
    frame: Frame,
    waiting: Vec<Waiting>,
    denials: Vec<(&'static str, &'static str)>,
}

async fn list(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    if !seat.signed.may(Action::DecideErasure) {
        return Err(Fault::NotFound);
    }
    let (lang, people) = (seat.lang(), People::of(seat)?);
    let waiting = seat.rules(|state| {
        let open = state.privacy.erasures().filter(|(_, erasure)| erasure.answered_on().is_none());
        open.map(|(number, erasure)| Waiting {
            number: number.get(),
            about: about(lang, &erasure.subject),
            href: page(&erasure.subject),
            ground: ground(lang, &erasure.ground),
            asked_on: format::date(erasure.asked_on, lang),
            by: people.actor(&erasure.asked_by),
            own: erasure.asked_by.person() == seat.signed.person,
        })
        .collect()
    })?;
    let page = ErasuresPage {
        shell: seat.shell("Yêu cầu xóa dữ liệu", "Requests to erase data"),
        frame: seat.frame(),
        waiting,
        denials: vec![
            ("law_demands", lang.say("Pháp luật buộc giữ", "A law demands that they stay")),
            ("identity_not_shown", lang.say("Chưa chứng minh được là ai", "Who asks did not show who he is")),
            ("not_the_subject", lang.say("Dữ liệu của người khác", "The data are another person's")),
            ("taken_back", lang.say("Người yêu cầu đã rút lại", "It was taken back")),
        ],
    };
    Ok(page.render()?)
}

fn ground(lang: Lang, ground: &Ground) -> &'static str {
    match ground {
        Ground::Agreement => lang.say("hai bên thỏa thuận", "agreed on"),
        Ground::AuthorityOrder { .. } => lang.say("cơ quan có thẩm quyền yêu cầu", "an authority orders it"),
        Ground::PurposeDone => lang.say("đã hết mục đích", "the purpose is done"),
        Ground::RetentionOver => lang.say("hết hạn lưu giữ", "kept long enough"),
        Ground::SubjectAsked => lang.say("chính người đó yêu cầu", "the person asks for it"),
    }
}

/// What is to be erased, in words.
fn about(lang: Lang, subject: &Subject) -> String {
    let (what, number) = match subject {
        Subject::Event(number) => (lang.say("dòng sổ", "entry"), number.to_string()),
        Subject::Finding(number) => (lang.say("kiến nghị số", "finding"), number.to_string()),
        Subject::Household(id) => (lang.say("hộ", "household"), id.to_string()),
        Subject::Message(number) => (lang.say("thư số", "message"), number.to_string()),
        Subject::Pledge(number) => (lang.say("đăng ký ủng hộ số", "pledge"), number.to_string()),
        Subject::QuarantinedLine(number) => {
            (lang.say("dòng chờ xử lý số", "waiting line"), number.to_string())
        }
        Subject::Receipt(number) => (lang.say("khoản thu số", "receipt"), number.to_string()),
        Subject::Request(number) => (lang.say("đề nghị số", "request"), number.to_string()),
        Subject::Voucher(voucher) => (lang.say("chứng từ", "voucher"), voucher.to_string()),
    };
    format!("{what} {number}")
}

/// Where it is looked at before it is erased.
fn page(subject: &Subject) -> Option<String> {
    match subject {
        Subject::Event(number) => Some(format!("/su-kien/{number}")),
        Subject::Message(number) => Some(format!("/hom-thu/{number}")),
        Subject::QuarantinedLine(number) => Some(format!("/sao-ke/cho/{number}")),
        Subject::Receipt(number) => Some(format!("/thu/{number}")),
        Subject::Request(number) => Some(format!("/de-nghi/{number}")),
        Subject::Finding(_) | Subject::Household(_) | Subject::Pledge(_) | Subject::Voucher(_) => None,
    }
}
