//! What stands around a page's content and in its forms: where one can go, who one is, what was done, what was typed.

use domain::Role;
use uuid::Uuid;
use web::Lang;
use web::pages::Figures;
use wire::Problem;

use crate::form::Typed;
use crate::seat::Seat;

/// A place to go to.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    /// The address.
    pub(crate) href: String,
    /// What it is called.
    pub(crate) label: &'static str,
    /// Whether one is there.
    pub(crate) here: bool,
}

/// See the module.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// The language.
    pub(crate) lang: Lang,
    /// The fund's short name.
    pub(crate) fund: String,
    /// The fund's name.
    pub(crate) name: String,
    /// What the reader is called.
    pub(crate) person: String,
    /// The reader's roles, in words.
    pub(crate) roles: String,
    /// Where one can go from here.
    pub(crate) ways: Vec<Way>,
    /// The first event of what was just recorded.
    pub(crate) done: Option<u64>,
    /// What forms carry.
    pub(crate) csrf: String,
    /// This page, without the language's prefix and without the word of what was done.
    pub(crate) back: String,
    typed: Typed,
}

impl Frame {
    pub(crate) fn new(seat: &Seat) -> Self {
        let lang = seat.lang();
        let roles = seat.signed.roles.iter().map(|role| lang.say(role.vi(), role.name()));
        Self {
            lang,
            fund: seat.ledger.fund().to_string(),
            name: Figures::of(&seat.ledger).name().to_owned(),
            person: seat.signed.name.clone(),
            roles: roles.collect::<Vec<_>>().join(", "),
            ways: ways(seat),
            done: seat.asked("xong").parse().ok(),
            csrf: seat.signed.csrf.clone(),
            back: without_done(&seat.path),
            typed: seat.typed.clone(),
        }
    }

    /// The address of a page of this fund's desk; `path` begins with a stroke, or is empty for the first page.
    pub(crate) fn to(&self, path: &str) -> String {
        format!("{}/ban/{}{path}", self.lang.prefix(), self.fund)
    }

    /// The address of a page of this fund that everybody sees.
    pub(crate) fn public(&self, path: &str) -> String {
        format!("{}/quy/{}{path}", self.lang.prefix(), self.fund)
    }

    /// The address of the fund's data and papers in the API.
    pub(crate) fn api(&self, path: &str) -> String {
        format!("/v1/funds/{}{path}", self.fund)
    }

    /// Where a form with a command is sent to: `target` is the API's address behind the fund.
    pub(crate) fn action(&self, target: &str) -> String {
        self.to(&format!("/lenh/{target}"))
    }

    /// A page of this desk as a form's `_next`: without the language's prefix.
    pub(crate) fn next(&self, path: &str) -> String {
        format!("/ban/{}{path}", self.fund)
    }

    /// An id for a new command.
    #[expect(clippy::unused_self, reason = "templates have the frame at hand")]
    pub(crate) fn command(&self) -> Uuid {
        Uuid::now_v7()
    }

    /// The name of a field in a list's line.
    #[expect(clippy::unused_self, clippy::trivially_copy_pass_by_ref, reason = "templates call it so")]
    pub(crate) fn field(&self, base: &str, place: &usize, key: &str) -> String {
        format!("{base}[{place}].{key}")
    }

    /// The id of a field's element, by the field's name.
    #[expect(clippy::unused_self, reason = "templates have the frame at hand")]
    pub(crate) fn id(&self, name: &str) -> String {
        name.chars().map(|sign| if sign.is_ascii_alphanumeric() { sign } else { '-' }).collect()
    }

    /// What was typed into a field, or what stands there at first.
    pub(crate) fn value<'a>(&'a self, name: &str, first: &'a str) -> &'a str {
        if self.typed.is_empty() { first } else { self.typed.get(name).unwrap_or_default() }
    }

    /// Whether a field of choices has this one.
    pub(crate) fn chosen(&self, name: &str, value: &str, first: &str) -> bool {
        self.value(name, first) == value
    }

    /// What was typed into the field `name` of a row of a list.
    pub(crate) fn value_of(&self, row: &str, name: &str) -> &str {
        self.typed.get(&format!("{row}.{name}")).unwrap_or_default()
    }

    /// Whether a box is ticked: as it was sent, or as it is at first.
    pub(crate) fn ticked(&self, name: &str, first: bool) -> bool {
        if self.typed.is_empty() { first } else { self.typed.get(name).is_some() }
    }

