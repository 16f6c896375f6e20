//! Lists of gifts of money that somebody wrote down: the cash box of an evening, the gifts of a pagoda.

use domain::{Code, DonorKind, Earmark, RecordReceipt};

use crate::columns::{
    ACCOUNT, AMOUNT, Column, DAY, DONOR, DONOR_KIND, EARMARKED_PLACE, MEMO, PURPOSE, REFERENCE,
};
use crate::error::{ListError, Problem, RowFault};
use crate::sheet::{List, Row, fault, read};

/// The longest memo, in characters.
const MEMO_LIMIT: usize = 1_000;
const NAME_LIMIT: usize = 200;
const REFERENCE_LIMIT: usize = 80;

/// A gift of a list, and what goes to the vault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gift {
    /// The receipt, its vault row still open.
    pub receipt: RecordReceipt,
    /// Who gave; empty for nobody.
    pub name: String,
    /// What was said about it; may be empty.
    pub memo: String,
}

/// A list of gifts of money.
pub fn gifts(bytes: &[u8], file_name: &str) -> Result<List<Gift>, ListError> {
    let columns: &[&Column] =
        &[&DAY, &ACCOUNT, &AMOUNT, &DONOR_KIND, &DONOR, &MEMO, &PURPOSE, &EARMARKED_PLACE, &REFERENCE];
    read(bytes, file_name, columns, |row| {
        let amount = row.amount(&AMOUNT)?;
        if !amount.is_positive() {
            return Err(fault(&AMOUNT, Problem::NoNumber("0".into())));
        }
        let (donor, name) = donor(row)?;
        let reference = row.text(&REFERENCE, REFERENCE_LIMIT)?;
        Ok(Gift {
            receipt: RecordReceipt {
                said: None,
                account: row.must(&ACCOUNT)?,
                amount,
                donor,
                earmark: earmark(row)?,
                document_on: None,
                effective_on: row.day(&DAY)?.ok_or_else(|| fault(&DAY, Problem::Missing))?,
                reference: Some(reference).filter(|reference| !reference.is_empty()),
                row: None,
            },
            name,
            memo: row.text(&MEMO, MEMO_LIMIT)?,
        })
    })
}

/// What kind of giver, and the name, which only an anonymous one leaves out.
pub(crate) fn donor(row: &Row<'_>) -> Result<(DonorKind, String), RowFault> {
    let words = "cá nhân, tổ chức, doanh nghiệp, ẩn danh / person, organisation, enterprise, anonymous";
    let kind = row.word(&DONOR_KIND, words, donor_kind)?;
    if kind != DonorKind::Anonymous {
        row.filled(&DONOR)?;
    }
    Ok((kind, row.text(&DONOR, NAME_LIMIT)?))
}

pub(crate) fn earmark(row: &Row<'_>) -> Result<Option<Earmark>, RowFault> {
    let (purpose, place): (Option<Code>, Option<Code>) = (row.code(&PURPOSE)?, row.code(&EARMARKED_PLACE)?);
    let tied = purpose.is_some() || place.is_some();
    Ok(tied.then_some(Earmark { beneficiary: None, place, purpose }))
}

fn donor_kind(word: &str) -> Option<DonorKind> {
    Some(match word {
        "ca nhan" | "person" => DonorKind::Person,
        "to chuc" | "co quan" | "organisation" | "organization" => DonorKind::Organisation,
        "doanh nghiep" | "cong ty" | "enterprise" | "company" => DonorKind::Enterprise,
        "an danh" | "anonymous" => DonorKind::Anonymous,
        _ => return None,
    })
}
