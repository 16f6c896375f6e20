//! Lists of the network: areas, groups, ratings, households, organisations and what they count.

use domain::Code;
use domain::network::{
    AreaEntry, AreaKind, CountOrganisation, DeclareOrganisation, GroupClass, GroupEntry, HouseholdEntry,
    OrganisationKind, RatingEntry,
};

use crate::columns::{
    AREA, AREA_KIND, BRANCHES, CATEGORIES, CLASS, COUNTED, ELIGIBLE, GROUND, GROUP, HEAD, HOUSEHOLDS,
    MEMBERS, NAME, NUMBER, ORGANISATION, PARENT, PLACE, SCORE, SUBGROUPS, SUCCESSOR, UNTIL, YEAR,
};
use crate::error::{ListError, Problem, RowFault};
use crate::sheet::{List, Row, fault, read};

/// The longest name of a person or a thing, in characters.
const NAME_LIMIT: usize = 200;

/// A household and the name of its head, which goes to the vault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedHousehold {
    /// The household, its vault row still open.
    pub entry: HouseholdEntry,
    /// The name of its head.
    pub name: String,
}

/// A list of areas.
pub fn areas(bytes: &[u8], file_name: &str) -> Result<List<AreaEntry>, ListError> {
    read(bytes, file_name, &[&AREA, &AREA_KIND, &NAME, &PARENT, &UNTIL, &SUCCESSOR], |row| {
        let parent: Option<Code> = row.code(&PARENT)?;
        let words =
            "tỉnh, huyện, xã, phường, đặc khu, ấp / province, district, commune, ward, special zone, hamlet";
        Ok(AreaEntry {
            area: row.must(&AREA)?,
            kind: row.word(&AREA_KIND, words, |word| area_kind(word, parent.is_none()))?,
            name: name(row)?,
            parent,
            successor: row.code(&SUCCESSOR)?,
            valid_until: row.day(&UNTIL)?,
        })
    })
}

/// A list of self-managed groups.
pub fn groups(bytes: &[u8], file_name: &str) -> Result<List<GroupEntry>, ListError> {
    read(bytes, file_name, &[&GROUP, &GROUND, &HOUSEHOLDS], |row| {
        Ok(GroupEntry {
            area: row.must(&GROUND)?,
            group: row.must(&GROUP)?,
            households: row.number(&HOUSEHOLDS)?,
        })
    })
}

/// A list of groups' yearly scores.
pub fn ratings(bytes: &[u8], file_name: &str) -> Result<List<RatingEntry>, ListError> {
    read(bytes, file_name, &[&GROUP, &SCORE, &CLASS, &HOUSEHOLDS], |row| {
        Ok(RatingEntry {
            class: row.word(&CLASS, "ổn định, khó khăn / stable, in difficulty", class)?,
            group: row.must(&GROUP)?,
            households: row.number(&HOUSEHOLDS)?,
            score: row.number(&SCORE)?,
        })
    })
}

/// A list of groups' households.
pub fn households(bytes: &[u8], file_name: &str) -> Result<List<NamedHousehold>, ListError> {
    read(bytes, file_name, &[&GROUP, &NUMBER, &HEAD, &MEMBERS, &CATEGORIES], |row| {
        let group: Code = row.must(&GROUP)?;
        let number: u32 = row.number(&NUMBER)?;
        let household = format!("{group}/{number}");
        let household = household.parse();
        let household = household.map_err(|_| fault(&NUMBER, Problem::NoNumber(number.to_string())))?;
        row.filled(&HEAD)?;
        Ok(NamedHousehold {
            name: row.text(&HEAD, NAME_LIMIT)?,
            entry: HouseholdEntry {
                household,
                categories: categories(row)?,
                members: row.number(&MEMBERS)?,
                row: None,
            },
        })
    })
}

/// A list of organisations.
pub fn organisations(bytes: &[u8], file_name: &str) -> Result<List<DeclareOrganisation>, ListError> {
    let words = "đoàn thể, ban vận động, đội tình nguyện, hội quán, nhà cung cấp, khác / \
                 mass organisation, board, volunteer team, self-help club, supplier, other";
    read(bytes, file_name, &[&ORGANISATION, &AREA_KIND, &NAME, &PLACE], |row| {
        Ok(DeclareOrganisation {
            area: row.code(&PLACE)?,
            kind: row.word(&AREA_KIND, words, organisation_kind)?,
            name: name(row)?,
            organisation: row.must(&ORGANISATION)?,
        })
    })
}

/// A list of what organisations count in a year.
pub fn counts(bytes: &[u8], file_name: &str) -> Result<List<CountOrganisation>, ListError> {
    read(bytes, file_name, &[&ORGANISATION, &YEAR, &BRANCHES, &SUBGROUPS, &COUNTED, &ELIGIBLE], |row| {
        Ok(CountOrganisation {
            branches: row.number(&BRANCHES)?,
            eligible: row.number(&ELIGIBLE)?,
            groups: row.number(&SUBGROUPS)?,
            members: row.number(&COUNTED)?,
            organisation: row.must(&ORGANISATION)?,
            year: row.number(&YEAR)?,
        })
    })
}

fn name(row: &Row<'_>) -> Result<String, RowFault> {
    row.filled(&NAME)?;
    row.text(&NAME, NAME_LIMIT)
}

fn categories(row: &Row<'_>) -> Result<Vec<Code>, RowFault> {
    let cells = row.cell(&CATEGORIES).split([',', ';']).map(str::trim).filter(|cell| !cell.is_empty());
    let code = |cell: &str| {
        let code = cell.to_lowercase().parse();
        code.map_err(|_| fault(&CATEGORIES, Problem::NoCode(statements::table::shape(cell))))
    };
    cells.map(code).collect()
}

/// A city is a province where nothing is around it, else of a district's rank.
fn area_kind(word: &str, outermost: bool) -> Option<AreaKind> {
    Some(match word {
        "tinh" | "province" => AreaKind::Province,
        "thanh pho" | "city" if outermost => AreaKind::Province,
        "thanh pho" | "city" | "huyen" | "quan" | "thi xa" | "district" => AreaKind::District,
        "xa" | "commune" => AreaKind::Commune,
        "phuong" | "thi tran" | "ward" => AreaKind::Ward,
        "dac khu" | "special zone" => AreaKind::SpecialZone,
        "ap" | "khom" | "thon" | "to dan pho" | "hamlet" => AreaKind::Hamlet,
        _ => return None,
    })
}

fn class(word: &str) -> Option<GroupClass> {
    Some(match word {
        "on dinh" | "stable" => GroupClass::Stable,
        "kho khan" | "con kho khan" | "in difficulty" => GroupClass::InDifficulty,
        _ => return None,
    })
}

fn organisation_kind(word: &str) -> Option<OrganisationKind> {
    Some(match word {
        "doan the" | "to chuc chinh tri xa hoi" | "mass organisation" | "mass organization" => {
            OrganisationKind::MassOrganisation
        }
        "ban van dong" | "ban cuu tro" | "board" => OrganisationKind::Board,
        "doi tinh nguyen" | "to tinh nguyen" | "volunteer team" => OrganisationKind::VolunteerTeam,
        "hoi quan" | "self help club" => OrganisationKind::SelfHelpClub,
        "nha cung cap" | "supplier" => OrganisationKind::Supplier,
        "khac" | "other" => OrganisationKind::Other,
        _ => return None,
    })
}
