//! Linking oneself to an identity provider, and taking a link away. The person does it, after giving the password again.

use askama::Template;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use web::pages::Shell;

use crate::answer;
use crate::form::Typed;
use crate::hall::{Hall, Member, of_access, page};
use crate::pages::through;
use crate::through::{Aim, name};

/// A link as the person sees it.
pub(super) struct Shown {
    pub(super) link: String,
    pub(super) provider: String,
    pub(super) since: Timestamp,
}

/// Where the provider is one step away: a form of ours leads to no other site.
#[derive(Template)]
#[template(path = "desk/door/link.html")]
struct LinkPage {
    shell: Shell,
    hall: Hall,
    provider: String,
    url: String,
}

pub(super) fn shown(member: &Member) -> Result<Vec<Shown>, access::AccessError> {
    let (lang, desk) = (member.caller.lang(), &member.caller.desk);
    let links = desk.door.access.links(&member.signed)?.into_iter();
    let shown = links.map(|access::Link { link, provider, since }| {
        let provider = desk.through.called(lang, &provider);
        Shown { link, provider, since }
    });
    Ok(shown.collect())
}

pub(super) async fn begin(member: Member, body: Bytes) -> Response {
    member
        .posted(body, move |member, typed| {
            let lang = member.caller.lang();
            let get = |name: &str| typed.get(name).unwrap_or_default();
            let (caller, now) = (&member.caller, Timestamp::now());
            let Some(provider) = caller.desk.through.provider(get("provider")) else {
                return answer::not_found(lang);
            };
            // The page has two forms that ask for the password: each names its own field.
            let current = get("link_current");
            if let Err(error) = caller.desk.door.access.prove(&member.signed, current, caller.address, now) {
                return super::refused_in(member, typed, &error, "link_current");
            }
            let aim = Aim::Link { session: member.signed.session.clone() };
            match caller.desk.through.begin(caller, provider, aim, now) {
                Ok((url, cookie)) => {
                    let shell =
                        Shell { path: None, ..caller.shell("Liên kết đăng nhập", "Link a sign-in") };
                    let hall = member.hall(&Typed::default());
                    let made = LinkPage { shell, hall, provider: name(lang, provider).to_owned(), url };
                    let mut response = page(lang, StatusCode::OK, made.render());
                    response.headers_mut().insert(SET_COOKIE, cookie);
                    response
                }
                Err(refused) => {
                    let problem = through::problem(caller, &provider.settings().id, &refused);
                    super::draw(member, &typed.clone().refused(problem))
                }
            }
        })
        .await
}

pub(super) async fn end(member: Member, body: Bytes) -> Response {
    member
        .posted(body, move |member, typed| {
            let link = typed.get("link").unwrap_or_default();
            match member.caller.desk.door.access.unlink(&member.signed, link, Timestamp::now()) {
                Ok(()) => member.caller.to("/tai-khoan?xong=1").into_response(),
                Err(error) => super::draw(member, &typed.clone().refused(of_access(&error))),
            }
        })
        .await
}
