//! Keys of signed notes: Ed25519 as a log's own signature (type 0x01) or as a cosignature with a time (type 0x04).

use std::fmt::{self, Debug, Display};

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

/// What a key's signatures say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// The note's own author signs its text.
    Note,
    /// A witness or auditor signs a checkpoint, with the time when it did (tlog-cosignature).
    Cosignature,
}

impl KeyKind {
    const fn byte(self) -> u8 {
        match self {
            Self::Note => 0x01,
            Self::Cosignature => 0x04,
        }
    }
}

/// Why a text is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// A name is empty or holds a space, a plus or a control character.
    #[error("tên khóa không hợp lệ / the key's name cannot be")]
    Name,
    /// It is not `name+id+base64`.
    #[error("khóa không đúng dạng tên+mã+base64 / the key is not name+id+base64")]
    Form,
    /// Neither Ed25519 nor an Ed25519 cosignature key.
    #[error("loại khóa {0} không dùng được / keys of type {0} cannot be used")]
    Kind(u8),
    /// The id is not the hash of name and key.
    #[error("mã khóa không khớp với khóa / the key's id does not fit the key")]
    Id,
    /// The bytes are no point of the curve, or one of the few under which anything can be signed.
    #[error("không phải khóa Ed25519 / not an Ed25519 key")]
    Point,
}

/// A public key with its name: printed as `name+id+base64`, a "vkey".
#[derive(Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    kind: KeyKind,
    id: [u8; 4],
    key: VerifyingKey,
}

impl VerifierKey {
    fn new(name: &str, kind: KeyKind, key: VerifyingKey) -> Result<Self, KeyError> {
        // The format would let the control characters above ASCII pass; a terminal obeys some of them.
        if !is_name(name) || name.contains(char::is_control) {
            return Err(KeyError::Name);
        }
        let hash = Sha256::new()
            .chain_update(name.as_bytes())
            .chain_update([b'\n', kind.byte()])
            .chain_update(key.as_bytes())
            .finalize();
        let id = hash.first_chunk::<4>().copied().unwrap_or_default();
        Ok(Self { name: name.to_owned(), kind, id, key })
    }

    /// Reads a vkey.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let (name, rest) = text.split_once('+').ok_or(KeyError::Form)?;
        let (id, key) = rest.split_once('+').ok_or(KeyError::Form)?;
        let bytes = STANDARD.decode(key).map_err(|_| KeyError::Form)?;
        let (kind, key) = bytes.split_first().ok_or(KeyError::Form)?;
        let kind = match kind {
            0x01 => KeyKind::Note,
            0x04 => KeyKind::Cosignature,
            other => return Err(KeyError::Kind(*other)),
        };
        let key = <&[u8; 32]>::try_from(key).map_err(|_| KeyError::Form)?;
        let key = VerifyingKey::from_bytes(key).ok().filter(|key| !key.is_weak()).ok_or(KeyError::Point)?;
        let key = Self::new(name, kind, key)?;
        if hex(&key.id) == id { Ok(key) } else { Err(KeyError::Id) }
    }

    /// The same key under another name, and so with another id.
    pub(crate) fn named(&self, name: &str) -> Result<Self, KeyError> {
        Self::new(name, self.kind, self.key)
    }

    /// Whose it is.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What its signatures say.
    pub fn kind(&self) -> KeyKind {
        self.kind
    }

    /// The first bytes of the hash over name and key.
    pub fn id(&self) -> [u8; 4] {
        self.id
    }

    /// The 32 bytes of the public key.
    pub fn public(&self) -> &[u8; 32] {
        self.key.as_bytes()
    }

    /// What people compare by eye: `SHA256:` and the base64 of the hash over the public key, without padding.
    pub fn fingerprint(&self) -> String {
        format!("SHA256:{}", STANDARD_NO_PAD.encode(Sha256::digest(self.public())))
    }

    /// Whether these 64 bytes sign the message. Strict: one message, one signature.
    pub(crate) fn verifies(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.key.verify_strict(message, &Signature::from_bytes(signature)).is_ok()
    }
}

impl Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = vec![self.kind.byte()];
        bytes.extend_from_slice(self.key.as_bytes());
        write!(f, "{}+{}+{}", self.name, hex(&self.id), STANDARD.encode(bytes))
    }
}

impl Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

/// A private key with its name. Never printed; wiped from memory when it is dropped.
pub struct Signer {
    key: SigningKey,
    public: VerifierKey,
}

impl Signer {
    /// The key of that seed, 32 random bytes or derived from such.
    pub fn new(name: &str, kind: KeyKind, seed: &[u8; 32]) -> Result<Self, KeyError> {
        let key = SigningKey::from_bytes(seed);
        let public = VerifierKey::new(name, kind, key.verifying_key())?;
        Ok(Self { key, public })
    }

    /// The public half.
    pub fn public(&self) -> &VerifierKey {
        &self.public
    }

    /// The same key under another name, and so with another id.
    pub(crate) fn named(&self, name: &str) -> Result<Self, KeyError> {
        Ok(Self { key: self.key.clone(), public: self.public.named(name)? })
    }

    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.key.sign(message).to_bytes()
    }
}

impl Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({})", self.public)
    }
}

/// Whether a key can be called so: not empty, no space of any kind, no plus.
pub(crate) fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == '+')
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
