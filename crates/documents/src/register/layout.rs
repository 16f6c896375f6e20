//! Where things stand: columns, lines within cells, rows on pages. Integers only, in thousandths of a point, so that every
//! machine breaks the same page at the same row. Nothing is drawn here.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::face::{Faces, Style};
use super::{Align, Cell, Column, Register, Sheet};

/// Thousandths of a point.
pub(super) type Mpt = i64;

pub(super) const BODY: Mpt = 8_000;
pub(super) const SMALL: Mpt = 6_300;
/// From one line to the next within a cell.
pub(super) const LINE: Mpt = 10_400;
pub(super) const SMALL_LINE: Mpt = 8_200;
pub(super) const PAD: Mpt = 2_600;
const LINES_MAX: usize = 8;

/// The page and its columns.
pub(super) struct Grid {
    pub(super) size: (Mpt, Mpt),
    pub(super) top: Mpt,
    pub(super) bottom: Mpt,
    /// The left edge of each column, and the right one of the last.
    pub(super) edges: Vec<Mpt>,
}

impl Grid {
    pub(super) fn new(register: &Register) -> Self {
        let size = match register.sheet {
            Sheet::Portrait => (595_276, 841_890),
            Sheet::Landscape => (841_890, 595_276),
        };
        // A wider margin at the left, where the register is bound.
        let (left, right) = (51_000, 34_000);
        let room = size.0 - left - right;
        let weights = register.columns.iter().map(|column| Mpt::from(column.weight.max(1)));
        let all: Mpt = weights.clone().sum();
        let mut passed = 0;
        let mut edges = vec![left];
        edges.extend(weights.map(|weight| {
            passed += weight;
            left + room * passed / all
        }));
        Self { size, top: 36_000, bottom: size.1 - 46_000, edges }
    }

    pub(super) fn left(&self) -> Mpt {
        self.edges.first().copied().unwrap_or_default()
    }

    pub(super) fn right(&self) -> Mpt {
        self.edges.last().copied().unwrap_or_default()
    }

    /// Left and right edge of each column.
    pub(super) fn columns(&self) -> impl Iterator<Item = (Mpt, Mpt)> {
        self.edges.iter().copied().zip(self.edges.iter().copied().skip(1))
    }
}

/// A row broken into lines.
pub(super) struct Laid {
    /// The lines of each cell, and how they are set.
    pub(super) cells: Vec<(Vec<String>, Style, Align)>,
    pub(super) height: Mpt,
}

/// Breaks a row into the lines that fit its columns.
pub(super) fn lay(faces: &Faces, grid: &Grid, columns: &[Column], row: &[Cell], bold: bool) -> Laid {
    let cells = row.iter().chain(std::iter::repeat(&Cell::Empty));
    let cells: Vec<_> = grid
        .columns()
        .zip(columns)
        .zip(cells)
        .map(|(((left, right), column), cell)| {
            let style = style(cell, bold);
            (wrap(faces, &cell.printed(), style, BODY, right - left - 2 * PAD), style, column.align)
        })
        .collect();
    let lines = cells.iter().map(|(lines, ..)| lines.len()).max().unwrap_or_default().max(1);
    Laid { cells, height: lines_high(lines) }
}

/// The height of a row of so many lines.
fn lines_high(lines: usize) -> Mpt {
    Mpt::try_from(lines).unwrap_or(1) * LINE + 2 * PAD - 1_200
}

fn style(cell: &Cell, bold: bool) -> Style {
    let words = match cell {
        Cell::Text(text) => !is_code(text),
        Cell::Empty => true,
        _ => false,
    };
    match (words, bold) {
        (true, false) => Style::Text,
        (true, true) => Style::Bold,
        (false, false) => Style::Figures,
        (false, true) => Style::BoldFigures,
    }
}

/// A number of an account or a voucher, which lines up like a figure.
fn is_code(text: &str) -> bool {
    text.len() <= 24
        && text.bytes().all(|byte| byte.is_ascii_graphic())
        && text.bytes().any(|byte| byte.is_ascii_digit())
}

/// How many rows stand on each page. What comes after the last row is `tail` high and stays in one piece; it takes the last
/// row along to a new page, so that nobody signs below an empty table.
pub(super) fn pages(
    heights: impl Iterator<Item = Mpt>,
    first: Mpt,
    others: Mpt,
    bottom: Mpt,
    tail: Mpt,
) -> Vec<usize> {
    let mut full = Vec::new();
    let (mut rows, mut at, mut last) = (0, first, 0);
    for height in heights {
        if at + height > bottom && rows > 0 {
            full.push(rows);
            (rows, at) = (0, others);
        }
        rows += 1;
        at += height;
        last = height;
    }
    if rows == 0 || at + tail <= bottom {
        full.push(rows);
    } else if rows > 1 && others + last + tail <= bottom {
        full.extend([rows - 1, 1]);
    } else {
        full.extend([rows, 0]);
    }
    full
}

/// The width of a line of text.
pub(super) fn width(faces: &Faces, text: &str, style: Style, size: Mpt) -> Mpt {
    let advance = |character| {
        let (face, glyph) = faces.find(character, style)?;
        Some(Mpt::from(glyph.width) * size / Mpt::from(face.units))
    };
    text.chars().filter_map(advance).sum()
}

/// Breaks a text at spaces, and a word that is wider than the cell within it. Eight lines at most; "…" says there was more.
pub(super) fn wrap(faces: &Faces, text: &str, style: Style, size: Mpt, room: Mpt) -> Vec<String> {
    let text = cleaned(text);
    let wide = |text: &str| width(faces, text, style, size);
    if wide(&text) <= room {
        return vec![text];
    }
    let space = wide(" ");
    let mut lines = Vec::new();
    let (mut line, mut taken) = (String::new(), 0);
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        for piece in pieces(word, room, wide) {
            let more = wide(piece);
            // Only the first piece of a word has a space before it; the others follow a full line.
            if !line.is_empty() && taken + space + more > room {
                lines.push(std::mem::take(&mut line));
                taken = 0;
            }
            if !line.is_empty() {
                line.push(' ');
                taken += space;
            }
            line.push_str(piece);
            taken += more;
        }
    }
    lines.push(line);
    if lines.len() > LINES_MAX {
        lines.truncate(LINES_MAX);
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && wide(last) + wide("…") > room {
                last.pop();
            }
            last.push('…');
        }
    }
    lines
}

/// A word in parts that each fit into `room`, as long as they can be.
fn pieces(word: &str, room: Mpt, wide: impl Fn(&str) -> Mpt) -> Vec<&str> {
    if wide(word) <= room {
        return vec![word];
    }
    let mut found = Vec::new();
    let mut rest = word;
    while !rest.is_empty() {
        let ends = rest.char_indices().map(|(at, character)| at + character.len_utf8());
        let fits = ends.take_while(|end| rest.get(..*end).is_some_and(|part| wide(part) <= room)).last();
        // A column narrower than one letter still gets that letter.
        let one = rest.chars().next().map_or(rest.len(), char::len_utf8);
        let (part, more) = rest.split_at(fits.unwrap_or(one));
        found.push(part);
        rest = more;
    }
    found
}

/// Composed letters, and spaces for whatever has no form of its own.
fn cleaned(text: &str) -> String {
    let composed: String = if is_nfc(text) { text.to_owned() } else { text.nfc().collect() };
    if composed.chars().any(char::is_control) { composed.replace(char::is_control, " ") } else { composed }
}
