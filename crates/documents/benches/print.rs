//! What printing costs: one voucher, a thousand in one file, registers of many rows, with the memory taken so far.

#[path = "../examples/papers/registers.rs"]
mod registers;
#[path = "../examples/papers/samples.rs"]
mod samples;

use std::error::Error;
use std::fs;
use std::time::Instant;

use documents::paper::{print, print_many};
use documents::register::{csv, pdf, xlsx};

fn main() -> Result<(), Box<dyn Error>> {
    let voucher = samples::cash_in(1);
    line("first voucher", || Ok(print(&voucher)?))?;
    line("warm voucher", || Ok(print(&samples::cash_in(2))?))?;
    for (name, paper) in samples::papers() {
        line(name, || Ok(print(&paper)?))?;
    }
    line("300 recipients", || Ok(print(&samples::recipients(300))?))?;
    let slips: Vec<_> = (1..=1_000).map(samples::cash_in).collect();
    line("1,000 slips", || Ok(print_many(&slips, |_| ())?))?;
    let journal = registers::journal();
    for count in [10_000, 100_000] {
        let rows = (1..=count).map(registers::row);
        line(&format!("{count} rows, csv"), || Ok(csv(&journal, rows.clone())?))?;
        line(&format!("{count} rows, pdf"), || Ok(pdf(&journal, rows.clone())?))?;
        line(&format!("{count} rows, xlsx"), || Ok(xlsx(&journal, rows.clone())?))?;
    }
    Ok(())
}

fn line(what: &str, work: impl FnOnce() -> Result<Vec<u8>, Box<dyn Error>>) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let bytes = work()?.len();
    let micros = start.elapsed().as_micros();
    println!(
        "{what:<20} {:>7}.{:03} ms {:>8} KB  peak {:>4} MB",
        micros / 1000,
        micros % 1000,
        bytes / 1024,
        peak()
    );
    Ok(())
}

/// The most memory held at once so far, in MB; 0 where the system does not tell.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or_default() / 1024
}
