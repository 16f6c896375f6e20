//! Requests to erase personal data: by when each is to be answered and done, and the answer to whoever asked. Everything
//! comes from the events and names nobody: the fund knows to whom it writes.

mod letter;

use domain::ErasureNo;
use domain::privacy::Erasure;
use jiff::civil::Date;
use ledger::Ledger;
use projection_audit::rules::Deadlines;

use crate::error::PaperError;

pub use letter::Letter;

/// A request, with the days of the law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasureLine {
    /// Running number.
    pub number: ErasureNo,
    /// The request, and what became of it.
    pub erasure: Erasure,
    /// The last day to answer; none where the law knew no such day.
    pub answer_by: Option<Date>,
    /// The last day to carry it out.
    pub done_by: Option<Date>,
    /// Whether a day has passed on which something was due that has not come.
    pub overdue: bool,
}

/// All requests, oldest first. `today` is the day in Vietnam.
pub fn erasures(ledger: &Ledger, today: Date) -> Result<Vec<ErasureLine>, PaperError> {
    let deadlines = Deadlines::bundled()?;
    let all: Vec<_> = ledger.rules(|state| {
        let erasures = state.privacy.erasures();
        erasures.map(|(number, erasure)| (number, erasure.clone())).collect()
    })?;
    Ok(all.into_iter().map(|(number, erasure)| line(&deadlines, number, erasure, today)).collect())
}

/// The answer to a request, as far as there is one.
pub fn erasure_answer(ledger: &Ledger, number: ErasureNo) -> Result<Letter, PaperError> {
    let unknown = || PaperError::unknown("yêu cầu xoá dữ liệu số", "request to erase data number", number);
    let erasure = ledger.rules(|state| state.privacy.erasure(number).cloned())?.ok_or_else(unknown)?;
    // Whether it is late is of no matter in an answer.
    let line = line(&Deadlines::bundled()?, number, erasure, Date::MIN);
    letter::letter(&ledger.views().public.summary().name, &line)
}

fn line(deadlines: &Deadlines, number: ErasureNo, erasure: Erasure, today: Date) -> ErasureLine {
    let by = |code| {
        let deadline = deadlines.of(code, erasure.asked_on).filter(|deadline| deadline.is_checked());
        deadline.and_then(|deadline| deadline.due(erasure.asked_on))
    };
    let (answer_by, done_by) = (by("erasure-answer"), by("erasure-done"));
    let past = |day: Option<Date>| day.is_some_and(|day| day < today);
    let overdue = erasure.is_open() && (past(done_by) || erasure.answered_on().is_none() && past(answer_by));
    ErasureLine { number, erasure, answer_by, done_by, overdue }
}

#[cfg(test)]
mod tests {
    use domain::privacy::{Answer, Denial, Granted, Ground, Subject};
    use domain::{ReceiptNo, RowNo};
    use jiff::civil::date;

    use super::*;

    const ASKED: Date = date(2026, 11, 20);

    fn erasure(answer: Answer) -> Erasure {
        Erasure {
            asked_by: "treasurer:t-1".parse().unwrap(),
            asked_on: ASKED,
            answer,
            ground: Ground::SubjectAsked,
            subject: Subject::Receipt(ReceiptNo::new(7)),
        }
    }

    fn granted(done_on: Option<Date>) -> Answer {
        use domain::privacy::{Kept, KeyOf, RowClass, Why};
        let row = RowNo::new(3);
        let (class, until, why) = (RowClass::Voucher, date(2036, 12, 31), Why::Accounting);
        Answer::Granted(Box::new(Granted {
            by: "admin:a-1".parse().unwrap(),
            done_on,
            kept: vec![Kept { class, row, until, why }],
            on: ASKED,
            rows: vec![KeyOf { class: RowClass::Contact, row }],
        }))
    }

    #[track_caller]
    fn overdue(answer: Answer, today: Date, expect: bool) {
        let deadlines = Deadlines::bundled().unwrap();
        let line = line(&deadlines, ErasureNo::new(1), erasure(answer), today);
        assert_eq!((line.answer_by, line.done_by), (Some(date(2026, 11, 24)), Some(date(2026, 12, 10))));
        assert_eq!(line.overdue, expect, "{today}");
    }

    #[test]
    fn a_request_is_late_when_its_answer_or_its_doing_is() {
        overdue(Answer::Open, date(2026, 11, 24), false);
        overdue(Answer::Open, date(2026, 11, 25), true);
        overdue(granted(None), date(2026, 12, 10), false);
        overdue(granted(None), date(2026, 12, 11), true);
        overdue(granted(Some(ASKED)), date(2027, 1, 1), false);
        overdue(Answer::Refused(ASKED, Denial::NotTheSubject), date(2027, 1, 1), false);
    }

    #[track_caller]
    fn says(answer: Answer, vi: &[&str], en: &[&str]) {
        let line = line(&Deadlines::bundled().unwrap(), ErasureNo::new(1), erasure(answer), ASKED);
        let letter = letter::letter("Quỹ thử", &line).unwrap();
        for (text, words) in [(&letter.vi, vi), (&letter.en, en)] {
            for word in words {
                assert!(text.contains(word), "{word:?} in {text}");
            }
        }
    }

    #[test]
    fn the_answer_says_what_goes_what_stays_why_and_until_when() {
        says(Answer::Open, &["hạn trả lời 24/11/2026"], &["answered by 2026-11-24"]);
        says(
            Answer::Refused(ASKED, Denial::IdentityNotShown),
            &["khoản thu số 7", "Từ chối ngày 20/11/2026", "chưa chứng minh"],
            &["receipt 7", "Refused on 2026-11-20", "did not show who"],
        );
        says(
            granted(Some(ASKED)),
            &[
                "Đã xoá ngày 20/11/2026",
                "thông tin liên hệ",
                "đến hết ngày 31/12/2036",
                "174/2016",
                "số tiền",
            ],
            &["Erased on 2026-11-20", "how to reach", "until 2036-12-31", "174/2016", "amount"],
        );
        says(granted(None), &["đang thực hiện"], &["being carried out"]);
    }
}
