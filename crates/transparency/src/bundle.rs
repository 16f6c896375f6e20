//! The bytes of an entry bundle: entries one after the other, each behind its length in two bytes, big endian.

/// Why bytes are no bundle, or an entry fits none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// An entry is longer than 65,535 bytes.
    #[error("mục dài quá 65.535 byte / an entry is longer than 65,535 bytes")]
    TooLong,
    /// It ends in the middle of an entry.
    #[error("gói mục bị cắt ở byte {at} / the bundle is cut at byte {at}")]
    Cut {
        /// Where the entry that is not whole begins.
        at: usize,
    },
}

/// Appends an entry to a bundle.
pub fn push_entry(bundle: &mut Vec<u8>, entry: &[u8]) -> Result<(), BundleError> {
    let length = u16::try_from(entry.len()).map_err(|_| BundleError::TooLong)?;
    bundle.extend_from_slice(&length.to_be_bytes());
    bundle.extend_from_slice(entry);
    Ok(())
}

/// The entries of a bundle, in order. Ends after an error.
pub fn entries(bundle: &[u8]) -> impl Iterator<Item = Result<&[u8], BundleError>> {
    let mut rest = Some(bundle);
    std::iter::from_fn(move || {
        let bytes = rest.take().filter(|bytes| !bytes.is_empty())?;
        let at = bundle.len().saturating_sub(bytes.len());
        let entry = bytes
            .split_first_chunk::<2>()
            .and_then(|(length, after)| after.split_at_checked(usize::from(u16::from_be_bytes(*length))));
        Some(entry.map_or(Err(BundleError::Cut { at }), |(entry, after)| {
            rest = Some(after);
            Ok(entry)
        }))
    })
}
