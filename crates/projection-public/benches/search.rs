//! The bars of the search over a million gifts, each beside what it is measured against: `cargo bench -p projection-public`.
//!
//! Prints how fast the index is made and how large it is; then each kind of query by itself; then all of them, asked at
//! 200 a second by a clock that does not wait for answers: a time counts from when the query was due.
#![expect(clippy::unwrap_used, reason = "a benchmark stops where it cannot go on")]
#![expect(clippy::indexing_slicing, reason = "what is looked up is never empty")]
#![expect(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "rates are for reading")]

use std::hint::black_box;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use domain::Vnd;
use jiff::civil::date;
use projection_public::{BlockBuilder, Disclosure, Published, Query, SearchIndex, publish_name};

const GIFTS: u64 = 1_000_000;
const A_SECOND: u32 = 200;
const SECONDS: u32 = 20;
const THREADS: usize = 2;

const FAMILIES: [&str; 12] =
    ["NGUYỄN", "Trần", "LE", "Phạm", "HOÀNG", "Huỳnh", "PHAN", "Vũ", "ĐẶNG", "Bùi", "ĐỖ", "Ngô"];
const MIDDLES: [&str; 8] = ["VĂN", "Thị", "HUU", "Đức", "NGỌC", "Minh", "THANH", "Quốc"];
const GIVEN: [&str; 16] = [
    "An", "BÌNH", "Cường", "DUNG", "Giang", "HẠNH", "Khoa", "LINH", "Mai", "NAM", "Oanh", "PHÚC", "Quyên",
    "SƠN", "Trang", "VY",
];
const CAUSES: [&str; 6] = [
    "ung ho dong bao bi bao so 3",
    "Ủng hộ bà con vùng lũ",
    "giup nguoi dan mien Bac khac phuc hau qua",
    "chuyen tien",
    "UNG HO DONG BAO MIEN BAC QUA MTTQ",
    "gia đình chung tay cùng Yên Bái, Lào Cai",
];

struct Gift {
    id: u64,
    dong: i64,
    name: String,
    memo: String,
    reference: String,
}

fn main() {
    let gifts: Vec<Gift> = (1..=GIFTS).map(gift).collect();
    let start = Instant::now();
    let index = build(&gifts);
    let rate = GIFTS as f64 / start.elapsed().as_secs_f64();
    println!(
        "index of {} gifts: {rate:.0} gifts/s on {THREADS} threads, without opening and masking them",
        index.len()
    );
    println!("memory: {:.0} bytes a gift", index.bytes() as f64 / GIFTS as f64);
    let mut all = Vec::new();
    for kind in KINDS {
        let queries: Vec<String> = (0..400).map(|turn| (kind.make)(pick(&gifts, turn))).collect();
        let times: Vec<Duration> = queries.iter().map(|query| timed(&index, query)).collect();
        let total = index.search(&Query::new(&queries[0]), 20, 0);
        let errors = if total.forgiven { ", typing errors forgiven" } else { "" };
        tell(&format!("{:<12} {:?}: {} hits{errors}", kind.name, queries[0], total.total), times);
        all.push(queries);
    }
    at_a_rate(&index, &all);
}

fn pick(gifts: &[Gift], turn: usize) -> &Gift {
    &gifts[turn.wrapping_mul(7_919_777) % gifts.len()]
}

struct Kind {
    name: &'static str,
    make: fn(&Gift) -> String,
}

const KINDS: [Kind; 12] = [
    Kind { name: "rare word", make: |gift| format!("xa{}", gift.id % 9_973) },
    Kind { name: "common word", make: |gift| CAUSES[turn(gift, 6)].split(' ').nth(1).unwrap().to_owned() },
    Kind {
        name: "two words",
        make: |gift| {
            format!("{} {}", FAMILIES[turn(gift, 12)], CAUSES[turn(gift, 6)].split(' ').next_back().unwrap())
        },
    },
    Kind {
        name: "five words",
        make: |gift| CAUSES[turn(gift, 3)].split(' ').take(5).collect::<Vec<_>>().join(" "),
    },
    Kind { name: "prefix", make: |gift| gift.memo[..gift.memo.len().min(9)].to_owned() },
    Kind { name: "one letter", make: |gift| ["a", "n", "t", "1", "0", "m"][turn(gift, 6)].to_owned() },
    Kind {
        name: "typing error",
        make: |gift| format!("{}q mien", FAMILIES[turn(gift, 12)].replace('Ầ', "A")),
    },
    Kind { name: "amount", make: |gift| format!("{}k", gift.dong / 1000) },
    Kind { name: "date", make: |gift| format!("{:02}/09/2024", gift.id % 30 + 1) },
    Kind { name: "reference", make: |gift| gift.reference.clone() },
    Kind { name: "its end", make: |gift| gift.reference[gift.reference.len() - 6..].to_owned() },
    Kind { name: "nothing", make: |gift| format!("zzqxw{}", gift.id) },
];

