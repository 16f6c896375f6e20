//! Reports. Each is a replay of the log, so only a few are made at a time.

use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use ledger::Ledger;
use papers::{Format, Known, Scope};
use serde::Deserialize;
use utoipa::IntoParams;

use super::papers::made;
use crate::auth::{Allowed, may};
use crate::extract::{ApiQuery, Fund, ReportName};
use crate::problem::of_paper;
use crate::state::AppState;
use wire::Problem;
use wire::{parse, parse_opt};

/// Of which days, as known when, of what.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// First business day.
    #[param(format = Date)]
    first: String,
    /// Last business day.
    #[param(format = Date)]
    last: String,
    /// As known after so many events; all of them where neither this nor `time` is named.
    position: Option<u64>,
    /// As recorded at or before this moment (RFC 3339).
    #[param(format = DateTime)]
    time: Option<String>,
    /// The account, the item (`gao`, `gao@tinh`) or the payment that the report is of, where it is of one.
    subject: Option<String>,
    /// csv, json, pdf, txt, xlsx; json where nothing is said.
    format: Option<String>,
}

impl Wanted {
    fn scope(&self, head: u64) -> Result<Scope, Problem> {
        let (first, last): (Date, Date) = (parse("first", &self.first)?, parse("last", &self.last)?);
        if last < first {
            let vi = "Ngày cuối không được trước ngày đầu.";
            return Err(Problem::field("last", vi, "The last day must not lie before the first."));
        }
        let known = match (self.position, parse_opt("time", self.time.as_deref())?) {
            (position, None) => Known::Position(position.unwrap_or(head)),
            (None, Some(time)) => Known::Time(time),
            (Some(_), Some(_)) => {
                let vi = "Chỉ nêu `position` hoặc `time`, không cả hai.";
                return Err(Problem::field("time", vi, "Name `position` or `time`, not both."));
            }
        };
        Ok(Scope { first, last, known })
    }

    fn format(&self) -> Result<Format, Problem> {
        read_format(self.format.as_deref().unwrap_or("json"))
    }
}

impl AppState {
    /// The bytes of a report for pages that publish it: the same that its address answers with, for the same days, position
    /// and format. A replay; takes no place in a queue but is refused where too many run. Call it where one may block.
    pub fn report(
        &self,
        ledger: &Ledger,
        name: &str,
        (first, last): (Date, Date),
        known_at: u64,
        format: &str,
    ) -> Result<Vec<u8>, Problem> {
        let _place = self.replay_place()?;
        let format = read_format(format)?;
        let scope = Scope { first, last, known: Known::Position(known_at) };
        papers::report(ledger, &self.config().issuer, name, None, scope, format).map_err(of_paper)
    }
}

fn read_format(wanted: &str) -> Result<Format, Problem> {
    let names = Format::ALL.map(Format::ending).join(", ");
    wanted
        .parse()
        .map_err(|_| Problem::field("format", format!("Một trong {names}."), format!("One of {names}.")))
}

/// A report: the same books, days and moment give the same bytes.
#[utoipa::path(get, operation_id = "readReport", path = "/v1/funds/{fund}/reports/{report}", tag = "reports", params(Wanted),
    responses((status = 200, content_type = "application/json", body = serde_json::Value)),
    security(("token" = ["admin", "approver", "auditor", "chief-accountant", "storekeeper", "treasurer"])))]
pub(crate) async fn report(
    _: Allowed<may::Staff>,
    Fund(ledger): Fund,
    ReportName(name): ReportName,
    State(state): State<AppState>,
    ApiQuery(wanted): ApiQuery<Wanted>,
) -> Result<Response, Problem> {
    let (scope, format) = (wanted.scope(ledger.head().position)?, wanted.format()?);
    let file = (format!("{name}.{format}"), format.media_type());
    made(&state, ledger, file, move |ledger, issuer| {
        papers::report(ledger, issuer, &name, wanted.subject.as_deref(), scope, format)
    })
    .await
}
