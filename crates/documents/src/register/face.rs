//! Fonts as the register needs them: a glyph and its width for each character, figures on one width.
//!
//! Composed Vietnamese letters are single glyphs, so nothing has to be shaped. What the text font lacks is taken from the
//! figures' font, and what that lacks too becomes a box, never a hole.

use std::sync::LazyLock;

use krilla::text::Font;
use ttf_parser::gsub::{SingleSubstitution, SubstitutionSubtable};
use ttf_parser::{GlyphId, Tag};

use crate::fonts;

/// Characters above this are not looked up: both fonts end before it, but for signs that no register needs.
const END: u32 = 0x2700;
const BOX: char = '□';

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Text,
    Bold,
    Italic,
    Figures,
    BoldFigures,
}

/// One font file.
pub(super) struct Face {
    pub(super) font: Font,
    pub(super) units: u16,
    glyphs: Vec<Option<Glyph>>,
}

/// A glyph and its width in the font's units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Glyph {
    pub(super) id: u16,
    pub(super) width: u16,
}

/// All faces, read once.
pub(super) struct Faces([Face; 5]);

static FACES: LazyLock<Option<Faces>> = LazyLock::new(|| {
    Some(Faces([
        face(fonts::TEXT, false)?,
        face(fonts::TEXT_BOLD, false)?,
        face(fonts::TEXT_ITALIC, false)?,
        face(fonts::FIGURES, true)?,
        face(fonts::FIGURES_BOLD, true)?,
    ]))
});

/// The faces; none only where a font file of this crate is damaged.
pub(super) fn faces() -> Option<&'static Faces> {
    FACES.as_ref()
}

impl Faces {
    /// The face and glyph of a character in a style.
    pub(super) fn find(&self, character: char, style: Style) -> Option<(&Face, Glyph)> {
        let [text, bold, italic, figures, bold_figures] = &self.0;
        let (first, then) = match style {
            Style::Text => (text, figures),
            Style::Bold => (bold, bold_figures),
            Style::Italic => (italic, figures),
            Style::Figures => (figures, text),
            Style::BoldFigures => (bold_figures, bold),
        };
        [(first, character), (then, character), (figures, BOX)]
            .into_iter()
            .find_map(|(face, character)| Some((face, face.glyph(character)?)))
    }
}

impl Face {
    fn glyph(&self, character: char) -> Option<Glyph> {
        *self.glyphs.get(usize::try_from(u32::from(character)).ok()?)?
    }
}

fn face(data: &'static [u8], tabular: bool) -> Option<Face> {
    let parsed = ttf_parser::Face::parse(data, 0).ok()?;
    let glyphs = (0..END).map(|code| {
        let id = parsed.glyph_index(char::from_u32(code)?)?;
        let id = if tabular { on_one_width(&parsed, id) } else { id };
        Some(Glyph { id: id.0, width: parsed.glyph_hor_advance(id)? })
    });
    Some(Face { font: Font::new(data.into(), 0)?, units: parsed.units_per_em(), glyphs: glyphs.collect() })
}

/// The glyph that the font's `tnum` feature puts in place of `id`.
fn on_one_width(face: &ttf_parser::Face<'_>, id: GlyphId) -> GlyphId {
    substituted(face, id).unwrap_or(id)
}

fn substituted(face: &ttf_parser::Face<'_>, id: GlyphId) -> Option<GlyphId> {
    let table = face.tables().gsub?;
    let feature = table.features.find(Tag::from_bytes(b"tnum"))?;
    feature.lookup_indices.into_iter().find_map(|index| {
        let lookup = table.lookups.get(index)?;
        lookup.subtables.into_iter::<SubstitutionSubtable<'_>>().find_map(|subtable| match subtable {
            SubstitutionSubtable::Single(SingleSubstitution::Format1 { coverage, delta }) => {
                coverage.get(id).map(|_| GlyphId(id.0.wrapping_add_signed(delta)))
            }
            SubstitutionSubtable::Single(SingleSubstitution::Format2 { coverage, substitutes }) => {
                substitutes.get(coverage.get(id)?)
            }
            _ => None,
        })
    })
}
