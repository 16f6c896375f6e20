//! The addresses of the pages.
//!
//! Paths are made without the language's prefix, so that the same path can be opened in the other language.

use domain::{AllocationNo, BoxCode, Code, Digest, Earmark, FundId, MessageNo, ReceiptNo, VoucherNo};
use projection_coverage::Purpose;
use transparency::SnapshotId;

/// A fund's page.
pub fn fund(fund: &FundId) -> String {
    format!("/quy/{fund}")
}

/// A fund's gifts: those that match, or all.
pub fn gifts(fund: &FundId, query: &str, page: u64) -> String {
    let path = format!("/quy/{fund}/ung-ho");
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    if !query.is_empty() {
        pairs.append_pair("q", query);
    }
    if page > 1 {
        pairs.append_pair("trang", &page.to_string());
    }
    let pairs = pairs.finish();
    if pairs.is_empty() { path } else { format!("{path}?{pairs}") }
}

/// The first gifts that match, as a fragment for the live search.
pub fn live(fund: &FundId) -> String {
    format!("/quy/{fund}/tim")
}

/// One gift.
pub fn gift(fund: &FundId, number: ReceiptNo) -> String {
    format!("/quy/{fund}/ung-ho/{number}")
}

/// Atom: when something becomes of a gift.
pub fn gift_feed(fund: &FundId, number: ReceiptNo) -> String {
    format!("/quy/{fund}/ung-ho/{number}/tin.atom")
}

/// Atom: what is new of a fund; all of it, or `ung-ho`, `chi`, `bao-cao`.
pub fn feed(fund: &FundId, of: Option<&str>) -> String {
    of.map_or_else(|| format!("/quy/{fund}/tin.atom"), |of| format!("/quy/{fund}/tin/{of}.atom"))
}

/// New figures as they come (server-sent events).
pub fn stream(fund: &FundId) -> String {
    format!("/quy/{fund}/truc-tiep")
}

/// The decisions of who gets what.
pub fn decisions(fund: &FundId) -> String {
    format!("/quy/{fund}/quyet-dinh")
}

/// A decision.
pub fn decision(fund: &FundId, number: AllocationNo) -> String {
    format!("/quy/{fund}/quyet-dinh/{number}")
}

/// How to check a fund's figures.
pub fn check(fund: &FundId) -> String {
    format!("/quy/{fund}/kiem-chung")
}

/// Where a gift is verified.
pub fn check_gift(fund: &FundId, number: ReceiptNo) -> String {
    format!("{}?so={number}", check(fund))
}

/// What stands before a gift's number, and before an event's position, and `/proof`: where the JSON API gives proofs.
pub fn proofs(fund: &FundId) -> [String; 2] {
    ["gifts", "events"].map(|name| format!("/v1/funds/{fund}/{name}/"))
}

/// Where the published log has its policy and its public key.
pub fn keys(fund: &FundId) -> [String; 2] {
    ["policy", "log.vkey"].map(|name| format!("/f/{fund}/{name}"))
}

/// The signed checkpoint of the published log.
pub fn checkpoint(fund: &FundId) -> String {
    format!("/f/{fund}/checkpoint")
}

/// The names of the signed books of the published log.
pub fn day_list(fund: &FundId) -> String {
    format!("/f/{fund}/snapshots")
}

/// The map of a fund's relief.
pub fn map(fund: &FundId) -> String {
    format!("/quy/{fund}/ban-do")
}

/// What was given in an area.
pub fn area(fund: &FundId, area: &Code) -> String {
    format!("/quy/{fund}/dia-ban/{area}")
}

/// All that money is tied to.
pub fn restrictions(fund: &FundId) -> String {
    format!("/quy/{fund}/muc-dich")
}

/// What came and left for a purpose; none is what is free.
pub fn restriction(fund: &FundId, earmark: Option<&Earmark>) -> String {
    format!("/quy/{fund}/muc-dich/{}", restriction_key(earmark))
}

/// How a restriction is named in an address: purpose, place and beneficiary, or what is free.
pub fn restriction_key(earmark: Option<&Earmark>) -> String {
    let Some(earmark) = earmark else { return "chung".to_owned() };
    let parts = [&earmark.purpose, &earmark.place, &earmark.beneficiary];
    parts.map(|part| part.as_ref().map_or("", Code::as_str)).join("~")
}

/// What left the fund: all of it, or for one thing, in one area, out of one restriction.
pub fn outgoings(fund: &FundId, filter: &Filter) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    if let Some(purpose) = filter.purpose {
        pairs.append_pair("loai", purpose_key(purpose));
    }
    if let Some(area) = &filter.area {
        pairs.append_pair("dia-ban", area.as_str());
    }
    if let Some(restriction) = &filter.restriction {
        pairs.append_pair("muc-dich", restriction);
    }
    if filter.page > 1 {
        pairs.append_pair("trang", &filter.page.to_string());
    }
    let (path, pairs) = (format!("/quy/{fund}/chi"), pairs.finish());
    if pairs.is_empty() { path } else { format!("{path}?{pairs}") }
}

