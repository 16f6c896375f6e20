//! State and views on the disk, so that opening does not read the whole log.
//!
//! A snapshot is a cache: it names the log's position and chain where it was taken, and one that does not fit the
//! log, or is damaged, or was written by another version, is thrown away. Layout: magic, then two sections
//! (state, views), each `len u64 LE | crc32c u32 LE | postcard`; they are read side by side.

use std::fs;
use std::io::{self, Seek, Write};
use std::path::Path;
use std::thread;

use domain::State;
use event_log::Head;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::views::Views;

/// Changes with every change of what is stored below.
const MAGIC: &[u8; 17] = b"sovang-snapshot10";
const FILE: &str = "snapshot";

/// What a snapshot holds.
pub(crate) struct Snapshot {
    /// Of which log it was taken.
    pub(crate) log: Uuid,
    /// Where in the log it was taken.
    pub(crate) head: Head,
    /// What the rules know.
    pub(crate) state: State,
    /// What is shown.
    pub(crate) views: Views,
}

#[derive(Serialize, Deserialize)]
struct Place {
    log: Uuid,
    position: u64,
    chain: [u8; 32],
}

/// Writes a snapshot beside the old one and puts it in its place. It need not be synced: a torn one is thrown away.
pub(crate) fn write(dir: &Path, log: Uuid, head: Head, state: &State, views: &Views) -> io::Result<()> {
    let place = Place { log, position: head.position, chain: head.chain };
    let new = dir.join("snapshot.new");
    let mut file = fs::File::create(&new)?;
    file.write_all(MAGIC)?;
    section(&mut file, &(&place, state))?;
    section(&mut file, views)?;
    fs::rename(new, dir.join(FILE))
}

/// Streams the content and puts its length and checksum before it afterwards: a snapshot never stands in memory twice.
fn section(file: &mut fs::File, content: &impl Serialize) -> io::Result<()> {
    let head = file.stream_position()?;
    file.write_all(&[0; HEAD])?;
    let summed = Summed { file: io::BufWriter::with_capacity(1 << 20, &mut *file), crc: 0, len: 0 };
    let mut summed = postcard::to_io(content, summed).map_err(io::Error::other)?;
    summed.flush()?;
    let (crc, len) = (summed.crc, summed.len);
    drop(summed);
    file.seek(io::SeekFrom::Start(head))?;
    file.write_all(&len.to_le_bytes())?;
    file.write_all(&crc.to_le_bytes())?;
    file.seek(io::SeekFrom::End(0)).map(drop)
}

/// Bytes of a section's length and checksum.
const HEAD: usize = 12;

/// A file that sums up what passes.
struct Summed<W> {
    file: W,
    crc: u32,
    len: u64,
}

impl<W: Write> Write for Summed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write_all(bytes)?;
        self.crc = crc32c::crc32c_append(self.crc, bytes);
        self.len = self.len.saturating_add(bytes.len() as u64);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Reads the snapshot; `None` where there is none that is whole.
pub(crate) fn read(dir: &Path) -> Option<Snapshot> {
    let bytes = fs::read(dir.join(FILE)).ok()?;
    let rest = bytes.strip_prefix(MAGIC)?;
    let (state, rest) = split(rest)?;
    let (views, rest) = split(rest)?;
    if !rest.is_empty() {
        return None;
    }
    let ((place, state), views) = thread::scope(|scope| {
        let state = scope.spawn(|| parse::<(Place, State)>(&state));
        let views = parse::<Views>(&views);
        Some((state.join().ok()??, views?))
    })?;
    (place.position == views.position).then_some(())?;
    let head = Head { position: place.position, chain: place.chain };
    Some(Snapshot { log: place.log, head, state, views })
}

/// A section as it stands in the file.
struct Section<'a> {
    crc: u32,
    content: &'a [u8],
}

fn split(bytes: &[u8]) -> Option<(Section<'_>, &[u8])> {
    let (len, rest) = bytes.split_first_chunk()?;
    let (crc, rest) = rest.split_first_chunk()?;
    let (content, rest) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*len)).ok()?)?;
    Some((Section { crc: u32::from_le_bytes(*crc), content }, rest))
}

fn parse<T: DeserializeOwned>(section: &Section<'_>) -> Option<T> {
    (crc32c::crc32c(section.content) == section.crc).then(|| postcard::from_bytes(section.content).ok())?
}

/// Whether the snapshot in a fund's directory can be used; where there is none, there is nothing wrong with it.
pub fn snapshot_is_whole(dir: &Path) -> bool {
    !dir.join(FILE).exists() || read(dir).is_some()
}
