//! From request to confirmed hand-over: who asks is not who approves, above the limit two approve, and what was handed
//! over is signed and confirmed, but where a story says otherwise.

use std::rc::Rc;

use domain::relief::{
    ApproveRequest, Command, ConfirmLocally, Content, Delivery, Event, HandOver, IssueContent, MakeRequest,
    Pay, PaymentContent, SignReceipt,
};
use domain::{AccountId, AccountKind, Code, Digest, IssueNo, Party, PaymentNo, RequestNo, Vnd, goods};

use super::author::{Author, Hour, Mistake, Told, Who};
use super::{Texts, rules};

/// A request as the books took it.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) number: RequestNo,
    pub(super) digest: Digest,
    pub(super) value: i64,
}

/// How far the proof of a hand-over comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// Handed over, signed, confirmed.
    Whole,
    /// Signed, and the commune has not confirmed.
    Unconfirmed,
    /// Handed over, and nobody has brought the list back.
    Unsigned,
}

/// Who proves a hand-over: the place, how many sign.
#[derive(Clone, Debug)]
pub(super) struct Handing {
    pub(super) place: Option<Code>,
    pub(super) by: Party,
    pub(super) signatures: u32,
    pub(super) proof: Proof,
}

impl Author {
    /// Asks, and answers with what the books took.
    pub(super) fn ask(&mut self, who: Who, content: Content, note: &str) -> Told<Request> {
        let events = self.relief(
            who,
            Command::MakeRequest(MakeRequest { content, evidence: vec![], row: None }),
            note,
        )?;
        let made = events.iter().find_map(|event| match event {
            domain::Event::Relief(event) => match event.as_ref() {
                Event::RequestMade(event) => Some(Request {
                    number: event.request,
                    digest: event.digest.clone(),
                    value: event.value.dong(),
                }),
                _ => None,
            },
            _ => None,
        });
        made.ok_or(Mistake::Missing("RequestMade"))
    }

    /// One approves, above the limit a second one too.
    pub(super) fn approve(&mut self, request: &Request) -> Told {
        let second = (request.value > rules::TWO_ABOVE).then_some(Who::SecondApprover);
        for who in [Who::Approver].into_iter().chain(second) {
            self.approve_as(who, request)?;
        }
        Ok(())
    }

    pub(super) fn approve_as(&mut self, who: Who, request: &Request) -> Told {
        let approve = ApproveRequest { digest: request.digest.clone(), request: request.number };
        self.relief(who, Command::ApproveRequest(approve), "").map(drop)
    }

    /// Asks for money; it is approved on the next day, paid on the day after, and handed over.
    pub(super) fn pay_in_time(
        &mut self,
        content: PaymentContent,
        note: &str,
        handing: Option<Handing>,
    ) -> Told {
        let (account, amount) = (content.account.clone(), content.amount.dong());
        let request = self.ask(Who::Treasurer, Content::Payment(content), note)?;
        self.commit(&account, amount);
        self.after(1, Hour::Noon, move |author| {
            author.approve(&request)?;
            author.after(1, Hour::Noon, move |author| {
                let payment = author.pay(&account, request.number, amount)?;
                author.commit(&account, amount.saturating_neg());
                if let Some(handing) = handing {
                    author.hand_in_time(Delivery::Payment(payment), handing);
                }
                Ok(())
            });
            Ok(())
        });
        Ok(())
    }

    /// Pays all of an approved request.
    pub(super) fn pay(&mut self, account: &AccountId, request: RequestNo, amount: i64) -> Told<PaymentNo> {
        self.pay_with_fee(account, request, amount, 0)
    }

    /// Pays all of an approved request; the bank takes its fee beside it.
    pub(super) fn pay_with_fee(
        &mut self,
        account: &AccountId,
        request: RequestNo,
        amount: i64,
        fee: i64,
    ) -> Told<PaymentNo> {
        let reference = (account.kind() == AccountKind::Bank).then(|| self.reference("UNC"));
        let pay = Pay {
            amount: Vnd::new(amount),
            explains: None,
            fee: Vnd::new(fee),
            recipients: Vec::new(),
            reference,
            request,
            row: None,
        };
        let events = self.relief(Who::SecondTreasurer, Command::Pay(pay), "")?;
        let paid = events.iter().find_map(|event| match event {
            domain::Event::Relief(event) => match event.as_ref() {
                Event::Paid(event) => Some(event.payment),
                _ => None,
            },
            _ => None,
        });
        paid.ok_or(Mistake::Missing("Paid"))
    }

