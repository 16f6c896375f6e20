//! What goes, what stays and why; who is listed.

use jiff::civil::{Date, date};

use super::super::{Denial, Erasure, How, KeyOf};
use super::*;
use crate::command::{CloseFund, On};
use crate::decide::testing::{BANK, CASH, DAY, after, check, opened, receipt};
use crate::event::DonorKind;
use crate::ids::RowNo;

const FIRST: ErasureNo = ErasureNo::new(1);
const RECEIPT: ReceiptNo = ReceiptNo::new(1);
const LATER: Date = date(2034, 12, 31);

fn on(command: Command) -> crate::Command {
    crate::Command::Privacy(On { effective_on: DAY, command })
}

fn asked(ground: Ground) -> crate::Command {
    about(Subject::Receipt(RECEIPT), ground)
}

fn about(subject: Subject, ground: Ground) -> crate::Command {
    on(Command::RequestErasure(RequestErasure { asked_on: None, ground, subject }))
}

fn order(reference: &str) -> Ground {
    Ground::AuthorityOrder { digest: None, reference: reference.into() }
}

fn held(class: RowClass, until: Option<Date>) -> Held {
    Held { key: KeyOf { class, row: RowNo::new(1) }, receipt: Some(RECEIPT), until }
}

/// A receipt's contact, its payer, and whoever it was for.
fn everything() -> Vec<Held> {
    [RowClass::Contact, RowClass::Voucher, RowClass::Beneficiary]
        .map(|class| held(class, (class != RowClass::Contact).then_some(LATER)))
        .to_vec()
}

fn granted(held: Vec<Held>) -> crate::Command {
    on(Command::GrantErasure(GrantErasure { erasure: FIRST, held }))
}

fn refused() -> crate::Command {
    on(Command::RefuseErasure(RefuseErasure { erasure: FIRST, reason: Denial::LawDemands }))
}

fn done() -> crate::Command {
    crate::Command::CompleteErasure(CompleteErasure { effective_on: DAY, erasure: FIRST })
}

fn consented() -> crate::Command {
    shown(Showing::All)
}

fn shown(show: Showing) -> crate::Command {
    on(Command::GiveConsent(GiveConsent { given_on: None, how: How::Electronic, receipt: RECEIPT, show }))
}

fn withdrawn() -> crate::Command {
    less(None)
}

fn less(show: Option<Showing>) -> crate::Command {
    on(Command::WithdrawConsent(WithdrawConsent { how: How::Electronic, receipt: RECEIPT, show }))
}

fn gift() -> crate::Command {
    receipt(CASH, 500_000)
}

/// Of everything, what is kept on that ground, and for how many receipts the name is no longer shown.
#[track_caller]
fn keeps(ground: Ground, held: &[Held], kept: &[(RowClass, Why)], receipts: usize) {
    let state = after([opened(), vec![gift(), asked(ground)]].concat());
    let facts = crate::decide::testing::decided(&state, granted(held.to_vec())).unwrap();
    let Event::Privacy(event) = &facts[0].event else { panic!("another part") };
    let Private::ErasureGranted(event) = event.as_ref() else { panic!("another event") };
    assert_eq!(event.kept.iter().map(|kept| (kept.class, kept.why)).collect::<Vec<_>>(), kept);
    assert_eq!([event.rows.len(), event.kept.len()], [held.len().saturating_sub(kept.len()), kept.len()]);
    assert_eq!(event.receipts.len(), receipts);
}

#[test]
fn contact_goes_at_once_and_the_rest_in_its_time() {
    let stay = [(RowClass::Voucher, Why::Accounting), (RowClass::Beneficiary, Why::Relief)];
    for ground in [Ground::SubjectAsked, Ground::Agreement, Ground::PurposeDone] {
        keeps(ground, &everything(), &stay, 1);
    }
    keeps(order("12/QĐ-UBND"), &everything(), &[], 1);
    let over = |until| vec![held(RowClass::Voucher, Some(until))];
    let accounting = [(RowClass::Voucher, Why::Accounting)];
    keeps(Ground::RetentionOver, &over(DAY), &accounting, 0);
    keeps(Ground::RetentionOver, &over(DAY.yesterday().unwrap()), &[], 1);
    let contact = vec![held(RowClass::Contact, Some(LATER))];
    keeps(Ground::RetentionOver, &contact, &[(RowClass::Contact, Why::NotOver)], 0);
    keeps(Ground::SubjectAsked, &contact, &[], 1);
    keeps(Ground::SubjectAsked, &over(LATER), &accounting, 1);
}

