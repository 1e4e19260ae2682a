//! Words of a text with what they say marked: links where it is certain what is meant, terms, marks of footnotes.

use maud::{Markup, html};
use servanda::holding::Words;
use servanda::model::UnitId;
use servanda::read::understand::citations::{Citation, Target};

use super::clauses::{Hedge, find};
use crate::route::{Page, TextAsk};
use crate::view::View;

/// How links are made on the page that shows the words.
#[derive(Clone, Copy)]
pub(in crate::pages) struct Reader<'r> {
    /// The request.
    pub(in crate::pages) view: &'r View<'r>,
    /// Id of the instrument.
    pub(in crate::pages) id: &'r str,
    /// Where a unit of this text is shown; `None` if it is nowhere.
    pub(in crate::pages) to: &'r dyn Fn(&str) -> Option<String>,
}

/// What a citation points at, for people.
pub(super) enum Meant {
    /// Something this landscape has a page for.
    Here {
        /// The address of the page.
        link: String,
        /// What it is called.
        name: String,
    },
    /// A document with an address outside.
    Outside {
        /// Its symbol.
        name: String,
        /// Its address.
        url: String,
    },
    /// Something told, but without a page here.
    Named(String),
    /// One of several.
    OneOf(Vec<String>),
}

impl Reader<'_> {
    /// The page of a unit of the instrument, if it can have one.
    pub(super) fn unit_page(&self, address: &str) -> Option<String> {
        UnitId::parse(address).is_ok().then(|| self.view.unit(self.id, address))
    }

    /// The page that says where the words of a unit come from, if it can have one.
    pub(super) fn trace_page(&self, address: &str) -> Option<String> {
        let wanted = Page::Trace(Some((self.id.to_owned(), address.to_owned())));
        UnitId::parse(address).is_ok().then(|| self.view.link(wanted))
    }

    /// Where a citation leads on this page or to another; only where the words leave no doubt.
    pub(super) fn link(&self, citation: &Citation) -> Option<String> {
        if let Target::Internal(unit) = &citation.target {
            return (self.to)(unit);
        }
        match self.meant(citation)? {
            Meant::Here { link, .. } => Some(link),
            _ => None,
        }
    }

    /// What a citation points at outside this text; `None` for units of this text and for what is not told.
    pub(super) fn meant(&self, citation: &Citation) -> Option<Meant> {
        let landscape = self.view.landscape();
        if let Some(address) = &citation.instrument {
            let (id, unit) = address.split_once('/').map_or((address.as_str(), None), |(id, unit)| (id, Some(unit)));
            if let Some(known) = landscape.instrument(id) {
                let link = match unit {
                    Some(unit) if known.id == self.id => (self.to)(unit)?,
                    Some(unit) if known.unit(unit).is_some() => self.view.unit(&known.id, unit),
                    Some(unit) if !known.held.is_empty() => {
                        let ask = TextAsk { at: Some(unit.to_owned()), ..TextAsk::default() };
                        format!("{}#{unit}", self.view.link(Page::Text(known.id.clone(), ask)))
                    }
                    _ if known.id == self.id => return None,
                    _ => self.view.instrument(&known.id),
                };
                let pinpoint = unit.and_then(|unit| UnitId::parse(unit).ok()).map(|unit| unit.printed());
                let name = match pinpoint {
                    Some(pinpoint) => format!("{}, {pinpoint}", known.title()),
                    None => known.title().to_owned(),
                };
                return Some(Meant::Here { link, name });
            }
        }
        match &citation.target {
            Target::Internal(_) | Target::Missing { .. } | Target::Unresolved => None,
            Target::Ambiguous(candidates) => Some(Meant::OneOf(candidates.iter().map(name_of).collect())),
            target => Some(match target.undocs() {
                Some(url) => Meant::Outside { name: name_of(target), url },
                None => Meant::Named(name_of(target)),
            }),
        }
    }
}

/// A target as people write it.
fn name_of(target: &Target) -> String {
    let with = |name: &str, unit: &Option<String>| match unit.as_deref().and_then(|unit| UnitId::parse(unit).ok()) {
        Some(unit) => format!("{name}, {}", unit.printed()),
        None => name.to_owned(),
    };
    match target {
        Target::Document { symbol, unit } => with(symbol, unit),
        Target::Instrument { id, unit } => with(id, unit),
        Target::Series(place) => place.replace('/', " "),
        Target::Body { scheme, name, unit } => with(&format!("{} {name}", scheme.to_uppercase()), unit),
        other => other.to_string(),
    }
}

/// What stands at a stretch of the words.
enum Span<'w> {
    Link(String),
    Term,
    Note(&'w str, String),
    Hedge(&'w Hedge<'w>),
}

/// The words, with the hedges that are coded of their unit. `lang` tells footnotes of two languages apart.
pub(super) fn words(reader: &Reader<'_>, words: &Words, lang: &str, hedges: &[Hedge<'_>]) -> Markup {
    let mut spans: Vec<(usize, usize, Span<'_>)> = Vec::new();
    // Not printed numbers between the ends of a range stand on a word that is no link by itself.
    for citation in words.citations.iter().filter(|c| !c.implied) {
        if let Some(link) = reader.link(citation) {
            spans.push((citation.start, citation.end, Span::Link(link)));
        }
    }
    spans.extend(words.terms.iter().map(|term| (term.start, term.end, Span::Term)));
    for note in &words.notes {
        spans.push((note.start, note.end, Span::Note(&note.mark, format!("#fn-{lang}-{}", note.number + 1))));
    }
    // A link or the mark of a footnote must not get lost for a hedge that lies on it.
    let taken: Vec<(usize, usize)> = spans.iter().map(|(start, end, _)| (*start, *end)).collect();
    for hedge in hedges {
        let found = find(&words.text, hedge.term).into_iter();
        let free = found.filter(|(start, end)| taken.iter().all(|(from, to)| end <= from || to <= start));
        spans.extend(free.map(|(start, end)| (start, end, Span::Hedge(hedge))));
    }
    if spans.is_empty() {
        return html! { (words.text) };
    }
    spans.sort_by_key(|(start, end, _)| (*start, *end));
    let text = |from: usize, to: usize| words.text.get(from..to).unwrap_or("");
    let mut at = 0;
    // Two that lie on each other cannot both be marked; the first one is.
    let shown = spans.into_iter().filter_map(|(start, end, span)| {
        let before = (start >= at).then(|| text(at, start))?;
        at = end;
        Some((before, text(start, end), span))
    });
    let shown: Vec<_> = shown.collect();
    html! {
        @for (before, inside, span) in &shown {
            (before)
            @match span {
                Span::Link(link) => a href=(link) { (inside) },
                Span::Term => dfn { (inside) },
                Span::Note(mark, link) => sup { a.fn href=(link) { (mark) } },
                // The note beside the words says the same, and is what a reader who sees no underlining is led to.
                Span::Hedge(hedge) => mark.hedge title=(hedge.says) aria-describedby=(hedge.id) { (inside) },
            }
        }
        (text(at, words.text.len()))
    }
}
