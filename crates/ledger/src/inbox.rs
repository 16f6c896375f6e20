//! What people outside said: as anybody may read it, as its sender reads it with a code, as the fund's people read it.
//!
//! A text is fetched from the vault here and passes the same masks as a memo before anybody outside sees it: names,
//! telephones, accounts, e-mail addresses. Its contact is for the fund's people alone.

use domain::inbox::{About, Kind, Outcome};
use domain::{FindingNo, MessageNo};
use jiff::civil::Date;
use projection_public::inbox::{Answer, Message};
use projection_public::{Known, redact};
use vault::Row;

use crate::error::LedgerError;
use crate::gifts::visible;
use crate::ledger::Ledger;
use crate::secret::Use;

/// One message with as much of its texts as the reader may have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "facts that are independent of each other")]
pub struct Letter {
    /// Its number.
    pub number: MessageNo,
    /// What it is about.
    pub about: Option<About>,
    /// What is wanted.
    pub kind: Kind,
    /// Its day.
    pub taken_on: Date,
    /// Position of its event in the log.
    pub position: u64,
    /// Its sender held the code of the gift that it is about.
    pub proven: bool,
    /// For so many days it waited, or waits today.
    pub waited: i32,
    /// The day on which it was settled.
    pub settled_on: Option<Date>,
    /// Its text; none where this reader may not have it.
    pub text: Option<String>,
    /// Its sender agrees that its text is shown.
    pub may_show: bool,
    /// Its text is shown outside.
    pub shown: bool,
    /// Its text was erased on request.
    pub erased: bool,
    /// Name and contact of its sender, for the fund's people; both empty for others.
    pub sender: Sender,
    /// Its answers, oldest first.
    pub replies: Vec<Reply>,
}

/// Who sent a message, as far as that was said. `Debug` does not show it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Sender {
    /// The name.
    pub name: String,
    /// Telephone, e-mail, place.
    pub contact: String,
}

impl std::fmt::Debug for Sender {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sender(..)")
    }
}

/// One answer with as much of its text as the reader may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Its day.
    pub on: Date,
    /// What became of the message.
    pub outcome: Outcome,
    /// The finding of the supervision that came of it.
    pub finding: Option<FindingNo>,
    /// Its text.
    pub text: Option<String>,
    /// It is shown outside.
    pub public: bool,
}

impl Letter {
    /// What became of it, by its last answer.
    pub fn outcome(&self) -> Option<Outcome> {
        self.replies.last().map(|reply| reply.outcome)
    }

    /// Whether its answer is still due.
    pub fn is_open(&self) -> bool {
        !self.outcome().is_some_and(Outcome::settles)
    }
}

/// Who reads.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reader {
    Anybody,
    ItsSender,
    Staff,
}

impl Ledger {
    /// Those that anybody may read of, newest first: `skip` of them left out. Answers with how many there are in all, too.
    pub fn letters(
        &self,
        today: Date,
        skip: usize,
        limit: usize,
    ) -> Result<(usize, Vec<Letter>), LedgerError> {
        let (total, page) = {
            let views = self.views();
            let listed = || views.public.inbox().messages().rev().filter(|(_, message)| message.is_listed());
            let page = listed().skip(skip).take(limit).map(|(number, message)| (number, message.clone()));
            (listed().count(), page.collect::<Vec<_>>())
        };
        Ok((total, self.open_letters(page, today, |_| Reader::Anybody)?))
    }

    /// One of them; none where nobody outside may read of it.
    pub fn letter(&self, number: MessageNo, today: Date) -> Result<Option<Letter>, LedgerError> {
        let message = self.views().public.inbox().message(number).filter(|one| one.is_listed()).cloned();
        message.map(|message| self.open_letter(number, &message, today, Reader::Anybody)).transpose()
    }

    /// What its sender reads of it, who holds the code: the own text and every answer.
    pub(crate) fn letter_with(
        &self,
        number: MessageNo,
        code: &str,
        today: Date,
    ) -> Result<Option<Letter>, LedgerError> {
        // Compared first and whatever is there: how long it takes tells nothing of the numbers that are.
        let right = self.secret.is_code(Use::Message, number.get(), code)?;
        let message = self.views().public.inbox().message(number).filter(|_| right).cloned();
        message.map(|message| self.open_letter(number, &message, today, Reader::ItsSender)).transpose()
    }

