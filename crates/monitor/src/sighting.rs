//! What was seen when a source did not go on from where it stood: both signed notes in one file, as they were served, for
//! everybody to check. Whether they prove two histories is for [`Evidence`](crate::Evidence) to say; here nothing is lost.

use std::fs;
use std::path::{Path, PathBuf};

use transparency::{Checkpoint, Hash, Note};

use crate::MonitorError;
use publication::replace;

/// Above each of the two notes in the file.
const FIRST: &str = "---- đã giữ / kept ----\n";
const SECOND: &str = "---- đưa ra sau / served later ----\n";

/// Keeps the note that stands and the one that was served after it, durably, as `evidence/<day>-<sizes>-<root>.txt` below
/// `dir`. `day` goes into the name as it is: `2026-11-24`. The same two notes of one day are one file.
pub(crate) fn keep(dir: &Path, day: &str, kept: &Note, served: &Note) -> Result<PathBuf, MonitorError> {
    let (old, new) = (Checkpoint::parse(kept.text()).ok(), Checkpoint::parse(served.text()).ok());
    let size = |checkpoint: &Option<Checkpoint>| checkpoint.as_ref().map_or(0, |checkpoint| checkpoint.size);
    let root = new.as_ref().map_or_else(String::new, |checkpoint| short(&checkpoint.root));
    let path = dir.join("evidence").join(format!("{day}-{}-{}-{root}.txt", size(&old), size(&new)));
    let text = format!(
        "Nguồn đã đưa ra điểm kiểm thứ hai, không nối tiếp điểm kiểm thứ nhất. Cả hai đều có chữ ký của sổ.\n\
         The source served the second checkpoint, which does not go on from the first. The log signed both.\n\
         {FIRST}{kept}{SECOND}{served}"
    );
    if !fs::read_to_string(&path).is_ok_and(|there| there == text) {
        replace(&path, text.as_bytes()).map_err(MonitorError::io(&path))?;
    }
    Ok(path)
}

/// The first eight hexadecimal digits.
pub(crate) fn short(hash: &Hash) -> String {
    let (first, _) = hash.bytes().split_first_chunk::<4>().unwrap_or((&[0; 4], &[]));
    format!("{:08x}", u32::from_be_bytes(*first))
}
