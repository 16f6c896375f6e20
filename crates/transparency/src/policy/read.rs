//! Reads the text of a policy, line by line.

use std::collections::{HashMap, HashSet};

use super::{Group, KnownLog, Member, Policy, Quorum, Witness};
use crate::{KeyError, KeyKind, VerifierKey};

/// The longest policy that is read.
const MAX_BYTES: usize = 256 * 1024;
/// The name that asks for no witness; nothing can be called so.
pub(super) const NONE: &str = "none";

/// Why a text is no policy, and in which line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("chính sách tin cậy, dòng {line} / trust policy, line {line}: {fault}")]
pub struct PolicyError {
    /// Which line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub fault: PolicyFault,
}

/// What is wrong with a line of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PolicyFault {
    /// The text is longer than 256 KiB.
    #[error("dài quá 256 KiB / longer than 256 KiB")]
    TooLarge,
    /// A control character other than a tab; or not UTF-8, outside of a comment.
    #[error("có ký tự không được phép / a character that cannot be")]
    Character,
    /// The last line has no end: the text may have been cut.
    #[error("thiếu dấu xuống dòng ở cuối, tệp có thể bị cắt / no line end, the file may be cut")]
    Cut,
    /// The line does not begin with one of the four words, or has too few or too many items.
    #[error(
        "phải là một trong các dạng / must be one of: log <vkey> [<url>] | witness <name> <vkey> [<url>] | \
         group <name> all|any|<k> <name>... | quorum <name>|none"
    )]
    Form,
    /// The key is none, or of a kind that is not used.
    #[error("{0}")]
    Key(#[from] KeyError),
    /// A log needs a key of its own kind (type 1), a witness one for cosignatures (type 4).
    #[error(
        "log cần khóa loại 1, witness cần khóa loại 4 / a log needs a key of type 1, a witness one of type 4"
    )]
    Kind,
    /// Another log has the same public key, or another witness.
    #[error("khóa đã có ở dòng trước / the key stands in a line above")]
    SameKey,
    /// Another witness or group is called so, or it is called "none".
    #[error("tên đã được dùng / the name is taken")]
    Taken,
    /// No witness and no group above is called so.
    #[error("chưa có nhân chứng hay nhóm nào tên này ở trên / no witness or group above has this name")]
    Unknown,
    /// It is a member of a group already.
    #[error("thành viên đã thuộc một nhóm khác / the member is in a group already")]
    Member,
    /// Not `all`, `any` or a number from 1 to the number of members.
    #[error(
        "ngưỡng phải là all, any hoặc từ 1 đến số thành viên / must be all, any, or from 1 to the members"
    )]
    Threshold,
    /// There is a quorum line above, or none at all.
    #[error("phải có đúng một dòng quorum / there must be exactly one quorum line")]
    Quorum,
}

impl Policy {
    /// Reads a policy. Comments (lines that begin with #) and empty lines are left out.
    pub fn parse(bytes: &[u8]) -> Result<Self, PolicyError> {
        let at = |line: usize| move |fault: PolicyFault| PolicyError { line, fault };
        if bytes.len() > MAX_BYTES {
            return Err(at(1)(PolicyFault::TooLarge));
        }
        let mut reading = Reading::default();
        let mut lines = 0;
        let ends = bytes.split_inclusive(|byte| *byte == b'\n');
        for (place, line) in ends.enumerate() {
            lines = place + 1;
            let line = line.strip_suffix(b"\n").ok_or(PolicyFault::Cut).map_err(at(lines))?;
            reading.line(line).map_err(at(lines))?;
        }
        let quorum = reading.quorum.ok_or(PolicyFault::Quorum).map_err(at(lines + 1))?;
        Ok(Self { logs: reading.logs, witnesses: reading.witnesses, groups: reading.groups, quorum })
    }
}

/// What the lines up to here have told.
#[derive(Default)]
struct Reading {
    logs: Vec<KnownLog>,
    witnesses: Vec<Witness>,
    groups: Vec<Group>,
    names: HashMap<String, Member>,
    /// Names that are in a group.
    grouped: HashSet<String>,
    log_keys: HashSet<[u8; 32]>,
    witness_keys: HashSet<[u8; 32]>,
    /// None before the line was there.
    quorum: Option<Quorum>,
}

