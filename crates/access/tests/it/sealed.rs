//! The secrets of phones lie sealed, under a key that lies elsewhere.

use std::fs;

use access::{AccessError, FactorOffer, SignInError, totp_at};

use crate::house::{House, PASSWORD, at, place};

/// Somebody with a phone.
fn with_phone(house: &House) -> FactorOffer {
    house.person("an", &[]);
    let session = house.session("an", at(1)).signed;
    let offer = house.access.offer_factor(&session, "SoVang", at(1)).unwrap();
    let digits = totp_at(&offer.typed, at(1)).unwrap();
    house.access.confirm_factor(&session, PASSWORD, &digits, place(1).address, at(1)).unwrap();
    offer
}

#[track_caller]
fn comes_in(house: &House, offer: &FactorOffer, second: i64) {
    let digits = totp_at(&offer.typed, at(second)).unwrap();
    house.sign_in("an", PASSWORD, &digits, at(second)).unwrap();
}

#[test]
fn the_file_alone_gives_no_digits() {
    let house = House::new();
    let offer = with_phone(&house);
    comes_in(&house, &offer, 100);
    let file = fs::read_to_string(house.data.path().join("access/people.json")).unwrap();
    assert!(file.contains("\"sealed\""), "{file}");
    let key = house.data.path().join("keys/access.key");
    let kept = fs::read(&key).unwrap();
    let refused = |second| {
        let digits = totp_at(&offer.typed, at(second)).unwrap();
        house.sign_in("an", PASSWORD, &digits, at(second)).unwrap_err()
    };
    fs::remove_file(&key).unwrap();
    assert!(matches!(refused(200), SignInError::Access(AccessError::KeyMissing { .. })));
    fs::write(&key, [7; 32]).unwrap();
    assert!(matches!(refused(300), SignInError::Access(AccessError::KeyWrong { .. })));
    fs::write(&key, kept).unwrap();
    comes_in(&house, &offer, 400);
}

#[test]
fn what_an_older_program_left_open_is_sealed_at_the_next_start() {
    let house = House::new();
    let offer = with_phone(&house);
    let path = house.data.path().join("access/people.json");
    let mut file: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    // The twenty bytes of an invented secret, as they were kept.
    file["people"][0]["factor"] = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA".into();
    fs::write(&path, file.to_string()).unwrap();
    let old = FactorOffer { typed: "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ".into(), ..offer };
    comes_in(&house, &old, 100);
    let house = house.reopened();
    assert!(!fs::read_to_string(&path).unwrap().contains("MTIzNDU2"));
    comes_in(&house, &old, 200);
}

#[test]
fn without_a_key_directory_no_phone_is_taken_up() {
    let house = House::new();
    house.person("an", &[]);
    let session = house.session("an", at(1)).signed;
    fs::remove_dir(house.data.path().join("keys")).unwrap();
    let offer = house.access.offer_factor(&session, "SoVang", at(1)).unwrap();
    let digits = totp_at(&offer.typed, at(1)).unwrap();
    let answer = house.access.confirm_factor(&session, PASSWORD, &digits, place(1).address, at(1));
    let Err(SignInError::Access(error @ AccessError::KeyMissing { .. })) = answer else {
        panic!("{answer:?}")
    };
    assert!(error.to_string().contains("--keys"));
}
