//! Serving copies read-only, by the same routes as the ledger.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use api::Logs;
use monitor::MonitorError;
use publication::Store;
use tokio::net::TcpListener;

use super::Failure;
use crate::out::say;

/// Serves the copies that are there now, each under the last part of its log's name, until the program ends.
pub(super) fn serve(dir: &Path, all: bool, listen: SocketAddr) -> Result<(), Failure> {
    let logs = Logs::default();
    let copies = copies(dir, all)?;
    for (name, dir) in &copies {
        logs.add(name, Store::at(dir));
    }
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let listener =
            TcpListener::bind(listen).await.map_err(|source| Failure::Listen { listen, source })?;
        let address = listener.local_addr()?;
        let lines = copies.iter().map(|(name, _)| format!("  http://{address}/f/{name}/checkpoint\n"));
        let lines: String = lines.collect();
        say(&format!("Bản sao mở tại / the copy is served at:\n{lines}"))?;
        Ok(axum::serve(listener, api::tlog::router(logs)).await?)
    })
}

/// The copies in the directory, or in those below it, by their names.
pub(super) fn copies(dir: &Path, all: bool) -> Result<Vec<(String, PathBuf)>, Failure> {
    let dirs = if all {
        let below = fs::read_dir(dir).map_err(|source| Failure::File { path: dir.to_owned(), source })?;
        below.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir()).collect()
    } else {
        vec![dir.to_owned()]
    };
    let mut copies = Vec::new();
    for dir in dirs {
        if let Some(note) = Store::at(&dir).checkpoint().map_err(MonitorError::from)? {
            let text = String::from_utf8_lossy(&note);
            let name = text.lines().next().and_then(|origin| origin.rsplit('/').next());
            copies.push((name.unwrap_or_default().to_owned(), dir));
        }
    }
    Ok(copies)
}
