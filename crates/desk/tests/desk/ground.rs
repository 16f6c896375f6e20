//! Books in which something can be asked and approved: money, a network, rules, two approvers, one decision.

use domain::relief::{
    AdoptLimits, AllocationEntry, AllocationLine, AppointApprover, Command as Relief, Content,
    DecideAllocation, MakeRequest, PaymentContent, PaymentKind, Recipient,
};
use domain::{
    AddAccount, AllocationNo, Command, DonorKind, On, Party, RecordReceipt, RequestNo, Role, Vnd, network,
};
use jiff::civil::{Date, date};
use ledger::{Entry, Thing};

use crate::support::Office;

pub(crate) const MILLION: i64 = 1_000_000;
pub(crate) const DAY: Date = date(2024, 9, 5);
/// Approves up to 500 million a request and 600 a day.
pub(crate) const A: &str = "t-0000000a";
/// Approves up to 100 million.
pub(crate) const B: &str = "t-0000000b";
/// Asks.
pub(crate) const T: &str = "t-0a0b0c0d";

fn relief(command: Relief) -> Command {
    Command::Relief(On { effective_on: DAY, command })
}

pub(crate) fn code<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().unwrap()
}

pub(crate) fn group() -> Party {
    Party::Group(code("g-1"))
}

/// So much in cash, on a day.
pub(crate) fn cash(office: &Office, amount: i64, on: Date) {
    let receipt = RecordReceipt {
        said: None,
        account: code("cash:main"),
        amount: Vnd::new(amount),
        donor: DonorKind::Person,
        earmark: None,
        document_on: None,
        effective_on: on,
        reference: None,
        row: None,
    };
    office.record(Command::RecordReceipt(receipt));
}

impl Office {
    /// Two billion in cash, a bank account, a group of 40 households, approvers, and 800 million for the group.
    pub(crate) fn with_rules() -> Self {
        let office = Self::new();
        let account = code("bank:0071000123");
        office.record(Command::AddAccount(AddAccount { account, published: true, effective_on: DAY }));
        cash(&office, 2_000 * MILLION, DAY);
        let area = |area: &str, kind, name: &str, parent: Option<&str>| network::AreaEntry {
            area: code(area),
            kind,
            name: name.into(),
            parent: parent.map(code),
            successor: None,
            valid_until: None,
        };
        let areas = vec![
            area("p", network::AreaKind::Province, "Tỉnh Thử Nghiệm", None),
            area("p-1", network::AreaKind::Commune, "Xã Thử Nghiệm", Some("p")),
        ];
        let areas = network::DeclareAreas { areas, decision: "NQ 1".into() };
        let entry = network::GroupEntry { area: code("p-1"), group: code("g-1"), households: 40 };
        for command in [
            network::Command::DeclareAreas(areas),
            network::Command::FormGroups(network::FormGroups { groups: vec![entry] }),
        ] {
            office.record(Command::Network(On { effective_on: DAY, command }));
        }
        let limits = AdoptLimits {
            account_per_day: None,
            confirm_days: 7,
            expire_days: 10,
            sign_days: 5,
            two_above: Vnd::new(200 * MILLION),
        };
        office.record(relief(Relief::AdoptLimits(limits)));
        for (person, per_request, per_day) in [(A, 500, Some(600)), (B, 100, None)] {
            let appoint = AppointApprover {
                per_day: per_day.map(|millions: i64| Vnd::new(millions * MILLION)),
                per_request: Vnd::new(per_request * MILLION),
                person: code(&format!("approver:{person}")),
                until: None,
            };
            office.record(relief(Relief::AppointApprover(appoint)));
        }
        let share = AllocationEntry {
            amount: Vnd::new(800 * MILLION),
            earmark: None,
            goods: vec![],
            need: None,
            policy: None,
            to: group(),
        };
        let (decision, head) = ("QĐ 7".to_owned(), code("houses"));
        let decide = DecideAllocation { decision, evidence: None, head, lines: vec![share], round: 1 };
        office.record(relief(Relief::DecideAllocation(decide)));
        office
    }

    /// Relief for the group, asked for by [`T`].
    pub(crate) fn ask_for(&self, millions: i64) -> RequestNo {
        let amount = Vnd::new(millions * MILLION);
        let recipient =
            Recipient { amount, goods: vec![], households: 4, party: group(), persons: 16, policy: None };
        let content = Content::Payment(PaymentContent {
            account: code("cash:main"),
            allocation: Some(AllocationLine { allocation: AllocationNo::new(1), line: 1 }),
            amount,
            earmark: None,
            head: code("houses"),
            kind: PaymentKind::Relief(group()),
            recipients: vec![recipient],
        });
        let command = Command::Relief(On {
            effective_on: today(),
            command: Relief::MakeRequest(MakeRequest { content, evidence: vec![], row: None }),
        });
        let actor = format!("treasurer:{T}").parse().unwrap();
        let outcome = self.ledger().execute(Entry::new(actor, command, None)).unwrap();
        match outcome.made.first() {
            Some(Thing::Request(number)) => *number,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn approver(&self, person: &str) -> String {
        self.let_in(person, "Người Duyệt Thử", &[Role::Approver])
    }
}

fn today() -> Date {
    ledger::today(jiff::Timestamp::now())
}
