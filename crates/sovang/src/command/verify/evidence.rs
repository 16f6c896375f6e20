//! `sovang verify evidence`: whether a file proves that a log told two histories. It does: exit code 1, as the log was
//! tampered with; it proves nothing: 2.

use std::path::PathBuf;

use monitor::{Evidence as Kept, Trust};

use super::super::Failure;
use crate::config::Config;
use crate::trust::{Trusting, bytes, unusable_file};
use crate::verdict;

#[derive(clap::Args, Debug)]
pub(crate) struct Evidence {
    /// Tệp bằng chứng / the evidence file
    file: PathBuf,
    #[command(flatten)]
    trusting: Trusting,
}

impl Evidence {
    pub(crate) fn run(self, _: &Config) -> Result<(), Failure> {
        let evidence = Kept::parse(&bytes(&self.file)?);
        let evidence = evidence.map_err(|error| unusable_file(&self.file, &error.to_string()))?;
        let trusted = match self.trusting.trust()? {
            Trust::FirstUse => None,
            Trust::Policy(policy) => {
                let name = evidence.key().name();
                let known = policy.logs().iter().find(|log| log.key.name() == name);
                let stranger = || {
                    let vi = format!("bằng chứng về {name}, là sổ mà chính sách không biết");
                    let en = format!("the evidence is about {name}, a log that the policy does not know");
                    Failure::Unusable { vi, en }
                };
                Some(known.ok_or_else(stranger)?.key.clone())
            }
        };
        verdict::tell(&evidence.report(trusted.as_ref()))
    }
}
