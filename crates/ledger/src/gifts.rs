//! Gifts as the public may see them: the public book's facts, with names and memos from the vault behind their masks.

use std::panic::resume_unwind;
use std::thread;

use domain::privacy::Showing;
use domain::{AccountId, DonorKind, ReceiptNo, RowNo, Vnd};
use jiff::civil::{Date, Time};
use projection_public::{Corrected, Disclosure, Gift, GiftStatus, Known, PublicBook, publish_name, redact};
use vault::{Row, RowNumber, VaultError};

use crate::error::LedgerError;
use crate::ledger::Ledger;
use crate::opened;
use crate::staff::{Correction, StaffReceipt};

/// A gift that may be shown by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicGift {
    /// Running number of the receipt.
    pub number: ReceiptNo,
    /// How much.
    pub amount: Vnd,
    /// The business day.
    pub date: Date,
    /// Booking time, where the bank prints it.
    pub time: Option<Time>,
    /// The fund's account.
    pub account: AccountId,
    /// Who gave.
    pub donor: DonorKind,
    /// Its name and memo were erased on request: neither is there, its figures stay.
    pub erased: bool,
    /// How much of it its giver lets be shown.
    pub show: Showing,
    /// The day on which its giver was last set right.
    pub corrected_on: Option<Date>,
    /// A person's name masked, others' in full; `None` where none is known, or its giver wants none there.
    pub name: Option<String>,
    /// The memo, with names, telephones and account numbers masked; `None` where its giver wants none there.
    pub memo: Option<String>,
    /// The bank's reference.
    pub reference: Option<String>,
    /// Where it stands.
    pub status: GiftStatus,
    /// What of the amount was entered later because it had been too little.
    pub supplemented: Option<Vnd>,
    /// Position of its event in the log.
    pub position: u64,
}

/// Some gifts, newest first, and how many there are in all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GiftPage {
    /// All that are listed.
    pub total: u64,
    /// This page.
    pub gifts: Vec<PublicGift>,
    /// Ask for the gifts before this number to go on; `None` at the end.
    pub before: Option<ReceiptNo>,
}

/// A gift's facts, copied out of the views, before the vault is asked.
pub(crate) struct Facts {
    pub(crate) number: ReceiptNo,
    account: AccountId,
    gift: Gift,
    show: Showing,
    corrected: Vec<Corrected>,
    supplemented: Option<Vnd>,
}

impl Ledger {
    /// One gift; `None` also where it may not be shown by itself.
    pub fn gift(&self, number: ReceiptNo) -> Result<Option<PublicGift>, LedgerError> {
        let facts = facts(&self.views().public, number);
        facts.map(|facts| self.present(facts)).transpose()
    }

    /// Gifts with numbers below `before`, newest first.
    pub fn gifts(&self, before: Option<ReceiptNo>, limit: usize) -> Result<GiftPage, LedgerError> {
        let (total, page) = {
            let views = self.views();
            let book = &views.public;
            let end = before.and_then(ReceiptNo::index).unwrap_or(usize::MAX).min(book.gifts().len());
            let numbers = (1..=end as u64).rev().map(ReceiptNo::new);
            (
                book.shown().listed,
                numbers.filter_map(|number| facts(book, number)).take(limit).collect::<Vec<_>>(),
            )
        };
        let before = page.last().filter(|_| page.len() == limit).map(|facts| facts.number);
        let gifts = page.into_iter().map(|facts| self.present(facts)).collect::<Result<_, _>>()?;
        Ok(GiftPage { total, gifts, before })
    }

    /// The gifts with numbers from `first` on that may be listed, oldest first: at most `limit` numbers are looked at. With
    /// the number to go on from; none at the end.
    pub fn gifts_from(
        &self,
        first: ReceiptNo,
        limit: u64,
    ) -> Result<(Vec<PublicGift>, Option<ReceiptNo>), LedgerError> {
        let (next, listed) = {
            let views = self.views();
            let book = &views.public;
            let (last, next) = (book.gifts().len() as u64, first.get().saturating_add(limit));
            let numbers = (first.get()..next.min(last.saturating_add(1))).map(ReceiptNo::new);
            let next = (next <= last).then(|| ReceiptNo::new(next));
            (next, numbers.filter_map(|number| facts(book, number)).collect())
        };
        Ok((self.present_all(listed)?, next))
    }

    /// Names and memo are fetched and masked here and nowhere else.
    pub(crate) fn present(&self, facts: Facts) -> Result<PublicGift, LedgerError> {
        let Facts { number, account, gift, show, corrected, supplemented } = facts;
        // What is erased, or wanted by its giver nowhere, is not asked for, whatever the vault must still keep for the books.
        let hidden = gift.erased || show == Showing::Anonymous;
        let texts = |row| if hidden { Ok(Row::default()) } else { self.unseen_row(row) };
        let (row, identified) = (texts(gift.row)?, texts(gift.identified)?);
        let right = corrected.iter().map(|one| texts(one.row)).collect::<Result<Vec<_>, _>>()?;
        let first = if identified.name.is_empty() { &row.name } else { &identified.name };
        let name = right.last().map_or(first, |right| &right.name);
        let disclosure = disclosure(gift.donor);
        let once: [&str; 3] = [&row.name, &row.counter_name, &identified.name];
        let everybody: Vec<&str> = once.into_iter().chain(right.iter().map(|right| &*right.name)).collect();
        let persons = if disclosure == Disclosure::Masked { &everybody[..] } else { &[] };
        let reference = gift.shown_reference();
        let references = [account.number(), reference.unwrap_or_default()];
        let memo = if show == Showing::All { &*row.memo } else { "" };
        let memo = visible(&redact(memo, Known { persons, references: &references }));
        Ok(PublicGift {
            number,
            amount: gift.amount,
            date: gift.date,
            time: gift.time,
            donor: gift.donor,
            erased: gift.erased,
            show,
            corrected_on: corrected.last().map(|one| one.on),
            name: Some(visible(&publish_name(name, disclosure))).filter(|name| !name.is_empty()),
            memo: Some(memo).filter(|memo| !memo.is_empty()),
            reference: reference.map(str::to_owned),
            status: gift.status,
            supplemented,
            position: gift.position,
            account,
        })
    }

