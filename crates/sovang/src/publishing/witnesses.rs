//! Asking the configured witnesses. Nothing waits for them: a checkpoint is shown with the log's own signature, and again
//! with theirs when they have come.

use std::time::Duration;

use monitor::cosigners::{Cosigner, Cosigners, Cosigning};
use publication::{PublishError, Publisher};

use crate::config::Proof;

/// How long a command waits for them at its end.
const PATIENCE: Duration = Duration::from_secs(1);

/// Has them asked for everything that this publisher shows from now on, and for what it has shown. None where there are
/// none.
pub(super) fn ask(proof: &Proof, publisher: &mut Publisher) -> Option<Cosigning> {
    let cosigners = cosigners(proof, publisher)?;
    let cosigning = Cosigning::start(publisher.key().name().to_owned(), cosigners);
    if let Some(newest) = publisher.newest() {
        cosigning.submit().show(newest.note.clone());
    }
    let submit = cosigning.submit();
    publisher.cosigned_by(Box::new(move |note, _, _| {
        submit.show(note.clone());
        Vec::new()
    }));
    Some(cosigning)
}

/// Asks them once for what this publisher has shown.
pub(super) fn once(proof: &Proof, publisher: &mut Publisher) -> Result<(), PublishError> {
    let (Some(cosigners), Some(newest)) = (cosigners(proof, publisher), publisher.newest()) else {
        return Ok(());
    };
    let round = cosigners.waiting(PATIENCE).round(&newest.note);
    for (witness, error) in &round.failed {
        tracing::warn!(log = publisher.key().name(), witness, %error, "a witness did not cosign");
    }
    if round.cosigned.is_empty() {
        return Ok(());
    }
    let store = publisher.store().clone();
    publisher.attach(&round.note)?;
    if round.quorum {
        store.write_cosigned(round.note.to_string().as_bytes())?;
    }
    Ok(())
}

fn cosigners(proof: &Proof, publisher: &Publisher) -> Option<Cosigners> {
    let witnesses = proof.witnesses.iter();
    let witnesses: Vec<_> =
        witnesses.map(|known| Cosigner { url: known.url.clone(), key: known.vkey.clone() }).collect();
    let some = !witnesses.is_empty();
    some.then(|| Cosigners::new(publisher.store().clone(), &witnesses, proof.quorum))
}
