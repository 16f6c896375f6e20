//! Statement files between the upload and the books: looked at first, recorded when somebody says so.
//!
//! They stand in memory and on no disk, for a quarter of an hour, under a random id, for the one person who brought them.
//! Few are kept at a time. A file that is being recorded is never let go before it has been answered for.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use domain::FundId;
use ledger::{ImportReport, Progress};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use uuid::Uuid;
use wire::{Limit, Pace, Problem};

/// How long a file waits for a decision, and its report for a reader.
const KEPT: Duration = Duration::from_mins(15);
/// Files that are kept at a time, and of one person.
const MOST: usize = 8;
const MOST_EACH: usize = 2;
/// Files that are taken in at a time.
const MOST_COMING: usize = 4;
/// Files that one person brings: a year of a dozen accounts at once, then one every ten seconds.
const BROUGHT: Limit = Limit { burst: 30, each: Duration::from_secs(10) };

/// See the module.
pub(crate) struct Uploads {
    files: Mutex<HashMap<Uuid, Arc<Upload>>>,
    coming: Arc<Semaphore>,
    /// How many files whom brought.
    pace: Pace<String>,
}

impl Default for Uploads {
    fn default() -> Self {
        let coming = Arc::new(Semaphore::new(MOST_COMING));
        Self { files: Mutex::default(), coming, pace: Pace::new(BROUGHT) }
    }
}

/// A file, and how far it has come.
pub(crate) struct Upload {
    /// Its name in the address.
    pub(crate) id: Uuid,
    /// The fund that it was brought to.
    pub(crate) fund: FundId,
    /// Who brought it.
    pub(crate) person: String,
    /// As its owner calls it. May hold a name: shown to its owner alone.
    pub(crate) file_name: String,
    /// The profile that its columns fit, where one does.
    pub(crate) recognised: Option<String>,
    brought: Instant,
    inside: Mutex<Inside>,
}

struct Inside {
    bytes: Arc<Vec<u8>>,
    stage: Stage,
}

/// How far a file has come.
#[derive(Clone)]
pub(crate) enum Stage {
    /// Nobody has decided.
    Waiting,
    /// It is being recorded.
    Running(Progress),
    /// It is recorded.
    Done(Box<ImportReport>),
    /// It was refused; nothing was recorded, and it may be tried again.
    Refused(Problem),
}

/// Why no more files are taken in now.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Full {
    /// One person has sent very many; for so long they have to wait.
    OfOne(Duration),
    /// Everybody's together wait already.
    OfAll,
}

impl Uploads {
    /// Takes in one more file of this person: its place on the way, or why there is none.
    pub(crate) fn admit(&self, person: &str, now: Instant) -> Result<OwnedSemaphorePermit, Full> {
        self.another(person, now).map_err(Full::OfOne)?;
        Arc::clone(&self.coming).try_acquire_owned().map_err(|_| Full::OfAll)
    }

    /// Counts a file that this person brings, or says how long they have to wait.
    fn another(&self, person: &str, now: Instant) -> Result<(), Duration> {
        self.pace.another(person.to_owned(), now)
    }

    /// Keeps a file; of the same person's the oldest goes. None where others' files take all the room.
    pub(crate) fn keep(
        &self,
        fund: FundId,
        person: &str,
        file: (String, Vec<u8>),
        recognised: Option<String>,
        now: Instant,
    ) -> Option<Uuid> {
        let mut files = self.swept(now);
        loop {
            let own = files.values().filter(|upload| upload.person == person);
            if own.clone().count() < MOST_EACH {
                break;
            }
            let oldest = own.filter(|upload| !upload.runs()).min_by_key(|upload| upload.brought)?.id;
            files.remove(&oldest);
        }
        if files.len() >= MOST {
            return None;
        }
        let id = random();
        let (file_name, bytes) = file;
        let inside = Mutex::new(Inside { bytes: Arc::new(bytes), stage: Stage::Waiting });
        let person = person.to_owned();
        let upload = Upload { id, fund, person, file_name, recognised, brought: now, inside };
        files.insert(id, Arc::new(upload));
        Some(id)
    }

    /// The file of that name, for who brought it to this fund; none for everybody else, and when its time is over.
    pub(crate) fn get(&self, id: Uuid, fund: &FundId, person: &str, now: Instant) -> Option<Arc<Upload>> {
        let files = self.swept(now);
        files.get(&id).filter(|upload| upload.fund == *fund && upload.person == person).cloned()
    }

    fn swept(&self, now: Instant) -> MutexGuard<'_, HashMap<Uuid, Arc<Upload>>> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.retain(|_, upload| now.saturating_duration_since(upload.brought) < KEPT || upload.runs());
        files
    }
}

impl Upload {
    /// The file.
    pub(crate) fn bytes(&self) -> Arc<Vec<u8>> {
        Arc::clone(&self.inside().bytes)
    }

    /// How far it has come.
    pub(crate) fn stage(&self) -> Stage {
        self.inside().stage.clone()
    }

