//! `sovang serve`: the API and the public pages over all funds of the data directory.

use std::net::SocketAddr;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use access::{Access, Policy, Site, TokenStore};
use api::{AppState, Statements};
use desk::{Desk, Door};
use domain::FundId;
use ledger::Books;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::Failure;
use crate::config::{Config, open_providers};
use crate::local::{memo_rules, profiles, tell};
use crate::out::say;
use crate::publishing::{self, Press, Service};

#[derive(clap::Args)]
pub(crate) struct Serve {
    /// Địa chỉ lắng nghe / address to listen on
    #[arg(long, env = "SOVANG_LISTEN")]
    listen: Option<SocketAddr>,
    /// Thời gian tối đa cho một yêu cầu, giây / longest time for one request, in seconds
    #[arg(long, env = "SOVANG_TIMEOUT", value_name = "SECONDS")]
    timeout: Option<u64>,
    /// Tệp sao kê lớn nhất được nhận, MiB / largest statement file taken, in MiB
    #[arg(long, env = "SOVANG_UPLOAD", value_name = "MIB")]
    upload: Option<usize>,
}

impl Serve {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        self.run_with(config, config.access.clone())
    }

    /// The same under other rules of signing in.
    pub(crate) fn run_with(self, config: &Config, policy: Policy) -> Result<(), Failure> {
        let providers = open_providers(&config.providers, config.issuer.base_url.as_deref())?;
        let books = open(config)?;
        let limits = api::Config {
            max_upload: self.upload.map_or(config.upload, |mib| mib.saturating_mul(1 << 20)),
            issuer: config.issuer.clone(),
            request_timeout: self.timeout.map_or(config.timeout, Duration::from_secs),
            ..api::Config::default()
        };
        let statements = Statements { profiles: profiles(config)?, rules: memo_rules(config)? };
        let tokens = TokenStore::open(&config.data)?;
        let listen = self.listen.unwrap_or(config.listen);
        let policy = Policy { site: site(config, listen), ..policy };
        let access = Arc::new(Access::open(&config.data, policy)?);
        let secure = secure(config, listen);
        let state = AppState::new(Arc::clone(&books), tokens, statements, limits)
            .with_access(Arc::clone(&access), secure);
        index_and_verify_in_background(&books);
        verify_in_background(Arc::clone(&access));
        let publishing = publish(config, &books, &state);
        let runtime = tokio::runtime::Runtime::new()?;
        let desk = Desk::new(Arc::clone(&books), Arc::new(Door::new(access, secure)))
            .signing_in_through(providers)
            .reading(profiles(config)?, memo_rules(config)?);
        let printer = state.clone();
        let desk = desk.with_reports(move |ledger, asked| {
            printer.report(ledger, &asked.report, (asked.first, asked.last), asked.known_at, &asked.format)
        });
        let served = runtime.block_on(serve(state, books, (&desk, config.iati.clone()), listen));
        // What was acknowledged last is published too.
        drop(publishing);
        served
    }
}

/// Whether browsers come over https: then, and wherever others than this machine can listen, sessions go over nothing else.
fn secure(config: &Config, listen: SocketAddr) -> bool {
    let https = config.issuer.base_url.as_deref().is_some_and(|url| url.starts_with("https://"));
    https || !listen.ip().is_loopback()
}

/// What passkeys are bound to: the public address, or this machine where nobody else can listen and no
/// other address is set.
fn site(config: &Config, listen: SocketAddr) -> Option<Site> {
    let here = || Site::this_machine().filter(|_| listen.ip().is_loopback());
    match &config.issuer.base_url {
        Some(address) => Site::at(address).or_else(|| here().filter(|_| address.starts_with("http://127."))),
        None => here(),
    }
}

