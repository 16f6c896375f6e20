//! A role in the token file: by its name, as on the command line and in actors.

use domain::Role;
use serde::{Deserialize, Deserializer, Serializer};

use super::TOKEN_ROLES;

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
pub(super) fn serialize<S: Serializer>(role: &Role, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(role.name())
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Role, D::Error> {
    let name = String::deserialize(deserializer)?;
    let role = Role::of(&name).filter(|role| TOKEN_ROLES.contains(role));
    role.ok_or_else(|| serde::de::Error::custom(format!("no token has the role {name}")))
}
