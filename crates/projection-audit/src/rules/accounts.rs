//! Official numbers of semantic accounts. Pure: text in, mapping out.

use std::collections::BTreeMap;

use domain::AccountKind;
use jiff::civil::Date;
use projection_balances::BookAccount;
use serde::Deserialize;

use super::{RulesError, Status};

/// Kinds that a mapping may name: those of the accounts, money apart by where it lies.
const KINDS: [&str; 26] = [
    "cash",
    "bank",
    "contributions",
    "unidentified_receipts",
    "interest",
    "bank_fees",
    "unexplained_payments",
    "in_transit",
    "held_receipts",
    "opening_fund",
    "cash_shortage",
    "cash_surplus",
    "shortage_loss",
    "relief",
    "cost",
    "transferred",
    "supplier_prepaid",
    "advance_to_team",
    "goods_stock",
    "goods_in_transit",
    "contributions_in_kind",
    "relief_in_kind",
    "goods_losses",
    "goods_differences",
    "custody_goods",
    "custody_owed",
];

/// A version of the official numbers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountMap {
    /// Which regime.
    pub name: String,
    /// Where the numbers are from.
    pub source: String,
    /// How sure they are.
    pub status: Status,
    /// Who compared them with the text; empty for nobody.
    pub checked_by: String,
    /// First day on which they are in force.
    #[serde(with = "super::deadlines::toml_day")]
    pub valid_from: Date,
    /// Last day; none where they still are.
    #[serde(default, with = "super::deadlines::toml_day_or_none")]
    pub valid_until: Option<Date>,
    numbers: BTreeMap<String, String>,
}

impl AccountMap {
    /// The mapping that comes with the program.
    pub fn bundled() -> Result<Self, RulesError> {
        Self::parse(include_str!("../../../../config/accounts/hcsn-tt107.toml"))
    }

    /// Reads a mapping.
    pub fn parse(text: &str) -> Result<Self, RulesError> {
        let map: Self = toml::from_str(text).map_err(|error| RulesError::Unreadable(error.to_string()))?;
        match map.numbers.keys().find(|kind| !KINDS.contains(&kind.as_str())) {
            Some(unknown) => Err(RulesError::UnknownKind(unknown.clone())),
            None => Ok(map),
        }
    }

    /// The official number of an account on a day; none where it is not mapped, or the mapping is not in force.
    pub fn number(&self, account: &BookAccount, on: Date) -> Option<&str> {
        let in_force = on >= self.valid_from && self.valid_until.is_none_or(|until| on <= until);
        let kind = match account {
            BookAccount::Money(id) if id.kind() == AccountKind::Cash => "cash",
            BookAccount::Money(_) => "bank",
            other => other.kind(),
        };
        self.numbers.get(kind).filter(|_| in_force).map(String::as_str)
    }
}
