//! Requests and payments with a story: refused, held, changed, withdrawn, paid back by the bank, paid in advance, bought
//! with, approved by a deputy, on its way over the end of a month.

use std::rc::Rc;

use domain::relief::{
    AmendRequest, Command, Content, DeclareInterest, Event, HoldRequest, PaymentContent, PaymentKind,
    Recipient, RefuseRequest, ReversePayment, SettleAdvance, WithdrawRequest,
};
use domain::{AccountId, Code, Earmark, Party, PaymentNo, Vnd, books, goods};
use jiff::civil::date;

use crate::year::author::{Author, Hour, Mistake, Told, Who, code};
use crate::year::catalogue::Piece;
use crate::year::network::team;
use crate::year::places::Commune;
use crate::year::requests::Request;
use crate::year::rounds::of_group;
use crate::year::{CASH, TREASURY};

impl Author {
    pub(super) fn plan_request_stories(&mut self, communes: &[Rc<Commune>]) {
        self.at(date(2021, 7, 8), Hour::Noon, Self::refused);
        self.at(date(2021, 7, 15), Hour::Noon, Self::held_and_changed);
        self.at(date(2021, 8, 5), Hour::Noon, Self::withdrawn);
        self.at(date(2021, 8, 18), Hour::Noon, Self::paid_back_by_the_bank);
        self.at(date(2021, 9, 6), Hour::Noon, Self::delegate);
        self.at(date(2021, 9, 8), Hour::Noon, Self::approved_by_the_deputy);
        self.at(date(2021, 7, 28), Hour::Noon, Self::bought);
        self.at(date(2021, 10, 14), Hour::Noon, Self::bought_for_a_purpose);
        self.at(date(2021, 9, 13), Hour::Noon, Self::help_other_provinces_with_money);
        self.at(date(2021, 9, 30), Hour::Noon, Self::on_its_way);
        self.at(date(2021, 12, 28), Hour::Noon, Self::waiting_at_the_end);
        self.at(date(2021, 6, 3), Hour::Noon, |author| {
            let party = Party::Organisation(code("ncc-van-tai")?);
            let declare = DeclareInterest { party, person: Who::SecondApprover.actor()? };
            author.relief(Who::SecondApprover, Command::DeclareInterest(declare), "").map(drop)
        });
        if let Some(commune) = communes.first() {
            let [settled, open] = [Rc::clone(commune), Rc::clone(commune)];
            self.at(date(2021, 8, 9), Hour::Noon, move |author| author.advance(1, &settled, true));
            self.at(date(2021, 10, 8), Hour::Noon, move |author| author.advance(2, &open, false));
        }
    }

    /// A payment of the fund's own, from the treasury.
    fn payment(amount: i64, head: &str, kind: PaymentKind) -> Told<PaymentContent> {
        Ok(PaymentContent {
            account: TREASURY.parse()?,
            allocation: None,
            amount: Vnd::new(amount),
            earmark: None,
            head: code(head)?,
            kind,
            recipients: Vec::new(),
        })
    }

    fn transport_cost(amount: i64) -> Told<Content> {
        let carrier = Party::Organisation(code("ncc-van-tai")?);
        Ok(Content::Payment(Self::payment(amount, "van-chuyen", PaymentKind::Cost(carrier))?))
    }

    fn refused(&mut self) -> Told {
        let request = self.ask(Who::Treasurer, Self::transport_cost(48_000_000)?, "Thuê xe tải tháng 7")?;
        self.after(1, Hour::Noon, move |author| {
            let refuse = RefuseRequest { request: request.number, row: None };
            let why = "Đã có xe của Bộ Chỉ huy Quân sự tỉnh";
            author.relief(Who::Approver, Command::RefuseRequest(refuse), why).map(drop)
        });
        Ok(())
    }

    /// Held for a missing quotation, changed to what it says, approved as changed, paid.
    fn held_and_changed(&mut self) -> Told {
        let request = self.ask(Who::Treasurer, Self::transport_cost(36_000_000)?, "Thuê xe lạnh")?;
        self.after(1, Hour::Noon, move |author| {
            let number = request.number;
            let hold = HoldRequest { request: number, row: None };
            author.relief(Who::Approver, Command::HoldRequest(hold), "Thiếu báo giá thứ hai")?;
            author.after(2, Hour::Noon, move |author| {
                let amend = AmendRequest {
                    content: Self::transport_cost(31_500_000)?,
                    evidence: vec![],
                    request: number,
                };
                let events = author.relief(Who::Treasurer, Command::AmendRequest(amend), "")?;
                let digest = events.iter().find_map(|event| match event {
                    domain::Event::Relief(event) => match event.as_ref() {
                        Event::RequestAmended(event) => Some(event.digest.clone()),
                        _ => None,
                    },
                    _ => None,
                });
                let digest = digest.ok_or(Mistake::Missing("RequestAmended"))?;
                author.approve(&Request { number, digest, value: 31_500_000 })?;
                author.pay(&TREASURY.parse()?, number, 31_500_000).map(drop)
            });
            Ok(())
        });
        Ok(())
    }

