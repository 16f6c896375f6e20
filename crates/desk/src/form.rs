//! A form's fields as the JSON body of a command: a field's name is the path of its value in the body.
//!
//! `command.receive_goods.lines[0].item` is a text. What is no text says so behind a colon: `:n` a number, `:b` true or
//! false (a box that is not ticked sends nothing), `:m` an amount or quantity as people type it (`1.000.000`, `500k`, `2tr`,
//! `1,5 tỷ`), `:d` a day (`dd/mm/yyyy` or as browsers send it), `:j` JSON as it stands. With a `~` behind it the value counts only where something else
//! of its object was typed: what a line of a list has by itself does not make an empty line a full one. An empty field is left out. Lists
//! close their gaps, and a refusal's path is led back to the field that was typed. Names that begin with `_` are the form's own.

mod amount;
mod path;

use jiff::civil::Date;
use serde_json::{Map, Value};
use web::Lang;
use wire::Problem;

use crate::pages::with_marks;
use path::{Step, steps};

/// The most fields that a form may have.
const MOST: usize = 20_000;

/// What was sent, in its order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Typed {
    fields: Vec<(String, String)>,
    problem: Option<Problem>,
}

impl Typed {
    /// A form as browsers send it.
    pub(crate) fn parse(body: &[u8]) -> Result<Self, Problem> {
        let fields: Vec<_> = form_urlencoded::parse(body).into_owned().take(MOST + 1).collect();
        if fields.len() > MOST {
            return Err(too_many());
        }
        Ok(Self { fields, problem: None })
    }

    /// One more field.
    pub(crate) fn push(&mut self, name: String, value: String) -> Result<(), Problem> {
        if self.fields.len() >= MOST {
            return Err(too_many());
        }
        self.fields.push((name, value));
        Ok(())
    }

    /// The same, refused.
    #[allow(clippy::needless_pass_by_value, reason = "who refuses has no other use for it")]
    pub(crate) fn refused(self, problem: Problem) -> Self {
        let field = problem.field.as_deref().map(|field| self.led_back(field));
        let (vi, en) = (with_marks(&problem.vi, Lang::Vi), with_marks(&problem.en, Lang::En));
        Self { problem: Some(Problem { field, vi, en, ..problem }), ..self }
    }

    /// Why it was refused.
    pub(crate) fn problem(&self) -> Option<&Problem> {
        self.problem.as_ref()
    }

    /// Whether nothing was sent.
    pub(crate) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The last value of a field of that name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Every field, in its order.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether the refusal lies in the field of that name, said whole or by its last step.
    pub(crate) fn at_fault(&self, name: &str) -> bool {
        let bare = bare(name);
        self.problem.as_ref().and_then(|problem| problem.field.as_deref()).is_some_and(|field| {
            field == bare || (!field.contains('.') && bare.rsplit('.').next() == Some(field))
        })
    }

    /// The body.
    pub(crate) fn body(&self) -> Result<Value, Problem> {
        let (mut root, mut room) = (Value::Object(Map::new()), path::ROOM);
        let told = self.fields().filter(|(name, value)| !name.starts_with('_') && !value.trim().is_empty());
        let (aside, typed_in): (Vec<_>, Vec<_>) = told.partition(|(name, _)| name.ends_with('~'));
        for (name, value) in typed_in.into_iter().chain(aside) {
            let wrong = || Problem::field(name, "Tên ô không đọc được.", "The field's name cannot be read.");
            let steps = steps(bare(name)).ok_or_else(wrong)?;
            if name.ends_with('~') && !path::is_there(&root, &steps) {
                continue;
            }
            let place = path::place(&mut root, &steps, &mut room).ok_or_else(wrong)?;
            *place = typed(name, value)?;
        }
        path::close_gaps(&mut root);
        Ok(root)
    }

    /// The path in the body, as the path of the field that was typed: a list's gaps are opened again.
    fn led_back(&self, field: &str) -> String {
        let Some(wanted) = steps(field) else { return field.to_owned() };
        let named = self.fields.iter().filter(|(name, value)| {
            !name.starts_with('_') && !name.ends_with('~') && !value.trim().is_empty()
        });
        let known: Vec<Vec<Step>> = named.filter_map(|(name, _)| steps(bare(name))).collect();
        path::open_gaps(&wanted, &known)
    }
}

/// An amount in đồng as people type it; none where it is none.
pub(crate) fn read_amount(text: &str) -> Option<i64> {
    amount::read(text.trim()).ok()?.parse().ok()
}

/// A day as people type it or as browsers send it; none where it is none.
pub(crate) fn read_day(text: &str) -> Option<Date> {
    amount::day(text.trim()).ok()?.parse().ok()
}

fn too_many() -> Problem {
    Problem::field("_form", "Biểu mẫu có quá nhiều ô.", "The form has too many fields.")
}

/// A name without what is said of its kind.
fn bare(name: &str) -> &str {
    name.rsplit_once(':').map_or(name.trim_end_matches('~'), |(bare, _)| bare)
}

fn typed(name: &str, text: &str) -> Result<Value, Problem> {
    let text = text.trim();
    let at = |problem: Problem| problem.at(bare(name));
    match name.trim_end_matches('~').rsplit_once(':').map_or("", |(_, kind)| kind) {
        "n" => {
            let digits: String = text.chars().filter(|sign| !matches!(sign, '.' | ' ' | '\u{a0}')).collect();
            digits.parse::<u64>().map(Value::from).map_err(|_| {
                at(Problem::field(
                    name,
                    "Hãy nhập một số nguyên, ví dụ 12.",
                    "A whole number is needed, for example 12.",
                ))
            })
        }
        "b" => Ok(Value::Bool(matches!(text, "on" | "true" | "1"))),
        "m" => amount::read(text).map(Value::String).map_err(at),
        "d" => amount::day(text).map(Value::String).map_err(at),
        "j" => serde_json::from_str(text)
            .map_err(|_| at(Problem::field(name, "Giá trị không đọc được.", "The value cannot be read."))),
        _ => Ok(Value::String(text.to_owned())),
    }
}

#[cfg(test)]
mod tests;
