//! Which files there are, and how they are written.

use std::collections::BTreeSet;

use domain::ReceiptNo;
use serde::Serialize;
use sha2::{Digest, Sha256};
use transparency::{Checkpoint, Snapshot, SnapshotFile, SnapshotId};

use crate::Book;
use crate::row::{DeliveryRow, GiftRow, OutgoingRow, ReportRow, SummaryRow};
use crate::table::{Row, csv_head, csv_rows, json_rows};

/// How many gifts are written at a time.
pub const PIECE: usize = 4096;

/// A file of a snapshot, in the order of their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum File {
    /// The reports that were given to the public, with their digests.
    Reports,
    /// The trial balance: the text that `sovang verify balances --lines` prints.
    TrialBalance,
    /// What left, for spreadsheets.
    OutgoingsCsv,
    /// What left, for programs.
    OutgoingsJson,
    /// How far what left has come: handed over, signed for, confirmed.
    Deliveries,
    /// The figures of the fund's page.
    Summary,
    /// Every gift that is listed, for spreadsheets.
    GiftsCsv,
    /// Every gift that is listed, for programs.
    GiftsJson,
}

impl File {
    /// All of them, by name.
    pub const ALL: [Self; 8] = [
        Self::Reports,
        Self::TrialBalance,
        Self::OutgoingsCsv,
        Self::OutgoingsJson,
        Self::Deliveries,
        Self::Summary,
        Self::GiftsCsv,
        Self::GiftsJson,
    ];

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reports => "bao-cao.csv",
            Self::TrialBalance => "can-doi.tsv",
            Self::OutgoingsCsv => "chi.csv",
            Self::OutgoingsJson => "chi.ndjson",
            Self::Deliveries => "giao-nhan.csv",
            Self::Summary => "tong-hop.json",
            Self::GiftsCsv => "ung-ho.csv",
            Self::GiftsJson => "ung-ho.ndjson",
        }
    }

    /// The file of that name; none where there is none.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|file| file.name() == name)
    }

    /// What it is to a browser.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Reports | Self::OutgoingsCsv | Self::Deliveries | Self::GiftsCsv => {
                "text/csv; charset=utf-8"
            }
            Self::TrialBalance => "text/tab-separated-values; charset=utf-8",
            Self::OutgoingsJson | Self::GiftsJson => "application/x-ndjson",
            Self::Summary => "application/json",
        }
    }
}

/// The book of a snapshot, and which snapshot it is.
#[derive(Clone, Copy, Debug)]
pub struct Snap<'a> {
    /// The fold of just so many events as `of` says.
    pub book: &'a Book,
    /// Which.
    pub id: &'a SnapshotId,
    /// The checkpoint.
    pub of: &'a Checkpoint,
    /// Gifts that are left out, because they may not be listed any more. Empty for the bytes that were signed.
    pub withdrawn: &'a BTreeSet<ReceiptNo>,
}

/// The first object of a file of JSON lines.
#[derive(Serialize)]
struct Head<'a> {
    snapshot: String,
    log: &'a str,
    size: u64,
    root: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn: Option<usize>,
}

impl Snap<'_> {
    /// The list of the files, to be signed. Nothing is kept of them but digest and length.
    pub fn list(&self) -> Snapshot {
        let files = File::ALL.into_iter().map(|file| {
            let (bytes, digest) = self.digest(file);
            SnapshotFile { name: file.name().to_owned(), bytes, digest }
        });
        Snapshot { id: self.id.clone(), of: self.of.clone(), files: files.collect() }
    }

    /// Length and SHA-256 of a file.
    pub fn digest(&self, file: File) -> (u64, [u8; 32]) {
        let (mut bytes, mut hash) = (0_u64, Sha256::new());
        self.pieces(file, |piece| {
            bytes = bytes.saturating_add(piece.len() as u64);
            hash.update(piece);
        });
        (bytes, hash.finalize().into())
    }

    /// Gives out the whole file piece by piece.
    pub fn pieces(&self, file: File, mut take: impl FnMut(&[u8])) {
        let mut next = Some(0);
        while let Some(from) = next {
            let (piece, after) = self.piece(file, from);
            take(&piece);
            next = after;
        }
    }

    /// The piece that begins with that row (0 for the first, with the head before it), and which row comes after it; none
    /// at the end.
    pub fn piece(&self, file: File, from: usize) -> (Vec<u8>, Option<usize>) {
        let book = self.book;
        let all = book.coverage.outgoings();
        match file {
            File::GiftsCsv | File::GiftsJson => {
                let end = from.saturating_add(PIECE);
                let rows: Vec<_> = (from..end).filter_map(|place| self.gift(place)).collect();
                let csv = file == File::GiftsCsv;
                let piece =
                    if csv { self.csv(file, &rows, from == 0) } else { self.json(file, &rows, from == 0) };
                (piece, Some(end).filter(|end| *end < book.public.gifts().len()))
            }
            File::OutgoingsCsv | File::OutgoingsJson => {
                let rows: Vec<_> =
                    all.all().iter().map(|entry| OutgoingRow::new(&book.coverage, entry)).collect();
                let csv = file == File::OutgoingsCsv;
                (if csv { self.csv(file, &rows, true) } else { self.json(file, &rows, true) }, None)
            }
            File::Deliveries => {
                let delivered = all.all().iter().filter(|entry| DeliveryRow::is_one(entry));
                let rows: Vec<_> = delivered.map(|entry| DeliveryRow::new(&book.coverage, entry)).collect();
                (self.csv(file, &rows, true), None)
            }
            File::Reports => {
                let rows: Vec<_> = book.public.published().iter().map(ReportRow::new).collect();
                (self.csv(file, &rows, true), None)
            }
            File::Summary => (self.json(file, &[SummaryRow::new(book)], true), None),
            File::TrialBalance => (book.balances.trial_balance().into_bytes(), None),
        }
    }

    fn gift(&self, place: usize) -> Option<GiftRow> {
        let (gift, number) = (self.book.public.gifts().get(place)?, ReceiptNo::new(place as u64 + 1));
        let shown = self.book.public.is_listed(gift) && !self.withdrawn.contains(&number);
        shown.then(|| GiftRow::new(&self.book.public, number, gift))
    }

    /// Rows for a spreadsheet, below the line that says whose file it is.
    fn csv<R: Row>(&self, file: File, rows: &[R], with_head: bool) -> Vec<u8> {
        let mut out = Vec::new();
        if with_head {
            let Head { snapshot, log, size, root, withdrawn } = self.head(file);
            let gone = withdrawn.map(|gone| format!(" withdrawn={gone}")).unwrap_or_default();
            out = csv_head::<R>(&format!("snapshot={snapshot} log={log} size={size} root={root}{gone}"));
        }
        out.append(&mut csv_rows(rows));
        out
    }

    fn json<R: Serialize>(&self, file: File, rows: &[R], with_head: bool) -> Vec<u8> {
        let mut out = if with_head { json_rows(&[self.head(file)]) } else { Vec::new() };
        out.append(&mut json_rows(rows));
        out
    }

    fn head(&self, file: File) -> Head<'_> {
        let of_gifts = matches!(file, File::GiftsCsv | File::GiftsJson);
        let withdrawn = Some(self.withdrawn.len()).filter(|gone| of_gifts && *gone > 0);
        let (snapshot, root) = (self.id.to_string(), self.of.root.to_string());
        Head { snapshot, log: &self.of.origin, size: self.of.size, root, withdrawn }
    }
}

#[cfg(test)]
mod tests;
