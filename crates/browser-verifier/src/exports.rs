//! What the page calls. It asks for room, writes its bytes there, calls, and reads the answer: addresses and lengths, no
//! generated glue. The bytes lie in vectors that belong to this module, so no raw pointer is ever followed here.
#![allow(
    unsafe_code,
    reason = "only the attribute that keeps a function's name counts as unsafe; nothing below is"
)]

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::{Grey, decode, verify};

/// What is given, by place: receipt, policy, digest; or a picture in the first.
static GIVEN: Mutex<[Vec<u8>; 3]> = Mutex::new([const { Vec::new() }; 3]);
static ANSWER: Mutex<Vec<u8>> = Mutex::new(Vec::new());
/// The most that is taken in one place: a photograph of 24 million pixels.
const MOST: usize = 24 << 20;

fn held<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Room for `length` bytes in one of the three places; its address, or null where there is no such place or it is too
/// much. Holds until the next call for that place.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn room(place: usize, length: usize) -> *mut u8 {
    let mut given = held(&GIVEN);
    let Some(bytes) = given.get_mut(place).filter(|_| length <= MOST) else { return std::ptr::null_mut() };
    bytes.clear();
    bytes.resize(length, 0);
    bytes.as_mut_ptr()
}

/// Verifies the receipt in place 0 against the policy in place 1 and the digest in place 2. The answer is JSON; its length.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn verify_receipt() -> usize {
    let [receipt, policy, digest] = std::mem::take(&mut *held(&GIVEN));
    keep(verify(&receipt, &policy, &digest).to_string())
}

/// Reads the code in the picture of that width in place 0. The answer is its text; its length, 0 where none is found.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn decode_qr(width: usize) -> usize {
    let [pixels, ..] = std::mem::take(&mut *held(&GIVEN));
    keep(Grey::new(&pixels, width).and_then(decode).unwrap_or_default())
}

/// Where the last answer lies; holds until the next one.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn answer() -> *const u8 {
    held(&ANSWER).as_ptr()
}

fn keep(text: String) -> usize {
    let mut answer = held(&ANSWER);
    *answer = text.into_bytes();
    answer.len()
}
