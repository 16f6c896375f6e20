//! Erasing personal data on a granted request: keys destroyed, rows overwritten, then the books say that it is done.
//!
//! Every step is on the disk before the next begins, and can be done again: the grant is an event, the key store keeps a
//! tombstone for each destroyed key, and what is overwritten is overwritten once more. So a crash at any point is made good
//! by going on, which opening the books does. What was done is enforced again at every opening too: a key store or a vault
//! of before the erasure that somebody put back brings nobody's data back. A key that the store does not know is never
//! taken for one that was destroyed: it ends the erasure with an alarm, and the request stays open.

mod subject;

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::sync::{MutexGuard, PoisonError};

use domain::privacy::{self, CompleteErasure, Held, KeyOf, RowClass, Subject};
use domain::{Actor, Command, ErasureNo, On, ReceiptNo, RowNo, State};
use jiff::Timestamp;
use uuid::Uuid;
use vault::{Class, KeyState, Retention, RowNumber, Vault, VaultError};

use crate::clock::today;
use crate::entry::Entry;
use crate::error::LedgerError;
use crate::ledger::{Ledger, Writer};
use subject::Rows;

/// Whether a command grants an erasure, so that there is something to be done when it is durable.
pub(crate) fn grants(command: &Command) -> bool {
    matches!(command, Command::Privacy(On { command: privacy::Command::GrantErasure(_), .. }))
}

/// Makes sure that nothing of what was done can be read again, whatever was put back. Answers with how many keys were
/// there again. Comes before anything else is read from the vault.
pub(crate) fn enforce(vault: &Vault, state: &State) -> Result<u64, VaultError> {
    let done = state.privacy.granted().filter(|(_, granted)| granted.done_on.is_some());
    let keys: Vec<_> = done.flat_map(|(_, granted)| granted.rows.iter().copied().map(place)).collect();
    if keys.is_empty() {
        return Ok(0);
    }
    let found = vault.destroy_keys_again(&keys)?;
    vault.delete_rows(&keys)?;
    Ok(found.destroyed.saturating_add(found.unknown))
}

fn place(key: KeyOf) -> (RowNumber, Class) {
    (RowNumber::new(key.row.get()), class(key.class))
}

fn class(class: RowClass) -> Class {
    match class {
        RowClass::Beneficiary => Class::Beneficiary,
        RowClass::Contact => Class::Contact,
        RowClass::Voucher => Class::Voucher,
    }
}

const CLASSES: [RowClass; 3] = [RowClass::Contact, RowClass::Voucher, RowClass::Beneficiary];

impl Ledger {
    /// Carries out what is granted and not done. Answers with how many requests that were.
    pub(crate) fn carry_out(&self) -> Result<u64, LedgerError> {
        // One at a time: two would both say that it is done.
        let _turn = self.turns.take(Uuid::nil());
        let open: Vec<(ErasureNo, Actor, Vec<KeyOf>)> = self.rules(|state| {
            let open = state.privacy.granted().filter(|(_, granted)| granted.done_on.is_none());
            open.map(|(number, granted)| (number, granted.by.clone(), granted.rows.clone())).collect()
        })?;
        let count = open.len() as u64;
        for (erasure, by, rows) in open {
            let keys: Vec<_> = rows.into_iter().map(place).collect();
            let done = self.erase(&keys).map_err(LedgerError::from).and_then(|()| self.done(erasure, by));
            self.stuck.store(done.is_err(), Ordering::Relaxed);
            done.inspect_err(|error| {
                tracing::error!(fund = %self.fund, %erasure, %error, "ALARM: an erasure was granted and cannot be carried out");
            })?;
        }
        if count > 0 {
            self.forget_in_search();
        }
        Ok(count)
    }

    fn erase(&self, keys: &[(RowNumber, Class)]) -> Result<(), VaultError> {
        self.vault.destroy_keys(keys)?;
        self.vault.delete_rows(keys)
    }

    fn done(&self, erasure: ErasureNo, by: Actor) -> Result<(), LedgerError> {
        let effective_on = today(Timestamp::now());
        let command = Command::CompleteErasure(CompleteErasure { effective_on, erasure });
        self.execute(Entry::new(by, command, None)).map(drop)
    }

    /// The writer's lock with nothing on its way, where the command must see all that is decided in the views too.
    pub(crate) fn writer_for(&self, command: &Command) -> Result<MutexGuard<'_, Writer>, LedgerError> {
        loop {
            let writer = self.fresh_writer()?;
            if !grants(command) || writer.on_their_way.is_empty() {
                return Ok(writer);
            }
            let busy = |writer: &mut Writer| !writer.on_their_way.is_empty();
            drop(self.answered.wait_while(writer, busy).unwrap_or_else(PoisonError::into_inner));
        }
    }

    /// What the rules cannot look up themselves: fills in what the vault holds of the subject of the request that a command
    /// grants, and refuses an entry that the log does not hold.
    pub(crate) fn look_up(&self, state: &State, command: &mut Command) -> Result<(), LedgerError> {
        if let Command::Oversight(On { command, .. }) = command {
            return self.in_the_log(command);
        }
        let Command::Privacy(On { command: privacy::Command::GrantErasure(grant), .. }) = command else {
            return Ok(());
        };
        if let Some(erasure) = state.privacy.erasure(grant.erasure) {
            grant.held = self.held(state, &erasure.subject)?;
        }
        Ok(())
    }

    fn held(&self, state: &State, subject: &Subject) -> Result<Vec<Held>, LedgerError> {
        let rows = subject::rows(self, state, subject)?;
        let (receipts, retention) = (self.receipts_of(&rows), Retention::bundled()?);
        let mut held = Vec::new();
        for (row, day) in rows {
            for class in CLASSES {
                let key = KeyOf { class, row };
                if self.is_readable(key)? {
                    let until = retention.must_until(place(key).1, day);
                    held.push(Held { key, receipt: receipts.get(&row).copied(), until });
                }
            }
        }
        Ok(held)
    }

    /// One whose key is damaged cannot be read either, but what it sealed is still to be overwritten.
    fn is_readable(&self, key: KeyOf) -> Result<bool, LedgerError> {
        let (row, class) = place(key);
        match self.vault.key_state(row, class) {
            Ok(KeyState::Live) | Err(VaultError::KeyDamaged(_)) => Ok(true),
            Ok(KeyState::Erased | KeyState::Absent) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Of which receipt each row is the name or the memo. All gifts are looked at: it happens once in a request.
    fn receipts_of(&self, rows: &Rows) -> BTreeMap<RowNo, ReceiptNo> {
        let views = self.views();
        let numbered = (1..).map(ReceiptNo::new).zip(views.public.gifts());
        let named = numbered.flat_map(|(number, gift)| {
            let rows = [gift.row, gift.identified].into_iter().flatten();
            rows.map(move |row| (row, number))
        });
        let corrected = views
            .public
            .all_corrected()
            .flat_map(|(number, corrected)| corrected.iter().filter_map(move |one| Some((one.row?, number))));
        named.chain(corrected).filter(|(row, _)| rows.contains_key(row)).collect()
    }
}

#[cfg(test)]
mod tests;
