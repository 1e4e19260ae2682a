//! From printed lines to paragraphs.
//!
//! In: the lines of the body in reading order. Out: groups of lines that are one paragraph each. Indents, gaps, list
//! labels and room left at the end of a line say where a paragraph ends; over a page or column break the words
//! themselves have to say it.

use std::collections::BTreeMap;

use crate::text;

use super::lines::Line;

/// Left and right edge of the words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Margins {
    pub(super) left: f32,
    pub(super) right: f32,
}

/// Margins of the columns; books have other ones on left and right pages.
#[derive(Debug, Default)]
pub(super) struct Layout {
    margins: BTreeMap<(u8, u32), Margins>,
}

impl Layout {
    /// Measures the lines of the body's size.
    pub(super) fn measure<'a>(lines: impl Iterator<Item = &'a Line>, body: f32) -> Layout {
        let mut edges: BTreeMap<(u8, u32), (Vec<f32>, Vec<f32>)> = BTreeMap::new();
        for line in lines.filter(|l| !l.table && (l.size - body).abs() < 0.1 * body) {
            let (left, right) = edges.entry((line.column, line.page % 2)).or_default();
            left.push(line.x0);
            right.push(line.x1);
        }
        let share = |mut values: Vec<f32>, share: f32| {
            values.sort_by(f32::total_cmp);
            values.get(((values.len().max(1) - 1) as f32 * share) as usize).copied().unwrap_or(0.0)
        };
        let margins = edges
            .into_iter()
            .map(|(key, (left, right))| (key, Margins { left: share(left, 0.1), right: share(right, 0.9) }))
            .collect();
        Layout { margins }
    }

    /// Margins around a line.
    pub(super) fn around(&self, line: &Line) -> Margins {
        let found = self.margins.get(&(line.column, line.page % 2));
        let found = found.or_else(|| self.margins.get(&(line.column, 1 - line.page % 2)));
        found.copied().unwrap_or(Margins { left: line.x0, right: line.x1 })
    }

    /// Whether a line stands in the middle, away from both margins.
    pub(super) fn is_centred(&self, line: &Line) -> bool {
        let Margins { left, right } = self.around(line);
        let (before, after) = (line.x0 - left, right - line.x1);
        let free = 1.5 * line.size;
        before > free && after > free && (before - after).abs() < 0.04 * (right - left).max(100.0)
    }

    /// How far a line begins inside its column, on the side where reading begins.
    pub(super) fn start(&self, line: &Line) -> f32 {
        let Margins { left, right } = self.around(line);
        if line.rtl { right - line.x1 } else { line.x0 - left }
    }
}

/// Whether words end a sentence or an item.
fn last_sign(text: &str) -> Option<char> {
    let closing = |c: char| {
        matches!(c, '”' | '"' | '’' | ')' | ']' | '»' | '*' | '†') || text::is_raised_digit(c) || c.is_whitespace()
    };
    text.trim_end_matches(closing).chars().next_back()
}

fn is_end(text: &str) -> bool {
    last_sign(text).is_some_and(|c| matches!(c, '.' | '!' | '?' | ';' | ':' | '。' | '；' | '：' | '؛' | '؟'))
}

/// Whether a line begins with the label of a list, a bullet, or the word and number of an article.
pub(super) fn has_label(text: &str) -> bool {
    let mut words = text.split(' ');
    let first = words.next().unwrap_or("");
    let second = words.next();
    if matches!(first, "•" | "–" | "—" | "-" | "*" | "·" | "○" | "▪" | "■" | "o" | "●") {
        return second.is_some();
    }
    let number = |s: &str| !s.is_empty() && s.chars().all(char::is_numeric);
    if matches!(
        first,
        "Article"
            | "ARTICLE"
            | "Art."
            | "Section"
            | "SECTION"
            | "Chapter"
            | "CHAPTER"
            | "Annex"
            | "ANNEX"
            | "Artículo"
            | "ARTÍCULO"
            | "Artikel"
            | "Статья"
            | "СТАТЬЯ"
            | "Глава"
            | "المادة"
            | "Rule"
            | "Regulation"
            | "PART"
            | "Part"
    ) {
        let ordinal = second.unwrap_or("").trim_end_matches(['.', ':', '-', '–', '—']);
        let roman = ordinal.chars().all(|c| "IVXLC".contains(c)) && !ordinal.is_empty();
        return (number(ordinal) || roman) && text.chars().count() < 90;
    }
    if first.starts_with('第') && first.contains(['条', '章', '節', '节', '條']) {
        return true;
    }
    let inner = first.trim_start_matches('(').trim_end_matches([')', '.', '）', '、']);
    let marked = first.ends_with([')', '.', '）', '、']) && !inner.is_empty();
    let roman = inner.chars().all(|c| "ivxlIVXL".contains(c));
    let letter = inner.chars().count() <= 2 && inner.chars().all(char::is_alphabetic);
    let parts = inner.split('.').all(|p| number(p) && p.len() <= 3);
    let dotted = inner.contains('.') && parts && second.is_some();
    (marked && (roman || letter || parts)) || dotted
}

