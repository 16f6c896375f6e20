//! Which column is which: the header row of a file, found by the names a profile knows.
//!
//! Banks print titles above the header, name columns in two languages in one cell, and repeat the header on each
//! page. A cell counts by its whole name first and then by its parts between `/` and line breaks.

use crate::error::Fault;
use crate::fold::fold;
use crate::profile::{Profile, Role};

/// The places of the columns in a row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    columns: Vec<(Role, usize)>,
    names: Vec<String>,
    twice: Option<usize>,
}

impl Layout {
    pub(crate) fn at(&self, role: Role) -> Option<usize> {
        self.columns.iter().find(|(known, _)| *known == role).map(|(_, index)| *index)
    }

    /// How many columns were recognised.
    pub(crate) fn recognised(&self) -> usize {
        self.columns.len()
    }

    /// How many cells the header has, trailing blanks left out.
    pub(crate) fn width(&self) -> usize {
        self.names.len()
    }

    /// The column's name as the file prints it, on one line.
    pub(crate) fn name(&self, role: Role) -> String {
        self.at(role).map(|index| self.printed(index)).unwrap_or_default()
    }

    /// The name of a column that stands twice, where one does.
    pub(crate) fn twice(&self) -> Option<String> {
        self.twice.map(|index| self.printed(index))
    }

    fn printed(&self, index: usize) -> String {
        let name = self.names.get(index).map(String::as_str).unwrap_or_default();
        name.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn of(profile: &Profile, row: &[String]) -> Self {
        let mut layout = Self { names: trimmed(row).to_vec(), ..Self::default() };
        for (index, cell) in row.iter().enumerate() {
            if let Some(role) = profile.role(&fold(cell)) {
                layout.add(role, index);
            }
        }
        for (index, cell) in row.iter().enumerate() {
            if !layout.columns.iter().any(|(_, taken)| *taken == index)
                && let Some(role) = cell.split(['/', '\n']).find_map(|part| profile.role(&fold(part)))
            {
                layout.add(role, index);
            }
        }
        layout
    }

    // `Other` may stand many times. Of two names for one role the first is the one (a bank prints two dates, two
    // numbers); but money in two columns, or one name twice, leaves open which one counts.
    fn add(&mut self, role: Role, index: usize) {
        match self.at(role) {
            Some(first) if role != Role::Other => {
                let folded = |at: usize| self.names.get(at).map(|name| fold(name));
                let money = matches!(role, Role::Debit | Role::Credit | Role::Amount);
                if money || folded(first) == folded(index) {
                    self.twice.get_or_insert(index);
                }
            }
            _ => self.columns.push((role, index)),
        }
    }
}

fn trimmed(row: &[String]) -> &[String] {
    let width = row.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last.saturating_add(1));
    row.get(..width).unwrap_or(row)
}

/// A layout and the row it was found in.
pub(crate) struct Found {
    pub(crate) layout: Layout,
    /// Index of the header among the rows looked at.
    pub(crate) row: usize,
}

/// Finds the header among the first rows of a file.
pub(crate) fn find(profile: &Profile, head: &[Vec<String>]) -> Result<Found, Fault> {
    let mut best = Layout::default();
    for (row, cells) in head.iter().enumerate() {
        let layout = Layout::of(profile, cells);
        if missing(|role| layout.at(role).is_some()).is_empty() {
            return Ok(Found { layout, row });
        }
        if layout.recognised() > best.recognised() {
            best = layout;
        }
    }
    let found = best.columns.iter().map(|(role, _)| best.name(*role)).collect();
    let wanted = missing(|role| best.at(role).is_some());
    let wanted = wanted.iter().map(|roles| wanted_names(profile, roles)).collect();
    Err(Fault::Columns {
        found,
        wanted,
        old_font: head.iter().flatten().any(|cell| looks_like_old_font(cell)),
    })
}

/// True for a row that repeats column names (a page's header, or the second language).
pub(crate) fn is_header(profile: &Profile, cells: &[&str]) -> bool {
    let named = |cell: &str| {
        profile.role(&fold(cell)).is_some()
            || cell.split(['/', '\n']).any(|part| profile.role(&fold(part)).is_some())
    };
    let filled = cells.iter().filter(|cell| !cell.trim().is_empty());
    let (mut all, mut known) = (0_usize, 0_usize);
    for cell in filled {
        all = all.saturating_add(1);
        known = known.saturating_add(usize::from(named(cell)));
    }
    known >= 2 && known.saturating_mul(2) > all
}

/// A statement needs a date, an amount and a memo, each in one of these columns.
const NEEDED: [&[Role]; 3] =
    [&[Role::Date, Role::DateReference, Role::NumberDate], &[Role::Credit, Role::Amount], &[Role::Memo]];

/// The needs that are not met.
pub(crate) fn missing(has: impl Fn(Role) -> bool) -> Vec<&'static [Role]> {
    NEEDED.into_iter().filter(|roles| !roles.iter().any(|role| has(*role))).collect()
}

pub(crate) fn role_names(roles: &[Role]) -> String {
    roles.iter().map(|role| format!("{role:?}").to_lowercase()).collect::<Vec<_>>().join(" | ")
}

fn wanted_names(profile: &Profile, roles: &[Role]) -> String {
    roles.iter().flat_map(|role| profile.names(*role)).map(String::as_str).collect::<Vec<_>>().join(" | ")
}

// TCVN3 and VNI text read as Latin-1 shows signs that Vietnamese in Unicode never has.
fn looks_like_old_font(cell: &str) -> bool {
    cell.chars().any(|letter| {
        matches!(letter, 'µ' | '¶' | '·' | '¸' | '¹' | '®' | '¬' | '­' | 'Ø' | 'ø' | 'Ñ' | 'ñ' | 'Þ' | 'Ö')
    })
}
