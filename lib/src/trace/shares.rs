//! Which share of each text's words each other text has: all pairs at once.
//!
//! The measure is that of [`super::measures::Worded::words_in`]: words in runs of at least so many that the other text has
//! word for word. Here equal rows of words are brought together once for all texts, and every text then walks along its rows
//! and adds up what each other text covers, so a pair costs only what it shares. Two different rows are taken for equal by
//! chance about once in a hundred thousand rows of the largest corpus (150 million words), and never seen in smaller ones.

use std::io;
use std::sync::atomic::{AtomicU32, Ordering};

use super::families::families;
use super::passage::Side;
use super::seeds::{ROW, grouped};
use super::texts::Texts;
use super::words::Corpus;
use super::{Control, Source, Step, Stopped, in_order};

/// What one text shares with others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sharing {
    /// Number of the text in the order in which the texts were given.
    pub text: usize,
    /// Words that it has.
    pub words: usize,
    /// Other texts, in the order of time, with how many of its words each of them has.
    pub shared: Vec<(usize, usize)>,
    /// Texts that are word for word this one. They have no sharing of their own.
    pub copies: Vec<usize>,
    /// The text that has most of its words, among those that are not certainly later; of equals the first.
    pub best: Option<Best>,
}

/// A text that has most words of another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Best {
    /// Its number.
    pub text: usize,
    /// How many of the words it has.
    pub words: usize,
    /// Whether it is certainly earlier; if not, a date is wanting or not precise enough to tell.
    pub earlier: bool,
}

/// What was looked at for the shares.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Collection {
    /// Words in all texts, without those of copies.
    pub words: usize,
    /// Families of near copies with two texts or more, each in the order of time.
    pub families: Vec<Vec<usize>>,
}

/// Fewest words of a run that counts, in the literature on copied agreements.
pub const USUAL: usize = ROW;

/// Reckons what each text shares with each other, in runs of at least `run` words. `out` takes one text after the other, in
/// the order of time. A copy is told with its first text only.
///
/// # Errors
///
/// As those of [`super::trace`].
pub fn shares(
    count: usize,
    load: &(dyn Fn(usize) -> Source + Sync),
    run: usize,
    control: &Control<'_>,
    out: &mut dyn FnMut(&Sharing) -> io::Result<()>,
) -> Result<Collection, Stopped> {
    let run = run.max(1);
    let texts = Texts::read(count, load, control)?;
    let corpus = &texts.corpus;
    control.tell(Step::Searching, 0, 1);
    let rows = Rows::of(corpus, run, control);
    if control.stopped() {
        return Err(Stopped::Cancelled);
    }
    let copies = texts.copies_by_first();
    let work = |text: usize| {
        let mut sharing = sharing(&texts, &rows, run, text as u32);
        sharing.copies = copies.get(text).cloned().unwrap_or_default();
        Ok(sharing)
    };
    in_order(corpus.texts(), control, work, &mut |sharing| out(&sharing))?;
    Ok(Collection { words: corpus.words.len(), families: families_of(&texts, &copies) })
}

/// Families with two texts or more, copies included.
fn families_of(texts: &Texts, copies: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let corpus = &texts.corpus;
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); corpus.texts()];
    for (text, family) in (0..).zip(families(corpus.texts(), |text| corpus.row(text))) {
        if let Some(members) = members.get_mut(family as usize) {
            members.push(texts.number(text));
            members.extend(copies.get(text as usize).into_iter().flatten());
        }
    }
    members.retain(|members| members.len() > 1);
    members
}

/// For each place the texts that have its row.
struct Rows {
    /// Number of the row at each place plus one, if two texts have it.
    at: Vec<AtomicU32>,
    texts: Vec<u32>,
    /// Where the texts of each row end.
    ends: Vec<u32>,
}

impl Rows {
    fn of(corpus: &Corpus, run: usize, control: &Control<'_>) -> Rows {
        let mut at = Vec::new();
        at.resize_with(corpus.words.len(), || AtomicU32::new(0));
        let next = AtomicU32::new(0);
        // Which row has which number depends on which core was first; nothing else does.
        let mut found = grouped(corpus, run, |entries| {
            let (mut texts, mut ends): (Vec<u32>, Vec<u32>) = (Vec::new(), Vec::new());
            if control.stopped() {
                return (0, texts, ends);
            }
            let mut groups = Vec::new();
            for group in entries.chunk_by(|a, b| a >> 32 == b >> 32) {
                let before = texts.len();
                for entry in group {
                    let text = corpus.text_of(*entry as u32);
                    if texts.len() == before || texts.last() != Some(&text) {
                        texts.push(text);
                    }
                }
                if texts.len() < before + 2 {
                    texts.truncate(before);
                } else {
                    ends.push(texts.len() as u32);
                    groups.push(group);
                }
            }
            let first = next.fetch_add(groups.len() as u32, Ordering::Relaxed);
            for (number, group) in (first + 1..).zip(groups) {
                for place in group.iter().filter_map(|entry| at.get(*entry as u32 as usize)) {
                    place.store(number, Ordering::Relaxed);
                }
            }
            texts.shrink_to_fit();
            (first, texts, ends)
        });
        found.sort_unstable_by_key(|(first, _, ends)| (*first, ends.len()));
        let mut rows = Rows { at, texts: Vec::new(), ends: Vec::with_capacity(next.into_inner() as usize) };
        rows.texts.reserve_exact(found.iter().map(|found| found.1.len()).sum());
        for (_, texts, ends) in found {
            let before = rows.texts.len() as u32;
            rows.texts.extend(texts);
            rows.ends.extend(ends.iter().map(|end| before + end));
        }
        rows
    }

    fn texts(&self, place: u32) -> &[u32] {
        let number = self.at.get(place as usize).map_or(0, |row| row.load(Ordering::Relaxed)) as usize;
        let end = |number: usize| number.checked_sub(1).and_then(|n| self.ends.get(n)).copied().unwrap_or(0) as usize;
        if number == 0 { &[] } else { self.texts.get(end(number - 1)..end(number)).unwrap_or_default() }
    }
}

fn sharing(texts: &Texts, rows: &Rows, run: usize, text: u32) -> Sharing {
    let corpus = &texts.corpus;
    let range = corpus.range(text);
    // What each other text covers, and how far.
    let mut covered = vec![(0_u32, 0_u32); corpus.texts()];
    for place in range.clone() {
        for other in rows.texts(place) {
            if let Some((words, reached)) = covered.get_mut(*other as usize) {
                let end = place + run as u32;
                *words += end - place.max(*reached);
                *reached = end;
            }
        }
    }
    let others = (0_u32..).zip(covered).filter(|(other, (words, _))| *other != text && *words > 0);
    let mut sharing = Sharing { text: texts.number(text), words: range.len(), ..Sharing::default() };
    for (other, (words, _)) in others {
        let (number, words) = (texts.number(other), words as usize);
        sharing.shared.push((number, words));
        let earlier = texts.earlier(text, other);
        if earlier != Some(Side::A) && sharing.best.is_none_or(|best| words > best.words) {
            sharing.best = Some(Best { text: number, words, earlier: earlier == Some(Side::B) });
        }
    }
    sharing
}
