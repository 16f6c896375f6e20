//! Goods with a story: expired, missing at a count, entered twice, issued in error, held for others, packed as parcels, sent
//! to other provinces.

use std::rc::Rc;

use domain::goods::{
    Command, CountEntry, CountStock, Event, GoodsSource, IssueGoods, MakeKits, ReceiveGoods, RevalueLot,
    ReverseGoodsIssue, ReverseGoodsReceipt, UnmakeKits, ValueSource, WriteOffGoods, WriteOffReason,
};
use domain::relief::{AllocationLine, Content, IssueContent, PickedLine, Recipient, WriteOffContent};
use domain::{Code, DonorKind, ItemQuantity, LotNo, Party, Quantity, Vnd};
use jiff::civil::date;

use crate::year::Texts;
use crate::year::author::{Author, Hour, Mistake, Told, Who, code, later};
use crate::year::catalogue::Piece;
use crate::year::money::named;
use crate::year::places::Commune;
use crate::year::requests::{Handing, Proof, Request};
use crate::year::rounds::{Kind, Round, Share, of_group};
use crate::year::rules::PARCEL;
use crate::year::stock::{MAIN, lot};

/// Parcels packed for the communes in lockdown.
const PARCELS: i64 = 3_000;

impl Author {
    pub(super) fn plan_goods_stories(&mut self, communes: &[Rc<Commune>]) {
        self.at(date(2021, 1, 6), Hour::Noon, Self::lay_there_before);
        self.at(date(2021, 6, 24), Hour::Noon, Self::note_written_twice);
        self.at(date(2021, 8, 12), Hour::Noon, Self::blankets_counted);
        self.at(date(2021, 8, 26), Hour::Noon, Self::help_other_provinces);
        self.at(date(2021, 10, 5), Hour::Noon, Self::potatoes_spoiled);
        self.at(date(2021, 9, 2), Hour::Noon, Self::held_for_a_hospital);
        self.at(date(2021, 7, 27), Hour::Noon, Self::gifts_for_workers);
        let near: Vec<_> = communes.iter().take(10).cloned().collect();
        self.at(date(2021, 7, 20), Hour::Noon, Self::pack_parcels);
        self.at(date(2021, 7, 22), Hour::Noon, move |author| author.hand_out_parcels(&near));
    }

    fn lay_there_before(&mut self) -> Told {
        let piece = Piece { item: "ao-phao", count: 200, value: 24_000_000, expiry: None };
        let events = self.receive_goods(piece, GoodsSource::Opening, DonorKind::Organisation, "")?;
        let lot = lot(&events).ok_or(Mistake::Missing("lot"))?;
        self.at(date(2021, 7, 2), Hour::Noon, move |author| {
            let (evidence, value) = (author.paper()?, Vnd::new(20_000_000));
            let revalue = RevalueLot { evidence, lot, source: ValueSource::PriceList, value };
            let events = author.goods(Who::Storekeeper, Command::RevalueLot(revalue), Texts::default())?;
            author.sign(&events)
        });
        Ok(())
    }

    fn note_written_twice(&mut self) -> Told {
        let piece = Piece { item: "mi-goi", count: 3_000, value: 10_800_000, expiry: None };
        self.receive_gift(piece)?;
        let second = self.receive_gift(piece)?;
        let receipt = second.iter().find_map(|event| match event {
            domain::Event::Goods(event) => match event.as_ref() {
                Event::GoodsReceived(event) => Some(event.receipt),
                _ => None,
            },
            _ => None,
        });
        let receipt = receipt.ok_or(Mistake::Missing("GoodsReceived"))?;
        let reverse = ReverseGoodsReceipt { reason: code("ghi-hai-lan")?, receipt, row: None };
        let command = Command::ReverseGoodsReceipt(reverse);
        let events =
            self.goods(Who::Storekeeper, command, named(String::new(), "Hai phiếu cho một xe hàng"))?;
        self.stock_changes(&code(MAIN)?, &code(piece.item)?, -piece.count);
        self.sign(&events)
    }

    /// At the count seven blankets are missing.
    fn blankets_counted(&mut self) -> Told {
        let piece = Piece { item: "chan-men", count: 500, value: 55_000_000, expiry: None };
        let events = self.receive_gift(piece)?;
        let lot = lot(&events).ok_or(Mistake::Missing("lot"))?;
        self.at(date(2021, 9, 30), Hour::Noon, move |author| {
            let evidence = Some(author.paper()?);
            let lines = vec![CountEntry { counted: Quantity::new(493), lot }];
            let count = CountStock { evidence, lines, row: None, warehouse: code(MAIN)? };
            let note = named(String::new(), "Thiếu 7 cái, đang tìm nguyên nhân");
            author.goods(Who::Storekeeper, Command::CountStock(count), note)?;
            author.stock_changes(&code(MAIN)?, &code("chan-men")?, -7);
            Ok(())
        });
        Ok(())
    }