/// What the lines around know.
struct Reader<'a> {
    lines: Vec<&'a Line>,
    layout: &'a Layout,
    /// Usual distance of baselines around each line, and right (or left) end of the block it stands in.
    leading: Vec<f32>,
    reach: Vec<f32>,
}

/// Groups lines, given by their places in `lines`, into paragraphs.
pub(super) fn group(lines: &[Line], body: &[usize], layout: &Layout) -> Vec<Vec<usize>> {
    let chosen: Vec<&Line> = body.iter().filter_map(|i| lines.get(*i)).collect();
    let (leading, reach) = surroundings(&chosen, layout);
    let reader = Reader { lines: chosen, layout, leading, reach };
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut first = 0;
    for at in 0..body.len() {
        let Some(line) = body.get(at).copied() else { break };
        if at > 0 && reader.continues(first, at) {
            if let Some(group) = groups.last_mut() {
                group.push(line);
            }
        } else {
            first = at;
            groups.push(vec![line]);
        }
    }
    groups
}

/// Distance of baselines and reach of the block of each line.
fn surroundings(lines: &[&Line], layout: &Layout) -> (Vec<f32>, Vec<f32>) {
    let below = |a: &Line, b: &Line| (a.page == b.page && a.column == b.column && a.y > b.y).then_some(a.y - b.y);
    let mut leading = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let near = lines.iter().take(at + 9).skip(at.saturating_sub(8));
        let pairs = near.clone().zip(near.skip(1)).filter(|(a, _)| (a.size - line.size).abs() < 0.06 * line.size);
        let mut gaps: Vec<f32> = pairs.filter_map(|(a, b)| below(a, b)).filter(|g| *g < 2.6 * line.size).collect();
        gaps.sort_by(f32::total_cmp);
        // The lower third: in a list of short items most gaps are those between paragraphs.
        leading.push(gaps.get(gaps.len() / 3).copied().unwrap_or(1.2 * line.size));
    }
    let mut reach = vec![0.0f32; lines.len()];
    let mut start = 0;
    while let Some(first) = lines.get(start) {
        let mut end = start + 1;
        while let (Some(a), Some(b)) = (lines.get(end - 1), lines.get(end)) {
            let close = below(a, b).is_some_and(|gap| gap < 1.3 * leading.get(end).copied().unwrap_or(0.0));
            if !close || (a.size - b.size).abs() > 0.06 * a.size {
                break;
            }
            end += 1;
        }
        let far = |l: &&Line| if l.rtl { -l.x0 } else { l.x1 };
        let block = lines.get(start..end).unwrap_or(&[]);
        let most = block.iter().map(far).fold(f32::MIN, f32::max);
        let margins = layout.around(first);
        // A block of one line says nothing about where its words may end.
        let margin = if first.rtl { -margins.left } else { margins.right };
        let most = if block.len() == 1 { margin } else { most.min(margin) };
        reach.iter_mut().skip(start).take(end - start).for_each(|r| *r = most);
        start = end;
    }
    (leading, reach)
}

