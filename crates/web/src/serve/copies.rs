//! Papers for everybody: a voucher set anew without the names of the vault, and scans that the chief accountant published with
//! names blacked out. Both are named by their bytes.

use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Path, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::{Digest, VoucherNo};
use ledger::{Ledger, LedgerError};

use super::Site;
use super::answer::Problem;
use wire::Caller;

/// Who sets the paper of a voucher, in the copy for everybody.
#[derive(Clone)]
pub struct Papers(Arc<Make>);

type Make = dyn Fn(&Ledger, VoucherNo) -> Result<Vec<u8>, wire::Problem> + Send + Sync;

impl Papers {
    /// Made so; may block, and takes a core.
    pub fn new(
        make: impl Fn(&Ledger, VoucherNo) -> Result<Vec<u8>, wire::Problem> + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(make))
    }
}

impl fmt::Debug for Papers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Papers(..)")
    }
}

/// Nothing of a file runs, and nothing is loaded for it.
const POLICY: &str =
    "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// A copy may be taken back, so nobody keeps it for long.
const KEPT: &str = "public, max-age=300";

/// The paper of something that went out.
pub(super) async fn paper(
    State(site): State<Site>,
    Path((fund, voucher)): Path<(String, String)>,
    caller: Caller,
    headers: HeaderMap,
) -> Response {
    let lang = site.lang;
    match site.set(&fund, &voucher, caller).await {
        Ok((voucher, bytes)) => {
            let tag = Digest::of(&bytes);
            let named = format!("attachment; filename=\"{fund}-{voucher}-ban-cong-khai.pdf\"");
            file(bytes, "application/pdf", &named, &tag, &headers)
        }
        Err(problem) => problem.into_response_in(lang),
    }
}

impl Site {
    async fn set(&self, fund: &str, voucher: &str, caller: Caller) -> Result<(VoucherNo, Vec<u8>), Problem> {
        let (ledger, papers) = (self.ledger(fund)?, self.papers.clone().ok_or(Problem::NotFound)?);
        let voucher: VoucherNo = voucher.parse().map_err(|_| Problem::NotFound)?;
        ledger.views().coverage.outgoings().of_voucher(voucher).ok_or(Problem::NotFound)?;
        if !caller.is_unnamed() {
            self.paper_pace.another(caller.network(), Instant::now()).map_err(Problem::TooMany)?;
        }
        let place = Arc::clone(&self.printer).acquire_owned().await.map_err(|_| Problem::Broken)?;
        let made = tokio::task::spawn_blocking(move || {
            let made = (papers.0)(&ledger, voucher);
            drop(place);
            made
        });
        match made.await {
            Ok(Ok(bytes)) => Ok((voucher, bytes)),
            Ok(Err(problem)) if problem.status.is_client_error() => Err(Problem::NotFound),
            _ => Err(Problem::Broken),
        }
    }
}

/// A scan that is published, of this voucher.
pub(super) async fn scan(
    State(site): State<Site>,
    Path((fund, voucher, digest)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Response {
    let lang = site.lang;
    let place = Arc::clone(&site.room).acquire_owned().await;
    let read = tokio::task::spawn_blocking(move || {
        let found = published(&site, &fund, &voucher, &digest);
        drop(place);
        found
    });
    match read.await.unwrap_or(Err(Problem::Broken)) {
        Ok((digest, kind, bytes)) => {
            let way = if kind.is_picture() { "inline" } else { "attachment" };
            let short = digest.as_str().get(..12).unwrap_or_default();
            let named = format!("{way}; filename=\"{short}.{}\"", kind.ending());
            file(bytes, kind.media_type(), &named, &digest, &headers)
        }
        Err(problem) => problem.into_response_in(lang),
    }
}

fn published(
    site: &Site,
    fund: &str,
    voucher: &str,
    digest: &str,
) -> Result<(Digest, vault::FileKind, Vec<u8>), Problem> {
    let ledger = site.ledger(fund)?;
    let voucher: VoucherNo = voucher.parse().map_err(|_| Problem::NotFound)?;
    let digest: Digest = digest.parse().map_err(|_| Problem::NotFound)?;
    match ledger.public_copy(&digest) {
        Ok(Some((copied, kind, bytes))) if copied.of == voucher => Ok((digest, kind, bytes)),
        Ok(_) => Err(Problem::NotFound),
        Err(error @ LedgerError::Evidence(_)) => {
            tracing::error!(code = error.code(), "ALARM: a published copy cannot be given: {error}");
            Err(Problem::NotFound)
        }
        Err(error) => Err(error.into()),
    }
}

fn file(bytes: Vec<u8>, kind: &'static str, named: &str, digest: &Digest, asked: &HeaderMap) -> Response {
    let tag = HeaderValue::try_from(format!("\"{digest}\"")).unwrap_or(HeaderValue::from_static("\"\""));
    if asked.get(IF_NONE_MATCH) == Some(&tag) {
        return (StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response();
    }
    let named = HeaderValue::try_from(named).unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(kind)),
        (CONTENT_DISPOSITION, named),
        (CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
        (CACHE_CONTROL, HeaderValue::from_static(KEPT)),
        (ETAG, tag),
    ];
    (headers, bytes).into_response()
}
