//! Why a piece was found: the words that were looked for, in the best stretch of the deepest unit that has them.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::piece::{Piece, PieceUnit, floor};
use super::plan::Looked;
use super::stem::Stems;
use super::words::{BREAK, each_word};
use crate::text::is_unspaced;

/// Width of one stretch, in letters of an alphabet; a Chinese character is as wide as three, because it says as much.
const WIDTH: usize = 260;
/// Of that at most between the first word found and the last.
const SPAN: usize = 190;
/// Most things looked for that are told apart; what is beyond is marked and does not weigh.
const MOST: usize = 64;

/// What is shown of a piece.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Shown {
    /// Address of the deepest unit that holds what is shown; empty for none.
    pub(super) unit: String,
    /// Title of that unit, or of the one around it.
    pub(super) heading: Option<String>,
    /// Bytes of the heading to be marked.
    pub(super) heading_marks: Vec<[usize; 2]>,
    /// The stretch, or stretches parted by " … ".
    pub(super) snippet: String,
    /// Bytes of it to be marked.
    pub(super) marks: Vec<[usize; 2]>,
    /// Whether everything that was found stands in headings.
    pub(super) in_heading: bool,
    /// Addresses of the other units of the piece that have, each by itself, all that is shown.
    pub(super) also: Vec<String>,
}

/// One find in the text of a piece.
#[derive(Debug, Clone)]
struct Mark {
    at: Range<usize>,
    thing: usize,
}

/// A stretch of one unit: from one mark to another.
struct Stretch {
    unit: usize,
    span: Range<usize>,
    things: u64,
}

/// Finds what is to be shown.
pub(super) fn show(piece: &Piece, language: &str, looked: &[Looked]) -> Shown {
    let marks = marks(piece, language, looked);
    let bit = |thing: usize| if thing < MOST { 1_u64 << thing } else { 0 };
    let all = marks.iter().fold(0, |all, mark| all | bit(mark.thing));
    let in_headings: Vec<u64> = piece
        .units
        .iter()
        .map(|unit| within(&marks, unit.start..unit.body).iter().fold(0, |all, mark| all | bit(mark.thing)))
        .collect();
    let stretches = stretches(piece, &marks, &bit);
    let heading_of = |unit: usize| in_headings.get(unit).copied().unwrap_or(0);
    let gain = |stretch: &Stretch, known: u64| ((stretch.things | heading_of(stretch.unit)) & !known).count_ones();
    // The most things; then the most in the words themselves; then the first.
    let best = |known: u64| {
        stretches
            .iter()
            .max_by_key(|s| (gain(s, known), (s.things & !known).count_ones(), std::cmp::Reverse(s.span.start)))
            .filter(|s| gain(s, known) > 0)
    };
    let mut chosen: Vec<&Stretch> = best(0).into_iter().collect();
    if let Some(first) = chosen.first() {
        chosen.extend(best(first.things | heading_of(first.unit)).filter(|_| all & !first.things != 0));
    }
    let by_heading = in_headings.iter().enumerate().max_by_key(|(at, things)| (things.count_ones(), usize::MAX - at));
    let from_heading = by_heading.filter(|(_, things)| **things != 0).map(|(at, _)| at);
    let mut shown = Shown::default();
    if chosen.is_empty() {
        // Only a heading has it, or nothing is to be marked: the unit from its beginning.
        shown.in_heading = from_heading.is_some();
        let unit = from_heading.or_else(|| piece.units.iter().position(|unit| unit.body < unit.end));
        if let Some((number, unit)) = unit.and_then(|n| piece.units.get(n).map(|unit| (n, unit))) {
            let below = piece.units.iter().skip(number).find(|unit| unit.body < unit.end).unwrap_or(unit);
            append(&mut shown, piece, below, below.body..below.body, &[]);
            finish(&mut shown, piece, &[number], &marks);
        }
        return shown;
    }
    let things = chosen.iter().fold(0, |things, s| things | s.things | heading_of(s.unit));
    let alike = piece.units.iter().filter(|unit| {
        let own = within(&marks, unit.start..unit.end).iter().fold(0, |own, mark| own | bit(mark.thing));
        own & things == things
    });
    shown.also = alike.map(|unit| unit.address.clone()).filter(|address| !address.is_empty()).collect();
    chosen.sort_by_key(|stretch| stretch.span.start);
    let units: Vec<usize> = chosen.iter().map(|stretch| stretch.unit).collect();
    for stretch in chosen {
        if let Some(unit) = piece.units.get(stretch.unit) {
            append(&mut shown, piece, unit, stretch.span.clone(), within(&marks, unit.body..unit.end));
        }
    }
    finish(&mut shown, piece, &units, &marks);
    let unit = shown.unit.clone();
    shown.also.retain(|address| *address != unit);
    shown.also.dedup();
    shown
}

