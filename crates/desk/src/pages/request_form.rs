//! Requests for money, made. Relief goes out of a share of an allocation, so the share is chosen first and the form knows
//! its head, its source and whom it may reach. What may be asked is the rules' matter: they answer when it is sent.

mod households;

use std::str::FromStr;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::relief::AllocationLine;
use domain::{AccountKind, AllocationNo, Code, Party, ReceiptNo, State};
use web::Lang;
use web::pages::{Amount, Shell};

use crate::answer::{Answer, Fault};
use crate::frame::Frame;
use crate::pages::parties;
use crate::pages::receipts::ReceiptRow;
use crate::seat::Seat;
use crate::state::Desk;
use crate::words;
use households::Households;

pub(crate) fn routes() -> Router<Desk> {
    Router::new().route("/de-nghi/moi", get(choose)).route("/de-nghi/moi/{kind}", get(request_form))
}

/// What money is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Relief,
    Advance,
    Purchase,
    Cost,
    Transfer,
    Refund,
}

impl Kind {
    const ALL: [(Self, &str, &str, &str); 6] = [
        (
            Self::Relief,
            "ho-tro",
            "Chi hỗ trợ cho tổ, đơn vị, hộ dân",
            "Relief for groups, bodies, households",
        ),
        (Self::Advance, "tam-ung", "Tạm ứng cho đội, tổ công tác", "Advance to a team"),
        (Self::Purchase, "mua-hang", "Mua hàng cứu trợ", "Purchase of relief goods"),
        (Self::Cost, "chi-phi", "Chi phí vận chuyển, in ấn", "Costs of transport, printing"),
        (Self::Transfer, "chuyen", "Chuyển cho ban vận động khác", "Transfer to another board"),
        (Self::Refund, "hoan-tra", "Hoàn trả người ủng hộ", "Refund to a giver"),
    ];

    fn said(self, lang: Lang) -> &'static str {
        let known = Self::ALL.into_iter().find(|(kind, ..)| *kind == self);
        known.map_or("", |(_, _, vi, en)| lang.say(vi, en))
    }

    /// Whether it must be part of a share: asked for the sake of the form alone, the rules say so again.
    fn of_a_share(self) -> bool {
        matches!(self, Self::Relief | Self::Advance | Self::Transfer)
    }

    /// The field of the payee, and whether it is a bare code.
    fn payee(self) -> (&'static str, bool) {
        match self {
            Self::Relief => ("relief", false),
            Self::Advance => ("advance", true),
            Self::Purchase => ("purchase", true),
            Self::Cost => ("cost", false),
            Self::Transfer => ("transfer", false),
            Self::Refund => ("refund", false),
        }
    }
}

impl FromStr for Kind {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let known = Self::ALL.into_iter().find(|(_, name, ..)| *name == text);
        known.map(|(kind, ..)| kind).ok_or(Fault::NotFound)
    }
}

/// A share with money left.
struct ShareRow {
    key: String,
    to: String,
    head: String,
    source: String,
    left: Amount,
}

#[derive(Template)]
#[template(path = "desk/request_choose.html")]
struct ChoosePage {
    shell: Shell,
    frame: Frame,
    kinds: Vec<(&'static str, &'static str)>,
    shares: Vec<ShareRow>,
    /// The kind that the shares lead to, where one was chosen.
    only: Option<&'static str>,
}

async fn choose(seat: Seat) -> Response {
    seat.page(|seat| choice(seat, None)).await
}

fn choice(seat: &Seat, only: Option<&'static str>) -> Answer {
    let lang = seat.lang();
    let shares = seat.rules(|state| shares(lang, state))?;
    let page = ChoosePage {
        shell: seat.shell("Lập đề nghị chi", "Make a request for money"),
        frame: seat.frame(),
        kinds: Kind::ALL.into_iter().map(|(kind, name, ..)| (name, kind.said(lang))).collect(),
        shares,
        only,
    };
    Ok(page.render()?)
}

