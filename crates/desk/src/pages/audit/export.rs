//! The books for other bookkeeping programs, as known at a moment, up to a day. Written while it is read: a slow reader
//! holds no books in memory.

use std::io;

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::Role;
use futures_util::{StreamExt as _, stream};
use jiff::civil::Date;
use projection_audit::{Known, Scope, Trail, export};
use tokio::sync::mpsc::{Receiver, Sender, channel};

use crate::answer;
use crate::moment::When;
use crate::seat::Seat;

type Write = fn(&Trail, &mut dyn io::Write) -> io::Result<()>;

pub(super) async fn hledger(seat: Seat) -> Response {
    journal(seat, "hledger.journal", |trail, mut out| export::hledger(trail, &mut out))
}

pub(super) async fn beancount(seat: Seat) -> Response {
    journal(seat, "so.beancount", |trail, mut out| export::beancount(trail, &mut out))
}

fn journal(seat: Seat, name: &str, write: Write) -> Response {
    let lang = seat.lang();
    if !seat.is(&[Role::Auditor, Role::ChiefAccountant]) {
        return answer::not_found(lang);
    }
    let file = format!("attachment; filename=\"{}-{name}\"", seat.ledger.fund());
    let (sender, receiver) = channel(4);
    tokio::task::spawn_blocking(move || {
        let mut out = io::BufWriter::with_capacity(64 << 10, Sent(sender));
        if let Err(error) = written(&seat, &mut out, write) {
            // The connection is cut, so that the reader sees that the file is not whole.
            tracing::error!(%error, "an export was cut off");
            let Sent(sender) = out.into_parts().0;
            let _ = sender.blocking_send(Err(io::Error::other("the books cannot be read")));
        }
    });
    // What packs the answer may ask once more behind its end.
    let headers = [(CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, file)];
    (headers, Body::from_stream(stream::unfold(receiver, next).fuse())).into_response()
}

async fn next(
    mut receiver: Receiver<io::Result<Bytes>>,
) -> Option<(io::Result<Bytes>, Receiver<io::Result<Bytes>>)> {
    let chunk = receiver.recv().await?;
    Some((chunk, receiver))
}

fn written(seat: &Seat, out: &mut dyn io::Write, write: Write) -> io::Result<()> {
    let when = When::asked(seat).map_err(io::Error::other)?;
    let (first, last) = (Date::MIN, when.moment.last.unwrap_or_else(Seat::today));
    let mut trail = Trail::empty(Scope { first, last, known: Known::Position(when.moment.known) });
    let known = when.moment.known;
    seat.ledger
        .read(&mut |recorded| {
            trail.apply(recorded);
            recorded.position.saturating_add(1) < known
        })
        .map_err(io::Error::other)?;
    write(&trail.finish(), out)?;
    out.flush()
}

/// Sends what is written to the one who answers.
struct Sent(Sender<io::Result<Bytes>>);

impl io::Write for Sent {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let chunk = Ok(Bytes::copy_from_slice(bytes));
        self.0.blocking_send(chunk).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
