//! What the desk is told of a whole sample year, written once for all of its checks.

use jiff::civil::date;
use sample::year::Year;

use crate::closing::tests::a_closed_year_has_nothing_left_and_the_next_month_has;
use crate::money_book::tests::the_entries_of_a_day_add_up_to_what_it_did;
use crate::reconciling::tests::what_was_reconciled_holds_and_the_bank_s_balances_are_the_book_s;

#[test]
fn books_comparisons_and_steps_fit_the_state_of_a_year() {
    let year = Year::generate(1, date(2022, 3, 1)).unwrap();
    the_entries_of_a_day_add_up_to_what_it_did(&year);
    what_was_reconciled_holds_and_the_bank_s_balances_are_the_book_s(&year);
    a_closed_year_has_nothing_left_and_the_next_month_has(&year);
}
