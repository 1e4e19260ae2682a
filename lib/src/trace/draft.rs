//! A text sentence by sentence: who else has its words, where, and what nobody has.
//!
//! In: texts and the passages that the first of them shares with the others. Out: of each sentence of the first text the
//! texts that have a third of its words or more, later ones last, the fullest first and of equals the oldest; and
//! the words that none of them has. A passage says that two stretches go together; which words of it are the same is looked
//! up again word by word, so that what was put between shared words counts as new.

use std::cell::OnceCell;
use std::ops::Range;

use super::words::Row;
use super::{OnShelf, Passage, Place};
use crate::model::Date;
use crate::text::{self, differing};

/// A text is told of a sentence if it has a third of its words or more.
const LEAST_SHARE: usize = 3;
/// Fewer words that are the same in a row, with others around them, are chance: "of the" is in everything.
const LEAST_RUN: usize = 3;

/// A stretch of the traced text that belongs to one unit and to none below it: its words before its first subordinate unit,
/// between two of them, or behind the last.
#[derive(Debug, Clone)]
pub struct TracedUnit<'t> {
    /// Address of the unit; empty for words outside all units.
    pub address: &'t str,
    /// Its sentences, in their order.
    pub sentences: Vec<TracedSentence<'t>>,
}

/// A sentence of the traced text.
#[derive(Debug, Clone)]
pub struct TracedSentence<'t> {
    /// Its words, without running heads and markup that stand among them.
    pub words: String,
    /// From its first byte in the traced text to its last.
    pub bytes: Range<usize>,
    /// Who has them, the fullest first; empty if nobody has a third of them.
    pub precedents: Vec<Precedent<'t>>,
    /// The stretches of `words` that no other text has, in bytes of `words`. A sentence of fewer words than a passage must
    /// have is looked for only as a part of one, so what is new of it may be old.
    pub new: Vec<Range<usize>>,
    /// The same stretches in bytes of the traced text.
    pub new_bytes: Vec<Range<usize>>,
    /// Whether it has fewer words than a passage must have.
    pub is_short: bool,
}

/// Another text that has words of a sentence.
#[derive(Debug, Clone)]
pub struct Precedent<'t> {
    /// The text.
    pub text: &'t OnShelf,
    /// The unit in which they stand there, or the first of them.
    pub unit: Option<&'t str>,
    /// The last unit over which they reach, where that is another one.
    pub until: Option<&'t str>,
    /// Whether it is certainly later than the traced text: then it is no precedent, but may have taken the words over.
    pub is_later: bool,
    /// Share of the sentence's words that it has in the same order, in passages, 0 to 1.
    pub share: f64,
    /// The passage that has most of them: it may begin before the sentence, and end behind it.
    pub passage: &'t Passage,
}

/// A passage, seen from the traced text.
struct Told<'t> {
    here: &'t Place,
    there: &'t Place,
    passage: &'t Passage,
    /// The bytes of the traced text that are the same word for word, in order.
    same: Vec<Range<usize>>,
}

/// Tells of each sentence of the first text who has its words, in passages that had to have so many words at least.
#[must_use]
pub fn precedents<'t>(texts: &'t [OnShelf], passages: &'t [Passage], least_words: usize) -> Vec<TracedUnit<'t>> {
    let Some(traced) = texts.first() else { return Vec::new() };
    let hidden: Vec<OnceCell<Vec<Range<usize>>>> = texts.iter().map(|_| OnceCell::new()).collect();
    let row = |place: &Place| {
        let text = texts.get(place.text)?;
        Some(row(text, hidden.get(place.text)?.get_or_init(|| text.hidden()), place))
    };
    let mut own: Vec<Told<'t>> = passages
        .iter()
        .filter_map(|passage| {
            let (here, there) = match (passage.a.text, passage.b.text) {
                (0, _) => (&passage.a, &passage.b),
                (_, 0) => (&passage.b, &passage.a),
                _ => return None,
            };
            Some(Told { here, there, passage, same: same_words(here, &row(here)?, &row(there)?) })
        })
        .collect();
    own.sort_by_key(|told| (told.here.bytes.start, told.there.text, told.there.bytes.start));
    let longest = own.iter().map(|told| told.here.bytes.len()).max().unwrap_or(0);
    let desk = Desk { texts, traced, own, longest, least_words };
    let hidden = traced.hidden();
    let units = pieces(traced).into_iter().map(|(address, bytes)| {
        let shown = Shown::of(traced.words(), &hidden, bytes);
        TracedUnit { address, sentences: desk.sentences(&shown) }
    });
    units.filter(|unit| !unit.sentences.is_empty()).collect()
}