/// Everything that was looked for, in the order of the text.
fn marks(piece: &Piece, language: &str, looked: &[Looked]) -> Vec<Mark> {
    let mut stems = Stems::default();
    stems.speak(language);
    // For each thing and each of its places the words there, by position.
    let mut at: Vec<Vec<FxHashMap<usize, Range<usize>>>> =
        looked.iter().map(|thing| vec![FxHashMap::default(); thing.places.len()]).collect();
    let mut headings = piece.units.iter().map(|unit| unit.start..unit.body).peekable();
    each_word(&piece.text, |word| {
        let stem = stems.stem(word.lower);
        while headings.peek().is_some_and(|heading| heading.end <= word.start) {
            headings.next();
        }
        let in_heading = headings.peek().is_some_and(|heading| heading.start <= word.start);
        for (thing, found) in looked.iter().zip(&mut at) {
            if thing.in_headings && !in_heading {
                continue;
            }
            for (place, found) in thing.places.iter().zip(found) {
                if place.contains(word.folded) || stem.is_some_and(|stem| place.contains(stem)) {
                    found.entry(word.position).or_insert(word.start..word.end);
                }
            }
        }
    });
    let mut marks = Vec::new();
    for (thing, places) in at.iter().enumerate() {
        let Some((first, rest)) = places.split_first() else { continue };
        if let Some(distance) = looked.get(thing).and_then(|looked| looked.near) {
            marks.extend(near(first, rest, distance as usize).into_iter().map(|at| Mark { at, thing }));
            continue;
        }
        for (position, span) in first {
            let mut end = Some(span.end);
            for (step, place) in (1..).zip(rest) {
                end = end.and_then(|_| place.get(&(position + step)).map(|span| span.end));
            }
            marks.extend(end.map(|end| Mark { at: span.start..end, thing }));
        }
    }
    marks.sort_by_key(|mark| (mark.at.start, mark.at.end, mark.thing));
    marks
}

/// The words of several places that stand within a distance: those of the first place, and of each other the nearest one.
fn near(
    first: &FxHashMap<usize, Range<usize>>,
    rest: &[FxHashMap<usize, Range<usize>>],
    distance: usize,
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (position, span) in first {
        let nearest: Option<Vec<&Range<usize>>> = rest
            .iter()
            .map(|place| {
                let steps = (1..=distance).flat_map(|step| [position.checked_sub(step), Some(position + step)]);
                steps.flatten().find_map(|at| place.get(&at))
            })
            .collect();
        if let Some(others) = nearest {
            found.push(span.clone());
            found.extend(others.into_iter().cloned());
        }
    }
    found.sort_by_key(|span| (span.start, span.end));
    found.dedup();
    found
}

/// The marks that begin inside a range.
fn within(marks: &[Mark], range: Range<usize>) -> &[Mark] {
    let from = marks.partition_point(|mark| mark.at.start < range.start);
    let to = marks.partition_point(|mark| mark.at.start < range.end);
    marks.get(from..to.max(from)).unwrap_or_default()
}

fn width(text: &str) -> usize {
    text.chars().map(|c| if is_unspaced(c) { 3 } else { 1 }).sum()
}

/// From every mark as far as a stretch may reach.
fn stretches(piece: &Piece, marks: &[Mark], bit: &impl Fn(usize) -> u64) -> Vec<Stretch> {
    let mut found = Vec::new();
    for (number, unit) in piece.units.iter().enumerate() {
        let own = within(marks, unit.body..unit.end);
        for (at, first) in own.iter().enumerate() {
            let mut stretch = Stretch { unit: number, span: first.at.clone(), things: bit(first.thing) };
            for next in own.iter().skip(at + 1) {
                let between = piece.text.get(stretch.span.start..next.at.end).unwrap_or("");
                // Bytes are never fewer than letters: most ends are seen without counting.
                if between.len() > 3 * SPAN || width(between) > SPAN {
                    break;
                }
                stretch.things |= bit(next.thing);
                stretch.span.end = stretch.span.end.max(next.at.end);
            }
            found.push(stretch);
        }
    }
    found
}