    /// The fields of a list that were sent, with their values; the list's name ends with `[]`.
    pub(crate) fn listed<'a>(&'a self, name: &str) -> Vec<(&'a str, &'a str)> {
        let list = name.strip_suffix(']').unwrap_or(name);
        self.typed.fields().filter(|(field, value)| field.starts_with(list) && !value.is_empty()).collect()
    }

    /// The most bytes of a file.
    #[expect(clippy::unused_self, reason = "templates have the frame at hand")]
    pub(crate) fn most_file_bytes(&self) -> usize {
        vault::MOST_FILE_BYTES
    }

    /// Why the form was refused.
    pub(crate) fn refusal(&self) -> Option<&str> {
        self.typed.problem().map(|problem| self.said(problem))
    }

    /// Why the field of that name was refused.
    pub(crate) fn fault(&self, name: &str) -> Option<&str> {
        self.typed.problem().filter(|_| self.typed.at_fault(name)).map(|problem| self.said(problem))
    }

    fn said<'a>(&self, problem: &'a Problem) -> &'a str {
        self.lang.say(&problem.vi, &problem.en)
    }
}

/// What the reader's roles have pages for.
fn ways(seat: &Seat) -> Vec<Way> {
    use Role::{Admin, Approver, Auditor, ChiefAccountant, Storekeeper, Treasurer};
    const ALL: &[Role] = &[Admin, Approver, Auditor, ChiefAccountant, Storekeeper, Treasurer];
    const WAYS: [(&str, &str, &str, &[Role]); 14] = [
        ("", "Việc hôm nay", "Today", ALL),
        ("/thu", "Khoản thu", "Receipts", &[Treasurer, ChiefAccountant, Auditor]),
        ("/sao-ke", "Sao kê", "Statements", &[Treasurer, ChiefAccountant, Auditor]),
        ("/de-nghi", "Đề nghị chi, xuất", "Requests", ALL),
        ("/duyet", "Chờ duyệt", "To approve", &[Approver]),
        ("/kho", "Kho hàng", "Goods", &[Storekeeper, Treasurer, ChiefAccountant, Auditor]),
        ("/ban-giao", "Bàn giao", "Hand-overs", &[Storekeeper, Treasurer, Auditor]),
        ("/so-quy", "Sổ quỹ, đối chiếu", "Cash and bank books", &[Treasurer, ChiefAccountant, Auditor]),
        ("/khoa-so", "Khóa sổ", "Closing", &[ChiefAccountant, Treasurer, Auditor]),
        ("/kiem-toan", "Giám sát", "Audit", &[Auditor, ChiefAccountant]),
        ("/hom-thu", "Hòm thư", "Inbox", &[Auditor, Treasurer, ChiefAccountant, Admin]),
        ("/xoa-du-lieu", "Xóa dữ liệu", "Erasures", &[Admin, ChiefAccountant]),
        ("/kho/danh-muc", "Danh mục", "Lists", &[Admin, Treasurer, Storekeeper]),
        ("/quan-tri/nguoi", "Người dùng", "People", &[Admin]),
    ];
    let lang = seat.lang();
    let root = format!("/ban/{}", seat.ledger.fund());
    let path = seat.path.split('?').next().unwrap_or_default();
    let shown: Vec<_> = WAYS.into_iter().filter(|(.., roles)| seat.is(roles)).collect();
    let leads = |way: &str| {
        let target = format!("{root}{way}");
        path == target || (!way.is_empty() && path.starts_with(&format!("{target}/")))
    };
    // Of two ways that lead here the longer one is where one stands.
    let stands = shown.iter().map(|(way, ..)| *way).filter(|way| leads(way)).max_by_key(|way| way.len());
    shown
        .iter()
        .map(|(way, vi, en, _)| {
            // Administration is of the whole house.
            let root = if way.starts_with("/quan-tri/") { "" } else { root.as_str() };
            let href = format!("{}{root}{way}", lang.prefix());
            Way { href, label: lang.say(vi, en), here: stands == Some(*way) }
        })
        .collect()
}

/// An address of this site, or the first page: nobody is led elsewhere by a form.
pub(crate) fn local(path: &str) -> &str {
    let ours = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(|sign: char| sign == '\\' || sign.is_control());
    if ours { path } else { "/" }
}

fn without_done(path: &str) -> String {
    let Some((path, query)) = path.split_once('?') else { return path.to_owned() };
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("xong=")).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}
