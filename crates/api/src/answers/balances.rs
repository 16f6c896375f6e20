//! Balances, present or past.

use domain::FundId;
use jiff::Timestamp;
use ledger::Views;
use projection_balances::{BookAccount, Line};
use serde::Serialize;
use utoipa::ToSchema;

use super::Dong;
use wire::Earmark;

/// The balances after some number of events.
#[derive(Serialize, ToSchema)]
pub(crate) struct Balances {
    /// Short name of the fund.
    fund: String,
    /// How many events the figures are made of.
    position: u64,
    /// When the last of them was recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    recorded_at: Option<Timestamp>,
    /// What stands in each bank account and cash box.
    accounts: Vec<Money>,
    /// What stands in all of them.
    total: Dong,
    /// The trial balance: every account of the books, in the order of its first entry.
    trial_balance: Vec<TrialLine>,
    /// Sum of all debits.
    debit: Dong,
    /// Sum of all credits; equal to the debits.
    credit: Dong,
}

/// What stands in an account.
#[derive(Serialize, ToSchema)]
#[schema(as = AccountBalance)]
struct Money {
    /// Bank and number, or cash box.
    account: String,
    /// What stands there.
    balance: Dong,
}

/// An account of the books and its turnover.
#[derive(Serialize, ToSchema)]
struct TrialLine {
    /// What the account means: `money`, `contributions`, `unidentified_receipts`, `held_receipts`, `opening_fund`,
    /// `interest`, `bank_fees`, `unexplained_payments`, `in_transit`, `cash_shortage`, `cash_surplus`,
    /// `shortage_loss`, `relief`, `cost`, `transferred`, `supplier_prepaid`, `advance_to_team`, `goods_stock`,
    /// `goods_in_transit`, `contributions_in_kind`, `relief_in_kind`, `goods_losses`, `goods_differences`.
    kind: &'static str,
    /// Bank and number, or cash box, for `money`.
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<String>,
    /// Which one of its kind, other than money: a spending head, an item, a supplier, a team, a party.
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    /// What the account's money or goods are tied to; absent for the unrestricted ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    earmark: Option<Earmark>,
    /// Sum of its debits.
    debit: Dong,
    /// Sum of its credits.
    credit: Dong,
    /// What stands on the side on which it grows.
    balance: Dong,
}

impl Balances {
    /// The balances of `views`.
    pub(crate) fn of(fund: &FundId, views: &Views) -> Self {
        let balances = &views.balances;
        let total = balances.money().fold(0, |sum: i128, (_, balance)| sum.saturating_add(balance));
        let turnover = balances.total();
        let money = |(account, balance): (&domain::AccountId, i128)| Money {
            account: account.to_string(),
            balance: balance.into(),
        };
        Self {
            fund: fund.to_string(),
            position: views.position,
            recorded_at: views.recorded_at,
            accounts: balances.money().map(money).collect(),
            total: total.into(),
            trial_balance: balances.lines().map(TrialLine::from).collect(),
            debit: turnover.debit.into(),
            credit: turnover.credit.into(),
        }
    }
}

impl From<Line<'_>> for TrialLine {
    fn from(line: Line<'_>) -> Self {
        let account = line.account;
        let is_money = matches!(account, BookAccount::Money(_));
        let (kind, earmark) = (account.kind(), account.earmark().map(Earmark::from));
        let (account, subject) = if is_money { (account.subject(), None) } else { (None, account.subject()) };
        Self {
            kind,
            account,
            subject,
            earmark,
            debit: line.turnover.debit.into(),
            credit: line.turnover.credit.into(),
            balance: line.balance.into(),
        }
    }
}
