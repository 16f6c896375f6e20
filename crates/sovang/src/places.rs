//! Where the files of a log lie, for those who look at files and open no books.

use std::path::Path;

use domain::FundId;
use publication::{DIRECTORY, LogKeys};
use recovery::Books;
use transparency::VerifierKey;
use vault::KeySource;

use crate::config::Config;

/// A fund's files below a data directory.
pub(crate) fn fund_of(config: &Config, data: &Path, fund: &FundId) -> Books {
    let era = recovery::era(&data.join("funds").join(fund.as_str()));
    let name = era.map_or_else(|| fund.to_string(), |era| format!("{fund}-{era}"));
    let key = key(config, &format!("{}/fund/{name}", config.proof.domain));
    let books = Books::of_fund(data, &config.proof.locks, fund, key);
    books.with_keys(config.proof.keys.join(fund.as_str()), KeySource::Directory)
}

/// The files of the log of logs.
pub(crate) fn directory_of(config: &Config, data: &Path) -> Books {
    let key = key(config, &format!("{}/{DIRECTORY}", config.proof.domain));
    Books::of_directory(data, &config.proof.locks, key)
}

/// The public key of the log of that name, if its seed is there. None is made here.
fn key(config: &Config, origin: &str) -> Option<VerifierKey> {
    let seed = config.proof.keys.join("log.seed").exists();
    let keys = seed.then(|| LogKeys::open(&config.proof.keys, &config.proof.locks).ok()).flatten()?;
    keys.signer(origin).ok().map(|signer| signer.public().clone())
}
