//! What works: keys of both kinds, new keys, second factors that count, a provider that is down for a while.

use identity::testing::Fake;
use identity::{Answer, Provider, Refused, Settings, Who};
use jiff::{SignedDuration, Timestamp};
use rsa::pkcs1::{EncodeRsaPrivateKey as _, LineEnding};
use serde_json::json;

use crate::{BASE, answer, came_back, gone, provider};

#[test]
fn a_provider_says_who_and_nothing_else() {
    let fake = Fake::start();
    let (issuer, subject) = (fake.issuer().to_owned(), "an".to_owned());
    let who = Who { issuer, subject, second_factor: false };
    assert_eq!(came_back(&fake, &provider(&fake)), Ok(who));
}

#[test]
fn rsa_is_what_most_of_them_sign_with() {
    let key = rsa::RsaPrivateKey::new(&mut rsa::rand_core::OsRng, 1024).unwrap();
    let fake = Fake::with_rsa(&key.to_pkcs1_pem(LineEnding::LF).unwrap());
    assert_eq!(came_back(&fake, &provider(&fake)).unwrap().subject, "an");
}

#[test]
fn a_new_key_is_asked_for_once() {
    let fake = Fake::start();
    let provider = provider(&fake);
    came_back(&fake, &provider).unwrap();
    came_back(&fake, &provider).unwrap();
    assert_eq!(fake.keys_asked(), 1, "kept");
    fake.new_key();
    came_back(&fake, &provider).unwrap();
    assert_eq!(fake.keys_asked(), 2);
    fake.twist(|header, _| header["kid"] = json!("nobody's"));
    let refused = came_back(&fake, &provider);
    assert!(matches!(refused, Err(Refused::Token(_))), "{refused:?}");
    assert_eq!(fake.keys_asked(), 3, "once, and no more");
}

#[test]
fn what_counts_as_a_second_factor_is_configured() {
    let fake = Fake::start();
    let text = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    fake.twist(|_, claims| {
        claims["amr"] = json!(["pwd", "otp"]);
        claims["acr"] = json!("gold");
    });
    for (amr, acr, counts) in [
        (&[][..], &[][..], false),
        (&["mfa"], &["silver"], false),
        (&["mfa", "otp"], &[], true),
        (&[], &["gold"], true),
    ] {
        let settings = Settings { amr: text(amr), acr: text(acr), ..fake.settings("so") };
        let provider = Provider::new(settings, BASE).unwrap();
        let (url, _) = provider.begin(Timestamp::now()).unwrap();
        assert_eq!(Fake::sent(&url, "acr_values"), acr.join(" "));
        assert_eq!(came_back(&fake, &provider).unwrap().second_factor, counts, "{amr:?} {acr:?}");
    }
}

#[test]
fn an_answer_may_name_its_sender_and_some_always_do() {
    let fake = Fake::start();
    let now = Timestamp::now();
    let of = |iss: Option<&str>| {
        let provider = provider(&fake);
        let (begun, code) = gone(&fake, &provider, "an");
        provider.finish(begun, &Answer { iss, ..answer(&code) }, now).map(drop)
    };
    assert_eq!(of(Some(fake.issuer())), Ok(()));
    assert_eq!(of(Some("https://another.example")), Err(Refused::Mixed));
    fake.describe(json!({ "authorization_response_iss_parameter_supported": true }));
    assert_eq!(of(Some(fake.issuer())), Ok(()));
    assert_eq!(of(None), Err(Refused::Mixed));
}

#[test]
fn a_provider_that_was_down_is_asked_again_a_little_later() {
    let fake = Fake::start();
    let (provider, now) = (provider(&fake), Timestamp::now());
    fake.describe(json!({ "jwks_uri": "http://id.example/keys" }));
    let down =
        |refused: &Refused| matches!(refused, Refused::Unreachable(why) if why.contains("neither https"));
    assert!(down(&provider.begin(now).unwrap_err()), "keys that somebody could change on the way");
    fake.describe(json!({}));
    assert!(down(&provider.begin(now).unwrap_err()), "nobody waits for it again at once");
    assert!(provider.begin(now.checked_add(SignedDuration::from_secs(5)).unwrap()).is_ok());
    let gone = { Fake::start().settings("so") };
    let gone = Provider::new(gone, BASE).unwrap().begin(now).unwrap_err();
    assert!(matches!(gone, Refused::Unreachable(_)), "{gone:?}");
}
