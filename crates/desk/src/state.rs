//! What every page has: the books, the door, the language.

use std::sync::Arc;

use ledger::{Books, Ledger};
use web::Lang;
use wire::Problem;

use crate::door::Door;
use crate::reports::{ReportAsked, Reports};

/// See the module. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    /// The books of all funds.
    pub(crate) books: Arc<Books>,
    /// Who may come in.
    pub(crate) door: Arc<Door>,
    /// Who makes reports.
    pub(crate) reports: Reports,
    /// The language of the addresses that this router stands under.
    pub(crate) lang: Lang,
}

impl Desk {
    /// The desk over these books.
    pub fn new(books: Arc<Books>, door: Arc<Door>) -> Self {
        Self { books, door, reports: Reports::default(), lang: Lang::Vi }
    }

    /// The same, and its reports are made so.
    #[must_use]
    pub fn with_reports(
        self,
        make: impl Fn(&Ledger, &ReportAsked) -> Result<Vec<u8>, Problem> + Send + Sync + 'static,
    ) -> Self {
        Self { reports: Reports::by(make), ..self }
    }

    pub(crate) fn in_language(&self, lang: Lang) -> Self {
        Self { lang, ..self.clone() }
    }
}
