//! Any cut of one true sequence into overlapping statements, in any order, leaves the same books.

use std::collections::BTreeMap;

use jiff::civil::{date, time};
use proptest::collection::vec;
use proptest::prelude::*;

use super::{Booking, Books, Doubt};

/// What a format prints beside date, amount and memo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Seconds,
    Balances,
    References,
    /// Nothing.
    Weak,
}

/// A gift: gap to the one before in seconds, amount, memo, share of lines of generic words.
fn gift() -> impl Strategy<Value = (u32, i64, u32, bool)> {
    (
        prop_oneof![3 => Just(0_u32), 5 => 1..9_u32, 1 => 10_000..40_000_u32],
        prop_oneof![Just(100_000), Just(200_000), 1..9_i64],
        0..4000_u32,
        any::<bool>(),
    )
}

fn bookings(gifts: &[(u32, i64, u32, bool)], format: Format) -> Vec<Booking> {
    let (mut clock, mut balance) = (0_u32, 1_000_000);
    gifts
        .iter()
        .enumerate()
        .map(|(index, (gap, amount, who, generic))| {
            clock += gap;
            balance += amount;
            let day = i8::try_from(1 + clock / 86_400).unwrap();
            let second = clock % 86_400;
            let part = |n: u32| i8::try_from(n).unwrap();
            Booking {
                date: date(2024, 9, day),
                time: (format == Format::Seconds)
                    .then(|| time(part(second / 3600), part(second / 60 % 60), part(second % 60), 0)),
                amount: Some(*amount),
                balance: (format == Format::Balances).then_some(balance),
                reference: match format {
                    // Reused, and never by the same amount on the same day with the same memo.
                    Format::References => format!("52{}.{}", index % 7, index % 50),
                    _ => String::new(),
                },
                memo: match (format, generic) {
                    (Format::Weak | Format::Balances, true) => "ung ho dong bao bi lu".into(),
                    _ => format!("CT tu 00{who:04}{index:04} NGUOI {who} toi quy, ung ho dong bao"),
                },
            }
        })
        .collect()
}

/// Windows that cover everything; each begins at least one line before the last one ends.
fn windows(len: usize, cuts: &[(prop::sample::Index, prop::sample::Index)]) -> Vec<(usize, usize)> {
    let mut ends: Vec<usize> = cuts.iter().map(|(end, _)| end.index(len)).chain([len]).collect();
    ends.sort_unstable();
    let mut windows = Vec::new();
    let mut from = 0;
    for (place, end) in ends.into_iter().enumerate().filter(|(_, end)| *end > 0) {
        windows.push((from, end));
        let back = cuts.get(place).map_or(1, |(_, back)| back.index(end.min(30)) + 1);
        from = end - back;
    }
    windows
}

/// Another print of the same memo.
fn reprint(memo: &str, how: usize) -> String {
    match how % 4 {
        0 => memo.to_owned(),
        1 => memo.replacen("00", "xx", 1),
        2 => memo.chars().take(28).collect(),
        _ => memo.replacen(' ', "\n", 3).to_uppercase(),
    }
}

fn counts<'b>(bookings: impl IntoIterator<Item = &'b Booking>) -> BTreeMap<(String, i64, String), i64> {
    let mut counts = BTreeMap::new();
    for booking in bookings {
        // The memo's cut-proof beginning names the gift whatever print was recorded.
        let memo: String = booking.memo.chars().filter(|letter| !letter.is_whitespace()).take(18).collect();
        let memo = memo.to_lowercase().replace('x', "0");
        let key = (
            format!("{} {:?} {}", booking.date, booking.time, booking.reference),
            booking.amount.unwrap(),
            memo,
        );
        *counts.entry(key).or_default() += 1;
    }
    counts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn cuts_order_and_prints_change_nothing(
        gifts in vec(gift(), 1..120),
        format in prop_oneof![Just(Format::Seconds), Just(Format::Balances), Just(Format::References), Just(Format::Weak)],
        cuts in vec(any::<(prop::sample::Index, prop::sample::Index)>(), 0..5),
        order in any::<u64>(),
        prints in any::<bool>(),
    ) {
        let truth = bookings(&gifts, format);
        let mut statements = windows(truth.len(), &cuts);
        let rotate = usize::try_from(order % 7).unwrap() % statements.len();
        statements.rotate_left(rotate);
        if order % 2 == 0 {
            statements.reverse();
        }
        statements.push(statements[0]);
        let mut books = Books::default();
        for (nth, (from, to)) in statements.iter().enumerate() {
            let print: Vec<_> = truth[*from..*to]
                .iter()
                .map(|booking| Booking { memo: reprint(&booking.memo, if prints { nth } else { 0 }), ..booking.clone() })
                .collect();
            books.import(&print);
        }
        let expected = counts(&truth);
        let recorded = counts(books.recorded.iter().map(|(_, booking)| booking));
        if format != Format::Weak {
            // Only a second that two statements border on, shared with another gift of the same amount, is asked about.
            for (asked, why) in &books.uncertain {
                let same = |other: &&Booking| (other.date, other.time, other.amount) == (asked.date, asked.time, asked.amount);
                prop_assert!(format == Format::Seconds && *why == Doubt::OtherMemo, "{:?}", why);
                prop_assert!(truth.iter().filter(same).count() > 1);
            }
        }
        let uncertain = counts(books.uncertain.iter().map(|(booking, _)| booking));
        for (key, count) in &expected {
            let booked = recorded.get(key).copied().unwrap_or(0);
            let listed = uncertain.get(key).copied().unwrap_or(0);
            prop_assert!(booked <= *count, "doubled {:?}: {} of {}", key, booked, count);
            prop_assert!(booked + listed >= *count, "dropped {:?}: {} + {} of {}", key, booked, listed, count);
        }
        prop_assert!(recorded.keys().all(|key| expected.contains_key(key)));
        prop_assert!(!books.uncertain.is_empty() || recorded == expected);
    }
}