/// Which of what left the fund.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// What for.
    pub purpose: Option<Purpose>,
    /// Where.
    pub area: Option<Code>,
    /// Out of which restriction, by [`restriction_key`].
    pub restriction: Option<String>,
    /// Page, from 1.
    pub page: u64,
}

/// How what something left for is named in an address.
pub const fn purpose_key(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Relief => "ho-tro",
        Purpose::Goods => "hien-vat",
        Purpose::Advance => "tam-ung",
        Purpose::Transfer => "chuyen-cap",
        Purpose::Purchase => "mua-hang",
        Purpose::Cost => "chi-phi",
        Purpose::Refund => "hoan-tra",
    }
}

/// A voucher of what left the fund.
pub fn voucher(fund: &FundId, voucher: VoucherNo) -> String {
    format!("/quy/{fund}/phieu/{voucher}")
}

/// How to give.
pub fn giving(fund: &FundId) -> String {
    format!("/quy/{fund}/cach-ung-ho")
}

/// The published reports, and what is due when.
pub fn reports(fund: &FundId) -> String {
    format!("/quy/{fund}/bao-cao")
}

/// Where the JSON API gives everybody the bytes of a published report.
pub fn report(fund: &FundId, digest: &Digest) -> String {
    format!("/v1/funds/{fund}/published/{digest}")
}

/// What can be downloaded of a fund.
pub fn downloads(fund: &FundId) -> String {
    format!("/quy/{fund}/du-lieu")
}

/// A file to download.
pub fn download(fund: &FundId, name: &str) -> String {
    format!("{}/{name}", downloads(fund))
}

/// A day's public book.
pub fn snapshot(fund: &FundId, id: &SnapshotId) -> String {
    format!("{}/ngay/{id}", downloads(fund))
}

/// A file of it.
pub fn snapshot_file(fund: &FundId, id: &SnapshotId, name: &str) -> String {
    format!("{}/{name}", snapshot(fund, id))
}

/// A picture that a bank's program reads: account and, where there is one, the gift code.
pub fn pay(fund: &FundId, account: &domain::AccountId, code: Option<&Code>) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    pairs.append_pair("account", &account.to_string());
    if let Some(code) = code {
        pairs.append_pair("code", code.as_str());
    }
    format!("/v1/funds/{fund}/qr.svg?{}", pairs.finish())
}

/// Where a box's code is typed.
pub fn boxes(fund: &FundId) -> String {
    format!("/quy/{fund}/thung")
}

/// What became of a box.
pub fn boxed(fund: &FundId, code: &BoxCode) -> String {
    format!("/quy/{fund}/thung/{code}")
}

/// Where an irregularity is told.
pub fn irregularity(fund: &FundId) -> String {
    format!("/quy/{fund}/bao-bat-thuong")
}

/// What people told and what was answered.
pub fn letters(fund: &FundId, page: u64) -> String {
    if page > 1 { format!("/quy/{fund}/phan-anh?trang={page}") } else { format!("/quy/{fund}/phan-anh") }
}

/// One message, with its answers.
pub fn letter(fund: &FundId, number: MessageNo) -> String {
    format!("/quy/{fund}/phan-anh/{number}")
}

/// A giver's own pages.
pub fn own(fund: &FundId) -> String {
    format!("/quy/{fund}/cua-toi")
}

/// What the JSON API gives to whoever holds the codes: a proof with its private part, and the slips of a year.
pub fn own_papers(fund: &FundId) -> [String; 2] {
    ["proof", "slips.pdf"].map(|name| format!("/v1/funds/{fund}/own/{name}"))
}

/// What the JSON API gives to everybody of a fund: summary, balances, gifts.
pub fn data(fund: &FundId) -> [String; 3] {
    ["summary", "balances", "gifts"].map(|name| format!("/v1/funds/{fund}/{name}"))
}

/// Where the JSON API gives an auditor the whole log of a fund.
pub fn log(fund: &FundId) -> String {
    format!("/v1/funds/{fund}/events.ndjson")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_stays_one_value_of_the_query() {
        let fund: FundId = "yagi-2024".parse().unwrap();
        assert_eq!(gifts(&fund, "", 1), "/quy/yagi-2024/ung-ho");
        assert_eq!(gifts(&fund, "a&b=c#d", 2), "/quy/yagi-2024/ung-ho?q=a%26b%3Dc%23d&trang=2");
    }
}
