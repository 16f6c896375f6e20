//! The identity providers that people may sign in through. Their secrets are read when a server starts, and never before.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use identity::{Provider, Secret, Settings, SettingsError};
use serde::Deserialize;

/// One of `[[access.provider]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProviderFile {
    id: String,
    issuer: String,
    client_id: String,
    client_secret_file: Option<PathBuf>,
    /// The name of the environment variable that holds the secret.
    client_secret_env: Option<String>,
    name_vi: String,
    name_en: String,
    #[serde(default)]
    amr: Vec<String>,
    #[serde(default)]
    acr: Vec<String>,
}

/// Why people cannot sign in through a provider.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ProviderError {
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(
        "hai nhà cung cấp đăng nhập cùng id {0}: hãy đổi một / two identity providers are called {0}: rename one"
    )]
    Twice(String),
    #[error(
        "không đọc được khóa bí mật {path}: {source} / cannot read the secret {path}: {source}",
        path = crate::out::path(path)
    )]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error(
        "người khác đọc được khóa bí mật {path}: hãy chạy chmod 600 / others can read the secret {path}: chmod 600 it",
        path = crate::out::path(path)
    )]
    Open { path: PathBuf },
    #[error(
        "nhà cung cấp đăng nhập {0}: khóa bí mật trống hoặc biến môi trường chưa đặt / identity provider {0}: the secret is empty, or its environment variable is not set"
    )]
    Empty(String),
    #[error(
        "nhà cung cấp đăng nhập {0}: chỉ đặt client_secret_file hoặc client_secret_env / identity provider {0}: set client_secret_file or client_secret_env, not both"
    )]
    Both(String),
}

/// Those that are configured, with their secrets. `base` is this site's own address.
pub(crate) fn open(files: &[ProviderFile], base: Option<&str>) -> Result<Vec<Provider>, ProviderError> {
    let twice = files.iter().enumerate().find(|(at, file)| files.iter().take(*at).any(|it| it.id == file.id));
    if let Some((_, file)) = twice {
        return Err(ProviderError::Twice(file.id.clone()));
    }
    files.iter().map(|file| Ok(Provider::new(file.settings()?, base)?)).collect()
}

impl ProviderFile {
    fn settings(&self) -> Result<Settings, ProviderError> {
        let Self { id, issuer, client_id, name_vi, name_en, amr, acr, .. } = self.clone();
        let secret = match (&self.client_secret_file, &self.client_secret_env) {
            (Some(_), Some(_)) => return Err(ProviderError::Both(id)),
            (Some(path), None) => Some(Secret::new(&read(path)?)),
            (None, Some(name)) => Some(Secret::new(&std::env::var(name).unwrap_or_default())),
            (None, None) => None,
        };
        if secret.as_ref().is_some_and(Secret::is_empty) {
            return Err(ProviderError::Empty(id));
        }
        Ok(Settings { id, issuer, client_id, secret, name_vi, name_en, amr, acr })
    }
}

/// A file that nobody but its owner reads.
fn read(path: &Path) -> Result<String, ProviderError> {
    let unreadable = |source| ProviderError::Unreadable { path: path.to_owned(), source };
    let mode = std::fs::metadata(path).map_err(unreadable)?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(ProviderError::Open { path: path.to_owned() });
    }
    std::fs::read_to_string(path).map_err(unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(more: &str) -> Result<Vec<Provider>, String> {
        let text = format!(
            "id = \"so\"\nissuer = \"https://id.example\"\nclient_id = \"so-vang\"\nname_vi = \"Sở\"\nname_en = \"Dept\"\n{more}"
        );
        let file: ProviderFile = toml::from_str(&text).map_err(|error| error.to_string())?;
        open(&[file], Some("https://sovang.example")).map_err(|error| error.to_string())
    }

    #[test]
    fn a_secret_lies_in_a_file_of_its_owner_or_in_the_environment() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("secret");
        std::fs::write(&path, "hidden\n").unwrap();
        let set = |mode| std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        let file = format!("client_secret_file = {path:?}");
        set(0o600);
        let providers = opened(&file).unwrap();
        assert!(!format!("{providers:?}").contains("hidden"));
        set(0o640);
        assert!(opened(&file).unwrap_err().contains("chmod 600"));
        assert!(opened("client_secret_file = \"/nowhere\"").unwrap_err().contains("/nowhere"));
        assert!(opened("client_secret_env = \"SOVANG_NOBODY_SETS_THIS\"").unwrap_err().contains("so"));
        assert!(opened("client_secret = \"in the open\"").is_err(), "never in the configuration itself");
        assert!(opened("amr = [\"mfa\"]").is_ok(), "a public client has none");
    }

    #[test]
    fn two_of_one_name_are_refused() {
        let file = ProviderFile {
            id: "so".to_owned(),
            issuer: "https://id.example".to_owned(),
            client_id: "so-vang".to_owned(),
            client_secret_file: None,
            client_secret_env: None,
            name_vi: "Sở".to_owned(),
            name_en: "Dept".to_owned(),
            amr: Vec::new(),
            acr: Vec::new(),
        };
        let refused = open(&[file.clone(), file], Some("https://sovang.example"));
        assert!(matches!(refused, Err(ProviderError::Twice(id)) if id == "so"));
    }
}
