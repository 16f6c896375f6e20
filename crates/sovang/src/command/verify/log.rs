//! `sovang verify log`: reads everything again, and folds it again: does the log hold together, do the views follow,
//! are the personal data there?

use std::path::PathBuf;

use ledger::{AsOf, Ledger};

use super::super::{Failure, Which};
use crate::config::Config;
use crate::format::dong;
use crate::local::open;
use crate::out::say;
use crate::progress::bar;

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
        match ledger.missing_rows() {
            0 => Ok(()),
            rows => Err(Failure::RowsLost { rows, vault: vault(config, &ledger) }),
        }
    }
}

/// Where the personal data of a fund lie.
fn vault(config: &Config, ledger: &Ledger) -> PathBuf {
    config.data.join("funds").join(ledger.fund().as_str()).join("vault")
}
