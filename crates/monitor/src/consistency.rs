//! Two checkpoints of one log: is the smaller one the beginning of the larger one? What shows it is a copy of the log, or
//! a proof that somebody gives.

use std::path::Path;

use publication::Store;
use transparency::{
    Hash, Line, Note, Outcome, Policy, Report, Strength, VerifierKey, consistency, root,
    verify_consistency as holds,
};

use crate::copy::Copy;
use crate::trust::{Signed, strength};
use crate::verify::roots;
use crate::{Beginning, Evidence};

/// What is to show that two checkpoints go together.
#[derive(Clone, Copy, Debug)]
pub enum Shown<'a> {
    /// Nothing: two checkpoints of one size need nothing.
    Nothing,
    /// The hashes of a consistency proof.
    Proof(&'a [Hash]),
    /// A copy of the log, which is hashed from its first entry on.
    Copy(&'a Copy),
}

/// What came of comparing two checkpoints.
#[derive(Clone, Debug)]
pub struct Compared {
    /// For people.
    pub report: Report,
    /// Proofs that the log told two histories.
    pub evidence: Vec<Evidence>,
}

impl Compared {
    fn new(outcome: Outcome, line: Line, strength: Strength) -> Self {
        let report = Report { outcome, checked: vec![line], not_checked: Vec::new(), strength };
        Self { report, evidence: Vec::new() }
    }

    /// Names the file into which a piece of evidence was saved.
    pub fn saved(&mut self, path: &Path) {
        self.report.checked.push(Line::new(
            format!("bằng chứng, ai cũng kiểm lại được: {}", path.display()),
            format!("evidence that anybody can verify again: {}", path.display()),
        ));
    }
}

/// Compares two checkpoints, in whichever order.
pub fn verify_consistency(one: &Note, other: &Note, policy: &Policy, shown: Shown<'_>) -> Compared {
    let read = |note: &Note| Signed::of(note.clone(), policy);
    let (one, other) = match (read(one), read(other)) {
        (Ok(one), Ok(other)) => (one, other),
        (Err(error), _) | (_, Err(error)) => {
            return Compared::new(Outcome::Tampered, Line::both(&error.to_string()), Strength::default());
        }
    };
    let (old, new) = if one.checkpoint.size <= other.checkpoint.size { (one, other) } else { (other, one) };
    let strength = strength(policy, &new.standing);
    if old.checkpoint.origin != new.checkpoint.origin {
        let (a, b) = (&old.checkpoint.origin, &new.checkpoint.origin);
        let line = Line::new(
            format!("hai điểm kiểm của hai sổ khác nhau ({a}; {b}), không so được"),
            format!("checkpoints of two logs ({a}; {b}) cannot be compared"),
        );
        return Compared::new(Outcome::Incomplete, line, strength);
    }
    let pair = Pair { old, new, policy, strength };
    match shown {
        _ if pair.old.checkpoint.size == pair.new.checkpoint.size => pair.of_one_size(),
        Shown::Nothing => pair.answer(
            Outcome::Incomplete,
            "hai cỡ khác nhau: cần một bản sao của sổ (--dir) hoặc một chứng minh (--proof)",
            "the sizes differ: give a copy of the log (--dir) or a proof (--proof)",
        ),
        Shown::Proof(proof) => pair.by_proof(proof),
        Shown::Copy(copy) => pair.by_copy(copy),
    }
}

/// Two checkpoints of one log, the smaller first.
struct Pair<'a> {
    old: Signed,
    new: Signed,
    policy: &'a Policy,
    strength: Strength,
}

