//! Who may do what: one table, asked by [`decide`](crate::decide()) and so by every way into the books. Beside it who may read
//! what, asked by whoever serves it: nobody reads names but those whose work needs them, and masks stand for all others.

use crate::ids::Actor;
use crate::rejection::Rejection;

/// What somebody is to the fund: the first part of an actor's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Opens funds, appoints people, keeps lists; books no money.
    Admin,
    /// Decides allocations and approves what others request.
    Approver,
    /// Supervises: raises findings, reads everything.
    Auditor,
    /// Signs corrections and closes periods.
    ChiefAccountant,
    /// Whoever holds the code of a receipt: decides about that gift's own data, where nobody else need be asked.
    Donor,
    /// Sits at the machine itself and so does what needs no second person.
    Operator,
    /// Anybody, over the public page: may say something.
    Public,
    /// Keeps the goods.
    Storekeeper,
    /// Keeps the money.
    Treasurer,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Admin,
        Self::Approver,
        Self::Auditor,
        Self::ChiefAccountant,
        Self::Donor,
        Self::Operator,
        Self::Public,
        Self::Storekeeper,
        Self::Treasurer,
    ];

    /// The name in an actor, in tokens and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Approver => "approver",
            Self::Auditor => "auditor",
            Self::ChiefAccountant => "chief-accountant",
            Self::Donor => "donor",
            Self::Operator => "operator",
            Self::Public => "public",
            Self::Storekeeper => "storekeeper",
            Self::Treasurer => "treasurer",
        }
    }

    /// The name in Vietnamese.
    pub fn vi(self) -> &'static str {
        match self {
            Self::Admin => "quản trị",
            Self::Approver => "người duyệt",
            Self::Auditor => "giám sát",
            Self::ChiefAccountant => "kế toán trưởng",
            Self::Donor => "người ủng hộ",
            Self::Operator => "người vận hành máy",
            Self::Public => "người dân",
            Self::Storekeeper => "thủ kho",
            Self::Treasurer => "kế toán quỹ",
        }
    }

    /// The role of that name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// A kind of command, as far as rights go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Begin or end the books of a fund.
    OpenFund,
    /// Take up or end accounts.
    ManageAccounts,
    /// Record receipts and pledges, say who gave.
    RecordGifts,
    /// Reverse or supplement a receipt.
    CorrectGifts,
    /// Import statements and settle their doubtful lines.
    ImportStatements,
    /// Open, extend or close the receiving window, take what came late.
    ManageWindow,
    /// Declare items, kits and warehouses.
    KeepCatalogue,
    /// Receive, issue, move and pack goods.
    MoveGoods,
    /// Count a warehouse.
    CountGoods,
    /// Reverse goods notes, give lots another value.
    CorrectGoods,
    /// Declare areas, groups, organisations, categories.
    KeepNetwork,
    /// Keep the register of households.
    RegisterHouseholds,
    /// Put support levels and limits in force, appoint approvers.
    SetRules,
    /// Let somebody act for oneself.
    DelegateApproval,
    /// Say that somebody has an interest in a party.
    DeclareInterest,
    /// Take up what is needed.
    TellNeeds,
    /// Decide who gets how much.
    DecideAllocations,
    /// Ask to spend, issue, refund or write off.
    MakeRequests,
    /// Approve, hold or refuse a request.
    ApproveRequests,
    /// Pay approved requests, settle advances, reverse payments.
    Pay,
    /// Take up hand-overs, signatures, confirmations.
    ConfirmDeliveries,
    /// Openings, moves between accounts, counts of cash, reconciliation, spoiled vouchers, published reports.
    KeepBooks,
    /// Close days, months and years.
    ClosePeriods,
    /// Sign corrections.
    SignCorrections,
    /// Give the public copies of papers, take them back.
    PublishCopies,
    /// Raise findings, move their deadlines, settle them; sign for what was examined.
    RaiseFindings,
    /// Answer findings.
    AnswerFindings,
    /// Take up requests to erase personal data.
    AskErasure,
    /// Grant or refuse them.
    DecideErasure,
    /// Say who consents to be listed.
    KeepConsents,
    /// Say that a giver does not want to be listed, or no longer.
    WithdrawConsents,
    /// Take up what people outside say.
    TakeMessages,
    /// Answer it, choose what of it is shown.
    AnswerMessages,
}

/// A line of a table: what is done or read, who may, how it is called.
struct Line<W: 'static> {
    what: W,
    roles: &'static [Role],
    vi: &'static str,
    en: &'static str,
}

const fn line<W: Copy>(what: W, vi: &'static str, en: &'static str, roles: &'static [Role]) -> Line<W> {
    Line { what, roles, vi, en }
}

