//! The public summary.

use domain::FundId;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Dong, Donor};

/// The figures of a fund, all of one state of its log.
#[derive(Serialize, ToSchema)]
pub(crate) struct Summary {
    /// Short name.
    fund: String,
    /// The name that the public reads.
    name: String,
    /// Whether it takes nothing more.
    closed: bool,
    /// How many events the figures are made of.
    position: u64,
    /// When the last of them was recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    recorded_at: Option<Timestamp>,
    /// Gifts that stand.
    received: Tally,
    /// Credits of which nobody can tell yet what they are; not gifts.
    unidentified: Tally,
    /// Interest earned.
    interest: Dong,
    /// Fees and payments together.
    spent: Dong,
    /// Bank charges.
    fees: Dong,
    /// Money that left an account and is not explained yet.
    payments: Dong,
    /// What stands in all accounts.
    balance: Dong,
    /// Statement lines that wait for a person.
    waiting: u64,
    /// By account, in the order in which they were added.
    accounts: Vec<AccountLine>,
    /// By size, ascending.
    sizes: Vec<SizeLine>,
    /// By kind of donor.
    donors: Vec<KindLine>,
    /// By business day, oldest first. A reversal counts on its own day.
    days: Vec<DayLine>,
}

/// A sum of gifts and how many there are.
#[derive(Serialize, ToSchema)]
struct Tally {
    /// The sum.
    amount: Dong,
    /// How many gifts stand.
    gifts: u64,
}

/// An account's gifts and balance.
#[derive(Serialize, ToSchema)]
#[schema(as = AccountGifts)]
struct AccountLine {
    /// Bank and number, or cash box.
    account: String,
    /// Whether its gifts are listed one by one.
    published: bool,
    /// Its gifts.
    received: Tally,
    /// What stands there.
    balance: Dong,
}

/// Gifts of one size.
#[derive(Serialize, ToSchema)]
#[schema(as = SizeGifts)]
struct SizeLine {
    /// Name of the size.
    size: &'static str,
    /// The lowest amount that belongs to it.
    from: Dong,
    /// Its gifts.
    received: Tally,
}

/// Gifts of one kind of donor.
#[derive(Serialize, ToSchema)]
#[schema(as = DonorGifts)]
struct KindLine {
    /// The kind.
    donor: Donor,
    /// Its gifts.
    received: Tally,
}

/// Gifts of one business day.
#[derive(Serialize, ToSchema)]
#[schema(as = DayGifts)]
struct DayLine {
    /// The day.
    #[schema(value_type = String, format = Date)]
    day: Date,
    /// Its gifts.
    received: Tally,
}

impl From<projection_public::Tally> for Tally {
    fn from(tally: projection_public::Tally) -> Self {
        Self { amount: tally.dong.into(), gifts: tally.gifts }
    }
}

impl From<&projection_public::Bank> for AccountLine {
    fn from(bank: &projection_public::Bank) -> Self {
        Self {
            account: bank.account.to_string(),
            published: bank.published,
            received: bank.received.into(),
            balance: bank.balance.into(),
        }
    }
}

impl Summary {
    /// The figures after `position` events.
    pub(crate) fn new(
        fund: &FundId,
        position: u64,
        recorded_at: Option<Timestamp>,
        figures: &projection_public::Summary,
    ) -> Self {
        let size = |size: projection_public::Size| SizeLine {
            size: size.name,
            from: i128::from(size.from).into(),
            received: size.tally.into(),
        };
        let day = |day: projection_public::Day| DayLine { day: day.day, received: day.tally.into() };
        Self {
            fund: fund.to_string(),
            name: figures.name.clone(),
            closed: figures.closed,
            position,
            recorded_at,
            received: figures.received.into(),
            unidentified: figures.unidentified.into(),
            interest: figures.interest.into(),
            spent: figures.spent().into(),
            fees: figures.fees.into(),
            payments: figures.payments.into(),
            balance: figures.balance().into(),
            waiting: figures.waiting,
            accounts: figures.banks.iter().map(AccountLine::from).collect(),
            sizes: figures.sizes().map(size).collect(),
            donors: figures
                .donors()
                .map(|(donor, tally)| KindLine { donor: donor.into(), received: tally.into() })
                .collect(),
            days: figures.days().map(day).collect(),
        }
    }
}
