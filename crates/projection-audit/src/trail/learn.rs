//! The facts that reports list: receipts, pledges, payments, hand-overs, shares, vouchers, names.

use domain::relief::{Content, Delivery, PaymentKind};
use domain::{Event, FindingNo, Recorded, Vnd, books, giving, goods, network, oversight, relief};
use jiff::civil::Date;

use super::{Finding, Issue, Payment, Pledge, Receipt, Share, Trail, Voucher, words};

impl Trail {
    pub(super) fn learn(&mut self, recorded: &Recorded) {
        let on = recorded.meta.effective_on;
        if let Some(number) = recorded.event.voucher() {
            let spoiled = match &recorded.event {
                Event::Books(event) => match event.as_ref() {
                    books::Event::VoucherSpoiled(event) => Some(event.reason.clone()),
                    _ => None,
                },
                _ => None,
            };
            let (position, what) = (recorded.position, words::of(&recorded.event));
            self.vouchers.push(Voucher { number, on, position, what, spoiled });
        }
        match &recorded.event {
            Event::FundOpened(event) => self.fund.clone_from(&event.name),
            Event::ReceiptRecorded(event) => {
                let receipt = Receipt {
                    on,
                    account: event.account.clone(),
                    amount: dong(event.amount),
                    donor: event.donor,
                    earmark: event.earmark.clone(),
                    held: event.held,
                    row: event.row,
                    voucher: event.voucher,
                    refunded: 0,
                };
                self.receipts.insert(event.receipt, receipt);
            }
            Event::ReceiptReversed(event) => self.more(event.receipt, event.amount),
            Event::ReceiptIdentified(event) => {
                if let Some(receipt) = self.receipts.get_mut(&event.receipt) {
                    receipt.donor = event.donor;
                    receipt.earmark.clone_from(&event.earmark);
                    receipt.row = event.row.or(receipt.row);
                }
            }
            Event::Books(event) => {
                if let books::Event::CorrectionSigned(event) = event.as_ref() {
                    self.signed.insert(event.voucher);
                }
            }
            Event::Giving(event) => self.learn_giving(recorded, event),
            Event::Goods(event) => {
                self.learn_stock(recorded, event);
                self.learn_goods(recorded, event);
            }
            Event::Relief(event) => self.learn_relief(recorded, event),
            Event::Network(event) => self.learn_names(event),
            Event::Oversight(event) => self.learn_findings(on, event),
            Event::FundClosed(_)
            | Event::Inbox(_)
            | Event::Privacy(_)
            | Event::AccountAdded(_)
            | Event::BankMovementRecorded(_)
            | Event::LineQuarantined(_)
            | Event::QuarantineDismissed(_)
            | Event::StatementImported(_) => {}
        }
    }

    fn learn_findings(&mut self, on: Date, event: &oversight::Event) {
        match event {
            oversight::Event::FindingRaised(event) => {
                let finding = Finding {
                    on,
                    kind: event.kind,
                    about: event.about.clone(),
                    due_on: event.due_on,
                    answered: None,
                    settled: None,
                };
                self.findings.insert(event.finding, finding);
            }
            oversight::Event::FindingAnswered(event) => {
                self.finding(event.finding, |finding| finding.answered = Some(on));
            }
            oversight::Event::DeadlineMoved(event) => {
                self.finding(event.finding, |finding| finding.due_on = Some(event.due_on));
            }
            oversight::Event::FindingSettled(event) => {
                self.finding(event.finding, |finding| finding.settled = Some(on));
            }
            oversight::Event::EntryExamined(_) => {}
        }
    }

    fn finding(&mut self, number: FindingNo, change: impl FnOnce(&mut Finding)) {
        if let Some(finding) = self.findings.get_mut(&number) {
            change(finding);
        }
    }

    fn more(&mut self, receipt: domain::ReceiptNo, amount: Vnd) {
        if let Some(receipt) = self.receipts.get_mut(&receipt) {
            receipt.amount = receipt.amount.saturating_add(dong(amount));
        }
    }

    fn learn_giving(&mut self, recorded: &Recorded, event: &giving::Event) {
        let on = recorded.meta.effective_on;
        match event {
            giving::Event::ReceiptSupplemented(event) => self.more(event.receipt, event.amount),
            giving::Event::GiverCorrected(event) => {
                if let Some(receipt) = self.receipts.get_mut(&event.receipt) {
                    (receipt.donor, receipt.row) = (event.donor, event.row);
                }
            }
            giving::Event::HeldReceiptTaken(event) => {
                if let Some(receipt) = self.receipts.get_mut(&event.receipt) {
                    receipt.held = false;
                }
            }
            giving::Event::PledgeRegistered(event) => {
                let pledge = Pledge {
                    on,
                    donor: event.donor,
                    amount: event.amount.map_or(0, dong),
                    due_on: event.due_on,
                    came: 0,
                    lapsed: false,
                };
                self.pledges.insert(event.pledge, pledge);
            }
            giving::Event::PledgeFulfilled(event) => {
                if let Some(pledge) = self.pledges.get_mut(&event.pledge) {
                    pledge.came = pledge.came.saturating_add(event.amount.map_or(0, dong));
                }
            }
            giving::Event::PledgeLapsed(event) => {
                if let Some(pledge) = self.pledges.get_mut(&event.pledge) {
                    pledge.lapsed = true;
                }
            }
            giving::Event::WindowOpened(event) => {
                self.windows.push((on, event.decision.clone(), Some(event.first), event.last));
            }
            giving::Event::WindowExtended(event) => {
                self.windows.push((on, event.decision.clone(), None, event.last));
            }
            giving::Event::WindowClosed(event) => {
                self.windows.push((on, event.decision.clone(), None, on));
            }
            giving::Event::EarmarkReleased(_) | giving::Event::GiftCodeDeclared(_) => {}
        }
    }