/// What belongs to each unit and to none below it, in the order of the text; a number in front is not among it.
fn pieces(traced: &OnShelf) -> Vec<(&str, Range<usize>)> {
    let Some(document) = &traced.document else { return Vec::new() };
    let mut below: Vec<Vec<Range<usize>>> = vec![Vec::new(); document.units.len()];
    let mut outermost = Vec::new();
    for unit in &document.units {
        let list = unit.parent_index.and_then(|parent| below.get_mut(parent)).unwrap_or(&mut outermost);
        list.push(unit.start..unit.end);
    }
    let whole = traced.words();
    let mut pieces: Vec<(&str, Range<usize>)> = Vec::new();
    for (unit, below) in document.units.iter().zip(below) {
        // A unit's words come with its number aside, while its bytes hold that too.
        let opening: String = unit.text.trim_start().chars().take(16).collect();
        let bytes = whole.get(unit.start..unit.end).unwrap_or("");
        let skipped = if opening.is_empty() { 0 } else { bytes.find(opening.trim_end()).unwrap_or(0) };
        let first = below.first().map_or(unit.end, |first| first.start);
        let begin = unit.start + if unit.start + skipped < first { skipped } else { 0 };
        let number = unit.text.trim().is_empty() && !below.is_empty();
        let own = between(&joined(below), &(begin..unit.end)).into_iter();
        pieces.extend(own.filter(|own| !number || own.start != unit.start).map(|own| (unit.address.as_str(), own)));
    }
    pieces.extend(between(&joined(outermost), &(0..whole.len())).into_iter().map(|own| ("", own)));
    pieces.sort_by_key(|(_, bytes)| bytes.start);
    pieces
}

/// Words of a stretch without what is hidden in it, and where they stand in the text.
struct Shown {
    words: String,
    /// Of each piece that is shown: its first byte here, and its bytes in the text.
    places: Vec<(usize, Range<usize>)>,
}

impl Shown {
    fn of(text: &str, hidden: &[Range<usize>], bytes: Range<usize>) -> Shown {
        let inside: Vec<Range<usize>> =
            hidden.iter().filter(|range| range.start < bytes.end && range.end > bytes.start).cloned().collect();
        let (mut words, mut places) = (String::new(), Vec::new());
        for shown in between(&joined(inside), &bytes) {
            let Some(piece) = text.get(shown.clone()) else { continue };
            places.push((words.len(), shown));
            words.push_str(piece);
        }
        Shown { words, places }
    }

    /// The byte of the text at which a byte of the words stands.
    fn byte(&self, at: usize) -> usize {
        let piece = self.places.partition_point(|(start, _)| *start <= at).checked_sub(1);
        piece.and_then(|piece| self.places.get(piece)).map_or(0, |(start, bytes)| bytes.start + at - start)
    }

    /// The bytes of the text from the first to the last of some words.
    fn bytes(&self, words: &Range<usize>) -> Range<usize> {
        self.byte(words.start)..self.byte(words.end.saturating_sub(1)) + 1
    }

    /// What of some words stands in a stretch of the text.
    fn words(&self, words: &Range<usize>, stretch: &Range<usize>) -> Vec<Range<usize>> {
        let inside = self.places.iter().filter_map(|(start, bytes)| {
            let shared = bytes.start.max(stretch.start)..bytes.end.min(stretch.end);
            (shared.start < shared.end).then(|| start + shared.start - bytes.start..start + shared.end - bytes.start)
        });
        within(&inside.collect::<Vec<_>>(), words)
    }
}

struct Desk<'t> {
    texts: &'t [OnShelf],
    traced: &'t OnShelf,
    /// In the order of the traced text.
    own: Vec<Told<'t>>,
    /// Bytes of the longest of them.
    longest: usize,
    least_words: usize,
}

