//! The addresses of the pages.
//!
//! Paths are made without the language's prefix, so that the same path can be opened in the other language.

use domain::relief::Delivery;
use domain::{AllocationNo, BoxCode, FundId, PaymentNo, ReceiptNo};

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

/// A fund's payments, the newest in front.
pub fn outlays(fund: &FundId) -> String {
    format!("/quy/{fund}/chi")
}

/// A payment.
pub fn outlay(fund: &FundId, number: PaymentNo) -> String {
    format!("/quy/{fund}/chi/{number}")
}

/// What was handed over, the newest in front.
pub fn deliveries(fund: &FundId) -> String {
    format!("/quy/{fund}/giao")
}

/// Money or goods on their way.
pub fn delivery(fund: &FundId, delivery: Delivery) -> String {
    match delivery {
        Delivery::Payment(number) => format!("/quy/{fund}/giao/chi-{number}"),
        Delivery::Issue(number) => format!("/quy/{fund}/giao/xuat-{number}"),
    }
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

/// Where a fund's relief went.
pub fn relief(fund: &FundId) -> String {
    format!("/quy/{fund}/phan-phoi")
}

/// Where a box's code is typed.
pub fn boxes(fund: &FundId) -> String {
    format!("/quy/{fund}/thung")
}

/// What became of a box.
pub fn boxed(fund: &FundId, code: &BoxCode) -> String {
    format!("/quy/{fund}/thung/{code}")
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