#[test]
fn a_request_is_open_until_it_is_refused_or_done() {
    let open = |steps: &[crate::Command]| {
        let state = after([opened(), vec![gift()], steps.to_vec()].concat());
        state
            .privacy
            .erasures()
            .next()
            .map(|(_, erasure)| (erasure.is_open(), erasure.answered_on().is_some()))
    };
    let (ask, grant) = (asked(Ground::SubjectAsked), granted(everything()));
    assert_eq!(open(&[]), None);
    assert_eq!(open(std::slice::from_ref(&ask)), Some((true, false)));
    assert_eq!(open(&[ask.clone(), refused()]), Some((false, true)));
    assert_eq!(open(&[ask.clone(), grant.clone()]), Some((true, true)));
    assert_eq!(open(&[ask, grant, done()]), Some((false, true)));
}

#[test]
fn what_is_done_names_the_keys_that_were_granted_also_when_the_fund_is_closed() {
    let close = crate::Command::CloseFund(CloseFund { effective_on: DAY });
    let steps = [gift(), close, asked(order("12/QĐ")), granted(everything())];
    let state = after([opened(), steps.to_vec()].concat());
    let keys = state.privacy.granted().next().unwrap().1.rows.clone();
    assert_eq!(keys.len(), 3);
    let event = Private::ErasureDone(ErasureDone { erasure: FIRST, keys });
    check(steps.to_vec(), done(), Ok(vec![event.into()]));
}

#[test]
fn what_cannot_be_is_refused() {
    let (ask, grant) = (asked(Ground::SubjectAsked), granted(everything()));
    let nobody = Subject::Household("g-1/1".parse().unwrap());
    let many = vec![held(RowClass::Contact, None); 501];
    for (given, when, refusal) in [
        (vec![], ask.clone(), Refusal::SubjectUnknown(Subject::Receipt(RECEIPT))),
        (vec![], about(nobody.clone(), Ground::Agreement), Refusal::SubjectUnknown(nobody)),
        (vec![gift()], asked(order("  ")), Refusal::OrderLength),
        (vec![gift()], asked(order(&"a".repeat(81))), Refusal::OrderLength),
        (vec![gift(), ask.clone()], asked(Ground::Agreement), Refusal::AlreadyAsked(FIRST)),
        (vec![], grant.clone(), Refusal::ErasureUnknown(FIRST)),
        (vec![gift(), ask.clone()], granted(vec![]), Refusal::NothingHeld(FIRST)),
        (vec![gift(), ask.clone()], granted(many), Refusal::TooManyRows { erasure: FIRST, rows: 501 }),
        (vec![gift(), ask.clone(), refused()], grant.clone(), Refusal::ErasureAnswered(FIRST)),
        (vec![gift(), ask.clone(), grant.clone()], refused(), Refusal::ErasureAnswered(FIRST)),
        (vec![gift(), ask.clone()], done(), Refusal::NotGranted(FIRST)),
        (vec![gift(), ask.clone(), grant.clone(), done()], done(), Refusal::ErasureAnswered(FIRST)),
        (vec![gift(), consented()], consented(), Refusal::ConsentStands(RECEIPT)),
        (vec![gift(), withdrawn()], withdrawn(), Refusal::ConsentWithdrawn(RECEIPT)),
        (vec![gift()], less(Some(Showing::All)), Refusal::NotLess(RECEIPT)),
        (vec![gift(), less(Some(Showing::Name))], less(Some(Showing::Name)), Refusal::NotLess(RECEIPT)),
        (vec![gift(), shown(Showing::Anonymous)], less(Some(Showing::Name)), Refusal::NotLess(RECEIPT)),
        (vec![gift(), withdrawn()], less(Some(Showing::Anonymous)), Refusal::NotLess(RECEIPT)),
        (vec![gift(), ask.clone(), grant.clone()], consented(), Refusal::ReceiptErased(RECEIPT)),
        (vec![gift(), ask, grant], withdrawn(), Refusal::ReceiptErased(RECEIPT)),
    ] {
        check(given, when, Err(refusal.into()));
    }
    let late = GiveConsent {
        given_on: DAY.tomorrow().ok(),
        how: How::Electronic,
        receipt: RECEIPT,
        show: Showing::All,
    };
    let future = Rejection::DateInFuture { given: DAY.tomorrow().unwrap(), today: DAY };
    check(vec![gift()], on(Command::GiveConsent(late)), Err(future));
    check(vec![], consented(), Err(Rejection::ReceiptUnknown(RECEIPT)));
}

