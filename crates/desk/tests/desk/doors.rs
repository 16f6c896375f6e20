//! Signing in and out over the pages: cookies, ways back, forms that outlive their session, what was typed shown as text.

use access::{Access, By, Grant};
use axum::http::StatusCode;
use domain::Role;
use jiff::Timestamp;

use crate::support::{Answer, Office};

const PASSWORD: &str = "con đường làng mùa nước nổi";

/// A person who can sign in.
fn person(access: &Access, login: &str, role: Role) {
    let (by, now) = (By::Operator, Timestamp::now());
    let grant = Grant { role, fund: None };
    let (_, code) = access.add_person(&by, "Người Thử", login, &[grant], now).unwrap();
    let place = access::Place { address: [10, 0, 0, 9].into(), device: "", previous: None };
    access.set_up(&code, PASSWORD, PASSWORD, &place, now).unwrap();
}

async fn sign_in(office: &Office, more: &[(&str, &str)]) -> Answer {
    let form = [&[("login", "an"), ("password", PASSWORD)], more].concat();
    office.post("", "/dang-nhap", &form).await
}

#[tokio::test]
async fn a_cookie_is_for_the_browser_alone() {
    let office = Office::new();
    person(&office.access, "an", Role::Treasurer);
    let plain = sign_in(&office, &[]).await;
    assert_eq!(plain.location.as_deref(), Some("/ban/yagi-2024"));
    let cookie = plain.header("set-cookie");
    let [name, path, http_only, same_site] = cookie.split("; ").collect::<Vec<_>>()[..] else {
        panic!("{cookie}")
    };
    assert!(name.starts_with("sovang=") && name.len() == "sovang=".len() + 43);
    assert_eq!([path, http_only, same_site], ["Path=/", "HttpOnly", "SameSite=Lax"]);
    let proxied = [("x-forwarded-proto", "https")];
    let form = [("login", "an"), ("password", PASSWORD)];
    let secure = office.post_with("", "/dang-nhap", &form, &proxied).await;
    let cookie = secure.header("set-cookie");
    assert!(
        cookie.starts_with("__Host-sovang=") && cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure")
    );
    assert_eq!(secure.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_session_that_a_stranger_planted_is_not_taken_up() {
    let office = Office::new();
    person(&office.access, "an", Role::Treasurer);
    let planted = "planted-by-a-stranger-planted-by-a-strange";
    let form = [("login", "an"), ("password", PASSWORD)];
    let answer = office.post(planted, "/dang-nhap", &form).await;
    assert!(!answer.header("set-cookie").contains(planted));
    assert_eq!(office.get(planted, "/tai-khoan").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn nobody_is_led_to_another_site() {
    let office = Office::new();
    person(&office.access, "an", Role::Treasurer);
    for back in [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
    ] {
        let location = sign_in(&office, &[("ve", back)]).await.location.unwrap();
        assert_eq!(location, "/ban/yagi-2024", "{back}");
    }
    let location = sign_in(&office, &[("ve", "/ban/yagi-2024/thu/moi?a=1")]).await.location.unwrap();
    assert_eq!(location, "/ban/yagi-2024/thu/moi?a=1");
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let office = Office::new();
    let cookie = office.sign_in(&[Role::Treasurer]);
    let hidden = office.get(&cookie, "/tai-khoan").await.form("/dang-xuat");
    let answer = office.post(&cookie, "/dang-xuat", &[("_csrf", &hidden[0].1)]).await;
    assert!(answer.header("set-cookie").contains("Max-Age=0"), "{}", answer.header("set-cookie"));
    assert_eq!(office.get(&cookie, "/tai-khoan").await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        office.get(&cookie, "/dang-xuat").await.status,
        StatusCode::METHOD_NOT_ALLOWED,
        "no link signs out"
    );
}

#[tokio::test]
async fn a_form_outlives_its_session_and_is_recorded_once() {
    let office = Office::new();
    person(&office.access, "an", Role::Treasurer);
    let cookie = office.sign_in(&[Role::Treasurer]);
    let action = "/ban/yagi-2024/lenh/receipts";
    let mut form = office.get(&cookie, "/ban/yagi-2024/thu/moi").await.form(action);
    for (name, value) in [
        ("amount:m", "500k"),
        ("donor_name", "Trần Thị Thử <b>\"'&"),
        ("account", "cash:main"),
        ("donor", "person"),
        ("effective_on:d", "10/9/2024"),
    ] {
        form.push((name.to_owned(), value.to_owned()));
    }
    let pairs = |form: &[(String, String)]| -> Vec<(String, String)> { form.to_vec() };
    let expired = office.post_owned("over", action, &pairs(&form)).await;
    assert_eq!(expired.status, StatusCode::UNAUTHORIZED);
    assert!(!expired.body.contains("<b>\"'"), "{}", expired.body);
    let mut carried = expired.form("/dang-nhap");
    carried.push(("login".to_owned(), "an".to_owned()));
    let mut wrong = carried.clone();
    wrong.push(("password".to_owned(), "wrong".to_owned()));
    let again = office.post_owned("", "/dang-nhap", &wrong).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        again.form("/dang-nhap").len() >= carried.len() - 1,
        "what was typed is kept through a wrong password"
    );
    carried.push(("password".to_owned(), PASSWORD.to_owned()));
    let entered = office.post_owned("", "/dang-nhap", &carried).await;
    assert_eq!(entered.status, StatusCode::OK, "{}", entered.body);
    let cookie = entered.header("set-cookie").split(['=', ';']).nth(1).unwrap().to_owned();
    let kept = entered.form(action);
    for _ in 0..2 {
        let done = office.post_owned(&cookie, action, &kept).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    }
    let receipts = office.ledger().receipts(None, 10).unwrap();
    assert_eq!(receipts.len(), 1);
    assert_eq!(receipts[0].row.name, "Trần Thị Thử <b>\"'&");
}

#[tokio::test]
async fn one_answer_for_every_wrong_try_and_a_wait_for_too_many() {
    let office = Office::new();
    person(&office.access, "an", Role::Treasurer);
    let try_as = async |login: &'static str| {
        office.post("", "/dang-nhap", &[("login", login), ("password", "wrong-wrong")]).await
    };
    let without_name = |answer: &Answer, login: &str| answer.body.replace(&format!("value=\"{login}\""), "");
    let (known, unknown) = (try_as("an").await, try_as("binh").await);
    assert_eq!(known.status, unknown.status);
    assert_eq!(without_name(&known, "an"), without_name(&unknown, "binh"));
    for login in ["an", "binh"] {
        for _ in 0..4 {
            assert_eq!(try_as(login).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let answer = try_as(login).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert!((1..=30).contains(&answer.header("retry-after").parse::<u64>().unwrap()));
    }
    let asked = [
        office.post("", "/dang-nhap/quen", &[("login", "an")]).await,
        office.post("", "/dang-nhap/quen", &[("login", "nobody")]).await,
    ];
    assert_eq!(asked[0].location, asked[1].location, "recovery tells nothing of names either");
}

#[tokio::test]
async fn what_people_are_called_is_text() {
    let office = Office::new();
    let admin = office.sign_in(&[Role::Admin]);
    let name = "<script>alert(1)</script>\"'&";
    let added = office
        .fill_in(
            &admin,
            "/quan-tri/nguoi",
            "/quan-tri/nguoi",
            &[("name", name), ("login", "x.y"), ("role", "auditor")],
        )
        .await;
    assert_eq!(added.status, StatusCode::OK, "{}", added.body);
    let people = office.access.people().unwrap();
    let person = &people.iter().find(|listed| listed.login == "x.y").unwrap().person;
    for path in ["/quan-tri/nguoi", &format!("/quan-tri/nguoi/{person}"), "/quan-tri/nhat-ky"] {
        let page = office.get(&admin, path).await.body;
        assert!(!page.contains("<script>alert") && page.contains("&#60;script&#62;"), "{path}");
    }
    let refused = office
        .fill_in(
            &admin,
            "/quan-tri/nguoi",
            "/quan-tri/nguoi",
            &[("name", name), ("login", "\"><script>"), ("role", "auditor")],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!refused.body.contains("<script>\""), "{}", refused.body);
}

#[tokio::test]
async fn an_administrator_takes_up_somebody_who_sets_a_password() {
    let office = Office::new();
    let admin = office.sign_in(&[Role::Admin]);
    let fields = [("name", "Lê Văn Thử"), ("login", "le.thu"), ("role", "approver"), ("fund", "yagi-2024")];
    let added = office.fill_in(&admin, "/quan-tri/nguoi", "/quan-tri/nguoi", &fields).await;
    let code = added.body.split("<p class=\"secret\"><code>").nth(1).unwrap().split('<').next().unwrap();
    let form = [("one_time", code), ("password", PASSWORD), ("again", PASSWORD)];
    let entered = office.post("", "/dang-nhap/ma", &form).await;
    assert_eq!(entered.location.as_deref(), Some("/ban/yagi-2024"), "{}", entered.body);
    let again = office.post("", "/dang-nhap/ma", &form).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("aria-invalid"), "the fault stands beside its field");
    let log = office.get(&admin, "/quan-tri/nhat-ky?loai=roles").await.body;
    assert!(log.contains("Lê Văn Thử") && log.contains("người duyệt"), "{log}");
}

#[tokio::test]
async fn every_way_that_a_role_is_shown_leads_to_a_page() {
    use Role::{Admin, Approver, Auditor, ChiefAccountant, Storekeeper, Treasurer};

    let office = Office::new();
    for role in [Admin, Approver, Auditor, ChiefAccountant, Storekeeper, Treasurer] {
        let cookie = office.sign_in(&[role]);
        let home = office.get(&cookie, "/ban/yagi-2024").await.body;
        let (_, after) = home.split_once("<nav class=\"desk-ways\"").unwrap();
        let (ways, _) = after.split_once("</nav>").unwrap();
        for way in ways.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let page = office.get(&cookie, way).await;
            assert_eq!(page.status, StatusCode::OK, "{role:?} {way}");
            // Administration is of the whole house and has ways of its own.
            let here = usize::from(!way.starts_with("/quan-tri/"));
            assert_eq!(page.body.matches("aria-current=\"page\"").count(), here, "{role:?} {way}");
        }
    }
}
