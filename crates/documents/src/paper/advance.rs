//! Giấy thanh toán tiền tạm ứng: what a team did with the money that it was given ahead.

use jiff::civil::Date;
use serde::Serialize;

use super::{Head, Need, Party, Role, Signer};
use crate::figures::{day_text, dong};

/// A settlement of an advance, A4 portrait. What is left open of the advance is worked out.
#[derive(Clone, Debug, Serialize)]
pub struct AdvanceSettlement {
    /// The head.
    pub head: Head,
    /// Who got the advance.
    pub party: Party,
    /// The voucher with which the advance was paid.
    pub advance: String,
    /// Its day.
    #[serde(serialize_with = "day_text")]
    pub advance_date: Date,
    /// What was paid ahead, in đồng.
    #[serde(serialize_with = "dong")]
    pub amount: i64,
    /// What earlier settlements of it spent and brought back, in đồng.
    #[serde(serialize_with = "dong")]
    pub before: i64,
    /// What the money went for.
    pub reason: String,
    /// What was spent, in đồng.
    #[serde(serialize_with = "dong")]
    pub spent: i64,
    /// What was brought back, in đồng.
    #[serde(serialize_with = "dong")]
    pub returned: i64,
    /// Where it was brought to, where something was: "quỹ tiền mặt".
    pub returned_to: Option<String>,
    /// Attached documents.
    pub attached: Option<String>,
    /// Who signs; empty takes [`AdvanceSettlement::signing`].
    pub signers: Vec<Signer>,
}

impl AdvanceSettlement {
    /// Who customarily signs.
    pub fn signing() -> Vec<Signer> {
        let settler = Role::Other("Người thanh toán".to_owned(), "Settled by".to_owned());
        [Role::UnitHead, Role::ChiefAccountant, Role::Maker, settler].map(Signer::unnamed).into()
    }

    pub(super) fn needs(&self) -> Vec<Need<'_>> {
        vec![
            (&self.party.name, ("tên người thanh toán", "name of who settles")),
            (&self.party.address, ("địa chỉ người thanh toán", "address of who settles")),
            (&self.advance, ("chứng từ tạm ứng", "voucher of the advance")),
            (&self.reason, ("nội dung chi", "what the money went for")),
        ]
    }
}
