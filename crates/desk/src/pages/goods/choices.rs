//! What can be chosen in the forms about goods: items with their units, warehouses, conditions, sources of value.

use domain::goods::unit_name;
use domain::{Code, DonorKind, ItemQuantity, Quantity, State};
use web::Lang;
use web::format::grouped;

/// Pairs of a value and what it is called.
pub(crate) type Pairs = Vec<(String, String)>;

/// See the module.
pub(crate) struct Choices {
    /// Items of the catalogue.
    pub(crate) items: Pairs,
    /// Every unit that an item has.
    pub(crate) units: Pairs,
    /// Warehouses.
    pub(crate) warehouses: Pairs,
}

impl Choices {
    pub(crate) fn of(state: &State) -> Self {
        let mut units: Vec<Code> = state.goods.items().flat_map(|(_, item)| item.unit_codes()).collect();
        units.sort();
        units.dedup();
        let named = |code: &Code, name: &str| (code.to_string(), format!("{name} ({code})"));
        Self {
            items: state.goods.items().map(|(code, item)| named(code, &item.name)).collect(),
            units: units.into_iter().map(|unit| (unit.to_string(), unit_name(&unit).to_owned())).collect(),
            warehouses: state.goods.warehouses().map(|(code, house)| named(code, &house.name)).collect(),
        }
    }
}

/// Choices in a language.
pub(super) fn pairs<const N: usize>(lang: Lang, choices: [(&str, &str, &str); N]) -> Pairs {
    choices.into_iter().map(|(value, vi, en)| (value.to_owned(), lang.say(vi, en).to_owned())).collect()
}

/// How goods are.
pub(super) fn conditions(lang: Lang) -> Pairs {
    pairs(
        lang,
        [("new", "Mới", "New"), ("used", "Đã dùng, còn tốt", "Used, fit"), ("damaged", "Hỏng", "Damaged")],
    )
}

/// Where the value of goods is from.
pub(super) fn value_sources(lang: Lang) -> Pairs {
    pairs(
        lang,
        [
            ("declaration", "Người cho khai", "The giver says so"),
            ("invoice", "Hoá đơn", "An invoice"),
            ("price_list", "Bảng giá trong ngày", "A price list of the day"),
            ("estimate", "Hội đồng ước tính", "A committee's estimate"),
            ("unknown", "Chưa biết", "Nobody can tell"),
        ],
    )
}

/// Who gave.
pub(super) fn donors(lang: Lang) -> Pairs {
    let kinds = [
        ("person", DonorKind::Person),
        ("organisation", DonorKind::Organisation),
        ("enterprise", DonorKind::Enterprise),
        ("anonymous", DonorKind::Anonymous),
    ];
    kinds.map(|(value, kind)| (value.to_owned(), lang.donor(kind).to_owned())).into()
}

/// A quantity with its unit.
pub(super) fn quantity(state: &State, item: &Code, quantity: Quantity, lang: Lang) -> String {
    let unit = state.goods.item(item).map_or("", |item| unit_name(&item.base));
    format!("{} {unit}", grouped(quantity.units(), lang))
}

/// What an item is called.
pub(super) fn called(state: &State, item: &Code) -> String {
    state.goods.item(item).map_or_else(|| item.to_string(), |item| item.name.clone())
}

/// So much of an item: `10 kg Gạo`.
pub(crate) fn part(state: &State, part: &ItemQuantity, lang: Lang) -> String {
    format!("{} {}", quantity(state, &part.item, part.quantity, lang), called(state, &part.item))
}
