//! The rules of memos as a file gives them, checked and compiled.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::{Regex, RegexSet};
use serde::Deserialize;

use crate::error::ConfigError;
use crate::fold::fold;
use crate::profile::toml_error;

use super::Charge;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    source: String,
    checked_by: String,
    strip: Vec<String>,
    transfers: Vec<String>,
    codes: Vec<String>,
    counter_strip: Vec<String>,
    not_names: Vec<String>,
    stops: Vec<String>,
    families: Vec<String>,
    enterprise: Vec<String>,
    organisation: Vec<String>,
    surname_groups: Vec<String>,
    group_names: Vec<String>,
    family_groups: Vec<String>,
    channels: Vec<Channel>,
    charges: Charges,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Channel {
    name: String,
    texts: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Charges {
    fee: Vec<String>,
    interest: Vec<String>,
    tax: Vec<String>,
}

/// How memos are read.
#[derive(Debug)]
pub struct MemoRules {
    source: String,
    checked_by: String,
    pub(super) strip: Regex,
    pub(super) transfers: Vec<Regex>,
    pub(super) codes: Vec<Regex>,
    pub(super) counter_strip: Vec<Regex>,
    pub(super) not_names: RegexSet,
    stops: Phrases,
    pub(super) families: HashSet<String>,
    /// Phrases between spaces, to be found in a folded text between spaces.
    pub(super) enterprise: Vec<String>,
    pub(super) organisation: Vec<String>,
    /// Names too, before `thi` or `van`.
    pub(super) surname_groups: HashSet<String>,
    /// Groups although they begin like a person's name.
    pub(super) group_names: Phrases,
    groups: Phrases,
    channel_texts: AhoCorasick,
    /// For each text of `channel_texts` its channel's name.
    channel_names: Vec<String>,
    pub(super) charges: Vec<(String, Charge)>,
}

/// Folded phrases by their first word.
#[derive(Debug)]
pub(super) struct Phrases(std::collections::HashMap<String, Vec<String>>);

impl Phrases {
    fn of<'t>(texts: impl IntoIterator<Item = &'t String>) -> Self {
        let mut phrases: std::collections::HashMap<String, Vec<String>> = std::collections::HashMap::new();
        for phrase in texts.into_iter().map(|text| fold(text)) {
            let first = phrase.split(' ').next().unwrap_or_default().to_owned();
            phrases.entry(first).or_default().push(phrase);
        }
        Self(phrases)
    }

    /// True where the folded text begins with one of them, by whole words.
    pub(super) fn begin(&self, folded: &str) -> bool {
        let first = folded.split(' ').next().unwrap_or_default();
        self.0.get(first).is_some_and(|phrases| {
            phrases.iter().any(|phrase| {
                folded
                    .strip_prefix(phrase.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            })
        })
    }
}

const BUNDLED: &str = include_str!("../../../../config/rules/memo.toml");

impl MemoRules {
    /// The rules built into the program.
    ///
    /// # Errors
    /// None in a program whose tests pass: a test parses the same file.
    pub fn bundled() -> Result<Self, ConfigError> {
        Self::parse("config/rules/memo.toml", BUNDLED)
    }

    /// Rules from a file.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let file = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|error| ConfigError::new(&file, "", error))?;
        Self::parse(&file, &text)
    }

    /// Parses rules; `file` names them in errors.
    pub fn parse(file: &str, text: &str) -> Result<Self, ConfigError> {
        let rules: File = toml::from_str(text).map_err(|error| toml_error(file, text, &error))?;
        let spaced =
            |words: &[String]| words.iter().map(|word| format!(" {} ", fold(word))).collect::<Vec<_>>();
        let (texts, names) = channels(&rules.channels);
        let channel_texts = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .build(&texts)
            .map_err(|error| ConfigError::new(file, "channels", error))?;
        let strip = rules.strip.iter().map(|one| format!("(?:{one})")).collect::<Vec<_>>().join("|");
        Ok(Self {
            strip: one(file, "strip", &strip)?,
            transfers: each(file, "transfers", &rules.transfers)?,
            codes: each(file, "codes", &rules.codes)?,
            counter_strip: each(file, "counter_strip", &rules.counter_strip)?,
            not_names: RegexSet::new(&rules.not_names).map_err(|e| ConfigError::new(file, "not_names", e))?,
            stops: Phrases::of(&rules.stops),
            families: rules.families.iter().map(|name| fold(name)).collect(),
            groups: Phrases::of(
                [&rules.enterprise, &rules.organisation, &rules.family_groups].into_iter().flatten(),
            ),
            surname_groups: rules.surname_groups.iter().map(|name| fold(name)).collect(),
            group_names: Phrases::of(&rules.group_names),
            enterprise: spaced(&rules.enterprise),
            organisation: spaced(&rules.organisation),
            channel_texts,
            channel_names: names,
            charges: charges(&rules.charges),
            source: rules.source,
            checked_by: rules.checked_by,
        })
    }

    /// Where the shapes were learnt.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Who compared them with fresh statements, or empty.
    pub fn checked_by(&self) -> &str {
        &self.checked_by
    }

    /// The first channel of the file whose text stands in the memo.
    pub(super) fn channel(&self, text: &str) -> Option<&str> {
        let found =
            self.channel_texts.find_overlapping_iter(text).map(|found| found.pattern().as_usize()).min()?;
        self.channel_names.get(found).map(String::as_str)
    }

    /// True where words about the gift begin.
    pub(super) fn stops_at(&self, rest: &str) -> bool {
        let first: String = rest.split(' ').take(3).flat_map(|word| [word, " "]).collect();
        let folded = fold(&first);
        // A transfer's own number, such as FT24000000000001, ends a name too.
        self.stops.begin(&folded)
            || first.starts_with(|letter: char| letter.is_ascii_digit())
            || is_code(&folded)
    }

    pub(super) fn starts_group(&self, folded: &str) -> bool {
        self.groups.begin(folded)
    }
}

fn is_code(folded: &str) -> bool {
    folded.split(' ').next().is_some_and(|word| word.bytes().filter(u8::is_ascii_digit).count() >= 4)
}

fn channels(channels: &[Channel]) -> (Vec<String>, Vec<String>) {
    channels
        .iter()
        .flat_map(|channel| channel.texts.iter().map(|text| (text.clone(), channel.name.clone())))
        .unzip()
}

fn charges(charges: &Charges) -> Vec<(String, Charge)> {
    let kinds =
        [(&charges.interest, Charge::Interest), (&charges.tax, Charge::Tax), (&charges.fee, Charge::Fee)];
    kinds
        .into_iter()
        .flat_map(|(words, kind)| words.iter().map(move |word| (format!(" {} ", fold(word)), kind)))
        .collect()
}

fn one(file: &str, key: &str, pattern: &str) -> Result<Regex, ConfigError> {
    Regex::new(pattern).map_err(|error| ConfigError::new(file, key, error))
}

fn each(file: &str, key: &str, patterns: &[String]) -> Result<Vec<Regex>, ConfigError> {
    patterns.iter().map(|pattern| one(file, key, pattern)).collect()
}