    /// 55 tonnes for Hồ Chí Minh City and Bình Dương.
    fn help_other_provinces(&mut self) -> Told {
        for (board, lines) in [
            ("mttq-tphcm", [("gao", 12_000), ("khoai-lang", 17_000), ("ca-hop", 5_000), ("hu-tieu", 600)]),
            (
                "mttq-binh-duong",
                [("gao", 8_000), ("khoai-lang", 10_000), ("ca-hop", 2_500), ("hu-tieu", 400)],
            ),
        ] {
            let to = Party::Organisation(code(board)?);
            let line = |(item, quantity): (&str, i64)| {
                Ok(PickedLine { item: code(item)?, lot: None, quantity: Quantity::new(quantity) })
            };
            let content = IssueContent {
                allocation: None,
                head: code("tinh-ban")?,
                lines: lines.into_iter().map(line).collect::<Told<Vec<_>>>()?,
                recipients: Vec::new(),
                to: to.clone(),
                warehouse: code(MAIN)?,
            };
            let handing = Handing { place: None, by: to, signatures: 1, proof: Proof::Whole };
            self.issue_in_time(content, "Xuất hàng hỗ trợ tỉnh bạn", handing)?;
        }
        Ok(())
    }

    /// What is left of the sweet potatoes is past its day.
    fn potatoes_spoiled(&mut self) -> Told {
        let (main, item) = (code(MAIN)?, code("khoai-lang")?);
        let lines = self.lots_of(&main, &item);
        let all: i64 = lines.iter().map(|line| line.quantity.units()).sum();
        let content = WriteOffContent { lines, reason: WriteOffReason::Expired, warehouse: main.clone() };
        self.stock_changes(&main, &item, -all);
        let request =
            self.ask(Who::Storekeeper, Content::WriteOff(content), "Khoai lang quá hạn, đã thối")?;
        self.after(1, Hour::Noon, move |author| {
            author.approve(&request)?;
            let off = WriteOffGoods { request: request.number };
            author.goods(Who::Storekeeper, Command::WriteOffGoods(off), Texts::default()).map(drop)
        });
        Ok(())
    }

    /// Every lot of an item that lies in a warehouse, with all that is left of it.
    fn lots_of(&self, warehouse: &Code, item: &Code) -> Vec<PickedLine> {
        let numbers = (1..self.state.goods.next_lot().get()).map(LotNo::new);
        let of = |lot: &LotNo| self.state.goods.lot(*lot).is_some_and(|found| found.item == *item);
        let line = |lot: LotNo| PickedLine {
            item: item.clone(),
            lot: Some(lot),
            quantity: self.state.goods.on_hand(warehouse, lot),
        };
        numbers.filter(of).map(line).filter(|line| line.quantity.is_positive()).collect()
    }

    /// A donor leaves machines for one hospital; they only pass through, and first go to the wrong one.
    fn held_for_a_hospital(&mut self) -> Told {
        let hospital = Party::Organisation(code("bv-da-khoa-sa-dec")?);
        let piece = Piece { item: "may-oxy", count: 5, value: 90_000_000, expiry: None };
        let receive = ReceiveGoods {
            custody: Some(hospital.clone()),
            donor: DonorKind::Enterprise,
            earmark: None,
            evidence: Some(self.paper()?),
            lines: vec![self.entry(&piece)?],
            row: None,
            source: GoodsSource::Gift,
            warehouse: code(MAIN)?,
        };
        let donor = named("Công ty TNHH Thiết bị y tế Bông Súng".to_owned(), "Nhận giữ hộ");
        let events = self.goods(Who::Storekeeper, Command::ReceiveGoods(receive), donor)?;
        let lot = lot(&events);
        let content = IssueContent {
            allocation: None,
            head: code("y-te")?,
            lines: vec![PickedLine { item: code(piece.item)?, lot, quantity: Quantity::new(piece.count) }],
            recipients: Vec::new(),
            to: hospital.clone(),
            warehouse: code(MAIN)?,
        };
        let request = self.ask(Who::Storekeeper, Content::Issue(content), "Giao hàng giữ hộ")?;
        self.approve(&request)?;
        let handing = Handing { place: None, by: hospital, signatures: 1, proof: Proof::Whole };
        self.issued_in_error(&request, handing)
    }

