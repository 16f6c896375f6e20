//! The pages as values: what each shows, ready to be laid out by its template.
//!
//! A page is built from figures and gifts that the ledger gave; building one reads no file and asks nothing.

mod check;
mod error;
mod fund;
mod gift;
mod gifts;
mod home;
mod row;
mod shell;

pub use check::CheckPage;
pub use error::ErrorPage;
pub use fund::{Figures, FundPage};
pub use gift::GiftPage;
pub use gifts::{Fragment, GiftsPage, MOST_LETTERS, Outcome, PER_PAGE, Results};
pub use home::{FundCard, HomePage};
pub use row::{Amount, Row};
pub use shell::Shell;
