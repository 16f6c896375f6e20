//! Signing in through an identity provider: out to it and back from it; where a second step is owed, it is that of the
//! password. One address takes everybody back, whatever their language: it is what the provider has on its list.

use access::{Entered, Vouched};
use axum::Router;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, SET_COOKIE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use identity::{Answer, Refused, Who};
use jiff::Timestamp;
use web::Lang;
use wire::Problem;

use super::sign_in::{self, Carried, passkey};
use crate::answer;
use crate::form::Typed;
use crate::frame::local;
use crate::hall::{Caller, apart, of_access, of_sign_in, with_wait};
use crate::state::Desk;
use crate::through::{Aim, Errand, lang_of};
use wire::from_here;

pub(crate) fn routes(lang: Lang) -> Router<Desk> {
    let to = |path: &str| format!("{}/dang-nhap/qua/{{provider}}{path}", lang.prefix());
    let router = Router::new().route(&to(""), get(out));
    match lang {
        Lang::Vi => router.route(&to("/ve"), get(back)),
        Lang::En => router,
    }
}

async fn out(caller: Caller, Path(id): Path<String>) -> Response {
    let lang = caller.lang();
    // Another site that sends people here shows them the sign-in page and no more.
    if !from_here(&caller.headers) {
        return caller.to("/dang-nhap").into_response();
    }
    apart(lang, move || {
        let through = &caller.desk.through;
        let Some(provider) = through.provider(&id) else { return answer::not_found(lang) };
        let back = local(caller.asked("ve")).to_owned();
        match through.begin(&caller, provider, Aim::Enter { back: back.clone() }, Timestamp::now()) {
            Ok((url, cookie)) => {
                let never = HeaderValue::from_static("no-store");
                ([(SET_COOKIE, cookie), (CACHE_CONTROL, never)], Redirect::to(&url)).into_response()
            }
            Err(refused) => sign_in::begin_again(&caller, problem(&caller, &id, &refused), back),
        }
    })
    .await
}

async fn back(mut caller: Caller, Path(id): Path<String>) -> Response {
    caller.desk = caller.desk.in_language(lang_of(&caller));
    let lang = caller.lang();
    apart(lang, move || {
        let now = Timestamp::now();
        let taken = caller.desk.through.take(&caller, &id, now);
        let (begun, Errand { lang, aim }) = match taken {
            Ok(taken) => taken,
            Err(refused) => {
                return sign_in::begin_again(&caller, problem(&caller, &id, &refused), "/".to_owned());
            }
        };
        caller.desk = caller.desk.in_language(lang);
        let Some(provider) = caller.desk.through.provider(&id) else { return answer::not_found(lang) };
        let said = |name: &str| Some(caller.asked(name)).filter(|value| !value.is_empty());
        let answer = Answer { code: said("code"), iss: said("iss"), error: said("error") };
        let who = provider.finish(begun, &answer, now);
        match (who, aim) {
            (Ok(who), Aim::Enter { back }) => enter(&caller, &id, &who, &back, now),
            (Ok(who), Aim::Link { session }) => link(&caller, &id, &who, &session, now),
            (Err(refused), Aim::Enter { back }) => {
                sign_in::begin_again(&caller, problem(&caller, &id, &refused), back)
            }
            (Err(refused), Aim::Link { .. }) => answer::problem(lang, &problem(&caller, &id, &refused)),
        }
    })
    .await
}

fn vouched<'a>(id: &'a str, Who { issuer, subject, second_factor }: &'a Who) -> Vouched<'a> {
    Vouched { provider: id, issuer, subject, second_factor: *second_factor }
}

fn enter(caller: &Caller, id: &str, who: &Who, back: &str, now: Timestamp) -> Response {
    let cookie = caller.desk.door.cookie(&caller.headers);
    let place = caller.place(cookie.as_ref());
    match caller.desk.door.access.sign_in_through(&vouched(id, who), &place, now) {
        Ok(Entered::In(session)) => sign_in::entered(caller, &session, back, Carried::default()),
        Ok(Entered::Half(step)) => {
            passkey::draw_second(caller, step, &Typed::default(), back.to_owned(), Carried::default())
        }
        Err(error) => with_wait(sign_in::begin_again(caller, of_sign_in(&error), back.to_owned()), &error),
    }
}

/// The session that asked for it is still the one that comes back.
fn link(caller: &Caller, id: &str, who: &Who, session: &str, now: Timestamp) -> Response {
    let (lang, door) = (caller.lang(), &caller.desk.door);
    let linked = door.guest(&caller.headers).and_then(|guest| match guest {
        Some((signed, _)) if signed.session == session => {
            door.access.link(&signed, &vouched(id, who), now).map(|()| true)
        }
        _ => Ok(false),
    });
    match linked {
        Ok(true) => caller.to("/tai-khoan?xong=1").into_response(),
        Ok(false) => answer::problem(lang, &problem(caller, id, &Refused::Stale)),
        Err(error) => answer::problem(lang, &of_access(&error)),
    }
}

/// Why it did not work, for the person; what the provider or the network said is for the server's log.
pub(super) fn problem(caller: &Caller, id: &str, refused: &Refused) -> Problem {
    if !matches!(refused, Refused::Stale | Refused::TooMany { .. }) {
        tracing::warn!(provider = id, error = %refused, "nobody was let in through an identity provider");
    }
    let status = match refused {
        Refused::Unreachable(_) => StatusCode::BAD_GATEWAY,
        Refused::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let said = |lang: Lang, text: &str| text.replace("{name}", &caller.desk.through.called(lang, id));
    let (vi, en) = (said(Lang::Vi, refused.vi()), said(Lang::En, refused.en()));
    Problem::new(status, "sign-in-through", vi, en)
}
