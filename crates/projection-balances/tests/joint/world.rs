//! The fund that the simulation plays with: commands go in, and whatever they make is folded and looked at.

use std::collections::BTreeMap;

use domain::relief::PaymentKind;
use domain::{
    Actor, Code, Command, Decided, Earmark, Event, Given, Meta, On, Recorded, Series, State, Vnd, decide,
    goods, relief,
};
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use projection_balances::Balances;
use projection_lineage::Lineage;
use uuid::Uuid;

use super::check;
use super::naive::Naive;

/// xorshift64*: the same numbers on every machine.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % limit.max(1)
    }

    pub(crate) fn one_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    pub(crate) fn of<T: Clone>(&mut self, these: &[T]) -> T {
        let place = self.below(u64::try_from(these.len()).unwrap());
        these.get(usize::try_from(place).unwrap()).unwrap().clone()
    }

    /// From 1 up to `most`, small ones more often.
    pub(crate) fn amount(&mut self, most: i64) -> Vnd {
        let most = self.below(u64::try_from(most.max(1)).unwrap()) + 1;
        Vnd::new(i64::try_from(self.below(most) + 1).unwrap())
    }

    /// A number that was given out, or now and then the next one.
    pub(crate) fn number(&mut self, next: u64) -> u64 {
        if self.one_in(40) { next } else { self.below(next.saturating_sub(1)) + 1 }
    }

    /// A number that was given out lately.
    pub(crate) fn late(&mut self, next: u64, back: u64) -> u64 {
        next.saturating_sub(1 + self.below(back)).max(1)
    }
}

pub(crate) fn code<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().unwrap()
}

pub(crate) const ACCOUNTS: [&str; 4] = ["cash:main", "cash:team", "bidv:12345678", "vietcombank:150020111"];

