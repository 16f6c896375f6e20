//! How long what is kept of a person must be kept, and may be: data with a source, since the law changes and a lawyer
//! decides. The rules ship with the program (`config/rules/retention.toml`); a fund can bring its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

use crate::Class;

/// The rules of all classes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retention(BTreeMap<Class, Rule>);

/// One class's rule.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// In Vietnamese, for the answer to a person.
    pub vi: String,
    /// In English.
    pub en: String,
    /// The law demands it for so many years from the end of the year; none where it demands nothing, and it is erased when
    /// the person asks.
    #[serde(default)]
    pub must_years: Option<u16>,
    /// It serves no purpose so many years from the end of the year; none where it may stay until somebody asks.
    #[serde(default)]
    pub may_years: Option<u16>,
    /// Where this is written.
    pub source: String,
    /// Who checked it; empty where nobody has.
    pub checked_by: String,
}

/// Rules that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RetentionError {
    /// The file cannot be read.
    #[error("không đọc được {path} / cannot read {path}: {source}", path = path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is not what it should be.
    #[error("quy tắc lưu giữ có chỗ sai / the retention rules are wrong: {0}")]
    Wrong(#[from] Box<toml::de::Error>),
    /// What may not be kept is demanded.
    #[error(
        "lớp {class}: phải giữ {must} năm nhưng chỉ được giữ {may} năm; hãy sửa may_years / \
         class {class}: it must be kept for {must} years and may be for {may}; correct may_years"
    )]
    MustIsMoreThanMay {
        /// Which class.
        class: &'static str,
        /// Years demanded.
        must: u16,
        /// Years allowed.
        may: u16,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    contact: Rule,
    voucher: Rule,
    beneficiary: Rule,
}

impl Retention {
    /// The rules that come with the program.
    pub fn bundled() -> Result<Self, RetentionError> {
        Self::parse(include_str!("../../../config/rules/retention.toml"))
    }

    /// Reads the rules of a file.
    pub fn load(path: &Path) -> Result<Self, RetentionError> {
        let unreadable = |source| RetentionError::Unreadable { path: path.to_owned(), source };
        Self::parse(&fs::read_to_string(path).map_err(unreadable)?)
    }

    /// Reads rules.
    pub fn parse(text: &str) -> Result<Self, RetentionError> {
        let file: File = toml::from_str(text).map_err(Box::new)?;
        let all = [
            (Class::Contact, "contact", file.contact),
            (Class::Voucher, "voucher", file.voucher),
            (Class::Beneficiary, "beneficiary", file.beneficiary),
        ];
        let mut rules = BTreeMap::new();
        for (class, name, rule) in all {
            if let (Some(must), Some(may)) = (rule.must_years, rule.may_years)
                && must > may
            {
                return Err(RetentionError::MustIsMoreThanMay { class: name, must, may });
            }
            rules.insert(class, rule);
        }
        Ok(Self(rules))
    }

    /// The rule of a class.
    pub fn rule(&self, class: Class) -> Option<&Rule> {
        self.0.get(&class)
    }

    /// The last day on which what came in on `day` must be kept, whoever asks; none where nothing demands it.
    pub fn must_until(&self, class: Class, day: Date) -> Option<Date> {
        year_end(day, self.rule(class)?.must_years?)
    }

    /// The last day on which it may be kept without anybody asking; none where there is no such day.
    pub fn may_until(&self, class: Class, day: Date) -> Option<Date> {
        year_end(day, self.rule(class)?.may_years?)
    }
}

/// The end of the year of `day`, so many years on. Beyond the calendar, its last day.
fn year_end(day: Date, years: u16) -> Option<Date> {
    let end = Date::new(day.year(), 12, 31).ok()?;
    Some(end.checked_add(i64::from(years).years()).unwrap_or(Date::MAX))
}
