//! What happened to a thing, step by step: the rows that several pages show.

use domain::FundId;
use ledger::Chapter;
use projection_lineage::Names;

use crate::format;
use crate::lang::Lang;
use crate::link;

/// One step.
#[derive(Clone, Debug)]
pub struct StepRow {
    /// The business day.
    pub on: String,
    /// What happened.
    pub what: String,
    /// By which role.
    pub role: String,
    /// The voucher.
    pub voucher: Option<String>,
    /// SHA-256 of the paper.
    pub paper: Option<String>,
    /// Its event's place in the log.
    pub position: u64,
}

/// The step of a chapter.
pub(crate) fn step(lang: Lang, names: &Names, chapter: &Chapter) -> StepRow {
    StepRow {
        on: format::date(chapter.on, lang),
        what: lang.chapter(names, &chapter.what),
        role: lang.role(&chapter.role),
        voucher: chapter.voucher.map(|voucher| voucher.to_string()),
        paper: chapter.paper.as_ref().map(ToString::to_string),
        position: chapter.position,
    }
}

/// Where an event's proof is given.
pub(crate) fn proof(fund: &FundId, position: u64) -> String {
    let [_, events] = link::proofs(fund);
    format!("{events}{position}/proof")
}
