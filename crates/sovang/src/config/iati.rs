//! As whom the fund reports to IATI: an identifier counts only with the register that it stands in.

use serde::Deserialize;
use web::Reporter;

/// The kinds of organisations that the standard knows.
const KINDS: [u8; 16] = [10, 11, 15, 21, 22, 23, 24, 30, 40, 60, 70, 71, 72, 73, 80, 90];

/// The section of the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    identifier: String,
    kind: Option<u8>,
    source: String,
}

/// The section, checked.
#[derive(Debug, Default, Deserialize)]
#[serde(try_from = "Written")]
pub(super) struct IatiFile(pub(super) Option<Reporter>);

impl TryFrom<Written> for IatiFile {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let (identifier, source) = (written.identifier.trim(), written.source.trim());
        if identifier.is_empty() {
            return Ok(Self(None));
        }
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        let (register, number) = identifier.split_once('-').unwrap_or_default();
        if register.is_empty() || number.is_empty() || !identifier.bytes().all(plain) {
            return Err(
                "[iati] identifier có dạng MÃ-SỔ-ĐĂNG-KÝ-số, ví dụ XM-DAC-1 / [iati] identifier is REGISTER-number",
            );
        }
        if source.is_empty() {
            return Err(
                "[iati] source nêu nơi đăng ký mã; chưa đăng ký thì bỏ trống identifier / [iati] source names the \
                        register; without one leave identifier out",
            );
        }
        let kind = written.kind.unwrap_or(60);
        if !KINDS.contains(&kind) {
            return Err(
                "[iati] kind là mã loại tổ chức của IATI, ví dụ 60 / [iati] kind is an organisation type of IATI",
            );
        }
        Ok(Self(Some(Reporter { identifier: identifier.to_owned(), kind, source: source.to_owned() })))
    }
}
