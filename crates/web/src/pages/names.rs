//! What areas, parties and restrictions are called. A household is never named here.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domain::{Code, Earmark, Party};
use jiff::civil::Date;
use projection_coverage::{Coverage, Purpose};

use crate::lang::Lang;
use crate::outline;

/// Names as they are on a day.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    coverage: &'a Coverage,
    /// The day.
    pub on: Date,
    /// Language of what has no name of its own.
    pub lang: Lang,
}

impl<'a> Names<'a> {
    /// The names that this register knows.
    pub fn new(coverage: &'a Coverage, on: Date, lang: Lang) -> Self {
        Self { coverage, on, lang }
    }

    /// An area, by the name that it has now, or had last; with the area around it where another has the same name.
    pub fn area(&self, area: &Code) -> String {
        let network = self.coverage.network();
        let known = |area| {
            let last = || network.areas().filter(|(code, _)| *code == area).last().map(|(_, area)| area);
            network.area(area, self.on).or_else(last)
        };
        let Some(found) = known(area) else {
            let drawn = outline::of(area.as_str()).map(|outline| outline.name.to_owned());
            return drawn.unwrap_or_else(|| area.to_string());
        };
        let twice = network.areas().any(|(code, other)| code != area && other.name == found.name);
        match found.parent.as_ref().and_then(known).filter(|_| twice) {
            Some(around) => format!("{} ({})", found.name, around.name),
            None => found.name.clone(),
        }
    }

    /// Who took something over.
    pub fn party(&self, party: &Party) -> String {
        match party {
            Party::Area(area) => self.area(area),
            Party::Group(group) => {
                format!("{} {group}", self.lang.say("Tổ nhân dân tự quản", "People's group"))
            }
            Party::Household(_) => self.lang.say("Một hộ gia đình", "A household").to_owned(),
            Party::Organisation(code) => self.organisation(code),
        }
    }

    /// What money is tied to.
    pub fn restriction(&self, earmark: Option<&Earmark>) -> String {
        let Some(earmark) = earmark else {
            return self.lang.say("Chung, không ràng buộc", "Unrestricted").to_owned();
        };
        let purpose = earmark.purpose.as_ref().map(|purpose| self.head(purpose));
        let place = earmark.place.as_ref().map(|place| self.area(place));
        let beneficiary = earmark.beneficiary.as_ref().map(|code| self.organisation(code));
        let parts: Vec<String> = [purpose, place, beneficiary].into_iter().flatten().collect();
        parts.join(" · ")
    }

    /// A purpose or a spending head.
    pub fn head(&self, code: &Code) -> String {
        head_name(code, self.lang)
    }

    fn organisation(&self, code: &Code) -> String {
        let network = self.coverage.network();
        match network.organisation(code) {
            Some(organisation) => organisation.name.clone(),
            None => self.area(code),
        }
    }
}

/// What something left for.
pub const fn purpose(lang: Lang, purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Relief => lang.say("Hỗ trợ bằng tiền", "Relief in money"),
        Purpose::Goods => lang.say("Cấp phát hiện vật", "Relief in kind"),
        Purpose::Advance => lang.say("Tạm ứng cho đội đi phát", "Advances to distributing teams"),
        Purpose::Transfer => {
            lang.say("Chuyển cấp dưới và tỉnh bạn", "Passed on to lower boards and other provinces")
        }
        Purpose::Purchase => lang.say("Mua hàng cứu trợ", "Relief goods bought"),
        Purpose::Cost => lang.say("Chi phí của quỹ", "The fund's own costs"),
        Purpose::Refund => lang.say("Hoàn trả người ủng hộ", "Given back to donors"),
    }
}

/// A purpose or a spending head, as people call it.
pub fn head_name(code: &Code, lang: Lang) -> String {
    match PURPOSES.get(code.as_str()) {
        Some((vi, en)) => lang.say(vi, en).to_owned(),
        None => code.as_str().replace('-', " "),
    }
}

/// The codes of purposes and spending heads that have a name.
pub fn heads() -> impl Iterator<Item = &'static str> {
    PURPOSES.keys().copied()
}

/// What the public reads for the codes of purposes and spending heads.
static PURPOSES: LazyLock<BTreeMap<&str, (&str, &str)>> = LazyLock::new(|| {
    let rows = include_str!("../../../../config/rules/purposes.csv").lines().skip(1);
    rows.filter_map(|row| {
        let mut cells = row.splitn(3, ',');
        Some((cells.next()?, (cells.next()?, cells.next()?)))
    })
    .collect()
});
