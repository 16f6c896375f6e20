//! One paper or a thousand into one PDF.
//!
//! A long run is set in parts, so that memory is that of one part, and the parts are bound into one file.

use std::sync::Arc;

use krilla::configure::Configuration;
use krilla::metadata::Metadata;
use krilla::pdf::{Pdf, PdfDocument};
use krilla::{Document, SerializeSettings};
use serde::Serialize;
use typst::foundations::Smart;
use typst_pdf::PdfOptions;

use super::job::{Job, job};
use super::{Paper, PrintError, world};

/// How many papers are set at once.
const PART: usize = 50;
const PROGRAM: &str = "Sổ Vàng";

/// What the templates read.
#[derive(Serialize)]
struct Data<'a> {
    title: &'a str,
    author: &'a str,
    papers: &'a [Job<'a>],
}

/// One paper as PDF, tagged for screen readers.
pub fn print(paper: &Paper) -> Result<Vec<u8>, PrintError> {
    part(std::slice::from_ref(paper), &title_of(std::slice::from_ref(paper)), true)
}

/// Many papers as one PDF, each beginning on a page of its own.
///
/// `progress` is told how many are done, after each part and at the end. The first paper that cannot be printed stops
/// the run, and nothing is returned of it.
pub fn print_many(papers: &[Paper], mut progress: impl FnMut(usize)) -> Result<Vec<u8>, PrintError> {
    let title = title_of(papers);
    if papers.len() <= PART {
        let bytes = part(papers, &title, false)?;
        progress(papers.len());
        return Ok(bytes);
    }
    let mut done = 0;
    let mut parts = Vec::new();
    for some in papers.chunks(PART) {
        parts.push(part(some, &title, false)?);
        done += some.len();
        progress(done);
    }
    bind(parts, title)
}

fn title_of(papers: &[Paper]) -> String {
    match papers {
        [] => String::new(),
        [one] => format!("{} {}", one.title(), one.head().number),
        [first, .., last] => {
            format!("{} {} – {} ({})", first.title(), first.head().number, last.head().number, papers.len())
        }
    }
}

fn part(papers: &[Paper], title: &str, tagged: bool) -> Result<Vec<u8>, PrintError> {
    let first = papers.first().ok_or(PrintError::Nothing)?;
    let jobs = papers.iter().map(job).collect::<Result<Vec<_>, _>>()?;
    let data = Data { title, author: &first.head().issuer.name, papers: &jobs };
    let data = serde_json::to_vec(&data).map_err(|error| PrintError::Typeset(error.to_string()))?;
    let options =
        PdfOptions { creator: Smart::Custom(Some(PROGRAM.to_owned())), tagged, ..PdfOptions::default() };
    let bytes = world::set(data)
        .and_then(|document| typst_pdf::pdf(&document, &options).map_err(|errors| world::fault(&errors)));
    // Single papers are alike, so what they share is kept a while; a part of a long run is large and leaves at once.
    world::tidy(if tagged { 10 } else { 1 });
    bytes
}

/// Binds whole PDF files into one, page by page.
fn bind(parts: Vec<Vec<u8>>, title: String) -> Result<Vec<u8>, PrintError> {
    let fault = |detail: &str| PrintError::Typeset(format!("binding: {detail}"));
    let mut document = Document::new_with(SerializeSettings {
        configuration: Configuration::default(),
        enable_tagging: false,
        ..SerializeSettings::default()
    });
    for part in parts {
        let pdf = Arc::new(Pdf::new(part).map_err(|_| fault("a part cannot be read"))?);
        let pages: Vec<_> = (0..pdf.pages().len()).collect();
        document.embed_pdf_pages(&PdfDocument::new(pdf), &pages);
    }
    let metadata = Metadata::new().title(title).creator(PROGRAM.to_owned()).language("vi".to_owned());
    document.set_metadata(metadata);
    document.finish().map_err(|error| fault(&format!("{error:?}")))
}
