//! Whether a name is a person's, an enterprise's or an organisation's.
//!
//! Written without accents, family and middle names look like words for groups (Bàn is a family and `ban` a board),
//! so what only a person's name has is looked at first. The order:
//! 1. a name that begins with an enterprise's word is an enterprise's;
//! 2. a person's name by its shape is a person's, whatever its words mean elsewhere;
//! 3. an enterprise's word anywhere;
//! 4. an organisation's word at the beginning;
//! 5. otherwise a person.

use domain::DonorKind;

use super::MemoRules;
use crate::fold::fold;

/// Middle names that no group has in second place, but for those that the rules list.
const MIDDLE: [&str; 2] = ["thi", "van"];
/// Words of a name in full, the family name among them.
const NAME_WORDS: std::ops::RangeInclusive<usize> = 3..=5;
/// The longest syllable, as in Nghiêng.
const SYLLABLE: usize = 7;

impl MemoRules {
    pub(super) fn kind(&self, name: &str) -> DonorKind {
        let words = fold(name);
        let folded = format!(" {words} ");
        let any = |phrases: &[String]| phrases.iter().any(|phrase| folded.contains(phrase.as_str()));
        let begins = |phrases: &[String]| phrases.iter().any(|phrase| folded.starts_with(phrase.as_str()));
        if begins(&self.enterprise) {
            DonorKind::Enterprise
        } else if self.is_person(&words) {
            DonorKind::Person
        } else if any(&self.enterprise) {
            DonorKind::Enterprise
        } else if begins(&self.organisation) {
            DonorKind::Organisation
        } else {
            DonorKind::Person
        }
    }

    /// True for a folded name in full that only a person has: a family name and `thi` or `van`, or a family name and
    /// two more syllables none of which is a mark of enterprises alone (`LE CONG TY` against `HOANG LONG JSC`).
    fn is_person(&self, folded: &str) -> bool {
        let words = || folded.split(' ');
        let shaped =
            words().all(|word| word.len() <= SYLLABLE && word.bytes().all(|byte| byte.is_ascii_lowercase()));
        if !shaped || !NAME_WORDS.contains(&words().count()) {
            return false;
        }
        let marked = || words().any(|word| self.enterprise.iter().any(|phrase| phrase.trim() == word));
        let family = words().next().is_some_and(|first| self.families.contains(first));
        let three = family && words().count() == 3 && !self.starts_group(folded) && !marked();
        three || self.starts_person(folded)
    }

    /// True where a folded text begins with a family name, or a group's word that is one too, and then `thi` or `van`.
    pub(super) fn starts_person(&self, folded: &str) -> bool {
        let mut words = folded.split(' ');
        let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        if !MIDDLE.contains(&second) || words.next().is_none() {
            return false;
        }
        self.families.contains(first)
            || (self.surname_groups.contains(first) && !self.group_names.begin(folded))
    }
}
