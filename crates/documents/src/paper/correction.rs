//! Chứng từ đính chính: what was booked wrongly, and the entry that sets it right.

use jiff::civil::Date;
use serde::Serialize;

use super::{Head, Need, Role, Signer};
use crate::figures::{day_text, dong};

/// A correction voucher, signed by the chief accountant, A4 portrait.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionVoucher {
    /// The head.
    pub head: Head,
    /// How the books are corrected.
    pub method: Method,
    /// The voucher that was wrong.
    pub original: String,
    /// Its day.
    #[serde(serialize_with = "day_text")]
    pub original_date: Date,
    /// Why it is corrected.
    pub reason: String,
    /// What was booked.
    pub wrong: Vec<CorrectionLine>,
    /// What is booked now: the negative of the wrong entry and the right one, or what was lacking.
    pub right: Vec<CorrectionLine>,
    /// Attached documents.
    pub attached: Option<String>,
    /// Who signs; empty takes [`CorrectionVoucher::signing`].
    pub signers: Vec<Signer>,
}

/// How the books are corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Ghi số âm: the wrong entry again with a minus, then the right one.
    Negative,
    /// Ghi bổ sung: the lacking amount is added.
    Supplement,
    /// Only what the voucher says is set right: no amount and no account changes.
    Content,
}

/// One line of an entry.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionLine {
    /// What for.
    pub content: String,
    /// "Nợ": the official number where mapped, else the account's name.
    pub debit: String,
    /// "Có".
    pub credit: String,
    /// Đồng; below zero where a wrong entry is taken back, printed in parentheses.
    #[serde(serialize_with = "dong")]
    pub amount: i64,
}

impl CorrectionVoucher {
    /// Who customarily signs.
    pub fn signing() -> Vec<Signer> {
        [Role::Maker, Role::ChiefAccountant, Role::UnitHead].map(Signer::unnamed).into()
    }

    pub(super) fn needs(&self) -> Vec<Need<'_>> {
        vec![
            (&self.original, ("số chứng từ bị đính chính", "number of the corrected voucher")),
            (&self.reason, ("lý do đính chính", "reason of the correction")),
            (
                self.right.first().map_or("", |line| line.content.as_str()),
                ("bút toán đính chính", "entry that corrects"),
            ),
        ]
    }
}
