//! The query of the log, read from the address: every field narrows it, and a link says it whole.

use domain::ReceiptNo;
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use ledger::{Order, VIETNAM, Wanted};
use projection_audit::trace::{Filter, Range};
use web::Lang;

use super::names;
use crate::form;
use crate::seat::Seat;

/// What was typed, and what cannot be read of it.
pub(super) struct Query {
    fields: Vec<(&'static str, String)>,
    faults: Vec<(&'static str, &'static str)>,
    lang: Lang,
}

const FIELDS: [&str; 18] = [
    "phan", "loai", "ai", "ghi-tu", "ghi-den", "ngay-tu", "ngay-den", "tien-tu", "tien-den", "so-tu",
    "so-den", "tk", "bt", "thu", "ve", "so", "chu", "thu-tu",
];

impl Query {
    pub(super) fn asked(seat: &Seat) -> Self {
        let fields = FIELDS.map(|name| (name, seat.asked(name).trim().to_owned()));
        Self { fields: fields.into(), faults: Vec::new(), lang: seat.lang() }
    }

    /// What was typed into a field.
    pub(super) fn get(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value.as_str())
    }

    /// Why a field cannot be read.
    pub(super) fn fault(&self, name: &str) -> Option<&'static str> {
        self.faults.iter().find(|(known, _)| *known == name).map(|(_, why)| *why)
    }

    /// Whether every field could be read.
    pub(super) fn is_whole(&self) -> bool {
        self.faults.is_empty()
    }

    /// Whether one of the fields is used that stand folded away, or cannot be read.
    pub(super) fn is_detailed(&self) -> bool {
        let plain = ["phan", "loai", "ai", "chu", "ngay-tu", "ngay-den"];
        !self.is_whole() || self.kept().any(|(name, _)| !plain.contains(&name))
    }

    /// The address of the same question.
    pub(super) fn address(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(self.kept()).finish()
    }

    /// The same without one field.
    pub(super) fn address_without(&self, name: &str) -> String {
        let named = self.kept().filter(|(known, _)| *known != name);
        form_urlencoded::Serializer::new(String::new()).extend_pairs(named).finish()
    }

    /// What was typed, field by field.
    pub(super) fn kept(&self) -> impl Iterator<Item = (&'static str, String)> + '_ {
        self.fields.iter().filter(|(_, value)| !value.is_empty()).cloned()
    }

    fn read<T>(
        &mut self,
        name: &'static str,
        why: (&'static str, &'static str),
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.get(name).to_owned();
        if text.is_empty() {
            return None;
        }
        let value = read(&text);
        if value.is_none() {
            self.faults.push((name, self.lang.say(why.0, why.1)));
        }
        value
    }

    fn range<T>(
        &mut self,
        names: [&'static str; 2],
        why: (&'static str, &'static str),
        read: impl Fn(&str) -> Option<T>,
    ) -> Range<T> {
        let [from, to] = names.map(|name| self.read(name, why, &read));
        Range { from, to }
    }

    fn text(&self, name: &str) -> Option<String> {
        Some(self.get(name).to_owned()).filter(|text| !text.is_empty())
    }

    /// The question.
    pub(super) fn wanted(&mut self, cursor: Option<u64>, limit: usize) -> Wanted {
        let number = |text: &str| text.replace(['.', ' '], "").parse().ok();
        let (from, to) =
            (self.read("ghi-tu", DAY, form::read_day), self.read("ghi-den", DAY, form::read_day));
        let filter = Filter {
            part: self.text("phan"),
            kind: self.text("loai"),
            actor: self.text("ai"),
            recorded: Range { from: from.and_then(begins), to: to.and_then(ends) },
            effective: self.range(["ngay-tu", "ngay-den"], DAY, form::read_day),
            amount: self.range(["tien-tu", "tien-den"], AMOUNT, form::read_amount),
            position: self.range(["so-tu", "so-den"], NUMBER, number),
            bank: self.read("tk", ACCOUNT, |text| text.parse().ok()),
            account: self.text("bt"),
            receipt: self.read("thu", NUMBER, number).map(ReceiptNo::new),
            among: None,
        };
        let about = self.get("ve").to_owned();
        let thing = self.read("so", THING, |number| names::thing(&about, number));
        let order = if self.get("thu-tu") == "tang" { Order::Rising } else { Order::Falling };
        Wanted { filter, thing, text: self.get("chu").to_owned(), order, cursor, limit }
    }
}

const DAY: (&str, &str) = ("Hãy nhập ngày, ví dụ 10/09/2024.", "A day is needed, for example 10/09/2024.");
const AMOUNT: (&str, &str) =
    ("Hãy nhập số tiền, ví dụ 500.000 hoặc 2tr.", "An amount is needed, for example 500.000 or 2tr.");
const NUMBER: (&str, &str) = ("Hãy nhập một số nguyên.", "A whole number is needed.");
const ACCOUNT: (&str, &str) = (
    "Hãy nhập tài khoản như trong sổ, ví dụ cash:main.",
    "An account is needed as the books name it, for example cash:main.",
);
const THING: (&str, &str) = (
    "Hãy chọn loại và nhập số, ví dụ chứng từ PT-2024-00001 hoặc đề nghị 12.",
    "Choose a kind and give its number, for example voucher PT-2024-00001 or request 12.",
);

/// The first moment of a day in Vietnam.
fn begins(day: Date) -> Option<Timestamp> {
    VIETNAM.to_timestamp(day.at(0, 0, 0, 0)).ok()
}

/// Its last one, to the microsecond of the log.
fn ends(day: Date) -> Option<Timestamp> {
    begins(day.tomorrow().ok()?)?.checked_sub(Span::new().microseconds(1)).ok()
}
