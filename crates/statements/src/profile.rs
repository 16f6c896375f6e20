//! A bank's way of printing statements, read from a TOML file: a new bank is a new file and no code.
//!
//! Files stand in `config/banks/`; those of the repository are also built in, so that a program without a
//! configuration directory reads the same banks. An unknown key is refused, so that a typing error is not silence.

mod form;

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use serde::Deserialize;

pub(crate) use form::{DateForm, Marks};

use crate::error::ConfigError;
use crate::fold::fold;
use crate::{encoding, layout, rows};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Role {
    /// The row's own number.
    Number,
    Date,
    /// The time of day in a column of its own.
    Time,
    Reference,
    /// Date and reference in one cell: `09/09/2024 5200.10001`.
    DateReference,
    /// Row number and date run together: `11019/9/2024 0:55:10`.
    NumberDate,
    Debit,
    Credit,
    /// One amount column for both ways.
    Amount,
    Balance,
    /// Balance and reference in one cell: `624,100 7000001`.
    BalanceReference,
    Memo,
    CounterAccount,
    CounterName,
    Fee,
    Tax,
    /// Known and not used, such as a second date: named so that a header row is recognised by it.
    Other,
}

/// A figure or fact printed above or below the lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Label {
    Account,
    Currency,
    Opening,
    Closing,
    /// A row with the total of each side in its column.
    Totals,
    TotalDebit,
    TotalCredit,
}

/// Where a bank prints the running balance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Balances {
    /// On every line.
    PerLine,
    /// On the last line of each day.
    LastOfDay,
    /// Nowhere.
    #[default]
    None,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    title: String,
    source: String,
    checked_by: String,
    #[serde(default = "forty")]
    header_rows: usize,
    dates: Vec<DateForm>,
    marks: Vec<Marks>,
    #[serde(default)]
    balances: Balances,
    #[serde(default)]
    signed_amounts: bool,
    #[serde(default)]
    hints: Vec<String>,
    #[serde(default)]
    end_markers: Vec<String>,
    #[serde(default)]
    skip_markers: Vec<String>,
    columns: BTreeMap<Role, Vec<String>>,
    #[serde(default)]
    labels: BTreeMap<Label, Vec<String>>,
}

const fn forty() -> usize {
    40
}

/// One bank's profile.
#[derive(Debug)]
pub struct Profile {
    file: File,
    roles: HashMap<String, Role>,
    labels: Vec<(String, Label)>,
    ends: Vec<String>,
    skips: Vec<String>,
}

impl Profile {
    /// Parses one profile; `file` names it in errors.
    pub fn parse(file: &str, text: &str) -> Result<Self, ConfigError> {
        let parsed: File = toml::from_str(text).map_err(|error| toml_error(file, text, &error))?;
        let mut roles = HashMap::new();
        for (role, names) in &parsed.columns {
            for name in names {
                if roles.insert(fold(name), *role).is_some_and(|other| other != *role) {
                    return Err(ConfigError::new(
                        file,
                        "columns",
                        format!("\"{name}\" stands for two columns"),
                    ));
                }
            }
        }
        let mut labels: Vec<(String, Label)> = parsed
            .labels
            .iter()
            .flat_map(|(label, names)| names.iter().map(|name| (fold(name), *label)))
            .collect();
        labels.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        let folded = |names: &[String]| names.iter().map(|name| fold(name)).collect();
        let profile = Self {
            roles,
            labels,
            ends: folded(&parsed.end_markers),
            skips: folded(&parsed.skip_markers),
            file: parsed,
        };
        profile.check(file)?;
        Ok(profile)
    }

    fn check(&self, file: &str) -> Result<(), ConfigError> {
        for (key, empty) in [("name", self.file.name.is_empty()), ("source", self.file.source.is_empty())] {
            if empty {
                return Err(ConfigError::new(file, key, "must not be empty"));
            }
        }
        for (key, empty) in [("dates", self.file.dates.is_empty()), ("marks", self.file.marks.is_empty())] {
            if empty {
                return Err(ConfigError::new(file, key, "needs at least one entry"));
            }
        }
        let blank = |texts: &[String]| texts.iter().any(String::is_empty);
        if self.roles.contains_key("") || blank(&self.ends) || blank(&self.skips) {
            return Err(ConfigError::new(file, "columns", "a name without letters or digits"));
        }
        layout::missing(|role| self.roles.values().any(|known| *known == role)).first().map_or(
            Ok(()),
            |roles| {
                Err(ConfigError::new(file, "columns", format!("no names for {}", layout::role_names(roles))))
            },
        )
    }

