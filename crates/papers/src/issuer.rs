//! Who issues the fund's papers, as configured. What is not set falls back to what can be filled in by hand.

use documents::paper;

pub use documents::words::Usage;

/// A line to be written on by hand.
pub(crate) const BLANK: &str = "........................................";

/// Who issues papers, for all funds of a data directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issuer {
    /// The body above it: "Ủy ban MTTQ Việt Nam tỉnh Đồng Tháp".
    pub parent: Option<String>,
    /// Its name; none takes the fund's.
    pub name: Option<String>,
    /// Its address; none leaves a line to write on.
    pub address: Option<String>,
    /// Where letters are written: "Đồng Tháp".
    pub place: Option<String>,
    /// Mã quan hệ ngân sách.
    pub budget_unit_code: Option<String>,
    /// How amounts are read; none takes the usage of the north.
    pub usage: Option<Usage>,
    /// Where the public pages stand, without a slash at the end: `https://sovang.example`. None prints no codes.
    pub base_url: Option<String>,
}

impl Issuer {
    /// How it stands on a fund's papers.
    pub(crate) fn on_paper(&self, fund_name: &str) -> paper::Issuer {
        paper::Issuer {
            parent: self.parent.clone(),
            name: self.name.clone().unwrap_or_else(|| fund_name.to_owned()),
            address: self.address.clone().unwrap_or_else(|| BLANK.to_owned()),
            budget_unit_code: self.budget_unit_code.clone(),
        }
    }
}