fn find<W: PartialEq>(table: &'static [Line<W>], what: &W) -> Option<&'static Line<W>> {
    table.iter().find(|line| line.what == *what)
}

use Role::{Admin, Approver, Auditor, ChiefAccountant, Donor, Operator, Public, Storekeeper, Treasurer};

const TABLE: [Line<Action>; 33] = [
    line(Action::OpenFund, "mở hoặc khóa quỹ", "open or close the fund", &[Admin, Operator]),
    line(
        Action::ManageAccounts,
        "thêm hoặc ngừng tài khoản",
        "add or end accounts",
        &[Admin, Operator, Treasurer],
    ),
    line(Action::RecordGifts, "ghi khoản ủng hộ", "record gifts", &[Operator, Treasurer]),
    line(
        Action::CorrectGifts,
        "đính chính khoản thu",
        "correct gifts",
        &[ChiefAccountant, Operator, Treasurer],
    ),
    line(Action::ImportStatements, "nhập sao kê", "import statements", &[Operator, Treasurer]),
    line(
        Action::ManageWindow,
        "quyết định thời gian tiếp nhận",
        "decide on the receiving window",
        &[Admin, Approver, Operator],
    ),
    line(
        Action::KeepCatalogue,
        "lập danh mục hàng và kho",
        "keep the catalogue of goods",
        &[Admin, Operator, Storekeeper],
    ),
    line(
        Action::MoveGoods,
        "nhập, xuất, chuyển kho",
        "receive, issue and move goods",
        &[Operator, Storekeeper],
    ),
    line(Action::CountGoods, "kiểm kê kho", "count a warehouse", &[Operator, Storekeeper]),
    line(
        Action::CorrectGoods,
        "đính chính nhập xuất kho",
        "correct goods notes",
        &[ChiefAccountant, Operator, Storekeeper],
    ),
    line(
        Action::KeepNetwork,
        "lập danh mục địa bàn và tổ chức",
        "keep areas, groups and organisations",
        &[Admin, Operator, Treasurer],
    ),
    line(
        Action::RegisterHouseholds,
        "lập danh sách hộ",
        "register households",
        &[Operator, Storekeeper, Treasurer],
    ),
    line(
        Action::SetRules,
        "đặt định mức, hạn mức, người duyệt",
        "set support levels, limits and approvers",
        &[Admin, Operator],
    ),
    line(Action::DelegateApproval, "ủy quyền duyệt", "delegate approval", &[Approver]),
    line(
        Action::DeclareInterest,
        "khai báo xung đột lợi ích",
        "declare an interest",
        &[Admin, Approver, Auditor, ChiefAccountant, Operator, Storekeeper, Treasurer],
    ),
    line(Action::TellNeeds, "ghi nhu cầu cứu trợ", "record needs", &[Operator, Storekeeper, Treasurer]),
    line(Action::DecideAllocations, "quyết định phân bổ", "decide allocations", &[Approver]),
    line(Action::MakeRequests, "lập đề nghị chi, xuất", "make requests", &[Operator, Storekeeper, Treasurer]),
    line(Action::ApproveRequests, "duyệt đề nghị", "approve requests", &[Approver]),
    line(Action::Pay, "chi tiền", "pay", &[Operator, Treasurer]),
    line(
        Action::ConfirmDeliveries,
        "ghi bàn giao, ký nhận, xác nhận",
        "record hand-overs and signatures",
        &[Operator, Storekeeper, Treasurer],
    ),
    line(
        Action::KeepBooks,
        "ghi sổ quỹ, kiểm quỹ, đối chiếu",
        "keep cash and bank books",
        &[ChiefAccountant, Operator, Treasurer],
    ),
    line(Action::ClosePeriods, "khóa sổ kỳ", "close periods", &[ChiefAccountant]),
    line(Action::SignCorrections, "ký chứng từ đính chính", "sign corrections", &[ChiefAccountant]),
    line(
        Action::PublishCopies,
        "công khai hoặc gỡ bản chụp chứng từ",
        "publish copies of papers or take them back",
        &[ChiefAccountant],
    ),
    line(
        Action::RaiseFindings,
        "lập và kết thúc kiến nghị giám sát",
        "raise and settle findings",
        &[Auditor],
    ),
    line(
        Action::AnswerFindings,
        "trả lời kiến nghị giám sát",
        "answer findings",
        &[Admin, Approver, ChiefAccountant, Operator, Storekeeper, Treasurer],
    ),
    line(
        Action::AskErasure,
        "lập yêu cầu xoá dữ liệu cá nhân",
        "take up requests to erase personal data",
        &[ChiefAccountant, Operator, Treasurer],
    ),
    line(
        Action::DecideErasure,
        "chấp thuận hoặc từ chối xoá dữ liệu cá nhân",
        "grant or refuse to erase personal data",
        &[Admin, ChiefAccountant],
    ),
    line(
        Action::KeepConsents,
        "ghi đồng ý công khai của người ủng hộ",
        "say which givers consent to be listed",
        &[ChiefAccountant, Operator, Treasurer],
    ),
    line(
        Action::WithdrawConsents,
        "ghi người ủng hộ không muốn công khai",
        "say which givers do not want to be listed",
        &[ChiefAccountant, Donor, Operator, Treasurer],
    ),
    line(
        Action::TakeMessages,
        "nhận phản ánh, yêu cầu từ bên ngoài",
        "take up messages from outside",
        &[Auditor, ChiefAccountant, Donor, Operator, Public, Treasurer],
    ),
    line(
        Action::AnswerMessages,
        "trả lời phản ánh, yêu cầu",
        "answer messages from outside",
        &[Auditor, ChiefAccountant, Operator, Treasurer],
    ),
];

/// What is read of the books by some, and not by everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// What the fund's people need for their work: amounts, vouchers, requests, stock.
    Books,
    /// Who gave: names, memos, contacts, statement lines. Others of the fund's people read them masked.
    Givers,
    /// What people outside say.
    Inbox,
    /// What opens the commitments to a giver's data, for that giver's own copy.
    OwnCopies,
    /// Papers with names of those who were paid or received goods.
    Papers,
    /// The log itself.
    Log,
}