    /// The short name, as in `--profile vietcombank`.
    pub fn name(&self) -> &str {
        &self.file.name
    }

    /// The bank's name in full.
    pub fn title(&self) -> &str {
        &self.file.title
    }

    /// Where the layout was learnt.
    pub fn source(&self) -> &str {
        &self.file.source
    }

    /// Who compared it with a statement of the bank, or empty.
    pub fn checked_by(&self) -> &str {
        &self.file.checked_by
    }

    /// Where this bank prints balances.
    pub fn balances(&self) -> Balances {
        self.file.balances
    }

    pub(crate) fn header_rows(&self) -> usize {
        self.file.header_rows
    }

    pub(crate) fn dates(&self) -> &[DateForm] {
        &self.file.dates
    }

    pub(crate) fn marks(&self) -> &[Marks] {
        &self.file.marks
    }

    pub(crate) fn signed_amounts(&self) -> bool {
        self.file.signed_amounts
    }

    /// The role of a column by its folded name.
    pub(crate) fn role(&self, folded: &str) -> Option<Role> {
        self.roles.get(folded).copied()
    }

    /// The names a role is known by, for messages.
    pub(crate) fn names(&self, role: Role) -> &[String] {
        self.file.columns.get(&role).map_or(&[], Vec::as_slice)
    }

    /// The label a folded cell begins with, the longest first, and how many folded bytes it takes.
    pub(crate) fn label(&self, folded: &str) -> Option<(Label, usize)> {
        let found = self.labels.iter().find(|(name, _)| begins(folded, name))?;
        Some((found.1, found.0.len()))
    }

    pub(crate) fn ends(&self, folded: &str) -> bool {
        self.ends.iter().any(|marker| begins(folded, marker))
    }

    pub(crate) fn skips(&self, folded: &str) -> bool {
        self.skips.iter().any(|marker| begins(folded, marker))
    }

    /// True where an accented column name of this profile reads so, accents and all.
    pub(crate) fn names_accented(&self, cell: &str) -> bool {
        let same = |name: &&String| name.to_lowercase() == cell;
        !cell.is_ascii() && self.file.columns.values().flatten().any(|name| same(&name))
    }

    /// True where a hint stands in folded titles, by whole words.
    fn hinted(&self, titles: &str) -> bool {
        self.file.hints.iter().any(|hint| titles.contains(&format!(" {} ", fold(hint))))
    }
}

