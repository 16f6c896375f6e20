//! What was typed into a form of a public page.

use uuid::Uuid;

/// See the module. `Debug` shows nothing of it.
#[derive(Clone, Default)]
pub(super) struct Typed(Vec<(String, String)>);

impl Typed {
    pub(super) fn parse(body: &[u8]) -> Self {
        let pairs = form_urlencoded::parse(body);
        // Browsers end lines with CR LF; the books keep one sign.
        Self(pairs.map(|(name, value)| (name.into_owned(), value.replace("\r\n", "\n"))).collect())
    }

    /// What was typed into a field, without what stands around it; nothing where there is no such field.
    pub(super) fn get(&self, name: &str) -> &str {
        let named = self.0.iter().rev().find(|(known, _)| known == name);
        named.map_or("", |(_, value)| value.trim())
    }

    /// What was typed into the fields of that name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.trim())
    }

    /// The id of the command that the form asks for: a second click sends the same one. One that nobody made is made here.
    pub(super) fn command(&self) -> Uuid {
        Uuid::try_parse(self.get("_command")).ok().filter(|id| !id.is_nil()).unwrap_or_else(Uuid::now_v7)
    }
}
