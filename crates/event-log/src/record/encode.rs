//! Writing a record, in two steps: the caller's thread frames events into [`Part`]s, the writer thread, which alone
//! knows positions, versions and the chain, seals each part into its record.

use uuid::Uuid;

use super::{BEFORE_BODY, BODY_FIXED, CHAIN, LAST_PART, MAX_EVENT_BYTES, MAX_RECORD_BYTES, chain_after};

/// The framed events of one record to be.
#[derive(Default)]
pub(crate) struct Part {
    /// (stream_index, event_len, event)*, with indexes into `streams`.
    frames: Vec<u8>,
    pub(crate) count: u32,
    /// The streams of this part as indexes into the commit's expectations, with the events of each.
    pub(crate) streams: Vec<(u16, u32)>,
    table_bytes: usize,
}

/// Why an event cannot be framed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// The event is larger than [`MAX_EVENT_BYTES`].
    TooLarge,
    /// The stream index is none of the commit's.
    UnknownStream,
}

impl Part {
    /// How many bytes of events it holds, with their frames.
    pub(crate) fn bytes(&self) -> usize {
        self.frames.len()
    }

    fn record_bytes(&self) -> usize {
        BEFORE_BODY + BODY_FIXED + self.table_bytes + self.frames.len() + CHAIN
    }
}

/// Cuts a commit's events into parts that fit a record each.
pub(crate) struct PartBuilder {
    names: Vec<u8>,
    /// Where each of the commit's streams stands in the open part's table.
    slots: Vec<Option<u16>>,
    part: Part,
}

impl PartBuilder {
    /// `name_lengths`: of the commit's streams, in order.
    pub(crate) fn new(name_lengths: Vec<u8>) -> PartBuilder {
        let slots = vec![None; name_lengths.len()];
        PartBuilder { names: name_lengths, slots, part: Part::default() }
    }

    /// Frames one event. Answers with the part before it if the event did not fit that any more.
    pub(crate) fn push(&mut self, stream: u16, event: &[u8]) -> Result<Option<Part>, Refused> {
        let length = u32::try_from(event.len()).map_err(|_| Refused::TooLarge)?;
        if event.len() > MAX_EVENT_BYTES {
            return Err(Refused::TooLarge);
        }
        let name = usize::from(*self.names.get(usize::from(stream)).ok_or(Refused::UnknownStream)?);
        let full = self.part.record_bytes() + 1 + name + 8 + 2 + 4 + event.len() > MAX_RECORD_BYTES;
        let before = if full { Some(self.take()) } else { None };
        let slot = self.slot(stream, name).ok_or(Refused::UnknownStream)?;
        self.part.frames.extend_from_slice(&slot.to_le_bytes());
        self.part.frames.extend_from_slice(&length.to_le_bytes());
        self.part.frames.extend_from_slice(event);
        self.part.count += 1;
        Ok(before)
    }

    /// The open part; the next one starts empty.
    pub(crate) fn take(&mut self) -> Part {
        self.slots.fill(None);
        std::mem::take(&mut self.part)
    }

    fn slot(&mut self, stream: u16, name: usize) -> Option<u16> {
        let place = self.slots.get_mut(usize::from(stream))?;
        let slot = if let Some(slot) = *place {
            slot
        } else {
            let slot = u16::try_from(self.part.streams.len()).ok()?;
            self.part.streams.push((stream, 0));
            self.part.table_bytes += 1 + name + 8;
            *place.insert(slot)
        };
        self.part.streams.get_mut(usize::from(slot))?.1 += 1;
        Some(slot)
    }
}

/// What the writer knows of a record to be.
#[derive(Clone, Copy)]
pub(crate) struct SealedAs {
    pub(crate) synced_position: u64,
    pub(crate) commit_first: u64,
    pub(crate) first_position: u64,
    pub(crate) last_part: bool,
    pub(crate) command_id: Uuid,
    pub(crate) digest: [u8; 32],
}

/// Appends the part as a record to `out` and answers with its chain value.
/// `stream(i)`: the name and the version before this record of the commit's stream `i`.
pub(crate) fn seal<'a>(
    out: &mut Vec<u8>,
    part: &Part,
    sealed: SealedAs,
    chain: &[u8; 32],
    stream: impl Fn(u16) -> (&'a str, u64),
) -> [u8; 32] {
    let start = out.len();
    let after_crc = part.record_bytes() - 8;
    out.reserve(after_crc + 8);
    out.extend_from_slice(&u32::try_from(after_crc).unwrap_or(u32::MAX).to_le_bytes());
    out.extend_from_slice(&[0; 4]);
    out.extend_from_slice(&sealed.synced_position.to_le_bytes());
    out.extend_from_slice(&sealed.commit_first.to_le_bytes());
    out.extend_from_slice(&sealed.first_position.to_le_bytes());
    out.extend_from_slice(&part.count.to_le_bytes());
    out.push(if sealed.last_part { LAST_PART } else { 0 });
    out.extend_from_slice(sealed.command_id.as_bytes());
    out.extend_from_slice(&sealed.digest);
    out.extend_from_slice(&u16::try_from(part.streams.len()).unwrap_or(u16::MAX).to_le_bytes());
    for (index, _) in &part.streams {
        let (name, version) = stream(*index);
        out.push(u8::try_from(name.len()).unwrap_or(u8::MAX));
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(&version.to_le_bytes());
    }
    out.extend_from_slice(&part.frames);
    let chain = chain_after(chain, out.get(start + BEFORE_BODY..).unwrap_or_default());
    out.extend_from_slice(&chain);
    let crc = crc32c::crc32c(out.get(start + 8..).unwrap_or_default());
    if let Some(place) = out.get_mut(start + 4..start + 8) {
        place.copy_from_slice(&crc.to_le_bytes());
    }
    chain
}
