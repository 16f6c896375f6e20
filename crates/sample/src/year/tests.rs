//! The figures hold for every seed, and the rules take every entry.

use super::*;

#[track_caller]
fn written(seed: u64) -> Year {
    Year::generate(seed, date(2022, 2, 28)).unwrap_or_else(|mistake| panic!("seed {seed}: {mistake}"))
}

#[test]
fn the_sums_are_met() {
    let year = written(2021);
    assert_eq!((year.tally.money, year.tally.goods), (figures::MONEY, figures::GOODS));
}
