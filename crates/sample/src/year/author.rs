//! Who writes the year: an agenda of tasks, run day by day, whose every command is decided on a state of its own, so that
//! numbers, lots and digests that later commands name are those that the books gave.
//!
//! It must not look at clock or files: the same seed writes the same year.

use std::collections::{BTreeMap, VecDeque};

use domain::{
    AccountId, Actor, Code, Command, Decided, Digest, Event, Given, NeedNo, On, Rejection, RowNo, State, Vnd,
    books, decide, giving, goods, inbox, network, oversight, relief,
};
use jiff::ToSpan;
use jiff::civil::Date;

use super::bank::Bank;
use super::tally::Tally;
use super::{Entry, Step, Texts};
use crate::random::Random;

/// What keeps a year from being written. The generator's own fault, or a rule's.
#[derive(Debug, thiserror::Error)]
pub enum Mistake {
    /// A name is not well formed.
    #[error("năm mẫu / the sample year: {0}")]
    Name(#[from] domain::InvalidId),
    /// The rules refuse an entry.
    #[error(
        "năm mẫu, ngày {on}, {actor}: {rejection} / the sample year, {on}, {actor}: {rejection:?}\n{command}"
    )]
    Refused {
        /// Who gave it.
        actor: Box<str>,
        /// What was asked, shortened.
        command: Box<str>,
        /// Its business day.
        on: Date,
        /// Why.
        rejection: Box<Rejection>,
    },
    /// A statement that was printed is not read back.
    #[error("năm mẫu, sao kê / the sample year, statement: {0}")]
    Statement(Box<str>),
    /// An entry made no event of the kind that it should.
    #[error("năm mẫu: thiếu {0} / the sample year: {0} is missing")]
    Missing(&'static str),
}

/// What a task answers.
pub(super) type Told<T = ()> = Result<T, Mistake>;
type Task = Box<dyn FnOnce(&mut Author) -> Told>;

/// The people of the fund, and those who write to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    Admin,
    Approver,
    Auditor,
    ChiefAccountant,
    Deputy,
    Outside,
    SecondApprover,
    SecondTreasurer,
    Storekeeper,
    Treasurer,
}

impl Who {
    pub(super) fn actor(self) -> Told<Actor> {
        let name = match self {
            Self::Admin => "admin:p-0a11",
            Self::Approver => "approver:p-51c2",
            Self::Auditor => "auditor:p-7d08",
            Self::ChiefAccountant => "chief-accountant:p-3e94",
            Self::Deputy => "approver:p-c6b7",
            Self::Outside => "public:web",
            Self::SecondApprover => "approver:p-88f0",
            Self::SecondTreasurer => "treasurer:p-b245",
            Self::Storekeeper => "storekeeper:p-e91d",
            Self::Treasurer => "treasurer:p-7f3a",
        };
        Ok(name.parse()?)
    }
}

/// When on a day: gifts come in before anything is spent, and books are closed last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hour {
    Morning,
    Noon,
    Afternoon,
    Evening,
}

/// Writes the year.
pub(super) struct Author {
    pub(super) random: Random,
    pub(super) state: State,
    pub(super) tally: Tally,
    pub(super) facts: Vec<(Actor, Decided)>,
    pub(super) bank: Bank,
    /// The day that is being written.
    pub(super) on: Date,
    /// Money that is asked for and not paid yet, by account.
    pub(super) committed: BTreeMap<AccountId, i64>,
    /// The needs told, by round and commune.
    pub(super) needs: BTreeMap<(u16, Code), NeedNo>,
    /// References given to transfers so far.
    pub(super) references: u32,
    pub(super) steps: Vec<Step>,
    /// What is free of each item in each warehouse.
    pub(super) stock: BTreeMap<(Code, Code), i64>,
    agenda: BTreeMap<(Date, Hour, u64), Task>,
    tasks: u64,
    today: Date,
}

impl Author {
    /// Begins on `first`; `today` is the day on which the rules are asked.
    pub(super) fn new(seed: u64, first: Date, today: Date) -> Told<Self> {
        Ok(Self {
            random: Random::new(seed),
            state: State::default(),
            tally: Tally::default(),
            facts: Vec::new(),
            bank: Bank::new()?,
            on: first,
            committed: BTreeMap::new(),
            needs: BTreeMap::new(),
            references: 0,
            steps: Vec::new(),
            stock: BTreeMap::new(),
            agenda: BTreeMap::new(),
            tasks: 0,
            today,
        })
    }

    /// Puts a task on the agenda. One for a day that is over is done today.
    pub(super) fn at(&mut self, on: Date, hour: Hour, task: impl FnOnce(&mut Self) -> Told + 'static) {
        self.tasks = self.tasks.saturating_add(1);
        self.agenda.insert((on.max(self.on), hour, self.tasks), Box::new(task));
    }

    /// Puts a task on the agenda `days` from today.
    pub(super) fn after(&mut self, days: i64, hour: Hour, task: impl FnOnce(&mut Self) -> Told + 'static) {
        let on = later(self.on, days);
        self.at(on, hour, task);
    }

