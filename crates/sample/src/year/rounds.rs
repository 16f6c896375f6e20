//! The waves of relief from July to December: who gets what in which round, so that every group is reached by one of the
//! six general rounds, groups in difficulty by one more, and 20,000 households by name.

use std::rc::Rc;

use domain::relief::{
    AllocationEntry, AllocationLine, Command, DecideAllocation, Event, IssueContent, PaymentContent,
    PaymentKind, PickedLine, Recipient, TellNeed,
};
use domain::{AccountId, AllocationNo, Code, ItemQuantity, NeedNo, Party, Quantity, Vnd};
use jiff::civil::{Date, date};

use super::author::{Author, Hour, Mistake, Told, Who, code, later, spread};
use super::network::members;
use super::places::{Commune, Group};
use super::requests::{Handing, Proof};
use super::{TREASURY, rules, stock};

/// Round, month, how many communes.
const GENERAL: [(u16, i8, usize); 6] =
    [(1, 7, 20), (2, 8, 30), (3, 9, 31), (4, 10, 27), (5, 11, 20), (6, 12, 13)];
/// Round, first day; half of the communes each.
const DIFFICULT: [(u16, Date); 2] = [(7, date(2021, 8, 18)), (8, date(2021, 10, 11))];
/// Round, first day; a third of the communes each.
const NAMED: [(u16, Date); 3] = [(9, date(2021, 9, 8)), (10, date(2021, 10, 20)), (11, date(2021, 11, 16))];
/// So many households get rice at most.
const RICE_HOUSEHOLDS: u32 = 178_000;
/// So many communes get vegetables that never see a warehouse.
const DIRECT: usize = 6;
/// What stays at the treasury for what cannot wait.
const RESERVE: i64 = 300_000_000;
/// So many lines a list has at most.
const LONGEST: usize = 250;
/// No payment waits beyond this day for money to come.
const LAST: Date = date(2021, 12, 20);

/// Of what the general support of a commune is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Money,
    Parcels,
    Rice,
    Vegetables,
}

/// What a household gets: đồng, kilograms, or parcels.
const fn per_household(kind: Kind) -> i64 {
    match kind {
        Kind::Money => 60_000,
        Kind::Parcels => 1,
        Kind::Rice => 5,
        Kind::Vegetables => 10,
    }
}

/// A commune's part of a round.
#[derive(Clone)]
pub(super) struct Share {
    pub(super) commune: Rc<Commune>,
    pub(super) kind: Kind,
    pub(super) policy: &'static str,
    pub(super) recipients: Vec<Recipient>,
    pub(super) proof: Proof,
}

impl Share {
    pub(super) fn goods(&self) -> i64 {
        let goods = self.recipients.iter().flat_map(|recipient| &recipient.goods);
        goods.map(|goods| goods.quantity.units()).sum()
    }

    pub(super) fn money(&self) -> i64 {
        self.recipients.iter().map(|recipient| recipient.amount.dong()).sum()
    }
}

/// A round of one kind.
#[derive(Clone)]
pub(super) struct Round {
    pub(super) number: u16,
    pub(super) first: Date,
    pub(super) shares: Vec<Share>,
}

impl Author {
    /// Draws the rounds and puts them on the agenda. Answers with the rice that each needs: day, warehouse, kilograms.
    pub(super) fn plan_relief(&mut self, communes: &[Rc<Commune>]) -> Told<Vec<Round>> {
        let mut rounds = self.general(communes)?;
        rounds.extend(self.difficult(communes)?);
        for round in rounds.clone() {
            for kind in [Kind::Money, Kind::Rice, Kind::Vegetables] {
                let shares: Vec<_> =
                    round.shares.iter().filter(|share| share.kind == kind).cloned().collect();
                if !shares.is_empty() {
                    self.plan_round(Round { shares, ..round.clone() });
                }
            }
        }
        Ok(rounds)
    }

