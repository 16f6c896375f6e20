//! `sovang verify access`: reads the access log from front to end: checksums, chain, and every entry as an event.

use access::Access;

use super::super::Failure;
use crate::config::Config;
use crate::format::dong;
use crate::out::say;

#[derive(clap::Args, Debug)]
pub(crate) struct AccessLog;

impl AccessLog {
    #[expect(clippy::unused_self, reason = "each subcommand is run the same way")]
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let access = Access::open(&config.data, config.access.clone())?;
        let entries = access.verify()?;
        let people = access.state()?.people().count();
        Ok(say(&format!(
            "Nhật ký truy cập nguyên vẹn: {} mục, {people} người. / The access log is whole: {entries} entries, {people} people.\n",
            dong(entries.into()),
        ))?)
    }
}