pub(crate) struct World {
    pub(crate) seed: u64,
    pub(crate) dice: Dice,
    pub(crate) today: Date,
    pub(crate) position: u64,
    pub(crate) state: State,
    pub(crate) balances: Balances,
    pub(crate) lineage: Lineage,
    pub(crate) naive: Naive,
    taken: BTreeMap<&'static str, u64>,
    refused: BTreeMap<&'static str, u64>,
    vouchers: BTreeMap<(Series, i16), u32>,
    digests: u64,
    /// Why the last command that was refused was.
    pub(crate) why: String,
}

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            seed,
            dice: Dice(seed | 1),
            today: date(2021, 1, 4),
            position: 0,
            state: State::default(),
            balances: Balances::default(),
            lineage: Lineage::default(),
            naive: Naive::default(),
            taken: BTreeMap::new(),
            refused: BTreeMap::new(),
            vouchers: BTreeMap::new(),
            digests: 0,
            why: String::new(),
        }
    }

    pub(crate) fn pass_time(&mut self) {
        if self.dice.one_in(12) {
            self.today = self.today.checked_add(1.day()).unwrap();
        }
    }

    /// The business day of a command: today, now and then an earlier one, rarely one that cannot be.
    pub(crate) fn on(&mut self) -> Date {
        let back = match self.dice.below(60) {
            0 => -1,
            1..=6 => i64::try_from(self.dice.below(6)).unwrap(),
            _ => 0,
        };
        self.today.checked_sub(back.days()).unwrap()
    }

    pub(crate) fn earmark(&mut self) -> Option<Earmark> {
        let tie = |purpose: Option<&str>, place: Option<&str>| {
            Some(Earmark { beneficiary: None, place: place.map(code), purpose: purpose.map(code) })
        };
        match self.dice.below(10) {
            0..=5 => None,
            6 | 7 => tie(Some("food"), None),
            8 => tie(None, Some("p-1")),
            _ => tie(Some("houses"), Some("p")),
        }
    }

    /// A paper that nobody has shown before.
    pub(crate) fn digest<T: std::str::FromStr>(&mut self) -> T
    where
        T::Err: std::fmt::Debug,
    {
        self.digests += 1;
        code(&format!("{:064x}", self.digests))
    }

    pub(crate) fn relief(&mut self, who: &str, command: relief::Command) -> bool {
        let effective_on = self.on();
        self.give(who, Command::Relief(On { effective_on, command }))
    }

    pub(crate) fn goods(&mut self, command: goods::Command) -> bool {
        let effective_on = self.on();
        self.give("storekeeper:s", Command::Goods(On { effective_on, command }))
    }

    /// Gives the command; what it makes is folded event by event, each looked at.
    pub(crate) fn give(&mut self, who: &str, command: Command) -> bool {
        let actor: Actor = code(who);
        let shown = format!("seed {}, event {}: {who} {command:?}", self.seed, self.position);
        let kind = kind(&command);
        let facts = match decide(&self.state, command, Given { actor: &actor, today: self.today }) {
            Ok(facts) => facts.collect::<Vec<_>>(),
            Err(refusal) => {
                assert!(!refusal.vi().is_empty() && !refusal.en().is_empty(), "{shown}: {refusal:?}");
                self.why = refusal.en();
                *self.refused.entry(refusal.code()).or_default() += 1;
                return false;
            }
        };
        *self.taken.entry(kind).or_default() += 1;
        self.note(&facts);
        for fact in facts {
            self.state.evolve(&actor, fact.effective_on, &fact.event);
            self.naive.apply(&fact.event);
            self.register(&fact.event, &shown);
            let recorded = recorded(self.position, &actor, fact.effective_on, fact.event);
            self.balances.apply(&recorded);
            self.lineage.apply(&recorded);
            self.position += 1;
            check::after_event(self, &shown);
        }
        check::after_command(self, &shown);
        true
    }

    /// What is rare and easily got wrong must have happened.
    fn note(&mut self, facts: &[Decided]) {
        for fact in facts {
            let Event::Relief(event) = &fact.event else { continue };
            let relief::Event::Paid(paid) = event.as_ref() else { continue };
            let rare = match &paid.kind {
                PaymentKind::Refund(_) if facts.len() > 1 => "(refund of a released gift)",
                PaymentKind::Refund(_) => "(refund)",
                _ if paid.explains.is_some() => "(bank line explained)",
                PaymentKind::Purchase(_) => "(purchase)",
                PaymentKind::Advance(_) => "(advance)",
                _ => continue,
            };
            *self.taken.entry(rare).or_default() += 1;
        }
    }

    /// Numbers of a series and year run from 1 without a gap, in the order of the log.
    fn register(&mut self, event: &Event, shown: &str) {
        if let Some(voucher) = event.voucher() {
            let last = self.vouchers.entry((voucher.series, voucher.year)).or_default();
            *last += 1;
            assert_eq!(voucher.number, *last, "{shown}: {voucher}");
        }
    }

    /// Everything was looked at, much was taken and much refused.
    pub(crate) fn finish(&self) {
        check::all(self, &format!("seed {}, at the end", self.seed));
        let (taken, refused): (u64, u64) = (self.taken.values().sum(), self.refused.values().sum());
        println!("seed {}: {} events of {taken} commands, {refused} refused", self.seed, self.position);
        println!("  taken: {:?}\n  refused: {:?}", self.taken, self.refused);
        assert!(self.taken.len() > 40 && self.refused.len() > 40, "seed {}: too little happened", self.seed);
    }
}

/// The command's name, as far as counting goes.
fn kind(command: &Command) -> &'static str {
    let shown = format!("{command:?}");
    let named = shown.split(['(', ' ', '{']).filter(|word| !word.is_empty());
    let skipped = ["Books", "Giving", "Goods", "Network", "Oversight", "Relief", "On", "effective_on:"];
    let name = named
        .filter(|word| !skipped.contains(word) && !word.starts_with(char::is_numeric))
        .find(|word| word.starts_with(char::is_uppercase));
    // A few dozen names in a test's life.
    name.map_or("?", |name| String::from(name).leak())
}

fn recorded(position: u64, actor: &Actor, effective_on: Date, event: Event) -> Recorded {
    let (causation, correlation, id) = (Uuid::nil(), Uuid::nil(), Uuid::nil());
    let (actor, recorded_at) = (actor.clone(), Timestamp::UNIX_EPOCH);
    Recorded {
        position,
        meta: Meta { actor, causation, commitment: None, correlation, effective_on, id, recorded_at },
        event,
    }
}

pub(crate) fn heads() -> [Code; 3] {
    [code("food"), code("houses"), code("transport")]
}
