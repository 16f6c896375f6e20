//! Biên bản kiểm kê: what was counted, what the books say, and the difference between them.

use jiff::civil::Date;
use serde::Serialize;

use super::{Head, Need, Role, Signer};
use crate::Quantity;
use crate::figures::{day_text, dong};

/// Biên bản kiểm kê quỹ: notes and coins, A4 portrait.
#[derive(Clone, Debug, Serialize)]
pub struct CashCount {
    /// The head.
    pub head: Head,
    /// When the count began: "16 giờ 30".
    pub time: String,
    /// Until which day the books were closed for it.
    #[serde(serialize_with = "day_text")]
    pub closed_on: Date,
    /// Who counted, by name and function.
    pub committee: Vec<Member>,
    /// Denominations, largest first.
    pub notes: Vec<Notes>,
    /// What was counted and is not listed by denomination, in đồng.
    #[serde(serialize_with = "dong")]
    pub unlisted: i64,
    /// What the books say, in đồng.
    #[serde(serialize_with = "dong")]
    pub booked: i64,
    /// Why there is a difference; required where there is one.
    pub cause: String,
    /// What the committee concludes.
    pub conclusion: String,
    /// Who signs; empty takes [`CashCount::signing`].
    pub signers: Vec<Signer>,
}

/// A member of the counting committee.
#[derive(Clone, Debug, Serialize)]
pub struct Member {
    /// Full name.
    pub name: String,
    /// Function: "Kế toán trưởng".
    pub function: String,
}

/// Notes or coins of one denomination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Notes {
    /// Đồng each.
    pub denomination: i64,
    /// How many.
    pub count: i64,
}

/// Biên bản kiểm kê kho: goods, A4 landscape.
#[derive(Clone, Debug, Serialize)]
pub struct StockCount {
    /// The head.
    pub head: Head,
    /// When the count began.
    pub time: String,
    /// The warehouse.
    pub warehouse: String,
    /// Who counted.
    pub committee: Vec<Member>,
    /// The goods, at least one line.
    pub lines: Vec<StockCountLine>,
    /// Why there are differences; required where there is one.
    pub cause: String,
    /// What the committee concludes.
    pub conclusion: String,
    /// Who signs; empty takes [`StockCount::signing`].
    pub signers: Vec<Signer>,
}

/// One line of goods.
#[derive(Clone, Debug, Serialize)]
pub struct StockCountLine {
    /// Name, lot.
    pub name: String,
    /// Code.
    pub code: String,
    /// Unit.
    pub unit: String,
    /// What the books say.
    pub booked: Quantity,
    /// Its value in đồng.
    #[serde(serialize_with = "dong")]
    pub booked_value: i64,
    /// What was counted.
    pub counted: Quantity,
    /// Its value in đồng.
    #[serde(serialize_with = "dong")]
    pub counted_value: i64,
    /// Quality: "tốt", "kém phẩm chất", "quá hạn".
    pub quality: String,
}

impl CashCount {
    /// Who customarily signs.
    pub fn signing() -> Vec<Signer> {
        [Role::ChiefAccountant, Role::Cashier, Role::CountLeader].map(Signer::unnamed).into()
    }

    /// What was counted, in đồng; none where it does not fit.
    pub fn counted(&self) -> Option<i64> {
        self.notes.iter().try_fold(self.unlisted, |sum, notes| {
            sum.checked_add(notes.denomination.checked_mul(notes.count)?)
        })
    }

    pub(super) fn needs(&self) -> Vec<Need<'_>> {
        let differs = self.counted() != Some(self.booked);
        let mut needs = vec![committee(&self.committee)];
        if differs {
            needs.push(cause(&self.cause));
        }
        needs
    }
}

impl StockCount {
    /// Who customarily signs.
    pub fn signing() -> Vec<Signer> {
        [Role::CountLeader, Role::CountMember, Role::ChiefAccountant, Role::Storekeeper]
            .map(Signer::unnamed)
            .into()
    }

    pub(super) fn needs(&self) -> Vec<Need<'_>> {
        let mut needs = vec![
            (self.warehouse.as_str(), ("kho", "warehouse")),
            committee(&self.committee),
            (self.lines.first().map_or("", |line| line.name.as_str()), ("dòng hàng hóa", "a line of goods")),
        ];
        if self.lines.iter().any(|line| line.booked != line.counted) {
            needs.push(cause(&self.cause));
        }
        needs
    }
}

fn committee(members: &[Member]) -> Need<'_> {
    (members.first().map_or("", |member| member.name.as_str()), ("ban kiểm kê", "counting committee"))
}

fn cause(text: &str) -> Need<'_> {
    (text, ("nguyên nhân chênh lệch", "cause of the difference"))
}
