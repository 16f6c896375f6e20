//! The refusals as people read them: what was wrong, where, what to do.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::{AreaNotValid, BadRows, CATEGORIES_LIMIT, Refusal};
use crate::money::Vnd;
use crate::rejection::NAME_LIMIT;

fn day(date: Date) -> String {
    date.strftime("%d/%m/%Y").to_string()
}

impl Refusal {
    /// The refusal in Vietnamese.
    pub fn vi(&self) -> String {
        match self {
            Self::List(bad) => bad.vi(),
            Self::ListEmpty => "Danh sách không có dòng nào.".into(),
            Self::ListTooLong => format!("Danh sách quá {} dòng: hãy chia nhỏ.", Vnd::new(1_000_000)),
            Self::RowTwice(first) => format!("trùng với dòng {first}: bỏ một trong hai dòng."),
            Self::NameLength => {
                format!("Tên hoặc số quyết định phải có từ 1 đến {NAME_LIMIT} ký tự.")
            }
            Self::AreaUnknown(area) => {
                format!("Không có địa bàn mã {area}: kiểm tra mã hoặc khai báo địa bàn trước.")
            }
            Self::AreaNotValid(fault) => fault.vi(),
            Self::AreaValidAlready(area, from) => {
                format!("Mã địa bàn {area} đã có hiệu lực từ {}: không khai báo lại.", day(*from))
            }
            Self::AreaEndedAlready(area, last) => {
                format!("Địa bàn {area} đã có ngày kết thúc {}.", day(*last))
            }
            Self::AreaEndsBeforeItBegins(area) => {
                format!("Địa bàn {area} có ngày kết thúc trước ngày bắt đầu: kiểm tra lại ngày.")
            }
            Self::AreaNeedsParent(area) => {
                format!("Địa bàn {area} phải ghi địa bàn cấp trên (chỉ tỉnh, thành phố không có).")
            }
            Self::AreaParentUnfit(area, parent) => format!(
                "Địa bàn {area} không thể thuộc {parent}: huyện thuộc tỉnh, xã thuộc tỉnh hoặc huyện, ấp thuộc xã."
            ),
            Self::AreaCodeUnfit(area, parent) => format!(
                "Mã {area} không khớp với cấp trên {parent}: mã xã bắt đầu bằng mã tỉnh, mã ấp bắt đầu bằng mã xã."
            ),
            Self::SuccessorUnknown(area) => format!(
                "Địa bàn kế thừa {area} chưa có trong danh mục vào ngày kế tiếp: khai báo địa bàn mới trước."
            ),
            Self::GroupUnknown(group) => {
                format!("Không có tổ nhân dân tự quản mã {group}: kiểm tra mã hoặc lập tổ trước.")
            }
            Self::GroupKnown(group) => format!("Tổ nhân dân tự quản {group} đã có trong danh mục."),
            Self::ScoreTooHigh(score) => format!("Điểm {score} vượt quá 100."),
            Self::YearImpossible(year) => {
                format!("Năm {year} không hợp lệ: từ năm 2000 đến năm của ngày ghi.")
            }
            Self::HouseholdUnknown(household) => {
                format!("Không có hộ {household}: kiểm tra mã tổ và số thứ tự, hoặc lập danh sách hộ trước.")
            }
            Self::HouseholdKnown(household) => format!("Hộ {household} đã có trong danh sách của tổ."),
            Self::HouseholdGone(household, None) => {
                format!("Hộ {household} không còn trong danh sách của tổ: dùng số thứ tự khác.")
            }
            Self::HouseholdGone(household, Some(same)) => {
                format!("Hộ {household} trùng với hộ {same}: dùng mã {same}.")
            }
            Self::HouseholdSameAsItself(household) => {
                format!("Hộ {household} không thể trùng với chính nó: ghi mã hộ được giữ lại.")
            }
            Self::HouseholdEmpty(household) => format!("Hộ {household} phải có ít nhất một nhân khẩu."),
            Self::CategoryUnknown(category) => {
                format!("Không có nhóm đối tượng {category}: kiểm tra mã hoặc khai báo trước.")
            }
            Self::CategoryKnown(category) => format!("Nhóm đối tượng {category} đã có."),
            Self::CategoriesFull => format!("Mỗi quỹ có nhiều nhất {CATEGORIES_LIMIT} nhóm đối tượng."),
            Self::OrganisationUnknown(code) => {
                format!("Không có tổ chức mã {code}: kiểm tra mã hoặc khai báo trước.")
            }
            Self::OrganisationKnown(code) => format!("Tổ chức mã {code} đã có trong danh mục."),
            Self::MembersAboveEligible { members, eligible } => format!(
                "Số thành viên ({members}) nhiều hơn số người trong diện ({eligible}): kiểm tra hai số này."
            ),
        }
    }

