//! What a record says, read from its stored bytes for a person: which fact, how much, when, where. Knows the outer shape
//! of the ledger's events and a few of their fields by name; it is no second reader of the books and decides nothing.

use serde_json::{Map, Value};

use crate::Line;

/// Stored bytes that are no record of the ledger, or that two readers could read in two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// Not JSON, or not written in the one way: a key twice, spaces, another order.
    #[error("bản ghi không phải JSON dạng chuẩn / the record is not JSON in its canonical form")]
    Form,
    /// A field of the envelope is missing or of another kind.
    #[error("bản ghi thiếu hoặc sai trường {0} / the record's field {0} is missing or malformed")]
    Field(&'static str),
}

/// A record of a fund's log. Holds no personal data: of these it names a row and the commitment to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What happened, as the ledger calls it: `receipt_recorded`, `goods.goods_received`.
    pub kind: String,
    /// The business day, `2024-09-10`.
    pub on: String,
    /// When the books took it, RFC 3339, UTC.
    pub recorded_at: String,
    /// How much, in đồng; below zero for a correction.
    pub amount: Option<i64>,
    /// Where the money lies.
    pub account: Option<String>,
    /// The running number of the receipt, of money or of goods.
    pub receipt: Option<u64>,
    /// The voucher.
    pub voucher: Option<String>,
    /// Goods that came: item, quantity, unit.
    pub goods: Vec<(String, String, String)>,
    /// The row of personal data that it names.
    pub row: Option<u64>,
    /// The commitment to that row.
    pub commitment: Option<[u8; 32]>,
}

/// Something a record says, with what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: Line,
    /// What the record says.
    pub value: Line,
}

impl Record {
    /// Reads the stored bytes of an event.
    pub fn read(bytes: &[u8]) -> Result<Self, RecordError> {
        let whole: Value = serde_json::from_slice(bytes).map_err(|_| RecordError::Form)?;
        // Written again it must be the same bytes: so there is no second key of a name, and nothing was passed over.
        if serde_json::to_vec(&whole).ok().as_deref() != Some(bytes) {
            return Err(RecordError::Form);
        }
        let envelope = whole.as_object().ok_or(RecordError::Form)?;
        let (kind, body) = event(envelope).ok_or(RecordError::Field("event"))?;
        let needed = |name| text(envelope, name).ok_or(RecordError::Field(name));
        let commitment = match envelope.get("commitment") {
            None => None,
            Some(value) => Some(digest(value).ok_or(RecordError::Field("commitment"))?),
        };
        Ok(Self {
            kind,
            on: needed("effective_on")?,
            recorded_at: needed("recorded_at")?,
            amount: optional(body, "amount", |value| value.as_str()?.parse().ok())?,
            account: optional(body, "account", |value| value.as_str().map(str::to_owned))?,
            receipt: optional(body, "receipt", Value::as_u64)?,
            voucher: optional(body, "voucher", |value| value.as_str().map(str::to_owned))?,
            goods: goods(body),
            row: optional(body, "row", Value::as_u64)?,
            commitment,
        })
    }

    /// What it says, in the order in which a person asks for it.
    pub fn facts(&self) -> Vec<Fact> {
        let same = |text: &str| Line::new(text, text);
        let fact = |vi: &str, en: &str, value| Fact { label: Line::new(vi, en), value };
        let mut facts = vec![fact("Bản ghi", "Record", kind(&self.kind))];
        if let Some(amount) = self.amount {
            facts.push(fact("Số tiền", "Amount", money(amount)));
        }
        for (item, quantity, unit) in &self.goods {
            facts.push(fact("Hiện vật", "Goods", same(&format!("{item}: {quantity} {unit}"))));
        }
        facts.push(fact("Ngày", "Date", Line::new(vietnamese_day(&self.on), self.on.clone())));
        if let Some(account) = &self.account {
            facts.push(fact("Tài khoản nhận", "Account", same(account)));
        }
        if let Some(number) = self.receipt {
            facts.push(fact("Số biên nhận", "Receipt number", same(&number.to_string())));
        }
        if let Some(voucher) = &self.voucher {
            facts.push(fact("Chứng từ", "Voucher", same(voucher)));
        }
        facts.push(fact("Vào sổ lúc (giờ UTC)", "Entered at (UTC)", same(&self.recorded_at)));
        facts
    }

