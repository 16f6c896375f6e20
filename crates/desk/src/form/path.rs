//! Paths of values in a body: `a.b[3].c`.

use serde_json::{Map, Value};

/// The longest list that a form may fill.
const LONGEST: usize = 5_000;

/// The deepest path that is read: whoever walks a body does so step by step on a stack.
const DEEPEST: usize = 16;
/// So many places all lists of a form have together: one field with a high number makes thousands of empty ones.
pub(super) const ROOM: usize = 50_000;

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The field of an object.
    Key(String),
    /// The place in a list.
    Place(usize),
}

/// A path, read.
pub(super) fn steps(path: &str) -> Option<Vec<Step>> {
    if path.split(['.', '[']).take(DEEPEST + 1).count() > DEEPEST {
        return None;
    }
    let mut steps = Vec::new();
    for part in path.split('.') {
        let mut pieces = part.split('[');
        let key = pieces.next().filter(|key| !key.is_empty())?;
        steps.push(Step::Key(key.to_owned()));
        for piece in pieces {
            let place = piece.strip_suffix(']')?.parse().ok().filter(|place| *place < LONGEST)?;
            steps.push(Step::Place(place));
        }
    }
    Some(steps)
}

/// A path, written.
fn written(steps: &[Step]) -> String {
    steps.iter().fold(String::new(), |path, step| match step {
        Step::Key(key) if path.is_empty() => key.clone(),
        Step::Key(key) => format!("{path}.{key}"),
        Step::Place(place) => format!("{path}[{place}]"),
    })
}

/// The place in `root` that the steps lead to, made where it is not; none where something of another shape is in the way, or
/// `room` for so many further places of lists is used up.
pub(super) fn place<'a>(root: &'a mut Value, steps: &[Step], room: &mut usize) -> Option<&'a mut Value> {
    let mut here = root;
    for step in steps {
        here = match step {
            Step::Key(key) => {
                if here.is_null() {
                    *here = Value::Object(Map::new());
                }
                here.as_object_mut()?.entry(key.clone()).or_insert(Value::Null)
            }
            Step::Place(place) => {
                if here.is_null() {
                    *here = Value::Array(Vec::new());
                }
                let list = here.as_array_mut()?;
                let length = place.checked_add(1)?;
                if let Some(more) = length.checked_sub(list.len()) {
                    *room = room.checked_sub(more)?;
                    list.resize(length, Value::Null);
                }
                list.get_mut(*place)?
            }
        };
    }
    Some(here)
}

/// Whether the object that the last step leads out of is there already.
pub(super) fn is_there(root: &Value, steps: &[Step]) -> bool {
    let above = steps.split_last().map_or(&[][..], |(_, above)| above);
    let mut here = Some(root);
    for step in above {
        here = here.and_then(|here| match step {
            Step::Key(key) => here.get(key.as_str()),
            Step::Place(place) => here.get(*place),
        });
    }
    here.is_some_and(Value::is_object)
}

/// Takes out the places of lists that nothing was typed for.
pub(super) fn close_gaps(value: &mut Value) {
    match value {
        Value::Array(list) => {
            list.retain(|item| !item.is_null());
            list.iter_mut().for_each(close_gaps);
        }
        Value::Object(fields) => fields.values_mut().for_each(close_gaps),
        _ => {}
    }
}

/// The path of a body as the path of the form: where the body's list has its third item, the form may have its fifth row.
pub(super) fn open_gaps(wanted: &[Step], known: &[Vec<Step>]) -> String {
    let mut opened: Vec<Step> = Vec::new();
    for step in wanted {
        let step = match step {
            Step::Key(_) => step.clone(),
            Step::Place(place) => {
                let depth = opened.len();
                let mut rows: Vec<usize> = known
                    .iter()
                    .filter(|path| path.starts_with(&opened))
                    .filter_map(|path| match path.get(depth) {
                        Some(Step::Place(row)) => Some(*row),
                        _ => None,
                    })
                    .collect();
                rows.sort_unstable();
                rows.dedup();
                Step::Place(rows.get(*place).copied().unwrap_or(*place))
            }
        };
        opened.push(step);
    }
    written(&opened)
}
