//! A register as PDF: A4 pages with the heads repeated and "Trang x / y" below, ten thousand rows in well under a second.
//!
//! The rows are gone through twice, once to count the pages and once to draw them, so that memory is that of the file.

use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::{Document, SerializeSettings};

use super::face::{Faces, Style, faces};
use super::ink::{GREY, INK, Ink, points};
use super::layout::{BODY, Grid, LINE, Laid, Mpt, PAD, SMALL, SMALL_LINE, lay, pages, width, wrap};
use super::{Align, Register, RegisterError, Row};
use crate::paper::Signer;

const TITLE: Mpt = 14_000;
/// Room to sign in.
const SIGN: Mpt = 48_000;

/// The register as PDF. `rows` is gone through twice: an iterator over a slice, or anything else that is cheap to clone.
pub fn pdf<R>(register: &Register, rows: R) -> Result<Vec<u8>, RegisterError>
where
    R: IntoIterator<Item = Row> + Clone,
{
    if register.columns.is_empty() {
        return Err(RegisterError::NoColumns);
    }
    let faces = faces().ok_or_else(|| RegisterError::Write("a built-in font is damaged".to_owned()))?;
    let book = Book::new(register, faces);
    let plan = book.plan(book.lay(rows.clone()).map(|(laid, _)| laid.height));
    book.draw(&plan, book.lay(rows))
}

/// A line of text outside the table.
struct Line {
    text: String,
    style: Style,
    size: Mpt,
    align: Align,
    /// From the line before to this one.
    lead: Mpt,
    grey: u8,
}

/// A register with everything worked out that does not depend on the rows.
struct Book<'a> {
    register: &'a Register,
    faces: &'static Faces,
    grid: Grid,
    opening: Vec<Line>,
    heads: Vec<(Vec<String>, Vec<String>)>,
    heads_high: Mpt,
    notes: Vec<Line>,
}

impl<'a> Book<'a> {
    fn new(register: &'a Register, faces: &'static Faces) -> Self {
        let grid = Grid::new(register);
        let heads: Vec<_> = grid
            .columns()
            .zip(&register.columns)
            .map(|((left, right), column)| {
                let room = right - left - 2 * PAD;
                let vi = wrap(faces, &column.vi, Style::Bold, BODY, room);
                let en = wrap(faces, &column.en, Style::Italic, SMALL, room);
                (vi, if column.en.is_empty() { Vec::new() } else { en })
            })
            .collect();
        let heads_high = heads.iter().map(head_high).max().unwrap_or_default() + 2 * PAD;
        let opening = opening(register, faces, &grid);
        let notes = wrapped(faces, &grid, &register.footer, |text| Line {
            text,
            style: Style::Text,
            size: BODY,
            align: Align::Left,
            lead: LINE + 600,
            grey: INK,
        });
        Self { register, faces, grid, opening, heads, heads_high, notes }
    }

    /// Rows and totals, broken into lines; true for a total.
    fn lay(&self, rows: impl IntoIterator<Item = Row>) -> impl Iterator<Item = (Laid, bool)> {
        let rows = rows.into_iter().map(|row| (row, false));
        let totals = self.register.totals.iter().cloned().map(|row| (row, true));
        rows.chain(totals)
            .map(|(row, bold)| (lay(self.faces, &self.grid, &self.register.columns, &row, bold), bold))
    }

    fn plan(&self, heights: impl Iterator<Item = Mpt>) -> Vec<usize> {
        let others = self.grid.top + self.heads_high;
        let first = self.grid.top + high(&self.opening) + self.heads_high;
        let notes = high(&self.notes);
        let signers = if self.register.signers.is_empty() { 0 } else { 40_000 + SIGN };
        pages(heights, first, others, self.grid.bottom, notes + signers)
    }

