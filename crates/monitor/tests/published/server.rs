//! A file server of few lines that can be told to lie.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};

/// What is sent.
pub(crate) enum Answer {
    /// These bytes, or "not found".
    File(Option<Vec<u8>>),
    /// A length, and only these bytes of it.
    Truncated(Vec<u8>, usize),
    /// Bytes without end.
    Endless,
    /// Nothing, while the connection stays open.
    Silence,
    /// This status, and a line of a header.
    Status(u16, &'static str),
}

type Rule = Box<dyn Fn(&str, Option<Vec<u8>>) -> Answer + Send + Sync>;

/// Serves until it is dropped.
pub(crate) struct Server {
    pub(crate) address: String,
    asked: Arc<AtomicUsize>,
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves the files of a directory as they are.
    pub(crate) fn honest(dir: &Path) -> Self {
        Self::start(dir, |_, file| Answer::File(file))
    }

    /// Serves what `rule` makes of a path and the bytes that lie there.
    pub(crate) fn start(
        dir: &Path,
        rule: impl Fn(&str, Option<Vec<u8>>) -> Answer + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/f/quy-a", listener.local_addr().unwrap());
        let (asked, over) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let (count, end, dir, rule): (_, _, PathBuf, Rule) =
            (Arc::clone(&asked), Arc::clone(&over), dir.to_owned(), Box::new(rule));
        let rule = Arc::new(rule);
        let thread = thread::spawn(move || {
            let mut silent = Vec::new();
            for stream in listener.incoming() {
                if end.load(Ordering::SeqCst) {
                    return;
                }
                count.fetch_add(1, Ordering::SeqCst);
                silent.extend(stream.ok().and_then(|stream| serve(stream, &dir, &rule)));
            }
        });
        Self { address, asked, over, thread: Some(thread) }
    }

    /// How many requests came.
    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        let address = self.address.trim_start_matches("http://").trim_end_matches("/f/quy-a");
        let _ = TcpStream::connect(address);
        let _ = self.thread.take().unwrap().join();
    }
}

/// Answers one request. A connection that gets no answer is given back, so that it stays open.
fn serve(mut stream: TcpStream, dir: &Path, rule: &Rule) -> Option<TcpStream> {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let first = lines.next()?.ok()?;
    while !lines.next()?.ok()?.is_empty() {}
    let path = first.split(' ').nth(1)?.strip_prefix("/f/quy-a/")?.to_owned();
    let head = |status: &str, length: usize| {
        format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n")
    };
    let sent = match rule(&path, fs::read(dir.join(&path)).ok()) {
        Answer::File(Some(bytes)) => {
            stream.write_all(head("200 OK", bytes.len()).as_bytes()).and_then(|()| stream.write_all(&bytes))
        }
        Answer::File(None) => stream.write_all(head("404 Not Found", 0).as_bytes()),
        Answer::Truncated(bytes, sent) => stream
            .write_all(head("200 OK", bytes.len()).as_bytes())
            .and_then(|()| stream.write_all(&bytes[..sent])),
        Answer::Endless => {
            let mut sent = stream.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n");
            while sent.is_ok() {
                sent = stream.write_all(&[b'a'; 16_000]);
            }
            sent
        }
        Answer::Silence => return Some(stream),
        Answer::Status(status, header) => {
            let head =
                format!("HTTP/1.1 {status} X\r\n{header}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            stream.write_all(head.as_bytes())
        }
    };
    let _ = sent;
    None
}
