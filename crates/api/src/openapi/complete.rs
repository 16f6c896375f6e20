//! What holds for every operation, said once: parameters of the path, the idempotency key, problems, the token.

use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::schema::{ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{ContentBuilder, OpenApi, Ref, RefOr, Required, Response, ResponseBuilder, Schema};

use crate::problem::MEDIA_TYPE;

/// The whole document.
pub(super) fn complete(mut document: OpenApi) -> OpenApi {
    let components = document.components.get_or_insert_default();
    components.responses.insert("Problem".to_owned(), problem().into());
    components.security_schemes.insert("token".to_owned(), SecurityScheme::Http(token()).into());
    for (path, item) in &mut document.paths.paths {
        let names = path.split(['{', '}']).skip(1).step_by(2);
        let parameters: Vec<_> = names.map(|name| RefOr::T(path_parameter(name))).collect();
        item.parameters = Some(parameters).filter(|parameters| !parameters.is_empty());
        complete_item(item);
    }
    document
}

fn complete_item(item: &mut PathItem) {
    for operation in item.get.iter_mut().chain(&mut item.post) {
        for range in ["4XX", "5XX"] {
            let problem = RefOr::Ref(Ref::from_response_name("Problem"));
            operation.responses.responses.insert(range.to_owned(), problem);
        }
    }
    if let Some(write) = &mut item.post {
        take_key(write);
    }
}

/// A write takes a key, and its answer says whether it was given before.
fn take_key(write: &mut Operation) {
    let uuid = text().format(Some(SchemaFormat::Custom("uuid".to_owned())));
    let key = ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(
            "Names the command. The same command sent again under its key is recorded once and answered as the \
             first time; another command under the key is refused. Without a key one is made.",
        ))
        .schema(Some(uuid.build()));
    write.parameters.get_or_insert_default().push(RefOr::T(key.build()));
    let replayed = HeaderBuilder::new()
        .description(Some("`true` where the command had been recorded before."))
        .schema(Some(text().build()))
        .build();
    for response in write.responses.responses.values_mut() {
        if let RefOr::T(response) = response {
            response.headers.insert("Idempotency-Replayed".to_owned(), replayed.clone().into());
        }
    }
}

fn path_parameter(name: &str) -> Parameter {
    let (description, schema): (_, Schema) = if name == "fund" {
        ("Short name of the fund.", text().pattern(Some("^[a-z0-9][a-z0-9-]{0,47}$")).into())
    } else if name == "voucher" {
        ("Number of the voucher.", text().pattern(Some("^[A-Z]{2,4}-[0-9]{4}-[0-9]{5,}$")).into())
    } else if name == "report" {
        let names = papers::REPORTS.map(serde_json::Value::from);
        ("Name of the report.", text().enum_values(Some(names)).into())
    } else if name == "code" {
        ("Code printed on the box; small letters, blanks and O for 0 do no harm.", text().into())
    } else {
        let number = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1));
        ("Running number, from 1.", number.into())
    };
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .description(Some(description))
        .schema(Some(schema))
        .build()
}

fn problem() -> Response {
    let schema = RefOr::Ref(Ref::from_schema_name("Problem"));
    ResponseBuilder::new()
        .description("What was wrong, and what to do.")
        .content(MEDIA_TYPE, ContentBuilder::new().schema(Some(schema)).build())
        .build()
}

fn token() -> Http {
    let mut scheme = Http::new(HttpAuthScheme::Bearer);
    scheme.description =
        Some("`sv_...`, made by `sovang token create`. The listed roles may call.".to_owned());
    scheme
}

fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}