    /// Asks for goods; approved on the next day, issued on the day after, and handed over.
    pub(super) fn issue_in_time(&mut self, content: IssueContent, note: &str, handing: Handing) -> Told {
        let warehouse = content.warehouse.clone();
        content
            .lines
            .iter()
            .for_each(|line| self.stock_changes(&warehouse, &line.item, -line.quantity.units()));
        let request = self.ask(Who::Storekeeper, Content::Issue(content), note)?;
        self.after(1, Hour::Noon, move |author| {
            author.approve(&request)?;
            author.after(1, Hour::Noon, move |author| {
                let issue = author.issue(request.number)?;
                author.hand_in_time(Delivery::Issue(issue), handing);
                Ok(())
            });
            Ok(())
        });
        Ok(())
    }

    /// Issues what an approved request says.
    pub(super) fn issue(&mut self, request: RequestNo) -> Told<IssueNo> {
        let command = goods::Command::IssueGoods(goods::IssueGoods { request, row: None });
        let events = self.goods(Who::Storekeeper, command, Texts::default())?;
        issued(&events).ok_or(Mistake::Missing("GoodsIssued"))
    }

    /// Handed over on the next day, the list signed two days later, confirmed after three more. Some were not at home and
    /// sign later; on a few lists somebody has not signed to this day.
    pub(super) fn hand_in_time(&mut self, delivery: Delivery, handing: Handing) {
        let handing = Rc::new(handing);
        let (signing, confirming) = (Rc::clone(&handing), Rc::clone(&handing));
        let proof = handing.proof;
        self.after(1, Hour::Afternoon, move |author| {
            let (evidence, place) = (Some(author.paper()?), handing.place.clone());
            let over = HandOver { delivery, evidence, place };
            author.relief(Who::Treasurer, Command::HandOver(over), "").map(drop)
        });
        let (later, never) = absent(delivery, signing.signatures);
        if proof != Proof::Unsigned {
            let signed = signing.signatures.saturating_sub(later).saturating_sub(never);
            self.after(3, Hour::Afternoon, move |author| {
                let sign = SignReceipt { delivery, evidence: author.paper()?, signed };
                author.relief(Who::Treasurer, Command::SignReceipt(sign), "").map(drop)
            });
        }
        if proof != Proof::Unsigned && later > 0 {
            self.after(13, Hour::Afternoon, move |author| {
                // Drawn from the number, so that these lists change nothing else of the year.
                let evidence = format!("{later:064x}").parse()?;
                let sign = SignReceipt { delivery, evidence, signed: later };
                author.relief(Who::Treasurer, Command::SignReceipt(sign), "").map(drop)
            });
        }
        if proof == Proof::Whole {
            self.after(6, Hour::Afternoon, move |author| {
                let by = confirming.by.clone();
                let confirm = ConfirmLocally { by, delivery, evidence: author.paper()? };
                author.relief(Who::Treasurer, Command::ConfirmLocally(confirm), "").map(drop)
            });
        }
    }

    fn commit(&mut self, account: &AccountId, amount: i64) {
        let committed = self.committed.entry(account.clone()).or_default();
        *committed = committed.saturating_add(amount);
    }
}

/// Of a long list: how many households sign after the last day that is allowed, and how many have never signed.
fn absent(delivery: Delivery, signatures: u32) -> (u32, u32) {
    let number = match delivery {
        Delivery::Issue(number) => number.get(),
        Delivery::Payment(number) => number.get(),
    };
    match number % 60 {
        _ if signatures < 100 => (0, 0),
        7 => (0, 3),
        place if place % 9 == 4 => (signatures / 40, 0),
        _ => (0, 0),
    }
}

/// The number of the goods-issue note among the events.
pub(super) fn issued(events: &[domain::Event]) -> Option<IssueNo> {
    events.iter().find_map(|event| match event {
        domain::Event::Goods(event) => match event.as_ref() {
            goods::Event::GoodsIssued(event) => Some(event.issue),
            _ => None,
        },
        _ => None,
    })
}