    fn draw(
        &self,
        plan: &[usize],
        mut rows: impl Iterator<Item = (Laid, bool)>,
    ) -> Result<Vec<u8>, RegisterError> {
        let mut document =
            Document::new_with(SerializeSettings { enable_tagging: false, ..SerializeSettings::default() });
        let size = PageSettings::from_wh(points(self.grid.size.0), points(self.grid.size.1));
        for (index, count) in plan.iter().enumerate() {
            let mut page = document.start_page_with(size.clone().unwrap_or_default());
            let mut surface = page.surface();
            let mut ink = Ink::new(&mut surface, self.faces);
            let mut at = self.grid.top;
            if index == 0 {
                at = self.put(&mut ink, at, &self.opening);
            }
            at = self.table(&mut ink, at, rows.by_ref().take(*count));
            if index + 1 == plan.len() {
                at = self.put(&mut ink, at, &self.notes);
                self.sign(&mut ink, at);
            }
            self.foot(&mut ink, index + 1, plan.len());
            surface.finish();
            page.finish();
        }
        let metadata = Metadata::new()
            .title(self.register.title.clone())
            .creator("Sổ Vàng".to_owned())
            .language("vi".to_owned());
        document.set_metadata(metadata);
        document.finish().map_err(|error| RegisterError::Write(format!("{error:?}")))
    }

    /// Lines of text below each other; returns where the next thing begins.
    fn put(&self, ink: &mut Ink<'_, '_>, mut at: Mpt, lines: &[Line]) -> Mpt {
        for line in lines {
            at += line.lead;
            let (left, right) = (self.grid.left(), self.grid.right());
            let wide = width(self.faces, &line.text, line.style, line.size);
            ink.text(start(line.align, left, right, wide), at, &line.text, line.style, line.size, line.grey);
        }
        if lines.is_empty() { at } else { at + LINE }
    }

    /// Heads and rows with their grid.
    fn table(&self, ink: &mut Ink<'_, '_>, top: Mpt, rows: impl Iterator<Item = (Laid, bool)>) -> Mpt {
        let (left, right) = (self.grid.left(), self.grid.right());
        let mut at = top + self.heads_high;
        let mut lines = vec![[left, top, right, top], [left, at, right, at]];
        let before = lines.len();
        ink.shade(left, top, right, at);
        self.head(ink, top);
        for (laid, bold) in rows {
            if bold {
                ink.shade(left, at, right, at + laid.height);
            }
            self.row(ink, at, &laid);
            at += laid.height;
            lines.push([left, at, right, at]);
        }
        if lines.len() == before && self.register.totals.is_empty() {
            // A register without a row says so by its empty table.
            at += LINE;
            lines.push([left, at, right, at]);
        }
        lines.extend(self.grid.edges.iter().map(|edge| [*edge, top, *edge, at]));
        ink.lines(&lines);
        at
    }

    fn head(&self, ink: &mut Ink<'_, '_>, top: Mpt) {
        for ((left, right), head) in self.grid.columns().zip(&self.heads) {
            let mut baseline = top + (self.heads_high - head_high(head)) / 2 - 2_600;
            for line in &head.0 {
                baseline += LINE;
                let wide = width(self.faces, line, Style::Bold, BODY);
                ink.text(start(Align::Centre, left, right, wide), baseline, line, Style::Bold, BODY, INK);
            }
            for line in &head.1 {
                baseline += SMALL_LINE;
                let wide = width(self.faces, line, Style::Italic, SMALL);
                ink.text(start(Align::Centre, left, right, wide), baseline, line, Style::Italic, SMALL, GREY);
            }
        }
    }

    fn row(&self, ink: &mut Ink<'_, '_>, top: Mpt, laid: &Laid) {
        for ((left, right), (lines, style, align)) in self.grid.columns().zip(&laid.cells) {
            let mut baseline = top + PAD - 3_000;
            for line in lines {
                baseline += LINE;
                let wide = width(self.faces, line, *style, BODY);
                ink.text(start(*align, left + PAD, right - PAD, wide), baseline, line, *style, BODY, INK);
            }
        }
    }

