//! A hand-over as the fund's people see it: who is to get what, who has signed, and the code of each line of the list that
//! is signed on paper, so that signatures are taken up by scanning.

use domain::goods::Event as Goods;
use domain::relief::{Delivery, DeliveryState, Event as Relief, Recipient};
use domain::{Event, FundId, IssueNo, Party, PaymentNo, VoucherNo};

use crate::error::LedgerError;
use crate::ledger::Ledger;
use crate::things::Thing;

/// A hand-over of money or goods.
#[derive(Clone, Debug)]
pub struct Handover {
    /// How far it is.
    pub state: DeliveryState,
    /// The voucher of the payment or the issue.
    pub voucher: VoucherNo,
    /// Who is to get what, in the order of the printed list.
    pub lines: Vec<HandoverLine>,
}

/// A line of the list.
#[derive(Clone, Debug)]
pub struct HandoverLine {
    /// What the books say.
    pub recipient: Recipient,
    /// The name of a household's head. Personal.
    pub name: Option<String>,
}

/// The code of a line: `dong-thap-2021:X12:3` is the third line of issue 12, `C` stands for a payment. It names nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineCode {
    /// Which list.
    pub delivery: Delivery,
    /// Which line, from 1.
    pub line: u32,
}

impl LineCode {
    /// The text that is printed.
    pub fn of(self, fund: &FundId) -> String {
        let Self { delivery, line } = self;
        match delivery {
            Delivery::Issue(number) => format!("{fund}:X{number}:{line}"),
            Delivery::Payment(number) => format!("{fund}:C{number}:{line}"),
        }
    }

    /// What a scanner read; none where it is no code of this fund.
    pub fn read(text: &str, fund: &FundId) -> Option<Self> {
        let mut parts = text.trim().split(':');
        parts.next().filter(|name| *name == fund.as_str())?;
        let list = parts.next()?;
        let line = parts.next()?.parse().ok().filter(|line| *line > 0)?;
        if parts.next().is_some() {
            return None;
        }
        let (kind, number) = list.split_at_checked(1)?;
        let number = number.parse().ok()?;
        let delivery = match kind {
            "X" => Delivery::Issue(IssueNo::new(number)),
            "C" => Delivery::Payment(PaymentNo::new(number)),
            _ => return None,
        };
        Some(Self { delivery, line })
    }
}

impl Ledger {
    /// A hand-over; none where nothing was paid or issued under that number, or it was reversed.
    pub fn handover(&self, delivery: Delivery) -> Result<Option<Handover>, LedgerError> {
        let thing = match delivery {
            Delivery::Issue(number) => Thing::Issue(number),
            Delivery::Payment(number) => Thing::Payment(number),
        };
        let Some(state) = self.rules(|state| state.relief.deliveries.get(delivery).copied())? else {
            return Ok(None);
        };
        let first = self.views().history.of(&thing).first().copied();
        let Some(first) = first else { return Ok(None) };
        let (voucher, recipients) = match self.told(first)?.recorded.event {
            Event::Relief(event) => match *event {
                Relief::Paid(paid) => (paid.voucher, paid.recipients),
                _ => return Ok(None),
            },
            Event::Goods(event) => match *event {
                Goods::GoodsIssued(issued) => (issued.voucher, issued.recipients),
                _ => return Ok(None),
            },
            _ => return Ok(None),
        };
        let named = |recipient: Recipient| {
            let row = match &recipient.party {
                Party::Household(id) => self.views().history.household(id),
                Party::Area(_) | Party::Group(_) | Party::Organisation(_) => None,
            };
            let name = row.map(|row| self.personal(Some(row))).transpose()?.map(|row| row.name.into_owned());
            Ok(HandoverLine { recipient, name: name.filter(|name| !name.is_empty()) })
        };
        let lines = recipients.into_iter().map(named).collect::<Result<_, LedgerError>>()?;
        Ok(Some(Handover { state, voucher, lines }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_s_code_is_read_as_it_is_printed_and_only_by_its_own_fund() {
        let (ours, other): (FundId, FundId) = ("yagi-2024".parse().unwrap(), "lu-2020".parse().unwrap());
        for code in [
            LineCode { delivery: Delivery::Issue(IssueNo::new(12)), line: 3 },
            LineCode { delivery: Delivery::Payment(PaymentNo::new(1)), line: 300 },
        ] {
            assert_eq!(LineCode::read(&format!(" {}\r\n", code.of(&ours)), &ours), Some(code));
            assert_eq!(LineCode::read(&code.of(&other), &ours), None);
        }
        for text in [
            "",
            "yagi-2024",
            "yagi-2024:X12",
            "yagi-2024:X12:0",
            "yagi-2024:Z1:1",
            "yagi-2024:X1:1:1",
            "yagi-2024:é1:1",
        ] {
            assert_eq!(LineCode::read(text, &ours), None, "{text}");
        }
    }
}
