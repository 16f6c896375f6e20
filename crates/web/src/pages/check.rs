//! How to check a fund's figures without trusting whoever serves them.

use askama::Template;
use domain::{FundId, ReceiptNo};

use crate::lang::Lang;
use crate::pages::{Figures, Shell};
use crate::{format, link};

/// See the module.
#[derive(Clone, Debug, Template)]
#[template(path = "check.html")]
pub struct CheckPage {
    /// Around it.
    pub shell: Shell,
    /// The fund's name.
    pub fund_name: String,
    /// Address of the fund's page.
    pub fund_href: String,
    /// How many records the log has.
    pub position: String,
    /// When the last of them was written.
    pub moment: Option<String>,
    /// The hash over all records, in hex.
    pub chain: String,
    /// Where the public figures can be had as JSON.
    pub data: [String; 3],
    /// Where an auditor gets the log.
    pub log: String,
    /// What the keeper of the books runs.
    pub commands: [String; 2],
    /// What anybody runs to compute the totals.
    pub totals: [String; 3],
    /// Address of the page of all downloads.
    pub downloads: String,
    /// Where a receipt is verified.
    pub verify: Verify,
}

/// What the verifier of receipts needs.
#[derive(Clone, Debug)]
pub struct Verify {
    /// Whom the fund's checkpoints must be signed by.
    pub policy: String,
    /// The log's public key.
    pub key: String,
    /// What stands before a gift's number, or an event's position, and `/proof`.
    pub gifts: String,
    /// See `gifts`.
    pub events: String,
    /// The gift that the address speaks of, with its proof.
    pub proof: Option<(String, String)>,
    /// What the file is called.
    pub file: String,
}

impl Verify {
    fn new(fund: &FundId, asked: Option<ReceiptNo>) -> Self {
        let [gifts, events] = link::proofs(fund);
        let [policy, key] = link::keys(fund);
        let number = asked.map_or_else(String::new, |number| format!("-{number}"));
        let proof = asked.map(|number| (number.to_string(), format!("{gifts}{number}/proof")));
        Self { policy, key, gifts, events, proof, file: format!("{fund}{number}.tlog-proof") }
    }
}

impl CheckPage {
    /// The page of a fund whose log has `position` records that hash to `chain`.
    /// `asked` is the gift whose proof is offered.
    pub fn new(
        lang: Lang,
        figures: &Figures,
        position: u64,
        chain: &[u8; 32],
        asked: Option<ReceiptNo>,
    ) -> Self {
        let (fund, copy) = (&figures.fund, lang.say("ban-sao", "copy"));
        let path = asked.map_or_else(|| link::check(fund), |number| link::check_gift(fund, number));
        Self {
            shell: Shell::new(lang, lang.text().check_title, path),
            verify: Verify::new(fund, asked),
            fund_name: figures.name().to_owned(),
            fund_href: format!("{}{}", lang.prefix(), link::fund(fund)),
            position: format::grouped(position, lang),
            moment: figures.recorded_at.map(|at| format::moment(at, lang)),
            chain: ledger::hex(chain),
            totals: [
                format!(
                    "sovang mirror {}/f/{fund} {copy}",
                    lang.say("<địa-chỉ-trang-này>", "<address-of-this-site>")
                ),
                format!("sovang verify mirror {copy}"),
                format!("sovang verify balances {copy} --lines"),
            ],
            downloads: format!("{}{}", lang.prefix(), link::downloads(fund)),
            data: link::data(fund),
            log: link::log(fund),
            commands: [
                format!("sovang verify log --fund {fund}"),
                format!("sovang replay --fund {fund} --to {position}"),
            ],
        }
    }
}
