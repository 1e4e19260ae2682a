//! Values that do not say how they are known, or from where.

use crate::check::Rule;
use crate::check::things::{Thing, things};
use crate::diagnostic::{Confidence, Diagnostic, FileId, Severity};
use crate::landscape::Landscape;

const NAME: &str = "missing-evidence";

pub(super) const RULE: Rule = Rule {
    name: NAME,
    severity: Severity::Error,
    confidence: Confidence::High,
    summary: "A row or value without a basis, or with a basis that claims a source and names none.",
    why: "A value that cannot be traced cannot be trusted or corrected, and the answer that turns on it cannot be cited.",
    run,
};

/// Up to this many in one file are reported one by one; more have one cause, a file without `[default]`.
const FEW: usize = 3;

fn run(landscape: &Landscape, found: &mut Vec<Diagnostic>) {
    report(
        landscape,
        |thing| thing.evidence().basis.is_none(),
        found,
        |thing, and_more| {
            Diagnostic::error(NAME, thing.span(), format!("how the {thing}{and_more} is known is not said"))
                .hint("add basis = \"…\" and source = [\"…\"], to the row or once for the file under [default]")
                .hint("write basis = \"unverified\" if nobody has checked it")
        },
    );
    report(
        landscape,
        |thing| thing.owes_a_source() && thing.evidence().sources.is_empty(),
        found,
        |thing, and_more| {
            let basis = thing.evidence().basis.map_or("", crate::model::Basis::word);
            Diagnostic::warning(
                NAME,
                thing.span(),
                format!("the {thing}{and_more} has the basis {basis} and no source"),
            )
            .hint("add source = [\"…\"]: the id of a [[source]] row or an address that begins with https://")
        },
    );
}

/// Reports what is at fault, file by file. Things come in the order of their files, or nearly so: rows that another file
/// adds to an instrument only begin a new group.
fn report<'l>(
    landscape: &'l Landscape,
    is_at_fault: impl Fn(&Thing<'l>) -> bool,
    found: &mut Vec<Diagnostic>,
    say: impl Fn(&Thing<'l>, &str) -> Diagnostic,
) {
    let mut of_file: Vec<Thing<'l>> = Vec::new();
    let mut file = FileId::default();
    let mut flush = |of_file: &mut Vec<Thing<'l>>| {
        if let ([first, ..], true) = (of_file.as_slice(), of_file.len() > FEW) {
            found.push(say(first, &format!(" (and {} more of this file)", of_file.len() - 1)));
        } else {
            found.extend(of_file.iter().map(|thing| say(thing, "")));
        }
        of_file.clear();
    };
    for thing in things(landscape).filter(is_at_fault) {
        if thing.span().file != file {
            flush(&mut of_file);
            file = thing.span().file;
        }
        of_file.push(thing);
    }
    flush(&mut of_file);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{found, found_in, instrument};

    #[test]
    fn a_row_that_claims_a_source_names_it() {
        let row = "[[date]]\nmilestone = \"signed\"\non = \"2015-05-08\"\n";
        let claims = format!("{row}basis = \"official-text\"\n");
        let message = "warning: the signed 2015-05-08 has the basis official-text and no source";
        assert_eq!(found_in(&RULE, &claims), [message]);
        assert!(found_in(&RULE, &format!("{claims}source = [\"index-1\"]\n")).is_empty());
        assert!(found_in(&RULE, row).is_empty(), "a coder's own judgement needs no source");
        assert!(found_in(&RULE, &format!("{row}basis = \"unverified\"\n")).is_empty());
    }

    #[test]
    fn a_file_without_default_is_one_finding() {
        let rows = "[[date]]\nmilestone = \"signed\"\non = \"2015-05-08\"\n";
        let bare = instrument("treaty", rows).replace("[default]\nbasis = \"coder\"\n", "");
        let message = "error: how the kind \"treaty\" (and 3 more of this file) is known is not said";
        assert_eq!(found(&RULE, &[("instruments/a/instrument.toml", &bare)]), [message]);
    }
}
