//! What the fund decides before it spends: support policies, limits, who approves, the receiving window.

use domain::relief::{
    AdoptLimits, AdoptPolicy, AppointApprover, Command, DelegateApproval, GoodsBound, PerUnit,
    RevokeDelegation,
};
use domain::{Quantity, Vnd, giving};
use jiff::civil::date;

use super::author::{Author, Hour, Told, Who, code};
use super::{Texts, WINDOW};

/// Above this two people approve.
pub(super) const TWO_ABOVE: i64 = 200_000_000;
/// A request of the sample stays open: its year is long over on the day on which it is loaded.
const OPEN_FOR_DAYS: u16 = 36_500;

/// 5 kg of rice a household.
pub(super) const RICE: &str = "ho-tro-gao";
/// 10 kg of vegetables a household.
pub(super) const VEGETABLES: &str = "ho-tro-rau-cu";
/// One parcel a household in lockdown.
pub(super) const PARCEL: &str = "goi-an-sinh";
/// Money for every household of a group.
pub(super) const LIVING: &str = "ho-tro-doi-song";
/// Money for households of groups in difficulty.
pub(super) const GROUP_IN_DIFFICULTY: &str = "ho-tro-to-kho-khan";
/// Money for a household in difficulty, by name.
pub(super) const HOUSEHOLD_IN_DIFFICULTY: &str = "ho-tro-ho-kho-khan";

/// Code, name, head, money from and to, item and quantity from and to.
type Level = (&'static str, &'static str, &'static str, Option<(i64, i64)>, Option<(&'static str, i64, i64)>);

const LEVELS: [Level; 6] = [
    (RICE, "Hỗ trợ gạo cho hộ dân", "luong-thuc", None, Some(("gao", 5, 15))),
    (VEGETABLES, "Hỗ trợ rau củ cho hộ dân", "luong-thuc", None, Some(("rau-cu", 5, 20))),
    (PARCEL, "Gói an sinh cho hộ trong vùng phong tỏa", "luong-thuc", None, Some(("phan-qua", 1, 1))),
    (LIVING, "Hỗ trợ tiền ăn cho hộ dân", "doi-song", Some((50_000, 200_000)), None),
    (
        GROUP_IN_DIFFICULTY,
        "Hỗ trợ thêm cho hộ của tổ còn khó khăn",
        "doi-song",
        Some((80_000, 300_000)),
        None,
    ),
    (HOUSEHOLD_IN_DIFFICULTY, "Hỗ trợ hộ khó khăn", "doi-song", Some((500_000, 1_500_000)), None),
];

impl Author {
    /// Policies, limits and approvers, and the window with its extensions.
    pub(super) fn adopt_rules(&mut self) -> Told {
        for (policy, name, head, money, item) in LEVELS {
            let goods = match item {
                Some((item, floor, ceiling)) => vec![GoodsBound {
                    ceiling: Some(Quantity::new(ceiling)),
                    floor: Some(Quantity::new(floor)),
                    item: code(item)?,
                }],
                None => Vec::new(),
            };
            let adopt = AdoptPolicy {
                ceiling: money.map(|(_, ceiling)| Vnd::new(ceiling)),
                decision: "Quyết định 12/QĐ-MTTQ-BVĐ ngày 25/5/2021".to_owned(),
                floor: money.map(|(floor, _)| Vnd::new(floor)),
                goods,
                head: code(head)?,
                name: name.to_owned(),
                per: PerUnit::Household,
                policy: code(policy)?,
            };
            self.relief(Who::Admin, Command::AdoptPolicy(adopt), "")?;
        }
        let limits = AdoptLimits {
            account_per_day: Some(Vnd::new(8_000_000_000)),
            confirm_days: 20,
            expire_days: OPEN_FOR_DAYS,
            sign_days: 10,
            two_above: Vnd::new(TWO_ABOVE),
        };
        self.relief(Who::Admin, Command::AdoptLimits(limits), "")?;
        for (who, per_request) in [(Who::Approver, 5_000_000_000), (Who::SecondApprover, 5_000_000_000)] {
            let (per_day, person) = (Some(Vnd::new(20_000_000_000)), who.actor()?);
            let appoint =
                AppointApprover { per_day, per_request: Vnd::new(per_request), person, until: None };
            self.relief(Who::Admin, Command::AppointApprover(appoint), "")?;
        }
        Ok(())
    }

    /// The window opens for sixty days, is extended twice and closes.
    pub(super) fn plan_window(&mut self) {
        let (first, last) = WINDOW;
        self.at(first, Hour::Morning, move |author| {
            let decision = "Lời kêu gọi ngày 28/5/2021".to_owned();
            let open = giving::OpenWindow { decision, first, last: date(2021, 7, 30) };
            author.giving(Who::Approver, giving::Command::OpenWindow(open), Texts::default()).map(drop)
        });
        for (on, decision, last) in [
            (date(2021, 7, 28), "Quyết định 21/QĐ-MTTQ-BVĐ: kéo dài đến 30/9/2021", date(2021, 9, 30)),
            (date(2021, 9, 27), "Quyết định 34/QĐ-MTTQ-BVĐ: kéo dài đến 30/11/2021", last),
        ] {
            self.at(on, Hour::Morning, move |author| {
                let extend = giving::ExtendWindow { decision: decision.to_owned(), last };
                author
                    .giving(Who::Approver, giving::Command::ExtendWindow(extend), Texts::default())
                    .map(drop)
            });
        }
        self.at(last, Hour::Evening, |author| {
            let close = giving::CloseWindow {
                decision: "Thông báo kết thúc tiếp nhận 30/11/2021".to_owned(),
            };
            author.giving(Who::Approver, giving::Command::CloseWindow(close), Texts::default()).map(drop)
        });
    }

    /// The second approver travels and lets the deputy approve small requests, until it is taken back. The rules ask for an
    /// end that lies ahead of the day on which the sample is loaded.
    pub(super) fn delegate(&mut self) -> Told {
        let delegate = DelegateApproval {
            per_request: Vnd::new(300_000_000),
            to: Who::Deputy.actor()?,
            until: date(2099, 12, 31),
        };
        self.relief(Who::SecondApprover, Command::DelegateApproval(delegate), "")?;
        self.at(date(2021, 9, 30), Hour::Noon, |author| {
            let revoke = RevokeDelegation { to: Who::Deputy.actor()? };
            author.relief(Who::SecondApprover, Command::RevokeDelegation(revoke), "").map(drop)
        });
        Ok(())
    }
}
