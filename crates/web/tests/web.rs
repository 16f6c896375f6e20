//! The public pages over real books and a real socket: what a reader, a cache and a browser's policy get.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "test code")]

#[path = "web/books.rs"]
mod books;
#[path = "web/campaign.rs"]
mod campaign;
#[path = "web/client.rs"]
mod client;
#[path = "web/followed.rs"]
mod followed;
#[path = "web/letters.rs"]
mod letters;
#[path = "web/limits.rs"]
mod limits;
#[path = "web/own.rs"]
mod own;
#[path = "web/pages.rs"]
mod pages;
#[path = "web/papers.rs"]
mod papers;
#[path = "web/relief.rs"]
mod relief;
#[path = "web/search.rs"]
mod search;
#[path = "web/snapshots.rs"]
mod snapshots;
