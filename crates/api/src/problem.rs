//! Problems written down: the document that a caller gets instead of an answer (RFC 9457), with a stable type, in two
//! languages. A handler's problem travels as a value until [`render`] knows the caller's language.

mod papers;
mod render;
mod tokens;

use serde::Serialize;
use utoipa::ToSchema;
use wire::{Problem, title};

use crate::language::Language;

pub(crate) use papers::of_paper;
pub(crate) use render::render;
pub(crate) use tokens::of_tokens;

/// The media type of a problem document.
pub(crate) const MEDIA_TYPE: &str = "application/problem+json";

/// The problem document (RFC 9457).
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub(crate) struct Document<'a> {
    /// Stable name of the kind of problem, `urn:sovang:problem:` and a code.
    #[serde(rename = "type")]
    #[schema(example = "urn:sovang:problem:amount-not-positive")]
    kind: String,
    /// The kind of problem in words, in the language asked for.
    title: &'static str,
    /// The status of the answer.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What was wrong and what to do, in the language asked for (`Accept-Language`; Vietnamese by default).
    detail: &'a str,
    /// The detail in Vietnamese.
    detail_vi: &'a str,
    /// The detail in English.
    detail_en: &'a str,
    /// The field, parameter or header at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
}

impl<'a> Document<'a> {
    fn of(problem: &'a Problem, language: Language) -> Self {
        let (title_vi, title_en) = title(problem.status);
        let (title, detail) = match language {
            Language::Vi => (title_vi, &problem.vi),
            Language::En => (title_en, &problem.en),
        };
        Self {
            kind: format!("urn:sovang:problem:{}", problem.code),
            title,
            status: problem.status.as_u16(),
            detail,
            detail_vi: &problem.vi,
            detail_en: &problem.en,
            field: problem.field.as_deref(),
        }
    }
}
