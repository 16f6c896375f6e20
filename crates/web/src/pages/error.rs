//! What is shown where a page cannot be.

use askama::Template;

use crate::lang::Lang;
use crate::pages::Shell;

/// See the module.
#[derive(Clone, Debug, Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    /// Around it.
    pub shell: Shell,
    /// What is wrong.
    pub what: &'static str,
    /// What to do.
    pub help: &'static str,
}

impl ErrorPage {
    /// There is no such page (404).
    pub fn not_found(lang: Lang) -> Self {
        let t = lang.text();
        Self::new(lang, t.not_found_title, t.not_found, t.not_found_help)
    }

    /// The server failed (500). Why goes to its log, not to the reader.
    pub fn failed(lang: Lang) -> Self {
        let t = lang.text();
        Self::new(lang, t.error_title, t.error, t.error_help)
    }

    fn new(lang: Lang, title: &str, what: &'static str, help: &'static str) -> Self {
        Self { shell: Shell { path: None, ..Shell::new(lang, title, "") }, what, help }
    }
}
