//! The accounts of the books, by their meaning, and what they are called.
//!
//! No official number stands here: those are a mapping, for print.

use domain::goods::WriteOffReason;
use domain::{AccountId, Code, Earmark, Party};
use serde::{Deserialize, Serialize};

/// An account of the books by its meaning. An earmark of `None` is unrestricted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookAccount {
    /// Money in a bank account or cash box of the fund.
    Money(AccountId),
    /// Gifts that are to be used, by what they are tied to.
    Contributions(Option<Earmark>),
    /// Credits of which nobody can tell yet what they are.
    UnidentifiedReceipts,
    /// Interest earned.
    Interest,
    /// Bank charges.
    BankFees,
    /// Money that left a bank account and is not explained yet.
    UnexplainedPayments,
    /// Money that left one account of the fund and has not arrived in the other.
    InTransit,
    /// Receipts that came after the receiving window.
    HeldReceipts,
    /// What was there before the books began, money and goods.
    OpeningFund(Option<Earmark>),
    /// Cash that a count missed, until it is settled.
    CashShortage,
    /// Cash that a count found, until it is settled.
    CashSurplus,
    /// Shortages that the fund bears, by decision.
    ShortageLoss,
    /// Money given to beneficiaries.
    Relief(Spending),
    /// The fund's own costs.
    Cost(Spending),
    /// Money passed on to a lower board or another province.
    Transferred(Party, Option<Earmark>),
    /// Paid to a supplier, and not delivered yet.
    SupplierPrepaid(Code),
    /// Handed to a team that has not accounted for it yet.
    AdvanceToTeam(Code),
    /// Goods in warehouses, by item, by value.
    GoodsStock(Code),
    /// Goods on their way between warehouses, by value.
    GoodsInTransit,
    /// Gifts in kind, by value.
    ContributionsInKind(Option<Earmark>),
    /// Goods given to beneficiaries, by value.
    ReliefInKind(Spending),
    /// Goods written off.
    GoodsLosses(WriteOffReason),
    /// What counts and arrivals of goods missed, less what they found.
    GoodsDifferences,
    /// Goods held for others, by value; off the balance sheet.
    CustodyGoods(Code),
    /// To whom the goods held for others belong; off the balance sheet.
    CustodyOwed(Party),
}

/// What is spent, and from which restriction.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Spending {
    /// The restriction that the money or goods were under.
    pub earmark: Option<Earmark>,
    /// Spending head; none where the log names no request for it.
    pub head: Option<Code>,
}

/// On which side an account grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What there is, and what was spent.
    Debit,
    /// Funds, debts, income.
    Credit,
}

impl BookAccount {
    /// On which side the account grows.
    pub fn grows_on(&self) -> Side {
        match self {
            Self::Money(_)
            | Self::BankFees
            | Self::UnexplainedPayments
            | Self::InTransit
            | Self::CashShortage
            | Self::ShortageLoss
            | Self::Relief(_)
            | Self::Cost(_)
            | Self::Transferred(..)
            | Self::SupplierPrepaid(_)
            | Self::AdvanceToTeam(_)
            | Self::GoodsStock(_)
            | Self::GoodsInTransit
            | Self::ReliefInKind(_)
            | Self::GoodsLosses(_)
            | Self::GoodsDifferences
            | Self::CustodyGoods(_) => Side::Debit,
            Self::Contributions(_)
            | Self::UnidentifiedReceipts
            | Self::Interest
            | Self::HeldReceipts
            | Self::OpeningFund(_)
            | Self::CashSurplus
            | Self::ContributionsInKind(_)
            | Self::CustodyOwed(_) => Side::Credit,
        }
    }

    /// Whether the account stands off the balance sheet. Those balance among themselves.
    pub fn is_memo(&self) -> bool {
        matches!(self, Self::CustodyGoods(_) | Self::CustodyOwed(_))
    }

