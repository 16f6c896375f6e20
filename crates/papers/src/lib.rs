//! From what the books hold to what is printed: which event is which paper, whose names stand on it, what it is for.
//!
//! [`paper()`] and its neighbours read one thing from the books with its names and answer with a value of [`documents`],
//! which sets it. Papers carry personal data: who serves them asks for one of the fund's people first; [`gift_qr`] alone
//! holds none. Nothing here changes the books, knows a clock or a file, and the same books give the same paper.

mod desk;
mod erasure;
mod error;
mod gift;
mod issuer;
mod list;
mod names;
mod qr;
mod recipients;
mod report;
mod stock;
mod text;
mod voucher;

pub use desk::Reader;
pub use documents::paper::{Paper, print, print_many};
pub use documents::register::Register;
pub use erasure::{ErasureLine, Letter, erasure_answer, erasures};
pub use error::PaperError;
pub use gift::{MOST_SLIPS, goods_slip, receipt_slip, slips, slips_of, thank_you};
pub use issuer::{Issuer, Usage};
pub use list::{goods_list, money_list};
pub use projection_audit::{Known, Scope};
pub use qr::gift_qr;
pub use recipients::{recipient_list, request_list};
pub use report::{Format, REPORTS, Read, render, report};
pub use voucher::paper;
