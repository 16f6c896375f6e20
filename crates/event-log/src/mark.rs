//! The file `verified`: up to where the journal has been verified and the index synced, so that opening looks at the
//! tail only. A mark that is missing or does not fit its checksum costs time, nothing else.

use std::io;
use std::path::Path;

use uuid::Uuid;

use crate::durable;
use crate::journal::Tip;

const NAME: &str = "verified";
const MAGIC: [u8; 8] = *b"SoVangV1";
const BYTES: usize = 8 + 16 + 3 * 8 + 32;

/// Sets the mark.
pub(crate) fn write(directory: &Path, id: Uuid, tip: &Tip) -> io::Result<()> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend_from_slice(id.as_bytes());
    for number in [tip.offset, tip.last_offset, tip.position] {
        bytes.extend_from_slice(&number.to_le_bytes());
    }
    bytes.extend_from_slice(&tip.chain);
    bytes.extend_from_slice(&crc32c::crc32c(&bytes).to_le_bytes());
    durable::replace(directory, NAME, &bytes)
}

/// Takes the mark away.
pub(crate) fn remove(directory: &Path) -> io::Result<()> {
    match std::fs::remove_file(directory.join(NAME)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The log's id as the mark has it, for a log whose journal has lost its header.
pub(crate) fn log_id(directory: &Path) -> Option<Uuid> {
    let bytes = std::fs::read(directory.join(NAME)).ok()?;
    let id = Uuid::from_bytes(*bytes.strip_prefix(&MAGIC)?.first_chunk::<16>()?);
    read(directory, id).map(|_| id)
}

/// The mark of the log with this id, if there is one and it is whole.
pub(crate) fn read(directory: &Path, id: Uuid) -> Option<Tip> {
    let bytes = std::fs::read(directory.join(NAME)).ok()?;
    let (body, crc) = bytes.split_at_checked(BYTES)?;
    if crc != crc32c::crc32c(body).to_le_bytes() {
        return None;
    }
    let rest = body.strip_prefix(&MAGIC)?.strip_prefix(id.as_bytes())?;
    let (offset, rest) = rest.split_first_chunk::<8>()?;
    let (last_offset, rest) = rest.split_first_chunk::<8>()?;
    let (position, rest) = rest.split_first_chunk::<8>()?;
    Some(Tip {
        offset: u64::from_le_bytes(*offset),
        last_offset: u64::from_le_bytes(*last_offset),
        position: u64::from_le_bytes(*position),
        chain: *rest.first_chunk::<32>()?,
    })
}
