//! A receipt by hand, its reversal, its identification.

use jiff::civil::Date;

use super::{
    Decided, bank_account, earmark_can_be, entry_day, fits, known_account, open_fund, positive, takes_entries,
};
use crate::books;
use crate::command::{IdentifyReceipt, RecordReceipt, ReverseReceipt};
use crate::event::{
    BankFacts, DonorKind, Event, ReceiptIdentified, ReceiptRecorded, ReceiptReversed, ReversalReason,
};
use crate::giving::{self, taken_back};
use crate::ids::{AccountKind, ReceiptNo, RowNo};
use crate::privacy::{self, ConsentGiven, ConsentWithdrawn, How, Said};
use crate::rejection::{REFERENCE_LIMIT, Rejection};
use crate::state::{AccountState, Booked, ReceiptState, State};
use crate::voucher::Series;

pub(super) fn record(state: &State, command: RecordReceipt, today: Date) -> Result<Vec<Decided>, Rejection> {
    open_fund(state)?;
    let account = known_account(state, &command.account)?;
    positive(command.amount)?;
    fits(account.balance, i128::from(command.amount.dong()), command.amount)?;
    entry_day(state, command.effective_on, today)?;
    let day = document_day(&command, today)?;
    takes_entries(state, &command.account, day)?;
    earmark_can_be(state, command.earmark.as_ref(), command.effective_on)?;
    let bank = bank_facts(state, &command)?;
    let cash = command.account.kind() == AccountKind::Cash;
    let voucher = cash.then(|| state.vouchers.next(Series::Pt, command.effective_on.year()));
    let event = Event::ReceiptRecorded(ReceiptRecorded {
        account: command.account,
        amount: command.amount,
        bank,
        donor: command.donor,
        earmark: command.earmark,
        document_on: command.document_on,
        held: state.giving.is_late(day),
        voucher,
        quarantine: None,
        receipt: state.next_receipt(),
        row: command.row,
    });
    let effective_on = command.effective_on;
    let said = command.said.map(|said| listing(said, state.next_receipt(), effective_on));
    let events = [Some(event), said].into_iter().flatten();
    Ok(events.map(|event| Decided { effective_on, event }).collect())
}

/// What the giver says at the counter is said on the form that the gift is entered with.
fn listing(said: Said, receipt: ReceiptNo, given_on: Date) -> Event {
    let how = How::Electronic;
    match said {
        Said::Given(show) => {
            privacy::Event::ConsentGiven(ConsentGiven { given_on, how, receipt, show }).into()
        }
        Said::Narrowed(_) | Said::Hidden => {
            let show = said.most();
            privacy::Event::ConsentWithdrawn(ConsentWithdrawn { how, receipt, show }).into()
        }
    }
}

/// The day on which the money came: the document's, where it is entered later.
fn document_day(command: &RecordReceipt, today: Date) -> Result<Date, Rejection> {
    let effective_on = command.effective_on;
    let Some(document_on) = command.document_on else { return Ok(effective_on) };
    super::business_day(document_on, today)?;
    if document_on > effective_on {
        return Err(books::Refusal::DocumentAfterEntry { document_on, effective_on }.into());
    }
    Ok(document_on)
}

fn bank_facts(state: &State, command: &RecordReceipt) -> Result<Option<BankFacts>, Rejection> {
    match (command.account.kind(), &command.reference) {
        (AccountKind::Cash, None) => Ok(None),
        (AccountKind::Cash, Some(_)) => Err(Rejection::AccountIsCash(command.account.clone())),
        (AccountKind::Bank, reference) => {
            bank_account(state, &command.account)?;
            if reference.as_ref().is_some_and(|text| text.chars().count() > REFERENCE_LIMIT) {
                return Err(Rejection::ReferenceTooLong);
            }
            let reference = reference.as_deref().map(str::trim).filter(|text| !text.is_empty());
            not_booked(state, command, reference)?;
            // The statement prints it on its own day.
            let booked_on = command.document_on.filter(|day| *day != command.effective_on);
            let reference = reference.map(str::to_owned);
            Ok(Some(BankFacts { booked_on, reference, ..BankFacts::default() }))
        }
    }
}

