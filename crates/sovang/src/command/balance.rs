//! `sovang balance`: the balances now, by account and by what the books call them.

use ledger::Views;
use projection_balances::{BookAccount, Line};

use super::{Failure, Which};
use crate::config::Config;
use crate::format::{dong, table};
use crate::local::open;
use crate::out::say;
use crate::words::moment;

#[derive(clap::Args)]
pub(crate) struct Balance {
    #[command(flatten)]
    which: Which,
    /// In dạng JSON / print JSON
    #[arg(long)]
    json: bool,
    /// Cả những dòng bằng không / lines that are zero too
    #[arg(long)]
    all: bool,
}

impl Balance {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let ledger = open(config, self.which.fund.as_ref())?;
        let views = ledger.views().clone();
        print(&views, self.json, self.all)
    }
}

/// Prints balances as they stand in `views`; lines that are zero only if `all` are wanted.
pub(crate) fn print(views: &Views, json: bool, all: bool) -> Result<(), Failure> {
    let text = if json { serde_json::to_string_pretty(&as_json(views))? + "\n" } else { as_text(views, all) };
    Ok(say(&text)?)
}

fn as_text(views: &Views, every: bool) -> String {
    let rule = || (String::new(), String::new());
    let money = views.balances.money().map(|(account, amount)| (account.to_string(), dong(amount)));
    let mut rows: Vec<_> = money.collect();
    let all = views.public.summary().balance();
    rows.extend([rule(), ("Còn lại / balance".to_owned(), dong(all)), rule()]);
    let shown = |line: &Line<'_>| every || line.balance != 0;
    let others = views.balances.lines().filter(|line| !matches!(line.account, BookAccount::Money(_)));
    let others = others.filter(shown);
    rows.extend(others.map(|line| (name(line.account), dong(line.balance))));
    let total = views.balances.total();
    rows.push(rule());
    rows.push(("Cộng nợ / debits".to_owned(), dong(total.debit)));
    rows.push(("Cộng có / credits".to_owned(), dong(total.credit)));
    let memo: Vec<_> = views
        .balances
        .memo_lines()
        .filter(shown)
        .map(|line| (name(line.account), dong(line.balance)))
        .collect();
    if !memo.is_empty() {
        rows.push(rule());
        rows.extend(memo);
    }
    let recorded = views.recorded_at.map(|at| format!(", {}", moment(at))).unwrap_or_default();
    format!("Vị trí / position {}{recorded}\n\n{}{}", views.position, table(&rows), notes(views))
}

/// What must be known to read the figures, where it applies.
fn notes(views: &Views) -> String {
    let summary = views.public.summary();
    let waiting = (summary.waiting > 0).then(|| {
        format!(
            "{n} dòng sao kê chờ xem xét, chưa có trong số dư (`sovang quarantine list`). / \
             {n} statement lines wait and are not in these balances.",
            n = summary.waiting
        )
    });
    let breaks = (summary.breaks > 0).then(|| {
        format!(
            "{n} số dư in trên sao kê không khớp với các dòng. / \
             {n} balances printed on statements do not follow from their lines.",
            n = summary.breaks
        )
    });
    [waiting, breaks]
        .into_iter()
        .flatten()
        .flat_map(|note| ["\n".to_owned(), note, "\n".to_owned()])
        .collect()
}

fn name(account: &BookAccount) -> String {
    format!("{} / {} {}", account.vi(), account.en(), account.detail()).trim_end().to_owned()
}

fn as_json(views: &Views) -> serde_json::Value {
    let lines: Vec<_> = views
        .balances
        .lines()
        .map(|line| {
            serde_json::json!({
                "account": line.account,
                "debit": line.turnover.debit.to_string(),
                "credit": line.turnover.credit.to_string(),
                "balance": line.balance.to_string(),
            })
        })
        .collect();
    serde_json::json!({ "position": views.position, "recorded_at": views.recorded_at, "lines": lines })
}
