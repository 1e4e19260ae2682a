//! Puts the lines of a paragraph together: spaces, hyphens at line ends, scripts without spaces.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::lines::Line;
use super::script;

/// What is known of the words of a document, to decide over hyphens at line ends.
#[derive(Debug, Default)]
pub(super) struct Words {
    whole: FxHashSet<String>,
    /// Whether the document hyphenates: broken words were found whole elsewhere more often than compounds.
    hyphenates: bool,
}

const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{ad}'];

fn plain(word: &str) -> String {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.chars()
        .map(|c| if c == '\u{2010}' || c == '\u{2011}' { '-' } else { c })
        .flat_map(char::to_lowercase)
        .collect()
}

/// The two halves of a word broken with a hyphen at the end of a line.
fn halves<'a>(before: &'a str, after: &'a str) -> Option<(&'a str, &'a str)> {
    let first = before.rsplit(' ').next()?.strip_suffix(HYPHENS)?;
    let second = after.split(' ').next()?;
    let letters = first.chars().next_back().is_some_and(char::is_alphabetic);
    (letters && second.chars().next().is_some_and(char::is_lowercase)).then_some((first, second))
}

impl Words {
    /// Collects the words of lines, leaving out those cut at line ends.
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a Line> + Clone) -> Words {
        let mut words = Words::default();
        let mut cut = false;
        for line in lines.clone() {
            let broken = line.text.ends_with(HYPHENS);
            let count = line.text.split(' ').count();
            for (i, word) in line.text.split(' ').enumerate() {
                if !(i == 0 && cut || i + 1 == count && broken) {
                    words.whole.insert(plain(word));
                }
            }
            cut = broken;
        }
        let (mut joined, mut kept) = (0, 0);
        for (a, b) in lines.clone().zip(lines.skip(1)) {
            if let Some((first, second)) = halves(&a.text, &b.text) {
                joined += usize::from(words.whole.contains(&plain(&format!("{first}{second}"))));
                kept += usize::from(words.whole.contains(&plain(&format!("{first}-{second}"))));
            }
        }
        words.hyphenates = joined > kept;
        words
    }

    fn join(&self, before: &str, after: &str) -> Join {
        let Some(last) = before.chars().next_back() else { return Join::Close };
        let Some(first) = after.chars().next() else { return Join::Close };
        if HYPHENS.contains(&last) {
            let before_hyphen = before.trim_end_matches(HYPHENS);
            if before_hyphen.is_empty() || before_hyphen.ends_with(' ') {
                return Join::Space;
            }
            let Some((first, second)) = halves(before, after) else { return Join::Close };
            if self.whole.contains(&plain(&format!("{first}-{second}"))) {
                return Join::Close;
            }
            if last == '\u{ad}' || self.whole.contains(&plain(&format!("{first}{second}"))) {
                return Join::Drop;
            }
            return if self.hyphenates { Join::DropUnproved } else { Join::CloseUnproved };
        }
        let spaceless = script::is_spaceless(last) && script::is_spaceless(first);
        let symbol = last == '/' && before.rsplit(' ').next().is_some_and(|w| w.len() > 1);
        let dash = matches!(last, '–' | '—') && !before.trim_end_matches(last).ends_with(' ');
        if spaceless || symbol || dash { Join::Close } else { Join::Space }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    Space,
    Close,
    Drop,
    DropUnproved,
    CloseUnproved,
}

/// A paragraph put together.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Joined {
    pub(super) text: String,
    pub(super) links: Vec<(Range<usize>, String)>,
    /// Line, bytes of a mark there, and its bytes here.
    pub(super) marks: Vec<(usize, Range<usize>, Range<usize>)>,
    /// Hyphens at line ends for which the document gave no proof, with the bytes of the word.
    pub(super) unproved: Vec<Range<usize>>,
}

/// Puts lines together.
pub(super) fn join(lines: &[Line], group: &[usize], words: &Words) -> Joined {
    let mut out = Joined::default();
    for index in group {
        let Some(line) = lines.get(*index) else { continue };
        let mut doubt = None;
        if !out.text.is_empty() {
            let how = words.join(&out.text, &line.text);
            let word = out.text.rfind(' ').map_or(0, |i| i + 1);
            match how {
                Join::Space => out.text.push(' '),
                Join::Close => {}
                Join::CloseUnproved => doubt = Some(word),
                Join::Drop | Join::DropUnproved => {
                    out.text.pop();
                    let end = out.text.len();
                    out.links.iter_mut().for_each(|(range, _)| range.end = range.end.min(end));
                    doubt = (how == Join::DropUnproved).then_some(word);
                }
            }
        }
        let at = out.text.len();
        out.text.push_str(&line.text);
        if let Some(word) = doubt {
            let rest = line.text.find(' ').unwrap_or(line.text.len());
            out.unproved.push(word..at + rest);
        }
        for (range, target) in &line.links {
            let range = range.start + at..range.end + at;
            match out.links.last_mut() {
                Some((open, same))
                    if same == target && out.text.get(open.end..range.start).is_some_and(|t| t.trim().is_empty()) =>
                {
                    open.end = range.end;
                }
                _ => out.links.push((range, target.clone())),
            }
        }
        out.marks.extend(line.marks.iter().map(|(r, _)| (*index, r.clone(), r.start + at..r.end + at)));
    }
    out
}
