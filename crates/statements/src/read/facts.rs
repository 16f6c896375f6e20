//! What a bank prints above and below the lines: the account, the currency, opening and closing, totals.

use csv::StringRecord;
use domain::Vnd;

use crate::amount::Amounts;
use crate::control::Printed;
use crate::fold::fold;
use crate::layout::Layout;
use crate::profile::{Label, Profile, Role};

#[derive(Debug, Default)]
pub(super) struct Facts {
    account: Option<String>,
    currency: Option<String>,
    opening: Option<Vnd>,
    closing: Option<Vnd>,
    credits: Option<Vnd>,
    debits: Option<Vnd>,
}

impl Facts {
    /// Notes what a row says; true when it had a label. `columns`: the row stands in the table, so totals stand in
    /// their columns.
    pub(super) fn note(
        &mut self,
        profile: &Profile,
        layout: &Layout,
        record: &StringRecord,
        columns: bool,
    ) -> bool {
        let mut labelled = false;
        for (index, cell) in record.iter().enumerate() {
            let folded = fold(cell);
            let Some((label, taken)) = profile.label(&folded) else { continue };
            if label == Label::Totals {
                if columns {
                    self.totals(profile, layout, record);
                    labelled = true;
                }
                continue;
            }
            let beside = |cell: &&str| !cell.trim().is_empty() && profile.label(&fold(cell)).is_none();
            let own = cell.split_once(':').map(|(_, value)| value.trim()).filter(|value| !value.is_empty());
            let own = own.or_else(|| after(cell, &folded, taken));
            labelled = true;
            match label {
                Label::Account => {
                    self.note_account(own.or_else(|| record.iter().skip(index).skip(1).find(beside)));
                }
                Label::Currency => {
                    self.note_currency(own.or_else(|| record.iter().skip(index).skip(1).find(beside)));
                }
                _ => self.figure(profile, label, own, record, index),
            }
        }
        labelled
    }

    fn totals(&mut self, profile: &Profile, layout: &Layout, record: &StringRecord) {
        let read = |role| money(profile, record.get(layout.at(role)?)?);
        self.debits = read(Role::Debit).or(self.debits);
        self.credits = read(Role::Credit).or(self.credits);
    }

    fn figure(
        &mut self,
        profile: &Profile,
        label: Label,
        own: Option<&str>,
        record: &StringRecord,
        index: usize,
    ) {
        let behind = || record.iter().skip(index).skip(1).find_map(|cell| money(profile, cell));
        let Some(value) = own.and_then(|cell| money(profile, cell)).or_else(behind) else { return };
        let place = match label {
            Label::Opening => &mut self.opening,
            Label::Closing => &mut self.closing,
            Label::TotalDebit => &mut self.debits,
            _ => &mut self.credits,
        };
        *place = Some(value);
    }

    fn note_account(&mut self, value: Option<&str>) {
        let number: String =
            value.unwrap_or_default().chars().filter(|letter| !letter.is_whitespace()).collect();
        let number: String = number.chars().take_while(char::is_ascii_alphanumeric).collect();
        if self.account.is_none() && number.bytes().filter(u8::is_ascii_digit).count() >= 4 {
            self.account = Some(number);
        }
    }

    fn note_currency(&mut self, value: Option<&str>) {
        if let Some(code) = value.and_then(|value| fold(value).split(' ').next().map(str::to_uppercase)) {
            self.currency.get_or_insert(code);
        }
    }

    pub(super) fn account(&self) -> Option<String> {
        self.account.clone()
    }

    /// A three-letter currency code that is not đồng.
    pub(super) fn foreign(&self) -> Option<String> {
        self.currency
            .clone()
            .filter(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) && code != "VND")
    }

    pub(super) fn printed(&self) -> Printed {
        Printed { opening: self.opening, closing: self.closing, credits: self.credits, debits: self.debits }
    }
}

// `Số dư cuối kỳ 1.000.000`: what follows the label when label and value share a cell without a colon.
fn after<'c>(cell: &'c str, folded: &str, taken: usize) -> Option<&'c str> {
    let rest = folded.get(taken..)?.trim();
    let first =
        rest.split(' ').next().filter(|word| word.starts_with(|letter: char| letter.is_ascii_digit()))?;
    cell.find(first).and_then(|at| cell.get(at..))
}

fn money(profile: &Profile, cell: &str) -> Option<Vnd> {
    let cell = cell.trim();
    if !cell.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // Not a currency name of the file's marks only: "1.000.000 VND" and "0" are figures too.
    Amounts::new(profile.marks()).read(cell).ok().map(|value| value.unwrap_or(Vnd::ZERO))
}
