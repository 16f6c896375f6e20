//! One row: what is known of a person or an account behind an event, and its stored form.

use std::borrow::Cow;
use std::fmt::{self, Debug, Display};

use serde::{Deserialize, Serialize};

/// The number of a row, from 1. An event keeps this and nothing else of the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowNumber(u64);

impl RowNumber {
    /// Before the first row.
    pub const NONE: Self = Self(0);

    /// The row numbered `number`.
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// The number itself.
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl Display for RowNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.0, f)
    }
}

/// Texts about one gift, voucher or beneficiary; an empty text is an absent one and takes no bytes.
///
/// Sealed as JSON with one-letter keys. A stored key is never given another meaning; new fields get new keys.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row<'a> {
    /// The donor's, payee's or beneficiary's name.
    #[serde(rename = "n", borrow, default, skip_serializing_if = "str::is_empty")]
    pub name: Cow<'a, str>,
    /// The bank's line, exactly as printed.
    #[serde(rename = "m", borrow, default, skip_serializing_if = "str::is_empty")]
    pub memo: Cow<'a, str>,
    /// The other side's account number.
    #[serde(rename = "a", borrow, default, skip_serializing_if = "str::is_empty")]
    pub counter_account: Cow<'a, str>,
    /// The other side's name as its bank prints it.
    #[serde(rename = "o", borrow, default, skip_serializing_if = "str::is_empty")]
    pub counter_name: Cow<'a, str>,
    /// A telephone number, an e-mail address or a place.
    #[serde(rename = "c", borrow, default, skip_serializing_if = "str::is_empty")]
    pub contact: Cow<'a, str>,
    /// What the treasurer added.
    #[serde(rename = "t", borrow, default, skip_serializing_if = "str::is_empty")]
    pub note: Cow<'a, str>,
}

impl Row<'_> {
    /// The same row with its texts copied.
    pub fn into_owned(self) -> Row<'static> {
        let own = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        Row {
            name: own(self.name),
            memo: own(self.memo),
            counter_account: own(self.counter_account),
            counter_name: own(self.counter_name),
            contact: own(self.contact),
            note: own(self.note),
        }
    }
}

/// Never the contents: rows travel through code that logs.
impl Debug for Row<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Row(..)")
    }
}

/// A field of a row. The order is that of commitments; it never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FieldOf {
    /// As it stands in commitments and openings.
    pub(crate) name: &'static str,
    /// Its bit in a frame.
    pub(crate) bit: u8,
}

/// All fields.
pub(crate) const FIELDS: [FieldOf; 6] = [
    FieldOf { name: "name", bit: 1 },
    FieldOf { name: "memo", bit: 2 },
    FieldOf { name: "counter_account", bit: 4 },
    FieldOf { name: "counter_name", bit: 8 },
    FieldOf { name: "contact", bit: CONTACT },
    FieldOf { name: "note", bit: 32 },
];

/// The bit of the field that is of class Contact in a row of whatever class.
pub(crate) const CONTACT: u8 = 16;

impl<'a> Row<'a> {
    /// The fields' texts in the order of [`FIELDS`].
    pub(crate) fn texts(&self) -> [&str; 6] {
        let Self { name, memo, counter_account, counter_name, contact, note } = self;
        [name, memo, counter_account, counter_name, contact, note]
    }

    /// The fields that are not empty, as bits.
    pub(crate) fn fields(&self) -> u8 {
        let set = FIELDS.iter().zip(self.texts()).filter(|(_, text)| !text.is_empty());
        set.fold(0, |fields, (field, _)| fields | field.bit)
    }

    /// The row with these fields and no others, borrowed.
    pub(crate) fn only(&'a self, fields: u8) -> Row<'a> {
        let mut texts = self.texts();
        for (text, field) in texts.iter_mut().zip(FIELDS) {
            if fields & field.bit == 0 {
                *text = "";
            }
        }
        let [name, memo, counter_account, counter_name, contact, note] = texts.map(Cow::Borrowed);
        Row { name, memo, counter_account, counter_name, contact, note }
    }

    /// Takes in the fields that another part of the same row holds.
    pub(crate) fn with(self, other: Self) -> Self {
        let either = |one: Cow<'a, str>, other: Cow<'a, str>| if one.is_empty() { other } else { one };
        Self {
            name: either(self.name, other.name),
            memo: either(self.memo, other.memo),
            counter_account: either(self.counter_account, other.counter_account),
            counter_name: either(self.counter_name, other.counter_name),
            contact: either(self.contact, other.contact),
            note: either(self.note, other.note),
        }
    }
}

/// The row in a part that was opened. The parser's own error would quote the contents, so it is dropped here.
pub(crate) fn decode(text: &[u8]) -> Option<Row<'_>> {
    serde_json::from_slice(text).ok()
}

/// Appends the row's text to `out`. Writing texts to memory does not fail; if it did, it says so.
pub(crate) fn encode(row: &Row<'_>, out: &mut Vec<u8>) -> std::io::Result<()> {
    serde_json::to_writer(out, row).map_err(Into::into)
}
