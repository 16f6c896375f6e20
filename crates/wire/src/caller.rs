//! From where a request comes, as far as the connection tells: read in one place, as every limit relies on it.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::HeaderMap;
use axum::http::request::Parts;

/// The address of whoever asks. Behind a proxy on the same machine it is the last one that the proxy names, as what stands
/// before it may be made up; where nobody tells it is 0.0.0.0, so that all such count as one. Counted with, never stored.
pub fn caller_address(parts: &Parts) -> IpAddr {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    told(peer, &parts.headers)
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
}
