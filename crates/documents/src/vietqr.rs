//! VietQR: the text that a banking app scans to fill in account, amount and memo (EMVCo merchant-presented, NAPAS block).
//!
//! Building checks everything that a phone would refuse without a word; reading accepts only what has a right checksum
//! and the NAPAS block. Bank numbers come from `config/vietqr.toml` and never from code.

mod banks;
mod error;
mod read;
#[cfg(test)]
mod tests;

pub use banks::{Bank, Banks, BanksError};
pub use error::VietQrError;
pub use read::parse;

/// NAPAS' application id within block 38.
const NAPAS: &str = "A000000727";
const DONG: &str = "704";
/// The longest purpose that all banking apps show.
pub const PURPOSE_MAX: usize = 25;

/// What a code asks the payer's bank to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The receiving bank: six digits.
    pub bin: String,
    /// The receiving account or card: 1 to 19 letters and digits.
    pub account: String,
    /// Whether `account` is an account or a card.
    pub service: Service,
    /// Whether the code is meant for many payments or for one.
    pub repeat: Repeat,
    /// The amount in đồng, above zero; none lets the payer choose.
    pub amount: Option<i64>,
    /// The memo: 1 to 25 printable ASCII characters. A [`crate::code::Code`] and a few words fit.
    pub purpose: Option<String>,
}

/// What the number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// `QRIBFTTA`.
    Account,
    /// `QRIBFTTC`.
    Card,
}

/// How often a code is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// `11`: printed once, paid by many; apps let the payer change the amount.
    Many,
    /// `12`: for one payment; apps lock the amount.
    Once,
}

impl Payment {
    /// A code for many gifts to an account: no amount, no memo yet.
    pub fn to_account(bin: &str, account: &str) -> Self {
        Self {
            bin: bin.to_owned(),
            account: account.to_owned(),
            service: Service::Account,
            repeat: Repeat::Many,
            amount: None,
            purpose: None,
        }
    }
}

/// The text of the code, or what in `payment` no bank would take.
pub fn build(payment: &Payment) -> Result<String, VietQrError> {
    check(payment)?;
    let service = match payment.service {
        Service::Account => "QRIBFTTA",
        Service::Card => "QRIBFTTC",
    };
    let beneficiary = field("00", &payment.bin) + &field("01", &payment.account);
    let napas = field("00", NAPAS) + &field("01", &beneficiary) + &field("02", service);
    let mut text = field("00", "01");
    text += &field("01", if payment.repeat == Repeat::Once { "12" } else { "11" });
    text += &field("38", &napas);
    text += &field("53", DONG);
    if let Some(amount) = payment.amount {
        text += &field("54", &amount.to_string());
    }
    text += &field("58", "VN");
    if let Some(purpose) = &payment.purpose {
        text += &field("62", &field("08", purpose));
    }
    text += "6304";
    let sum = crc(text.as_bytes());
    Ok(format!("{text}{sum:04X}"))
}

fn check(payment: &Payment) -> Result<(), VietQrError> {
    if payment.bin.len() != 6 || !payment.bin.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(VietQrError::Bin);
    }
    let account = &payment.account;
    if !(1..=19).contains(&account.len()) || !account.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(VietQrError::Account);
    }
    // Thirteen digits are what field 54 may hold.
    if payment.amount.is_some_and(|amount| !(1..10_000_000_000_000).contains(&amount)) {
        return Err(VietQrError::Amount);
    }
    if let Some(purpose) = &payment.purpose {
        let printable = purpose.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        if !(1..=PURPOSE_MAX).contains(&purpose.len()) || !printable {
            return Err(VietQrError::Purpose);
        }
    }
    Ok(())
}

/// Id, length in two decimals, value. All values here are below 100 ASCII characters: [`check`] saw to it.
fn field(id: &str, value: &str) -> String {
    format!("{id}{:02}{value}", value.len())
}

/// CRC-16/CCITT-FALSE: polynomial 1021, from FFFF.
fn crc(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xFFFF, |sum, byte| {
        (0..8).fold(sum ^ (u16::from(*byte) << 8), |sum: u16, _| {
            if sum & 0x8000 == 0 { sum << 1 } else { (sum << 1) ^ 0x1021 }
        })
    })
}
