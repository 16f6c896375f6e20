//! What listeners hear: the totals and the newest gifts, as one line of JSON.

use askama::Template;
use ledger::{Ledger, LedgerError};
use serde::Serialize;

use crate::format;
use crate::lang::Lang;
use crate::pages::{Amount, Figures, Row};

/// So many of the newest gifts are told.
const NEWEST: usize = 5;

/// Why there is no message now.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MessageError {
    /// The ledger could not answer.
    #[error("{0}")]
    Ledger(#[from] LedgerError),
    /// The rows could not be laid out.
    #[error("{0}")]
    Layout(#[from] askama::Error),
    /// They could not be put into JSON.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
}

#[derive(Serialize)]
struct Message {
    /// Shown figures by the name of the place where they stand.
    figures: [Figure; 4],
    /// The newest gifts, newest first, as rows of the list.
    rows: String,
}

#[derive(Serialize)]
struct Figure {
    name: &'static str,
    /// In đồng, or how many.
    value: String,
    text: String,
    words: Option<String>,
}

#[derive(Template)]
#[template(path = "rows.html")]
struct Rows {
    rows: Vec<Row>,
}

/// The position and the message of the present figures.
pub(crate) fn message(lang: Lang, ledger: &Ledger) -> Result<(u64, String), MessageError> {
    let figures = Figures::of(ledger);
    let gifts = ledger.gifts(None, NEWEST)?.gifts;
    let rows = gifts.into_iter().map(|gift| Row::new(lang, &figures.fund, gift)).collect();
    let summary = &figures.summary;
    let dong = |name, dong| {
        let amount = Amount { dong, lang };
        Figure { name, value: dong.to_string(), text: amount.figures(), words: Some(amount.words()) }
    };
    let count = summary.received.gifts;
    let message = Message {
        figures: [
            dong("received", summary.received.dong),
            dong("spent", summary.spent()),
            dong("left", summary.left()),
            Figure {
                name: "gifts",
                value: count.to_string(),
                text: format::grouped(count, lang),
                words: None,
            },
        ],
        rows: Rows { rows }.render()?,
    };
    Ok((figures.position, serde_json::to_string(&message)?))
}
