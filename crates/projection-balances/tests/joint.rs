//! Everything at once: people who do whatever the rules let them, mistakes included, over all parts of a fund. After every
//! event the state of the rules, the double-entry books and naive sums over the log say the same.
//!
//! The seed is in the output and in every panic. `SOVANG_SEED=n` runs that one; `SOVANG_EVENTS=100000` makes one long run.
#![expect(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "test code")]

mod joint {
    pub(crate) mod check;
    pub(crate) mod gifts;
    pub(crate) mod goods;
    pub(crate) mod ground;
    pub(crate) mod money;
    pub(crate) mod naive;
    pub(crate) mod relief;
    pub(crate) mod world;
}

use joint::world::World;
use joint::{gifts, goods, ground, money, relief};

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn simulate(seed: u64, events: u64) {
    let mut world = World::new(seed);
    ground::lay(&mut world);
    while world.position < events {
        world.pass_time();
        match world.dice.below(20) {
            0..=3 => gifts::something(&mut world),
            4..=7 => goods::something(&mut world),
            8..=16 => relief::something(&mut world),
            _ => money::something(&mut world),
        }
    }
    world.finish();
}

#[test]
fn books_state_and_naive_sums_agree_after_every_event() {
    let events = number("SOVANG_EVENTS").unwrap_or(2_500);
    let seeds = match (number("SOVANG_SEED"), number("SOVANG_EVENTS")) {
        (Some(seed), _) => vec![seed],
        (None, Some(_)) => vec![20_210_721],
        (None, None) => vec![1, 2, 20_210_721, 77_777],
    };
    for seed in seeds {
        simulate(seed, events);
    }
}
