//! The sample campaign goes the way that a fund's people would go: statements are imported, cash receipts recorded, a few
//! reversed, a few donors identified.

mod events;

use domain::{
    AddAccount, Code, Command as Asked, Earmark, IdentifyReceipt, OpenFund, ReceiptNo, RecordReceipt,
    ReversalReason, ReverseReceipt,
};
use ledger::{Entry, Import, Ledger, Outcome};
use sample::{Campaign, CashReceipt};
use uuid::Uuid;
use vault::Row;

use super::Failure;
use crate::config::Config;
use crate::local::{actor, memo_rules, profiles};
use crate::progress::bar;

/// The sample is the same everywhere.
const SEED: u64 = 2021;
pub(super) const FUND: &str = "dong-thap-thu-2021";
const CASH: &str = "cash:main";

pub(super) fn load(config: &Config, ledger: &Ledger, size: usize) -> Result<(), Failure> {
    let loading = Loading { ledger, campaign: &Campaign::generate(SEED, size) };
    loading.open()?;
    loading.statements(config)?;
    let receipts = loading.cash()?;
    loading.corrections(&receipts)?;
    loading.identifications()
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

    fn open(&self) -> Result<(), Failure> {
        let (name, effective_on) = (self.campaign.name.to_owned(), self.campaign.first_day);
        let open = OpenFund { fund: FUND.parse()?, name, effective_on };
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
        said: None,
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
