//! The figures of the fund's page, in one object: all in đồng as decimal texts, sums of gifts with their number.

use std::collections::BTreeMap;

use projection_public::{Money, Tally};
use serde::Serialize;

use crate::Book;

/// See the module.
#[derive(Serialize)]
pub(crate) struct SummaryRow {
    name: String,
    closed: bool,
    recorded_at: Option<String>,
    received: Sum,
    spent: String,
    left: String,
    unidentified: Sum,
    held: Sum,
    pledged: Sum,
    money: Lines,
    goods: Lines,
    by_day: BTreeMap<String, Sum>,
    by_size: BTreeMap<&'static str, Sum>,
    listed: u64,
    unlisted: u64,
}

/// Lines of a statement, by their names.
type Lines = BTreeMap<&'static str, String>;

#[derive(Serialize)]
struct Sum {
    dong: String,
    gifts: u64,
}

impl From<Tally> for Sum {
    fn from(tally: Tally) -> Self {
        Self { dong: tally.dong.to_string(), gifts: tally.gifts }
    }
}

impl SummaryRow {
    pub(crate) fn new(book: &Book) -> Self {
        let (summary, shown) = (book.public.summary(), book.public.shown());
        Self {
            name: summary.name.clone(),
            closed: summary.closed,
            recorded_at: book.recorded_at.map(|at| at.to_string()),
            received: summary.received.into(),
            spent: summary.spent().to_string(),
            left: summary.left().to_string(),
            unidentified: summary.unidentified.into(),
            held: summary.held.into(),
            pledged: summary.pledged.into(),
            money: money(&summary.money),
            goods: lines([
                ("received", summary.goods.received),
                ("opening", summary.goods.opening),
                ("bought", summary.goods.bought),
                ("issued", summary.goods.issued),
                ("written_off", summary.goods.written_off),
                ("differences", summary.goods.differences),
                ("stock", summary.goods.stock()),
            ]),
            by_day: summary.days().map(|day| (day.day.to_string(), day.tally.into())).collect(),
            by_size: summary.sizes().map(|size| (size.name, size.tally.into())).collect(),
            listed: shown.listed,
            unlisted: shown.unlisted,
        }
    }
}

fn money(money: &Money) -> Lines {
    lines([
        ("opening", money.opening),
        ("interest", money.interest),
        ("differences", money.differences),
        ("refunds", money.refunds.total()),
        ("to_households", money.to_households),
        ("to_communities", money.to_communities),
        ("transfers", money.transfers),
        ("purchases", money.purchases),
        ("advances", money.advances),
        ("costs", money.costs),
        ("fees", money.fees),
        ("unexplained", money.unexplained),
        ("in_transit", money.in_transit),
    ])
}

fn lines<const N: usize>(lines: [(&'static str, i128); N]) -> Lines {
    lines.into_iter().map(|(name, dong)| (name, dong.to_string())).collect()
}
