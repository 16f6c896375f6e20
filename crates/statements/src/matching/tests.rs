//! A bank's day as bookings, windows of it printed as statements, and the books that importing them leaves.

mod cuts;

use domain::Vnd;
use jiff::civil::{Date, Time, date, time};

use super::{Coverage, Doubt, Known, Match, match_lines};
use crate::control::Control;
use crate::line::{Direction, Line, Span, Statement};

/// One true booking.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Booking {
    date: Date,
    time: Option<Time>,
    amount: Option<i64>,
    balance: Option<i64>,
    reference: String,
    memo: String,
}

fn booking(day: i8, second: Option<i8>, amount: i64, reference: &str, memo: &str) -> Booking {
    Booking {
        date: date(2024, 9, day),
        time: second.map(|second| time(9, 0, second, 0)),
        amount: Some(amount),
        balance: None,
        reference: reference.into(),
        memo: memo.into(),
    }
}

fn print(bookings: &[Booking]) -> Statement {
    let mut arena = String::new();
    let mut keep = |text: &str| {
        let start = u32::try_from(arena.len()).unwrap();
        arena.push_str(text);
        Span { start, len: u32::try_from(text.len()).unwrap() }
    };
    let lines: Vec<_> = bookings
        .iter()
        .zip(1..)
        .map(|(booking, number)| Line {
            number,
            date: booking.date,
            time: booking.time,
            direction: if booking.amount.is_some() { Direction::Credit } else { Direction::Unknown },
            amount: booking.amount.map(Vnd::new),
            balance: booking.balance.map(Vnd::new),
            reference: keep(&booking.reference),
            memo: keep(&booking.memo),
            counter_account: Span::default(),
            counter_name: Span::default(),
        })
        .collect();
    let moments = || lines.iter().map(|line| (line.date, line.time));
    Statement {
        profile: "test".into(),
        sha256: [0; 32],
        account: None,
        currency: "VND".into(),
        period: moments().min().zip(moments().max()),
        quarantine: Vec::new(),
        control: Control::default(),
        lines,
        arena,
    }
}

/// Books that record what is new and list what is uncertain.
#[derive(Default)]
struct Books {
    recorded: Vec<(u32, Booking)>,
    uncertain: Vec<(Booking, Doubt)>,
    coverage: Vec<Coverage>,
}

impl Books {
    fn known(&self) -> Vec<Known<'_>> {
        let known = |(identity, (import, booking)): (u64, &'_ (u32, Booking))| Known {
            identity,
            import: *import,
            date: booking.date,
            time: booking.time,
            direction: if booking.amount.is_some() { Direction::Credit } else { Direction::Unknown },
            amount: booking.amount.map(Vnd::new),
            balance: booking.balance.map(Vnd::new),
            reference: "",
            memo: "",
            by_hand: false,
            own: false,
        };
        (0..)
            .zip(&self.recorded)
            .map(|entry| Known { reference: &entry.1.1.reference, memo: &entry.1.1.memo, ..known(entry) })
            .collect()
    }

    fn import(&mut self, bookings: &[Booking]) -> Vec<Match> {
        let statement = print(bookings);
        let matches = match_lines(&statement, &self.known(), &self.coverage);
        let import = u32::try_from(self.coverage.len()).unwrap();
        for (booking, outcome) in bookings.iter().zip(&matches) {
            match outcome {
                Match::New => self.recorded.push((import, booking.clone())),
                Match::Uncertain { why, .. } => self.uncertain.push((booking.clone(), *why)),
                Match::Known(_) => {}
            }
        }
        self.coverage.extend(statement.period.map(|(first, last)| Coverage { first, last }));
        matches
    }
}

/// Imports the statements in turn; `expected` are the matches of the last one (`None`: uncertain).
#[track_caller]
fn check(before: &[&[Booking]], statement: &[Booking], expected: &[Option<Match>]) -> Books {
    let mut books = Books::default();
    for earlier in before {
        books.import(earlier);
    }
    let found = books.import(statement);
    let found: Vec<_> =
        found.into_iter().map(|m| (!matches!(m, Match::Uncertain { .. })).then_some(m)).collect();
    assert_eq!(found, expected);
    books
}

const NEW: Option<Match> = Some(Match::New);

#[allow(clippy::unnecessary_wraps, reason = "it stands in lists beside `None` for uncertain")]
const fn known(identity: u64) -> Option<Match> {
    Some(Match::Known(identity))
}

