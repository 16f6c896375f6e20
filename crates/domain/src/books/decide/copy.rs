//! Copies of papers for the public, in which names are blacked out. Both are named by their bytes, so that nobody can say
//! later that another paper was meant.

use super::super::{CopyPublished, CopyWithdrawn, Event as Kept, PublishCopy, Refusal, WithdrawCopy};
use crate::rejection::Rejection;
use crate::state::State;

/// The longest title, in characters.
const LONGEST: usize = 120;

/// Whether the files are kept is known to the ledger, not to the rules.
pub(super) fn publish(state: &State, command: PublishCopy) -> Result<Kept, Rejection> {
    let PublishCopy { copy, original, title, voucher } = command;
    let title = title.trim().to_owned();
    if title.is_empty() || title.chars().count() > LONGEST || title.chars().any(char::is_control) {
        return Err(Refusal::TitleUnfit { longest: LONGEST }.into());
    }
    if !(1..=state.vouchers.last(voucher.series, voucher.year)).contains(&voucher.number) {
        return Err(Refusal::VoucherUnknown(voucher).into());
    }
    if copy == original {
        return Err(Refusal::CopyIsOriginal.into());
    }
    if let Some(known) = state.books.copy(&copy) {
        return Err(Refusal::CopyPublishedAlready { of: known.of, on: known.on }.into());
    }
    Ok(Kept::CopyPublished(CopyPublished { copy, original, title, voucher }))
}

pub(super) fn withdraw(state: &State, command: WithdrawCopy) -> Result<Kept, Rejection> {
    let WithdrawCopy { copy, reason } = command;
    if state.books.copy(&copy).is_none() {
        return Err(Refusal::CopyUnknown(copy).into());
    }
    Ok(Kept::CopyWithdrawn(CopyWithdrawn { copy, reason }))
}

#[cfg(test)]
mod tests {
    use super::super::super::Command;
    use super::*;
    use crate::decide::testing::{CASH, DAY, books, check, receipt};
    use crate::ids::Digest;

    fn digest(letter: &str) -> Digest {
        letter.repeat(64).parse().unwrap()
    }

    fn command(copy: &str, voucher: &str, title: &str) -> crate::Command {
        let (copy, original, title) = (digest(copy), digest("a"), title.to_owned());
        books(Command::PublishCopy(PublishCopy { copy, original, title, voucher: voucher.parse().unwrap() }))
    }

    fn published(copy: &str) -> crate::Command {
        command(copy, "PT-2024-00001", "Phiếu thu có chữ ký")
    }

    fn withdrawn(copy: &str) -> crate::Command {
        let reason = "wrong-redaction".parse().unwrap();
        books(Command::WithdrawCopy(WithdrawCopy { copy: digest(copy), reason }))
    }

    #[test]
    fn a_copy_stands_beside_a_voucher_until_it_is_taken_back() {
        let of = "PT-2024-00001".parse().unwrap();
        let (copy, original, title) = (digest("b"), digest("a"), "Phiếu thu có chữ ký".to_owned());
        let event = Kept::CopyPublished(CopyPublished { copy: copy.clone(), original, title, voucher: of });
        let given = vec![receipt(CASH, 5)];
        check(given.clone(), published("b"), Ok(vec![event.clone().into()]));
        let shown = [given, vec![published("b")]].concat();
        check(shown.clone(), published("b"), Err(Refusal::CopyPublishedAlready { of, on: DAY }.into()));
        let reason = "wrong-redaction".parse().unwrap();
        check(
            shown.clone(),
            withdrawn("b"),
            Ok(vec![Kept::CopyWithdrawn(CopyWithdrawn { copy, reason }).into()]),
        );
        let back = [shown, vec![withdrawn("b")]].concat();
        check(back.clone(), withdrawn("b"), Err(Refusal::CopyUnknown(digest("b")).into()));
        check(back, published("b"), Ok(vec![event.into()]));
    }

    #[test]
    fn what_would_show_names_or_belongs_to_nothing_is_refused() {
        let given = vec![receipt(CASH, 5)];
        check(given.clone(), published("a"), Err(Refusal::CopyIsOriginal.into()));
        let unknown = Refusal::VoucherUnknown("PC-2024-00001".parse().unwrap());
        check(given.clone(), command("b", "PC-2024-00001", "Phiếu chi"), Err(unknown.into()));
        for title in ["", "  ", "a\nb", &"a".repeat(LONGEST + 1)] {
            let unfit = Refusal::TitleUnfit { longest: LONGEST };
            check(given.clone(), command("b", "PT-2024-00001", title), Err(unfit.into()));
        }
    }
}