    /// The code with which its sender sees what became of a message.
    pub fn letter_code(&self, number: MessageNo) -> Result<String, LedgerError> {
        self.secret.code(Use::Message, number.get())
    }

    /// Those that wait, longest first, or those that are settled, newest first: for the fund's people. Whoever is not of the
    /// supervision reads of an irregularity what anybody reads: it may be about them.
    pub fn inbox(
        &self,
        supervises: bool,
        today: Date,
        open: bool,
        skip: usize,
        limit: usize,
    ) -> Result<(usize, Vec<Letter>), LedgerError> {
        let (total, page) = {
            let views = self.views();
            let wanted = |message: &Message| message.settled_on().is_none() == open;
            let all = || views.public.inbox().messages().filter(|(_, message)| wanted(message));
            let copy = |(number, message): (MessageNo, &Message)| (number, message.clone());
            let page: Vec<_> = if open {
                all().skip(skip).take(limit).map(copy).collect()
            } else {
                all().rev().skip(skip).take(limit).map(copy).collect()
            };
            (all().count(), page)
        };
        Ok((total, self.open_letters(page, today, |message| staff(message, supervises))?))
    }

    /// One of them, for the fund's people.
    pub fn inbox_letter(
        &self,
        supervises: bool,
        number: MessageNo,
        today: Date,
    ) -> Result<Option<Letter>, LedgerError> {
        let message = self.views().public.inbox().message(number).cloned();
        let open = |message: Message| self.open_letter(number, &message, today, staff(&message, supervises));
        message.map(open).transpose()
    }

    fn open_letters(
        &self,
        page: Vec<(MessageNo, Message)>,
        today: Date,
        reader: impl Fn(&Message) -> Reader,
    ) -> Result<Vec<Letter>, LedgerError> {
        let open = |(number, message): (MessageNo, Message)| {
            self.open_letter(number, &message, today, reader(&message))
        };
        page.into_iter().map(open).collect()
    }

    /// Nothing is fetched that the reader may not have.
    fn open_letter(
        &self,
        number: MessageNo,
        message: &Message,
        today: Date,
        reader: Reader,
    ) -> Result<Letter, LedgerError> {
        let may_read = reader != Reader::Anybody || message.shown;
        let row = match message.row.filter(|_| may_read && !message.erased) {
            Some(row) => self.row(Some(row))?,
            None => Row::default(),
        };
        let sender = match reader {
            Reader::Staff => Sender { name: row.name.to_string(), contact: row.contact.to_string() },
            Reader::Anybody | Reader::ItsSender => Sender::default(),
        };
        let replies = message.answers.iter().map(|answer| self.reply(answer, reader, &row.name));
        Ok(Letter {
            number,
            about: message.about.clone(),
            kind: message.kind,
            taken_on: message.taken_on,
            position: message.position,
            proven: message.proven,
            waited: message.waited(today),
            settled_on: message.settled_on(),
            text: said(&row.note, reader, &row.name),
            may_show: message.may_show,
            shown: message.shown,
            erased: message.erased,
            sender,
            replies: replies.collect::<Result<_, _>>()?,
        })
    }

    fn reply(&self, answer: &Answer, reader: Reader, sender: &str) -> Result<Reply, LedgerError> {
        let may_read = reader != Reader::Anybody || answer.public;
        let row = match answer.row.filter(|_| may_read && !answer.erased) {
            Some(row) => self.row(Some(row))?,
            None => Row::default(),
        };
        let text = said(&row.note, reader, sender);
        Ok(Reply {
            on: answer.on,
            outcome: answer.outcome,
            finding: answer.finding,
            text,
            public: answer.public,
        })
    }
}

/// As whom one of the fund's people reads it.
fn staff(message: &Message, supervises: bool) -> Reader {
    if message.kind == Kind::Irregularity && !supervises { Reader::Anybody } else { Reader::Staff }
}

/// The text as that reader may have it; none where there is none.
fn said(text: &str, reader: Reader, sender: &str) -> Option<String> {
    let known = Known { persons: &[sender], references: &[] };
    let text = if reader == Reader::Anybody { visible(&redact(text, known)) } else { text.to_owned() };
    Some(text).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests;
