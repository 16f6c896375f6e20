//! Epoch keys on a PKCS#11 token: SoftHSM2, the package `softhsm2` of Debian, in a process of its own that finds its
//! configuration in the environment. Without that package nothing is tested here, and the test says so.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::crash::copy;
use super::{FUND, row};
use crate::{Class, KeySource, Keys, RowNumber, TokenSettings, Vault, VaultError};

const LIBRARIES: [&str; 3] = [
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
];
const CONFIGURATION: &str = "SOFTHSM2_CONF";

#[test]
fn epoch_keys_on_a_token() {
    let library = LIBRARIES.into_iter().map(PathBuf::from).find(|library| library.exists());
    let Some(library) = library else {
        println!("NOT TESTED: no SoftHSM2 on this machine (apt-get install softhsm2)");
        return;
    };
    if env::var_os(CONFIGURATION).is_some_and(|file| Path::new(&file).ends_with("vault-test.conf")) {
        return with_a_token(&library);
    }
    let dir = TempDir::new().unwrap();
    let (configuration, tokens) = (dir.path().join("vault-test.conf"), dir.path().join("tokens"));
    fs::create_dir(&tokens).unwrap();
    fs::write(&configuration, format!("directories.tokendir = {}\n", tokens.display())).unwrap();
    let run = |program: &Path, arguments: &[&str]| {
        let output =
            Command::new(program).args(arguments).env(CONFIGURATION, &configuration).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(output.status.success(), "{said}");
    };
    let token = ["--init-token", "--free", "--label", "so-vang", "--so-pin", "123456", "--pin", "654321"];
    run(Path::new("softhsm2-util"), &token);
    run(&env::current_exe().unwrap(), &["--exact", "tests::token::epoch_keys_on_a_token", "--nocapture"]);
}

/// In the process that has the token.
fn with_a_token(library: &Path) {
    let (dir, old) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let pin_file = dir.path().join("pin");
    fs::write(&pin_file, "654321\n").unwrap();
    let settings = TokenSettings { module: library.to_owned(), label: "so-vang".into(), pin_file };
    let (source, place) = (KeySource::Token(settings.clone()), dir.path().join("keys"));
    let open = || Keys::open(&place, FUND, &source);

    let vault =
        Vault::create(&dir.path().join("vault"), Keys::create(&place, FUND, &source).unwrap()).unwrap();
    vault.append(Class::Voucher, &row(1)).unwrap();
    vault.sync().unwrap();
    drop(vault);
    assert!(place.join("epoch-1.token").exists() && !place.join("epoch-1.key").exists());
    copy(&place, old.path());

    let (vault, _) = Vault::open(&dir.path().join("vault"), open().unwrap()).unwrap();
    assert_eq!(vault.read(RowNumber::new(1)).unwrap(), row(1));
    assert_eq!(vault.rotate_keys().unwrap(), 2);
    drop(vault);
    let (vault, _) = Vault::open(&dir.path().join("vault"), open().unwrap()).unwrap();
    assert_eq!(vault.read(RowNumber::new(1)).unwrap(), row(1));

    // The whole key directory of before: its key on the token is gone.
    let refused = Keys::open(old.path(), FUND, &source).err().unwrap();
    assert!(
        matches!(&refused, VaultError::TokenKeyMissing(key) if key == "sovang/lu-2024/epoch-1"),
        "{refused}"
    );
    let elsewhere = KeySource::Token(TokenSettings { label: "another".into(), ..settings });
    assert!(matches!(Keys::open(&place, FUND, &elsewhere), Err(VaultError::TokenMissing(_))));
    let file = Keys::open(&place, FUND, &KeySource::Directory);
    assert!(matches!(file, Err(VaultError::EpochKeyMissing { epoch: 2, .. })));
    assert!(matches!(Keys::open(&place, "lu-2025", &source), Err(VaultError::TokenKeyMissing(_))));
    let wrapped = place.join("epoch-2.token");
    let mut bytes = fs::read(&wrapped).unwrap();
    bytes[20] ^= 1;
    fs::write(&wrapped, bytes).unwrap();
    assert!(matches!(open(), Err(VaultError::Token { .. } | VaultError::WrongEpochKey(_))));
}
