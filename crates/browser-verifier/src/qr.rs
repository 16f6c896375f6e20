//! A QR code in a photograph.

use rqrr::PreparedImage;

/// A picture in shades of grey, row by row, one byte a pixel, 0 is black.
#[derive(Clone, Copy, Debug)]
pub struct Grey<'a> {
    width: usize,
    pixels: &'a [u8],
}

impl<'a> Grey<'a> {
    /// A picture of whole rows; none where the pixels are no such picture, or less than a code has modules.
    pub fn new(pixels: &'a [u8], width: usize) -> Option<Self> {
        let whole = width >= 21 && pixels.len().is_multiple_of(width);
        (whole && pixels.len() / width >= 21).then_some(Self { width, pixels })
    }

    fn at(&self, x: usize, y: usize) -> u8 {
        let place = y.checked_mul(self.width).and_then(|start| start.checked_add(x));
        place.and_then(|place| self.pixels.get(place)).copied().unwrap_or(u8::MAX)
    }
}

/// The text of the first code in the picture that can be read.
pub fn decode(picture: Grey<'_>) -> Option<String> {
    let height = picture.pixels.len() / picture.width;
    let mut prepared = PreparedImage::prepare_from_greyscale(picture.width, height, |x, y| picture.at(x, y));
    prepared.detect_grids().into_iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| text)
}
