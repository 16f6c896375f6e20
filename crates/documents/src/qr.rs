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

#[cfg(test)]
mod tests {
    use super::*;

    /// The picture's black squares, four pixels a module, as a reader of codes takes it.
    fn read(svg: &str) -> (usize, String) {
        let side: usize =
            svg.split("viewBox=\"0 0 ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
        let mut black = vec![false; side * side];
        for square in svg.split('M').skip(1) {
            let mut place = square.split(|letter: char| !letter.is_ascii_digit()).map(str::parse::<usize>);
            let (Some(Ok(x)), Some(Ok(y))) = (place.next(), place.next()) else { continue };
            black[y * side + x] = true;
        }
        let grey = |x: usize, y: usize| if black[y / 4 * side + x / 4] { 0 } else { 255 };
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side * 4, side * 4, grey);
        let grids = picture.detect_grids();
        let (meta, text) = grids.first().unwrap().decode().unwrap();
        (meta.version.0, text)
    }

    #[test]
    fn a_link_of_106_bytes_is_a_code_of_version_6() {
        let link = format!(
            "https://quycuutro.dongthap.gov.vn/quy/dong-thap-2021/kiem-chung?so=300000&v=1500000#{}",
            "A".repeat(22)
        );
        assert_eq!(link.len(), 106);
        assert_eq!(read(&svg(&link).unwrap()), (6, link));
    }
}
