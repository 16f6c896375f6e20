//! sled against the journal, record for record, and its commands and streams against the records.

use event_log::JournalFile;

use super::{Doctor, What};

impl Doctor<'_> {
    pub(super) fn check_index(&mut self) {
        let path = self.books.log().join("sled");
        let found = self.compare_index();
        match found {
            None => {}
            Some((events, what)) => self.found(path, None, events, what),
        }
    }

    fn compare_index(&self) -> Option<(Option<(u64, u64)>, What)> {
        let path = self.books.log().join("sled");
        let index = self.sources.iter().find(|source| source.path == path)?.as_index()?;
        let differs = |events, why: &str| Some((events, What::Index(why.to_owned())));
        let journal = JournalFile::open(&self.books.log()).ok()?;
        let (mut position, mut records) = (0, 0_usize);
        for walked in journal.walk(journal.start()).map_while(Result::ok) {
            let record = walked.record;
            let events = Some((record.first_position, record.end_position().saturating_sub(1)));
            match index.record(record.first_position) {
                Ok(Some(found)) if found.bytes() == record.bytes() => {}
                Ok(None) if index.end().is_ok_and(|end| end <= record.first_position) => {
                    return Some((events, What::IndexBehind));
                }
                Ok(None) => return differs(events, "a record is missing"),
                Ok(Some(_)) => return differs(events, "a record is another one"),
                Err(why) => return differs(events, &why),
            }
            match index.knows(&record) {
                Ok(true) => {}
                Ok(false) => return differs(events, "a command or a stream is missing or another one"),
                Err(why) => return differs(events, &why),
            }
            position = walked.end.position;
            records += 1;
        }
        if index.keys().len() != records {
            let end = index.end().unwrap_or(position).max(position + 1);
            return differs(Some((position, end - 1)), "it has records that the journal has not");
        }
        index.audit(position).err().and_then(|why| differs(None, &why))
    }
}
