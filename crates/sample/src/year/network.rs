//! The network at the beginning of the year, and what it counts: areas, groups and their yearly class, organisations,
//! volunteer teams, households in difficulty.

use std::rc::Rc;

use domain::network::{
    AreaEntry, AreaKind, ChangeHousehold, Command, CountOrganisation, DeclareAreas, DeclareCategory,
    DeclareOrganisation, FormGroups, GroupClass, GroupEntry, HouseholdEntry, OrganisationKind, RateGroups,
    RatingEntry, RegisterHouseholds, RemoveHousehold,
};

use super::Texts;
use super::author::{Author, Told, code};
use super::figures::{BRANCHES, MEMBERSHIP, MEMBERSHIP_RISE, OCCUPATIONAL_GROUPS, TEAMS, VOLUNTEERS};
use super::places::{Commune, Group, province};
use crate::names;

const LIST: &str = "Danh mục đơn vị hành chính có hiệu lực năm 2021";

/// Code, name, share of those who could be members, of the branches, of the occupational groups, in hundredths.
const MASS: [(&str, &str, u32, u32, u32); 5] = [
    ("hoi-nong-dan", "Hội Nông dân tỉnh Đồng Tháp", 34, 40, 45),
    ("hoi-phu-nu", "Hội Liên hiệp Phụ nữ tỉnh Đồng Tháp", 30, 30, 35),
    ("doan-thanh-nien", "Tỉnh Đoàn Đồng Tháp", 18, 16, 12),
    ("hoi-cuu-chien-binh", "Hội Cựu chiến binh tỉnh Đồng Tháp", 6, 8, 4),
    ("lien-doan-lao-dong", "Liên đoàn Lao động tỉnh Đồng Tháp", 12, 6, 4),
];
/// Those who could be members, in all: a hundredth of a percent of them is a whole number.
const ELIGIBLE: u32 = 1_000_000;

/// Boards, hospitals and suppliers by code and name.
const OTHERS: [(&str, OrganisationKind, &str); 9] = [
    ("mttq-tphcm", OrganisationKind::Board, "Ủy ban MTTQ Việt Nam Thành phố Hồ Chí Minh"),
    ("mttq-binh-duong", OrganisationKind::Board, "Ủy ban MTTQ Việt Nam tỉnh Bình Dương"),
    ("bv-da-khoa-dong-thap", OrganisationKind::Other, "Bệnh viện Đa khoa Đồng Tháp"),
    ("bv-da-khoa-sa-dec", OrganisationKind::Other, "Bệnh viện Đa khoa Sa Đéc"),
    ("bv-da-khoa-hong-ngu", OrganisationKind::Other, "Bệnh viện Đa khoa khu vực Hồng Ngự"),
    ("cdc-dong-thap", OrganisationKind::Other, "Trung tâm Kiểm soát bệnh tật tỉnh Đồng Tháp"),
    ("ncc-luong-thuc", OrganisationKind::Supplier, "Công ty CP Lương thực Hạt Ngọc Đồng"),
    ("ncc-thiet-bi-y-te", OrganisationKind::Supplier, "Công ty TNHH Thiết bị y tế Bông Súng"),
    ("ncc-van-tai", OrganisationKind::Supplier, "HTX Vận tải Sông Tiền Mới"),
];

/// Households in difficulty may be of these.
pub(super) const CATEGORIES: [(&str, &str); 4] = [
    ("ho-ngheo", "Hộ nghèo"),
    ("ho-can-ngheo", "Hộ cận nghèo"),
    ("mat-viec", "Lao động tự do mất việc"),
    ("vung-phong-toa", "Hộ trong vùng phong tỏa"),
];

impl Author {
    /// The map: province, districts, communes.
    pub(super) fn declare_areas(&mut self, communes: &[Rc<Commune>]) -> Told {
        let entry = |area, kind, name: &str, parent| AreaEntry {
            area,
            kind,
            name: name.to_owned(),
            parent,
            successor: None,
            valid_until: None,
        };
        let mut areas = vec![entry(province()?, AreaKind::Province, "Tỉnh Đồng Tháp", None)];
        for commune in communes {
            if areas.iter().all(|area| area.area != commune.district) {
                let (code, name) = (commune.district.clone(), &commune.district_name);
                areas.push(entry(code, AreaKind::District, name, Some(province()?)));
            }
        }
        for commune in communes {
            let parent = Some(commune.district.clone());
            areas.push(entry(commune.code.clone(), commune.kind, &commune.name, parent));
        }
        self.network(Command::DeclareAreas(DeclareAreas { areas, decision: LIST.to_owned() }), vec![])?;
        for (category, name) in CATEGORIES {
            let declare = DeclareCategory { category: code(category)?, name: name.to_owned() };
            self.network(Command::DeclareCategory(declare), vec![])?;
        }
        Ok(())
    }

    /// The groups of a commune are taken up.
    pub(super) fn form_groups(&mut self, commune: &Commune) -> Told {
        let entry = |group: &Group| GroupEntry {
            area: commune.code.clone(),
            group: group.code.clone(),
            households: group.households,
        };
        let groups = commune.groups.iter().map(entry).collect();
        self.network(Command::FormGroups(FormGroups { groups }), vec![])?;
        Ok(())
    }