    /// What the approvers find on their desks when the year is over: one request that nobody has seen, one that needs a
    /// second approval.
    fn waiting_at_the_end(&mut self) -> Told {
        let why = "Thuê xe chở gạo Tết cho ba xã vùng sâu, theo báo giá đính kèm";
        self.ask(Who::Treasurer, Self::transport_cost(18_500_000)?, why)?;
        let rice = PaymentKind::Purchase(code("ncc-luong-thuc")?);
        let content = Content::Payment(Self::payment(286_000_000, "luong-thuc", rice)?);
        let request = self.ask(Who::Treasurer, content, "Mua 22 tấn gạo dự trữ phát trước Tết Nhâm Dần")?;
        self.approve_as(Who::Approver, &request)
    }

    fn withdrawn(&mut self) -> Told {
        let request = self.ask(Who::Treasurer, Self::transport_cost(12_000_000)?, "Thuê ghe")?;
        self.after(2, Hour::Noon, move |author| {
            let withdraw = WithdrawRequest { request: request.number };
            author.relief(Who::Treasurer, Command::WithdrawRequest(withdraw), "").map(drop)
        });
        Ok(())
    }

    /// The number of the payee's account was wrong: the money comes back, and is asked for again.
    fn paid_back_by_the_bank(&mut self) -> Told {
        let treasury: AccountId = TREASURY.parse()?;
        let request =
            self.ask(Who::Treasurer, Self::transport_cost(27_000_000)?, "Chở gạo đi kho Hồng Ngự")?;
        self.approve(&request)?;
        let payment = self.pay(&treasury, request.number, 27_000_000)?;
        self.after(2, Hour::Noon, move |author| {
            let reason = code("ngan-hang-tra-lai")?;
            let reverse = ReversePayment { payment, reason, row: None };
            let why = "Sai số tài khoản người hưởng";
            let events = author.relief(Who::Treasurer, Command::ReversePayment(reverse), why)?;
            author.sign(&events)?;
            let again = author.ask(Who::Treasurer, Self::transport_cost(27_000_000)?, "Chi lại")?;
            author.approve(&again)?;
            author.pay(&treasury, again.number, 27_000_000).map(drop)
        });
        Ok(())
    }

    fn approved_by_the_deputy(&mut self) -> Told {
        let request = self.ask(Who::Treasurer, Self::printing(9_800_000)?, "In danh sách ký nhận")?;
        self.approve_as(Who::Deputy, &request)?;
        self.pay(&TREASURY.parse()?, request.number, 9_800_000).map(drop)
    }

    fn printing(amount: i64) -> Told<Content> {
        let printer = Party::Organisation(code("ncc-thiet-bi-y-te")?);
        Ok(Content::Payment(Self::payment(amount, "in-an", PaymentKind::Cost(printer))?))
    }

    /// Rice from a supplier, taken into stock against the payment.
    fn bought(&mut self) -> Told {
        let content =
            Self::payment(640_000_000, "luong-thuc", PaymentKind::Purchase(code("ncc-luong-thuc")?))?;
        self.buy(content, Piece { item: "gao", count: 50_000, value: 640_000_000, expiry: None })
    }

    /// What was given for medical purposes buys tests.
    fn bought_for_a_purpose(&mut self) -> Told {
        let purpose = Some(code("y-te")?);
        let earmark = Some(Earmark { beneficiary: None, place: None, purpose });
        let pot = i64::try_from(self.state.pots.of(earmark.as_ref()).balance()).unwrap_or(0);
        let amount = pot / 90_000 * 90_000;
        if amount <= 0 {
            return Ok(());
        }
        let kind = PaymentKind::Purchase(code("ncc-thiet-bi-y-te")?);
        let content = PaymentContent { earmark, ..Self::payment(amount, "y-te", kind)? };
        self.buy(content, Piece { item: "test-nhanh", count: amount / 90_000, value: amount, expiry: None })
    }

    fn buy(&mut self, content: PaymentContent, piece: Piece) -> Told {
        let (account, amount) = (content.account.clone(), content.amount.dong());
        let request = self.ask(Who::Treasurer, Content::Payment(content), "Mua theo hợp đồng")?;
        self.after(1, Hour::Noon, move |author| {
            author.approve(&request)?;
            let payment = author.pay(&account, request.number, amount)?;
            let source = goods::GoodsSource::Purchase(payment);
            author.receive_goods(piece, source, domain::DonorKind::Enterprise, "")?;
            Ok(())
        });
        Ok(())
    }

