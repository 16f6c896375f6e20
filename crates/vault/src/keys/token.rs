//! Epoch keys wrapped by a PKCS#11 token: each by an AES key of its own that is made on the token and never leaves it.
//!
//! When an epoch is over its key on the token is destroyed, so that even a copy of the whole key directory opens nothing
//! of that time. The PIN is read from a file when it is needed and wiped after.

use std::fs;
use std::path::PathBuf;

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};
use cryptoki::mechanism::Mechanism;
use cryptoki::mechanism::aead::GcmParams;
use cryptoki::object::{Attribute, KeyType, ObjectClass, ObjectHandle};
use cryptoki::session::{Session, UserType};
use cryptoki::types::AuthPin;
use zeroize::Zeroizing;

use crate::{VaultError, durable};

/// Bytes of the nonce before a wrapped epoch key.
const NONCE: usize = 12;

/// Which token, and how to log in to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenSettings {
    /// The token maker's library, for example `/usr/lib/softhsm/libsofthsm2.so`.
    pub module: PathBuf,
    /// The token's label.
    pub label: String,
    /// A file that holds the user's PIN and that only the owner can read.
    pub pin_file: PathBuf,
}

/// A session with the token.
pub(crate) struct Token<'a> {
    settings: &'a TokenSettings,
    session: Session,
}

impl<'a> Token<'a> {
    pub(crate) fn log_in(settings: &'a TokenSettings) -> Result<Self, VaultError> {
        let pin = fs::read_to_string(&settings.pin_file).map(Zeroizing::new);
        let pin = pin.map_err(|error| VaultError::keys(&settings.pin_file, error))?;
        let session = session(settings, pin.trim()).map_err(|error| refused(settings, &error))?;
        let session = session.ok_or_else(|| VaultError::TokenMissing(settings.label.clone()))?;
        Ok(Self { settings, session })
    }

    /// Makes the token's key of an epoch and wraps the epoch key under it: `nonce 12 | ciphertext 32 | tag 16`.
    pub(crate) fn make_and_wrap(
        &self,
        fund: &str,
        epoch: u32,
        secret: &Zeroizing<[u8; 32]>,
    ) -> Result<Vec<u8>, VaultError> {
        let mut nonce = [0; NONCE];
        durable::random(&mut nonce).map_err(|error| VaultError::keys(&self.settings.module, error))?;
        let wrap = || {
            let key = self.session.generate_key(&Mechanism::AesKeyGen, &template(fund, epoch))?;
            let (mut iv, aad) = (nonce, label(fund, epoch));
            let params = GcmParams::new(&mut iv, aad.as_bytes(), 128.into())?;
            self.session.encrypt(&Mechanism::AesGcm(params), key, secret.as_slice())
        };
        let sealed = wrap().map_err(|error| refused(self.settings, &error))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// The epoch key.
    pub(crate) fn unwrap(
        &self,
        fund: &str,
        epoch: u32,
        wrapped: &[u8],
    ) -> Result<Zeroizing<[u8; 32]>, VaultError> {
        let wrong = || VaultError::WrongEpochKey(self.settings.module.clone());
        let (nonce, sealed) = wrapped.split_first_chunk::<NONCE>().ok_or_else(wrong)?;
        let keys = self.find(fund, epoch)?;
        let key = *keys.first().ok_or_else(|| VaultError::TokenKeyMissing(label(fund, epoch)))?;
        let (mut iv, aad) = (*nonce, label(fund, epoch));
        let mut open = || {
            let params = GcmParams::new(&mut iv, aad.as_bytes(), 128.into())?;
            self.session.decrypt(&Mechanism::AesGcm(params), key, sealed)
        };
        let secret = Zeroizing::new(open().map_err(|error| refused(self.settings, &error))?);
        secret.as_slice().try_into().map(Zeroizing::new).map_err(|_| wrong())
    }

    /// Destroys the token's key of an epoch; nothing to do where it is gone already.
    pub(crate) fn destroy(&self, fund: &str, epoch: u32) -> Result<(), VaultError> {
        for key in self.find(fund, epoch)? {
            self.session.destroy_object(key).map_err(|error| refused(self.settings, &error))?;
        }
        Ok(())
    }

    fn find(&self, fund: &str, epoch: u32) -> Result<Vec<ObjectHandle>, VaultError> {
        let wanted = [Attribute::Class(ObjectClass::SECRET_KEY), Attribute::Label(label(fund, epoch).into())];
        self.session.find_objects(&wanted).map_err(|error| refused(self.settings, &error))
    }
}

/// A session that is logged in; none where no token has that label. The library is initialised once a process and never
/// let go: another fund may be using it.
fn session(settings: &TokenSettings, pin: &str) -> Result<Option<Session>, Error> {
    let library = Pkcs11::new(&settings.module)?;
    match library.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
        Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => {}
        initialized => initialized?,
    }
    for slot in library.get_slots_with_initialized_token()? {
        if library.get_token_info(slot)?.label() != settings.label {
            continue;
        }
        let session = library.open_rw_session(slot)?;
        return match session.login(UserType::User, Some(&AuthPin::new(pin.into()))) {
            Ok(()) | Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => Ok(Some(session)),
            Err(error) => Err(error),
        };
    }
    Ok(None)
}

/// A key that stays on the token and does nothing but wrap.
fn template(fund: &str, epoch: u32) -> Vec<Attribute> {
    vec![
        Attribute::Class(ObjectClass::SECRET_KEY),
        Attribute::KeyType(KeyType::AES),
        Attribute::ValueLen(32.into()),
        Attribute::Label(label(fund, epoch).into()),
        Attribute::Token(true),
        Attribute::Private(true),
        Attribute::Sensitive(true),
        Attribute::Extractable(false),
        Attribute::Encrypt(true),
        Attribute::Decrypt(true),
    ]
}

/// The name of an epoch's key on the token; also what its use is bound to.
fn label(fund: &str, epoch: u32) -> String {
    format!("sovang/{fund}/epoch-{epoch}")
}

fn refused(settings: &TokenSettings, error: &Error) -> VaultError {
    VaultError::Token { label: settings.label.clone(), why: error.to_string() }
}
