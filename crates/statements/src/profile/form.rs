//! Forms of dates and amounts, as a profile names them.

use serde::{Deserialize, Deserializer, de::Error};

/// A date's order and mark: `d/m/yyyy`, `yyyy-m-d`, `d-m-yyyy`. Days and months may have one digit or two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DateForm {
    /// True for `yyyy-m-d`.
    pub(crate) year_first: bool,
    /// The byte between the parts.
    pub(crate) mark: u8,
}

impl<'de> Deserialize<'de> for DateForm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        for mark in [b'/', b'-', b'.'] {
            for year_first in [false, true] {
                let form = if year_first { "yyyy?m?d" } else { "d?m?yyyy" };
                if text == form.replace('?', &char::from(mark).to_string()) {
                    return Ok(Self { year_first, mark });
                }
            }
        }
        Err(D::Error::custom(format!(
            "\"{text}\" is no date form: write d/m/yyyy or yyyy-m-d, with / - or ."
        )))
    }
}

/// The thousands and the decimal mark of amounts: `".,"` for `1.000.000,00`, `",."` for `1,000,000.00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Marks {
    pub(crate) thousands: u8,
    pub(crate) decimal: u8,
}

impl<'de> Deserialize<'de> for Marks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match text.as_bytes() {
            [thousands @ (b'.' | b',' | b' '), decimal @ (b'.' | b',')] if thousands != decimal => {
                Ok(Self { thousands: *thousands, decimal: *decimal })
            }
            _ => Err(D::Error::custom(format!(
                "\"{text}\" is no pair of marks: write \".,\" or \",.\" or \" ,\""
            ))),
        }
    }
}
