//! Rules over a landscape: what is wrong with it although every file could be read.
//!
//! In: a [`Landscape`]. Out: [`Diagnostic`]s in the order of the files, each with the name of its rule as code. A file that
//! could not be understood has been reported by [`crate::landscape`] already; here rows are held against each other: a
//! code against the list of parties, a standing against the kind of instrument, a quotation against the held text.
//!
//! This room refuses to mend anything, to look at the clock (nothing is wrong because today is late) and to judge what
//! states do: it speaks of the files only. It also refuses to guess. Dates that are coarse, lists that may be incomplete
//! and words it does not know are given the benefit of the doubt, because a false alarm costs more trust than a miss.
//!
//! ```
//! use servanda::{check, landscape::{self, RawFile}};
//!
//! let mechanism = "[[mechanism]]\nid = \"hotline\"\ntitle = \"Hotline\"\nfrom = \"2015\"\nto = \"2013\"\nbasis = \"coder\"\n";
//! let opened = landscape::assemble("demo", vec![RawFile::new("events/2013.toml", mechanism)], None);
//! let found = check::check(&opened.landscape);
//! assert_eq!(found[0].code, "impossible-dates");
//! assert_eq!(found[0].message, "this mechanism ends (2013) before it begins (2015)");
//! ```

mod draft;
mod listing;
mod nearest;
mod overlaps;
mod quotation;
mod references;
mod report;
mod rules;
#[cfg(test)]
mod testing;
mod things;

pub use draft::draft;
pub use report::{Counts, Finding, RelatedPlace, Report};

use rayon::prelude::*;

use crate::diagnostic::{self, Confidence, Diagnostic, Severity};
use crate::landscape::Landscape;

/// One rule, with what a reader needs to decide whether to heed it.
#[derive(Debug)]
pub struct Rule {
    /// Stable name; the code of its diagnostics.
    pub name: &'static str,
    /// The most severe a finding of this rule can be; less certain cases of the same fault are milder.
    pub severity: Severity,
    /// The most confident a finding of this rule can be.
    pub confidence: Confidence,
    /// What it finds, in one sentence.
    pub summary: &'static str,
    /// Which harm it prevents.
    pub why: &'static str,
    run: fn(&Landscape, &mut Vec<Diagnostic>),
}

impl Rule {
    /// What this rule alone finds, in the order of the files.
    #[must_use]
    pub fn findings(&self, landscape: &Landscape) -> Vec<Diagnostic> {
        let mut found = self.run_unsorted(landscape);
        diagnostic::sort(&mut found, &landscape.files);
        found
    }

    fn run_unsorted(&self, landscape: &Landscape) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        (self.run)(landscape, &mut found);
        found
    }
}

/// All rules, in the order of their names.
#[must_use]
pub fn rules() -> &'static [Rule] {
    rules::RULES
}

/// What all rules find, in the order of the files.
#[must_use]
pub fn check(landscape: &Landscape) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = rules().par_iter().flat_map_iter(|rule| rule.run_unsorted(landscape)).collect();
    diagnostic::sort(&mut found, &landscape.files);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::landscape::built_in;

    #[test]
    fn rules_can_be_cited_and_explain_themselves() {
        assert!(rules().windows(2).all(|pair| pair[0].name < pair[1].name), "sorted, and no name twice");
        for rule in rules() {
            assert!(rule.name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", rule.name);
            for sentence in [rule.summary, rule.why] {
                assert!(sentence.ends_with('.') && sentence.len() > 30, "{}: {sentence}", rule.name);
            }
        }
    }

    #[test]
    fn findings_keep_within_what_their_rule_announces() {
        for finding in check(&built_in().landscape) {
            let rule = rules().iter().find(|rule| rule.name == finding.code).expect("the code is the name of a rule");
            assert!(finding.severity <= rule.severity && finding.confidence <= rule.confidence, "{finding:?}");
            assert!(!finding.message.ends_with('.'), "{finding:?}");
        }
    }
}
