//! The catalogue: items with their units, kits, warehouses.

use askama::Template;
use axum::response::Response;
use domain::goods::unit_name;
use web::format::grouped;
use web::pages::Shell;

use super::Choices;
use crate::answer::Answer;
use crate::frame::Frame;
use crate::seat::Seat;

/// Bigger units, and parts of a kit, that a form has room for.
const UNITS: usize = 3;
const PARTS: usize = 6;

struct Declared {
    code: String,
    name: String,
    units: String,
    least: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/catalogue.html")]
struct CataloguePage {
    shell: Shell,
    frame: Frame,
    choices: Choices,
    items: Vec<Declared>,
    units: usize,
    parts: usize,
    may: bool,
}

pub(super) async fn catalogue(seat: Seat) -> Response {
    seat.page(draw).await
}

fn draw(seat: &Seat) -> Answer {
    let lang = seat.lang();
    let (choices, items) = seat.rules(|state| {
        let items = state.goods.items().map(|(code, item)| {
            let bigger = item
                .units
                .iter()
                .map(|unit| format!("{} = {} {}", unit_name(&unit.unit), unit.factor, unit_name(&item.base)));
            let units = std::iter::once(unit_name(&item.base).to_owned())
                .chain(bigger)
                .collect::<Vec<_>>()
                .join("; ");
            let least = item.minimum.map(|least| grouped(least.units(), lang));
            Declared { code: code.to_string(), name: item.name.clone(), units, least }
        });
        (Choices::of(state), items.collect())
    })?;
    let page = CataloguePage {
        shell: seat.shell("Danh mục hàng và kho", "Catalogue and warehouses"),
        frame: seat.frame(),
        choices,
        items,
        units: UNITS,
        parts: PARTS,
        may: seat.signed.may(domain::Action::KeepCatalogue),
    };
    Ok(page.render()?)
}
