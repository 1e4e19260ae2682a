//! One unit of a text: heading or hanging number, words in each language, and what is noted beside them.

use maud::{Markup, html};
use servanda::holding::{OwnParagraph, Version, Wording, WordingUnit};
use servanda::model::{TextState, UnitKind};

use super::clauses::Hedge;
use super::flow::{Piece, is_heading};
use super::words::{Reader, words};
use crate::html::language;

/// Deepest indentation; whatever stands deeper is not indented further, or the lines would have no words left.
const DEEPEST: usize = 4;

/// Bytes of words that are still a title page, all languages together.
const LONGEST_TITLE_PAGE: usize = 900;

/// How a page shows units.
pub(in crate::pages) struct Look<'l> {
    /// How links are made.
    pub(in crate::pages) reader: Reader<'l>,
    /// Languages in their order.
    pub(in crate::pages) langs: Vec<&'l str>,
    /// The text.
    pub(in crate::pages) wording: &'l Wording<'l>,
    /// Level of the outermost headings.
    pub(in crate::pages) level: usize,
    /// Whether units can be led to here; a page that shows one twice lets only one be.
    pub(in crate::pages) ids: bool,
}

impl Look<'_> {
    fn above_lacks(&self, unit: &WordingUnit<'_>, lang: &str) -> bool {
        let above = unit.parent.and_then(|parent| self.wording.unit(parent));
        above.is_some_and(|above| above.lacking.contains(&lang))
    }

    fn is_part(&self, lang: &str) -> bool {
        self.wording.languages.iter().any(|language| language.lang == lang && language.state == Some(TextState::Part))
    }
}

/// What a page knows of a unit besides its words.
#[derive(Clone, Copy, Default)]
pub(super) struct Beside<'b> {
    /// What stands beside it.
    pub(super) notes: Option<&'b Markup>,
    /// Words of it that are coded as hedges.
    pub(super) hedges: &'b [Hedge<'b>],
}

/// A unit or its closing words, with what is known of it.
pub(super) fn piece(look: &Look<'_>, piece: &Piece<'_, '_>, beside: Beside<'_>) -> Markup {
    let (unit, after, place) = match piece {
        Piece::Unit(unit, place) => (*unit, None, *place),
        Piece::Rest(unit, after, place) => (*unit, Some(after.address), *place),
    };
    let heading = is_heading(unit.kind);
    let level = (look.level + place.headings).min(6);
    let indent = place.hanging.min(DEEPEST);
    let kind = match unit.kind {
        _ if after.is_some() => "rest",
        UnitKind::Article | UnitKind::Rule => "article",
        // A title page is set as one; a reader that found no other place for whole pages of words is not.
        UnitKind::Preface if unit.size() < LONGEST_TITLE_PAGE => "preface",
        UnitKind::Preface => "item",
        UnitKind::Conclusions => "closing",
        _ if heading => "division",
        _ => "item",
    };
    let class = format!("u {kind} in{indent}");
    html! {
        div class=(class) id=[(after.is_none() && look.ids).then_some(unit.address)] {
            @for lang in &look.langs {
                @let version = unit.versions.iter().find(|version| version.lang == *lang);
                @let (name, direction) = language(lang);
                @match version {
                    Some(version) => {
                        div.v lang=(lang) dir=(direction) { (version_of(look, unit, version, (after, level), beside.hedges)) }
                    }
                    // What a language lacks is said once, of the outermost unit.
                    None if after.is_none() && !look.above_lacks(unit, lang) => {
                        p.v.lacking {
                            (unit.pinpoint()) ": "
                            @if look.is_part(lang) { "not in the part of the " (name) " text that is held." }
                            @else { "no such unit was found in the " (name) " text." }
                        }
                    }
                    None => { div.v {} }
                }
            }
            @if let Some(link) = look.reader.trace_page(unit.address).filter(|_| look.ids && after.is_none() && !heading) {
                a.trace-link href=(link) aria-label={ "Where the words of " (unit.pinpoint()) " come from" } { "trace" }
            }
            @if let Some(link) = look.reader.view.new_commitment(look.reader.id, unit.address).filter(|_| look.ids && after.is_none()) {
                a.trace-link.code-link href=(link) aria-label={ "Code a commitment of " (unit.pinpoint()) } { "code" }
            }
            @if let Some(notes) = beside.notes { (notes) }
        }
    }
}

