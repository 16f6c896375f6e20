//! The pages of passkeys, as far as they go without a device: tests/browser has one.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::Role;

use crate::support::{Answer, Office};

const ALONE: &str = "/dang-nhap/khoa";
const OWN: &str = "/tai-khoan/khoa";

async fn at(office: &Office, host: &str, cookie: &str, path: &str) -> Answer {
    let cookie = format!("sovang={cookie}");
    let request = Request::get(path).header(header::HOST, host).header(header::COOKIE, cookie);
    office.call(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_challenge_is_drawn_where_browsers_answer_one_and_an_address_elsewhere() {
    let office = Office::new();
    let here = at(&office, "localhost:8080", "", ALONE).await;
    assert_eq!(here.header("cache-control"), "no-store");
    assert!(here.body.contains("data-passkey=\"get\"") && here.body.contains("<noscript>"), "{}", here.body);
    let again = at(&office, "localhost:8080", "", ALONE).await;
    let challenge = |answer: &Answer| {
        let fields = answer.form(ALONE);
        fields.into_iter().find(|(name, _)| name == "ceremony").unwrap().1
    };
    assert_ne!(challenge(&here), challenge(&again));
    let elsewhere = at(&office, "127.0.0.1:8080", "", ALONE).await.body;
    assert!(elsewhere.contains("href=\"http://localhost:8080/dang-nhap\""), "{elsewhere}");
    assert!(!elsewhere.contains("data-options"));
    let made_up = at(&office, "a\"><script>:80", "", ALONE).await.body;
    assert!(!made_up.contains("a\"><script>"), "{made_up}");
}

#[tokio::test]
async fn an_answer_to_nothing_lets_nobody_in_and_says_what_to_do() {
    let office = Office::new();
    for (path, name) in
        [(ALONE, "answer"), ("/dang-nhap/buoc-hai", "answer"), ("/dang-nhap/buoc-hai", "code")]
    {
        let form = [("ceremony", "0123"), (name, "{}"), ("ve", "//evil.example")];
        let answer = office.post("", path, &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        assert!(answer.body.contains("quá 5 phút"), "{}", answer.body);
        assert!(answer.header("set-cookie").is_empty() && !answer.body.contains("//evil.example"));
    }
    let from_elsewhere = [("sec-fetch-site", "cross-site")];
    let answer = office.post_with("", ALONE, &[("ceremony", "0123")], &from_elsewhere).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_new_passkey_needs_the_password_and_a_form_of_ones_own() {
    let office = Office::new();
    let cookie = office.sign_in(&[Role::Treasurer]);
    assert_eq!(office.get("", OWN).await.status, StatusCode::SEE_OTHER);
    let page = at(&office, "localhost:8080", &cookie, OWN).await;
    let csrf = page.form(OWN).into_iter().find(|(name, _)| name == "_csrf").unwrap().1;
    let form = [("_csrf", csrf.as_str()), ("name", "Máy bàn"), ("current", "wrong")];
    let refused = office.post(&cookie, OWN, &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("mật khẩu hiện tại không đúng")
            || refused.body.contains("Mật khẩu hiện tại không đúng")
    );
    for path in [OWN, "/tai-khoan/khoa/them", "/tai-khoan/khoa/ten", "/tai-khoan/khoa/go"] {
        let forged = office.post(&cookie, path, &[("name", "Máy bàn"), ("passkey", "k-0")]).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN, "{path}");
    }
    let gone = [("_csrf", csrf.as_str()), ("passkey", "k-0"), ("name", "<script>")];
    let unknown = office.post(&cookie, "/tai-khoan/khoa/ten", &gone).await;
    assert!(unknown.body.contains("không còn"), "{}", unknown.body);
}
