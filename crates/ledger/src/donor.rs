//! A giver's own view of a gift. A gift's number, day and amount are public and prove nothing; the code on the printed slip,
//! or handed over by the treasurer, does. Whoever holds it reads the name and the memo as the books have them, and hides
//! the gift if they want to.

use std::net::IpAddr;
use std::time::Instant;

use domain::privacy::{Command as Privacy, How, Said, Showing, WithdrawConsent};
use domain::{AccountId, Actor, Command, DonorKind, MessageNo, On, ReceiptNo, Vnd};
use jiff::civil::Date;
use uuid::Uuid;

use crate::entry::{Entry, Outcome};
use crate::error::LedgerError;
use crate::inbox::Letter;
use crate::ledger::Ledger;
use crate::secret::Use;
use crate::staff::StaffReceipt;

/// What its giver reads of a gift. `Debug` does not show name and memo.
#[derive(Clone, PartialEq, Eq)]
pub struct OwnGift {
    /// Running number of the receipt.
    pub number: ReceiptNo,
    /// How much.
    pub amount: Vnd,
    /// The business day.
    pub date: Date,
    /// The fund's account.
    pub account: AccountId,
    /// Who gave.
    pub donor: DonorKind,
    /// The name in the books; none where none is known or it was erased.
    pub name: Option<String>,
    /// The memo, as the bank printed it.
    pub memo: Option<String>,
    /// The bank's reference.
    pub reference: Option<String>,
    /// Its negative stands beside it.
    pub reversed: bool,
    /// Name and memo were erased on request.
    pub erased: bool,
    /// How much of it is listed on the public page; none where it is not.
    pub shown: Option<Showing>,
    /// What its giver said of that.
    pub said: Option<Said>,
    /// The day on which its giver was last set right, and the position of that event.
    pub corrected: Option<(Date, u64)>,
    /// Position of its event in the log.
    pub position: u64,
}

impl std::fmt::Debug for OwnGift {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OwnGift").field("number", &self.number).finish_non_exhaustive()
    }
}

/// What a code opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening<T> {
    /// It was right.
    Right(Box<T>),
    /// It was not, or there is nothing of that number: nobody is told which.
    Wrong,
    /// Too many wrong ones came from there.
    TooMany,
}

/// Who tries a code, and when.
#[derive(Clone, Copy, Debug)]
pub struct Asker {
    /// From where.
    pub address: IpAddr,
    /// By the machine's own clock.
    pub now: Instant,
}

impl Ledger {
    /// The code that opens a gift's own page: for the slip, and for the treasurer who hands it over.
    pub fn gift_code(&self, number: ReceiptNo) -> Result<String, LedgerError> {
        self.secret.code(Use::Gift, number.get())
    }

    /// The gift, for whoever holds its code.
    pub fn own_gift(
        &self,
        number: ReceiptNo,
        code: &str,
        asker: Asker,
    ) -> Result<Opening<OwnGift>, LedgerError> {
        if !self.tries.may_try(asker.address, asker.now) {
            return Ok(Opening::TooMany);
        }
        let right = self.secret.is_code(Use::Gift, number.get(), code)?;
        let before = number.get().checked_sub(1).map(ReceiptNo::new);
        let receipt = match before.filter(|_| right) {
            Some(before) => self.receipts(Some(before), 1)?.pop(),
            None => None,
        };
        if let Some(receipt) = receipt {
            Ok(Opening::Right(Box::new(self.own(receipt))))
        } else {
            self.tries.wrong(asker.address, asker.now);
            Ok(Opening::Wrong)
        }
    }

    /// The message with all of its answers, for whoever holds its code.
    pub fn own_letter(
        &self,
        number: MessageNo,
        code: &str,
        today: Date,
        asker: Asker,
    ) -> Result<Opening<Letter>, LedgerError> {
        if !self.tries.may_try(asker.address, asker.now) {
            return Ok(Opening::TooMany);
        }
        if let Some(letter) = self.letter_with(number, code, today)? {
            Ok(Opening::Right(Box::new(letter)))
        } else {
            self.tries.wrong(asker.address, asker.now);
            Ok(Opening::Wrong)
        }
    }

    /// Hides a gift from the public page, or all of it but `show`, at its giver's own word: `code` was right. Showing more is
    /// entered by the fund's people, as that cannot be taken back.
    pub fn hide_own(
        &self,
        number: ReceiptNo,
        show: Option<Showing>,
        command: Uuid,
        today: Date,
    ) -> Result<Outcome, LedgerError> {
        let actor: Actor = format!("donor:r-{number}")
            .parse()
            .map_err(|error: domain::InvalidId| LedgerError::Encode(error.to_string()))?;
        let withdraw = WithdrawConsent { how: How::Electronic, receipt: number, show };
        let asked = Command::Privacy(On { effective_on: today, command: Privacy::WithdrawConsent(withdraw) });
        self.execute(Entry { id: command, ..Entry::new(actor, asked, None) })
    }

    fn own(&self, receipt: StaffReceipt) -> OwnGift {
        let (erased, shown, said, corrected) = {
            let views = self.views();
            let gift = views.public.gift(receipt.number);
            let corrected = views.public.corrected(receipt.number).last().map(|one| (one.on, one.position));
            gift.map_or((false, None, None, None), |gift| {
                (gift.erased, views.public.showing(gift), gift.said, corrected)
            })
        };
        let known = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty() && !erased);
        let name = known(receipt.name());
        OwnGift {
            number: receipt.number,
            amount: receipt.amount,
            date: receipt.date,
            account: receipt.account,
            donor: receipt.donor,
            name,
            memo: known(&receipt.row.memo),
            reference: receipt.reference,
            reversed: receipt.reversed,
            erased,
            shown,
            said,
            corrected,
            position: receipt.position,
        }
    }
}

#[cfg(test)]
mod tests;