fn turn(gift: &Gift, of: u64) -> usize {
    usize::try_from(gift.id % of).unwrap()
}

fn timed(index: &SearchIndex, query: &str) -> Duration {
    let start = Instant::now();
    black_box(index.search(&Query::new(query), 20, 0));
    start.elapsed()
}

/// An open loop: the next query is due whether the last has been answered or not.
fn at_a_rate(index: &SearchIndex, kinds: &[Vec<String>]) {
    let (next, times) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let count = usize::try_from(A_SECOND * SECONDS).unwrap();
    let start = Instant::now();
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                loop {
                    let turn = next.fetch_add(1, Ordering::Relaxed);
                    if turn >= count {
                        return;
                    }
                    let due = start + Duration::from_secs(1) * u32::try_from(turn).unwrap() / A_SECOND;
                    thread::sleep(due.saturating_duration_since(Instant::now()));
                    let kind = &kinds[turn % kinds.len()];
                    black_box(index.search(&Query::new(&kind[turn / kinds.len() % kind.len()]), 20, 0));
                    times.lock().unwrap().push(due.elapsed());
                }
            });
        }
    });
    tell(
        &format!("all kinds, {A_SECOND} a second, {THREADS} threads (bar: 99 % under 10 ms)"),
        times.into_inner().unwrap(),
    );
}

fn tell(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)];
    println!("{what}: 50 % {:.2?}, 99 % {:.2?}, worst {:.2?}", at(50), at(99), times[times.len() - 1]);
}

fn build(gifts: &[Gift]) -> SearchIndex {
    let (index, next) = (Mutex::new(SearchIndex::default()), AtomicUsize::new(0));
    let blocks: Vec<&[Gift]> = gifts.chunk_by(|one, other| one.id >> 16 == other.id >> 16).collect();
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while let Some(block) = blocks.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let mut builder = BlockBuilder::of(block[0].id);
                    block.iter().for_each(|gift| builder.add(&published(gift, &[&gift.name, &gift.memo])));
                    index.lock().unwrap().add(builder.finish());
                }
            });
        }
    });
    index.into_inner().unwrap()
}

fn published<'a>(gift: &'a Gift, texts: &'a [&'a str]) -> Published<'a> {
    let date = date(2024, 9, i8::try_from(gift.id % 30 + 1).unwrap());
    Published { id: gift.id, amount: Vnd::new(gift.dong), date, texts, reference: Some(&gift.reference) }
}

/// As banks print it: a reference of its own, numbers in the memo, and now and then a word that hardly anybody writes.
fn gift(id: u64) -> Gift {
    let mixed = id.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
    let of = |shift: u64, count: usize| usize::try_from(mixed >> shift).unwrap() % count;
    let name = format!("{} {} {}", FAMILIES[of(0, 12)], MIDDLES[of(5, 8)], GIVEN[of(9, 16)]);
    let cause = CAUSES[of(13, 6)];
    let memo = format!(
        "MBVCB.{:010}.{:06}.{cause} xa{} CT tu 00110000{:05}",
        6_000_000_000 + mixed % 1_000_000_000,
        mixed % 899_991,
        id % 9_973,
        mixed % 77_919
    );
    let dong =
        [20, 50, 100, 200, 500, 1_000, 2_000][of(17, 7)] * 1_000 + i64::from(id.is_multiple_of(50)) * 1_234;
    let name = publish_name(&name, Disclosure::Masked);
    Gift { id, dong, name, memo, reference: format!("FT24{:09}", mixed % 1_000_000_000) }
}
