//! Private keys in files of their own: one line, `PRIVATE+KEY+name+id+base64(type, seed)`, readable by its owner alone.
//! The public half lies beside it, with `.vkey` at the end of its name.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use transparency::{KeyKind, Signer, VerifierKey};
use zeroize::Zeroizing;

use crate::MonitorError;
use crate::source::{MAX_TEXT, read_file};
use publication::replace;

const HEAD: &str = "PRIVATE+KEY+";
/// An Ed25519 cosignature key. No other kind is kept in such a file: a log's own key is derived.
const COSIGNATURE: u8 = 0x04;

/// Makes a cosignature key of that name from 32 random bytes, and its two files. None may be there.
pub fn create_key(path: &Path, name: &str, seed: &[u8; 32]) -> Result<VerifierKey, MonitorError> {
    let signer =
        Signer::new(name, KeyKind::Cosignature, seed).map_err(|error| unusable(path, &error.to_string()))?;
    let public = signer.public().to_string();
    let id = public.split('+').nth(1).unwrap_or_default();
    let mut secret = Zeroizing::new(vec![COSIGNATURE]);
    secret.extend_from_slice(seed);
    let text = Zeroizing::new(format!("{HEAD}{name}+{id}+{}\n", STANDARD.encode(&*secret)));
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let mut file = file.map_err(MonitorError::io(path))?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    written.map_err(MonitorError::io(path))?;
    let beside = public_path(path);
    // It syncs the directory, where the private key's name stands too.
    replace(&beside, format!("{public}\n").as_bytes()).map_err(MonitorError::io(&beside))?;
    Ok(signer.public().clone())
}

/// Where the public half of a key lies.
pub fn public_path(path: &Path) -> PathBuf {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".vkey");
    beside.into()
}

/// Reads a private key. A file that others may read is refused.
pub fn read_signer(path: &Path) -> Result<Signer, MonitorError> {
    let mode = fs::metadata(path).map_err(MonitorError::io(path))?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(unusable(
            path,
            "người khác cũng đọc được khóa riêng này: chạy chmod 600 / others may read this private key: run chmod 600",
        ));
    }
    let bytes = Zeroizing::new(read_file(path, MAX_TEXT)?.unwrap_or_default());
    let wrong =
        || unusable(path, "không phải khóa riêng của `sovang key new` / no private key of `sovang key new`");
    let text = std::str::from_utf8(&bytes).map_err(|_| wrong())?;
    let rest = text.strip_suffix('\n').unwrap_or(text).strip_prefix(HEAD).ok_or_else(wrong)?;
    let mut parts = rest.split('+');
    let (Some(name), Some(id)) = (parts.next(), parts.next()) else { return Err(wrong()) };
    // The base64 may hold a plus itself.
    let secret = rest.get(name.len().saturating_add(id.len()).saturating_add(2)..).ok_or_else(wrong)?;
    let secret = Zeroizing::new(STANDARD.decode(secret).map_err(|_| wrong())?);
    let (Some((&COSIGNATURE, seed)), true) = (secret.split_first(), secret.len() == 33) else {
        return Err(wrong());
    };
    let seed: Zeroizing<[u8; 32]> = Zeroizing::new(seed.try_into().map_err(|_| wrong())?);
    let signer =
        Signer::new(name, KeyKind::Cosignature, &seed).map_err(|error| unusable(path, &error.to_string()))?;
    let same = signer.public().to_string().split('+').nth(1) == Some(id);
    if same { Ok(signer) } else { Err(wrong()) }
}

fn unusable(path: &Path, text: &str) -> MonitorError {
    let line = transparency::Line::both(text);
    MonitorError::Unusable { path: path.to_owned(), vi: line.vi, en: line.en }
}
