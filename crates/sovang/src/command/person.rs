//! `sovang person`: who works with the books. Works beside a running server.

use access::{Access, By, Grant, Granted, Listed, PersonId, TOKEN_ROLES};
use clap::{Args, Subcommand};
use domain::{FundId, Role};
use jiff::Timestamp;

use super::Failure;
use crate::config::Config;
use crate::format::table;
use crate::out::{complain, plain, say};

/// What can be done with people.
#[derive(Subcommand)]
pub(crate) enum Person {
    /// Thêm người; in mã dùng một lần để đặt mật khẩu / take up a person; prints the one-time code that sets a password
    Add(Add),
    /// Liệt kê / list
    List,
    /// Giao hoặc rút vai trò / give or take a role
    #[command(subcommand)]
    Role(Roles),
    /// Cấp mã dùng một lần: quên mật khẩu, mất điện thoại, hoặc mã cũ quá hạn / make a one-time code: password or phone lost
    Reset(Who),
    /// Kết thúc mọi phiên đang đăng nhập / end all sessions
    SignOut(Who),
    /// Chấm dứt quyền truy cập / end a person's access for good
    End(Who),
}

#[derive(Args)]
pub(crate) struct Add {
    /// Họ tên; chỉ người quản trị thấy / the name; only administrators see it
    #[arg(long)]
    name: String,
    /// Tên đăng nhập / the sign-in name
    #[arg(long)]
    login: String,
    /// Vai trò: admin, approver, auditor, chief-accountant, storekeeper, treasurer; có thể nêu nhiều lần / role, may be repeated
    #[arg(long, value_parser = role)]
    role: Vec<Role>,
    /// Chỉ ở quỹ này; bỏ trống là mọi quỹ / in this fund only; none is all funds
    #[arg(long)]
    fund: Option<FundId>,
    /// Bí danh đã có trong sổ, ví dụ của một mã truy cập / the pseudonym in the books already, for example of a token
    #[arg(long, value_name = "PERSON")]
    person: Option<PersonId>,
}

#[derive(Subcommand)]
pub(crate) enum Roles {
    /// Giao / give
    Give(One),
    /// Rút / take away
    Take(One),
}

#[derive(Args)]
pub(crate) struct One {
    /// Bí danh, ví dụ t-1a2b3c4d / the pseudonym
    person: PersonId,
    /// Vai trò / role
    #[arg(value_parser = role)]
    role: Role,
    /// Chỉ ở quỹ này; bỏ trống là mọi quỹ / in this fund only; none is all funds
    #[arg(long)]
    fund: Option<FundId>,
}

#[derive(Args)]
pub(crate) struct Who {
    /// Bí danh, ví dụ t-1a2b3c4d / the pseudonym
    person: PersonId,
}

impl Person {
    pub(crate) fn run(self, config: &Config) -> Result<(), Failure> {
        std::fs::create_dir_all(&config.data)?;
        let access = Access::open(&config.data, config.access.clone())?;
        let (by, now) = (By::Operator, Timestamp::now());
        match self {
            Self::Add(Add { name, login, role, fund, person }) => {
                let grants: Vec<_> =
                    role.into_iter().map(|role| Grant { role, fund: fund.clone() }).collect();
                let (person, code) = match person {
                    Some(person) => {
                        let code = access.add_person_known_as(person.clone(), &name, &login, &grants, now)?;
                        (person, code)
                    }
                    None => access.add_person(&by, &name, &login, &grants, now)?,
                };
                hand_over(&person, &code)
            }
            Self::List => Ok(say(&list(&access.people()?))?),
            Self::Role(Roles::Give(One { person, role, fund })) => {
                access.give_role(&by, &person, &Grant { role, fund }, now)?;
                Ok(say(&format!("{person}: đã giao {}. / {} is given.\n", role.vi(), role.name()))?)
            }
            Self::Role(Roles::Take(One { person, role, fund })) => {
                access.take_role(&by, &person, &Grant { role, fund }, now)?;
                Ok(say(&format!("{person}: đã rút {}. / {} is taken away.\n", role.vi(), role.name()))?)
            }
            Self::Reset(Who { person }) => {
                let fresh = access.state()?.person(&person).is_some_and(|it| it.password_set_at.is_none());
                if fresh {
                    return hand_over(&person, &access.set_up_again(&by, &person, now)?);
                }
                match access.grant_recovery(&by, &person, now)? {
                    Granted::Code(code) => hand_over(&person, &code),
                    Granted::Waits => Ok(()),
                }
            }
            Self::SignOut(Who { person }) => {
                access.end_sessions(&by, &person, now)?;
                Ok(say(&format!("{person}: mọi phiên đã kết thúc. / all sessions are over.\n"))?)
            }
            Self::End(Who { person }) => {
                access.end_person(&by, &person, now)?;
                Ok(say(&format!("{person}: đã chấm dứt quyền truy cập. / access has ended.\n"))?)
            }
        }
    }
}

fn hand_over(person: &PersonId, code: &str) -> Result<(), Failure> {
    say(&format!("{code}\n"))?;
    complain(&format!(
        "{person}: mã dùng một lần, chỉ hiện lần này. Người ấy mở /dang-nhap/ma trên trang của quỹ, nhập mã và tự đặt mật \
         khẩu. / a one-time code, shown this once. The person opens /dang-nhap/ma on the fund's site, types it and sets a \
         password."
    ));
    Ok(())
}

/// A role that a person can have.
fn role(text: &str) -> Result<Role, String> {
    let names = TOKEN_ROLES.map(Role::name).join(", ");
    let role = Role::of(text).filter(|role| TOKEN_ROLES.contains(role));
    role.ok_or_else(|| format!("vai trò là một trong {names} / a role is one of {names}"))
}

fn list(people: &[Listed]) -> String {
    let row = |listed: &Listed| {
        let standing = &listed.standing;
        let grant = |grant: &Grant| match &grant.fund {
            Some(fund) => format!("{}@{fund}", grant.role.name()),
            None => grant.role.name().to_owned(),
        };
        let roles: Vec<_> = standing.roles.iter().map(grant).collect();
        let state = match () {
            () if standing.ended_at.is_some() => "đã chấm dứt / ended",
            () if standing.recovery.is_some() => "chờ khôi phục / recovery asked",
            () if standing.password_set_at.is_none() => "chưa đặt mật khẩu / no password yet",
            () if standing.factor => "2 lớp / second factor",
            () => "",
        };
        let name = plain(&listed.name).into_owned();
        (format!("{}  {:<16}  {name}  {}", listed.person, listed.login, roles.join(" ")), state.to_owned())
    };
    table(&people.iter().map(row).collect::<Vec<_>>())
}