/// Adds a stretch with what stands around it.
fn append(shown: &mut Shown, piece: &Piece, unit: &PieceUnit, span: Range<usize>, marks: &[Mark]) {
    let text = piece.text.as_str();
    let room = WIDTH.saturating_sub(width(text.get(span.clone()).unwrap_or("")));
    let left = text.get(unit.body..span.start).unwrap_or("");
    let before = reach(left.chars().rev(), room / 3).min(left.len());
    let mut start = span.start - before;
    if start > unit.body {
        // From the beginning of a word, but no further than the find itself.
        let cut = text.get(start..span.start).unwrap_or("");
        start += cut.find(|c: char| c.is_whitespace()).map_or(0, |at| at + 1);
    }
    let spent = width(text.get(start..span.end).unwrap_or(""));
    let right = text.get(span.end..unit.end).unwrap_or("");
    let mut end = span.end + reach(right.chars(), WIDTH.saturating_sub(spent)).min(right.len());
    if end < unit.end {
        let cut = text.get(span.end..end).unwrap_or("");
        end = cut.rfind(char::is_whitespace).map_or(end, |at| span.end + at);
    }
    let (start, end) = (floor(text, start), floor(text, end).max(floor(text, start)));
    if !shown.snippet.is_empty() {
        shown.snippet.push_str(if shown.snippet.ends_with('…') { " " } else { " … " });
    } else if start > unit.body {
        shown.snippet.push_str("… ");
    }
    let shift = shown.snippet.len();
    shown.snippet.extend(text.get(start..end).unwrap_or("").chars().map(plain));
    for mark in marks.iter().filter(|mark| mark.at.start >= start && mark.at.end <= end) {
        let next = [mark.at.start - start + shift, mark.at.end - start + shift];
        match shown.marks.last_mut() {
            Some(last) if last[1] >= next[0] => last[1] = last[1].max(next[1]),
            _ => shown.marks.push(next),
        }
    }
    if end < unit.end {
        shown.snippet.push_str(" …");
    }
}

/// Line breaks and the like are one byte each, and so is a space: places stay what they are.
fn plain(c: char) -> char {
    if c.is_ascii_control() { ' ' } else { c }
}

/// Bytes of the characters that fit into some room.
fn reach(chars: impl Iterator<Item = char>, room: usize) -> usize {
    let mut used = 0;
    let mut bytes = 0;
    for c in chars {
        used += if is_unspaced(c) { 3 } else { 1 };
        if used > room {
            break;
        }
        bytes += c.len_utf8();
    }
    bytes
}

/// Finds the address and the heading for the units that are shown.
fn finish(shown: &mut Shown, piece: &Piece, units: &[usize], marks: &[Mark]) {
    let addresses: Vec<&str> = units.iter().filter_map(|n| piece.units.get(*n)).map(|u| u.address.as_str()).collect();
    let known = |address: &str| piece.units.iter().any(|unit| unit.address == address);
    let first = addresses.first().copied().unwrap_or("");
    let mut address = first;
    while !addresses.iter().all(|other| is_within(other, address)) {
        match address.rsplit_once('/') {
            Some((above, _)) if known(above) => address = above,
            // No common unit: the whole piece.
            _ => {
                address = piece.units.first().map_or("", |unit| unit.address.as_str());
                break;
            }
        }
    }
    address.clone_into(&mut shown.unit);
    // The heading of the unit, else the next one above it.
    let mut wanted = Some(address);
    while let Some(address) = wanted {
        let unit = piece.units.iter().find(|unit| unit.address == address);
        if let Some((unit, heading)) = unit.and_then(|unit| Some((unit, piece.heading(unit)?))) {
            let title = heading.rsplit(BREAK).next().unwrap_or(heading);
            let start = unit.start + heading.len() - title.len();
            // A bare "Article 5" is what the label says already.
            if heading.contains(BREAK) || !title.ends_with(|c: char| c.is_ascii_digit()) {
                shown.heading = Some(title.chars().map(plain).collect());
                for mark in within(marks, start..start + title.len()) {
                    let next = [mark.at.start - start, (mark.at.end - start).min(title.len())];
                    match shown.heading_marks.last_mut() {
                        Some(last) if last[1] >= next[0] => last[1] = last[1].max(next[1]),
                        _ => shown.heading_marks.push(next),
                    }
                }
            }
            break;
        }
        wanted = address.rsplit_once('/').map(|(above, _)| above);
    }
}

