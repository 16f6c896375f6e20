//! One payment or issue with its voucher: what for, out of what, which gifts paid, where it went, how far it is, and step
//! by step how it came to be. Names of households and of those who signed are not here.

mod sources;

use askama::Template;
use domain::books::Copied;
use domain::relief::{Delivery, PaymentKind};
use domain::{Digest, FundId, ReceiptNo};
use ledger::Chapter;
use projection_coverage::{Coverage, Item, Outgoing, Purpose};
use projection_lineage::Lineage;

use crate::format;
use crate::lang::Lang;
use crate::link::{self, Filter};
use crate::pages::names::{self, Names};
use crate::pages::story::{self, proof, step};
use crate::pages::{Amount, Figures, Shell};
pub use sources::{Range, Sources};

/// A text with the address of what it is part of.
#[derive(Clone, Debug)]
pub struct Linked {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub href: Option<String>,
}

/// A line of where it went.
#[derive(Clone, Debug)]
pub struct PlaceRow {
    /// The area.
    pub place: Linked,
    /// Households that it names or says to reach.
    pub households: String,
    /// Money.
    pub amount: Amount,
    /// Goods by value.
    pub goods: Amount,
}

/// A line of what goods there were.
#[derive(Clone, Debug)]
pub struct ItemRow {
    /// Its name.
    pub name: String,
    /// So much of it, with its unit.
    pub quantity: String,
    /// Its value.
    pub value: Amount,
}

/// How far it is on the way to those it is meant for.
#[derive(Clone, Debug)]
pub struct Stage {
    /// What happened.
    pub what: String,
    /// The day; none where it has not happened.
    pub on: Option<String>,
}

/// A scan that everybody may have, with names blacked out.
#[derive(Clone, Debug)]
pub struct CopyRow {
    /// What it is.
    pub title: String,
    /// The day of its publication.
    pub on: String,
    /// Where it is.
    pub href: String,
    /// SHA-256 of it.
    pub copy: String,
    /// SHA-256 of the paper that it was made from.
    pub original: String,
}

/// See the module.
#[derive(Clone, Debug, Template)]
#[template(path = "voucher.html")]
pub struct VoucherPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub fund_name: String,
    /// Address of the list of all.
    pub list_href: String,
    /// The voucher's number.
    pub voucher: String,
    /// Money.
    pub amount: Amount,
    /// Goods by value.
    pub goods: Amount,
    /// What it says, as name and value.
    pub facts: Vec<(&'static str, Linked)>,
    /// Goods, by item.
    pub items: Vec<ItemRow>,
    /// Where it went.
    pub places: Vec<PlaceRow>,
    /// How far it is; none where nothing is handed over.
    pub steps: Vec<Stage>,
    /// Which gifts paid for it; empty for goods.
    pub sources: Sources,
    /// Of a purchase: the issues in which the goods went out.
    pub issues: Vec<(String, String)>,
    /// How it came to be, from the request on.
    pub story: Vec<story::StepRow>,
    /// That its negative stands in the books: day, voucher.
    pub reversed: Option<(String, String)>,
    /// Accounts of an advance: day, voucher, spent, paid back.
    pub settled: Vec<(String, String, Amount, Amount)>,
    /// Address of the proof that its event stands in the log, and the event's position.
    pub proof: (String, u64),
    /// Address of the page that tells how to check it.
    pub check: String,
    /// Address of its paper, in the copy for everybody.
    pub paper: Option<String>,
    /// Scans that were published.
    pub copies: Vec<CopyRow>,
}

/// What is known of a payment or an issue beside its figures.
#[derive(Clone, Copy)]
pub struct Followed<'a> {
    /// Who paid for what.
    pub lineage: &'a Lineage,
    /// How it came to be.
    pub story: &'a [Chapter],
    /// Whether a gift has a page.
    pub listed: &'a dyn Fn(ReceiptNo) -> bool,
}

