//! The discipline of the books: statements fetched twice a month, accounts compared, money gathered at the treasury, cash
//! counted, days and months closed by the chief accountant.

use domain::{AccountId, Code, Vnd, books};
use jiff::civil::{Date, date};

use super::author::{Author, Hour, Told, Who, later};
use super::{CASH, TREASURY};

/// What stays on an account at a bank when the rest goes to the treasury.
const LEFT: i64 = 5_000_000;

impl Author {
    /// The agenda of the whole year's bookkeeping.
    pub(super) fn plan_closing(&mut self) {
        for month in 1..=12 {
            let first = Date::new(2021, month, 1).unwrap_or_default();
            let (middle, end) = (later(first, 14), first.last_of_month());
            if (6..=12).contains(&month) {
                self.at(later(middle, 1), Hour::Morning, move |author| author.fetch(middle, true));
                self.at(later(middle, 1), Hour::Evening, move |author| {
                    author.close(middle, books::Span::Day)
                });
            }
            let at = later(end, 1);
            self.at(at, Hour::Morning, move |author| author.fetch(end, month < 12));
            self.at(end, Hour::Evening, Self::count_cash);
            self.at(at, Hour::Evening, move |author| {
                author.reconcile_treasury(end)?;
                author.close(end, books::Span::Month)
            });
        }
        self.at(date(2022, 1, 10), Hour::Evening, |author| {
            author.close(date(2021, 12, 31), books::Span::Year)
        });
    }

    /// Statements of all banks up to a day; each account is compared with its own, then emptied into the treasury.
    fn fetch(&mut self, through: Date, gather: bool) -> Told {
        for account in 0..self.bank.accounts.len() {
            self.import(account, through)?;
            self.reconcile(account, through)?;
            if gather {
                self.gather(account)?;
            }
        }
        Ok(())
    }

    fn reconcile(&mut self, account: usize, through: Date) -> Told {
        let Some(id) = self.bank.accounts.get(account).map(|kept| kept.id.clone()) else { return Ok(()) };
        let printed = Vnd::new(self.printed(account));
        let reconcile =
            books::ReconcileAccount { account: id, outstanding: Vnd::ZERO, printed, row: None, through };
        self.books(Who::SecondTreasurer, books::Command::ReconcileAccount(reconcile), "").map(drop)
    }

    /// The treasury prints what the books say.
    fn reconcile_treasury(&mut self, through: Date) -> Told {
        let account: AccountId = TREASURY.parse()?;
        let balance = self.state.account(&account).map_or(0, |account| account.days.balance(through));
        let printed = Vnd::new(i64::try_from(balance).unwrap_or(i64::MAX));
        let outstanding = Vnd::ZERO;
        let reconcile = books::ReconcileAccount { account, outstanding, printed, row: None, through };
        self.books(Who::SecondTreasurer, books::Command::ReconcileAccount(reconcile), "").map(drop)
    }

    /// What a bank holds goes to the treasury and arrives on the next day, at times in the next month.
    fn gather(&mut self, account: usize) -> Told {
        let Some(id) = self.bank.accounts.get(account).map(|kept| kept.id.clone()) else { return Ok(()) };
        let amount = self.balance(&id).saturating_sub(LEFT) / 1_000_000 * 1_000_000;
        if amount <= 0 {
            return Ok(());
        }
        let reference = self.reference("UNC");
        self.bank.moved_out(account, self.on, amount, &reference);
        let treasury: AccountId = TREASURY.parse()?;
        let movement = self.send(&id, &treasury, amount, Some(reference))?;
        self.after(1, Hour::Morning, move |author| author.arrive(movement, amount));
        Ok(())
    }

    /// The cash box is counted, and what was counted is what the books say.
    fn count_cash(&mut self) -> Told {
        let account: AccountId = CASH.parse()?;
        let counted = Vnd::new(self.balance(&account));
        let evidence = Some(self.paper()?);
        let count = books::CountCash { account, counted, evidence, row: None };
        self.books(Who::SecondTreasurer, books::Command::CountCash(count), "").map(drop)
    }

    fn close(&mut self, last: Date, span: books::Span) -> Told {
        let close = books::Command::ClosePeriod(books::ClosePeriod { last, span });
        self.books(Who::ChiefAccountant, close, "").map(drop)
    }

    /// The chief accountant signs every correction of the events.
    pub(super) fn sign(&mut self, events: &[domain::Event]) -> Told {
        for voucher in events.iter().filter_map(domain::Event::voucher) {
            if voucher.series == domain::Series::Dc {
                let sign = books::Command::SignCorrection(books::SignCorrection { voucher });
                self.books(Who::ChiefAccountant, sign, "")?;
            }
        }
        Ok(())
    }

    /// A voucher form that was torn.
    pub(super) fn spoil(&mut self, series: domain::Series, reason: Code) -> Told {
        let spoil = books::Command::SpoilVoucher(books::SpoilVoucher { reason, series });
        self.books(Who::Treasurer, spoil, "").map(drop)
    }
}
