//! The scale, the buckets and the drawn bars, on made-up days.

use jiff::civil::date;
use projection_public::{Day, Tally};

use super::*;

fn day(year: i16, month: i8, day: i8, dong: i128) -> Day {
    Day { day: date(year, month, day), tally: Tally { dong, gifts: 1 } }
}

#[track_caller]
fn check(days: &[Day], unit: Unit, sums: &[i128]) -> Chart {
    let buckets = buckets(days.iter().copied());
    assert_eq!(buckets.unit, unit);
    assert_eq!(buckets.list.iter().map(|bucket| bucket.dong).collect::<Vec<_>>(), sums);
    let chart = draw(&buckets, NARROW, Lang::Vi);
    for bar in &chart.bars {
        assert!(bar.x >= NARROW.left() && bar.x + bar.width <= NARROW.right(), "{bar:?}");
        assert!(bar.y >= TOP && bar.y + bar.height <= NARROW.height - BOTTOM + 10, "{bar:?}");
        assert!(bar.width > 0 && bar.height > 0, "{bar:?}");
    }
    assert!(chart.labels.len() <= NARROW.labels);
    chart
}

#[test]
fn nothing_given_nothing_drawn() {
    let chart = check(&[], Unit::Day, &[]);
    assert!(chart.bars.is_empty() && chart.labels.is_empty());
}

#[test]
fn one_day_fills_the_plot() {
    let chart = check(&[day(2024, 9, 12, 700)], Unit::Day, &[700]);
    assert_eq!(chart.labels, [Label { x: 2080, text: "12/09".into() }]);
    assert_eq!(
        chart.ticks.iter().map(|tick| tick.label.as_str()).collect::<Vec<_>>(),
        ["0", "200", "400", "600", "800"]
    );
}

#[test]
fn days_without_a_gift_stand_empty() {
    let chart = check(&[day(2024, 9, 10, 5), day(2024, 9, 13, 7)], Unit::Day, &[5, 0, 0, 7]);
    assert_eq!(chart.bars.len(), 2);
}

#[test]
fn a_negative_day_hangs_below_the_line_of_nothing() {
    let chart = check(&[day(2024, 9, 10, 100), day(2024, 9, 11, -40)], Unit::Day, &[100, -40]);
    let zero = chart.ticks.iter().find(|tick| tick.zero).unwrap().y;
    let [up, down] = &chart.bars[..] else { panic!("two bars") };
    assert_eq!((up.y + up.height, down.y), (zero, zero));
    assert!(!up.negative && down.negative);
    assert_eq!(up.height / 100, down.height / 40);
}

#[test]
fn long_campaigns_are_gathered_by_week_month_and_year() {
    // 02/09/2024 is a Monday.
    let weeks = [day(2024, 9, 2, 1), day(2024, 9, 8, 2), day(2024, 9, 9, 4), day(2024, 12, 30, 8)];
    let gathered = buckets(weeks.into_iter());
    assert_eq!((gathered.unit, gathered.list.len()), (Unit::Week, 18));
    assert_eq!((gathered.list[0].dong, gathered.list[1].dong, gathered.list[17].dong), (3, 4, 8));
    assert_eq!(gathered.list[0].span(Lang::Vi), "02/09/2024\u{a0}– 08/09/2024");

    let months = [day(2023, 1, 31, 1), day(2024, 12, 1, 2)];
    let gathered = buckets(months.into_iter());
    assert_eq!((gathered.list.len(), gathered.list[0].span(Lang::Vi).as_str()), (24, "01/2023"));
    assert_eq!(gathered.list[0].span(Lang::En), "Jan\u{a0}2023");

    let years = [day(1924, 9, 1, 1), day(2024, 9, 1, 2)];
    check(&years, Unit::Year, &[1, 2]);
    assert_eq!(buckets(years.into_iter()).list[1].span(Lang::Vi), "2024");
}

#[test]
fn the_smallest_gift_is_still_a_visible_bar() {
    let chart =
        check(&[day(2024, 9, 10, 1), day(2024, 9, 11, 5_000_000_000)], Unit::Day, &[1, 5_000_000_000]);
    assert_eq!(chart.bars[0].height, 10);
}

#[test]
fn the_scale_holds_every_sum_on_whole_steps() {
    for sums in [vec![0], vec![1], vec![999, 3], vec![-7, 12], vec![-5], vec![i128::MAX / 4000, 1]] {
        let scale = Scale::over(sums.iter().copied());
        assert!(sums.iter().all(|sum| (scale.bottom..=scale.top).contains(sum)), "{scale:?}");
        assert!(scale.ticks().count() <= 7, "{scale:?}");
        assert!(scale.ticks().any(|tick| tick == 0), "{scale:?}");
    }
}
