//! One request to a provider: https or this machine, no redirects, and a limit on its time and on its answer.

use std::time::Duration;

use openidconnect::{HttpRequest, HttpResponse};
use ureq::Agent;
use ureq::http::Method;
use url::Url;

use crate::settings::is_safe;

/// For a whole answer: somebody waits for it before a page.
const LONGEST: Duration = Duration::from_secs(8);
/// Discovery documents and key sets have some ten thousand bytes.
const MOST: u64 = 512 * 1024;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FetchError {
    /// Somebody on the way could read along.
    #[error("{0} is not asked: neither https nor this machine")]
    Unsafe(String),
    /// What happened, in the network's words.
    #[error(transparent)]
    Network(#[from] Box<ureq::Error>),
}

impl From<ureq::Error> for FetchError {
    fn from(error: ureq::Error) -> Self {
        Self::Network(Box::new(error))
    }
}

/// Who asks.
#[derive(Clone, Debug)]
pub(crate) struct Fetch(Agent);

impl Fetch {
    pub(crate) fn new() -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(LONGEST))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .max_response_header_size(16 * 1024)
            .user_agent(concat!("sovang/", env!("CARGO_PKG_VERSION")));
        Self(config.build().into())
    }

    pub(crate) fn call(&self, request: HttpRequest) -> Result<HttpResponse, FetchError> {
        let asked = request.uri().to_string();
        if !Url::parse(&asked).is_ok_and(|url| is_safe(&url)) {
            return Err(FetchError::Unsafe(asked));
        }
        let mut answer = if *request.method() == Method::GET {
            self.0.run(request.map(|_| ()))?
        } else {
            self.0.run(request)?
        };
        let body = answer.body_mut().with_config().limit(MOST).read_to_vec()?;
        let (parts, _) = answer.into_parts();
        Ok(HttpResponse::from_parts(parts, body))
    }
}
