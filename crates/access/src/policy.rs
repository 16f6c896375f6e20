//! What the house decides about access. Comes from the configuration, as values.

use std::path::PathBuf;
use std::time::Duration;

use domain::Role;

use crate::passkeys::Site;

/// The rules in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// A session that nobody used for so long is over.
    pub idle: Duration,
    /// A session is over after so long, used or not.
    pub absolute: Duration,
    /// Who has one of these roles may do nothing before a second factor is set up.
    pub factor: Vec<Role>,
    /// How long a one-time code can be used.
    pub one_time: Duration,
    /// Memory that a new password's hash takes, in KiB; 19 MiB is OWASP's least.
    pub hash_kib: u32,
    /// How many passwords are checked at once.
    pub hashes_at_once: usize,
    /// The shortest password that is taken.
    pub shortest_password: usize,
    /// For so long an administrator does not count beside whoever made them one: the two may be one person with two accounts.
    pub one_hand: Duration,
    /// Where keys lie, apart from the data; none is `keys` in the data directory.
    pub keys: Option<PathBuf>,
    /// Where browsers reach the house, which passkeys are bound to; without it there are none.
    pub site: Option<Site>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            idle: Duration::from_mins(30),
            absolute: Duration::from_hours(12),
            factor: vec![Role::Admin, Role::Approver, Role::ChiefAccountant, Role::Treasurer],
            one_time: Duration::from_hours(72),
            hash_kib: 19 * 1024,
            hashes_at_once: 2,
            shortest_password: 12,
            one_hand: Duration::from_hours(30 * 24),
            keys: None,
            site: None,
        }
    }
}