impl Reader<'_> {
    /// Whether the line at `at` goes on in the paragraph that begins at `first`.
    fn continues(&self, first: usize, at: usize) -> bool {
        let (Some(head), Some(next)) = (self.lines.get(first), self.lines.get(at)) else { return false };
        let Some(before) = at.checked_sub(1).and_then(|i| self.lines.get(i)) else { return false };
        if before.table || next.table {
            return false;
        }
        if (before.size - next.size).abs() > 0.06 * before.size.max(next.size) || before.rtl != next.rtl {
            return false;
        }
        let adjacent = before.page == next.page && before.column == next.column && before.y > next.y;
        let centred = (self.layout.is_centred(before), self.layout.is_centred(next));
        let room = self.has_room(at - 1, next);
        let length = head.text.chars().count();
        if at - first == 1 && has_label(&head.text) && head.text.split(' ').count() <= 2 && (6..=16).contains(&length) {
            // "Article 5" alone is a heading, however close the words stand under it. A line of Chinese may have no more
            // spaces than that, but it is longer.
            return false;
        }
        let beside = before.page == next.page && (before.y - next.y).abs() < 0.3 * next.size;
        let apart = next.x1 < before.x0 || next.x0 > before.x1;
        if has_leader(&before.text) || (apart && (adjacent || beside)) {
            // A line of a table of contents is whole, and so is a line of a signature beside which another one stands.
            return false;
        }
        if adjacent {
            let gap = before.y - next.y;
            if gap > 1.3 * self.leading.get(at).copied().unwrap_or(0.0) + 0.5 {
                return false;
            }
            if centred.0 && (centred.1 || !room) && before.bold == next.bold {
                return !has_label(&next.text) && !has_label(&before.text) && before.italic == next.italic;
            }
            if before.bold && !next.bold || (!before.bold && next.bold && room) {
                return false;
            }
        } else if centred.0 || before.bold != next.bold {
            return false;
        }
        if room {
            return false;
        }
        let em = next.size;
        let (own, begun) = (self.layout.start(next), self.layout.start(head));
        let settled = (at - first >= 2).then(|| self.lines.get(at - 1).map_or(begun, |l| self.layout.start(l)));
        let aligned = settled.map(|start| (own - start).abs() < 0.8 * em);
        if has_label(&next.text) {
            let ended = is_end(&before.text) || before.text.ends_with([',', '，', '،']) || ends_with_and(&before.text);
            // "... of paragraph / 5. Nothing" is a wrapped line only if it stands where wrapped lines stand.
            return match aligned {
                Some(aligned) => aligned && !ended,
                None => own < begun - 0.8 * em && !ended,
            };
        }
        match aligned {
            Some(false) => return false,
            Some(true) => {}
            // Only a label hangs out; a heading may have another kind of number.
            None if own > begun + 0.8 * em
                && !has_label(&head.text)
                && !(head.bold && begins_with_number(&head.text)) =>
            {
                return false;
            }
            None => {}
        }
        adjacent || self.goes_on(before, next, settled.is_some())
    }

    /// Whether the first word of the next line would have found room on the line before: then the break was wanted.
    fn has_room(&self, before: usize, next: &Line) -> bool {
        let Some(line) = self.lines.get(before) else { return false };
        let reach = self.reach.get(before).copied().unwrap_or(0.0);
        let end = if line.rtl { -line.x0 } else { line.x1 };
        let space = 0.3 * line.size;
        // Slack for ragged lines and for words that were hyphenated.
        end + space + next.first_word.min(120.0) < reach - 0.6 * line.size
    }

    /// Whether words go on over a page or column break.
    fn goes_on(&self, before: &Line, next: &Line, settled: bool) -> bool {
        let small = next.text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase);
        match last_sign(&before.text) {
            Some('.' | '!' | '?' | '。' | '؟' | ';' | ':' | '；' | '：' | '؛') => {
                // Where first lines are indented, a line that is not goes on, whatever stands before it.
                small || (settled && self.indents() && !before.text.ends_with([';', ':']))
            }
            // A clause of a preamble ends with a comma, and the next begins with a verb in italics.
            Some(',' | '，' | '،') => small || (!next.italic && settled),
            _ => true,
        }
    }

    /// Whether this document indents the first lines of paragraphs.
    fn indents(&self) -> bool {
        let inward = |l: &&&Line| (1.0..6.0).contains(&(self.layout.start(l) / l.size.max(1.0)));
        self.lines.iter().filter(inward).count() * 12 > self.lines.len()
    }
}

/// Whether a line ends in dots that lead to the number of a page.
fn has_leader(text: &str) -> bool {
    let words = text.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let dots = |c: char| matches!(c, '.' | '…' | ' ');
    let leader = words.get(words.trim_end_matches(dots).len()..).unwrap_or("");
    words.len() < text.len() && (leader.matches('.').count() >= 4 || leader.matches('…').count() >= 2)
}

fn begins_with_number(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or("");
    first.len() <= 12 && first.ends_with('.') && first.starts_with(|c: char| c.is_ascii_digit())
}

fn ends_with_and(text: &str) -> bool {
    [" and", " or", " et", " ou", " и", " или", " y", " o", "及", "和"].iter().any(|w| text.ends_with(w))
}
