//! Trust policies (C2SP tlog-policy): which logs and witnesses are known, and how many witnesses must have cosigned a
//! checkpoint before it counts.

mod read;

use std::fmt::{self, Display};

use crate::{Note, NoteError, Strength, VerifierKey};

pub use read::{PolicyError, PolicyFault};

/// A policy. Printed as its text, without the comments it was read with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    logs: Vec<KnownLog>,
    witnesses: Vec<Witness>,
    groups: Vec<Group>,
    quorum: Quorum,
}

/// A log whose checkpoints count. The key's name is the log's origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownLog {
    /// Its key.
    pub key: VerifierKey,
    /// Where it can be reached, if that is told.
    pub url: Option<String>,
}

/// A witness whose cosignatures count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// What the policy calls it; means nothing outside of it.
    pub name: String,
    /// Its key.
    pub key: VerifierKey,
    /// Where it can be reached, if that is told.
    pub url: Option<String>,
}

/// Has seen a checkpoint if so many of its members have.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Group {
    name: String,
    needs: usize,
    members: Vec<Member>,
}

/// By place in the policy's lists. A group's members stand before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Member {
    Witness(usize),
    Group(usize),
}

/// Who must have seen a checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quorum {
    /// No witness need have: `quorum none`.
    Nobody,
    Of(Member),
}

/// What a policy says of a note: every signature that is told here was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The log that signed, by its origin, which is the note's first line; none if no known log did.
    pub log: Option<String>,
    /// Witnesses that cosigned, in the policy's order.
    pub witnesses: Vec<Cosigned>,
    /// Whether these are enough; none where the policy asks for none.
    pub quorum: Option<bool>,
}

/// A witness's cosignature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosigned {
    /// What the policy calls the witness.
    pub name: String,
    /// When it saw the checkpoint, by its own clock: seconds since 1970.
    pub time: u64,
}

impl Standing {
    /// Whether the checkpoint counts: a known log signed it, and as many witnesses as the policy asks for.
    pub fn accepted(&self) -> bool {
        self.log.is_some() && self.quorum != Some(false)
    }

    /// The same for a report.
    pub fn strength(&self) -> Strength {
        Strength {
            signed: self.log.is_some(),
            witnesses: self.witnesses.iter().map(|witness| witness.name.clone()).collect(),
            quorum: self.quorum,
            ..Strength::default()
        }
    }
}

impl Policy {
    /// The policy that knows this log and asks for no witness.
    pub fn of_log(key: VerifierKey) -> Self {
        Self {
            logs: vec![KnownLog { key, url: None }],
            witnesses: Vec::new(),
            groups: Vec::new(),
            quorum: Quorum::Nobody,
        }
    }

    /// The logs that it knows, in its order.
    pub fn logs(&self) -> &[KnownLog] {
        &self.logs
    }

    /// The witnesses that it knows, in its order, needed for the quorum or not.
    pub fn witnesses(&self) -> &[Witness] {
        &self.witnesses
    }

    /// Verifies the note's signatures by known keys. One that does not hold is an error, for the whole note; those by
    /// unknown keys say nothing. A log counts only for checkpoints of its own origin.
    pub fn evaluate(&self, note: &Note) -> Result<Standing, NoteError> {
        let origin = note.text().split('\n').next().unwrap_or_default();
        let mut log = None;
        for known in &self.logs {
            if note.verify(&known.key)?.is_some() && known.key.name() == origin {
                log = Some(origin.to_owned());
            }
        }
        let times = self.witnesses.iter().map(|witness| note.verify(&witness.key));
        let times = times.collect::<Result<Vec<_>, _>>()?;
        let quorum = match self.quorum {
            Quorum::Nobody => None,
            Quorum::Of(member) => Some(self.seen(member, &times)),
        };
        let witnesses = self.witnesses.iter().zip(times);
        let witnesses = witnesses
            .filter_map(|(witness, time)| Some(Cosigned { name: witness.name.clone(), time: time? }));
        Ok(Standing { log, witnesses: witnesses.collect(), quorum })
    }

    /// Whether a member has seen what the witnesses with a time have seen.
    fn seen(&self, member: Member, times: &[Option<u64>]) -> bool {
        let mut groups: Vec<bool> = Vec::new();
        for group in &self.groups {
            let have = group.members.iter().filter(|member| one_seen(**member, times, &groups)).count();
            groups.push(have >= group.needs);
        }
        one_seen(member, times, &groups)
    }

    fn name(&self, member: Member) -> &str {
        let name = match member {
            Member::Witness(at) => self.witnesses.get(at).map(|witness| &witness.name),
            Member::Group(at) => self.groups.get(at).map(|group| &group.name),
        };
        name.map_or("", String::as_str)
    }
}

fn one_seen(member: Member, times: &[Option<u64>], groups: &[bool]) -> bool {
    match member {
        Member::Witness(at) => times.get(at).is_some_and(Option::is_some),
        Member::Group(at) => groups.get(at).copied().unwrap_or(false),
    }
}

impl Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for log in &self.logs {
            write!(f, "log {}", log.key)?;
            write_url(f, log.url.as_deref())?;
        }
        for witness in &self.witnesses {
            write!(f, "witness {} {}", witness.name, witness.key)?;
            write_url(f, witness.url.as_deref())?;
        }
        for group in &self.groups {
            write!(f, "group {} {}", group.name, group.needs)?;
            group.members.iter().try_for_each(|member| write!(f, " {}", self.name(*member)))?;
            writeln!(f)?;
        }
        let quorum = match self.quorum {
            Quorum::Nobody => read::NONE,
            Quorum::Of(member) => self.name(member),
        };
        writeln!(f, "quorum {quorum}")
    }
}

fn write_url(f: &mut fmt::Formatter<'_>, url: Option<&str>) -> fmt::Result {
    match url {
        Some(url) => writeln!(f, " {url}"),
        None => writeln!(f),
    }
}
