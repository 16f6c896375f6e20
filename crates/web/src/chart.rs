//! The chart of receipts over time: buckets, scale and bars, all in integers.
//!
//! This module computes; `templates/chart.html` draws. Nothing here knows a colour: CSS classes carry the look.

mod buckets;
mod scale;
mod stack;

pub use buckets::{Bucket, Buckets, Unit, buckets};
pub use scale::Scale;
pub use stack::{LENGTH, Slice, Stack};

use crate::{Lang, format};

/// The measures of a drawing, in its own units (a tenth of a pixel at its natural width).
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// CSS class: which screens show it.
    pub class: &'static str,
    /// Whole width.
    pub width: i64,
    /// Whole height.
    pub height: i64,
    left: i64,
    labels: usize,
}

/// For phones.
pub const NARROW: Frame = Frame { class: "narrow", width: 3600, height: 2300, left: 620, labels: 4 };
/// For everything wider.
pub const WIDE: Frame = Frame { class: "wide", width: 9600, height: 3000, left: 820, labels: 9 };

const TOP: i64 = 120;
const RIGHT: i64 = 60;
const BOTTOM: i64 = 300;

/// A horizontal line with its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Distance from the top.
    pub y: i64,
    /// The sum it stands for.
    pub label: String,
    /// Whether it is the line of nothing.
    pub zero: bool,
}

/// One bucket as a rectangle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Left edge.
    pub x: i64,
    /// Upper edge.
    pub y: i64,
    /// Width.
    pub width: i64,
    /// Height; at least one pixel for a bucket that is not zero.
    pub height: i64,
    /// More was taken off than came in.
    pub negative: bool,
    /// What it says when pointed at.
    pub title: String,
}

/// A label under the bars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Middle of the label.
    pub x: i64,
    /// Its text.
    pub text: String,
}

/// Everything the template draws.
#[derive(Clone, Debug)]
pub struct Chart {
    /// The measures.
    pub frame: Frame,
    /// Lines, lowest first.
    pub ticks: Vec<Tick>,
    /// One bar for each bucket that is not zero.
    pub bars: Vec<Bar>,
    /// Some buckets' names.
    pub labels: Vec<Label>,
}

impl Frame {
    fn plot_width(self) -> i64 {
        self.width - self.left - RIGHT
    }

    fn plot_height(self) -> i64 {
        self.height - TOP - BOTTOM
    }

    /// Where the plot begins.
    pub fn left(self) -> i64 {
        self.left
    }

    /// Where the plot ends.
    pub fn right(self) -> i64 {
        self.width - RIGHT
    }

    /// Where the lines' labels end.
    pub fn tick_x(self) -> i64 {
        self.left - 60
    }

    /// Base line of the labels under the bars.
    pub fn label_y(self) -> i64 {
        self.height - 60
    }

    /// Edge `index` of `count` equal slots across the plot.
    fn edge(self, index: usize, count: usize) -> i64 {
        let (index, count) = (to_i64(index), to_i64(count).max(1));
        self.left + self.plot_width().saturating_mul(index) / count
    }
}

/// The drawing of these buckets within that frame.
pub fn draw(buckets: &Buckets, frame: Frame, lang: Lang) -> Chart {
    let scale = Scale::over(buckets.list.iter().map(|bucket| bucket.dong));
    let place = |dong| TOP + scale.distance(dong, frame.plot_height());
    let ticks =
        scale.ticks().map(|dong| Tick { y: place(dong), label: format::short(dong, lang), zero: dong == 0 });
    let count = buckets.list.len();
    let bars =
        buckets.list.iter().enumerate().filter(|(_, bucket)| bucket.dong != 0).map(|(index, bucket)| {
            let (x, end) = (frame.edge(index, count), frame.edge(index + 1, count));
            let gap = (end - x) / 6;
            let (zero, tip) = (place(0), place(bucket.dong));
            let height = (tip - zero).abs().max(10);
            let negative = bucket.dong < 0;
            let y = if negative { zero } else { zero - height };
            Bar { x: x + gap, y, width: end - x - 2 * gap, height, negative, title: bucket.title(lang) }
        });
    let step = count.div_ceil(frame.labels).max(1);
    let labels = buckets.list.iter().enumerate().step_by(step).map(|(index, bucket)| Label {
        x: i64::midpoint(frame.edge(index, count), frame.edge(index + 1, count)),
        text: buckets.unit.label(bucket.from, lang),
    });
    Chart { frame, ticks: ticks.collect(), bars: bars.collect(), labels: labels.collect() }
}

fn to_i64(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
