//! The vertical scale: a round step, and a top and bottom on whole steps around everything drawn.

/// How many steps a scale has at most above or below zero together, before rounding outwards.
const STEPS: i128 = 4;

/// See the module. `bottom <= 0 <= top`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// The highest line, in đồng.
    pub top: i128,
    /// The lowest line, in đồng.
    pub bottom: i128,
    /// From line to line, in đồng.
    pub step: i128,
}

impl Scale {
    /// The scale that holds zero and every one of these sums.
    pub fn over(sums: impl Iterator<Item = i128> + Clone) -> Self {
        let high = sums.clone().max().unwrap_or(0).max(0);
        let low = sums.min().unwrap_or(0).min(0);
        let step = round_step(high.saturating_sub(low));
        let steps_up = high.unsigned_abs().div_ceil(step.unsigned_abs());
        let steps_down = low.unsigned_abs().div_ceil(step.unsigned_abs());
        Self { top: times(step, steps_up), bottom: times(step, steps_down).saturating_neg(), step }
    }

    /// Every line's sum, from the bottom.
    pub fn ticks(self) -> impl Iterator<Item = i128> {
        std::iter::successors(Some(self.bottom), move |sum| sum.checked_add(self.step))
            .take_while(move |sum| *sum <= self.top)
    }

    /// How far below the top a sum lies when the whole scale is `length` long.
    pub fn distance(self, sum: i128, length: i64) -> i64 {
        let span = self.top.saturating_sub(self.bottom);
        let below = self.top.saturating_sub(sum);
        let place = below.saturating_mul(i128::from(length)).checked_div(span).unwrap_or(0);
        i64::try_from(place).unwrap_or(length).clamp(0, length)
    }
}

/// The smallest of 1, 2, 5, 10, 20, 50, ... of which [`STEPS`] cover the span.
fn round_step(span: i128) -> i128 {
    let mut unit: i128 = 1;
    loop {
        for step in [unit, unit.saturating_mul(2), unit.saturating_mul(5)] {
            if step.saturating_mul(STEPS) >= span {
                return step;
            }
        }
        unit = unit.saturating_mul(10);
    }
}

fn times(step: i128, count: u128) -> i128 {
    i128::try_from(count).map_or(i128::MAX, |count| step.saturating_mul(count))
}
