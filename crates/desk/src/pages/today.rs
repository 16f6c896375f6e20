//! The treasurer's day: what came by account, what nobody knows yet, what is due, with amounts and the ways there.

use domain::relief::{Delivery, Missing};
use domain::{AccountKind, Action, State};
use jiff::civil::Date;
use ledger::{LedgerError, ReceiptSum};
use web::Lang;
use web::format;
use web::pages::Amount;

use crate::frame::Frame;
use crate::seat::Seat;
use crate::words;

/// Lines of each kind that are listed; the pages behind have the others.
const MOST: usize = 8;

/// See the module.
pub(super) struct Today {
    pub(super) date: String,
    pub(super) accounts: Vec<Came>,
    pub(super) came: Sum,
    pub(super) unidentified: Sum,
    pub(super) quarantined: usize,
    pub(super) due: Vec<Due>,
}

/// What came to an account, and what stands there.
pub(super) struct Came {
    pub(super) account: String,
    pub(super) href: String,
    pub(super) sum: Sum,
    pub(super) balance: Amount,
}

/// How many receipts and how much.
pub(super) struct Sum {
    pub(super) receipts: String,
    pub(super) amount: Amount,
}

/// What is due, since when or until when.
pub(super) struct Due {
    pub(super) what: String,
    pub(super) day: String,
    pub(super) amount: Option<Amount>,
    pub(super) late: bool,
    pub(super) href: String,
}

/// For those who handle money or watch over it; nothing for the others.
pub(super) fn of(seat: &Seat, frame: &Frame) -> Result<Option<Today>, LedgerError> {
    if !seat.signed.may(Action::KeepBooks) {
        return Ok(None);
    }
    let (lang, today) = (seat.lang(), Seat::today());
    let received = seat.ledger.received_on(today);
    let (balances, quarantined, due) = seat.rules(|state| {
        let balances: Vec<i128> = state.accounts().iter().map(|account| account.balance).collect();
        (balances, state.waiting().count(), due(lang, frame, state, today))
    })?;
    let all = received.accounts.iter().fold(ReceiptSum::default(), |all, (_, sum)| ReceiptSum {
        receipts: all.receipts.saturating_add(sum.receipts),
        dong: all.dong.saturating_add(sum.dong),
    });
    let accounts = received.accounts.iter().zip(balances);
    Ok(Some(Today {
        date: format::date(today, lang),
        accounts: accounts
            .map(|((account, sum), dong)| Came {
                account: words::account(lang, account),
                href: frame.to(&format!("/thu?tai-khoan={account}&tu={today}&den={today}")),
                sum: said(lang, *sum),
                balance: Amount { dong, lang },
            })
            .collect(),
        came: said(lang, all),
        unidentified: said(lang, received.unidentified),
        quarantined,
        due,
    }))
}

fn said(lang: Lang, sum: ReceiptSum) -> Sum {
    Sum { receipts: format::grouped(sum.receipts, lang), amount: Amount { dong: sum.dong, lang } }
}

/// The days are the rules' own; what is late is what they say of today.
fn due(lang: Lang, frame: &Frame, state: &State, today: Date) -> Vec<Due> {
    let relief = &state.relief;
    let amount = |dong| Some(Amount { dong, lang });
    let row = |what: String, day: Date, amount, late, path: String| Due {
        what,
        day: format::date(day, lang),
        amount,
        late,
        href: frame.to(&path),
    };
    let mut due = Vec::new();
    let payable = relief.requests.all_live(today).filter(|(_, open)| open.approved && open.to_pay() > 0);
    due.extend(payable.take(MOST).map(|(number, open)| {
        let what = format!(
            "{} {number}: {}",
            lang.say("Chi theo đề nghị", "Pay request"),
            words::content(lang, &open.content)
        );
        row(what, open.expires_on, amount(open.to_pay()), false, format!("/de-nghi/{number}/chi"))
    }));
    due.extend(relief.payments.open_advances().take(MOST).map(|(number, payment)| {
        let what =
            format!("{} {number}", lang.say("Tạm ứng chưa quyết toán, khoản chi", "Open advance, payment"));
        row(what, payment.on, amount(payment.open_advance()), false, format!("/tam-ung/{number}"))
    }));
    let limits = relief.rules.limits(today).copied();
    let overdue = limits.into_iter().flat_map(|limits| relief.deliveries.overdue(limits, today));
    due.extend(overdue.take(MOST).map(|overdue| {
        let delivery = match overdue.delivery {
            Delivery::Issue(number) => format!("{} {number}", lang.say("phiếu xuất", "issue")),
            Delivery::Payment(number) => format!("{} {number}", lang.say("khoản chi", "payment")),
        };
        let what = match overdue.missing {
            Missing::Signatures(unsigned) => {
                format!(
                    "{} {delivery}: {unsigned}",
                    lang.say("Thiếu chữ ký nhận,", "Signatures are missing,")
                )
            }
            Missing::Confirmation => {
                format!("{} {delivery}", lang.say("Thiếu xác nhận địa phương,", "No local confirmation,"))
            }
        };
        row(what, overdue.due, None, true, "/ban-giao".to_owned())
    }));
    let findings = state.oversight.open().filter_map(|(number, finding)| Some((number, finding.due_on?)));
    due.extend(findings.take(MOST).map(|(number, day)| {
        let what = format!("{} {number}", lang.say("Trả lời kiến nghị giám sát số", "Answer finding"));
        row(what, day, None, day < today, format!("/kien-nghi/{number}"))
    }));
    due.extend(state.books.in_transit().take(MOST).map(|(number, moved)| {
        let what = format!("{} {number}", lang.say("Tiền đang chuyển, lần chuyển", "Money on its way, move"));
        row(what, moved.sent_on, amount(moved.amount.dong().into()), false, "/so-quy".to_owned())
    }));
    due.extend(unreconciled(state).take(MOST).map(|(account, lines, through)| {
        let what = format!(
            "{} {}: {lines} {}",
            lang.say("Chưa đối chiếu", "Not reconciled:"),
            words::account(lang, account),
            lang.say("dòng", "lines")
        );
        row(what, through, None, false, "/so-quy".to_owned())
    }));
    due
}

/// Bank accounts with lines that no reconciliation has seen: how many, and the day of the first.
fn unreconciled(state: &State) -> impl Iterator<Item = (&domain::AccountId, usize, Date)> {
    let banks = state.accounts().iter().filter(|account| account.id.kind() == AccountKind::Bank);
    banks.filter_map(|account| {
        let through = state.books.reconciled(&account.id).map(|done| done.through);
        let unseen =
            account.booked.iter().filter(move |line| through.is_none_or(|through| line.date > through));
        let first = unseen.clone().map(|line| line.date).min()?;
        Some((&account.id, unseen.count(), first))
    })
}
