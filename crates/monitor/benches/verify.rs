//! How fast a copy is verified and replayed. The bar: 1,000,000 events a second for verifying it from its entries to the
//! signed root, with events of some 330 bytes, on the machine's cores.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a benchmark")]
#![allow(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "figures for people")]

#[path = "../tests/published/books.rs"]
mod books;
#[path = "../tests/published/sample.rs"]
mod sample;

use std::time::Instant;

use monitor::{Mirror, Source, Trust, verify_balances, verify_mirror};
use transparency::Outcome;

fn main() {
    let count: usize =
        std::env::var("SOVANG_EVENTS").ok().and_then(|count| count.parse().ok()).unwrap_or(1_000_000);
    let entries = books::books(count as u64);
    let bytes: usize = entries.iter().map(Vec::len).sum();
    let dir = tempfile::tempdir().unwrap();
    sample::publish(dir.path(), &entries, &[count]);
    println!(
        "{count} events of {} bytes, {} cores",
        bytes / count,
        std::thread::available_parallelism().unwrap()
    );
    drop(entries);
    let trust = Trust::Policy(sample::policy());
    let rate = |what: &str, work: &dyn Fn()| {
        let best = (0..3).map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64()
        });
        println!("{what:<34} {:>12.0} events/s", count as f64 / best.fold(f64::MAX, f64::min));
    };
    rate("verify mirror (bar 1,000,000)", &|| {
        assert_eq!(verify_mirror(dir.path(), &trust, &[]).unwrap().report.outcome, Outcome::Right);
    });
    rate("verify balances", &|| assert!(verify_balances(dir.path(), &trust, None).unwrap().is_right()));
    rate("mirror from a directory", &|| {
        let copy = tempfile::tempdir().unwrap();
        let mirror = Mirror::open(copy.path(), trust.clone()).unwrap();
        mirror.follow(&Source::directory(dir.path()), "2024-09-10", &mut |_, _| {}).unwrap();
    });
}
