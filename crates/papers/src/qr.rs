//! A VietQR code for the public: which account, how much, and the code by which the import knows what the gift is for.

use documents::qr::svg;
use documents::vietqr::{Banks, Payment, Repeat, build};
use domain::{AccountId, AccountKind, Code, Vnd};
use ledger::Ledger;

use crate::error::PaperError;

/// The code as SVG. No amount lets the payer choose; the memo is a gift code of the fund as it was declared, in capitals.
/// Holds nothing personal. Refused: accounts that are not the fund's, cash boxes, banks without a number, codes that
/// nobody declared.
pub fn gift_qr(
    ledger: &Ledger,
    account: &AccountId,
    amount: Option<Vnd>,
    code: Option<&Code>,
) -> Result<String, PaperError> {
    let (known, declared) = ledger.rules(|state| {
        let declared = code.map(|code| state.giving.code(code.as_str()).map(|known| known.code.clone()));
        (state.account(account).is_some(), declared)
    })?;
    if !known {
        return Err(PaperError::unknown("tài khoản", "account", account));
    }
    let purpose = match (code, declared.flatten()) {
        (Some(code), None) => return Err(PaperError::UnknownCode(code.clone())),
        (_, declared) => declared.map(|code| code.as_str().to_uppercase()),
    };
    let banks = Banks::bundled()?;
    let bank = banks.by_name(account.bank()).filter(|_| account.kind() == AccountKind::Bank);
    let bank = bank.ok_or_else(|| PaperError::NoBank(account.clone()))?;
    let repeat = if amount.is_some() { Repeat::Once } else { Repeat::Many };
    let payment = Payment {
        amount: amount.map(Vnd::dong),
        purpose,
        repeat,
        ..Payment::to_account(&bank.bin, account.number())
    };
    let text = build(&payment)?;
    svg(&text).map_err(|error| PaperError::Print(error.into()))
}
