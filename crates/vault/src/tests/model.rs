//! Random runs against a map: appends, crashes that tear the tail, sweeps, reopens.

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;
use tempfile::TempDir;

use super::{create, open, row};
use crate::{Class, RowNumber, Vault, VaultError};

#[derive(Clone, Debug)]
enum Step {
    Append(u64),
    AppendAll(u64, u64),
    Reopen,
    /// A crash: the last `n` bytes never arrived.
    Tear(u64),
    /// Wipes rows from the given one on whose number is a multiple of three.
    Sweep(u64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..1000_u64).prop_map(Step::Append),
        2 => (0..1000_u64, 0..40_u64).prop_map(|(seed, count)| Step::AppendAll(seed, count)),
        2 => Just(Step::Reopen),
        1 => (1..900_u64).prop_map(Step::Tear),
        2 => (1..30_u64).prop_map(Step::Sweep),
    ]
}

/// The rows by number; a wiped one is `None`. `highest` is what the events would tell.
#[derive(Default)]
struct Model {
    rows: BTreeMap<u64, Option<u64>>,
    highest: u64,
}

impl Model {
    fn add(&mut self, number: u64, seed: u64) {
        assert!(number > self.highest, "{number} was given before");
        self.highest = number;
        self.rows.insert(number, Some(seed));
    }

    fn sweep(&mut self, from: u64) {
        for (_, row) in self.rows.range_mut(from..).filter(|(number, _)| *number % 3 == 0) {
            *row = None;
        }
    }

    fn check(&self, vault: &Vault) {
        for number in 1..=self.highest + 1 {
            let read = vault.read(RowNumber::new(number));
            match (self.rows.get(&number), read) {
                (Some(Some(seed)), Ok(read)) => assert_eq!(read, row(*seed)),
                (Some(None), Err(VaultError::Swept(_))) | (None, Err(VaultError::Missing(_))) => {}
                (expected, read) => panic!("row {number}: expected {expected:?}, read {read:?}"),
            }
        }
        let mut seen = Vec::new();
        vault
            .for_each(RowNumber::NONE, |number, _, row| seen.push((number.get(), row.into_owned())))
            .unwrap();
        let live = self.rows.iter().filter_map(|(&number, seed)| Some((number, row((*seed)?))));
        assert_eq!(seen, live.collect::<Vec<_>>());
    }
}

/// Cuts the file, and tells the model which rows went with the cut.
fn tear(dir: &TempDir, model: &mut Model, bytes: u64) {
    let path = dir.path().join("rows");
    let file = fs::OpenOptions::new().write(true).open(path).unwrap();
    file.set_len(file.metadata().unwrap().len().saturating_sub(bytes).max(16)).unwrap();
    let vault = open(dir.path());
    model.rows.retain(|&number, _| {
        let read = vault.read(RowNumber::new(number));
        !matches!(read, Err(VaultError::Missing(_) | VaultError::Damaged(_)))
    });
    vault.sweep(&|number| model.rows.contains_key(&number.get()), RowNumber::NONE).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn a_vault_is_a_map_that_only_grows(steps in proptest::collection::vec(step(), 1..30)) {
        let dir = TempDir::new().unwrap();
        let mut model = Model::default();
        let mut vault = create(dir.path());
        for step in steps {
            match step {
                Step::Append(seed) => model.add(vault.append(Class::Contact, &row(seed)).unwrap().get(), seed),
                Step::AppendAll(seed, count) => {
                    let first = vault.append_all(Class::Voucher, (seed..seed + count).map(row)).unwrap().first;
                    (0..count).for_each(|at| model.add(first.get() + at, seed + at));
                }
                Step::Reopen => vault = open(dir.path()),
                Step::Tear(bytes) => {
                    drop(vault);
                    tear(&dir, &mut model, bytes);
                    vault = open(dir.path());
                }
                Step::Sweep(from) => {
                    vault.sweep(&|number| number.get() % 3 != 0, RowNumber::new(from)).unwrap();
                    model.sweep(from);
                }
            }
            vault.never_reuse(RowNumber::new(model.highest)).unwrap();
            model.check(&vault);
        }
    }
}
