//! The figures of all areas, counted once for all readers: they change with relief and the register, not with gifts.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::FundId;
use jiff::civil::Date;
use projection_coverage::{AreaFigures, Coverage};

/// See the module. The last count of each fund.
#[derive(Debug, Default)]
pub(super) struct Areas(Mutex<BTreeMap<FundId, Counted>>);

#[derive(Debug)]
struct Counted {
    changes: u64,
    on: Date,
    areas: Arc<[AreaFigures]>,
}

impl Areas {
    /// The areas of a fund on a day, the least served in front.
    pub(super) fn of(&self, fund: &FundId, coverage: &Coverage, on: Date) -> Arc<[AreaFigures]> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let changes = coverage.changes();
        if let Some(known) = all.get(fund).filter(|known| known.changes == changes && known.on == on) {
            return Arc::clone(&known.areas);
        }
        let areas: Arc<[AreaFigures]> = coverage.areas(on).into();
        all.insert(fund.clone(), Counted { changes, on, areas: Arc::clone(&areas) });
        areas
    }
}
