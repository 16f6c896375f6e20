//! A bank's statement, imported: the file is the request's body, as the bank made it.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::{AccountId, Actor};
use ledger::{Import, Ledger, LedgerError};
use serde::Deserialize;
use statements::Profile;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::answers::ImportReport;
use crate::auth::{Allowed, may};
use crate::extract::{ApiQuery, CommandId, Fund, read};
use crate::state::AppState;
use wire::Problem;
use wire::{parse_opt, text};

/// What the file is.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct About {
    /// The bank's profile.
    #[param(example = "vietcombank")]
    profile: String,
    /// The fund's account; without it, the one that the file names, or the fund's only one at that bank.
    #[param(example = "vietcombank:0011001932418")]
    account: Option<String>,
    /// The file's name, for messages.
    #[param(max_length = 200)]
    file: Option<String>,
}

/// Import a bank's statement (CSV or XLSX, as the bank made it): every new line of it is recorded, or none is.
#[utoipa::path(post, operation_id = "importStatement", path = "/v1/funds/{fund}/imports", tag = "statements",
    params(About), request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = ImportReport), (status = 200, body = ImportReport,
        description = "The very same file was imported before; nothing was recorded.")),
    security(("token" = ["treasurer"])))]
pub(crate) async fn import(
    Allowed { actor, .. }: Allowed<may::ImportStatements>,
    Fund(ledger): Fund,
    State(state): State<AppState>,
    ApiQuery(about): ApiQuery<About>,
    CommandId(id): CommandId,
    body: Body,
) -> Result<Response, Problem> {
    let asked = Asked::read(&state, &about, id, actor)?;
    // Few files stand in memory at a time, however many are sent.
    let place = state.import_place().await?;
    let bytes = Vec::from(read(body, state.config().max_upload).await?);
    let server = state.clone();
    let report = state.run(move || {
        let report = asked.import(&server, &ledger, bytes);
        drop(place);
        report
    });
    let report = report.await??;
    state.note_write(report.as_ref().err());
    let report = report?;
    let status = if report.already_imported { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, Json(ImportReport::from(report))).into_response())
}

/// What was asked, checked before the file is read.
struct Asked {
    id: Uuid,
    actor: Actor,
    account: Option<AccountId>,
    profile: String,
    file: String,
}

impl Asked {
    fn read(state: &AppState, about: &About, id: Uuid, actor: Actor) -> Result<Self, Problem> {
        profile_of(state, &about.profile)?;
        let account = parse_opt("account", about.account.as_deref())?;
        let file = text("file", about.file.as_deref().unwrap_or_default(), 200)?;
        let file = if file.is_empty() { "sao-ke".to_owned() } else { file };
        Ok(Self { id, actor, account, profile: about.profile.clone(), file })
    }

    /// The profile is looked up again where the work is done: it is lent by the state, not owned.
    fn import(
        self,
        state: &AppState,
        ledger: &Ledger,
        bytes: Vec<u8>,
    ) -> Result<Result<ledger::ImportReport, LedgerError>, Problem> {
        let Self { id, actor, account, profile, file } = self;
        let profile = profile_of(state, &profile)?;
        let rules = state.memo_rules();
        Ok(ledger.import(Import { id, actor, account, profile, rules, file_name: &file, bytes }, &|_| ()))
    }
}

fn profile_of<'a>(state: &'a AppState, name: &str) -> Result<&'a Profile, Problem> {
    state.profile(name).map_err(|error| Problem::field("profile", error.vi(), error.en()))
}
