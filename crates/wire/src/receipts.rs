//! Receipts on their way in: recorded by hand, reversed, identified. Names, memos and notes go to the vault.

use domain::{Command, ReceiptNo};
use serde::Deserialize;
use utoipa::ToSchema;
use vault::Row;

use crate::{Asked, Donor, Earmark, LONG, Listing, Problem, Reversal, SHORT, parse, parse_opt, text};

/// Record money received.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordReceipt {
    /// Where the money lies.
    #[schema(max_length = 73, example = "cash:main")]
    account: String,
    /// How much, in whole đồng.
    #[schema(pattern = "^[1-9][0-9]{0,18}$", example = "500000")]
    amount: String,
    /// Who gave.
    donor: Donor,
    /// The donor's name. Personal: kept apart from the events, masked in public.
    #[serde(default)]
    #[schema(max_length = 200)]
    donor_name: String,
    /// What the bank or the giver wrote. Personal.
    #[serde(default)]
    #[schema(max_length = 1000)]
    memo: String,
    /// A telephone number, e-mail address or place. Personal, never public.
    #[serde(default)]
    #[schema(max_length = 200)]
    contact: String,
    /// What the treasurer adds. Never public.
    #[serde(default)]
    #[schema(max_length = 1000)]
    note: String,
    /// The business day; not after today.
    #[schema(format = Date, example = "2024-09-10")]
    effective_on: String,
    /// The day of the document, where its own day is closed already.
    #[serde(default)]
    #[schema(format = Date)]
    document_on: Option<String>,
    /// The bank's reference, for a transfer.
    #[serde(default)]
    #[schema(max_length = 80)]
    reference: Option<String>,
    /// What it is tied to.
    #[serde(default)]
    earmark: Option<Earmark>,
    /// How much its giver lets be shown; as the account says where the giver says nothing.
    #[serde(default)]
    listing: Option<Listing>,
}

impl RecordReceipt {
    /// The command and its row.
    pub fn read(self) -> Result<Asked, Problem> {
        let command = Command::RecordReceipt(domain::RecordReceipt {
            account: parse("account", &self.account)?,
            amount: parse("amount", &self.amount)?,
            donor: self.donor.into(),
            earmark: self.earmark.map(|earmark| earmark.read()).transpose()?,
            document_on: parse_opt("document_on", self.document_on.as_deref())?,
            effective_on: parse("effective_on", &self.effective_on)?,
            reference: self.reference,
            row: None,
            said: self.listing.map(Into::into),
        });
        let row = Row {
            name: text("donor_name", &self.donor_name, SHORT)?.into(),
            memo: text("memo", &self.memo, LONG)?.into(),
            contact: text("contact", &self.contact, SHORT)?.into(),
            note: text("note", &self.note, LONG)?.into(),
            ..Row::default()
        };
        Ok(Asked::with(command, row))
    }
}

/// Set a wrong receipt's negative beside it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReverseReceipt {
    /// Why.
    reason: Reversal,
    /// In words; required for `other`. Never public.
    #[serde(default)]
    #[schema(max_length = 1000)]
    explanation: String,
    /// The business day of the correction; not after today.
    #[schema(format = Date, example = "2024-09-10")]
    effective_on: String,
}

impl ReverseReceipt {
    /// The command and its row.
    pub fn read(&self, receipt: u64) -> Result<Asked, Problem> {
        let explanation = text("explanation", &self.explanation, LONG)?;
        if self.reason == Reversal::Other && explanation.is_empty() {
            return Err(Problem::field(
                "explanation",
                "Lý do khác thì phải giải thích.",
                "Another reason needs an explanation.",
            ));
        }
        let command = Command::ReverseReceipt(domain::ReverseReceipt {
            receipt: ReceiptNo::new(receipt),
            reason: self.reason.into(),
            effective_on: parse("effective_on", &self.effective_on)?,
            row: None,
        });
        Ok(Asked::with(command, Row { note: explanation.into(), ..Row::default() }))
    }
}

/// Say who gave an unidentified receipt.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IdentifyReceipt {
    /// Who gave; not `unidentified`.
    donor: Donor,
    /// The donor's name. Personal: kept apart from the events, masked in public.
    #[serde(default)]
    #[schema(max_length = 200)]
    donor_name: String,
    /// What shows it. Never public.
    #[serde(default)]
    #[schema(max_length = 1000)]
    evidence: String,
    /// The business day of the finding; not after today.
    #[schema(format = Date, example = "2024-09-10")]
    effective_on: String,
    /// What it is tied to.
    #[serde(default)]
    earmark: Option<Earmark>,
}

impl IdentifyReceipt {
    /// The command and its row.
    pub fn read(self, receipt: u64) -> Result<Asked, Problem> {
        let command = Command::IdentifyReceipt(domain::IdentifyReceipt {
            receipt: ReceiptNo::new(receipt),
            donor: self.donor.into(),
            earmark: self.earmark.map(|earmark| earmark.read()).transpose()?,
            effective_on: parse("effective_on", &self.effective_on)?,
            row: None,
        });
        let row = Row {
            name: text("donor_name", &self.donor_name, SHORT)?.into(),
            note: text("evidence", &self.evidence, LONG)?.into(),
            ..Row::default()
        };
        Ok(Asked::with(command, row))
    }
}
