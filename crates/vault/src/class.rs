//! What a row is about, and the at most two parts that it is sealed in.

use crate::row::{CONTACT, FIELDS};

/// What a row is about; how long it is kept and who may read it differ by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// How to reach somebody: the field `contact` of every row, and rows that are nothing else, as a pledge is.
    Contact,
    /// What stands behind a receipt, a bank line, a voucher.
    Voucher,
    /// A person who received relief.
    Beneficiary,
}

impl Class {
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Contact => 1,
            Self::Voucher => 2,
            Self::Beneficiary => 3,
        }
    }

    pub(crate) const fn from_code(code: u8) -> Option<Self> {
        match code {
            1 => Some(Self::Contact),
            2 => Some(Self::Voucher),
            3 => Some(Self::Beneficiary),
            _ => None,
        }
    }

    /// The part that holds what is of this class in a row.
    pub(crate) const fn part(self) -> Part {
        match self {
            Self::Contact => Part::Contact,
            Self::Voucher | Self::Beneficiary => Part::Own,
        }
    }
}

/// A sealed part of a row. Each has a key of its own and is erased by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// All fields but `contact`, in a row that is not of class Contact.
    Own,
    /// The field `contact`; all fields of a row of class Contact.
    Contact,
}

impl Part {
    /// Both, in the order in which they stand in a frame and in the key store.
    pub(crate) const ALL: [Self; 2] = [Self::Own, Self::Contact];

    pub(crate) const fn index(self) -> u8 {
        match self {
            Self::Own => 0,
            Self::Contact => 1,
        }
    }

    /// Its bit in a set of parts.
    pub(crate) const fn bit(self) -> u8 {
        1 << self.index()
    }

    /// Those of `fields` that it holds in a row of this class.
    pub(crate) fn of(self, class: Class, fields: u8) -> u8 {
        let all = FIELDS.iter().fold(0, |all, field| all | field.bit);
        let contact = if class == Class::Contact { all } else { CONTACT };
        match self {
            Self::Own => fields & !contact,
            Self::Contact => fields & contact,
        }
    }
}
