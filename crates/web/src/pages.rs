//! The pages as values: what each shows, ready to be laid out by its template.
//!
//! A page is built from figures and gifts that the ledger gave; building one reads no file and asks nothing.

mod area;
mod boxed;
mod check;
mod downloads;
mod error;
mod figures;
mod fund;
mod gift;
mod gifts;
mod giving;
mod home;
pub mod letters;
mod map;
mod names;
mod outgoings;
mod own;
mod relief;
mod report;
mod reports;
mod restriction;
mod row;
mod search;
mod shell;
mod voucher;

pub use area::{AreaPage, Inner, NeedRow, NeedSum};
pub use boxed::{BoxPage, Step};
pub use check::{CheckPage, Verify};
pub use downloads::{DownloadsPage, FileRow};
pub use error::ErrorPage;
pub use figures::Figures;
pub use fund::{Beside, Flow, FundPage, Part, Restriction, Stretch};
pub use gift::GiftPage;
pub use gifts::{Fragment, GiftsPage, MOST_LETTERS, Outcome, PER_PAGE, Results, says_nothing};
pub use giving::{CodeRow, GiveTo, GivingPage, WindowRow};
pub use home::{FundCard, HomePage};
pub use letters::{Found, LETTERS_PER_PAGE, LetterPage, LettersPage, Told};
pub use map::{Key, MapPage, Shape};
pub use names::{Names, purpose};
pub use outgoings::{OutRow, OutgoingsPage, Sum, is_area};
pub use own::{Mine, OwnPage};
pub use relief::{Place, ReliefPage, Round};
pub use report::{LONGEST_LINE, LONGEST_TEXT, ReportForm, ReportPage, Wrong, kind_of};
pub use reports::{DueRow, ReportRow, ReportsPage};
pub use restriction::{RestrictionPage, RestrictionsPage};
pub use row::{Amount, Piece, Row, Why};
pub use search::SearchForm;
pub use shell::Shell;
pub use voucher::{ItemRow, Linked, PlaceRow, StepRow, VoucherPage};
