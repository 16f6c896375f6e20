//! The public summary, and the newest checkpoint, each against a bare axum handler that returns the same bytes: requests
//! a second of each, side by side in one run, and the ratio.
//!
//! Both servers run in this process; keep-alive connections over loopback ask as fast as they are answered. The
//! cores are shared by servers and callers, as they are for both sides.
#![expect(clippy::unwrap_used, clippy::panic, clippy::float_arithmetic, reason = "a measurement")]
#![expect(clippy::cast_precision_loss, reason = "counts of requests")]

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use access::TokenStore;
use api::{AppState, Config, Statements};
use axum::Router;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use domain::{AccountId, AddAccount, Command, DonorKind, OpenFund, RecordReceipt, Vnd};
use jiff::ToSpan as _;
use jiff::civil::date;
use ledger::{Books, Entry, Ledger};
use publication::{Lock, LogKeys, Publisher, Store};
use statements::Profiles;
use statements::memo::MemoRules;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const CONNECTIONS: usize = 32;
const ROUND: Duration = Duration::from_secs(2);
const ROUNDS: usize = 5;
/// Days with receipts: a summary of about the length of a campaign's.
const DAYS: i64 = 60;
/// What is asked for: what it is, its path, and its media type.
const PAGES: [(&str, &str, &str); 2] = [
    ("the public summary", "/v1/funds/bench/summary", "application/json"),
    ("the newest checkpoint", "/f/bench/checkpoint", "text/plain; charset=utf-8"),
];

fn main() {
    let data = tempfile::tempdir().unwrap();
    let books = Arc::new(Books::open(data.path()).unwrap());
    fill(&books.create(&"bench".parse().unwrap()).unwrap());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let store = publish(data.path(), &books);
        let ours = ours(books, TokenStore::open(data.path()).unwrap(), store).await;
        for (what, path, media) in PAGES {
            compare(ours, what, path, media).await;
        }
    });
}

async fn compare(ours: SocketAddr, what: &str, path: &'static str, media: &'static str) {
    let mut first = Caller::connect(ours, path).await;
    let body = first.ask().await;
    println!("{what}, {} bytes, {CONNECTIONS} connections, {ROUND:?} a round", body.len());
    let bare = bare(body, path, media).await;
    let (mut us, mut them) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        them.push(round(bare, path).await);
        us.push(round(ours, path).await);
    }
    let (us, them) = (Figures::median(&us), Figures::median(&them));
    println!("                   requests/s   CPU us a request, caller's half and kernel included");
    println!("bare axum handler  {:>10.0}   {:>6.1}", them.rate, them.cpu);
    println!("api                {:>10.0}   {:>6.1}", us.rate, us.cpu);
    println!(
        "ratio              {:>10.2}   {:>6.2}   (bar: at least 0.8)",
        us.rate / them.rate,
        them.cpu / us.cpu
    );
}

/// What a round measured. The CPU time tells the same as the rate, and holds still on a busy machine.
struct Figures {
    /// Requests a second.
    rate: f64,
    /// Microseconds of this process's CPU time a request.
    cpu: f64,
}

impl Figures {
    fn median(rounds: &[Self]) -> Self {
        let middle = |mut values: Vec<f64>| {
            values.sort_by(f64::total_cmp);
            values.get(values.len() / 2).copied().unwrap()
        };
        Self {
            rate: middle(rounds.iter().map(|round| round.rate).collect()),
            cpu: middle(rounds.iter().map(|round| round.cpu).collect()),
        }
    }
}

/// CPU time of this process so far, in seconds: fields 14 and 15 of its stat line, in hundredths.
fn cpu_time() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let (_, fields) = stat.rsplit_once(") ").unwrap();
    let ticks: u32 = fields.split(' ').skip(11).take(2).map(|field| field.parse::<u32>().unwrap()).sum();
    f64::from(ticks) / 100.0
}

/// The fund's log, published once.
fn publish(data: &Path, books: &Books) -> Store {
    let signer = LogKeys::open(&data.join("keys"), &data.join("locks")).unwrap();
    let signer = signer.signer("bench.example/fund/bench").unwrap();
    let (store, lock) = (Store::at(&data.join("tlog")), Lock::read(&data.join("locks"), "bench").unwrap());
    let ledger = books.fund(&"bench".parse().unwrap()).unwrap();
    let origin = signer.public().name().to_owned();
    let mut publisher = Publisher::open(store.clone(), lock, signer, &origin, ledger.log()).unwrap();
    publisher.publish(ledger.log()).unwrap();
    store
}

