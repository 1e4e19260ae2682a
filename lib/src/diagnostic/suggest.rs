//! "Did you mean": the nearest of a list of words, or nothing when none is near.

/// The candidate nearest to what was written, if it is near enough to be worth proposing.
///
/// Measure: Damerau-Levenshtein distance on lower-case letters (library `strsim`); near enough is at most a third of
/// the longer word's letters, at least one. Equal distances go to the candidate that comes first, so the answer does
/// not depend on chance. A candidate that begins with what was written is taken when nothing is nearer.
#[must_use]
pub fn closest<'c>(written: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let wanted = written.to_lowercase();
    // A user's own text can be of any length; the distance is quadratic in it.
    if wanted.is_empty() || wanted.len() > 80 {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let have = candidate.to_lowercase();
        let longer = wanted.chars().count().max(have.chars().count());
        let mut distance = strsim::damerau_levenshtein(&wanted, &have);
        let limit = (longer / 3).max(1);
        if distance > limit {
            if wanted.len() < 4 || !have.starts_with(&wanted) {
                continue;
            }
            distance = limit;
        }
        if best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn proposes_only_what_is_near() {
        let words = ["signed", "in-force", "adopted"];
        assert_eq!(closest("singed", words), Some("signed"));
        assert_eq!(closest("Adoptd", words), Some("adopted"));
        assert_eq!(closest("ratified", words), None);
        assert_eq!(closest("", words), None);
        assert_eq!(closest("gge-2015-re", ["gge-2015-report-of-the-experts"]), Some("gge-2015-report-of-the-experts"));
    }
}
