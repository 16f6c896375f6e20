//! `sovang import`: books bank statements, and says what became of every line.

mod profile;
mod report;

use std::path::{Path, PathBuf};

use domain::{AccountId, Actor};
use indicatif::ProgressBar;
use ledger::{Import as Statement, ImportReport, Ledger, Progress};
use statements::Profile;
use statements::memo::MemoRules;
use uuid::Uuid;

use super::{Failure, Which};
use crate::config::Config;
use crate::local::{asker, memo_rules, open, profiles};
use crate::out::{plain, say};
use crate::progress::bar;

#[derive(clap::Args)]
pub(crate) struct Import {
    #[command(flatten)]
    which: Which,
    /// Mẫu sao kê của ngân hàng; bỏ trống thì theo --account hoặc tự nhận ra / the bank's profile; else that of --account,
    /// or recognised by itself
    #[arg(long)]
    profile: Option<String>,
    /// Tài khoản của quỹ, nếu tệp không in số / the fund's account, where the file does not print it
    #[arg(long)]
    account: Option<AccountId>,
    /// In báo cáo dạng JSON / print the report as JSON
    #[arg(long)]
    json: bool,
    /// Tệp sao kê CSV hoặc XLSX / statement files
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

impl Import {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let profiles = profiles(config)?;
        let rules = memo_rules(config)?;
        let ledger = open(config, self.which.fund.as_ref())?;
        for path in &self.files {
            let bytes = std::fs::read(path).map_err(|source| Failure::File { path: path.clone(), source })?;
            let profile = match &self.profile {
                Some(name) => profiles.get(name)?,
                None => profile::of(&profiles, &ledger, self.account.as_ref(), path, &bytes)?,
            };
            let about =
                About { actor: asker(config)?, account: self.account.clone(), profile, rules: &rules };
            let report = import(&ledger, about, path, bytes)?;
            let text =
                if self.json { serde_json::to_string(&report)? + "\n" } else { report::shown(path, &report) };
            say(&text)?;
        }
        Ok(())
    }
}

/// Who imports, and how the file is read.
struct About<'a> {
    actor: Actor,
    account: Option<AccountId>,
    profile: &'a Profile,
    rules: &'a MemoRules,
}

fn import(ledger: &Ledger, about: About<'_>, path: &Path, bytes: Vec<u8>) -> Result<ImportReport, Failure> {
    let About { actor, account, profile, rules } = about;
    let file_name = path.file_name().unwrap_or_default().to_string_lossy();
    let file_name = plain(&file_name);
    let (id, file_name) = (Uuid::now_v7(), file_name.as_ref());
    let bar = bar(0, "Đọc sao kê / reading");
    let report = ledger
        .import(Statement { id, actor, account, profile, rules, file_name, bytes }, &|step| show(&bar, step));
    bar.finish_and_clear();
    Ok(report?)
}

fn show(bar: &ProgressBar, step: Progress) {
    match step {
        Progress::Reading => {}
        Progress::Matching(lines) => {
            bar.set_length(lines);
            bar.set_message("Đối chiếu với sổ / comparing");
        }
        Progress::Recording { done, all } => {
            bar.set_message("Ghi sổ / recording");
            bar.set_length(all);
            bar.set_position(done);
        }
        Progress::Syncing => bar.set_message("Ghi xuống đĩa / syncing"),
    }
}
