//! What was handed over: all of a fund, and one with who signed and who confirmed.

use askama::Template;
use domain::relief::Delivery;
use domain::{Code, FundId, Quantity};
use ledger::Chapter;
use projection_lineage::{Deeds, Handed, Lineage, Names, Outlay, Progress};

use crate::lang::Lang;
use crate::pages::outlays::{LISTED, at};
use crate::pages::story::{StepRow, proof, step};
use crate::pages::{Amount, Deed, DeedsPage, Figures, Shell};
use crate::{format, link};

/// Money or goods on their way.
enum Way<'a> {
    Money(&'a Outlay),
    Goods(&'a Handed),
}

impl Way<'_> {
    fn position(&self) -> u64 {
        match self {
            Self::Money(outlay) => outlay.position,
            Self::Goods(handed) => handed.position,
        }
    }

    fn delivery(&self) -> Delivery {
        match self {
            Self::Money(outlay) => Delivery::Payment(outlay.payment),
            Self::Goods(handed) => Delivery::Issue(handed.issue),
        }
    }

    fn progress(&self) -> &Progress {
        match self {
            Self::Money(outlay) => &outlay.progress,
            Self::Goods(handed) => &handed.progress,
        }
    }

    fn deed(&self, lang: Lang, fund: &FundId, lineage: &Lineage) -> Deed {
        let href = format!("{}{}", lang.prefix(), link::delivery(fund, self.delivery()));
        let handed = match self {
            Self::Money(outlay) => {
                let stage = match outlay.reversed_on {
                    Some(_) => lang.outlay_stage(outlay),
                    None => lang.stage(&outlay.progress),
                };
                return Deed { href, stage, ..Deed::of_outlay(lang, fund, lineage, outlay) };
            }
            Self::Goods(handed) => handed,
        };
        Deed {
            href,
            what: lang.say("Hàng cứu trợ", "Relief goods").to_owned(),
            voucher: handed.voucher.to_string(),
            on: format::date(handed.on, lang),
            to: Some(lang.party(lineage.names(), &handed.to)),
            amount: Amount { dong: handed.value, lang },
            stage: match handed.reversed_on {
                Some(day) => format!(
                    "{} {}",
                    lang.say("Đã nhập lại kho ngày", "Taken back on"),
                    format::date(day, lang)
                ),
                None => lang.stage(&handed.progress),
            },
            reversed: handed.reversed_on.is_some(),
        }
    }
}

/// The deliveries before a position, newest first, and whether there are older ones.
fn newest(deeds: &Deeds, before: Option<u64>) -> (Vec<Way<'_>>, bool) {
    let before = before.unwrap_or(u64::MAX);
    let money = deeds.outlays();
    let money = money.get(..money.partition_point(|one| one.position < before)).unwrap_or_default();
    let money = money
        .iter()
        .rev()
        .filter(|outlay| outlay.is_delivery())
        .take(LISTED.saturating_add(1))
        .map(Way::Money);
    let goods = deeds.handed();
    let goods = goods.get(..goods.partition_point(|one| one.position < before)).unwrap_or_default();
    let goods = goods.iter().rev().take(LISTED.saturating_add(1)).map(Way::Goods);
    let mut all: Vec<_> = money.chain(goods).collect();
    all.sort_by_key(|way| std::cmp::Reverse(way.position()));
    let more = all.len() > LISTED;
    all.truncate(LISTED);
    (all, more)
}

impl DeedsPage {
    /// The deliveries before a position of the log, newest first.
    pub fn deliveries(lang: Lang, figures: &Figures, lineage: &Lineage, before: Option<u64>) -> Self {
        let (fund, deeds) = (&figures.fund, lineage.deeds());
        let (ways, more) = newest(deeds, before);
        let last = ways.last().filter(|_| more).map(Way::position);
        Self {
            shell: Shell::new(lang, lang.say("Việc trao tận nơi", "Hand-overs"), at(&link::deliveries(fund), before)),
            fund_name: figures.name().to_owned(),
            fund_href: format!("{}{}", lang.prefix(), link::fund(fund)),
            intro: lang.say(
                "Tiền và hàng đã xuất để trao cho bà con, mới nhất trước: trao ngày nào, bao nhiêu hộ ký nhận, địa phương xác nhận ngày nào.",
                "Money and goods that left to be handed over, the newest first: when they arrived, how many households signed, when the local unit confirmed.",
            ),
            none: lang.say("Chưa có lần trao nào.", "Nothing has been handed over yet."),
            amount_title: lang.say("Số tiền, trị giá", "Amount or worth"),
            deeds: ways.iter().map(|way| way.deed(lang, fund, lineage)).collect(),
            count: format::grouped(deeds.deliveries(), lang),
            older: last.map(|last| format!("{}{}", lang.prefix(), at(&link::deliveries(fund), Some(last)))),
        }
    }
}

