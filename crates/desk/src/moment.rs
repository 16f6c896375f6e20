//! Time travel: of which time a page tells. Any page can include it: `When::asked` reads the address, the macro
//! `desk/moment.html` draws the controls, [`When::query`] goes behind the page's links.
//!
//! | in the address | what it says |
//! |---|---|
//! | `luc` | as known at this moment, by Vietnam's clock (`2026-11-24T15:30`) |
//! | `vi-tri` | as known after so many events; not beside `luc` |
//! | `tu`, `den` | the business days, both included |
//!
//! A page with two moments reads the second one with a `2` behind each name.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use ledger::{AsOf, LedgerError, VIETNAM};
use projection_audit::trace::Moment;
use web::{Lang, format};

use crate::form;
use crate::seat::Seat;

/// See the module.
#[derive(Clone, Debug)]
pub(crate) struct When {
    /// What is told. Where the address cannot be read, the present.
    pub(crate) moment: Moment,
    /// Whether anything is left out of what is known today.
    pub(crate) past: bool,
    /// It in words.
    pub(crate) said: String,
    fields: [Field; 4],
}

/// A field of the controls.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// Its name in the address.
    pub(crate) name: String,
    /// What it is called.
    pub(crate) label: &'static str,
    /// The kind of input.
    pub(crate) kind: &'static str,
    /// What was typed.
    pub(crate) value: String,
    /// Why it cannot be read.
    pub(crate) fault: Option<&'static str>,
}

/// Name in the address, kind of input, and what it is called.
const FIELDS: [(&str, &str, &str, &str); 4] = [
    ("luc", "datetime-local", "Như sổ đã biết lúc", "As known at"),
    ("vi-tri", "number", "hoặc sau số dòng sổ", "or after so many entries"),
    ("tu", "date", "Từ ngày", "From day"),
    ("den", "date", "Đến ngày", "To day"),
];

impl When {
    /// The moment that the address names; the present where it names none.
    pub(crate) fn asked(seat: &Seat) -> Result<Self, LedgerError> {
        Self::suffixed(seat, "")
    }

    /// The second moment of a page that has two.
    pub(crate) fn second(seat: &Seat) -> Result<Self, LedgerError> {
        Self::suffixed(seat, "2")
    }

    fn suffixed(seat: &Seat, suffix: &str) -> Result<Self, LedgerError> {
        let lang = seat.lang();
        let mut fields = FIELDS.map(|(name, kind, vi, en)| {
            let name = format!("{name}{suffix}");
            let value = seat.asked(&name).trim().to_owned();
            Field { name, label: lang.say(vi, en), kind, value, fault: None }
        });
        let head = seat.ledger.head().position;
        let mut moment = Moment { known: head, first: None, last: None };
        let [luc, vi_tri, tu, den] = &mut fields;
        if let Some(at) = luc.read(lang.say(NO_MOMENT.0, NO_MOMENT.1), clock) {
            moment.known = seat.ledger.known(AsOf::Time(at))?;
        } else if let Some(known) = vi_tri.read(lang.say(NO_NUMBER.0, NO_NUMBER.1), |text| text.parse().ok())
        {
            moment.known = known;
            if known > head {
                vi_tri.fault = Some(
                    lang.say("Sổ chưa có nhiều dòng sổ như vậy.", "The log does not hold so many entries."),
                );
                moment.known = head;
            }
        }
        moment.first = tu.read(lang.say(NO_DAY.0, NO_DAY.1), form::read_day);
        moment.last = den.read(lang.say(NO_DAY.0, NO_DAY.1), form::read_day);
        if moment.first.zip(moment.last).is_some_and(|(first, last)| last < first) {
            den.fault =
                Some(lang.say(
                    "Ngày cuối không được trước ngày đầu.",
                    "The last day must not lie before the first.",
                ));
            moment.last = None;
        }
        let past = moment != Moment { known: head, first: None, last: None };
        let mut when = Self { moment, past, said: String::new(), fields };
        when.said = when.words(seat)?;
        Ok(when)
    }

    /// The fields: known at, known after, first day, last day.
    pub(crate) fn fields(&self) -> &[Field; 4] {
        &self.fields
    }

    /// What goes behind the addresses of links to keep the moment: `luc=…&den=…`, or nothing. Without a sign before it.
    pub(crate) fn query(&self) -> String {
        let named = self.fields.iter().filter(|field| !field.value.is_empty() && field.fault.is_none());
        let pairs = named.map(|field| (field.name.as_str(), field.value.as_str()));
        form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
    }

    fn words(&self, seat: &Seat) -> Result<String, LedgerError> {
        let (lang, Moment { known, first, last }) = (seat.lang(), self.moment);
        let newest = known.checked_sub(1);
        let at = seat.ledger.traced(|trace| newest.and_then(|newest| trace.listed(newest)))?;
        let at = at.map_or_else(|| "–".to_owned(), |event| format::moment(event.recorded_at, lang));
        let events = format::grouped(known, lang);
        let day = |day: Date| format::date(day, lang);
        let days = match (first, last) {
            (None, None) => lang.say("mọi ngày", "all days").to_owned(),
            (Some(first), None) => lang.say("từ ngày ", "from ").to_owned() + &day(first),
            (None, Some(last)) => lang.say("đến hết ngày ", "up to ").to_owned() + &day(last),
            (Some(first), Some(last)) => format!("{} – {}", day(first), day(last)),
        };
        Ok(match lang {
            Lang::Vi => format!("Theo {events} dòng sổ đầu tiên của sổ (ghi đến {at}), {days}."),
            Lang::En => format!("By the first {events} events of the log (recorded up to {at}), {days}."),
        })
    }
}

const NO_MOMENT: (&str, &str) = (
    "Hãy nhập ngày và giờ, ví dụ 2024-09-10T15:30.",
    "A day and a time are needed, for example 2024-09-10T15:30.",
);
const NO_NUMBER: (&str, &str) = ("Hãy nhập một số nguyên.", "A whole number is needed.");
const NO_DAY: (&str, &str) = ("Hãy nhập ngày, ví dụ 10/09/2024.", "A day is needed, for example 10/09/2024.");

impl Field {
    /// What was typed, read; where it cannot be, that is remembered.
    pub(crate) fn read<T>(&mut self, fault: &'static str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        if self.value.is_empty() {
            return None;
        }
        let value = read(&self.value);
        self.fault = if value.is_none() { Some(fault) } else { None };
        value
    }
}

/// A moment by Vietnam's clock, or with its own offset.
fn clock(text: &str) -> Option<Timestamp> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(at);
    }
    VIETNAM.to_timestamp(text.parse::<DateTime>().ok()?).ok()
}
