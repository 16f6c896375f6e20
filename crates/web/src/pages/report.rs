//! The form with which anybody tells the fund something, and the answer to it: a number and a code.

use askama::Template;
use domain::inbox::Kind;

use super::letters;
use crate::lang::Lang;
use crate::link;
use crate::pages::{Figures, Shell};

/// The longest text, in characters.
pub const LONGEST_TEXT: usize = 3_000;
/// The longest name, contact or number, in characters.
pub const LONGEST_LINE: usize = 200;

/// What was typed.
#[derive(Clone, Debug, Default)]
pub struct ReportForm {
    /// What is wanted, by its name in the form.
    pub kind: String,
    /// What it is about, as typed.
    pub about: String,
    /// The text.
    pub text: String,
    /// The sender's name.
    pub name: String,
    /// How to reach the sender.
    pub contact: String,
    /// The text may be shown.
    pub may_show: bool,
}

/// What is wrong: the field's name, or an empty one for the form as a whole, and why.
pub type Wrong = (&'static str, String);

/// See the module.
#[derive(Clone, Debug, Template)]
#[template(path = "report.html")]
pub struct ReportPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub fund_name: String,
    /// Address of the fund's page.
    pub fund_href: String,
    /// Where the form is sent.
    pub action: String,
    /// Where messages and answers are listed.
    pub letters_href: String,
    /// The command's id.
    pub command: String,
    /// What was typed.
    pub form: ReportForm,
    /// What is wrong with it.
    pub wrong: Option<Wrong>,
    /// Number and code of what was sent.
    pub sent: Option<(String, String)>,
}

impl ReportPage {
    /// The form, with what was typed so far.
    pub fn new(
        lang: Lang,
        figures: &Figures,
        command: String,
        form: ReportForm,
        wrong: Option<Wrong>,
    ) -> Self {
        let to = |path: String| format!("{}{path}", lang.prefix());
        let title = lang.say("Báo điều bất thường, hỏi quỹ", "Tell the fund of an irregularity, or ask");
        Self {
            shell: Shell::new(lang, title, link::irregularity(&figures.fund)),
            fund_name: figures.name().to_owned(),
            fund_href: to(link::fund(&figures.fund)),
            action: to(link::irregularity(&figures.fund)),
            letters_href: to(link::letters(&figures.fund, 1)),
            command,
            form,
            wrong,
            sent: None,
        }
    }

    /// What can be chosen: name in the form, words.
    pub fn kinds(&self) -> [(&'static str, &'static str); 3] {
        [("bat-thuong", Kind::Irregularity), ("hoi", Kind::Other), ("bien-nhan", Kind::Receipt)]
            .map(|(name, kind)| (name, letters::kind(self.shell.lang, kind)))
    }

    /// What is wrong with a field.
    pub fn fault(&self, field: &str) -> Option<&str> {
        self.wrong.as_ref().filter(|(name, _)| *name == field).map(|(_, why)| why.as_str())
    }
}

/// The kind of that name in the form.
pub fn kind_of(name: &str) -> Kind {
    match name {
        "hoi" => Kind::Other,
        "bien-nhan" => Kind::Receipt,
        _ => Kind::Irregularity,
    }
}