    /// The kind of account: one word of lower-case letters and underscores. Mappings and the API name it.
    pub fn kind(&self) -> &'static str {
        self.words().0
    }

    /// What the kind of account is called in Vietnamese.
    pub fn vi(&self) -> &'static str {
        self.words().1
    }

    /// What the kind of account is called in English.
    pub fn en(&self) -> &'static str {
        self.words().2
    }

    fn words(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Money(_) => ("money", "Tiền", "money"),
            Self::Contributions(None) => ("contributions", "Đóng góp không điều kiện", "unrestricted gifts"),
            Self::Contributions(Some(_)) => ("contributions", "Đóng góp có địa chỉ", "earmarked gifts"),
            Self::UnidentifiedReceipts => {
                ("unidentified_receipts", "Tiền thu chưa xác định", "unidentified receipts")
            }
            Self::Interest => ("interest", "Lãi tiền gửi", "interest"),
            Self::BankFees => ("bank_fees", "Phí ngân hàng", "bank fees"),
            Self::UnexplainedPayments => {
                ("unexplained_payments", "Chi chưa giải trình", "unexplained payments")
            }
            Self::InTransit => ("in_transit", "Tiền đang chuyển", "money in transit"),
            Self::HeldReceipts => {
                ("held_receipts", "Tiền nhận sau thời hạn tiếp nhận", "receipts after the window")
            }
            Self::OpeningFund(_) => ("opening_fund", "Nguồn quỹ đầu kỳ", "opening fund"),
            Self::CashShortage => ("cash_shortage", "Tiền thiếu chờ xử lý", "cash short, unsettled"),
            Self::CashSurplus => ("cash_surplus", "Tiền thừa chờ xử lý", "cash over, unsettled"),
            Self::ShortageLoss => ("shortage_loss", "Tiền thiếu quỹ chịu", "shortages borne"),
            Self::Relief(_) => ("relief", "Cứu trợ bằng tiền", "relief in money"),
            Self::Cost(_) => ("cost", "Chi phí của quỹ", "the fund's costs"),
            Self::Transferred(..) => ("transferred", "Chuyển cho ban cứu trợ khác", "passed to other boards"),
            Self::SupplierPrepaid(_) => {
                ("supplier_prepaid", "Trả trước người bán", "paid to suppliers ahead")
            }
            Self::AdvanceToTeam(_) => ("advance_to_team", "Tạm ứng cho đội, tổ", "advances to teams"),
            Self::GoodsStock(_) => ("goods_stock", "Hàng cứu trợ trong kho", "goods in stock"),
            Self::GoodsInTransit => ("goods_in_transit", "Hàng đang đi đường", "goods in transit"),
            Self::ContributionsInKind(_) => {
                ("contributions_in_kind", "Đóng góp bằng hiện vật", "gifts in kind")
            }
            Self::ReliefInKind(_) => ("relief_in_kind", "Cứu trợ bằng hiện vật", "relief in kind"),
            Self::GoodsLosses(_) => ("goods_losses", "Hàng hư hỏng, hết hạn, mất", "goods written off"),
            Self::GoodsDifferences => ("goods_differences", "Chênh lệch hàng hóa", "differences of goods"),
            Self::CustodyGoods(_) => ("custody_goods", "Hàng giữ hộ", "goods in custody"),
            Self::CustodyOwed(_) => ("custody_owed", "Chủ hàng giữ hộ", "owed to owners in custody"),
        }
    }

    /// Which account of its kind, the restriction left out: a bank account, a spending head, an item, a party.
    pub fn subject(&self) -> Option<String> {
        match self {
            Self::Money(id) => Some(id.to_string()),
            Self::Relief(spending) | Self::Cost(spending) | Self::ReliefInKind(spending) => {
                spending.head.as_ref().map(ToString::to_string)
            }
            Self::Transferred(party, _) | Self::CustodyOwed(party) => Some(party.to_string()),
            Self::SupplierPrepaid(code)
            | Self::AdvanceToTeam(code)
            | Self::GoodsStock(code)
            | Self::CustodyGoods(code) => Some(code.to_string()),
            Self::GoodsLosses(reason) => Some(lost_as(*reason).to_owned()),
            Self::Contributions(_)
            | Self::OpeningFund(_)
            | Self::ContributionsInKind(_)
            | Self::UnidentifiedReceipts
            | Self::Interest
            | Self::BankFees
            | Self::UnexplainedPayments
            | Self::InTransit
            | Self::HeldReceipts
            | Self::CashShortage
            | Self::CashSurplus
            | Self::ShortageLoss
            | Self::GoodsInTransit
            | Self::GoodsDifferences => None,
        }
    }

    /// Subject and restriction in one text, empty where the account has neither: `shelter (rebuild/82/-)`.
    pub fn detail(&self) -> String {
        let earmark = self.earmark().map(|earmark| format!("({})", tied(Some(earmark))));
        let parts: Vec<_> = self.subject().into_iter().chain(earmark).collect();
        parts.join(" ")
    }

    /// The restriction that the account keeps apart; `None` where it keeps none apart.
    pub fn earmark(&self) -> Option<&Earmark> {
        match self {
            Self::Contributions(earmark)
            | Self::OpeningFund(earmark)
            | Self::ContributionsInKind(earmark)
            | Self::Transferred(_, earmark) => earmark.as_ref(),
            Self::Relief(spending) | Self::Cost(spending) | Self::ReliefInKind(spending) => {
                spending.earmark.as_ref()
            }
            _ => None,
        }
    }
}

fn lost_as(reason: WriteOffReason) -> &'static str {
    match reason {
        WriteOffReason::Expired => "expired",
        WriteOffReason::Spoiled => "spoiled",
        WriteOffReason::Lost => "lost",
    }
}

/// `purpose/place/beneficiary`, a hyphen for what is not named; empty where nothing is tied.
pub fn tied(earmark: Option<&Earmark>) -> String {
    let Some(earmark) = earmark else { return String::new() };
    let code = |code: &Option<Code>| code.as_ref().map_or("-", Code::as_str).to_owned();
    [&earmark.purpose, &earmark.place, &earmark.beneficiary].map(code).join("/")
}
