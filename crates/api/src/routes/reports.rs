//! Reports. Each is a replay of the log, so only a few are made at a time.

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use domain::Digest;
use jiff::civil::Date;
use ledger::Ledger;
use papers::{Format, Known, Scope};
use serde::Deserialize;
use utoipa::IntoParams;

use super::papers::{answer, made, set};
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

/// A report that the fund published, by the digest of its bytes: it is made again from the log and held against it.
#[utoipa::path(get, operation_id = "readPublishedReport", path = "/v1/funds/{fund}/published/{report}", tag = "public",
    responses((status = 200, content_type = "application/octet-stream", body = String)))]
pub(crate) async fn published(
    Fund(ledger): Fund,
    ReportName(digest): ReportName,
    State(state): State<AppState>,
) -> Result<Response, Problem> {
    let report = {
        let views = ledger.views();
        let mut all = views.public.published().iter();
        all.find(|report| report.digest.as_str() == digest).cloned()
    };
    let report = report.ok_or_else(unpublished)?;
    let format: Format = report.format.as_str().parse().map_err(|_| differs())?;
    let (first, last, known) = (report.first, report.last, Known::Position(report.known_at));
    let file = (format!("{}-{first}-{last}.{format}", report.report), format.media_type());
    let scope = Scope { first, last, known };
    let name = report.report.to_string();
    let bytes =
        set(&state, ledger, move |ledger, issuer| papers::report(ledger, issuer, &name, None, scope, format));
    // What needs to be told of what it is cannot be made again: the log does not keep that.
    let bytes =
        bytes.await.map_err(|problem| if problem.status.is_client_error() { differs() } else { problem })?;
    if Digest::of(&bytes) != report.digest {
        return Err(differs());
    }
    answer(bytes, file, HeaderValue::from_static("public, max-age=86400"))
}

fn unpublished() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "report-unpublished",
        "Quỹ chưa công bố báo cáo nào có mã này. Xem danh sách ở trang Báo cáo và công khai của quỹ.",
        "The fund has published no report with this digest. See the list on the fund's page of reports.",
    )
}

/// The digest is the truth; a file that does not fit it is never given under its name.
fn differs() -> Problem {
    Problem::new(
        StatusCode::CONFLICT,
        "report-differs",
        "Lập lại báo cáo này bây giờ không ra đúng tệp đã công bố. Hãy xin quỹ tệp đã công bố và so mã SHA-256.",
        "Made again now, this report is not the file that was published. Ask the fund for that file and compare its SHA-256.",
    )
}
