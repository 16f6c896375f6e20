//! What its maker may change of a request that nothing is paid of: the money. Who gets it, and goods, are asked for anew: the
//! request is withdrawn, and another one made.

use std::collections::{BTreeMap, BTreeSet};

use domain::relief::{self, Content};
use domain::{Event, Party, RequestNo};
use ledger::{Dossier, Thing};

use crate::answer::Fault;
use crate::pages::parties;
use crate::seat::Seat;
use crate::words;

/// Amounts that are offered at most.
const MOST: usize = 50;

/// See the module.
pub(super) struct Amend {
    /// The whole content, as the API's command has it.
    pub(super) content: String,
    /// Where in it the amount stands.
    pub(super) field: &'static str,
    /// The amount as it would be typed.
    pub(super) amount: String,
    /// The amounts of the recipients: where each stands, who it is, the amount as it would be typed.
    pub(super) recipients: Vec<(String, String, String)>,
}

impl Amend {
    /// None where the content has no money, or too many recipients for a page.
    pub(super) fn of(dossier: &Dossier, names: &BTreeMap<Party, String>) -> Option<Self> {
        let (_, amount) = dossier.content.money()?;
        let all = dossier.content.recipients();
        let field = match &dossier.content {
            Content::Payment(_) => "command.amend_request.content.payment.amount:m",
            Content::Refund(_) => "command.amend_request.content.refund.amount:m",
            Content::Issue(_) | Content::WriteOff(_) => return None,
        };
        let recipients = all.iter().enumerate().map(|(place, one)| {
            let name = names.get(&one.party).cloned().unwrap_or_else(|| one.party.to_string());
            let field = format!("command.amend_request.content.payment.recipients[{place}].amount:m");
            (field, name, words::typed(one.amount.dong().into()))
        });
        (all.len() <= MOST).then(|| Self {
            content: parties::json(&dossier.content),
            field,
            amount: words::typed(amount.dong().into()),
            recipients: recipients.collect(),
        })
    }
}

/// The payments of a request whose negative does not stand beside them.
pub(super) fn paid(seat: &Seat, number: RequestNo) -> Result<Vec<u64>, Fault> {
    let mut paid = BTreeSet::new();
    for told in seat.ledger.history(&Thing::Request(number))? {
        let Event::Relief(event) = &told.recorded.event else { continue };
        if let relief::Event::Paid(event) = event.as_ref() {
            let taken_back = seat.ledger.views().history.of(&Thing::Payment(event.payment)).to_vec();
            let reversed = taken_back.into_iter().map(|position| seat.ledger.told(position)).any(|told| {
                told.is_ok_and(|told| match &told.recorded.event {
                    Event::Relief(event) => matches!(event.as_ref(), relief::Event::PaymentReversed(_)),
                    _ => false,
                })
            });
            if !reversed {
                paid.insert(event.payment.get());
            }
        }
    }
    Ok(paid.into_iter().collect())
}
