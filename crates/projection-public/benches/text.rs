//! Lines a second of folding and redacting, and the time of searches over a million gifts.

use std::time::Instant;

use domain::Vnd;
use jiff::civil::date;
use projection_public::{Disclosure, Known, Published, SearchIndex, fold_into, publish_name, redact};

const GIFTS: u64 = 1_000_000;
const NAMES: [&str; 4] = ["NGUYỄN VĂN VÍ", "Trần Thị Dụ", "LE THI MAU", "Phạm Mẫu"];

const QUERIES: [&str; 8] =
    ["0000777777", "khong thay", "tran thi ung ho", "lu 999123", "bao so 3", "500k", "10/09/2024", "a"];

fn main() {
    let memos: Vec<String> = (0..GIFTS).map(memo).collect();
    let mut folded = String::new();
    rate("fold", || {
        for memo in &memos {
            folded.clear();
            fold_into(memo, &mut folded);
        }
    });
    rate("redact", || {
        for (name, memo) in NAMES.iter().cycle().zip(&memos) {
            std::hint::black_box(redact(memo, Known { persons: &[name], references: &[] }));
        }
    });
    let mut index = SearchIndex::default();
    rate("insert", || {
        for ((name, memo), id) in NAMES.iter().cycle().zip(&memos).zip(0..) {
            let name = publish_name(name, Disclosure::Masked);
            let amount = Vnd::new(if id % 4 == 0 { 500_000 } else { 100_000 });
            let date = date(2024, 9, i8::try_from(id % 30 + 1).unwrap_or(1));
            index.insert(&Published { id, amount, date, texts: &[&name, memo] });
        }
    });
    for query in QUERIES {
        search(&index, query);
    }
}

fn search(index: &SearchIndex, query: &str) {
    let mut runs = [(0, 0); 9];
    for run in &mut runs {
        let start = Instant::now();
        let total = index.search(query, 20, 0).total;
        *run = (start.elapsed().as_micros(), total);
    }
    runs.sort_unstable();
    let [_, _, _, _, (micros, total), ..] = runs;
    println!("search {query:<16} {total:>8} hits {micros:>8} µs (median of 9)");
}

fn memo(number: u64) -> String {
    let cause = match number % 3 {
        0 => "ung ho dong bao bi bao so 3",
        1 => "Ủng hộ bà con vùng lũ",
        _ => "giup nguoi dan mien Bac",
    };
    format!(
        "MBVCB.{number:010}.{:06}.TRAN THI VI DU {cause} CT tu 00110000{:05}",
        number % 99_991,
        number % 7_919
    )
}

fn rate(what: &str, work: impl FnOnce()) {
    let start = Instant::now();
    work();
    let micros = start.elapsed().as_micros().max(1);
    println!("{what:<8} {:>10} lines/s", u128::from(GIFTS) * 1_000_000 / micros);
}
