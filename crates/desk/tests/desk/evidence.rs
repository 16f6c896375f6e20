//! Files that come with a form: kept once, named by the event, shown to those who decide, and given as nothing that runs.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::{Digest, RequestNo, Role};

use crate::ground::{A, T};
use crate::support::{Answer, Office};

const RELIEF: &str = "/ban/yagi-2024/lenh/relief";
const FORM: &str = "/ban/yagi-2024/de-nghi/moi/chi-phi";
const MARK: &str = "mark";

/// An invented scan.
fn scan(seed: u8) -> Vec<u8> {
    [b"%PDF-1.7\n".as_slice(), &[seed; 3000]].concat()
}

/// A form with files: name of the field, name of the file, bytes.
fn multipart(fields: &[(String, String)], files: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    let mut part = |head: String, content: &[u8]| {
        body.extend(format!("--{MARK}\r\nContent-Disposition: form-data; {head}\r\n\r\n").bytes());
        body.extend(content);
        body.extend(b"\r\n");
    };
    for (name, value) in fields {
        part(format!("name=\"{name}\""), value.as_bytes());
    }
    for (name, file, bytes) in files {
        part(format!("name=\"{name}\"; filename=\"{file}\""), bytes);
    }
    body.extend(format!("--{MARK}--\r\n").bytes());
    body
}

async fn send(office: &Office, cookie: &str, body: Vec<u8>) -> Answer {
    let request = Request::post(RELIEF)
        .header(header::COOKIE, format!("sovang={cookie}"))
        .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={MARK}"))
        .header(header::CONTENT_LENGTH, body.len());
    office.call(request.body(Body::from(body)).unwrap()).await
}

/// The fields of a request for money that is fit to be made.
async fn asking(office: &Office, cookie: &str) -> Vec<(String, String)> {
    let page = office.get(cookie, FORM).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("_file:command.make_request.evidence[]"), "{}", page.body);
    let mut fields = page.form(RELIEF);
    let content = "command.make_request.content.payment";
    let payee = format!("{content}.kind.cost");
    let today = ledger::today(jiff::Timestamp::now()).to_string();
    for (name, value) in [
        (format!("{payee}:j"), r#"{"group":"g-1"}"#),
        (format!("{content}.account"), "cash:main"),
        (format!("{content}.amount:m"), "1.000.000"),
        (format!("{content}.head"), "transport"),
        ("effective_on:d".to_owned(), today.as_str()),
    ] {
        fields.retain(|(field, _)| *field != name);
        fields.push((name, value.to_owned()));
    }
    fields
}

const PAPERS: &str = "_file:command.make_request.evidence[]";

fn last_request(office: &Office) -> RequestNo {
    let next = office.ledger().rules(|state| state.relief.requests.next()).unwrap();
    RequestNo::new(next.get() - 1)
}

#[tokio::test]
async fn papers_of_a_request_are_kept_and_stand_before_the_approver() {
    let office = Office::with_rules();
    let cookie = office.sign_in_as(T, &[Role::Treasurer]);
    let fields = asking(&office, &cookie).await;
    let (one, two) = (scan(1), scan(2));
    let body =
        multipart(&fields, &[(PAPERS, "a.pdf", &one), (PAPERS, "../../b.pdf", &two), (PAPERS, "", b"")]);
    let sent = send(&office, &cookie, body.clone()).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let number = last_request(&office);
    let dossier = office.ledger().dossier(number, &[]).unwrap().unwrap();
    assert_eq!(dossier.evidence, [Digest::of(&one), Digest::of(&two)]);
    assert_ne!(dossier.digest, dossier.content.digest(), "the approval covers the papers");
    // The same click again is the first answer.
    assert_eq!(send(&office, &cookie, body).await.status, StatusCode::SEE_OTHER);
    assert_eq!(last_request(&office), number);
    let approver = office.approver(A);
    let page = office.get(&approver, &format!("/ban/yagi-2024/de-nghi/{number}")).await;
    for digest in &dossier.evidence {
        assert!(page.body.contains(&format!("/ban/yagi-2024/tep/{digest}")), "{}", page.body);
    }
}

