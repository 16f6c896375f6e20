//! The rules: anybody may say something, within a flood's bounds; whoever is not concerned answers; nothing is shown that
//! its sender did not agree to.
//!
//! Who answers depends on what the message is, so it stands here and not in the table of rights: an irregularity is
//! answered by the supervision, never by those who keep the money; a giver's wish by those who keep the books.

use super::event::{Event as Said, MessageAnswered, MessagePublished, MessageTaken};
use super::{About, AnswerMessage, Command, Kind, Message, PublishMessage, Refusal, TakeMessage};
use crate::decide::Day;
use crate::event::Event;
use crate::ids::{Actor, MessageNo, ReceiptNo};
use crate::rejection::Rejection;
use crate::rights::Role;
use crate::state::State;

/// So many messages a day are taken over the public page. A flood of them would bury those that matter, and fill a log from
/// which nothing is ever removed. The fund's own people enter what comes on paper without this bound.
pub const MESSAGES_A_DAY: u32 = 200;

pub(crate) fn decide(state: &State, command: Command, day: &Day<'_>) -> Result<Vec<Event>, Rejection> {
    let event = match command {
        Command::TakeMessage(command) => Said::MessageTaken(take(state, command, day)?),
        Command::AnswerMessage(command) => Said::MessageAnswered(answer(state, &command, day)?),
        Command::PublishMessage(command) => Said::MessagePublished(publish(state, &command, day)?),
    };
    Ok(vec![event.into()])
}

fn take(state: &State, command: TakeMessage, day: &Day<'_>) -> Result<MessageTaken, Refusal> {
    let TakeMessage { about, kind, may_show, row } = command;
    if row.is_none() {
        return Err(Refusal::NoText);
    }
    if let Some(about) = about.as_ref().filter(|about| !known(state, about)) {
        return Err(Refusal::AboutUnknown(about.clone()));
    }
    let of_own = |receipt: &ReceiptNo| day.actor.person() == format!("r-{receipt}");
    if Role::of(day.actor.role()) == Some(Role::Donor)
        && !matches!(&about, Some(About::Receipt(receipt)) if of_own(receipt))
    {
        return Err(Refusal::NotOwnGift);
    }
    if is_outside(day.actor) && state.inbox.public_on(day.on) >= MESSAGES_A_DAY {
        return Err(Refusal::TooManyToday);
    }
    // A giver's wish is never shown, whatever box was ticked.
    Ok(MessageTaken { about, kind, may_show: may_show && kind.is_public(), message: state.inbox.next(), row })
}

/// Whether a message came over a page that anybody can open.
pub(super) fn is_outside(actor: &Actor) -> bool {
    matches!(Role::of(actor.role()), Some(Role::Donor | Role::Public))
}

/// What has a number must be there, so that a typing error is seen while it can be mended.
fn known(state: &State, about: &About) -> bool {
    match about {
        About::Box(_) => true,
        About::Issue(issue) => state.goods.issue(*issue).is_some(),
        About::Payment(payment) => state.relief.payments.get(*payment).is_some(),
        About::Receipt(receipt) => state.receipt(*receipt).is_some(),
        About::Request(request) => state.relief.requests.outcome(*request).is_some(),
        About::Voucher(voucher) => {
            (1..=state.vouchers.last(voucher.series, voucher.year)).contains(&voucher.number)
        }
    }
}

fn answer(state: &State, command: &AnswerMessage, day: &Day<'_>) -> Result<MessageAnswered, Refusal> {
    let AnswerMessage { finding, message: number, outcome, public, row } = *command;
    let message = mine(state, number, day)?;
    if !message.is_open() {
        return Err(Refusal::MessageSettled(number));
    }
    if row.is_none() {
        return Err(Refusal::NoText);
    }
    if let Some(finding) = finding.filter(|finding| state.oversight.finding(*finding).is_none()) {
        return Err(Refusal::FindingUnknown(finding));
    }
    if public && !message.kind.is_public() {
        return Err(Refusal::NotForPublic(number));
    }
    Ok(MessageAnswered { finding, message: number, outcome, public, row })
}

fn publish(state: &State, command: &PublishMessage, day: &Day<'_>) -> Result<MessagePublished, Refusal> {
    let PublishMessage { answer, message: number, question } = *command;
    let message = mine(state, number, day)?;
    if (answer || question) && !message.kind.is_public() {
        return Err(Refusal::NotForPublic(number));
    }
    if question && !message.may_show {
        return Err(Refusal::SenderDisagrees(number));
    }
    if answer && message.outcome.is_none() {
        return Err(Refusal::NotAnswered(number));
    }
    if message.shown == (question, answer) {
        return Err(Refusal::ShownAlready(number));
    }
    Ok(MessagePublished { answer, message: number, question })
}

/// The message, where it is the actor's to answer.
fn mine<'a>(state: &'a State, number: MessageNo, day: &Day<'_>) -> Result<&'a Message, Refusal> {
    let message = state.inbox.message(number).ok_or(Refusal::MessageUnknown(number))?;
    let supervises = day.actor.role() == Role::Auditor.name();
    match (message.kind == Kind::Irregularity, supervises) {
        (true, false) => Err(Refusal::ForSupervision(number)),
        (false, true) => Err(Refusal::ForTheBooks(number)),
        _ => Ok(message),
    }
}

#[cfg(test)]
mod tests;
