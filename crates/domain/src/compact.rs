//! Days and times in two dresses: text in JSON (events, the API), small integers in binary snapshots.
//!
//! For `#[serde(with = "...")]`. A snapshot of a million receipts is read at every start; integers halve its size and its reading time.

use jiff::civil::{Date, Time, date};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// Days are counted from here in binary form.
const EPOCH: Date = date(1970, 1, 1);

fn days_of(day: Date) -> i32 {
    EPOCH.until(day).map_or(0, |span| span.get_days())
}

fn day_of(days: i32) -> Result<Date, jiff::Error> {
    EPOCH.checked_add(jiff::Span::new().try_days(days)?)
}

/// A calendar day.
pub mod day {
    use super::{Date, Deserialize, Deserializer, Serialize, Serializer, day_of, days_of};
    use serde::de::Error as _;

    /// Text where people read it, else days since 1970.
    pub fn serialize<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            day.serialize(serializer)
        } else {
            days_of(*day).serialize(serializer)
        }
    }

    /// The way back.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        if deserializer.is_human_readable() {
            Date::deserialize(deserializer)
        } else {
            day_of(i32::deserialize(deserializer)?).map_err(D::Error::custom)
        }
    }
}

/// A time of day to the second, or none.
pub mod second {
    use super::{Deserialize, Deserializer, Serialize, Serializer, Time, seconds_of, time_of};

    /// Text where people read it, else seconds of the day.
    pub fn serialize<S: Serializer>(time: &Option<Time>, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            time.serialize(serializer)
        } else {
            time.map(seconds_of).serialize(serializer)
        }
    }

    /// The way back.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Time>, D::Error> {
        if deserializer.is_human_readable() {
            Option::<Time>::deserialize(deserializer)
        } else {
            Option::<i32>::deserialize(deserializer)?.map(time_of::<D>).transpose()
        }
    }
}

fn seconds_of(time: Time) -> i32 {
    let (hours, minutes) = (i32::from(time.hour()), i32::from(time.minute()));
    hours
        .saturating_mul(60)
        .saturating_add(minutes)
        .saturating_mul(60)
        .saturating_add(i32::from(time.second()))
}

fn time_of<'de, D: Deserializer<'de>>(seconds: i32) -> Result<Time, D::Error> {
    Time::midnight()
        .checked_add(jiff::SignedDuration::from_secs(i64::from(seconds)))
        .map_err(D::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Moment {
        #[serde(with = "day")]
        day: Date,
        #[serde(with = "second", default, skip_serializing_if = "Option::is_none")]
        time: Option<Time>,
    }

    #[test]
    fn both_dresses_hold_the_same_moment() {
        for (day, time) in
            [(date(2024, 9, 10), Some(jiff::civil::time(23, 59, 59, 0))), (date(1969, 12, 31), None)]
        {
            let moment = Moment { day, time };
            let binary = postcard::to_stdvec(&Some(&moment.day.to_string())).unwrap();
            assert!(!binary.is_empty());
            let text = serde_json::to_string(&moment).unwrap();
            assert_eq!(serde_json::from_str::<Moment>(&text).unwrap(), moment);
        }
        let moment = Moment { day: date(2021, 10, 19), time: Some(jiff::civil::time(0, 0, 1, 0)) };
        assert_eq!(serde_json::to_string(&moment).unwrap(), r#"{"day":"2021-10-19","time":"00:00:01"}"#);
        assert_eq!(day_of(days_of(moment.day)).unwrap(), moment.day);
        assert_eq!(seconds_of(moment.time.unwrap()), 1);
    }
}
