//! A scanned text back into a payment: checksum first, then fields; unknown fields are passed over.

use super::{DONG, NAPAS, Payment, Repeat, Service, VietQrError, check, crc};

/// Reads the text of a VietQR code. What it returns, [`super::build`] takes.
pub fn parse(text: &str) -> Result<Payment, VietQrError> {
    let text = text.trim();
    let body = checked(text)?;
    let top = fields(body)?;
    let napas = fields(get(&top, "38").ok_or(VietQrError::Foreign)?)?;
    let ours =
        get(&napas, "00") == Some(NAPAS) && get(&top, "53") == Some(DONG) && get(&top, "58") == Some("VN");
    if !ours {
        return Err(VietQrError::Foreign);
    }
    let beneficiary = fields(get(&napas, "01").ok_or(VietQrError::Form)?)?;
    let more = fields(get(&top, "62").unwrap_or_default())?;
    let payment = Payment {
        bin: get(&beneficiary, "00").ok_or(VietQrError::Form)?.to_owned(),
        account: get(&beneficiary, "01").ok_or(VietQrError::Form)?.to_owned(),
        service: if get(&napas, "02") == Some("QRIBFTTC") { Service::Card } else { Service::Account },
        repeat: if get(&top, "01") == Some("12") { Repeat::Once } else { Repeat::Many },
        amount: get(&top, "54").map(str::parse).transpose().map_err(|_| VietQrError::Amount)?,
        purpose: get(&more, "08").map(str::to_owned),
    };
    check(&payment)?;
    Ok(payment)
}

fn get<'a>(fields: &[(&str, &'a str)], id: &str) -> Option<&'a str> {
    fields.iter().find(|field| field.0 == id).map(|field| field.1)
}

/// The text before its checksum field, if that fits.
fn checked(text: &str) -> Result<&str, VietQrError> {
    let at = text.len().checked_sub(8).filter(|_| text.is_ascii()).ok_or(VietQrError::Form)?;
    let (body, tail) = text.split_at(at);
    let given = tail.strip_prefix("6304").ok_or(VietQrError::Form)?;
    let sum = u16::from_str_radix(given, 16).map_err(|_| VietQrError::Form)?;
    let summed = text.get(..at + 4).ok_or(VietQrError::Form)?;
    if crc(summed.as_bytes()) == sum { Ok(body) } else { Err(VietQrError::Checksum) }
}

/// Id and value of each field, to the end of the text.
fn fields(mut text: &str) -> Result<Vec<(&str, &str)>, VietQrError> {
    let mut found = Vec::new();
    while !text.is_empty() {
        let (Some(id), Some(length)) = (text.get(..2), text.get(2..4)) else {
            return Err(VietQrError::Form);
        };
        let length: usize = length.parse().map_err(|_| VietQrError::Form)?;
        found.push((id, text.get(4..4 + length).ok_or(VietQrError::Form)?));
        text = text.get(4 + length..).unwrap_or_default();
    }
    Ok(found)
}