fn is_within(address: &str, outer: &str) -> bool {
    address == outer || address.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::stem::stem;

    fn looked(language: &str, things: &[&[&str]]) -> Vec<Looked> {
        let forms = |word: &&str| std::iter::once((*word).to_owned()).chain(stem(language, word)).collect();
        things
            .iter()
            .map(|places| Looked { places: places.iter().map(forms).collect(), in_headings: false, near: None })
            .collect()
    }

    fn marked(shown: &Shown) -> Vec<&str> {
        shown.marks.iter().map(|mark| &shown.snippet[mark[0]..mark[1]]).collect()
    }

    fn model() -> Piece {
        let mut piece = Piece::default();
        piece.add(
            "art5",
            "Article 5\u{1e}Points of contact",
            "Each Party shall designate a point of contact. It shall:",
        );
        piece.add("art5/a", "", &format!("{} answer requests for assistance", "in good time ".repeat(40)));
        piece.add("art5/b", "", "report every year.");
        piece
    }

    #[test]
    fn the_deepest_unit_that_has_the_words_is_shown() {
        let piece = model();
        let shown = show(&piece, "en", &looked("en", &[&["assist"], &["request"]]));
        assert_eq!(shown.unit, "art5/a");
        assert_eq!(marked(&shown), ["requests", "assistance"]);
        assert_eq!(shown.heading.as_deref(), Some("Points of contact"));
        assert!(shown.snippet.starts_with("… ") && shown.snippet.len() < 300, "{}", shown.snippet);
    }

    #[test]
    fn words_of_two_units_are_shown_under_the_unit_around_them() {
        let piece = model();
        let shown = show(&piece, "en", &looked("en", &[&["designate"], &["report"]]));
        assert_eq!(shown.unit, "art5");
        assert_eq!(marked(&shown), ["designate", "report"]);
        assert!(shown.snippet.contains(" … "), "{}", shown.snippet);
    }

    #[test]
    fn other_units_that_have_it_all_are_named() {
        let mut piece = model();
        piece.add("art5/c", "", "answer other requests.");
        let shown = show(&piece, "en", &looked("en", &[&["answer"], &["request"]]));
        assert_eq!((shown.unit.as_str(), shown.also.as_slice()), ("art5/a", &["art5/c".to_owned()][..]));
    }

    #[test]
    fn what_is_near_is_marked_and_what_is_not_is_not() {
        let piece = Piece::of("1", "", "An attack is bad. Much later words speak of an attack on a port.");
        let mut looked = looked("en", &[&["attack", "port"]]);
        looked[0].near = Some(3);
        let shown = show(&piece, "en", &looked);
        assert_eq!(marked(&shown), ["attack", "port"]);
        assert!(shown.marks[0][0] > 20, "{:?}", shown.marks);
    }

    #[test]
    fn a_heading_alone_is_enough() {
        let mut piece = Piece::default();
        piece.add("art7", "Article 7\u{1e}Extradition", "Nothing else is said here.");
        let shown = show(&piece, "en", &looked("en", &[&["extradition"]]));
        assert!(shown.in_heading && shown.unit == "art7" && shown.heading_marks == [[0, 11]], "{shown:?}");
        assert_eq!(shown.snippet, "Nothing else is said here.");
    }

    #[test]
    fn chinese_and_arabic_are_cut_at_characters() {
        let text = format!("{}各方应当合作{}", "本协定".repeat(60), "。信息".repeat(60));
        let piece = Piece::of("art1", "", &text);
        let shown = show(&piece, "zh", &looked("zh", &[&["合", "作"]]));
        assert_eq!(marked(&shown), ["合作"]);
        assert!(shown.snippet.chars().count() < 110, "{}", shown.snippet.chars().count());
        let piece = Piece::of("art1", "", "يتعاون الأطراف في مجال أمن المعلومات");
        let shown = show(&piece, "ar", &looked("ar", &[&["معلومات"]]));
        assert_eq!(marked(&shown), ["المعلومات"]);
    }
}
