//! The fund as an activity of IATI 2.03: what came by day, and every payment. Goods are not in it: the standard counts
//! money. Elements stand in the order that its schema asks for.

use std::fmt::Write as _;

use jiff::civil::Date;
use projection_coverage::{Outgoing, Purpose};

use crate::lang::Lang;
use crate::pages::{Figures, Names, purpose};

/// Emergency relief in kind and cash, of the purpose codes of the Development Assistance Committee.
const SECTOR: &str = "72010";
/// An organisation of the kind of a foundation.
const KIND: &str = "60";

/// The document; of a fund without any movement, an activity without transactions.
pub(crate) fn activity(figures: &Figures, outgoings: &[Outgoing], names: Names<'_>) -> String {
    let (fund, summary) = (&figures.fund, &figures.summary);
    let at = figures.recorded_at.unwrap_or_default();
    let at = at.strftime("%Y-%m-%dT%H:%M:%SZ");
    let name = escaped(figures.name());
    let first = summary.days().map(|day| day.day).chain(outgoings.iter().map(|entry| entry.on)).min();
    let start = first.unwrap_or(names.on);
    let status = if summary.closed { 4 } else { 2 };
    let mut xml = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03" generated-datetime="{at}">
<iati-activity default-currency="VND" xml:lang="vi" humanitarian="1" last-updated-datetime="{at}" hierarchy="1">
<iati-identifier>VN-SOVANG-{fund}</iati-identifier>
<reporting-org ref="VN-SOVANG" type="{KIND}"><narrative>{name}</narrative></reporting-org>
<title><narrative>{name}</narrative></title>
<description type="1"><narrative>Tiền ủng hộ theo ngày và từng khoản chi; không gồm hiện vật. Số liệu đến dòng sổ {position} của nhật ký.</narrative><narrative xml:lang="en">Money given by day and every payment; goods are not in it. Up to entry {position} of the log.</narrative></description>
<participating-org role="4" ref="VN-SOVANG" type="{KIND}"><narrative>{name}</narrative></participating-org>
<activity-status code="{status}"/>
<activity-date type="2" iso-date="{start}"/>
<recipient-country code="VN"/>
<sector vocabulary="1" code="{SECTOR}"/>
"#,
        position = figures.position,
    );
    for day in summary.days().filter(|day| day.tally.dong != 0) {
        let gifts = day.tally.gifts;
        let told = format!("Tiền ủng hộ trong ngày, {gifts} lượt");
        let transaction = Transaction {
            reference: &format!("GIFTS-{}", day.day),
            code: 1,
            on: day.day,
            dong: day.tally.dong,
        };
        transaction.write(&mut xml, &told, None);
    }
    for entry in outgoings.iter().filter(|entry| entry.stands() && entry.amount != 0) {
        payment(&mut xml, names, entry);
    }
    xml.push_str("</iati-activity>\n</iati-activities>\n");
    xml
}

fn payment(xml: &mut String, names: Names<'_>, entry: &Outgoing) {
    // A disbursement goes on to others, an expenditure ends with the fund. What is given back is a negative receipt.
    let (code, dong) = match entry.purpose {
        Purpose::Relief | Purpose::Goods | Purpose::Advance | Purpose::Transfer => (3, entry.amount),
        Purpose::Purchase | Purpose::Cost => (4, entry.amount),
        Purpose::Refund => (1, entry.amount.saturating_neg()),
    };
    let voucher = entry.voucher.to_string();
    let transaction = Transaction { reference: &voucher, code, on: entry.on, dong: dong.into() };
    let to = entry.to.as_ref().map(|party| names.party(party));
    transaction.write(xml, purpose(Lang::Vi, entry.purpose), to.as_deref());
}

struct Transaction<'a> {
    reference: &'a str,
    code: u8,
    on: Date,
    dong: i128,
}

impl Transaction<'_> {
    fn write(&self, xml: &mut String, told: &str, to: Option<&str>) {
        let Self { reference, code, on, dong } = self;
        // Writing into a string does not fail.
        let _ = write!(
            xml,
            r#"<transaction ref="{reference}" humanitarian="1"><transaction-type code="{code}"/><transaction-date iso-date="{on}"/><value currency="VND" value-date="{on}">{dong}</value><description><narrative>{}</narrative></description>"#,
            escaped(told)
        );
        if let Some(to) = to {
            let _ = write!(xml, "<receiver-org><narrative>{}</narrative></receiver-org>", escaped(to));
        }
        xml.push_str("</transaction>\n");
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Letters that XML has no way to write.
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                out.push('\u{fffd}');
            }
            letter => out.push(letter),
        }
    }
    out
}