impl VoucherPage {
    /// The page of one entry.
    pub fn new(
        figures: &Figures,
        coverage: &Coverage,
        names: Names<'_>,
        entry: &Outgoing,
        followed: Followed<'_>,
    ) -> Self {
        let (fund, lang) = (&figures.fund, names.lang);
        let amount = |dong: i64| Amount { dong: dong.into(), lang };
        let title = format!("{} {}", lang.say("Chứng từ", "Voucher"), entry.voucher);
        let settled = entry.settled.iter().map(|settled| {
            let (on, voucher) = (format::date(settled.on, lang), settled.voucher.to_string());
            (on, voucher, amount(settled.spent), amount(settled.returned))
        });
        let reversed = entry.reversed.as_ref();
        Self {
            shell: Shell::new(lang, title, link::voucher(fund, entry.voucher)),
            fund_name: figures.name().to_owned(),
            list_href: format!("{}{}", lang.prefix(), link::outgoings(fund, &Filter::default())),
            voucher: entry.voucher.to_string(),
            amount: amount(entry.amount),
            goods: amount(entry.goods),
            facts: facts(fund, coverage, names, entry, followed),
            items: entry.items.iter().map(|item| item_row(lang, item)).collect(),
            places: places(fund, names, entry),
            steps: steps(lang, entry),
            sources: match entry.delivery {
                Delivery::Payment(number) => {
                    Sources::of(lang, fund, followed.lineage, number, followed.listed)
                }
                Delivery::Issue(_) => Sources::default(),
            },
            issues: issues(lang, fund, followed.lineage, entry.delivery),
            story: followed
                .story
                .iter()
                .map(|chapter| step(lang, followed.lineage.names(), chapter))
                .collect(),
            reversed: reversed.map(|one| (format::date(one.on, lang), one.voucher.to_string())),
            settled: settled.collect(),
            proof: (proof(fund, entry.position), entry.position),
            check: format!("{}{}", lang.prefix(), link::check(fund)),
            paper: None,
            copies: Vec::new(),
        }
    }

    /// The same with its papers: where it is `printed`, and what was published of it.
    #[must_use]
    pub fn with_papers(self, fund: &FundId, printed: bool, copies: &[(Digest, Copied)]) -> Self {
        let lang = self.shell.lang;
        let here = format!("{}/quy/{fund}/phieu/{}", lang.prefix(), self.voucher);
        let row = |(digest, copied): &(Digest, Copied)| CopyRow {
            title: copied.title.clone(),
            on: format::date(copied.on, lang),
            href: format!("{here}/ban-chup/{digest}"),
            copy: digest.to_string(),
            original: copied.original.to_string(),
        };
        let paper = printed.then(|| format!("{here}/ban-cong-khai.pdf"));
        Self { paper, copies: copies.iter().map(row).collect(), ..self }
    }
}

fn facts(
    fund: &FundId,
    coverage: &Coverage,
    names: Names<'_>,
    entry: &Outgoing,
    followed: Followed<'_>,
) -> Vec<(&'static str, Linked)> {
    let lang = names.lang;
    let to = |filter: Filter| Some(format!("{}{}", lang.prefix(), link::outgoings(fund, &filter)));
    let plain = |text: String| Linked { text, href: None };
    let by_purpose = Filter { purpose: Some(entry.purpose), ..Filter::default() };
    let outgoings = coverage.outgoings();
    let restriction = || Linked {
        text: names.restriction(entry.earmark.as_ref()),
        href: Some(format!("{}{}", lang.prefix(), link::restriction(fund, entry.earmark.as_ref()))),
    };
    let decision = entry.allocation.map(|(number, round)| {
        let decision = outgoings.decision(number).unwrap_or_default();
        let text = format!("{decision} ({} {round})", lang.say("đợt", "round"));
        Linked { text, href: Some(format!("{}{}", lang.prefix(), link::decision(fund, number))) }
    });
    let warehouse = entry.warehouse.as_ref();
    let warehouse =
        warehouse.map(|code| outgoings.warehouse(code).map_or_else(|| code.to_string(), str::to_owned));
    let lines = [
        (lang.say("Ngày", "Day"), Some(plain(format::date(entry.on, lang)))),
        (
            lang.say("Nội dung", "For what"),
            Some(Linked { text: names::purpose(lang, entry.purpose).to_owned(), href: to(by_purpose) }),
        ),
        (
            lang.say("Người, đơn vị nhận", "Taken over by"),
            entry.to.as_ref().map(|party| plain(names.party(party))),
        ),
        (lang.say("Mục chi", "Spending head"), entry.head.as_ref().map(|head| plain(names.head(head)))),
        (lang.say("Từ nguồn", "Out of"), entry.account.is_some().then(restriction)),
        (
            lang.say("Tài khoản chi", "From the account"),
            entry.account.as_ref().map(|account| plain(lang.place(account))),
        ),
        (lang.say("Kho xuất", "From the warehouse"), warehouse.map(plain)),
        (lang.say("Quyết định phân bổ", "Decision"), decision),
    ];
    let lines = lines.into_iter().chain(traced(lang, fund, followed, entry.delivery));
    lines.filter_map(|(name, value)| Some((name, value?))).collect()
}