    fn learn_goods(&mut self, recorded: &Recorded, event: &goods::Event) {
        let on = recorded.meta.effective_on;
        match event {
            goods::Event::ItemDeclared(event) => {
                self.names.insert(event.item.clone(), event.name.clone());
            }
            goods::Event::WarehouseOpened(event) => {
                self.names.insert(event.warehouse.clone(), event.name.clone());
            }
            goods::Event::GoodsIssued(event) => {
                let value = event.lines.iter().map(|line| dong(line.value));
                let issue = Issue {
                    on,
                    voucher: event.voucher,
                    to: event.to.clone(),
                    value: value.fold(0, i128::saturating_add),
                    reversed: false,
                    allocation: event.allocation.clone(),
                    recipients: event.recipients.clone(),
                };
                self.issues.insert(event.issue, issue);
            }
            goods::Event::GoodsIssueReversed(event) => {
                if let Some(issue) = self.issues.get_mut(&event.issue) {
                    issue.reversed = true;
                }
            }
            _ => {}
        }
    }

    fn learn_relief(&mut self, recorded: &Recorded, event: &relief::Event) {
        let on = recorded.meta.effective_on;
        match event {
            relief::Event::PolicyAdopted(event) => self.policies.push((on, event.clone())),
            relief::Event::LimitsAdopted(event) => self.limits = Some((event.sign_days, event.confirm_days)),
            relief::Event::AllocationDecided(event) => self.decided(recorded, event),
            relief::Event::AllocationReduced(event) => {
                if let Some(share) = self.shares.get_mut(&(event.line.allocation, event.line.line)) {
                    share.amount = share.amount.saturating_sub(dong(event.amount));
                }
            }
            relief::Event::RequestMade(event) => self.asked(event.request, &event.content),
            relief::Event::RequestAmended(event) => self.asked(event.request, &event.content),
            relief::Event::Paid(event) => self.paid(recorded, event),
            relief::Event::PaymentReversed(event) => {
                if let Some(payment) = self.payments.get_mut(&event.payment) {
                    payment.reversed = true;
                }
                self.refund(&event.kind, dong(event.amount));
            }
            relief::Event::AdvanceSettled(event) => {
                if let Some(payment) = self.payments.get_mut(&event.payment) {
                    payment.spent = payment.spent.saturating_add(dong(event.spent));
                    payment.returned = payment.returned.saturating_add(dong(event.returned));
                    payment.recipients.extend(event.recipients.iter().cloned());
                }
            }
            relief::Event::HandedOver(event) => {
                self.hands.entry(event.delivery).or_default().handed = Some(on);
            }
            relief::Event::RecipientsSigned(event) => {
                self.hands.entry(event.delivery).or_default().signed = Some(on);
            }
            relief::Event::LocallyConfirmed(event) => {
                self.hands.entry(event.delivery).or_default().confirmed = Some(on);
            }
            _ => {}
        }
    }

    fn decided(&mut self, recorded: &Recorded, event: &relief::AllocationDecided) {
        for (line, entry) in (1..).zip(&event.lines) {
            let share = Share {
                on: recorded.meta.effective_on,
                decision: event.decision.clone(),
                round: event.round,
                head: event.head.clone(),
                to: entry.to.clone(),
                amount: dong(entry.amount),
            };
            self.shares.insert((event.allocation, line), share);
        }
    }

    fn paid(&mut self, recorded: &Recorded, event: &relief::Paid) {
        let payment = Payment {
            on: recorded.meta.effective_on,
            position: recorded.position,
            voucher: event.voucher,
            amount: dong(event.amount),
            kind: event.kind.clone(),
            earmark: event.earmark.clone(),
            request: event.request,
            reversed: false,
            spent: 0,
            returned: 0,
            recipients: event.recipients.clone(),
        };
        self.payments.insert(event.payment, payment);
        self.refund(&event.kind, dong(event.amount));
        self.hands.entry(Delivery::Payment(event.payment)).or_default();
    }

    fn refund(&mut self, kind: &PaymentKind, amount: i128) {
        let PaymentKind::Refund(refunded) = kind else { return };
        if let Some(receipt) = self.receipts.get_mut(&refunded.receipt) {
            receipt.refunded = receipt.refunded.saturating_add(amount);
        }
    }

    fn asked(&mut self, request: domain::RequestNo, content: &Content) {
        let allocation = match content {
            Content::Payment(content) => content.allocation.clone(),
            Content::Issue(content) => content.allocation.clone(),
            Content::Refund(_) | Content::WriteOff(_) => None,
        };
        self.requests.insert(request, allocation);
    }

    fn learn_names(&mut self, event: &network::Event) {
        match event {
            network::Event::AreaDeclared(event) => {
                self.names.insert(event.area.clone(), event.name.clone());
            }
            network::Event::OrganisationDeclared(event) => {
                self.names.insert(event.organisation.clone(), event.name.clone());
            }
            network::Event::CategoryDeclared(event) => {
                self.names.insert(event.category.clone(), event.name.clone());
            }
            _ => {}
        }
    }
}

fn dong(amount: Vnd) -> i128 {
    amount.dong().into()
}
