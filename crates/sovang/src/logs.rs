//! Log lines, on standard error. They carry no personal data: nobody hands them any.

use tracing::Level;
use tracing_subscriber::fmt;

use crate::config::{Config, LogFormat, LogLevel};

/// Starts logging for this process.
pub(crate) fn start(config: &Config) {
    let level = match config.log {
        LogLevel::Error => Level::ERROR,
        LogLevel::Warn => Level::WARN,
        LogLevel::Info => Level::INFO,
        LogLevel::Debug => Level::DEBUG,
    };
    let lines = fmt().with_max_level(level).with_target(false).with_writer(std::io::stderr);
    match config.log_format {
        LogFormat::Text => lines.compact().init(),
        LogFormat::Json => lines.json().init(),
    }
}
