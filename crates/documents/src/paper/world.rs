//! What the typesetter may see: the templates and fonts of this crate and one paper's data. No disk, net, clock or package.

use std::collections::HashMap;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{DiagSpanKind, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;

use super::PrintError;
use crate::fonts;

const TEMPLATES: [(&str, &str); 10] = [
    ("main.typ", include_str!("../../templates/main.typ")),
    ("common.typ", include_str!("../../templates/common.typ")),
    ("cash.typ", include_str!("../../templates/cash.typ")),
    ("stock.typ", include_str!("../../templates/stock.typ")),
    ("gift.typ", include_str!("../../templates/gift.typ")),
    ("list.typ", include_str!("../../templates/list.typ")),
    ("recipients.typ", include_str!("../../templates/recipients.typ")),
    ("count.typ", include_str!("../../templates/count.typ")),
    ("correction.typ", include_str!("../../templates/correction.typ")),
    ("letter.typ", include_str!("../../templates/letter.typ")),
];

/// What is the same for every document. File ids are interned for the life of the program, so there are only these.
struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: HashMap<FileId, Source>,
    main: FileId,
    data: FileId,
}

static SHARED: LazyLock<Result<Shared, String>> = LazyLock::new(|| {
    let fonts: Vec<Font> =
        [fonts::TEXT, fonts::TEXT_BOLD, fonts::TEXT_ITALIC, fonts::FIGURES, fonts::FIGURES_BOLD]
            .into_iter()
            .filter_map(|font| Font::new(Bytes::new(font), 0))
            .collect();
    let mut sources = HashMap::new();
    for (name, text) in TEMPLATES {
        let id = file(name)?;
        sources.insert(id, Source::new(id, text.to_owned()));
    }
    Ok(Shared {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        sources,
        main: file("main.typ")?,
        data: file("data.json")?,
    })
});

fn file(name: &str) -> Result<FileId, String> {
    let path = VirtualPath::new(name).map_err(|error| format!("{name}: {error}"))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

struct Desk {
    shared: &'static Shared,
    data: Bytes,
}

/// Sets the templates with `data` (JSON).
pub(super) fn set(data: Vec<u8>) -> Result<PagedDocument, PrintError> {
    let shared = SHARED.as_ref().map_err(|detail| PrintError::Typeset(detail.clone()))?;
    let desk = Desk { shared, data: Bytes::new(data) };
    typst::compile::<PagedDocument>(&desk).output.map_err(|errors| fault(&errors))
}

/// Forgets what was worked out and not used again by the last `runs` documents.
pub(super) fn tidy(runs: usize) {
    typst::comemo::evict(runs);
}

pub(super) fn fault(errors: &[SourceDiagnostic]) -> PrintError {
    let texts: Vec<_> = errors.iter().map(|error| format!("{}{}", place(error), error.message)).collect();
    PrintError::Typeset(texts.join("; "))
}

/// `cash.typ, line 12: `, where the fault has a place in a template.
fn place(error: &SourceDiagnostic) -> String {
    let source = error.span.id().and_then(|id| SHARED.as_ref().ok()?.sources.get(&id));
    source
        .and_then(|source| {
            let DiagSpanKind::Number { num, sub_range, .. } = error.span.get() else { return None };
            let line = source.lines().byte_to_line(source.range(num, sub_range)?.start)?;
            Some(format!("{}, line {}: ", source.id().get().vpath().get_without_slash(), line + 1))
        })
        .unwrap_or_default()
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.book
    }

    fn main(&self) -> FileId {
        self.shared.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.shared.sources.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.shared.data { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
