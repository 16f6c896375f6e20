//! Reports as files. Who prints is given from outside: the desk knows no layout of paper.

use std::fmt;
use std::sync::Arc;

use axum::http::StatusCode;
use jiff::civil::Date;
use ledger::Ledger;
use wire::Problem;

/// Which report, of which days, as known when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportAsked {
    /// Its name, for example `disclosure`.
    pub report: String,
    /// csv, xlsx, pdf.
    pub format: String,
    /// First business day.
    pub first: Date,
    /// Last business day.
    pub last: Date,
    /// As known after so many events.
    pub known_at: u64,
}

/// Makes the bytes of a report; the same books and the same wish give the same bytes.
type Make = dyn Fn(&Ledger, &ReportAsked) -> Result<Vec<u8>, Problem> + Send + Sync;

/// Who makes reports.
#[derive(Clone, Default)]
pub(crate) struct Reports(Option<Arc<Make>>);

impl Reports {
    pub(crate) fn by(
        make: impl Fn(&Ledger, &ReportAsked) -> Result<Vec<u8>, Problem> + Send + Sync + 'static,
    ) -> Self {
        Self(Some(Arc::new(make)))
    }

    pub(crate) fn make(&self, ledger: &Ledger, asked: &ReportAsked) -> Result<Vec<u8>, Problem> {
        match &self.0 {
            Some(make) => make(ledger, asked),
            None => Err(Problem::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "no-reports",
                "Máy chủ này không lập báo cáo: hãy lập trên máy chủ của quỹ.",
                "This server makes no reports: make it on the fund's own server.",
            )),
        }
    }
}

impl fmt::Debug for Reports {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Reports").field(&self.0.is_some()).finish()
    }
}
