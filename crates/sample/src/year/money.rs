//! Money that comes in by hand: gifts to the cash box, large gifts to the account at the State Treasury, and how it moves
//! between the fund's accounts. The last large gift makes the year's sum exact.

use domain::{
    AccountId, AccountKind, Command, DonorKind, Earmark, Event, ReceiptNo, RecordReceipt, Vnd, books,
};
use jiff::civil::{Date, date};

use super::author::{Author, Hour, Mistake, Told, Who, code, later, spread};
use super::figures::MONEY;
use super::{CASH, TREASURY, Texts, WINDOW};
use crate::{amounts, names};

/// Gifts to the cash box, beside those that have a story of their own.
const BY_HAND: usize = 3_600;
/// What stays in the cash box over night when the rest goes to the treasury.
const FLOAT: i64 = 40_000_000;

/// A gift as the treasurer takes it down.
#[derive(Clone, Debug)]
pub(super) struct Gift {
    pub(super) account: &'static str,
    pub(super) amount: i64,
    pub(super) donor: DonorKind,
    pub(super) earmark: Option<Earmark>,
    pub(super) texts: Texts,
}

impl Author {
    /// Draws all gifts of the window and puts them on the agenda.
    pub(super) fn plan_money(&mut self, places: &[domain::Code]) -> Told {
        let (first, last) = WINDOW;
        let days = u64::try_from(first.until(last).map_or(0, |span| span.get_days())).unwrap_or(0) + 1;
        let mut planned = self.bank.draw(&mut self.random, first, days);
        let mut gifts = (0..BY_HAND).map(|_| self.cash_gift(places)).collect::<Told<Vec<_>>>()?;
        let large = told_in_the_papers();
        let all = gifts.iter().chain(large.iter().map(|(_, gift)| gift));
        planned = all.map(|gift| gift.amount).fold(planned, i64::saturating_add);
        for (on, gift) in large {
            self.at(on, Hour::Morning, move |author| author.receive(&gift).map(drop));
        }
        self.plan_large(MONEY.saturating_sub(planned), first);
        gifts.sort_by_key(|gift| gift.amount % 997);
        let days = i64::try_from(days).unwrap_or(0);
        for (on, gift) in spread(gifts, first, days) {
            self.at(on, Hour::Morning, move |author| author.receive(&gift).map(drop));
        }
        self.at(last, Hour::Evening, Self::meet_the_sum);
        let mut friday = date(2021, 6, 4);
        while friday <= last {
            self.at(friday, Hour::Evening, Self::deposit);
            friday = later(friday, 7);
        }
        Ok(())
    }

    /// Four fifths of what is missing comes from enterprises, half of it on bank accounts in the first months.
    fn plan_large(&mut self, missing: i64, first: Date) {
        let shares: i64 = amounts::LARGE.iter().sum();
        for (place, share) in amounts::LARGE.into_iter().enumerate() {
            let amount = missing / 5 * 4 / shares * share / 10_000_000 * 10_000_000;
            if amount <= 0 {
                continue;
            }
            if place % 2 == 0 {
                self.bank.large(&mut self.random, place / 2 % 2, first, 70, amount);
                continue;
            }
            let gift = Gift {
                account: TREASURY,
                amount,
                donor: DonorKind::Enterprise,
                earmark: None,
                texts: named(names::enterprise(&mut self.random), "Ủng hộ Quỹ phòng, chống dịch"),
            };
            let on = later(first, i64::try_from(place).unwrap_or(0).saturating_mul(9).saturating_add(4));
            self.at(on, Hour::Morning, move |author| author.receive(&gift).map(drop));
        }
    }

    /// The last large gift: so much that the year's sum is met to the đồng.
    fn meet_the_sum(&mut self) -> Told {
        let known = self.tally.money + self.bank.ahead() + super::mishaps::TAKEN_LATE;
        let amount = MONEY.saturating_sub(known);
        let gift = Gift {
            account: TREASURY,
            amount,
            donor: DonorKind::Enterprise,
            earmark: None,
            texts: named(
                "Tổng công ty Phù Sa Đồng Tháp".to_owned(),
                "Ủng hộ đợt cuối, ngày kết thúc tiếp nhận",
            ),
        };
        self.receive(&gift).map(drop)
    }

