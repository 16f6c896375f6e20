//! `sovang doctor`: every file of the books against every other and against what was signed; with `--repair`, mended from
//! whichever copy has the truth. The server is stopped meanwhile.

use std::path::{Path, PathBuf};

use domain::FundId;
use ledger::Books;
use recovery::{Aid, Mended};

use super::Failure;
use crate::config::Config;
use crate::format::dong;
use crate::out::{path, plain, say};
use crate::places::{directory_of, fund_of};

#[derive(clap::Args, Debug)]
pub(crate) struct Doctor {
    /// Chỉ quỹ này / this fund alone
    #[arg(long, env = "SOVANG_FUND")]
    fund: Option<FundId>,
    /// Sửa những gì sửa được; bản hỏng được giữ lại / mend what can be mended; damaged originals are kept
    #[arg(long)]
    repair: bool,
    /// Bản sao lưu hoặc bản sao công khai để đối chiếu / a backup or a mirror to compare with
    #[arg(long, value_name = "DIR")]
    from: Vec<PathBuf>,
}

impl Doctor {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let funds = self.fund.clone().map_or_else(|| Books::list(&config.data), |fund| vec![fund]);
        if funds.is_empty() {
            return Err(Failure::NoFund { data: config.data.clone() });
        }
        let mut logs: Vec<_> = funds.iter().map(|fund| fund_of(config, &config.data, fund)).collect();
        let directory = directory_of(config, &config.data);
        if self.fund.is_none() && directory.log().exists() {
            logs.push(directory);
        }
        let mut left = 0;
        for books in &logs {
            left += self.examine(books)?;
        }
        if left == 0 { Ok(()) } else { Err(Failure::Verdict(transparency::Outcome::Tampered)) }
    }

    /// Answers with how many faults are left.
    fn examine(&self, books: &recovery::Books) -> Result<usize, Failure> {
        let aids: Vec<_> = self.from.iter().map(|from| aid(from, &books.name)).collect();
        let doctor = recovery::Doctor::examine(books, &aids).map_err(in_use)?;
        let signed = doctor.signed();
        let snapshot = snapshot(&books.home, self.repair)?;
        let found = doctor.faults().len() + usize::from(snapshot.is_some());
        say(&format!(
            "{}: {} sự kiện đã ký, {found} chỗ hỏng / {} signed events, {found} faults\n",
            books.name,
            dong(signed.into()),
            dong(signed.into())
        ))?;
        if doctor.only_digests() > 0 {
            let papers = dong(doctor.only_digests().into());
            say(&format!(
                "  {papers} giấy tờ chỉ có mã băm trong sổ, tệp lưu ở nơi khác / {papers} papers are named by their digest alone\n"
            ))?;
        }
        for fault in doctor.faults() {
            say(&format!("  - {}\n", plain(&fault.to_string())))?;
        }
        snapshot.into_iter().try_for_each(|text| say(&text))?;
        let faults = doctor.faults().iter().filter(|fault| !fault.mends_itself()).count();
        if !self.repair || doctor.faults().is_empty() {
            return Ok(faults);
        }
        for mended in doctor.mend().map_err(in_use)? {
            say(&told(&mended))?;
        }
        let again = recovery::Doctor::examine(books, &aids).map_err(in_use)?;
        let left = again.faults().len();
        if left > 0 {
            say(&format!(
                "{}: còn {left} chỗ không sửa được / {left} faults cannot be mended\n",
                books.name
            ))?;
        }
        for fault in again.faults() {
            say(&format!("  - {}\n", plain(&fault.to_string())))?;
        }
        Ok(left)
    }
}

/// A backup has the log under its name, with a manifest; a mirror has its published files there, or is of this log alone.
fn aid(from: &Path, name: &str) -> Aid {
    if from.join(name).join("manifest").exists() {
        return Aid::Backup(from.to_owned());
    }
    let named = from.join(name);
    Aid::Mirror(if named.join("checkpoint").exists() { named } else { from.to_owned() })
}

/// A snapshot is a cache: one that is damaged is not used, and costs the next start some time.
fn snapshot(home: &Path, repair: bool) -> Result<Option<String>, Failure> {
    if ledger::snapshot_is_whole(home) {
        return Ok(None);
    }
    let file = home.join("snapshot");
    if repair {
        std::fs::remove_file(&file).map_err(|source| Failure::Write { path: file.clone(), source })?;
    }
    Ok(Some(format!(
        "  - {}: ảnh chụp hỏng, không được dùng; lần mở tới dựng lại / the snapshot is damaged and is not used; the next start \
         makes another\n",
        path(&file)
    )))
}

fn told(mended: &Mended) -> String {
    let kept = mended.kept.as_deref().map_or_else(String::new, |kept| {
        format!("; bản hỏng giữ ở {} / the damaged one is kept in {}", path(kept), path(kept))
    });
    format!("  + {}: đã sửa từ / mended from: {}{kept}\n", path(&mended.file), mended.from)
}

/// The log's lock is held by a server: that is said as everywhere.
fn in_use(error: recovery::RecoveryError) -> Failure {
    match error {
        recovery::RecoveryError::Open(error @ event_log::OpenError::AlreadyOpen { .. }) => {
            ledger::OpenError::Log(error).into()
        }
        error => error.into(),
    }
}
