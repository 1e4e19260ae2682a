//! The walk over a text: hits to references to citations.

use std::ops::Range;

use super::address;
use super::clean::Clean;
use super::cursor::Cursor;
use super::gazetteer::Gazetteer;
use super::organ::{self, Organ};
use super::provision::{Anchor, Step};
use super::resolve::{self, Known, Tail};
use super::scan::{self, Hit, Trigger};
use super::target::{Citation, Kind, Target};
use super::tongue::{Level, Tongue, Unit};
use super::{Context, claim, foreign, han, resolution, series, symbol};
use crate::read::understand::definitions;

/// A citation in positions of the clean text.
struct Draft {
    range: Range<usize>,
    kind: Kind,
    target: Target,
    implied: bool,
}

pub(super) struct Walk<'w> {
    clean: &'w Clean,
    tongue: &'static Tongue,
    context: &'w Context<'w>,
    organ: Option<Organ>,
    drafts: Vec<Draft>,
}

impl<'w> Walk<'w> {
    pub(super) fn new(clean: &'w Clean, tongue: &'static Tongue, context: &'w Context<'w>) -> Walk<'w> {
        Walk { clean, tongue, context, organ: context.organ, drafts: Vec::new() }
    }

    pub(super) fn run(mut self, given: &str) -> Vec<Citation> {
        let text = &self.clean.text;
        let gazetteer = self.context.gazetteer.unwrap_or_else(|| Gazetteer::well_known());
        let hits = scan::scan(text, self.tongue);
        let symbols = symbol::symbols(text);
        let names = gazetteer.names_in(text);
        if hits.is_empty() && symbols.is_empty() && names.is_empty() {
            return Vec::new();
        }
        self.organ =
            self.organ.or_else(|| organ::enacting_organ(given)).or_else(|| self.context.own.and_then(organ::of_symbol));
        let resolutions = self.resolutions(&hits);
        let places: Vec<symbol::Found> = hits
            .iter()
            .filter_map(|hit| match hit.trigger {
                Trigger::Series(word) => series::read(text, hit.start, word),
                Trigger::Resolution(true) if text.get(hit.start..hit.end) == Some("Decision") => {
                    series::read(text, hit.start, "Decision")
                }
                _ => None,
            })
            .collect();
        let borders = self.context.units.iter();
        let articles = borders.clone().filter(|border| address::ends_in_article(border.address)).count();
        let dotted = borders.filter(|b| address::ends_in_article(b.address) && address::is_dotted(b.address)).count();
        let mut known = Known {
            clean: self.clean,
            tongue: self.tongue,
            context: self.context,
            organ: self.organ,
            gazetteer,
            names,
            documents: resolve::documents(&symbols, &resolutions),
            terms: self
                .context
                .terms
                .iter()
                .map(|(term, target)| (term.to_lowercase(), vec![(0, target.clone())]))
                .collect(),
            addresses: self.context.units.iter().map(|border| border.address).collect(),
            elsewhere: claim::elsewhere(self.context),
            dotted: dotted * 2 > articles,
            has_articles: articles > 0,
            all_dotted: articles > 0 && dotted == articles,
            in_digits: articles > 2 && !foreign::prints_roman(given, self.context),
            quoted: foreign::quoted(text),
            other_charter: resolve::names_other_charter(text),
            names_court: resolve::names_court(text),
            maker: resolve::maker(text),
        };
        self.define(&mut known);
        let own = self.context.own.map(|own| own.split_whitespace().collect::<String>());
        for found in symbols {
            let itself = matches!(&found.target, Target::Document { symbol, .. } if Some(symbol) == own.as_ref());
            if !itself {
                self.draft(found.start..found.end, Kind::Symbol, found.target);
            }
        }
        for found in places {
            self.draft(found.start..found.end, Kind::Series, found.target);
        }
        let mut ends: Vec<(usize, Target)> = known
            .documents
            .values()
            .cloned()
            .chain(known.names.iter().map(|hit| (hit.end, hit.target.clone())))
            .collect();
        ends.sort_by_key(|(end, _)| *end);
        for found in resolutions {
            self.draft(found.start..found.end, Kind::Resolution, found.target);
        }
        self.units(&known, &hits, &ends);
        for hit in &known.names {
            self.draft(hit.start..hit.end, Kind::Name, hit.target.clone());
        }
        self.finish(given, &known)
    }

    fn draft(&mut self, range: Range<usize>, kind: Kind, target: Target) {
        self.drafts.push(Draft { range, kind, target, implied: false });
    }

    fn resolutions(&self, hits: &[Hit]) -> Vec<resolution::Found> {
        let text = &self.clean.text;
        let mut found = Vec::new();
        for hit in hits {
            match hit.trigger {
                Trigger::Resolution(decision) => {
                    found.extend(resolution::read(text, hit.start..hit.end, self.tongue, decision, self.organ));
                }
                Trigger::HanNumber => {
                    found.extend(resolution::read_han(text, hit.start, self.tongue, self.organ));
                }
                _ => {}
            }
        }
        // The same number cited once with its organ means the same when it is cited again without.
        let told: Vec<(String, Target)> = found
            .iter()
            .filter(|one| one.target.is_resolved())
            .filter_map(|one| Some((text.get(one.start..one.end)?.to_owned(), one.target.clone())))
            .collect();
        for one in &mut found {
            let Target::Ambiguous(candidates) = &one.target else { continue };
            let number = text.get(one.start..one.end).unwrap_or("");
            let mut same = told.iter().filter(|(n, t)| n == number && candidates.contains(t)).map(|(_, t)| t);
            if let Some(first) = same.next()
                && same.all(|other| other == first)
            {
                one.target = first.clone();
            }
        }
        found
    }

    /// "(hereinafter referred to as “the Convention”)" behind a name gives the name a short form.
    fn define(&self, known: &mut Known<'_>) {
        const NEAR: usize = 250;
        for definition in definitions::short_names(&self.clean.text) {
            let before = definition.span.start;
            let next = known.names.partition_point(|hit| hit.end <= before);
            let named = next.checked_sub(1).and_then(|at| known.names.get(at)).filter(|hit| before - hit.end < NEAR);
            let gap = named.and_then(|hit| self.clean.text.get(hit.end..before)).unwrap_or("");
            let term = definition.term.trim_start_matches("the ").to_lowercase();
            let is_text = self.tongue.texts.iter().any(|noun| term.contains(noun));
            let same_sentence = !gap.contains(['\n', ';']) && !gap.contains(". ");
            match named {
                Some(hit) if same_sentence => known.terms.entry(term).or_default().push((before, hit.target.clone())),
                _ if is_text => known.terms.entry(term).or_default().push((before, Target::Unresolved)),
                _ => {}
            }
        }
    }

    /// Expressions with units.
    fn units(&mut self, known: &Known<'_>, hits: &[Hit], ends: &[(usize, Target)]) {
        let mut done = 0;
        let mut last: Option<(usize, bool)> = None;
        for hit in hits {
            if hit.start < done {
                continue;
            }
            let read = match hit.trigger {
                Trigger::Unit(unit) => self.unit(known, unit, hit, ends, last),
                Trigger::Han => self.han(known, hit),
                Trigger::Relative => {
                    self.relative(hit);
                    None
                }
                Trigger::Report => {
                    self.report(known, hit);
                    None
                }
                Trigger::Resolution(_) | Trigger::Series(_) | Trigger::HanNumber => None,
            };
            if let Some((end, open)) = read {
                done = end;
                last = Some((end, open));
            }
        }
    }

    /// "Ibid.": what was cited before, which only a volume of a treaty series behind it tells for sure.
    fn relative(&mut self, hit: &Hit) {
        let before = self.drafts.iter().filter(|draft| draft.kind == Kind::Series && draft.range.end <= hit.start);
        let place = match before.max_by_key(|draft| draft.range.end).map(|draft| &draft.target) {
            Some(Target::Series(last)) => series::same_series(&self.clean.text, hit.start, hit.end, last),
            _ => None,
        };
        match place {
            Some(found) => self.draft(found.start..found.end, Kind::Series, found.target),
            None => self.draft(hit.start..hit.end, Kind::Relative, Target::Unresolved),
        }
    }

    /// One expression. Gives where it ends, and whether nothing was said about the text it is of.
    fn unit(
        &mut self,
        known: &Known<'_>,
        unit: &'static Unit,
        hit: &Hit,
        ends: &[(usize, Target)],
        last: Option<(usize, bool)>,
    ) -> Option<(usize, bool)> {
        let reader = known.reader();
        let mut start = hit.start;
        let before = self.clean.text.get(..start).unwrap_or("");
        let previous = before.trim_end_matches(' ').rsplit([' ', '\n', '(']).next().unwrap_or("");
        let ordinal = self.tongue.ordinal(previous).is_some() && before.ends_with(' ');
        let group = if ordinal {
            let from = start - 1 - previous.len();
            let read = reader.ordinal(from);
            if read.is_some() {
                start = from;
            }
            read.or_else(|| reader.expression(unit, hit.start, hit.end))
        } else {
            reader.expression(unit, start, hit.end)
        };
        // "Agenda item 129" is of no text.
        if unit.word.starts_with("item") && previous.eq_ignore_ascii_case("agenda") {
            return None;
        }
        let Some(mut group) = group else { return self.pointer(known, unit, hit, ends) };
        if self.is_heading(start, group.end) {
            return Some((group.end, false));
        }
        for (word, slug) in [("operative ", ""), ("preambular ", "preamble")] {
            if unit.level == Level::Paragraph && previous.eq_ignore_ascii_case(word.trim_end()) && before.ends_with(' ')
            {
                start -= word.len();
                for reference in &mut group.references {
                    if reference.start == hit.start {
                        reference.start = start;
                    }
                    if !slug.is_empty() {
                        let preamble = Step { level: Level::Annex, slug, parts: Vec::new() };
                        reference.path.insert(0, preamble);
                    }
                }
            }
        }
        let (mut tail, end) = known.tail(group.end);
        if end > group.end {
            reader.extend(&mut group, end);
        }
        if tail == Tail::None && group.anchor == Anchor::None {
            // ", annex II" behind a resolution is the resolution's.
            if let Some(document) = self.document_before(start, ends) {
                tail = Tail::Work(document);
            } else if self.of_unknown_text(start) || self.behind_acronym(start) {
                tail = Tail::Unknown;
            }
        }
        // "Article 5 and Article 10 of the Convention": the first may be of the Convention or of this text.
        if matches!(tail, Tail::Work(_) | Tail::Unknown)
            && let Some((last_end, true)) = last
            && self.clean.text.get(last_end..start).is_some_and(|gap| self.joins(gap))
            && group.anchor == Anchor::None
        {
            self.loosen(last_end, &tail);
        }
        let open = tail == Tail::None && group.anchor == Anchor::None;
        for reference in &group.references {
            let target = known.target(reference, group.anchor, &tail);
            let kind = match tail {
                Tail::Work(_) | Tail::Unknown => Kind::Provision,
                Tail::None | Tail::Own => Kind::Internal,
            };
            self.drafts.push(Draft { range: reference.start..reference.end, kind, target, implied: reference.implied });
        }
        Some((group.end, open))
    }

    fn joins(&self, gap: &str) -> bool {
        let gap = gap.trim().trim_start_matches(',').trim();
        gap.is_empty() || self.tongue.and.contains(&gap)
    }

    /// The references of the expression that ends here become uncertain.
    fn loosen(&mut self, end: usize, tail: &Tail) {
        const NEAR: usize = 500; // the longest list that ranges can make, and more
        let first = self.drafts.len().saturating_sub(NEAR);
        let recent = self.drafts.get(first..).unwrap_or(&[]);
        let Some(found) = recent.iter().rposition(|draft| draft.range.end == end && draft.kind == Kind::Internal)
        else {
            return;
        };
        let from = first + found;
        for draft in self.drafts.iter_mut().take(from + 1).rev().take_while(|draft| draft.kind == Kind::Internal) {
            draft.target = match (tail, draft.target.clone()) {
                (Tail::Work(work), Target::Internal(unit)) if *work != Target::Unresolved => {
                    Target::Ambiguous(vec![Target::Internal(unit.clone()), work.at(&unit)])
                }
                // What this text does not have may only be the other's.
                (Tail::Work(work), Target::Missing { unit, .. }) if *work != Target::Unresolved => {
                    Target::Ambiguous(vec![work.at(&unit)])
                }
                (_, Target::Internal(unit)) => Target::Ambiguous(vec![Target::Internal(unit)]),
                (_, Target::Missing { .. }) => Target::Unresolved,
                _ => return,
            };
            // Only the last expression is loosened; a list before it has its own borders.
            if self.clean.text.get(draft.range.clone()).is_some_and(|text| text.starts_with(char::is_alphabetic)) {
                return;
            }
        }
    }

    /// "this Article", "the preceding paragraph", ", annex": a unit word without a number.
    fn pointer(
        &mut self,
        known: &Known<'_>,
        unit: &Unit,
        hit: &Hit,
        ends: &[(usize, Target)],
    ) -> Option<(usize, bool)> {
        if unit.plural {
            return None;
        }
        let before = self.clean.text.get(..hit.start)?;
        if unit.level == Level::Annex
            && unit.slug == "annex"
            && let Some(document) = self.document_before(hit.start, ends)
        {
            self.draft(hit.start..hit.end, Kind::Provision, document.at("annex"));
            return Some((hit.end, false));
        }
        if unit.weak && !matches!(unit.level, Level::Section) || unit.level == Level::Annex {
            return None;
        }
        let head = before.strip_suffix(' ')?;
        let ending = |words: &[&'static str]| {
            words
                .iter()
                .filter(|word| {
                    let Some(start) = head.len().checked_sub(word.len()) else { return false };
                    head.get(start..).is_some_and(|end| end.to_lowercase() == **word)
                        && !head.get(..start).is_some_and(|b| b.ends_with(char::is_alphanumeric))
                })
                .map(|word| word.len())
                .max()
        };
        let (length, target) = if let Some(length) = ending(self.tongue.this) {
            (length, known.pointed(hit.start, unit.level, false))
        } else if let Some(length) = ending(self.tongue.preceding) {
            (length, known.pointed(hit.start, unit.level, true))
        } else if let Some(length) = ending(self.tongue.said).filter(|_| {
            !head.ends_with("that")
                || self.clean.text.get(hit.start..).is_some_and(|rest| rest.starts_with(char::is_uppercase))
        }) {
            (length, self.said(unit.level))
        } else {
            return None;
        };
        let start = hit.start - 1 - length;
        // A heading or the text's own name is no citation.
        self.draft(start..hit.end, Kind::Internal, target);
        Some((hit.end, false))
    }

    /// "that Article": the one article that was cited last, if it stands near.
    fn said(&self, level: Level) -> Target {
        let same = |draft: &&Draft| {
            let text = draft.target.to_string();
            let unit = text.rsplit([':', '#']).next().unwrap_or("").to_owned();
            match level {
                Level::Article => unit.split('/').any(|part| part.starts_with("art")),
                _ => false,
            }
        };
        let last =
            self.drafts.iter().rev().take(3).find(|draft| matches!(draft.kind, Kind::Internal | Kind::Provision));
        let Some(draft) = last.filter(|draft| same(draft) && !draft.implied) else { return Target::Unresolved };
        let cut = |unit: &str| {
            let parts: Vec<&str> = unit.split('/').collect();
            let article = parts.iter().position(|part| part.starts_with("art"))?;
            parts.get(..=article).map(|parts| parts.join("/"))
        };
        match &draft.target {
            Target::Internal(unit) => cut(unit).map_or(Target::Unresolved, Target::Internal),
            Target::Instrument { unit: Some(unit), .. } | Target::Document { unit: Some(unit), .. } => {
                cut(unit).map_or(Target::Unresolved, |unit| draft.target.at(&unit))
            }
            _ => Target::Unresolved,
        }
    }

    /// The document that ends right before a place: "resolution 69/283, annex II", "A/70/174 of 22 July 2015, para. 13".
    fn document_before(&self, start: usize, ends: &[(usize, Target)]) -> Option<Target> {
        const FAR: usize = 45;
        let next = ends.partition_point(|(end, _)| *end <= start);
        let (end, target) = next.checked_sub(1).and_then(|at| ends.get(at))?;
        let gap = self.clean.text.get(*end..start).filter(|gap| gap.len() < FAR)?;
        let dated =
            gap.starts_with(" of ") && gap.matches(',').count() == 1 && gap.contains(|c: char| c.is_ascii_digit());
        const ESPECIALLY: &[&str] = &[", in particular ", ", and in particular ", " and in particular ", ", notably "];
        (gap == ", " || gap == " (" || ESPECIALLY.contains(&gap) || gap == "), " || dated && gap.ends_with(", "))
            .then(|| target.whole())
    }

    /// "resolution 1, annexes I and II": of a resolution that its number alone does not tell, but not of this text.
    fn of_unknown_text(&self, start: usize) -> bool {
        let before = self.clean.text.get(..start).unwrap_or("");
        let Some(head) = before.strip_suffix(", ") else { return false };
        let number = head.trim_end_matches(|c: char| c.is_ascii_digit());
        let word = number.trim_end_matches(' ').rsplit([' ', '(']).next().unwrap_or("");
        number.len() < head.len() && matches!(word, "resolution" | "Resolution" | "decision" | "Decision")
    }

    /// "GATT Article XX": of the text that the capitals mean.
    fn behind_acronym(&self, start: usize) -> bool {
        let text = &self.clean.text;
        let word =
            text.get(..start).and_then(|before| before.strip_suffix(' ')).and_then(|b| b.rsplit([' ', '(']).next());
        let mixed = text.get(start..).is_some_and(|unit| unit.chars().nth(1).is_some_and(char::is_lowercase));
        // "AND Article 5" is a heading's joiner, "FTA" this agreement.
        let other = |word: &str| {
            word.len() > 3 && word.bytes().all(|b| b.is_ascii_uppercase())
                || matches!(word, "GATT" | "TFEU" | "TEU" | "EC")
        };
        mixed && text.get(start..).is_some_and(|unit| unit.starts_with(char::is_uppercase)) && word.is_some_and(other)
    }

    /// "Article 5" on a line of its own, or before a title, is a heading.
    fn is_heading(&self, start: usize, end: usize) -> bool {
        let text = &self.clean.text;
        let line = text.get(..start).map_or(0, |before| before.trim_end_matches(['#', '*', ' ', '_']).len());
        let begins =
            self.clean.begins_line(start) || text.get(line..start).is_some_and(|b| b.contains('#')) || line == 0;
        if !begins {
            return false;
        }
        let sentence_goes_on = text
            .get(..line)
            .and_then(|b| b.chars().next_back())
            .is_some_and(|c| c != '\n' && (c.is_alphanumeric() || matches!(c, ',' | '(')))
            && !text.get(line..start).is_some_and(|gap| gap.contains(['\n', '#']));
        if sentence_goes_on {
            return false;
        }
        let after = text.get(end..).unwrap_or("");
        let trimmed = after.trim_start_matches(['*', '_', ' ']);
        let next_line = self.clean.begins_line(end + after.len() - trimmed.len());
        let title = trimmed.trim_start_matches(['.', ':', '-', '–', '—', '‑', '(', '[', ' ', '*', '_']);
        trimmed.is_empty()
            || trimmed.starts_with('\n')
            || next_line
            || title.chars().next().is_some_and(|c| {
                c.is_uppercase()
                    || !c.is_lowercase()
                        && c.is_alphabetic()
                        && !super::cursor::is_unspaced(c)
                        && self.tongue.code != "ar"
                    || c.is_ascii_digit()
                    || c == '\n'
            })
    }

    fn han(&mut self, known: &Known<'_>, hit: &Hit) -> Option<(usize, bool)> {
        let found = han::read(&self.clean.text, hit.start)?;
        let end = found.references.iter().map(|reference| reference.end).max()?;
        // 第五条 at the head of a line, with a blank or the line's end behind it, is a heading.
        let after = self.clean.text.get(end..).unwrap_or("");
        if self.clean.begins_line(hit.start)
            && (after.is_empty() || after.starts_with([' ', '\n', '：', ':']) || self.clean.begins_line(end))
        {
            return Some((end, false));
        }
        let tail = match &found.holder {
            han::Holder::None => Tail::None,
            han::Holder::Own => Tail::Own,
            han::Holder::Unknown => match self.clean.text.get(..hit.start) {
                Some(before) if before.trim_end_matches('的').ends_with("宪章") => {
                    Tail::Work(Target::instrument("un-charter-1945"))
                }
                _ => Tail::Unknown,
            },
            han::Holder::Title(end) => {
                let title = self
                    .clean
                    .text
                    .get(..*end)
                    .and_then(|b| b.rfind('《').map(|open| open + '《'.len_utf8()..end - '》'.len_utf8()));
                let named = title
                    .clone()
                    .and_then(|title| known.names.iter().find(|hit| resolve::covers(&title, &(hit.start..hit.end))));
                match (named, title.and_then(|title| self.clean.text.get(title))) {
                    (Some(hit), _) => Tail::Work(hit.target.clone()),
                    (None, Some("宪章")) => Tail::Work(Target::instrument("un-charter-1945")),
                    _ => Tail::Unknown,
                }
            }
        };
        // The title before the units belongs to the first: 《联合国宪章》第五十一条.
        let opening = match found.holder {
            han::Holder::Title(end) if matches!(tail, Tail::Work(_)) => {
                self.clean.text.get(..end).and_then(|before| before.rfind('《'))
            }
            _ => None,
        };
        for reference in &found.references {
            let target = match (&found.pointed, reference.path.is_empty()) {
                (Some((level, preceding)), true) => known.pointed(reference.start, *level, *preceding),
                (Some((level, false)), false) => known.target(reference, Anchor::This(*level), &tail),
                (Some((level, true)), false) => known.target(reference, Anchor::Preceding(*level), &tail),
                (None, _) => known.target(reference, Anchor::None, &tail),
            };
            let kind = if matches!(tail, Tail::Work(_) | Tail::Unknown) { Kind::Provision } else { Kind::Internal };
            let start = opening.filter(|_| reference.start == hit.start).unwrap_or(reference.start);
            self.drafts.push(Draft { range: start..reference.end, kind, target, implied: reference.implied });
        }
        Some((end, false))
    }

    /// "the 2013 report" where reports of that year are known.
    fn report(&mut self, known: &Known<'_>, hit: &Hit) {
        let before = self.clean.text.get(..hit.start).unwrap_or("").trim_end_matches(' ');
        let before = before
            .strip_suffix("consensus")
            .or_else(|| before.strip_suffix("final"))
            .unwrap_or(before)
            .trim_end_matches(' ');
        let Some(start) = before.len().checked_sub(4).filter(|start| before.is_char_boundary(*start)) else { return };
        let cursor = Cursor::new(&self.clean.text, start);
        if cursor.at_word_start()
            && let Some((target, end)) = known.report(known.reader().cursor(start))
        {
            self.draft(start..end, Kind::Name, target);
        }
    }

    /// In order, without overlaps, in bytes of the given text.
    fn finish(mut self, given: &str, known: &Known<'_>) -> Vec<Citation> {
        self.drafts.sort_by(|a, b| {
            (a.range.start, std::cmp::Reverse(a.range.end), a.implied).cmp(&(
                b.range.start,
                std::cmp::Reverse(b.range.end),
                b.implied,
            ))
        });
        let mut kept: Vec<Citation> = Vec::new();
        let mut last = 0..0;
        for draft in self.drafts {
            // Units that share a span (of a range, or of two articles at once) stand side by side.
            let shared =
                draft.range == last && matches!(draft.kind, Kind::Provision | Kind::Internal) && !kept.is_empty();
            if draft.range.start < last.end && !shared || draft.range.is_empty() {
                continue;
            }
            let range = self.clean.original(&draft.range);
            let Some(text) = given.get(range.clone()) else { continue };
            last = draft.range;
            let instrument = known.gazetteer.instrument_of(&draft.target).map(|id| match &draft.target {
                Target::Instrument { unit: Some(unit), .. }
                | Target::Document { unit: Some(unit), .. }
                | Target::Body { unit: Some(unit), .. } => format!("{id}/{unit}"),
                _ => id.to_owned(),
            });
            kept.push(Citation {
                start: range.start,
                end: range.end,
                text: text.to_owned(),
                kind: draft.kind,
                target: draft.target,
                instrument,
                implied: draft.implied,
            });
        }
        kept
    }
}
