//! The table of banks: number, names, where it was learnt. Data, because lists contradict each other and banks merge.

use serde::Deserialize;

const BUNDLED: &str = include_str!("../../../../config/vietqr.toml");

/// Banks by their number (BIN).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Banks {
    /// Where the table was learnt.
    pub source: String,
    /// Who compared it with the banks' own statements; empty says nobody yet.
    pub checked_by: String,
    /// The banks, in the order of the file.
    pub banks: Vec<Bank>,
}

/// One bank.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bank {
    /// Six digits.
    pub bin: String,
    /// The name people use: `Vietcombank`.
    pub short: String,
    /// What contradicts this row in other lists, if anything does.
    #[serde(default)]
    pub note: String,
}

/// A table that cannot be used: the parser's words or the number at fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} / {}", self.vi(), self.en())]
pub struct BanksError {
    detail: String,
}

impl BanksError {
    /// The message in Vietnamese.
    pub fn vi(&self) -> String {
        format!("bảng ngân hàng VietQR: {}; hãy sửa theo tệp config/vietqr.toml đi kèm", self.detail)
    }

    /// The message in English.
    pub fn en(&self) -> String {
        format!("VietQR table of banks: {}; see the bundled config/vietqr.toml for the form", self.detail)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    source: String,
    checked_by: String,
    bank: Vec<Bank>,
}

impl Banks {
    /// The table of the repository.
    pub fn bundled() -> Result<Self, BanksError> {
        Self::from_toml(BUNDLED)
    }

    /// Reads a table; an unknown key, a number that is not six digits or stands twice is refused.
    pub fn from_toml(text: &str) -> Result<Self, BanksError> {
        let file: File = toml::from_str(text).map_err(|error| BanksError { detail: error.to_string() })?;
        for (at, bank) in file.bank.iter().enumerate() {
            let six = bank.bin.len() == 6 && bank.bin.bytes().all(|byte| byte.is_ascii_digit());
            let twice = file.bank.iter().take(at).any(|earlier| earlier.bin == bank.bin);
            if !six || twice {
                return Err(BanksError { detail: format!("bin \"{}\" ({})", bank.bin, bank.short) });
            }
        }
        Ok(Self { source: file.source, checked_by: file.checked_by, banks: file.bank })
    }

    /// The bank of a number.
    pub fn by_bin(&self, bin: &str) -> Option<&Bank> {
        self.banks.iter().find(|bank| bank.bin == bin)
    }

    /// The bank of a short name, whatever the case.
    pub fn by_name(&self, short: &str) -> Option<&Bank> {
        self.banks.iter().find(|bank| bank.short.eq_ignore_ascii_case(short))
    }
}
