//! Danh sách ký nhận: who gets what of a payment, an issue or a request, with the names of the households' heads.

use documents::paper::{Paper, RecipientLine, RecipientList};
use domain::goods::Event as Goods;
use domain::relief::{AllocationLine, Content, Delivery, Event as Relief, PaymentKind, Recipient};
use domain::{Event, Party, RequestNo, State};
use jiff::civil::Date;
use ledger::{Ledger, LineCode, Thing};

use crate::desk::Desk;
use crate::error::PaperError;
use crate::issuer::Issuer;
use crate::names;
use crate::stock;
use crate::text;
use crate::voucher::decision;

/// What a list is made from, wherever it stands in the books.
struct Facts {
    number: String,
    on: Date,
    recipients: Vec<Recipient>,
    /// Who takes it over.
    to: Option<Party>,
    allocation: Option<AllocationLine>,
    request: Option<RequestNo>,
    /// What is signed; none before anything is paid or issued.
    delivery: Option<Delivery>,
}

/// The list of a payment or an issue.
pub fn recipient_list(ledger: &Ledger, issuer: &Issuer, delivery: Delivery) -> Result<Paper, PaperError> {
    let desk = Desk::new(ledger, issuer);
    let (thing, unknown) = match delivery {
        Delivery::Issue(number) => {
            (Thing::Issue(number), PaperError::unknown("phiếu xuất hàng", "goods issue", number))
        }
        Delivery::Payment(number) => {
            (Thing::Payment(number), PaperError::unknown("khoản chi", "payment", number))
        }
    };
    let told = desk.made(&thing)?.ok_or(unknown)?;
    let on = told.recorded.meta.effective_on;
    let facts = match &told.recorded.event {
        Event::Relief(event) => match event.as_ref() {
            Relief::Paid(paid) => Some(Facts {
                number: paid.voucher.to_string(),
                on,
                recipients: paid.recipients.clone(),
                to: receiver(&paid.kind),
                allocation: desk.state(|state| state.relief.payment(paid.payment)?.allocation.clone())?,
                request: Some(paid.request),
                delivery: Some(delivery),
            }),
            _ => None,
        },
        Event::Goods(event) => match event.as_ref() {
            Goods::GoodsIssued(issued) => Some(Facts {
                number: issued.voucher.to_string(),
                on,
                recipients: issued.recipients.clone(),
                to: Some(issued.to.clone()),
                allocation: issued.allocation.clone(),
                request: issued.request,
                delivery: Some(delivery),
            }),
            _ => None,
        },
        _ => None,
    };
    list(&desk, &facts.ok_or(PaperError::Nothing)?)
}

/// The list of a request, as it was last amended, before anything is paid or issued on it.
pub fn request_list(ledger: &Ledger, issuer: &Issuer, request: RequestNo) -> Result<Paper, PaperError> {
    let desk = Desk::new(ledger, issuer);
    let mut last = None;
    for told in desk.life(&Thing::Request(request))? {
        let on = told.recorded.meta.effective_on;
        if let Event::Relief(event) = told.recorded.event {
            match *event {
                Relief::RequestMade(made) => last = Some((made.content, on)),
                Relief::RequestAmended(amended) => last = Some((amended.content, on)),
                _ => {}
            }
        }
    }
    let unknown = || PaperError::unknown("đề nghị", "request", request);
    let (content, on) = last.ok_or_else(unknown)?;
    let to = match &content {
        Content::Issue(issue) => Some(issue.to.clone()),
        Content::Payment(payment) => receiver(&payment.kind),
        Content::Refund(_) | Content::WriteOff(_) => None,
    };
    list(
        &desk,
        &Facts {
            number: format!("ĐN-{request}"),
            on,
            recipients: content.recipients().to_vec(),
            to,
            allocation: content.allocation().cloned(),
            request: Some(request),
            delivery: None,
        },
    )
}

