//! Goods: the catalogue, the warehouses, gifts in kind to the exact sum, transports between warehouses, medical goods to
//! hospitals, vegetables that never see a warehouse.

use domain::goods::{
    ArrivedEntry, Command, Condition, DeclareItem, DefineKit, DeliverDirectly, Event, GoodsSource,
    OpenWarehouse, PickLine, ReceiveGoods, ReceivedEntry, SendGoods, Unit, UnloadGoods, ValueSource,
};
use domain::relief::{AllocationLine, Delivery, IssueContent, PickedLine};
use domain::{Code, DonorKind, ItemQuantity, LotNo, Party, Quantity, Vnd};
use jiff::civil::{Date, date};

use super::author::{Author, Hour, Mistake, Told, Who, code, later, spread};
use super::catalogue::{self, GIFTS, ITEMS, KIT, Piece};
use super::figures::GOODS;
use super::money::named;
use super::places::Commune;
use super::requests::{Handing, Proof, issued};
use super::rounds::{Kind, Round, Share};
use crate::names;

/// The main warehouse.
pub(super) const MAIN: &str = "kho-tinh";
const SOUTH: &str = "kho-sa-dec";
const NORTH: &str = "kho-hong-ngu";
/// What a branch gets above what it needs, for what breaks on the way, in kilograms.
const MARGIN: i64 = 1_500;
/// The districts of the branches.
const SOUTHERN: [&str; 4] = ["Thành phố Sa Đéc", "Huyện Lấp Vò", "Huyện Lai Vung", "Huyện Châu Thành"];
const NORTHERN: [&str; 4] = ["Thành phố Hồng Ngự", "Huyện Hồng Ngự", "Huyện Tân Hồng", "Huyện Tam Nông"];

/// From where a commune is served.
pub(super) fn warehouse_of(commune: &Commune) -> &'static str {
    let of = |districts: &[&str]| districts.contains(&commune.district_name.as_str());
    if of(&SOUTHERN) {
        SOUTH
    } else if of(&NORTHERN) {
        NORTH
    } else {
        MAIN
    }
}

impl Author {
    /// Items, the kit, warehouses.
    pub(super) fn declare_goods(&mut self, communes: &[std::rc::Rc<Commune>]) -> Told {
        for item in &ITEMS {
            let units =
                item.units.iter().map(|(unit, factor)| Ok(Unit { factor: *factor, unit: code(unit)? }));
            let declare = DeclareItem {
                base: code(item.base)?,
                category: code(item.category)?,
                item: code(item.code)?,
                minimum: None,
                name: item.name.to_owned(),
                perishable: item.perishable,
                units: units.collect::<Told<Vec<_>>>()?,
            };
            self.goods(Who::Storekeeper, Command::DeclareItem(declare), named(String::new(), ""))?;
        }
        let part = |(item, quantity): (&str, i64)| {
            Ok(ItemQuantity { item: code(item)?, quantity: Quantity::new(quantity) })
        };
        let components = KIT.into_iter().map(part).collect::<Told<Vec<_>>>()?;
        let kit = DefineKit { components, kit: code("phan-qua")? };
        self.goods(Who::Storekeeper, Command::DefineKit(kit), named(String::new(), ""))?;
        for (warehouse, name) in
            [(MAIN, "Kho tỉnh, Cao Lãnh"), (SOUTH, "Kho Sa Đéc"), (NORTH, "Kho Hồng Ngự")]
        {
            let at = communes.iter().find(|commune| warehouse_of(commune) == warehouse);
            let area = at.map(|commune| commune.code.clone());
            let open = OpenWarehouse { area, name: name.to_owned(), warehouse: code(warehouse)? };
            self.goods(Who::Storekeeper, Command::OpenWarehouse(open), named(String::new(), ""))?;
        }
        Ok(())
    }

