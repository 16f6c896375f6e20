//! A log over http(s): one GET a file, whole within its time and its length, and never from another address than the one
//! that was given.

use std::fmt::{self, Display};
use std::io;
use std::time::Duration;

use ureq::Agent;

use super::SourceError;

/// See [`Source::http`](super::Source::http).
#[derive(Clone, Debug)]
pub(super) struct Http {
    agent: Agent,
    base: String,
    limit: Duration,
}

impl Http {
    pub(super) fn new(address: &str, limit: Duration) -> Result<Self, SourceError> {
        let wrong = || SourceError::Address { text: address.to_owned() };
        let base = address.trim_end_matches('/');
        let host =
            base.strip_prefix("https://").or_else(|| base.strip_prefix("http://")).ok_or_else(wrong)?;
        let strange =
            |letter: char| letter.is_control() || letter.is_whitespace() || "?#@\\".contains(letter);
        if host.is_empty() || host.starts_with(['/', ':']) || host.contains(strange) {
            return Err(wrong());
        }
        let config = Agent::config_builder()
            .timeout_global(Some(limit))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .max_response_header_size(16 * 1024)
            .user_agent(concat!("sovang/", env!("CARGO_PKG_VERSION")))
            .build();
        Ok(Self { agent: config.into(), base: base.to_owned(), limit })
    }

    pub(super) fn get(&self, path: &str, most: u64) -> Result<Option<Vec<u8>>, SourceError> {
        let file = format!("{}/{path}", self.base);
        let answer = self.agent.get(&file).call();
        let answer = answer.and_then(|mut answer| match answer.status().as_u16() {
            200 => Ok(Ok(answer.body_mut().with_config().limit(most.saturating_add(1)).read_to_vec()?)),
            status => Ok(Err(status)),
        });
        match answer {
            Ok(Ok(bytes)) if u64::try_from(bytes.len()).is_ok_and(|length| length <= most) => Ok(Some(bytes)),
            Ok(Ok(_)) | Err(ureq::Error::BodyExceedsLimit(_)) => Err(SourceError::TooLarge { file, most }),
            Ok(Err(404 | 410)) => Ok(None),
            Ok(Err(status)) => Err(SourceError::Status { file, status }),
            Err(error) if late(&error) => Err(SourceError::Slow { file, limit: self.limit }),
            Err(error) => Err(SourceError::Unreachable { file, why: error.to_string() }),
        }
    }
}

impl Display for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.base)
    }
}

fn late(error: &ureq::Error) -> bool {
    match error {
        ureq::Error::Timeout(_) => true,
        ureq::Error::Io(error) => matches!(error.kind(), io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock),
        _ => false,
    }
}
