//! The fund as an activity of IATI 2.03: what came by day, and every payment; goods by their value, as aid in kind, once: what
//! was bought counts when it is paid for, what was given when it comes and when it goes. Elements stand in the order that
//! its schema asks for. No identifier is claimed that the configuration does not name.

use std::fmt::Write as _;

use jiff::civil::Date;
use projection_coverage::{Outgoing, Purpose};

use crate::lang::Lang;
use crate::pages::{Figures, Names, purpose};

/// Emergency relief in kind and cash, of the purpose codes of the Development Assistance Committee.
const SECTOR: &str = "72010";
/// Aid in kind whose giver manages it itself, of the channels of disbursement.
const IN_KIND: &str = r#"<disbursement-channel code="4"/>"#;

/// As whom the fund reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reporter {
    /// Its identifier, as it is registered: of a list of org-id.guide, a hyphen, and its number there.
    pub identifier: String,
    /// What kind of organisation it is, of the standard's list: 60 for a foundation.
    pub kind: u8,
    /// Where the identifier is registered.
    pub source: String,
}

/// An organisation that says neither what it is nor how it is registered.
const OTHER: u8 = 90;

/// The document; of a fund without any movement, an activity without transactions.
pub(crate) fn activity(
    figures: &Figures,
    outgoings: &[Outgoing],
    names: Names<'_>,
    reporter: Option<&Reporter>,
) -> String {
    let (fund, summary) = (&figures.fund, &figures.summary);
    let at = figures.recorded_at.unwrap_or_default();
    let at = at.strftime("%Y-%m-%dT%H:%M:%SZ");
    let name = escaped(figures.name());
    let in_kind = summary.in_kind().map(|(day, _)| day);
    let first =
        summary.days().map(|day| day.day).chain(in_kind).chain(outgoings.iter().map(|entry| entry.on)).min();
    let start = first.unwrap_or(names.on);
    let status = if summary.closed { 4 } else { 2 };
    let kind = reporter.map_or(OTHER, |reporter| reporter.kind);
    let registered = reporter.map(|reporter| escaped(&reporter.identifier));
    let own = registered.as_ref().map_or_else(String::new, |own| format!(" ref=\"{own}\""));
    let prefix = registered.as_ref().map_or_else(String::new, |own| format!("{own}-"));
    let reference = registered.unwrap_or_default();
    let about = remark(reporter);
    let mut xml = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
{about}<iati-activities version="2.03" generated-datetime="{at}">
<iati-activity default-currency="VND" xml:lang="vi" humanitarian="1" last-updated-datetime="{at}" hierarchy="1">
<iati-identifier>{prefix}{fund}</iati-identifier>
<reporting-org ref="{reference}" type="{kind}"><narrative>{name}</narrative></reporting-org>
<title><narrative>{name}</narrative></title>
<description type="1"><narrative>Tiền ủng hộ theo ngày và từng khoản chi; hiện vật được tặng tính theo giá trị ghi sổ, hàng mua tính khi trả tiền. Số liệu đến dòng sổ {position}.</narrative><narrative xml:lang="en">Money given by day and every payment; goods that were given by the value in the books, goods that were bought when they were paid for. Up to entry {position} of the log.</narrative></description>
<participating-org role="4"{own} type="{kind}"><narrative>{name}</narrative></participating-org>
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
            in_kind: false,
        };
        transaction.write(&mut xml, &told, None);
    }
    goods(&mut xml, figures);
    for entry in outgoings.iter().filter(|entry| entry.stands() && entry.amount != 0) {
        payment(&mut xml, names, entry);
    }
    xml.push_str("</iati-activity>\n</iati-activities>\n");
    xml
}

/// Goods that nobody was paid for, by day.
fn goods(xml: &mut String, figures: &Figures) {
    for (day, in_kind) in figures.summary.in_kind() {
        for (name, code, dong, told) in [
            ("GOODS-IN", 1, in_kind.received, "Hiện vật được tặng trong ngày, theo giá trị ghi sổ"),
            ("GOODS-OUT", 3, in_kind.issued, "Hiện vật được tặng đã xuất đi trong ngày, theo giá trị ghi sổ"),
        ] {
            if dong != 0 {
                let reference = &format!("{name}-{day}");
                Transaction { reference, code, on: day, dong, in_kind: true }.write(xml, told, None);
            }
        }
    }
}

/// Who says who the fund is. A comment may not hold two hyphens in a row.
fn remark(reporter: Option<&Reporter>) -> String {
    let told = match reporter {
        Some(reporter) => format!("{}: {}", reporter.identifier, reporter.source),
        None => "Quỹ chưa có mã tổ chức đã đăng ký, nên không nêu mã nào / the fund has named no registered identifier, and \
                 so none is claimed"
            .to_owned(),
    };
    format!("<!-- {} -->\n", told.replace("--", "- -").trim_end_matches('-'))
}

fn payment(xml: &mut String, names: Names<'_>, entry: &Outgoing) {
    // A disbursement goes on to others, an expenditure ends with the fund. What is given back is a negative receipt.
    let (code, dong) = match entry.purpose {
        Purpose::Relief | Purpose::Goods | Purpose::Advance | Purpose::Transfer => (3, entry.amount),
        Purpose::Purchase | Purpose::Cost => (4, entry.amount),
        Purpose::Refund => (1, entry.amount.saturating_neg()),
    };
    let voucher = entry.voucher.to_string();
    let transaction =
        Transaction { reference: &voucher, code, on: entry.on, dong: dong.into(), in_kind: false };
    let to = entry.to.as_ref().map(|party| names.party(party));
    transaction.write(xml, purpose(Lang::Vi, entry.purpose), to.as_deref());
}

struct Transaction<'a> {
    reference: &'a str,
    code: u8,
    on: Date,
    dong: i128,
    in_kind: bool,
}

impl Transaction<'_> {
    fn write(&self, xml: &mut String, told: &str, to: Option<&str>) {
        let Self { reference, code, on, dong, in_kind } = self;
        // Writing into a string does not fail.
        let _ = write!(
            xml,
            r#"<transaction ref="{reference}" humanitarian="1"><transaction-type code="{code}"/><transaction-date iso-date="{on}"/><value currency="VND" value-date="{on}">{dong}</value><description><narrative>{}</narrative></description>"#,
            escaped(told)
        );
        if let Some(to) = to {
            let _ = write!(xml, "<receiver-org><narrative>{}</narrative></receiver-org>", escaped(to));
        }
        if *in_kind {
            xml.push_str(IN_KIND);
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
