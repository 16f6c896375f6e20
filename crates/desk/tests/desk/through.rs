//! Signing in through an identity provider, over the pages: there and back, linked and not, and what goes wrong on the way.

use access::{Access, By, Grant, totp_at};
use axum::http::{Request, StatusCode};
use domain::Role;
use identity::testing::Fake;
use identity::{Provider, Settings};
use jiff::Timestamp;
use serde_json::json;

use crate::support::{Answer, Office};

const PASSWORD: &str = "con đường làng mùa nước nổi";
const BASE: Option<&str> = Some("http://127.0.0.1:8080");

/// An office, and a provider that knows its people.
struct There {
    office: Office,
    fake: Fake,
}

/// A browser's cookie for what it began.
#[derive(Clone, Default)]
struct Browser {
    cookie: String,
    session: String,
}

impl There {
    fn new() -> Self {
        Self::with(|settings| settings)
    }

    fn with(change: impl Fn(Settings) -> Settings) -> Self {
        let fake = Fake::start();
        let providers = vec![Provider::new(change(fake.settings("so")), BASE).unwrap()];
        Self { office: Office::through(providers), fake }
    }

    async fn get(&self, browser: &Browser, path: &str) -> Answer {
        let cookies = format!("{}; sovang={}", browser.cookie, browser.session);
        let request = Request::get(path).header("cookie", cookies).body(axum::body::Body::empty()).unwrap();
        self.office.call(request).await
    }

    /// Begins in a browser; answers with the address that it is sent to.
    async fn begins(&self, browser: &mut Browser, path: &str) -> String {
        let answer = self.get(browser, path).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        browser.cookie = first(&answer);
        answer.location.unwrap()
    }

    /// Comes back as somebody who has signed in there.
    async fn comes_back(&self, browser: &Browser, url: &str, subject: &str) -> Answer {
        let (code, state) = (self.fake.signed_in(url, subject), Fake::sent(url, "state"));
        self.get(browser, &format!("/dang-nhap/qua/so/ve?code={code}&state={state}")).await
    }

    /// The whole way in.
    async fn enters(&self, subject: &str) -> Answer {
        let mut browser = Browser::default();
        let url = self.begins(&mut browser, "/dang-nhap/qua/so").await;
        self.comes_back(&browser, &url, subject).await
    }

    /// Somebody who has signed in with the password.
    async fn signed_in(&self, login: &str) -> Browser {
        let answer = self.office.post("", "/dang-nhap", &[("login", login), ("password", PASSWORD)]).await;
        Browser { session: session(&answer), ..Browser::default() }
    }

    /// Links whoever sits at that browser.
    async fn links(&self, browser: &mut Browser, password: &str) -> Answer {
        let form = [("provider", "so"), ("link_current", password)];
        let page = "/tai-khoan";
        let answer = self.office.fill_in(&browser.session, page, "/tai-khoan/lien-ket", &form).await;
        if answer.status == StatusCode::OK {
            browser.cookie = first(&answer);
        }
        answer
    }

    /// A person who is linked.
    async fn linked(&self, login: &str, role: Role, subject: &str) {
        person(&self.office.access, login, role);
        let mut browser = self.signed_in(login).await;
        let page = self.links(&mut browser, PASSWORD).await;
        let answer = self.comes_back(&browser, &leads(&page), subject).await;
        assert_eq!(answer.location.as_deref(), Some("/tai-khoan?xong=1"), "{}", answer.body);
    }
}

fn person(access: &Access, login: &str, role: Role) -> access::PersonId {
    let (by, now) = (By::Operator, Timestamp::now());
    let (id, code) = access.add_person(&by, "Người Thử", login, &[Grant { role, fund: None }], now).unwrap();
    let place = access::Place { address: [10, 0, 0, 9].into(), device: "", previous: None };
    access.set_up(&code, PASSWORD, PASSWORD, &place, now).unwrap();
    id
}