#[test]
fn twins_within_one_statement_are_two_gifts_and_come_again_as_two() {
    let twin = booking(1, Some(5), 100, "D1", "ung ho dong bao");
    let statement = [twin.clone(), twin.clone()];
    check(&[], &statement, &[NEW, NEW]);
    check(&[&statement], &statement, &[known(0), known(1)]);
    check(&[&statement], &[twin.clone(), twin.clone(), twin], &[known(0), known(1), NEW]);
}

#[test]
fn a_reference_is_no_key() {
    let first = booking(1, None, 100, "5212.1", "A chuyen tien ung ho");
    check(
        &[std::slice::from_ref(&first)],
        &[booking(1, None, 200, "5212.1", "A chuyen tien ung ho")],
        &[NEW],
    );
    check(
        &[std::slice::from_ref(&first)],
        &[booking(2, None, 100, "5212.1", "A chuyen tien ung ho")],
        &[NEW],
    );
    let other = [booking(1, None, 100, "5212.1", "B gui dong bao mien Bac")];
    let books = check(&[&[first]], &other, &[None]);
    assert_eq!(books.uncertain[0].1, Doubt::OtherMemo);
}

#[test]
fn same_second_and_amount_with_other_memos_are_told_apart_by_the_memo() {
    let (a, b) = (
        booking(1, Some(5), 100, "", "A chuyen tien ung ho"),
        booking(1, Some(5), 100, "", "B gui dong bao"),
    );
    let c = booking(1, Some(5), 100, "", "C xin gop mot chut");
    check(&[&[a.clone(), b.clone()]], &[b.clone(), a.clone()], &[known(1), known(0)]);
    check(&[&[a.clone(), b.clone()]], &[b.clone(), c], &[known(1), NEW]);
    check(&[&[a]], &[b], &[None]);
}

#[test]
fn another_print_of_the_memo_is_the_same_booking() {
    let printed = "CT tu 0091000639123 LE VAN A toi quy, ung ho dong bao";
    let first = booking(1, Some(5), 100, "", printed);
    for other in
        ["CT tu 0091000639xxx LE VAN A toi quy", "ct tu 0091000639123 LE VAN\nA toi quy, ung ho dong bao", ""]
    {
        check(&[std::slice::from_ref(&first)], &[booking(1, Some(5), 100, "", other)], &[known(0)]);
    }
}

#[test]
fn a_running_balance_settles_it_whatever_the_memo_says() {
    let mut first = booking(1, None, 100, "", "A");
    first.balance = Some(1000);
    let mut other = Booking { memo: "viet lai".into(), ..first.clone() };
    check(&[std::slice::from_ref(&first)], std::slice::from_ref(&other), &[known(0)]);
    other.balance = Some(1100);
    check(&[&[first]], &[other], &[NEW]);
}

#[test]
fn a_line_that_was_quarantined_is_known_again_with_its_amount() {
    let mut unread = booking(1, None, 0, "D7", "A chuyen tien 100");
    unread.amount = None;
    let read = booking(1, None, 100, "D7", "A chuyen tien 100");
    check(&[std::slice::from_ref(&unread)], std::slice::from_ref(&read), &[known(0)]);
    check(&[std::slice::from_ref(&unread)], std::slice::from_ref(&unread), &[known(0)]);
    check(&[&[read]], &[unread], &[known(0)]);
}

#[test]
fn a_weak_line_counts_on_a_day_that_one_side_shows_completely() {
    let around = |lines: &[Booking]| {
        let mut all = vec![booking(1, None, 1, "", "truoc do mot ngay")];
        all.extend_from_slice(lines);
        all.push(booking(3, None, 1, "", "sau do mot ngay"));
        all
    };
    let (a, b) =
        (booking(2, None, 100, "", "ung ho dong bao"), booking(2, None, 100, "", "giup ba con vung lu"));
    let whole = around(&[a.clone(), b.clone()]);
    check(&[&whole], std::slice::from_ref(&b), &[known(2)]);
    check(&[std::slice::from_ref(&b)], &whole, &[NEW, NEW, known(0), NEW]);
    let books = check(&[&whole], &[a.clone(), a.clone()], &[known(1), None]);
    assert_eq!(books.uncertain[0].1, Doubt::DayWasComplete);
    let reworded =
        around(&[booking(2, None, 100, "", "viet lai 1"), booking(2, None, 100, "", "viet lai 2")]);
    let found = check(&[&whole], &reworded, &[None, known(1), known(2), None]);
    assert!(found.uncertain.iter().all(|(_, why)| *why == Doubt::SameDayAndAmount));
}

