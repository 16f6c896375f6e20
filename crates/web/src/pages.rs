//! The pages as values: what each shows, ready to be laid out by its template.
//!
//! A page is built from figures and gifts that the ledger gave; building one reads no file and asks nothing.

mod boxed;
mod check;
mod decisions;
mod deliveries;
mod error;
mod figures;
mod fund;
mod gift;
mod gifts;
mod home;
mod message;
mod outlays;
mod relief;
mod row;
mod search;
mod shell;
mod story;
mod trail;

pub use boxed::{BoxPage, Step};
pub use check::{CheckPage, Verify};
pub use decisions::{DecisionPage, ShareRow};
pub use deliveries::DeliveryPage;
pub(crate) use deliveries::delivery;
pub use error::ErrorPage;
pub use figures::Figures;
pub use fund::{Flow, FundPage, Part, Stretch};
pub use gift::GiftPage;
pub use gifts::{Fragment, GiftsPage, MOST_LETTERS, Outcome, PER_PAGE, Results, says_nothing};
pub use home::{FundCard, HomePage};
pub(crate) use message::message;
pub(crate) use outlays::payment;
pub use outlays::{Deed, DeedsPage, OutlayPage, Range};
pub use relief::{Place, ReliefPage, Round};
pub use row::{Amount, Row};
pub use search::SearchForm;
pub use shell::Shell;
pub use story::StepRow;
pub(crate) use trail::gift_news;
pub use trail::{Trail, Went};
