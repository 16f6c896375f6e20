//! A fund's page: its figures, the search, the chart, the newest gifts and the breakdowns.

mod campaign;
mod parts;

use askama::Template;
use domain::FundId;
use ledger::{PublicGift, Views};
use projection_coverage::AreaFigures;
use projection_public::Tally;

use crate::chart::{self, Chart, Stack};
use crate::format;
use crate::lang::Lang;
use crate::link::{self, Filter};
use crate::pages::{Amount, Figures, Inner, Names, Row, SearchForm, Shell, Sum};
pub(super) use campaign::restrictions;
pub use campaign::{Beside, Restriction};
pub use parts::{Flow, Part, Stretch};

/// See the module.
#[derive(Clone, Debug, Template)]
#[template(path = "fund.html")]
pub struct FundPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub name: String,
    /// It takes nothing more.
    pub closed: bool,
    /// Address of the stream of new figures, from these on.
    pub stream: String,
    /// Address of the feed of all that is new.
    pub feed: String,
    /// Gifts.
    pub received: Amount,
    /// Money that left.
    pub spent: Amount,
    /// What is left, in the accounts or on its way between them.
    pub balance: Amount,
    /// How many gifts.
    pub gifts: String,
    /// Credits that nobody can name yet, and how many; `None` where there are none.
    pub unidentified: Option<(Amount, String)>,
    /// What came after the window and is still here, and how many; `None` where there is none.
    pub held: Option<(Amount, String)>,
    /// Goods given to the fund, by value; `None` where there are none.
    pub goods_given: Option<Amount>,
    /// Promises that are still open; `None` where there are none.
    pub pledged: Option<Amount>,
    /// `5 dòng sao kê`, where some wait for a person.
    pub waiting: Option<String>,
    /// Up to which record the figures are, and when that was written.
    pub position: String,
    /// Day and time of the last record.
    pub moment: Option<String>,
    /// Address of the page that tells how to check.
    pub check: String,
    /// Address of what can be downloaded.
    pub downloads: String,
    /// Addresses of the other pages, with what they are called, under what one comes for.
    pub ways: [Ways; 3],
    /// Money and goods side by side; none where the fund has no goods.
    pub beside: Vec<Beside>,
    /// Addresses of what was spent and of the newest gifts.
    pub outgoings: String,
    /// By what things left for; adds up to what was spent.
    pub sums: Vec<Sum>,
    /// Goods that left, by value.
    pub goods_out: Amount,
    /// By restriction; none where no giver tied anything.
    pub restrictions: Vec<Restriction>,
    /// Address of the page of all restrictions.
    pub all_restrictions: String,
    /// Districts, or the province; the least served in front.
    pub areas: Vec<Inner>,
    /// Address of the map.
    pub map: String,
    /// Shares of accounts, donors, sizes and what was spent, as one bar each.
    pub shares: [Option<Stack>; 4],
    /// The search form.
    pub search: SearchForm,
    /// What a bar of the chart stands for.
    pub chart_title: &'static str,
    /// The chart in a sentence.
    pub peak: Option<String>,
    /// For phones and for wider screens; none before the first gift.
    pub charts: Vec<Chart>,
    /// The table behind the chart, newest first.
    pub stretches: Vec<Stretch>,
    /// By account.
    pub banks: Vec<Part>,
    /// By size.
    pub sizes: Vec<Part>,
    /// By kind of donor.
    pub donors: Vec<Part>,
    /// Money in and out; adds up to what is left.
    pub flows: Vec<Flow>,
    /// Goods in and out, by value; adds up to what is in stock.
    pub goods: Vec<Flow>,
    /// Goods in stock, by value.
    pub stock: Amount,
    /// The newest gifts.
    pub newest: Vec<Row>,
}

