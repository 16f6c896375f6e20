//! The font files, built in. `fonts/README.md` says where they come from.

pub(crate) const TEXT: &[u8] = include_bytes!("../fonts/BeVietnamPro-Regular.ttf");
pub(crate) const TEXT_BOLD: &[u8] = include_bytes!("../fonts/BeVietnamPro-Bold.ttf");
pub(crate) const TEXT_ITALIC: &[u8] = include_bytes!("../fonts/BeVietnamPro-Italic.ttf");
pub(crate) const FIGURES: &[u8] = include_bytes!("../fonts/Inter-Regular.ttf");
pub(crate) const FIGURES_BOLD: &[u8] = include_bytes!("../fonts/Inter-Bold.ttf");
