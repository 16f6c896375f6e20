//! One request for everybody, with all that is needed to decide; what may be done stands as buttons, what may not as the reason.

mod amend;
mod figures;
mod rights;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::relief::Content;
use domain::{Party, RequestNo};
use ledger::{Dossier, Stage};
use web::pages::{Amount, Shell, head_name};

use super::history::{self, Line};
use super::reader;
use crate::answer::{Answer, Fault};
use crate::frame::Frame;
use crate::pages::{FileLink, say};
use crate::people::People;
use crate::seat::Seat;
use amend::Amend;
use figures::{Goods, Money, Recipients};
use rights::{Approvals, Rights};

/// Something that is asked.
struct Fact {
    label: &'static str,
    value: String,
    href: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/approver/request.html")]
struct RequestPage {
    shell: Shell,
    frame: Frame,
    number: RequestNo,
    kind: &'static str,
    stage: &'static str,
    waits: bool,
    amount: Amount,
    facts: Vec<Fact>,
    files: Vec<FileLink>,
    money: Vec<Money>,
    goods: Vec<Goods>,
    recipients: Recipients,
    approvals: Approvals,
    rights: Rights,
    history: Vec<Line>,
    digest: String,
    payable: bool,
    /// Its maker may ask for something else while nothing is paid.
    amend: Option<Amend>,
    /// Payments of it that may be taken back.
    paid: Vec<u64>,
    decision: String,
}

pub(super) async fn page(Path((_, number)): Path<(String, u64)>, seat: Seat) -> Response {
    seat.page(move |seat| draw(seat, RequestNo::new(number))).await
}

fn draw(seat: &Seat, number: RequestNo) -> Answer {
    let lang = seat.lang();
    let dossier = seat.ledger.dossier(number, &reader(seat))?.ok_or(Fault::NotFound)?;
    let (names, people) = (names(seat, &dossier)?, People::of(seat)?);
    let frame = seat.frame();
    let title = format!("{} {number}", lang.say("Đề nghị", "Request"));
    let shell = Shell { title, ..seat.shell("", "") };
    let approver = seat.signed.may(domain::Action::ApproveRequests);
    let payable = dossier.stage == Stage::Approved
        && dossier.content.money().is_some()
        && seat.signed.may(domain::Action::Pay);
    let rights = Rights::of(lang, &dossier, &people, approver);
    let page = RequestPage {
        amend: Amend::of(&dossier, &names).filter(|_| rights.may_withdraw),
        paid: if seat.signed.may(domain::Action::Pay) { amend::paid(seat, number)? } else { Vec::new() },
        number,
        kind: say::kind(lang, &dossier.content),
        stage: say::stage(lang, dossier.stage),
        waits: dossier.stage <= Stage::Held,
        amount: say::amount(lang, dossier.content.money().map_or(dossier.value, |(_, of)| of).dong()),
        facts: facts(&frame, &dossier, &people, &names, warehouse(seat, &dossier.content)?),
        files: FileLink::all(&seat.ledger, &frame, &dossier.evidence),
        money: figures::money(lang, &dossier, &names),
        goods: figures::goods(lang, &dossier),
        recipients: Recipients::of(lang, &dossier, &names),
        approvals: Approvals::of(lang, &dossier, &people, &names),
        rights,
        history: history::lines(lang, &people, &dossier.history),
        digest: dossier.digest.to_string(),
        decision: shell.to(&web::link::decisions(seat.ledger.fund())),
        payable,
        shell,
        frame,
    };
    Ok(page.render()?)
}

/// Which warehouse goods leave, by name.
fn warehouse(seat: &Seat, content: &Content) -> Result<Option<String>, Fault> {
    let code = match content {
        Content::Issue(issue) => &issue.warehouse,
        Content::WriteOff(write_off) => &write_off.warehouse,
        Content::Payment(_) | Content::Refund(_) => return Ok(None),
    };
    let known = seat.rules(|state| {
        let mut all = state.goods.warehouses();
        all.find(|(known, _)| *known == code).map(|(_, house)| house.name.clone())
    })?;
    Ok(Some(known.unwrap_or_else(|| code.to_string())))
}

/// What everybody in it is called; of a long list the first ones.
fn names(seat: &Seat, dossier: &Dossier) -> Result<BTreeMap<Party, String>, Fault> {
    let recipients = dossier.content.recipients().iter().take(figures::SHOWN);
    let mut parties: Vec<Party> = recipients.map(|recipient| recipient.party.clone()).collect();
    parties.extend(dossier.content.payee());
    parties.extend(dossier.share.as_ref().map(|share| share.to.clone()));
    parties.extend(dossier.pot.as_ref().into_iter().flat_map(|pot| say::tied_to(pot.earmark.as_ref())));
    parties.extend(dossier.interested.iter().map(|(_, party)| party.clone()));
    Ok(seat.ledger.called(&parties)?)
}

fn facts(
    frame: &Frame,
    dossier: &Dossier,
    people: &People,
    names: &BTreeMap<Party, String>,
    warehouse: Option<String>,
) -> Vec<Fact> {
    let lang = frame.lang;
    let fact = |vi, en, value: String| Fact { label: lang.say(vi, en), value, href: None };
    let called = |party: &Party| names.get(party).cloned().unwrap_or_else(|| party.to_string());
    let mut facts = Vec::new();
    if let Some(payee) = dossier.content.payee() {
        facts.push(fact("Người nhận, đơn vị nhận", "To", called(&payee)));
    }
    match &dossier.content {
        Content::Payment(payment) => {
            facts.push(fact("Mục chi", "Spending head", head_name(&payment.head, lang)));
        }
        Content::Issue(issue) => {
            facts.push(fact("Mục chi", "Spending head", head_name(&issue.head, lang)));
        }
        Content::WriteOff(_) => (),
        Content::Refund(refund) => {
            facts.push(fact("Lý do hoàn trả", "Why", say::refund(lang, refund.reason).to_owned()));
        }
    }
    facts.extend(warehouse.map(|name| fact("Từ kho", "From warehouse", name)));
    if let Some(receipt) = &dossier.receipt {
        let free = say::amount(lang, receipt.free).figures();
        let value = format!(
            "{} {}: {} đ, {} {free} đ",
            lang.say("số", "number"),
            receipt.receipt,
            say::amount(lang, receipt.amount.dong()).figures(),
            lang.say("còn hoàn được", "may still be given back")
        );
        facts.push(fact("Khoản ủng hộ", "Gift", value));
    }
    facts.push(fact("Người lập", "Asked by", people.actor(&dossier.maker)));
    facts.push(fact("Ngày lập", "Asked on", say::day(lang, dossier.made_on)));
    facts.push(fact("Hết hạn", "Expires on", say::day(lang, dossier.expires_on)));
    if let Some(share) = &dossier.share {
        let value = format!(
            "{} {}, {} {}, {} {}, {}",
            lang.say("số", "number"),
            share.allocation,
            lang.say("đợt", "round"),
            share.round,
            lang.say("phần", "share"),
            share.place,
            say::day(lang, share.decided_on)
        );
        let href = Some(format!("{}#qd-{}", frame.to("/phan-bo"), share.allocation));
        facts.push(Fact { href, ..fact("Quyết định phân bổ", "Allocation", value) });
    }
    for (code, policy) in &dossier.policies {
        facts.push(fact("Định mức", "Support level", figures::policy(lang, code, policy.as_ref())));
    }
    facts
}
