//! A fund on the disk with rules, people and stock, and short ways to ask it something, alone or 64 at a time.

use std::sync::Barrier;
use std::thread;

use domain::goods::{
    Condition, DeclareItem, GoodsSource, IssueGoods, OpenWarehouse, ReceiveGoods, ReceivedEntry, ValueSource,
};
use domain::network::{
    AreaEntry, AreaKind, DeclareAreas, DeclareOrganisation, FormGroups, GroupEntry, HouseholdEntry,
    OrganisationKind, RegisterHouseholds,
};
use domain::relief::{
    AdoptLimits, AppointApprover, ApproveRequest, Content, IssueContent, MakeRequest, OpenRequest, Pay,
    PaymentContent, PaymentKind, PickedLine,
};
use domain::{
    AddAccount, Command, Digest, DonorKind, Event, FundId, On, OpenFund, Party, Quantity, RecordReceipt,
    RequestNo, State, Vnd, decode, goods, network, relief,
};
use jiff::civil::{Date, date};
use ledger::{Books, Entry, Ledger, LedgerError, Outcome};
use tempfile::TempDir;

const DAY: Date = date(2024, 9, 10);

/// The books and the directory that they lie in.
pub(crate) struct Fund {
    data: TempDir,
    id: FundId,
    ledger: Ledger,
    /// How many events there were before the race.
    before: u64,
}

pub(crate) fn code<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().unwrap()
}

pub(crate) fn entry(who: &str, command: Command) -> Entry {
    Entry::new(code(who), command, None)
}

fn of_goods(command: goods::Command) -> Command {
    Command::Goods(On { effective_on: DAY, command })
}

fn of_network(command: network::Command) -> Command {
    Command::Network(On { effective_on: DAY, command })
}

fn of_relief(command: relief::Command) -> Command {
    Command::Relief(On { effective_on: DAY, command })
}

pub(crate) fn make(content: &Content) -> Command {
    of_relief(relief::Command::MakeRequest(MakeRequest {
        content: content.clone(),
        evidence: vec![],
        row: None,
    }))
}

pub(crate) fn approve(request: u64, digest: &Digest) -> Command {
    let (digest, request) = (digest.clone(), RequestNo::new(request));
    of_relief(relief::Command::ApproveRequest(ApproveRequest { digest, request }))
}

pub(crate) fn pay(request: u64, amount: i64) -> Command {
    of_relief(relief::Command::Pay(Pay {
        amount: Vnd::new(amount),
        explains: None,
        fee: Vnd::ZERO,
        recipients: vec![],
        reference: None,
        request: RequestNo::new(request),
        row: None,
    }))
}

pub(crate) fn hand_over(request: u64) -> Command {
    of_goods(goods::Command::IssueGoods(IssueGoods { request: RequestNo::new(request), row: None }))
}

pub(crate) fn household(id: &str) -> Command {
    let household = HouseholdEntry { household: code(id), categories: vec![], members: 4, row: None };
    of_network(network::Command::RegisterHouseholds(RegisterHouseholds { households: vec![household] }))
}

pub(crate) fn cost(account: &str, amount: i64) -> PaymentContent {
    PaymentContent {
        account: code(account),
        allocation: None,
        amount: Vnd::new(amount),
        earmark: None,
        head: code("transport"),
        kind: PaymentKind::Cost(Party::Organisation(code("carrier"))),
        recipients: vec![],
    }
}

/// So many cases of noodles to the group.
pub(crate) fn issue(cases: i64) -> IssueContent {
    IssueContent {
        allocation: None,
        head: code("food"),
        lines: vec![PickedLine { item: code("noodles"), lot: None, quantity: Quantity::new(cases) }],
        recipients: vec![],
        to: Party::Group(code("g-1")),
        warehouse: code("main"),
    }
}

/// One province, one group and a carrier.
fn people() -> Vec<Command> {
    let area = AreaEntry {
        area: code("87"),
        kind: AreaKind::Province,
        name: "Đồng Tháp".into(),
        parent: None,
        successor: None,
        valid_until: None,
    };
    let organisation = |organisation: &str, kind| {
        let (name, organisation) = (organisation.to_owned(), code(organisation));
        network::Command::DeclareOrganisation(DeclareOrganisation { area: None, kind, name, organisation })
    };
    let group = GroupEntry { area: code("87"), group: code("g-1"), households: 40 };
    [
        network::Command::DeclareAreas(DeclareAreas { areas: vec![area], decision: "QĐ 1".into() }),
        organisation("carrier", OrganisationKind::Supplier),
        network::Command::FormGroups(FormGroups { groups: vec![group] }),
    ]
    .map(of_network)
    .into()
}

/// Two people approve what is above 50.
fn rules() -> Vec<Command> {
    let limits = AdoptLimits {
        account_per_day: None,
        confirm_days: 7,
        expire_days: 10,
        sign_days: 5,
        two_above: Vnd::new(50),
    };
    let appoint = |person: &str| {
        relief::Command::AppointApprover(AppointApprover {
            per_day: None,
            per_request: Vnd::new(1_000_000),
            person: code(person),
            until: None,
        })
    };
    [relief::Command::AdoptLimits(limits), appoint("approver:a"), appoint("approver:b")].map(of_relief).into()
}