async fn ours(books: Arc<Books>, tokens: TokenStore, store: Store) -> SocketAddr {
    let state = AppState::new(books, tokens, bundled(), Config::default());
    state.logs().add("bench", store);
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = api::router(state.clone());
    tokio::spawn(async move { api::serve(listener, router, &state, std::future::pending()).await });
    address
}

async fn bare(body: Bytes, path: &str, media: &'static str) -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let handler = move || async move { ([(CONTENT_TYPE, media)], body) };
    let router = Router::new().route(path, get(handler));
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

/// All connections ask for the length of a round.
async fn round(server: SocketAddr, path: &'static str) -> Figures {
    let (started, used) = (Instant::now(), cpu_time());
    let tasks: Vec<_> =
        (0..CONNECTIONS).map(|_| tokio::spawn(ask_until(server, path, started + ROUND))).collect();
    let mut count = 0;
    for task in tasks {
        count += task.await.unwrap();
    }
    let count = count as f64;
    Figures { rate: count / started.elapsed().as_secs_f64(), cpu: (cpu_time() - used) * 1e6 / count }
}

async fn ask_until(server: SocketAddr, path: &'static str, end: Instant) -> u64 {
    let mut caller = Caller::connect(server, path).await;
    let mut count = 0;
    while Instant::now() < end {
        caller.exchange().await;
        count += 1;
    }
    count
}

/// One keep-alive connection.
struct Caller {
    stream: TcpStream,
    request: String,
    buffer: Vec<u8>,
}

impl Caller {
    async fn connect(server: SocketAddr, path: &str) -> Self {
        let stream = TcpStream::connect(server).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\n\r\n");
        Self { stream, request, buffer: vec![0; 1 << 18] }
    }

    async fn ask(&mut self) -> Bytes {
        let (head, whole) = self.exchange().await;
        Bytes::copy_from_slice(self.buffer.get(head..whole).unwrap())
    }

    /// Sends a request and reads its answer; tells where the head and where the body ends.
    async fn exchange(&mut self) -> (usize, usize) {
        self.stream.write_all(self.request.as_bytes()).await.unwrap();
        let (mut have, mut ends) = (0, None);
        loop {
            let read = self.stream.read(self.buffer.get_mut(have..).unwrap()).await.unwrap();
            assert!(read > 0, "the server closed the connection");
            have += read;
            ends = ends.or_else(|| ends_of(self.buffer.get(..have).unwrap()));
            if let Some((head, whole)) = ends.filter(|(_, whole)| have >= *whole) {
                return (head, whole);
            }
        }
    }
}

/// Where head and body end, once the head is there.
fn ends_of(bytes: &[u8]) -> Option<(usize, usize)> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let head = std::str::from_utf8(bytes.get(..end)?).unwrap();
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "))?;
    Some((end, end + length.parse::<usize>().unwrap()))
}

fn fill(ledger: &Ledger) {
    let first = date(2024, 9, 10);
    let account: AccountId = "cash:main".parse().unwrap();
    let open =
        OpenFund { fund: ledger.fund().clone(), name: "Quỹ đo tốc độ".into(), effective_on: first };
    execute(ledger, Command::OpenFund(open));
    let add = AddAccount { account: account.clone(), published: true, effective_on: first };
    execute(ledger, Command::AddAccount(add));
    for day in 0..DAYS {
        execute(
            ledger,
            Command::RecordReceipt(RecordReceipt {
                said: None,
                account: account.clone(),
                amount: Vnd::new(500_000 + day),
                donor: DonorKind::Person,
                earmark: None,
                document_on: None,
                effective_on: first.checked_add(day.days()).unwrap(),
                reference: None,
                row: None,
            }),
        );
    }
}

fn execute(ledger: &Ledger, command: Command) {
    let actor = "operator:t-00000000".parse().unwrap();
    let entry = Entry::new(actor, command, None);
    ledger.execute(entry).unwrap_or_else(|error| panic!("{error}"));
}

fn bundled() -> Statements {
    Statements { profiles: Profiles::bundled().unwrap(), rules: MemoRules::bundled().unwrap() }
}