fn receiver(kind: &PaymentKind) -> Option<Party> {
    match kind {
        PaymentKind::Relief(party) | PaymentKind::Transfer(party) => Some(party.clone()),
        PaymentKind::Advance(team) => Some(Party::Organisation(team.clone())),
        PaymentKind::Cost(_) | PaymentKind::Purchase(_) | PaymentKind::Refund(_) => None,
    }
}

fn list(desk: &Desk<'_>, facts: &Facts) -> Result<Paper, PaperError> {
    if facts.recipients.is_empty() {
        return Err(PaperError::Nothing);
    }
    let on = facts.on;
    let mut lines = desk.state(|state| {
        facts.recipients.iter().map(|recipient| line(state, recipient, on)).collect::<Vec<_>>()
    })?;
    let fund = desk.ledger.fund();
    for (place, (line, recipient)) in (1..).zip(lines.iter_mut().zip(&facts.recipients)) {
        line.code = facts.delivery.map(|delivery| LineCode { delivery, line: place }.of(fund));
        if let Party::Household(id) = &recipient.party
            && let Some(name) = desk.household(id)?
        {
            line.name = name;
        }
    }
    let decision = match &facts.allocation {
        Some(line) => decision(desk, line.allocation)?.text,
        None => facts.request.map(|request| format!("đề nghị số {request}")).unwrap_or_default(),
    };
    let asked = facts.request.map(|request| desk.asked_for(request)).transpose()?.unwrap_or_default();
    let (area, confirmed_by) = desk.state(|state| place(state, facts, on))?;
    Ok(Paper::Recipients(RecipientList {
        // A code would push the last signatures of a short list to a page of their own.
        head: desk.head(&format!("DSKN-{}", facts.number), on, None),
        purpose: text::with("Danh sách nhận hỗ trợ", &asked),
        decision,
        area,
        lines,
        confirmed_by,
        signers: Vec::new(),
    }))
}

fn line(state: &State, recipient: &Recipient, on: Date) -> RecipientLine {
    let named = names::party(state, &recipient.party, on);
    let household = match &recipient.party {
        Party::Household(id) => state.network.household(id),
        _ => None,
    };
    let called = |code| state.network.categories().find(|(one, _)| *one == code).map(|(_, name)| name);
    let categories = household.map(|household| {
        state.network.categories_of(household).filter_map(called).collect::<Vec<_>>().join(", ")
    });
    let goods = recipient.goods.iter().map(|part| stock::amount_of(state, &part.item, part.quantity));
    let many = household.is_none() && recipient.households > 0;
    RecipientLine {
        name: named.name,
        address: household.map_or(named.address, |_| names::near(state, &recipient.party, on)),
        category: categories.unwrap_or_default(),
        members: household.map(|household| household.members),
        amount: recipient.amount.dong(),
        goods: goods.collect::<Vec<_>>().join(", "),
        code: None,
        note: if many { format!("{} hộ", recipient.households) } else { String::new() },
    }
}

/// The area in which it is handed out, and who confirms there: the hamlet's Front and the commune.
fn place(state: &State, facts: &Facts, on: Date) -> (String, Vec<String>) {
    let parties = facts.recipients.iter().map(|recipient| &recipient.party).chain(&facts.to);
    let mut areas: Vec<_> = parties.filter_map(|party| state.network.area_of(party)).collect();
    let to = facts.to.as_ref().and_then(|party| state.network.area_of(party));
    areas.dedup();
    let area = match (areas.as_slice(), to) {
        ([one], _) => Some(*one),
        (_, Some(to)) => Some(to),
        (several, None) => several.first().copied(),
    };
    let Some(area) = area else {
        return (
            names::NOT_GIVEN.to_owned(),
            vec!["Ban Công tác Mặt trận".to_owned(), "TM. UBND xã, phường".to_owned()],
        );
    };
    let commune = names::commune(state, area, on).unwrap_or_else(|| "xã, phường".to_owned());
    let confirmed =
        vec!["Trưởng Ban Công tác Mặt trận".to_owned(), format!("TM. UBND {}", names::inner(&commune))];
    (names::area(state, area, on), confirmed)
}
