//! Requests as the fund's people see them.

use domain::relief::{self, Approval, Content, OpenRequest, Outcome};
use domain::{Actor, Digest, Event, RequestNo, Vnd};
use jiff::civil::Date;
use ledger::Told;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Dong, HistoryLine};

/// How far a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RequestStatus {
    /// It waits for approval.
    Waiting,
    /// An approver asks for more.
    Held,
    /// It may be executed, or the rest of it.
    Approved,
    /// Its reservation has run out.
    Expired,
    /// It was executed.
    Done,
    /// An approver said no.
    Refused,
    /// Its maker took it, or the rest of it, back.
    Withdrawn,
}

impl RequestStatus {
    /// Of a request that is open.
    pub(crate) fn of_open(open: &OpenRequest, today: Date) -> Self {
        match open {
            open if open.expires_on < today => Self::Expired,
            OpenRequest { approved: true, .. } => Self::Approved,
            OpenRequest { held: true, .. } => Self::Held,
            _ => Self::Waiting,
        }
    }

    /// Of one that is not.
    pub(crate) fn of_ended(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Open => Self::Waiting,
            Outcome::Done => Self::Done,
            Outcome::Refused => Self::Refused,
            Outcome::Withdrawn => Self::Withdrawn,
        }
    }
}

/// A request.
#[derive(Serialize, ToSchema)]
pub(crate) struct Request {
    /// Running number.
    number: RequestNo,
    /// How far it is.
    status: RequestStatus,
    /// Who asks.
    maker: Actor,
    /// The business day on which it was made.
    #[schema(value_type = String, format = Date)]
    made_on: Date,
    /// Last day of its reservation.
    #[schema(value_type = String, format = Date)]
    expires_on: Date,
    /// What it is worth.
    value: Vnd,
    /// What is still to be paid; of an open request for money.
    #[serde(skip_serializing_if = "Option::is_none")]
    to_pay: Option<Dong>,
    /// SHA-256 of the content: an approval names it.
    digest: Digest,
    /// What is asked.
    content: Content,
    /// Of the present content, while it is open.
    approvals: Vec<Approved>,
    /// How it came to be; only where one request is asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    history: Vec<HistoryLine>,
}

/// An approval.
#[derive(Serialize, ToSchema)]
#[schema(as = Approval)]
struct Approved {
    /// Who.
    approver: Actor,
    /// Whose right was used, where it was delegated.
    #[serde(skip_serializing_if = "Option::is_none")]
    for_whom: Option<Actor>,
    /// The business day.
    #[schema(value_type = String, format = Date)]
    on: Date,
}

impl From<&Approval> for Approved {
    fn from(approval: &Approval) -> Self {
        Self { approver: approval.approver.clone(), for_whom: approval.for_whom.clone(), on: approval.on }
    }
}

impl Request {
    /// One that is open.
    pub(crate) fn open(number: RequestNo, open: &OpenRequest, today: Date) -> Self {
        Self {
            number,
            status: RequestStatus::of_open(open, today),
            maker: open.maker.clone(),
            made_on: open.made_on,
            expires_on: open.expires_on,
            value: open.value,
            to_pay: open.content.money().map(|_| open.to_pay().into()),
            digest: open.digest.clone(),
            content: open.content.clone(),
            approvals: open.approvals.iter().map(Approved::from).collect(),
            history: Vec::new(),
        }
    }

    /// One that is not: what was asked last, from its events.
    pub(crate) fn ended(status: RequestStatus, history: &[Told]) -> Option<Self> {
        let mut request = None::<Self>;
        for told in history {
            let Event::Relief(event) = &told.recorded.event else { continue };
            match (&**event, &mut request) {
                (relief::Event::RequestMade(made), None) => {
                    request = Some(Self {
                        number: made.request,
                        status,
                        maker: told.recorded.meta.actor.clone(),
                        made_on: told.recorded.meta.effective_on,
                        expires_on: made.expires_on,
                        value: made.value,
                        to_pay: None,
                        digest: made.digest.clone(),
                        content: made.content.clone(),
                        approvals: Vec::new(),
                        history: Vec::new(),
                    });
                }
                (relief::Event::RequestAmended(amended), Some(request)) => {
                    request.expires_on = amended.expires_on;
                    request.value = amended.value;
                    request.digest = amended.digest.clone();
                    request.content = amended.content.clone();
                }
                _ => {}
            }
        }
        request
    }

    /// The same with its history.
    pub(crate) fn with(self, history: Vec<Told>) -> Self {
        Self { history: history.into_iter().map(HistoryLine::from).collect(), ..self }
    }
}
