//! Sentences that hold figures or names.

use domain::{AccountId, AccountKind, DonorKind};
use ledger::Total;

use crate::chart::{Bucket, Unit};
use crate::format::{grouped, short};
use crate::lang::Lang;

impl Lang {
    /// `1.234 lượt`.
    pub fn gifts(self, count: u64) -> String {
        let number = grouped(count, self);
        match (self, count) {
            (Self::Vi, _) => format!("{number} lượt"),
            (Self::En, 1) => format!("{number} gift"),
            (Self::En, _) => format!("{number} gifts"),
        }
    }

    /// How many credits that are no gifts yet.
    pub fn credits(self, count: u64) -> String {
        let number = grouped(count, self);
        match (self, count) {
            (Self::Vi, _) => format!("{number} khoản"),
            (Self::En, 1) => format!("{number} credit"),
            (Self::En, _) => format!("{number} credits"),
        }
    }

    /// How many statement lines wait for a person, before [`crate::text::Text::waiting_note`].
    pub fn lines(self, count: u64) -> String {
        let number = grouped(count, self);
        match (self, count) {
            (Self::Vi, _) => format!("{number} dòng sao kê"),
            (Self::En, 1) => format!("{number} statement line"),
            (Self::En, _) => format!("{number} statement lines"),
        }
    }

    /// How many gifts match.
    pub fn found(self, total: Total, forgiven: bool, query: &str) -> String {
        let count = total.count();
        let least = match total {
            Total::Exact(_) => "",
            Total::AtLeast(_) => self.say("Ít nhất ", "At least "),
        };
        let gifts = match count {
            1 => self.say("khoản", "gift"),
            _ => self.say("khoản", "gifts"),
        };
        let matches = match (forgiven, count) {
            (true, 1) => self.say("gần giống với", "is close to"),
            (true, _) => self.say("gần giống với", "are close to"),
            (false, 1) => self.say("khớp với", "matches"),
            (false, _) => self.say("khớp với", "match"),
        };
        format!("{least}{} {gifts} {matches} “{query}”", grouped(count, self))
    }

