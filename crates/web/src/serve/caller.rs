//! From where a request comes, as far as the connection tells.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr};

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;

/// See [`wire::caller_address`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Caller(pub(super) IpAddr);

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(wire::caller_address(parts)))
    }
}

impl Caller {
    /// What is counted under: an address, of IPv6 the network of 2^64 that comes with it.
    pub(super) fn network(self) -> IpAddr {
        match self.0.to_canonical() {
            IpAddr::V6(six) if !six.is_loopback() => {
                IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & !u128::from(u64::MAX)))
            }
            one => one,
        }
    }

    /// Whether it is this machine itself, or nobody knows: a proxy that names nobody would make all readers one.
    pub(super) fn is_unnamed(self) -> bool {
        let address = self.0.to_canonical();
        address.is_loopback() || address.is_unspecified()
    }
}

/// Whether a form was sent from a page of ours; browsers say so, and other programs need not.
pub(super) fn from_here(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    site.is_none_or(|site| site == "same-origin" || site == "none")
}

#[cfg(test)]
mod tests {
    use super::*;

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