    fn general(&mut self, communes: &[Rc<Commune>]) -> Told<Vec<Round>> {
        let mut order: Vec<_> =
            communes.iter().map(|commune| (self.random.next(), Rc::clone(commune))).collect();
        order.sort_by_key(|(drawn, _)| *drawn);
        let mut left = order.into_iter().map(|(_, commune)| commune).zip(0_usize..);
        let (mut rice, mut rounds) = (0_u32, Vec::new());
        for (number, month, count) in GENERAL {
            let mut shares = Vec::new();
            for (commune, place) in left.by_ref().take(count) {
                let with_rice = rice.saturating_add(commune.households());
                let kind = if place % 23 == 5 && place / 23 < DIRECT {
                    Kind::Vegetables
                } else if with_rice <= RICE_HOUSEHOLDS && self.random.chance(450) {
                    rice = with_rice;
                    Kind::Rice
                } else {
                    Kind::Money
                };
                shares.push(general_share(commune, kind)?);
            }
            rounds.push(Round { number, first: Date::new(2021, month, 5).unwrap_or_default(), shares });
        }
        // The stories of two lists: one never comes back, one waits for the commune.
        let stories = [(1_usize, Proof::Unsigned), (3, Proof::Unconfirmed)];
        for (round, proof) in stories {
            if let Some(share) = rounds.get_mut(round).and_then(|round: &mut Round| round.shares.last_mut()) {
                share.proof = proof;
            }
        }
        Ok(rounds)
    }

    /// Groups in difficulty, and households by name.
    fn difficult(&mut self, communes: &[Rc<Commune>]) -> Told<Vec<Round>> {
        let mut rounds = Vec::new();
        for (part, (number, first)) in DIFFICULT.into_iter().enumerate() {
            let of = |(place, _): &(usize, &Rc<Commune>)| place % DIFFICULT.len() == part;
            let shares = communes.iter().enumerate().filter(of).map(|(_, commune)| difficult_share(commune));
            rounds.push(Round { number, first, shares: whole(shares.collect::<Told<Vec<_>>>()?) });
        }
        for (part, (number, first)) in NAMED.into_iter().enumerate() {
            let of = |(place, _): &(usize, &Rc<Commune>)| place % NAMED.len() == part;
            let mut shares = Vec::new();
            for (_, commune) in communes.iter().enumerate().filter(of) {
                shares.extend(self.named_shares(commune)?);
            }
            rounds.push(Round { number, first, shares: whole(shares) });
        }
        Ok(rounds)
    }

    /// The lists of a commune; a long one is cut.
    fn named_shares(&mut self, commune: &Rc<Commune>) -> Told<Vec<Share>> {
        let mut recipients = Vec::new();
        for group in &commune.groups {
            for number in &group.named {
                let amount = self.amount(500_000, 1_400_000, 100_000);
                recipients.push(Recipient {
                    amount,
                    goods: Vec::new(),
                    households: 1,
                    party: Party::Household(group.household(*number)?),
                    persons: u32::from(members(group, *number)),
                    policy: Some(code(rules::HOUSEHOLD_IN_DIFFICULTY)?),
                });
            }
        }
        let share = |recipients: &[Recipient]| Share {
            commune: Rc::clone(commune),
            kind: Kind::Money,
            policy: rules::HOUSEHOLD_IN_DIFFICULTY,
            recipients: recipients.to_vec(),
            proof: Proof::Whole,
        };
        Ok(recipients.chunks(LONGEST).map(share).collect())
    }

    /// The communes say what they need, the board decides, and each share is asked for within two weeks.
    fn plan_round(&mut self, round: Round) {
        let round = Rc::new(round);
        let told = Rc::clone(&round);
        self.at(later(round.first, -2), Hour::Noon, move |author| {
            told.shares.iter().try_for_each(|share| author.tell_need(told.number, share))
        });
        self.at(round.first, Hour::Noon, move |author| {
            let allocation = author.allocate(&round)?;
            let lines = (1_u16..).zip(round.shares.iter().cloned()).collect();
            for (on, (line, share)) in spread(lines, later(author.on, 2), 14) {
                let line = AllocationLine { allocation, line };
                author.at(on, Hour::Noon, move |author| author.serve(share, line));
            }
            Ok(())
        });
    }