impl Fund {
    /// Books with so much free money in one account.
    pub(crate) fn open(account: &str, amount: i64) -> Self {
        let data = tempfile::tempdir().unwrap();
        let id: FundId = code("lu-2024");
        drop(Books::open(data.path()).unwrap().create(&id).unwrap());
        let (ledger, _) = Books::open_fund(data.path(), &id).unwrap();
        let mut fund = Self { data, id, ledger, before: 0 };
        let open = OpenFund { fund: fund.id.clone(), name: "Quỹ".into(), effective_on: DAY };
        let add = AddAccount { account: code(account), published: true, effective_on: DAY };
        fund.run("admin:x", Command::OpenFund(open));
        fund.run("admin:x", Command::AddAccount(add));
        people().into_iter().chain(rules()).for_each(|command| drop(fund.run("admin:x", command)));
        let gift = RecordReceipt {
            said: None,
            account: code(account),
            amount: Vnd::new(amount),
            donor: DonorKind::Person,
            earmark: None,
            document_on: None,
            effective_on: DAY,
            reference: None,
            row: None,
        };
        fund.run("treasurer:t", Command::RecordReceipt(gift));
        fund.before = fund.ledger.head().position;
        fund
    }

    /// So many cases of noodles lie in the warehouse.
    pub(crate) fn stock(&self, cases: i64) {
        let item = DeclareItem {
            base: code("case"),
            category: code("food"),
            item: code("noodles"),
            minimum: None,
            name: "Mì gói".into(),
            perishable: false,
            units: vec![],
        };
        let warehouse = OpenWarehouse { area: None, name: "Kho".into(), warehouse: code("main") };
        let line = ReceivedEntry {
            condition: Condition::New,
            counted: Quantity::new(cases),
            expiry: None,
            item: code("noodles"),
            maker_lot: None,
            unit: code("case"),
            value: Vnd::new(cases),
            value_source: ValueSource::Declaration,
        };
        let received = ReceiveGoods {
            custody: None,
            donor: DonorKind::Enterprise,
            earmark: None,
            evidence: None,
            lines: vec![line],
            source: GoodsSource::Gift,
            warehouse: code("main"),
            row: None,
        };
        for command in [
            goods::Command::DeclareItem(item),
            goods::Command::OpenWarehouse(warehouse),
            goods::Command::ReceiveGoods(received),
        ] {
            self.run("storekeeper:s", of_goods(command));
        }
    }

    #[track_caller]
    pub(crate) fn run(&self, who: &str, command: Command) -> Outcome {
        self.ledger.execute(entry(who, command)).unwrap()
    }

    /// So many clients, each with a thread of its own, all at once.
    pub(crate) fn race(
        &self,
        clients: u64,
        of: impl Fn(u64) -> (&'static str, Command) + Sync,
    ) -> Vec<Result<Outcome, LedgerError>> {
        self.race_entries(clients, |client| {
            let (who, command) = of(client);
            entry(who, command)
        })
    }

    pub(crate) fn race_entries(
        &self,
        clients: u64,
        of: impl Fn(u64) -> Entry + Sync,
    ) -> Vec<Result<Outcome, LedgerError>> {
        let start = Barrier::new(usize::try_from(clients).unwrap());
        let (of, start) = (&of, &start);
        thread::scope(|scope| {
            let client = |number| {
                scope.spawn(move || {
                    let entry = of(number);
                    start.wait();
                    self.ledger.execute(entry)
                })
            };
            let running: Vec<_> = (0..clients).map(client).collect();
            running.into_iter().map(|client| client.join().unwrap()).collect()
        })
    }

    /// The books as they are read from the disk alone: log verified, views folded anew, nothing below zero, the books
    /// balanced, and at least so many events more than before the race.
    #[track_caller]
    pub(crate) fn reopened(self, events: u64) -> Self {
        let views = self.ledger.views().clone();
        let Self { data, id, ledger, before } = self;
        drop(ledger);
        std::fs::remove_file(data.path().join("funds").join(id.as_str()).join("snapshot")).unwrap();
        let (ledger, _) = Books::open_fund(data.path(), &id).unwrap();
        ledger.verify(|_, _| {}).unwrap();
        assert_eq!(*ledger.views(), views);
        let total = views.balances.total();
        assert_eq!(total.debit, total.credit);
        assert!(views.balances.money().all(|(_, dong)| dong >= 0));
        assert!(ledger.head().position >= before + events);
        Self { data, id, ledger, before }
    }

    /// The state of the rules, folded from the stored bytes.
    pub(crate) fn state(&self) -> State {
        let mut state = State::default();
        for stored in self.ledger.events(0) {
            let stored = stored.unwrap();
            let recorded = decode(stored.position, &stored.bytes).unwrap();
            state.evolve(&recorded.meta.actor, recorded.meta.effective_on, &recorded.event);
        }
        state
    }

    /// An open request as the log has it.
    pub(crate) fn stored(&self, request: u64) -> OpenRequest {
        self.state().relief.requests.open(RequestNo::new(request)).unwrap().clone()
    }

    /// What an account holds: in the views and in the state the same.
    pub(crate) fn money(&self, account: &str) -> i128 {
        let held = self.state().account(&code(account)).unwrap().balance;
        let views = self.ledger.views();
        assert_eq!(views.balances.of(&projection_balances::BookAccount::Money(code(account))), held);
        held
    }

    /// The last number of a series; every one from 1 is given out once.
    pub(crate) fn vouchers(&self, series: &str) -> u32 {
        let numbers: Vec<u32> = self
            .ledger
            .events(0)
            .map(|stored| decode(0, &stored.unwrap().bytes).unwrap().event)
            .filter_map(|event: Event| event.voucher())
            .filter(|voucher| voucher.to_string().starts_with(&format!("{series}-")))
            .map(|voucher| voucher.number)
            .collect();
        let count = u32::try_from(numbers.len()).unwrap();
        assert_eq!(numbers, (1..=count).collect::<Vec<_>>());
        count
    }
}
