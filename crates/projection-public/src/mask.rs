//! What the public may see of a name and of a bank's memo.
//!
//! Names: an organisation, an enterprise and a person who agreed to it are shown in full. Of any other person
//! the family name is shown where it is a common Vietnamese one, and of every other word its first letter:
//! "NGUYỄN VĂN AN" is published as "NGUYỄN V** A*".
//!
//! Memos: e-mail addresses, the known names, what has the shape of a person's name, and every run of nine digits or
//! more (accounts, identity numbers, telephones in any spelling) are masked; of a number the last three digits stay
//! ("***418"), so that its owner can find the gift. Bank references stay whole where the caller names them as such.
//!
//! In doubt more is masked: an amount of a billion in a memo, or a row of short numbers, is masked too.

mod digits;
mod email;
mod name;
mod person;

/// How much of a name is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disclosure {
    /// Organisations, enterprises, and persons who opted in.
    Full,
    /// Every other person.
    Masked,
}

/// What the books know of the line a memo stands on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// Full names of the persons behind the gift, to be masked wherever they stand in the memo.
    pub persons: &'a [&'a str],
    /// Numbers that are public: the bank's references of this transfer, the fund's own account. Never a
    /// person's telephone, account or identity number.
    pub references: &'a [&'a str],
}

/// The name as published. Numbers and addresses in it are masked even where the name is shown in full.
pub fn publish_name(name: &str, disclosure: Disclosure) -> String {
    match disclosure {
        Disclosure::Full => digits::mask(&email::mask(name), &[]),
        Disclosure::Masked => name::mask(name),
    }
}

/// Whether a name is a person's by its shape. Recorded as an organisation's it would be shown in full, so whoever
/// enters it is asked to look again.
pub fn is_like_a_person(name: &str) -> bool {
    person::is_name(name)
}

/// The memo as published.
pub fn redact(memo: &str, known: Known<'_>) -> String {
    // Numbers last: what the other two leave is looked at once more.
    let mut text = email::mask(memo);
    for person in known.persons {
        text = name::mask_within(&text, person);
    }
    digits::mask(&person::mask(&text), known.references)
}

#[cfg(test)]
mod tests;
