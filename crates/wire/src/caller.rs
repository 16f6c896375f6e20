//! From where a request comes, as far as the connection tells: read in one place, as every limit relies on it.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;

/// The address of whoever asks. Behind a proxy on the same machine it is the last one that the proxy names, as what stands
/// before it may be made up; where nobody tells it is 0.0.0.0, so that all such count as one. Counted with, never stored.
pub fn caller_address(parts: &Parts) -> IpAddr {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    told(peer, &parts.headers)
}

/// Whoever asks, for a handler. See [`caller_address`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller(pub IpAddr);

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(caller_address(parts)))
    }
}

impl Caller {
    /// What is counted under: an address, of IPv6 the network of 2^64 that comes with it.
    pub fn network(self) -> IpAddr {
        match self.0.to_canonical() {
            IpAddr::V6(six) if !six.is_loopback() => {
                IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & !u128::from(u64::MAX)))
            }
            one => one,
        }
    }

    /// Whether it is this machine itself, or nobody knows: a proxy that names nobody would make all readers one.
    pub fn is_unnamed(self) -> bool {
        let address = self.0.to_canonical();
        address.is_loopback() || address.is_unspecified()
    }
}

fn told(peer: Option<IpAddr>, headers: &HeaderMap) -> IpAddr {
    let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    if !peer.is_loopback() {
        return peer;
    }
    let named = headers.get_all("x-forwarded-for").iter().next_back().and_then(|value| value.to_str().ok());
    let last = named.and_then(|value| value.rsplit(',').next());
    last.and_then(|address| address.trim().parse().ok()).unwrap_or(peer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(peer: &str, forwarded: &[&str], expect: &str) {
        let named = forwarded
            .iter()
            .map(|value| (axum::http::HeaderName::from_static("x-forwarded-for"), value.parse().unwrap()));
        assert_eq!(told(peer.parse().ok(), &named.collect()).to_string(), expect);
    }

    #[test]
    fn a_proxy_is_believed_only_on_the_same_machine() {
        check("203.0.113.5", &["192.0.2.1"], "203.0.113.5");
        check("127.0.0.1", &["192.0.2.1, 198.51.100.7"], "198.51.100.7");
        check("127.0.0.1", &[], "127.0.0.1");
        check("127.0.0.1", &["nobody"], "127.0.0.1");
        check("", &["192.0.2.1"], "0.0.0.0");
    }

    #[test]
    fn a_network_of_ipv6_is_one_caller() {
        for (address, network, unnamed) in [
            ("192.0.2.1", "192.0.2.1", false),
            ("::ffff:192.0.2.1", "192.0.2.1", false),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::", false),
            ("127.0.0.1", "127.0.0.1", true),
            ("::ffff:127.0.0.1", "127.0.0.1", true),
            ("::1", "::1", true),
            ("0.0.0.0", "0.0.0.0", true),
        ] {
            let caller = Caller(address.parse().unwrap());
            assert_eq!((caller.network().to_string().as_str(), caller.is_unnamed()), (network, unnamed));
        }
    }
}