    /// The record in one sentence.
    pub fn sentence(&self) -> Line {
        let facts = self.facts();
        let join = |of: fn(&Line) -> &str| {
            let said = facts.iter().map(|fact| format!("{}: {}", of(&fact.label), of(&fact.value)));
            said.collect::<Vec<_>>().join("; ")
        };
        Line::new(join(|line| &line.vi), join(|line| &line.en))
    }
}

/// The event's name, with its part's before it, and its body.
fn event(envelope: &Map<String, Value>) -> Option<(String, &Map<String, Value>)> {
    const PARTS: [&str; 7] = ["books", "giving", "goods", "network", "oversight", "privacy", "relief"];
    let (name, body) = only(envelope.get("event")?)?;
    if !PARTS.contains(&name) {
        return Some((name.to_owned(), body.as_object()?));
    }
    let (within, body) = only(body)?;
    Some((format!("{name}.{within}"), body.as_object()?))
}

/// The one entry of an object.
fn only(value: &Value) -> Option<(&str, &Value)> {
    let mut entries = value.as_object()?.iter();
    let (name, value) = entries.next()?;
    entries.next().is_none().then_some((name, value))
}

fn text(object: &Map<String, Value>, name: &str) -> Option<String> {
    object.get(name)?.as_str().map(str::to_owned)
}

/// A field that may be absent, but not of another kind.
fn optional<T>(
    body: &Map<String, Value>,
    name: &'static str,
    read: impl Fn(&Value) -> Option<T>,
) -> Result<Option<T>, RecordError> {
    body.get(name).map(|value| read(value).ok_or(RecordError::Field(name))).transpose()
}

fn digest(value: &Value) -> Option<[u8; 32]> {
    let (pairs, rest) = value.as_str()?.as_bytes().as_chunks::<2>();
    let digit = |byte: u8| char::from(byte).to_digit(16).filter(|_| !byte.is_ascii_uppercase());
    let byte = |pair: &[u8; 2]| u8::try_from(digit(pair[0])? * 16 + digit(pair[1])?).ok();
    let bytes: Option<Vec<u8>> = pairs.iter().map(byte).collect();
    bytes?.try_into().ok().filter(|_| rest.is_empty())
}

fn goods(body: &Map<String, Value>) -> Vec<(String, String, String)> {
    let lines = body.get("lines").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let line = |line: &Value| {
        let line = line.as_object()?;
        Some((text(line, "item")?, text(line, "counted")?, text(line, "unit")?))
    };
    lines.iter().filter_map(line).collect()
}

fn kind(kind: &str) -> Line {
    match kind {
        "receipt_recorded" => Line::new("Đã nhận một khoản tiền", "Money was received"),
        "receipt_reversed" => {
            Line::new("Ghi số âm: khoản thu này không còn tính", "A receipt was reversed: it counts no more")
        }
        "receipt_identified" => {
            Line::new("Đã xác định người ủng hộ của một khoản thu", "It is now known who gave a receipt")
        }
        "goods.goods_received" => Line::new("Đã nhận hiện vật", "Goods were received"),
        "goods.goods_receipt_reversed" => {
            Line::new("Ghi số âm: phiếu nhập này không còn tính", "Received goods were reversed")
        }
        other => Line::new(format!("Sự kiện {other}"), format!("Event {other}")),
    }
}

/// `500.000 đồng`, in English `500,000 đồng`.
fn money(dong: i64) -> Line {
    let digits = dong.unsigned_abs().to_string();
    let grouped = |mark: char| {
        let mut text = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push(mark);
            }
            text.push(digit);
        }
        format!("{}{text} đồng", if dong < 0 { "−" } else { "" })
    };
    Line::new(grouped('.'), grouped(','))
}