impl Pair<'_> {
    fn answer(&self, outcome: Outcome, vi: &str, en: &str) -> Compared {
        let Signed { checkpoint: old, .. } = &self.old;
        let Signed { checkpoint: new, .. } = &self.new;
        let mut compared = Compared::new(
            outcome,
            Line::new(
                format!(
                    "sổ {}: {} mục, gốc {}; {} mục, gốc {}",
                    old.origin, old.size, old.root, new.size, new.root
                ),
                format!(
                    "log {}: {} entries, root {}; {} entries, root {}",
                    old.origin, old.size, old.root, new.size, new.root
                ),
            ),
            self.strength.clone(),
        );
        compared.report.checked.push(Line::new(vi, en));
        compared
    }

    fn right(&self) -> Compared {
        self.answer(
            Outcome::Right,
            "cả hai có chữ ký của sổ, và điểm kiểm nhỏ là phần đầu của điểm kiểm lớn: không mục nào bị sửa, xóa hay chèn",
            "the log signed both, and the smaller is the beginning of the larger: nothing was changed, removed or put in",
        )
    }

    fn split(&self, evidence: impl IntoIterator<Item = Evidence>) -> Compared {
        let mut compared = self.answer(
            Outcome::Tampered,
            "sổ đã ký hai lịch sử không thể cùng đúng",
            "the log signed two histories that cannot both be true",
        );
        compared.evidence = evidence.into_iter().collect();
        compared
    }

    fn key(&self) -> Option<&VerifierKey> {
        let origin = &self.old.checkpoint.origin;
        self.policy.logs().iter().map(|log| &log.key).find(|key| key.name() == origin)
    }

    fn of_one_size(&self) -> Compared {
        if self.old.checkpoint.root == self.new.checkpoint.root {
            return self.right();
        }
        self.split(self.key().and_then(|key| Evidence::new(key, &self.old.note, &self.new.note, None).ok()))
    }

    fn by_proof(&self, proof: &[Hash]) -> Compared {
        let (old, new) = (&self.old.checkpoint, &self.new.checkpoint);
        let Err(error) = holds(old.size, &old.root, new.size, &new.root, proof) else { return self.right() };
        let shown =
            self.key().and_then(|key| Evidence::of_failed_proof(key, &self.old.note, &self.new.note, proof));
        if shown.is_some() {
            return self.split(shown);
        }
        let mut compared = self.answer(
            Outcome::Tampered,
            "chứng minh không nối được hai điểm kiểm: chứng minh sai, hoặc sổ có hai lịch sử; một bản sao (--dir) cho biết",
            "the proof does not join the checkpoints: it is wrong, or the log has two histories; a copy (--dir) can tell",
        );
        compared.report.checked.push(Line::both(&error.to_string()));
        compared
    }

    fn by_copy(&self, copy: &Copy) -> Compared {
        let (of, size) = (copy.checkpoint(), self.new.checkpoint.size);
        if of.origin != self.new.checkpoint.origin || of.size < size {
            return self.answer(
                Outcome::Incomplete,
                &format!("bản sao giữ {} mục của {}: chạy `sovang mirror` trước", of.size, of.origin),
                &format!("the copy holds {} entries of {}: run `sovang mirror` first", of.size, of.origin),
            );
        }
        let sides = [&self.old, &self.new];
        let found = roots(copy, &sides.map(|side| side.checkpoint.size));
        let ([old, new], true) = (found.1.as_slice(), found.0 == Some(of.root)) else {
            return self.answer(
                Outcome::Incomplete,
                "bản sao không nguyên vẹn nên không so được: chạy `sovang verify mirror`",
                "the copy is not whole, so nothing can be compared: run `sovang verify mirror`",
            );
        };
        let wrong =
            sides.into_iter().zip([old, new]).filter(|(side, root)| **root != Some(side.checkpoint.root));
        let wrong: Vec<_> = wrong.map(|(side, _)| side).collect();
        if wrong.is_empty() {
            return self.right();
        }
        self.split(wrong.into_iter().filter_map(|side| self.against(side, copy)))
    }

    /// The proof that a checkpoint is no beginning of a copy that its own log signed.
    fn against(&self, side: &Signed, copy: &Copy) -> Option<Evidence> {
        let (old, new) = (side.checkpoint.size, copy.checkpoint().size);
        let store = Store::at(copy.dir());
        let nodes = store.nodes(new);
        let beginning = || -> Option<Beginning> {
            Some(Beginning { root: root(&nodes, old).ok()?, proof: consistency(&nodes, old, new).ok()? })
        };
        let beginning = if old == new { None } else { Some(beginning()?) };
        Evidence::new(self.key()?, &side.note, &copy.signed().note, beginning).ok()
    }
}
