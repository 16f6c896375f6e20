//! `sovang import`: books bank statements, and says what became of every line.

use std::path::{Path, PathBuf};

use domain::{AccountId, Vnd};
use indicatif::ProgressBar;
use ledger::{BreakLine, HeldLine, Import as Statement, ImportReport, Ledger, Progress, Sum};
use statements::memo::MemoRules;
use statements::{Profile, Profiles};
use uuid::Uuid;

use super::{Failure, Which};
use crate::config::Config;
use crate::format::{dong, table};
use crate::local::{actor, memo_rules, open, profiles};
use crate::progress::bar;

/// How many breaks and waiting lines are printed one by one.
const SHOWN: usize = 10;

/// Arguments.
#[derive(clap::Args)]
pub(crate) struct Import {
    #[command(flatten)]
    which: Which,
    /// Mẫu sao kê của ngân hàng; bỏ trống thì tự nhận ra / the bank's profile; recognised by itself if left out
    #[arg(long)]
    profile: Option<String>,
    /// Tài khoản của quỹ, nếu tệp không in số / the fund's account, where the file does not print it
    #[arg(long)]
    account: Option<AccountId>,
    /// In báo cáo dạng JSON / print the report as JSON
    #[arg(long)]
    json: bool,
    /// Tệp sao kê CSV hoặc XLSX / statement files
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

impl Import {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let profiles = profiles(config)?;
        let rules = memo_rules(config)?;
        let ledger = open(config, self.which.fund.as_ref())?;
        for path in &self.files {
            let bytes = std::fs::read(path).map_err(|source| Failure::File { path: path.clone(), source })?;
            let profile = choose(&profiles, self.profile.as_deref(), path, &bytes)?;
            let report = import(&ledger, profile, &rules, self.account.clone(), path, bytes)?;
            if self.json {
                println!("{}", serde_json::to_string(&report)?);
            } else {
                print!("{}", shown(path, &report));
            }
        }
        Ok(())
    }
}

fn choose<'a>(
    profiles: &'a Profiles,
    name: Option<&str>,
    path: &Path,
    bytes: &[u8],
) -> Result<&'a Profile, Failure> {
    match name {
        Some(name) => Ok(profiles.get(name)?),
        None => profiles.recognise(bytes).ok_or_else(|| Failure::WhichProfile { path: path.to_owned() }),
    }
}

fn import(
    ledger: &Ledger,
    profile: &Profile,
    rules: &MemoRules,
    account: Option<AccountId>,
    path: &Path,
    bytes: Vec<u8>,
) -> Result<ImportReport, Failure> {
    let file_name = path.file_name().unwrap_or_default().to_string_lossy();
    let (id, actor, file_name) = (Uuid::now_v7(), actor()?, file_name.as_ref());
    let bar = bar(0, "Đọc sao kê / reading");
    let report = ledger
        .import(Statement { id, actor, account, profile, rules, file_name, bytes }, &|step| show(&bar, step));
    bar.finish_and_clear();
    Ok(report?)
}

fn show(bar: &ProgressBar, step: Progress) {
    match step {
        Progress::Reading => {}
        Progress::Matching(lines) => {
            bar.set_length(lines);
            bar.set_message("Đối chiếu với sổ / comparing");
        }
        Progress::Recording { done, all } => {
            bar.set_message("Ghi sổ / recording");
            bar.set_length(all);
            bar.set_position(done);
        }
        Progress::Syncing => bar.set_message("Ghi xuống đĩa / syncing"),
    }
}

fn shown(path: &Path, report: &ImportReport) -> String {
    let mut text = format!("{}  {}\n", path.display(), report.account);
    if report.already_imported {
        text += "Tệp này đã nhập trước đây, không ghi gì thêm. / This very file was imported before; nothing to record.\n";
        return text;
    }
    let lines = |name: &str, lines: u64| (name.to_owned(), dong(lines.into()));
    let sum = |name: &str, sum: Sum| {
        (format!("  {name}"), format!("{}  {:>20}", dong(sum.lines.into()), dong(sum.amount.dong().into())))
    };
    let mut rows = vec![lines("Dòng đã đọc / lines read", report.lines)];
    let sums = [
        sum("ủng hộ / gifts", report.gifts),
        sum("chưa xác định / unidentified", report.unidentified),
        sum("lãi / interest", report.interest),
        sum("phí / fees", report.fees),
        sum("chi khác / other payments", report.payments),
    ];
    rows.push(lines("Đã ghi / recorded", report.recorded()));
    rows.extend(sums.map(|(name, figures)| (name, figures)));
    rows.push(lines("Đã có trong sổ / already known", report.known));
    rows.push(lines("Chờ xem xét / waiting", report.held.len() as u64));
    text += &table(&rows);
    text += &control(report);
    text + &held(report)
}

fn control(report: &ImportReport) -> String {
    let amount = |amount: Option<Vnd>| amount.map_or("-".to_owned(), |amount| dong(amount.dong().into()));
    let summary = format!(
        "Số dư đầu / opening {}, cuối / closing {}; đối chiếu / compared {}, lệch / breaks {}\n",
        amount(report.opening),
        amount(report.closing),
        report.compared,
        report.breaks.len()
    );
    let break_line = |found: &BreakLine| {
        let line = found.line.map_or_else(|| found.figure.to_owned(), |line| format!("dòng / line {line}"));
        let [expected, printed, difference] =
            [found.expected, found.printed, found.difference].map(|amount| dong(amount.dong().into()));
        format!(
            "  {line}: tính ra / expected {expected}, in / printed {printed}, lệch / difference {difference}\n"
        )
    };
    let breaks = report.breaks.iter().take(SHOWN).map(break_line);
    [summary].into_iter().chain(breaks).chain([more(report.breaks.len())]).collect()
}

fn held(report: &ImportReport) -> String {
    let held_line = |line: &HeldLine| {
        let item = line.item.map_or("-".to_owned(), |item| item.to_string());
        let shown = line.shown_by_balance.map_or(String::new(), |amount| {
            format!("; số dư cho thấy / the balance shows {}", dong(amount.dong().into()))
        });
        let found = line.found.as_deref().unwrap_or_default();
        format!("  chờ / waiting {item}: dòng / line {}, {:?} {found}{shown}\n", line.line, line.reason)
    };
    report.held.iter().take(SHOWN).map(held_line).chain([more(report.held.len())]).collect()
}

fn more(all: usize) -> String {
    match all.checked_sub(SHOWN) {
        Some(more) if more > 0 => format!("  ... và {more} dòng nữa / and {more} more\n"),
        _ => String::new(),
    }
}