    /// What a reader must know of what was found: that it is not what was typed, or not yet all.
    pub fn found_note(self, total: Total, forgiven: bool) -> Option<&'static str> {
        match total {
            Total::AtLeast(_) => Some(self.say(
                "Sổ vừa mở, còn đang sắp các khoản để tìm, nên có thể chưa đủ. Hãy tìm lại sau ít phút.",
                "The book has just been opened and not every gift can be searched yet. Search again in a few minutes.",
            )),
            Total::Exact(_) if forgiven => Some(self.say(
                "Không có khoản nào khớp đúng như đã gõ. Dưới đây là những khoản gần giống, có từ khác một hai chữ cái.",
                "Nothing matches exactly what was typed. These are close: some word differs by a letter or two.",
            )),
            Total::Exact(_) => None,
        }
    }

    /// How many gifts are listed in all, and why the totals count fewer.
    pub fn listed(self, total: u64, reversed: u64) -> String {
        let of_them = grouped(reversed, self);
        let all = match (self, total) {
            (Self::Vi, _) => format!("{} khoản ủng hộ được công khai", grouped(total, self)),
            (Self::En, 1) => "1 gift is listed".to_owned(),
            (Self::En, _) => format!("{} gifts are listed", grouped(total, self)),
        };
        match (self, reversed) {
            (_, 0) => all,
            (Self::Vi, _) => format!(
                "{all}, trong đó {of_them} khoản không tính vào tổng (đã ghi số âm, hoặc nhận sau thời hạn)"
            ),
            (Self::En, _) => {
                format!("{all}; {of_them} of them not in the totals (reversed, or received after the window)")
            }
        }
    }

    /// Where a page of results stands among all.
    pub fn page_of(self, first: u64, last: u64, total: u64) -> String {
        let [first, last, total] = [first, last, total].map(|number| grouped(number, self));
        match self {
            Self::Vi => format!("{first}–{last} trong {total}"),
            Self::En => format!("{first}–{last} of {total}"),
        }
    }

    /// How many gifts went to accounts whose gifts are not listed.
    pub fn unlisted(self, count: u64) -> String {
        let number = grouped(count, self);
        match self {
            Self::Vi => format!(
                "Ngoài danh sách này còn {number} lượt không công khai từng khoản, theo tài khoản nhận hoặc theo ý người \
                 ủng hộ; chúng chỉ có trong các số tổng."
            ),
            Self::En => format!(
                "Beside this list {number} gifts are not listed one by one, as their account or their giver wants it; \
                 they are in the totals only."
            ),
        }
    }

    /// Up to which event the figures of a page are.
    pub fn as_of(self, position: &str, moment: Option<&str>) -> String {
        match (self, moment) {
            (Self::Vi, None) => "Sổ chưa có dòng nào.".to_owned(),
            (Self::Vi, Some(moment)) => format!("Tính đến {moment}, đến dòng sổ số {position}."),
            (Self::En, None) => "The book has no entry yet.".to_owned(),
            (Self::En, Some(moment)) => format!("As of {moment}, up to entry no. {position}."),
        }
    }

    /// Heading of the chart: what one bar stands for.
    pub fn chart_by(self, unit: Unit) -> &'static str {
        match (self, unit) {
            (Self::Vi, Unit::Day) => "Tiền ủng hộ theo ngày",
            (Self::Vi, Unit::Week) => "Tiền ủng hộ theo tuần",
            (Self::Vi, Unit::Month) => "Tiền ủng hộ theo tháng",
            (Self::Vi, Unit::Year) => "Tiền ủng hộ theo năm",
            (Self::En, Unit::Day) => "Gifts by day",
            (Self::En, Unit::Week) => "Gifts by week",
            (Self::En, Unit::Month) => "Gifts by month",
            (Self::En, Unit::Year) => "Gifts by year",
        }
    }

    /// The chart in one sentence, also for those who do not see it.
    pub fn peak(self, peak: &Bucket) -> String {
        let (span, sum) = (peak.span(self), short(peak.dong, self));
        match self {
            Self::Vi => format!("Nhiều nhất: {sum} đồng, {span}."),
            Self::En => format!("Highest: {sum} đồng, {span}."),
        }
    }

    /// Who gave, as far as the books say it.
    pub fn donor(self, kind: DonorKind) -> &'static str {
        match (self, kind) {
            (Self::Vi, DonorKind::Person) => "Cá nhân",
            (Self::Vi, DonorKind::Organisation) => "Tổ chức",
            (Self::Vi, DonorKind::Enterprise) => "Doanh nghiệp",
            (Self::Vi, DonorKind::Anonymous) => "Ẩn danh",
            (Self::Vi, DonorKind::Unidentified) => "Chưa xác định",
            (Self::En, DonorKind::Person) => "Person",
            (Self::En, DonorKind::Organisation) => "Organisation",
            (Self::En, DonorKind::Enterprise) => "Enterprise",
            (Self::En, DonorKind::Anonymous) => "Anonymous",
            (Self::En, DonorKind::Unidentified) => "Not identified",
        }
    }

    /// In place of a name that its giver does not want to be shown.
    pub fn wants_no_name(self) -> &'static str {
        self.say("Người ủng hộ giấu tên", "A giver who wants no name shown")
    }

    /// A size by its lowest amount and the next size's lowest amount, in đồng.
    pub fn size(self, from: i64, below: Option<i64>) -> String {
        let shown = |dong: i64| short(i128::from(dong), self);
        match (self, from, below) {
            (Self::Vi, _, None) => format!("Từ {}", shown(from)),
            (Self::Vi, 0, Some(below)) => format!("Dưới {}", shown(below)),
            (Self::Vi, _, Some(below)) => format!("{} – dưới {}", shown(from), shown(below)),
            (Self::En, _, None) => format!("{} and more", shown(from)),
            (Self::En, 0, Some(below)) => format!("Under {}", shown(below)),
            (Self::En, _, Some(below)) => format!("{} – under {}", shown(from), shown(below)),
        }
    }

    /// The place where an account's money lies.
    pub fn place(self, account: &AccountId) -> String {
        match account.kind() {
            AccountKind::Cash => self.text().cash_box.to_owned(),
            AccountKind::Bank => super::banks::name(account.bank()),
        }
    }
}