const STAFF: &[Role] = &[Admin, Approver, Auditor, ChiefAccountant, Storekeeper, Treasurer];

const SIGHTS: [Line<Sight>; 6] = [
    line(Sight::Books, "xem sổ của quỹ", "read the fund's books", STAFF),
    line(
        Sight::Givers,
        "xem đầy đủ tên người ủng hộ",
        "read the names of givers in full",
        &[Auditor, ChiefAccountant, Treasurer],
    ),
    line(Sight::Inbox, "xem hòm thư", "read the inbox", &[Admin, Auditor, ChiefAccountant, Treasurer]),
    line(
        Sight::OwnCopies,
        "lấy bản riêng cho người ủng hộ",
        "open a giver's own copy",
        &[ChiefAccountant, Treasurer],
    ),
    line(Sight::Papers, "in chứng từ, danh sách", "print vouchers and lists", STAFF),
    line(Sight::Log, "xem nhật ký sự kiện", "read the log", &[Auditor]),
];

impl Sight {
    /// All of them, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        SIGHTS.iter().map(|line| line.what)
    }

    /// Who may.
    pub fn roles(self) -> &'static [Role] {
        self.line().map_or(&[], |line| line.roles)
    }

    /// What it is called in Vietnamese.
    pub fn vi(self) -> &'static str {
        self.line().map_or("", |line| line.vi)
    }

    /// What it is called in English.
    pub fn en(self) -> &'static str {
        self.line().map_or("", |line| line.en)
    }

    fn line(self) -> Option<&'static Line<Self>> {
        find(&SIGHTS, &self)
    }
}

impl Action {
    /// All of them, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|line| line.what)
    }

    /// Who may do it.
    pub fn roles(self) -> &'static [Role] {
        self.line().map_or(&[], |line| line.roles)
    }

    /// What it is called in Vietnamese.
    pub fn vi(self) -> &'static str {
        self.line().map_or("", |line| line.vi)
    }

    /// What it is called in English.
    pub fn en(self) -> &'static str {
        self.line().map_or("", |line| line.en)
    }

    /// Who may do it, in Vietnamese.
    pub fn who_vi(self) -> String {
        self.roles().iter().map(|role| role.vi()).collect::<Vec<_>>().join(", ")
    }

    /// Who may do it, in English.
    pub fn who_en(self) -> String {
        self.roles().iter().map(|role| role.name()).collect::<Vec<_>>().join(", ")
    }

    fn line(self) -> Option<&'static Line<Self>> {
        find(&TABLE, &self)
    }
}

/// The actor's role does this.
pub(crate) fn check(actor: &Actor, action: Action) -> Result<(), Rejection> {
    match Role::of(actor.role()) {
        Some(role) if action.roles().contains(&role) => Ok(()),
        _ => Err(Rejection::NotAllowed { role: actor.role().to_owned(), action }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_has_its_line_and_somebody_who_may() {
        for line in &TABLE {
            assert!(!line.roles.is_empty() && line.roles.is_sorted(), "{:?}", line.what);
            assert_eq!(TABLE.iter().filter(|other| other.what == line.what).count(), 1);
        }
    }

    #[test]
    fn every_sight_has_its_line_and_is_of_the_fund_s_people() {
        for line in &SIGHTS {
            assert!(!line.roles.is_empty() && line.roles.is_sorted(), "{:?}", line.what);
            assert!(line.roles.iter().all(|role| STAFF.contains(role)), "{:?}", line.what);
            assert_eq!(SIGHTS.iter().filter(|other| other.what == line.what).count(), 1);
        }
    }

    #[test]
    fn an_unknown_role_may_nothing() {
        let actor: Actor = "guest:x".parse().unwrap();
        assert!(Action::all().all(|action| check(&actor, action).is_err()));
    }
}
