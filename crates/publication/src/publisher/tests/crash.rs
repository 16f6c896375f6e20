//! The power goes between two steps: the next opening makes it whole, and no size is ever signed twice.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use super::{FUND, Place, append, naive_root};
use crate::{Lock, audit, mend};

/// The notes that were shown, or are in a lock, by their size.
#[derive(Default)]
struct Said(BTreeMap<u64, String>);

impl Said {
    #[track_caller]
    fn hear(&mut self, size: u64, note: &str) {
        let known = self.0.entry(size).or_insert_with(|| note.to_owned());
        assert_eq!(*known, note, "two checkpoints of {size} events");
    }
}

/// Opens what a crash left, with `more` events since, and finds everything whole.
#[track_caller]
fn whole(image: &Place, more: u64, said: &mut Said) {
    let log = image.log();
    if more > 0 {
        append(&log, more);
    }
    let mut publisher = image.open(&log);
    if let Some(newest) = publisher.newest() {
        said.hear(newest.checkpoint.size, &newest.note.to_string());
    }
    let published = publisher.publish(&log).unwrap().clone();
    assert_eq!(published.checkpoint.size, log.head().position);
    assert_eq!(published.checkpoint.root, naive_root(&log, published.checkpoint.size));
    said.hear(published.checkpoint.size, &published.note.to_string());
    let found = audit(&log, &image.store(), &Lock::read(&image.path("locks"), FUND).unwrap()).unwrap();
    assert_eq!(found.wrong, Vec::<PathBuf>::new());
}

#[test]
fn between_every_two_steps() {
    for (before, batch) in [(0, 3), (3, 1), (250, 10), (256, 256), (255, 1), (700, 600)] {
        let place = Place::new();
        let log = place.log();
        let mut said = Said::default();
        let mut publisher = place.open(&log);
        if before > 0 {
            append(&log, before);
            let published = publisher.publish(&log).unwrap();
            said.hear(published.checkpoint.size, &published.note.to_string());
        }
        append(&log, batch);
        let mut images = vec![place.copy()];
        let files = place.files("tlog/tile");
        let staged = publisher.stage(&log, before + batch).unwrap();
        images.push(place.copy());
        images.extend(torn(&place, &files));
        publisher.lock(&staged).unwrap();
        images.push(place.copy());
        publisher.show(staged).unwrap();
        images.push(place.copy());
        for image in &images {
            whole(&image.copy(), 0, &mut said);
            whole(image, 2, &mut said);
        }
    }
}

/// The images of a crash while the files of a batch were written: each new file of it in turn is not there, is empty or
/// is cut. Nothing of it was signed.
fn torn(place: &Place, before: &[(PathBuf, Vec<u8>)]) -> Vec<Place> {
    let mut images = Vec::new();
    for (path, bytes) in place.files("tlog/tile").into_iter().filter(|file| !before.contains(file)) {
        let name = path.strip_prefix(place.path("")).unwrap().to_owned();
        for cut in [None, Some(0), Some(bytes.len() / 2)] {
            let image = place.copy();
            let path = image.path(name.to_str().unwrap());
            match cut {
                None => fs::remove_file(path).unwrap(),
                Some(length) => fs::write(path, bytes.get(..length).unwrap()).unwrap(),
            }
            images.push(image);
        }
    }
    images
}

#[test]
fn files_that_are_lost_or_changed_are_derived_again() {
    let place = Place::new();
    let log = place.log();
    append(&log, 1_000);
    let published = place.open(&log).publish(&log).unwrap().clone();
    let files = place.files("tlog/tile");
    drop(log);
    for (path, bytes) in &files {
        let name = path.strip_prefix(place.path("")).unwrap().to_str().unwrap().to_owned();
        let image = place.copy();
        fs::remove_file(image.path(&name)).unwrap();
        let log = image.log();
        let publisher = image.open(&log);
        assert_eq!((publisher.mended(), publisher.newest()), (1, Some(&published)), "{name}");
        assert_eq!(fs::read(image.path(&name)).unwrap(), *bytes);
        // One byte of what lies in the middle does not show at the opening; the audit names it.
        let mut changed = bytes.clone();
        changed[bytes.len() / 2] ^= 1;
        fs::write(image.path(&name), changed).unwrap();
        let lock = Lock::read(&image.path("locks"), FUND).unwrap();
        let found = audit(&log, &image.store(), &lock).unwrap();
        assert_eq!(found.wrong, [image.path(&name)]);
        assert_eq!(usize::try_from(found.files).unwrap(), files.len());
        assert_eq!(mend(&log, &image.store(), &lock).unwrap().wrong, found.wrong);
        assert_eq!(fs::read(image.path(&name)).unwrap(), *bytes);
    }
    let image = place.copy();
    fs::remove_dir_all(image.path("tlog")).unwrap();
    let publisher = image.open(&image.log());
    assert_eq!(
        (usize::try_from(publisher.mended()).unwrap(), publisher.newest()),
        (files.len(), Some(&published))
    );
    assert_eq!(image.files("tlog/tile").len(), files.len());
}
