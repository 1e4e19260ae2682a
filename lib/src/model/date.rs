//! Dates as sources give them: a year, a month or a day, and never more than was said.

use std::fmt;

use serde::{Serialize, Serializer};

/// A calendar day (Gregorian).
pub type Day = jiff::civil::Date;

/// A date with the precision of its source.
///
/// Ordering is by first possible day, then by precision, coarse before fine; it is meant for sorting lists. To compare
/// in law use [`Date::first`] and [`Date::last`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

/// Why a text is not a date. The words say what is wrong and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateError {
    /// Not of the form `2014`, `2014-05` or `2014-05-19`.
    Form,
    /// Of the right form, but there is no such day, as in `2015-02-30`.
    NoSuchDay,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            DateError::Form => "is not a date of the form 2014, 2014-05 or 2014-05-19",
            DateError::NoSuchDay => "is not a day of the calendar",
        })
    }
}

impl std::error::Error for DateError {}

impl Date {
    /// Reads `2014`, `2014-05` or `2014-05-19`.
    ///
    /// # Errors
    /// [`DateError::Form`] for any other form, [`DateError::NoSuchDay`] for a month or day that does not exist.
    pub fn parse(text: &str) -> Result<Date, DateError> {
        let number = |part: &str, length: usize| {
            (part.len() == length && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())
                .flatten()
        };
        let mut parts = text.split('-');
        let year = parts.next().and_then(|p| number(p, 4)).filter(|y| *y > 0).ok_or(DateError::Form)?;
        let mut small = || match parts.next() {
            None => Ok(None),
            Some(part) => match number(part, 2).and_then(|n| i8::try_from(n).ok()) {
                Some(n) => Ok(Some(n)),
                None => Err(DateError::Form),
            },
        };
        let (month, day) = (small()?, small()?);
        if parts.next().is_some() {
            return Err(DateError::Form);
        }
        let date = Date { year, month, day };
        match jiff::civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)) {
            Ok(_) => Ok(date),
            Err(_) => Err(DateError::NoSuchDay),
        }
    }

    /// A date known to the day.
    #[must_use]
    pub fn of_day(day: Day) -> Date {
        Date { year: day.year(), month: Some(day.month()), day: Some(day.day()) }
    }

    /// The first day this date can mean.
    #[must_use]
    pub fn first(self) -> Day {
        // The fields were checked when the date was read, so the fallback is never taken.
        Day::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).unwrap_or(Day::MIN)
    }

    /// The last day this date can mean.
    #[must_use]
    pub fn last(self) -> Day {
        match (self.month, self.day) {
            (None, _) => Day::new(self.year, 12, 31).unwrap_or(Day::MAX),
            (Some(_), None) => self.first().last_of_month(),
            _ => self.first(),
        }
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month from 1 to 12, if it is known.
    #[must_use]
    pub fn month(self) -> Option<i8> {
        self.month
    }

    /// The day of the month, if it is known.
    #[must_use]
    pub fn day(self) -> Option<i8> {
        self.day
    }

    /// Whether the day is known.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.day.is_some()
    }

    /// Whether this date, whatever day it means, lies on or before a day: `Possibly` if the precision does not tell.
    #[must_use]
    pub fn reached_by(self, day: Day) -> Certainty {
        if self.last() <= day {
            Certainty::Yes
        } else if self.first() > day {
            Certainty::No
        } else {
            Certainty::Possibly
        }
    }

    /// For readers of English: `2014`, `May 2014`, `19 May 2014`.
    #[must_use]
    pub fn in_words(self) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let month = self.month.and_then(|m| usize::try_from(m - 1).ok()).and_then(|m| MONTHS.get(m));
        match (month, self.day) {
            (Some(month), Some(day)) => format!("{day} {month} {}", self.year),
            (Some(month), None) => format!("{month} {}", self.year),
            _ => self.year.to_string(),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Yes, no, or not decidable from what is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// No.
    No,
    /// The precision of the dates does not tell.
    Possibly,
    /// Yes.
    Yes,
}

impl Certainty {
    /// Both must hold: the less certain of the two.
    #[must_use]
    pub fn and(self, other: Certainty) -> Certainty {
        self.min(other)
    }

    /// One suffices: the more certain of the two.
    #[must_use]
    pub fn or(self, other: Certainty) -> Certainty {
        self.max(other)
    }

