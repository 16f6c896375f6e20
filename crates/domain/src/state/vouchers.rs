//! The register of voucher numbers: the last one of each series and year. The numbers have no gap by construction.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::voucher::{Series, VoucherNo};

/// The last number given out, by series and year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vouchers(BTreeMap<(Series, i16), u32>);

impl Vouchers {
    /// The number that the next voucher of a series gets in a year.
    pub fn next(&self, series: Series, year: i16) -> VoucherNo {
        VoucherNo { series, year, number: self.last(series, year).saturating_add(1) }
    }

    /// The last number given out; 0 for none.
    pub fn last(&self, series: Series, year: i16) -> u32 {
        self.0.get(&(series, year)).copied().unwrap_or(0)
    }

    /// Every series and year with its last number.
    pub fn all(&self) -> impl Iterator<Item = VoucherNo> {
        self.0.iter().map(|((series, year), number)| VoucherNo {
            series: *series,
            year: *year,
            number: *number,
        })
    }

    pub(super) fn evolve(&mut self, event: &Event) {
        if let Some(voucher) = event.voucher() {
            let last = self.0.entry((voucher.series, voucher.year)).or_default();
            *last = (*last).max(voucher.number);
        }
    }
}
