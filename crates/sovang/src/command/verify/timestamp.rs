//! `sovang verify timestamp`: whether a token (RFC 3161) shows when a checkpoint was there.

use std::path::PathBuf;

use super::super::Failure;
use crate::config::Config;
use crate::publishing::pinned;
use crate::trust::{Trusting, bytes};
use crate::verdict;

#[derive(clap::Args, Debug)]
pub(crate) struct Timestamp {
    /// Điểm kiểm đã đóng dấu, đúng từng byte (tệp .checkpoint cạnh thẻ) / the stamped checkpoint, byte for byte
    checkpoint: PathBuf,
    /// Thẻ thời gian (.tsr) / the token
    #[arg(value_name = "TSR")]
    token: PathBuf,
    /// Chứng thư của nơi đóng dấu hoặc của nơi cấp cho nó (PEM, DER) / the authority's certificate or its issuer's
    #[arg(long = "tsa-cert", value_name = "FILE")]
    certificate: PathBuf,
    #[command(flatten)]
    trusting: Trusting,
}

impl Timestamp {
    pub(crate) fn run(self, _: &Config) -> Result<(), Failure> {
        let (checkpoint, token) = (bytes(&self.checkpoint)?, bytes(&self.token)?);
        let (pinned, trust) = (pinned(&self.certificate)?, self.trusting.trust()?);
        verdict::tell(&monitor::timestamp::report(&token, &checkpoint, &pinned, &trust))
    }
}
