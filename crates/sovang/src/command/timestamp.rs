//! `sovang timestamp`: has a published checkpoint time-stamped (RFC 3161), beside a running server or without one.

use std::path::PathBuf;

use domain::FundId;
use publication::{DIRECTORY, Store};

use super::Failure;
use crate::config::{Authority, Config};
use crate::out::{path as shown, say};
use crate::publishing::{self, stamp};
use crate::trust::unusable;

#[derive(clap::Args, Debug)]
pub(crate) struct Timestamp {
    /// Sổ của quỹ này; bỏ trống là sổ danh mục, bao gồm mọi quỹ / the log of this fund; without it the directory of all
    #[arg(long)]
    fund: Option<FundId>,
    /// Địa chỉ nơi đóng dấu thời gian / the authority's address [proof.tsa.url]
    #[arg(long, env = "SOVANG_TSA", value_name = "URL", requires = "certificate")]
    tsa: Option<String>,
    /// Chứng thư của nơi đó hoặc của nơi cấp cho nó (PEM, DER) / its certificate or its issuer's [proof.tsa.certificate]
    #[arg(long = "tsa-cert", env = "SOVANG_TSA_CERT", value_name = "FILE", requires = "tsa")]
    certificate: Option<PathBuf>,
}

impl Timestamp {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let given = self.tsa.zip(self.certificate).map(|(url, certificate)| Authority { url, certificate });
        let authority = given.or_else(|| config.proof.tsa.clone()).ok_or_else(|| {
            unusable(
                "chưa biết nơi đóng dấu thời gian: nêu --tsa và --tsa-cert, hoặc tsa trong mục [proof] / no time-stamping \
                 authority is known: give --tsa and --tsa-cert, or tsa in section [proof]",
            )
        })?;
        let store = match &self.fund {
            Some(fund) => publishing::store(&config.data, fund),
            None => Store::at(&config.data.join(DIRECTORY).join("tlog")),
        };
        let stamp = stamp(&store, &authority)?;
        say(&format!(
            "Đã đóng dấu thời gian điểm kiểm {size} mục. / The checkpoint of {size} entries was time-stamped.\n\
             \x20 lúc / at                {at}\n\
             \x20 chính sách / policy     {policy}\n\
             \x20 số / number             {serial}\n\
             \x20 thẻ / token             {file}\n\
             Kiểm lại / check again: sovang verify timestamp {checkpoint} {file} --tsa-cert {certificate}\n",
            size = stamp.size,
            at = stamp.stamped.at,
            policy = stamp.stamped.policy,
            serial = stamp.stamped.serial,
            file = shown(&stamp.file),
            checkpoint = shown(&stamp.file.with_extension("checkpoint")),
            certificate = shown(&authority.certificate),
        ))?;
        Ok(())
    }
}
