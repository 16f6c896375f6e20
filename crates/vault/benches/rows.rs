//! Rows a second: an import, the open that builds the index of places, a scan that parses every row.

use std::error::Error;
use std::time::Instant;

use vault::{Class, KeySource, Keys, Row, RowNumber, Vault, VaultError};

const ROWS: u64 = 1_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let dir = tempfile::tempdir()?;
    let (place, source) = (dir.path().join("keys"), KeySource::Directory);
    let vault = Vault::create(dir.path(), Keys::create(&place, "lu-2024", &source)?)?;
    let rows: Vec<_> = (0..ROWS).map(row).collect();
    line("append_all", || vault.append_all(Class::Voucher, &rows).map(|_| ROWS))?;
    line("sync", || vault.sync().map(|()| ROWS))?;
    line("append", || {
        let singly = rows.iter().take(100_000).map(|row| vault.append(Class::Voucher, row));
        singly.map(|added| added.map(|_| 1)).sum()
    })?;
    line("open", || Ok(Vault::open(dir.path(), Keys::open(&place, "lu-2024", &source)?)?.1.rows))?;
    let mut bytes = 0;
    line("scan", || Ok(vault.for_each(RowNumber::NONE, |_, _, row| bytes += row.memo.len())?.rows))?;
    line("read", || {
        let scattered = (0..200_000).map(|at| RowNumber::new(at * 7_919 % ROWS + 1));
        scattered.map(|number| vault.read(number).map(|row| u64::from(!row.memo.is_empty()))).sum()
    })?;
    Ok(())
}

fn row(number: u64) -> Row<'static> {
    let memo = format!("MBVCB.{number:010}.046123.TRAN THI VI DU chuyen tien ung ho dong bao vung lu");
    Row { name: "TRAN THI VI DU".into(), memo: memo.into(), ..Row::default() }
}

fn line(what: &str, work: impl FnOnce() -> Result<u64, VaultError>) -> Result<(), VaultError> {
    let start = Instant::now();
    let rows = work()?;
    let micros = start.elapsed().as_micros().max(1);
    println!("{what:<12} {:>12} rows/s  {:>6} ms", u128::from(rows) * 1_000_000 / micros, micros / 1000);
    Ok(())
}
