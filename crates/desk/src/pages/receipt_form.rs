//! A receipt recorded by hand: `receipts` of the API. Made for the queue at the desk: amount, Enter, the next one; what
//! does not change from one giver to the next is taken over from the receipt before.

use askama::Template;
use axum::Router;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::{DonorKind, ReceiptNo};
use ledger::StaffReceipt;
use web::pages::{Amount, Shell};

use crate::answer::Answer;
use crate::form;
use crate::frame::Frame;
use crate::pages::receipt::shows;
use crate::seat::Seat;
use crate::state::Desk;
use crate::words;

/// Codes that the browser proposes at most.
const MOST_CODES: usize = 1_000;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/thu/moi", get(receipt_form)).route("/bang-chu", get(in_words))
}

#[derive(Template)]
#[template(path = "desk/receipt_form.html")]
struct ReceiptForm {
    shell: Shell,
    frame: Frame,
    accounts: Vec<(String, String)>,
    kinds: Vec<(&'static str, &'static str)>,
    listings: Vec<(&'static str, &'static str)>,
    account: String,
    kind: &'static str,
    day: String,
    last: Option<Last>,
    earmarks: Earmarks,
    purposes: Vec<(String, String)>,
}

/// The receipt before.
struct Last {
    number: u64,
    amount: Amount,
    name: String,
    account: String,
    /// It stands as an organisation's and reads like a person's: the public page would show it whole.
    like_a_person: bool,
}

/// Codes that an earmark may name and what they are called, for the browser to propose.
struct Earmarks {
    bodies: Vec<(String, String)>,
    places: Vec<(String, String)>,
}

async fn receipt_form(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    let lang = seat.lang();
    let today = Seat::today();
    let (accounts, earmarks) = seat.rules(|state| {
        let standing = state.accounts().iter().filter(|account| state.books.ended(&account.id).is_none());
        let accounts: Vec<_> = standing.map(|account| account.id.clone()).collect();
        let network = &state.network;
        let groups = network.groups().map(|(code, group)| (code.to_string(), group.area.to_string()));
        let named = network.organisations().map(|(code, body)| (code.to_string(), body.name.clone()));
        let earmarks = Earmarks {
            bodies: named.chain(groups).take(MOST_CODES).collect(),
            places: network
                .areas()
                .map(|(code, area)| (code.to_string(), area.name.clone()))
                .take(MOST_CODES)
                .collect(),
        };
        (accounts, earmarks)
    })?;
    let before = seat.asked("sau").parse().ok().map(ReceiptNo::new);
    let before = before.map(|number| seat.ledger.receipt(number)).transpose()?.flatten();
    // A person at a desk takes cash far more often than anything else.
    let cash = accounts.iter().find(|account| account.kind() == domain::AccountKind::Cash);
    let first = before.as_ref().map(|before| &before.account).or(cash).or(accounts.first());
    let page = ReceiptForm {
        shell: seat.shell("Ghi khoản thu", "Record a receipt"),
        frame: seat.frame(),
        account: first.map(ToString::to_string).unwrap_or_default(),
        kind: before.as_ref().map_or("person", |before| kind(before.donor)),
        day: before.as_ref().map_or(today, |before| before.date).to_string(),
        accounts: accounts.iter().map(|id| (id.to_string(), words::account(lang, id))).collect(),
        kinds: kinds(lang),
        purposes: [(String::new(), "–".to_owned())]
            .into_iter()
            .chain(words::heads(lang, std::iter::empty()))
            .collect(),
        listings: listings(lang),
        last: before.map(|before| Last::new(lang, &before)),
        earmarks,
    };
    Ok(page.render()?)
}

/// What a giver may say of being listed, by the names of the API; nothing is as the account says.
fn listings(lang: web::Lang) -> Vec<(&'static str, &'static str)> {
    let mut listings = vec![("", lang.say("Theo tài khoản nhận", "As the account says"))];
    listings.extend(shows(lang));
    listings.push(("hidden", lang.say("Không hiện trong danh sách", "Not in the list")));
    listings
}

/// The kinds of givers by their names in the API.
pub(super) fn kinds(lang: web::Lang) -> Vec<(&'static str, &'static str)> {
    use DonorKind::{Anonymous, Enterprise, Organisation, Person, Unidentified};
    let all = [Person, Organisation, Enterprise, Anonymous, Unidentified];
    all.into_iter().map(|donor| (kind(donor), lang.donor(donor))).collect()
}

pub(super) fn kind(donor: DonorKind) -> &'static str {
    match donor {
        DonorKind::Person => "person",
        DonorKind::Organisation => "organisation",
        DonorKind::Enterprise => "enterprise",
        DonorKind::Anonymous => "anonymous",
        DonorKind::Unidentified => "unidentified",
    }
}

impl Last {
    fn new(lang: web::Lang, receipt: &StaffReceipt) -> Self {
        let name = receipt.name().to_owned();
        let in_full = matches!(receipt.donor, DonorKind::Organisation | DonorKind::Enterprise);
        Self {
            like_a_person: in_full && projection_public::is_like_a_person(&name),
            number: receipt.number.get(),
            amount: Amount { dong: receipt.amount.dong().into(), lang },
            name: if name.is_empty() { lang.donor(receipt.donor).to_owned() } else { name },
            account: words::account(lang, &receipt.account),
        }
    }
}

/// The amount that is being typed, in figures and words: `?so=500k`. Empty where it is no amount yet.
async fn in_words(seat: Seat) -> Response {
    let dong = form::read_amount(seat.asked("so")).filter(|dong| *dong > 0);
    let said = dong.map(|dong| {
        let amount = Amount { dong: dong.into(), lang: seat.lang() };
        format!("{} đ: {}", amount.figures(), amount.words())
    });
    ([(CACHE_CONTROL, "private, max-age=3600")], said.unwrap_or_default()).into_response()
}
