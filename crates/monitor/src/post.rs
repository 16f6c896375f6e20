//! One request over HTTP(S), with a limit on its time and on its answer.

use std::time::Duration;

use ureq::Agent;
use ureq::http::header::CONTENT_TYPE;

/// What is sent where.
pub(crate) struct Post<'a> {
    pub(crate) url: &'a str,
    /// The body's `Content-Type`.
    pub(crate) kind: &'a str,
    pub(crate) body: &'a [u8],
    /// The longest answer that is read, in bytes.
    pub(crate) most: usize,
}

/// What came back, whatever its status.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Its `Content-Type` without parameters.
    pub(crate) kind: Option<String>,
    pub(crate) body: Vec<u8>,
}

/// Who sends: follows no redirects, and waits so long for a whole answer. Its connections stay open for the next time.
pub(crate) fn agent(longest: Duration) -> Agent {
    let config = Agent::config_builder().http_status_as_error(false).max_redirects(0);
    config.timeout_global(Some(longest)).build().into()
}

/// Sends it and reads the answer. The error is what happened, in the network's words.
pub(crate) fn post(agent: &Agent, sent: &Post<'_>) -> Result<Answer, String> {
    let answer = agent.post(sent.url).header(CONTENT_TYPE, sent.kind).send(sent.body);
    let mut answer = answer.map_err(|error| error.to_string())?;
    let kind = answer.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.map(|kind| kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase());
    let limit = u64::try_from(sent.most).unwrap_or(u64::MAX);
    let body = answer.body_mut().with_config().limit(limit).read_to_vec();
    let body = body.map_err(|error| error.to_string())?;
    Ok(Answer { status: answer.status().as_u16(), kind, body })
}
