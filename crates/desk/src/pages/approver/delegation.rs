//! The reader's right to approve, who acts for whom, and interests.

use askama::Template;
use axum::response::Response;
use domain::{Action, Actor};
use web::pages::{Amount, Shell};

use crate::answer::{Answer, Fault};
use crate::frame::Frame;
use crate::pages::say;
use crate::people::People;
use crate::seat::Seat;

/// Somebody who acts for somebody.
struct Acting {
    who: String,
    actor: String,
    per_request: Amount,
    until: String,
}

#[derive(Template)]
#[template(path = "desk/approver/delegation.html")]
struct DelegationPage {
    shell: Shell,
    frame: Frame,
    me: String,
    /// At most in one request; none for somebody who is no appointed approver.
    per_request: Option<Amount>,
    per_day: Option<Amount>,
    used: Amount,
    until: Option<String>,
    given: Vec<Acting>,
    taken: Vec<Acting>,
    interests: Vec<String>,
    /// Code and name.
    approvers: Vec<(String, String)>,
    today: String,
}

pub(super) async fn page(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    let lang = seat.lang();
    let me = seat.signed.actor_for(Action::DelegateApproval).ok_or(Fault::NotFound)?;
    let today = Seat::today();
    let people = People::of(seat)?;
    let acting = |who: &Actor, per_request: domain::Vnd, until| Acting {
        who: people.actor(who),
        actor: who.to_string(),
        per_request: say::amount(lang, per_request.dong()),
        until: say::day(lang, until),
    };
    let (own, used, given, taken, interests, approvers) = seat.rules(|state| {
        let all = &state.relief.approvers;
        let given = all.delegations_from(&me, today).map(|of| acting(&of.to, of.per_request, of.until));
        let taken = all.delegations_to(&me, today).map(|of| acting(&of.from, of.per_request, of.until));
        let others = all.all(today).map(|approver| &approver.person).filter(|person| **person != me);
        let others = others.map(|person| (person.to_string(), people.name(person).to_owned()));
        (
            all.right_of(&me, today).cloned(),
            all.used_on(&me, today),
            given.collect::<Vec<_>>(),
            taken.collect::<Vec<_>>(),
            all.interests(&me).cloned().collect::<Vec<_>>(),
            others.collect::<Vec<_>>(),
        )
    })?;
    let names = seat.ledger.called(&interests)?;
    let page = DelegationPage {
        shell: seat.shell("Quyền duyệt và ủy quyền", "My right to approve, and delegation"),
        frame: seat.frame(),
        me: me.to_string(),
        per_request: own.as_ref().map(|own| say::amount(lang, own.per_request.dong())),
        per_day: own.as_ref().and_then(|own| own.per_day).map(|most| say::amount(lang, most.dong())),
        used: say::amount(lang, used),
        until: own.and_then(|own| own.until).map(|until| say::day(lang, until)),
        given,
        taken,
        interests: names.into_values().collect(),
        approvers,
        today: today.to_string(),
    };
    Ok(page.render()?)
}
