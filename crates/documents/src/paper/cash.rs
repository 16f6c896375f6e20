//! Phiếu thu and phiếu chi: cash in, cash out.

use serde::Serialize;

use super::{Head, Need, Role, Signer};
use crate::figures::dong;

/// A cash receipt or payment voucher, A5 landscape.
#[derive(Clone, Debug, Serialize)]
pub struct CashVoucher {
    /// The head.
    pub head: Head,
    /// Cash in or cash out.
    pub way: CashWay,
    /// Who pays in, or who is paid.
    pub party: Party,
    /// What for.
    pub reason: String,
    /// The amount in đồng.
    #[serde(serialize_with = "dong")]
    pub amount: i64,
    /// Foreign money, where the amount in đồng was converted.
    pub foreign: Option<Foreign>,
    /// "Nợ" and "Có", only where the accounts are mapped to official numbers.
    pub entry: Option<Entry>,
    /// How many source documents are attached, and which: "02 chứng từ gốc: giấy đề nghị, quyết định".
    pub attached: Option<String>,
    /// Who signs before the cash moves; empty takes [`CashVoucher::approving`].
    pub approvers: Vec<Signer>,
    /// Who signs when it has moved; empty takes [`CashVoucher::moving`].
    pub movers: Vec<Signer>,
}

/// Which way the cash goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CashWay {
    /// Phiếu thu.
    In,
    /// Phiếu chi.
    Out,
}

/// The other side of a paper.
#[derive(Clone, Debug, Serialize)]
pub struct Party {
    /// Full name, or the body and who acts for it.
    pub name: String,
    /// Address; "không nêu" where it is not given, since a blank could be filled in later.
    pub address: String,
}

/// Foreign money as it was given.
#[derive(Clone, Debug, Serialize)]
pub struct Foreign {
    /// The amount with its currency: "500,00 USD".
    pub amount: String,
    /// The rate: "22.840 đ/USD, Vietcombank 05/08/2021".
    pub rate: String,
}

/// The accounts of an entry by official number.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// "Nợ".
    pub debit: String,
    /// "Có".
    pub credit: String,
}

impl CashVoucher {
    /// Who customarily approves.
    pub fn approving() -> Vec<Signer> {
        [Role::UnitHead, Role::ChiefAccountant, Role::Maker].map(Signer::unnamed).into()
    }

    /// Who customarily signs for the cash.
    pub fn moving(way: CashWay) -> Vec<Signer> {
        match way {
            CashWay::In => [Role::Payer, Role::Cashier],
            CashWay::Out => [Role::Cashier, Role::Payee],
        }
        .map(Signer::unnamed)
        .into()
    }

    pub(super) const fn title(&self) -> &'static str {
        match self.way {
            CashWay::In => "Phiếu thu",
            CashWay::Out => "Phiếu chi",
        }
    }

    pub(super) fn needs(&self) -> Vec<Need<'_>> {
        vec![
            (&self.party.name, ("họ tên người nộp, người nhận", "name of the payer or payee")),
            (&self.party.address, ("địa chỉ người nộp, người nhận", "address of the payer or payee")),
            (&self.reason, ("lý do", "reason")),
        ]
    }
}
