//! The rules: an auditor asks, the fund answers, the auditor takes the answer. Until then a finding stays visible.

use jiff::civil::Date;

use super::event::{
    DeadlineMoved, EntryExamined, Event as Found, FindingAnswered, FindingRaised, FindingSettled,
};
use super::{
    AnswerFinding, Command, ExamineEntry, Finding, MoveDeadline, RaiseFinding, Refusal, SettleFinding,
    State as Findings, Subject,
};
use crate::decide::Day;
use crate::event::Event;
use crate::ids::FindingNo;
use crate::rejection::Rejection;
use crate::state::State;

pub(crate) fn decide(state: &State, command: Command, day: &Day<'_>) -> Result<Vec<Event>, Rejection> {
    let event = match command {
        Command::RaiseFinding(command) => Found::FindingRaised(raise(state, command, day)?),
        Command::AnswerFinding(command) => Found::FindingAnswered(answer(state, command)?),
        Command::MoveDeadline(command) => Found::DeadlineMoved(move_deadline(state, &command, day)?),
        Command::SettleFinding(command) => Found::FindingSettled(settle(state, &command)?),
        // How far the log is, the ledger knows.
        Command::ExamineEntry(ExamineEntry { opinion, position, sample, row }) => {
            Found::EntryExamined(EntryExamined { opinion, position, row, sample })
        }
    };
    Ok(vec![event.into()])
}

fn raise(state: &State, command: RaiseFinding, day: &Day<'_>) -> Result<FindingRaised, Refusal> {
    let RaiseFinding { about, due_on, kind, row } = command;
    known(state, &about)?;
    not_past(due_on, day.on)?;
    Ok(FindingRaised { about, due_on, finding: state.oversight.next(), kind, row })
}

/// What the rules can look up must be there. Events are named by position: how far the log
/// is, the ledger knows.
fn known(state: &State, about: &Subject) -> Result<(), Refusal> {
    let known = match about {
        Subject::Event(_) | Subject::Fund => true,
        Subject::Message(message) => state.inbox.message(*message).is_some(),
        Subject::Request(request) => state.relief.requests.outcome(*request).is_some(),
        Subject::Report(digest) => state.books.report(digest).is_some(),
        Subject::Voucher(voucher) => {
            (1..=state.vouchers.last(voucher.series, voucher.year)).contains(&voucher.number)
        }
    };
    if known { Ok(()) } else { Err(Refusal::SubjectUnknown(about.clone())) }
}

fn not_past(due_on: Option<Date>, on: Date) -> Result<(), Refusal> {
    match due_on {
        Some(due_on) if due_on < on => Err(Refusal::DueInThePast { due_on, on }),
        _ => Ok(()),
    }
}

fn answer(state: &State, command: AnswerFinding) -> Result<FindingAnswered, Refusal> {
    open(&state.oversight, command.finding)?;
    let AnswerFinding { evidence, finding, row } = command;
    Ok(FindingAnswered { evidence, finding, row })
}

fn move_deadline(state: &State, command: &MoveDeadline, day: &Day<'_>) -> Result<DeadlineMoved, Refusal> {
    open(&state.oversight, command.finding)?;
    not_past(Some(command.due_on), day.on)?;
    Ok(DeadlineMoved { due_on: command.due_on, finding: command.finding })
}

fn settle(state: &State, command: &SettleFinding) -> Result<FindingSettled, Refusal> {
    let finding = open(&state.oversight, command.finding)?;
    if finding.answered_on.is_none() {
        return Err(Refusal::NotAnswered(command.finding));
    }
    Ok(FindingSettled { finding: command.finding, row: command.row })
}

fn open(findings: &Findings, number: FindingNo) -> Result<&Finding, Refusal> {
    match findings.finding(number) {
        None => Err(Refusal::FindingUnknown(number)),
        Some(finding) if finding.settled_on.is_some() => Err(Refusal::FindingSettled(number)),
        Some(finding) => Ok(finding),
    }
}

#[cfg(test)]
mod tests {
    use super::super::FindingKind;
    use super::*;
    use crate::command::On;
    use crate::decide::testing::{DAY, after, check, opened};

    fn on(command: Command) -> crate::Command {
        crate::Command::Oversight(On { effective_on: DAY, command })
    }

    fn raised(about: Subject, due_on: Option<Date>) -> crate::Command {
        on(Command::RaiseFinding(RaiseFinding { about, due_on, kind: FindingKind::Question, row: None }))
    }

    const FIRST: FindingNo = FindingNo::new(1);

    fn answered() -> crate::Command {
        on(Command::AnswerFinding(AnswerFinding { evidence: None, finding: FIRST, row: None }))
    }

    fn settled() -> crate::Command {
        on(Command::SettleFinding(SettleFinding { finding: FIRST, row: None }))
    }

    fn moved(due_on: Date) -> crate::Command {
        on(Command::MoveDeadline(MoveDeadline { due_on, finding: FIRST }))
    }

    #[test]
    fn a_finding_is_visible_until_the_auditor_takes_the_answer() {
        let later = DAY.saturating_add(jiff::Span::new().days(20));
        let steps = [raised(Subject::Fund, Some(DAY)), moved(later), answered(), settled()];
        let open = |count: usize, day: Date| {
            let state = after([opened(), steps[..count].to_vec()].concat());
            (state.oversight.open().count(), state.oversight.overdue(day).count())
        };
        let next = DAY.tomorrow().unwrap();
        assert_eq!([open(1, DAY), open(1, next), open(2, next)], [(1, 0), (1, 1), (1, 0)]);
        assert_eq!([open(3, later.tomorrow().unwrap()), open(4, next)], [(1, 0), (0, 0)]);
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let yesterday = DAY.yesterday().unwrap();
        let voucher = Subject::Voucher("PT-2024-00001".parse().unwrap());
        let report = Subject::Report("0".repeat(64).parse().unwrap());
        let request = Subject::Request(crate::ids::RequestNo::new(1));
        let first = raised(Subject::Fund, None);
        let past = Refusal::DueInThePast { due_on: yesterday, on: DAY };
        for (given, when, refusal) in [
            (vec![], raised(voucher.clone(), None), Refusal::SubjectUnknown(voucher)),
            (vec![], raised(report.clone(), None), Refusal::SubjectUnknown(report)),
            (vec![], raised(request.clone(), None), Refusal::SubjectUnknown(request)),
            (vec![], raised(Subject::Fund, Some(yesterday)), past.clone()),
            (vec![], answered(), Refusal::FindingUnknown(FIRST)),
            (vec![first.clone()], moved(yesterday), past),
            (vec![first.clone()], settled(), Refusal::NotAnswered(FIRST)),
            (vec![first, answered(), settled()], answered(), Refusal::FindingSettled(FIRST)),
        ] {
            check(given, when, Err(refusal.into()));
        }
    }
}
