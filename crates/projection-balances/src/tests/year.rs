//! A random year of the books as stored events, from a seed: the same one for ever. Text only, so that other crates' tests
//! and the comparison with other bookkeeping programs read this file too.

use std::collections::BTreeMap;

pub(crate) const ACCOUNTS: [&str; 3] = ["cash:main", "vietcombank:1500000000001", "agribank:1500000000002"];
const EARMARKS: [&str; 3] = [
    "null",
    r#"{"beneficiary":null,"place":"82-30037","purpose":null}"#,
    r#"{"beneficiary":null,"place":null,"purpose":"food"}"#,
];
const DIGEST: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// A small generator of its own: the same year from the same seed, for ever.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, count: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % count
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[usize::try_from(self.below(list.len() as u64)).unwrap()]
    }

    fn amount(&mut self) -> u64 {
        1 + self.below(5_000_000_000)
    }
}

/// What may be referred to: running numbers given so far, and goods by hand.
#[derive(Default)]
pub(crate) struct Year {
    number: u64,
    /// Payments so far: they are numbered without a gap.
    paid: u64,
    payments: Vec<(u64, String, String, u64)>,
    lots: Vec<(u64, &'static str)>,
    shipments: Vec<(u64, u64, u64, &'static str)>,
    /// Value by item in warehouses, by hand.
    pub(crate) stock: BTreeMap<&'static str, i128>,
}

impl Year {
    /// The next event, in JSON.
    pub(crate) fn next(&mut self, dice: &mut Dice) -> String {
        self.number += 1;
        let (n, account, amount) = (self.number, dice.of(&ACCOUNTS), dice.amount());
        let earmark = dice.of(&EARMARKS);
        match dice.below(16) {
            0..=3 => {
                let donor = dice.of(&["person", "enterprise", "unidentified"]);
                let held = dice.below(9) == 0;
                format!(
                    r#"{{"receipt_recorded":{{"account":"{account}","amount":"{amount}","donor":"{donor}","earmark":{earmark},"held":{held},"receipt":{n}}}}}"#
                )
            }
            4 => {
                let donor = dice.of(&["person", "unidentified"]);
                format!(
                    r#"{{"receipt_reversed":{{"account":"{account}","amount":"-{amount}","donor":"{donor}","earmark":{earmark},"reason":"other","receipt":{n}}}}}"#
                )
            }
            5 => format!(
                r#"{{"receipt_identified":{{"account":"{account}","amount":"{amount}","donor":"person","earmark":{earmark},"held":false,"receipt":{n}}}}}"#
            ),
            6 => {
                let kind = dice.of(&["fee", "interest", "payment"]);
                format!(
                    r#"{{"bank_movement_recorded":{{"account":"{account}","amount":"{amount}","bank":{{}},"kind":"{kind}"}}}}"#
                )
            }
            7 => self.books(dice, account, amount, earmark),
            8 => Self::giving(dice, n, account, amount, earmark),
            9 | 10 => self.payment(dice, account, amount, earmark),
            11 => self.after_payment(dice, account, earmark),
            _ => self.goods(dice, amount % 1_000_000),
        }
    }

    fn books(&self, dice: &mut Dice, account: &str, amount: u64, earmark: &str) -> String {
        let n = self.number;
        let body = match dice.below(5) {
            0 => format!(
                r#""opening_balance_set":{{"account":"{account}","amount":"{amount}","earmark":{earmark}}}"#
            ),
            1 => format!(
                r#""money_sent":{{"amount":"{amount}","from":"{account}","movement":{n},"to":"cash:main","voucher":"PC-2021-{n:05}"}}"#
            ),
            2 => format!(r#""money_arrived":{{"account":"{account}","amount":"{amount}","movement":{n}}}"#),
            3 => format!(
                r#""cash_counted":{{"account":"{account}","booked":"{amount}","count":{n},"counted":"{}","voucher":"BBKK-2021-{n:05}"}}"#,
                dice.amount()
            ),
            _ => {
                let how = dice.of(&["recovered", "written_off", "taken_as_gift", "returned"]);
                let minus = if how == "recovered" || how == "written_off" { "-" } else { "" };
                format!(
                    r#""difference_settled":{{"account":"{account}","amount":"{minus}{amount}","count":{n},"how":"{how}"}}"#
                )
            }
        };
        format!(r#"{{"books":{{{body}}}}}"#)
    }

    fn giving(dice: &mut Dice, n: u64, account: &str, amount: u64, earmark: &str) -> String {
        let donor = dice.of(&["person", "unidentified"]);
        let body = match dice.below(3) {
            0 => format!(
                r#""earmark_released":{{"amount":"{amount}","evidence":"{DIGEST}","from":{earmark},"receipt":{n},"to":null}}"#
            ),
            1 => format!(
                r#""receipt_supplemented":{{"account":"{account}","amount":"{amount}","donor":"{donor}","earmark":{earmark},"receipt":{n},"voucher":"DC-2021-{n:05}"}}"#
            ),
            _ => format!(
                r#""held_receipt_taken":{{"account":"{account}","amount":"{amount}","decision":"1","donor":"{donor}","earmark":{earmark},"receipt":{n}}}"#
            ),
        };
        format!(r#"{{"giving":{{{body}}}}}"#)
    }

    fn payment(&mut self, dice: &mut Dice, account: &str, amount: u64, earmark: &str) -> String {
        let kind = dice.of(&[
            r#"{"advance":"team-1"}"#,
            r#"{"cost":{"organisation":"printer"}}"#,
            r#"{"purchase":"mill"}"#,
            r#"{"refund":{"receipt":1,"stood_as":"contribution"}}"#,
            r#"{"refund":{"receipt":1,"stood_as":"held"}}"#,
            r#"{"relief":{"area":"82-30037"}}"#,
            r#"{"transfer":{"area":"82"}}"#,
        ]);
        self.paid += 1;
        let n = self.paid;
        self.payments.push((n, kind.to_owned(), earmark.to_owned(), amount));
        format!(
            r#"{{"relief":{{"paid":{{"account":"{account}","amount":"{amount}","earmark":{earmark},"fee":"{}","kind":{kind},"payment":{n},"request":1,"voucher":"PC-2021-{n:05}"}}}}}}"#,
            dice.below(20_000)
        )
    }

    fn after_payment(&mut self, dice: &mut Dice, account: &str, earmark: &str) -> String {
        let n = self.number;
        let Some((payment, kind, tied, amount)) = self.payments.pop() else {
            return Self::giving(dice, n, account, n, earmark);
        };
        let body = if kind.contains("advance") {
            format!(
                r#""advance_settled":{{"account":"{account}","earmark":{tied},"evidence":"{DIGEST}","head":"food","payment":{payment},"returned":"{}","spent":"{}","team":"team-1","voucher":"TTTU-2021-{n:05}"}}"#,
                amount - amount / 3,
                amount / 3
            )
        } else {
            format!(
                r#""payment_reversed":{{"account":"{account}","amount":"-{amount}","earmark":{tied},"kind":{kind},"payment":{payment},"reason":"wrong","voucher":"DC-2021-{n:05}"}}"#
            )
        };
        format!(r#"{{"relief":{{{body}}}}}"#)
    }

    fn goods(&mut self, dice: &mut Dice, value: u64) -> String {
        let n = self.number;
        let dice_of_lots = dice.below(self.lots.len().max(1) as u64);
        let known = self.lots.get(usize::try_from(dice_of_lots).unwrap()).copied();
        let body = match (dice.below(7), known) {
            (1, Some((lot, item))) => {
                *self.stock.entry(item).or_default() -= i128::from(value);
                format!(
                    r#""goods_issued":{{"head":"food","issue":{n},"lines":[{{"lot":{lot},"quantity":"5","value":"{value}"}}],"to":{{"area":"82"}},"voucher":"PXK-2021-{n:05}","warehouse":"main"}}"#
                )
            }
            (2, Some((lot, item))) => {
                *self.stock.entry(item).or_default() -= i128::from(value);
                self.shipments.push((n, lot, value, item));
                format!(
                    r#""goods_sent":{{"from":"main","lines":[{{"lot":{lot},"quantity":"8","value":"{value}"}}],"shipment":{n},"to":"north","voucher":"PXK-2021-{n:05}"}}"#
                )
            }
            (3, Some((lot, item))) => {
                let short = if dice.below(2) == 0 { "-" } else { "" };
                let sign = if short.is_empty() { 1 } else { -1 };
                *self.stock.entry(item).or_default() += sign * i128::from(value);
                format!(
                    r#""stock_counted":{{"count":{n},"lines":[{{"booked":"9","counted":"9","lot":{lot},"value":"{short}{value}"}}],"voucher":"BBKK-2021-{n:05}","warehouse":"main"}}"#
                )
            }
            (4, Some((lot, item))) => {
                *self.stock.entry(item).or_default() -= i128::from(value);
                format!(
                    r#""goods_written_off":{{"lines":[{{"lot":{lot},"quantity":"1","value":"{value}"}}],"reason":"expired","request":1,"voucher":"PXK-2021-{n:05}","warehouse":"main"}}"#
                )
            }
            (5, _) if !self.shipments.is_empty() => {
                let (shipment, lot, sent, item) = self.shipments.remove(0);
                let missing = dice.below(sent + 1);
                *self.stock.entry(item).or_default() += i128::from(sent - missing);
                format!(
                    r#""goods_arrived":{{"lines":[{{"arrived":"7","damaged":"0","damaged_lot":null,"damaged_value":"0","lot":{lot},"sent":"8","value":"{}"}}],"shipment":{shipment}}}"#,
                    -i128::from(missing)
                )
            }
            _ => self.received(dice, value),
        };
        format!(r#"{{"goods":{{{body}}}}}"#)
    }

    fn received(&mut self, dice: &mut Dice, value: u64) -> String {
        let n = self.number;
        let item = dice.of(&["rice", "noodles", "water"]);
        let custody = dice.below(6) == 0;
        let owner = if custody { r#""custody":{"area":"87"},"# } else { "" };
        if !custody {
            self.lots.push((n, item));
            *self.stock.entry(item).or_default() += i128::from(value);
        }
        let source = dice.of(&[r#""gift""#, r#""opening""#, r#""gift""#]);
        let source = if source == r#""opening""# && !custody { r#""gift""# } else { source };
        format!(
            r#""goods_received":{{{owner}"donor":"person","lines":[{{"box_code":null,"condition":"new","counted":"10","expiry":null,"item":"{item}","lot":{n},"maker_lot":null,"quantity":"10","unit":"kg","value":"{value}","value_source":"invoice"}}],"receipt":{n},"source":{source},"voucher":"PNK-2021-{n:05}","warehouse":"main"}}"#
        )
    }
}
