//! Coded clauses beside the words they are coded of, and their hedges in the words.

use maud::{Markup, html};
use servanda::ask::{CaveatLine, Clause, clause_of};
use servanda::holding::Wording;
use servanda::model::Modality;
use servanda::register::Term;

use super::words::Reader;
use crate::html::{mark_plain, plural, text};
use crate::view::View;

/// Words that are coded as a hedge of a clause.
pub(super) struct Hedge<'h> {
    /// The unit of the clause; what it contains may hold the words as well.
    unit: &'h str,
    /// The words.
    pub(super) term: &'h str,
    /// What they leave open.
    pub(super) says: String,
    /// Id of the note that says it.
    pub(super) id: String,
}

/// The clauses of an instrument by the units of its text that stand for them, and those that no unit stands for. A clause
/// of a unit that the text does not have apart stands beside the nearest one around it.
pub(super) fn of<'a, 'w>(
    view: &View<'a>,
    id: &str,
    wording: &'w Wording<'_>,
) -> (Vec<(&'w str, Clause<'a>)>, Vec<Clause<'a>>) {
    let (mut placed, mut elsewhere) = (Vec::new(), Vec::new());
    let Some(instrument) = view.landscape().instrument(id) else { return (placed, elsewhere) };
    for commitment in &instrument.commitments {
        let Some(clause) = clause_of(view.landscape(), instrument, commitment, None, view.as_of()) else { continue };
        let mut address = clause.unit;
        let unit = loop {
            match address.map(|address| wording.unit(address)) {
                Some(None) => address = address.and_then(|address| address.rsplit_once('/')).map(|(above, _)| above),
                found => break found.flatten(),
            }
        };
        match unit {
            Some(unit) => placed.push((unit.address, clause)),
            None => elsewhere.push(clause),
        }
    }
    (placed, elsewhere)
}

/// The hedges of clauses that quote words.
pub(super) fn hedges<'h>(placed: &[(&'h str, Clause<'h>)]) -> Vec<Hedge<'h>> {
    let of = |(unit, clause): &(&'h str, Clause<'h>)| {
        let (unit, commitment) = (*unit, clause.commitment);
        let caveats = clause.caveats.clone().into_iter().enumerate();
        caveats
            .filter_map(|(at, caveat)| {
                Some(Hedge { unit, term: caveat.term?, says: says(&caveat), id: note_id(commitment, at) })
            })
            .collect::<Vec<_>>()
    };
    placed.iter().flat_map(of).collect()
}

/// The hedges whose words may stand in a unit.
pub(super) fn hedges_in<'h>(hedges: &'h [Hedge<'h>], unit: &str) -> Vec<Hedge<'h>> {
    let around = |of: &str| unit.strip_prefix(of).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let own = hedges.iter().filter(|hedge| around(hedge.unit));
    own.map(|hedge| Hedge { says: hedge.says.clone(), id: hedge.id.clone(), ..*hedge }).collect()
}

fn says(caveat: &CaveatLine<'_>) -> String {
    format!("Hedge, {}: {}", caveat.label.to_lowercase(), caveat.asks)
}

fn note_id(commitment: &str, at: usize) -> String {
    format!("hedge-{}-{at}", commitment.split_once('.').map_or(commitment, |(_, local)| local))
}

/// What a clause does, in the words of somebody who reads along.
fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Prohibition => "must not",
        Modality::Duty => "must",
        Modality::Permission => "may",
        Modality::Power => "has the power",
        Modality::Aim => "strives",
        Modality::Position => "holds",
        Modality::Definition => "defines",
    }
}