/// Two clerks, or a clerk and a statement, must not book one transfer twice. Without a reference nobody can tell.
fn not_booked(state: &State, command: &RecordReceipt, reference: Option<&str>) -> Result<(), Rejection> {
    let (Some(reference), Some(account)) = (reference, state.account(&command.account)) else {
        return Ok(());
    };
    let day = command.document_on.unwrap_or(command.effective_on);
    let same = |line: &&Booked| {
        line.date == day
            && line.amount == Some(command.amount)
            && line.reference.as_deref() == Some(reference)
    };
    match account.booked.iter().filter(same).find_map(|line| state.standing_line(line)) {
        Some(number) => Err(Rejection::TransferAlreadyBooked(number)),
        None => Ok(()),
    }
}

/// What was released of the gift goes back first, so that the negative falls on one pot.
pub(super) fn reverse(
    state: &State,
    command: &ReverseReceipt,
    today: Date,
) -> Result<Vec<Decided>, Rejection> {
    open_fund(state)?;
    let on = command.effective_on;
    entry_day(state, on, today)?;
    let (account, receipt) = standing(state, command.receipt)?;
    takes_entries(state, &account.id, on)?;
    let mut events = taken_back(state, command.receipt, receipt);
    events.push(negative_of(state, command.receipt, command.reason, on, command.row)?);
    Ok(events.into_iter().map(|event| Decided { effective_on: on, event }).collect())
}

/// Ghi số âm: the receipt's negative, under a correction voucher.
pub(crate) fn negative_of(
    state: &State,
    number: ReceiptNo,
    reason: ReversalReason,
    on: Date,
    row: Option<RowNo>,
) -> Result<Event, Rejection> {
    let (account, receipt) = standing(state, number)?;
    let amount = receipt.amount.checked_neg().ok_or(Rejection::AmountTooLarge(receipt.amount))?;
    Ok(Event::ReceiptReversed(ReceiptReversed {
        account: account.id.clone(),
        amount,
        donor: receipt.donor,
        earmark: receipt.earmark.as_deref().cloned(),
        held: state.giving.is_held(number),
        voucher: Some(state.vouchers.next(Series::Dc, on.year())),
        reason,
        receipt: number,
        row,
    }))
}

pub(super) fn identify(state: &State, command: IdentifyReceipt, today: Date) -> Result<Decided, Rejection> {
    open_fund(state)?;
    entry_day(state, command.effective_on, today)?;
    let (account, receipt) = standing(state, command.receipt)?;
    if receipt.donor != DonorKind::Unidentified {
        return Err(Rejection::ReceiptAlreadyIdentified(command.receipt));
    }
    if command.donor == DonorKind::Unidentified {
        return Err(Rejection::DonorStillUnidentified);
    }
    earmark_can_be(state, command.earmark.as_ref(), command.effective_on)?;
    let event = Event::ReceiptIdentified(ReceiptIdentified {
        account: account.id.clone(),
        amount: receipt.amount,
        donor: command.donor,
        // What a code in the memo told stays, unless the donor says something else.
        earmark: command.earmark.or_else(|| receipt.earmark.as_deref().cloned()),
        held: state.giving.is_held(command.receipt),
        receipt: command.receipt,
        row: command.row,
    });
    Ok(Decided { effective_on: command.effective_on, event })
}

