//! Measurements for Prometheus. Labels are method, matched path, status and fund: never an address, a query or
//! anything else a caller makes up, so their number is bounded.

use std::sync::OnceLock;
use std::time::Duration;

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

/// Upper bounds of the latency histogram, in seconds.
const BUCKETS: [f64; 10] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5, 10.0];

/// The process's recorder: there is one, however many servers run in it.
#[derive(Clone)]
pub(crate) struct Metrics(PrometheusHandle);

impl Metrics {
    pub(crate) fn install() -> Self {
        static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
        Self(HANDLE.get_or_init(build).clone())
    }

    /// The text that Prometheus reads.
    pub(crate) fn text(&self) -> String {
        self.0.render()
    }

    /// Folds raw samples into the histogram, for as long as the server runs.
    pub(crate) async fn upkeep(self) {
        let mut ticks = tokio::time::interval(Duration::from_secs(5));
        loop {
            ticks.tick().await;
            self.0.run_upkeep();
        }
    }
}

fn build() -> PrometheusHandle {
    let builder = PrometheusBuilder::new();
    // Refused only for an empty list of bounds.
    let recorder = builder.set_buckets(&BUCKETS).unwrap_or_default().build_recorder();
    let handle = recorder.handle();
    if metrics::set_global_recorder(recorder).is_err() {
        tracing::warn!("another metrics recorder is installed; /metrics stays empty");
    }
    handle
}