    fn help_other_provinces_with_money(&mut self) -> Told {
        for board in ["mttq-tphcm", "mttq-binh-duong"] {
            let kind = PaymentKind::Transfer(Party::Organisation(code(board)?));
            let to = Party::Organisation(code(board)?);
            let line = self.allocate_to(13, "tinh-ban", 500_000_000, to)?;
            let content =
                PaymentContent { allocation: Some(line), ..Self::payment(500_000_000, "tinh-ban", kind)? };
            self.pay_in_time(content, "Hỗ trợ tỉnh bạn", None)?;
        }
        Ok(())
    }

    /// Cash for a team is drawn on the last day of a month and is in the box on the first of the next.
    fn on_its_way(&mut self) -> Told {
        let (treasury, cash): (AccountId, AccountId) = (TREASURY.parse()?, CASH.parse()?);
        let reference = Some(self.reference("UNC"));
        let movement = self.send(&treasury, &cash, 120_000_000, reference)?;
        self.after(1, Hour::Noon, move |author| author.arrive(movement, 120_000_000));
        self.at(date(2021, 10, 29), Hour::Noon, Self::shortage);
        Ok(())
    }

    /// 350.000 đồng are missing in the box; the cashier makes it good after a week.
    fn shortage(&mut self) -> Told {
        let account: AccountId = CASH.parse()?;
        let counted = Vnd::new(self.balance(&account) - 350_000);
        let evidence = Some(self.paper()?);
        let count = books::CountCash { account: account.clone(), counted, evidence, row: None };
        let note = "Trả thừa khi chi tiền mặt ngày 28/10";
        let events = self.books(Who::SecondTreasurer, books::Command::CountCash(count), note)?;
        let count = events.iter().find_map(|event| match event {
            domain::Event::Books(event) => match event.as_ref() {
                books::Event::CashCounted(event) => Some(event.count),
                _ => None,
            },
            _ => None,
        });
        let count = count.ok_or(Mistake::Missing("CashCounted"))?;
        self.after(7, Hour::Noon, move |author| {
            let (amount, how) = (Vnd::new(-350_000), books::Settlement::Recovered);
            let settle = books::SettleDifference { account, amount, count, how, row: None };
            let command = books::Command::SettleDifference(settle);
            let events = author.books(Who::Treasurer, command, "Thủ quỹ nộp lại")?;
            author.sign(&events)
        });
        Ok(())
    }

    /// Money for a team, which accounts for it in parts and pays the rest back; or has not done so yet.
    fn advance(&mut self, number: u32, commune: &Commune, settled: bool) -> Told {
        let account: AccountId = TREASURY.parse()?;
        let kind = PaymentKind::Advance(code(&team(number))?);
        let to = Party::Organisation(code(&team(number))?);
        let line = self.allocate_to(14, "doi-song", 60_000_000, to)?;
        let content =
            PaymentContent { allocation: Some(line), ..Self::payment(60_000_000, "doi-song", kind)? };
        let request =
            self.ask(Who::Treasurer, Content::Payment(content), "Tạm ứng cho đội phát quà tại chỗ")?;
        self.approve(&request)?;
        let payment = self.pay(&account, request.number, 60_000_000)?;
        if !settled {
            return Ok(());
        }
        let parts = [(10, 0_usize, 10_000_i64, 0_i64), (24, 12, 20_000, 0), (40, 20, 0, 60_000_000)];
        let mut left = 60_000_000_i64;
        for (days, first, each, rest) in parts {
            let groups: Vec<_> = commune.groups.iter().skip(first).take(8).cloned().collect();
            let spent: i64 = groups.iter().map(|group| i64::from(group.households) * each).sum();
            left -= spent;
            let returned = if rest > 0 { left } else { 0 };
            self.after(days, Hour::Noon, move |author| {
                let recipient = |group: &crate::year::places::Group| {
                    let amount = Vnd::new(i64::from(group.households) * each);
                    Ok(Recipient { amount, policy: None, ..of_group(group, "tam-ung")? })
                };
                let listed = if each > 0 { groups.as_slice() } else { &[] };
                let recipients = listed.iter().map(recipient).collect::<Told<Vec<_>>>()?;
                author.settle(payment, recipients, returned)
            });
        }
        Ok(())
    }

    fn settle(&mut self, payment: PaymentNo, recipients: Vec<Recipient>, returned: i64) -> Told {
        let head: Code = code("doi-song")?;
        let account = if returned > 0 { Some(CASH.parse()?) } else { None };
        let (evidence, returned) = (self.paper()?, Vnd::new(returned));
        let settle = SettleAdvance { account, evidence, head, payment, recipients, returned };
        self.relief(Who::Treasurer, Command::SettleAdvance(settle), "").map(drop)
    }
}
