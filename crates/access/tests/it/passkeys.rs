//! Passkeys: taking them up, signing in with them, and every answer that is not to be taken.

use access::{
    AccessEvent, Asked, By, Credentials, Entered, Granted, NewSession, PasskeyRefusal, Policy, Refusal,
    SecondStep, SignInError, Signed, Site, totp_at,
};
use domain::Role;
use jiff::Timestamp;
use serde_json::Value;

use crate::house::{House, PASSWORD, at, place, refused, turned_away};
use crate::soft_key::{ORIGIN, SoftKey};

fn house(factor: Vec<Role>) -> House {
    House::with(Policy { factor, site: Site::at(ORIGIN), ..Policy::default() })
}

impl House {
    fn asked(&self, signed: &Signed, name: &str, now: Timestamp) -> Result<Asked, SignInError> {
        self.access.ask_new_passkey(signed, PASSWORD, name, place(1).address, now)
    }

    /// Somebody with a passkey.
    fn with_key(&self, login: &str, roles: &[Role], seed: u8) -> (Signed, SoftKey) {
        self.person(login, roles);
        let signed = self.session(login, at(1)).signed;
        let key = self.add_key(&signed, seed);
        (signed, key)
    }

    fn add_key(&self, signed: &Signed, seed: u8) -> SoftKey {
        let mut key = SoftKey::new(seed);
        let Asked { ceremony, options } = self.asked(signed, "Điện thoại của tôi", at(2)).unwrap();
        self.access.add_passkey(signed, &ceremony, &key.register(&options), at(3)).unwrap();
        key
    }

    fn half(&self, login: &str, now: Timestamp) -> SecondStep {
        let typed = Credentials { login, password: PASSWORD, code: "" };
        match self.access.sign_in(&typed, &place(1), now).unwrap() {
            Entered::Half(step) => step,
            Entered::In(_) => panic!("in without a second factor"),
        }
    }

    /// Signs in with nothing but the key.
    fn with_key_alone(&self, key: &mut SoftKey, now: Timestamp) -> Result<NewSession, SignInError> {
        let Asked { ceremony, options } = self.access.ask_passkey(&place(1), now).unwrap();
        self.access.sign_in_with_passkey(&ceremony, &key.sign(&options), &place(1), now)
    }
}

#[track_caller]
fn no<T: std::fmt::Debug>(answer: Result<T, SignInError>, expected: PasskeyRefusal) {
    turned_away(answer, &Refusal::Passkey(expected));
}

#[test]
fn a_passkey_serves_beside_the_password_and_instead_of_it() {
    let house = house(vec![Role::Treasurer]);
    let (signed, mut key) = house.with_key("an", &[Role::Treasurer], 1);
    assert!(signed.needs_factor);
    let step = house.half("an", at(10));
    let options: Value = serde_json::from_str(step.options.as_ref().unwrap()).unwrap();
    assert_eq!(options["publicKey"]["allowCredentials"].as_array().unwrap().len(), 1);
    assert_eq!(options["publicKey"]["userVerification"], "required");
    assert!(!step.digits && options.get("mediation").is_none());
    let answer = key.sign(step.options.as_ref().unwrap());
    let session = house.access.finish_sign_in(&step.ceremony, &answer, "", &place(1), at(11)).unwrap();
    assert!(!session.signed.needs_factor, "a passkey is a second factor");
    let alone = house.with_key_alone(&mut key, at(12)).unwrap();
    assert_eq!(alone.signed.person, signed.person);
    let house = house.reopened();
    house.with_key_alone(&mut key, at(13)).unwrap();
    let used = house.count(|event| matches!(event, AccessEvent::PasskeyUsed { .. }));
    assert_eq!(used, 3);
    let journal = std::fs::read(house.data.path().join("access/log/journal")).unwrap();
    assert!(!String::from_utf8_lossy(&journal).contains("thoại"), "what it is called is the person's own");
}

