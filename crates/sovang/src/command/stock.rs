//! `sovang stock`: what lies where, by warehouse and lot, and what of it is free.

use clap::Args;
use domain::goods::Lot;
use domain::{Code, LotNo, Quantity, State};
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::today;

use super::{Failure, Which};
use crate::config::Config;
use crate::format::money;
use crate::local::open;
use crate::out::{plain, say};

#[derive(Args)]
pub(crate) struct Stock {
    #[command(flatten)]
    which: Which,
    /// Chỉ kho này / only this warehouse
    #[arg(long)]
    warehouse: Option<Code>,
    /// Chỉ mặt hàng này / only this item
    #[arg(long)]
    item: Option<Code>,
}

impl Stock {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let ledger = open(config, self.which.fund.as_ref())?;
        let now = today(Timestamp::now());
        let lines: Vec<_> = ledger.rules(|state| {
            let all = state.goods.all_stock().filter_map(|(at, number, quantity)| {
                let lot = state.goods.lot(number)?;
                self.wants(at, lot).then(|| shown(state, at, (number, lot), quantity, now))
            });
            all.collect()
        })?;
        let count = lines.len();
        Ok(say(&format!("{}{count} lô / lots\n", lines.concat()))?)
    }

    fn wants(&self, warehouse: &Code, lot: &Lot) -> bool {
        let here = self.warehouse.as_ref().is_none_or(|wanted| wanted == warehouse);
        here && self.item.as_ref().is_none_or(|wanted| *wanted == lot.item)
    }
}

fn shown(state: &State, at: &Code, (number, lot): (LotNo, &Lot), quantity: Quantity, now: Date) -> String {
    let item = state.goods.item(&lot.item);
    let (name, unit) = item.map_or(("", ""), |item| (item.name.as_str(), item.base.as_str()));
    let free = state.goods.free(at, number, state.relief.reserved(at, number, now));
    let expiry = match lot.expiry {
        Some(day) if lot.expired(now) => format!("  quá hạn / expired {}", day.strftime("%d/%m/%Y")),
        Some(day) => format!("  hạn dùng / use by {}", day.strftime("%d/%m/%Y")),
        None => String::new(),
    };
    let custody =
        lot.custody.as_ref().map_or_else(String::new, |party| format!("  giữ hộ / held for {party}"));
    format!(
        "{at}  lô / lot {:>5}  {} ({})  {quantity} {unit}, rảnh / free {free}  {}{expiry}{custody}\n",
        number.get(),
        plain(name),
        lot.item,
        money(lot.worth(quantity)),
    )
}
