//! The pages as values: what each shows, ready to be laid out by its template.
//!
//! A page is built from figures and gifts that the ledger gave; building one reads no file and asks nothing.

mod boxed;
mod check;
mod error;
mod figures;
mod fund;
mod gift;
mod gifts;
mod home;
mod relief;
mod row;
mod search;
mod shell;

pub use boxed::{BoxPage, Step};
pub use check::{CheckPage, Verify};
pub use error::ErrorPage;
pub use figures::Figures;
pub use fund::{Flow, FundPage, Part, Stretch};
pub use gift::GiftPage;
pub use gifts::{Fragment, GiftsPage, MOST_LETTERS, Outcome, PER_PAGE, Results, says_nothing};
pub use home::{FundCard, HomePage};
pub use relief::{Place, ReliefPage, Round};
pub use row::{Amount, Piece, Row, Why};
pub use search::SearchForm;
pub use shell::Shell;
