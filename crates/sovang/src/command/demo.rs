//! `sovang demo`: loads the sample campaign into the data directory, once, and serves it.
//!
//! The sample goes the way that a fund's people would go: statements are imported, cash receipts recorded, a few
//! reversed, a few donors identified. Command ids follow from the sample, so a demo that was interrupted goes on
//! where it stopped.

mod events;

use domain::{
    AddAccount, Code, Command as Asked, Earmark, FundId, IdentifyReceipt, OpenFund, ReceiptNo, RecordReceipt,
    ReversalReason, ReverseReceipt,
};
use ledger::{Books, Entry, Import, Ledger, Outcome};
use sample::{Campaign, CashReceipt};
use uuid::Uuid;
use vault::Row;

use super::Failure;
use super::serve::Serve;
use crate::config::Config;
use crate::local::{actor, memo_rules, profiles};
use crate::out::{path, say};
use crate::progress::bar;

/// The sample is the same everywhere.
const SEED: u64 = 2021;
const FUND: &str = "dong-thap-2021";
const CASH: &str = "cash:main";
const SMALLEST: usize = 500;

#[derive(clap::Args)]
pub(crate) struct Demo {
    /// Số giao dịch của dữ liệu mẫu / how many transactions the sample has, from 500 up
    #[arg(long, default_value_t = Campaign::DEFAULT_SIZE, value_parser = size)]
    size: usize,
    /// Chỉ nạp, không mở máy chủ / load only, do not serve
    #[arg(long)]
    load_only: bool,
    #[command(flatten)]
    serve: Serve,
}

impl Demo {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        let fund: FundId = FUND.parse()?;
        if loaded(config, &fund) {
            let dir = path(&config.data);
            say(&format!("Dữ liệu mẫu đã có trong {dir}. / The sample is in {dir} already.\n"))?;
        } else {
            only_the_sample(config, &fund)?;
            load(config, &fund, &Campaign::generate(SEED, self.size))?;
        }
        if self.load_only { Ok(()) } else { self.serve.run(config) }
    }
}

/// The sample is invented and would stand beside a fund's real books, on the same public page.
fn only_the_sample(config: &Config, sample: &FundId) -> Result<(), Failure> {
    match Books::list(&config.data).into_iter().find(|fund| fund != sample) {
        Some(fund) => Err(Failure::RealBooks { fund, data: config.data.clone() }),
        None => Ok(()),
    }
}

/// A smaller sample has none of the things that it is to show.
fn size(text: &str) -> Result<usize, &'static str> {
    let size = text.parse().ok().filter(|size| *size >= SMALLEST);
    size.ok_or("một số từ 500 trở lên, ví dụ 20000 / a number from 500 up, for example 20000")
}

/// The last thing that loading leaves.
fn marker(config: &Config) -> std::path::PathBuf {
    config.data.join("sample-loaded")
}

fn loaded(config: &Config, fund: &FundId) -> bool {
    marker(config).exists() && Books::list(&config.data).contains(fund)
}

fn load(config: &Config, fund: &FundId, campaign: &Campaign) -> Result<(), Failure> {
    let books = Books::open(&config.data)?;
    let ledger = match books.fund(fund) {
        Some(ledger) => ledger,
        None => books.create(fund)?,
    };
    let loading = Loading { ledger: &ledger, campaign };
    loading.open(fund)?;
    loading.statements(config)?;
    let receipts = loading.cash()?;
    loading.corrections(&receipts)?;
    loading.identifications()?;
    std::fs::write(marker(config), "")?;
    let views = ledger.views();
    let events = views.position;
    Ok(say(&format!("Đã nạp dữ liệu mẫu: {events} sự kiện. / The sample is loaded: {events} events.\n"))?)
}

struct Loading<'a> {
    ledger: &'a Ledger,
    campaign: &'a Campaign,
}

/// What the ids of the sample's commands begin with, by what they do.
#[derive(Clone, Copy)]
enum Step {
    Open = 1,
    Account = 2,
    Cash = 3,
    Reverse = 4,
    Identify = 5,
}

