//! The desk's own style and script; the public pages' are used beside them.

use std::sync::LazyLock;

use axum::Router;
use axum::routing::get;
use web::Asset;

/// The style sheet.
pub(crate) static STYLE: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("desk.css", "text/css; charset=utf-8", include_bytes!("../assets/desk.css")));

/// The script: what makes the pages quicker, and nothing that they need.
pub(crate) static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("desk.js", "text/javascript; charset=utf-8", include_bytes!("../assets/desk.js"))
});

/// What asks the browser for a passkey.
pub(crate) static PASSKEY: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("passkey.js", "text/javascript; charset=utf-8", include_bytes!("../assets/passkey.js"))
});

pub(crate) fn routes() -> Router {
    [&STYLE, &SCRIPT, &PASSKEY].into_iter().fold(Router::new(), |router, asset| {
        router.route(&asset.path, get(move || async move { web::file(asset) }))
    })
}
