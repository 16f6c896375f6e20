//! Names and numbers of things: funds, accounts, receipts, statements, quarantined lines, vault rows.
//!
//! Texts are checked once, when they are made; after that a value of these types is always well formed.
//! Running numbers start at 1 and have no gaps within a fund, except vault rows, which may have them.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

mod box_code;

pub use box_code::Boxed;

/// A text that is not a well-formed name of its kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}: {rule_vi} / {rule}")]
pub struct InvalidId {
    /// Which kind of name, for example `fund`.
    pub what: &'static str,
    /// The rule it breaks, in English.
    pub rule: &'static str,
    /// The rule it breaks, in Vietnamese.
    pub rule_vi: &'static str,
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $what:literal, $check:path, $rule:literal, $rule_vi:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(value_type = String))]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;
            fn try_from(text: String) -> Result<Self, InvalidId> {
                if $check(&text) {
                    Ok(Self(text))
                } else {
                    Err(InvalidId { what: $what, rule: $rule, rule_vi: $rule_vi })
                }
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Self::try_from(text.to_owned())
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }
    };
}

text_id!(
    /// A fund, for example `yagi-2024`. Also the name of its directory.
    FundId, "fund", is_fund,
    "1 to 48 lower-case letters, digits and hyphens, starting with a letter or digit; not \"directory\"",
    "mã quỹ gồm 1 đến 48 chữ thường không dấu, chữ số, gạch nối, bắt đầu bằng chữ hoặc số, không phải \"directory\""
);
text_id!(
    /// A code of configuration: a purpose, a place, a transfer channel, an import profile.
    Code, "code", is_slug,
    "1 to 48 lower-case letters, digits and hyphens, starting with a letter or digit",
    "mã gồm 1 đến 48 chữ thường không dấu, chữ số, gạch nối, bắt đầu bằng chữ hoặc số"
);
text_id!(
    /// An account of the fund: `bank:number` (`vietcombank:0011001932418`) or a cash box (`cash:main`).
    AccountId, "account", is_account,
    "bank:number with 4 to 24 digits or letters, or cash:name, for example vietcombank:0011001932418",
    "ngân hàng:số tài khoản gồm 4 đến 24 chữ số hoặc chữ cái, hoặc cash:tên, ví dụ vietcombank:0011001932418"
);
text_id!(
    /// Who gave a command: `role:pseudonym`, never a person's name (`treasurer:t-7f3a`).
    Actor, "actor", is_actor,
    "role:pseudonym in lower-case letters, digits and hyphens, for example treasurer:t-7f3a",
    "vai trò:bí danh, chữ thường không dấu, chữ số, gạch nối, ví dụ treasurer:t-7f3a"
);

text_id!(
    /// A household: its self-managed group and its number in the group's list (`g-29869-012/7`). Never a name.
    HouseholdId, "household", is_household,
    "group/number, the number from the group's list, for example g-29869-012/7",
    "mã tổ/số thứ tự trong danh sách của tổ, ví dụ g-29869-012/7"
);
text_id!(
    /// The code on a box or a truck, which anyone may look up (`DONG-B0ABD`); the last sign checks the others.
    BoxCode, "box", is_box,
    "4 to 24 capital letters, digits and hyphens, for example DONG-B0ABD",
    "4 đến 24 chữ in hoa không dấu, chữ số, gạch nối, ví dụ DONG-B0ABD"
);
text_id!(
    /// SHA-256 of a file or a content, 64 lower-case hex digits: evidence is kept apart and bound by this.
    Digest, "digest", is_digest,
    "64 lower-case hex digits (SHA-256)",
    "64 chữ số thập lục phân viết thường (SHA-256)"
);

