//! The index against a reading of every gift, over a generated book and seeded random queries. `SEARCH_GIFTS` and
//! `SEARCH_QUERIES` set other counts, `SEARCH_SEED` another seed; all cores read. Over a million gifts: `SEARCH_GIFTS=1000000
//! cargo test --release -p projection-public the_index_finds -- --nocapture`.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::*;
use crate::search::fit::{Entry, fit};

const SYLLABLES: [&str; 32] = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "ủng",
    "hộ",
    "đồng",
    "bào",
    "bão",
    "lũ",
    "miền",
    "Bắc",
    "giúp",
    "bà",
    "con",
    "vùng",
    "Quỹ",
    "Công",
    "ty",
    "trường",
];

/// Numbers from a seed (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (number ^ (number >> 31)) % end
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }

    fn words(&mut self, most: u64) -> String {
        let count = 1 + self.below(most);
        let words: Vec<String> = (0..count).map(|_| self.word()).collect();
        words.join(" ")
    }

    fn word(&mut self) -> String {
        match self.below(12) {
            0 => format!("{}{}", self.pick(&SYLLABLES), self.pick(&SYLLABLES)),
            1 => self.below(2_000).to_string(),
            2 => format!("MBVCB.{:05}.{}", self.below(100_000), self.below(900)),
            3 => format!("{}.000", self.below(900)),
            _ => (*self.pick(&SYLLABLES)).to_owned(),
        }
    }

    fn gift(&mut self, id: u64) -> Invented {
        let reference = match self.below(4) {
            0 => String::new(),
            1 => format!("FT{:05}.{}", self.below(100_000), self.below(99)),
            _ => format!("{:06}", self.below(1_000_000)),
        };
        let date = format!("202{}-{:02}-{:02}", self.below(5), 1 + self.below(12), 1 + self.below(28));
        let dong = i64::try_from((1 + self.below(600)) * 10_000).unwrap();
        Invented::new(id, dong, &date, &[&self.words(3), &self.words(8)], &reference)
    }

    /// Of what stands in the gift, changed a little.
    fn query(&mut self, gift: &Invented) -> String {
        let written = gift.texts.join(" ");
        let words: Vec<&str> = written.split_whitespace().collect();
        let terms: Vec<String> = (0..=self.below(3)).map(|_| self.term(gift, &words)).collect();
        terms.join(" ")
    }

    fn term(&mut self, gift: &Invented, words: &[&str]) -> String {
        let word: Vec<char> = self.pick(words).chars().collect();
        let mut place = || usize::try_from(self.below(word.len() as u64)).unwrap();
        let (start, end) = (place(), 1 + place());
        match self.below(12) {
            0 => gift.dong.to_string(),
            1 => format!("{}k", gift.dong / 1000),
            2 => format!("{:02}/{}/{}", gift.date.day(), gift.date.month(), gift.date.year()),
            3 => format!("{}/{}", gift.date.day(), gift.date.month()),
            4 => gift.reference.clone().unwrap_or_default(),
            5 => gift.id.to_string(),
            6 => word[..end].iter().collect(),
            7 => word[start..].iter().collect(),
            8 => word[start.min(end)..end.max(start)].iter().collect(),
            9 => word.iter().enumerate().filter(|(at, _)| *at != start).map(|(_, letter)| letter).collect(),
            10 => word.iter().rev().collect(),
            _ => crate::fold(&word.iter().collect::<String>()),
        }
    }
}

/// Every gift, one by one.
fn naive(query: &Query, gifts: &[Entry]) -> (Vec<u64>, bool) {
    let read = |forgiving| {
        let fits = gifts.iter().filter_map(|gift| Some((fit(query, gift, forgiving)?, u64::MAX - gift.id)));
        let mut fits: Vec<_> = fits.collect();
        fits.sort_unstable();
        fits.into_iter().map(|(_, id)| u64::MAX - id).collect::<Vec<_>>()
    };
    let strict = read(false);
    if !strict.is_empty() {
        return (strict, false);
    }
    let near = read(true);
    let forgiven = !near.is_empty();
    (near, forgiven)
}

