//! Coverage: whom relief has reached and whom not, so that nobody is left behind.
//!
//! [`Coverage::apply`] folds the recorded events; everything else asks. Nothing here decides, and no name of a person is
//! known here. A figure about "now" needs a day: areas change, and a group's relief counts for the area that has its ground
//! on that day.

mod coverage;
mod doubles;
mod figures;
mod groups;
mod kept;
mod outgoing;
mod years;

pub use coverage::Coverage;
pub use doubles::Double;
pub use figures::{AreaFigures, CategoryFigures, Figures, PolicyFigures};
pub use groups::{GroupFigures, HouseholdFigures, Nothing};
pub use kept::Had;
pub use outgoing::{Given, Item, Need, Outgoing, Outgoings, Purpose, Reversed, Settled, Share, Steps};
pub use years::{Membership, Rating, RatingSummary};
