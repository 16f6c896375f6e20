//! Tokens of a local authority, made by openssl: taken, and refused in every other form.

mod asked;

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::testing::{Key, Tsa};

const CHECKPOINT: &[u8] = b"sovang.local/directory\n3\nroot\n\n\xe2\x80\x94 sovang.local/directory AAAA\n";
const NONCE: u64 = 0xf123_4567_89ab_cdef;

fn pinned(tsa: &Tsa, name: &str) -> Pinned {
    Pinned::read(&tsa.file(name)).unwrap()
}

fn answer(tsa: &Tsa) -> Vec<u8> {
    tsa.reply(&request(CHECKPOINT, NONCE).unwrap())
}

fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}

#[test]
fn the_request_is_what_openssl_asks() {
    let tsa = Tsa::new(Key::P256);
    let data = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(data.path(), CHECKPOINT).unwrap();
    let path = data.path().to_str().unwrap();
    let theirs = tsa.openssl(&["ts", "-query", "-data", path, "-sha256", "-no_nonce", "-cert"]);
    let ours = request(CHECKPOINT, 1).unwrap();
    // The same but for the nonce of three bytes, and the length of it all.
    assert_eq!((ours.len(), &ours[2..56], &ours[59..]), (theirs.len() + 3, &theirs[2..56], &theirs[56..]));
}

#[test]
fn a_token_of_every_kind_of_key_holds() {
    for key in [Key::Rsa, Key::P256, Key::P384] {
        let tsa = Tsa::new(key);
        let answer = answer(&tsa);
        let mut seen = Vec::new();
        for name in ["tsa.pem", "ca.pem"] {
            let stamped = check_fresh(&answer, CHECKPOINT, &pinned(&tsa, name), NONCE, now()).unwrap();
            assert!(stamped.at.ends_with('Z') && stamped.at.starts_with("20"), "{stamped:?}");
            assert_eq!((stamped.policy.as_str(), stamped.serial.as_str()), ("1.2.3.4.1", "1001"), "{key:?}");
            assert_eq!(check(&answer, CHECKPOINT, &pinned(&tsa, name)), Ok(stamped.clone()));
            seen.push(stamped);
        }
        assert_eq!(seen[0], seen[1]);
    }
}

#[test]
fn another_checkpoint_request_or_clock_is_refused() {
    let tsa = Tsa::new(Key::P256);
    let (answer, pinned) = (answer(&tsa), pinned(&tsa, "ca.pem"));
    assert_eq!(check(&answer, b"other", &pinned), Err(TimestampError::Imprint));
    let fresh = |nonce, now| check_fresh(&answer, CHECKPOINT, &pinned, nonce, now);
    assert_eq!(fresh(NONCE ^ 1, now()), Err(TimestampError::Nonce));
    for wrong in [now() - 700, now() + 700, i64::MIN, i64::MAX, 0] {
        assert!(matches!(fresh(NONCE, wrong), Err(TimestampError::Clock { .. })), "{wrong}");
    }
    assert!(fresh(NONCE, now() - 300).is_ok());
}

#[test]
fn an_authority_that_refuses_is_told() {
    let tsa = Tsa::new(Key::P256);
    let refusal = tsa.reply_of("sha512_only", &request(CHECKPOINT, NONCE).unwrap());
    let refused = check(&refusal, CHECKPOINT, &pinned(&tsa, "ca.pem"));
    assert_eq!(refused, Err(TimestampError::Refused { status: 2 }));
}

#[test]
fn who_is_not_trusted_is_refused() {
    let (tsa, other) = (Tsa::new(Key::P256), Tsa::new(Key::Rsa));
    let answer = answer(&tsa);
    let untrusted = |name| check(&answer, CHECKPOINT, &pinned(&other, name)).unwrap_err();
    // Another issuer of the same name; another authority of the same name and number.
    assert!(matches!(untrusted("ca.pem"), TimestampError::Untrusted { .. }));
    assert_eq!(untrusted("tsa.pem"), TimestampError::OtherCertificate);
    // The authority's own key with a certificate that is not for time-stamping.
    assert_eq!(check(&answer, CHECKPOINT, &pinned(&tsa, "plain.pem")), Err(TimestampError::OtherCertificate));
    // Several may be trusted.
    let both = [other.file("ca.pem"), tsa.file("ca.pem")].concat();
    assert!(check(&answer, CHECKPOINT, &Pinned::read(&both).unwrap()).is_ok());
}

#[test]
fn a_token_without_its_certificate_needs_it_given() {
    let tsa = Tsa::new(Key::P256);
    let data = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(data.path(), CHECKPOINT).unwrap();
    let query = tsa.openssl(&["ts", "-query", "-data", data.path().to_str().unwrap(), "-sha256"]);
    let answer = tsa.reply(&query);
    assert_eq!(check(&answer, CHECKPOINT, &pinned(&tsa, "ca.pem")), Err(TimestampError::NoCertificate));
    assert!(check(&answer, CHECKPOINT, &pinned(&tsa, "tsa.pem")).is_ok());
    let both = [tsa.file("ca.pem"), tsa.file("tsa.pem")].concat();
    assert!(check(&answer, CHECKPOINT, &Pinned::read(&both).unwrap()).is_ok());
}

