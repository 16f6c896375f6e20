//! Where papers are made: the books that are asked, who issues, the head that all papers have.

use documents::paper::{Head, Qr, QrContent};
use domain::{HouseholdId, Party, ReceiptNo, RequestNo, RowNo, State};
use jiff::civil::Date;
use ledger::{Ledger, Thing, Told};
use transparency::RecordDigest;
use vault::Row;

use crate::error::PaperError;
use crate::gift::{named, receipt};
use crate::issuer::Issuer;
use crate::names::{self, NOT_GIVEN, Named};
use crate::text;

/// Who reads a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The fund's people: names as they are.
    Staff,
    /// Everybody: nothing of the vault, but what the public book shows of a gift.
    Public,
}

/// How private people stand on a paper for everybody.
const HOUSEHOLD: &str = "Hộ dân (không công khai tên)";
const GIVER: &str = "Người ủng hộ (không công khai tên)";

/// See the module.
pub(crate) struct Desk<'a> {
    pub(crate) ledger: &'a Ledger,
    pub(crate) issuer: &'a Issuer,
    pub(crate) reader: Reader,
    /// As the public reads it.
    pub(crate) fund_name: String,
}

impl<'a> Desk<'a> {
    pub(crate) fn new(ledger: &'a Ledger, issuer: &'a Issuer) -> Self {
        Self::before(ledger, issuer, Reader::Staff)
    }

    pub(crate) fn before(ledger: &'a Ledger, issuer: &'a Issuer, reader: Reader) -> Self {
        let fund_name = ledger.views().public.summary().name.clone();
        Self { ledger, issuer, reader, fund_name }
    }

    fn is_public(&self) -> bool {
        self.reader == Reader::Public
    }

    /// The head of a paper.
    pub(crate) fn head(&self, number: &str, date: Date, qr: Option<Qr>) -> Head {
        Head {
            issuer: self.issuer.on_paper(&self.fund_name),
            number: number.to_owned(),
            book: None,
            date,
            form: None,
            campaign: Some(self.fund_name.clone()).filter(|_| self.issuer.name.is_some()),
            copy: self.is_public().then(|| "Bản công khai".to_owned()),
            qr,
            usage: self.issuer.usage.unwrap_or_default(),
        }
    }

    /// The way to a gift on the public pages; none where it is not shown there by itself.
    pub(crate) fn gift_qr(&self, receipt: ReceiptNo) -> Result<Option<Qr>, PaperError> {
        let Some(base) = &self.issuer.base_url else { return Ok(None) };
        if self.ledger.gift(receipt)?.is_none() {
            return Ok(None);
        }
        let link = format!("{base}/quy/{}/ung-ho/{receipt}", self.ledger.fund());
        let caption = "Quét mã để xem khoản ủng hộ trên sổ công khai".to_owned();
        Ok(Some(Qr { content: QrContent::Text(link), caption }))
    }

    /// The way to the page where anybody checks that this event is in the log: its place, and a digest that binds the paper to
    /// it. The digest stands behind `#`, which no browser sends: the server cannot fit its answer to it.
    pub(crate) fn proof_qr(
        &self,
        receipt: Option<ReceiptNo>,
        position: u64,
    ) -> Result<Option<Qr>, PaperError> {
        let Some(base) = &self.issuer.base_url else { return Ok(None) };
        let Some(stored) = self.ledger.events(position).next().transpose()? else { return Ok(None) };
        let digest = RecordDigest::of(&stored.bytes);
        let number = receipt.map(|number| format!("so={number}&")).unwrap_or_default();
        let link = format!("{base}/quy/{}/kiem-chung?{number}v={position}#{digest}", self.ledger.fund());
        let caption = "Quét để kiểm chứng\nScan to verify".to_owned();
        Ok(Some(Qr { content: QrContent::Text(link), caption }))
    }

