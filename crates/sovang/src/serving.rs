//! Serving what needs no books: a witness, a mirror.

use std::net::SocketAddr;

use axum::Router;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::failure::Failure;
use crate::out::say;

/// Serves until the program is told to stop. `open` is what is said when it listens.
pub(crate) fn alone(
    router: Router,
    listen: SocketAddr,
    open: impl Fn(SocketAddr) -> String,
) -> Result<(), Failure> {
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let listener =
            TcpListener::bind(listen).await.map_err(|source| Failure::Listen { listen, source })?;
        let address = listener.local_addr()?;
        let mut stop = signal(SignalKind::terminate())?;
        let shutdown = async move {
            tokio::select! {
                _ = stop.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
        };
        say(&open(address))?;
        api::serve_alone(listener, router, &api::Config::default(), shutdown).await;
        Ok(())
    })
}