/// One delivery.
#[derive(Clone, Debug, Template)]
#[template(path = "delivery.html")]
pub struct DeliveryPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub fund_name: String,
    /// Address of the fund's page.
    pub fund_href: String,
    /// Address of all deliveries.
    pub all_href: String,
    /// Its row.
    pub deed: Deed,
    /// Of money: the address of its payment.
    pub outlay_href: Option<String>,
    /// The warehouse that goods lay in.
    pub warehouse: Option<String>,
    /// Goods: name, how much, unit.
    pub goods: Vec<(String, String, String)>,
    /// The box or truck: its code and address.
    pub boxed: Option<(String, String)>,
    /// The decision that it is part of: its number and address.
    pub decision: Option<(u64, String)>,
    /// Households that it is said to reach.
    pub households: Option<String>,
    /// The day of the hand-over.
    pub handed_on: Option<String>,
    /// How many signed, with the day of the last list.
    pub signed: Option<(String, Option<String>)>,
    /// The day of the confirmation.
    pub confirmed_on: Option<String>,
    /// How it came to be.
    pub steps: Vec<StepRow>,
    /// Its event's place in the log.
    pub position: u64,
    /// Where the proof is.
    pub proof_href: String,
    /// How to check.
    pub check_href: String,
}

impl DeliveryPage {
    /// The page of a delivery; `None` where there is none, or the payment is handed over to nobody.
    pub fn new(
        lang: Lang,
        figures: &Figures,
        lineage: &Lineage,
        delivery: Delivery,
        story: &[Chapter],
    ) -> Option<Self> {
        let (fund, deeds, names) = (&figures.fund, lineage.deeds(), lineage.names());
        let way = match delivery {
            Delivery::Payment(number) => Way::Money(deeds.outlay(number)?),
            Delivery::Issue(number) => Way::Goods(deeds.issue(number)?),
        };
        let to = |path: String| format!("{}{path}", lang.prefix());
        let day = |day| format::date(day, lang);
        let progress = way.progress();
        let (money, goods) = match &way {
            Way::Money(outlay) => (Some(*outlay), None),
            Way::Goods(handed) => (None, Some(*handed)),
        };
        let allocation = money.map_or_else(
            || goods.and_then(|goods| goods.allocation.as_ref()),
            |money| money.allocation.as_ref(),
        );
        let item = |(item, quantity): &(Code, Quantity)| {
            let (name, base) = names.item(item);
            let unit = base.map_or_else(String::new, |base| domain::goods::unit_name(base).to_owned());
            (name.to_owned(), format::grouped(quantity.units(), lang), unit)
        };
        let deed = way.deed(lang, fund, lineage);
        let title =
            format!("{} {}", lang.say("Lần trao theo chứng từ", "Hand-over of voucher"), deed.voucher);
        Some(Self {
            shell: Shell::new(lang, title, link::delivery(fund, delivery)),
            fund_name: figures.name().to_owned(),
            fund_href: to(link::fund(fund)),
            all_href: to(link::deliveries(fund)),
            outlay_href: money.map(|money| to(link::outlay(fund, money.payment))),
            warehouse: goods.map(|goods| warehouse(lang, names, &goods.warehouse)),
            goods: goods.map(|goods| goods.goods.iter().map(item).collect()).unwrap_or_default(),
            boxed: goods
                .and_then(|goods| goods.box_code.as_ref())
                .map(|code| (code.to_string(), to(link::boxed(fund, code)))),
            decision: allocation
                .map(|line| (line.allocation.get(), to(link::decision(fund, line.allocation)))),
            households: (progress.households > 0).then(|| format::grouped(progress.households, lang)),
            handed_on: progress.handed_on.map(day),
            signed: (progress.signed > 0)
                .then(|| (format::grouped(progress.signed, lang), progress.signed_on.map(day))),
            confirmed_on: progress.confirmed_on.map(day),
            steps: story.iter().map(|chapter| step(lang, names, chapter)).collect(),
            position: way.position(),
            proof_href: proof(fund, way.position()),
            check_href: to(link::check(fund)),
            deed,
        })
    }
}

fn warehouse(lang: Lang, names: &Names, code: &Code) -> String {
    if *code == Code::direct() {
        return lang
            .say("Giao thẳng, không qua kho", "Straight from where they came, through no warehouse")
            .to_owned();
    }
    names.warehouse(code).to_owned()
}

/// The delivery that an address means: `chi-12` or `xuat-5`.
pub(crate) fn delivery(text: &str) -> Option<Delivery> {
    let (what, number) = text.split_once('-')?;
    let number = number.parse().ok()?;
    match what {
        "chi" => Some(Delivery::Payment(domain::PaymentNo::new(number))),
        "xuat" => Some(Delivery::Issue(domain::IssueNo::new(number))),
        _ => None,
    }
}
