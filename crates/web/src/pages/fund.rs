//! A fund's page: its figures, the search, the chart, the newest gifts and the breakdowns.

mod parts;

use askama::Template;
use ledger::PublicGift;
use projection_public::Tally;

use crate::chart::{self, Chart};
use crate::lang::Lang;
use crate::pages::{Amount, Figures, Row, SearchForm, Shell};
use crate::{format, link};
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
    /// What came after the window and was not given back, and how many there were in all; `None` where there is none.
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
    /// Address of the page that tells where relief went.
    pub relief: String,
    /// Address of the page where a box's code is typed.
    pub boxes: String,
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
    pub fn new(lang: Lang, path: &str, figures: &Figures, newest: Vec<PublicGift>) -> Self {
        let summary = &figures.summary;
        let (fund, name) = (&figures.fund, figures.name());
        let amount = |dong| Amount { dong, lang };
        let buckets = chart::buckets(summary.days().collect::<Vec<_>>().into_iter());
        let frames = if buckets.list.is_empty() { &[][..] } else { &[chart::NARROW, chart::WIDE] };
        let (unidentified, held, refunds) = (summary.unidentified, summary.held, summary.money.refunds);
        let apart = |tally: Tally, refunded: i128| {
            let left = tally.dong.saturating_sub(refunded);
            (left != 0).then(|| (amount(left), lang.credits(tally.gifts)))
        };
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
            unidentified: apart(unidentified, refunds.unidentified),
            held: apart(held, refunds.held),
            goods_given: some(summary.goods.received),
            pledged: some(summary.pledged.dong),
            waiting: (summary.waiting > 0).then(|| lang.lines(summary.waiting)),
            position: format::grouped(figures.position, lang),
            moment: figures.recorded_at.map(|at| format::moment(at, lang)),
            check: format!("{}{}", lang.prefix(), link::check(fund)),
            relief: format!("{}{}", lang.prefix(), link::relief(fund)),
            boxes: format!("{}{}", lang.prefix(), link::boxes(fund)),
            search: SearchForm::new(lang, fund, ""),
            chart_title: lang.chart_by(buckets.unit),
            peak: buckets.peak().map(|peak| lang.peak(peak)),
            charts: frames.iter().map(|frame| chart::draw(&buckets, *frame, lang)).collect(),
            stretches: parts::stretches(lang, &buckets),
            banks: parts::banks(lang, summary),
            sizes: parts::sizes(lang, summary),
            donors: parts::donors(lang, summary),
            flows: parts::flows(lang, summary),
            goods: parts::goods(lang, &summary.goods),
            stock: amount(summary.goods.stock()),
            newest: newest.into_iter().map(|gift| Row::new(lang, fund, gift)).collect(),
        }
    }
}