    /// The number, so that an office need not type it. Printed where the fund's pages have an address.
    pub(crate) fn number_qr(&self, number: &str) -> Option<Qr> {
        self.issuer.base_url.as_ref()?;
        let content = QrContent::Text(format!("{} {number}", self.ledger.fund()));
        Some(Qr { content, caption: format!("Số chứng từ {number}") })
    }

    pub(crate) fn state<T>(&self, read: impl Fn(&State) -> T) -> Result<T, PaperError> {
        Ok(self.ledger.rules(read)?)
    }

    pub(crate) fn told(&self, position: u64) -> Result<Told, PaperError> {
        Ok(self.shown(self.ledger.told(position)?))
    }

    /// An event without the texts beside it where everybody reads.
    fn shown(&self, told: Told) -> Told {
        if self.is_public() { Told { row: Row::default(), ..told } } else { told }
    }

    /// The events about a thing, with names; none where the books do not hold it.
    pub(crate) fn life(&self, thing: &Thing) -> Result<Vec<Told>, PaperError> {
        Ok(self.ledger.history(thing)?.into_iter().map(|told| self.shown(told)).collect())
    }

    /// The event that made a thing.
    pub(crate) fn made(&self, thing: &Thing) -> Result<Option<Told>, PaperError> {
        let position = self.ledger.views().history.of(thing).first().copied();
        position.map(|position| self.told(position)).transpose()
    }

    pub(crate) fn row(&self, row: Option<RowNo>) -> Result<Row<'static>, PaperError> {
        if self.is_public() { Ok(Row::default()) } else { Ok(self.ledger.personal(row)?) }
    }

    /// Whoever gave, where their money goes back.
    pub(crate) fn giver(&self, number: ReceiptNo) -> Result<Named, PaperError> {
        if !self.is_public() {
            return Ok(named(&receipt(self, number)?));
        }
        let name = self.ledger.gift(number)?.and_then(|gift| gift.name);
        Ok(Named { name: name.unwrap_or_else(|| GIVER.to_owned()), address: NOT_GIVEN.to_owned() })
    }

    /// A party by name and address; a household by its head's name.
    pub(crate) fn party(&self, party: &Party, on: Date) -> Result<Named, PaperError> {
        let named = self.state(|state| names::party(state, party, on))?;
        match party {
            Party::Household(_) if self.is_public() => Ok(Named { name: HOUSEHOLD.to_owned(), ..named }),
            Party::Household(id) => Ok(Named { name: self.household(id)?.unwrap_or(named.name), ..named }),
            _ => Ok(named),
        }
    }

    /// The name of a household's head; none where it was wiped.
    pub(crate) fn household(&self, id: &HouseholdId) -> Result<Option<String>, PaperError> {
        let row = self.ledger.views().history.household(id);
        let name = self.row(row)?.name.trim().to_owned();
        Ok(Some(name).filter(|name| !name.is_empty()))
    }

    /// Why somebody asked, as the request says; empty where it does not.
    pub(crate) fn asked_for(&self, request: RequestNo) -> Result<String, PaperError> {
        let made = self.made(&Thing::Request(request))?;
        Ok(made.map(|told| text::remark(&told.row)).unwrap_or_default())
    }
}

/// Somebody of the vault who acts for a party: "Nguyễn Văn A", found at "Đội tình nguyện Mẫu, xã Mỹ Hiệp".
pub(crate) fn acting(row: &Row<'_>, behind: Named) -> Named {
    let name = row.name.trim();
    if name.is_empty() || name == behind.name {
        return behind;
    }
    let place = if behind.address == NOT_GIVEN { String::new() } else { format!(", {}", behind.address) };
    Named { name: name.to_owned(), address: format!("{}{place}", behind.name) }
}

/// A person of the vault with an address.
pub(crate) fn person(name: String, row: &Row<'_>) -> Named {
    let address = row.contact.trim();
    let address = if address.is_empty() { NOT_GIVEN } else { address };
    Named { name, address: address.to_owned() }
}

impl From<Named> for documents::paper::Party {
    fn from(named: Named) -> Self {
        Self { name: named.name, address: named.address }
    }
}
