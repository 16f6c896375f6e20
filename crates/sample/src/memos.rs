//! Memos in the shapes of the channels, as each bank prints them.

use crate::names::plain;
use crate::random::Random;

const WISHES: [&str; 14] = [
    "ung ho dong bao",
    "Ung ho quy phong chong dich",
    "UNG HO TINH DONG THAP",
    "chuyen tien ung ho",
    "chuyen tien",
    "chuyen tien",
    "gop chut long thanh",
    "chung tay vuot qua dich benh",
    "mong moi nguoi binh an",
    "ung ho ba con vung phong toa",
    "xin gop mot phan nho",
    "ho tro tuyen dau chong dich",
    "ung ho mua vat tu y te",
    "cua it long nhieu, mong ba con som vuot qua kho khan va tro lai cuoc song binh thuong",
];

/// Who sends, as far as a memo may tell.
pub(crate) struct Sender<'a> {
    pub(crate) name: &'a str,
    pub(crate) named: bool,
    pub(crate) account: &'a str,
}

/// The memo of a gift to the account `to` of a bank.
pub(crate) fn gift(random: &mut Random, profile: &str, sender: &Sender<'_>, to: &str) -> String {
    if random.chance(3) {
        return String::new();
    }
    if random.chance(4) {
        return random.digits(12);
    }
    let words = words(random, sender);
    match (profile, random.below(10)) {
        ("vietcombank", 0..4) => mbvcb(random, &words, sender, to, false),
        ("vietcombank", 4..8) => format!("{}.{}.{words}", random.digits(6), random.digits(6)),
        ("vietcombank", 8) => napas(random, &words, to),
        ("vietinbank", 0..4) => format!("CT nhanh 247 den: {words} (CT2021)"),
        ("vietinbank", 4..7) => format!("Chuyen tien den tu NAPAS Noi dung: {words}"),
        ("vietinbank", 7) => {
            format!("CT nhanh 247 den: MBVCB.{}.{}.{words}.", random.digits(10), random.digits(6))
        }
        ("agribank", 0..2) => mbvcb(random, &words, sender, to, true),
        ("agribank", 2) => format!("MB({})({words})", random.digits(6)),
        (_, 4..6) => format!("{words} FT21{}", random.digits(12)),
        (_, 6) => format!("IBFT {words}"),
        (_, 7) => format!("{} {} {words} qua MoMo", random.digits(11), phone(random)),
        (_, 8) => format!("ZP{} {words} qua Zalopay", random.digits(12)),
        _ => words,
    }
}

/// The bank's own lines.
pub(crate) fn fee(random: &mut Random) -> String {
    random
        .pick(&["THU PHI QUAN LY TAI KHOAN", "THU PHI SMS BANKING", "PHI DICH VU NGAN HANG DIEN TU"])
        .to_owned()
}

/// A phone number's shape, in a range that is given to nobody.
pub(crate) fn phone(random: &mut Random) -> String {
    format!("0990{}", random.digits(6))
}

fn words(random: &mut Random, sender: &Sender<'_>) -> String {
    let wish = random.pick(&WISHES);
    let phone = if random.chance(20) { format!(" sdt {}", phone(random)) } else { String::new() };
    if sender.named { format!("{} {wish}{phone}", plain(sender.name)) } else { format!("{wish}{phone}") }
}

fn mbvcb(random: &mut Random, words: &str, sender: &Sender<'_>, to: &str, through: bool) -> String {
    let through = if through { format!("{}.", random.digits(6)) } else { String::new() };
    let name = plain(sender.name);
    format!(
        "MBVCB.{}.{through}{words}.CT tu {} {name} toi {to} UBMTTQ VN TINH DONG THAP",
        random.digits(10),
        sender.account
    )
}

fn napas(random: &mut Random, words: &str, to: &str) -> String {
    let number = random.digits(26);
    format!("020097042{number}.{}.{}.Vietcombank:{to}:{words}", random.digits(5), random.digits(6))
}

/// The memo as another statement prints it: account numbers masked, wrapped elsewhere, the end cut.
pub(crate) fn reprint(memo: &str, account: &str) -> String {
    let mut memo = memo.to_owned();
    if let Some(kept) =
        account.len().checked_sub(3).and_then(|kept| account.get(..kept)).filter(|kept| !kept.is_empty())
    {
        memo = memo.replace(account, &format!("{kept}xxx"));
    }
    wrap(&memo.chars().take(90).collect::<String>(), 35)
}

/// Breaks a memo into printed lines of at most `width` letters, between words.
pub(crate) fn wrap(memo: &str, width: usize) -> String {
    let mut wrapped = String::with_capacity(memo.len());
    let mut column = 0_usize;
    for word in memo.split(' ') {
        if column > 0 {
            let fits = column.saturating_add(word.len()) < width;
            wrapped.push(if fits { ' ' } else { '\n' });
            column = if fits { column.saturating_add(1) } else { 0 };
        }
        wrapped.push_str(word);
        column = column.saturating_add(word.len());
    }
    wrapped
}
