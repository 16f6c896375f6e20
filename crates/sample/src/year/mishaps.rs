//! What does not go smoothly: wrong and late entries, gifts of nobody, refunds, shortages, spoiled goods, refused and
//! changed requests, findings, letters. Each is a story of its own on the agenda.

mod giving;
mod goods;
mod letters;
mod requests;
mod supervision;

use std::rc::Rc;

use super::author::Author;
use super::places::Commune;
pub(super) use giving::TAKEN_LATE;

impl Author {
    /// Puts all stories on the agenda.
    pub(super) fn plan_mishaps(&mut self, communes: &[Rc<Commune>]) {
        self.plan_gift_stories();
        self.plan_late_gifts();
        self.plan_goods_stories(communes);
        self.plan_request_stories(communes);
        self.plan_supervision();
        self.plan_letters();
        if let Some(group) = communes.iter().flat_map(|commune| &commune.groups).find(|group| !group.stable) {
            let group = group.clone();
            let on = jiff::civil::date(2021, 12, 10);
            self.at(on, super::author::Hour::Noon, move |author| author.mend_register(&group));
        }
    }
}
