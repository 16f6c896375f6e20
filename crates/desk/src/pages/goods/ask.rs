//! Requests for goods: to hand them out, or to take them out of stock.

use askama::Template;
use axum::response::Response;
use domain::relief::AllocationLine;
use web::pages::Shell;

use super::Choices;
use super::choices::{Pairs, pairs};
use crate::answer::Answer;
use crate::frame::Frame;
use crate::pages::parties;
use crate::seat::Seat;
use crate::words;

/// Lines of goods, and of recipients, that the form has room for.
const LINES: usize = 6;
const RECIPIENTS: usize = 12;

#[derive(Template)]
#[template(path = "desk/goods_ask.html")]
struct AskPage {
    shell: Shell,
    frame: Frame,
    choices: Choices,
    /// Shares of allocations that have goods left.
    shares: Vec<(AllocationLine, String)>,
    groups: Pairs,
    areas: Pairs,
    heads: Pairs,
    reasons: Pairs,
    lines: usize,
    recipients: usize,
    write_off: bool,
}

pub(super) async fn issue(seat: Seat) -> Response {
    seat.page(|seat| draw(seat, false)).await
}

pub(super) async fn write_off(seat: Seat) -> Response {
    seat.page(|seat| draw(seat, true)).await
}

fn draw(seat: &Seat, write_off: bool) -> Answer {
    let lang = seat.lang();
    let (choices, groups, areas, shares) = seat.rules(|state| {
        let groups = state.network.groups().map(|(code, _)| (code.to_string(), code.to_string()));
        let all = state.relief.shares.all();
        let shares = all.flat_map(|(allocation, decided)| {
            (1..).zip(&decided.shares).filter(|(_, share)| !share.entry.goods.is_empty()).map(
                move |(line, share)| {
                    let said = format!(
                        "{} {}, {}",
                        lang.say("đợt", "round"),
                        decided.round,
                        parties::name(state, &share.entry.to)
                    );
                    (AllocationLine { allocation, line }, said)
                },
            )
        });
        let areas = parties::areas(state, Seat::today(), None);
        (Choices::of(state), groups.collect(), areas, shares.collect())
    })?;
    let reasons = [
        ("expired", "Hết hạn", "Expired"),
        ("spoiled", "Hư hỏng", "Spoiled"),
        ("lost", "Mất, thiếu không ai bồi thường", "Lost"),
    ];
    let (vi, en) = if write_off {
        ("Đề nghị xuất huỷ", "Ask to write off goods")
    } else {
        ("Đề nghị xuất hàng", "Ask for an issue")
    };
    let page = AskPage {
        shell: seat.shell(vi, en),
        frame: seat.frame(),
        choices,
        shares,
        groups,
        areas: [(String::new(), "–".to_owned())].into_iter().chain(areas).collect(),
        heads: words::heads(lang, std::iter::empty()),
        reasons: pairs(lang, reasons),
        lines: LINES,
        recipients: RECIPIENTS,
        write_off,
    };
    Ok(page.render()?)
}
