//! Signing in: how long a session lasts, and whose role asks for a second factor.

use std::time::Duration;

use access::{Policy, TOKEN_ROLES};
use domain::Role;
use serde::Deserialize;

use super::provider::ProviderFile;

/// The section of the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct AccessFile {
    idle_minutes: Option<u32>,
    longest_hours: Option<u32>,
    second_factor: Option<Vec<RoleName>>,
    shortest_password: Option<usize>,
    one_hand_days: Option<u32>,
    pub(super) provider: Vec<ProviderFile>,
}

/// A role by its name.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
struct RoleName(Role);

impl TryFrom<String> for RoleName {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        let role = Role::of(&name).filter(|role| TOKEN_ROLES.contains(role));
        role.map(Self).ok_or_else(|| {
            let names = TOKEN_ROLES.map(Role::name).join(", ");
            format!("vai trò là một trong {names} / a role is one of {names}")
        })
    }
}

impl From<AccessFile> for Policy {
    fn from(file: AccessFile) -> Self {
        let built_in = Self::default();
        let minutes = |minutes: u32| Duration::from_mins(minutes.max(1).into());
        Self {
            idle: file.idle_minutes.map_or(built_in.idle, minutes),
            absolute: file.longest_hours.map_or(built_in.absolute, |hours| minutes(hours.saturating_mul(60))),
            factor: file
                .second_factor
                .map_or(built_in.factor, |roles| roles.into_iter().map(|RoleName(role)| role).collect()),
            // OWASP's least with a second factor; without one, longer is the administrators' to ask for.
            shortest_password: file
                .shortest_password
                .map_or(built_in.shortest_password, |least| least.max(8)),
            one_hand: file
                .one_hand_days
                .map_or(built_in.one_hand, |days| Duration::from_hours(u64::from(days).saturating_mul(24))),
            ..built_in
        }
    }
}
