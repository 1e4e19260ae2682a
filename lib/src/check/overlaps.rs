//! Rows whose times certainly overlap.

use crate::model::{Date, Period};

/// For each row an earlier one with which it certainly shares a day, if there is one.
///
/// Not all pairs: of three rows that all overlap, two pairs are given, which is what has to be mended.
pub(super) fn overlaps<T: Copy>(rows: impl IntoIterator<Item = (Period, T)>) -> Vec<(T, T)> {
    sweep(rows.into_iter().map(|(period, what)| (period, true, what)).collect(), true)
}

/// As [`overlaps`], but only between a row of one side and a row of the other.
pub(super) fn overlaps_between<T: Copy>(
    one: impl IntoIterator<Item = (Period, T)>,
    other: impl IntoIterator<Item = (Period, T)>,
) -> Vec<(T, T)> {
    let one = one.into_iter().map(|(period, what)| (period, true, what));
    let other = other.into_iter().map(|(period, what)| (period, false, what));
    sweep(one.chain(other).collect(), false)
}

/// Holds each row, in the order of beginnings, against the one that lasts longest so far, so that n rows cost n log n: a
/// file of eight megabytes has room for a hundred thousand rows of one party.
fn sweep<T: Copy>(mut rows: Vec<(Period, bool, T)>, within_one_side: bool) -> Vec<(T, T)> {
    rows.sort_by_key(|(period, ..)| period.from.map(Date::last));
    let mut found = Vec::new();
    let mut longest_of_one: Option<(Period, T)> = None;
    let mut longest_of_other: Option<(Period, T)> = None;
    for (period, is_one, what) in rows {
        let (own, opposite) =
            if is_one { (&mut longest_of_one, &longest_of_other) } else { (&mut longest_of_other, &longest_of_one) };
        let partner = if within_one_side { *own } else { *opposite };
        if let Some((earlier, what_earlier)) = partner
            && earlier.overlaps(&period)
        {
            found.push((what, what_earlier));
        }
        if own.is_none_or(|(longest, _)| lasts_longer(period, longest)) {
            *own = Some((period, what));
        }
    }
    found
}

fn lasts_longer(one: Period, other: Period) -> bool {
    match (one.to, other.to) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(one), Some(other)) => one.first() > other.first(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: &str, to: &str) -> Period {
        Period { from: Date::parse(from).ok(), to: Date::parse(to).ok() }
    }

    #[test]
    fn a_long_row_meets_a_late_one_past_a_short_one() {
        let rows = [(period("2001", "2020"), 'a'), (period("2002", "2003"), 'b'), (period("2010", "2011"), 'c')];
        assert_eq!(overlaps(rows), [('b', 'a'), ('c', 'a')]);
        assert_eq!(overlaps([(period("2001", "2005"), 'a'), (period("2005", ""), 'b')]), []);
        assert_eq!(overlaps([(period("", ""), 'a'), (period("2005", ""), 'b')]), [('b', 'a')]);
    }

    #[test]
    fn sides_meet_each_other_and_not_themselves() {
        let one = [(period("2001", ""), 'a'), (period("2002", ""), 'b')];
        assert_eq!(overlaps_between(one, [(period("2003", ""), 'x')]), [('x', 'a')]);
        assert_eq!(overlaps_between(one, []), []);
        assert_eq!(overlaps_between(one, [(period("", "2001"), 'x')]), []);
    }
}
