//! Đính chính người ủng hộ: the giver of a receipt stands wrong in the books. The wrong event stays as it is; a new one with a
//! row and a commitment of its own says who gave.
//!
//! It is content of a voucher, so it goes the way of every correction: whoever corrects gifts enters it, under a correction
//! voucher that the chief accountant signs, who is another person. It is shown at once, as no money moves and what was right
//! can be entered again. So the receipt's own day may be closed long since; the correction counts on an open one, where its
//! voucher's number stands. Money whose giver nobody knew is identified, not corrected; what was erased is not named again.

use super::super::{CorrectGiver, Event as Gave, GiverCorrected, Refusal};
use crate::decide::Day;
use crate::event::DonorKind;
use crate::ids::{MessageNo, ReceiptNo};
use crate::inbox::{self, About, Kind};
use crate::privacy::{self, Consent};
use crate::rejection::Rejection;
use crate::state::State;
use crate::voucher::Series;

pub(super) fn correct(state: &State, command: &CorrectGiver, day: &Day<'_>) -> Result<Gave, Rejection> {
    let CorrectGiver { donor, message, reason, receipt: number, row } = *command;
    let (account, receipt) = state.receipt(number).ok_or(Rejection::ReceiptUnknown(number))?;
    if receipt.reversed {
        return Err(Rejection::ReceiptAlreadyReversed(number));
    }
    if receipt.donor == DonorKind::Unidentified {
        return Err(Refusal::ReceiptUnidentified(number).into());
    }
    if donor == DonorKind::Unidentified {
        return Err(Rejection::DonorStillUnidentified);
    }
    if state.privacy.consent(number) == Some(Consent::Erased) {
        return Err(privacy::Refusal::ReceiptErased(number).into());
    }
    // What was given back left the sums of its kind already.
    if donor != receipt.donor && state.relief.payments.refunded(number) != 0 {
        return Err(Refusal::ReceiptRefunded(number).into());
    }
    if row.is_none() && donor != DonorKind::Anonymous {
        return Err(Refusal::GiverUnnamed(number).into());
    }
    if let Some(message) = message {
        asks_for_it(state, message, number)?;
    }
    Ok(Gave::GiverCorrected(GiverCorrected {
        account: account.id.clone(),
        amount: receipt.amount,
        donor,
        held: state.giving.is_held(number),
        message,
        reason,
        receipt: number,
        row,
        voucher: state.vouchers.next(Series::Dc, day.on.year()),
        was: receipt.donor,
    }))
}

/// A message about a wrong name, of this receipt or of none that it names.
fn asks_for_it(state: &State, number: MessageNo, receipt: ReceiptNo) -> Result<(), Rejection> {
    let message = state.inbox.message(number).ok_or(inbox::Refusal::MessageUnknown(number))?;
    let about = message.about.as_ref().is_none_or(|about| *about == About::Receipt(receipt));
    if message.kind == Kind::Name && about {
        Ok(())
    } else {
        Err(Refusal::NotAskedThere { message: number, receipt }.into())
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::{Command, WhyCorrected};
    use super::*;
    use crate::command::On;
    use crate::decide::testing::{BANK, CASH, DAY, after, check, giving, opened, receipt, reversal};
    use crate::ids::RowNo;

    const FIRST: ReceiptNo = ReceiptNo::new(1);

    fn corrected(donor: DonorKind, row: Option<u64>, message: Option<u64>) -> crate::Command {
        let (row, message) = (row.map(RowNo::new), message.map(MessageNo::new));
        let reason = WhyCorrected::GiverAsked;
        giving(Command::CorrectGiver(CorrectGiver { donor, message, reason, receipt: FIRST, row }))
    }

    fn person(row: u64) -> crate::Command {
        corrected(DonorKind::Person, Some(row), None)
    }

    fn said(kind: Kind, about: Option<About>) -> crate::Command {
        let row = Some(RowNo::new(3));
        let command = inbox::Command::TakeMessage(inbox::TakeMessage { about, kind, may_show: false, row });
        crate::Command::Inbox(On { effective_on: DAY, command })
    }

    #[test]
    fn a_correction_names_the_giver_anew_and_waits_for_its_signature() {
        let given = vec![receipt(CASH, 500), person(2), corrected(DonorKind::Enterprise, Some(3), None)];
        let state = after([opened(), given].concat());
        let (_, stands) = state.receipt(FIRST).unwrap();
        assert_eq!((stands.donor, stands.amount.dong()), (DonorKind::Enterprise, 500));
        let unsigned: Vec<_> = state.books.unsigned().map(|(voucher, _)| voucher.to_string()).collect();
        assert_eq!(unsigned, ["DC-2024-00001", "DC-2024-00002"], "a correction may itself be corrected");
        assert_eq!(state.pots.of(None).balance(), 500, "no money moves");
        let event = GiverCorrected {
            account: CASH.parse().unwrap(),
            amount: crate::money::Vnd::new(500),
            donor: DonorKind::Anonymous,
            held: false,
            message: None,
            reason: WhyCorrected::GiverAsked,
            receipt: FIRST,
            row: None,
            voucher: "DC-2024-00001".parse().unwrap(),
            was: DonorKind::Person,
        };
        let anonymous = corrected(DonorKind::Anonymous, None, None);
        check(vec![receipt(CASH, 500)], anonymous, Ok(vec![Gave::GiverCorrected(event).into()]));
    }

    #[test]
    fn what_cannot_be_named_is_refused() {
        use Refusal::{GiverUnnamed, NotAskedThere, ReceiptUnidentified};
        let unknown = crate::decide::testing::unidentified(BANK, 500);
        let gift = receipt(CASH, 500);
        let asked = corrected(DonorKind::Person, Some(2), Some(1));
        let other = NotAskedThere { message: MessageNo::new(1), receipt: FIRST };
        let nobody = inbox::Refusal::MessageUnknown(MessageNo::new(1));
        for (given, when, refusal) in [
            (vec![], person(2), Rejection::ReceiptUnknown(FIRST)),
            (vec![gift.clone(), reversal(1)], person(2), Rejection::ReceiptAlreadyReversed(FIRST)),
            (vec![unknown], person(2), ReceiptUnidentified(FIRST).into()),
            (
                vec![gift.clone()],
                corrected(DonorKind::Unidentified, Some(2), None),
                Rejection::DonorStillUnidentified,
            ),
            (vec![gift.clone()], corrected(DonorKind::Person, None, None), GiverUnnamed(FIRST).into()),
            (vec![gift.clone()], asked.clone(), nobody.into()),
            (vec![gift.clone(), said(Kind::Other, None)], asked.clone(), other.clone().into()),
            (
                vec![gift.clone(), gift.clone(), said(Kind::Name, Some(About::Receipt(ReceiptNo::new(2))))],
                asked.clone(),
                other.into(),
            ),
        ] {
            check(given, when, Err(refusal));
        }
        let wish = said(Kind::Name, Some(About::Receipt(FIRST)));
        let _answered = after([opened(), vec![gift.clone(), wish, asked.clone()]].concat());
        let _on_paper = after([opened(), vec![gift, said(Kind::Name, None), asked]].concat());
    }
}
