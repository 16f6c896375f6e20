//! The search form, which stands on several pages.

use crate::lang::Lang;
use crate::pages::Figures;
use crate::{format, link};

/// What the search form needs.
#[derive(Clone, Debug)]
pub struct SearchForm {
    /// Where it leads.
    pub action: String,
    /// Where the script asks for results while one types.
    pub live: String,
    /// What was typed.
    pub query: String,
    /// What can be typed, with a day of the fund's own.
    pub hint: String,
    /// What is wrong with it.
    pub problem: Option<&'static str>,
}

impl SearchForm {
    pub(super) fn new(lang: Lang, figures: &Figures, query: &str) -> Self {
        let fund = &figures.fund;
        let day = figures.summary.days().last().map(|day| format!("{} · ", format::date(day.day, lang)));
        let day = day.unwrap_or_default();
        let hint = match lang {
            Lang::Vi => format!(
                "Ví dụ: 500.000 · {day}một từ trong nội dung · mấy số cuối của mã giao dịch. Gõ không dấu cũng được."
            ),
            Lang::En => format!(
                "For example: 500,000 · {day}a word of the memo · the last digits of a reference. Accents are not needed."
            ),
        };
        Self {
            hint,
            action: format!("{}{}", lang.prefix(), link::gifts(fund, "", 1)),
            live: format!("{}{}", lang.prefix(), link::live(fund)),
            query: query.to_owned(),
            problem: None,
        }
    }
}
