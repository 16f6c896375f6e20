//! `sovang token`: who may write and who may read the log. Works beside a running server.

use api::{Role, TokenStore};
use clap::{Args, Subcommand, ValueEnum};
use jiff::Timestamp;

use super::Failure;
use crate::config::Config;
use crate::format::table;
use crate::out::{complain, plain, say};

/// What can be done with tokens.
#[derive(Subcommand)]
pub(crate) enum Token {
    /// Tạo mã truy cập; mã chỉ hiện một lần / make a token; it is shown this once
    Create(Create),
    /// Liệt kê / list
    List,
    /// Thu hồi / revoke
    Revoke(Revoke),
}

#[derive(Args)]
pub(crate) struct Create {
    /// Vai trò / role
    #[arg(long)]
    role: Kind,
    /// Dùng vào việc gì; không ghi tên người / what it is for; never a person's name
    #[arg(long)]
    note: Option<String>,
}

#[derive(Args)]
pub(crate) struct Revoke {
    /// Mã hiệu, ví dụ t-1a2b3c4d / the token's id
    id: String,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    Treasurer,
    Auditor,
    Admin,
}

impl From<Kind> for Role {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Treasurer => Self::Treasurer,
            Kind::Auditor => Self::Auditor,
            Kind::Admin => Self::Admin,
        }
    }
}

impl Token {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        std::fs::create_dir_all(&config.data)?;
        let tokens = TokenStore::open(&config.data)?;
        match self {
            Self::Create(Create { role, note }) => {
                let (token, secret) = tokens.create(role.into(), note, Timestamp::now())?;
                say(&format!("{}\n", secret.reveal()))?;
                complain(&format!(
                    "{} {}: mã chỉ hiện một lần, hãy cất giữ. / shown this once, keep it.",
                    token.role.name(),
                    token.id
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

fn list(tokens: &TokenStore) -> Result<String, Failure> {
    let row = |token: api::Token| {
        let revoked = if token.revoked { "đã thu hồi / revoked" } else { "" };
        let made = token.created_at.strftime("%Y-%m-%d");
        let note = token.note.unwrap_or_default();
        (format!("{}  {}  {made}  {}", token.id, token.role.name(), plain(&note)), revoked.to_owned())
    };
    Ok(table(&tokens.list()?.into_iter().map(row).collect::<Vec<_>>()))
}
