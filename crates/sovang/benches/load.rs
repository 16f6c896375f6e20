//! Two thousand people on the public pages at once while a treasurer records: no error, and the treasurer's commands answered in
//! under 100 ms (99 of 100). Alone first, then with the people, side by side in one run.
//!
//! Each person holds a connection of their own and reads as people do: a page, a pause of two to six seconds, the next one.
//! The callers share the machine's cores with the server. `SOVANG_PEOPLE`, `SOVANG_SECONDS` and `SOVANG_GIFTS` change the size.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a measurement")]

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::Mutex;

/// What people look at, behind the fund's address, and how often among nine.
const PAGES: [(&str, u64); 6] = [
    ("", 3),
    ("/ung-ho", 2),
    ("/ung-ho?q=ung+ho", 1),
    ("/ung-ho?q=nguyen+van", 1),
    ("/ung-ho/7", 1),
    ("/ban-do", 1),
];

fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn main() {
    let people = setting("SOVANG_PEOPLE", 2_000);
    let seconds = Duration::from_secs(setting("SOVANG_SECONDS", 30));
    let place = tempfile::tempdir().unwrap();
    let program = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sovang"));
        command.env("SOVANG_DATA", place.path().join("data")).current_dir(place.path());
        command
    };
    let mut load = program();
    let fund = if let Ok(gifts) = std::env::var("SOVANG_GIFTS") {
        load.args(["demo", "--load-only", "--size", &gifts]);
        "dong-thap-thu-2021"
    } else {
        load.args(["demo", "dong-thap-2021", "--load-only"]);
        "dong-thap-2021"
    };
    assert!(load.stdout(Stdio::null()).status().unwrap().success());
    let made = program().args(["token", "create", "--role", "treasurer"]).output().unwrap();
    let said = String::from_utf8(made.stdout).unwrap();
    let token = said.split_whitespace().find(|word| word.starts_with("sv_")).unwrap().to_owned();
    let (mut server, address) = serve(&mut program());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(measure(&Place { address, fund, token }, people, seconds));
    server.kill().unwrap();
    server.wait().unwrap();
}

fn serve(command: &mut Command) -> (Child, String) {
    let command = command.args(["serve", "--listen", "127.0.0.1:0"]).stderr(Stdio::null());
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let address = lines.find_map(|line| {
        let line = line.unwrap();
        Some(line.trim().strip_prefix("http://")?.split('/').next()?.to_owned())
    });
    std::thread::spawn(move || lines.for_each(drop));
    (child, address.unwrap())
}

/// Where the books are served.
struct Place {
    address: String,
    fund: &'static str,
    token: String,
}

async fn measure(place: &Place, people: u64, seconds: Duration) {
    let mut alone = treasurer(place, seconds / 3).await;
    println!("treasurer alone:            {}", figures(&mut alone));
    let crowd = Arc::new(Crowd::default());
    let tasks: Vec<_> = (0..people)
        .map(|number| tokio::spawn(person(place.address.clone(), place.fund, number, Arc::clone(&crowd))))
        .collect();
    let mut busy = treasurer(place, seconds).await;
    crowd.over.store(true, Ordering::Relaxed);
    for task in tasks {
        task.await.unwrap();
    }
    println!("with {people} people reading:   {}   (bar: p99 under 100 ms)", figures(&mut busy));
    let mut pages = crowd.pages.lock().await;
    println!("the people's pages:         {}", figures(&mut pages));
    let (bytes, errors) = (crowd.bytes.load(Ordering::Relaxed), crowd.errors.load(Ordering::Relaxed));
    println!(
        "errors: {errors} (bar: none); {} kB a page on average",
        bytes / 1_000 / pages.len().max(1) as u64
    );
    assert_eq!(errors, 0);
}

