//! `sovang mirror`: keeps a copy of a published log that somebody else runs, hashes all of it, and serves it read-only.

mod all;
mod serve;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use ledger::VIETNAM;
use monitor::{Followed, Mirror as Copy, Source, Trust};

use transparency::Outcome;

use super::Failure;
use crate::config::Config;
use crate::format::dong;
use crate::out::{complain, say};
use crate::progress::bar;
use crate::trust::{Trusting, unusable};
use crate::verdict;

/// How long one file may take.
const LIMIT: Duration = Duration::from_mins(1);

#[derive(clap::Args, Debug)]
pub(crate) struct Mirror {
    /// Địa chỉ của sổ, ví dụ `https://quy.example/f/quy-a`, hoặc thư mục / the log's address, or a directory
    #[arg(value_name = "URL")]
    from: String,
    /// Thư mục giữ bản sao / where the copy is kept
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Chép một lần rồi thôi (mặc định) / once, which is the default
    #[arg(long, conflicts_with = "every")]
    once: bool,
    /// Chép mãi, cách nhau bấy nhiêu giây / go on, every so many seconds
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
    every: Option<u64>,
    /// Mọi quỹ trong sổ danh mục của máy chủ: URL là `https://quy.example`, mỗi quỹ một thư mục trong DIR / all funds that the
    /// server's directory lists: URL is the server's, each fund has a directory in DIR
    #[arg(long)]
    all: bool,
    /// Mở bản sao cho mọi người đọc tại địa chỉ này / serve the copy at this address
    #[arg(long, value_name = "ADDR")]
    serve: Option<SocketAddr>,
    #[command(flatten)]
    trusting: Trusting,
}

impl Mirror {
    pub(crate) fn run(self, _: &Config) -> Result<(), Failure> {
        let trust = self.trusting.trust()?;
        let Some(listen) = self.serve else {
            self.step(&trust, true)?;
            return self.go_on(&trust);
        };
        // A copy that somebody serves is served on, whatever its source does.
        if let Err(failure) = self.step(&trust, true) {
            if serve::copies(&self.dir, self.all)?.is_empty() {
                return Err(failure);
            }
            complain(&format!("sovang: {failure}"));
        }
        thread::scope(|scope| {
            scope.spawn(|| {
                if let Err(failure) = self.go_on(&trust) {
                    complain(&format!("sovang: {failure}"));
                }
            });
            serve::serve(&self.dir, self.all, listen)
        })
    }

    /// For ever, where that is asked. What may pass by itself is told and tried again; what a person must see ends it.
    fn go_on(&self, trust: &Trust) -> Result<(), Failure> {
        let Some(seconds) = self.every else { return Ok(()) };
        loop {
            thread::sleep(Duration::from_secs(seconds));
            match self.step(trust, false) {
                Err(Failure::Mirror(error)) if error.may_pass() => {
                    tracing::warn!(%error, "the source cannot be followed now");
                }
                done => done?,
            }
        }
    }

    /// Follows to the newest checkpoint. `always` tells it also where nothing is new.
    fn step(&self, trust: &Trust, always: bool) -> Result<(), Failure> {
        if self.all {
            all::step(&self.from, &self.dir, trust, always)
        } else {
            one(&self.from, &self.dir, trust, always)
        }
    }
}

/// Follows one log.
fn one(from: &str, dir: &Path, trust: &Trust, always: bool) -> Result<(), Failure> {
    let source = Source::parse(from, LIMIT).map_err(|error| unusable(&error.to_string()))?;
    if always && dir.join("checkpoint").exists() {
        still_whole(dir, trust)?;
    }
    let copy = Copy::open(dir, trust.clone())?;
    let day = VIETNAM.to_datetime(Timestamp::now()).date().to_string();
    let fetching = bar(0, "Chép và băm lại / copying and hashing");
    let followed = copy.follow(&source, &day, &mut |done, all| {
        fetching.set_length(all);
        fetching.set_position(done);
    });
    fetching.finish_and_clear();
    tell(&followed?, always)
}

/// What was copied before is hashed again at every start: nothing is added to a copy that was changed meanwhile.
fn still_whole(dir: &Path, trust: &Trust) -> Result<(), Failure> {
    let report = monitor::verify_mirror(dir, trust, &[])?.report;
    if report.outcome == Outcome::Tampered {
        complain(
            "bản sao trong thư mục này đã bị sửa sau khi chép: giữ lại làm bằng chứng và chép vào thư mục mới / the copy in this \
             directory was changed after it was made: keep it as evidence, and copy into a new directory",
        );
        return verdict::tell(&report);
    }
    Ok(())
}

/// `always` also where nothing is new.
fn tell(followed: &Followed, always: bool) -> Result<(), Failure> {
    let checkpoint = &followed.signed.checkpoint;
    if followed.first_use {
        complain(
            "khóa của sổ vừa được lấy từ chính nguồn (tin từ lần đầu): hãy so tệp log.vkey với khóa quỹ công bố nơi khác; \
             lần sau chỉ khóa này được nhận. / the log's key was taken from the source itself (trust on first use): compare \
             log.vkey with the one that the fund shows elsewhere; from now on only this key counts.",
        );
    }
    if !always && followed.from == checkpoint.size {
        return Ok(());
    }
    let new = checkpoint.size.saturating_sub(followed.from);
    let (all, new) = (dong(checkpoint.size.into()), dong(new.into()));
    say(&format!(
        "Bản sao của {origin} khớp với chữ ký. / The copy of {origin} is what was signed.\n  \
         mục / entries      {all} (mới / new: {new})\n  gốc / root         {root}\n",
        origin = checkpoint.origin,
        root = checkpoint.root,
    ))?;
    Ok(())
}
