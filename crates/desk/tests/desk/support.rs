//! A desk before new books, and somebody who sits at it.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use desk::{Desk, Door};
use domain::{AddAccount, Command, FundId, OpenFund, Role};
use http_body_util::BodyExt as _;
use jiff::civil::date;
use ledger::{Books, Entry, Ledger};
use statements::Profiles;
use statements::memo::MemoRules;
use tower::ServiceExt as _;

/// A desk.
pub(crate) struct Office {
    pub(crate) books: Arc<Books>,
    pub(crate) router: Router,
    door: Arc<Door>,
    _dir: tempfile::TempDir,
}

/// An answer, read.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) location: Option<String>,
    pub(crate) body: String,
}

pub(crate) fn fund() -> FundId {
    "yagi-2024".parse().unwrap()
}

impl Office {
    /// New books of one fund with a cash box.
    pub(crate) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let books = Arc::new(Books::open(dir.path()).unwrap());
        let effective_on = date(2024, 9, 1);
        let open = Command::OpenFund(OpenFund { fund: fund(), name: "Quỹ Yagi".into(), effective_on });
        let account = "cash:main".parse().unwrap();
        let add = Command::AddAccount(AddAccount { account, published: true, effective_on });
        books.create(&fund()).unwrap();
        let office = Self::over(dir, books);
        for command in [open, add] {
            office.record(command);
        }
        office
    }

    fn over(dir: tempfile::TempDir, books: Arc<Books>) -> Self {
        let door = Arc::new(Door::default());
        let (profiles, rules) = (Profiles::bundled().unwrap(), MemoRules::bundled().unwrap());
        let router = desk::router(&Desk::new(Arc::clone(&books), Arc::clone(&door)).reading(profiles, rules));
        Self { books, router, door, _dir: dir }
    }

    /// The books.
    pub(crate) fn ledger(&self) -> Arc<Ledger> {
        self.books.fund(&fund()).unwrap()
    }

    /// A command of whoever may give it.
    pub(crate) fn record(&self, command: Command) {
        let roles = command.action().roles();
        let role = roles.iter().find(|role| **role == Role::Operator).or(roles.first()).unwrap();
        let actor = format!("{}:t-00000001", role.name()).parse().unwrap();
        self.ledger().execute(Entry::new(actor, command, None)).unwrap();
    }

    /// What somebody asks of a part, in the words of the API.
    pub(crate) fn ask_of(&self, actor: &str, part: wire::Part, body: &serde_json::Value) -> ledger::Outcome {
        let asked = part.read(body.to_string().as_bytes(), date(2024, 9, 12)).unwrap();
        let wire::Asked { command, personal } = asked;
        let (id, actor) = (uuid::Uuid::now_v7(), actor.parse().unwrap());
        self.ledger().execute(Entry { id, correlation: None, actor, command, personal }).unwrap()
    }

    /// Somebody of these roles signs in; answers with the cookie.
    pub(crate) fn sign_in(&self, roles: &[Role]) -> String {
        self.sign_in_as("t-0a0b0c0d", roles)
    }

    /// The same, as somebody of that pseudonym.
    pub(crate) fn sign_in_as(&self, person: &str, roles: &[Role]) -> String {
        self.door.let_in(person, "Người Thử", roles)
    }

    /// Reads a page.
    pub(crate) async fn get(&self, cookie: &str, path: &str) -> Answer {
        let request = Request::get(path).header(header::COOKIE, format!("sovang={cookie}"));
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    /// Sends a form.
    pub(crate) async fn post(&self, cookie: &str, path: &str, form: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = Request::post(path).header(header::COOKIE, format!("sovang={cookie}"));
        self.ask(request.body(Body::from(body)).unwrap()).await
    }

    /// Reads the page `path`, fills in its form that is sent to `action`, and sends it.
    pub(crate) async fn fill_in(
        &self,
        cookie: &str,
        path: &str,
        action: &str,
        fields: &[(&str, &str)],
    ) -> Answer {
        let page = self.get(cookie, path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
        let form = page.form(action);
        let mut all: Vec<(&str, &str)> =
            form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        all.retain(|(name, _)| fields.iter().all(|(field, _)| field != name));
        all.extend(fields);
        self.post(cookie, action, &all).await
    }

    /// Sends a file, as the form of the page `path` does it.
    pub(crate) async fn bring(&self, cookie: &str, path: &str, file: (&str, &[u8])) -> Answer {
        let page = self.get(cookie, path).await;
        let csrf = page.form(path).into_iter().find(|(name, _)| name == "_csrf").unwrap().1;
        self.send_file(cookie, path, &csrf, file).await
    }

    /// Sends a file with this token.
    pub(crate) async fn send_file(
        &self,
        cookie: &str,
        path: &str,
        csrf: &str,
        (name, bytes): (&str, &[u8]),
    ) -> Answer {
        let mut body = Vec::new();
        let mut part = |head: &str, content: &[u8]| {
            body.extend(format!("--mark\r\nContent-Disposition: form-data; {head}\r\n\r\n").bytes());
            body.extend(content);
            body.extend(b"\r\n");
        };
        part("name=\"_csrf\"", csrf.as_bytes());
        part(&format!("name=\"file\"; filename=\"{name}\""), bytes);
        body.extend(b"--mark--\r\n");
        let request = Request::post(path)
            .header(header::COOKIE, format!("sovang={cookie}"))
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=mark")
            .header(header::CONTENT_LENGTH, body.len());
        self.ask(request.body(Body::from(body)).unwrap()).await
    }

    pub(crate) async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let location = response.headers().get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
        let body = response.into_body().collect().await.unwrap().to_bytes();
        Answer { status, location, body: String::from_utf8(body.to_vec()).unwrap() }
    }
}

impl Answer {
    /// The hidden fields of the form that is sent to `action`.
    pub(crate) fn form(&self, action: &str) -> Vec<(String, String)> {
        let start =
            self.body.find(&format!("action=\"{action}\"")).unwrap_or_else(|| panic!("no form to {action}"));
        let form = self.body[start..].split("</form>").next().unwrap();
        let hidden = form.split("<input type=\"hidden\"").skip(1);
        let attribute = |input: &str, name: &str| {
            input
                .split(&format!("{name}=\""))
                .nth(1)
                .and_then(|rest| rest.split('"').next())
                .unwrap()
                .to_owned()
        };
        hidden.map(|input| (attribute(input, "name"), attribute(input, "value"))).collect()
    }
}
