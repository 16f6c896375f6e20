//! The communes' outlines, and which of them stands for an older commune. Data of `config/areas`, read once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The map's measures, in its own units.
pub const WIDTH: u32 = 2000;
/// See [`WIDTH`].
pub const HEIGHT: u32 = 1054;

const OUTLINES: &str = include_str!("../../../config/areas/dong-thap-outlines.csv");
const NAMES: &str = include_str!("../../../config/areas/dong-thap-from-2025-07-01.csv");
const OLD: &str = include_str!("../../../config/areas/dong-thap-until-2025-06-30.csv");

/// One commune on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outline {
    /// Its code, of the list that is in force since 1 July 2025.
    pub area: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its border as an SVG path.
    pub path: &'static str,
}

/// All communes of the map, by code.
pub fn outlines() -> impl Iterator<Item = &'static Outline> {
    MAP.outlines.values()
}

/// The outline in which an area lies: its own, or that of the commune that took its place.
pub fn of(area: &str) -> Option<&'static Outline> {
    let now = MAP.successors.get(area).copied().unwrap_or(area);
    MAP.outlines.get(now)
}

/// The outline of exactly this code.
pub fn by_code(area: &str) -> Option<&'static Outline> {
    MAP.outlines.get(area)
}

static MAP: LazyLock<Map> = LazyLock::new(Map::read);

struct Map {
    outlines: BTreeMap<&'static str, Outline>,
    successors: BTreeMap<&'static str, &'static str>,
}

impl Map {
    fn read() -> Self {
        let names: BTreeMap<&str, &str> =
            rows(NAMES).filter_map(|row| Some((*row.first()?, *row.get(2)?))).collect();
        let outline = |row: Vec<&'static str>| {
            let [area, path] = row[..] else { return None };
            let name = names.get(area).copied().unwrap_or(area);
            Some((area, Outline { area, name, path }))
        };
        let successor = |row: Vec<&'static str>| {
            let (area, successor) = (*row.first()?, *row.get(5)?);
            (!successor.is_empty()).then_some((area, successor))
        };
        Self {
            outlines: rows(OUTLINES).filter_map(outline).collect(),
            successors: rows(OLD).filter_map(successor).collect(),
        }
    }
}

/// Lines without the head. No cell of these files holds a comma.
fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().skip(1).map(|line| line.split(',').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_commune_old_and_new_has_an_outline() {
        assert_eq!(outlines().count(), 102);
        assert!(outlines().all(|outline| outline.name != outline.area));
        let old = rows(OLD).filter(|row| matches!(row[1], "commune" | "ward"));
        let missing: Vec<_> = old.filter(|row| of(row[0]).is_none()).collect();
        assert!(missing.is_empty(), "{missing:?}");
        assert_eq!(of("87").map(|outline| outline.area), None);
    }

    #[test]
    fn no_path_leaves_the_map() {
        for outline in outlines() {
            for ring in outline.path.split('M').skip(1) {
                let (start, steps) = ring.split_once('l').unwrap();
                let (x, y) = start.split_once(' ').unwrap();
                let (mut x, mut y): (i64, i64) = (x.parse().unwrap(), y.parse().unwrap());
                let steps = steps.trim_end_matches('z').replace('-', " -").replace('+', " ");
                let steps: Vec<i64> = steps.split_whitespace().map(|step| step.parse().unwrap()).collect();
                for step in steps.chunks_exact(2) {
                    (x, y) = (x + step[0], y + step[1]);
                    assert!((0..=i64::from(WIDTH)).contains(&x) && (0..=i64::from(HEIGHT)).contains(&y));
                }
            }
        }
    }
}
