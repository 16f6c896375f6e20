//! Taking up a second factor: a QR code for the phone, and six digits that show that it has it.

use access::FactorOffer;
use askama::Template;
use axum::body::Bytes;
use axum::response::{IntoResponse, Response};
use fast_qr::QRBuilder;
use fast_qr::convert::svg::SvgBuilder;
use jiff::Timestamp;
use web::pages::Shell;

use crate::answer;
use crate::form::Typed;
use crate::hall::{Hall, Member, apart, of_access, of_sign_in, page, status, with_wait};

/// What phones show the house under.
const HOUSE: &str = "SoVang";

#[derive(Template)]
#[template(path = "desk/door/factor.html")]
struct FactorPage {
    shell: Shell,
    hall: Hall,
    needed: bool,
    typed: String,
    /// An SVG that this program drew.
    qr: String,
}

pub(super) async fn show(member: Member) -> Response {
    let lang = member.caller.lang();
    apart(lang, move || draw(&member, &Typed::default())).await
}

fn draw(member: &Member, typed: &Typed) -> Response {
    let lang = member.caller.lang();
    let access = &member.caller.desk.door.access;
    let FactorOffer { typed: secret, uri } =
        match access.offer_factor(&member.signed, HOUSE, Timestamp::now()) {
            Ok(offer) => offer,
            Err(error) => return answer::problem(lang, &of_access(&error)),
        };
    let qr = QRBuilder::new(uri).build().map(|qr| SvgBuilder::default().to_str(&qr)).unwrap_or_default();
    let made = FactorPage {
        shell: member.caller.shell("Xác thực bằng điện thoại", "Second factor"),
        hall: member.hall(typed),
        needed: member.signed.needs_factor,
        typed: secret,
        qr,
    };
    page(lang, status(typed), made.render())
}

pub(super) async fn confirm(member: Member, body: Bytes) -> Response {
    member
        .posted(body, move |member, typed| {
            let get = |name: &str| typed.get(name).unwrap_or_default();
            let (access, address) = (&member.caller.desk.door.access, member.caller.address);
            match access.confirm_factor(
                &member.signed,
                get("current"),
                get("code"),
                address,
                Timestamp::now(),
            ) {
                Ok(()) => member.caller.to("/tai-khoan?xong=1").into_response(),
                Err(error) => with_wait(draw(member, &typed.clone().refused(of_sign_in(&error))), &error),
            }
        })
        .await
}