fn figures(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |per_mille: usize| times[(times.len() * per_mille / 1000).min(times.len() - 1)].as_micros();
    let milliseconds = |micros: u128| format!("{}.{:01} ms", micros / 1000, micros % 1000 / 100);
    let [half, most, worst] = [500, 990, 1000].map(at).map(milliseconds);
    format!("{} answers, p50 {half}, p99 {most}, longest {worst}", times.len())
}

/// What the people saw.
#[derive(Default)]
struct Crowd {
    over: AtomicBool,
    bytes: AtomicU64,
    errors: AtomicU64,
    pages: Mutex<Vec<Duration>>,
}

async fn person(address: String, fund: &str, number: u64, crowd: Arc<Crowd>) {
    let mut random = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = move |below: u64| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random % below
    };
    let mut line = Line::connect(&address).await;
    while !crowd.over.load(Ordering::Relaxed) {
        let mut turn = next(9);
        let page = PAGES.iter().find(|(_, often)| {
            let here = turn < *often;
            turn = turn.saturating_sub(*often);
            here
        });
        let page = page.unwrap().0;
        let request = format!("GET /quy/{fund}{page} HTTP/1.1\r\nhost: x\r\naccept-encoding: br\r\n\r\n");
        let started = Instant::now();
        let (status, bytes) = line.ask(&request).await;
        crowd.pages.lock().await.push(started.elapsed());
        crowd.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
        if status != 200 {
            crowd.errors.fetch_add(1, Ordering::Relaxed);
        }
        tokio::time::sleep(Duration::from_millis(2_000 + next(4_000))).await;
    }
}

/// Records one cash gift after the other, as fast as a person could with a machine's help.
async fn treasurer(place: &Place, seconds: Duration) -> Vec<Duration> {
    let Place { address, fund, token } = place;
    let mut line = Line::connect(address).await;
    let (started, mut times) = (Instant::now(), Vec::new());
    let today = ledger::today(jiff::Timestamp::now());
    let body = format!(
        r#"{{"account":"cash:main","amount":"200000","donor":"person","donor_name":"Người Thử","effective_on":"{today}"}}"#
    );
    while started.elapsed() < seconds {
        let id = uuid::Uuid::now_v7();
        let request = format!(
            "POST /v1/funds/{fund}/receipts HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\nidempotency-key: {id}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        let asked = Instant::now();
        let (status, _) = line.ask(&request).await;
        times.push(asked.elapsed());
        assert_eq!(status, 201);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    times
}

/// A connection that stays open.
struct Line(tokio::io::BufReader<TcpStream>);

impl Line {
    async fn connect(address: &str) -> Self {
        Self(tokio::io::BufReader::new(TcpStream::connect(address).await.unwrap()))
    }

    /// The status and the body's length.
    async fn ask(&mut self, request: &str) -> (u16, usize) {
        self.0.get_mut().write_all(request.as_bytes()).await.unwrap();
        let (mut status, mut length, mut chunked, mut line) = (0, 0, false, String::new());
        loop {
            line.clear();
            assert!(self.0.read_line(&mut line).await.unwrap() > 0, "the server closed the connection");
            let head = line.trim_end().to_ascii_lowercase();
            if head.is_empty() {
                break;
            }
            if let Some(rest) = head.strip_prefix("http/1.1 ") {
                status = rest[..3].parse().unwrap();
            }
            if let Some(rest) = head.strip_prefix("content-length: ") {
                length = rest.parse().unwrap();
            }
            chunked |= head == "transfer-encoding: chunked";
        }
        if chunked {
            return (status, self.chunks().await);
        }
        self.skip(length).await;
        (status, length)
    }

    async fn chunks(&mut self) -> usize {
        let (mut all, mut line) = (0, String::new());
        loop {
            line.clear();
            self.0.read_line(&mut line).await.unwrap();
            let size = usize::from_str_radix(line.trim_end(), 16).unwrap();
            self.skip(size + 2).await;
            all += size;
            if size == 0 {
                return all;
            }
        }
    }

    async fn skip(&mut self, length: usize) {
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).await.unwrap();
    }
}
