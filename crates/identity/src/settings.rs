//! What the configuration says of a provider, checked once when the program starts.

use std::fmt;
use std::net::IpAddr;

use openidconnect::{IssuerUrl, RedirectUrl};
use url::{Host, Url};
use zeroize::Zeroizing;

/// What the house agreed upon with a provider.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Names it in addresses and in the access log: small letters, digits and hyphens, at most 32.
    pub id: String,
    /// Its address, exactly as it writes it itself.
    pub issuer: String,
    /// As what the house is registered there.
    pub client_id: String,
    /// The house's secret there; none for a public client, which PKCE alone protects.
    pub secret: Option<Secret>,
    /// What people call it, in Vietnamese.
    pub name_vi: String,
    /// What people call it, in English.
    pub name_en: String,
    /// Values of `amr` that count as a second factor. With none of them and no `acr`, the house asks for its own.
    pub amr: Vec<String>,
    /// Values of `acr` that count as a second factor; they are asked for.
    pub acr: Vec<String>,
}

/// A secret that is never printed.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// The secret without the line break that editors leave behind it.
    pub fn new(text: &str) -> Self {
        Self(Zeroizing::new(text.trim().to_owned()))
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// Why a provider cannot be used as it is configured.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// An id that cannot stand in an address.
    #[error(
        "nhà cung cấp đăng nhập \"{0}\": id gồm 1 đến 32 chữ thường không dấu, chữ số, gạch nối / identity provider \"{0}\": an id has 1 to 32 small letters, digits, hyphens"
    )]
    Id(String),
    /// An issuer that is no address, or not over https.
    #[error(
        "nhà cung cấp đăng nhập {0}: issuer phải là địa chỉ https:// không có ? và # / identity provider {0}: the issuer must be an https:// address without ? and #"
    )]
    Issuer(String),
    /// Nothing to be known by.
    #[error(
        "nhà cung cấp đăng nhập {0}: thiếu client_id, name_vi hoặc name_en / identity provider {0}: client_id, name_vi or name_en is missing"
    )]
    Missing(String),
    /// The site's own address is not known, so nobody can be sent back.
    #[error(
        "nhà cung cấp đăng nhập {0}: cần [issuer] base_url, địa chỉ https:// của trang này / identity provider {0}: [issuer] base_url is needed, the https:// address of this site"
    )]
    Base(String),
}

/// The addresses of a provider whose settings are in order: its own, and where it sends people back to.
pub(crate) fn addresses(
    settings: &Settings,
    base: Option<&str>,
) -> Result<(IssuerUrl, RedirectUrl), SettingsError> {
    let Settings { id, issuer, client_id, name_vi, name_en, .. } = settings;
    let sign = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
    if !(1..=32).contains(&id.len()) || !id.chars().all(sign) {
        return Err(SettingsError::Id(id.clone()));
    }
    if [client_id, name_vi, name_en].iter().any(|text| text.trim().is_empty()) {
        return Err(SettingsError::Missing(id.clone()));
    }
    let clean = |url: &Url| is_safe(url) && url.query().is_none() && url.fragment().is_none();
    let issuer = Url::parse(issuer).ok().filter(clean).and_then(|_| IssuerUrl::new(issuer.clone()).ok());
    let issuer = issuer.ok_or_else(|| SettingsError::Issuer(id.clone()))?;
    let back = base.map(|base| format!("{}/dang-nhap/qua/{id}/ve", base.trim_end_matches('/')));
    let back = back.filter(|back| Url::parse(back).is_ok_and(|url| clean(&url)));
    let back = back.and_then(|back| RedirectUrl::new(back).ok());
    Ok((issuer, back.ok_or_else(|| SettingsError::Base(id.clone()))?))
}

/// Whether nobody on the way can read along: https, or this machine itself.
pub(crate) fn is_safe(url: &Url) -> bool {
    let named = |name: &str| name == "localhost";
    let here = match url.host() {
        Some(Host::Domain(name)) => named(name),
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        None => false,
    };
    url.host().is_some()
        && url.username().is_empty()
        && url.password().is_none()
        && (url.scheme() == "https" || (url.scheme() == "http" && here))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(issuer: &str) -> Settings {
        let text = |text: &str| text.to_owned();
        let (name_vi, name_en) = (text("Sở"), text("Department"));
        let (id, client_id) = (text("so"), text("so-vang"));
        let (amr, acr, issuer, secret) = (Vec::new(), Vec::new(), text(issuer), None);
        Settings { id, issuer, client_id, secret, name_vi, name_en, amr, acr }
    }

    #[test]
    fn only_what_nobody_can_read_along_is_asked() {
        let base = Some("https://sovang.example/");
        for (issuer, taken) in [
            ("https://id.example", true),
            ("https://id.example/realms/a", true),
            ("http://127.0.0.1:8081", true),
            ("http://[::1]:8081/a", true),
            ("http://localhost:8081", true),
            ("http://id.example", false),
            ("http://127.0.0.1.example", false),
            ("https://an:secret@id.example", false),
            ("https://id.example/?a=1", false),
            ("https://id.example/#a", false),
            ("ftp://id.example", false),
            ("id.example", false),
            ("", false),
        ] {
            assert_eq!(addresses(&settings(issuer), base).is_ok(), taken, "{issuer}");
        }
        let (_, back) = addresses(&settings("https://id.example"), base).unwrap();
        assert_eq!(back.as_str(), "https://sovang.example/dang-nhap/qua/so/ve");
        for base in [None, Some("sovang.example"), Some("http://sovang.example")] {
            let refused = addresses(&settings("https://id.example"), base).unwrap_err();
            assert_eq!(refused, SettingsError::Base("so".to_owned()), "{base:?}");
        }
    }

    #[test]
    fn an_id_can_stand_in_an_address_and_a_secret_is_not_printed() {
        for id in ["", "So", "a/b", "sở", "..", &"a".repeat(33)] {
            let settings = Settings { id: id.to_owned(), ..settings("https://id.example") };
            let refused = addresses(&settings, Some("https://sovang.example")).unwrap_err();
            assert_eq!(refused, SettingsError::Id(id.to_owned()));
        }
        let secret = Secret::new(" hidden\n");
        assert_eq!((secret.reveal(), format!("{secret:?}").as_str()), ("hidden", "Secret(..)"));
    }
}
