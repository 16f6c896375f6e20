//! The frame around a row: `len u32 | crc32c u32 | number u64 | class u8 | state u8 | payload`, little endian.
//!
//! The checksum covers everything but itself, so it holds again once a sweep has put zeros and a new state in
//! place. Knows no files.

/// Bytes before the payload.
pub(crate) const HEAD: usize = 18;
/// The longest payload: far above any memo, small enough that a damaged length is seen as one.
pub(crate) const MAX_PAYLOAD: usize = 64 * 1024;
/// The longest frame.
pub(crate) const MAX_FRAME: usize = HEAD + MAX_PAYLOAD;
/// How far a number may stand above the one before it. A larger step is damage, not a gap.
pub(crate) const MAX_GAP: u64 = 1 << 24;

/// What a row is about; retention and access differ by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// A donor and how to reach them.
    Contact,
    /// A receipt, a bank line, a voucher.
    Voucher,
    /// A person who received relief.
    Beneficiary,
}

impl Class {
    const fn code(self) -> u8 {
        match self {
            Self::Contact => 1,
            Self::Voucher => 2,
            Self::Beneficiary => 3,
        }
    }

    const fn from_code(code: u8) -> Option<Self> {
        match code {
            1 => Some(Self::Contact),
            2 => Some(Self::Voucher),
            3 => Some(Self::Beneficiary),
            _ => None,
        }
    }
}

/// How to read the payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// Zeros; the row is gone.
    Swept,
    /// A row in plain JSON.
    Live,
}

impl State {
    const fn code(self) -> u8 {
        match self {
            Self::Swept => 0,
            Self::Live => 1,
        }
    }

    const fn from_code(code: u8) -> Option<Self> {
        match code {
            0 => Some(Self::Swept),
            1 => Some(Self::Live),
            _ => None,
        }
    }
}

/// A frame whose checksum held.
pub(crate) struct Frame<'a> {
    pub(crate) number: u64,
    pub(crate) class: Class,
    pub(crate) state: State,
    pub(crate) payload: &'a [u8],
}

impl Frame<'_> {
    /// Bytes in the file.
    pub(crate) const fn size(&self) -> usize {
        HEAD + self.payload.len()
    }

    /// Appends the frame's bytes; a payload over `u32::MAX` cannot come here (`MAX_PAYLOAD`).
    pub(crate) fn write_to(&self, out: &mut Vec<u8>) {
        let len = u32::try_from(self.payload.len()).unwrap_or(u32::MAX).to_le_bytes();
        let (number, kind) = (self.number.to_le_bytes(), [self.class.code(), self.state.code()]);
        out.extend_from_slice(&len);
        out.extend_from_slice(&checksum(len, &[&number, &kind, self.payload]).to_le_bytes());
        out.extend_from_slice(&number);
        out.extend_from_slice(&kind);
        out.extend_from_slice(self.payload);
    }
}

fn checksum(len: [u8; 4], parts: &[&[u8]]) -> u32 {
    parts.iter().fold(crc32c::crc32c(&len), |crc, part| crc32c::crc32c_append(crc, part))
}

/// The frame at the head of `bytes`, if one stands there whole, unharmed, and numbered above `after`.
pub(crate) fn decode(bytes: &[u8], after: u64) -> Option<Frame<'_>> {
    let (&len, rest) = bytes.split_first_chunk::<4>()?;
    let (&crc, rest) = rest.split_first_chunk::<4>()?;
    let payload_len = usize::try_from(u32::from_le_bytes(len)).ok().filter(|&len| len <= MAX_PAYLOAD)?;
    let body = rest.get(..payload_len + 10)?;
    let (&number, tail) = body.split_first_chunk::<8>()?;
    let (&[class, state], payload) = tail.split_first_chunk::<2>()?;
    let number = u64::from_le_bytes(number);
    let step = number.checked_sub(after)?;
    if !(1..=MAX_GAP).contains(&step) {
        return None;
    }
    let (class, state) = (Class::from_code(class)?, State::from_code(state)?);
    let whole = checksum(len, &[body]) == u32::from_le_bytes(crc);
    whole.then_some(Frame { number, class, state, payload })
}