impl<'t> Desk<'t> {
    fn sentences(&self, shown: &Shown) -> Vec<TracedSentence<'t>> {
        let is_worded =
            |at: &Range<usize>| shown.words.get(at.clone()).is_some_and(|words| text::word_count(words) > 0);
        let all = text::sentences(&shown.words).into_iter().filter(is_worded);
        all.map(|at| self.sentence(shown, &at)).collect()
    }

    fn sentence(&self, shown: &Shown, at: &Range<usize>) -> TracedSentence<'t> {
        let words = shown.words.get(at.clone()).unwrap_or("");
        let bytes = shown.bytes(at);
        let mut by_text: Vec<(&Told<'t>, Vec<Range<usize>>, usize)> = Vec::new();
        let first = self.own.partition_point(|told| told.here.bytes.start + self.longest <= bytes.start);
        for told in self.own.iter().skip(first).take_while(|told| told.here.bytes.start < bytes.end) {
            let parts: Vec<Range<usize>> =
                within(&told.same, &bytes).iter().flat_map(|part| shown.words(at, part)).collect();
            let most: usize = parts.iter().map(ExactSizeIterator::len).sum();
            if most == 0 {
                continue;
            }
            match by_text.iter_mut().find(|(held, ..)| held.there.text == told.there.text) {
                Some((held, all, best)) => {
                    if most > *best {
                        (*held, *best) = (told, most);
                    }
                    all.extend(parts);
                }
                None => by_text.push((told, parts, most)),
            }
        }
        let all = by_text.iter().flat_map(|(_, parts, _)| parts.iter().cloned()).collect();
        let new: Vec<Range<usize>> =
            between(&joined(all), at).into_iter().filter_map(|gap| trimmed(words, at, gap)).collect();
        let in_text = |new: &Range<usize>| shown.bytes(&(at.start + new.start..at.start + new.end));
        let new_bytes = new.iter().map(in_text).collect();
        let count = |parts: Vec<Range<usize>>| -> usize {
            let words = |part: &Range<usize>| shown.words.get(part.clone()).map_or(0, text::word_count);
            joined(parts).iter().map(words).sum()
        };
        let length = text::word_count(words);
        let shares = by_text.into_iter().map(|(told, parts, _)| (count(parts), told));
        let mut found: Vec<(usize, &Told<'t>)> = shares.filter(|(same, _)| *same * LEAST_SHARE >= length).collect();
        let date = |told: &Told<'_>| -> Option<Date> { self.texts.get(told.there.text)?.date };
        let later = |told: &Told<'_>| {
            let (own, other) = (self.traced.date, date(told));
            own.zip(other).is_some_and(|(own, other)| own.last() < other.first())
        };
        found.sort_by_key(|(same, told)| {
            let age = (date(told).is_none(), date(told), told.there.text, told.there.bytes.start);
            (later(told), std::cmp::Reverse(*same), age)
        });
        let precedent = |(same, told): (usize, &Told<'t>)| {
            let text = self.texts.get(told.there.text)?;
            let from = bytes.start.max(told.here.bytes.start);
            let (unit, until) = text.unit_of(told.there, self.traced.words().get(from..bytes.end).unwrap_or(""));
            let share = (same as f64 / length.max(1) as f64).min(1.0);
            Some(Precedent { text, unit, until, is_later: later(told), share, passage: told.passage })
        };
        let is_short = length < self.least_words;
        let precedents = found.into_iter().filter_map(precedent).collect();
        TracedSentence { words: words.to_owned(), bytes, precedents, new, new_bytes, is_short }
    }
}

/// The bytes of a place of one text whose words another place has in the same order.
fn same_words(here: &Place, here_row: &Row, there_row: &Row) -> Vec<Range<usize>> {
    let (before, after) = (here_row.everywhere(), there_row.everywhere());
    let mut from = 0;
    let mut same = Vec::new();
    let hunks = differing(&before, &after);
    let ends = hunks.into_iter().map(|hunk| hunk.before).chain(std::iter::once(before.len()..before.len()));
    for changed in ends {
        let run = from..changed.start;
        // What begins or ends a passage was followed there word by word.
        if run.len() >= LEAST_RUN || !run.is_empty() && (run.start == 0 || run.end == before.len()) {
            let bytes = here_row.bytes_of(run);
            same.push(here.bytes.start + bytes.start..here.bytes.start + bytes.end);
        }
        from = changed.end;
    }
    same
}

/// The words of a place, without what is hidden in it.
fn row(text: &OnShelf, hidden: &[Range<usize>], place: &Place) -> Row {
    let first = hidden.partition_point(|range| range.end <= place.bytes.start);
    let inside = hidden.iter().skip(first).take_while(|range| range.start < place.bytes.end);
    let start = place.bytes.start;
    let moved =
        |range: &Range<usize>| range.start.saturating_sub(start)..range.end.min(place.bytes.end).saturating_sub(start);
    let skip: Vec<Range<usize>> = inside.map(moved).collect();
    Row::cut(text.words().get(place.bytes.clone()).unwrap_or(""), &skip)
}

/// What of some stretches lies in another one.
fn within(parts: &[Range<usize>], whole: &Range<usize>) -> Vec<Range<usize>> {
    let first = parts.partition_point(|part| part.end <= whole.start);
    let reach = parts.iter().skip(first).take_while(|part| part.start < whole.end);
    reach.map(|part| part.start.max(whole.start)..part.end.min(whole.end)).collect()
}