impl Reading {
    fn line(&mut self, line: &[u8]) -> Result<(), PolicyFault> {
        if line.iter().any(|byte| byte.is_ascii_control() && *byte != b'\t') {
            return Err(PolicyFault::Character);
        }
        if line.trim_ascii_start().starts_with(b"#") {
            return Ok(());
        }
        let line = std::str::from_utf8(line).map_err(|_| PolicyFault::Character)?;
        // Only these two are white space in a policy.
        let items: Vec<&str> = line.split([' ', '\t']).filter(|item| !item.is_empty()).collect();
        match *items.as_slice() {
            [] => Ok(()),
            ["log", key] => self.log(key, None),
            ["log", key, url] => self.log(key, Some(url)),
            ["witness", name, key] => self.witness(name, key, None),
            ["witness", name, key, url] => self.witness(name, key, Some(url)),
            ["group", name, needs, ref members @ ..] if !members.is_empty() => {
                self.group(name, needs, members)
            }
            ["quorum", name] => self.quorum(name),
            _ => Err(PolicyFault::Form),
        }
    }

    fn log(&mut self, key: &str, url: Option<&str>) -> Result<(), PolicyFault> {
        let key = key_of(key, KeyKind::Note)?;
        if !self.log_keys.insert(*key.public()) {
            return Err(PolicyFault::SameKey);
        }
        self.logs.push(KnownLog { key, url: url.map(str::to_owned) });
        Ok(())
    }

    fn witness(&mut self, name: &str, key: &str, url: Option<&str>) -> Result<(), PolicyFault> {
        let key = key_of(key, KeyKind::Cosignature)?;
        if !self.witness_keys.insert(*key.public()) {
            return Err(PolicyFault::SameKey);
        }
        self.define(name, Member::Witness(self.witnesses.len()))?;
        self.witnesses.push(Witness { name: name.to_owned(), key, url: url.map(str::to_owned) });
        Ok(())
    }

    fn group(&mut self, name: &str, needs: &str, members: &[&str]) -> Result<(), PolicyFault> {
        let needs = threshold(needs, members.len()).ok_or(PolicyFault::Threshold)?;
        let mut of_group = Vec::new();
        for member in members {
            of_group.push(self.names.get(*member).copied().ok_or(PolicyFault::Unknown)?);
            if !self.grouped.insert((*member).to_owned()) {
                return Err(PolicyFault::Member);
            }
        }
        self.define(name, Member::Group(self.groups.len()))?;
        self.groups.push(Group { name: name.to_owned(), needs, members: of_group });
        Ok(())
    }

    fn quorum(&mut self, name: &str) -> Result<(), PolicyFault> {
        if self.quorum.is_some() {
            return Err(PolicyFault::Quorum);
        }
        let quorum = match name {
            NONE => Quorum::Nobody,
            name => Quorum::Of(self.names.get(name).copied().ok_or(PolicyFault::Unknown)?),
        };
        self.quorum = Some(quorum);
        Ok(())
    }

    fn define(&mut self, name: &str, member: Member) -> Result<(), PolicyFault> {
        if name == NONE || self.names.contains_key(name) {
            return Err(PolicyFault::Taken);
        }
        self.names.insert(name.to_owned(), member);
        Ok(())
    }
}

fn key_of(text: &str, kind: KeyKind) -> Result<VerifierKey, PolicyFault> {
    let key = VerifierKey::parse(text)?;
    if key.kind() == kind { Ok(key) } else { Err(PolicyFault::Kind) }
}

/// How many of so many members: the words, or a number without leading zeros.
fn threshold(text: &str, members: usize) -> Option<usize> {
    match text {
        "all" => Some(members),
        "any" => Some(1),
        number => {
            let needs = number.parse().ok().filter(|needs| (1..=members).contains(needs))?;
            (needs.to_string() == number).then_some(needs)
        }
    }
}
