//! Drawing: text, lines and shades on a page, from thousandths of a point. The only place with fractions.

use krilla::color::luma;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};

use super::face::{Face, Faces, Style};
use super::layout::Mpt;

/// Black.
pub(super) const INK: u8 = 0;
/// For what stands beside: English heads, page feet.
pub(super) const GREY: u8 = 90;

/// A page being drawn.
pub(super) struct Ink<'a, 's> {
    surface: &'a mut Surface<'s>,
    faces: &'static Faces,
}

impl<'a, 's> Ink<'a, 's> {
    pub(super) fn new(surface: &'a mut Surface<'s>, faces: &'static Faces) -> Self {
        Self { surface, faces }
    }

    /// One line of text from `x` to the right, on a baseline.
    pub(super) fn text(&mut self, x: Mpt, baseline: Mpt, text: &str, style: Style, size: Mpt, grey: u8) {
        self.fill(grey);
        let mut x = x;
        let mut rest = text;
        while let Some(run) = self.run(rest, style) {
            let start = Point::from_xy(points(x), points(baseline));
            self.surface.draw_glyphs(
                start,
                &run.glyphs,
                run.face.font.clone(),
                run.text,
                points(size),
                false,
            );
            x += run.width * size / Mpt::from(run.face.units);
            rest = rest.get(run.text.len()..).unwrap_or_default();
        }
    }

    /// The longest start of `text` that one face can set.
    fn run<'t>(&self, text: &'t str, style: Style) -> Option<Run<'t>> {
        let mut run: Option<Run<'t>> = None;
        for (at, character) in text.char_indices() {
            let (face, glyph) = self.faces.find(character, style)?;
            let end = at + character.len_utf8();
            let run = run.get_or_insert_with(|| Run { face, glyphs: Vec::new(), text: "", width: 0 });
            if !std::ptr::eq(run.face, face) {
                break;
            }
            let advance = ratio(Mpt::from(glyph.width), Mpt::from(face.units));
            let id = GlyphId::new(u32::from(glyph.id));
            run.glyphs.push(KrillaGlyph::new(id, advance, 0.0, 0.0, 0.0, at..end, None));
            run.text = text.get(..end).unwrap_or_default();
            run.width += Mpt::from(glyph.width);
        }
        run
    }

    /// Thin lines, each from one point to another.
    pub(super) fn lines(&mut self, lines: &[[Mpt; 4]]) {
        let mut path = PathBuilder::new();
        for [from_x, from_y, to_x, to_y] in lines {
            path.move_to(points(*from_x), points(*from_y));
            path.line_to(points(*to_x), points(*to_y));
        }
        if let Some(path) = path.finish() {
            self.surface.set_fill(None);
            self.surface.set_stroke(Some(Stroke {
                paint: luma::Color::new(70).into(),
                width: 0.4,
                ..Stroke::default()
            }));
            self.surface.draw_path(&path);
            self.surface.set_stroke(None);
        }
    }

    /// A light shade behind a head or a sum.
    pub(super) fn shade(&mut self, left: Mpt, top: Mpt, right: Mpt, bottom: Mpt) {
        let mut path = PathBuilder::new();
        if let Some(area) = Rect::from_ltrb(points(left), points(top), points(right), points(bottom)) {
            path.push_rect(area);
        }
        if let Some(path) = path.finish() {
            self.fill(236);
            self.surface.draw_path(&path);
        }
    }

    fn fill(&mut self, grey: u8) {
        self.surface.set_fill(Some(Fill {
            paint: luma::Color::new(grey).into(),
            opacity: NormalizedF32::ONE,
            rule: FillRule::NonZero,
        }));
    }
}

struct Run<'t> {
    face: &'static Face,
    glyphs: Vec<KrillaGlyph>,
    text: &'t str,
    /// In the face's units.
    width: Mpt,
}

pub(super) fn points(value: Mpt) -> f32 {
    ratio(value, 1_000)
}

#[expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "the file format counts in fractions"
)]
fn ratio(value: Mpt, of: Mpt) -> f32 {
    value as f32 / of as f32
}