/// A fund that cannot be opened keeps none of the others closed, unless it is the only one.
fn open(config: &Config) -> Result<Arc<Books>, Failure> {
    let books = Books::open(config.places())?;
    for (fund, opened) in books.opened() {
        tell(fund, opened);
    }
    for ledger in books.funds() {
        publishing::guard(config, &ledger);
        if let Some((_, why)) = ledger.read_only() {
            tracing::error!(fund = %ledger.fund(), why, "ALARM: nothing is written to these books");
        }
    }
    for (fund, error) in books.broken() {
        tracing::error!(%fund, %error, "ALARM: the books of this fund cannot be opened");
    }
    match books.broken().first() {
        Some((fund, _)) if books.funds().is_empty() => {
            Books::open_fund(config.places(), fund)?;
            Ok(Arc::new(books))
        }
        _ => Ok(Arc::new(books)),
    }
}

/// Without its keys a server still records and shows; what it last published is served on.
fn publish(config: &Config, books: &Arc<Books>, state: &AppState) -> Option<Service> {
    let logs = state.logs().clone();
    match Press::open(config) {
        Ok(press) => Some(Service::start(press, Arc::clone(books), logs)),
        Err(error) => {
            tracing::error!(%error, "no log is published");
            for ledger in books.funds() {
                logs.add(ledger.fund().as_str(), publishing::store(&config.data, ledger.fund()));
                logs.stopped(ledger.fund().as_str(), true);
            }
            None
        }
    }
}

/// The first search would wait for its index otherwise; and what lies before the journal's mark is read again while
/// nobody waits for it.
fn index_and_verify_in_background(books: &Books) {
    for ledger in books.funds() {
        thread::spawn(move || {
            if let Err(error) = ledger.index_gifts() {
                tracing::error!(fund = %ledger.fund(), %error, "the gifts cannot be searched");
            }
            if let Err(damage) = ledger.verify(|_, _| {}) {
                tracing::error!(fund = %ledger.fund(), %damage, "ALARM: the log is damaged");
            }
        });
    }
}

/// What lies before the mark of the access log is read again too.
fn verify_in_background(access: Arc<Access>) {
    thread::spawn(move || {
        if let Err(error) = access.verify() {
            tracing::error!(%error, "ALARM: the access log is damaged");
        }
    });
}

async fn serve(
    state: AppState,
    books: Arc<Books>,
    (desk, iati): (&Desk, Option<web::Reporter>),
    listen: SocketAddr,
) -> Result<(), Failure> {
    let listener = TcpListener::bind(listen).await.map_err(|source| Failure::Listen { listen, source })?;
    let address = listener.local_addr()?;
    let mut stop = signal(SignalKind::terminate())?;
    let live = web::Live::default();
    let streams = live.clone();
    let shutdown = async move {
        tokio::select! {
            _ = stop.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        // Streams have no end of their own: nobody waits for them.
        streams.stop();
    };
    say(&addresses(address, &books))?;
    let desk = desk::router(desk);
    let printer = state.clone();
    let papers = web::Papers::new(move |ledger, voucher| printer.public_paper(ledger, voucher));
    let strangers = Arc::clone(state.strangers());
    let given = web::Given { live, strangers, reporter: iati, papers: Some(papers) };
    let router = api::router(state.clone()).merge(web::router_with(&books, given)).merge(desk);
    Ok(api::serve(listener, router, &state, shutdown).await?)
}

fn addresses(address: SocketAddr, books: &Books) -> String {
    let summary = |fund: &FundId| format!("  http://{address}/v1/funds/{fund}/summary\n");
    let funds: String = books.funds().iter().map(|ledger| summary(ledger.fund())).collect();
    format!(
        "Sổ Vàng đang mở tại / is open at:\n\
         \x20 http://{address}/            trang công khai / public page (English: http://{address}/en)\n\
         \x20 http://{address}/dang-nhap   đăng nhập / sign in\n\
         {funds}\
         \x20 http://{address}/v1/openapi.json   API\n\
         Dừng bằng Ctrl-C. / Stop with Ctrl-C.\n"
    )
}