impl FundPage {
    /// The page of a fund. `path` is where it stands: its own address, or the first page's.
    pub fn new(
        path: &str,
        figures: &Figures,
        views: &Views,
        areas: &[AreaFigures],
        names: Names<'_>,
        newest: Vec<PublicGift>,
    ) -> Self {
        let lang = names.lang;
        let summary = &figures.summary;
        let (fund, name) = (&figures.fund, figures.name());
        let amount = |dong| Amount { dong, lang };
        let buckets = chart::buckets(summary.days().collect::<Vec<_>>().into_iter());
        let frames = if buckets.list.is_empty() { &[][..] } else { &[chart::NARROW, chart::WIDE] };
        let apart = |tally: Tally| (tally.dong != 0).then(|| (amount(tally.dong), lang.credits(tally.gifts)));
        let (banks, donors) = (parts::banks(lang, summary), parts::donors(lang, summary));
        let (sizes, sums) = (parts::sizes(lang, summary), campaign::sums(lang, figures, views, names));
        let outgoings = format!("{}{}", lang.prefix(), link::outgoings(fund, &Filter::default()));
        let search = SearchForm::new(lang, figures, "");
        let some = |dong: i128| (dong != 0).then(|| amount(dong));
        Self {
            shell: Shell::new(lang, name, path),
            name: name.to_owned(),
            closed: summary.closed,
            stream: format!("{}{}?tu={}", lang.prefix(), link::stream(fund), figures.position),
            feed: format!("{}{}", lang.prefix(), link::feed(fund, None)),
            received: amount(summary.received.dong),
            spent: amount(summary.spent()),
            balance: amount(summary.left()),
            gifts: format::grouped(summary.received.gifts, lang),
            unidentified: apart(summary.nameless()),
            held: apart(summary.held_back()),
            goods_given: some(summary.goods.received),
            pledged: some(summary.pledged.dong),
            waiting: (summary.waiting > 0).then(|| lang.lines(summary.waiting)),
            position: format::grouped(figures.position, lang),
            moment: figures.recorded_at.map(|at| format::moment(at, lang)),
            check: format!("{}{}", lang.prefix(), link::check(fund)),
            downloads: format!("{}{}", lang.prefix(), link::downloads(fund)),
            ways: ways(lang, fund),
            beside: campaign::beside(lang, summary, &outgoings, &search.action),
            outgoings,
            shares: shares(lang, &banks, &donors, &sizes, &sums),
            goods_out: amount(sums.iter().fold(0, |sum, line| sum.saturating_add(line.goods.dong))),
            sums,
            restrictions: Some(campaign::restrictions(fund, views, names))
                .filter(|rows| rows.len() > 1)
                .unwrap_or_default(),
            all_restrictions: format!("{}{}", lang.prefix(), link::restrictions(fund)),
            areas: campaign::areas(fund, areas, names),
            map: format!("{}{}", lang.prefix(), link::map(fund)),
            search,
            chart_title: lang.chart_by(buckets.unit),
            peak: buckets.peak().map(|peak| lang.peak(peak)),
            charts: frames.iter().map(|frame| chart::draw(&buckets, *frame, lang)).collect(),
            stretches: parts::stretches(lang, &buckets),
            banks,
            sizes,
            donors,
            flows: parts::flows(lang, summary),
            goods: parts::goods(lang, &summary.goods),
            stock: amount(summary.goods.stock()),
            newest: newest.into_iter().map(|gift| Row::new(lang, fund, gift)).collect(),
        }
    }
}

/// Pages for one purpose of the reader: its name, then addresses and names, what most come for in front.
type Ways = (&'static str, Vec<(String, &'static str)>);

/// The other pages of a fund.
fn ways(lang: Lang, fund: &FundId) -> [Ways; 3] {
    let to = |path: String| format!("{}{path}", lang.prefix());
    [
        (
            lang.say("Ủng hộ", "Give"),
            vec![
                (to(link::giving(fund)), lang.say("Cách ủng hộ", "How to give")),
                (to(link::own(fund)), lang.say("Khoản ủng hộ của tôi", "My gifts")),
                (to(link::gifts(fund, "", 1)), lang.say("Danh sách ủng hộ", "All gifts")),
            ],
        ),
        (
            lang.say("Theo dõi", "Follow"),
            vec![
                (
                    to(link::outgoings(fund, &Filter::default())),
                    lang.say("Quỹ đã chi vào đâu", "What it was spent on"),
                ),
                (to(link::map(fund)), lang.say("Quỹ đã hỗ trợ ở đâu", "Where relief went")),
                (to(link::decisions(fund)), lang.say("Quyết định phân bổ", "Decisions")),
                (to(link::reports(fund)), lang.say("Báo cáo", "Reports")),
            ],
        ),
        (
            lang.say("Hỏi và kiểm chứng", "Ask and check"),
            vec![
                (to(link::irregularity(fund)), lang.say("Báo điều bất thường", "Tell of an irregularity")),
                (to(link::letters(fund, 1)), lang.say("Phản ánh và trả lời", "Messages and answers")),
                (to(link::boxes(fund)), lang.text().box_link),
                (to(link::check(fund)), lang.say("Tự kiểm chứng sổ", "Check the books yourself")),
            ],
        ),
    ]
}

fn shares(lang: Lang, banks: &[Part], donors: &[Part], sizes: &[Part], sums: &[Sum]) -> [Option<Stack>; 4] {
    let parts =
        |parts: &[Part]| Stack::new(parts.iter().map(|part| (part.name.as_str(), part.amount.dong)), lang);
    let value = |sum: &Sum| sum.amount.dong.saturating_add(sum.goods.dong);
    let spent = Stack::new(sums.iter().map(|sum| (sum.name.as_str(), value(sum))), lang);
    [parts(banks), parts(donors), parts(sizes), spent]
}
