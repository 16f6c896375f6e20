//! The OpenAPI document: what the handlers say of themselves, and what holds for all of them.

mod complete;

use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;

use crate::problem::Document;

/// The document without its paths.
#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Sổ Vàng",
        description = "Sổ thu chi cứu trợ chỉ ghi thêm: ghi nhận, sao kê, số dư, công khai. \
            An append-only ledger of donations and relief: receipts, statements, balances, public figures. \
            Amounts are whole đồng as decimal text; days are ISO days in Vietnam's time. \
            Writes take an `Idempotency-Key` and answer when the entry is on disk.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
        contact()
    ),
    servers((url = "/")),
    components(schemas(Document)),
    tags(
        (name = "public", description = "For everybody; no token."),
        (name = "funds", description = "Funds and their accounts."),
        (name = "receipts", description = "Money received."),
        (name = "statements", description = "Bank statements and the lines that wait for a person."),
        (name = "books", description = "The discipline of the books: openings, moves, counts, closing, vouchers, reports."),
        (name = "goods", description = "Gifts in kind: items, lots, warehouses."),
        (name = "relief", description = "From decision to hand-over: needs, allocations, requests, payments."),
        (name = "network", description = "Where relief goes: areas, groups, organisations, households."),
        (name = "inbox", description = "What people outside say: messages, answers."),
        (name = "oversight", description = "Supervision: findings and answers."),
        (name = "privacy", description = "Personal data: erasure, consent to be listed."),
        (name = "papers", description = "What is printed: vouchers, slips, lists, letters, as PDF with names; payment codes."),
        (name = "reports", description = "Journal, books, balances, disclosure, lists, in five formats."),
        (name = "audit", description = "The log itself.")
    )
)]
struct Skeleton;

/// What the document starts from.
pub(crate) fn skeleton() -> OpenApi {
    Skeleton::openapi()
}

/// The document of the API, as it is served at `/v1/openapi.json`.
pub fn document() -> String {
    let document = complete::complete(crate::router::documented().into_openapi());
    // The document is built of texts and lists; writing those to memory does not fail.
    let mut text = document.to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}
