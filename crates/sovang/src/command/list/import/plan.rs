//! What a list asks: its rows as commands, and the names of people beside them, for the vault.

use std::ops::Range;

use clap::ValueEnum;
use domain::network::{self, DeclareAreas, FormGroups, RateGroups, RegisterHouseholds};
use domain::{Command, On, goods};
use jiff::civil::Date;
use lists::{List, ListError};
use vault::Row;

/// So many rows are one command at most; the rules take no more.
const MOST_ROWS: usize = 1_000_000;

/// What a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Kind {
    /// Địa bàn / areas
    Areas,
    /// Tổ nhân dân tự quản / self-managed groups
    Groups,
    /// Điểm và xếp loại của các tổ / yearly scores and classes of groups
    Ratings,
    /// Hộ của các tổ / households of groups
    Households,
    /// Tổ chức, đội, hội quán / organisations, teams, clubs
    Organisations,
    /// Số chi hội, tổ hội, hội viên / branches, groups and members of organisations
    Counts,
    /// Khoản ủng hộ bằng tiền / gifts of money
    Gifts,
    /// Hàng nhận vào kho / goods received
    Goods,
}

/// What is said of a list beside its rows.
pub(super) struct About {
    pub(super) on: Date,
    pub(super) decision: String,
    pub(super) year: i16,
}

/// A list, ready to be asked.
pub(super) struct Plan {
    /// The line of the file of each row.
    pub(super) lines: Vec<u32>,
    pub(super) asked: Vec<Asked>,
}

/// A command, and its rows' places in the list.
pub(super) struct Asked {
    pub(super) rows: Range<usize>,
    pub(super) command: Command,
    pub(super) personal: Vec<Row<'static>>,
}

impl Kind {
    /// Whether each row has a business day of its own. No rule tells two such rows apart: what looks the same may be two gifts.
    pub(super) fn is_dated(self) -> bool {
        matches!(self, Self::Gifts | Self::Goods)
    }

    /// Reads a file; every bad row of it is named.
    pub(super) fn read(self, bytes: &[u8], file: &str, about: &About) -> Result<Plan, ListError> {
        let network = |command| Command::Network(On { effective_on: about.on, command });
        let year = about.year;
        Ok(match self {
            Self::Areas => together(lists::areas(bytes, file)?, |areas| {
                let decision = about.decision.clone();
                (network(network::Command::DeclareAreas(DeclareAreas { areas, decision })), vec![])
            }),
            Self::Groups => together(lists::groups(bytes, file)?, |groups| {
                (network(network::Command::FormGroups(FormGroups { groups })), vec![])
            }),
            Self::Ratings => together(lists::ratings(bytes, file)?, |ratings| {
                (network(network::Command::RateGroups(RateGroups { ratings, year })), vec![])
            }),
            Self::Households => together(lists::households(bytes, file)?, |rows| {
                let row = |household: lists::NamedHousehold| {
                    (household.entry, named(household.name, String::new()))
                };
                let (households, personal) = rows.into_iter().map(row).unzip();
                (network(network::Command::RegisterHouseholds(RegisterHouseholds { households })), personal)
            }),
            Self::Organisations => apart(lists::organisations(bytes, file)?, |row| {
                (network(network::Command::DeclareOrganisation(row)), Row::default())
            }),
            Self::Counts => apart(lists::counts(bytes, file)?, |row| {
                (network(network::Command::CountOrganisation(row)), Row::default())
            }),
            Self::Gifts => apart(lists::gifts(bytes, file)?, |gift| {
                (Command::RecordReceipt(gift.receipt), named(gift.name, gift.memo))
            }),
            Self::Goods => apart(lists::goods(bytes, file)?, |delivery| {
                let command = goods::Command::ReceiveGoods(delivery.command);
                let command = Command::Goods(On { effective_on: delivery.on, command });
                (command, named(delivery.name, String::new()))
            }),
        })
    }
}

fn named(name: String, memo: String) -> Row<'static> {
    Row { name: name.into(), memo: memo.into(), ..Row::default() }
}

/// The whole list as one command, or as few as it takes.
fn together<T>(list: List<T>, mut make: impl FnMut(Vec<T>) -> (Command, Vec<Row<'static>>)) -> Plan {
    let (mut asked, mut first, mut rows) = (Vec::new(), 0_usize, list.rows);
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(MOST_ROWS));
        let behind = first.saturating_add(rows.len());
        let (command, personal) = make(rows);
        asked.push(Asked { rows: first..behind, command, personal });
        (first, rows) = (behind, rest);
    }
    Plan { lines: list.lines, asked }
}

/// A command for every row.
fn apart<T>(list: List<T>, mut make: impl FnMut(T) -> (Command, Row<'static>)) -> Plan {
    let asked = list.rows.into_iter().enumerate().map(|(place, row)| {
        let (command, personal) = make(row);
        Asked { rows: place..place.saturating_add(1), command, personal: vec![personal] }
    });
    Plan { asked: asked.collect(), lines: list.lines }
}
