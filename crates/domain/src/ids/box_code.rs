//! Codes on boxes and trucks: `DONG-B0ABD` is box 331 of the fund whose id starts with `dong`.
//!
//! A code follows from the fund and a running number, so it is unique without a register, and what it means can be read
//! off it again. The last sign checks all others: any one wrong sign, and any two neighbours exchanged, are noticed.

use super::{BoxCode, FundId, IssueNo, LotNo, ShipmentNo};

/// What carries the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Boxed {
    /// Goods on their way to those they are meant for.
    Issue(IssueNo),
    /// A lot in a warehouse.
    Lot(LotNo),
    /// A truck between warehouses.
    Shipment(ShipmentNo),
}

/// Digits and capital letters without those that look like others: I, L, O and U.
const SIGNS: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'M',
    'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];
/// Signs of the fund's id in front.
const PREFIX: usize = 4;
/// A number has at least so many signs.
const DIGITS: usize = 3;

impl Boxed {
    /// The code, the same for ever.
    pub fn code(self, fund: &FundId) -> BoxCode {
        let (kind, number) = match self {
            Self::Issue(issue) => ('X', issue.get()),
            Self::Lot(lot) => ('B', lot.get()),
            Self::Shipment(shipment) => ('T', shipment.get()),
        };
        let prefix = prefix(fund);
        let body = format!("{kind}{}", written(number));
        let check = sign(check(prefix.chars().chain(body.chars())));
        BoxCode(format!("{prefix}-{body}{check}"))
    }

    /// What a code of this fund means, typed by hand: small letters, spaces, a missing hyphen, O for 0 do no harm.
    /// `None` where it is mistyped or another fund's.
    pub fn read(text: &str, fund: &FundId) -> Option<Self> {
        let signs = text.chars().filter(|sign| !matches!(sign, ' ' | '-'));
        let typed: Vec<char> = signs.map(plain).collect::<Option<_>>()?;
        let prefix: Vec<char> = prefix(fund).chars().filter_map(plain).collect();
        let body = typed.strip_prefix(prefix.as_slice())?;
        if check(typed.iter().copied()) != 0 {
            return None;
        }
        let (kind, digits) = body.split_last()?.1.split_first()?;
        let number = number(digits)?;
        match kind {
            'X' => Some(Self::Issue(IssueNo::new(number))),
            'B' => Some(Self::Lot(LotNo::new(number))),
            'T' => Some(Self::Shipment(ShipmentNo::new(number))),
            _ => None,
        }
    }
}

fn prefix(fund: &FundId) -> String {
    let signs = fund.as_str().chars().filter(char::is_ascii_alphanumeric);
    signs.take(PREFIX).map(|sign| sign.to_ascii_uppercase()).collect()
}

fn written(number: u64) -> String {
    let mut signs = Vec::new();
    let mut rest = number;
    while rest > 0 || signs.len() < DIGITS {
        signs.push(sign(u8::try_from(rest & 31).unwrap_or(0)));
        rest >>= 5;
    }
    signs.into_iter().rev().collect()
}

/// A number above zero in its one spelling.
fn number(digits: &[char]) -> Option<u64> {
    let digit = |number: u64, sign: &char| number.checked_mul(32)?.checked_add(u64::from(value(*sign)?));
    let number = digits.iter().try_fold(0, digit)?;
    (number > 0 && written(number).chars().eq(digits.iter().copied())).then_some(number)
}

fn sign(value: u8) -> char {
    SIGNS.get(usize::from(value)).copied().unwrap_or('0')
}

/// A sign as it stands in the alphabet.
fn plain(typed: char) -> Option<char> {
    value(typed).map(sign)
}

/// The value of a sign; one that was left out of the alphabet counts as the one that it looks like.
fn value(sign: char) -> Option<u8> {
    let sign = match sign.to_ascii_uppercase() {
        'I' | 'L' => '1',
        'O' => '0',
        'U' => 'V',
        sign => sign,
    };
    SIGNS.iter().position(|known| *known == sign).and_then(|place| u8::try_from(place).ok())
}

/// A weighted sum in the field of 32 elements, where a sign weighs twice (x times) the one after it. The factors of
/// neighbours differ, and neither they nor their difference is zero: so both kinds of mistake change the sum. The
/// sum of a code is the sign that brings it to zero.
fn check(signs: impl Iterator<Item = char>) -> u8 {
    signs.filter_map(value).fold(0, |sum, value| twice(sum ^ value))
}

/// Times x, modulo x^5 + x^2 + 1.
fn twice(value: u8) -> u8 {
    let shifted = value << 1;
    if shifted & 32 == 0 { shifted } else { (shifted ^ 0b10_0101) & 31 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn funds() -> impl Strategy<Value = FundId> {
        "[a-z0-9][a-z0-9-]{0,12}".prop_map(|id| id.parse().unwrap())
    }

    fn boxes() -> impl Strategy<Value = Boxed> {
        let number = prop_oneof![1_u64..40_000, 1..=u64::MAX];
        (0..3, number).prop_map(|(kind, number)| match kind {
            0 => Boxed::Issue(IssueNo::new(number)),
            1 => Boxed::Lot(LotNo::new(number)),
            _ => Boxed::Shipment(ShipmentNo::new(number)),
        })
    }

    #[test]
    fn a_code_is_short_and_stays_as_it_is() {
        let fund: FundId = "dong-thap-2021".parse().unwrap();
        let shown = |boxed: Boxed| boxed.code(&fund).to_string();
        assert_eq!(shown(Boxed::Lot(LotNo::new(331))), "DONG-B0ABD");
        assert_eq!(shown(Boxed::Shipment(ShipmentNo::new(1))), "DONG-T0019");
        for typed in ["dong-b0abd", "D0NG B0ABD", "DONGBOABD"] {
            assert_eq!(Boxed::read(typed, &fund), Some(Boxed::Lot(LotNo::new(331))), "{typed}");
        }
        for bad in ["", "DONG", "DONG-B0AB", "YAGI-B0ABD", "DONG-B0ABD0", "ĐONG-B0ABD"] {
            assert_eq!(Boxed::read(bad, &fund), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn a_code_is_well_formed_and_reads_back(fund in funds(), boxed in boxes()) {
            let code = boxed.code(&fund);
            prop_assert_eq!(code.as_str().parse::<BoxCode>(), Ok(code.clone()));
            prop_assert_eq!(Boxed::read(code.as_str(), &fund), Some(boxed));
        }

        #[test]
        fn one_wrong_sign_and_two_exchanged_ones_are_noticed(fund in funds(), boxed in boxes()) {
            let code: Vec<char> = boxed.code(&fund).as_str().chars().filter(|sign| *sign != '-').collect();
            let read = |signs: &[char]| Boxed::read(&signs.iter().collect::<String>(), &fund);
            for (place, sign) in code.iter().enumerate() {
                for other in SIGNS.into_iter().filter(|other| value(*other) != value(*sign)) {
                    let mut wrong = code.clone();
                    wrong[place] = other;
                    prop_assert_eq!(read(&wrong), None);
                }
            }
            for (place, pair) in code.windows(2).enumerate() {
                if value(pair[0]) != value(pair[1]) {
                    let mut wrong = code.clone();
                    wrong.swap(place, place.saturating_add(1));
                    prop_assert_eq!(read(&wrong), None);
                }
            }
        }
    }
}
