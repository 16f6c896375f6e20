//! The figures that every year meets, whatever its seed.

/// Money given: receipts, supplements and late gifts that were taken, less reversals and refunds, in đồng.
pub const MONEY: i64 = 50_386_215_000;
/// Value of the goods given, in đồng.
pub const GOODS: i64 = 27_418_650_000;
/// Self-managed people's groups.
pub const GROUPS: u32 = 12_478;
/// Households in them.
pub const HOUSEHOLDS: u32 = 438_116;
/// Groups that run well: 81.8 in a hundred.
pub const STABLE: u32 = 10_212;
/// Groups in difficulty: 18.2 in a hundred.
pub const IN_DIFFICULTY: u32 = 2_266;
/// Households in difficulty that are supported by name.
pub const NAMED: u32 = 20_000;
/// Volunteer teams.
pub const TEAMS: u32 = 848;
/// Their members.
pub const VOLUNTEERS: u32 = 7_124;
/// Branches of the mass organisations.
pub const BRANCHES: u32 = 273;
/// Occupational groups below them.
pub const OCCUPATIONAL_GROUPS: u32 = 4_998;
/// Members of the mass organisations among those who could be, in hundredths of a percent, in 2021.
pub const MEMBERSHIP: u32 = 6_057;
/// How many of these it was less in 2020.
pub const MEMBERSHIP_RISE: u32 = 353;
