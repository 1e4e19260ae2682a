//! Dates and periods against brute force over a calendar.

use proptest::prelude::*;
use servanda::model::{Certainty, Date, Day, Period};

/// Days that the brute force walks over: enough for leap years, short enough to walk often, and a day more on either side than
/// the dates have, so that "until 1999-01-01" leaves a day to be shared.
const FIRST: Day = Day::constant(1998, 12, 31);
const LAST: Day = Day::constant(2002, 1, 1);

fn any_day() -> impl Strategy<Value = Day> {
    (1_i16..=9999, 1_i8..=12, 1_i8..=31).prop_filter_map("a day", |(year, month, day)| Day::new(year, month, day).ok())
}

/// A date of any precision in the years that are walked.
fn near_date() -> impl Strategy<Value = Date> {
    (1999_i16..=2001, 1_i8..=12, 1_i8..=31, 1_usize..=3).prop_filter_map("a date", |(year, month, day, precision)| {
        let parts = [format!("{year:04}"), format!("{month:02}"), format!("{day:02}")];
        Date::parse(&parts[..precision].join("-")).ok()
    })
}

fn near_period() -> impl Strategy<Value = Period> {
    (proptest::option::of(near_date()), proptest::option::of(near_date())).prop_map(|(from, to)| Period { from, to })
}

fn days() -> impl Iterator<Item = Day> {
    FIRST.series(jiff::ToSpan::days(1)).take_while(|day| *day <= LAST)
}

/// Every day that a date can mean.
fn meanings(date: Date) -> Vec<Day> {
    let written = date.to_string();
    days().filter(|day| day.to_string().starts_with(&written)).collect()
}

/// Whether a period holds on a day, by trying every pair of days that its two dates can mean.
fn holds_by_force(period: Period, day: Day) -> Certainty {
    let options = |date: Option<Date>| match date {
        Some(date) => meanings(date).into_iter().map(Some).collect(),
        None => vec![None],
    };
    let begun: Vec<bool> = options(period.from).into_iter().map(|from| from.is_none_or(|from| from <= day)).collect();
    let going: Vec<bool> = options(period.to).into_iter().map(|to| to.is_none_or(|to| day < to)).collect();
    let pairs = || begun.iter().flat_map(|b| going.iter().map(move |g| *b && *g));
    match (pairs().all(|held| held), pairs().any(|held| held)) {
        (true, _) => Certainty::Yes,
        (false, true) => Certainty::Possibly,
        (false, false) => Certainty::No,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_is_printed_is_read_again(day in any_day(), precision in 1_usize..=3) {
        let written = Date::of_day(day).to_string();
        let cut = &written[..[4, 7, 10][precision - 1]];
        let date = Date::parse(cut).unwrap();
        prop_assert_eq!(date.to_string(), cut);
        prop_assert_eq!(date.year(), day.year());
        prop_assert_eq!(date.month(), (precision > 1).then(|| day.month()));
        prop_assert_eq!(date.day(), (precision > 2).then(|| day.day()));
        prop_assert_eq!(date.is_exact(), precision == 3);
        prop_assert!(date.first() <= day && day <= date.last());
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        if let Ok(date) = Date::parse(&text) {
            prop_assert_eq!(date.to_string(), text);
        }
    }

    #[test]
    fn digits_are_a_date_exactly_when_the_calendar_has_the_day(
        year in 0_i16..=9999, month in 0_i8..=99, day in 0_i8..=99,
    ) {
        let read = Date::parse(&format!("{year:04}-{month:02}-{day:02}"));
        prop_assert_eq!(read.is_ok(), year > 0 && Day::new(year, month, day).is_ok());
    }

    #[test]
    fn a_date_means_the_days_from_first_to_last(date in near_date()) {
        let meant = meanings(date);
        prop_assert_eq!(meant.first().copied(), Some(date.first()));
        prop_assert_eq!(meant.last().copied(), Some(date.last()));
    }

    #[test]
    fn overlap_has_no_direction(a in near_period(), b in near_period()) {
        prop_assert_eq!(a.overlaps(&b), b.overlaps(&a));
    }
}

proptest! {
    // Each case walks a thousand days many times.
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn periods_hold_when_every_reading_of_their_dates_says_so(period in near_period(), skip in 0_usize..30) {
        for day in days().skip(skip).step_by(29) {
            prop_assert_eq!(period.holds_on(day), holds_by_force(period, day), "{} on {}", period, day);
        }
    }

    #[test]
    fn a_certain_overlap_has_a_day_that_is_common_to_every_reading(a in near_period(), b in near_period()) {
        // An impossible period holds on no day, and what it overlaps is a matter of definition.
        prop_assume!(!a.is_impossible() && !b.is_impossible());
        let both_possibly = days().any(|day| a.holds_on(day).and(b.holds_on(day)).is_possible());
        if a.overlaps(&b) {
            prop_assert!(both_possibly, "{} and {}", a, b);
        }
    }

    #[test]
    fn an_impossible_period_holds_on_no_day(period in near_period()) {
        if period.is_impossible() {
            for day in days() {
                prop_assert_ne!(period.holds_on(day), Certainty::Yes, "{} on {}", period, day);
            }
        }
    }
}
