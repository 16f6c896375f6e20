//! `sovang token`: who may write and who may read the log. Works beside a running server.

use access::{TOKEN_ROLES, TokenStore};
use clap::{Args, Subcommand};
use domain::Role;
use jiff::Timestamp;

use super::Failure;
use crate::config::Config;
use crate::format::table;
use crate::out::{complain, plain, say};

/// What can be done with tokens.
#[derive(Subcommand)]
pub(crate) enum Token {
    /// Tạo mã truy cập; mã chỉ hiện một lần / make a token; it is shown this once
    #[command(visible_alias = "add")]
    Create(Create),
    /// Liệt kê / list
    List,
    /// Thu hồi / revoke
    Revoke(Revoke),
}

#[derive(Args)]
pub(crate) struct Create {
    /// Vai trò: admin, approver, auditor, chief-accountant, storekeeper, treasurer / role
    #[arg(long, value_parser = role)]
    role: Role,
    /// Bí danh của người đã có mã, khi một người giữ nhiều vai trò / pseudonym of a person who has a token already: one
    /// person in several roles is still one
    #[arg(long, value_name = "PERSON")]
    person: Option<String>,
    /// Dùng vào việc gì; không ghi tên người / what it is for; never a person's name
    #[arg(long)]
    note: Option<String>,
}

#[derive(Args)]
pub(crate) struct Revoke {
    /// Mã hiệu, ví dụ t-1a2b3c4d / the token's id
    id: String,
}

impl Token {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        std::fs::create_dir_all(&config.data)?;
        let tokens = TokenStore::open(&config.data)?;
        match self {
            Self::Create(Create { role, person, note }) => {
                let (token, secret) = tokens.create(role, person, note, Timestamp::now())?;
                say(&format!("{}\n", secret.reveal()))?;
                complain(&format!(
                    "{} {}: mã chỉ hiện một lần, hãy cất giữ. / shown this once, keep it.",
                    token.role.name(),
                    token.person()
                ));
            }
            Self::List => say(&list(&tokens)?)?,
            Self::Revoke(Revoke { id }) => {
                tokens.revoke(&id)?;
                say(&format!("Đã thu hồi {id}. / {id} is revoked.\n"))?;
            }
        }
        Ok(())
    }
}

/// A role that a token can have.
fn role(text: &str) -> Result<Role, String> {
    let names = TOKEN_ROLES.map(Role::name).join(", ");
    let role = Role::of(text).filter(|role| TOKEN_ROLES.contains(role));
    role.ok_or_else(|| format!("vai trò là một trong {names} / a role is one of {names}"))
}

fn list(tokens: &TokenStore) -> Result<String, Failure> {
    let row = |token: access::Token| {
        let revoked = if token.revoked { "đã thu hồi / revoked" } else { "" };
        let made = token.created_at.strftime("%Y-%m-%d");
        let note = token.note.as_deref().unwrap_or_default();
        let holder = if token.person() == token.id { "" } else { token.person() };
        let line = format!("{}  {:<16}  {made}  {holder:<10}  {}", token.id, token.role.name(), plain(note));
        (line, revoked.to_owned())
    };
    Ok(table(&tokens.list()?.into_iter().map(row).collect::<Vec<_>>()))
}