    /// Whether it is not a plain no.
    #[must_use]
    pub fn is_possible(self) -> bool {
        self != Certainty::No
    }
}

impl std::ops::Not for Certainty {
    type Output = Certainty;

    fn not(self) -> Certainty {
        match self {
            Certainty::No => Certainty::Yes,
            Certainty::Possibly => Certainty::Possibly,
            Certainty::Yes => Certainty::No,
        }
    }
}

/// A time from a date (inclusive) to a date (exclusive); either end may be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
pub struct Period {
    /// Beginning, inclusive; `None` if not known or without beginning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// End, exclusive; `None` while it lasts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

impl Period {
    /// Whether the period holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> Certainty {
        let begun = self.from.map_or(Certainty::Yes, |from| from.reached_by(day));
        let ended = self.to.map_or(Certainty::No, |to| to.reached_by(day));
        begun.and(!ended)
    }

    /// Whether the period certainly ends before it begins, or on the same exact day.
    #[must_use]
    pub fn is_impossible(&self) -> bool {
        match (self.from, self.to) {
            (Some(from), Some(to)) => {
                to.last() <= from.first() && (from.is_exact() || to.is_exact() || to.last() < from.first())
            }
            _ => false,
        }
    }

    /// Whether two periods certainly share a day.
    #[must_use]
    pub fn overlaps(&self, other: &Period) -> bool {
        let begins_before_end = |a: &Period, b: &Period| match (a.from, b.to) {
            (Some(from), Some(to)) => from.last() < to.first(),
            _ => true,
        };
        begins_before_end(self, other) && begins_before_end(other, self)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) => write!(f, "{from} to {to}"),
            (Some(from), None) => write!(f, "since {from}"),
            (None, Some(to)) => write!(f, "until {to}"),
            (None, None) => f.write_str("no dates"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn reads_three_precisions_and_nothing_else() {
        assert_eq!(date("2014").to_string(), "2014");
        assert_eq!(date("2014-05").in_words(), "May 2014");
        assert_eq!(date("2014-05-09").in_words(), "9 May 2014");
        assert_eq!(Date::parse("2015-02-30"), Err(DateError::NoSuchDay));
        assert_eq!(Date::parse("2015-13"), Err(DateError::NoSuchDay));
        for wrong in [
            "spring 2014",
            "",
            "14",
            "2014-5",
            "2014-05-19T00",
            "2014-05-19-01",
            "20144",
            "-2014",
            "+014",
            "0000",
            "２０１４",
        ] {
            assert_eq!(Date::parse(wrong), Err(DateError::Form), "{wrong}");
        }
    }

    #[test]
    fn precision_decides_what_is_certain() {
        let day = Day::constant(2014, 5, 19);
        assert_eq!(date("2014-05-19").reached_by(day), Certainty::Yes);
        assert_eq!(date("2014-05-20").reached_by(day), Certainty::No);
        assert_eq!(date("2014-05").reached_by(day), Certainty::Possibly);
        assert_eq!(date("2014").reached_by(Day::constant(2014, 12, 31)), Certainty::Yes);
    }

    #[test]
    fn the_end_is_exclusive() {
        let p = Period { from: Some(date("2011-09-12")), to: Some(date("2015-01-09")) };
        assert_eq!(p.holds_on(Day::constant(2015, 1, 8)), Certainty::Yes);
        assert_eq!(p.holds_on(Day::constant(2015, 1, 9)), Certainty::No);
        assert_eq!(p.holds_on(Day::constant(2011, 9, 11)), Certainty::No);
    }

    #[test]
    fn impossible_means_certainly_impossible() {
        let p = |from: &str, to: &str| Period { from: Some(date(from)), to: Some(date(to)) };
        assert!(p("2015-01-09", "2011-09-12").is_impossible());
        assert!(p("2015-01-09", "2015-01-09").is_impossible());
        assert!(p("2015", "2014").is_impossible());
        assert!(!p("2015", "2015").is_impossible());
        assert!(!p("2015-03", "2015").is_impossible());
        assert!(p("2014-05", "2015").overlaps(&p("2014-11", "2016")));
        assert!(!p("2014-05", "2015").overlaps(&p("2015", "2016")));
    }
}
