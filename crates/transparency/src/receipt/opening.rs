//! The lines that open a commitment, one a field: `name <salt> <value>` for a field that is shown, `name <commitment>`
//! for one that stays closed, all in base64. An empty value is written `-`, so that no line ends in a space.

use std::fmt::{self, Display};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::Line;
use crate::commitment::{self, Place};

/// The most fields of a row.
const MAX_FIELDS: usize = 32;
const EMPTY: &str = "-";

/// Why the openings of a receipt cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpeningError {
    /// No line, more than 32, or the last one has no end.
    #[error("phần mở cam kết bị cắt hoặc quá dài / the openings are cut off or too long")]
    Lines,
    /// A line is neither an opened nor a closed field.
    #[error("dòng mở cam kết thứ {line} sai dạng / line {line} of the openings is malformed")]
    Line {
        /// Which, from 1.
        line: usize,
    },
}

/// A field of the personal data behind a record. `Debug` does not show its value.
#[derive(Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name: lower-case letters and `_`.
    pub name: String,
    /// Opened, or closed.
    pub content: FieldContent,
}

/// What a receipt holds of a field.
#[derive(Clone, PartialEq, Eq)]
pub enum FieldContent {
    /// The value, with the salt it was committed to with.
    Opened {
        /// 32 random bytes.
        salt: [u8; 32],
        /// The text.
        value: String,
    },
    /// The commitment alone: it says nothing of the value.
    Closed([u8; 32]),
}

impl Field {
    /// The commitment to this field at that place.
    pub fn commitment(&self, place: Place<'_>) -> [u8; 32] {
        match &self.content {
            FieldContent::Opened { salt, value } => commitment::of_field(salt, place, &self.name, value),
            FieldContent::Closed(commitment) => *commitment,
        }
    }

    /// Its value, where it is opened.
    pub fn value(&self) -> Option<&str> {
        match &self.content {
            FieldContent::Opened { value, .. } => Some(value),
            FieldContent::Closed(_) => None,
        }
    }

    /// What a person calls it.
    pub fn label(&self) -> Line {
        match self.name.as_str() {
            "name" => Line::new("Họ tên", "Name"),
            "memo" => Line::new("Nội dung", "Memo"),
            "counter_account" => Line::new("Tài khoản chuyển", "Account it came from"),
            "counter_name" => Line::new("Tên chủ tài khoản chuyển", "Name at their bank"),
            "contact" => Line::new("Liên hệ", "Contact"),
            "note" => Line::new("Ghi chú", "Note"),
            other => Line::new(other, other),
        }
    }

    fn parse(line: &str) -> Option<Self> {
        let parts: Vec<&str> = line.split(' ').collect();
        let (name, content) = match parts[..] {
            [name, closed] => (name, FieldContent::Closed(bytes(closed)?)),
            [name, salt, value] => {
                let value = if value == EMPTY { String::new() } else { text(value)? };
                (name, FieldContent::Opened { salt: bytes(salt)?, value })
            }
            _ => return None,
        };
        let letters = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        (letters && !name.is_empty()).then(|| Self { name: name.to_owned(), content })
    }
}

/// Reads the lines of all fields.
pub(super) fn parse(lines: &str) -> Result<Vec<Field>, OpeningError> {
    let lines = lines.strip_suffix('\n').ok_or(OpeningError::Lines)?;
    let mut fields = Vec::new();
    for (place, line) in lines.split('\n').enumerate() {
        if place >= MAX_FIELDS {
            return Err(OpeningError::Lines);
        }
        fields.push(Field::parse(line).ok_or(OpeningError::Line { line: place + 1 })?);
    }
    Ok(fields)
}

fn bytes(text: &str) -> Option<[u8; 32]> {
    STANDARD.decode(text).ok()?.try_into().ok()
}

/// A text that is not empty.
fn text(value: &str) -> Option<String> {
    String::from_utf8(STANDARD.decode(value).ok()?).ok().filter(|value| !value.is_empty())
}

impl Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.content {
            FieldContent::Opened { salt, value } if value.is_empty() => {
                write!(f, "{} {} {EMPTY}", self.name, STANDARD.encode(salt))
            }
            FieldContent::Opened { salt, value } => {
                write!(f, "{} {} {}", self.name, STANDARD.encode(salt), STANDARD.encode(value))
            }
            FieldContent::Closed(commitment) => write!(f, "{} {}", self.name, STANDARD.encode(commitment)),
        }
    }
}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = if self.value().is_some() { "opened" } else { "closed" };
        write!(f, "Field({}, {state})", self.name)
    }
}