#[test]
fn an_answer_is_good_once_and_for_five_minutes() {
    let house = house(Vec::new());
    let (_, mut key) = house.with_key("an", &[], 1);
    let Asked { ceremony, options } = house.access.ask_passkey(&place(1), at(10)).unwrap();
    let answer = key.sign(&options);
    let sign_in = |ceremony: &str, now| house.access.sign_in_with_passkey(ceremony, &answer, &place(1), now);
    sign_in(&ceremony, at(11)).unwrap();
    no(sign_in(&ceremony, at(12)), PasskeyRefusal::Over);
    let other = house.access.ask_passkey(&place(1), at(13)).unwrap();
    no(sign_in(&other.ceremony, at(14)), PasskeyRefusal::Over);
    let late = house.access.ask_passkey(&place(1), at(20)).unwrap();
    let answer = key.sign(&late.options);
    no(house.access.sign_in_with_passkey(&late.ceremony, &answer, &place(1), at(321)), PasskeyRefusal::Over);
    let step = house.half("an", at(400));
    let answer = key.sign(step.options.as_ref().unwrap());
    no(house.access.finish_sign_in(&step.ceremony, &answer, "", &place(1), at(701)), PasskeyRefusal::Over);
}

#[test]
fn an_answer_for_another_site_or_of_an_unchecked_hand_is_refused() {
    let house = house(Vec::new());
    let (_, mut key) = house.with_key("an", &[], 1);
    key.origin = "https://sovang.example.evil.example";
    no(house.with_key_alone(&mut key, at(10)), PasskeyRefusal::Origin);
    key.origin = "http://sovang.example";
    no(house.with_key_alone(&mut key, at(10)), PasskeyRefusal::Origin);
    key.origin = ORIGIN;
    key.site = "evil.example";
    no(house.with_key_alone(&mut key, at(10)), PasskeyRefusal::Origin);
    key.site = "sovang.example";
    key.flags = 1;
    no(house.with_key_alone(&mut key, at(10)), PasskeyRefusal::Unverified);
    key.flags = 5;
    house.with_key_alone(&mut key, at(50)).unwrap();
}

#[test]
fn nobody_comes_in_with_anothers_passkey() {
    let house = house(Vec::new());
    let (_, mut own) = house.with_key("an", &[], 1);
    let (_, mut others) = house.with_key("binh", &[], 2);
    let step = house.half("an", at(10));
    let answer = others.sign(step.options.as_ref().unwrap());
    no(house.access.finish_sign_in(&step.ceremony, &answer, "", &place(1), at(11)), PasskeyRefusal::Wrong);
    others.handle = own.handle.clone();
    no(house.with_key_alone(&mut others, at(12)), PasskeyRefusal::Wrong);
    others.id = own.id.clone();
    no(house.with_key_alone(&mut others, at(13)), PasskeyRefusal::Wrong);
    let unknown = &mut SoftKey::new(3);
    no(house.with_key_alone(unknown, at(14)), PasskeyRefusal::Wrong);
    // A challenge of the one way in is none of the other, nor one for a new passkey.
    let step = house.half("an", at(15));
    let answer = own.sign(step.options.as_ref().unwrap());
    no(house.access.sign_in_with_passkey(&step.ceremony, &answer, &place(1), at(16)), PasskeyRefusal::Over);
    assert_eq!(house.with_key_alone(&mut own, at(17)).unwrap().signed.name, "Người Thử");
}

#[test]
fn a_counter_that_goes_back_is_refused_and_written_down() {
    let house = house(Vec::new());
    let (signed, mut key) = house.with_key("an", &[], 1);
    let step = house.half("an", at(10));
    key.counter = 40;
    house.with_key_alone(&mut key, at(11)).unwrap();
    // The challenge is older than the last use: still it is the last count that is compared.
    key.counter = 20;
    let answer = key.sign(step.options.as_ref().unwrap());
    let entered = house.access.finish_sign_in(&step.ceremony, &answer, "", &place(1), at(12));
    no(entered, PasskeyRefusal::Copied);
    no(house.with_key_alone(&mut key, at(13)), PasskeyRefusal::Copied);
    let log = house.log();
    let copied: Vec<_> =
        log.iter().filter(|stored| matches!(stored.event, AccessEvent::PasskeyCopied { .. })).collect();
    assert_eq!(copied.len(), 2);
    assert!(copied.iter().all(|it| it.by == By::Nobody && it.event.person() == Some(&signed.person)));
    key.counter = 41;
    house.with_key_alone(&mut key, at(50)).unwrap();
}

