//! The public summary.

use domain::FundId;
use domain::privacy::Publication;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::Dong;
use wire::Donor;

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
    /// Gifts that stand, those given back later too.
    received: Tally,
    /// Credits of which nobody can tell yet what they are, those given back too; not gifts.
    unidentified: Tally,
    /// What came after the receiving window, what of it was given back too; no gifts until they are taken.
    held: Tally,
    /// What lay in the accounts before the books began.
    opening: Dong,
    /// Interest earned.
    interest: Dong,
    /// What counts of cash found beyond the books, less what they missed.
    count_differences: Dong,
    /// Given back to senders.
    refunds: RefundLines,
    /// All that was spent: the lines of `spending` added up.
    spent: Dong,
    /// Bank charges.
    fees: Dong,
    /// Money that left an account and is not explained yet.
    payments: Dong,
    /// What was spent, by what.
    spending: SpendingLines,
    /// Money that left one account of the fund and has not arrived in the other.
    in_transit: Dong,
    /// What is left, in the accounts and in transit. With `spent` and `refunds` it is `received`, `unidentified`, `held`,
    /// `opening`, `interest` and `count_differences` added up.
    left: Dong,
    /// Goods, by value.
    goods: GoodsLines,
    /// Promises of money that are still open; in no total.
    pledged: Tally,
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

/// Given back, by what it had been.
#[derive(Serialize, ToSchema)]
#[schema(as = Refunds)]
struct RefundLines {
    /// Gifts.
    gifts: Dong,
    /// What came after the receiving window.
    held: Dong,
    /// Credits that nobody could name.
    unidentified: Dong,
}

/// What was spent, by what.
#[derive(Serialize, ToSchema)]
#[schema(as = Spending)]
struct SpendingLines {
    /// Relief to households named one by one.
    relief_to_households: Dong,
    /// Relief to communes, groups and organisations as a whole.
    relief_to_communities: Dong,
    /// Passed on to lower boards and other provinces.
    transfers: Dong,
    /// Paid for relief goods.
    purchases: Dong,
    /// With teams that have not accounted for it yet.
    advances: Dong,
    /// The fund's own costs.
    costs: Dong,
    /// Bank charges.
    fees: Dong,
    /// Not explained yet.
    unexplained: Dong,
}

/// Goods by value. What was received, there before and bought, with what counts found, is what was issued, written off
/// and is in stock.
#[derive(Serialize, ToSchema)]
#[schema(as = GoodsByValue)]
struct GoodsLines {
    /// Given.
    received: Dong,
    /// There before the books began.
    opening: Dong,
    /// Bought.
    bought: Dong,
    /// Given out.
    issued: Dong,
    /// Expired, spoiled or lost.
    written_off: Dong,
    /// What counts and arrivals found beyond the books, less what they missed.
    count_differences: Dong,
    /// In warehouses or on the way between them.
    in_stock: Dong,
}

/// An account's gifts and balance.
#[derive(Serialize, ToSchema)]
#[schema(as = AccountGifts)]
struct AccountLine {
    /// Bank and number, or cash box.
    account: String,
    /// Whether gifts to it are listed one by one.
    published: bool,
    /// Which of them.
    publication: Publication,
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

impl From<projection_public::Refunds> for RefundLines {
    fn from(refunds: projection_public::Refunds) -> Self {
        let projection_public::Refunds { gifts, held, unidentified, .. } = refunds;
        Self { gifts: gifts.into(), held: held.into(), unidentified: unidentified.into() }
    }
}

impl From<projection_public::Money> for SpendingLines {
    fn from(money: projection_public::Money) -> Self {
        Self {
            relief_to_households: money.to_households.into(),
            relief_to_communities: money.to_communities.into(),
            transfers: money.transfers.into(),
            purchases: money.purchases.into(),
            advances: money.advances.into(),
            costs: money.costs.into(),
            fees: money.fees.into(),
            unexplained: money.unexplained.into(),
        }
    }
}

impl From<projection_public::Goods> for GoodsLines {
    fn from(goods: projection_public::Goods) -> Self {
        Self {
            received: goods.received.into(),
            opening: goods.opening.into(),
            bought: goods.bought.into(),
            issued: goods.issued.into(),
            written_off: goods.written_off.into(),
            count_differences: goods.differences.into(),
            in_stock: goods.stock().into(),
        }
    }
}

impl From<&projection_public::Bank> for AccountLine {
    fn from(bank: &projection_public::Bank) -> Self {
        Self {
            account: bank.account.to_string(),
            published: bank.is_published(),
            publication: bank.publication,
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
            held: figures.held.into(),
            opening: figures.money.opening.into(),
            interest: figures.money.interest.into(),
            count_differences: figures.money.differences.into(),
            refunds: figures.money.refunds.into(),
            spent: figures.spent().into(),
            fees: figures.money.fees.into(),
            payments: figures.money.unexplained.into(),
            spending: figures.money.into(),
            in_transit: figures.money.in_transit.into(),
            left: figures.left().into(),
            goods: figures.goods.into(),
            pledged: figures.pledged.into(),
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