/// Whole words only: `page` begins `page 3` and not `pages`.
fn begins(text: &str, start: &str) -> bool {
    text.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// The error of the TOML reader with the key that it points at.
pub(crate) fn toml_error(file: &str, text: &str, error: &toml::de::Error) -> ConfigError {
    let at = error.span().map_or(0, |span| span.start);
    let before = text.get(..at).unwrap_or_default();
    let line = text.get(before.rfind('\n').map_or(0, |end| end.saturating_add(1))..).unwrap_or_default();
    let key = line.lines().next().unwrap_or_default().split('=').next().unwrap_or_default();
    ConfigError::new(file, key.trim(), error.message())
}

/// The profiles at hand, by name.
#[derive(Debug, Default)]
pub struct Profiles {
    by_name: BTreeMap<String, Profile>,
}

/// A profile name that no file defines.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} / {}", self.vi(), self.en())]
pub struct UnknownProfile {
    /// The name asked for.
    pub name: String,
    /// The names there are.
    pub known: Vec<String>,
}

impl UnknownProfile {
    /// The message in Vietnamese.
    pub fn vi(&self) -> String {
        format!("không có hồ sơ ngân hàng \"{}\"; hiện có: {}", self.name, self.known.join(", "))
    }

    /// The message in English.
    pub fn en(&self) -> String {
        format!("no bank profile \"{}\"; there are: {}", self.name, self.known.join(", "))
    }
}

const BUNDLED: [(&str, &str); 5] = [
    ("config/banks/agribank.toml", include_str!("../../../config/banks/agribank.toml")),
    ("config/banks/bidv.toml", include_str!("../../../config/banks/bidv.toml")),
    ("config/banks/techcombank.toml", include_str!("../../../config/banks/techcombank.toml")),
    ("config/banks/vietcombank.toml", include_str!("../../../config/banks/vietcombank.toml")),
    ("config/banks/vietinbank.toml", include_str!("../../../config/banks/vietinbank.toml")),
];

impl Profiles {
    /// The profiles built into the program.
    ///
    /// # Errors
    /// None in a program whose tests pass: a test parses the same files.
    pub fn bundled() -> Result<Self, ConfigError> {
        let mut profiles = Self { by_name: BTreeMap::new() };
        for (file, text) in BUNDLED {
            profiles.add(file, text)?;
        }
        Ok(profiles)
    }

    /// Every `*.toml` of a directory, in the order of the file names.
    pub fn load(directory: &Path) -> Result<Self, ConfigError> {
        let refuse =
            |path: &Path, error: std::io::Error| ConfigError::new(&path.display().to_string(), "", error);
        let mut files = Vec::new();
        for entry in fs::read_dir(directory).map_err(|error| refuse(directory, error))? {
            let path = entry.map_err(|error| refuse(directory, error))?.path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                files.push(path);
            }
        }
        files.sort();
        let mut profiles = Self { by_name: BTreeMap::new() };
        for path in files {
            let text = fs::read_to_string(&path).map_err(|error| refuse(&path, error))?;
            profiles.add(&path.display().to_string(), &text)?;
        }
        Ok(profiles)
    }

    fn add(&mut self, file: &str, text: &str) -> Result<(), ConfigError> {
        let profile = Profile::parse(file, text)?;
        let name = profile.name().to_owned();
        if self.by_name.insert(name.clone(), profile).is_some() {
            return Err(ConfigError::new(
                file,
                "name",
                format!("\"{name}\" is the name of another file too"),
            ));
        }
        Ok(())
    }

    /// The profile of that name.
    pub fn get(&self, name: &str) -> Result<&Profile, UnknownProfile> {
        self.by_name.get(name).ok_or_else(|| UnknownProfile {
            name: name.to_owned(),
            known: self.by_name.keys().cloned().collect(),
        })
    }

    /// All profiles, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Profile> {
        self.by_name.values()
    }

    /// The one profile that fits a file: its columns are there, and either no other profile recognises as many or
    /// the titles above them name this bank.
    pub fn recognise(&self, bytes: &[u8]) -> Option<&Profile> {
        let mut fits: Vec<(usize, bool, &Profile)> = Vec::new();
        // A workbook's characters are never in doubt, and to open it is the dear part: once for all profiles.
        let workbook = rows::is_workbook(bytes).then(|| rows::heads(bytes, |_| true));
        for profile in self.by_name.values() {
            let own = || rows::heads(bytes, |text| encoding::is_certain(text, profile));
            let Ok(heads) = workbook.clone().unwrap_or_else(own) else { continue };
            let tables = heads.iter().filter_map(|head| Some((head, layout::find(profile, head).ok()?)));
            let Some((head, found)) = tables.max_by_key(|(_, found)| found.layout.recognised()) else {
                continue;
            };
            let titles = head.iter().take(found.row).flatten().map(|cell| format!(" {} ", fold(cell)));
            fits.push((found.layout.recognised(), profile.hinted(&titles.collect::<String>()), profile));
        }
        let best = fits.iter().map(|(count, hinted, _)| (*hinted, *count)).max()?;
        let mut top = fits.iter().filter(|(count, hinted, _)| (*hinted, *count) == best);
        let (_, _, profile) = top.next()?;
        top.next().is_none().then_some(*profile)
    }
}

#[cfg(test)]
mod tests;
