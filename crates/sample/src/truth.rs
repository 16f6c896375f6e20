//! What really happened on one account: the bookings, oldest first, before any bank prints them.

use jiff::ToSpan;
use jiff::civil::{Date, Time};

use crate::amounts;
use crate::memos::{self, Sender};
use crate::names;
use crate::random::Random;

/// One booking.
#[derive(Clone, Debug)]
pub(crate) struct Booking {
    pub(crate) date: Date,
    pub(crate) time: Time,
    pub(crate) credit: bool,
    pub(crate) amount: i64,
    pub(crate) reference: String,
    pub(crate) memo: String,
    /// The sender's account number.
    pub(crate) account: String,
    /// The sender's name as the bank knows it, or what stands in its place.
    pub(crate) name: String,
    /// The amount is printed over the memo.
    pub(crate) garbled: bool,
}

/// The account that the bookings are on.
pub(crate) struct Place<'a> {
    pub(crate) profile: &'a str,
    pub(crate) number: &'a str,
    pub(crate) first: Date,
    /// Days of the campaign, at least one.
    pub(crate) days: u64,
}

/// Draws `count` bookings: gifts, a fee each month, twins, and at Agribank amounts that cannot be read.
pub(crate) fn draw(random: &mut Random, place: &Place<'_>, count: usize) -> Vec<Booking> {
    let mut moments: Vec<(u64, u64)> = (0..count).map(|_| moment(random, place.days)).collect();
    moments.sort_unstable();
    let mut bookings: Vec<Booking> = Vec::with_capacity(count);
    for (index, (day, second)) in moments.into_iter().enumerate() {
        let twin = bookings.last().filter(|_| random.chance(2)).cloned();
        let booking = match twin {
            Some(twin) if twin.credit => twin,
            _ if index % 2500 == 2400 => fee(random, place, (day, second)),
            _ => gift(random, place, (day, second)),
        };
        bookings.push(booking);
    }
    bookings
}

/// More gifts in the first weeks, none at night.
fn moment(random: &mut Random, days: u64) -> (u64, u64) {
    let day = random.below(days).min(random.below(days));
    (day, random.within(6 * 3600, 22 * 3600))
}

fn gift(random: &mut Random, place: &Place<'_>, at: (u64, u64)) -> Booking {
    let name = match random.below(1000) {
        0..20 => names::organisation(random),
        20..35 => names::enterprise(random),
        _ => names::person(random),
    };
    let account = format!("0{}", random.digits(11));
    let sender = Sender { name: &name, named: random.chance(450), account: &account };
    let memo = memos::gift(random, place.profile, &sender, place.number);
    let hidden = random.chance(40);
    let name = if hidden {
        random.pick(&["ACC", "MOMOIBFT", "MBBANK IBFT"]).to_owned()
    } else {
        names::plain(&name)
    };
    let garbled = place.profile == "agribank" && random.chance(2);
    let amount = amounts::gift(random);
    booking(random, place, at, Draft { credit: true, amount, memo, account, name, garbled })
}

fn fee(random: &mut Random, place: &Place<'_>, at: (u64, u64)) -> Booking {
    let memo = memos::fee(random);
    let amount = random.pick(&[11_000_i64, 22_000, 55_000]);
    let draft =
        Draft { credit: false, amount, memo, account: String::new(), name: String::new(), garbled: false };
    booking(random, place, at, draft)
}

/// A large gift of an enterprise, with its name in the memo.
pub(crate) fn large(random: &mut Random, place: &Place<'_>, amount: i64) -> Booking {
    let at = moment(random, place.days);
    let name = names::plain(&names::enterprise(random));
    let memo = format!("{name} ung ho quy cuu tro tinh Dong Thap");
    let account = format!("0{}", random.digits(11));
    booking(random, place, at, Draft { credit: true, amount, memo, account, name, garbled: false })
}

/// What a booking is before it has a place in time.
struct Draft {
    credit: bool,
    amount: i64,
    memo: String,
    account: String,
    name: String,
    garbled: bool,
}

fn booking(random: &mut Random, place: &Place<'_>, (day, second): (u64, u64), draft: Draft) -> Booking {
    let days = i64::try_from(day).unwrap_or(0);
    let part = |number: u64| i8::try_from(number).unwrap_or(0);
    let reference = match place.profile {
        // A small pool: numbers come again for other transfers, at times on the same day.
        "vietcombank" => format!("52{:02}.{}", random.below(90), random.within(10_000, 10_400)),
        "vietinbank" => String::new(),
        "agribank" => random.digits(7),
        _ => format!("FT21{}", random.digits(10)),
    };
    Booking {
        date: place.first.checked_add(days.days()).unwrap_or(place.first),
        time: Time::new(part(second / 3600), part(second / 60 % 60), part(second % 60), 0)
            .unwrap_or_default(),
        credit: draft.credit,
        amount: draft.amount,
        reference,
        memo: draft.memo,
        account: draft.account,
        name: draft.name,
        garbled: draft.garbled,
    }
}
