//! A server for one test, and what to ask of it.

use std::net::SocketAddr;
use std::sync::{Arc, Weak};
use std::thread::JoinHandle;

use access::{Access, TOKEN_ROLES, TokenStore, testing};
use api::{AppState, Config, Logs, Statements};
use domain::Role;
use ledger::Books;
use serde_json::{Value, json};
use statements::Profiles;
use statements::memo::MemoRules;
use tempfile::TempDir;
use tokio::sync::oneshot;
use ureq::http::HeaderMap;

pub(crate) const FUND: &str = "/v1/funds/yagi-2024";
pub(crate) const BANK: &str = "vietcombank:0011001932418";
pub(crate) const HIDDEN: &str = "agribank:1500201113838";

/// A running server. Dropping it stops it and waits for its end.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    pub(crate) data: TempDir,
    /// Those who sign in on the pages.
    pub(crate) access: Arc<Access>,
    /// The published logs that it serves.
    pub(crate) logs: Logs,
    /// Gone when the server is.
    pub(crate) books: Weak<Books>,
    tokens: Vec<(Role, String)>,
    agent: ureq::Agent,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Server {
    /// A server without funds.
    pub(crate) fn empty() -> Self {
        Self::with(Config::default())
    }

    /// A server with a fund, a published and an unpublished account, and a cash box.
    pub(crate) fn with_fund() -> Self {
        let server = Self::empty();
        server.open_fund();
        server
    }

    /// A server with other limits.
    pub(crate) fn with(config: Config) -> Self {
        let data = tempfile::tempdir().unwrap();
        let store = TokenStore::open(data.path()).unwrap();
        let token = |role| {
            (role, store.create(role, None, None, jiff::Timestamp::now()).unwrap().1.reveal().to_owned())
        };
        let tokens = TOKEN_ROLES.map(token).to_vec();
        let books = Arc::new(Books::open(data.path()).unwrap());
        let (stop, stopped) = oneshot::channel();
        let weak = Arc::downgrade(&books);
        let access = Arc::new(Access::open(data.path(), testing::policy()).unwrap());
        let state = AppState::new(books, store, bundled(), config).with_access(Arc::clone(&access), false);
        let (logs, books) = (state.logs().clone(), weak);
        let (address, thread) = start(state, stopped);
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        Self { address, data, access, logs, books, tokens, agent, stop: Some(stop), thread: Some(thread) }
    }

    pub(crate) fn open_fund(&self) {
        let fund = json!({"fund": "yagi-2024", "name": "Quỹ cứu trợ bão Yagi", "effective_on": "2024-09-10"});
        self.post("/v1/funds", Role::Admin, &fund).expect(201);
        for (account, published) in [(BANK, true), (HIDDEN, false), ("cash:main", true)] {
            let body = json!({"account": account, "published": published, "effective_on": "2024-09-10"});
            self.post(&format!("{FUND}/accounts"), Role::Treasurer, &body).expect(201);
        }
    }

    /// Tells the server to stop, without waiting.
    pub(crate) fn stop(&mut self) {
        self.stop.take().unwrap().send(()).unwrap();
    }

    /// Waits for the server's end.
    pub(crate) fn join(&mut self) {
        self.thread.take().unwrap().join().unwrap();
    }

    pub(crate) fn token(&self, role: Role) -> &str {
        &self.tokens.iter().find(|(held, _)| *held == role).unwrap().1
    }

    /// Reads as the public.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], None)
    }

    /// Reads with a token.
    pub(crate) fn get_as(&self, path: &str, role: Role) -> Answer {
        self.send("GET", path, &[("Authorization", &self.bearer(role))], None)
    }

    /// Writes JSON with a token.
    pub(crate) fn post(&self, path: &str, role: Role, body: &Value) -> Answer {
        self.post_text(path, role, &body.to_string(), &[])
    }

    /// Writes a body as it is, with a token and more headers.
    pub(crate) fn post_text(&self, path: &str, role: Role, body: &str, more: &[(&str, &str)]) -> Answer {
        let bearer = self.bearer(role);
        let mut headers = vec![("Authorization", &*bearer), ("Content-Type", "application/json")];
        headers.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
        headers.extend(more);
        self.send("POST", path, &headers, Some(body.as_bytes()))
    }

    pub(crate) fn bearer(&self, role: Role) -> String {
        format!("Bearer {}", self.token(role))
    }

    /// Sends anything.
    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&[u8]>,
    ) -> Answer {
        let mut request =
            ureq::http::Request::builder().method(method).uri(format!("http://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = match body {
            Some(body) => self.agent.run(request.body(body).unwrap()),
            None => self.agent.run(request.body(()).unwrap()),
        };
        let mut response = response.unwrap();
        let body = String::from_utf8_lossy(&response.body_mut().read_to_vec().unwrap()).into_owned();
        Answer { status: response.status().as_u16(), headers: response.headers().clone(), body }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

/// Runs a server on a thread of its own until `stopped` resolves.
fn start(state: AppState, stopped: oneshot::Receiver<()>) -> (SocketAddr, JoinHandle<()>) {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    let thread = std::thread::spawn(move || {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            let shutdown = async { drop(stopped.await) };
            api::serve(listener, api::router(state.clone()), &state, shutdown).await.unwrap();
        });
    });
    (address, thread)
}

impl Answer {
    /// The answer, which has this status.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.body);
        self
    }

    /// The body as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The answer is a whole problem document of this status, code and field.
    #[track_caller]
    pub(crate) fn expect_problem(&self, status: u16, code: &str, field: Option<&str>) {
        let problem: Value = serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{self:?}"));
        assert_eq!(
            (self.status, problem["type"].as_str(), problem.get("field").and_then(Value::as_str)),
            (status, Some(&*format!("urn:sovang:problem:{code}")), field),
            "{problem}"
        );
        assert_eq!(problem["status"], status);
        assert_eq!(self.header("content-type"), "application/problem+json");
        for text in ["title", "detail", "detail_vi", "detail_en"] {
            assert!(problem[text].as_str().is_some_and(|text| !text.is_empty()), "{text} of {problem}");
        }
    }
}

/// A receipt that the rules take.
pub(crate) fn receipt() -> Value {
    json!({
        "account": "cash:main", "amount": "500000", "donor": "person", "donor_name": "Trần Thị Thử",
        "memo": "ung ho dong bao", "effective_on": "2024-09-11"
    })
}

/// `receipt()` with some fields changed; `null` takes a field away.
pub(crate) fn receipt_with(changes: &Value) -> Value {
    let mut body = receipt();
    for (name, value) in changes.as_object().unwrap() {
        if value.is_null() {
            body.as_object_mut().unwrap().remove(name);
        } else {
            body[name] = value.clone();
        }
    }
    body
}

fn bundled() -> Statements {
    Statements { profiles: Profiles::bundled().unwrap(), rules: MemoRules::bundled().unwrap() }
}
