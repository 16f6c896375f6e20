//! What proves nothing: tokens that are twisted, codes that are used, descriptions of somebody else.

use identity::testing::{CLIENT, Fake, SECRET};
use identity::{Answer, Provider, Refused, Secret, Settings};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{BASE, answer, came_back, gone, provider};

/// A token that is twisted so lets nobody in, and this is why.
#[track_caller]
fn check(why: &str, twist: impl Fn(&mut Value, &mut Value) + Send + Sync + 'static) {
    let fake = Fake::start();
    fake.twist(twist);
    match came_back(&fake, &provider(&fake)) {
        Err(Refused::Token(said)) => assert!(said.contains(why), "{said}"),
        other => panic!("{other:?}, not {why}"),
    }
}

fn now() -> i64 {
    Timestamp::now().as_second()
}

#[test]
fn a_token_for_somebody_else_or_of_another_time() {
    check("nonce", |_, claims| claims["nonce"] = json!("another"));
    check("nonce", |_, claims| drop(claims.as_object_mut().unwrap().remove("nonce")));
    check("audience", |_, claims| claims["aud"] = json!("another"));
    check("audience", |_, claims| claims["aud"] = json!([]));
    check("audience", |_, claims| claims["aud"] = json!([CLIENT, "another"]));
    check("azp", |_, claims| claims["azp"] = json!("another"));
    check("ssuer", |_, claims| claims["iss"] = json!("https://another.example"));
    check("expired", |_, claims| claims["exp"] = json!(now() - 1));
    check("not made now", |_, claims| claims["iat"] = json!(now() - 3600));
    check("not made now", |_, claims| claims["iat"] = json!(now() + 3600));
}

#[test]
fn a_token_that_only_looks_signed() {
    check("", |header, _| header["alg"] = json!("none"));
    check("not one of", |header, _| header["alg"] = json!("HS256"));
    check("", |header, _| header["alg"] = json!("RS256"));
    check("does not publish", |header, _| header["kid"] = json!("nobody's"));
    check("critical", |header, _| header["crit"] = json!(["exp"]));
}

#[test]
fn a_token_whose_bytes_were_changed() {
    let fake = Fake::start();
    let provider = provider(&fake);
    came_back(&fake, &provider).unwrap();
    // The same name for another key.
    fake.new_key();
    fake.twist(|header, _| header["kid"] = json!("key-1"));
    assert!(matches!(came_back(&fake, &provider), Err(Refused::Token(_))));
}

#[test]
fn a_code_is_good_once_with_its_verifier_and_its_secret() {
    let fake = Fake::start();
    let provider = provider(&fake);
    let (begun, code) = gone(&fake, &provider, "an");
    provider.finish(begun, &answer(&code), Timestamp::now()).unwrap();
    let (begun, _) = gone(&fake, &provider, "an");
    let again = provider.finish(begun, &answer(&code), Timestamp::now());
    assert_eq!(again, Err(Refused::Code("invalid_grant".to_owned())));
    let ((begun, _), (_, others)) = (gone(&fake, &provider, "an"), gone(&fake, &provider, "binh"));
    let injected = provider.finish(begun, &answer(&others), Timestamp::now());
    assert_eq!(injected, Err(Refused::Code("invalid_grant".to_owned())), "PKCE");
    let settings = Settings { secret: Some(Secret::new("wrong")), ..fake.settings("so") };
    let refused = came_back(&fake, &Provider::new(settings, BASE).unwrap()).unwrap_err();
    assert_eq!(refused, Refused::Code("invalid_client".to_owned()));
    assert!(![refused.vi(), refused.en()].iter().any(|text| text.contains(SECRET)));
}

#[test]
fn who_was_refused_there_is_refused_here() {
    let fake = Fake::start();
    let provider = provider(&fake);
    for (error, code) in [(Some("access_denied"), None), (Some("<script>"), Some("code-1")), (None, None)] {
        let (begun, _) = gone(&fake, &provider, "an");
        let answer = Answer { code, iss: None, error };
        let refused = provider.finish(begun, &answer, Timestamp::now());
        assert!(matches!(refused, Err(Refused::Denied(_))), "{refused:?}");
    }
}

#[test]
fn a_description_of_somebody_else_is_not_taken() {
    let fake = Fake::start();
    for more in [
        json!({ "issuer": "https://another.example" }),
        json!({ "authorization_endpoint": "http://another.example/authorize" }),
        json!({ "authorization_endpoint": "javascript:alert(1)" }),
        json!({ "jwks_uri": 7 }),
    ] {
        fake.describe(more.clone());
        let refused = provider(&fake).begin(Timestamp::now());
        assert!(matches!(refused, Err(Refused::Unreachable(_))), "{more}");
    }
    fake.describe(json!({ "id_token_signing_alg_values_supported": ["HS256", "none"] }));
    assert!(matches!(came_back(&fake, &provider(&fake)), Err(Refused::Token(_))));
    fake.describe(json!({ "token_endpoint": "http://another.example/token" }));
    assert!(matches!(came_back(&fake, &provider(&fake)), Err(Refused::Unreachable(_))));
}
