//! `sovang request list`: the requests that are open, or all of them.

use clap::Args;
use domain::RequestNo;
use domain::relief::{OpenRequest, Outcome};
use jiff::Timestamp;
use ledger::today;

use crate::command::Which;
use crate::config::Config;
use crate::failure::Failure;
use crate::format::money;
use crate::local::open;
use crate::out::say;
use crate::words::{both, content, ended, progress};

#[derive(Args)]
pub(crate) struct List {
    #[command(flatten)]
    which: Which,
    /// Cả những đề nghị đã xong, bị từ chối, rút lại / also those that are done, refused, withdrawn
    #[arg(long)]
    all: bool,
}

impl List {
    pub(super) fn run(self, config: &Config) -> Result<(), Failure> {
        let ledger = open(config, self.which.fund.as_ref())?;
        let lines: Vec<_> = ledger.rules(|state| {
            let requests = &state.relief.requests;
            let numbers = (1..requests.next().get()).map(RequestNo::new);
            let line = |number: RequestNo| match requests.open(number) {
                Ok(open) => Some(waits(number, open)),
                Err(_) if self.all => Some(over(number, requests.outcome(number)?)),
                Err(_) => None,
            };
            numbers.filter_map(line).collect()
        })?;
        let count = lines.len();
        Ok(say(&format!("{}{count} đề nghị / requests\n", lines.concat()))?)
    }
}

fn waits(number: RequestNo, open: &OpenRequest) -> String {
    format!(
        "{:>6}  {}  {:>18}  {}  {}\n        {}\n",
        number.get(),
        open.made_on.strftime("%d/%m/%Y"),
        money(open.value),
        open.maker,
        both(progress(open, today(Timestamp::now()))),
        content(&open.content),
    )
}

fn over(number: RequestNo, outcome: Outcome) -> String {
    format!("{:>6}  {}\n", number.get(), both(ended(outcome)))
}
