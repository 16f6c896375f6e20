//! What a memo tells about a gift: the donor's name and kind, the channel, the other account, the campaign's code.
//!
//! All of it is a guess for people to work with; the memo itself stays as printed, and no figure rests on this. The
//! shapes are data (`config/rules/memo.toml`), so that a bank's new wording is a line there.

mod kind;
mod rules;

use domain::DonorKind;

use crate::fold::fold;

pub use rules::MemoRules;

/// What a line that is no gift is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Charge {
    /// The bank's fee.
    Fee,
    /// Interest.
    Interest,
    /// A tax.
    Tax,
}

/// What was found in one memo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemoFacts<'r> {
    /// The donor's name as printed, line breaks taken out.
    pub name: Option<String>,
    /// The kind of donor.
    pub kind: DonorKind,
    /// The channel's name in the rules.
    pub channel: Option<&'r str>,
    /// The other side's account number, masks kept.
    pub counter_account: Option<String>,
    /// The campaign's code, in capitals.
    pub campaign_code: Option<String>,
}

impl MemoRules {
    /// Reads a memo. `counter_name` and `counter_account` are what the bank prints in columns of their own, or empty;
    /// a name that the bank confirms goes before one that the payer wrote.
    pub fn read(&self, memo: &str, counter_name: &str, counter_account: &str) -> MemoFacts<'_> {
        let text = one_line(memo);
        let words = self.own_words(&text);
        let (account, sender) = self.sender(&text);
        let name = self.counter(counter_name).or(sender).or_else(|| self.leading_name(words));
        let kind = match &name {
            Some(name) => self.kind(name),
            None if words.chars().any(char::is_alphabetic) => DonorKind::Anonymous,
            None => DonorKind::Unidentified,
        };
        let printed = Some(one_line(counter_account)).filter(|account| !account.is_empty());
        MemoFacts {
            name,
            kind,
            channel: self.channel(&text),
            counter_account: printed.or(account),
            campaign_code: self.code(&text),
        }
    }

    /// What a debit, or a credit of the bank's own, is for.
    pub fn charge(&self, memo: &str) -> Option<Charge> {
        let folded = format!(" {} ", fold(memo));
        self.charges.iter().find(|(words, _)| folded.contains(words.as_str())).map(|(_, charge)| *charge)
    }

    /// The payer's own words: the memo without what the banks put before them.
    fn own_words<'t>(&self, text: &'t str) -> &'t str {
        let mut words = text;
        while let Some(found) = self.strip.find(words).filter(|found| !found.is_empty()) {
            words = words.get(found.end()..).unwrap_or_default().trim_start();
        }
        words
    }

    fn sender(&self, text: &str) -> (Option<String>, Option<String>) {
        let Some(found) = self.transfers.iter().find_map(|transfer| transfer.captures(text)) else {
            return (None, None);
        };
        let part = |name| found.name(name).map(|part| part.as_str().trim().to_owned());
        (part("account"), part("name").filter(|name| !self.is_no_name(name)))
    }

    fn counter(&self, counter_name: &str) -> Option<String> {
        let mut name = one_line(counter_name);
        for noise in &self.counter_strip {
            if let Some(range) = noise.find(&name).map(|found| found.range()) {
                name.replace_range(range, "");
            }
        }
        let name = name.trim();
        (!name.is_empty() && !self.is_no_name(name)).then(|| name.to_owned())
    }

    fn is_no_name(&self, name: &str) -> bool {
        self.not_names.is_match(name)
    }

    /// The name that the payer's words begin with: after a family name, or after the kind of an organisation, up to
    /// what is said about the gift.
    fn leading_name(&self, words: &str) -> Option<String> {
        let folded = fold(words);
        let person = self.starts_person(&folded);
        let group = !person && self.starts_group(&folded);
        let person = person || folded.split(' ').next().is_some_and(|first| self.families.contains(first));
        if !group && (!person || self.stops_at(words)) {
            return None;
        }
        let (most, longest) = if group { (12, usize::MAX) } else { (6, 7) };
        let capitals = words.split(' ').next().is_some_and(is_capitals);
        let mut end = 0_usize;
        let mut count = 0_usize;
        for word in words.split(' ') {
            let letters = word.trim_end_matches(|letter: char| !letter.is_alphanumeric());
            let sound = !letters.is_empty() && (group || letters.chars().all(char::is_alphabetic));
            let rest = words.get(end..).unwrap_or_default().trim_start();
            let stopped = count > 0 && (self.stops_at(rest) || (capitals && !group && !is_capitals(word)));
            if stopped || !sound || letters.len() > longest.max(7) || count == most {
                break;
            }
            count = count.saturating_add(1);
            end = end_of(words, word).unwrap_or(end).saturating_sub(word.len().saturating_sub(letters.len()));
            if letters.len() < word.len() {
                break;
            }
        }
        let rest = words.get(end..).unwrap_or_default().trim_start();
        let closed =
            rest.is_empty() || self.stops_at(rest) || capitals || !rest.starts_with(char::is_alphanumeric);
        let name = words.get(..end).unwrap_or_default().trim();
        (closed && (group || (2..=6).contains(&count)) && !self.is_no_name(name)).then(|| name.to_owned())
    }

    fn code(&self, text: &str) -> Option<String> {
        let found = self.codes.iter().find_map(|code| code.captures(text))?;
        found.name("code").map(|code| code.as_str().to_uppercase())
    }
}

/// White space of all kinds to single spaces.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

fn is_capitals(word: &str) -> bool {
    word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase)
}

/// Where a word that was split off a text ends in it.
fn end_of(text: &str, word: &str) -> Option<usize> {
    let start = word.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    start.checked_add(word.len())
}

#[cfg(test)]
mod tests;
