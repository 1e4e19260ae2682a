//! Word-level differences inside a pair, cleaned up for readers.
//!
//! In: two texts. Out: a row of pieces that are common, only left, or only right. The common and the left ones joined are
//! the left text letter by letter, the common and the right ones the right text. Whole words are compared, case aside; a
//! difference of case, punctuation or white space alone is kept and marked as printing.

use std::ops::Range;

use serde::Serialize;

use super::tokens::{Lexicon, Token};
use crate::text::{Hunk, differing};

/// Where a piece stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Op {
    /// In both texts.
    #[serde(rename = "=")]
    Both,
    /// In the left text only.
    #[serde(rename = "-")]
    Left,
    /// In the right text only.
    #[serde(rename = "+")]
    Right,
}

/// A stretch of words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Where it stands.
    pub op: Op,
    /// The words with the signs and blanks round them.
    pub text: String,
    /// Whether the other text has the same words here, printed otherwise: case, punctuation, white space.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub printing: bool,
    /// Address of the unit that a citation led to, if it leads to the same unit under its new number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follows: Option<String>,
}

/// Compares two texts word by word.
#[must_use]
pub fn differences(left: &str, right: &str) -> Vec<Piece> {
    if left == right {
        let mut pieces = Pieces::default();
        pieces.push(Op::Both, left, false);
        return pieces.done;
    }
    if left.is_empty() || right.is_empty() {
        let mut pieces = Pieces::default();
        pieces.push(Op::Left, left, false);
        pieces.push(Op::Right, right, false);
        return pieces.done;
    }
    let mut lexicon = Lexicon::default();
    let (before, after) = (lexicon.tokens(left), lexicon.tokens(right));
    let hunks = hunks(&before, &after, left, right);
    let mut pieces = Pieces::default();
    let (mut i, mut j) = (0, 0);
    let (mut at_l, mut at_r) = (0, 0);
    let end = Hunk { before: before.len()..before.len(), after: after.len()..after.len() };
    for hunk in hunks.into_iter().chain([end]) {
        while i < hunk.before.start && j < hunk.after.start {
            let (Some(a), Some(b)) = (before.get(i), after.get(j)) else { break };
            let (a, b) = (a.range(), b.range());
            pieces.printed(left.get(at_l..a.start), right.get(at_r..b.start));
            pieces.printed(left.get(a.clone()), right.get(b.clone()));
            (at_l, at_r) = (a.end, b.end);
            (i, j) = (i + 1, j + 1);
        }
        let stretch = |tokens: &[Token], range: &Range<usize>, at: usize| {
            let last = tokens.get(range.clone()).and_then(<[Token]>::last);
            last.map_or(at, |token| token.end as usize)
        };
        let (to_l, to_r) = (stretch(&before, &hunk.before, at_l), stretch(&after, &hunk.after, at_r));
        pieces.changed(left.get(at_l..to_l).unwrap_or(""), right.get(at_r..to_r).unwrap_or(""));
        (at_l, at_r) = (to_l, to_r);
        (i, j) = (hunk.before.end, hunk.after.end);
    }
    pieces.printed(left.get(at_l..), right.get(at_r..));
    pieces.done
}

/// The places where two rows of words differ, as a reader would mark them.
fn hunks(before: &[Token], after: &[Token], left: &str, right: &str) -> Vec<Hunk> {
    let numbers = |row: &[Token]| row.iter().map(|t| t.word).collect::<Vec<_>>();
    let hunks = differing(&numbers(before), &numbers(after)).into_iter();
    let hunks: Vec<Hunk> = joined(hunks, before);
    hunks.into_iter().map(|hunk| slid(hunk, before, after, left, right)).collect()
}

/// Takes short common stretches between two differences into them: "take the measure" became "adopt the step" is one
/// difference, not two round an article.
fn joined(hunks: impl Iterator<Item = Hunk>, before: &[Token]) -> Vec<Hunk> {
    let mut joined: Vec<Hunk> = Vec::new();
    for hunk in hunks {
        let size = |h: &Hunk| h.before.len().max(h.after.len()) as f64;
        if let Some(last) = joined.last_mut() {
            let between = before.get(last.before.end..hunk.before.start).unwrap_or_default();
            // Short words hardly hold a sentence together.
            let weight: f64 = between.iter().map(|t| if t.end - t.start <= 3 { 0.5 } else { 1.0 }).sum();
            if weight * 2.0 <= size(last).min(size(&hunk)) {
                last.before.end = hunk.before.end;
                last.after.end = hunk.after.end;
                continue;
            }
        }
        joined.push(hunk);
    }
    joined
}

