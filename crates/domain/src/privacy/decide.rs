//! The rules: who holds a person's data erases what no law demands, says what stays and until when, and lists nobody who
//! does not want it.
//!
//! Contact data go at once when the person asks. What belongs to a voucher, or shows who received relief, stays for its
//! time; an authority's order goes before it. Amount, day, account and voucher number are no personal data: they stay.

use jiff::civil::Date;

use super::event::{
    ConsentGiven, ConsentWithdrawn, ErasureDone, ErasureGranted, ErasureRefused, ErasureRequested,
    Event as Private, PublicationChanged,
};
use super::state::{Answer, Consent, Erasure, State as Privacy};
use super::{
    ChangePublication, Command, CompleteErasure, GiveConsent, GrantErasure, Ground, Held, Kept, Publication,
    Refusal, RefuseErasure, RequestErasure, RowClass, Said, Showing, Subject, Why, WithdrawConsent,
};
use crate::decide::{Day, Decided, business_day, known_account};
use crate::event::Event;
use crate::ids::{ErasureNo, ReceiptNo};
use crate::rejection::Rejection;
use crate::rights::Role;
use crate::state::State;

/// The longest reference of an order, in characters.
pub(super) const ORDER_LIMIT: usize = 80;
/// So many rows at most are erased at once: an event stays a page long.
pub(super) const ROWS_LIMIT: usize = 500;

pub(crate) fn decide(state: &State, command: Command, day: &Day<'_>) -> Result<Vec<Event>, Rejection> {
    let event = match command {
        Command::RequestErasure(command) => Private::ErasureRequested(request(state, command, day)?),
        Command::GrantErasure(command) => Private::ErasureGranted(grant(&state.privacy, &command, day)?),
        Command::RefuseErasure(command) => Private::ErasureRefused(refuse(&state.privacy, &command)?),
        Command::GiveConsent(command) => Private::ConsentGiven(consent(state, command, day)?),
        Command::WithdrawConsent(command) => Private::ConsentWithdrawn(withdraw(state, command, day)?),
        Command::ChangePublication(command) => Private::PublicationChanged(publication(state, command)?),
    };
    Ok(vec![event.into()])
}

/// What was granted is done.
pub(crate) fn complete(state: &State, command: &CompleteErasure, today: Date) -> Result<Decided, Rejection> {
    business_day(command.effective_on, today)?;
    let erasure = command.erasure;
    let granted = known_erasure(&state.privacy, erasure)?.granted().ok_or(Refusal::NotGranted(erasure))?;
    if granted.done_on.is_some() {
        return Err(Refusal::ErasureAnswered(erasure).into());
    }
    let done = Private::ErasureDone(ErasureDone { erasure, keys: granted.rows.clone() });
    Ok(Decided { effective_on: command.effective_on, event: done.into() })
}

fn request(state: &State, command: RequestErasure, day: &Day<'_>) -> Result<ErasureRequested, Rejection> {
    let RequestErasure { asked_on, ground, subject } = command;
    let asked_on = said_on(asked_on, day)?;
    known(state, &subject)?;
    let ground = match ground {
        Ground::AuthorityOrder { digest, reference } => {
            let reference = reference.trim().to_owned();
            if reference.is_empty() || reference.chars().count() > ORDER_LIMIT {
                return Err(Refusal::OrderLength.into());
            }
            Ground::AuthorityOrder { digest, reference }
        }
        other => other,
    };
    let mut open = state.privacy.erasures().filter(|(_, erasure)| erasure.is_open());
    if let Some((number, _)) = open.find(|(_, erasure)| erasure.subject == subject) {
        return Err(Refusal::AlreadyAsked(number).into());
    }
    Ok(ErasureRequested { asked_on, erasure: state.privacy.next(), ground, subject })
}

/// A day on which somebody outside said something: not to come, not mistyped.
fn said_on(given: Option<Date>, day: &Day<'_>) -> Result<Date, Rejection> {
    let given = given.unwrap_or(day.on);
    business_day(given, day.today)?;
    Ok(given)
}

/// What has a number must be there. Events are named by position: how far the log is, the ledger knows.
fn known(state: &State, subject: &Subject) -> Result<(), Refusal> {
    let known = match subject {
        Subject::Event(_) => true,
        Subject::Finding(finding) => state.oversight.finding(*finding).is_some(),
        Subject::Household(household) => state.network.household(household).is_some(),
        Subject::Message(message) => state.inbox.message(*message).is_some(),
        Subject::Pledge(pledge) => state.giving.pledges.pledge(*pledge).is_some(),
        Subject::QuarantinedLine(item) => state.quarantined(*item).is_some(),
        Subject::Receipt(receipt) => state.receipt(*receipt).is_some(),
        Subject::Request(request) => state.relief.requests.outcome(*request).is_some(),
        Subject::Voucher(voucher) => {
            (1..=state.vouchers.last(voucher.series, voucher.year)).contains(&voucher.number)
        }
    };
    if known { Ok(()) } else { Err(Refusal::SubjectUnknown(subject.clone())) }
}

fn known_erasure(privacy: &Privacy, number: ErasureNo) -> Result<&Erasure, Refusal> {
    privacy.erasure(number).ok_or(Refusal::ErasureUnknown(number))
}

fn unanswered(privacy: &Privacy, number: ErasureNo) -> Result<&Erasure, Refusal> {
    let erasure = known_erasure(privacy, number)?;
    match erasure.answer {
        Answer::Open => Ok(erasure),
        Answer::Granted(_) | Answer::Refused(..) => Err(Refusal::ErasureAnswered(number)),
    }
}

