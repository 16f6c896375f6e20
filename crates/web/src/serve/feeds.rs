//! The Atom feeds of a fund and of a gift. Each is the same as long as the log is.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::{FundId, ReceiptNo};
use ledger::{Ledger, LedgerError};

use super::Site;
use super::answer::{Answer, Problem};
use super::caching::Tag;
use crate::feed::{Entry, Feed};
use crate::lang::Lang;
use crate::pages::{Figures, Row, gift_news};
use crate::{format, link};

/// So many entries a feed holds.
const MOST: usize = 30;
/// So many corrections of a gift are told.
const MOST_CORRECTIONS: usize = 50;

/// Everything new of a fund.
pub(super) async fn all(State(site): State<Site>, Path(fund): Path<String>, headers: HeaderMap) -> Response {
    feed(site, fund, None, headers).await
}

/// One kind of what is new: `ung-ho.atom`, `chi.atom`, `bao-cao.atom`.
pub(super) async fn some(
    State(site): State<Site>,
    Path((fund, of)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    feed(site, fund, Some(of), headers).await
}

async fn feed(site: Site, fund: String, of: Option<String>, headers: HeaderMap) -> Response {
    site.answer(headers, move |site, headers| {
        let ledger = site.ledger(&fund)?;
        let of = of.as_deref().map(|of| of.strip_suffix(".atom").ok_or(Problem::NotFound)).transpose()?;
        let lang = site.lang;
        let (title, page) = match of {
            None => (lang.say("Tin mới của quỹ", "News of the fund"), link::fund(ledger.fund())),
            Some("ung-ho") => {
                (lang.say("Ủng hộ mới nhất", "Newest gifts"), link::gifts(ledger.fund(), "", 1))
            }
            Some("chi") => (
                lang.say("Khoản chi mới nhất", "Newest payments"),
                link::outgoings(ledger.fund(), &link::Filter::default()),
            ),
            Some("bao-cao") => {
                (lang.say("Báo cáo mới công bố", "Newly published reports"), link::reports(ledger.fund()))
            }
            Some(_) => return Err(Problem::NotFound),
        };
        let figures = Figures::of(&ledger);
        let tag = Tag::at([figures.position]);
        if tag.known_to(headers) {
            return Ok(Answer::Same(tag));
        }
        let wants = |kind| of.is_none_or(|of| of == kind);
        let mut entries = Vec::new();
        if wants("ung-ho") {
            entries.extend(gifts(lang, &ledger)?);
        }
        if wants("chi") {
            entries.extend(outlays(lang, &ledger));
        }
        if wants("bao-cao") {
            entries.extend(reports(lang, &ledger));
        }
        entries.sort_by_key(|(position, _)| std::cmp::Reverse(*position));
        let entries = entries.into_iter().take(MOST).map(|(_, entry)| entry).collect();
        let title = format!("{title} · {}", figures.name());
        let own = link::feed(ledger.fund(), of);
        let feed = Feed::new(
            lang,
            ledger.fund(),
            (&title, figures.name()),
            (own, page),
            figures.recorded_at,
            entries,
        );
        Ok(Answer::Feed(tag, feed.render()?))
    })
    .await
}

/// With the position of the event, by which they are put in order.
fn gifts(lang: Lang, ledger: &Ledger) -> Result<Vec<(u64, Entry)>, LedgerError> {
    let fund = ledger.fund();
    let entry = |gift: ledger::PublicGift| {
        let (number, position, on) = (gift.number, gift.position, (gift.date, gift.time));
        let row = Row::new(lang, fund, gift);
        let title = format!("{}: {}\u{a0}{}", row.who, row.amount.figures(), row.amount.unit());
        let entry = Entry::new(fund, &format!("ung-ho-{number}"), on, &title, link::gift(fund, number));
        (position, entry.with(row.memo))
    };
    Ok(ledger.gifts(None, MOST)?.gifts.into_iter().map(entry).collect())
}

fn outlays(lang: Lang, ledger: &Ledger) -> Vec<(u64, Entry)> {
    let (fund, views) = (ledger.fund(), ledger.views());
    let newest = views.lineage.deeds().outlays().iter().rev().take(MOST);
    let entry = |outlay: &projection_lineage::Outlay| {
        let to = outlay.to().map(|party| lang.party(views.lineage.names(), &party));
        let dong = format!("{}\u{a0}{}", format::grouped(outlay.amount, lang), lang.text().dong);
        let title = format!("{}: {dong}", lang.payment_kind(&outlay.kind));
        let name = format!("chi-{}", outlay.payment);
        let entry = Entry::new(fund, &name, (outlay.on, None), &title, link::voucher(fund, outlay.voucher));
        (outlay.position, entry.with(to))
    };
    newest.map(entry).collect()
}

fn reports(lang: Lang, ledger: &Ledger) -> Vec<(u64, Entry)> {
    let (fund, views) = (ledger.fund(), ledger.views());
    let newest = views.public.published().iter().rev().take(MOST);
    let entry = |report: &projection_public::Report| {
        let period = format!("{} – {}", format::date(report.first, lang), format::date(report.last, lang));
        let title = format!("{} {}, {period}", lang.say("Báo cáo", "Report"), report.report);
        let name = format!("bao-cao-{}", report.position);
        let entry = Entry::new(fund, &name, (report.on, None), &title, link::reports(fund));
        (report.position, entry.with(Some(format!("{} SHA-256 {}", report.format, report.digest))))
    };
    newest.map(entry).collect()
}

/// What becomes of a gift.
pub(super) async fn gift(
    State(site): State<Site>,
    Path((fund, number)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    site.answer(headers, move |site, headers| {
        let ledger = site.ledger(&fund)?;
        let missing = || Problem::NoGift(ledger.fund().clone());
        let number = ReceiptNo::new(number.parse().map_err(|_| missing())?);
        let gift = ledger.gift(number)?.ok_or_else(missing)?;
        let figures = Figures::of(&ledger);
        let tag = Tag::at([figures.position]);
        if tag.known_to(headers) {
            return Ok(Answer::Same(tag));
        }
        let (fund, lang) = (ledger.fund(), site.lang);
        let corrections = ledger.corrections(number, MOST_CORRECTIONS)?;
        let news = gift_news(lang, &ledger.views().lineage, &gift, &corrections);
        let entries =
            news.into_iter().map(|(name, on, title)| named(fund, number, &name, on, &title)).collect();
        let title = format!("{} {number} · {}", lang.text().gift_title, figures.name());
        let addresses = (link::gift_feed(fund, number), link::gift(fund, number));
        let feed = Feed::new(lang, fund, (&title, figures.name()), addresses, figures.recorded_at, entries);
        Ok(Answer::Feed(tag, feed.render()?))
    })
    .await
}

fn named(fund: &FundId, number: ReceiptNo, name: &str, on: jiff::civil::Date, title: &str) -> Entry {
    let name = format!("ung-ho-{number}-{name}");
    Entry::new(fund, &name, (on, None), title, link::gift(fund, number))
}