/// What lineage knows beside it: the box, the gift that was given back, what a team still holds.
fn traced(
    lang: Lang,
    fund: &FundId,
    followed: Followed<'_>,
    delivery: Delivery,
) -> [(&'static str, Option<Linked>); 3] {
    let deeds = followed.lineage.deeds();
    let (outlay, handed) = match delivery {
        Delivery::Payment(number) => (deeds.outlay(number), None),
        Delivery::Issue(number) => (None, deeds.issue(number)),
    };
    let to = |path: String| Some(format!("{}{path}", lang.prefix()));
    let boxed = handed.and_then(|handed| handed.box_code.as_ref());
    let refunded = outlay.and_then(|outlay| match &outlay.kind {
        PaymentKind::Refund(refunded) => Some(refunded.receipt),
        _ => None,
    });
    let in_hand = outlay
        .filter(|outlay| outlay.in_hand() > 0)
        .map(|outlay| format!("{}\u{a0}{}", format::grouped(outlay.in_hand(), lang), lang.text().dong));
    [
        (
            lang.say("Mã thùng, mã xe", "Box or truck"),
            boxed.map(|code| Linked { text: code.to_string(), href: to(link::boxed(fund, code)) }),
        ),
        (
            lang.say("Khoản ủng hộ được hoàn trả", "The gift that was given back"),
            refunded.map(|number| Linked {
                text: number.to_string(),
                href: (followed.listed)(number).then(|| to(link::gift(fund, number))).flatten(),
            }),
        ),
        (
            lang.say("Đội còn giữ, chưa quyết toán", "Still with the team"),
            in_hand.map(|text| Linked { text, href: None }),
        ),
    ]
}

/// The issues in which bought goods went out: voucher and address.
fn issues(lang: Lang, fund: &FundId, lineage: &Lineage, delivery: Delivery) -> Vec<(String, String)> {
    let Delivery::Payment(number) = delivery else { return Vec::new() };
    let deeds = lineage.deeds();
    let issues = deeds.outlay(number).map(|outlay| deeds.issues_of(outlay)).unwrap_or_default();
    let vouchers = issues.into_iter().filter_map(|issue| Some(deeds.issue(issue)?.voucher));
    vouchers
        .map(|voucher| (voucher.to_string(), format!("{}{}", lang.prefix(), link::voucher(fund, voucher))))
        .collect()
}

fn places(fund: &FundId, names: Names<'_>, entry: &Outgoing) -> Vec<PlaceRow> {
    let lang = names.lang;
    let place = |area: Option<&domain::Code>| match area {
        Some(area) => Linked {
            text: names.area(area),
            href: Some(format!("{}{}", lang.prefix(), link::area(fund, area))),
        },
        None => Linked { text: lang.say("Ngoài các địa bàn", "Of no area").to_owned(), href: None },
    };
    let row = |share: &projection_coverage::Share| PlaceRow {
        place: place(share.area.as_ref()),
        households: format::grouped(share.households, lang),
        amount: Amount { dong: share.amount.into(), lang },
        goods: Amount { dong: share.goods.into(), lang },
    };
    entry.shares.iter().map(row).collect()
}

pub(super) fn item_row(lang: Lang, item: &Item) -> ItemRow {
    ItemRow {
        name: item.name.clone(),
        quantity: format!(
            "{}\u{a0}{}",
            format::grouped(item.units, lang),
            domain::goods::unit_name(&item.unit)
        ),
        value: Amount { dong: item.value.into(), lang },
    }
}

/// Only what is handed to beneficiaries has a way.
pub(super) const fn is_handed_over(purpose: Purpose) -> bool {
    matches!(purpose, Purpose::Goods | Purpose::Relief | Purpose::Transfer)
}

fn steps(lang: Lang, entry: &Outgoing) -> Vec<Stage> {
    if !is_handed_over(entry.purpose) {
        return Vec::new();
    }
    let steps = &entry.steps;
    let day = |on: Option<jiff::civil::Date>| on.map(|on| format::date(on, lang));
    let signed = match steps.signed {
        0 => lang.say("Người nhận đã ký", "Recipients signed").to_owned(),
        signed => {
            let signed = format::grouped(signed, lang);
            match lang {
                Lang::Vi => format!("{signed} chữ ký của người nhận"),
                Lang::En => format!("{signed} signatures of recipients"),
            }
        }
    };
    vec![
        Stage {
            what: lang.say("Đã chi hoặc xuất kho", "Paid or issued").to_owned(),
            on: Some(format::date(entry.on, lang)),
        },
        Stage { what: lang.say("Đã trao", "Handed over").to_owned(), on: day(steps.handed_on) },
        Stage { what: signed, on: day(steps.signed_on) },
        Stage {
            what: lang.say("Địa phương đã xác nhận", "Confirmed by the local unit").to_owned(),
            on: day(steps.confirmed_on),
        },
    ]
}