    /// The refusal in English.
    pub fn en(&self) -> String {
        match self {
            Self::List(bad) => bad.en(),
            Self::ListEmpty => "The list has no row.".into(),
            Self::ListTooLong => "The list has more than 1000000 rows: split it.".into(),
            Self::RowTwice(first) => format!("the same as row {first}: leave one of the two out."),
            Self::NameLength => format!("A name or a decision has 1 to {NAME_LIMIT} characters."),
            Self::AreaUnknown(area) => {
                format!("There is no area {area}: check the code, or declare the area first.")
            }
            Self::AreaNotValid(fault) => fault.en(),
            Self::AreaValidAlready(area, from) => {
                format!("Area {area} is valid from {from} already: do not declare it again.")
            }
            Self::AreaEndedAlready(area, last) => format!("Area {area} has its last day already: {last}."),
            Self::AreaEndsBeforeItBegins(area) => {
                format!("Area {area} ends before it begins: check the days.")
            }
            Self::AreaNeedsParent(area) => {
                format!("Area {area} needs the area around it: only a province has none.")
            }
            Self::AreaParentUnfit(area, parent) => format!(
                "Area {area} cannot lie in {parent}: a district lies in a province, a commune in either, a hamlet in a commune."
            ),
            Self::AreaCodeUnfit(area, parent) => format!(
                "Code {area} does not fit its parent {parent}: a commune's code begins with its province's, a hamlet's with its commune's."
            ),
            Self::SuccessorUnknown(area) => {
                format!("The successor {area} is not in the register on the day after: declare it first.")
            }
            Self::GroupUnknown(group) => {
                format!("There is no group {group}: check the code, or form the group first.")
            }
            Self::GroupKnown(group) => format!("Group {group} is in the register already."),
            Self::ScoreTooHigh(score) => format!("A score of {score} is above 100."),
            Self::YearImpossible(year) => {
                format!("The year {year} cannot be: from 2000 to the year of the business day.")
            }
            Self::HouseholdUnknown(household) => {
                format!("There is no household {household}: check group and number, or register it first.")
            }
            Self::HouseholdKnown(household) => {
                format!("Household {household} is in its group's list already.")
            }
            Self::HouseholdGone(household, None) => {
                format!("Household {household} is no longer in its group's list: use another number.")
            }
            Self::HouseholdGone(household, Some(same)) => {
                format!("Household {household} is the same as {same}: use {same}.")
            }
            Self::HouseholdSameAsItself(household) => {
                format!("Household {household} cannot be its own double: name the one that stays.")
            }
            Self::HouseholdEmpty(household) => format!("Household {household} has at least one person."),
            Self::CategoryUnknown(category) => {
                format!("There is no category {category}: check the code, or declare it first.")
            }
            Self::CategoryKnown(category) => format!("Category {category} is in the register already."),
            Self::CategoriesFull => format!("A fund has at most {CATEGORIES_LIMIT} categories."),
            Self::OrganisationUnknown(code) => {
                format!("There is no organisation {code}: check the code, or declare it first.")
            }
            Self::OrganisationKnown(code) => format!("Organisation {code} is in the register already."),
            Self::MembersAboveEligible { members, eligible } => {
                format!("More members ({members}) than could be ({eligible}): check the two.")
            }
        }
    }
}

impl AreaNotValid {
    fn vi(&self) -> String {
        let Self { area, on, first, last, successor } = self;
        match (last, successor) {
            (Some(last), Some(successor)) if last < on => format!(
                "Mã địa bàn {area} hết hiệu lực sau ngày {}, không dùng cho ngày {}: dùng mã {successor}.",
                day(*last),
                day(*on)
            ),
            (Some(last), None) if last < on => format!(
                "Mã địa bàn {area} hết hiệu lực sau ngày {}, không dùng cho ngày {}: dùng mã của địa bàn mới.",
                day(*last),
                day(*on)
            ),
            _ => format!(
                "Mã địa bàn {area} chỉ có hiệu lực từ ngày {}, chưa dùng được cho ngày {}: kiểm tra mã và ngày.",
                day(*first),
                day(*on)
            ),
        }
    }

    fn en(&self) -> String {
        let Self { area, on, first, last, successor } = self;
        match (last, successor) {
            (Some(last), Some(successor)) if last < on => {
                format!("Area {area} was valid until {last}, not on {on}: use {successor}.")
            }
            (Some(last), None) if last < on => {
                format!("Area {area} was valid until {last}, not on {on}: use the new area's code.")
            }
            _ => format!("Area {area} is valid from {first}, not yet on {on}: check the code and the day."),
        }
    }
}

impl BadRows {
    fn vi(&self) -> String {
        let mut text = format!("Danh sách có {} dòng sai, chưa ghi dòng nào:", self.count);
        for (row, fault) in &self.rows {
            let _written = write!(text, "\ndòng {row}: {}", fault.vi());
        }
        if self.more() > 0 {
            let _written = write!(text, "\nvà {} dòng nữa.", self.more());
        }
        text
    }

    fn en(&self) -> String {
        let mut text = format!("{} rows of the list are wrong; nothing was taken:", self.count);
        for (row, fault) in &self.rows {
            let _written = write!(text, "\nrow {row}: {}", fault.en());
        }
        if self.more() > 0 {
            let _written = write!(text, "\nand {} more.", self.more());
        }
        text
    }
}
