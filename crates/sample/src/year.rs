//! The books of a year, from a seed: Đồng Tháp 2021, as the Fatherland Front of the province might have kept them.
//!
//! A year is a sequence of steps: commands with who gives them and when, and bank statements to import in between. Every
//! command has been decided once, on the books that the steps before it make, so that the numbers it names are theirs. The
//! figures of [`figures`] hold for every seed. Nothing here reads a clock or a file, and no name is anyone's.

mod author;
mod bank;
mod catalogue;
mod closing;
pub mod figures;
mod mishaps;
mod money;
mod network;
mod places;
mod requests;
mod rounds;
mod rules;
mod stock;
mod tally;

use std::rc::Rc;

use domain::{AccountId, Actor, AddAccount, Code, Command, Decided, OpenFund, State, Vnd, books};
use jiff::civil::{Date, date};

pub use author::Mistake;
use author::{Author, Hour, Told, Who};
pub use tally::Tally;

/// The fund.
pub const FUND: &str = "dong-thap-2021";
/// Its name.
pub const NAME: &str = "Quỹ cứu trợ phòng, chống dịch tỉnh Đồng Tháp năm 2021";
const CASH: &str = "cash:main";
const TREASURY: &str = "kbnn:3711090123";
const FIRST: Date = date(2021, 1, 1);
/// Gifts are received from the first to the last of these days.
const WINDOW: (Date, Date) = (date(2021, 6, 1), date(2021, 11, 30));
/// What lay at the treasury and in the cash box when the year began.
const OPENING: [(&str, i64); 2] = [(TREASURY, 850_000_000), (CASH, 45_000_000)];

/// One step of the year.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "one at a time is made and given away")]
pub enum Step {
    /// A command is given.
    Entry(Entry),
    /// A bank's statement is imported.
    Statement(BankStatement),
}

/// A command, with who gives it on which business day, and the texts that belong into the vault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Who gives it.
    pub actor: Actor,
    /// What is asked.
    pub command: Command,
    /// The business day.
    pub effective_on: Date,
    /// One a place of the command's rows, in order; empty where there is nothing to say.
    pub personal: Vec<Texts>,
}

/// What is known of a person behind a command. Invented.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// A name.
    pub name: String,
    /// What somebody noted.
    pub note: String,
}

/// A statement as the treasurer downloads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankStatement {
    /// The account.
    pub account: AccountId,
    /// Who imports it.
    pub actor: Actor,
    /// The file: UTF-8 CSV.
    pub bytes: Vec<u8>,
    /// Its name.
    pub file_name: String,
    /// The profile that reads it.
    pub profile: &'static str,
}

/// The books of a year, and what they come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// In the order in which they are given.
    pub steps: Vec<Step>,
    /// The facts that they make, by whom. A statement's lines lack what only the ledger fills in: rows, lines of the file.
    pub facts: Vec<(Actor, Decided)>,
    /// What they come to.
    pub tally: Tally,
    /// The state that they make.
    pub state: State,
}

impl Year {
    /// Writes the year of a seed, asking the rules on the day `today`, which lies after the year. An error is a fault of the
    /// sample or a change of the rules, and names the entry that was refused.
    pub fn generate(seed: u64, today: Date) -> Result<Self, Mistake> {
        let mut author = Author::new(seed, FIRST, today)?;
        author.begin()?;
        author.run()?;
        Ok(Self { steps: author.steps, facts: author.facts, tally: author.tally, state: author.state })
    }
}

impl Author {
    /// Draws what the year needs and puts it on the agenda.
    fn begin(&mut self) -> Told {
        let communes: Vec<_> = places::draw(&mut self.random)?.into_iter().map(Rc::new).collect();
        let codes: Vec<Code> = communes.iter().map(|commune| commune.code.clone()).collect();
        self.at(FIRST, Hour::Morning, Self::open);
        self.plan_network(&communes);
        self.at(date(2021, 5, 26), Hour::Morning, Self::adopt_rules);
        self.plan_window();
        self.plan_money(&codes)?;
        let rounds = self.plan_relief(&communes)?;
        self.plan_goods(&rounds);
        self.plan_mishaps(&communes);
        self.plan_closing();
        Ok(())
    }

    fn open(&mut self) -> Told {
        let (effective_on, name) = (self.on, NAME.to_owned());
        let open = OpenFund { fund: FUND.parse()?, name, effective_on };
        self.say(Who::Admin, Command::OpenFund(open), vec![])?;
        let banks: Vec<_> = self.bank.accounts.iter().map(|kept| (kept.id.clone(), bank::OPENING)).collect();
        let hands = OPENING.into_iter().map(|(account, amount)| Ok((account.parse()?, amount)));
        let accounts = banks.into_iter().map(Ok).chain(hands).collect::<Told<Vec<(AccountId, i64)>>>()?;
        for (account, amount) in accounts {
            let add = AddAccount { account: account.clone(), published: true, effective_on };
            self.say(Who::Admin, Command::AddAccount(add), vec![])?;
            let opening = books::SetOpeningBalance { account, amount: Vnd::new(amount), earmark: None };
            self.books(Who::ChiefAccountant, books::Command::SetOpeningBalance(opening), "")?;
        }
        Ok(())
    }

    fn plan_network(&mut self, communes: &[Rc<places::Commune>]) {
        let whole = Rc::new(communes.to_vec());
        let organisations = Rc::clone(&whole);
        self.at(date(2021, 1, 4), Hour::Noon, move |author| author.declare_areas(&whole));
        self.at(date(2021, 1, 5), Hour::Noon, move |author| {
            author.declare_organisations(&organisations)?;
            author.count_organisations(2020)?;
            author.declare_goods(&organisations)
        });
        for commune in communes {
            let [formed, listed, rated] = [0, 1, 2].map(|_| Rc::clone(commune));
            self.at(date(2021, 1, 11), Hour::Noon, move |author| author.form_groups(&formed));
            self.at(date(2021, 8, 30), Hour::Noon, move |author| author.register_households(&listed));
            self.at(date(2021, 12, 15), Hour::Noon, move |author| author.rate_groups(&rated));
        }
        self.at(date(2021, 12, 16), Hour::Noon, |author| {
            author.count_organisations(2021)?;
            author.count_teams()
        });
    }
}

#[cfg(test)]
mod tests;