    /// Does everything that is on the agenda, in order, and what it puts there.
    pub(super) fn run(&mut self) -> Told {
        while let Some(((on, _, _), task)) = self.agenda.pop_first() {
            self.on = on;
            task(self)?;
        }
        Ok(())
    }

    /// Gives a command, with its texts, and answers with what it made.
    pub(super) fn say(&mut self, who: Who, command: Command, personal: Vec<Texts>) -> Told<Vec<Event>> {
        let actor = who.actor()?;
        let events = self.decide(&actor, &command, &personal)?;
        self.steps.push(Step::Entry(Entry { actor, command, effective_on: self.on, personal }));
        Ok(events)
    }

    /// Decides and folds. The rules see the rows that the ledger will name.
    pub(super) fn decide(
        &mut self,
        actor: &Actor,
        command: &Command,
        personal: &[Texts],
    ) -> Told<Vec<Event>> {
        let mut asked = command.clone();
        for (place, texts) in asked.rows_mut().into_iter().zip(personal) {
            *place = (*texts != Texts::default()).then_some(RowNo::new(1));
        }
        let given = Given { actor, today: self.today };
        let facts = decide(&self.state, asked, given).map_err(|rejection| Mistake::Refused {
            actor: actor.as_str().into(),
            command: format!("{command:?}").chars().take(600).collect::<String>().into(),
            on: self.on,
            rejection: Box::new(rejection),
        })?;
        let before = self.facts.len();
        for fact in facts {
            self.state.evolve(actor, fact.effective_on, &fact.event);
            self.tally.evolve(&fact.event);
            self.facts.push((actor.clone(), fact));
        }
        Ok(self.facts.iter().skip(before).map(|(_, fact)| fact.event.clone()).collect())
    }

    pub(super) fn books(&mut self, who: Who, command: books::Command, note: &str) -> Told<Vec<Event>> {
        self.say(who, Command::Books(On { effective_on: self.on, command }), noted(note))
    }

    pub(super) fn giving(&mut self, who: Who, command: giving::Command, texts: Texts) -> Told<Vec<Event>> {
        self.say(who, Command::Giving(On { effective_on: self.on, command }), one(texts))
    }

    pub(super) fn goods(&mut self, who: Who, command: goods::Command, texts: Texts) -> Told<Vec<Event>> {
        self.say(who, Command::Goods(On { effective_on: self.on, command }), one(texts))
    }

    pub(super) fn network(&mut self, command: network::Command, personal: Vec<Texts>) -> Told<Vec<Event>> {
        self.say(Who::Treasurer, Command::Network(On { effective_on: self.on, command }), personal)
    }

    pub(super) fn inbox(&mut self, who: Who, command: inbox::Command, texts: Texts) -> Told<Vec<Event>> {
        self.say(who, Command::Inbox(On { effective_on: self.on, command }), one(texts))
    }

    pub(super) fn oversight(
        &mut self,
        who: Who,
        command: oversight::Command,
        note: &str,
    ) -> Told<Vec<Event>> {
        self.say(who, Command::Oversight(On { effective_on: self.on, command }), noted(note))
    }

    pub(super) fn relief(&mut self, who: Who, command: relief::Command, note: &str) -> Told<Vec<Event>> {
        self.say(who, Command::Relief(On { effective_on: self.on, command }), noted(note))
    }

    /// A paper that was scanned; nobody but its archive knows more of it than this.
    pub(super) fn paper(&mut self) -> Told<Digest> {
        let part = |random: &mut Random| format!("{:016x}", random.next());
        let text: String = (0..4).map(|_| part(&mut self.random)).collect();
        Ok(text.parse()?)
    }

    /// The balance of an account, in đồng.
    pub(super) fn balance(&self, account: &AccountId) -> i64 {
        self.state.account(account).and_then(|account| i64::try_from(account.balance).ok()).unwrap_or(0)
    }

    /// A whole number of `step`s from `from` up to and without `end`.
    pub(super) fn amount(&mut self, from: i64, end: i64, step: i64) -> Vnd {
        let steps = end.saturating_sub(from).checked_div(step).unwrap_or(0);
        let drawn = self.random.below(u64::try_from(steps).unwrap_or(0));
        let drawn = i64::try_from(drawn).unwrap_or(0);
        Vnd::new(from.saturating_add(drawn.saturating_mul(step)))
    }
}

fn one(texts: Texts) -> Vec<Texts> {
    if texts == Texts::default() { Vec::new() } else { vec![texts] }
}

fn noted(note: &str) -> Vec<Texts> {
    one(Texts { note: note.to_owned(), ..Texts::default() })
}

/// So many days after.
pub(super) fn later(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).unwrap_or(day)
}

/// A code that is well formed.
pub(super) fn code(text: &str) -> Told<Code> {
    Ok(text.parse()?)
}

/// Spreads `things` evenly over `days` from `first`.
pub(super) fn spread<T>(things: Vec<T>, first: Date, days: i64) -> impl Iterator<Item = (Date, T)> {
    let count = i64::try_from(things.len()).unwrap_or(i64::MAX).max(1);
    let days_of = move |index: i64| index.saturating_mul(days).checked_div(count).unwrap_or(0);
    let things: VecDeque<T> = things.into();
    (0_i64..).zip(things).map(move |(index, thing)| (later(first, days_of(index)), thing))
}
