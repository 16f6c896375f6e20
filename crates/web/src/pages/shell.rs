//! What every page has around its content.

use crate::assets::{ASSETS, Asset};
use crate::lang::Lang;
use crate::text::Text;

/// See the module.
#[derive(Clone, Debug)]
pub struct Shell {
    /// Language of the page.
    pub lang: Lang,
    /// Its fixed texts.
    pub t: &'static Text,
    /// Title of the page, without the site's name.
    pub title: String,
    /// Path and query of this page without the language's prefix; none where there is no such page.
    pub path: Option<String>,
}

impl Shell {
    /// A page at `path` (without the language's prefix).
    pub fn new(lang: Lang, title: impl Into<String>, path: impl Into<String>) -> Self {
        Self { lang, t: lang.text(), title: title.into(), path: Some(path.into()) }
    }

    /// A text of the page, in both languages beside each other.
    pub fn say<'a>(&self, vi: &'a str, en: &'a str) -> &'a str {
        self.lang.say(vi, en)
    }

    /// This page or the first one in that language.
    pub fn this_in(&self, lang: Lang) -> String {
        match self.path.as_deref() {
            None | Some("/") => lang.home().to_owned(),
            Some(path) => format!("{}{path}", lang.prefix()),
        }
    }

    /// The path of this page; none where there is no such page.
    pub fn here(&self) -> Option<String> {
        self.path.as_ref().map(|_| self.this_in(self.lang))
    }

    /// The address of a path in this page's language.
    pub fn to(&self, path: &str) -> String {
        format!("{}{path}", self.lang.prefix())
    }

    /// The style sheet.
    pub fn style(&self) -> &'static str {
        path(&ASSETS.style)
    }

    /// The fonts that the style sheet names: asked for early, so that text is not drawn before they are here.
    pub fn fonts(&self) -> impl Iterator<Item = &'static str> {
        ASSETS.fonts.iter().map(path)
    }

    /// The script.
    pub fn script(&self) -> &'static str {
        path(&ASSETS.script)
    }

    /// The script of the verifier.
    pub fn verify_script(&self) -> &'static str {
        path(&ASSETS.verify_script)
    }

    /// The verifier itself.
    pub fn verifier(&self) -> &'static str {
        path(&ASSETS.verifier)
    }

    /// The icon.
    pub fn icon(&self) -> &'static str {
        path(&ASSETS.icon)
    }
}

fn path(asset: &'static Asset) -> &'static str {
    &asset.path
}
