//! What people outside said, as it goes out.

use domain::inbox::{About, Kind, Outcome};
use jiff::civil::Date;
use ledger::{Letter, Reply};
use serde::Serialize;
use utoipa::ToSchema;

/// A page of messages.
#[derive(Serialize, ToSchema)]
pub(crate) struct Letters {
    /// How many there are.
    total: usize,
    /// This page.
    messages: Vec<LetterLine>,
}

/// One message, with as much of its texts as the reader may have.
#[allow(clippy::struct_excessive_bools, reason = "each is told by itself")]
#[derive(Serialize, ToSchema)]
#[schema(as = Message)]
pub(crate) struct LetterLine {
    /// Its number.
    number: u64,
    /// What is wanted.
    kind: Kind,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<About>,
    /// Its day.
    #[schema(value_type = String, format = Date)]
    taken_on: Date,
    /// What became of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<Outcome>,
    /// For so many days it waited, or waits.
    waited: i32,
    /// Its text.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// Its sender agrees that its text is shown.
    may_show: bool,
    /// Its text is shown outside.
    shown: bool,
    /// Its text was erased on request.
    erased: bool,
    /// Its sender held the code of the gift that it is about.
    proven: bool,
    /// The sender's name, for the fund's people.
    #[serde(skip_serializing_if = "String::is_empty")]
    name: String,
    /// How to reach the sender, for the fund's people.
    #[serde(skip_serializing_if = "String::is_empty")]
    contact: String,
    /// Its answers, oldest first.
    answers: Vec<ReplyLine>,
}

/// One answer.
#[derive(Serialize, ToSchema)]
#[schema(as = MessageReply)]
pub(crate) struct ReplyLine {
    /// Its day.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// What became of the message.
    outcome: Outcome,
    /// The finding that came of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    finding: Option<u64>,
    /// Its text.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// It is shown outside.
    public: bool,
}

impl From<(usize, Vec<Letter>)> for Letters {
    fn from((total, letters): (usize, Vec<Letter>)) -> Self {
        Self { total, messages: letters.into_iter().map(LetterLine::from).collect() }
    }
}

impl From<Letter> for LetterLine {
    fn from(letter: Letter) -> Self {
        Self {
            number: letter.number.get(),
            kind: letter.kind,
            outcome: letter.outcome(),
            about: letter.about,
            taken_on: letter.taken_on,
            waited: letter.waited,
            text: letter.text,
            may_show: letter.may_show,
            shown: letter.shown,
            erased: letter.erased,
            proven: letter.proven,
            name: letter.sender.name,
            contact: letter.sender.contact,
            answers: letter.replies.into_iter().map(ReplyLine::from).collect(),
        }
    }
}

impl From<Reply> for ReplyLine {
    fn from(reply: Reply) -> Self {
        Self {
            on: reply.on,
            outcome: reply.outcome,
            finding: reply.finding.map(domain::FindingNo::get),
            text: reply.text,
            public: reply.public,
        }
    }
}
