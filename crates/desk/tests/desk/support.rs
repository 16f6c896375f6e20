//! A desk before new books, and somebody who sits at it.

use std::sync::Arc;

use access::{Access, By, Grant, testing};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use desk::{Desk, Door};
use domain::{AddAccount, Command, FundId, OpenFund, Role};
use http_body_util::BodyExt as _;
use jiff::Timestamp;
use jiff::civil::date;
use ledger::{Books, Entry, Ledger, Outcome};
use serde_json::{Value, json};
use statements::Profiles;
use statements::memo::MemoRules;
use tower::ServiceExt as _;
use uuid::Uuid;
use wire::Part;

/// A desk.
pub(crate) struct Office {
    pub(crate) books: Arc<Books>,
    pub(crate) router: Router,
    pub(crate) access: Arc<Access>,
    pub(crate) door: LetIn,
    _dir: tempfile::TempDir,
}

/// A way in without a password.
pub(crate) struct LetIn(Arc<Access>);

impl LetIn {
    /// Somebody of that pseudonym signs in; answers with the cookie.
    pub(crate) fn let_in(&self, person: &str, name: &str, roles: &[Role]) -> String {
        testing::let_in(&self.0, &person.parse().unwrap(), name, roles).unwrap()
    }
}

/// An answer, read.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) location: Option<String>,
    pub(crate) headers: HeaderMap,
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

    /// The same, and its reports are these bytes.
    pub(crate) fn printing(make: fn(&desk::ReportAsked) -> Vec<u8>) -> Self {
        let office = Self::new();
        let door = Arc::new(Door::new(Arc::clone(&office.access), false));
        let desk = Desk::new(Arc::clone(&office.books), door);
        let desk = desk.with_reports(move |_, asked| Ok(make(asked)));
        Self { router: desk::router(&desk), ..office }
    }

    /// The same, and people may sign in through these.
    pub(crate) fn through(providers: Vec<identity::Provider>) -> Self {
        let office = Self::new();
        let door = Arc::new(Door::new(Arc::clone(&office.access), false));
        let desk = Desk::new(Arc::clone(&office.books), door).signing_in_through(providers);
        Self { router: desk::router(&desk), ..office }
    }

    fn over(dir: tempfile::TempDir, books: Arc<Books>) -> Self {
        let access = Arc::new(Access::open(dir.path(), testing::policy()).unwrap());
        let door = Arc::new(Door::new(Arc::clone(&access), false));
        let (profiles, rules) = (Profiles::bundled().unwrap(), MemoRules::bundled().unwrap());
        let desk = Desk::new(Arc::clone(&books), door).reading(profiles, rules);
        let router = desk::router(&desk);
        Self { books, router, door: LetIn(Arc::clone(&access)), access, _dir: dir }
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

    /// A command of one of the parts, as JSON; it must be taken. Answers with what it made.
    #[track_caller]
    pub(crate) fn ask(&self, actor: &str, part: &str, command: &Value, personal: &Value) -> Outcome {
        let mut body = json!({"effective_on": "2024-09-11", "command": command});
        if !personal.is_null() {
            body["personal"] = personal.clone();
        }
        let part: Part = part.parse().unwrap();
        let asked = part.read(body.to_string().as_bytes(), date(2024, 9, 11)).unwrap();
        let actor = actor.parse().unwrap();
        let (command, personal) = (asked.command, asked.personal);
        self.ledger()
            .execute(Entry { id: Uuid::now_v7(), correlation: None, actor, command, personal })
            .unwrap()
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
        self.let_in("t-0a0b0c0d", "Người Thử", roles)
    }

    /// The same, as somebody of that pseudonym.
    pub(crate) fn sign_in_as(&self, person: &str, roles: &[Role]) -> String {
        self.let_in(person, "Người Thử", roles)
    }

    /// Somebody of that pseudonym signs in; answers with the cookie.
    pub(crate) fn let_in(&self, person: &str, name: &str, roles: &[Role]) -> String {
        self.door.let_in(person, name, roles)
    }

    /// Reads a page.
    pub(crate) async fn get(&self, cookie: &str, path: &str) -> Answer {
        let request = Request::get(path).header(header::COOKIE, format!("sovang={cookie}"));
        self.call(request.body(Body::empty()).unwrap()).await
    }

    /// Somebody of these roles in that fund alone signs in; answers with the cookie.
    pub(crate) fn let_in_at(&self, fund: &str, roles: &[Role]) -> String {
        let person = "t-0e0e0e0e".parse().unwrap();
        let cookie = testing::let_in(&self.access, &person, "Người Một Quỹ", &[]).unwrap();
        for role in roles {
            let grant = Grant { role: *role, fund: Some(fund.parse().unwrap()) };
            self.access.give_role(&By::Operator, &person, &grant, Timestamp::now()).unwrap();
        }
        cookie
    }

    /// Sends a form.
    pub(crate) async fn post(&self, cookie: &str, path: &str, form: &[(&str, &str)]) -> Answer {
        self.post_with(cookie, path, form, &[]).await
    }

    /// The same with fields that a page had.
    pub(crate) async fn post_owned(&self, cookie: &str, path: &str, form: &[(String, String)]) -> Answer {
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (&**name, &**value)).collect();
        self.post_with(cookie, path, &form, &[]).await
    }

    /// The same with headers.
    pub(crate) async fn post_with(
        &self,
        cookie: &str,
        path: &str,
        form: &[(&str, &str)],
        headers: &[(&str, &str)],
    ) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let mut request = Request::post(path).header(header::COOKIE, format!("sovang={cookie}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.call(request.body(Body::from(body)).unwrap()).await
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
        self.call(request.body(Body::from(body)).unwrap()).await
    }

    pub(crate) async fn call(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let location = response.headers().get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
        let headers = response.headers().clone();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        Answer { status, location, headers, body: String::from_utf8(body.to_vec()).unwrap() }
    }
}

/// What stands in an attribute, as a browser reads it.
fn unescaped(text: &str) -> String {
    let signs = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    signs.iter().fold(text.to_owned(), |text, (code, sign)| text.replace(code, sign))
}

impl Answer {
    /// A header; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The hidden fields of the form that is sent to `action`.
    pub(crate) fn form(&self, action: &str) -> Vec<(String, String)> {
        self.form_with(action, "")
    }

    /// The hidden fields of the form that is sent to `action` and holds the text `which`.
    pub(crate) fn form_with(&self, action: &str, which: &str) -> Vec<(String, String)> {
        let action = format!("action=\"{action}\"");
        let forms = self.body.split("<form").skip(1).map(|form| form.split("</form>").next().unwrap());
        let form = forms.filter(|form| form.contains(&action)).find(|form| form.contains(which));
        let form = form.unwrap_or_else(|| panic!("no form with {action} and {which}: {}", self.body));
        let hidden = form.split("<input type=\"hidden\"").skip(1);
        let attribute = |input: &str, name: &str| {
            input
                .split(&format!("{name}=\""))
                .nth(1)
                .and_then(|rest| rest.split('"').next())
                .unwrap()
                .replace("&#38;", "&")
        };
        hidden.map(|input| (attribute(input, "name"), unescaped(&attribute(input, "value")))).collect()
    }
}
