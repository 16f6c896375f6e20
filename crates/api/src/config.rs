//! The limits of the server, as plain values. Where they come from (file, environment, flags) is the binary's
//! business; nothing here reads the environment.

use std::time::Duration;

/// Limits, each with a default that fits a machine of two cores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Largest JSON body, in bytes.
    pub max_json: usize,
    /// Largest JSON body of a command that may carry a list, in bytes.
    pub max_list: usize,
    /// Largest statement file, in bytes.
    pub max_upload: usize,
    /// Until a request's answer begins.
    pub request_timeout: Duration,
    /// The same for imports, replays and event streams.
    pub long_timeout: Duration,
    /// Until a connection has sent the head of its next request; an idle one is closed then.
    pub header_timeout: Duration,
    /// Connections held open at a time; more wait in the system's queue.
    pub max_connections: usize,
    /// Calls into the books at a time; more wait.
    pub max_calls: usize,
    /// Statement files in memory at a time; more wait.
    pub max_imports: usize,
    /// Balances as of the past computed at a time; more are refused.
    pub max_replays: usize,
    /// How long requests may go on after the server was told to stop.
    pub shutdown_grace: Duration,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            max_json: 64 << 10,
            max_list: 8 << 20,
            max_upload: 64 << 20,
            request_timeout: Duration::from_secs(30),
            long_timeout: Duration::from_mins(10),
            header_timeout: Duration::from_secs(30),
            max_connections: 4096,
            max_calls: 128,
            max_imports: 2,
            max_replays: 2,
            shutdown_grace: Duration::from_secs(30),
        }
    }
}