#[test]
fn weak_lines_of_a_shared_border_day_need_an_unmistakable_run() {
    let gift = |n: i64| booking(1, None, 1000 + n, "", &format!("gui ba con mot chut tam long {n}"));
    let day: Vec<_> = (0..12).map(gift).collect();
    let expected: Vec<_> = (4..9).map(known).chain([NEW, NEW, NEW]).collect();
    check(&[&day[..9]], &day[4..], &expected);
    let plain = vec![booking(1, None, 100, "", "ung ho dong bao"); 12];
    let books = check(&[&plain[..9]], &plain, &[const { None }; 12]);
    assert!(books.uncertain.iter().all(|(_, why)| *why == Doubt::SameDayAndAmount));
}

#[test]
fn a_receipt_entered_by_hand_is_met_by_its_line() {
    let line = booking(1, None, 100, "D1", "LE VAN A chuyen tien");
    let statement = print(std::slice::from_ref(&line));
    let receipt = |reference, memo, by_hand| Known {
        identity: 9,
        import: 0,
        date: line.date,
        time: None,
        direction: Direction::Credit,
        amount: Some(Vnd::new(100)),
        balance: None,
        reference,
        memo,
        by_hand,
        own: false,
    };
    assert_eq!(match_lines(&statement, &[receipt("D1", "khac han", true)], &[]), [Match::Known(9)]);
    let uncertain = Match::Uncertain { candidates: vec![9], why: Doubt::EnteredByHand };
    assert_eq!(match_lines(&statement, &[receipt("", "Le Van A", true)], &[]), [uncertain]);
}

/// Payments of the fund of 100 entered by hand on these days, and what becomes of printed debits of 100.
#[track_caller]
fn check_own(entries: &[(i8, &str)], printed: &[(i8, &str)], expected: &[Option<Match>]) {
    let entry = |(identity, (day, reference)): (u64, &(i8, &'static str))| Known {
        identity,
        import: 0,
        date: date(2024, 9, *day),
        time: None,
        direction: Direction::Debit,
        amount: Some(Vnd::new(100)),
        balance: None,
        reference,
        memo: "Cua hang gao",
        by_hand: true,
        own: true,
    };
    let entries: Vec<(i8, &'static str)> =
        entries.iter().map(|(day, reference)| (*day, &*String::leak((*reference).to_owned()))).collect();
    let known: Vec<_> = (0..).zip(&entries).map(entry).collect();
    let line = |(day, reference): &(i8, &str)| booking(*day, None, 100, reference, "chi mua gao");
    let mut statement = print(&printed.iter().map(line).collect::<Vec<_>>());
    statement.lines.iter_mut().for_each(|line| line.direction = Direction::Debit);
    let found = match_lines(&statement, &known, &[]).into_iter();
    let found: Vec<_> = found.map(|m| (!matches!(m, Match::Uncertain { .. })).then_some(m)).collect();
    assert_eq!(found, expected, "{entries:?} {printed:?}");
}

#[test]
fn a_payment_entered_by_hand_is_met_by_its_line_or_somebody_looks_at_it() {
    check_own(&[(2, "")], &[(2, "FT1")], &[known(0)]);
    check_own(&[(2, ""), (2, "")], &[(2, "FT1"), (2, "FT2")], &[known(0), known(1)]);
    check_own(&[(2, "FT1")], &[(5, "FT1")], &[known(0)]);
    // The bank printed it later, or it is another one: nobody can tell.
    check_own(&[(2, "")], &[(4, "FT1")], &[None]);
    check_own(&[(2, "")], &[(2, "FT1"), (2, "FT2")], &[None, NEW]);
    // Nothing of it: another day too far off, or another reference.
    check_own(&[(2, "")], &[(12, "FT1")], &[NEW]);
    check_own(&[(12, "")], &[(2, "FT1")], &[NEW]);
}

#[test]
fn ten_thousand_equal_lines_a_day_stay_linear() {
    let day = vec![booking(1, None, 100, "", "ung ho dong bao"); 10_000];
    let mut books = Books::default();
    books.import(&day);
    books.import(&day);
    assert_eq!((books.recorded.len(), books.uncertain.len()), (10_000, 10_000));
}
