//! The doctor over a fund to which something was done: all of it is found and named, and mended wherever a copy has the
//! truth. `SOVANG_ROUNDS` sets how many random misfortunes befall it.

mod harm;
mod named;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use recovery::{Aid, Doctor, Fault, Mended, backup};

use crate::world::{FUND, Random, World, files};
use harm::{Harm, Template};

/// What must be the same after a repair: the journal, the published files, the lock. sled is compared by the doctor.
fn truth(world: &World) -> BTreeMap<PathBuf, Vec<u8>> {
    let aside =
        |path: &Path| path.components().any(|part| part.as_os_str().to_string_lossy().contains(".damaged-"));
    let counts = |path: &Path| {
        !aside(path)
            && (path.starts_with("locks")
                || path.starts_with(format!("data/funds/{FUND}/tlog"))
                || path == Path::new(&format!("data/funds/{FUND}/log/journal")))
    };
    files(&world.path("")).into_iter().filter(|(path, _)| counts(path)).collect()
}

fn examine(world: &World, aids: &[Aid]) -> Vec<Fault> {
    Doctor::examine(&world.books(), aids).unwrap().faults().to_vec()
}

fn mend(world: &World, aids: &[Aid]) -> Vec<Mended> {
    Doctor::examine(&world.books(), aids).unwrap().mend().unwrap()
}

#[test]
fn a_healthy_fund_has_no_faults() {
    let template = Template::new();
    assert_eq!(examine(&template.world, &[]), []);
    assert_eq!(mend(&template.world, &[]), []);
}

/// Random misfortunes, each on a fresh copy of the fund.
#[test]
fn every_misfortune_is_found_named_and_mended() {
    let rounds = std::env::var("SOVANG_ROUNDS").map_or(120, |rounds| rounds.parse().unwrap());
    let seed = std::env::var("SOVANG_SEED").map_or(20_241_124, |seed| seed.parse().unwrap());
    println!("seed {seed}, {rounds} rounds");
    let template = Template::new();
    let good = truth(&template.world);
    let mut random = Random(seed);
    let mut told = BTreeMap::<&str, (u64, u64)>::new();
    for round in 0..rounds {
        let world = template.world.copy();
        let harm = Harm::random(&mut random);
        let what = harm.befall(&template, &world, &mut random);
        let books = world.books();
        let doctor = Doctor::examine(&books, &[]).unwrap();
        let faults = doctor.faults().to_vec();
        let counted = told.entry(harm.name()).or_default();
        counted.0 += 1;
        if faults.is_empty() {
            // Only what holds nothing may be flipped unseen: free space in sled's file, or a cache beside it.
            assert!(harm.may_be_dead(&what), "round {round}: {harm:?}, {what}: not found");
            assert_eq!(truth(&world), good, "round {round}: {harm:?}, {what}");
            counted.1 += 1;
            continue;
        }
        for fault in &faults {
            assert_eq!(fault.log, FUND);
        }
        doctor.mend().unwrap();
        let left = examine(&world, &[]);
        assert_eq!(left, [], "round {round}: {harm:?}, {what}: left after mending {faults:?}");
        harm.check_mended(&template, &world, &good, &format!("round {round}: {harm:?}, {what}"));
    }
    println!("misfortune: rounds, of them in dead space: {told:#?}");
}

/// Where nothing here has the truth any more, a backup or a mirror has; without them it is said what is lost.
#[test]
fn what_nobody_here_has_is_mended_from_a_backup_or_a_mirror() {
    let template = Template::new();
    let good = truth(&template.world);
    let to = template.world.path("backup");
    backup(&template.world.books(), &to, jiff::Timestamp::UNIX_EPOCH).unwrap();
    crate::world::copy(&template.world.books().tlog(), &template.world.path("mirror"));
    for aid in [Aid::Backup(to), Aid::Mirror(template.world.path("mirror"))] {
        let world = template.world.copy();
        harm::lose_event_everywhere(&world, 100);
        let faults = examine(&world, &[]);
        assert!(faults.iter().any(|fault| fault.what == recovery::What::NoTruth), "{faults:?}");
        assert_eq!(mend(&world, &[]), [], "nothing is mended without the truth");
        let aids = [aid];
        assert!(!examine(&world, &aids).is_empty());
        mend(&world, &aids);
        assert_eq!(examine(&world, &aids), []);
        assert_eq!(world.events(), template.events);
        if matches!(aids[0], Aid::Backup(_)) {
            assert_eq!(truth(&world), good, "to the byte");
        }
    }
}
