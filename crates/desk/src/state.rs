//! What every page has: the books, the door, the language.

use std::sync::Arc;

use ledger::{Books, Ledger};
use statements::Profiles;
use statements::memo::MemoRules;
use web::Lang;
use wire::Problem;

use crate::door::Door;
use crate::reports::{ReportAsked, Reports};
use crate::through::Through;
use crate::uploads::Uploads;

/// See the module. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    /// The books of all funds.
    pub(crate) books: Arc<Books>,
    /// Who may come in.
    pub(crate) door: Arc<Door>,
    /// Who makes reports.
    pub(crate) reports: Reports,
    /// How statements are read.
    pub(crate) reading: Arc<Reading>,
    /// Statement files that wait for a decision.
    pub(crate) uploads: Arc<Uploads>,
    /// Through whom people may sign in beside.
    pub(crate) through: Arc<Through>,
    /// The language of the addresses that this router stands under.
    pub(crate) lang: Lang,
}

impl Desk {
    /// The desk over these books.
    pub fn new(books: Arc<Books>, door: Arc<Door>) -> Self {
        Self {
            books,
            door,
            reading: Arc::default(),
            reports: Reports::default(),
            uploads: Arc::default(),
            through: Arc::default(),
            lang: Lang::Vi,
        }
    }

    /// The same, and its reports are made so.
    #[must_use]
    pub fn with_reports(
        self,
        make: impl Fn(&Ledger, &ReportAsked) -> Result<Vec<u8>, Problem> + Send + Sync + 'static,
    ) -> Self {
        Self { reports: Reports::by(make), ..self }
    }

    /// The same, and it reads the statements of these banks.
    #[must_use]
    pub fn reading(self, profiles: Profiles, rules: MemoRules) -> Self {
        Self { reading: Arc::new(Reading { profiles, rules: Some(rules) }), ..self }
    }

    /// The same, and people may sign in through these, once they have linked themselves.
    #[must_use]
    pub fn signing_in_through(self, providers: Vec<identity::Provider>) -> Self {
        Self { through: Arc::new(Through::of(providers)), ..self }
    }

    pub(crate) fn in_language(&self, lang: Lang) -> Self {
        Self { lang, ..self.clone() }
    }
}

/// How statements are read: configuration, loaded by the binary. Without it no statement is.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// One a bank.
    pub(crate) profiles: Profiles,
    /// What memos tell.
    pub(crate) rules: Option<MemoRules>,
}
