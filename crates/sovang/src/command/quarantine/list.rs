//! `sovang quarantine list`: what waits, and why. Names and memos only where they are asked for.

use clap::Args;
use domain::{Direction, Vnd};
use ledger::QuarantinedLine;

use crate::command::{Which, texts};
use crate::config::Config;
use crate::failure::Failure;
use crate::format::money;
use crate::local::open;
use crate::out::{plain, say};
use crate::words::{both, reason};

#[derive(Args)]
pub(crate) struct List {
    #[command(flatten)]
    which: Which,
    /// Hiện cả nội dung và tên (dữ liệu cá nhân) / show memos and names too, which are personal data
    #[arg(long)]
    texts: bool,
}

impl List {
    pub(super) fn run(self, config: &Config) -> Result<(), Failure> {
        let ledger = open(config, self.which.fund.as_ref())?;
        let lines = ledger.quarantined()?;
        let with_texts = |line: &QuarantinedLine| {
            let row = &line.row;
            let texts = self.texts.then(|| texts(&row.name, &row.counter_name, &row.memo));
            shown(line) + &texts.unwrap_or_default()
        };
        let text: String = lines.iter().map(with_texts).collect();
        Ok(say(&format!("{text}{} dòng chờ xử lý / lines wait\n", lines.len()))?)
    }
}

fn shown(line: &QuarantinedLine) -> String {
    let way = match line.direction {
        Direction::Credit => "tiền vào / in",
        Direction::Debit => "tiền ra / out",
    };
    let head = format!(
        "{:>5}  {}  {}  {way}: {}\n",
        line.item.get(),
        line.date.strftime("%d/%m/%Y"),
        line.account,
        both(reason(line.reason)),
    );
    let facts = [amounts(line.printed, line.proposed), candidates(line), reference(line)];
    let facts = facts.into_iter().flatten().map(|fact| format!("        {fact}\n"));
    [head].into_iter().chain(facts).collect()
}

/// The printed amount is the proposed one where it is certain.
fn amounts(printed: Option<Vnd>, proposed: Option<Vnd>) -> Option<String> {
    match (printed, proposed) {
        (Some(printed), _) => Some(format!("số tiền / amount {}", money(printed))),
        (None, Some(shown)) => Some(format!("số dư cho thấy / the balance shows {}", money(shown))),
        (None, None) => None,
    }
}

fn candidates(line: &QuarantinedLine) -> Option<String> {
    let numbers: Vec<_> = line.candidates.iter().map(ToString::to_string).collect();
    (!numbers.is_empty())
        .then(|| format!("có thể trùng khoản thu số / may double receipt {}", numbers.join(", ")))
}

fn reference(line: &QuarantinedLine) -> Option<String> {
    Some(format!("số tham chiếu / reference {}", plain(line.reference.as_deref()?)))
}