    /// Gifts in kind: those of the table, and the rice that the rounds need, in front of each.
    pub(super) fn plan_goods(&mut self, rounds: &[Round]) {
        for (item, count, per_gift, price, first, days) in GIFTS {
            let gifts = usize::try_from(count / per_gift).unwrap_or(0);
            for (on, ()) in spread(vec![(); gifts], first, days) {
                let piece = Piece { item, count: per_gift, value: per_gift * price, expiry: None };
                self.at(on, Hour::Morning, move |author| author.receive_gift(piece).map(drop));
            }
        }
        for round in rounds {
            let need = |place: &str| -> i64 {
                let shares = round.shares.iter().filter(|share| share.kind == Kind::Rice);
                shares.filter(|share| warehouse_of(&share.commune) == place).map(Share::goods).sum()
            };
            let (main, south, north) = (need(MAIN), need(SOUTH), need(NORTH));
            let branches = [(SOUTH, south), (NORTH, north)].into_iter().filter(|(_, need)| *need > 0);
            let branches: Vec<_> = branches.map(|(place, need)| (place, need + MARGIN)).collect();
            let all = main + branches.iter().map(|(_, need)| need).sum::<i64>();
            if all == 0 {
                continue;
            }
            let loads = usize::try_from(all / 10_000 + 1).unwrap_or(0);
            for (on, ()) in spread(vec![(); loads], later(round.first, -24), 22) {
                let piece = Piece { item: "gao", count: 10_000, value: 130_000_000, expiry: None };
                self.at(on, Hour::Morning, move |author| author.receive_gift(piece).map(drop));
            }
            for (place, kilograms) in branches {
                self.at(later(round.first, -1), Hour::Noon, move |author| {
                    author.transport(place, "gao", kilograms)
                });
            }
        }
        for month in 7..=12 {
            let on = Date::new(2021, month, 26).unwrap_or_default();
            self.at(on, Hour::Noon, Self::supply_hospitals);
        }
        self.at(date(2021, 11, 29), Hour::Evening, Self::meet_the_value);
    }

    /// Takes a gift into the main warehouse, and answers with its events.
    pub(super) fn receive_gift(&mut self, piece: Piece) -> Told<Vec<domain::Event>> {
        let donor = names::enterprise(&mut self.random);
        self.receive_goods(piece, GoodsSource::Gift, DonorKind::Enterprise, &donor)
    }

    pub(super) fn receive_goods(
        &mut self,
        piece: Piece,
        source: GoodsSource,
        donor: DonorKind,
        name: &str,
    ) -> Told<Vec<domain::Event>> {
        let receive = ReceiveGoods {
            custody: None,
            donor,
            earmark: None,
            evidence: Some(self.paper()?),
            lines: vec![self.entry(&piece)?],
            source,
            warehouse: code(MAIN)?,
            row: None,
        };
        let events =
            self.goods(Who::Storekeeper, Command::ReceiveGoods(receive), named(name.to_owned(), ""))?;
        self.stock_changes(&code(MAIN)?, &code(piece.item)?, piece.count);
        Ok(events)
    }

    /// A line of a paper, in the item's base unit, with an expiry where it needs one.
    pub(super) fn entry(&mut self, piece: &Piece) -> Told<ReceivedEntry> {
        let item = catalogue::item_of(piece.item).ok_or(Mistake::Missing("item"))?;
        let keeps = later(self.on, item.keeps);
        Ok(ReceivedEntry {
            condition: Condition::New,
            counted: Quantity::new(piece.count),
            expiry: item.perishable.then(|| piece.expiry.unwrap_or(keeps)),
            item: code(piece.item)?,
            maker_lot: None,
            unit: code(item.base)?,
            value: Vnd::new(piece.value),
            value_source: self.random.pick(&[Source(ValueSource::Invoice), Source(ValueSource::PriceList)]).0,
        })
    }

    /// The oxygen system of the hospital: worth so much that the year's sum is met to the đồng.
    fn meet_the_value(&mut self) -> Told {
        let value = GOODS.saturating_sub(self.tally.goods);
        let piece = Piece { item: "he-thong-oxy", count: 1, value, expiry: None };
        let hospital = Party::Organisation(code("bv-da-khoa-dong-thap")?);
        let direct = DeliverDirectly {
            allocation: None,
            donor: DonorKind::Enterprise,
            earmark: None,
            evidence: Some(self.paper()?),
            head: code("y-te")?,
            lines: vec![self.entry(&piece)?],
            recipients: Vec::new(),
            to: hospital,
            row: None,
        };
        let donor = named("Tổng công ty Phù Sa Đồng Tháp".to_owned(), "");
        self.goods(Who::Storekeeper, Command::DeliverDirectly(direct), donor).map(drop)
    }

    /// Vegetables from the field straight to the hamlets.
    pub(super) fn deliver_directly(&mut self, share: &Share, line: AllocationLine, handing: Handing) -> Told {
        let kilograms = share.goods();
        let piece = Piece { item: "rau-cu", count: kilograms, value: kilograms * 8_000, expiry: None };
        let direct = DeliverDirectly {
            allocation: Some(line),
            donor: DonorKind::Organisation,
            earmark: None,
            evidence: Some(self.paper()?),
            head: code("luong-thuc")?,
            lines: vec![self.entry(&piece)?],
            recipients: share.recipients.clone(),
            to: Party::Area(share.commune.code.clone()),
            row: None,
        };
        let donor = named(names::organisation(&mut self.random), "");
        let events = self.goods(Who::Storekeeper, Command::DeliverDirectly(direct), donor)?;
        let issue = issued(&events).ok_or(Mistake::Missing("GoodsIssued"))?;
        self.hand_in_time(Delivery::Issue(issue), handing);
        Ok(())
    }