/// A receipt that is in the books, neither reversed nor given back.
pub(crate) fn standing(
    state: &State,
    number: ReceiptNo,
) -> Result<(&AccountState, &ReceiptState), Rejection> {
    match state.receipt(number) {
        None => Err(Rejection::ReceiptUnknown(number)),
        Some((_, receipt)) if receipt.reversed => Err(Rejection::ReceiptAlreadyReversed(number)),
        Some(_) if state.relief.payments.refunded(number) != 0 => {
            Err(giving::Refusal::ReceiptRefunded(number).into())
        }
        Some(found) => Ok(found),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{BANK, CASH, DAY, after, check, opened, receipt};
    use super::*;
    use crate::command::Command;
    use crate::money::Vnd;

    fn gift(account: &str, dong: i64) -> RecordReceipt {
        RecordReceipt {
            said: None,
            account: account.parse().unwrap(),
            amount: Vnd::new(dong),
            donor: DonorKind::Person,
            earmark: None,
            document_on: None,
            effective_on: DAY,
            reference: None,
            row: None,
        }
    }

    fn reversal(number: u64) -> Command {
        let receipt = ReceiptNo::new(number);
        Command::ReverseReceipt(ReverseReceipt {
            receipt,
            reason: ReversalReason::WrongAmount,
            effective_on: DAY,
            row: None,
        })
    }

    fn identification(number: u64, donor: DonorKind) -> Command {
        let receipt = ReceiptNo::new(number);
        Command::IdentifyReceipt(IdentifyReceipt {
            receipt,
            donor,
            earmark: None,
            effective_on: DAY,
            row: None,
        })
    }

    #[test]
    fn receipts_are_numbered_without_gaps() {
        let given = vec![Command::RecordReceipt(gift(CASH, 100)), Command::RecordReceipt(gift(BANK, 200))];
        let state = after([opened(), given].concat());
        assert_eq!(state.next_receipt(), ReceiptNo::new(3));
        let balances: Vec<i128> = state.accounts().iter().map(|account| account.balance).collect();
        assert_eq!(balances, [200, 100]);
    }

    #[test]
    fn wrong_amounts_days_and_accounts_are_refused() {
        let stranger = "bidv:123456".parse().unwrap();
        let tomorrow = DAY.tomorrow().unwrap();
        let full = vec![Command::RecordReceipt(gift(CASH, i64::MAX))];
        for (given, when, then) in [
            (vec![], gift(CASH, 0), Rejection::AmountNotPositive(Vnd::ZERO)),
            (vec![], gift(CASH, -5), Rejection::AmountNotPositive(Vnd::new(-5))),
            (full, gift(CASH, 1), Rejection::AmountTooLarge(Vnd::new(1))),
            (vec![], gift("bidv:123456", 1), Rejection::AccountUnknown(stranger)),
            (
                vec![],
                RecordReceipt { effective_on: tomorrow, ..gift(CASH, 1) },
                Rejection::DateInFuture { given: tomorrow, today: DAY },
            ),
            (
                vec![],
                RecordReceipt { reference: Some("FT1".into()), ..gift(CASH, 1) },
                Rejection::AccountIsCash(CASH.parse().unwrap()),
            ),
            (
                vec![],
                RecordReceipt { reference: Some("1".repeat(81)), ..gift(BANK, 1) },
                Rejection::ReferenceTooLong,
            ),
            (
                vec![],
                RecordReceipt {
                    earmark: Some(crate::event::Earmark { beneficiary: None, place: None, purpose: None }),
                    ..gift(CASH, 1)
                },
                Rejection::EarmarkEmpty,
            ),
        ] {
            check(given, Command::RecordReceipt(when), Err(then));
        }
    }

    #[test]
    fn a_transfer_is_booked_once_unless_it_was_reversed() {
        let transfer =
            Command::RecordReceipt(RecordReceipt { reference: Some("FT1".into()), ..gift(BANK, 100) });
        let already = Rejection::TransferAlreadyBooked(ReceiptNo::new(1));
        check(vec![transfer.clone()], transfer.clone(), Err(already));
        after([opened(), vec![transfer.clone(), reversal(1), transfer.clone()]].concat());
        let other = RecordReceipt { reference: Some("FT1".into()), ..gift(BANK, 101) };
        after([opened(), vec![transfer, Command::RecordReceipt(other)]].concat());
    }

    #[test]
    fn a_reversal_is_the_negative_and_happens_once() {
        let given = vec![Command::RecordReceipt(gift(CASH, 100))];
        let negative = Event::ReceiptReversed(ReceiptReversed {
            account: CASH.parse().unwrap(),
            amount: Vnd::new(-100),
            donor: DonorKind::Person,
            earmark: None,
            held: false,
            reason: ReversalReason::WrongAmount,
            receipt: ReceiptNo::new(1),
            row: None,
            voucher: Some("DC-2024-00001".parse().unwrap()),
        });
        check(given.clone(), reversal(1), Ok(vec![negative]));
        let twice = [given, vec![reversal(1)]].concat();
        check(twice.clone(), reversal(1), Err(Rejection::ReceiptAlreadyReversed(ReceiptNo::new(1))));
        check(twice.clone(), reversal(2), Err(Rejection::ReceiptUnknown(ReceiptNo::new(2))));
        check(twice.clone(), reversal(0), Err(Rejection::ReceiptUnknown(ReceiptNo::new(0))));
        assert_eq!(after([opened(), twice].concat()).accounts()[1].balance, 0);
    }

    #[test]
    fn only_an_unidentified_receipt_is_identified_and_only_as_somebody() {
        let unknown = RecordReceipt { donor: DonorKind::Unidentified, ..gift(BANK, 100) };
        let given = vec![Command::RecordReceipt(unknown), Command::RecordReceipt(gift(BANK, 5))];
        let already = |number| Rejection::ReceiptAlreadyIdentified(ReceiptNo::new(number));
        check(
            given.clone(),
            identification(1, DonorKind::Unidentified),
            Err(Rejection::DonorStillUnidentified),
        );
        check(given.clone(), identification(2, DonorKind::Person), Err(already(2)));
        let then = [given, vec![identification(1, DonorKind::Enterprise)]].concat();
        check(then, identification(1, DonorKind::Person), Err(already(1)));
    }

    #[test]
    fn cash_and_corrections_bear_vouchers_and_a_bank_s_line_none() {
        let given = [receipt(CASH, 1), receipt(BANK, 1), receipt(CASH, 1), reversal(1), receipt(CASH, 1)];
        let state = after([opened(), given.to_vec()].concat());
        let vouchers: Vec<_> = state.vouchers.all().map(|voucher| voucher.to_string()).collect();
        assert_eq!(vouchers, ["PT-2024-00003", "DC-2024-00001"]);
    }

    #[test]
    fn a_document_is_not_younger_than_its_entry_and_its_day_is_the_bank_s() {
        let (before, behind) = (DAY.yesterday().unwrap(), DAY.tomorrow().unwrap());
        let entered = |document_on, effective_on| {
            let document_on = Some(document_on);
            let reference = Some("FT1".to_owned());
            Command::RecordReceipt(RecordReceipt { document_on, effective_on, reference, ..gift(BANK, 5) })
        };
        let younger = books::Refusal::DocumentAfterEntry { document_on: DAY, effective_on: before };
        check(vec![], entered(DAY, before), Err(younger.into()));
        check(vec![], entered(behind, DAY), Err(Rejection::DateInFuture { given: behind, today: DAY }));
        let state = after([opened(), vec![entered(before, DAY)]].concat());
        assert_eq!(state.accounts()[0].booked[0].date, before, "a statement prints it on that day");
        let doubled = Rejection::TransferAlreadyBooked(ReceiptNo::new(1));
        check(vec![entered(before, DAY)], entered(before, DAY), Err(doubled));
    }

    #[test]
    fn a_place_is_known_where_the_fund_keeps_a_register_of_areas() {
        let tied = |place: &str| {
            let place = Some(place.parse().unwrap());
            let earmark = Some(crate::event::Earmark { beneficiary: None, place, purpose: None });
            Command::RecordReceipt(RecordReceipt { earmark, ..gift(CASH, 1) })
        };
        let area = crate::network::AreaEntry {
            area: "82".parse().unwrap(),
            kind: crate::network::AreaKind::Province,
            name: "Đồng Tháp".into(),
            parent: None,
            successor: None,
            valid_until: None,
        };
        let areas = crate::network::DeclareAreas { areas: vec![area], decision: "QĐ 1".into() };
        let command = crate::network::Command::DeclareAreas(areas);
        let register = Command::Network(crate::On { effective_on: DAY, command });
        let _without_register = after([opened(), vec![tied("anywhere")]].concat());
        let _known = after([opened(), vec![register.clone(), tied("82")]].concat());
        let unknown = crate::network::Refusal::AreaUnknown("anywhere".parse().unwrap());
        check(vec![register], tied("anywhere"), Err(unknown.into()));
    }
}
