//! Passwords: which are taken, and argon2id over them. A hash carries its own costs, so that they can be raised.

use std::sync::atomic::{AtomicU64, Ordering};

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use crate::digest::random;
use crate::error::{AccessError, Refusal};
use crate::gate::Gate;
use crate::policy::Policy;

/// With 19 MiB and one lane, OWASP's and the crate's own choice.
const PASSES: u32 = 2;
const LONGEST: usize = 128;
/// Whoever types more than this is no person, and is not worth the work.
const LONGEST_BYTES: usize = 1024;

/// A password's hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordHash {
    #[serde(flatten)]
    cost: Cost,
    salt: String,
    argon2id: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Cost {
    kib: u32,
    passes: u32,
}

/// Where passwords are computed, some at a time.
#[derive(Debug)]
pub(crate) struct Passwords {
    gate: Gate,
    computed: AtomicU64,
    /// What a name that nobody has is compared with: the same work as any other.
    dummy: [u8; 16],
    cost: Cost,
    shortest: usize,
}

impl Passwords {
    pub(crate) fn new(policy: &Policy) -> Result<Self, AccessError> {
        let cost = Cost { kib: policy.hash_kib, passes: PASSES };
        let gate = Gate::new(policy.hashes_at_once);
        let shortest = policy.shortest_password;
        Ok(Self { gate, computed: AtomicU64::new(0), dummy: random()?, cost, shortest })
    }

    /// Whether a password may be taken up.
    pub(crate) fn check(&self, password: &str, login: &str) -> Result<(), Refusal> {
        let password = normal(password);
        let length = password.chars().count();
        if length < self.shortest {
            return Err(Refusal::PasswordShort(self.shortest));
        }
        if length > LONGEST || password.len() > LONGEST_BYTES {
            return Err(Refusal::PasswordLong);
        }
        if guessable(&password, login) { Err(Refusal::PasswordGuessable) } else { Ok(()) }
    }

    /// The hash to keep.
    pub(crate) fn hash(&self, password: &str) -> Result<PasswordHash, AccessError> {
        let salt = random::<16>()?;
        let hash = self.compute(self.cost, &normal(password), &salt, 0)?;
        let (salt, argon2id) = (STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(hash));
        Ok(PasswordHash { cost: self.cost, salt, argon2id })
    }

    /// Whether it is this password. Without a hash, as for a name that nobody has, the same is computed and the answer is no.
    /// Whoever has tried more waits longer: see [`Gate`].
    pub(crate) fn fits(
        &self,
        password: &str,
        kept: Option<&PasswordHash>,
        tries: u32,
    ) -> Result<bool, AccessError> {
        let parts = |kept: &PasswordHash| {
            Some((STANDARD_NO_PAD.decode(&kept.salt).ok()?, STANDARD_NO_PAD.decode(&kept.argon2id).ok()?))
        };
        let known = kept.and_then(parts);
        let cost = kept.map_or(self.cost, |kept| kept.cost);
        let salt = known.as_ref().map_or(self.dummy.as_slice(), |(salt, _)| salt);
        let password = if password.len() > LONGEST_BYTES { "" } else { password };
        let hash = self.compute(cost, &normal(password), salt, tries)?;
        Ok(known.is_some_and(|(_, expected)| hash.ct_eq(&expected).into()))
    }

    /// How many hashes have been computed.
    pub(crate) fn computed(&self) -> u64 {
        self.computed.load(Ordering::Relaxed)
    }

    fn compute(&self, cost: Cost, password: &str, salt: &[u8], tries: u32) -> Result<[u8; 32], AccessError> {
        let _place = self.gate.enter(tries).ok_or(AccessError::Busy)?;
        self.computed.fetch_add(1, Ordering::Relaxed);
        let params = Params::new(cost.kib, cost.passes, 1, Some(32)).unwrap_or_default();
        let mut hash = [0; 32];
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        // What cannot be computed fits nothing: a salt of a damaged file that is too short.
        argon2.hash_password_into(password.as_bytes(), salt, &mut hash).map_err(|_| AccessError::Busy)?;
        Ok(hash)
    }
}

/// One form for what looks the same: ấ is one sign on one keyboard and three on another.
fn normal(password: &str) -> Zeroizing<String> {
    Zeroizing::new(password.nfkc().collect())
}

/// Length decides; beside it only what everybody tries first.
fn guessable(password: &str, login: &str) -> bool {
    let small: Vec<char> = password.to_lowercase().chars().collect();
    let folded: String = small.iter().collect();
    let different = small.iter().collect::<std::collections::BTreeSet<_>>().len();
    let next = |a: char, b: char| u32::from(a).abs_diff(u32::from(b)) <= 1;
    let steps = small.iter().zip(small.iter().skip(1)).filter(|(a, b)| !next(**a, **b)).count();
    let plain: String = folded.chars().filter(|sign| sign.is_alphanumeric()).collect();
    let known = ["matkhau", "mậtkhẩu", "password", "sovang", "sổvàng", "qwerty", "iloveyou"];
    let rest = known.iter().fold(plain.clone(), |rest, word| rest.replace(word, ""));
    different < 5
        || steps < 3
        || (login.len() > 3 && folded.contains(login))
        || rest.chars().filter(|sign| sign.is_alphabetic()).count() < 3 && rest.len() < plain.len()
}