    fn tell_need(&mut self, round: u16, share: &Share) -> Told {
        let households = share.recipients.iter().map(|recipient| recipient.households).sum();
        let need = TellNeed {
            amount: Some(Vnd::new(share.money())).filter(|amount| amount.is_positive()),
            area: share.commune.code.clone(),
            evidence: Some(self.paper()?),
            goods: in_kind(share)?,
            households,
            told_by: Party::Area(share.commune.code.clone()),
        };
        let events = self.relief(Who::Treasurer, Command::TellNeed(need), "")?;
        let told = events.iter().find_map(|event| match event {
            domain::Event::Relief(event) => match event.as_ref() {
                Event::NeedTold(event) => Some(event.need),
                _ => None,
            },
            _ => None,
        });
        let need: NeedNo = told.ok_or(Mistake::Missing("NeedTold"))?;
        self.needs.insert((round, share.commune.code.clone()), need);
        Ok(())
    }

    /// A decision with one line for each share, in their order.
    pub(super) fn allocate(&mut self, round: &Round) -> Told<AllocationNo> {
        let mut lines = Vec::new();
        for share in &round.shares {
            lines.push(AllocationEntry {
                amount: Vnd::new(share.money()),
                earmark: None,
                goods: in_kind(share)?,
                need: self.needs.get(&(round.number, share.commune.code.clone())).copied(),
                policy: Some(code(share.policy)?),
                to: Party::Area(share.commune.code.clone()),
            });
        }
        let kind = round.shares.first().map_or(Kind::Money, |share| share.kind);
        self.decide_allocation(round.number, head(kind)?, lines)
    }

    /// A decision of one line, for what is no list of beneficiaries.
    pub(super) fn allocate_to(
        &mut self,
        round: u16,
        head: &str,
        amount: i64,
        to: Party,
    ) -> Told<AllocationLine> {
        let amount = Vnd::new(amount);
        let line = AllocationEntry { amount, earmark: None, goods: Vec::new(), need: None, policy: None, to };
        let allocation = self.decide_allocation(round, code(head)?, vec![line])?;
        Ok(AllocationLine { allocation, line: 1 })
    }

    fn decide_allocation(
        &mut self,
        round: u16,
        head: Code,
        lines: Vec<AllocationEntry>,
    ) -> Told<AllocationNo> {
        let decide = DecideAllocation {
            decision: format!("Quyết định phân bổ đợt {round} ngày {}", self.on.strftime("%d/%m/%Y")),
            evidence: Some(self.paper()?),
            head,
            lines,
            round,
        };
        let events = self.relief(Who::Approver, Command::DecideAllocation(decide), "")?;
        let decided = events.iter().find_map(|event| match event {
            domain::Event::Relief(event) => match event.as_ref() {
                Event::AllocationDecided(event) => Some(event.allocation),
                _ => None,
            },
            _ => None,
        });
        decided.ok_or(Mistake::Missing("AllocationDecided"))
    }

    /// Asks for a share. Money waits until there is enough of it.
    pub(super) fn serve(&mut self, share: Share, line: AllocationLine) -> Told {
        let place = share.commune.code.clone();
        // The rules ask for the hand of every household that a list serves.
        let signatures = share.recipients.iter().map(|recipient| recipient.households).sum();
        let to = Party::Area(place.clone());
        let handing = Handing { place: Some(place), by: to.clone(), signatures, proof: share.proof };
        match share.kind {
            Kind::Rice | Kind::Parcels => {
                let packed = share.kind == Kind::Parcels;
                let warehouse = if packed { stock::MAIN } else { stock::warehouse_of(&share.commune) };
                let content = IssueContent {
                    allocation: Some(line),
                    head: head(share.kind)?,
                    lines: vec![PickedLine {
                        item: code(item(share.kind))?,
                        lot: None,
                        quantity: Quantity::new(share.goods()),
                    }],
                    recipients: share.recipients,
                    to,
                    warehouse: code(warehouse)?,
                };
                self.issue_in_time(content, "Xuất hàng hỗ trợ hộ dân", handing)
            }
            Kind::Vegetables => self.deliver_directly(&share, line, handing),
            Kind::Money => self.serve_money(share, line, handing),
        }
    }