    fn cash_gift(&mut self, places: &[domain::Code]) -> Told<Gift> {
        let random = &mut self.random;
        let (donor, name) = match random.below(10) {
            0..6 => (DonorKind::Person, names::person(random)),
            6 | 7 => (DonorKind::Organisation, names::organisation(random)),
            8 => (DonorKind::Enterprise, names::enterprise(random)),
            _ => (DonorKind::Anonymous, String::new()),
        };
        let amount = amounts::gift(random).max(10_000) / 1_000 * 1_000;
        let place = random.below(u64::try_from(places.len()).unwrap_or(0));
        let place = usize::try_from(place).ok().and_then(|place| places.get(place)).cloned();
        let purpose = random.pick(&["y-te", "luong-thuc", "doi-song"]);
        let earmark = match random.below(1000) {
            0..60 => Some(Earmark { beneficiary: None, place: None, purpose: Some(code(purpose)?) }),
            60..75 => Some(Earmark { beneficiary: None, place, purpose: None }),
            _ => None,
        };
        let note = format!("Ủng hộ tại {}", names::place(&mut self.random));
        Ok(Gift { account: CASH, amount, donor, earmark, texts: named(name, &note) })
    }

    /// Records a gift, and answers with its number.
    pub(super) fn receive(&mut self, gift: &Gift) -> Told<ReceiptNo> {
        let account: AccountId = gift.account.parse()?;
        let reference = (account.kind() == AccountKind::Bank).then(|| self.reference("GBC"));
        let record = Command::RecordReceipt(RecordReceipt {
            said: None,
            account,
            amount: Vnd::new(gift.amount),
            donor: gift.donor,
            earmark: gift.earmark.clone(),
            document_on: None,
            effective_on: self.on,
            reference,
            row: None,
        });
        let events = self.say(Who::Treasurer, record, vec![gift.texts.clone()])?;
        let recorded = events.iter().find_map(|event| match event {
            Event::ReceiptRecorded(event) => Some(event.receipt),
            _ => None,
        });
        recorded.ok_or(Mistake::Missing("ReceiptRecorded"))
    }

    /// What lies in the cash box above the float goes to the treasury and arrives the same day.
    fn deposit(&mut self) -> Told {
        let (cash, treasury): (AccountId, AccountId) = (CASH.parse()?, TREASURY.parse()?);
        let rest = self.free(&cash).saturating_sub(FLOAT) / 1_000_000 * 1_000_000;
        if rest > 0 {
            let movement = self.send(&cash, &treasury, rest, None)?;
            self.arrive(movement, rest)?;
        }
        Ok(())
    }

    /// What an account holds that nobody has asked for.
    pub(super) fn free(&self, account: &AccountId) -> i64 {
        self.balance(account).saturating_sub(self.committed.get(account).copied().unwrap_or(0))
    }

    /// Money leaves for another account of the fund.
    pub(super) fn send(
        &mut self,
        from: &AccountId,
        to: &AccountId,
        amount: i64,
        reference: Option<String>,
    ) -> Told<domain::MoveNo> {
        let (amount, from, to) = (Vnd::new(amount), from.clone(), to.clone());
        let send = books::Command::SendMoney(books::SendMoney { amount, from, reference, to });
        let events = self.books(Who::Treasurer, send, "")?;
        let sent = events.iter().find_map(|event| match event {
            Event::Books(event) => match event.as_ref() {
                books::Event::MoneySent(event) => Some(event.movement),
                _ => None,
            },
            _ => None,
        });
        sent.ok_or(Mistake::Missing("MoneySent"))
    }

    /// Moved money has arrived.
    pub(super) fn arrive(&mut self, movement: domain::MoveNo, amount: i64) -> Told {
        let arrived = books::ReceiveMoney { amount: Vnd::new(amount), movement, receipt: None };
        self.books(Who::SecondTreasurer, books::Command::ReceiveMoney(arrived), "").map(drop)
    }

    /// A reference that no other paper of the year has.
    pub(super) fn reference(&mut self, letters: &str) -> String {
        self.references = self.references.saturating_add(1);
        format!("{letters}21{:06}", self.references)
    }
}

/// Gifts that were written about.
fn told_in_the_papers() -> Vec<(Date, Gift)> {
    let gift = |amount, donor, name: &str, note: &str| Gift {
        account: TREASURY,
        amount,
        donor,
        earmark: None,
        texts: named(name.to_owned(), note),
    };
    let organisation = DonorKind::Organisation;
    vec![
        (
            date(2021, 10, 19),
            gift(
                3_073_000_000,
                organisation,
                "Liên đoàn Lao động tỉnh Đồng Tháp",
                "Bảng tượng trưng ngày 19/10",
            ),
        ),
        (
            date(2021, 11, 6),
            gift(300_000_000, organisation, "Đoàn công tác tỉnh Long An", "Hỗ trợ tỉnh bạn chống dịch"),
        ),
    ]
}

/// The texts of somebody with a name, who said something.
pub(super) fn named(name: String, note: &str) -> Texts {
    Texts { name, note: note.to_owned() }
}
