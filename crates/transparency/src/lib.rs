//! What makes rewriting visible: the Merkle tree over a fund's events, its tiles, signed checkpoints and proofs.
//!
//! Bytes in, bytes out: no file, no network, no clock, no randomness, so the same code runs in the program, in a
//! verifier without a server and, as WebAssembly, in a visitor's browser. The formats are those of RFC 6962 and of C2SP
//! (signed-note, tlog-checkpoint, tlog-tiles, tlog-cosignature, tlog-proof, tlog-policy); every parser is strict: one
//! text has one meaning and one meaning has one text.

mod bundle;
mod checkpoint;
pub mod commitment;
mod hash;
mod key;
mod note;
mod policy;
mod proof;
mod proof_text;
mod receipt;
mod report;
mod snapshot;
mod tile;
mod tile_tree;
mod tlog_proof;
mod tree;
mod witness_request;

pub use bundle::{BundleError, entries, push_entry};
pub use checkpoint::{Checkpoint, CheckpointError};
pub use hash::Hash;
pub use key::{KeyError, KeyKind, Signer, VerifierKey};
pub use note::{Note, NoteError, NoteSignature, signature_lines};
pub use policy::{Cosigned, KnownLog, Policy, PolicyError, PolicyFault, Standing, Witness};
pub use proof::{ProofError, consistency, inclusion, root, verify_consistency, verify_inclusion};
pub use proof_text::ProofTextError;
pub use receipt::{
    Against, Fact, Field, FieldContent, OpeningError, Receipt, ReceiptError, Record, RecordDigest,
    RecordError, Verified, verify_receipt,
};
pub use report::{Line, Outcome, Report, Strength};
pub use snapshot::{Snapshot, SnapshotError, SnapshotFile, SnapshotId};
pub use tile::{BundleId, TILE_WIDTH, TileId};
pub use tile_tree::{TilesError, root_of_tiles};
pub use tlog_proof::TlogProof;
pub use tree::{Frontier, Nodes};
pub use witness_request::WitnessRequest;
