//! Where a command is sent to: the address of the API behind `/v1/funds/{fund}/`, and so the way to read its body.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use crate::{
    AddAccount, Asked, CloseFund, ConfirmLine, DismissLine, IdentifyReceipt, Part, Problem, RecordReceipt,
    ReverseReceipt, read_json,
};

/// See the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// `relief`, `goods`, ...
    Part(Part),
    /// `receipts`
    RecordReceipt,
    /// `receipts/{number}/reversal`
    ReverseReceipt(u64),
    /// `receipts/{number}/identification`
    IdentifyReceipt(u64),
    /// `quarantine/{item}/confirmation`
    ConfirmLine(u64),
    /// `quarantine/{item}/dismissal`
    DismissLine(u64),
    /// `accounts`
    AddAccount,
    /// `closure`
    CloseFund,
}

impl Target {
    /// Reads the body of a request to this address. `today` is the business day where none is named.
    pub fn read(self, body: &[u8], today: Date) -> Result<Asked, Problem> {
        match self {
            Self::Part(part) => part.read(body, today),
            Self::RecordReceipt => read_json::<RecordReceipt>(body)?.read(),
            Self::ReverseReceipt(number) => read_json::<ReverseReceipt>(body)?.read(number),
            Self::IdentifyReceipt(number) => read_json::<IdentifyReceipt>(body)?.read(number),
            Self::ConfirmLine(item) => read_json::<ConfirmLine>(body)?.read(item),
            Self::DismissLine(item) => read_json::<DismissLine>(body)?.read(item),
            Self::AddAccount => read_json::<AddAccount>(body)?.read(),
            Self::CloseFund => read_json::<CloseFund>(body)?.read(),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Part(part) => write!(f, "{part}"),
            Self::RecordReceipt => f.write_str("receipts"),
            Self::ReverseReceipt(number) => write!(f, "receipts/{number}/reversal"),
            Self::IdentifyReceipt(number) => write!(f, "receipts/{number}/identification"),
            Self::ConfirmLine(item) => write!(f, "quarantine/{item}/confirmation"),
            Self::DismissLine(item) => write!(f, "quarantine/{item}/dismissal"),
            Self::AddAccount => f.write_str("accounts"),
            Self::CloseFund => f.write_str("closure"),
        }
    }
}

/// There is no such address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoTarget;

impl FromStr for Target {
    type Err = NoTarget;

    fn from_str(path: &str) -> Result<Self, NoTarget> {
        let numbered = |make: fn(u64) -> Self, number: &str| number.parse().map(make).map_err(|_| NoTarget);
        match *path.split('/').collect::<Vec<_>>() {
            ["receipts"] => Ok(Self::RecordReceipt),
            ["receipts", number, "reversal"] => numbered(Self::ReverseReceipt, number),
            ["receipts", number, "identification"] => numbered(Self::IdentifyReceipt, number),
            ["quarantine", item, "confirmation"] => numbered(Self::ConfirmLine, item),
            ["quarantine", item, "dismissal"] => numbered(Self::DismissLine, item),
            ["accounts"] => Ok(Self::AddAccount),
            ["closure"] => Ok(Self::CloseFund),
            [part] => part.parse().map(Self::Part).map_err(|_| NoTarget),
            _ => Err(NoTarget),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_it_is_written() {
        let parts = Part::ALL.map(Target::Part);
        let others = [
            Target::RecordReceipt,
            Target::ReverseReceipt(7),
            Target::IdentifyReceipt(7),
            Target::ConfirmLine(7),
            Target::DismissLine(7),
            Target::AddAccount,
            Target::CloseFund,
        ];
        for target in parts.into_iter().chain(others) {
            assert_eq!(target.to_string().parse(), Ok(target));
        }
        for path in ["", "receipts/", "receipts/x/reversal", "receipts/7/theft", "relief/7", "unknown"] {
            assert_eq!(path.parse::<Target>(), Err(NoTarget), "{path}");
        }
    }
}