    /// Begins to record it; false where that has begun, or is done.
    pub(crate) fn begin(&self) -> bool {
        let mut inside = self.inside();
        let begins = matches!(inside.stage, Stage::Waiting | Stage::Refused(_));
        if begins {
            inside.stage = Stage::Running(Progress::Reading);
        }
        begins
    }

    /// It has come so far.
    pub(crate) fn comes(&self, progress: Progress) {
        self.inside().stage = Stage::Running(progress);
    }

    /// It is answered for. What is recorded needs the file no more.
    pub(crate) fn ends(&self, answer: Result<ImportReport, Problem>) {
        let mut inside = self.inside();
        match answer {
            Ok(report) => {
                inside.stage = Stage::Done(Box::new(report));
                inside.bytes = Arc::default();
            }
            Err(problem) => inside.stage = Stage::Refused(problem),
        }
    }

    fn runs(&self) -> bool {
        matches!(self.inside().stage, Stage::Running(_))
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Full {
    /// When to come back.
    pub(crate) fn wait(self) -> Duration {
        match self {
            Self::OfOne(wait) => wait,
            Self::OfAll => Duration::from_mins(1),
        }
    }

    /// The same in words.
    pub(crate) fn problem(self) -> Problem {
        let (vi, en) = match self {
            Self::OfOne(wait) => {
                let seconds = wait.as_secs().max(1);
                (
                    format!("Anh chị vừa gửi rất nhiều tệp. Hãy đợi {seconds} giây rồi gửi lại."),
                    format!(
                        "You have sent very many files just now. Wait {seconds} seconds and send it again."
                    ),
                )
            }
            Self::OfAll => (
                "Đang có nhiều tệp chờ xử lý. Hãy đợi một phút rồi gửi lại.".to_owned(),
                "Many files are waiting already. Wait a minute and send it again.".to_owned(),
            ),
        };
        Problem::new(StatusCode::TOO_MANY_REQUESTS, "too-many-requests", vi, en)
    }
}

/// A name that cannot be guessed. Without random bytes it is the nil name, which nobody is led to a second time.
fn random() -> Uuid {
    let mut bytes = [0; 16];
    let filled = getrandom::fill(&mut bytes).is_ok();
    if filled { uuid::Builder::from_random_bytes(bytes).into_uuid() } else { Uuid::nil() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fund() -> FundId {
        "yagi-2024".parse().unwrap()
    }

    fn bring(uploads: &Uploads, person: &str, now: Instant) -> Option<Uuid> {
        uploads.keep(fund(), person, ("a.csv".to_owned(), vec![1]), None, now)
    }

    #[test]
    fn a_file_is_kept_for_its_owner_and_for_its_time() {
        let (uploads, now) = (Uploads::default(), Instant::now());
        let id = bring(&uploads, "a", now).unwrap();
        assert!(uploads.get(id, &fund(), "a", now).is_some());
        assert!(uploads.get(id, &fund(), "b", now).is_none());
        assert!(uploads.get(id, &"other".parse().unwrap(), "a", now).is_none());
        assert!(uploads.get(id, &fund(), "a", now + KEPT).is_none());
    }

    #[test]
    fn one_person_waits_after_many_files_and_another_does_not() {
        let (uploads, now) = (Uploads::default(), Instant::now());
        assert!((0..BROUGHT.burst).all(|_| uploads.another("a", now).is_ok()));
        assert_eq!(uploads.another("a", now), Err(BROUGHT.each));
        assert_eq!(uploads.another("b", now), Ok(()));
        assert_eq!(uploads.another("a", now + BROUGHT.each), Ok(()));
    }

    #[test]
    fn the_oldest_makes_room_but_never_what_is_being_recorded() {
        let (uploads, now) = (Uploads::default(), Instant::now());
        let first = bring(&uploads, "a", now).unwrap();
        let second = bring(&uploads, "a", now + Duration::from_secs(1)).unwrap();
        assert!(uploads.get(first, &fund(), "a", now).unwrap().begin());
        let third = bring(&uploads, "a", now + Duration::from_secs(2)).unwrap();
        let there = |id, at| uploads.get(id, &fund(), "a", at).is_some();
        assert!(there(first, now) && !there(second, now) && there(third, now));
        assert!(there(first, now + KEPT), "what runs outlives its time");
        let busy = Uploads::default();
        for person in ["a", "b", "c", "d"] {
            assert!(bring(&busy, person, now).is_some() && bring(&busy, person, now).is_some());
        }
        assert_eq!(bring(&busy, "e", now), None);
    }

    #[test]
    fn it_is_recorded_once() {
        let (uploads, now) = (Uploads::default(), Instant::now());
        let id = bring(&uploads, "a", now).unwrap();
        let upload = uploads.get(id, &fund(), "a", now).unwrap();
        assert!(upload.begin() && !upload.begin());
        upload.ends(Err(Problem::body_broken()));
        assert!(upload.begin(), "what was refused may be tried again");
        assert_eq!(upload.bytes().len(), 1);
    }
}