#[test]
fn a_passkey_that_was_taken_away_opens_nothing() {
    let house = house(vec![Role::Treasurer]);
    let (signed, mut key) = house.with_key("an", &[Role::Treasurer], 1);
    let [kept] = &*house.access.passkeys(&signed).unwrap() else { panic!() };
    let remove = |password: &str, passkey: &str, now| {
        house.access.remove_passkey(&signed, password, passkey, place(1).address, now)
    };
    no(remove(PASSWORD, &kept.passkey, at(4)), PasskeyRefusal::LastFactor);
    turned_away(remove("wrong", &kept.passkey, at(4)), &Refusal::PasswordWrong);
    let mut second = house.add_key(&signed, 2);
    house.access.rename_passkey(&signed, &kept.passkey, "  Máy   cũ ", at(5)).unwrap();
    assert_eq!(house.access.passkeys(&signed).unwrap()[0].name, "Máy cũ");
    let (unnamed, unknown) = (PasskeyRefusal::NameMalformed, PasskeyRefusal::Unknown);
    refused(house.access.rename_passkey(&signed, &kept.passkey, " ", at(5)), &Refusal::Passkey(unnamed));
    refused(house.access.rename_passkey(&signed, "k-0", "x", at(5)), &Refusal::Passkey(unknown));
    remove(PASSWORD, &kept.passkey, at(6)).unwrap();
    no(remove(PASSWORD, &kept.passkey, at(7)), PasskeyRefusal::Unknown);
    no(house.with_key_alone(&mut key, at(8)), PasskeyRefusal::Wrong);
    house.with_key_alone(&mut second, at(9)).unwrap();
}

#[test]
fn who_is_locked_or_gone_stays_outside() {
    let house = house(Vec::new());
    let (signed, mut key) = house.with_key("an", &[], 1);
    for _ in 0..5 {
        house.sign_in("an", "wrong", "", at(10)).unwrap_err();
    }
    assert!(matches!(house.with_key_alone(&mut key, at(11)), Err(SignInError::TooMany { .. })));
    house.with_key_alone(&mut key, at(60)).unwrap();
    // A right password before a wrong passkey frees nobody.
    for second in 0..5 {
        let step = house.half("an", at(70 + second));
        no(
            house.access.finish_sign_in(&step.ceremony, "{}", "", &place(1), at(70 + second)),
            PasskeyRefusal::Unreadable,
        );
    }
    let typed = Credentials { login: "an", password: PASSWORD, code: "" };
    let answer = house.access.sign_in(&typed, &place(1), at(75));
    assert!(matches!(answer, Err(SignInError::TooMany { .. })), "{answer:?}");
    house.access.end_person(&By::Operator, &signed.person, at(200)).unwrap();
    no(house.with_key_alone(&mut key, at(201)), PasskeyRefusal::Wrong);
}

#[test]
fn digits_serve_where_both_are_there() {
    let house = house(vec![Role::Approver]);
    let (signed, mut key) = house.with_key("an", &[Role::Approver], 1);
    let offer = house.access.offer_factor(&signed, "SoVang", at(3)).unwrap();
    let digits = totp_at(&offer.typed, at(3)).unwrap();
    house.access.confirm_factor(&signed, PASSWORD, &digits, place(1).address, at(3)).unwrap();
    let digits = totp_at(&offer.typed, at(100)).unwrap();
    house.sign_in("an", PASSWORD, &digits, at(100)).unwrap();
    let step = house.half("an", at(200));
    assert!(step.digits);
    let finish = |step: &SecondStep, digits: &str, now| {
        house.access.finish_sign_in(&step.ceremony, "", digits, &place(1), now)
    };
    assert!(matches!(finish(&step, "000000", at(200)), Err(SignInError::Wrong)));
    no(finish(&step, "000000", at(200)), PasskeyRefusal::Over);
    let digits = totp_at(&offer.typed, at(201)).unwrap();
    finish(&house.half("an", at(201)), &digits, at(201)).unwrap();
    assert!(house.sign_in("an", PASSWORD, &digits, at(202)).is_err(), "digits are good once");
    house.with_key_alone(&mut key, at(203)).unwrap();
    let [kept] = &*house.access.passkeys(&signed).unwrap() else { panic!() };
    house.access.remove_passkey(&signed, PASSWORD, &kept.passkey, place(1).address, at(204)).unwrap();
}

#[test]
fn a_password_that_has_changed_ends_the_sign_in_that_waits() {
    let house = house(Vec::new());
    let (signed, mut key) = house.with_key("an", &[], 1);
    let step = house.half("an", at(10));
    let next = "bông điên điển vàng ven sông";
    house.access.change_password(&signed, PASSWORD, next, next, &place(1), at(11)).unwrap();
    let answer = key.sign(step.options.as_ref().unwrap());
    no(house.access.finish_sign_in(&step.ceremony, &answer, "", &place(1), at(12)), PasskeyRefusal::Over);
}

