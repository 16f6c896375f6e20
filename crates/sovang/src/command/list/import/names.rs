//! The ids of a list's commands: the same for the same file, so that an interrupted load goes on where it stopped.

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// Endless ids that follow from a file and from what was said of it.
pub(super) struct Names {
    list: [u8; 32],
    next: u64,
}

impl Names {
    pub(super) fn of(said: &str, bytes: &[u8]) -> Self {
        let file = Sha256::digest(bytes);
        let list = Sha256::new().chain_update(said).chain_update(file).finalize().into();
        Self { list, next: 0 }
    }
}

impl Iterator for Names {
    type Item = Uuid;

    fn next(&mut self) -> Option<Uuid> {
        let hash: [u8; 32] =
            Sha256::new().chain_update(self.list).chain_update(self.next.to_be_bytes()).finalize().into();
        self.next = self.next.saturating_add(1);
        let (bytes, _) = hash.split_first_chunk()?;
        Some(uuid::Builder::from_custom_bytes(*bytes).into_uuid())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(said: &str, bytes: &[u8]) -> Vec<Uuid> {
        Names::of(said, bytes).take(3).collect()
    }

    #[test]
    fn the_same_list_has_the_same_names_and_no_other_has_them() {
        let list = names("gifts", b"a");
        assert_eq!(list, names("gifts", b"a"));
        assert!(list.iter().all(|id| id.get_version_num() == 8));
        let others = [names("gifts", b"b"), names("goods", b"a")].concat();
        assert!(list.iter().all(|id| !others.contains(id)));
        assert!(list[0] != list[1] && list[1] != list[2]);
    }
}
