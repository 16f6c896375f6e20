//! What is asked of the books, as JSON: a body is read once into a command of the domain and the personal data beside
//! it, and every refusal is a [`Problem`] that names the field in both languages.
//!
//! The same bodies come over HTTP, from files of the command line and from the forms of the pages, so there is one way to
//! read them. Nothing here decides: the rules are the domain's. What is answered is the API's own.

mod asked;
mod caller;
mod crowd;
mod earmark;
mod field;
mod funds;
mod json;
mod kinds;
mod origin;
mod pace;
mod part;
mod parts;
mod problem;
mod quarantine;
mod receipts;
mod serde_fault;
mod session;
mod strangers;
mod target;
mod whole;

pub use asked::Asked;
pub use caller::{Caller, caller_address};
pub use crowd::{Crowd, Place};
pub use earmark::Earmark;
pub use field::{Fault, Field, parse, parse_opt, text};
pub use funds::{AddAccount, CloseFund, OpenFund};
pub use json::read_json;
pub use kinds::{Direction, Dismissal, Donor, Listing, QuarantineReason, Reversal};
pub use origin::from_here;
pub use pace::{Limit, Pace};
pub use part::Part;
pub use parts::{AskBooks, AskGiving, AskGoods, AskInbox, AskNetwork, AskOversight, AskPrivacy, AskRelief};
pub use problem::{NOT_YET, Problem, title};
pub use quarantine::{ConfirmLine, DismissLine};
pub use receipts::{IdentifyReceipt, RecordReceipt, ReverseReceipt};
pub use serde_fault::problem as serde_problem;
pub use session::{PLAIN_COOKIE, SECURE_COOKIE, cookie, session_cookie};
pub use strangers::Strangers;
pub use target::Target;
pub use whole::{SMALL_FORM, whole, whole_body};

/// The longest name, contact or account number, in characters.
pub const SHORT: usize = 200;
/// The longest memo or note, in characters.
pub const LONG: usize = 1000;