/// `2024-09-10` as `10/09/2024`; what is no such day stays as it is.
fn vietnamese_day(day: &str) -> String {
    match day.split('-').collect::<Vec<_>>()[..] {
        [year, month, day] => format!("{day}/{month}/{year}"),
        _ => day.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MONEY: &str = r#"{"actor":"treasurer:t-1","causation":"c","commitment":"0011223344556677889900112233445566778899001122334455667788990011","correlation":"c","effective_on":"2024-09-10","event":{"receipt_recorded":{"account":"cash:main","amount":"1500000","donor":"person","receipt":41,"row":7,"voucher":"PT-2024-00001"}},"id":"i","recorded_at":"2024-09-10T05:01:29Z","schema":3}"#;

    #[track_caller]
    fn check(text: &str, want: Result<&str, RecordError>) {
        let told = Record::read(text.as_bytes()).map(|record| record.sentence().vi);
        assert_eq!(told.as_deref().map_err(|error| *error), want);
    }

    #[test]
    fn a_receipt_is_told_in_plain_words() {
        check(
            MONEY,
            Ok(
                "Bản ghi: Đã nhận một khoản tiền; Số tiền: 1.500.000 đồng; Ngày: 10/09/2024; Tài khoản nhận: cash:main; \
                Số biên nhận: 41; Chứng từ: PT-2024-00001; Vào sổ lúc (giờ UTC): 2024-09-10T05:01:29Z",
            ),
        );
        let record = Record::read(MONEY.as_bytes()).unwrap();
        assert_eq!((record.row, record.commitment.unwrap()[..3].to_vec()), (Some(7), vec![0, 0x11, 0x22]));
        assert!(record.sentence().en.contains("Amount: 1,500,000 đồng; Date: 2024-09-10"));
    }

    #[test]
    fn goods_and_what_has_no_words_of_its_own_are_told_too() {
        check(
            r#"{"effective_on":"2024-09-10","event":{"goods":{"goods_received":{"lines":[{"counted":"20","item":"gao","unit":"bag"}],"receipt":2}}},"recorded_at":"x"}"#,
            Ok("Bản ghi: Đã nhận hiện vật; Hiện vật: gao: 20 bag; Ngày: 10/09/2024; Số biên nhận: 2; \
                Vào sổ lúc (giờ UTC): x"),
        );
        check(
            r#"{"effective_on":"2024-09-10","event":{"fund_closed":{}},"recorded_at":"x"}"#,
            Ok("Bản ghi: Sự kiện fund_closed; Ngày: 10/09/2024; Vào sổ lúc (giờ UTC): x"),
        );
    }

    #[test]
    fn what_could_be_read_in_two_ways_is_not_read() {
        check("", Err(RecordError::Form));
        check("[]", Err(RecordError::Form));
        check(&format!("{MONEY} "), Err(RecordError::Form));
        check(
            &MONEY.replace(r#""amount":"1500000","#, r#""amount":"1","amount":"1500000","#),
            Err(RecordError::Form),
        );
        check(&MONEY.replace(r#""1500000""#, "1500000"), Err(RecordError::Field("amount")));
        check(&MONEY.replace(r#""row":7"#, r#""row":-7"#), Err(RecordError::Field("row")));
        check(&MONEY.replace("0011223344", "00112233"), Err(RecordError::Field("commitment")));
        check(&MONEY.replace("0011223344", "AA11223344"), Err(RecordError::Field("commitment")));
        check(r#"{"event":{"a":{},"b":{}}}"#, Err(RecordError::Field("event")));
        check(r#"{"event":{"goods":{}}}"#, Err(RecordError::Field("event")));
    }

    /// What the ledger has ever written.
    #[test]
    fn every_event_of_the_books_can_be_told() {
        let stored = [
            include_str!("../../../domain/golden/v1.ndjson"),
            include_str!("../../../domain/golden/v2.ndjson"),
        ];
        for line in stored.iter().flat_map(|lines| lines.lines()) {
            let record = Record::read(line.as_bytes()).unwrap_or_else(|error| panic!("{error}: {line}"));
            assert!(record.facts().len() >= 3 && line.contains(&record.on), "{line}");
            assert_eq!(record.row.is_some(), line.contains(r#""row":"#), "{line}");
        }
    }
}
