//! Signing in through a provider, against one on this machine that lies in every way that is known.
#![expect(clippy::unwrap_used, clippy::panic, reason = "test code")]

mod lies;
mod ways;

use identity::testing::Fake;
use identity::{Answer, Attempts, Begun, Provider, Refused, Who};
use jiff::Timestamp;

pub(crate) const BASE: Option<&str> = Some("https://sovang.example");

pub(crate) fn provider(fake: &Fake) -> Provider {
    Provider::new(fake.settings("so"), BASE).unwrap()
}

pub(crate) fn answer(code: &str) -> Answer<'_> {
    Answer { code: Some(code), iss: None, error: None }
}

/// Somebody goes there and signs in; answers with what was begun and the code that they bring back.
pub(crate) fn gone(fake: &Fake, provider: &Provider, subject: &str) -> (Begun, String) {
    let (url, begun) = provider.begin(Timestamp::now()).unwrap();
    (begun, fake.signed_in(&url, subject))
}

/// The whole way.
pub(crate) fn came_back(fake: &Fake, provider: &Provider) -> Result<Who, Refused> {
    let (begun, code) = gone(fake, provider, "an");
    provider.finish(begun, &answer(&code), Timestamp::now())
}

#[test]
fn what_was_begun_is_found_again_by_its_state() {
    let fake = Fake::start();
    let provider = provider(&fake);
    let (attempts, now) = (Attempts::default(), Timestamp::now());
    let (url, begun) = provider.begin(now).unwrap();
    let code = fake.signed_in(&url, "an");
    let browser = attempts.keep("so", begun, "back", (None, [10, 0, 0, 1].into()), now).unwrap();
    let state = Fake::sent(&url, "state");
    let (begun, carried) = attempts.take("so", &state, Some(&browser), now).unwrap();
    assert_eq!(carried, "back");
    assert_eq!(provider.finish(begun, &answer(&code), now).unwrap().subject, "an");
}
