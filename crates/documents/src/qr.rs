//! A QR code as SVG. Medium error correction: a slip is folded and stamped before it is scanned.

use fast_qr::convert::Builder;
use fast_qr::convert::svg::SvgBuilder;
use fast_qr::{ECL, QRBuilder};

/// A text that no QR code can hold: more than about 2,300 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} / {}", self.vi(), self.en())]
pub struct TooLong;

impl TooLong {
    /// The message in Vietnamese.
    pub fn vi(self) -> String {
        "nội dung quá dài cho một mã QR (tối đa khoảng 2.300 byte); hãy rút ngắn".to_owned()
    }

    /// The message in English.
    pub fn en(self) -> String {
        "the text is too long for a QR code (about 2,300 bytes at most); shorten it".to_owned()
    }
}

/// The QR code of `text`, black on white with a quiet zone of four modules, one unit a module.
pub fn svg(text: &str) -> Result<String, TooLong> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().map_err(|_| TooLong)?;
    Ok(SvgBuilder::default().margin(4).to_str(&code))
}
