//! Requests to erase personal data, as the fund's people see them. They name nobody.

use domain::privacy::{Answer, Denial, Erasure, Ground, Subject};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// A request to erase personal data, with the days of the law and the answer.
#[derive(Serialize, ToSchema)]
pub(crate) struct ErasureLine {
    /// Running number.
    number: u64,
    /// Whose data.
    subject: Subject,
    /// Why they are to be erased.
    ground: Ground,
    /// The day on which it was asked for.
    #[schema(value_type = String, format = Date)]
    asked_on: Date,
    /// The last day to answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    answer_by: Option<Date>,
    /// The last day to carry it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    done_by: Option<Date>,
    /// Whether one of these days has passed and what was due has not come.
    overdue: bool,
    /// How far it is.
    status: ErasureStatus,
    /// The day of the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    answered_on: Option<Date>,
    /// The day on which the keys were gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    done_on: Option<Date>,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Denial>,
    /// The answer to whoever asked: what was erased, what stays, why and until when.
    answer: AnswerText,
}

/// How far a request to erase is.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ErasureStatus {
    /// Nobody has decided.
    Open,
    /// It was refused.
    Refused,
    /// It was granted, and is carried out as soon as the keys can be destroyed.
    Granted,
    /// Keys and rows are gone.
    Done,
}

/// A text in both languages.
#[derive(Serialize, ToSchema)]
struct AnswerText {
    /// In Vietnamese.
    vi: String,
    /// In English.
    en: String,
}

impl ErasureLine {
    pub(crate) fn of(line: papers::ErasureLine, answer: papers::Letter) -> Self {
        let erasure = line.erasure;
        Self {
            number: line.number.get(),
            asked_on: erasure.asked_on,
            answer_by: line.answer_by,
            done_by: line.done_by,
            overdue: line.overdue,
            status: status(&erasure),
            answered_on: erasure.answered_on(),
            done_on: erasure.granted().and_then(|granted| granted.done_on),
            reason: match erasure.answer {
                Answer::Refused(_, reason) => Some(reason),
                Answer::Open | Answer::Granted(_) => None,
            },
            answer: AnswerText { vi: answer.vi, en: answer.en },
            subject: erasure.subject,
            ground: erasure.ground,
        }
    }
}

fn status(erasure: &Erasure) -> ErasureStatus {
    match &erasure.answer {
        Answer::Open => ErasureStatus::Open,
        Answer::Refused(..) => ErasureStatus::Refused,
        Answer::Granted(granted) if granted.done_on.is_none() => ErasureStatus::Granted,
        Answer::Granted(_) => ErasureStatus::Done,
    }
}