    /// A truck to a branch; the day after it is unloaded, and not always everything is sound or there.
    pub(super) fn transport(&mut self, to: &'static str, item: &'static str, count: i64) -> Told {
        let lines = vec![PickLine { item: code(item)?, lot: None, quantity: Quantity::new(count) }];
        let send = SendGoods { from: code(MAIN)?, lines, to: code(to)? };
        let events = self.goods(Who::Storekeeper, Command::SendGoods(send), named(String::new(), ""))?;
        self.stock_changes(&code(MAIN)?, &code(item)?, -count);
        let sent = events.iter().find_map(|event| match event {
            domain::Event::Goods(event) => match event.as_ref() {
                Event::GoodsSent(event) => Some(event.clone()),
                _ => None,
            },
            _ => None,
        });
        let sent = sent.ok_or(Mistake::Missing("GoodsSent"))?;
        let (damaged, short) = match self.random.below(3) {
            0 => (120, 0),
            1 => (0, 60),
            _ => (0, 0),
        };
        self.after(1, Hour::Morning, move |author| {
            let (mut losses, mut sound, mut lines) = ((damaged, short), 0, Vec::new());
            for line in &sent.lines {
                let loaded = line.quantity.units();
                let (damaged, short) = (losses.0.min(loaded / 2), losses.1.min(loaded / 2));
                losses = (losses.0 - damaged, losses.1 - short);
                let arrived = loaded - damaged - short;
                sound += arrived;
                let (arrived, damaged) = (Quantity::new(arrived), Quantity::new(damaged));
                lines.push(ArrivedEntry { arrived, damaged, lot: line.lot });
            }
            let unload = UnloadGoods { lines, row: None, shipment: sent.shipment };
            let note = if damaged > 0 { "Bao bị ướt trên đường" } else { "" };
            author.goods(Who::Storekeeper, Command::UnloadGoods(unload), named(String::new(), note))?;
            author.stock_changes(&sent.to, &code(item)?, sound);
            Ok(())
        });
        Ok(())
    }

    /// Six tenths of the medical goods go to the hospitals, in equal parts.
    fn supply_hospitals(&mut self) -> Told {
        let main = code(MAIN)?;
        let receivers = ["bv-da-khoa-dong-thap", "bv-da-khoa-sa-dec", "bv-da-khoa-hong-ngu", "cdc-dong-thap"];
        let mut parts = Vec::new();
        for item in ITEMS.iter().filter(|item| item.category == "y-te") {
            let part = self.in_stock(&main, &code(item.code)?) * 6 / 10 / 4;
            if part > 0 {
                parts.push(PickedLine { item: code(item.code)?, lot: None, quantity: Quantity::new(part) });
            }
        }
        if parts.is_empty() {
            return Ok(());
        }
        for receiver in receivers {
            let to = Party::Organisation(code(receiver)?);
            let content = IssueContent {
                allocation: None,
                head: code("y-te")?,
                lines: parts.clone(),
                recipients: Vec::new(),
                to: to.clone(),
                warehouse: main.clone(),
            };
            let handing = Handing { place: None, by: to, signatures: 1, proof: Proof::Whole };
            self.issue_in_time(content, "Cấp vật tư y tế tháng này", handing)?;
        }
        Ok(())
    }

    pub(super) fn in_stock(&self, warehouse: &Code, item: &Code) -> i64 {
        self.stock.get(&(warehouse.clone(), item.clone())).copied().unwrap_or(0)
    }

    /// The author's own tally of what is free in each warehouse.
    pub(super) fn stock_changes(&mut self, warehouse: &Code, item: &Code, by: i64) {
        let stock = self.stock.entry((warehouse.clone(), item.clone())).or_default();
        *stock = stock.saturating_add(by);
    }
}

/// A source of value that can be drawn.
#[derive(Clone, Copy)]
struct Source(ValueSource);

impl Default for Source {
    fn default() -> Self {
        Self(ValueSource::Estimate)
    }
}

/// The lot of the first line of a goods-received note.
pub(super) fn lot(events: &[domain::Event]) -> Option<LotNo> {
    events.iter().find_map(|event| match event {
        domain::Event::Goods(event) => match event.as_ref() {
            Event::GoodsReceived(event) => event.lines.first().map(|line| line.lot),
            _ => None,
        },
        _ => None,
    })
}
