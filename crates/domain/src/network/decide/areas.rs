//! Areas are taken up with their days, and come to an end.

use std::collections::HashMap;

use jiff::civil::Date;

use super::Seen;
use crate::decide::Day;
use crate::ids::Code;
use crate::network::command::{DeclareAreas, EndAreas};
use crate::network::event::{AreaDeclared, AreaEnded, Event};
use crate::network::refusal::{Refusal, each, named};
use crate::network::state::State;
use crate::network::values::{AreaEntry, AreaKind};

#[cfg(test)]
mod tests;

pub(super) fn declare(state: &State, command: DeclareAreas, day: &Day<'_>) -> Result<Vec<Event>, Refusal> {
    named(&command.decision)?;
    let list = Taking { state, day, earlier: listed(&command.areas) };
    let mut seen = Seen::with_room(command.areas.len());
    each(&command.areas, |row, entry| {
        seen.first(row, &entry.area)?;
        list.check(row, entry)
    })?;
    let decision = command.decision;
    let declared = |entry: AreaEntry| {
        Event::AreaDeclared(AreaDeclared {
            area: entry.area,
            decision: decision.clone(),
            kind: entry.kind,
            name: entry.name,
            parent: entry.parent,
            successor: entry.successor,
            valid_until: entry.valid_until,
        })
    };
    Ok(command.areas.into_iter().map(declared).collect())
}

pub(super) fn end(state: &State, command: EndAreas, day: &Day<'_>) -> Result<Vec<Event>, Refusal> {
    named(&command.decision)?;
    let mut seen = Seen::with_room(command.areas.len());
    each(&command.areas, |row, entry| {
        seen.first(row, &entry.area)?;
        if state.area(&entry.area, day.on).is_none() {
            state.known_area(&entry.area, day.on)?;
        }
        if let Some(last) = state.area(&entry.area, day.on).and_then(crate::network::Area::last) {
            return Err(Refusal::AreaEndedAlready(entry.area.clone(), last));
        }
        match &entry.successor {
            Some(successor) => takes_over(successor, day.on, day, |code, on| state.area(code, on).is_some()),
            None => Ok(()),
        }
    })?;
    let decision = command.decision;
    let ended = command.areas.into_iter().map(|entry| {
        Event::AreaEnded(AreaEnded {
            area: entry.area,
            decision: decision.clone(),
            successor: entry.successor,
        })
    });
    Ok(ended.collect())
}

/// Who takes the place from the day after the last one is in the register by then, unless that day is still to come.
fn takes_over(
    successor: &Code,
    last: Date,
    day: &Day<'_>,
    counts: impl Fn(&Code, Date) -> bool,
) -> Result<(), Refusal> {
    let unknown = Refusal::SuccessorUnknown(successor.clone());
    match last.tomorrow() {
        Ok(next) if next > day.today || counts(successor, next) => Ok(()),
        _ => Err(unknown),
    }
}

type Listed<'a> = HashMap<&'a Code, (u32, &'a AreaEntry)>;

/// The first row of each code.
fn listed(areas: &[AreaEntry]) -> Listed<'_> {
    let mut listed = HashMap::with_capacity(areas.len());
    for (row, entry) in (1_u32..).zip(areas) {
        listed.entry(&entry.area).or_insert((row, entry));
    }
    listed
}

/// Taking up a list.
struct Taking<'a> {
    state: &'a State,
    day: &'a Day<'a>,
    earlier: Listed<'a>,
}

impl Taking<'_> {
    fn check(&self, row: u32, entry: &AreaEntry) -> Result<(), Refusal> {
        named(&entry.name)?;
        let (first, last) = (self.day.on, entry.valid_until.unwrap_or(Date::MAX));
        if last < first {
            return Err(Refusal::AreaEndsBeforeItBegins(entry.area.clone()));
        }
        if let Some(known) = self.state.area_overlap(&entry.area, first, last) {
            return Err(Refusal::AreaValidAlready(entry.area.clone(), known.first));
        }
        match &entry.parent {
            Some(parent) => self.parent(row, entry, parent)?,
            None if entry.kind == AreaKind::Province => {}
            None => return Err(Refusal::AreaNeedsParent(entry.area.clone())),
        }
        match (&entry.successor, entry.valid_until) {
            (Some(successor), Some(last)) => {
                let counts = |code: &Code, on: Date| {
                    let listed = self.earlier.get(code).is_some_and(|(_, entry)| self.counts(entry, on));
                    listed || self.state.area(code, on).is_some()
                };
                takes_over(successor, last, self.day, counts)
            }
            (Some(successor), None) => Err(Refusal::SuccessorUnknown(successor.clone())),
            (None, _) => Ok(()),
        }
    }

    fn counts(&self, entry: &AreaEntry, on: Date) -> bool {
        self.day.on <= on && entry.valid_until.is_none_or(|last| on <= last)
    }

    fn parent(&self, row: u32, entry: &AreaEntry, parent: &Code) -> Result<(), Refusal> {
        let kind = match self.earlier.get(parent) {
            Some((above, entry)) if *above < row => entry.kind,
            _ => {
                self.state.known_area(parent, self.day.on)?;
                self.state.area(parent, self.day.on).map_or(AreaKind::Hamlet, |area| area.kind)
            }
        };
        let (area, around) = (entry.area.clone(), parent.clone());
        if !holds(kind, entry.kind) {
            Err(Refusal::AreaParentUnfit(area, around))
        } else if !code_fits(entry, parent.as_str()) {
            Err(Refusal::AreaCodeUnfit(area, around))
        } else {
            Ok(())
        }
    }
}

fn holds(around: AreaKind, inside: AreaKind) -> bool {
    match inside {
        AreaKind::Province => false,
        AreaKind::District => around == AreaKind::Province,
        AreaKind::Commune | AreaKind::Ward | AreaKind::SpecialZone => {
            matches!(around, AreaKind::Province | AreaKind::District)
        }
        AreaKind::Hamlet => matches!(around, AreaKind::Commune | AreaKind::Ward | AreaKind::SpecialZone),
    }
}

/// The province stands in front of every code, so that a commune's code says under which province it was counted.
fn code_fits(entry: &AreaEntry, parent: &str) -> bool {
    let front = match entry.kind {
        AreaKind::Hamlet => parent,
        _ => parent.split('-').next().unwrap_or(parent),
    };
    entry.area.as_str().strip_prefix(front).is_some_and(|rest| rest.len() > 1 && rest.starts_with('-'))
}