#[test]
fn a_certificate_counts_while_it_is_valid_and_for_its_use() {
    let tsa = Tsa::new(Key::P256);
    let (authority, issuer) = (pinned(&tsa, "tsa.pem"), pinned(&tsa, "ca.pem"));
    let (stamping, plain) = (authority.all()[0].clone(), pinned(&tsa, "plain.pem").all()[0].clone());
    let at = |second| jiff::Timestamp::from_second(second).unwrap();
    for pinned in [&authority, &issuer] {
        assert_eq!(pinned.trust(&stamping, &[], at(now())), Ok(()));
        for wrong in [at(0), at(now() - 3600), at(now() + 31 * 86400)] {
            let refused = pinned.trust(&stamping, &[], wrong);
            assert_eq!(refused, Err(TimestampError::Expired { at: wrong.to_string() }));
        }
        assert_eq!(pinned.trust(&plain, &[], at(now())), Err(TimestampError::Usage));
    }
}

#[test]
fn files_of_certificates_are_pem_or_der() {
    let tsa = Tsa::new(Key::P256);
    let pem = tsa.file("ca.pem");
    let der = tsa.openssl(&["x509", "-in", "ca.pem", "-outform", "DER"]);
    assert_eq!(Pinned::read(&pem).unwrap().all(), Pinned::read(&der).unwrap().all());
    let truncated = &pem[..pem.len() - 40];
    for bad in [&b""[..], b"x", truncated, &der[..der.len() - 1], &tsa.file("ca.key"), &tsa.file("config")] {
        assert_eq!(Pinned::read(bad).err(), Some(TimestampError::NoPinned));
    }
}

/// What is cut is refused; what is changed is refused, or says the same: a status's wording, certificates that nobody
/// needs and whatever else is not signed may change.
#[test]
fn changed_tokens_say_the_same_or_nothing() {
    for (key, name) in [(Key::P256, "tsa.pem"), (Key::Rsa, "ca.pem")] {
        let tsa = Tsa::new(key);
        let (answer, pinned) = (answer(&tsa), pinned(&tsa, name));
        let good = check(&answer, CHECKPOINT, &pinned).unwrap();
        for length in 0..answer.len() {
            assert!(check(&answer[..length], CHECKPOINT, &pinned).is_err(), "cut at {length}");
        }
        let mut refused = 0;
        for bit in 0..answer.len() * 8 {
            let mut changed = answer.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            match check(&changed, CHECKPOINT, &pinned) {
                Ok(stamped) => assert_eq!(stamped, good, "bit {bit}"),
                Err(_) => refused += 1,
            }
        }
        assert!(refused > answer.len() * 4, "{refused} of {}", answer.len() * 8);
        assert!(check(&[&answer[..], b"\0"].concat(), CHECKPOINT, &pinned).is_err());
    }
}

#[test]
fn a_changed_statement_or_signature_is_refused_by_name() {
    let tsa = Tsa::new(Key::Rsa);
    let (answer, pinned) = (answer(&tsa), pinned(&tsa, "ca.pem"));
    let changed = |from: &[u8], to: &[u8]| {
        let at = answer.windows(from.len()).position(|part| part == from).unwrap();
        let mut changed = answer.clone();
        changed[at..at + to.len()].copy_from_slice(to);
        check(&changed, CHECKPOINT, &pinned).unwrap_err()
    };
    let year = &jiff::Timestamp::now().to_string()[..4];
    let time = answer.windows(6).position(|part| part[0] == 0x18 && &part[2..] == year.as_bytes()).unwrap();
    let time = answer[time..time + 17].to_vec();
    let mut later = time.clone();
    later[15] ^= 1;
    assert_eq!(changed(&time, &later), TimestampError::Digest);
    let end = answer[answer.len() - 9..].to_vec();
    let mut other = end.clone();
    other[4] ^= 1;
    assert_eq!(changed(&end, &other), TimestampError::Signature);
    // The content of the attribute "message digest", as if it had been changed with the statement.
    let at = answer.windows(4).position(|part| part == [0x31, 0x42, 0x04, 0x40]).unwrap();
    let digest = answer[at..at + 68].to_vec();
    let mut other = digest.clone();
    other[40] ^= 1;
    assert_eq!(changed(&digest, &other), TimestampError::Digest);
}

static ISSUER: LazyLock<Pinned> = LazyLock::new(|| pinned(&Tsa::new(Key::P256), "ca.pem"));

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(check(&bytes, CHECKPOINT, &ISSUER).is_err());
        prop_assert!(Pinned::read(&bytes).is_err());
    }
}

#[test]
fn times_are_read_as_the_standards_write_them() {
    let read = |kind: u8, text: &str| {
        let bytes = [&[kind, u8::try_from(text.len()).unwrap()], text.as_bytes()].concat();
        let any = <der::asn1::AnyRef as der::Decode>::from_der(&bytes).unwrap();
        asn1::time(any).map(|time| time.to_string())
    };
    assert_eq!(read(0x18, "20261124131501Z").as_deref(), Some("2026-11-24T13:15:01Z"));
    assert_eq!(read(0x18, "20261124131501.25Z").as_deref(), Some("2026-11-24T13:15:01.25Z"));
    assert_eq!(read(0x17, "491124131501Z").as_deref(), Some("2049-11-24T13:15:01Z"));
    assert_eq!(read(0x17, "500101000000Z").as_deref(), Some("1950-01-01T00:00:00Z"));
    for bad in
        ["20261124131501", "20261324131501Z", "20261124131501.Z", "20261124131501.50Z", "2026112413150Z"]
    {
        assert_eq!(read(0x18, bad), None, "{bad}");
    }
    for bad in ["20261124131560Z", "20261124251500Z", "2026112413+501Z", "20261124131501+0700", "Z", ""] {
        assert_eq!(read(0x18, bad), None, "{bad}");
    }
    assert_eq!(read(0x17, "491124131501.5Z"), None);
    assert_eq!(read(0x16, "20261124131501Z"), None);
}
