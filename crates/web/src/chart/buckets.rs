//! Days gathered into bars: by day while they fit side by side on a phone, else by week, month or year.

use jiff::ToSpan;
use jiff::civil::Date;
use projection_public::Day;

use crate::{Lang, format};

/// How much time one bar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A business day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

/// The gifts of one stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// Its kind.
    pub unit: Unit,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// Their sum, in đồng. Negative where reversals outweigh gifts.
    pub dong: i128,
    /// How many stand.
    pub gifts: u64,
}

/// Stretches of equal kind without gaps, oldest first; empty where there was no gift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buckets {
    /// Their kind.
    pub unit: Unit,
    /// The stretches.
    pub list: Vec<Bucket>,
}

impl Buckets {
    /// The stretch in which most came in.
    pub fn peak(&self) -> Option<&Bucket> {
        self.list.iter().rev().max_by_key(|bucket| bucket.dong).filter(|bucket| bucket.dong > 0)
    }
}

impl Bucket {
    /// `12/09/2024`, `09/09/2024 – 15/09/2024`, `09/2024` or `2024`.
    pub fn span(&self, lang: Lang) -> String {
        let day = |day| format::date(day, lang);
        match self.unit {
            Unit::Day => day(self.from),
            Unit::Week => format!("{}\u{a0}– {}", day(self.from), day(self.to)),
            Unit::Month => format::month(self.from, lang),
            Unit::Year => format::year(self.from),
        }
    }

    /// Span, sum and count in one line.
    pub fn title(&self, lang: Lang) -> String {
        let (sum, unit) = (format::grouped(self.dong, lang), lang.text().dong);
        format!("{}: {sum}\u{a0}{unit}, {}", self.span(lang), lang.gifts(self.gifts))
    }
}

impl Unit {
    /// The unit that makes at most about 92 bars of the span: so many can still be told apart on a phone.
    fn for_span(first: Date, last: Date) -> Self {
        let days = i64::from(first.until(last).map_or(i32::MAX, |span| span.get_days())).saturating_add(1);
        match days {
            ..=92 => Self::Day,
            93..=644 => Self::Week,
            645..=2_760 => Self::Month,
            _ => Self::Year,
        }
    }

    /// The first day of the stretch that holds `day`.
    fn start(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => {
                let since_monday = i64::from(day.weekday().to_monday_zero_offset());
                day.checked_sub(since_monday.days()).unwrap_or(day)
            }
            Self::Month => day.first_of_month(),
            Self::Year => day.first_of_year(),
        }
    }

    /// The first day of the stretch after the one that begins at `start`.
    fn after(self, start: Date) -> Option<Date> {
        let one = match self {
            Self::Day => 1.day(),
            Self::Week => 1.week(),
            Self::Month => 1.month(),
            Self::Year => 1.year(),
        };
        start.checked_add(one).ok()
    }

    /// A short name of the stretch that begins there, for the axis.
    pub fn label(self, start: Date, lang: Lang) -> String {
        match self {
            Self::Day | Self::Week => format::day_of_year(start, lang),
            Self::Month => format::month(start, lang),
            Self::Year => format::year(start),
        }
    }
}

/// Gathers days, which come oldest first.
pub fn buckets(days: impl Iterator<Item = Day> + Clone) -> Buckets {
    let Some(first) = days.clone().next() else {
        return Buckets { unit: Unit::Day, list: Vec::new() };
    };
    let last = days.clone().last().unwrap_or(first);
    let unit = Unit::for_span(first.day, last.day);
    let mut list: Vec<Bucket> = Vec::new();
    for day in days {
        let start = unit.start(day.day);
        fill(&mut list, unit, start);
        if let Some(bucket) = list.last_mut() {
            bucket.dong = bucket.dong.saturating_add(day.tally.dong);
            bucket.gifts = bucket.gifts.saturating_add(day.tally.gifts);
        }
    }
    Buckets { unit, list }
}

/// Adds stretches up to the one that begins at `start`. Years without a gift are left out: a mistyped year must
/// not stretch the chart over centuries.
fn fill(list: &mut Vec<Bucket>, unit: Unit, start: Date) {
    let mut next = match list.last() {
        Some(last) if last.from == start => return,
        Some(last) if unit != Unit::Year => unit.after(last.from),
        _ => Some(start),
    };
    while let Some(from) = next.filter(|from| *from <= start) {
        next = unit.after(from);
        let to = next.and_then(|next| next.yesterday().ok()).unwrap_or(from);
        list.push(Bucket { unit, from, to, dong: 0, gifts: 0 });
    }
}
