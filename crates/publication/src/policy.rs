//! The policy that a log gives away: its own key, its witnesses, and how many of them must have cosigned.

use transparency::{Policy, PolicyError, VerifierKey};

/// The policy of a log that is asked to be cosigned by `quorum` of these witnesses (key and address); 0 asks for none of
/// them. A witness is called as its key is.
pub fn policy(
    log: &VerifierKey,
    witnesses: &[(VerifierKey, String)],
    quorum: usize,
) -> Result<Policy, PolicyError> {
    let known = witnesses.iter().map(|(key, url)| format!("witness {} {key} {url}\n", key.name()));
    let names: Vec<_> = witnesses.iter().map(|(key, _)| key.name()).collect();
    let quorum = match quorum {
        0 => "quorum none\n".to_owned(),
        count => format!("group witnesses {count} {}\nquorum witnesses\n", names.join(" ")),
    };
    let text = format!("log {log}\n{}{quorum}", known.collect::<String>());
    Policy::parse(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use transparency::{KeyKind, Signer};

    use super::*;

    fn key(name: &str, kind: KeyKind, seed: u8) -> VerifierKey {
        Signer::new(name, kind, &[seed; 32]).unwrap().public().clone()
    }

    #[test]
    fn it_is_what_the_configuration_says() {
        let log = key("ledger.example/fund/a", KeyKind::Note, 1);
        let alone = policy(&log, &[], 0).unwrap();
        assert_eq!(alone.to_string(), format!("log {log}\nquorum none\n"));
        let witness = |name, seed| (key(name, KeyKind::Cosignature, seed), format!("http://{name}:1"));
        let witnesses = [witness("one.example", 2), witness("two.example", 3)];
        let both = policy(&log, &witnesses, 2).unwrap();
        assert_eq!(both.witnesses().len(), 2);
        assert!(both.to_string().ends_with("group witnesses 2 one.example two.example\nquorum witnesses\n"));
        assert!(policy(&log, &witnesses, 3).is_err());
        assert!(policy(&log, &[], 1).is_err());
        assert!(policy(&log, &[(log.clone(), String::new())], 1).is_err());
    }
}
