//! The fold: which events make an outgoing, and which tell more of it.

use std::collections::BTreeMap;

use domain::goods::{self, LotLine};
use domain::relief::{self, Content, Delivery, Paid, PaymentKind};
use domain::{AllocationNo, Code, ItemQuantity, LotNo, Party, Recorded, RequestNo, VoucherNo};

use super::{Item, Need, Outgoing, Outgoings, Purpose, Reversed, Settled, Share, Steps};

/// What an event gave to one party, by the area that the register has it in.
pub(crate) struct Part {
    pub(crate) area: Option<Code>,
    pub(crate) amount: i64,
    pub(crate) goods: i64,
    pub(crate) households: u64,
}

impl Outgoings {
    pub(crate) fn paid(
        &mut self,
        recorded: &Recorded,
        paid: &Paid,
        parts: Vec<Part>,
        allocation: Option<(AllocationNo, u16)>,
    ) {
        self.add(Outgoing {
            delivery: Delivery::Payment(paid.payment),
            purpose: purpose(&paid.kind),
            on: recorded.meta.effective_on,
            voucher: paid.voucher,
            position: recorded.position,
            account: Some(paid.account.clone()),
            warehouse: None,
            to: paid.kind.payee().filter(is_told),
            head: self.heads.get(&paid.request).cloned(),
            earmark: paid.earmark.clone(),
            amount: paid.amount.dong(),
            goods: 0,
            items: Vec::new(),
            allocation,
            shares: by_area(parts),
            steps: Steps::default(),
            reversed: None,
            settled: Vec::new(),
        });
    }

    pub(crate) fn issued(
        &mut self,
        recorded: &Recorded,
        issued: &goods::GoodsIssued,
        parts: Vec<Part>,
        allocation: Option<(AllocationNo, u16)>,
        lots: &BTreeMap<LotNo, Code>,
    ) {
        let worth = issued.lines.iter().fold(0, |sum: i64, line| sum.saturating_add(line.value.dong()));
        self.add(Outgoing {
            delivery: Delivery::Issue(issued.issue),
            purpose: Purpose::Goods,
            on: recorded.meta.effective_on,
            voucher: issued.voucher,
            position: recorded.position,
            account: None,
            warehouse: Some(issued.warehouse.clone()),
            to: Some(issued.to.clone()).filter(is_told),
            head: Some(issued.head.clone()),
            earmark: None,
            amount: 0,
            goods: worth,
            items: self.items_of(&issued.lines, lots),
            allocation,
            shares: by_area(parts),
            steps: Steps::default(),
            reversed: None,
            settled: Vec::new(),
        });
    }

    pub(crate) fn relief(&mut self, recorded: &Recorded, event: &relief::Event, parts: Vec<Part>) {
        let on = recorded.meta.effective_on;
        match event {
            relief::Event::NeedTold(told) => self.need_told(recorded, told),
            relief::Event::AllocationDecided(decided) => self.decided(decided),
            relief::Event::RequestMade(made) => self.asked(made.request, &made.content),
            relief::Event::RequestAmended(amended) => self.asked(amended.request, &amended.content),
            relief::Event::PaymentReversed(reversed) => {
                self.reversed(recorded, Delivery::Payment(reversed.payment), reversed.voucher);
            }
            relief::Event::AdvanceSettled(settled) => self.settled(recorded, settled, parts),
            relief::Event::HandedOver(handed) => {
                self.change(handed.delivery, |entry| entry.steps.handed_on = Some(on));
            }
            relief::Event::RecipientsSigned(signed) => self.change(signed.delivery, |entry| {
                entry.steps.signed = entry.steps.signed.saturating_add(signed.signed);
                entry.steps.signed_on = Some(on);
            }),
            relief::Event::LocallyConfirmed(confirmed) => {
                self.change(confirmed.delivery, |entry| entry.steps.confirmed_on = Some(on));
            }
            _ => {}
        }
    }

    pub(crate) fn goods(&mut self, recorded: &Recorded, event: &goods::Event) {
        match event {
            goods::Event::ItemDeclared(declared) => {
                self.items.insert(declared.item.clone(), (declared.name.clone(), declared.base.clone()));
            }
            goods::Event::WarehouseOpened(opened) => {
                let told = (opened.name.clone(), opened.area.clone());
                self.warehouses.insert(opened.warehouse.clone(), told);
            }
            goods::Event::GoodsIssueReversed(reversed) => {
                self.reversed(recorded, Delivery::Issue(reversed.issue), reversed.voucher);
            }
            _ => {}
        }
    }