    /// The groups of a commune get their scores of the year.
    pub(super) fn rate_groups(&mut self, commune: &Commune) -> Told {
        let mut ratings = Vec::new();
        for group in &commune.groups {
            let (class, from, to) =
                if group.stable { (GroupClass::Stable, 70, 100) } else { (GroupClass::InDifficulty, 31, 50) };
            let score = u16::try_from(self.random.within(from, to)).unwrap_or(0);
            let (group, households) = (group.code.clone(), group.households);
            ratings.push(RatingEntry { class, group, households, score });
        }
        self.network(Command::RateGroups(RateGroups { ratings, year: 2021 }), vec![])?;
        Ok(())
    }

    /// Mass organisations, boards, hospitals, suppliers, volunteer teams.
    pub(super) fn declare_organisations(&mut self, communes: &[Rc<Commune>]) -> Told {
        for (organisation, name, ..) in MASS {
            self.declare(organisation, OrganisationKind::MassOrganisation, name, None)?;
        }
        for (organisation, kind, name) in OTHERS {
            self.declare(organisation, kind, name, None)?;
        }
        for number in 1..=TEAMS {
            let place = usize::try_from(number).unwrap_or(0).checked_rem(communes.len()).unwrap_or(0);
            if let Some(commune) = communes.get(place) {
                let name = format!("Đội tình nguyện số {number}, {}", commune.name);
                self.declare(&team(number), OrganisationKind::VolunteerTeam, &name, Some(commune))?;
            }
        }
        Ok(())
    }

    fn declare(
        &mut self,
        organisation: &str,
        kind: OrganisationKind,
        name: &str,
        at: Option<&Commune>,
    ) -> Told {
        let (organisation, area) = (code(organisation)?, at.map(|commune| commune.code.clone()));
        let declare = DeclareOrganisation { area, kind, name: name.to_owned(), organisation };
        self.network(Command::DeclareOrganisation(declare), vec![])?;
        Ok(())
    }

    /// What the mass organisations count in a year; the shares add up to the whole.
    pub(super) fn count_organisations(&mut self, year: i16) -> Told {
        let membership = if year == 2021 { MEMBERSHIP } else { MEMBERSHIP.saturating_sub(MEMBERSHIP_RISE) };
        let [mut branches, mut groups] = [BRANCHES, OCCUPATIONAL_GROUPS];
        for (place, (organisation, _, share, of_branches, of_groups)) in MASS.into_iter().enumerate() {
            let last = place.saturating_add(1) == MASS.len();
            let part = |left: &mut u32, whole: u32, hundredths: u32| {
                let part = if last { *left } else { whole.saturating_mul(hundredths) / 100 };
                *left = left.saturating_sub(part);
                part
            };
            let eligible = ELIGIBLE.saturating_mul(share) / 100;
            let count = CountOrganisation {
                branches: part(&mut branches, BRANCHES, of_branches),
                eligible,
                groups: part(&mut groups, OCCUPATIONAL_GROUPS, of_groups),
                members: eligible / 10_000 * membership,
                organisation: code(organisation)?,
                year,
            };
            self.network(Command::CountOrganisation(count), vec![])?;
        }
        Ok(())
    }

    /// The members of the volunteer teams: eight or nine each.
    pub(super) fn count_teams(&mut self) -> Told {
        for number in 1..=TEAMS {
            let members = VOLUNTEERS / TEAMS + u32::from(number <= VOLUNTEERS % TEAMS);
            let organisation = code(&team(number))?;
            let count = CountOrganisation {
                branches: 0,
                eligible: members,
                groups: 0,
                members,
                organisation,
                year: 2021,
            };
            self.network(Command::CountOrganisation(count), vec![])?;
        }
        Ok(())
    }

    /// The households in difficulty of a commune, with the names of their heads.
    pub(super) fn register_households(&mut self, commune: &Commune) -> Told {
        let (mut households, mut personal) = (Vec::new(), Vec::new());
        for group in &commune.groups {
            for number in &group.named {
                let (category, _) = self.random.pick(&CATEGORIES);
                let household = group.household(*number)?;
                let members = members(group, *number);
                households.push(HouseholdEntry {
                    household,
                    categories: vec![code(category)?],
                    members,
                    row: None,
                });
                personal.push(Texts { name: names::person(&mut self.random), ..Texts::default() });
            }
        }
        if households.is_empty() {
            return Ok(());
        }
        self.network(Command::RegisterHouseholds(RegisterHouseholds { households }), personal)?;
        Ok(())
    }

    /// A household is found to stand in the register twice, and a member is born in another.
    pub(super) fn mend_register(&mut self, group: &Group) -> Told {
        let [first, second] = [1, 4];
        let copy = group.households;
        let entry = HouseholdEntry {
            household: group.household(copy)?,
            categories: vec![code("ho-ngheo")?],
            members: members(group, first),
            row: None,
        };
        let name = Texts { name: names::person(&mut self.random), ..Texts::default() };
        let register = RegisterHouseholds { households: vec![entry] };
        self.network(Command::RegisterHouseholds(register), vec![name])?;
        let same_as = Some(group.household(first)?);
        let remove = RemoveHousehold { household: group.household(copy)?, same_as };
        self.network(Command::RemoveHousehold(remove), vec![])?;
        let change = ChangeHousehold {
            categories: vec![code("ho-can-ngheo")?],
            household: group.household(second)?,
            members: members(group, second).saturating_add(1),
            row: None,
        };
        self.network(Command::ChangeHousehold(change), vec![])?;
        Ok(())
    }
}

/// How many persons a household has: told by its number, so that lists need not remember it.
pub(super) fn members(group: &Group, number: u32) -> u16 {
    u16::try_from(group.households.saturating_add(number) % 5).unwrap_or(0).saturating_add(2)
}

/// The code of a volunteer team.
pub(super) fn team(number: u32) -> String {
    format!("doi-tn-{number:03}")
}