#[test]
fn nobody_grants_what_he_took_up_himself() {
    let state = after([opened(), vec![gift(), asked(Ground::SubjectAsked)]].concat());
    for (actor, may) in [("chief-accountant:t-test", false), ("chief-accountant:other", true)] {
        let actor = actor.parse().unwrap();
        let given = crate::Given { actor: &actor, today: DAY };
        let decided = crate::decide(&state, granted(everything()), given);
        assert_eq!(decided.err(), (!may).then(|| Refusal::OwnRequest(FIRST).into()));
    }
    let erasure: &Erasure = state.privacy.erasure(FIRST).unwrap();
    assert_eq!((erasure.asked_by.person(), erasure.asked_on), ("t-test", DAY));
}

#[test]
fn an_account_publishes_what_it_says_last() {
    let change = |publication| {
        on(Command::ChangePublication(ChangePublication { account: BANK.parse().unwrap(), publication }))
    };
    let same = Refusal::SamePublication(BANK.parse().unwrap());
    let changed = Private::PublicationChanged(PublicationChanged {
        account: BANK.parse().unwrap(),
        publication: Publication::Ask,
    });
    check(vec![], change(Publication::All), Err(same.clone().into()));
    check(vec![], change(Publication::Ask), Ok(vec![changed.into()]));
    check(vec![change(Publication::Ask)], change(Publication::Ask), Err(same.into()));
}

#[test]
fn silence_is_no_consent_where_the_account_asks() {
    use DonorKind::{Anonymous, Enterprise, Organisation, Person, Unidentified};
    use Showing::{All, Name};
    let shown = |publication: Publication, donor| {
        [None, Some(Said::Given(Name)), Some(Said::Narrowed(Name)), Some(Said::Hidden)]
            .map(|said| publication.shows(donor, said))
    };
    for donor in [Person, Anonymous] {
        assert_eq!(shown(Publication::All, donor), [Some(All), Some(Name), Some(Name), None]);
        // To want less is no consent either.
        assert_eq!(shown(Publication::Ask, donor), [None, Some(Name), None, None]);
        assert_eq!(shown(Publication::None, donor), [None; 4]);
    }
    for donor in [Organisation, Enterprise] {
        assert_eq!(shown(Publication::Ask, donor), [Some(All), Some(Name), Some(Name), None]);
    }
    for publication in [Publication::All, Publication::Ask, Publication::None] {
        assert_eq!(shown(publication, Unidentified), [None; 4]);
    }
}

#[test]
fn what_a_giver_said_last_stands() {
    use Showing::{All, Anonymous, Name};
    let said = |steps: &[crate::Command]| {
        after([opened(), vec![gift()], steps.to_vec()].concat()).privacy.consent(RECEIPT)
    };
    let stands = |said| Some(Consent::Said(said));
    assert_eq!(said(&[]), None);
    assert_eq!(said(&[less(Some(Name))]), stands(Said::Narrowed(Name)));
    assert_eq!(said(&[less(Some(Name)), less(Some(Anonymous))]), stands(Said::Narrowed(Anonymous)));
    assert_eq!(said(&[consented(), less(Some(Name))]), stands(Said::Given(Name)));
    assert_eq!(said(&[less(None), shown(Anonymous), shown(All)]), stands(Said::Given(All)));
    assert_eq!(said(&[consented(), less(Some(Anonymous)), less(None)]), stands(Said::Hidden));
}

#[test]
fn a_giver_may_say_at_the_counter_how_the_gift_is_listed() {
    for (said, stands) in
        [(Said::Given(Showing::Name), Said::Given(Showing::Name)), (Said::Hidden, Said::Hidden)]
    {
        let crate::Command::RecordReceipt(gift) = gift() else { panic!("another command") };
        let gift = crate::Command::RecordReceipt(crate::RecordReceipt { said: Some(said), ..gift });
        let state = after([opened(), vec![gift]].concat());
        assert_eq!(state.privacy.consent(RECEIPT), Some(Consent::Said(stands)));
    }
}

#[test]
fn a_giver_hides_the_own_gift_at_once_and_no_other() {
    let state = after([opened(), vec![receipt(BANK, 100_000), receipt(BANK, 200_000)]].concat());
    let as_donor = |person: &str, command| {
        let actor = person.parse().unwrap();
        crate::decide(&state, command, crate::decide::Given { actor: &actor, today: DAY })
            .map(Iterator::count)
    };
    assert_eq!(as_donor("donor:r-1", withdrawn()), Ok(1));
    assert_eq!(as_donor("donor:r-2", withdrawn()), Err(Refusal::NotOwnGift(RECEIPT).into()));
    // Showing a name cannot be taken back: the fund's people enter it.
    assert!(matches!(as_donor("donor:r-1", consented()), Err(Rejection::NotAllowed { .. })));
}
