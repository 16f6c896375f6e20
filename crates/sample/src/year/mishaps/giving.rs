//! Gifts with a story: entered twice or wrongly, too small, of nobody, given back, promised, released, late.

use domain::giving::{
    Command, Event, FulfilPledge, Fulfilment, LapsePledge, RegisterPledge, ReleaseEarmark, SupplementReceipt,
    TakeHeldReceipt,
};
use domain::relief::{Content, RefundContent, RefundReason};
use domain::{
    AccountId, DonorKind, Earmark, IdentifyReceipt, PledgeNo, ReceiptNo, ReversalReason, ReverseReceipt, Vnd,
};
use jiff::civil::{Date, date};

use crate::names;
use crate::year::author::{Author, Hour, Mistake, Told, Who, code, later};
use crate::year::money::{Gift, named};
use crate::year::{CASH, TREASURY, Texts};

/// A gift that came after the window and was taken by decision.
pub(in crate::year) const TAKEN_LATE: i64 = 25_000_000;
/// Gifts entered twice, and as many with a wrong amount.
const WRONG: i64 = 12;
/// Transfers of which nobody can tell whose they are; of every four, one is given back.
const UNKNOWN: i64 = 16;

impl Author {
    pub(super) fn plan_gift_stories(&mut self) {
        for number in 0..WRONG {
            let on = later(date(2021, 6, 9), number * 13);
            self.at(on, Hour::Noon, Self::entered_twice);
            self.at(later(on, 3), Hour::Noon, Self::entered_wrongly);
            self.at(later(on, 6), Hour::Noon, Self::entered_too_small);
        }
        for number in 0..UNKNOWN {
            let on = later(date(2021, 6, 14), number * 9);
            self.at(on, Hour::Noon, move |author| author.of_nobody(number % 4 == 3));
        }
        self.at(date(2021, 11, 3), Hour::Noon, Self::donors_come_forward);
        self.plan_misdirected();
        self.at(date(2021, 6, 22), Hour::Noon, Self::promised_in_parts);
        self.at(date(2021, 7, 6), Hour::Noon, Self::promised_in_vain);
        self.at(date(2021, 8, 4), Hour::Noon, Self::released);
        self.at(date(2021, 7, 21), Hour::Noon, |author| author.spoil(domain::Series::Pt, code("viet-hong")?));
    }

    pub(super) fn plan_late_gifts(&mut self) {
        self.at(date(2021, 12, 3), Hour::Morning, |author| {
            let late = Gift {
                amount: TAKEN_LATE,
                donor: DonorKind::Organisation,
                texts: named("Nhóm thiện nguyện Tháp Mười".to_owned(), "Quyên góp tại chợ huyện"),
                ..author.gift(CASH, DonorKind::Person)
            };
            let receipt = author.receive(&late)?;
            author.after(9, Hour::Noon, move |author| {
                let decision = "Quyết định 41/QĐ-MTTQ-BVĐ ngày 12/12/2021".to_owned();
                let take = Command::TakeHeldReceipt(TakeHeldReceipt { decision, receipt });
                author.giving(Who::Approver, take, Texts::default()).map(drop)
            });
            Ok(())
        });
        self.at(date(2021, 12, 7), Hour::Morning, |author| {
            let late = Gift { amount: 15_000_000, ..author.gift(TREASURY, DonorKind::Enterprise) };
            let receipt = author.receive(&late)?;
            author.refund(receipt, late.amount, RefundReason::AfterWindow)
        });
    }

    /// A gift like others, of somebody.
    fn gift(&mut self, account: &'static str, donor: DonorKind) -> Gift {
        let amount = self.amount(500_000, 9_000_000, 100_000).dong();
        let name = match donor {
            DonorKind::Unidentified => String::new(),
            DonorKind::Enterprise => names::enterprise(&mut self.random),
            _ => names::person(&mut self.random),
        };
        Gift { account, amount, donor, earmark: None, texts: named(name, "") }
    }

    fn reverse(&mut self, receipt: ReceiptNo, reason: ReversalReason, why: &str) -> Told {
        let reverse = ReverseReceipt { receipt, reason, effective_on: self.on, row: None };
        let texts = vec![named(String::new(), why)];
        let events = self.say(Who::Treasurer, domain::Command::ReverseReceipt(reverse), texts)?;
        self.sign(&events)
    }

    fn entered_twice(&mut self) -> Told {
        let gift = self.gift(CASH, DonorKind::Person);
        self.receive(&gift)?;
        let second = self.receive(&gift)?;
        self.reverse(second, ReversalReason::RecordedTwice, "Hai người cùng nhập một phiếu")
    }

    fn entered_wrongly(&mut self) -> Told {
        let gift = self.gift(CASH, DonorKind::Person);
        let wrong = self.receive(&Gift { amount: gift.amount * 10, ..gift.clone() })?;
        self.reverse(wrong, ReversalReason::WrongAmount, "Gõ thừa một số 0")?;
        self.receive(&gift).map(drop)
    }

    fn entered_too_small(&mut self) -> Told {
        let gift = self.gift(CASH, DonorKind::Person);
        let receipt = self.receive(&gift)?;
        let amount = Vnd::new(200_000);
        let supplement = Command::SupplementReceipt(SupplementReceipt { amount, receipt, row: None });
        let events =
            self.giving(Who::Treasurer, supplement, named(String::new(), "Đếm thiếu một tờ 200.000"))?;
        self.sign(&events)
    }

