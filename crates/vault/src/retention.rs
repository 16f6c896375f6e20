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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_the_law_demands_ends_with_a_year_and_a_contact_may_go_at_once() {
        #[track_caller]
        fn check(class: Class, must: Option<Date>, may: Option<Date>) {
            let (rules, day) = (Retention::bundled().unwrap(), date(2024, 9, 10));
            assert_eq!((rules.must_until(class, day), rules.may_until(class, day)), (must, may));
            assert!(rules.rule(class).is_some_and(|rule| rule.source.len() > 20));
        }
        check(Class::Contact, None, Some(date(2026, 12, 31)));
        check(Class::Voucher, Some(date(2034, 12, 31)), None);
        check(Class::Beneficiary, Some(date(2034, 12, 31)), None);
        let rules = Retention::bundled().unwrap();
        assert_eq!(rules.must_until(Class::Voucher, date(9999, 1, 1)), Some(Date::MAX));
    }

    #[test]
    fn rules_that_are_wrong_are_refused() {
        let bundled = include_str!("../../../config/rules/retention.toml");
        for (from, to) in [
            ("must_years", "must_year"),
            ("[voucher]", "[vouchers]"),
            ("must_years = 10", "must_years = -1"),
            ("must_years = 10", "must_years = 10\nmay_years = 9"),
            ("checked_by = \"\"", ""),
        ] {
            let error = Retention::parse(&bundled.replace(from, to)).unwrap_err().to_string();
            assert!(error.contains(" / "), "{error}");
        }
    }
}
