//! Areas by code and day. One code may mean one area up to a day and another one after it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::compact;
use crate::ids::Code;
use crate::network::event::AreaDeclared;
use crate::network::values::AreaKind;
use crate::network::{AreaNotValid, Refusal};

/// No chain of areas, successors and what is around them is longer.
const MOST_STEPS: usize = 64;

/// What a code means between two days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// The first day.
    #[serde(with = "compact::day")]
    pub first: Date,
    /// The last day; far away where it has none.
    #[serde(with = "compact::day")]
    pub(super) last: Date,
    /// What it is.
    pub kind: AreaKind,
    /// Its name.
    pub name: String,
    /// The area around it.
    pub parent: Option<Code>,
    /// Who took its place.
    pub successor: Option<Code>,
}

impl Area {
    /// Its last day, where it has one.
    pub fn last(&self) -> Option<Date> {
        (self.last < Date::MAX).then_some(self.last)
    }

    fn counts_on(&self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Areas(BTreeMap<Code, Vec<Area>>);

impl Areas {
    pub(super) fn declare(&mut self, on: Date, declared: &AreaDeclared) {
        let spans = self.0.entry(declared.area.clone()).or_default();
        spans.push((on, declared).into());
        spans.sort_by_key(|span| span.first);
    }

    pub(super) fn end(&mut self, on: Date, area: &Code, successor: Option<&Code>) {
        let spans = self.0.get_mut(area).into_iter().flatten();
        for span in spans.filter(|span| span.counts_on(on)) {
            span.last = on;
            span.successor = successor.cloned();
        }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (&Code, &Area)> {
        self.0.iter().flat_map(|(code, spans)| spans.iter().map(move |span| (code, span)))
    }

    fn spans(&self, area: &Code) -> &[Area] {
        self.0.get(area).map_or(&[], Vec::as_slice)
    }

    /// What the code means on that day.
    pub(super) fn on(&self, area: &Code, day: Date) -> Option<&Area> {
        self.spans(area).iter().find(|span| span.counts_on(day))
    }

    /// A meaning of the code on some day from `first` to `last`.
    pub(super) fn overlap(&self, area: &Code, first: Date, last: Date) -> Option<&Area> {
        self.spans(area).iter().find(|span| span.first <= last && first <= span.last)
    }

    /// The code and all around it count on that day.
    pub(super) fn check(&self, area: &Code, day: Date) -> Result<(), Refusal> {
        let mut here = area;
        for _ in 0..MOST_STEPS {
            let span = self.on(here, day).ok_or_else(|| self.refusal(here, day))?;
            match &span.parent {
                Some(parent) => here = parent,
                None => return Ok(()),
            }
        }
        Err(Refusal::AreaUnknown(area.clone()))
    }

    fn refusal(&self, area: &Code, on: Date) -> Refusal {
        let spans = self.spans(area);
        let Some(span) = spans.iter().rev().find(|span| span.last < on).or(spans.first()) else {
            return Refusal::AreaUnknown(area.clone());
        };
        Refusal::AreaNotValid(Box::new(AreaNotValid {
            area: area.clone(),
            on,
            first: span.first,
            last: span.last(),
            successor: span.successor.clone(),
        }))
    }

    /// The area itself where it counts on that day, else who took its place, or the place of what was around it.
    pub(super) fn now<'a>(&'a self, area: &'a Code, day: Date) -> Option<&'a Code> {
        let mut here = area;
        for _ in 0..MOST_STEPS {
            if self.check(here, day).is_ok() {
                return Some(here);
            }
            let span = self.spans(here).iter().rev().find(|span| span.first <= day)?;
            here = span.successor.as_ref().or(span.parent.as_ref())?;
        }
        None
    }

    pub(super) fn lies_in(&self, area: &Code, around: &Code) -> bool {
        let one_meaning = self.spans(around).len() <= 1;
        let mut reached = vec![(area, false)];
        let mut next = 0;
        while let Some(&(here, moved)) = reached.get(next) {
            if here == around && (one_meaning || !moved) {
                return true;
            }
            next = next.saturating_add(1);
            for span in self.spans(here) {
                let successor = span.successor.as_ref().map(|code| (code, true));
                let parent = span.parent.as_ref().map(|code| (code, moved));
                for step in successor.into_iter().chain(parent) {
                    if !reached.contains(&step) {
                        reached.push(step);
                    }
                }
            }
        }
        false
    }
}
