//! One statement of 300,000 lines into empty books, several times: lines a second. `cargo bench -p ledger --bench import`.
//!
//! Personal data is sealed on the way; nothing here asks for it. To compare with another state of the program, run both
//! in turn.
#![expect(clippy::unwrap_used, reason = "a benchmark stops where it cannot go on")]
#![expect(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "rates are for reading")]

use std::time::Instant;

use domain::{AddAccount, Command, OpenFund};
use jiff::civil::date;
use ledger::{Books, Entry, Import};
use statements::Profiles;
use statements::memo::MemoRules;
use uuid::Uuid;

const BANK: &str = "vietcombank";
/// The number that generated statements print.
const NUMBER: &str = "1500000000001";
const LINES: usize = 300_000;

fn main() {
    let (profiles, rules) = (Profiles::bundled().unwrap(), MemoRules::bundled().unwrap());
    let bytes = sample::statement(BANK, 1, LINES);
    for _ in 0..5 {
        let dir = tempfile::tempdir_in(".").unwrap();
        let ledger = Books::open(dir.path()).unwrap().create(&"lu-2024".parse().unwrap()).unwrap();
        let effective_on = date(2021, 9, 1);
        let fund = "lu-2024".parse().unwrap();
        let account = format!("{BANK}:{NUMBER}").parse().unwrap();
        for command in [
            Command::OpenFund(OpenFund { fund, name: "Quỹ".into(), effective_on }),
            Command::AddAccount(AddAccount { account, published: true, effective_on }),
        ] {
            ledger.execute(Entry::new("operator:t-bench".parse().unwrap(), command, None)).unwrap();
        }
        let import = Import {
            id: Uuid::now_v7(),
            actor: "operator:t-bench".parse().unwrap(),
            account: None,
            profile: profiles.get(BANK).unwrap(),
            rules: &rules,
            file_name: "bench.csv",
            bytes: bytes.clone(),
        };
        let start = Instant::now();
        ledger.import(import, &|_| {}).unwrap();
        let importing = start.elapsed();
        let start = Instant::now();
        ledger.index_gifts().unwrap();
        let (importing, indexing) = (importing.as_secs_f64(), start.elapsed().as_secs_f64());
        println!(
            "{:.0} lines/s imported, {:.0} gifts/s indexed",
            LINES as f64 / importing,
            LINES as f64 / indexing
        );
    }
}
