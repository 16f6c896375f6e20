//! The entries of the access log in words.

use access::{AccessEvent, Grant, Seen, Why};
use domain::{FundId, Role};
use web::Lang;

use super::people::called;

/// What can be filtered by: groups of kinds.
pub(super) const KINDS: [(&str, &str, &str); 7] = [
    ("", "Mọi việc", "Everything"),
    ("sign-in", "Đăng nhập", "Signing in"),
    ("failed", "Đăng nhập sai, tạm khóa", "Failed tries, lock-outs"),
    ("roles", "Người và vai trò", "People and roles"),
    ("secrets", "Mật khẩu, điện thoại, khôi phục", "Passwords, phones, recovery"),
    ("tokens", "Mã truy cập API", "API tokens"),
    ("names", "Xem dữ liệu cá nhân", "Personal data seen"),
];

/// The group of an event.
pub(super) fn kind(event: &AccessEvent) -> &'static str {
    match event {
        AccessEvent::SignedIn { .. }
        | AccessEvent::SignedInThrough { .. }
        | AccessEvent::PasskeyUsed { .. }
        | AccessEvent::SessionEnded { .. }
        | AccessEvent::SessionsEnded { .. } => "sign-in",
        AccessEvent::SignInFailed { .. }
        | AccessEvent::PasskeyCopied { .. }
        | AccessEvent::LockedOut { .. } => "failed",
        AccessEvent::PersonAdded { .. }
        | AccessEvent::PersonEnded { .. }
        | AccessEvent::RoleGiven { .. }
        | AccessEvent::RoleTaken { .. } => "roles",
        AccessEvent::SetUpGiven { .. }
        | AccessEvent::PasswordSet { .. }
        | AccessEvent::FactorAdded { .. }
        | AccessEvent::FactorRemoved { .. }
        | AccessEvent::ProviderLinked { .. }
        | AccessEvent::ProviderUnlinked { .. }
        | AccessEvent::PasskeyAdded { .. }
        | AccessEvent::PasskeyRenamed { .. }
        | AccessEvent::PasskeyRemoved { .. }
        | AccessEvent::RecoveryAsked { .. }
        | AccessEvent::RecoveryGranted { .. }
        | AccessEvent::RecoveryRefused { .. } => "secrets",
        AccessEvent::TokenMade { .. } | AccessEvent::TokenRevoked { .. } => "tokens",
        AccessEvent::NamesSeen { .. } => "names",
    }
}

/// What happened, in a sentence; `name` knows people by their pseudonym.
pub(super) fn said(lang: Lang, event: &AccessEvent, name: impl Fn(&str) -> String) -> String {
    let who = event.person().map(|person| name(person.as_str())).unwrap_or_default();
    let words = |vi: &str, en: &str| lang.say(vi, en).replace("{who}", &who);
    let role = |role: Role, fund: &Option<FundId>| called(lang, &Grant { role, fund: fund.clone() });
    match event {
        AccessEvent::RoleGiven { role: given, fund, .. } => {
            words("Giao {role} cho {who}", "{who} given {role}").replace("{role}", &role(*given, fund))
        }
        AccessEvent::RoleTaken { role: taken, fund, .. } => {
            words("Rút {role} của {who}", "{role} taken from {who}").replace("{role}", &role(*taken, fund))
        }
        AccessEvent::SignedIn { session, .. } => {
            words("{who} đăng nhập, phiên {s}", "{who} signed in, session {s}").replace("{s}", session)
        }
        AccessEvent::SignedInThrough { provider, .. }
        | AccessEvent::ProviderLinked { provider, .. }
        | AccessEvent::ProviderUnlinked { provider, .. } => {
            let (vi, en) = through(event);
            words(vi, en).replace("{p}", provider)
        }
        AccessEvent::SignInFailed { person, count, since } => {
            let nobodys = lang.say("tên không có thật", "names that nobody has");
            let whom = person.as_ref().map_or(nobodys, |_| &*who);
            let since = web::format::moment(*since, lang);
            match lang {
                Lang::Vi => format!("{count} lần đăng nhập sai vào {whom}, từ {since}"),
                Lang::En => format!("{count} failed sign-ins as {whom}, since {since}"),
            }
        }
        AccessEvent::LockedOut { seconds, .. } => {
            words("Tạm khóa đăng nhập của {who} trong {n} giây", "Sign-in of {who} locked for {n} seconds")
                .replace("{n}", &seconds.to_string())
        }
        AccessEvent::SessionEnded { session, why, .. } => {
            let ended = match why {
                Why::SignedOut => words("{who} đăng xuất, phiên {s}", "{who} signed out, session {s}"),
                Why::EndedByPerson => words("{who} kết thúc phiên {s}", "{who} ended session {s}"),
                Why::EndedForPerson => words("Kết thúc phiên {s} của {who}", "Session {s} of {who} ended"),
            };
            ended.replace("{s}", session)
        }
        AccessEvent::TokenMade { token, role: of, .. } => {
            let made = words("Tạo mã truy cập {t} ({role})", "Token {t} made ({role})").replace("{t}", token);
            made.replace("{role}", &role(*of, &None))
        }
        AccessEvent::TokenRevoked { token } => {
            words("Thu hồi mã truy cập {t}", "Token {t} revoked").replace("{t}", token)
        }
        AccessEvent::NamesSeen { fund, what, subject } => {
            let fund = fund.as_ref().map(ToString::to_string).unwrap_or_default();
            format!("{}: {fund} {}", seen(lang, *what), subject.as_deref().unwrap_or_default())
        }
        AccessEvent::PasskeyAdded { passkey, .. }
        | AccessEvent::PasskeyRenamed { passkey, .. }
        | AccessEvent::PasskeyRemoved { passkey, .. }
        | AccessEvent::PasskeyUsed { passkey, .. }
        | AccessEvent::PasskeyCopied { passkey, .. } => {
            let (vi, en) = of_passkey(event);
            words(vi, en).replace("{k}", passkey)
        }
        other => {
            let (vi, en) = plain(other);
            words(vi, en)
        }
    }
}