impl Loading<'_> {
    fn execute(
        &self,
        step: Step,
        index: usize,
        command: Asked,
        personal: Option<Row<'static>>,
    ) -> Result<Outcome, Failure> {
        let number = ((step as u128) << 96) | index as u128;
        let id = uuid::Builder::from_custom_bytes(number.to_be_bytes()).into_uuid();
        Ok(self.ledger.execute(Entry { id, ..Entry::new(actor()?, command, personal) })?)
    }

    fn open(&self, fund: &FundId) -> Result<(), Failure> {
        let (name, effective_on) = (self.campaign.name.to_owned(), self.campaign.first_day);
        let open = OpenFund { fund: fund.clone(), name, effective_on };
        self.execute(Step::Open, 0, Asked::OpenFund(open), None)?;
        let banks =
            self.campaign.accounts.iter().map(|account| format!("{}:{}", account.profile, account.number));
        for (index, account) in banks.chain([CASH.to_owned()]).enumerate() {
            let add = AddAccount { account: account.parse()?, published: true, effective_on };
            self.execute(Step::Account, index, Asked::AddAccount(add), None)?;
        }
        Ok(())
    }

    fn statements(&self, config: &Config) -> Result<(), Failure> {
        let (profiles, rules) = (profiles(config)?, memo_rules(config)?);
        let bar = bar(self.campaign.statements.len() as u64, "Nhập sao kê / importing statements");
        for file in &self.campaign.statements {
            let account = self.campaign.accounts.get(file.account);
            let account = account.map(|account| format!("{}:{}", account.profile, account.number).parse());
            self.ledger.import(
                Import {
                    id: Uuid::now_v7(),
                    actor: actor()?,
                    account: account.transpose()?,
                    profile: profiles.get(file.profile)?,
                    rules: &rules,
                    file_name: &file.file_name,
                    bytes: file.bytes.clone(),
                },
                &|_| {},
            )?;
            bar.inc(1);
        }
        bar.finish_and_clear();
        Ok(())
    }

    /// Records the cash receipts and answers with their numbers.
    fn cash(&self) -> Result<Vec<ReceiptNo>, Failure> {
        let bar = bar(self.campaign.cash_receipts.len() as u64, "Ghi tiền mặt / recording cash");
        let mut numbers = Vec::new();
        for (index, receipt) in self.campaign.cash_receipts.iter().enumerate() {
            let row = Row {
                name: receipt.name.clone().unwrap_or_default().into(),
                memo: receipt.note.clone().into(),
                ..Row::default()
            };
            let outcome = self.execute(Step::Cash, index, record(receipt)?, Some(row))?;
            numbers.extend(outcome.receipt);
            bar.inc(1);
        }
        bar.finish_and_clear();
        Ok(numbers)
    }

    fn corrections(&self, receipts: &[ReceiptNo]) -> Result<(), Failure> {
        let wrong = self.campaign.reversals.iter().filter_map(|index| receipts.get(*index));
        for (index, receipt) in wrong.enumerate() {
            let (reason, effective_on) = (ReversalReason::RecordedTwice, self.campaign.last_day);
            let command = ReverseReceipt { receipt: *receipt, reason, effective_on, row: None };
            self.execute(Step::Reverse, index, Asked::ReverseReceipt(command), None)?;
        }
        Ok(())
    }

    fn identifications(&self) -> Result<(), Failure> {
        let unidentified = events::unidentified(self.ledger)?;
        for (index, found) in self.campaign.identifications.iter().enumerate() {
            let file = self.campaign.statements.get(found.statement).map(|file| file.bytes.as_slice());
            let Some(receipt) = file.and_then(|file| unidentified.get(file, found.line)) else { continue };
            let command = IdentifyReceipt {
                receipt,
                donor: domain::DonorKind::Person,
                earmark: None,
                effective_on: self.campaign.last_day,
                row: None,
            };
            let row = Row { name: found.name.clone().into(), ..Row::default() };
            self.execute(Step::Identify, index, Asked::IdentifyReceipt(command), Some(row))?;
        }
        Ok(())
    }
}

fn record(receipt: &CashReceipt) -> Result<Asked, Failure> {
    let purpose = receipt.restriction.and_then(|purpose| purpose.parse::<Code>().ok());
    Ok(Asked::RecordReceipt(RecordReceipt {
        document_on: None,
        account: CASH.parse()?,
        amount: receipt.amount,
        donor: receipt.kind,
        earmark: purpose.map(|purpose| Earmark { beneficiary: None, place: None, purpose: Some(purpose) }),
        effective_on: receipt.date,
        reference: None,
        row: None,
    }))
}
