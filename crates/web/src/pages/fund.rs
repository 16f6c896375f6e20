//! A fund's page: its figures, the search, the chart, the newest gifts and the breakdowns.

use askama::Template;
use domain::FundId;
use jiff::Timestamp;
use ledger::PublicGift;
use projection_public::{Summary, Tally};

use crate::chart::{self, Chart};
use crate::lang::Lang;
use crate::pages::{Amount, Row, Shell};
use crate::{format, link};

/// A line of a breakdown.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is a part of the whole by.
    pub name: String,
    /// A second line: an account number.
    pub detail: Option<String>,
    /// A remark about it.
    pub remark: Option<&'static str>,
    /// Its gifts' sum.
    pub amount: Amount,
    /// How many gifts.
    pub gifts: String,
    /// Its share of the whole sum, in thousandths.
    pub per_mille: u32,
    /// The share as a percentage.
    pub percent: String,
}

/// A line of the statement of money in and out.
#[derive(Clone, Debug)]
pub struct Flow {
    /// What moved the money.
    pub name: &'static str,
    /// By how much; negative where it left.
    pub amount: Amount,
}

/// A row of the table behind the chart.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// The day, or the first and last day.
    pub span: String,
    /// Its gifts' sum.
    pub amount: Amount,
    /// How many gifts.
    pub gifts: String,
}

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
    /// Gifts.
    pub received: Amount,
    /// Money that left.
    pub spent: Amount,
    /// What stands in the accounts.
    pub balance: Amount,
    /// How many gifts.
    pub gifts: String,
    /// Credits that nobody can name yet, and how many; `None` where there are none.
    pub unidentified: Option<(Amount, String)>,
    /// `5 dòng sao kê`, where some wait for a person.
    pub waiting: Option<String>,
    /// Up to which record the figures are, and when that was written.
    pub position: String,
    /// `dd/mm/yyyy hh:mm:ss` of the last record.
    pub moment: Option<String>,
    /// Address of the page that tells how to check.
    pub check: String,
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
    /// Money in and out; adds up to the balance.
    pub flows: Vec<Flow>,
    /// The newest gifts.
    pub newest: Vec<Row>,
}

/// What the search form needs.
#[derive(Clone, Debug)]
pub struct SearchForm {
    /// Where it leads.
    pub action: String,
    /// Where the script asks for results while one types.
    pub live: String,
    /// What was typed.
    pub query: String,
    /// What is wrong with it.
    pub problem: Option<&'static str>,
}

impl SearchForm {
    pub(crate) fn new(lang: Lang, fund: &FundId, query: &str) -> Self {
        Self {
            action: format!("{}{}", lang.prefix(), link::gifts(fund, "", 1)),
            live: format!("{}{}", lang.prefix(), link::live(fund)),
            query: query.to_owned(),
            problem: None,
        }
    }
}

/// The figures of a fund after some record of its log.
#[derive(Clone, Debug)]
pub struct Figures {
    /// The public summary.
    pub summary: Summary,
    /// How many records it is summed from.
    pub position: u64,
    /// When the last of them was written.
    pub recorded_at: Option<Timestamp>,
}

impl FundPage {
    /// The page of a fund. `path` is where it stands: its own address, or the first page's.
    pub fn new(lang: Lang, fund: &FundId, path: &str, figures: &Figures, newest: Vec<PublicGift>) -> Self {
        let summary = &figures.summary;
        let amount = |dong| Amount { dong, lang };
        let buckets = chart::buckets(summary.days().collect::<Vec<_>>().into_iter());
        let frames = if buckets.list.is_empty() { &[][..] } else { &[chart::NARROW, chart::WIDE] };
        let unidentified = summary.unidentified;
        Self {
            shell: Shell::new(lang, summary.name.clone(), path),
            name: summary.name.clone(),
            closed: summary.closed,
            received: amount(summary.received.dong),
            spent: amount(summary.spent()),
            balance: amount(summary.balance()),
            gifts: format::grouped(i128::from(summary.received.gifts)),
            unidentified: (unidentified != Tally::default())
                .then(|| (amount(unidentified.dong), lang.credits(unidentified.gifts))),
            waiting: (summary.waiting > 0).then(|| lang.lines(summary.waiting)),
            position: format::grouped(i128::from(figures.position)),
            moment: figures.recorded_at.map(format::moment),
            check: format!("{}{}", lang.prefix(), link::check(fund)),
            search: SearchForm::new(lang, fund, ""),
            chart_title: lang.chart_by(buckets.unit),
            peak: buckets.peak().map(|peak| lang.peak(peak)),
            charts: frames.iter().map(|frame| chart::draw(&buckets, *frame, lang)).collect(),
            stretches: stretches(lang, &buckets),
            banks: banks(lang, summary),
            sizes: sizes(lang, summary),
            donors: donors(lang, summary),
            flows: flows(lang, summary),
            newest: newest.into_iter().map(|gift| Row::new(lang, fund, gift)).collect(),
        }
    }
}

fn stretches(lang: Lang, buckets: &chart::Buckets) -> Vec<Stretch> {
    let given = buckets.list.iter().rev().filter(|bucket| bucket.gifts > 0 || bucket.dong != 0);
    given
        .map(|bucket| Stretch {
            span: bucket.span(),
            amount: Amount { dong: bucket.dong, lang },
            gifts: format::grouped(i128::from(bucket.gifts)),
        })
        .collect()
}

fn part(lang: Lang, name: String, tally: Tally, whole: i128) -> Part {
    Part {
        name,
        detail: None,
        remark: None,
        amount: Amount { dong: tally.dong, lang },
        gifts: format::grouped(i128::from(tally.gifts)),
        per_mille: format::per_mille(tally.dong, whole),
        percent: format::percent(tally.dong, whole),
    }
}

fn banks(lang: Lang, summary: &Summary) -> Vec<Part> {
    let parts = summary.banks.iter().map(|bank| Part {
        detail: Some(bank.account.number().to_owned()),
        remark: (!bank.published).then_some(lang.text().unpublished),
        ..part(lang, lang.place(&bank.account), bank.received, summary.received.dong)
    });
    parts.collect()
}

fn sizes(lang: Lang, summary: &Summary) -> Vec<Part> {
    let sizes: Vec<_> = summary.sizes().collect();
    let above = sizes.iter().skip(1).map(|next| Some(next.from)).chain([None]);
    let parts = sizes
        .iter()
        .zip(above)
        .map(|(size, below)| part(lang, lang.size(size.from, below), size.tally, summary.received.dong));
    parts.collect()
}

fn donors(lang: Lang, summary: &Summary) -> Vec<Part> {
    let parts = summary
        .donors()
        .map(|(kind, tally)| part(lang, lang.donor(kind).to_owned(), tally, summary.received.dong));
    parts.collect()
}

fn flows(lang: Lang, summary: &Summary) -> Vec<Flow> {
    let t = lang.text();
    let flow = |name, dong| Flow { name, amount: Amount { dong, lang } };
    vec![
        flow(t.flow_gifts, summary.received.dong),
        flow(t.flow_unidentified, summary.unidentified.dong),
        flow(t.flow_interest, summary.interest),
        flow(t.flow_fees, summary.fees.saturating_neg()),
        flow(t.flow_payments, summary.payments.saturating_neg()),
    ]
}
