//! Names, contacts and notes beside a command: one set of texts, or a list of them.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;
use vault::Row;

use crate::{LONG, Problem, SHORT, text};

/// One set of texts where the command is about one thing; a list in the command's order where it is about many.
#[derive(ToSchema)]
#[serde(untagged)]
pub(crate) enum Personal {
    /// Of one thing.
    One(Texts),
    /// Of many, in the command's order.
    Many(Vec<Texts>),
}

/// Personal data: kept apart from the events, never public.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Texts {
    /// Name of the giver, payee, beneficiary.
    #[schema(max_length = 200)]
    name: String,
    /// What somebody wrote.
    #[schema(max_length = 1000)]
    memo: String,
    /// A telephone number, e-mail address or place.
    #[schema(max_length = 200)]
    contact: String,
    /// Reason, explanation, remark, text of a finding.
    #[schema(max_length = 1000)]
    note: String,
    /// The other side's account.
    #[schema(max_length = 200)]
    counter_account: String,
    /// The other side's name as its bank prints it.
    #[schema(max_length = 200)]
    counter_name: String,
}

impl Default for Personal {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl Personal {
    pub(super) fn rows(self) -> Result<Vec<Row<'static>>, Problem> {
        match self {
            Self::One(texts) => Ok(vec![texts.row("personal")?]),
            Self::Many(list) => {
                let numbered = list.into_iter().enumerate();
                numbered.map(|(place, texts)| texts.row(&format!("personal[{place}]"))).collect()
            }
        }
    }
}

impl Texts {
    fn row(&self, at: &str) -> Result<Row<'static>, Problem> {
        let read = |name: &str, given: &str, limit| text(&format!("{at}.{name}"), given, limit);
        Ok(Row {
            name: read("name", &self.name, SHORT)?.into(),
            memo: read("memo", &self.memo, LONG)?.into(),
            contact: read("contact", &self.contact, SHORT)?.into(),
            note: read("note", &self.note, LONG)?.into(),
            counter_account: read("counter_account", &self.counter_account, SHORT)?.into(),
            counter_name: read("counter_name", &self.counter_name, SHORT)?.into(),
        })
    }
}

/// Read by its shape and not by trial, so that an error names its field.
impl<'de> Deserialize<'de> for Personal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Shape;
        impl<'de> Visitor<'de> for Shape {
            type Value = Personal;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("texts, or a list of them")
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Personal, A::Error> {
                Texts::deserialize(MapAccessDeserializer::new(map)).map(Personal::One)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Personal, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(Personal::Many)
            }
        }
        deserializer.deserialize_any(Shape)
    }
}
