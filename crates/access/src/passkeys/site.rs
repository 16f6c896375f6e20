//! Where browsers reach the house. A passkey is bound to that name for good, and a browser offers it nowhere else.

use std::time::Duration;

use url::{Host, Url};
use webauthn_rs::{Webauthn, WebauthnBuilder};

/// How long a person may look for the device.
pub(super) const PATIENCE: Duration = Duration::from_mins(5);

/// An address that passkeys can be bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    origin: Url,
    name: String,
    any_port: bool,
}

impl Site {
    /// The house at its public address. None where browsers give out no passkey: over plain http, except on this machine,
    /// and under an IP address.
    pub fn at(address: &str) -> Option<Self> {
        let url = Url::parse(address).ok()?;
        let Some(Host::Domain(name)) = url.host() else { return None };
        let this_machine = name == "localhost";
        if url.scheme() != "https" && !(url.scheme() == "http" && this_machine) {
            return None;
        }
        let name = name.to_owned();
        let origin = Url::parse(&url.origin().ascii_serialization()).ok()?;
        Some(Self { origin, name, any_port: this_machine })
    }

    /// A house that only this machine reaches, under whatever port.
    pub fn this_machine() -> Option<Self> {
        Self::at("http://localhost")
    }

    /// The name that passkeys are bound to.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the page at this host, as a request names it with its port, can use them.
    pub fn is_at(&self, host: &str) -> bool {
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        if self.any_port { name == self.name } else { host == self.host() }
    }

    /// The address to open, for whoever came by another; `host` is the one they came by.
    pub fn address(&self, host: &str) -> String {
        let port = host.rsplit_once(':').map(|(_, port)| port).filter(|_| self.any_port);
        let port = port.filter(|port| !port.is_empty() && port.bytes().all(|sign| sign.is_ascii_digit()));
        let origin = self.origin.as_str().trim_end_matches('/');
        port.map_or_else(|| origin.to_owned(), |port| format!("{origin}:{port}"))
    }

    pub(crate) fn checker(&self) -> Option<Webauthn> {
        let builder = WebauthnBuilder::new(&self.name, &self.origin).ok()?;
        builder.rp_name("Sổ Vàng").timeout(PATIENCE).allow_any_port(self.any_port).build().ok()
    }

    fn host(&self) -> String {
        let port = self.origin.port().map(|port| format!(":{port}")).unwrap_or_default();
        format!("{}{port}", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_at_which_browsers_give_out_passkeys() {
        for (address, works) in [
            ("https://sovang.example", true),
            ("https://sovang.example:8443/duong", true),
            ("http://localhost:8080", true),
            ("http://sovang.example", false),
            ("https://192.0.2.7", false),
            ("http://127.0.0.1:8080", false),
            ("https://[2001:db8::1]", false),
            ("sovang.example", false),
            ("", false),
        ] {
            let site = Site::at(address);
            assert_eq!(site.is_some(), works, "{address}");
            assert!(site.is_none_or(|site| site.checker().is_some()), "{address}");
        }
    }

    #[test]
    fn who_came_by_another_name_is_told_which_to_open() {
        let here = Site::this_machine().unwrap();
        assert!(here.is_at("localhost:8080") && here.is_at("localhost") && !here.is_at("127.0.0.1:8080"));
        assert_eq!(here.address("127.0.0.1:8080"), "http://localhost:8080");
        assert_eq!(here.address("127.0.0.1:x\"><script>"), "http://localhost");
        let there = Site::at("https://sovang.example:8443/a").unwrap();
        assert!(there.is_at("sovang.example:8443") && !there.is_at("sovang.example"));
        assert_eq!(there.address("192.0.2.7:80"), "https://sovang.example:8443");
    }
}