/// Moves what was only added or only removed to where a clause begins, if the words allow it.
fn slid(hunk: Hunk, before: &[Token], after: &[Token], left: &str, right: &str) -> Hunk {
    const FARTHEST: usize = 40;
    let (row, words, range, other) = match (hunk.before.is_empty(), hunk.after.is_empty()) {
        (true, false) => (after, right, hunk.after.clone(), hunk.before.start),
        (false, true) => (before, left, hunk.before.clone(), hunk.after.start),
        _ => return hunk,
    };
    let word = |at: usize| row.get(at).map(|t| t.word);
    let opens = |at: usize| {
        let start = row.get(at).map_or(words.len(), |t| t.start as usize);
        let gap = at.checked_sub(1).and_then(|n| row.get(n)).map_or(0, |t| t.end as usize);
        let gap = words.get(gap..start).unwrap_or("");
        match () {
            () if at == 0 || gap.contains(['\n', '.']) => 3,
            () if gap.contains([';', ':']) => 2,
            () if gap.contains([',', '(', '“', '"', '؛', '،', '，', '；']) => 1,
            () => 0,
        }
    };
    let length = range.len();
    let mut best = (opens(range.start), 0_isize);
    let mut steps = 0;
    while steps < FARTHEST && range.start > steps && word(range.start - steps - 1) == word(range.end - steps - 1) {
        steps += 1;
        if other < steps {
            break;
        }
        best = best.max((opens(range.start - steps), -(steps as isize)));
    }
    steps = 0;
    while steps < FARTHEST
        && word(range.start + steps).is_some()
        && word(range.start + steps) == word(range.end + steps)
    {
        steps += 1;
        let value = opens(range.start + steps);
        if value > best.0 {
            best = (value, steps as isize);
        }
    }
    let shift = |at: usize| at.saturating_add_signed(best.1);
    let (start, other) = (shift(range.start), shift(other));
    if hunk.before.is_empty() {
        Hunk { before: other..other, after: start..start + length }
    } else {
        Hunk { before: start..start + length, after: other..other }
    }
}

/// Pieces that are put together as they come.
#[derive(Default)]
struct Pieces {
    done: Vec<Piece>,
}

impl Pieces {
    fn push(&mut self, op: Op, text: &str, printing: bool) {
        if text.is_empty() {
            return;
        }
        match self.done.last_mut() {
            Some(last) if last.op == op && last.printing == printing => last.text.push_str(text),
            _ => self.done.push(Piece { op, text: text.to_owned(), printing, follows: None }),
        }
    }

    /// The same words, or what stands between them.
    fn printed(&mut self, left: Option<&str>, right: Option<&str>) {
        let (left, right) = (left.unwrap_or(""), right.unwrap_or(""));
        if left == right {
            self.push(Op::Both, left, false);
        } else {
            self.push(Op::Left, left, true);
            self.push(Op::Right, right, true);
        }
    }

    /// Words that differ, with what stands before them.
    fn changed(&mut self, left: &str, right: &str) {
        let gap = |text: &str| text.len() - text.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let (a, b) = (left.get(..gap(left)).unwrap_or(""), right.get(..gap(right)).unwrap_or(""));
        let common = if a == b { a.len() } else { 0 };
        self.push(Op::Both, left.get(..common).unwrap_or(""), false);
        self.push(Op::Left, left.get(common..).unwrap_or(left), false);
        self.push(Op::Right, right.get(common..).unwrap_or(right), false);
    }
}

/// One of the two texts, from its pieces.
#[must_use]
pub fn rebuilt(pieces: &[Piece], side: Op) -> String {
    pieces.iter().filter(|p| p.op == Op::Both || p.op == side).map(|p| p.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(left: &str, right: &str) -> String {
        let pieces = differences(left, right);
        assert_eq!(rebuilt(&pieces, Op::Left), left);
        assert_eq!(rebuilt(&pieces, Op::Right), right);
        let mark = |p: &Piece| match (p.op, p.printing) {
            (Op::Both, _) => p.text.clone(),
            (Op::Left, false) => format!("[-{}-]", p.text),
            (Op::Right, false) => format!("{{+{}+}}", p.text),
            (Op::Left, true) => format!("[~{}", p.text),
            (Op::Right, true) => format!("~{}]", p.text),
        };
        pieces.iter().map(mark).collect()
    }

    #[test]
    fn whole_words_are_marked() {
        assert_eq!(marked("Each Party shall act.", "Each Party should act."), "Each Party [-shall-]{+should+} act.");
        assert_eq!(marked("to act", "to act, as appropriate"), "to act{+, as appropriate+}");
        assert_eq!(marked("各国应当合作", "各国可以合作"), "各国[-应当-]{+可以+}合作");
        assert_eq!(marked("", "new"), "{+new+}");
    }

    #[test]
    fn short_common_words_do_not_break_a_difference() {
        assert_eq!(
            marked("to take all the measures", "to adopt any the steps"),
            "to [-take all the measures-]{+adopt any the steps+}"
        );
    }

    #[test]
    fn printing_is_told_from_wording() {
        assert_eq!(marked("the  States' duty", "the States’ duty"), "the[~  ~ ]States[~' ~’ ]duty");
        assert_eq!(marked("Party", "party"), "[~Party~party]");
    }

    #[test]
    fn an_added_clause_begins_where_the_clause_begins() {
        assert_eq!(
            marked("States shall act; and shall report.", "States shall act; shall consult; and shall report."),
            "States shall act{+; shall consult+}; and shall report."
        );
    }
}
