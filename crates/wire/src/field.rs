//! Texts of a request as values of the domain, each refused by name in two languages.

use domain::{AccountId, Code, FundId, InvalidId, Vnd};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::Problem;

/// Why a text is no value of its kind, in Vietnamese and English.
pub struct Fault {
    vi: String,
    en: String,
}

impl Fault {
    fn new(vi: &str, en: &str) -> Self {
        Self { vi: vi.to_owned(), en: en.to_owned() }
    }
}

/// A value that arrives as text.
pub trait Field: Sized {
    /// Reads it.
    fn read(text: &str) -> Result<Self, Fault>;
}

/// The value of the field `name`.
pub fn parse<T: Field>(name: &str, text: &str) -> Result<T, Problem> {
    T::read(text).map_err(|fault| Problem::field(name, fault.vi, fault.en))
}

/// The value of a field that may be missing.
pub fn parse_opt<T: Field>(name: &str, text: Option<&str>) -> Result<Option<T>, Problem> {
    text.map(|text| parse(name, text)).transpose()
}

/// A free text of at most `limit` characters, without control characters; surrounding blanks go.
pub fn text(name: &str, text: &str, limit: usize) -> Result<String, Problem> {
    if text.chars().count() > limit {
        let vi = format!("Tối đa {limit} ký tự.");
        return Err(Problem::field(name, vi, format!("At most {limit} characters.")));
    }
    if text.contains(|sign: char| sign.is_control() && sign != '\n') {
        return Err(Problem::field(name, "Có ký tự điều khiển.", "It holds control characters."));
    }
    Ok(text.trim().to_owned())
}

impl From<InvalidId> for Fault {
    fn from(error: InvalidId) -> Self {
        Self::new(error.rule_vi, error.rule)
    }
}

impl Field for AccountId {
    fn read(text: &str) -> Result<Self, Fault> {
        Ok(text.parse::<Self>()?)
    }
}

impl Field for FundId {
    fn read(text: &str) -> Result<Self, Fault> {
        Ok(text.parse::<Self>()?)
    }
}

impl Field for Code {
    fn read(text: &str) -> Result<Self, Fault> {
        Ok(text.parse::<Self>()?)
    }
}

impl Field for Vnd {
    fn read(text: &str) -> Result<Self, Fault> {
        text.parse().map_err(|_| {
            Fault::new(
                "Số tiền là số đồng nguyên viết bằng chữ số, tối đa 9223372036854775807, ví dụ \"500000\".",
                "An amount is a whole number of đồng written in digits, at most 9223372036854775807, for \
                 example \"500000\".",
            )
        })
    }
}

impl Field for Date {
    /// jiff also reads a date out of a longer text; a field holds the day and nothing else.
    fn read(text: &str) -> Result<Self, Fault> {
        text.parse().ok().filter(|day: &Self| day.to_string() == text).ok_or_else(|| {
            Fault::new(
                "Ngày viết dạng NĂM-THÁNG-NGÀY và phải có thật, ví dụ 2024-09-10.",
                "A day is written YEAR-MONTH-DAY and exists, for example 2024-09-10.",
            )
        })
    }
}

impl Field for Timestamp {
    fn read(text: &str) -> Result<Self, Fault> {
        text.parse().map_err(|_| {
            Fault::new(
                "Thời điểm viết theo RFC 3339 kèm múi giờ, ví dụ 2024-09-10T08:00:00+07:00.",
                "A moment is written as in RFC 3339 with its offset, for example 2024-09-10T08:00:00+07:00.",
            )
        })
    }
}

impl Field for Uuid {
    fn read(text: &str) -> Result<Self, Fault> {
        Self::try_parse(text).ok().filter(|id| !id.is_nil()).ok_or_else(|| {
            Fault::new(
                "Cần một UUID, ví dụ 01922b5e-7c00-7000-8000-000000000001.",
                "A UUID is needed, for example 01922b5e-7c00-7000-8000-000000000001.",
            )
        })
    }
}
