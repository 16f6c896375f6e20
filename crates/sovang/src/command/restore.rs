//! `sovang restore`: books from a backup, all of them or to a point, never over books that are there.

use std::fs;
use std::path::{Path, PathBuf};

use domain::FundId;
use jiff::Timestamp;
use recovery::{Known, Manifest, Restored, To};

use super::Failure;
use crate::config::Config;
use crate::format::dong;
use crate::local::asker;
use crate::out::{path, say};
use crate::places::{directory_of, fund_of};

#[derive(clap::Args, Debug)]
pub(crate) struct Restore {
    /// Thư mục sao lưu / where the backup lies
    #[arg(required_unless_present = "accept_loss")]
    backup: Option<PathBuf>,
    /// Chỉ quỹ này / this fund alone
    #[arg(long, env = "SOVANG_FUND")]
    fund: Option<FundId>,
    /// Đến vị trí hoặc thời điểm này / up to this position or moment
    #[arg(long, value_name = "POSITION|MOMENT", value_parser = point)]
    to: Option<To>,
    /// Vào thư mục dữ liệu khác / into another data directory
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
    /// Điểm kiểm của nhân chứng hoặc bản sao công khai / a checkpoint that a witness or a mirror has
    #[arg(long, value_name = "FILE")]
    known: Vec<PathBuf>,
    /// Chấp nhận mất các sự kiện còn thiếu; sổ ghi tiếp dưới tên mới / accept that the missing events are lost; the log goes on under a new name
    #[arg(long, requires = "fund", conflicts_with_all = ["backup", "to", "known"])]
    accept_loss: bool,
}

impl Restore {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let data = self.into.as_deref().unwrap_or(&config.data);
        if let (true, Some(fund)) = (self.accept_loss, &self.fund) {
            return accept(config, data, fund);
        }
        let Some(backup) = &self.backup else { return Ok(()) };
        let read = |file: &PathBuf| {
            let note = fs::read(file).map_err(|source| Failure::File { path: file.clone(), source })?;
            Ok::<_, Failure>(Known { file: file.clone(), note })
        };
        let known = self.known.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let funds = match &self.fund {
            Some(fund) => vec![fund.clone()],
            None => funds_in(backup),
        };
        if funds.is_empty() {
            return Err(recovery::RecoveryError::NoBackup { path: backup.clone() }.into());
        }
        let to = self.to.unwrap_or_default();
        let mut whole = true;
        for fund in &funds {
            let restored = recovery::restore(&fund_of(config, data, fund), backup, to, &known)?;
            whole &= restored.loss.is_none();
            tell(fund.as_str(), &restored)?;
        }
        let directory = directory_of(config, data);
        let backed_up = Manifest::read(&backup.join(&directory.name))?.is_some();
        if self.fund.is_none() && backed_up && !directory.home.exists() {
            tell(&directory.name, &recovery::restore(&directory, backup, To::End, &[])?)?;
        }
        if self.fund.is_none() && recovery::restore_access(backup, data)? {
            say(
                "người dùng và nhật ký truy cập đã phục hồi; mọi người đăng nhập lại / people and the access log are restored; everybody signs in again\n",
            )?;
        }
        if whole { Ok(()) } else { Err(Failure::Verdict(transparency::Outcome::Incomplete)) }
    }
}

/// The funds that a backup holds.
fn funds_in(backup: &Path) -> Vec<FundId> {
    let entries = fs::read_dir(backup).into_iter().flatten();
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let names =
        names.filter(|name| name != publication::DIRECTORY && backup.join(name).join("manifest").exists());
    let mut funds: Vec<FundId> = names.filter_map(|name| name.parse().ok()).collect();
    funds.sort();
    funds
}

fn tell(name: &str, restored: &Restored) -> Result<(), Failure> {
    let last = restored.last.map_or_else(|| "-".to_owned(), |last| last.to_string());
    say(&format!(
        "{name}: {} sự kiện, cuối cùng lúc {last}, gốc {}: {} / {} events, the last of {last}, root {}\n",
        dong(restored.events.into()),
        restored.root,
        path(&restored.home),
        dong(restored.events.into()),
        restored.root,
    ))?;
    match &restored.loss {
        Some(loss) => Ok(say(&format!("{}\n", loss.to_string().lines().next().unwrap_or_default()))?),
        None => Ok(()),
    }
}

fn accept(config: &Config, data: &Path, fund: &FundId) -> Result<(), Failure> {
    let books = fund_of(config, data, fund);
    let evidence = recovery::accept_loss(&books, &asker(config)?.to_string(), Timestamp::now())?;
    let era = recovery::era(&books.home).unwrap_or_default();
    Ok(say(&format!(
        "{fund}: đã ghi nhận mất sự kiện, chứng cứ ở {}; sổ công bố tiếp dưới tên {fund}-{era} / the loss is accepted, its \
         evidence lies in {}; the log is published as {fund}-{era} from now on\n",
        path(&evidence),
        path(&evidence)
    ))?)
}

/// A position, or a moment as in 2024-09-10T05:00:00Z.
fn point(text: &str) -> Result<To, String> {
    let wrong = "vị trí là một số, thời điểm như 2024-09-10T05:00:00Z / a position is a number, a moment is as \
                 2024-09-10T05:00:00Z";
    if let Ok(position) = text.parse::<u64>() {
        return Ok(To::Position(position));
    }
    text.parse::<Timestamp>().map(To::Moment).map_err(|_| wrong.to_owned())
}
