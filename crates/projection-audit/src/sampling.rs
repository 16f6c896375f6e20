//! Samples that anybody can draw again: which entries an auditor looks at is told by a seed that was public before.
//!
//! Numbers: block *i* is SHA-256 of `sovang-sample-v1`, a zero byte, the seed, a zero byte and *i* as 8 bytes, most
//! significant first; its first 8 bytes, read the same way, are one number. A number below *n* is drawn by throwing away
//! numbers from the largest multiple of *n* below 2^64 on, and taking the rest of the division by *n*.
//!
//! * [`Method::Random`]: a number below the count of the entries names one, in the log's order from 0; one that was named
//!   already is passed over, until the wanted count is there.
//! * [`Method::MonetaryUnits`]: the amounts stand one behind the other, in the log's order; the interval is their sum
//!   divided by the wanted count, rounded down, at least 1. The first đồng is a number below the interval, the next ones
//!   stand an interval apart: the entry that holds such a đồng is picked, once.

use sha2::{Digest as _, Sha256};

/// How entries are picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Every entry is as likely as any other.
    Random,
    /// Every đồng is as likely as any other: an entry larger than the interval is always picked.
    MonetaryUnits,
}

impl Method {
    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::MonetaryUnits => "monetary-units",
        }
    }

    /// The method of that name.
    pub fn of(name: &str) -> Option<Self> {
        [Self::Random, Self::MonetaryUnits].into_iter().find(|method| method.name() == name)
    }
}

/// The places of at most `count` entries of `amounts`, rising. The same seed, amounts and count give the same places.
///
/// `amounts` are those of the entries in the log's order, in đồng; for monetary units what is not above zero is never
/// picked.
pub fn draw(seed: &str, method: Method, amounts: &[i64], count: usize) -> Vec<usize> {
    let numbers = Numbers { seed, next: 0 };
    match method {
        Method::Random => random(numbers, amounts.len(), count),
        Method::MonetaryUnits => monetary_units(numbers, amounts, count),
    }
}

/// The name of a sample, by which signatures say that they belong to it: SHA-256 of what describes it, in hexadecimal
/// digits.
pub fn name(description: &str) -> String {
    use std::fmt::Write as _;
    let digest = Sha256::digest(description);
    digest.iter().fold(String::new(), |mut name, byte| {
        // Writing to a text cannot fail.
        let _ = write!(name, "{byte:02x}");
        name
    })
}

fn random(mut numbers: Numbers<'_>, entries: usize, count: usize) -> Vec<usize> {
    let mut picked = std::collections::BTreeSet::new();
    while picked.len() < count.min(entries) {
        let place = numbers.below(entries as u64);
        picked.extend(usize::try_from(place));
    }
    picked.into_iter().collect()
}

fn monetary_units(mut numbers: Numbers<'_>, amounts: &[i64], count: usize) -> Vec<usize> {
    let units = |amount: &i64| u128::try_from(*amount).unwrap_or(0);
    let sum = amounts.iter().map(units).fold(0_u128, u128::saturating_add);
    if sum == 0 || count == 0 {
        return Vec::new();
    }
    let interval = (sum / count as u128).max(1);
    let start = numbers.below(u64::try_from(interval).unwrap_or(u64::MAX));
    let (mut picked, mut wanted, mut passed) = (Vec::new(), u128::from(start), 0_u128);
    for (place, amount) in amounts.iter().enumerate() {
        let end = passed.saturating_add(units(amount));
        if wanted < end && picked.len() < count {
            picked.push(place);
            let whole = (end.saturating_sub(wanted).saturating_sub(1) / interval).saturating_add(1);
            wanted = wanted.saturating_add(whole.saturating_mul(interval));
        }
        passed = end;
    }
    picked
}

struct Numbers<'a> {
    seed: &'a str,
    next: u64,
}

impl Numbers<'_> {
    fn next(&mut self) -> u64 {
        let block = Sha256::new()
            .chain_update(b"sovang-sample-v1\0")
            .chain_update(self.seed)
            .chain_update([0])
            .chain_update(self.next.to_be_bytes())
            .finalize();
        self.next = self.next.saturating_add(1);
        block.first_chunk().map_or(0, |first| u64::from_be_bytes(*first))
    }

    /// A number from 0 up to `limit`, not included.
    fn below(&mut self, limit: u64) -> u64 {
        let limit = limit.max(1);
        // 2^64 modulo the limit: so many numbers at the end would make the first ones likelier.
        let over = u64::MAX.wrapping_rem(limit).wrapping_add(1).wrapping_rem(limit);
        loop {
            let number = self.next();
            if number <= u64::MAX - over {
                return number % limit;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(method: Method, amounts: &[i64], count: usize, expected: &[usize]) {
        assert_eq!(draw("lu-2024 40 bach-dang", method, amounts, count), expected);
    }

    #[test]
    fn a_seed_picks_the_same_entries_for_ever() {
        // By an independent reading of the head comment in Python.
        check(Method::Random, &[1; 1000], 5, &[182, 351, 532, 565, 840]);
        check(Method::MonetaryUnits, &[100, 900, 50, 5_000, 1, 0, -7, 949], 4, &[3, 7]);
    }

    #[test]
    fn no_more_is_picked_than_there_is() {
        check(Method::Random, &[5, 5, 5], 9, &[0, 1, 2]);
        check(Method::Random, &[], 3, &[]);
        check(Method::MonetaryUnits, &[0, 0], 3, &[]);
        check(Method::MonetaryUnits, &[1, 1, 1], 9, &[0, 1, 2]);
    }

    #[test]
    fn an_entry_larger_than_the_interval_is_always_picked() {
        for seed in 0..200 {
            let picked = draw(&seed.to_string(), Method::MonetaryUnits, &[10, 10, 500, 10, 10], 3);
            assert!(picked.contains(&2), "{seed}");
        }
    }

    #[test]
    fn every_entry_and_every_dong_is_as_likely_as_another() {
        let (mut entries, mut dong) = ([0_u32; 4], [0_u32; 4]);
        for seed in 0..4_000 {
            for place in draw(&seed.to_string(), Method::Random, &[1; 4], 1) {
                entries[place] += 1;
            }
            let units = draw(&seed.to_string(), Method::MonetaryUnits, &[10, 20, 30, 40], 1);
            for place in units {
                dong[place] += 1;
            }
        }
        assert!(entries.iter().all(|count| count.abs_diff(1_000) < 120), "{entries:?}");
        let expected = [400_u32, 800, 1_200, 1_600];
        assert!(
            dong.iter().zip(expected).all(|(count, expected)| count.abs_diff(expected) < 150),
            "{dong:?}"
        );
    }
}