    /// Many at once, on two threads: most of it is opening what is sealed.
    fn present_all(&self, mut facts: Vec<Facts>) -> Result<Vec<PublicGift>, LedgerError> {
        let present = |facts: Vec<Facts>| facts.into_iter().map(|facts| self.present(facts)).collect();
        let second = facts.split_off(facts.len() / 2);
        let (first, second): (Result<Vec<_>, _>, Result<Vec<_>, _>) = thread::scope(|scope| {
            let second = scope.spawn(move || present(second));
            let first = present(facts);
            // A panic there is one here.
            (first, second.join().unwrap_or_else(|panic| resume_unwind(panic)))
        });
        let mut gifts = first?;
        gifts.extend(second?);
        Ok(gifts)
    }

    /// A row that was wiped or lost shows as nothing, and one that was erased says so in place of a name: the figures stand
    /// without it. One whose key is not known is an error: it is not erased.
    ///
    /// Read-only books show no names: what they lack may be the erasure of one.
    pub(crate) fn row(&self, number: Option<RowNo>) -> Result<Row<'static>, LedgerError> {
        if number.is_some() {
            opened::note();
        }
        self.unseen_row(number)
    }

    /// The same for what is masked before anybody sees it.
    fn unseen_row(&self, number: Option<RowNo>) -> Result<Row<'static>, LedgerError> {
        let Some(number) = number.filter(|_| self.read_only().is_none()) else { return Ok(Row::default()) };
        match self.vault.read(RowNumber::new(number.get())) {
            Ok(row) => Ok(row),
            Err(VaultError::Erased(_)) => Ok(Row { name: ERASED.into(), ..Row::default() }),
            Err(
                VaultError::Missing(_)
                | VaultError::Swept(_)
                | VaultError::Damaged(_)
                | VaultError::KeyDamaged(_),
            ) => Ok(Row::default()),
            Err(error) => Err(error.into()),
        }
    }
}

impl StaffReceipt {
    /// As those of the fund's people read it whose work needs no giver's name: amounts, days and vouchers in full; a person's
    /// name, and what tells of persons in the memo, masked as the public reads them; no contact, no account, no note.
    #[must_use]
    pub fn masked(self) -> Self {
        let disclosure = disclosure(self.donor);
        let texts =
            [&self.row, &self.identified].into_iter().chain(self.corrected.iter().map(|right| &right.row));
        let persons: Vec<String> =
            texts.flat_map(|row| [row.name.to_string(), row.counter_name.to_string()]).collect();
        let persons: Vec<&str> = persons.iter().map(String::as_str).collect();
        let known = if disclosure == Disclosure::Masked { &persons[..] } else { &[] };
        let references = [self.account.number(), self.reference.as_deref().unwrap_or_default()];
        let mask = |row: &Row<'static>| Row {
            name: visible(&publish_name(&row.name, disclosure)).into(),
            counter_name: visible(&publish_name(&row.counter_name, disclosure)).into(),
            memo: visible(&redact(&row.memo, Known { persons: known, references: &references })).into(),
            ..Row::default()
        };
        let (row, identified) = (mask(&self.row), mask(&self.identified));
        let corrected =
            self.corrected.iter().map(|right| Correction { row: mask(&right.row), ..*right }).collect();
        Self { row, identified, corrected, ..self }
    }
}

/// How much of a name is shown outside.
fn disclosure(donor: DonorKind) -> Disclosure {
    match donor {
        DonorKind::Organisation | DonorKind::Enterprise => Disclosure::Full,
        DonorKind::Person | DonorKind::Anonymous | DonorKind::Unidentified => Disclosure::Masked,
    }
}

/// What the fund's people read in place of a name that was erased.
pub(crate) const ERASED: &str = "đã xoá theo yêu cầu / erased on request";

/// Without characters that steer a terminal or turn the direction of reading; a line break stays a space.
pub(crate) fn visible(text: &str) -> String {
    let turns = |letter: char| matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let shown = |letter: char| if letter.is_whitespace() { ' ' } else { letter };
    text.chars().map(shown).filter(|letter| !letter.is_control() && !turns(*letter)).collect()
}

/// The facts of a gift that may be shown.
pub(crate) fn facts(book: &PublicBook, number: ReceiptNo) -> Option<Facts> {
    let gift = book.gift(number)?;
    let show = book.showing(gift)?;
    let account = book.summary().banks.get(usize::from(gift.account))?.account.clone();
    let (corrected, supplemented) = (book.corrected(number).to_vec(), book.supplemented(number));
    Some(Facts { number, account, gift: gift.clone(), show, corrected, supplemented })
}
