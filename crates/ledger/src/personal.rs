//! Personal data beside the events: the vault with its keys, and the commitments that the events hold.

use domain::{Digest, RowNo};
use vault::{Appended, Keys, Opened, RowNumber, Vault, VaultError};

use crate::error::LedgerError;
use crate::ledger::Ledger;
use crate::places::FundPlaces;

/// Makes an empty vault and its keys.
pub(crate) fn create(places: &FundPlaces) -> Result<Vault, VaultError> {
    let keys = Keys::create(&places.keys, places.fund.as_str(), &places.source)?;
    Vault::create(&places.vault(), keys)
}

/// Opens the vault with its keys. Books of before there were keys get theirs now.
pub(crate) fn open(places: &FundPlaces) -> Result<(Vault, Opened), VaultError> {
    let fund = places.fund.as_str();
    let keys = match Keys::open(&places.keys, fund, &places.source) {
        Err(VaultError::KeysMissing(_)) if Vault::stands_in_clear(&places.vault())? => {
            Keys::create(&places.keys, fund, &places.source)
        }
        opened => opened,
    };
    Vault::open(&places.vault(), keys?)
}

/// The commitments to the rows that a command's events name: those that it made, and older ones in the vault.
pub(crate) struct Commitments<'a> {
    vault: &'a Vault,
    /// What the command put into the vault.
    fresh: Option<Appended>,
}

impl<'a> Commitments<'a> {
    pub(crate) const fn new(vault: &'a Vault, fresh: Option<Appended>) -> Self {
        Self { vault, fresh }
    }

    /// The commitment to a row; none for a row that is lost.
    pub(crate) fn of(&self, row: RowNo) -> Result<Option<Digest>, LedgerError> {
        let fresh = self.fresh.as_ref().and_then(|fresh| {
            let place = row.get().checked_sub(fresh.first.get())?;
            fresh.commitments.get(usize::try_from(place).ok()?).copied()
        });
        let found = match fresh {
            Some(commitment) => Some(commitment),
            None => self.vault.commitment(RowNumber::new(row.get()))?,
        };
        Ok(found.map(Digest::from))
    }
}

impl Ledger {
    /// What shows the person behind a row that the events' commitment is to their own texts. For that person only.
    pub fn opening(&self, row: RowNo) -> Result<vault::Opening, LedgerError> {
        self.writable()?;
        Ok(self.vault.opening(RowNumber::new(row.get()))?)
    }
}