    fn need_told(&mut self, recorded: &Recorded, told: &relief::NeedTold) {
        self.needs.push(Need {
            area: told.area.clone(),
            on: recorded.meta.effective_on,
            amount: told.amount.map_or(0, domain::Vnd::dong),
            items: told.goods.iter().map(|line| self.item(line)).collect(),
            households: told.households,
            position: recorded.position,
            answered: Vec::new(),
        });
    }

    fn decided(&mut self, decided: &relief::AllocationDecided) {
        let number = decided.allocation;
        self.decisions.insert(number, decided.decision.clone());
        for need in decided.lines.iter().filter_map(|line| line.need) {
            let need = need.index().and_then(|place| self.needs.get_mut(place));
            if let Some(need) = need.filter(|need| !need.answered.contains(&number)) {
                need.answered.push(number);
            }
        }
    }

    fn asked(&mut self, request: RequestNo, content: &Content) {
        if let Content::Payment(payment) = content {
            self.heads.insert(request, payment.head.clone());
        }
    }

    fn settled(&mut self, recorded: &Recorded, settled: &relief::AdvanceSettled, parts: Vec<Part>) {
        let entry = Settled {
            on: recorded.meta.effective_on,
            voucher: settled.voucher,
            spent: settled.spent.dong(),
            returned: settled.returned.dong(),
            position: recorded.position,
        };
        self.vouch(Delivery::Payment(settled.payment), settled.voucher);
        self.change(Delivery::Payment(settled.payment), |advance| {
            advance.settled.push(entry);
            let known = std::mem::take(&mut advance.shares).into_iter().map(|share| Part {
                area: share.area,
                amount: share.amount,
                goods: share.goods,
                households: share.households,
            });
            advance.shares = by_area(known.chain(parts));
        });
    }

    fn reversed(&mut self, recorded: &Recorded, delivery: Delivery, voucher: VoucherNo) {
        let (on, position) = (recorded.meta.effective_on, recorded.position);
        self.vouch(delivery, voucher);
        self.change(delivery, |entry| entry.reversed = Some(Reversed { on, voucher, position }));
    }

    fn add(&mut self, entry: Outgoing) {
        let place = self.list.len();
        self.places.insert(entry.delivery, place);
        self.vouchers.insert(entry.voucher, place);
        self.list.push(entry);
    }

    /// A further voucher of the same delivery.
    fn vouch(&mut self, delivery: Delivery, voucher: VoucherNo) {
        if let Some(place) = self.places.get(&delivery) {
            self.vouchers.insert(voucher, *place);
        }
    }

    fn change(&mut self, delivery: Delivery, change: impl FnOnce(&mut Outgoing)) {
        let place = self.places.get(&delivery).copied();
        if let Some(entry) = place.and_then(|place| self.list.get_mut(place)) {
            change(entry);
        }
    }

    fn items_of(&self, lines: &[LotLine], lots: &BTreeMap<LotNo, Code>) -> Vec<Item> {
        let mut items: BTreeMap<&Code, Item> = BTreeMap::new();
        for line in lines {
            let Some(code) = lots.get(&line.lot) else { continue };
            let none = ItemQuantity { item: code.clone(), quantity: domain::Quantity::new(0) };
            let item = items.entry(code).or_insert_with(|| self.item(&none));
            item.units = item.units.saturating_add(line.quantity.units());
            item.value = item.value.saturating_add(line.value.dong());
        }
        items.into_values().collect()
    }

    fn item(&self, line: &ItemQuantity) -> Item {
        let known = self.items.get(&line.item).cloned();
        let (name, unit) = known.unwrap_or((line.item.to_string(), line.item.clone()));
        Item { name, units: line.quantity.units(), unit, value: 0 }
    }
}

fn purpose(kind: &PaymentKind) -> Purpose {
    match kind {
        PaymentKind::Advance(_) => Purpose::Advance,
        PaymentKind::Cost(_) => Purpose::Cost,
        PaymentKind::Purchase(_) => Purpose::Purchase,
        PaymentKind::Refund(_) => Purpose::Refund,
        PaymentKind::Relief(_) => Purpose::Relief,
        PaymentKind::Transfer(_) => Purpose::Transfer,
    }
}

/// Nobody reads which household took it.
fn is_told(party: &Party) -> bool {
    !matches!(party, Party::Household(_))
}

fn by_area(parts: impl IntoIterator<Item = Part>) -> Vec<Share> {
    let mut shares: BTreeMap<Option<Code>, Share> = BTreeMap::new();
    for part in parts {
        let empty = || Share { area: part.area.clone(), amount: 0, goods: 0, households: 0 };
        let share = shares.entry(part.area.clone()).or_insert_with(empty);
        share.amount = share.amount.saturating_add(part.amount);
        share.goods = share.goods.saturating_add(part.goods);
        share.households = share.households.saturating_add(part.households);
    }
    shares.into_values().collect()
}