#[test]
fn a_recovery_takes_passkeys_away_too() {
    let house = house(Vec::new());
    let (signed, mut key) = house.with_key("an", &[], 1);
    let answer = house.access.grant_recovery(&By::Operator, &signed.person, at(10)).unwrap();
    let Granted::Code(code) = answer else { panic!() };
    house.access.set_up(&code, PASSWORD, PASSWORD, &place(3), at(11)).unwrap();
    no(house.with_key_alone(&mut key, at(12)), PasskeyRefusal::Wrong);
    house.session("an", at(13));
    assert!(house.access.state().unwrap().person(&signed.person).unwrap().passkeys.is_empty());
    assert_eq!(house.count(|event| matches!(event, AccessEvent::PasskeyRemoved { .. })), 1);
}

#[test]
fn only_the_session_that_asked_takes_a_passkey_up_and_only_once() {
    let house = house(Vec::new());
    let (signed, mut key) = house.with_key("an", &[], 1);
    let (others, _) = house.with_key("binh", &[], 2);
    let add = |signed: &Signed, asked: &Asked, answer: &str, expected: PasskeyRefusal| {
        let added = house.access.add_passkey(signed, &asked.ceremony, answer, at(5));
        refused(added, &Refusal::Passkey(expected));
    };
    let mut third = SoftKey::new(3);
    let asked = house.asked(&signed, "Máy bàn", at(4)).unwrap();
    let answer = third.register(&asked.options);
    let again = house.with_key_alone(&mut key, at(4)).unwrap().signed;
    add(&again, &asked, &answer, PasskeyRefusal::Over);
    let asked = house.asked(&signed, "Máy bàn", at(4)).unwrap();
    add(&others, &asked, &third.register(&asked.options), PasskeyRefusal::Over);
    let asked = house.asked(&others, "Máy bàn", at(4)).unwrap();
    add(&others, &asked, &key.register(&asked.options), PasskeyRefusal::Taken);
    let asked = house.asked(&signed, "Máy bàn", at(4)).unwrap();
    third.origin = "https://evil.example";
    add(&signed, &asked, &third.register(&asked.options), PasskeyRefusal::Origin);
    no(house.asked(&signed, "", at(4)), PasskeyRefusal::NameMalformed);
    let wrong = house.access.ask_new_passkey(&signed, "wrong", "x", place(1).address, at(4));
    turned_away(wrong, &Refusal::PasswordWrong);
    assert_eq!(house.access.passkeys(&signed).unwrap().len(), 1);
}

#[test]
fn an_absurd_attestation_is_refused_and_harms_nobody() {
    let house = house(Vec::new());
    let (signed, mut key) = house.with_key("an", &[], 1);
    key.id = vec![9; 20];
    let nested = [vec![0x81; 8000], vec![0x00]].concat();
    let endless = [0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
    let statements: [&[u8]; 4] =
        [&nested, &endless, &[0x5b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], &[]];
    for statement in statements {
        let asked = house.asked(&signed, "Máy bàn", at(4)).unwrap();
        let options = serde_json::from_str(&asked.options).unwrap();
        let answer = key.attested(&options, statement);
        let added = house.access.add_passkey(&signed, &asked.ceremony, &answer, at(5));
        refused(added, &Refusal::Passkey(PasskeyRefusal::Unreadable));
    }
    for answer in ["", "{}", "null", "[]", &"[".repeat(30_000), &"x".repeat(1_000_000)] {
        let asked = house.asked(&signed, "Máy bàn", at(4)).unwrap();
        let added = house.access.add_passkey(&signed, &asked.ceremony, answer, at(5));
        refused(added, &Refusal::Passkey(PasskeyRefusal::Unreadable));
    }
}

#[test]
fn without_an_address_there_are_none_and_who_had_one_is_not_let_in_without() {
    let house = house(Vec::new());
    house.with_key("an", &[], 1);
    let House { access, data } = house;
    let policy = Policy { site: None, ..access.policy().clone() };
    drop(access);
    let house = House { access: access::Access::open(data.path(), policy).unwrap(), data };
    let step = house.half("an", at(10));
    assert_eq!((step.options, step.digits), (None, false));
    no(house.access.finish_sign_in(&step.ceremony, "{}", "", &place(1), at(11)), PasskeyRefusal::Nowhere);
    refused(house.access.ask_passkey(&place(1), at(12)), &Refusal::Passkey(PasskeyRefusal::Nowhere));
}