/// The cookie that an answer gives, with its name.
fn first(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

/// The session that an answer gives.
fn session(answer: &Answer) -> String {
    answer.header("set-cookie").split(['=', ';']).nth(1).unwrap_or_default().to_owned()
}

/// The one address of another site that a page leads to.
fn leads(page: &Answer) -> String {
    let href = page.body.split("href=\"http://127.0.0.1").nth(1).unwrap_or_else(|| panic!("{}", page.body));
    format!("http://127.0.0.1{}", href.split('"').next().unwrap()).replace("&#38;", "&")
}

#[track_caller]
fn refused(answer: &Answer, status: StatusCode, said: &str) {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert!(answer.body.contains(said) && answer.body.contains("role=\"alert\""), "{}", answer.body);
    assert!(!answer.header("set-cookie").contains("sovang="), "nobody is in");
}

#[tokio::test]
async fn somebody_links_themselves_and_comes_in_by_it() {
    let there = There::new();
    there.linked("an", Role::Treasurer, "subject-7").await;
    let page = there.office.get("", "/dang-nhap").await.body;
    assert!(page.contains("href=\"/dang-nhap/qua/so?ve=%2F\"") && page.contains("Cổng đăng nhập thử"));
    let mut browser = Browser { session: "planted".to_owned(), ..Browser::default() };
    let url = there.begins(&mut browser, "/dang-nhap/qua/so?ve=%2Fban%2Fyagi-2024%2Fthu").await;
    let answer = there.comes_back(&browser, &url, "subject-7").await;
    assert_eq!(answer.location.as_deref(), Some("/ban/yagi-2024/thu"));
    assert_eq!(answer.header("cache-control"), "no-store");
    let fresh = session(&answer);
    assert!(fresh != "planted" && fresh.len() == 43);
    let account = there.office.get(&fresh, "/tai-khoan").await;
    assert!(account.body.contains("Người Thử") && account.body.contains("Bỏ liên kết"), "{}", account.body);
    assert!(!account.body.contains("subject-7"));
    let admin = there.office.sign_in(&[Role::Admin]);
    let people = there.office.access.people().unwrap();
    let an = &people.iter().find(|listed| listed.login == "an").unwrap().person;
    let page = there.office.get(&admin, &format!("/quan-tri/nguoi/{an}")).await.body;
    assert!(page.contains("Tự liên kết đăng nhập qua:") && page.contains("Cổng đăng nhập thử"), "{page}");
    let log = there.office.get(&admin, "/en/quan-tri/nhat-ky").await.body;
    assert!(log.contains("signed in through so") && log.contains("linked with so"), "{log}");
    let gone = account.form("/tai-khoan/lien-ket/bo");
    let answer = there.office.post_owned(&fresh, "/tai-khoan/lien-ket/bo", &gone).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(
        there.office.get(&fresh, "/tai-khoan").await.status,
        StatusCode::SEE_OTHER,
        "it began by the link"
    );
    let answer = there.enters("subject-7").await;
    refused(&answer, StatusCode::UNPROCESSABLE_ENTITY, "chưa được liên kết");
}

#[tokio::test]
async fn what_the_browser_begins_is_for_it_alone_and_once() {
    let there = There::new();
    there.linked("an", Role::Treasurer, "a").await;
    let mut browser = Browser::default();
    let url = there.begins(&mut browser, "/dang-nhap/qua/so").await;
    assert_eq!(Fake::sent(&url, "redirect_uri"), "http://127.0.0.1:8080/dang-nhap/qua/so/ve");
    let (code, state) = (there.fake.signed_in(&url, "a"), Fake::sent(&url, "state"));
    let path = format!("/dang-nhap/qua/so/ve?code={code}&state={state}");
    let stale = "Hãy bắt đầu lại";
    let victim = there.get(&Browser::default(), &path).await;
    refused(&victim, StatusCode::UNPROCESSABLE_ENTITY, stale);
    let mut other = Browser::default();
    there.begins(&mut other, "/dang-nhap/qua/so").await;
    refused(&there.get(&other, &path).await, StatusCode::UNPROCESSABLE_ENTITY, stale);
    let wrong = format!("/dang-nhap/qua/so/ve?code={code}&state=wrong");
    refused(&there.get(&browser, &wrong).await, StatusCode::UNPROCESSABLE_ENTITY, stale);
    assert_eq!(there.get(&browser, &path).await.status, StatusCode::SEE_OTHER);
    refused(&there.get(&browser, &path).await, StatusCode::UNPROCESSABLE_ENTITY, stale);
    assert_eq!(there.get(&browser, "/dang-nhap/qua/another").await.status, StatusCode::NOT_FOUND);
    let english = there.begins(&mut browser, "/en/dang-nhap/qua/so").await;
    assert!(english.starts_with(there.fake.issuer()));
    refused(&there.get(&browser, &wrong).await, StatusCode::UNPROCESSABLE_ENTITY, "Begin again");
}

#[tokio::test]
async fn two_tabs_come_in_one_after_the_other() {
    let there = There::new();
    there.linked("an", Role::Treasurer, "a").await;
    let mut browser = Browser::default();
    let first = there.begins(&mut browser, "/dang-nhap/qua/so").await;
    let second = there.begins(&mut browser, "/en/dang-nhap/qua/so").await;
    let english = there.comes_back(&browser, &second, "a").await;
    assert_eq!(english.location.as_deref(), Some("/en/ban/yagi-2024"));
    let vietnamese = there.comes_back(&browser, &first, "a").await;
    assert_eq!(vietnamese.location.as_deref(), Some("/ban/yagi-2024"));
    assert_ne!(session(&english), session(&vietnamese));
}

#[tokio::test]
async fn nobody_is_led_to_another_site_or_sent_out_by_one() {
    let there = There::new();
    there.linked("an", Role::Treasurer, "a").await;
    for back in ["https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example"] {
        let mut browser = Browser::default();
        let url = there.begins(&mut browser, &format!("/dang-nhap/qua/so?ve={back}")).await;
        let answer = there.comes_back(&browser, &url, "a").await;
        assert_eq!(answer.location.as_deref(), Some("/ban/yagi-2024"), "{back}");
    }
    let request = Request::get("/dang-nhap/qua/so").header("sec-fetch-site", "cross-site");
    let answer = there.office.call(request.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(answer.location.as_deref(), Some("/dang-nhap"));
    let secure = Request::get("/dang-nhap/qua/so").header("x-forwarded-proto", "https");
    let answer = there.office.call(secure.body(axum::body::Body::empty()).unwrap()).await;
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.starts_with("__Host-sovang-qua=") && cookie.ends_with("SameSite=Lax; Max-Age=600; Secure")
    );
}

#[tokio::test]
async fn what_proves_nothing_lets_nobody_in() {
    let there = There::new();
    there.linked("an", Role::Treasurer, "a").await;
    let now = Timestamp::now().as_second();
    let twists: [fn(&mut serde_json::Value, &mut serde_json::Value, i64); 6] = [
        |_, claims, _| claims["nonce"] = json!("another"),
        |_, claims, _| claims["aud"] = json!("another"),
        |_, claims, _| claims["iss"] = json!("https://another.example"),
        |_, claims, now| claims["exp"] = json!(now - 1),
        |header, _, _| header["alg"] = json!("none"),
        |header, _, _| header["alg"] = json!("HS256"),
    ];
    for twist in twists {
        there.fake.twist(move |header, claims| twist(header, claims, now));
        let answer = there.enters("a").await;
        refused(&answer, StatusCode::UNPROCESSABLE_ENTITY, "không kiểm chứng được");
    }
    there.fake.twist(|_, _| {});
    let mut browser = Browser::default();
    let url = there.begins(&mut browser, "/dang-nhap/qua/so").await;
    let state = Fake::sent(&url, "state");
    let denied = format!("/dang-nhap/qua/so/ve?error=access_denied&state={state}");
    refused(&there.get(&browser, &denied).await, StatusCode::UNPROCESSABLE_ENTITY, "không xác nhận");
    there.fake.new_key();
    assert_eq!(there.enters("a").await.status, StatusCode::SEE_OTHER, "a new key is found by itself");
}

#[tokio::test]
async fn locked_dismissed_and_unknown_people_stay_outside() {
    let there = There::new();
    there.linked("an", Role::Treasurer, "a").await;
    refused(
        &there.enters("b").await,
        StatusCode::UNPROCESSABLE_ENTITY,
        "hãy đăng nhập bằng mật khẩu, rồi liên kết",
    );
    assert_eq!(there.office.access.people().unwrap().len(), 1, "nobody is made by signing in");
    for _ in 0..5 {
        there.office.post("", "/dang-nhap", &[("login", "an"), ("password", "wrong-wrong")]).await;
    }
    let locked = there.enters("a").await;
    refused(&locked, StatusCode::TOO_MANY_REQUESTS, "Đã thử quá nhiều lần");
    assert!((1..=30).contains(&locked.header("retry-after").parse::<u64>().unwrap()));
    let there = There::new();
    there.linked("an", Role::Treasurer, "a").await;
    let an = there.office.access.people().unwrap()[0].person.clone();
    there.office.access.end_person(&By::Operator, &an, Timestamp::now()).unwrap();
    refused(&there.enters("a").await, StatusCode::UNPROCESSABLE_ENTITY, "chưa được liên kết");
}

#[tokio::test]
async fn a_provider_that_is_down_says_so_in_the_readers_language() {
    let gone = { Fake::start().settings("so") };
    let office = Office::through(vec![Provider::new(gone, BASE).unwrap()]);
    let vi = office.get("", "/dang-nhap/qua/so?ve=%2Fban%2Fyagi-2024").await;
    refused(&vi, StatusCode::BAD_GATEWAY, "Hiện không liên lạc được với Cổng đăng nhập thử");
    assert!(
        vi.body.contains("name=\"ve\" value=\"/ban/yagi-2024\"") && vi.body.contains("name=\"password\"")
    );
    let en = office.get("", "/en/dang-nhap/qua/so").await;
    refused(&en, StatusCode::BAD_GATEWAY, "Test identity cannot be reached now");
}

#[tokio::test]
async fn a_form_outlives_its_session_also_for_those_who_come_in_so() {
    let there = There::new();
    there.linked("an", Role::Treasurer, "a").await;
    let action = "/ban/yagi-2024/lenh/receipts";
    let cookie = there.office.sign_in(&[Role::Treasurer]);
    let mut form = there.office.get(&cookie, "/ban/yagi-2024/thu/moi").await.form(action);
    let typed = [
        ("amount:m", "500k"),
        ("account", "cash:main"),
        ("donor", "person"),
        ("effective_on:d", "10/9/2024"),
    ];
    form.extend(typed.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let expired = there.office.post_owned("over", action, &form).await;
    assert!(expired.body.contains("rel=\"nofollow\" target=\"_blank\""), "{}", expired.body);
    let carried = expired.form("/dang-nhap");
    let early = there.office.post_owned("", "/dang-nhap/gui-tiep", &carried).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    let (carried, session) = (early.form("/dang-nhap"), session(&there.enters("a").await));
    let kept = there.office.post_owned(&session, "/dang-nhap/gui-tiep", &carried).await.form(action);
    let done = there.office.post_owned(&session, action, &kept).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert_eq!(there.office.ledger().receipts(None, 10).unwrap().len(), 1);
}

#[tokio::test]
async fn linking_asks_for_the_password_and_is_finished_by_the_session_that_asked() {
    let there = There::new();
    person(&there.office.access, "an", Role::Treasurer);
    let mut browser = there.signed_in("an").await;
    let wrong = there.links(&mut browser, "wrong").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.body.contains("id=\"link-current\"") || wrong.body.contains("aria-invalid"),
        "{}",
        wrong.body
    );
    let page = there.links(&mut browser, PASSWORD).await;
    let other = Browser { session: there.signed_in("an").await.session, ..browser.clone() };
    let answer = there.comes_back(&other, &leads(&page), "a").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = there.links(&mut browser, PASSWORD).await;
    assert_eq!(there.comes_back(&browser, &leads(&page), "a").await.status, StatusCode::SEE_OTHER);
    let page = there.links(&mut browser, PASSWORD).await;
    let twice = there.comes_back(&browser, &leads(&page), "a").await;
    assert!(twice.status == StatusCode::UNPROCESSABLE_ENTITY && twice.body.contains("đã được liên kết"));
}

#[tokio::test]
async fn the_phones_digits_are_owed_unless_the_provider_asked_for_enough() {
    let there = There::with(|settings| Settings { amr: vec!["mfa".to_owned()], ..settings });
    there.linked("an", Role::Treasurer, "a").await;
    let (access, now) = (&there.office.access, Timestamp::now());
    let browser = there.signed_in("an").await;
    let signed = access.session(&browser.session, now).unwrap().unwrap();
    let offer = access.offer_factor(&signed, "SoVang", now).unwrap();
    let digits = totp_at(&offer.typed, now).unwrap();
    access.confirm_factor(&signed, PASSWORD, &digits, [10, 0, 0, 9].into(), now).unwrap();
    let page = there.enters("a").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(!page.header("set-cookie").contains("sovang="), "not in yet");
    let action = "/dang-nhap/buoc-hai";
    let mut form = page.form(action);
    form.push(("code".to_owned(), "000000".to_owned()));
    let again = there.office.post_owned("", action, &form).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "one begins again");
    let mut form = there.enters("a").await.form(action);
    form.push(("code".to_owned(), totp_at(&offer.typed, Timestamp::now()).unwrap()));
    let entered = there.office.post_owned("", action, &form).await;
    assert_eq!(entered.location.as_deref(), Some("/ban/yagi-2024"), "{}", entered.body);
    let over = there.office.post_owned("", action, &form).await;
    assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY, "once");
    there.fake.twist(|_, claims| claims["amr"] = json!(["pwd", "mfa"]));
    assert_eq!(there.enters("a").await.location.as_deref(), Some("/ban/yagi-2024"));
}
