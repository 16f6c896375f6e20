//! What a workbook's archive would unpack to, counted before anything is built of it.
//!
//! Sizes that the archive declares are not believed: each part that will be read is inflated once into a small buffer
//! and counted. Nothing is kept here.

use std::io::{Cursor, Read};

use memchr::{memchr_iter, memmem};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::{Fault, Limit};

/// The most bytes that the parts of a workbook may unpack to.
pub(super) const MOST_INFLATED: u64 = 256 << 20;
/// The most parts that are read: sheets, and the four that go with them.
const MOST_PARTS: usize = 64;
/// A record in the end of an archive declares how much memory its directory takes, so it is bounded too.
const MOST_DECLARED: u64 = 65_535;
/// An archive has one end; each further mark that looks like it costs a search.
const MOST_ENDS: usize = 64;
/// A part that is kept whole takes memory for each of its elements, however short they are.
const ELEMENT: u64 = 32;

const KEPT: [&str; 4] =
    ["xl/sharedstrings.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"];
const SHEETS: [&str; 3] = ["xl/worksheets/", "xl/chartsheets/", "xl/dialogsheets/"];

/// What an archive unpacks to, in bytes and a charge for each element that is kept.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Weight {
    pub(super) all: u64,
    pub(super) largest_sheet: u64,
}

/// Refuses an archive that unpacks to too much.
pub(super) fn weigh(bytes: &[u8]) -> Result<Weight, Fault> {
    if bytes.len() as u64 > MOST_INFLATED {
        return Err(Fault::Beyond(Limit::Inflated));
    }
    if declares_too_much(bytes) {
        return Err(Fault::Beyond(Limit::Parts));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
    let parts: Vec<(usize, Part)> =
        archive.file_names().enumerate().filter_map(|(index, name)| Some((index, part(name)?))).collect();
    if parts.len() > MOST_PARTS {
        return Err(Fault::Beyond(Limit::Parts));
    }
    let mut sum = Weight::default();
    for (index, part) in parts {
        let room = MOST_INFLATED.saturating_sub(sum.all);
        let weight = weight(archive.by_index(index).map_err(|error| fault(&error))?, part, room)?;
        sum.all = sum.all.saturating_add(weight);
        if part == Part::Sheet {
            sum.largest_sheet = weight.max(sum.largest_sheet);
        }
    }
    Ok(sum)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Kept,
    Sheet,
}

/// The part that an entry is, where it will be read. Names count without case and with either slash, as the reader
/// looks for them.
fn part(name: &str) -> Option<Part> {
    let name = name.replace('\\', "/").to_ascii_lowercase();
    let sheet = SHEETS.iter().any(|folder| name.starts_with(folder));
    if sheet { Some(Part::Sheet) } else { KEPT.contains(&name.as_str()).then_some(Part::Kept) }
}

/// What a part weighs once inflated; stops as soon as it is more than `room`.
fn weight(mut entry: impl Read, part: Part, room: u64) -> Result<u64, Fault> {
    let mut buffer = vec![0_u8; 1 << 16];
    let mut weight = 0_u64;
    loop {
        let count = entry.read(&mut buffer).map_err(|_| broken("zip"))?;
        if count == 0 {
            return Ok(weight);
        }
        weight = weight.saturating_add(count as u64);
        if part == Part::Kept {
            let elements = memchr_iter(b'<', buffer.get(..count).unwrap_or_default()).count() as u64;
            weight = weight.saturating_add(elements.saturating_mul(ELEMENT));
        }
        if weight > room {
            return Err(Fault::Beyond(Limit::Inflated));
        }
    }
}

fn declares_too_much(bytes: &[u8]) -> bool {
    let number = |at: usize| {
        let field = bytes.get(at..at.saturating_add(8))?;
        field.try_into().ok().map(u64::from_le_bytes)
    };
    let large = memmem::find_iter(bytes, b"PK\x06\x06").any(|at| {
        let (size, entries) = (number(at.saturating_add(4)), number(at.saturating_add(32)));
        // A record longer than the file is no record: these four bytes may stand anywhere in packed data.
        size.is_some_and(|size| size < bytes.len() as u64)
            && entries.is_some_and(|count| count > MOST_DECLARED)
    });
    large || memmem::find_iter(bytes, b"PK\x05\x06").nth(MOST_ENDS).is_some()
}

fn fault(error: &ZipError) -> Fault {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            broken("password")
        }
        _ => broken("zip"),
    }
}

fn broken(detail: &str) -> Fault {
    Fault::Workbook { detail: detail.to_owned() }
}
