//! Who is listed, and whose name is no longer shown: consent, erasure, what accounts publish. Figures stay as they are.

use domain::privacy::{Event, PublicationChanged, Said};

use super::PublicBook;
use crate::gift::Shown;

impl PublicBook {
    pub(super) fn privacy(&mut self, event: &Event) {
        match event {
            Event::ConsentGiven(event) => {
                self.republish(event.receipt, |gift| gift.said = Some(Said::Given(event.show)));
            }
            Event::ConsentWithdrawn(event) => {
                self.republish(event.receipt, |gift| gift.said = Some(Said::less(gift.said, event.show)));
            }
            // From here on, and not only when the keys are gone.
            Event::ErasureGranted(event) => {
                for receipt in &event.receipts {
                    self.republish(*receipt, |gift| gift.erased = true);
                }
            }
            Event::PublicationChanged(event) => self.publication_changed(event),
            Event::ErasureRequested(_) | Event::ErasureRefused(_) | Event::ErasureDone(_) => {}
        }
    }

    fn publication_changed(&mut self, event: &PublicationChanged) {
        let mut banks = self.summary.banks.iter_mut();
        let Some(bank) = banks.find(|bank| bank.account == event.account) else { return };
        bank.publication = event.publication;
        let shown = self.gifts.iter().fold(Shown::default(), |shown, gift| shown.with(self.shows(gift)));
        self.shown = shown;
        self.relistings = self.relistings.saturating_add(1);
    }
}