fn version_of(
    look: &Look<'_>,
    unit: &WordingUnit<'_>,
    version: &Version<'_>,
    (after, level): (Option<&str>, usize),
    hedges: &[Hedge<'_>],
) -> Markup {
    let own: Vec<&OwnParagraph> =
        version.unit.paragraphs.iter().filter(|paragraph| paragraph.after.as_deref() == after).collect();
    if after.is_some() {
        return paragraphs(look, version.lang, &own, None, hedges);
    }
    if unit.kind == UnitKind::Contents {
        return html! {
            details {
                summary { "Table of contents, as printed in the text" }
                (paragraphs(look, version.lang, &own, None, hedges))
            }
        };
    }
    if is_heading(unit.kind) {
        return html! {
            (heading(look, unit, version, level))
            (paragraphs(look, version.lang, &own, None, hedges))
        };
    }
    let number = number(look, unit, version);
    html! {
        @match &version.unit.heading {
            Some(heading) => {
                p.hang { (number) b { (words(&look.reader, heading, version.lang, &[])) } }
                (paragraphs(look, version.lang, &own, None, hedges))
            }
            None => (paragraphs(look, version.lang, &own, Some(&number), hedges)),
        }
    }
}

/// The label as printed, which is the link to the unit's own page; a quiet sign where the text prints none.
fn number(look: &Look<'_>, unit: &WordingUnit<'_>, version: &Version<'_>) -> Markup {
    let label = version.unit.label.trim();
    let link = look.reader.unit_page(unit.address);
    html! {
        @match link {
            Some(link) if label.is_empty() => a.no.sign href=(link) aria-label=(unit.pinpoint()) { "¶" },
            Some(link) => a.no href=(link) { (label) },
            None => span.no { (label) },
        }
        " "
    }
}

fn heading(look: &Look<'_>, unit: &WordingUnit<'_>, version: &Version<'_>, level: usize) -> Markup {
    let label = version.unit.label.trim().trim_end_matches(['.', ':', '–', '—', '-', ' ']);
    // A text need not print a word over its preamble; the page's own word then looks like the page's own.
    let ours = match unit.kind {
        UnitKind::Preamble => Some("Preamble"),
        UnitKind::Conclusions => Some("Closing words"),
        _ => None,
    };
    let named = !label.is_empty() || version.unit.heading.is_some();
    let content = html! {
        @if label.is_empty() {
            @if let Some(heading) = &version.unit.heading {
                @match look.reader.unit_page(unit.address) {
                    Some(link) => a.no href=(link) { (heading.text) },
                    None => (heading.text),
                }
            }
        } @else {
            @match look.reader.unit_page(unit.address) {
                Some(link) => a.no href=(link) { (label) },
                None => span.no { (label) },
            }
            @if let Some(heading) = &version.unit.heading {
                " " span.t { (words(&look.reader, heading, version.lang, &[])) }
            }
        }
    };
    html! {
        @if named {
            @match level { 3 => h3 { (content) }, 4 => h4 { (content) }, 5 => h5 { (content) }, _ => h6 { (content) } }
        } @else if let Some(ours) = ours {
            p.ours lang="en" {
                @match look.reader.unit_page(unit.address) { Some(link) => a.no href=(link) { (ours) }, None => (ours) }
            }
        }
    }
}

/// Paragraphs, with the number before the first; rows of a table that follow each other become one table.
fn paragraphs(
    look: &Look<'_>,
    lang: &str,
    own: &[&OwnParagraph],
    number: Option<&Markup>,
    hedges: &[Hedge<'_>],
) -> Markup {
    let mut rest = own;
    let mut blocks: Vec<Markup> = Vec::new();
    let mut number = number;
    while let Some((first, others)) = rest.split_first() {
        if first.cells.is_empty() {
            blocks.push(match number.take() {
                Some(number) => html! { p.hang { (number) (words(&look.reader, &first.words, lang, hedges)) } },
                None => html! { p { (words(&look.reader, &first.words, lang, hedges)) } },
            });
            rest = others;
            continue;
        }
        let rows = rest.iter().take_while(|paragraph| !paragraph.cells.is_empty()).count();
        let (table, behind) = rest.split_at(rows);
        rest = behind;
        if let Some(number) = number.take() {
            blocks.push(html! { p.hang { (number) } });
        }
        blocks.push(html! {
            div.scroll tabindex="0" role="region" aria-label="Table" {
                table { tbody { @for row in table { tr { @for cell in &row.cells { td { (cell) } } } } } }
            }
        });
    }
    html! {
        @if let Some(number) = number { p.hang { (number) } }
        @for block in &blocks { (block) }
    }
}