    fn of_nobody(&mut self, given_back: bool) -> Told {
        let gift = self.gift(TREASURY, DonorKind::Unidentified);
        let receipt = self.receive(&gift)?;
        if given_back {
            self.after(20, Hour::Noon, move |author| {
                author.refund(receipt, gift.amount, RefundReason::Unidentified)
            });
        } else {
            self.after(12, Hour::Noon, move |author| author.identify(receipt));
        }
        Ok(())
    }

    fn identify(&mut self, receipt: ReceiptNo) -> Told {
        let donor = DonorKind::Person;
        let identify = IdentifyReceipt { receipt, donor, earmark: None, effective_on: self.on, row: None };
        let texts = named(names::person(&mut self.random), "Người gửi mang ủy nhiệm chi đến đối chiếu");
        self.say(Who::Treasurer, domain::Command::IdentifyReceipt(identify), vec![texts]).map(drop)
    }

    /// Every second line of the statements that says nothing finds its donor.
    fn donors_come_forward(&mut self) -> Told {
        let unknown: Vec<_> = self.bank.unknown.iter().step_by(2).copied().collect();
        unknown.into_iter().try_for_each(|receipt| self.identify(receipt))
    }

    /// Gifts that were meant for another fund go back to each sender, one by one.
    fn plan_misdirected(&mut self) {
        for days in 0..3 {
            self.at(later(date(2021, 7, 14), days * 2), Hour::Noon, |author| {
                let gift = author.gift(TREASURY, DonorKind::Person);
                let receipt = author.receive(&gift)?;
                author.after(5, Hour::Noon, move |author| {
                    author.refund(receipt, gift.amount, RefundReason::Misdirected)
                });
                Ok(())
            });
        }
    }

    /// Asked for, approved, paid back, with the bank's fee.
    fn refund(&mut self, receipt: ReceiptNo, amount: i64, reason: RefundReason) -> Told {
        let account: AccountId = TREASURY.parse()?;
        let content = RefundContent { account: account.clone(), amount: Vnd::new(amount), reason, receipt };
        let request = self.ask(Who::Treasurer, Content::Refund(content), "Hoàn trả cho người gửi")?;
        self.after(1, Hour::Noon, move |author| {
            author.approve(&request)?;
            author.after(1, Hour::Noon, move |author| {
                author.pay_with_fee(&account, request.number, amount, 22_000).map(drop)
            });
            Ok(())
        });
        Ok(())
    }

    fn pledge(&mut self, amount: i64, due_on: Date) -> Told<PledgeNo> {
        let register = Command::RegisterPledge(RegisterPledge {
            amount: Some(Vnd::new(amount)),
            donor: DonorKind::Enterprise,
            due_on: Some(due_on),
            earmark: None,
            goods: Vec::new(),
            row: None,
        });
        let name = names::enterprise(&mut self.random);
        let events = self.giving(Who::Treasurer, register, named(name, "Đăng ký tại lễ phát động"))?;
        let pledge = events.iter().find_map(|event| match event {
            domain::Event::Giving(event) => match event.as_ref() {
                Event::PledgeRegistered(event) => Some(event.pledge),
                _ => None,
            },
            _ => None,
        });
        pledge.ok_or(Mistake::Missing("PledgeRegistered"))
    }

    fn promised_in_parts(&mut self) -> Told {
        let pledge = self.pledge(500_000_000, date(2021, 9, 30))?;
        for (days, amount) in [(10, 200_000_000), (45, 300_000_000)] {
            self.after(days, Hour::Noon, move |author| {
                let part = Gift { amount, ..author.gift(TREASURY, DonorKind::Enterprise) };
                let by = Fulfilment::Receipt(author.receive(&part)?);
                let fulfil = FulfilPledge { amount: Some(Vnd::new(amount)), by, pledge };
                author.giving(Who::Treasurer, Command::FulfilPledge(fulfil), Texts::default()).map(drop)
            });
        }
        Ok(())
    }

    fn promised_in_vain(&mut self) -> Told {
        let pledge = self.pledge(1_000_000_000, date(2021, 10, 31))?;
        self.after(30, Hour::Noon, move |author| {
            let part = Gift { amount: 150_000_000, ..author.gift(TREASURY, DonorKind::Enterprise) };
            let by = Fulfilment::Receipt(author.receive(&part)?);
            let fulfil = FulfilPledge { amount: Some(Vnd::new(part.amount)), by, pledge };
            author.giving(Who::Treasurer, Command::FulfilPledge(fulfil), Texts::default()).map(drop)
        });
        self.at(date(2021, 11, 15), Hour::Noon, move |author| {
            let lapse = Command::LapsePledge(LapsePledge { pledge });
            author.giving(Who::Treasurer, lapse, Texts::default()).map(drop)
        });
        Ok(())
    }

    /// Money for beds of a hospital that has enough of them: the donor lets the fund use it freely.
    fn released(&mut self) -> Told {
        let purpose = Some(code("giuong-benh")?);
        let earmark = Some(Earmark { beneficiary: None, place: None, purpose });
        let gift = Gift { amount: 300_000_000, earmark, ..self.gift(TREASURY, DonorKind::Enterprise) };
        let receipt = self.receive(&gift)?;
        self.after(33, Hour::Noon, move |author| {
            let (amount, evidence) = (Vnd::new(gift.amount), author.paper()?);
            let release = ReleaseEarmark { amount, evidence, receipt, row: None, to: None };
            let texts = named(gift.texts.name, "Thư đồng ý chuyển mục đích");
            author.giving(Who::Treasurer, Command::ReleaseEarmark(release), texts).map(drop)
        });
        Ok(())
    }
}
