//! Lines a second of folding and redacting.

use std::time::Instant;

use projection_public::{Known, fold_into, redact};

const GIFTS: u64 = 1_000_000;
const NAMES: [&str; 4] = ["NGUYỄN VĂN VÍ", "Trần Thị Dụ", "LE THI MAU", "Phạm Mẫu"];

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