/// Newest decisions first.
fn shares(lang: Lang, state: &State) -> Vec<ShareRow> {
    let mut rows = Vec::new();
    for (number, allocation) in state.relief.shares.all() {
        for (line, share) in (1_u16..).zip(&allocation.shares).filter(|(_, share)| share.left() > 0) {
            let source = share.entry.earmark.as_ref().map(earmarked);
            rows.push(ShareRow {
                key: format!("{number}-{line}"),
                to: parties::name(state, &share.entry.to),
                head: web::pages::head_name(&allocation.head, lang),
                source: source.unwrap_or_default(),
                left: Amount { dong: share.left(), lang },
            });
        }
    }
    rows.reverse();
    rows
}

fn earmarked(earmark: &domain::Earmark) -> String {
    let codes = [&earmark.beneficiary, &earmark.place, &earmark.purpose];
    codes.into_iter().flatten().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

#[derive(Template)]
#[template(path = "desk/request_form.html")]
struct RequestForm {
    shell: Shell,
    frame: Frame,
    what: &'static str,
    kind: &'static str,
    accounts: Vec<(String, String)>,
    account: String,
    payee_field: String,
    payees: Vec<(String, String)>,
    payee: String,
    /// The share: allocation and line, what is left of it, its head, and its source as a field's value.
    share: Option<Chosen>,
    heads: Vec<(String, String)>,
    sources: Vec<(String, String)>,
    households: Option<Households>,
    today: String,
}

#[derive(Template)]
#[template(path = "desk/refund_form.html")]
struct RefundForm {
    shell: Shell,
    frame: Frame,
    receipt: ReceiptRow,
    account: String,
    account_label: String,
    amount: String,
    reasons: Vec<(&'static str, &'static str)>,
    reason: &'static str,
}

struct Chosen {
    allocation: u64,
    line: u16,
    key: String,
    left: Amount,
    head: Code,
    head_name: String,
    to: Party,
    to_name: String,
    source: Option<String>,
    policy: Option<Code>,
}

async fn request_form(Path((_, kind)): Path<(String, String)>, seat: Seat) -> Response {
    seat.page(move |seat| {
        let named = Kind::ALL.into_iter().find(|(_, name, ..)| *name == kind).map(|(_, name, ..)| name);
        match kind.parse()? {
            Kind::Refund => refund(seat),
            kind => match parties::share(seat.asked("phan")) {
                Some(line) => money(seat, kind, Some(&line)),
                None if kind.of_a_share() => choice(seat, named),
                None => money(seat, kind, None),
            },
        }
    })
    .await
}

fn money(seat: &Seat, kind: Kind, line: Option<&AllocationLine>) -> Answer {
    let lang = seat.lang();
    let found = seat.rules(|state| {
        let chosen = match line {
            Some(line) => Some(chosen(lang, state, line)?),
            None => None,
        };
        let payees = match (kind, &chosen) {
            (Kind::Relief | Kind::Transfer, Some(chosen)) => parties::within(state, &chosen.to),
            (Kind::Advance | Kind::Purchase, _) => parties::organisations(state),
            _ => parties::bodies(state),
        };
        Some((chosen, payees, accounts(lang, state), heads(lang, state), sources(lang, state)))
    })?;
    let (share, payees, accounts, heads, sources) = found.ok_or(Fault::NotFound)?;
    let (tag, bare) = kind.payee();
    let ending = if bare { "" } else { ":j" };
    let households = match (kind, &share) {
        (Kind::Relief, Some(share)) => Households::asked(seat, share.policy.as_ref())?,
        _ => None,
    };
    let payee = households.as_ref().map(|list| list.payee.clone());
    let asked = Kind::ALL.into_iter().find(|(known, ..)| *known == kind).map_or("", |(_, name, ..)| name);
    let page = RequestForm {
        shell: seat.shell("Lập đề nghị chi", "Make a request for money"),
        frame: seat.frame(),
        what: kind.said(lang),
        kind: asked,
        account: accounts.first().map(|(id, _)| id.clone()).unwrap_or_default(),
        accounts,
        payee_field: format!("command.make_request.content.payment.kind.{tag}{ending}"),
        payee: payee.or_else(|| payees.first().map(|(value, _)| value.clone())).unwrap_or_default(),
        payees,
        share,
        heads,
        sources,
        households,
        today: Seat::today().to_string(),
    };
    Ok(page.render()?)
}

fn chosen(lang: Lang, state: &State, line: &AllocationLine) -> Option<Chosen> {
    let (allocation, share) = state.relief.shares.get(line).ok()?;
    Some(Chosen {
        allocation: AllocationNo::get(line.allocation),
        line: line.line,
        key: format!("{}-{}", line.allocation, line.line),
        left: Amount { dong: share.left(), lang },
        head: allocation.head.clone(),
        head_name: web::pages::head_name(&allocation.head, lang),
        to_name: parties::name(state, &share.entry.to),
        to: share.entry.to.clone(),
        source: share.entry.earmark.as_ref().map(parties::json),
        policy: share.entry.policy.clone(),
    })
}

/// The accounts with what stands in each, the cash boxes last: most is paid from a bank.
fn accounts(lang: Lang, state: &State) -> Vec<(String, String)> {
    let mut all: Vec<_> =
        state.accounts().iter().filter(|account| state.books.ended(&account.id).is_none()).collect();
    all.sort_by_key(|account| account.id.kind() == AccountKind::Cash);
    let label = |account: &domain::AccountState| {
        let balance = Amount { dong: account.balance, lang };
        format!("{}: {} đ", words::account(lang, &account.id), balance.figures())
    };
    all.into_iter().map(|account| (account.id.to_string(), label(account))).collect()
}

/// Spending heads, those in use too.
fn heads(lang: Lang, state: &State) -> Vec<(String, String)> {
    let decided = state.relief.shares.all().map(|(_, allocation)| &allocation.head);
    let policies = state.relief.rules.policies().flat_map(|(_, policies)| policies);
    words::heads(lang, decided.chain(policies.map(|policy| &policy.head)))
}

/// Pots with money in them; an empty value is what is free.
fn sources(lang: Lang, state: &State) -> Vec<(String, String)> {
    let pots = state.pots.all().filter(|(_, pot)| pot.balance() > 0);
    let row = |(earmark, pot): (Option<&domain::Earmark>, domain::Pot)| {
        let left = Amount { dong: pot.balance(), lang }.figures();
        let name = earmark.map_or(lang.say("Tiền không dành riêng", "Not earmarked").to_owned(), earmarked);
        (earmark.map(parties::json).unwrap_or_default(), format!("{name}: {left} đ"))
    };
    pots.map(row).collect()
}

fn refund(seat: &Seat) -> Answer {
    let lang = seat.lang();
    let number = seat.asked("so").parse().map(ReceiptNo::new).map_err(|_| Fault::NotFound)?;
    let receipt = seat.ledger.receipt(number)?.ok_or(Fault::NotFound)?;
    let receipt = if seat.signed.sees(domain::Sight::Givers) { receipt } else { receipt.masked() };
    let (held, refunded) =
        seat.rules(|state| (state.giving.is_held(number), state.relief.payments.refunded(number)))?;
    let unidentified = receipt.donor == domain::DonorKind::Unidentified;
    let left = i128::from(receipt.amount.dong()).saturating_sub(refunded).max(0);
    let page = RefundForm {
        shell: seat.shell("Đề nghị hoàn trả", "Request a refund"),
        frame: seat.frame(),
        account: receipt.account.to_string(),
        account_label: words::account(lang, &receipt.account),
        amount: words::typed(left),
        receipt: ReceiptRow::new(lang, &receipt),
        reasons: vec![
            ("asked_by_donor", lang.say("Người ủng hộ yêu cầu", "The giver asks for it")),
            ("misdirected", lang.say("Chuyển nhầm", "It was meant for somebody else")),
            ("unidentified", lang.say("Không xác định được người gửi", "Nobody can tell whose it is")),
            ("after_window", lang.say("Đến sau hạn tiếp nhận", "It came after the receiving window")),
        ],
        reason: match (held, unidentified) {
            (true, _) => "after_window",
            (_, true) => "unidentified",
            _ => "asked_by_donor",
        },
    };
    Ok(page.render()?)
}
