//! The access log, newest first, filtered by person, kind and day.

use access::Stored;
use askama::Template;
use axum::response::Response;
use web::pages::Shell;

use super::said::{KINDS, kind, said};
use crate::answer;
use crate::form::Typed;
use crate::hall::{Admin, Hall, Member, apart, of_access, page};

/// Lines of a page.
const LINES: usize = 100;

/// A line.
struct Line {
    position: u64,
    at: String,
    by: String,
    said: String,
}

#[derive(Template)]
#[template(path = "desk/admin/log.html")]
struct LogPage {
    shell: Shell,
    hall: Hall,
    lines: Vec<Line>,
    found: usize,
    people: Vec<(String, String)>,
    kinds: Vec<(&'static str, &'static str)>,
    asked: Asked,
    older: Option<String>,
}

/// What is asked for.
#[derive(Clone, Debug, Default)]
struct Asked {
    person: String,
    kind: String,
    from: String,
    to: String,
}

pub(super) async fn show(Admin(member): Admin) -> Response {
    apart(member.caller.lang(), move || draw(&member)).await
}

fn draw(member: &Member) -> Response {
    let lang = member.caller.lang();
    let access = &member.caller.desk.door.access;
    let read = access.people().and_then(|people| Ok((people, access.entries(0)?)));
    let (people, entries) = match read {
        Ok(read) => read,
        Err(error) => return answer::problem(lang, &of_access(&error)),
    };
    let asked = Asked::of(member);
    let before = member.caller.asked("truoc").parse::<u64>().unwrap_or(u64::MAX);
    let mut fitting: Vec<_> = entries.iter().filter(|(_, stored)| asked.fits(stored)).collect();
    let found = fitting.len();
    fitting.retain(|(position, _)| *position < before);
    let shown: Vec<_> = fitting.iter().rev().take(LINES).collect();
    let older = shown.last().filter(|_| fitting.len() > LINES).map(|(position, _)| asked.query(*position));
    let name = |person: &str| {
        let known = people.iter().find(|listed| listed.person.as_str() == person);
        known.map_or_else(|| person.to_owned(), |listed| format!("{} ({person})", listed.name))
    };
    let line = |(position, stored): &&&(u64, Stored)| Line {
        position: *position,
        at: web::format::moment(stored.at, lang),
        by: name(&by(lang, &stored.by)),
        said: said(lang, &stored.event, name),
    };
    let lines = shown.iter().map(line).collect();
    let every = || (String::new(), lang.say("Mọi người", "Everybody").to_owned());
    let listed = people.iter().map(|listed| (listed.person.to_string(), listed.name.clone()));
    let made = LogPage {
        shell: member.caller.shell("Nhật ký truy cập", "Access log"),
        hall: member.hall(&Typed::default()),
        lines,
        found,
        people: [every()].into_iter().chain(listed).collect(),
        kinds: KINDS.iter().map(|(name, vi, en)| (*name, lang.say(vi, en))).collect(),
        asked,
        older,
    };
    page(lang, axum::http::StatusCode::OK, made.render())
}

fn by(lang: web::Lang, by: &access::By) -> String {
    match by {
        access::By::Nobody => lang.say("người chưa đăng nhập", "nobody signed in").to_owned(),
        access::By::Operator => lang.say("người vận hành máy", "the operator at the machine").to_owned(),
        access::By::Person(person) => person.to_string(),
    }
}

impl Asked {
    fn of(member: &Member) -> Self {
        let asked = |name: &str| member.caller.asked(name).to_owned();
        Self { person: asked("nguoi"), kind: asked("loai"), from: asked("tu"), to: asked("den") }
    }

    fn fits(&self, stored: &Stored) -> bool {
        let by = stored.by.to_string();
        let about = stored.event.person().map(ToString::to_string);
        let day = ledger::today(stored.at).to_string();
        (self.person.is_empty() || by == self.person || about.as_deref() == Some(&*self.person))
            && (self.kind.is_empty() || kind(&stored.event) == self.kind)
            && (self.from.is_empty() || day >= self.from)
            && (self.to.is_empty() || day <= self.to)
    }

    fn query(&self, before: u64) -> String {
        let pairs = [("nguoi", &self.person), ("loai", &self.kind), ("tu", &self.from), ("den", &self.to)];
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(pairs).append_pair("truoc", &before.to_string());
        query.finish()
    }
}
