//! Reading DER: elements and what is in them. Lengths and tags are checked by the library; which elements must stand where
//! is said by whoever reads them.

use der::asn1::{AnyRef, ObjectIdentifier};
use der::{Decode, Reader, SliceReader, Tag, TagNumber};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// The most elements that one holds: certificates, attributes and extensions are few.
const MAX_ELEMENTS: usize = 64;

/// The elements in a constructed one, in order.
pub(super) fn elements(any: AnyRef<'_>) -> Option<Vec<AnyRef<'_>>> {
    let mut reader = SliceReader::new(any.value()).ok()?;
    let mut elements = Vec::new();
    while !reader.is_finished() {
        (elements.len() < MAX_ELEMENTS).then_some(())?;
        elements.push(AnyRef::decode(&mut reader).ok()?);
    }
    Some(elements)
}

/// The elements in a SEQUENCE.
pub(super) fn sequence(any: AnyRef<'_>) -> Option<Vec<AnyRef<'_>>> {
    has(any, Tag::Sequence)?;
    elements(any)
}

/// The elements in a SET.
pub(super) fn set(any: AnyRef<'_>) -> Option<Vec<AnyRef<'_>>> {
    has(any, Tag::Set)?;
    elements(any)
}

/// The one element in an explicitly tagged one.
pub(super) fn tagged(any: AnyRef<'_>, number: u32) -> Option<AnyRef<'_>> {
    has(any, context(number))?;
    AnyRef::from_der(any.value()).ok()
}

/// A constructed tag of the context.
pub(super) fn context(number: u32) -> Tag {
    Tag::ContextSpecific { constructed: true, number: TagNumber(number) }
}

/// Its content, if it has that tag.
pub(super) fn has(any: AnyRef<'_>, tag: Tag) -> Option<&[u8]> {
    (der::Tagged::tag(&any) == tag).then_some(any.value())
}

pub(super) fn oid(any: AnyRef<'_>) -> Option<ObjectIdentifier> {
    any.decode_as().ok()
}

/// The object identifier that an AlgorithmIdentifier begins with. Its parameters say nothing for what is read here.
pub(super) fn algorithm(any: AnyRef<'_>) -> Option<ObjectIdentifier> {
    match sequence(any)?.as_slice() {
        [algorithm] | [algorithm, _] => oid(*algorithm),
        _ => None,
    }
}

/// A small number that is not negative.
pub(super) fn number(any: AnyRef<'_>) -> Option<u64> {
    any.decode_as().ok()
}

/// UTCTime or GeneralizedTime, in UTC; fractions of a second as RFC 3161 allows them.
pub(super) fn time(any: AnyRef<'_>) -> Option<Timestamp> {
    let text = std::str::from_utf8(any.value()).ok()?.strip_suffix('Z')?;
    let (date, rest) = match der::Tagged::tag(&any) {
        Tag::UtcTime => (text.split_at_checked(2)?, false),
        Tag::GeneralizedTime => (text.split_at_checked(4)?, true),
        _ => return None,
    };
    let (year, text) = date;
    let (digits, fraction) = text.split_once('.').map_or((text, None), |(text, part)| (text, Some(part)));
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = plain(year) && plain(digits) && digits.len() == 10;
    (fits && (rest || fraction.is_none())).then_some(())?;
    let pair = |at: usize| digits.get(at..at.checked_add(2)?)?.parse::<i8>().ok();
    let year = match (year.parse::<i16>().ok()?, rest) {
        (year, true) => year,
        (year, false) if year < 50 => year.checked_add(2000)?,
        (year, false) => year.checked_add(1900)?,
    };
    let nanos = fraction.map_or(Some(0), nanos)?;
    let time = DateTime::new(year, pair(0)?, pair(2)?, pair(4)?, pair(6)?, pair(8)?, nanos).ok()?;
    TimeZone::UTC.to_timestamp(time).ok()
}

/// Digits behind the point, at most nine and not ending in zero.
fn nanos(digits: &str) -> Option<i32> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    (plain && (1..=9).contains(&digits.len()) && !digits.ends_with('0')).then_some(())?;
    format!("{digits:0<9}").parse().ok()
}
