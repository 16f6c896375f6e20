//! Papers: what is signed. A form is a template of this crate, a paper a value of one of the types here.
//!
//! Sums, words and differences are worked out here from the lines, so that no paper contradicts itself; everything else
//! is printed as given. A paper without a content that Article 16 of the Accounting Law asks for is refused. The data
//! reaches the typesetter as JSON and never as markup: no text that a person typed can become part of the template.

mod cash;
mod correction;
mod count;
mod error;
mod gift;
mod head;
mod job;
mod list;
mod print;
mod stock;
#[cfg(test)]
mod tests;
mod world;

pub use cash::{CashVoucher, CashWay, Entry, Foreign, Party};
pub use correction::{CorrectionLine, CorrectionVoucher, Method};
pub use count::{CashCount, Member, Notes, StockCount, StockCountLine};
pub use error::PrintError;
pub use gift::{GiftLine, GoodsReceipt, MoneyReceipt, ThankYouLetter};
pub use head::{FormCode, Head, Issuer, Qr, QrContent, Role, Signer};
pub use list::{GoodsLine, GoodsList, MoneyLine, MoneyList, RecipientLine, RecipientList, list_signing};
pub use print::{print, print_many};
pub use stock::{BasedOn, StockLine, StockNote, StockWay};

use serde::Serialize;

/// A content that may not be empty, and its name in Vietnamese and English.
type Need<'a> = (&'a str, (&'static str, &'static str));

/// One paper of any kind.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", content = "paper", rename_all = "kebab-case")]
pub enum Paper {
    /// Phiếu thu, phiếu chi.
    Cash(CashVoucher),
    /// Phiếu nhập kho, phiếu xuất kho.
    Stock(StockNote),
    /// Biên nhận tiền.
    MoneyReceipt(MoneyReceipt),
    /// Biên nhận hiện vật.
    GoodsReceipt(GoodsReceipt),
    /// Bảng tổng hợp thu tiền ủng hộ.
    MoneyList(MoneyList),
    /// Bảng kê đóng góp bằng hiện vật.
    GoodsList(GoodsList),
    /// Danh sách ký nhận.
    Recipients(RecipientList),
    /// Biên bản kiểm kê quỹ.
    CashCount(CashCount),
    /// Biên bản kiểm kê kho.
    StockCount(StockCount),
    /// Chứng từ đính chính.
    Correction(CorrectionVoucher),
    /// Thư cảm ơn.
    ThankYou(ThankYouLetter),
}

impl Paper {
    /// Its title in Vietnamese.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::Cash(paper) => paper.title(),
            Self::Stock(paper) => paper.title(),
            Self::MoneyReceipt(_) => "Biên nhận ủng hộ bằng tiền",
            Self::GoodsReceipt(_) => "Phiếu biên nhận ủng hộ bằng hiện vật",
            Self::MoneyList(_) => "Bảng tổng hợp thu tiền ủng hộ",
            Self::GoodsList(_) => "Bảng kê đóng góp bằng hiện vật",
            Self::Recipients(_) => "Danh sách ký nhận hỗ trợ",
            Self::CashCount(_) => "Biên bản kiểm kê quỹ tiền mặt",
            Self::StockCount(_) => "Biên bản kiểm kê kho",
            Self::Correction(_) => "Chứng từ đính chính",
            Self::ThankYou(_) => "Thư cảm ơn",
        }
    }

    /// Its head.
    pub const fn head(&self) -> &Head {
        match self {
            Self::Cash(paper) => &paper.head,
            Self::Stock(paper) => &paper.head,
            Self::MoneyReceipt(paper) => &paper.head,
            Self::GoodsReceipt(paper) => &paper.head,
            Self::MoneyList(paper) => &paper.head,
            Self::GoodsList(paper) => &paper.head,
            Self::Recipients(paper) => &paper.head,
            Self::CashCount(paper) => &paper.head,
            Self::StockCount(paper) => &paper.head,
            Self::Correction(paper) => &paper.head,
            Self::ThankYou(paper) => &paper.head,
        }
    }

    fn needs(&self) -> Vec<Need<'_>> {
        match self {
            Self::Cash(paper) => paper.needs(),
            Self::Stock(paper) => paper.needs(),
            Self::MoneyReceipt(paper) => paper.needs(),
            Self::GoodsReceipt(paper) => paper.needs(),
            Self::MoneyList(paper) => paper.needs(),
            Self::GoodsList(paper) => paper.needs(),
            Self::Recipients(paper) => paper.needs(),
            Self::CashCount(paper) => paper.needs(),
            Self::StockCount(paper) => paper.needs(),
            Self::Correction(paper) => paper.needs(),
            Self::ThankYou(paper) => paper.needs(),
        }
    }
}
