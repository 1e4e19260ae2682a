//! Quotations that are not in the text they are said to be from.

use rayon::prelude::*;

use crate::check::Rule;
use crate::check::quotation::{is_latin, is_latin_tag, pieces};
use crate::diagnostic::{Confidence, Diagnostic, Severity, Span};
use crate::landscape::Landscape;
use crate::model::{Basis, CodedField, HeldText, Instrument, Text, TextState};
use crate::text;

const NAME: &str = "quote-not-found";

pub(super) const RULE: Rule = Rule {
    name: NAME,
    severity: Severity::Error,
    confidence: Confidence::High,
    summary: "A quotation of a unit or commitment that is in none of the texts of its instrument that lie in the folder.",
    why: "A misquoted word is the one mistake a lawyer does not forgive, and here it can be proved.",
    run,
};

fn run(landscape: &Landscape, found: &mut Vec<Diagnostic>) {
    let instruments: Vec<&Instrument> = landscape
        .instruments
        .iter()
        .filter(|instrument| !instrument.held.is_empty() && quoted(instrument).next().is_some())
        .collect();
    // Folding is linear in the text, and a folder may hold hundreds of megabytes of it.
    let of_each: Vec<Vec<Diagnostic>> = instruments.par_iter().map(|i| of_instrument(i, landscape)).collect();
    found.extend(of_each.into_iter().flatten());
}

/// A text that is held, ready for searching.
struct Held<'l> {
    lang: &'l str,
    folded: String,
    is_latin: bool,
    is_full: bool,
}

fn held<'l>(instrument: &'l Instrument, landscape: &Landscape) -> Vec<Held<'l>> {
    let ready = |held: &'l HeldText| {
        let text = landscape.files.text(held.file);
        let row = instrument.texts.iter().find(|row| row.lang == held.lang);
        let is_full = row.is_some_and(|row| row.state == TextState::Full);
        Held { lang: &held.lang, folded: text::fold(text), is_latin: is_latin(text), is_full }
    };
    instrument.held.iter().map(ready).collect()
}

fn of_instrument(instrument: &Instrument, landscape: &Landscape) -> Vec<Diagnostic> {
    let held = held(instrument, landscape);
    quoted(instrument).filter_map(|quoted| of_quotation(&quoted, instrument, &held)).collect()
}

/// Words that are said to stand in the instrument.
struct Quoted<'l> {
    /// Whose words: a unit's label, a commitment's name.
    of: &'l str,
    words: &'l str,
    basis: Option<Basis>,
    span: Span,
}

fn quoted(instrument: &Instrument) -> impl Iterator<Item = Quoted<'_>> {
    let units = instrument.units.iter().filter_map(|unit| {
        let words = unit.quote.as_deref()?;
        Some(Quoted { of: &unit.label, words, basis: unit.evidence.basis, span: unit.span })
    });
    let clauses = instrument.commitments.iter().flat_map(|clause| {
        let basis = clause.basis_of(CodedField::Quote);
        let of = move |words, span| Quoted { of: &clause.id, words, basis, span };
        let own = clause.quote.as_deref().map(|words| of(words, clause.span));
        let terms = clause.caveats.iter().filter_map(move |caveat| Some(of(caveat.term.as_deref()?, caveat.span)));
        own.into_iter().chain(terms)
    });
    units.chain(clauses)
}

fn of_quotation(quoted: &Quoted<'_>, instrument: &Instrument, held: &[Held<'_>]) -> Option<Diagnostic> {
    let absent = absent_in(quoted.words, quoted.basis, instrument, held)?;
    let message = format!("the quotation of {} is not in {}", quoted.of, absent.searched);
    let hint = "copy the words from the text, with … for what is left out and [ ] around what is added";
    Some(if absent.is_proof {
        Diagnostic::error(NAME, quoted.span, message).hint(hint)
    } else {
        Diagnostic::warning(NAME, quoted.span, message).confidence(Confidence::Medium).hint(hint)
    })
}

/// Words that are in none of the texts they could be in.
pub(in crate::check) struct Absent {
    /// The files that were searched.
    pub(in crate::check) searched: String,
    /// Whether everything that could hold the words is here in full, so that their absence is a proof.
    pub(in crate::check) is_proof: bool,
}

/// Whether words are absent from the held texts of an instrument; `None` if they are found, or nothing can be told.
pub(in crate::check) fn absent(
    words: &str,
    basis: Option<Basis>,
    instrument: &Instrument,
    landscape: &Landscape,
) -> Option<Absent> {
    absent_in(words, basis, instrument, &held(instrument, landscape))
}

fn absent_in(quote: &str, basis: Option<Basis>, instrument: &Instrument, held: &[Held<'_>]) -> Option<Absent> {
    // A quotation in another script is from a text that is not held, so nothing can be said of it.
    let searched: Vec<&Held<'_>> = held.iter().filter(|held| held.is_latin == is_latin(quote)).collect();
    let pieces = pieces(quote);
    let is_in = |held: &&Held<'_>| pieces.iter().all(|piece| text::contains_in_folded(&held.folded, piece));
    if searched.is_empty() || pieces.is_empty() || searched.iter().any(is_in) {
        return None;
    }
    // Only if everything that could hold the words is here in full is their absence a proof.
    let may_be_elsewhere = |row: &Text| {
        is_latin_tag(&row.lang) == is_latin(quote) && !searched.iter().any(|held| held.lang == row.lang && held.is_full)
    };
    let is_proof = searched.iter().all(|held| held.is_full)
        && basis != Some(Basis::Translation)
        && !instrument.texts.iter().any(may_be_elsewhere);
    let searched = searched.iter().map(|held| format!("text.{}.md", held.lang)).collect::<Vec<_>>().join(" and ");
    Some(Absent { searched, is_proof })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{findings, instrument};

    const TEXT: &str =
        "Article 4\n\nThe Parties shall not\nundertake hostile acts “by means of” information resources.";

    /// Finds the quotation in `text.en.md`, whose state is given with further rows.
    fn found(quote: &str, state: &str, more: &str) -> Vec<(Severity, Confidence)> {
        let rows = format!(
            "[[text]]\nlang = \"en\"\nstate = \"{state}\"\n{more}[[unit]]\nid = \"art4\"\nkind = \"article\"\nquote = \"{quote}\"\n"
        );
        let text = instrument("treaty", &rows);
        let files = [("instruments/a/instrument.toml", text.as_str()), ("instruments/a/text.en.md", TEXT)];
        findings(&RULE, &files).iter().map(|f| (f.severity, f.confidence)).collect()
    }

    #[test]
    fn what_is_not_in_the_full_text_is_misquoted() {
        assert_eq!(found("shall undertake", "full", ""), [(Severity::Error, Confidence::High)]);
        for quote in
            ["shall not undertake", "acts by means of", "[T]he Parties shall … undertake", "undertake[s] hostile acts"]
        {
            assert!(found(quote, "full", "").is_empty(), "{quote}");
        }
    }

    #[test]
    fn absence_from_a_part_or_another_version_proves_little() {
        let doubtful = [(Severity::Warning, Confidence::Medium)];
        assert_eq!(found("shall undertake", "part", ""), doubtful);
        let french = "[[text]]\nlang = \"fr\"\nstate = \"none\"\n";
        assert_eq!(found("s'engagent", "full", french), doubtful);
        let chinese = french.replace("fr", "zh");
        assert_eq!(found("shall undertake", "full", &chinese), [(Severity::Error, Confidence::High)]);
        assert!(found("不得采取敌对行动", "full", &chinese).is_empty());
    }
}
