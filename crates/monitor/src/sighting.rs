//! What was seen when a source did not go on from where it stood: both signed notes in one file, as they were served, for
//! everybody to check. Whether they prove two histories is for [`Evidence`](crate::Evidence) to say; here nothing is lost.

use std::fs;
use std::path::{Path, PathBuf};

use transparency::{Checkpoint, Hash, Note};

use crate::MonitorError;
use crate::durable::replace;

/// Above each of the two notes in the file.
const FIRST: &str = "---- đã giữ / kept ----\n";
const SECOND: &str = "---- đưa ra sau / served later ----\n";

/// Keeps two notes of one log that cannot both be true, durably, as `evidence/<day>-<sizes>-<root>.txt` below `dir`.
/// `day` goes into the name as it is: `2026-11-24`. The same two notes are the same file.
pub(crate) fn keep(dir: &Path, day: &str, kept: &Note, served: &Note) -> Result<PathBuf, MonitorError> {
    let (old, new) = (Checkpoint::parse(kept.text()).ok(), Checkpoint::parse(served.text()).ok());
    let size = |checkpoint: &Option<Checkpoint>| checkpoint.as_ref().map_or(0, |checkpoint| checkpoint.size);
    let root = new.as_ref().map_or_else(String::new, |checkpoint| short(&checkpoint.root));
    let path = dir.join("evidence").join(format!("{day}-{}-{}-{root}.txt", size(&old), size(&new)));
    let origin = old.map_or_else(String::new, |checkpoint| checkpoint.origin);
    let text = format!(
        "Hai điểm kiểm đã ký của cùng một sổ, không thể cùng đúng: sổ {origin} đã bị viết lại hoặc bị lùi.\n\
         Two signed checkpoints of one log that cannot both be its history: {origin} was rewritten or turned back.\n\
         {FIRST}{kept}{SECOND}{served}"
    );
    if fs::read_to_string(&path).is_ok_and(|there| there == text) {
        return Ok(path);
    }
    replace(&path, text.as_bytes()).map_err(MonitorError::io(&path))?;
    Ok(path)
}

/// The two notes of a file that [`keep`] wrote; none if it is no such file.
pub(crate) fn read(text: &str) -> Option<(Note, Note)> {
    let (_, notes) = text.split_once(FIRST)?;
    let (kept, served) = notes.split_once(SECOND)?;
    Some((Note::parse(kept.as_bytes()).ok()?, Note::parse(served.as_bytes()).ok()?))
}

/// The first eight hexadecimal digits.
pub(crate) fn short(hash: &Hash) -> String {
    let (first, _) = hash.bytes().split_first_chunk::<4>().unwrap_or((&[0; 4], &[]));
    format!("{:08x}", u32::from_be_bytes(*first))
}
