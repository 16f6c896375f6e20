//! `sovang mirror`: keeps a copy of a published log that somebody else runs, hashes all of it, and serves it read-only.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use api::Logs;
use jiff::Timestamp;
use ledger::VIETNAM;
use monitor::{Followed, Mirror as Copy, MirrorError, Source};
use publication::Store;
use tokio::net::TcpListener;

use super::Failure;
use crate::config::Config;
use crate::format::dong;
use crate::out::{complain, say};
use crate::progress::bar;
use crate::trust::{Trusting, unusable};

/// How long one file may take.
const LIMIT: Duration = Duration::from_secs(60);

#[derive(clap::Args, Debug)]
pub(crate) struct Mirror {
    /// Địa chỉ của sổ, ví dụ https://quy.example/f/quy-a, hoặc thư mục / the log's address, or a directory
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
    /// Mở bản sao cho mọi người đọc tại địa chỉ này / serve the copy at this address
    #[arg(long, value_name = "ADDR")]
    serve: Option<SocketAddr>,
    #[command(flatten)]
    trusting: Trusting,
}

impl Mirror {
    pub(crate) fn run(self, _: &Config) -> Result<(), Failure> {
        let source = Source::parse(&self.from, LIMIT).map_err(|error| unusable(&error.to_string()))?;
        let copy = Copy::open(&self.dir, self.trusting.trust()?)?;
        let Some(listen) = self.serve else { return self.follow(&copy, &source) };
        // A copy that somebody serves is served on, whatever its source does.
        thread::scope(|scope| {
            scope.spawn(|| {
                if let Err(failure) = self.follow(&copy, &source) {
                    complain(&format!("sovang: {failure}"));
                }
            });
            serve(&self.dir, listen)
        })
    }

    /// Once, or for ever. What may pass by itself is told and tried again; what a person must see ends it.
    fn follow(&self, copy: &Copy, source: &Source) -> Result<(), Failure> {
        loop {
            match (step(copy, source), self.every) {
                (Ok(followed), every) => tell(&followed, every.is_none())?,
                (Err(error), Some(_)) if error.may_pass() => {
                    tracing::warn!(%error, "the source cannot be followed now");
                }
                (Err(error), _) => return Err(error.into()),
            }
            match self.every {
                Some(seconds) => thread::sleep(Duration::from_secs(seconds)),
                None => return Ok(()),
            }
        }
    }
}

fn step(copy: &Copy, source: &Source) -> Result<Followed, MirrorError> {
    let day = VIETNAM.to_datetime(Timestamp::now()).date().to_string();
    let fetching = bar(0, "Chép và băm lại / copying and hashing");
    let followed = copy.follow(source, &day, &mut |done, all| {
        fetching.set_length(all);
        fetching.set_position(done);
    });
    fetching.finish_and_clear();
    followed
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

/// Serves the copy under the last part of its log's name, as the ledger does.
fn serve(dir: &std::path::Path, listen: SocketAddr) -> Result<(), Failure> {
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let listener =
            TcpListener::bind(listen).await.map_err(|source| Failure::Listen { listen, source })?;
        let address = listener.local_addr()?;
        let logs = Logs::default();
        say(&format!("Bản sao mở tại / the copy is served at http://{address}/f/\n"))?;
        Ok(())
    })
}
