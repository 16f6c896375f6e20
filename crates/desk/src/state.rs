//! What every page has: the books, the door, the language.

use std::sync::Arc;

use ledger::Books;
use web::Lang;

use crate::door::Door;

/// See the module. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    /// The books of all funds.
    pub(crate) books: Arc<Books>,
    /// Who may come in.
    pub(crate) door: Arc<Door>,
    /// The language of the addresses that this router stands under.
    pub(crate) lang: Lang,
}

impl Desk {
    /// The desk over these books.
    pub fn new(books: Arc<Books>, door: Arc<Door>) -> Self {
        Self { books, door, lang: Lang::Vi }
    }

    pub(crate) fn in_language(&self, lang: Lang) -> Self {
        Self { lang, ..self.clone() }
    }
}