fn grant(privacy: &Privacy, command: &GrantErasure, day: &Day<'_>) -> Result<ErasureGranted, Refusal> {
    let number = command.erasure;
    let erasure = unanswered(privacy, number)?;
    // What is destroyed cannot be brought back: one person alone does not do it.
    if erasure.asked_by.person() == day.actor.person() {
        return Err(Refusal::OwnRequest(number));
    }
    if command.held.is_empty() {
        return Err(Refusal::NothingHeld(number));
    }
    if command.held.len() > ROWS_LIMIT {
        return Err(Refusal::TooManyRows { erasure: number, rows: command.held.len() });
    }
    let mut granted = ErasureGranted { erasure: number, kept: vec![], receipts: vec![], rows: vec![] };
    for held in &command.held {
        match stays(&erasure.ground, held, day.on) {
            Some(kept) => granted.kept.push(kept),
            None => granted.rows.push(held.key),
        }
    }
    granted.receipts = receipts(&erasure.ground, &command.held, &granted);
    Ok(granted)
}

/// What keeps data of that class, if anything does.
fn stays(ground: &Ground, held: &Held, on: Date) -> Option<Kept> {
    let until = held.until.filter(|until| *until >= on)?;
    let asks = matches!(ground, Ground::Agreement | Ground::PurposeDone | Ground::SubjectAsked);
    let why = match held.key.class {
        _ if matches!(ground, Ground::AuthorityOrder { .. }) => return None,
        RowClass::Beneficiary => Why::Relief,
        RowClass::Voucher => Why::Accounting,
        RowClass::Contact if asks => return None,
        RowClass::Contact => Why::NotOver,
    };
    Some(Kept { class: held.key.class, row: held.key.row, until, why })
}

/// Whose name is no longer shown outside: all that the person speaks of, even where the books must keep it for
/// themselves; where only time ran out, those of which something is gone.
fn receipts(ground: &Ground, held: &[Held], granted: &ErasureGranted) -> Vec<ReceiptNo> {
    let gone = |held: &&Held| *ground != Ground::RetentionOver || granted.rows.contains(&held.key);
    let mut receipts: Vec<_> = held.iter().filter(gone).filter_map(|held| held.receipt).collect();
    receipts.sort_unstable();
    receipts.dedup();
    receipts
}

fn refuse(privacy: &Privacy, command: &RefuseErasure) -> Result<ErasureRefused, Refusal> {
    unanswered(privacy, command.erasure)?;
    Ok(ErasureRefused { erasure: command.erasure, reason: command.reason })
}

fn consent(state: &State, command: GiveConsent, day: &Day<'_>) -> Result<ConsentGiven, Rejection> {
    let GiveConsent { given_on, how, receipt, show } = command;
    let given_on = said_on(given_on, day)?;
    known_receipt(state, receipt)?;
    match state.privacy.consent(receipt) {
        Some(Consent::Said(said)) if said == Said::Given(show) => Err(Refusal::ConsentStands(receipt).into()),
        Some(Consent::Erased) => Err(Refusal::ReceiptErased(receipt).into()),
        Some(Consent::Said(_)) | None => Ok(ConsentGiven { given_on, how, receipt, show }),
    }
}

/// Whoever gave may hide the own gift, or its name or memo, at once: it harms nobody and must be as easy as consenting. Showing a name that was
/// hidden cannot be taken back, so consent is entered by the fund's people.
fn withdraw(state: &State, command: WithdrawConsent, day: &Day<'_>) -> Result<ConsentWithdrawn, Rejection> {
    let WithdrawConsent { how, receipt, show } = command;
    if day.actor.role() == Role::Donor.name() && day.actor.person() != format!("r-{receipt}") {
        return Err(Refusal::NotOwnGift(receipt).into());
    }
    let stands = stands(state, receipt)?;
    match (state.privacy.consent(receipt), show) {
        (Some(Consent::Erased), _) => Err(Refusal::ReceiptErased(receipt).into()),
        (Some(Consent::Said(Said::Hidden)), None) => Err(Refusal::ConsentWithdrawn(receipt).into()),
        (_, Some(show)) if stands.is_none_or(|stands| show >= stands) => {
            Err(Refusal::NotLess(receipt).into())
        }
        _ => Ok(ConsentWithdrawn { how, receipt, show }),
    }
}

/// How much of a receipt its giver's word, or silence, lets be shown.
fn stands(state: &State, number: ReceiptNo) -> Result<Option<Showing>, Rejection> {
    let (account, receipt) = state.receipt(number).ok_or(Rejection::ReceiptUnknown(number))?;
    let publishes = state.privacy.publication(&account.id).unwrap_or(account.published.into());
    Ok(match state.privacy.consent(number) {
        Some(Consent::Said(said)) => said.most(),
        Some(Consent::Erased) | None => publishes.of_silence(receipt.donor),
    })
}

fn known_receipt(state: &State, receipt: ReceiptNo) -> Result<(), Rejection> {
    state.receipt(receipt).map(drop).ok_or(Rejection::ReceiptUnknown(receipt))
}

fn publication(state: &State, command: ChangePublication) -> Result<PublicationChanged, Rejection> {
    let ChangePublication { account, publication } = command;
    let added = Publication::from(known_account(state, &account)?.published);
    if state.privacy.publication(&account).unwrap_or(added) == publication {
        return Err(Refusal::SamePublication(account).into());
    }
    Ok(PublicationChanged { account, publication })
}

#[cfg(test)]
mod tests;
