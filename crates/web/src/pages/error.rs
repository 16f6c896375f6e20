//! What is shown where a page cannot be.

use std::borrow::Cow;

use askama::Template;
use domain::FundId;

use crate::lang::Lang;
use crate::link;
use crate::pages::Shell;

/// See the module.
#[derive(Clone, Debug, Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    /// Around it.
    pub shell: Shell,
    /// What is wrong.
    pub what: Cow<'static, str>,
    /// What to do.
    pub help: &'static str,
    /// Where to go on: addresses and what to call them.
    pub ways: Vec<(String, &'static str)>,
}

impl ErrorPage {
    /// There is no such page (404).
    pub fn not_found(lang: Lang) -> Self {
        let t = lang.text();
        Self::new(lang, t.not_found_title, t.not_found, t.not_found_help)
    }

    /// There is no such gift in that fund (404).
    pub fn no_gift(lang: Lang, fund: &FundId) -> Self {
        let t = lang.text();
        let to = |path| format!("{}{path}", lang.prefix());
        let mut page = Self::new(lang, t.not_found_title, t.gift_not_found, t.gift_not_found_help);
        page.ways.extend([(to(link::gifts(fund, "", 1)), t.to_gifts), (to(link::fund(fund)), t.to_fund)]);
        page
    }

    /// From the reader's network too many searches came (429).
    pub fn too_many(lang: Lang) -> Self {
        Self::new(
            lang,
            lang.say("Tìm kiếm quá nhiều", "Too many searches"),
            lang.say(
                "Từ mạng của bạn đang có quá nhiều lượt tìm kiếm cùng lúc.",
                "Too many searches are coming from your network at once.",
            ),
            lang.say(
                "Hãy chờ vài giây rồi tải lại trang này.",
                "Wait a few seconds, then load this page again.",
            ),
        )
    }

    /// As many files are being downloaded as the server allows, by the reader's network or by all (429).
    pub fn crowded(lang: Lang) -> Self {
        Self::new(
            lang,
            lang.say("Đang tải quá nhiều tệp", "Too many downloads"),
            lang.say(
                "Từ mạng của bạn, hoặc trên cả trang, đang có quá nhiều tệp được tải cùng lúc.",
                "Too many files are being downloaded at once, from your network or from the whole site.",
            ),
            lang.say(
                "Hãy đợi các tệp đang tải xong, hoặc thử lại sau một phút.",
                "Let the downloads under way finish, or try again in a minute.",
            ),
        )
    }

    /// A form was too long, or came too slowly (413, 408).
    pub fn form(lang: Lang, problem: wire::Problem) -> Self {
        let (vi, en) = wire::title(problem.status);
        let help = lang
            .say("Hãy bấm nút quay lại: những gì đã gõ vẫn còn.", "Go back: what you typed is still there.");
        let what = Cow::Owned(if lang == Lang::En { problem.en } else { problem.vi });
        Self { what, ..Self::new(lang, lang.say(vi, en), "", help) }
    }

    /// The server failed (500). Why goes to its log, not to the reader.
    pub fn failed(lang: Lang) -> Self {
        let t = lang.text();
        Self::new(lang, t.error_title, t.error, t.error_help)
    }

    fn new(lang: Lang, title: &str, what: &'static str, help: &'static str) -> Self {
        Self {
            shell: Shell { path: None, ..Shell::new(lang, title, "") },
            what: what.into(),
            help,
            ways: Vec::new(),
        }
    }
}