fn from_environment(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|count| count.parse().ok()).unwrap_or(otherwise)
}

/// Over the border of a block, the newest outside of one, some taken out and some changed.
#[test]
fn the_index_finds_what_a_reading_of_every_gift_finds() {
    let seed = from_environment("SEARCH_SEED", 5);
    println!("seed {seed}");
    let mut random = Random(seed);
    let first = BLOCK - 500;
    let mut gifts: BTreeMap<u64, Invented> = BTreeMap::new();
    let mut index = SearchIndex::default();
    let ids = first..first + from_environment("SEARCH_GIFTS", 900);
    let add = |index: &mut SearchIndex, gifts: &[&Invented]| {
        let mut builders: BTreeMap<u64, BlockBuilder> = BTreeMap::new();
        for gift in gifts {
            let builder = builders.entry(gift.id / BLOCK).or_insert_with(|| BlockBuilder::of(gift.id));
            gift.published(|gift| builder.add(gift));
        }
        for builder in builders.into_values() {
            index.add(builder.finish());
        }
    };
    for id in ids.clone() {
        gifts.insert(id, random.gift(id));
    }
    let (early, late): (Vec<_>, Vec<_>) = gifts.values().partition(|gift| gift.id < ids.end - 350);
    add(&mut index, &early);
    for gift in late {
        gift.published(|gift| index.update(&[], &[*gift]));
    }
    for _ in 0..30 {
        let id = ids.start + random.below(ids.end - ids.start);
        if random.below(2) == 0 {
            gifts.remove(&id);
            index.update(&[id], &[]);
        } else {
            let changed = random.gift(id);
            changed.published(|gift| index.update(&[], &[*gift]));
            gifts.insert(id, changed);
        }
    }
    let all: Vec<Invented> = gifts.into_values().collect();
    let entries: Vec<Entry> = all.iter().map(|gift| gift.published(Entry::new)).collect();
    assert_eq!(index.len(), all.len());
    let queries = 0..from_environment("SEARCH_QUERIES", 1_000);
    let queries: Vec<String> = queries
        .map(|_| {
            let gift = random.pick(&all);
            random.query(gift)
        })
        .collect();
    let (next, found) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, NonZero::get) {
            scope.spawn(|| {
                while let Some(text) = queries.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let hits = same(&index, &entries, text, &format!("seed {seed}: {text:?}"));
                    found.fetch_add(hits, Ordering::Relaxed);
                }
            });
        }
    });
    let hits = found.into_inner();
    println!(
        "{} queries over {} gifts: {hits} hits, the same as a reading of every gift",
        queries.len(),
        all.len()
    );
}

/// The index answers as a reading of every gift does; with how many hits.
#[track_caller]
fn same(index: &SearchIndex, entries: &[Entry], text: &str, told: &str) -> usize {
    let query = Query::new(text);
    let (ids, forgiven) = naive(&query, entries);
    let hits = index.search(&query, 40, 0);
    let expected = Hits { total: ids.len(), ids: ids.iter().copied().take(40).collect(), forgiven };
    assert_eq!(hits, expected, "{told}");
    let deep = index.search(&query, 7, 33);
    assert_eq!(deep.ids, ids.iter().copied().skip(33).take(7).collect::<Vec<_>>(), "{told}");
    ids.len()
}

/// Nothing that is written of a gift is lost: not its reference, and none of its words.
#[test]
fn every_gift_is_found_by_its_reference_and_by_each_of_its_words() {
    let mut random = Random(7);
    let gifts: Vec<Invented> = (1..200).map(|id| random.gift(id)).collect();
    let index = index(&gifts, true);
    for gift in &gifts {
        let words = gift.texts.iter().flat_map(|text| text.split_whitespace());
        for query in words.chain(gift.reference.as_deref()) {
            let hits = index.search(&Query::new(query), usize::MAX, 0);
            assert!(hits.ids.contains(&gift.id) && !hits.forgiven, "{}: {query:?}", gift.id);
        }
    }
}
