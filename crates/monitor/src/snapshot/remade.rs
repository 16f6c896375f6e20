//! Making the files of a snapshot again from a copy of the log.

use std::collections::BTreeSet;

use domain::DecodeError;
use public_files::{Book, Difference, File, Snap, differ};
use transparency::{Outcome, Snapshot};

use super::files::Found;
use super::report::{self, Told};
use crate::copy::Copy;
use crate::fold::{Unusable, fold};

/// The book that was signed, and the book of the whole copy.
#[derive(Default)]
struct Books {
    signed: Option<Book>,
    now: Book,
    unread: Option<(u64, DecodeError)>,
}

/// Compares: the checkpoint with the copy, the list with what follows from the copy, the files with both.
pub(super) fn compare(copy: &Copy, snapshot: &Snapshot, found: &[Found], told: &mut Vec<Told>) {
    let (of, has) = (&snapshot.of, copy.checkpoint());
    if of.size > has.size {
        return told.push(report::beyond(of.size, has.size));
    }
    let mut books = Books { signed: (of.size == 0).then(Book::default), ..Books::default() };
    let root = fold(copy, has.size, of.size, |position, event| match event {
        Ok(recorded) => {
            books.now.apply(&recorded);
            if books.now.size == of.size && books.unread.is_none() {
                books.signed = Some(books.now.clone());
            }
        }
        Err(error) => {
            books.unread.get_or_insert((position, error));
        }
    });
    match root {
        Err(Unusable(bundle)) => {
            let unusable = crate::balances::unusable(copy, bundle);
            return told
                .extend(unusable.checked.into_iter().map(|line| Told { outcome: unusable.outcome, line }));
        }
        Ok(root) if root != of.root => return told.push(report::not_in_the_log(of, root)),
        Ok(_) => {}
    }
    let Some(book) = &books.signed else {
        return told.extend(books.unread.map(|(position, error)| report::unread(position, &error)));
    };
    let nobody = BTreeSet::new();
    let signed = Snap { book, id: &snapshot.id, of, withdrawn: &nobody };
    let before = told.len();
    for (listed, found) in snapshot.files.iter().zip(found) {
        let Some(file) = File::named(&listed.name) else {
            told.push(report::unknown(&listed.name));
            continue;
        };
        if signed.digest(file) == (listed.bytes, listed.digest) {
            told.push(judge(signed, file, found, &books.now));
        } else {
            told.push(report::does_not_follow(&listed.name));
        }
    }
    let left_out =
        File::ALL.into_iter().filter(|file| snapshot.files.iter().all(|listed| listed.name != file.name()));
    told.extend(left_out.map(|file| report::not_listed(file.name())));
    let remade = told.iter().skip(before).all(|told| told.outcome != Outcome::Tampered);
    told.extend(remade.then(|| report::remade(of.size)));
}

/// A file whose digest follows from the log.
fn judge(signed: Snap<'_>, file: File, found: &Found, now: &Book) -> Told {
    match found {
        Found::Other(bytes) => match differ(signed, file, bytes) {
            Difference::None => report::same(file.name()),
            Difference::LeftOut(left_out) => {
                let withdrawn = signed.book.withdrawn(&now.public);
                let unexplained = left_out.difference(&withdrawn).count();
                report::left_out(file.name(), left_out.len(), unexplained)
            }
            Difference::Other(line) => report::other(file.name(), Some(line)),
        },
        found => report::plain(file.name(), found),
    }
}
