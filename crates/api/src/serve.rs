//! Listening, and stopping without cutting anybody off.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::config::Config;
use crate::front::Front;
use crate::state::AppState;

/// Serves `router` beside the books until `shutdown` is done. Requests under way are then answered, for as long as the
/// limits allow, and no new ones are taken. The error is the listener's.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    state: &AppState,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let upkeep = tokio::spawn(state.metrics().clone().upkeep());
    let front = Arc::new(Front::new(router, state.clone()));
    let service = || {
        let front = Arc::clone(&front);
        service_fn(move |request| {
            let front = Arc::clone(&front);
            async move { front.answer(request).await }
        })
    };
    run(listener, state.config(), service, shutdown).await;
    upkeep.abort();
    Ok(())
}

/// The same for a router that needs no books: a mirror, a witness.
pub async fn serve_alone(
    listener: TcpListener,
    router: Router,
    config: &Config,
    shutdown: impl Future<Output = ()>,
) {
    let service = TowerToHyperService::new(router);
    run(listener, config, || service.clone(), shutdown).await;
}

async fn run<S>(
    listener: TcpListener,
    config: &Config,
    service: impl Fn() -> S,
    shutdown: impl Future<Output = ()>,
) where
    S: Service<Request<Incoming>, Response = Response<Body>, Error = Infallible, Future: Send>
        + Send
        + 'static,
{
    let server = Server {
        http: builder(config.header_timeout),
        graceful: GracefulShutdown::new(),
        places: Arc::new(Semaphore::new(config.max_connections)),
    };
    let mut shutdown = pin!(shutdown);
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            (stream, peer, place) = server.accept(&listener) => server.take(stream, peer, place, service()),
        }
    }
    drop(listener);
    tracing::info!("stopping: answering what is under way");
    if tokio::time::timeout(config.shutdown_grace, server.graceful.shutdown()).await.is_err() {
        tracing::warn!("stopped with requests under way: they took longer than the grace allows");
    }
}

/// A connection that does not send a request's head in time is closed: neither slow nor idle callers hold places.
fn builder(header_timeout: Duration) -> http1::Builder {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(header_timeout);
    http
}

struct Server {
    http: http1::Builder,
    graceful: GracefulShutdown,
    places: Arc<Semaphore>,
}

impl Server {
    /// The next connection, when there is a place for it. A failed accept (no descriptors left, a caller that went
    /// away) is no reason to stop; the pause keeps a lasting failure from spinning.
    async fn accept(&self, listener: &TcpListener) -> (TcpStream, SocketAddr, Option<OwnedSemaphorePermit>) {
        let place = Arc::clone(&self.places).acquire_owned().await.ok();
        loop {
            match listener.accept().await {
                Ok((stream, peer)) => return (stream, peer, place),
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            }
        }
    }

    /// Serves a connection. Each of its requests says who calls, for those who count tries by address.
    fn take<S>(&self, stream: TcpStream, peer: SocketAddr, place: Option<OwnedSemaphorePermit>, service: S)
    where
        S: Service<Request<Incoming>, Response = Response<Body>, Error = Infallible, Future: Send>
            + Send
            + 'static,
    {
        // Answers are written whole; waiting to fill a packet would only delay them.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "no TCP_NODELAY");
        }
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            service.call(request)
        });
        let connection = self.http.serve_connection(TokioIo::new(stream), service);
        let connection = self.graceful.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
            drop(place);
        });
    }
}
