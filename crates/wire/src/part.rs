//! The parts of a fund's life, and the requests that ask something of them: a command of the domain, its business day,
//! and the personal data beside it. The same text is a body over HTTP and a line in a file of the command line.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use crate::{
    AskBooks, AskGiving, AskGoods, AskInbox, AskNetwork, AskOversight, AskPrivacy, AskRelief, Asked, Problem,
    read_json,
};

/// A part of the fund's life, as it stands in addresses and on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The discipline of the books.
    Books,
    /// What is given beside the plain receipt.
    Giving,
    /// Gifts in kind.
    Goods,
    /// What people outside say.
    Inbox,
    /// Where relief goes.
    Network,
    /// Supervision.
    Oversight,
    /// Personal data and who may read them.
    Privacy,
    /// From decision to hand-over.
    Relief,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Books,
        Self::Giving,
        Self::Goods,
        Self::Inbox,
        Self::Network,
        Self::Oversight,
        Self::Privacy,
        Self::Relief,
    ];

    /// The name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Books => "books",
            Self::Giving => "giving",
            Self::Goods => "goods",
            Self::Inbox => "inbox",
            Self::Network => "network",
            Self::Oversight => "oversight",
            Self::Privacy => "privacy",
            Self::Relief => "relief",
        }
    }

    /// Reads a request in JSON. `today` is the business day where none is named.
    pub fn read(self, body: &[u8], today: Date) -> Result<Asked, Problem> {
        match self {
            Self::Books => read_json::<AskBooks>(body)?.read(today),
            Self::Giving => read_json::<AskGiving>(body)?.read(today),
            Self::Goods => read_json::<AskGoods>(body)?.read(today),
            Self::Inbox => read_json::<AskInbox>(body)?.read(today),
            Self::Network => read_json::<AskNetwork>(body)?.read(today),
            Self::Oversight => read_json::<AskOversight>(body)?.read(today),
            Self::Privacy => read_json::<AskPrivacy>(body)?.read(today),
            Self::Relief => read_json::<AskRelief>(body)?.read(today),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Part {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let names = Self::ALL.map(Self::name).join(", ");
        let part = Self::ALL.into_iter().find(|part| part.name() == text);
        part.ok_or_else(|| format!("một trong {names} / one of {names}"))
    }
}

#[cfg(test)]
mod tests {
    use domain::{Command, RequestNo, relief};
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2021, 9, 2);

    #[track_caller]
    fn refused(part: Part, body: &str, field: Option<&str>) {
        let problem = part.read(body.as_bytes(), TODAY).err().unwrap();
        assert_eq!(problem.field.as_deref(), field, "{problem:?}");
        assert!(!problem.vi.is_empty() && !problem.en.is_empty());
    }

    #[test]
    fn a_command_is_read_with_its_day_and_its_row() {
        let body =
            r#"{"command": {"refuse_request": {"request": 3}}, "personal": {"note": " thiếu danh sách "}}"#;
        let asked = Part::Relief.read(body.as_bytes(), TODAY).unwrap();
        assert_eq!(asked.personal[0].note, "thiếu danh sách");
        let Command::Relief(on) = asked.command else { panic!("another part") };
        assert_eq!(on.effective_on, TODAY);
        let refuse = relief::RefuseRequest { request: RequestNo::new(3), row: None };
        assert_eq!(on.command, relief::Command::RefuseRequest(refuse));
    }

    #[test]
    fn the_field_at_fault_is_named_by_its_path() {
        let line = |more: &str| {
            let line = format!(
                r#"{{"condition": "new", "counted": "5", "item": "gao", "unit": "kg", "value": "0"{more}}}"#
            );
            format!(
                r#"{{"command": {{"receive_goods": {{"donor": "person", "source": "gift", "warehouse": "tinh",
                "lines": [{line}]}}}}}}"#
            )
        };
        refused(Part::Goods, &line(""), Some("command.receive_goods.lines[0].value_source"));
        let wrong = line(r#", "value_source": "guess""#);
        refused(Part::Goods, &wrong, Some("command.receive_goods.lines[0].value_source"));
        let extra = line(r#", "value_source": "unknown", "colour": "x""#);
        refused(Part::Goods, &extra, Some("command.receive_goods.lines[0].colour"));
        refused(Part::Goods, r#"{"command": {"steal_goods": {}}}"#, Some("command"));
        refused(Part::Goods, r#"{"comand": {}}"#, Some("comand"));
        let amount = r#"{"command": {"lapse_pledge": {"pledge": "x"}}}"#;
        refused(Part::Giving, amount, Some("command.lapse_pledge.pledge"));
        let day = r#"{"effective_on": "2021-02-30", "command": {"lapse_pledge": {"pledge": 1}}}"#;
        refused(Part::Giving, day, Some("effective_on"));
        refused(Part::Giving, "{", None);
    }

    #[test]
    fn a_corrected_giver_has_a_name_and_another_reason_its_words() {
        let correct = |donor: &str, reason: &str, personal: &str| {
            let command = format!(r#"{{"donor": "{donor}", "reason": "{reason}", "receipt": 1}}"#);
            format!(r#"{{"command": {{"correct_giver": {command}}}, "personal": {personal}}}"#)
        };
        let read = |body: &str| Part::Giving.read(body.as_bytes(), TODAY);
        assert!(read(&correct("person", "mistyped", r#"{"name": "A"}"#)).is_ok());
        assert!(read(&correct("anonymous", "giver_asked", "{}")).is_ok());
        refused(Part::Giving, &correct("person", "mistyped", r#"{"name": " "}"#), Some("personal.name"));
        refused(Part::Giving, &correct("person", "mistyped", "[]"), Some("personal.name"));
        refused(Part::Giving, &correct("person", "other", r#"{"name": "A"}"#), Some("personal.note"));
    }

    #[test]
    fn personal_data_have_as_many_places_as_the_command() {
        let list = |personal: &str| {
            let household = |number| format!(r#"{{"household": "g-1/{number}", "members": 4}}"#);
            let households = [household(1), household(2)].join(",");
            format!(
                r#"{{"command": {{"register_households": {{"households": [{households}]}}}}, "personal": {personal}}}"#
            )
        };
        let read = |personal: &str| Part::Network.read(list(personal).as_bytes(), TODAY);
        assert_eq!(read(r#"[{"name": "A"}, {}]"#).unwrap().personal.len(), 2);
        refused(Part::Network, &list(r#"{"name": "A"}"#), Some("personal"));
        refused(Part::Network, &list(r#"[{"name": "A"}]"#), Some("personal"));
        refused(Part::Network, &list(r#"[{"name": "A"}, {"nam": "B"}]"#), Some("personal[1].nam"));
        let long = "a".repeat(201);
        refused(Part::Network, &list(&format!(r#"[{{}}, {{"name": "{long}"}}]"#)), Some("personal[1].name"));
        let none = r#"{"command": {"withdraw_request": {"request": 1}}, "personal": {"note": "x"}}"#;
        refused(Part::Relief, none, Some("personal"));
    }
}
