//! Where relief goes: areas, groups, organisations, households.
//!
//! The way of every part: `command.rs` says what is asked, `decide.rs` answers with facts of `event.rs` or a refusal of
//! `refusal.rs`, and `state.rs` folds what the rules need to know.

mod command;
mod decide;
mod event;
mod refusal;
mod state;
mod values;

pub use command::{
    ChangeHousehold, Command, CountOrganisation, DeclareAreas, DeclareCategory, DeclareOrganisation,
    EndAreas, FormGroups, RateGroups, RegisterHouseholds, RemoveHousehold,
};
pub(crate) use decide::decide;
pub use event::{
    AreaDeclared, AreaEnded, CategoryDeclared, Event, GroupFormed, GroupRated, HouseholdChanged,
    HouseholdLeft, HouseholdRegistered, OrganisationCounted, OrganisationDeclared,
};
pub use refusal::{AreaNotValid, BadRows, Refusal};
pub use state::{Area, Group, Household, Organisation, State};
pub use values::{
    AreaEnding, AreaEntry, AreaKind, GroupClass, GroupEntry, HouseholdEntry, OrganisationKind, RatingEntry,
};