    fn foot(&self, ink: &mut Ink<'_, '_>, page: usize, of: usize) {
        let baseline = self.grid.size.1 - 26_000;
        let count = format!("Trang {page} / {of}");
        let wide = width(self.faces, &count, Style::Figures, SMALL + 700);
        ink.text(self.grid.right() - wide, baseline, &count, Style::Figures, SMALL + 700, GREY);
        let room = self.grid.right() - self.grid.left() - wide - LINE;
        if let Some(title) = wrap(self.faces, &self.register.title, Style::Text, SMALL + 700, room).first() {
            ink.text(self.grid.left(), baseline, title, Style::Text, SMALL + 700, GREY);
        }
    }

    fn sign(&self, ink: &mut Ink<'_, '_>, top: Mpt) {
        let (left, right) = (self.grid.left(), self.grid.right());
        let count = Mpt::try_from(self.register.signers.len()).unwrap_or(1).max(1);
        let each = (right - left) / count;
        for (place, signer) in (0..).zip(&self.register.signers) {
            let from = left + each * place;
            for (text, style, size, below) in signature(signer) {
                let wide = width(self.faces, text, style, size);
                ink.text(start(Align::Centre, from, from + each, wide), top + below, text, style, size, INK);
            }
        }
    }
}

/// What a signer's block says, and how far below its top.
fn signature(signer: &Signer) -> [(&str, Style, Mpt, Mpt); 4] {
    [
        (signer.role.vi(), Style::Bold, BODY + 500, 12_000),
        (signer.role.en(), Style::Italic, SMALL, 20_500),
        (signer.role.hint(), Style::Italic, SMALL + 500, 29_500),
        (signer.name.as_deref().unwrap_or_default(), Style::Bold, BODY + 500, 32_000 + SIGN),
    ]
}

/// Issuer, title and subtitle.
fn opening(register: &Register, faces: &Faces, grid: &Grid) -> Vec<Line> {
    let left = |text| Line {
        text,
        style: Style::Text,
        size: BODY + 500,
        align: Align::Left,
        lead: LINE + 900,
        grey: INK,
    };
    let centred =
        |style, size, lead, grey| move |text| Line { text, style, size, align: Align::Centre, lead, grey };
    let mut lines = wrapped(faces, grid, &register.issuer, left);
    let title = [register.title.to_uppercase()];
    lines.extend(wrapped(faces, grid, &title, centred(Style::Bold, TITLE, 20_000, INK)));
    let english = std::slice::from_ref(&register.title_en);
    lines.extend(wrapped(faces, grid, english, centred(Style::Italic, BODY - 300, LINE + 600, GREY)));
    lines.extend(wrapped(
        faces,
        grid,
        &register.subtitle,
        centred(Style::Text, BODY + 500, LINE + 1_600, INK),
    ));
    lines
}

/// Each text as the lines it takes; empty texts take none.
fn wrapped(faces: &Faces, grid: &Grid, texts: &[String], line: impl Fn(String) -> Line) -> Vec<Line> {
    let room = grid.right() - grid.left();
    texts
        .iter()
        .filter(|text| !text.is_empty())
        .flat_map(|text| {
            let of = line(String::new());
            wrap(faces, text, of.style, of.size, room)
        })
        .map(&line)
        .collect()
}

fn high(lines: &[Line]) -> Mpt {
    let leads: Mpt = lines.iter().map(|line| line.lead).sum();
    if lines.is_empty() { 0 } else { leads + LINE }
}

fn head_high((vi, en): &(Vec<String>, Vec<String>)) -> Mpt {
    let count = |lines: &[String]| Mpt::try_from(lines.len()).unwrap_or_default();
    count(vi) * LINE + count(en) * SMALL_LINE
}

const fn start(align: Align, left: Mpt, right: Mpt, wide: Mpt) -> Mpt {
    match align {
        Align::Left => left,
        Align::Centre => left + (right - left - wide) / 2,
        Align::Right => right - wide,
    }
}
