//! Any sequence of commands, repetitions, bulk commits, reopenings and losses of sled against a model that is a
//! list. proptest prints the seed and the smallest sequence that fails.

use std::collections::HashMap;

use event_log::{AppendError, CommandId, Commit, EventLog};
use proptest::prelude::*;

use crate::support::{Place, at, command, events};

#[derive(Clone, Debug)]
enum Step {
    /// Events of so many bytes on these streams, at the right version or a wrong one.
    Append {
        streams: Vec<u8>,
        bytes: usize,
        right: bool,
    },
    Bulk {
        events: usize,
        commit: bool,
    },
    /// The n-th command so far again, with its digest or another.
    Again {
        which: usize,
        same: bool,
    },
    Reopen,
    WipeSled,
}

fn step() -> impl Strategy<Value = Step> {
    let streams = proptest::collection::vec(0..4_u8, 1..6);
    prop_oneof![
        8 => (streams, prop_oneof![4 => 0..200_usize, 1 => 50_000..60_000_usize], prop::bool::weighted(0.9))
            .prop_map(|(streams, bytes, right)| Step::Append { streams, bytes, right }),
        2 => (1..300_usize, any::<bool>()).prop_map(|(events, commit)| Step::Bulk { events, commit }),
        3 => (any::<usize>(), any::<bool>()).prop_map(|(which, same)| Step::Again { which, same }),
        1 => Just(Step::Reopen),
        1 => Just(Step::WipeSled),
    ]
}

#[derive(Default)]
struct Model {
    events: Vec<(String, String)>,
    versions: HashMap<String, u64>,
    /// First position and count of the commands that went in.
    commands: Vec<(u128, u64, u64)>,
    next: u128,
}

impl Model {
    fn took(&mut self, number: u128, added: Vec<(String, String)>) {
        self.commands.push((number, self.events.len() as u64, added.len() as u64));
        for (stream, _) in &added {
            *self.versions.entry(stream.clone()).or_default() += 1;
        }
        self.events.extend(added);
    }

    fn version(&self, stream: &str) -> u64 {
        self.versions.get(stream).copied().unwrap_or(0)
    }
}

fn append(log: &EventLog, model: &mut Model, streams: &[u8], bytes: usize, right: bool) {
    model.next += 1;
    let number = model.next;
    let mut names: Vec<String> = streams.iter().map(|stream| format!("stream/{stream}")).collect();
    names.sort();
    names.dedup();
    let added: Vec<_> = streams
        .iter()
        .enumerate()
        .map(|(index, stream)| {
            (format!("stream/{stream}"), format!("{number} {index} {}", "x".repeat(bytes)))
        })
        .collect();
    let index = |stream: &str| names.iter().position(|name| name == stream).expect("is there");
    let commit = Commit {
        command: command(number),
        at: None,
        expected: names.iter().map(|name| at(name, Some(model.version(name) + u64::from(!right)))).collect(),
        events: added
            .iter()
            .map(|(stream, event)| (u16::try_from(index(stream)).expect("small"), event.clone().into_bytes()))
            .collect(),
    };
    match log.append(commit).wait() {
        Ok(appended) => {
            assert!(right && !appended.replayed);
            model.took(number, added);
            assert_eq!(appended.head.position, model.events.len() as u64);
        }
        Err(error) => assert!(!right && matches!(error, AppendError::Conflict { .. }), "{error}"),
    }
}

fn bulk(log: &EventLog, model: &mut Model, count: usize, commit: bool) {
    model.next += 1;
    let number = model.next;
    let added: Vec<_> = (0..count)
        .map(|index| ("bulk".to_owned(), format!("{number} {index} {}", "y".repeat(1500))))
        .collect();
    let mut bulk = log.begin(command(number), None, vec![at("bulk", Some(model.version("bulk")))]);
    for (_, event) in &added {
        bulk.push(0, event.as_bytes()).expect("pushes");
    }
    if commit {
        assert_eq!(bulk.commit().wait().expect("appends").count, count as u64);
        model.took(number, added);
    }
}

fn again(log: &EventLog, model: &Model, which: usize, same: bool) {
    let Some((number, first, count)) = model.commands.get(which % model.commands.len().max(1)).copied()
    else {
        return;
    };
    let digest = if same { [3; 32] } else { [9; 32] };
    let commit = Commit {
        command: CommandId { digest, ..command(number) },
        at: None,
        expected: vec![at("stream/0", Some(u64::MAX))],
        events: vec![(0, b"other".to_vec())],
    };
    match log.append(commit).wait() {
        Ok(answer) => {
            assert_eq!((same, answer.replayed, answer.first, answer.count), (true, true, first, count));
        }
        Err(error) => assert_eq!((same, error), (false, AppendError::CommandReused)),
    }
}

fn run(steps: Vec<Step>) {
    let place = Place::new();
    let mut log = place.open();
    let mut model = Model::default();
    for step in steps {
        match step {
            Step::Append { streams, bytes, right } => append(&log, &mut model, &streams, bytes, right),
            Step::Bulk { events, commit } => bulk(&log, &mut model, events, commit),
            Step::Again { which, same } => again(&log, &model, which, same),
            Step::Reopen => {
                drop(log);
                log = place.open();
            }
            Step::WipeSled => {
                drop(log);
                std::fs::remove_dir_all(place.file("sled")).expect("removes");
                log = place.open();
            }
        }
    }
    assert_eq!(events(&log), model.events);
    for (stream, version) in &model.versions {
        assert_eq!(log.stream_version(stream).expect("reads"), *version);
    }
    for (number, first, count) in &model.commands {
        let found = log.find(command(*number).id).expect("reads").expect("is there");
        assert_eq!((found.first, found.count), (*first, *count));
    }
    log.verify(|_, _| {}).expect("whole");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_is_what_the_model_says(steps in proptest::collection::vec(step(), 1..25)) {
        run(steps);
    }
}