/// Stretches in their order, those that touch as one.
fn joined(mut parts: Vec<Range<usize>>) -> Vec<Range<usize>> {
    parts.sort_by_key(|part| part.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for part in parts {
        match joined.last_mut() {
            Some(last) if part.start <= last.end => last.end = last.end.max(part.end),
            _ => joined.push(part),
        }
    }
    joined
}

/// What of a stretch lies in none of the parts.
fn between(parts: &[Range<usize>], whole: &Range<usize>) -> Vec<Range<usize>> {
    let starts = std::iter::once(whole.start).chain(parts.iter().map(|part| part.end));
    let ends = parts.iter().map(|part| part.start).chain(std::iter::once(whole.end));
    starts.zip(ends).map(|(start, end)| start..end).filter(|gap| !gap.is_empty()).collect()
}

/// A gap without the white space and marks around its words, in bytes of the sentence; `None` if it has no words.
fn trimmed(words: &str, sentence: &Range<usize>, gap: Range<usize>) -> Option<Range<usize>> {
    let gap = gap.start - sentence.start..gap.end - sentence.start;
    let text = words.get(gap.clone())?;
    let is_edge = |c: char| !c.is_alphanumeric();
    let start = gap.start + text.len() - text.trim_start_matches(is_edge).len();
    let end = gap.start + text.trim_end_matches(is_edge).len();
    (start < end).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;
    use crate::trace::{Control, Options, trace};

    const OLDER: &str = "# Model Agreement on Harbours\n\nArticle 1\n\nEach Party shall keep its harbours open to vessels in \
                         distress at every hour of the day and of the night.\n";
    const DRAFT: &str = "# Model Draft\n\nArticle 1\n\nEach Party shall keep its harbours open to vessels in distress at \
                         every hour of the day and of the night. No fee may be asked by pilots, tug masters or keepers of \
                         lights for such help in winter. It is free.\n";

    fn shelf() -> Vec<OnShelf> {
        let read = |name: &str, text: &str| {
            OnShelf::of(name.to_owned(), read::read(name, text.as_bytes(), &read::Options::default()))
        };
        vec![read("draft.md", DRAFT), read("older.md", OLDER)]
    }

    fn passages(texts: &[OnShelf]) -> Vec<Passage> {
        let mut found = Vec::new();
        let mut take = |passage: &Passage| {
            found.push(passage.clone());
            Ok(())
        };
        let load = |at: usize| texts[at].source();
        trace(texts.len(), &load, &Options::default(), &Control::default(), &mut take).unwrap();
        found
    }

    #[test]
    fn each_sentence_has_its_own_precedents() {
        let texts = shelf();
        let passages = passages(&texts);
        let units = precedents(&texts, &passages, 12);
        let article = units.iter().find(|unit| unit.address == "art1").unwrap();
        let [old, new, short] = article.sentences.as_slice() else { panic!("{article:?}") };
        assert!(old.words.starts_with("Each Party shall"), "{}", old.words);
        let precedent = &old.precedents[0];
        assert_eq!((precedent.text.name.as_str(), precedent.unit), ("older.md", Some("art1")));
        assert!(precedent.share > 0.95 && old.new.is_empty(), "{old:?}");
        assert!(new.precedents.is_empty() && !new.is_short, "{new:?}");
        assert_eq!(&new.words[new.new[0].clone()], new.words.trim_end_matches('.'));
        assert!(short.is_short, "three words are no passage: {short:?}");
        assert!(
            precedents(&texts, &[], 12).iter().all(|unit| unit.sentences.iter().all(|one| one.precedents.is_empty()))
        );
    }

    #[test]
    fn no_word_is_left_out_and_no_running_head_let_in() {
        let source = "# Model Draft\n\nArticle 1\n\nEach Party shall:\n\n(a) keep the lights;\n\n(b) mend the quays;\n\nand shall \
                      tell the others of it.\n\nArticle 2\n\nThis Agreement enters into force at once.\n";
        let document = read::read("draft.md", source.as_bytes(), &read::Options::default());
        let text = OnShelf::of("draft.md".to_owned(), document);
        let texts = [text];
        let units = precedents(&texts, &[], 12);
        let all: String = units.iter().flat_map(|unit| &unit.sentences).map(|one| format!("{} ", one.words)).collect();
        for words in ["Each Party shall:", "keep the lights;", "mend the quays;", "tell the others of it.", "at once."]
        {
            assert_eq!(all.matches(words).count(), 1, "{words}: {all}");
        }
        assert!(!all.contains('#'), "{all}");
        let shown = Shown::of("one HEAD two", &[Range { start: 4, end: 9 }], 0..12);
        assert_eq!(shown.words, "one two");
        assert_eq!(shown.bytes(&(2..5)), 2..10);
        assert_eq!(shown.words(&(0..7), &(2..10)), [2..4, 4..5]);
    }

    #[test]
    fn what_lies_between_is_new() {
        let parts = joined(vec![5..9, 0..3, 8..12]);
        assert_eq!(parts, [0..3, 5..12]);
        assert_eq!(between(&parts, &(0..20)), [3..5, 12..20]);
        assert_eq!(between(&[], &(2..4)), [Range { start: 2, end: 4 }]);
    }
}