    /// Issued, reversed on the same day, asked for and issued again.
    fn issued_in_error(&mut self, request: &Request, handing: Handing) -> Told {
        let command = Command::IssueGoods(IssueGoods { request: request.number, row: None });
        let events = self.goods(Who::Storekeeper, command, Texts::default())?;
        let issued = events.iter().find_map(|event| match event {
            domain::Event::Goods(event) => match event.as_ref() {
                Event::GoodsIssued(event) => Some(event.clone()),
                _ => None,
            },
            _ => None,
        });
        let issued = issued.ok_or(Mistake::Missing("GoodsIssued"))?;
        let reverse = ReverseGoodsIssue { issue: issued.issue, reason: code("sai-noi-nhan")?, row: None };
        let note = named(String::new(), "Xe đi nhầm bệnh viện, hàng về kho nguyên vẹn");
        let events = self.goods(Who::Storekeeper, Command::ReverseGoodsIssue(reverse), note)?;
        self.sign(&events)?;
        let line = |line: &domain::goods::LotLine| {
            let item = code("may-oxy")?;
            Ok(PickedLine { item, lot: Some(line.lot), quantity: line.quantity })
        };
        let content = IssueContent {
            allocation: None,
            head: issued.head,
            lines: issued.lines.iter().map(line).collect::<Told<Vec<_>>>()?,
            recipients: Vec::new(),
            to: issued.to,
            warehouse: issued.warehouse,
        };
        let again = self.ask(Who::Storekeeper, Content::Issue(content), "Giao lại đúng nơi nhận")?;
        self.approve(&again)?;
        let issue = self.issue(again.number)?;
        self.hand_in_time(domain::relief::Delivery::Issue(issue), handing);
        Ok(())
    }

    /// The union's parcels for workers without work.
    fn gifts_for_workers(&mut self) -> Told {
        let (main, item) = (code(MAIN)?, code("qua-cong-doan")?);
        let to = Party::Organisation(code("lien-doan-lao-dong")?);
        for month in 0..4 {
            let (main, item, to) = (main.clone(), item.clone(), to.clone());
            self.after(month * 28, Hour::Noon, move |author| {
                let quantity = Quantity::new(author.in_stock(&main, &item));
                if !quantity.is_positive() {
                    return Ok(());
                }
                let content = IssueContent {
                    allocation: None,
                    head: code("luong-thuc")?,
                    lines: vec![PickedLine { item, lot: None, quantity }],
                    recipients: Vec::new(),
                    to: to.clone(),
                    warehouse: main,
                };
                let handing = Handing { place: None, by: to, signatures: 1, proof: Proof::Whole };
                author.issue_in_time(content, "Quà cho công nhân mất việc", handing)
            });
        }
        Ok(())
    }

    /// Parcels are packed; a hundred too many are opened again.
    fn pack_parcels(&mut self) -> Told {
        let (main, kit) = (code(MAIN)?, code("phan-qua")?);
        let make = MakeKits {
            earmark: None,
            kit: kit.clone(),
            quantity: Quantity::new(PARCELS),
            warehouse: main.clone(),
        };
        let events = self.goods(Who::Storekeeper, Command::MakeKits(make), Texts::default())?;
        let lot = events.iter().find_map(|event| match event {
            domain::Event::Goods(event) => match event.as_ref() {
                Event::KitsMade(event) => Some(event.lot),
                _ => None,
            },
            _ => None,
        });
        let lot = lot.ok_or(Mistake::Missing("KitsMade"))?;
        let (quantity, warehouse) = (Quantity::new(100), main.clone());
        let unmake = Command::UnmakeKits(UnmakeKits { lot, quantity, warehouse });
        self.goods(Who::Storekeeper, unmake, Texts::default())?;
        let packed = PARCELS - 100;
        self.stock_changes(&main, &kit, packed);
        for (item, each) in crate::year::catalogue::KIT {
            self.stock_changes(&main, &code(item)?, -each * packed);
        }
        Ok(())
    }

    /// One parcel a household, for the first groups of ten communes in lockdown.
    fn hand_out_parcels(&mut self, communes: &[Rc<Commune>]) -> Told {
        let each = (PARCELS - 100) / i64::try_from(communes.len()).unwrap_or(1).max(1);
        let mut shares = Vec::new();
        for commune in communes {
            let mut left = each;
            let mut recipients: Vec<Recipient> = Vec::new();
            for group in commune.groups.iter().take_while(|group| {
                left -= i64::from(group.households);
                left >= 0
            }) {
                let quantity = Quantity::new(i64::from(group.households));
                let goods = vec![ItemQuantity { item: code("phan-qua")?, quantity }];
                recipients.push(Recipient { goods, ..of_group(group, PARCEL)? });
            }
            let commune = Rc::clone(commune);
            shares.push(Share {
                commune,
                kind: Kind::Parcels,
                policy: PARCEL,
                recipients,
                proof: Proof::Whole,
            });
        }
        let round = Round { number: 12, first: later(self.on, 0), shares };
        let allocation = self.allocate(&round)?;
        for (line, share) in (1_u16..).zip(round.shares) {
            self.serve(share, AllocationLine { allocation, line })?;
        }
        Ok(())
    }
}
