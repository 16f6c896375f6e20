//! The people of the sample, one for each role, with a password that is printed. They have the pseudonyms of those who wrote
//! the sample year, so that its limits and appointments are theirs. Never for real books: the demonstration refuses to
//! stand beside any.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;

use access::{Access, By, Grant, Place, Policy};
use domain::Role;
use jiff::Timestamp;
use uuid::Uuid;

use super::Failure;
use crate::config::Config;

/// Sign-in name, name, role, and who they are in the sample year.
const PEOPLE: [(&str, &str, Role, &str); 8] = [
    ("quantri", "Quản trị (mẫu)", Role::Admin, "p-0a11"),
    ("quantri2", "Quản trị thứ hai (mẫu)", Role::Admin, "p-0a12"),
    ("nguoiduyet", "Người duyệt (mẫu)", Role::Approver, "p-51c2"),
    ("nguoiduyet2", "Người duyệt thứ hai (mẫu)", Role::Approver, "p-88f0"),
    ("giamsat", "Giám sát (mẫu)", Role::Auditor, "p-7d08"),
    ("ketoantruong", "Kế toán trưởng (mẫu)", Role::ChiefAccountant, "p-3e94"),
    ("thukho", "Thủ kho (mẫu)", Role::Storekeeper, "p-e91d"),
    ("ketoan", "Kế toán quỹ (mẫu)", Role::Treasurer, "p-7f3a"),
];

/// The rules of signing in with no second factor: a visitor clicks through every role at once.
pub(super) fn without_phones(config: &Config) -> Policy {
    Policy { factor: Vec::new(), ..config.access.clone() }
}

/// Takes up who is not there yet. Answers the password.
pub(super) fn take_up(config: &Config, policy: &Policy) -> Result<String, Failure> {
    let password = password(config)?;
    let access = Access::open(&config.data, policy.clone())?;
    let known = access.people()?;
    let place = Place { address: [127, 0, 0, 1].into(), device: "", previous: None };
    for (login, name, role, person) in PEOPLE {
        if known.iter().any(|listed| listed.login == login) {
            continue;
        }
        let (person, now) = (person.parse()?, Timestamp::now());
        let roles = [Grant { role, fund: None }];
        let code = access.add_person_known_as(person, name, login, &roles, now)?;
        let session = access.set_up(&code, &password, &password, &place, now)?;
        access.end_sessions(&By::Operator, &session.signed.person, Timestamp::now())?;
    }
    Ok(password)
}

/// Random, one for each data directory, and kept beside the sample.
fn password(config: &Config) -> Result<String, Failure> {
    let path = config.data.join("demo-password");
    if let Ok(kept) = fs::read_to_string(&path) {
        return Ok(kept.trim().to_owned());
    }
    let random = Uuid::now_v7().simple().to_string();
    let password =
        format!("mau-{}-{}", random.get(16..24).unwrap_or(&random), random.get(24..).unwrap_or(&random));
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
    file.and_then(|mut file| writeln!(file, "{password}"))
        .map_err(|source| Failure::Write { path, source })?;
    Ok(password)
}

/// Who can sign in, for people to read.
pub(super) fn told(password: &str) -> String {
    let line = |(login, _, role, _): (&str, &str, Role, &str)| {
        format!("  {login:<13} {} / {}\n", role.vi(), role.name())
    };
    let people: String = PEOPLE.into_iter().map(line).collect();
    format!(
        "Đăng nhập thử, chỉ dành cho dữ liệu mẫu, cùng một mật khẩu: {password}\n\
         Sign in to try it, for the sample only, all with the password above:\n{people}"
    )
}
