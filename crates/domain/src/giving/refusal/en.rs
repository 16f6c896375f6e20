//! The refusals of this part in English.

use super::Refusal;

pub(super) fn text(refusal: &Refusal) -> String {
    match refusal {
        Refusal::PledgeOfNothing => "A pledge names money or goods.".into(),
        Refusal::DueBeforeToday { due_on, on } => {
            format!("The pledge would be due on {due_on}, before {on}: check the day.")
        }
        Refusal::ItemUnknown(item) => {
            format!("The catalogue has no item {item}: declare it first, or check the code.")
        }
        Refusal::QuantityNotPositive(item) => format!("The quantity of {item} must be above zero."),
        Refusal::PledgeUnknown(pledge) => format!("There is no pledge number {pledge}."),
        Refusal::PledgeLapsed(pledge) => {
            format!("Pledge number {pledge} has lapsed: register a new one if the donor promises again.")
        }
        Refusal::PledgeFulfilled(pledge) => {
            format!("Pledge number {pledge} is fulfilled: name the amount if this goes beyond the promise.")
        }
        Refusal::FulfilledByThatAlready(pledge) => {
            format!("That receipt counts for pledge number {pledge} already.")
        }
        Refusal::GoodsReceiptUnknown(receipt) => {
            format!("There is no standing goods receipt number {receipt}: take the goods in first.")
        }
        Refusal::GoodsFulfilAnother(receipt) => {
            format!("Goods receipt number {receipt} counts for another pledge.")
        }
        Refusal::GoodsAreNoMoney => "Goods fulfil no amount of money: leave the amount out.".into(),
        Refusal::ReceiptUnidentified(receipt) => {
            format!("The donor of receipt number {receipt} is not known: identify the receipt first.")
        }
        Refusal::ReceiptUsedUp { receipt, left } => {
            format!("Only {left} đồng of receipt number {receipt} count for no pledge yet.")
        }
        Refusal::ReceiptInNoPot(receipt) => format!(
            "Receipt number {receipt} is no gift yet (unidentified, or held after the receiving window): settle that first."
        ),
        Refusal::ReceiptRefunded(receipt) => {
            format!("Receipt number {receipt} was given back: reverse that payment first if it was wrong.")
        }
        Refusal::GiverUnnamed(receipt) => format!(
            "The right name of the giver of receipt number {receipt} is missing: give it, or choose a giver without a name."
        ),
        Refusal::NotAskedThere { message, receipt } => format!(
            "Message number {message} does not ask for another name on receipt number {receipt}: check the message's number."
        ),
        Refusal::NothingToRelease(receipt) => {
            format!("Nothing of receipt number {receipt} is tied to anything else.")
        }
        Refusal::ReleaseTooMuch { receipt, left } => {
            format!("Only {left} đồng of receipt number {receipt} are still tied: release at most that.")
        }
        Refusal::EarmarkSpent { unspent } => {
            format!(
                "Only {unspent} đồng of that restriction are neither spent nor reserved: release at most that."
            )
        }
        _ => of_window(refusal),
    }
}

fn of_window(refusal: &Refusal) -> String {
    match refusal {
        Refusal::WindowBackwards { first, last } => {
            format!("The last day {last} must come after {first}: check the days.")
        }
        Refusal::WindowOpenAlready { last } => {
            format!("A receiving window runs until {last}: extend it, or open one after that day.")
        }
        Refusal::NoWindow => "No receiving window is open: open one by a new decision.".into(),
        Refusal::DecisionLength { most } => format!("Name the decision, in 1 to {most} characters."),
        Refusal::ReceiptNotHeld(receipt) => format!("Receipt number {receipt} is not held."),
        Refusal::GiftCodeDeclared(code) => {
            format!("The gift code {code} has been declared: choose another one.")
        }
        Refusal::GiftCodeTooShort(code) => format!(
            "The gift code {code} is too short and would be found by accident: use at least 4 letters and digits."
        ),
        _ => String::new(),
    }
}
