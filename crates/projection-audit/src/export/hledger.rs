//! The journal of hledger.

use std::io::{self, Write};

use super::{balances, transactions};
use crate::trail::Trail;

/// Writes the books of `trail` as an hledger journal.
pub fn hledger(trail: &Trail, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "; {} events known, business days up to {}", trail.known_at, trail.scope.last)?;
    writeln!(out, "commodity VND 1000.\n")?;
    let closing = balances(trail);
    for (account, _) in &closing {
        writeln!(out, "account {account}")?;
    }
    let name = |place: usize| closing.get(place).map_or("", |(name, _)| name.as_str());
    for entries in transactions(trail) {
        let Some(first) = entries.first() else { continue };
        let voucher = first.voucher.map(|voucher| format!(" {voucher}")).unwrap_or_default();
        writeln!(out, "\n{} ({}) {}{voucher}", first.on, first.position, first.what.1)?;
        for entry in entries {
            writeln!(out, "    {}  VND {}", name(entry.debit), entry.amount)?;
            writeln!(out, "    {}  VND {}", name(entry.credit), entry.amount.saturating_neg())?;
        }
    }
    writeln!(out, "\n{} closing balances", trail.scope.last)?;
    for (account, balance) in &closing {
        writeln!(out, "    {account}  VND 0 = VND {balance}")?;
    }
    Ok(())
}