#[tokio::test]
async fn a_file_is_given_as_nothing_that_runs_and_each_opening_is_noted() {
    let office = Office::with_rules();
    let digest: Digest = office.ledger().keep_file(&scan(7)).unwrap().digest.into();
    let approver = office.approver(A);
    let path = format!("/ban/yagi-2024/tep/{digest}");
    let before = office.access.entries(0).unwrap().len();
    let given = office.get(&approver, &path).await;
    assert_eq!(given.status, StatusCode::OK);
    assert_eq!(given.header("content-type"), "application/pdf");
    assert!(given.header("content-disposition").starts_with("attachment; filename=\""));
    assert_eq!(given.header("x-content-type-options"), "nosniff");
    assert!(given.header("content-security-policy").contains("sandbox"), "{:?}", given.headers);
    assert_eq!(office.access.entries(0).unwrap().len(), before + 1);
    // Nobody without a role at this fund, and nothing beside the digests.
    let stranger = office.let_in_at("other-fund", &[Role::Approver]);
    assert_eq!(office.get(&stranger, &path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(office.get("", &path).await.status, StatusCode::SEE_OTHER);
    for odd in ["..%2f..%2fkeys", &"a".repeat(64), "tep", &digest.as_str().to_uppercase()] {
        let answer = office.get(&approver, &format!("/ban/yagi-2024/tep/{odd}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{odd}");
    }
}

#[tokio::test]
async fn what_is_no_paper_is_refused_and_the_form_keeps_what_was_kept() {
    let office = Office::with_rules();
    let cookie = office.sign_in_as(T, &[Role::Treasurer]);
    let fields = asking(&office, &cookie).await;
    let good = scan(1);
    let zip: &[u8] = b"PK\x03\x04\x14 a zip that says it is a picture";
    let script: &[u8] = b"\xff\xd8\xff\xe0<script>alert(1)</script>";
    let svg: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
    for bad in [zip, script, svg] {
        let before = last_request(&office);
        let body = multipart(&fields, &[(PAPERS, "a.pdf", &good), (PAPERS, "x.jpg", bad)]);
        let refused = send(&office, &cookie, body).await;
        assert_eq!(refused.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{}", refused.body);
        assert!(refused.body.contains(Digest::of(&good).as_str()), "what was kept stays in the form");
        assert!(refused.body.contains("1.000.000"), "what was typed too");
        assert_eq!(last_request(&office), before);
    }
}

#[tokio::test]
async fn fifty_megabytes_are_refused_before_they_are_read() {
    let office = Office::with_rules();
    let cookie = office.sign_in_as(T, &[Role::Treasurer]);
    let fields = asking(&office, &cookie).await;
    let mut large = scan(1);
    large.resize(50 << 20, 0);
    let refused = send(&office, &cookie, multipart(&fields, &[(PAPERS, "a.pdf", &large)])).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(refused.body.contains("20 MB") && refused.body.contains("1.000.000"), "{}", refused.body);
}

#[tokio::test]
async fn a_form_of_a_stranger_leaves_no_file() {
    let office = Office::with_rules();
    let cookie = office.sign_in_as(T, &[Role::Treasurer]);
    let mut fields = asking(&office, &cookie).await;
    fields.retain(|(name, _)| name != "_csrf");
    let file = scan(8);
    let refused = send(&office, &cookie, multipart(&fields, &[(PAPERS, "a.pdf", &file)])).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.body);
    let standing = office.ledger().file_standing(&Digest::of(&file));
    assert_eq!(standing, vault::Standing::Absent);
    // Somebody whose session has ended is asked to sign in, and no file of theirs is kept either.
    let ended = send(&office, "gone", multipart(&fields, &[(PAPERS, "a.pdf", &file)])).await;
    assert!(!ended.status.is_server_error(), "{}", ended.body);
    assert_eq!(office.ledger().file_standing(&Digest::of(&file)), vault::Standing::Absent);
}
