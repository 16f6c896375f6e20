//! A register as a workbook: numbers as numbers, days as days, text never as a formula.
//!
//! The sheet is kept in memory: the library's other way writes rows with people's names into a temporary file.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::{Align, Cell, Register, RegisterError, Row, Sheet};

/// The largest count that a spreadsheet's doubles hold exactly.
const EXACT: u64 = 1 << 53;
/// The longest text of a cell.
const TEXT_MAX: usize = 32_767;
const ROWS_MAX: u32 = 1_048_576;

/// The register as XLSX: title, heads that stay in view, rows, totals, footer.
pub fn xlsx(register: &Register, rows: impl IntoIterator<Item = Row>) -> Result<Vec<u8>, RegisterError> {
    if register.columns.is_empty() {
        return Err(RegisterError::NoColumns);
    }
    let write = |error: XlsxError| RegisterError::Write(error.to_string());
    let mut workbook = Workbook::new();
    // The library would write the present time; a register is the same bytes each time it is made.
    let origin = ExcelDateTime::from_ymd(2000, 1, 1).map_err(write)?;
    workbook.set_properties(&DocProperties::new().set_title(&register.title).set_creation_datetime(&origin));
    let formats = Formats::new(register);
    let sheet = workbook.add_worksheet();
    let head = above(sheet, register).map_err(write)?;
    heads(sheet, register, head).map_err(write)?;
    let mut at = head;
    for row in rows {
        at = next(at)?;
        line(sheet, at, &row, &formats.plain).map_err(write)?;
    }
    for row in &register.totals {
        at = next(at)?;
        line(sheet, at, row, &formats.bold).map_err(write)?;
    }
    for text in &register.footer {
        at = next(at)?;
        sheet.write_string(at, 0, cut(text)).map_err(write)?;
    }
    workbook.save_to_buffer().map_err(write)
}

fn next(at: u32) -> Result<u32, RegisterError> {
    if at + 1 < ROWS_MAX { Ok(at + 1) } else { Err(RegisterError::TooManyRows) }
}

/// Issuer, title and subtitle; returns the row of the heads.
fn above(sheet: &mut Worksheet, register: &Register) -> Result<u32, XlsxError> {
    if register.sheet == Sheet::Landscape {
        sheet.set_landscape();
    }
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
    let plain = Format::new();
    let bold = Format::new().set_bold();
    let title = Format::new().set_bold().set_font_size(14);
    let mut at = 0;
    let issuer = register.issuer.iter().map(|text| (text, &plain));
    let lines = issuer
        .chain([(&register.title, &title), (&register.title_en, &plain)])
        .chain(register.subtitle.iter().map(|text| (text, &bold)))
        .filter(|(text, _)| !text.is_empty());
    for (text, format) in lines {
        sheet.write_string_with_format(at, 0, cut(text), format)?;
        at += 1;
    }
    Ok(at + 1)
}

fn heads(sheet: &mut Worksheet, register: &Register, at: u32) -> Result<(), XlsxError> {
    let format = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(0x00EE_EEEE)
        .set_border(FormatBorder::Thin);
    let all: u32 = register.columns.iter().map(|column| u32::from(column.weight.max(1))).sum();
    let chars = if register.sheet == Sheet::Landscape { 130 } else { 90 };
    for (index, column) in (0_u16..).zip(&register.columns) {
        let text =
            if column.en.is_empty() { column.vi.clone() } else { format!("{}\n{}", column.vi, column.en) };
        sheet.write_string_with_format(at, index, text, &format)?;
        sheet.set_column_width(index, (u32::from(column.weight.max(1)) * chars / all).clamp(6, 80))?;
    }
    sheet.set_repeat_rows(at, at)?;
    sheet.set_freeze_panes(at + 1, 0)?;
    Ok(())
}

/// The formats of the columns, for rows and for totals.
struct Formats {
    plain: Vec<[Format; 3]>,
    bold: Vec<[Format; 3]>,
}

impl Formats {
    fn new(register: &Register) -> Self {
        let of = |base: &Format| register.columns.iter().map(|column| three(base, column.align)).collect();
        let plain = Format::new().set_border(FormatBorder::Hair).set_align(FormatAlign::Top);
        Self { plain: of(&plain), bold: of(&plain.clone().set_bold()) }
    }
}

/// For text, numbers and days.
fn three(base: &Format, align: Align) -> [Format; 3] {
    let side = match align {
        Align::Left => FormatAlign::Left,
        Align::Centre => FormatAlign::Center,
        Align::Right => FormatAlign::Right,
    };
    let base = base.clone().set_align(side);
    [base.clone().set_text_wrap(), base.clone().set_num_format("#,##0"), base.set_num_format("dd/mm/yyyy")]
}

fn line(sheet: &mut Worksheet, at: u32, row: &Row, formats: &[[Format; 3]]) -> Result<(), XlsxError> {
    for ((index, cell), [text, number, day]) in (0_u16..).zip(row).zip(formats) {
        match cell {
            Cell::Text(value) => sheet.write_string_with_format(at, index, cut(value), text)?,
            Cell::Int(value) | Cell::Vnd(value) if value.unsigned_abs() <= EXACT => {
                #[expect(clippy::cast_precision_loss, reason = "within what a double holds exactly")]
                let value = *value as f64;
                sheet.write_number_with_format(at, index, value, number)?
            }
            Cell::Int(value) | Cell::Vnd(value) => {
                sheet.write_string_with_format(at, index, value.to_string(), text)?
            }
            Cell::Date(date) => match excel_day(*date) {
                Some(value) => sheet.write_datetime_with_format(at, index, &value, day)?,
                None => sheet.write_string_with_format(at, index, crate::day(*date), text)?,
            },
            Cell::Empty => sheet.write_blank(at, index, text)?,
        };
    }
    Ok(())
}

/// None before 1900, which a workbook does not know.
fn excel_day(date: jiff::civil::Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs()).ok()
}

fn cut(text: &str) -> String {
    text.chars().take(TEXT_MAX).collect()
}