fn is_household(text: &str) -> bool {
    text.split_once('/').is_some_and(|(group, number)| {
        let counts = number.parse::<u32>().is_ok_and(|number| number > 0);
        is_slug(group)
            && counts
            && !number.starts_with('0')
            && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn is_box(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-';
    (4..=24).contains(&text.len()) && text.bytes().all(plain)
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'))
}

/// The list of all published logs is called `directory`, where a fund's log is called as the fund.
fn is_fund(text: &str) -> bool {
    is_slug(text) && text != "directory"
}

fn is_slug(text: &str) -> bool {
    let starts_well = text.starts_with(|first: char| first.is_ascii_lowercase() || first.is_ascii_digit());
    let plain = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    starts_well && plain && text.len() <= 48
}

fn is_account(text: &str) -> bool {
    match text.split_once(':') {
        Some(("cash", name)) => is_slug(name),
        Some((bank, number)) => {
            is_slug(bank)
                && (4..=24).contains(&number.len())
                && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
        }
        None => false,
    }
}

fn is_actor(text: &str) -> bool {
    text.split_once(':').is_some_and(|(role, name)| is_slug(role) && is_slug(name))
}

/// Where the money of an account lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountKind {
    /// A cash box, counted by a cashier.
    Cash,
    /// An account at a bank or the State Treasury, with statements.
    Bank,
}

impl Code {
    /// The warehouse of goods that never touch one.
    pub fn direct() -> Self {
        Self("direct".to_owned())
    }
}

impl Digest {
    /// The digest of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self::from(<[u8; 32]>::from(Sha256::digest(bytes)))
    }

    /// Its 32 bytes.
    pub fn bytes(&self) -> [u8; 32] {
        let (pairs, _) = self.0.as_bytes().as_chunks::<2>();
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(pairs) {
            let text = std::str::from_utf8(pair).unwrap_or_default();
            *byte = u8::from_str_radix(text, 16).unwrap_or_default();
        }
        bytes
    }
}

impl From<[u8; 32]> for Digest {
    fn from(digest: [u8; 32]) -> Self {
        let hex = |byte: &u8| [byte >> 4, byte & 15].map(|half| char::from_digit(half.into(), 16));
        Self(digest.iter().flat_map(hex).flatten().collect())
    }
}

impl HouseholdId {
    /// The group in whose list the household stands.
    pub fn group(&self) -> &str {
        self.0.split_once('/').map_or(self.0.as_str(), |(group, _)| group)
    }

    /// Its number in that list, from 1.
    pub fn number(&self) -> u32 {
        self.0.split_once('/').and_then(|(_, number)| number.parse().ok()).unwrap_or_default()
    }
}

impl Actor {
    /// The part before the colon.
    pub fn role(&self) -> &str {
        self.0.split_once(':').map_or(self.0.as_str(), |(role, _)| role)
    }

    /// The part after the colon: the person, under whatever role.
    pub fn person(&self) -> &str {
        self.0.split_once(':').map_or("", |(_, person)| person)
    }
}

impl AccountId {
    /// Cash box or bank account.
    pub fn kind(&self) -> AccountKind {
        if self.bank() == "cash" { AccountKind::Cash } else { AccountKind::Bank }
    }

    /// The part before the colon: the bank, or `cash`.
    pub fn bank(&self) -> &str {
        self.0.split_once(':').map_or(self.0.as_str(), |(bank, _)| bank)
    }

    /// The part after the colon: the account number, or the cash box's name.
    pub fn number(&self) -> &str {
        self.0.split_once(':').map_or("", |(_, number)| number)
    }
}

macro_rules! number_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(value_type = u64))]
        #[serde(transparent)]
        pub struct $name(u64);

        impl $name {
            /// The `number`-th, counted from 1.
            pub const fn new(number: u64) -> Self {
                Self(number)
            }

            /// The number.
            pub const fn get(self) -> u64 {
                self.0
            }

            /// The number after this one.
            #[must_use]
            pub const fn next(self) -> Self {
                Self(self.0.saturating_add(1))
            }

            /// Its place in a list that starts with number 1; `None` for 0.
            pub fn index(self) -> Option<usize> {
                usize::try_from(self.0.checked_sub(1)?).ok()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

number_id!(
    /// A receipt: the fund's running number of money received.
    ReceiptNo
);
number_id!(
    /// An imported statement.
    StatementNo
);
number_id!(
    /// A statement line that waits for a person's decision.
    QuarantineNo
);
number_id!(
    /// A row of the vault, where personal data lie apart from the events.
    RowNo
);
number_id!(
    /// A pledge.
    PledgeNo
);
number_id!(
    /// A request to spend, issue, refund or write off.
    RequestNo
);
number_id!(
    /// Money paid out on a request.
    PaymentNo
);
number_id!(
    /// A decision to allocate.
    AllocationNo
);
number_id!(
    /// A need told by a commune.
    NeedNo
);
number_id!(
    /// Goods received.
    GoodsReceiptNo
);
number_id!(
    /// A lot: goods of one item, one origin, one expiry.
    LotNo
);
number_id!(
    /// Goods issued.
    IssueNo
);
number_id!(
    /// Goods on their way between warehouses.
    ShipmentNo
);
number_id!(
    /// A count of a cash box or a warehouse.
    CountNo
);
number_id!(
    /// Money on its way between accounts of the fund.
    MoveNo
);
number_id!(
    /// A finding of the supervision.
    FindingNo
);
number_id!(
    /// A message from outside.
    MessageNo
);
number_id!(
    /// A request to erase personal data.
    ErasureNo
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_a_bank_and_a_number_or_a_cash_box() {
        let bank: AccountId = "vietcombank:0011001932418".parse().unwrap();
        assert_eq!(
            (bank.kind(), bank.bank(), bank.number()),
            (AccountKind::Bank, "vietcombank", "0011001932418")
        );
        assert_eq!("cash:main".parse::<AccountId>().unwrap().kind(), AccountKind::Cash);
        for bad in [
            "",
            "vietcombank",
            "vietcombank:",
            ":1234",
            "VCB:1234",
            "vcb:12 34",
            "vcb:../..",
            "cash:",
            "vcb:123",
        ] {
            assert!(bad.parse::<AccountId>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_fund_is_a_safe_directory_name() {
        for bad in ["", "..", "a/b", "Yagi", "-yagi", "quỹ", "directory", &"a".repeat(49)] {
            assert!(bad.parse::<FundId>().is_err(), "{bad}");
        }
        assert!("yagi-2024".parse::<FundId>().is_ok());
    }
}
