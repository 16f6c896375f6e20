//! A desk before new books, and somebody who sits at it.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use desk::{Desk, Door};
use domain::{AddAccount, Command, FundId, OpenFund, Role};
use http_body_util::BodyExt as _;
use jiff::civil::date;
use ledger::{Books, Entry, Ledger, Outcome};
use serde_json::{Value, json};
use tower::ServiceExt as _;
use uuid::Uuid;
use wire::Part;

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
        let router = desk::router(&Desk::new(Arc::clone(&books), Arc::clone(&door)));
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

    /// Somebody of these roles signs in; answers with the cookie.
    pub(crate) fn sign_in(&self, roles: &[Role]) -> String {
        self.door.let_in("t-0a0b0c0d", "Người Thử", roles)
    }

    /// Reads a page.
    pub(crate) async fn get(&self, cookie: &str, path: &str) -> Answer {
        let request = Request::get(path).header(header::COOKIE, format!("sovang={cookie}"));
        self.call(request.body(Body::empty()).unwrap()).await
    }

    /// Sends a form.
    pub(crate) async fn post(&self, cookie: &str, path: &str, form: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = Request::post(path).header(header::COOKIE, format!("sovang={cookie}"));
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

    async fn call(&self, request: Request<Body>) -> Answer {
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
                .to_owned()
        };
        hidden.map(|input| (attribute(input, "name"), attribute(input, "value"))).collect()
    }
}
