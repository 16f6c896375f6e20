//! Requests to erase personal data that wait: granted or refused by another person than took them up. What may go and what the
//! law keeps, the rules say when it is granted.

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::Action;
use domain::privacy::Ground;
use web::Lang;
use web::format;
use web::pages::Shell;

use crate::answer::{Answer, Fault};
use crate::frame::Frame;
use crate::pages::life;
use crate::seat::Seat;
use crate::state::Desk;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/xoa-du-lieu", get(list))
}

/// A request that waits.
struct Waiting {
    number: u64,
    about: String,
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
    let lang = seat.lang();
    let waiting = seat.rules(|state| {
        let open = state.privacy.erasures().filter(|(_, erasure)| erasure.answered_on().is_none());
        open.map(|(number, erasure)| Waiting {
            number: number.get(),
            about: erasure.subject.to_string(),
            ground: ground(lang, &erasure.ground),
            asked_on: format::date(erasure.asked_on, lang),
            by: life::who(lang, &erasure.asked_by),
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
