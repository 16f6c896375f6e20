//! What the page gets: answers to receipts that were given out, and the text of a printed code.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "test code")]

use browser_verifier::{Grey, decode, verify};
use fast_qr::{ECL, QRBuilder};
use transparency::Receipt;

const POLICY: &[u8] = include_bytes!("../../transparency/golden/policy");
const PUBLIC: &[u8] = include_bytes!("../../transparency/golden/public.tlog-proof");
const PRIVATE: &[u8] = include_bytes!("../../transparency/golden/private.tlog-proof");

#[track_caller]
fn check(receipt: &[u8], policy: &[u8], digest: &[u8], outcome: &str, says: &str) {
    let answer = verify(receipt, policy, digest);
    assert_eq!(answer["outcome"], outcome, "{answer}");
    let checked = answer["checked"].as_array().unwrap();
    let said = checked.iter().any(|line| line["en"].as_str().unwrap().contains(says));
    assert!(said, "{answer:#}");
}

#[test]
fn answers_say_what_is_right_what_is_missing_and_what_was_changed() {
    check(PUBLIC, POLICY, b"", "right", "the proof leads to the root");
    check(PRIVATE, POLICY, b"", "right", "opened fit the commitment");
    check(PUBLIC, b"", b"", "incomplete", "The signature was not checked");
    check(PUBLIC, b"log x\n", b"", "incomplete", "line 1");
    check(PUBLIC, POLICY, b"xyz", "incomplete", "the digest behind # is malformed");
    check(PUBLIC, POLICY, &[b'A'; 22], "tampered", "the digest on the paper does not fit");
    check(PUBLIC, POLICY, b"tJxuEPfT_MCl0LbUtPKh0A", "tampered", "does not fit");
    check(&PUBLIC[1..], POLICY, b"", "tampered", "damaged or was changed");
    check(b"", POLICY, b"", "tampered", "damaged or was changed");
}

#[test]
fn the_digest_of_the_slip_names_the_record() {
    let digest = Receipt::parse(PUBLIC).unwrap().digest().to_string();
    check(PUBLIC, POLICY, digest.as_bytes(), "right", "the printed receipt speaks of");
}

#[test]
fn the_private_copy_shows_what_it_opens() {
    let answer = verify(PRIVATE, POLICY, b"");
    assert_eq!(answer["opened"][0]["label"]["en"], "Name");
    assert_eq!(answer["opened"][0]["value"], "Trần Văn Mẫu");
    assert_eq!(answer["receipt"], 41);
    assert_eq!(answer["facts"][1]["value"]["vi"], "500.000 đồng");
    let keys = answer["keys"].as_array().unwrap();
    assert!(keys[0]["fingerprint"].as_str().unwrap().starts_with("SHA256:"));
    let alone = format!("{}\n", keys[0]["vkey"].as_str().unwrap());
    check(PRIVATE, alone.as_bytes(), b"", "right", "The log itself signed");
    let changed = verify(&[PRIVATE, b"\n"].concat(), POLICY, b"");
    assert!(changed["facts"].as_array().unwrap().is_empty());
    assert_eq!(verify(PUBLIC, POLICY, b"")["opened"].as_array().unwrap().len(), 0);
}

/// A code as a camera sees it: modules of `scale` pixels, a border, turned by a quarter.
fn picture(text: &str, scale: usize) -> (Vec<u8>, usize) {
    let code = QRBuilder::new(text).ecl(ECL::M).build().unwrap();
    let side = (code.size + 8) * scale;
    let mut pixels = vec![230_u8; side * side];
    for y in 0..code.size * scale {
        for x in 0..code.size * scale {
            if code[y / scale][x / scale].value() {
                let (x, y) = (x + 4 * scale, y + 4 * scale);
                pixels[x * side + (side - 1 - y)] = 25;
            }
        }
    }
    (pixels, side)
}

#[test]
fn a_printed_code_is_read_from_its_picture() {
    let link = "https://sovang.example/quy/yagi-2024/kiem-chung?so=41&v=107#tJxuEPfT_MCl0LbUtPKh0A";
    for scale in [3, 8] {
        let (pixels, side) = picture(link, scale);
        assert_eq!(decode(Grey::new(&pixels, side).unwrap()).as_deref(), Some(link));
    }
}

#[test]
fn what_is_no_picture_of_a_code_is_none() {
    assert!(Grey::new(&[], 0).is_none());
    assert!(Grey::new(&[0; 30], 21).is_none());
    assert!(Grey::new(&[0; 441], 20).is_none());
    for pixels in [vec![0; 100 * 100], vec![255; 100 * 100]] {
        assert_eq!(decode(Grey::new(&pixels, 100).unwrap()), None);
    }
    let noise: Vec<u8> = (0_u32..200 * 200).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    assert_eq!(decode(Grey::new(&noise, 200).unwrap()), None);
}
