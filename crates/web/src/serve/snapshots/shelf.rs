//! The book that was asked for last, as it stood in a snapshot: folding it again takes seconds where there are a million
//! gifts, and whoever takes one file of a day takes the others too.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::{FundId, ReceiptNo};
use ledger::{Ledger, LedgerError};
use public_files::Book;

/// A book, and the gifts of it that may not be listed any more.
pub(crate) type Stood = (Arc<Book>, Arc<BTreeSet<ReceiptNo>>);

/// See the module. One fold at a time: whoever comes meanwhile waits for it.
#[derive(Default)]
pub(crate) struct Shelf(Mutex<Option<Kept>>);

struct Kept {
    fund: FundId,
    size: u64,
    book: Arc<Book>,
    /// What had changed of who is listed when `withdrawn` was found.
    changes: (usize, u64),
    withdrawn: Arc<BTreeSet<ReceiptNo>>,
}

impl Shelf {
    /// The book of that size.
    pub(crate) fn book(&self, ledger: &Ledger, size: u64) -> Result<Stood, LedgerError> {
        stood(self.0.lock().unwrap_or_else(PoisonError::into_inner), ledger, size)
    }

    /// How many gifts of the book of that size may not be listed any more; none where somebody else is folding one, or it
    /// cannot be folded.
    pub(crate) fn withdrawn_if_free(&self, ledger: &Ledger, size: u64) -> Option<usize> {
        let shelf = self.0.try_lock().ok()?;
        stood(shelf, ledger, size).ok().map(|(_, withdrawn)| withdrawn.len())
    }
}

fn stood(mut shelf: MutexGuard<'_, Option<Kept>>, ledger: &Ledger, size: u64) -> Result<Stood, LedgerError> {
    let now = {
        let views = ledger.views();
        (views.public.changed().len(), views.public.relistings())
    };
    let same = |kept: &&Kept| kept.fund == *ledger.fund() && kept.size == size;
    let kept = shelf.as_ref().filter(same);
    if let Some(kept) = kept.filter(|kept| kept.changes == now) {
        return Ok((Arc::clone(&kept.book), Arc::clone(&kept.withdrawn)));
    }
    let book = match kept {
        Some(kept) => Arc::clone(&kept.book),
        None => Arc::new(fold(ledger, size)?),
    };
    let withdrawn = Arc::new(book.withdrawn(&ledger.views().public));
    let stood = (Arc::clone(&book), Arc::clone(&withdrawn));
    *shelf = Some(Kept { fund: ledger.fund().clone(), size, book, changes: now, withdrawn });
    Ok(stood)
}

fn fold(ledger: &Ledger, size: u64) -> Result<Book, LedgerError> {
    let mut book = Book::default();
    ledger.read(&mut |recorded| {
        let wanted = recorded.position < size;
        if wanted {
            book.apply(recorded);
        }
        wanted
    })?;
    if book.size == size { Ok(book) } else { Err(LedgerError::BeyondHead { head: book.size }) }
}
