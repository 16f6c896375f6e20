//! The old map of Đồng Tháp and the people in it, to the last household: 12,478 groups with 438,116 households, 10,212
//! of them stable, and 20,000 households in difficulty with a list of their own.

use std::collections::BTreeMap;

use domain::{Code, HouseholdId, network::AreaKind};

use super::author::{Told, code};
use super::figures::{GROUPS, HOUSEHOLDS, IN_DIFFICULTY, NAMED};
use crate::random::Random;

/// The areas of the province as they were in 2021: districts before communes.
const LIST: &str = include_str!("../../../../config/areas/dong-thap-until-2025-06-30.csv");
/// The province's code of its time.
const PROVINCE: &str = "87";
/// The fewest and the most households of a group before the sum is met.
const SIZES: (u64, u64) = (27, 44);

/// A commune, ward or townlet.
#[derive(Clone, Debug)]
pub(super) struct Commune {
    pub(super) code: Code,
    pub(super) name: String,
    pub(super) kind: AreaKind,
    pub(super) district: Code,
    pub(super) district_name: String,
    pub(super) groups: Vec<Group>,
}

/// A self-managed people's group.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) code: Code,
    pub(super) households: u32,
    pub(super) stable: bool,
    /// The numbers of the households that have a list of their own.
    pub(super) named: Vec<u32>,
}

impl Group {
    pub(super) fn household(&self, number: u32) -> Told<HouseholdId> {
        Ok(format!("{}/{number}", self.code).parse()?)
    }
}

impl Commune {
    pub(super) fn households(&self) -> u32 {
        self.groups.iter().map(|group| group.households).sum()
    }
}

/// The province's area.
pub(super) fn province() -> Told<Code> {
    code(PROVINCE)
}

/// Draws the groups of all communes so that the sums are met.
pub(super) fn draw(random: &mut Random) -> Told<Vec<Commune>> {
    let mut communes = read()?;
    let counts = counts(random, communes.len());
    for (commune, count) in communes.iter_mut().zip(counts) {
        let number = commune.code.as_str().rsplit('-').next().unwrap_or_default().to_owned();
        for place in 1..=count {
            let households = u32::try_from(random.within(SIZES.0, SIZES.1)).unwrap_or(0);
            let code = code(&format!("g-{number}-{place:03}"))?;
            commune.groups.push(Group { code, households, stable: true, named: Vec::new() });
        }
    }
    let mut groups: Vec<&mut Group> = communes.iter_mut().flat_map(|commune| &mut commune.groups).collect();
    meet(&mut groups);
    rate(random, &mut groups);
    name(&mut groups);
    Ok(communes)
}

fn read() -> Told<Vec<Commune>> {
    let (mut districts, mut communes) = (BTreeMap::new(), Vec::new());
    for line in LIST.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [area, kind, name, parent, ..] = cells.as_slice() else { continue };
        let kind = match *kind {
            "commune" => AreaKind::Commune,
            "ward" => AreaKind::Ward,
            _ => {
                districts.insert(*area, *name);
                continue;
            }
        };
        communes.push(Commune {
            code: code(area)?,
            name: (*name).to_owned(),
            kind,
            district: code(parent)?,
            district_name: districts.get(parent).copied().unwrap_or_default().to_owned(),
            groups: Vec::new(),
        });
    }
    Ok(communes)
}

/// How many groups each commune has: about as many everywhere, a few dozen more or less, in sum as many as there are.
fn counts(random: &mut Random, communes: usize) -> Vec<u32> {
    let each = usize::try_from(GROUPS).unwrap_or(0).checked_div(communes).unwrap_or(0);
    let rest = usize::try_from(GROUPS).unwrap_or(0).saturating_sub(each.saturating_mul(communes));
    let mut counts: Vec<u32> =
        (0..communes).map(|index| u32::try_from(each).unwrap_or(0) + u32::from(index < rest)).collect();
    for pair in counts.chunks_exact_mut(2) {
        let more = u32::try_from(random.below(50)).unwrap_or(0);
        if let [left, right] = pair {
            *left = left.saturating_add(more);
            *right = right.saturating_sub(more);
        }
    }
    counts
}

/// One household more or less, group by group, until the sum is met.
fn meet(groups: &mut [&mut Group]) {
    let sum = |groups: &[&mut Group]| groups.iter().map(|group| group.households).sum::<u32>();
    while sum(groups) != HOUSEHOLDS {
        let found = sum(groups);
        let missing = usize::try_from(HOUSEHOLDS.abs_diff(found)).unwrap_or(0);
        for group in groups.iter_mut().take(missing) {
            let more = group.households.saturating_add(1);
            group.households = if found < HOUSEHOLDS { more } else { more.saturating_sub(2) };
        }
    }
}

/// Draws the groups in difficulty, each with the same chance, as many as there are.
fn rate(random: &mut Random, groups: &mut [&mut Group]) {
    let (mut wanted, mut left) = (u64::from(IN_DIFFICULTY), u64::from(GROUPS));
    for group in groups.iter_mut() {
        group.stable = random.below(left) >= wanted;
        wanted = wanted.saturating_sub(u64::from(!group.stable));
        left = left.saturating_sub(1);
    }
}

/// Every third household of a group in difficulty, until all lists together have as many as they should.
fn name(groups: &mut [&mut Group]) {
    let (each, rest) = (NAMED / IN_DIFFICULTY, NAMED % IN_DIFFICULTY);
    for (group, place) in groups.iter_mut().filter(|group| !group.stable).zip(0_u32..) {
        let count = each + u32::from(place < rest);
        group.named = (0..count).map(|index| index.saturating_mul(3).saturating_add(1)).collect();
    }
}