    fn serve_money(&mut self, share: Share, line: AllocationLine, handing: Handing) -> Told {
        let treasury: AccountId = TREASURY.parse()?;
        let amount = share.money();
        if self.free(&treasury) < amount.saturating_add(RESERVE) && self.on < LAST {
            self.after(2, Hour::Noon, move |author| author.serve_money(share, line, handing));
            return Ok(());
        }
        let content = PaymentContent {
            account: treasury,
            allocation: Some(line),
            amount: Vnd::new(amount),
            earmark: None,
            head: head(Kind::Money)?,
            kind: PaymentKind::Relief(Party::Area(share.commune.code.clone())),
            recipients: share.recipients,
        };
        self.pay_in_time(content, "Chi hỗ trợ theo danh sách", Some(handing))
    }
}

/// The spending head of a kind of support.
fn head(kind: Kind) -> Told<Code> {
    code(match kind {
        Kind::Money => "doi-song",
        Kind::Parcels | Kind::Rice | Kind::Vegetables => "luong-thuc",
    })
}

fn item(kind: Kind) -> &'static str {
    match kind {
        Kind::Parcels => "phan-qua",
        Kind::Vegetables => "rau-cu",
        Kind::Money | Kind::Rice => "gao",
    }
}

fn in_kind(share: &Share) -> Told<Vec<ItemQuantity>> {
    match share.goods() {
        0 => Ok(Vec::new()),
        quantity => {
            Ok(vec![ItemQuantity { item: code(item(share.kind))?, quantity: Quantity::new(quantity) }])
        }
    }
}

/// Every group of a commune, measured by its households.
fn general_share(commune: Rc<Commune>, kind: Kind) -> Told<Share> {
    let policy = match kind {
        Kind::Money => rules::LIVING,
        Kind::Rice => rules::RICE,
        Kind::Parcels => rules::PARCEL,
        Kind::Vegetables => rules::VEGETABLES,
    };
    let recipient = |group: &Group| {
        let quantity = i64::from(group.households).saturating_mul(per_household(kind));
        let mut recipient = of_group(group, policy)?;
        if kind == Kind::Money {
            recipient.amount = Vnd::new(quantity);
        } else {
            recipient.goods =
                vec![ItemQuantity { item: code(item(kind))?, quantity: Quantity::new(quantity) }];
        }
        Ok(recipient)
    };
    let recipients = commune.groups.iter().map(recipient).collect::<Told<Vec<_>>>()?;
    Ok(Share { commune, kind, policy, recipients, proof: Proof::Whole })
}

/// The groups of a commune that are in difficulty.
fn difficult_share(commune: &Rc<Commune>) -> Told<Share> {
    let policy = rules::GROUP_IN_DIFFICULTY;
    let mut recipients = Vec::new();
    for group in commune.groups.iter().filter(|group| !group.stable) {
        let amount = Vnd::new(i64::from(group.households).saturating_mul(100_000));
        recipients.push(Recipient { amount, ..of_group(group, policy)? });
    }
    Ok(Share { commune: Rc::clone(commune), kind: Kind::Money, policy, recipients, proof: Proof::Whole })
}

pub(super) fn of_group(group: &Group, policy: &str) -> Told<Recipient> {
    Ok(Recipient {
        amount: Vnd::ZERO,
        goods: Vec::new(),
        households: group.households,
        party: Party::Group(group.code.clone()),
        persons: 0,
        policy: Some(code(policy)?),
    })
}

/// The shares that have somebody in them.
fn whole(shares: Vec<Share>) -> Vec<Share> {
    shares.into_iter().filter(|share| !share.recipients.is_empty()).collect()
}
