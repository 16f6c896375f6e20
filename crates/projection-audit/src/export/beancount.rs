//! The ledger of beancount.

use std::io::{self, Write};

use jiff::civil::Date;

use super::{balances, transactions};
use crate::trail::Trail;

/// Writes the books of `trail` as a beancount ledger. The balances are asserted on the day after the last one: there
/// they hold at its beginning.
pub fn beancount(trail: &Trail, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "; {} events known, business days up to {}", trail.known_at, trail.scope.last)?;
    writeln!(out, "option \"operating_currency\" \"VND\"\n")?;
    let closing = balances(trail);
    let opened = trail.entries().first().map_or(trail.scope.first, |entry| entry.on);
    for (account, _) in &closing {
        writeln!(out, "{opened} open {account} VND")?;
    }
    let name = |place: usize| closing.get(place).map_or("", |(name, _)| name.as_str());
    for entries in transactions(trail) {
        let Some(first) = entries.first() else { continue };
        writeln!(out, "\n{} * \"{}\" ^p{}", first.on, first.what.1, first.position)?;
        writeln!(out, "  position: {}", first.position)?;
        if let Some(voucher) = first.voucher {
            writeln!(out, "  voucher: \"{voucher}\"")?;
        }
        for entry in entries {
            writeln!(out, "  {}  {} VND", name(entry.debit), entry.amount)?;
            writeln!(out, "  {}  {} VND", name(entry.credit), entry.amount.saturating_neg())?;
        }
    }
    let after = trail.scope.last.tomorrow().unwrap_or(Date::MAX);
    writeln!(out)?;
    for (account, balance) in &closing {
        writeln!(out, "{after} balance {account}  {balance} VND")?;
    }
    Ok(())
}
