//! `sovang verify log`: reads everything again, and folds it again: does the log hold together, do the views follow,
//! is it what was signed and published, are the personal data there?

use std::path::PathBuf;

use ledger::{AsOf, Ledger};
use publication::{Lock, audit};

use super::super::{Failure, Which};
use crate::config::Config;
use crate::format::dong;
use crate::local::open;
use crate::out::say;
use crate::progress::bar;
use crate::publishing::store;

#[derive(clap::Args, Debug)]
pub(crate) struct Log {
    #[command(flatten)]
    which: Which,
}

impl Log {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let ledger = open(config, self.which.fund.as_ref())?;
        let reading = bar(0, "Đọc nhật ký / reading the journal");
        let verified = ledger.verify(|done, all| {
            reading.set_length(all);
            reading.set_position(done);
        });
        reading.finish_and_clear();
        let verified = verified.map_err(Failure::Damage)?;
        let replayed = ledger.replay(AsOf::Position(verified.head.position), &|_, _| {})?;
        if replayed != *ledger.views() {
            let vi = "số liệu đang hiển thị không khớp với nhật ký: hãy xóa tệp snapshot và mở lại";
            return Err(Failure::Usage {
                vi,
                en: "the figures shown do not follow from the log: delete the snapshot",
            });
        }
        let chain = ledger::hex(&verified.head.chain);
        say(&format!(
            "Nhật ký nguyên vẹn, số liệu khớp. / The log is whole, and the figures follow from it.\n\
             \x20 sự kiện / events   {}\n\
             \x20 bản ghi / records  {}\n\
             \x20 chuỗi / chain      {chain}\n",
            dong(verified.head.position.into()),
            dong(verified.records.into()),
        ))?;
        published(config, &ledger)?;
        match ledger.missing_rows() {
            0 => Ok(()),
            rows => Err(Failure::RowsLost { rows, vault: vault(config, &ledger) }),
        }
    }
}

/// Computes the tree from the journal: it is what the lock and the checkpoint say, and every tile and bundle follows.
fn published(config: &Config, ledger: &Ledger) -> Result<(), Failure> {
    let lock = Lock::read(&config.proof.locks, ledger.fund().as_str())?;
    let found = audit(ledger.log(), &store(&config.data, ledger.fund()), &lock)?;
    if let Some(first) = found.wrong.first() {
        return Err(Failure::PublishedFiles { files: found.wrong.len(), first: first.clone() });
    }
    let events = dong(found.published.into());
    let text = match found.root.filter(|_| found.published > 0) {
        Some(root) => format!(
            "Bản công bố khớp với nhật ký. / What is published follows from the journal.\n\
             \x20 sự kiện / events   {events}\n\
             \x20 gốc / root         {root}\n"
        ),
        None => "Chưa công bố gì. / Nothing is published yet.\n".to_owned(),
    };
    Ok(say(&text)?)
}

/// Where the personal data of a fund lie.
fn vault(config: &Config, ledger: &Ledger) -> PathBuf {
    config.data.join("funds").join(ledger.fund().as_str()).join("vault")
}
