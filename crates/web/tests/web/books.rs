//! Books with a few invented gifts, and a server over them.

use std::net::SocketAddr;
use std::sync::Arc;

use domain::{
    AccountId, AddAccount, Command, DonorKind, OpenFund, ReceiptNo, RecordReceipt, ReversalReason,
    ReverseReceipt, Vnd,
};
use jiff::civil::{Date, date};
use ledger::{Books, Entry, Ledger};
use tempfile::TempDir;
use vault::Row;

pub(crate) const DAY: Date = date(2024, 9, 10);
pub(crate) const OPEN: &str = "vietcombank:0011001932418";
pub(crate) const CASH: &str = "cash:main";
pub(crate) const UNLISTED: &str = "agribank:6500201005071";

/// A fund, its books, and the server that shows them until it is dropped.
pub(crate) struct Served {
    pub(crate) address: SocketAddr,
    pub(crate) books: Arc<Books>,
    pub(crate) live: web::Live,
    _runtime: tokio::runtime::Runtime,
    _dir: TempDir,
}

/// Serves a new data directory after `fill`.
pub(crate) fn serve(fill: impl FnOnce(&Books)) -> Served {
    let dir = tempfile::tempdir().unwrap();
    let books = Arc::new(Books::open(dir.path()).unwrap());
    fill(&books);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    let live = web::Live::default();
    let papers = web::Papers::new(|_, voucher| Ok(format!("%PDF-1.7 {voucher}").into_bytes()));
    let given = web::Given { live: live.clone(), papers: Some(papers), ..web::Given::default() };
    let router = web::router_with(&books, given);
    let service = router.into_make_service_with_connect_info::<std::net::SocketAddr>();
    runtime.spawn(async move { axum::serve(listener, service).await });
    Served { address, books, live, _runtime: runtime, _dir: dir }
}

/// A fund with one published and one unpublished account.
pub(crate) fn open(books: &Books, id: &str, name: &str) -> Arc<Ledger> {
    let ledger = books.create(&id.parse().unwrap()).unwrap();
    let opened = OpenFund { fund: id.parse().unwrap(), name: name.into(), effective_on: DAY };
    run(&ledger, Command::OpenFund(opened), None);
    for (account, published) in [(OPEN, true), (UNLISTED, false), (CASH, true)] {
        let account: AccountId = account.parse().unwrap();
        run(&ledger, Command::AddAccount(AddAccount { account, published, effective_on: DAY }), None);
    }
    ledger
}

/// What is told of an invented gift.
pub(crate) struct Told {
    pub(crate) account: &'static str,
    pub(crate) dong: i64,
    pub(crate) donor: DonorKind,
    pub(crate) name: &'static str,
    pub(crate) memo: &'static str,
    pub(crate) reference: &'static str,
}

impl Default for Told {
    fn default() -> Self {
        Self {
            account: OPEN,
            dong: 500_000,
            donor: DonorKind::Person,
            name: "NGUYỄN VĂN AN",
            memo: "Ủng hộ đồng bào bão lũ",
            reference: "",
        }
    }
}

pub(crate) fn give(ledger: &Ledger, told: &Told) -> ReceiptNo {
    let command = RecordReceipt {
        said: None,
        account: told.account.parse().unwrap(),
        amount: Vnd::new(told.dong),
        donor: told.donor,
        earmark: None,
        document_on: None,
        effective_on: DAY,
        reference: Some(told.reference.into()).filter(|_| !told.reference.is_empty()),
        row: None,
    };
    let row = Row { name: told.name.into(), memo: told.memo.into(), ..Row::default() };
    run(ledger, Command::RecordReceipt(command), Some(row)).unwrap()
}

pub(crate) fn reverse(ledger: &Ledger, receipt: ReceiptNo) {
    let reason = ReversalReason::RecordedTwice;
    run(
        ledger,
        Command::ReverseReceipt(ReverseReceipt { receipt, reason, row: None, effective_on: DAY }),
        None,
    );
}

fn run(ledger: &Ledger, command: Command, personal: Option<Row<'static>>) -> Option<ReceiptNo> {
    let actor = "operator:t-test".parse().unwrap();
    ledger.execute(Entry::new(actor, command, personal)).unwrap().receipt
}