/// Those with a passkey.
fn of_passkey(event: &AccessEvent) -> (&'static str, &'static str) {
    match event {
        AccessEvent::PasskeyAdded { .. } => ("{who} thêm khóa truy cập {k}", "{who} added passkey {k}"),
        AccessEvent::PasskeyRenamed { .. } => {
            ("{who} đổi tên khóa truy cập {k}", "{who} renamed passkey {k}")
        }
        AccessEvent::PasskeyRemoved { .. } => {
            ("Gỡ khóa truy cập {k} của {who}", "Passkey {k} of {who} taken away")
        }
        AccessEvent::PasskeyUsed { .. } => ("{who} dùng khóa truy cập {k}", "{who} used passkey {k}"),
        _ => (
            "Từ chối khóa truy cập {k} của {who}: bộ đếm lùi, có thể bị sao chép",
            "Passkey {k} of {who} refused: its counter went back, it may be copied",
        ),
    }
}

/// Those with an identity provider.
fn through(event: &AccessEvent) -> (&'static str, &'static str) {
    match event {
        AccessEvent::ProviderLinked { .. } => ("{who} liên kết với {p}", "{who} linked with {p}"),
        AccessEvent::ProviderUnlinked { .. } => {
            ("Bỏ liên kết của {who} với {p}", "Link of {who} with {p} taken away")
        }
        _ => ("{who} đăng nhập qua {p}", "{who} signed in through {p}"),
    }
}

/// Those in which nothing but the person is to be named.
fn plain(event: &AccessEvent) -> (&'static str, &'static str) {
    match event {
        AccessEvent::PersonAdded { .. } => ("Thêm {who}", "{who} taken up"),
        AccessEvent::PersonEnded { .. } => ("Chấm dứt quyền của {who}", "Access of {who} ended"),
        AccessEvent::SetUpGiven { .. } => ("Cấp mã dùng một lần cho {who}", "One-time code made for {who}"),
        AccessEvent::PasswordSet { .. } => ("{who} đặt mật khẩu", "{who} set a password"),
        AccessEvent::FactorAdded { .. } => {
            ("{who} bật xác thực bằng điện thoại", "{who} set up a second factor")
        }
        AccessEvent::FactorRemoved { .. } => {
            ("Bỏ xác thực bằng điện thoại của {who}", "Second factor of {who} removed")
        }
        AccessEvent::SessionsEnded { .. } => ("Kết thúc mọi phiên của {who}", "All sessions of {who} ended"),
        AccessEvent::RecoveryAsked { .. } => ("Xin khôi phục cho {who}", "Recovery asked for {who}"),
        AccessEvent::RecoveryGranted { .. } => ("Đồng ý khôi phục cho {who}", "Recovery of {who} granted"),
        AccessEvent::RecoveryRefused { .. } => ("Từ chối khôi phục cho {who}", "Recovery of {who} refused"),
        _ => ("{who}", "{who}"),
    }
}

fn seen(lang: Lang, what: Seen) -> &'static str {
    match what {
        Seen::PrivateCopy => lang.say("Mở bản riêng của người ủng hộ", "Opened a donor's own copy"),
        Seen::Paper => lang.say("Mở chứng từ có tên", "Opened a paper with names"),
        Seen::List => lang.say("Xem danh sách có tên", "Looked at a list with names"),
        Seen::Erasure => lang.say("Xem tên trong yêu cầu xóa", "Looked at names of an erasure"),
    }
}
