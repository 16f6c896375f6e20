//! The year of Đồng Tháp goes the way that the people of its fund went: each command by who gives it, the statements of the
//! banks in between.

use jiff::civil::{Date, date};
use ledger::{Entry, Import, Ledger};
use sample::year::{BankStatement, Step, Texts, Year};
use uuid::Uuid;
use vault::Row;

use super::Failure;
use crate::config::Config;
use crate::local::{memo_rules, profiles};
use crate::progress::bar;

/// The sample is the same everywhere.
const SEED: u64 = 2021;
/// The rules are asked as on this day: the year is over.
const TODAY: Date = date(2022, 2, 28);
/// What the ids of the year's commands begin with; the campaign's begin with smaller ones.
const STEP: u128 = 6 << 96;

pub(super) fn load(config: &Config, ledger: &Ledger) -> Result<(), Failure> {
    let year = Year::generate(SEED, TODAY)?;
    let bar = bar(year.steps.len() as u64, "Nạp sổ sách một năm / loading a year of books");
    let mut waiting = Vec::new();
    for (index, step) in (0_u128..).zip(year.steps) {
        let id = uuid::Builder::from_custom_bytes((STEP | index).to_be_bytes()).into_uuid();
        match step {
            Step::Entry(entry) => waiting.push(Entry {
                id,
                correlation: None,
                actor: entry.actor,
                command: entry.command,
                personal: entry.personal.into_iter().map(row).collect(),
            }),
            Step::Statement(statement) => {
                ledger.execute_all(std::mem::take(&mut waiting), &|| bar.inc(1))?;
                import(config, ledger, id, statement)?;
                bar.inc(1);
            }
        }
    }
    ledger.execute_all(waiting, &|| bar.inc(1))?;
    bar.finish_and_clear();
    Ok(())
}

fn row(texts: Texts) -> Row<'static> {
    Row { name: texts.name.into(), note: texts.note.into(), ..Row::default() }
}

fn import(config: &Config, ledger: &Ledger, id: Uuid, statement: BankStatement) -> Result<(), Failure> {
    let (profiles, rules) = (profiles(config)?, memo_rules(config)?);
    let import = Import {
        id,
        actor: statement.actor,
        account: Some(statement.account),
        profile: profiles.get(statement.profile)?,
        rules: &rules,
        file_name: &statement.file_name,
        bytes: statement.bytes,
    };
    ledger.import(import, &|_| {})?;
    Ok(())
}
