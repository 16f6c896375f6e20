//! A giver's own papers, for whoever holds the code of each gift. The codes come in the body of a form, never in an address,
//! and are tried through the books' one door, which counts wrong ones.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::{FromRequestParts, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use domain::ReceiptNo;
use ledger::{Asker, Ledger, LedgerError, Opening, OwnGift};
use serde::Deserialize;
use utoipa::ToSchema;
use wire::Problem;

use super::papers;
use super::proofs;
use crate::extract::{Fund, read};
use crate::state::AppState;

/// The largest form.
const MOST_BYTES: usize = 16 << 10;
/// The most gifts whose slips are asked for at once.
const MOST: usize = 40;

/// Gifts with their codes.
#[derive(Deserialize, ToSchema)]
#[allow(
    dead_code,
    reason = "the shape of the form for the document; pairs of the same name are read one by one"
)]
pub(crate) struct OwnForm {
    /// Number and code of a gift, `17:K7M2P-Q9XTA`; given once for each gift.
    giu: Vec<String>,
    /// The year whose slips are wanted.
    nam: Option<i16>,
}

/// From where a form comes; see [`wire::caller_address`].
pub(crate) struct Caller(IpAddr);

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(wire::caller_address(parts)))
    }
}

/// The slips of one's own gifts in a year as one file. Those that are reversed are left out.
#[utoipa::path(post, operation_id = "printOwnSlips", path = "/v1/funds/{fund}/own/slips.pdf", tag = "public",
    request_body(content = OwnForm, content_type = "application/x-www-form-urlencoded"),
    responses((status = 200, content_type = "application/pdf", body = String)), security(()))]
pub(crate) async fn slips(
    Fund(ledger): Fund,
    State(state): State<AppState>,
    caller: Caller,
    body: Body,
) -> Result<Response, Problem> {
    let Form { held, year, .. } = form(body).await?;
    let gifts = opened(&state, &ledger, held, caller).await?;
    let wanted = gifts.iter().filter(|gift| year.is_none_or(|year| gift.date.year() == year));
    let numbers: Vec<_> = wanted.map(|gift| gift.number).collect();
    let name = year.map_or_else(|| "bien-nhan".to_owned(), |year| format!("bien-nhan-{year}"));
    papers::file(&state, ledger, name, move |ledger, issuer| ::papers::slips_of(ledger, issuer, &numbers))
        .await
}

/// One's own copy of the proof that a gift stands in the log: it opens the commitment to one's own data.
#[utoipa::path(post, operation_id = "proveOwnGift", path = "/v1/funds/{fund}/own/proof", tag = "public",
    request_body(content = OwnForm, content_type = "application/x-www-form-urlencoded"),
    responses((status = 200, content_type = "text/plain", body = String)), security(()))]
pub(crate) async fn proof(
    Fund(ledger): Fund,
    State(state): State<AppState>,
    caller: Caller,
    body: Body,
) -> Result<Response, Problem> {
    let Form { held, correction, .. } = form(body).await?;
    let gifts = opened(&state, &ledger, held, caller).await?;
    let gift = gifts.first().ok_or_else(wrong)?;
    // The receipt's own event opens to the name as it came; the right one stands with its correction.
    let corrected = gift.corrected.filter(|_| correction).map(|(_, position)| position);
    proofs::private(&state, ledger, corrected.unwrap_or(gift.position)).await
}

/// What was asked for.
#[derive(Default)]
struct Form {
    /// Numbers with their codes.
    held: Vec<(ReceiptNo, String)>,
    year: Option<i16>,
    /// Not the receipt, but the correction of its giver.
    correction: bool,
}

async fn form(body: Body) -> Result<Form, Problem> {
    let body = read(body, MOST_BYTES).await?;
    let mut form = Form::default();
    for (name, value) in form_urlencoded::parse(&body) {
        match &*name {
            "giu" if form.held.len() < MOST => {
                let (number, code) = value.split_once(':').ok_or_else(wrong)?;
                let number = ReceiptNo::new(number.trim().parse().map_err(|_| wrong())?);
                if form.held.iter().all(|(known, _)| *known != number) {
                    form.held.push((number, code.to_owned()));
                }
            }
            "nam" => form.year = value.trim().parse().ok(),
            "ban" => form.correction = value == "dinh-chinh",
            _ => {}
        }
    }
    Ok(form)
}

async fn opened(
    state: &AppState,
    ledger: &Arc<Ledger>,
    held: Vec<(ReceiptNo, String)>,
    caller: Caller,
) -> Result<Vec<OwnGift>, Problem> {
    let books = Arc::clone(ledger);
    let open = move || -> Result<Vec<OwnGift>, Problem> {
        let asker = Asker { address: caller.0, now: Instant::now() };
        let mut gifts = Vec::new();
        for (number, code) in held {
            match books.own_gift(number, &code, asker).map_err(|error: LedgerError| Problem::from(error))? {
                Opening::Right(gift) => gifts.push(*gift),
                Opening::Wrong => return Err(wrong()),
                Opening::TooMany => return Err(too_many()),
            }
        }
        Ok(gifts)
    };
    state.run(open).await?
}

fn wrong() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "wrong-code",
        "Số khoản ủng hộ và mã không khớp nhau: xem lại biên nhận rồi nhập lại.",
        "Number and code of the gift do not belong together: look at the slip and type them again.",
    )
    .at("giu")
}

fn too_many() -> Problem {
    Problem::new(
        StatusCode::TOO_MANY_REQUESTS,
        "too-many-codes",
        "Mã đã nhập sai nhiều lần từ mạng này: hãy chờ 15 phút rồi thử lại.",
        "A wrong code came too often from this network: wait for 15 minutes and try again.",
    )
}
