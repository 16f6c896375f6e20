//! `sovang verify`: reads everything again, and folds it again: does the log hold together, do the views follow?

use ledger::AsOf;

use super::{Failure, Which};
use crate::config::Config;
use crate::format::dong;
use crate::local::open;
use crate::progress::bar;

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Verify {
    #[command(flatten)]
    which: Which,
}

impl Verify {
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
        println!("Nhật ký nguyên vẹn, số liệu khớp. / The log is whole, and the figures follow from it.");
        println!("  sự kiện / events   {}", dong(verified.head.position.into()));
        println!("  bản ghi / records  {}", dong(verified.records.into()));
        println!("  chuỗi / chain      {chain}");
        Ok(())
    }
}
