//! The files that pages load: style, script, icon and fonts, inside the binary.
//!
//! Each has an address that carries the hash of its content, so a browser may keep it for ever and a new
//! version is a new address. The style sheet names fonts by `{file name}`, which is replaced by their address.

use std::fmt::Write as _;
use std::sync::LazyLock;

use sha2::{Digest, Sha256};

/// A file to serve.
#[derive(Debug)]
pub struct Asset {
    /// `/tai-nguyen/<hash>-<name>`.
    pub path: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its content.
    pub body: Vec<u8>,
}

/// All files, and the addresses that pages name.
#[derive(Debug)]
pub(crate) struct Assets {
    /// The style sheet.
    pub(crate) style: Asset,
    /// The live search.
    pub(crate) script: Asset,
    /// The page's part of the verifier.
    pub(crate) verify_script: Asset,
    /// The verifier: `crates/browser-verifier` as WebAssembly, built by `scripts/wasm`.
    pub(crate) verifier: Asset,
    /// The icon.
    pub(crate) icon: Asset,
    /// The fonts, which are fetched beside the style sheet that names them.
    pub(crate) fonts: Vec<Asset>,
}

/// The one set of files.
pub(crate) static ASSETS: LazyLock<Assets> = LazyLock::new(Assets::new);

const FONTS: [(&str, &[u8]); 5] = [
    ("be-vietnam-pro-latin-400.woff2", include_bytes!("../assets/fonts/be-vietnam-pro-latin-400.woff2")),
    ("be-vietnam-pro-latin-600.woff2", include_bytes!("../assets/fonts/be-vietnam-pro-latin-600.woff2")),
    (
        "be-vietnam-pro-vietnamese-400.woff2",
        include_bytes!("../assets/fonts/be-vietnam-pro-vietnamese-400.woff2"),
    ),
    (
        "be-vietnam-pro-vietnamese-600.woff2",
        include_bytes!("../assets/fonts/be-vietnam-pro-vietnamese-600.woff2"),
    ),
    ("inter-figures.woff2", include_bytes!("../assets/fonts/inter-figures.woff2")),
];

impl Assets {
    fn new() -> Self {
        let mut style = include_str!("../assets/sovang.css").to_owned();
        let mut fonts = Vec::new();
        for (name, body) in FONTS {
            let font = Asset::new(name, "font/woff2", body);
            style = style.replace(&format!("{{{name}}}"), &font.path);
            fonts.push(font);
        }
        Self {
            style: Asset::new("sovang.css", "text/css; charset=utf-8", style.as_bytes()),
            script: Asset::new(
                "sovang.js",
                "text/javascript; charset=utf-8",
                include_bytes!("../assets/sovang.js"),
            ),
            verify_script: Asset::new(
                "verify.js",
                "text/javascript; charset=utf-8",
                include_bytes!("../assets/verify.js"),
            ),
            verifier: Asset::new("verify.wasm", "application/wasm", include_bytes!("../assets/verify.wasm")),
            icon: Asset::new("sovang.svg", "image/svg+xml", include_bytes!("../assets/sovang.svg")),
            fonts,
        }
    }

    /// Every file.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Asset> {
        [&self.style, &self.script, &self.verify_script, &self.verifier, &self.icon]
            .into_iter()
            .chain(&self.fonts)
    }
}

impl Asset {
    /// A file whose address carries the hash of its content.
    pub fn new(name: &str, media_type: &'static str, body: &[u8]) -> Self {
        Self { path: format!("/tai-nguyen/{}-{name}", hash(body)), media_type, body: body.to_vec() }
    }
}

/// The first 48 bits of the SHA-256, in hex.
fn hash(body: &[u8]) -> String {
    Sha256::digest(body).iter().take(6).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheet_names_only_files_that_are_here() {
        let style = String::from_utf8(ASSETS.style.body.clone()).unwrap();
        let named: Vec<&str> =
            style.split("url(").skip(1).filter_map(|rest| rest.split(')').next()).collect();
        assert_eq!(named.len(), FONTS.len());
        for path in named {
            assert!(ASSETS.all().any(|asset| asset.path == path), "{path}");
        }
    }

    #[test]
    fn fonts_are_the_ones_whose_hashes_are_written_down() {
        let sums = include_str!("../assets/fonts/SHA256SUMS");
        assert_eq!(sums.lines().count(), FONTS.len());
        for (name, body) in FONTS {
            let line = sums.lines().find(|line| line.ends_with(&format!("/{name}"))).unwrap();
            assert!(line.starts_with(&hash(body)), "{name}");
        }
    }
}