fn labels(terms: &[Term<'_>]) -> String {
    terms.iter().map(|term| term.label).collect::<Vec<_>>().join(", ")
}

/// A clause in the margin: what kind, what about and how firm. Its hedges fold away, or they would tear the text apart; the
/// words themselves are marked, and each mark says what it leaves open.
pub(super) fn notes(reader: &Reader<'_>, clause: &Clause<'_>) -> Vec<Markup> {
    let mut items = vec![line(reader, clause)];
    if !clause.caveats.is_empty() {
        items.push(html! {
            details.hedge-notes {
                summary { (plural(clause.caveats.len(), "hedge", "hedges")) }
                @for (at, caveat) in clause.caveats.iter().enumerate() {
                    p id=(note_id(clause.commitment, at)) {
                        @if let Some(term) = caveat.term { "“" (term) "”, " }
                        (caveat.label.to_lowercase()) ": " (text(&caveat.asks))
                    }
                }
            }
        });
    }
    items
}

fn line(reader: &Reader<'_>, clause: &Clause<'_>) -> Markup {
    let content =
        html! { b { (modality(clause.modality)) } " · " (labels(&clause.acts)) " · " (clause.strength.label()) };
    html! {
        p.clause.(clause.modality.word()) {
            @match clause.unit.and_then(|unit| reader.unit_page(unit)) {
                Some(link) => a href=(link) title=[clause.says] { (content) },
                None => (content),
            }
            (mark_plain(clause.evidence))
            @if let Some(link) = reader.view.edit(clause.commitment) {
                " " a.edit-link href=(link) aria-label={ "Edit commitment " (clause.commitment) } { "edit" }
            }
        }
    }
}

/// Clauses that no unit of the text stands for: said behind the text, for they would be seen nowhere on this page else.
pub(super) fn elsewhere(reader: &Reader<'_>, clauses: &[Clause<'_>]) -> Markup {
    html! {
        @if !clauses.is_empty() {
            div.loose {
                p.quiet-title { "Coded clauses whose paragraph was not found in the words" }
                div.notes { @for clause in clauses { @for item in notes(reader, clause) { (item) } } }
            }
        }
    }
}

/// Every place of a text at which a term stands as whole words, whatever its capitals, blanks and quotation marks.
pub(super) fn find(text: &str, term: &str) -> Vec<(usize, usize)> {
    let plain = |c: char| match c {
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        c if c.is_whitespace() => ' ',
        c => c,
    };
    let letters = |text: &str| -> Vec<(usize, char)> {
        let folded = text.char_indices().map(|(at, c)| (at, plain(c).to_lowercase().next().unwrap_or(c)));
        let mut before = 'x';
        // Blanks in a row are one, and still end where the last of them does.
        folded.filter(|(_, c)| !(std::mem::replace(&mut before, *c) == ' ' && *c == ' ')).collect()
    };
    let (text_letters, wanted) = (letters(text), letters(term.trim()));
    let is_word = |at: Option<&(usize, char)>| at.is_some_and(|(_, c)| c.is_alphanumeric());
    let spaced = wanted.iter().all(|(_, c)| !servanda::text::is_unspaced(*c));
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(window) = text_letters.get(at..at + wanted.len()).filter(|_| !wanted.is_empty()) {
        let same = window.iter().map(|(_, c)| c).eq(wanted.iter().map(|(_, c)| c));
        let next = text_letters.get(at + wanted.len());
        let alone = !is_word(at.checked_sub(1).and_then(|before| text_letters.get(before))) && !is_word(next);
        if same && (alone || !spaced) {
            let start = window.first().map_or(0, |(at, _)| *at);
            found.push((start, next.map_or(text.len(), |(at, _)| *at)));
            at += wanted.len();
        } else {
            at += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_found_as_whole_words() {
        let found = |text: &'static str, term: &str| {
            find(text, term).into_iter().map(|(start, end)| &text[start..end]).collect::<Vec<_>>()
        };
        assert_eq!(found("They shall, As Appropriate, act as\u{a0}appropriate.", "as appropriate").len(), 2);
        assert_eq!(found("the State’s law", "state's"), ["State’s"]);
        assert_eq!(found("wherever possible", "where"), [""; 0]);
        assert_eq!(found("as  far\nas possible", "as far as possible"), ["as  far\nas possible"]);
        assert_eq!(found("应当酌情采取", "酌情"), ["酌情"]);
        assert_eq!(found("İstanbul knows", "knows"), ["knows"]);
        assert!(found("", "x").is_empty() && found("x", " ").is_empty());
    }
}
