//! What an account's business days add up to, so that the balance at the end of any day can be told.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::compact;

/// What each day with a movement did, in đồng, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days(Vec<DaySum>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct DaySum {
    #[serde(with = "compact::day")]
    day: Date,
    net: i128,
}

impl Days {
    pub(super) fn add(&mut self, day: Date, dong: i128) {
        // Lines of a statement come day by day.
        if let Some(last) = self.0.last_mut().filter(|last| last.day == day) {
            last.net = last.net.saturating_add(dong);
            return;
        }
        match self.0.binary_search_by_key(&day, |sum| sum.day) {
            Ok(found) => {
                if let Some(sum) = self.0.get_mut(found) {
                    sum.net = sum.net.saturating_add(dong);
                }
            }
            Err(place) => self.0.insert(place, DaySum { day, net: dong }),
        }
    }

    /// The balance at the end of a day, as the books know it now.
    pub fn balance(&self, through: Date) -> i128 {
        let until = self.0.iter().take_while(|sum| sum.day <= through);
        until.fold(0, |balance, sum| balance.saturating_add(sum.net))
    }

    /// The day of the first movement.
    pub fn first(&self) -> Option<Date> {
        self.0.first().map(|sum| sum.day)
    }

    /// Whether there was a movement after the one day and up to the other.
    pub fn moved(&self, after: Option<Date>, through: Date) -> bool {
        self.0.iter().any(|sum| sum.day <= through && after.is_none_or(|after| sum.day > after))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_sorted_whatever_the_order_of_entry() {
        let mut days = Days::default();
        for (day, dong) in [(5, 100), (5, 1), (9, -30), (2, 7), (5, 10)] {
            days.add(date(2021, 9, day), dong);
        }
        let at = |day| days.balance(date(2021, 9, day));
        assert_eq!([at(1), at(2), at(4), at(5), at(9), at(30)], [0, 7, 7, 118, 88, 88]);
        assert_eq!(days.first(), Some(date(2021, 9, 2)));
        assert!(days.moved(Some(date(2021, 9, 5)), date(2021, 9, 9)));
        assert!(!days.moved(Some(date(2021, 9, 9)), date(2021, 9, 30)));
    }
}
