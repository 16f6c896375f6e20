//! The registers of vouchers, held against the vouchers themselves: no number is missing in any series and year.

use domain::{Series, VoucherNo};

use crate::error::LedgerError;
use crate::history::Told;
use crate::ledger::Ledger;
use crate::things::Thing;

/// A series and year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Register {
    /// The series.
    pub series: Series,
    /// The year.
    pub year: i16,
    /// The last number given out.
    pub last: u32,
    /// How many numbers an event of the log bears.
    pub present: u32,
    /// Numbers up to the last one that no event bears; none, by construction. At most a hundred are named.
    pub missing: Vec<u32>,
}

impl Ledger {
    /// All registers, newest year first. Each voucher that the books know was looked for.
    pub fn registers(&self) -> Result<Vec<Register>, LedgerError> {
        let lasts: Vec<VoucherNo> = self.rules(|state| state.vouchers.all().collect())?;
        let views = self.views();
        let mut registers: Vec<Register> = lasts
            .into_iter()
            .map(|last| {
                let mut register = Register {
                    series: last.series,
                    year: last.year,
                    last: last.number,
                    present: 0,
                    missing: vec![],
                };
                let mut next = 1_u32;
                for (voucher, _) in views.history.vouchers(last.series, last.year, 0) {
                    register.gap(next, voucher.number);
                    register.present = register.present.saturating_add(1);
                    next = voucher.number.saturating_add(1);
                }
                register.gap(next, last.number.saturating_add(1));
                register
            })
            .collect();
        registers.sort_by_key(|register| (std::cmp::Reverse(register.year), register.series));
        Ok(registers)
    }

    /// Vouchers of a register with numbers above `after`, at most `limit`, each with the events about it.
    pub fn vouchers(
        &self,
        (series, year): (Series, i16),
        after: u32,
        limit: usize,
    ) -> Result<Vec<(VoucherNo, Vec<Told>)>, LedgerError> {
        let numbers: Vec<VoucherNo> = {
            let views = self.views();
            let all = views.history.vouchers(series, year, after).take(limit);
            all.map(|(voucher, _)| voucher).collect()
        };
        let told = |voucher| Ok((voucher, self.history(&Thing::Voucher(voucher))?));
        numbers.into_iter().map(told).collect()
    }
}

impl Register {
    fn gap(&mut self, from: u32, to: u32) {
        let room = 100_usize.saturating_sub(self.missing.len());
        self.missing.extend((from..to).take(room));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_is_named_number_by_number_and_a_large_one_is_cut() {
        let mut register = Register { series: Series::Pt, year: 2024, last: 9, present: 7, missing: vec![] };
        register.gap(1, 1);
        register.gap(3, 5);
        assert_eq!(register.missing, [3, 4]);
        register.gap(10, 1_000_000);
        assert_eq!(register.missing.len(), 100);
    }
}
