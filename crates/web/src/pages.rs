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
pub mod letters;
mod own;
mod relief;
mod report;
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
pub use letters::{Found, LETTERS_PER_PAGE, LetterPage, LettersPage, Told};
pub use own::{Mine, OwnPage};
pub use relief::{Place, ReliefPage, Round};
pub use report::{LONGEST_LINE, LONGEST_TEXT, ReportForm, ReportPage, Wrong, kind_of};
pub use row::{Amount, Row};
pub use search::SearchForm;
pub use shell::Shell;
