//! How the values of a refusal are said in each language.

use std::fmt::Display;

use jiff::civil::Date;

use super::Refusal;
use crate::ids::{Code, GoodsReceiptNo, IssueNo, LotNo, PaymentNo, ShipmentNo};
use crate::money::Vnd;
use crate::party::Party;
use crate::quantity::Quantity;

/// Lines that are named; the rest is counted.
const SHOWN: usize = 20;

pub(super) trait Said {
    fn said_vi(&self) -> String;
    fn said_en(&self) -> String;
}

macro_rules! as_it_prints {
    ($($type:ty),+ $(,)?) => {$(
        impl Said for $type {
            fn said_vi(&self) -> String {
                self.to_string()
            }
            fn said_en(&self) -> String {
                self.to_string()
            }
        }
    )+};
}

as_it_prints!(usize, Code, Vnd, Quantity, Party, LotNo, IssueNo, GoodsReceiptNo, PaymentNo, ShipmentNo);

impl Said for Date {
    fn said_vi(&self) -> String {
        self.strftime("%d/%m/%Y").to_string()
    }
    fn said_en(&self) -> String {
        self.to_string()
    }
}

impl Said for Vec<Code> {
    fn said_vi(&self) -> String {
        joined(self, ", ")
    }
    fn said_en(&self) -> String {
        joined(self, ", ")
    }
}

impl Said for Vec<(usize, Refusal)> {
    fn said_vi(&self) -> String {
        let lines: Vec<_> =
            self.iter().take(SHOWN).map(|(line, why)| format!("Dòng {line}: {}", why.vi())).collect();
        let more = self.len().saturating_sub(SHOWN);
        let rest = if more > 0 { format!(" Và {more} dòng khác.") } else { String::new() };
        joined(&lines, " ") + &rest
    }
    fn said_en(&self) -> String {
        let lines: Vec<_> =
            self.iter().take(SHOWN).map(|(line, why)| format!("Line {line}: {}", why.en())).collect();
        let more = self.len().saturating_sub(SHOWN);
        let rest = if more > 0 { format!(" And {more} more lines.") } else { String::new() };
        joined(&lines, " ") + &rest
    }
}

fn joined<T: Display>(parts: &[T], between: &str) -> String {
    parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(between)
}
