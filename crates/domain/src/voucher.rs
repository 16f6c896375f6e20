//! Voucher numbers: they run without gaps in each series and year, and are never given twice.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::ids::InvalidId;
use crate::rights::Sight;

/// A series of vouchers. The letters are those on the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Series {
    /// Phiếu thu, cash received.
    Pt,
    /// Phiếu chi, cash paid.
    Pc,
    /// Ủy nhiệm chi, paid from a bank account.
    Unc,
    /// Phiếu nhập kho, goods received.
    Pnk,
    /// Phiếu xuất kho, goods issued, written off or sent to another warehouse.
    Pxk,
    /// Biên bản kiểm kê, a count of cash or goods.
    Bbkk,
    /// Chứng từ ghi sổ đính chính, a correction.
    Dc,
    /// Giấy thanh toán tạm ứng, an advance settled.
    Tttu,
}

impl Series {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Pt, Self::Pc, Self::Unc, Self::Pnk, Self::Pxk, Self::Bbkk, Self::Dc, Self::Tttu];

    /// The letters on the paper.
    pub fn letters(self) -> &'static str {
        match self {
            Self::Pt => "PT",
            Self::Pc => "PC",
            Self::Unc => "UNC",
            Self::Pnk => "PNK",
            Self::Pxk => "PXK",
            Self::Bbkk => "BBKK",
            Self::Dc => "DC",
            Self::Tttu => "TTTU",
        }
    }

    /// What of the books its papers show: who gave, where money came in or a gift was corrected.
    pub fn sight(self) -> Sight {
        match self {
            Self::Pt | Self::Dc => Sight::Givers,
            Self::Pc | Self::Unc | Self::Pnk | Self::Pxk | Self::Bbkk | Self::Tttu => Sight::Papers,
        }
    }
}

/// A voucher: `PT-2021-00012`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct VoucherNo {
    /// Its series.
    pub series: Series,
    /// The year of its business day.
    pub year: i16,
    /// Its number in both, from 1.
    pub number: u32,
}

impl fmt::Display for VoucherNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{:05}", self.series.letters(), self.year, self.number)
    }
}

#[cfg(feature = "schema")]
impl utoipa::PartialSchema for VoucherNo {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        String::schema()
    }
}

#[cfg(feature = "schema")]
impl utoipa::ToSchema for VoucherNo {}

impl From<VoucherNo> for String {
    fn from(voucher: VoucherNo) -> Self {
        voucher.to_string()
    }
}

impl TryFrom<String> for VoucherNo {
    type Error = InvalidId;

    fn try_from(text: String) -> Result<Self, InvalidId> {
        text.parse()
    }
}

impl FromStr for VoucherNo {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let read = || {
            let mut parts = text.split('-');
            let (letters, year, number) = (parts.next()?, parts.next()?, parts.next()?);
            let series = Series::ALL.into_iter().find(|series| series.letters() == letters)?;
            let voucher = Self { series, year: year.parse().ok()?, number: number.parse().ok()? };
            // One spelling for one voucher.
            (voucher.to_string() == text && voucher.number > 0).then_some(voucher)
        };
        read().ok_or(InvalidId {
            what: "voucher",
            rule: "series-year-number, for example PT-2021-00012",
            rule_vi: "ký hiệu-năm-số, ví dụ PT-2021-00012",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_voucher_has_one_spelling() {
        let voucher: VoucherNo = "PNK-2021-00012".parse().unwrap();
        assert_eq!((voucher.series, voucher.year, voucher.number), (Series::Pnk, 2021, 12));
        assert_eq!("DC-2021-123456".parse::<VoucherNo>().unwrap().to_string(), "DC-2021-123456");
        for bad in ["", "PT", "PT-2021", "PT-2021-12", "PT-2021-00000", "XX-2021-00001", "PT-2021-00001-1"] {
            assert!(bad.parse::<VoucherNo>().is_err(), "{bad}");
        }
    }
}
