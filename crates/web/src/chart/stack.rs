//! A whole as one bar, cut into its parts. The table beside it holds the figures.

use crate::format;
use crate::lang::Lang;

/// So many parts can be told apart.
const MOST: usize = 7;
/// The bar's length, in its own units.
pub const LENGTH: u32 = 1000;

/// One part of the bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    /// Where it begins.
    pub x: u32,
    /// How long it is.
    pub width: u32,
    /// `s0` to `s6`.
    pub class: String,
    /// Name and share.
    pub title: String,
}

/// The bar, and what it says in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stack {
    /// The parts, the largest in front.
    pub slices: Vec<Slice>,
    /// All of them in a sentence.
    pub words: String,
}

impl Stack {
    /// The bar of these parts; none where there is nothing to share, or all of it is one part. The smallest of many are
    /// drawn as one.
    pub fn new<'a>(parts: impl Iterator<Item = (&'a str, i128)>, lang: Lang) -> Option<Self> {
        let mut parts: Vec<(&str, i128)> = parts.filter(|(_, dong)| *dong > 0).collect();
        parts.sort_by_key(|(_, dong)| std::cmp::Reverse(*dong));
        if parts.len() < 2 {
            return None;
        }
        if parts.len() > MOST {
            let rest = parts.split_off(MOST.saturating_sub(1));
            let rest = rest.iter().fold(0_i128, |sum, (_, dong)| sum.saturating_add(*dong));
            parts.push((lang.say("còn lại", "the rest"), rest));
        }
        let whole = parts.iter().fold(0_i128, |sum, (_, dong)| sum.saturating_add(*dong));
        let (mut before, mut slices) = (0_i128, Vec::new());
        for (place, (name, dong)) in parts.iter().enumerate() {
            let x = format::per_mille(before, whole);
            before = before.saturating_add(*dong);
            let end = format::per_mille(before, whole);
            let title = format!("{name}: {}", format::percent(*dong, whole, lang));
            slices.push(Slice { x, width: end.saturating_sub(x), class: format!("s{place}"), title });
        }
        let words: Vec<&str> = slices.iter().map(|slice| slice.title.as_str()).collect();
        Some(Self { words: words.join("; "), slices })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(parts: &[(&str, i128)], slices: &[(u32, u32)]) {
        let stack = Stack::new(parts.iter().copied(), Lang::Vi);
        let drawn = stack.map(|stack| stack.slices).unwrap_or_default();
        assert_eq!(drawn.iter().map(|slice| (slice.x, slice.width)).collect::<Vec<_>>(), slices);
    }

    #[test]
    fn the_parts_fill_the_bar() {
        check(&[], &[]);
        check(&[("a", 5)], &[]);
        check(&[("a", 5), ("b", -3)], &[]);
        check(&[("a", 1), ("b", 3)], &[(0, 750), (750, 250)]);
        let many: Vec<(&str, i128)> = (1..=10).map(|size| ("a", size)).collect();
        let stack = Stack::new(many.into_iter(), Lang::En).unwrap();
        assert_eq!(stack.slices.len(), MOST);
        assert_eq!(stack.slices.iter().map(|slice| slice.width).sum::<u32>(), LENGTH);
        assert!(stack.words.contains("the rest"));
    }
}
