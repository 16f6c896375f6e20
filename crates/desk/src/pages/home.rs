//! What waits for the reader today, by role: how many, and the way there.

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::inbox::Kind;
use domain::{Action, Role};
use web::pages::Shell;

use crate::answer::Answer;
use crate::frame::Frame;
use crate::pages::today::{self, Today};
use crate::seat::Seat;
use crate::state::Desk;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/", get(home))
}

/// Something that waits.
struct Task {
    href: String,
    label: &'static str,
    waiting: usize,
}

#[derive(Template)]
#[template(path = "desk/home.html")]
struct HomePage {
    shell: Shell,
    frame: Frame,
    tasks: Vec<Task>,
    today: Option<Today>,
}

async fn home(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    let frame = seat.frame();
    let (lang, today) = (seat.lang(), Seat::today());
    // An irregularity is for the supervision alone, and nothing else is.
    let supervises = seat.is(&[Role::Auditor]);
    let counts = seat.rules(|state| {
        let requests = || state.relief.requests.all_live(today);
        let approvable = requests().filter(|(_, open)| !open.approved).count();
        let payable = requests().filter(|(_, open)| open.approved).count();
        let letters = state.inbox.open().filter(|(_, one)| (one.kind == Kind::Irregularity) == supervises);
        [state.waiting().count(), approvable, payable, state.oversight.open().count(), letters.count()]
    })?;
    let rows: [(Action, &str, &str, &str); 5] = [
        (Action::ImportStatements, "/sao-ke/cho", "Dòng sao kê chờ xử lý", "Statement lines that wait"),
        (Action::ApproveRequests, "/duyet", "Đề nghị chờ duyệt", "Requests to approve"),
        (Action::Pay, "/de-nghi", "Đề nghị đã duyệt, chờ chi hoặc xuất", "Approved requests to pay or issue"),
        (Action::AnswerFindings, "/kien-nghi", "Kiến nghị giám sát chưa xong", "Findings that are open"),
        (Action::AnswerMessages, "/hom-thu", "Thư chờ trả lời", "Messages to answer"),
    ];
    let tasks = rows.into_iter().zip(counts).filter(|((action, ..), _)| seat.signed.may(*action));
    let tasks = tasks
        .map(|((_, path, vi, en), waiting)| Task { href: frame.to(path), label: lang.say(vi, en), waiting })
        .collect();
    let day = today::of(seat, &frame)?;
    Ok(HomePage { shell: seat.shell("Việc hôm nay", "Today"), frame, tasks, today: day }.render()?)
}
