//! Which bank printed a file, where nobody says so.

use std::path::Path;

use domain::AccountId;
use ledger::Ledger;
use statements::{Profile, Profiles, read_statement};

use crate::failure::Failure;

/// The profile named like the account's bank; else the one that recognises the file; else the only one of the fund's
/// banks that can read it, since banks share some layouts.
pub(super) fn of<'a>(
    profiles: &'a Profiles,
    ledger: &Ledger,
    account: Option<&AccountId>,
    path: &Path,
    bytes: &[u8],
) -> Result<&'a Profile, Failure> {
    let of_account = account.and_then(|account| profiles.get(account.bank()).ok());
    of_account
        .or_else(|| profiles.recognise(bytes))
        .or_else(|| only_reader(profiles, ledger, bytes))
        .ok_or_else(|| {
            let names: Vec<_> = profiles.iter().map(Profile::name).collect();
            Failure::WhichProfile { path: path.to_owned(), names: names.join(", ") }
        })
}

fn only_reader<'a>(profiles: &'a Profiles, ledger: &Ledger, bytes: &[u8]) -> Option<&'a Profile> {
    let mut banks: Vec<_> = {
        let views = ledger.views();
        views.public.summary().banks.iter().map(|bank| bank.account.bank().to_owned()).collect()
    };
    banks.sort();
    banks.dedup();
    let mut readers = banks
        .iter()
        .filter_map(|bank| profiles.get(bank).ok())
        .filter(|profile| read_statement(bytes, "", profile).is_ok());
    let reader = readers.next()?;
    readers.next().is_none().then_some(reader)
}
