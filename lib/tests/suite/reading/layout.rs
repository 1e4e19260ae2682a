//! What printers and scanners add to an agreement: broken lines and words, pages, notes, lists of headings, wrong letters.

/// A line to be printed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    pub text: String,
    /// The article whose number it carries.
    pub article: Option<usize>,
    /// Whether no article and no paragraph begins here, whatever it looks like.
    pub forbidden: bool,
}

impl Line {
    pub(crate) fn plain(text: &str) -> Line {
        Line { text: text.to_owned(), ..Line::default() }
    }

    fn forbidden(text: String) -> Line {
        Line { text, article: None, forbidden: true }
    }
}

/// Numbers that look random and are the same in every run (Knuth's constants for a linear congruence).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Random {
        Random(seed)
    }

    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % most.max(1)
    }
}

/// Letters that scanners take for others.
const CONFUSED: [(char, char); 18] = [
    ('i', 'l'),
    ('l', '1'),
    ('1', 'l'),
    ('I', 'l'),
    ('e', 'c'),
    ('c', 'e'),
    ('t', 'f'),
    ('o', '0'),
    ('O', '0'),
    ('0', 'O'),
    ('5', 'S'),
    ('A', '4'),
    ('r', 'n'),
    ('R', 'P'),
    ('T', 'I'),
    ('E', 'F'),
    ('C', 'G'),
    ('8', 'B'),
];

/// Half a per cent of the letters that can be taken for others are.
pub(crate) fn noise(line: &str, random: &mut Random) -> String {
    line.chars()
        .map(|c| match CONFUSED.iter().find(|(from, _)| *from == c) {
            Some((_, to)) if random.below(200) == 0 => *to,
            _ => c,
        })
        .collect()
}

/// A paragraph on lines of a width; words may be broken where a line ends.
pub(crate) fn wrap(paragraph: &str, width: usize, hyphens: bool, lines: &mut Vec<Line>) {
    let mut line = String::new();
    for word in paragraph.split(' ').filter(|w| !w.is_empty()) {
        let used = line.chars().count();
        if used > 0 && used + 1 + word.chars().count() > width {
            let room = width.saturating_sub(used + 2);
            let breaks = hyphens && word.len() >= 8 && word.bytes().all(|b| b.is_ascii_lowercase()) && room >= 3;
            let at = if breaks { room.min(word.len() - 3) } else { 0 };
            if breaks {
                line.push(' ');
                line.push_str(&word[..at]);
                line.push('-');
            }
            lines.push(Line::plain(&std::mem::take(&mut line)));
            line.push_str(&word[at..]);
            continue;
        }
        if used > 0 {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push(Line::plain(&line));
    }
}

/// A table of contents with these entries.
pub(crate) fn contents(entries: &[String], dotted: bool, pages: usize) -> Vec<Line> {
    let mut lines =
        vec![Line::plain("Model agreement on trade"), Line::plain(""), Line::plain("Contents"), Line::plain("")];
    for (at, entry) in entries.iter().enumerate() {
        let page = at * pages / entries.len().max(1) + 2;
        lines.push(Line::forbidden(if dotted { format!("{entry} ........ {page}") } else { entry.clone() }));
    }
    lines.push(Line::plain(""));
    lines
}

/// A page number and a running head every 45 lines.
pub(crate) fn with_heads(lines: Vec<Line>, seed: u64) -> Vec<Line> {
    let pages = lines.len() / 45 + 1;
    let mut out = Vec::with_capacity(lines.len() + 3 * pages);
    for (at, line) in lines.into_iter().enumerate() {
        if at > 0 && at % 45 == 0 {
            out.push(Line::plain(&format!("{}/{pages}", at / 45)));
            out.push(Line::plain(&format!("M/AGR/{}", seed % 100)));
            out.push(Line::plain("Model agreement on trade"));
        }
        out.push(line);
    }
    out
}

/// Notes below a rule every 45 lines; their numbers begin like paragraphs, and are none.
pub(crate) fn with_notes(lines: Vec<Line>, random: &mut Random) -> Vec<Line> {
    const NOTES: [&str; 4] = [
        "See the Model Schedule of the year 2001.",
        "For greater certainty, goods of the Model Party are meant.",
        "Model Treaty Series, vol. 12, No. 345.",
        "The term has the meaning that the Model Code gives it.",
    ];
    let mut out = Vec::with_capacity(lines.len());
    let mut number = 0;
    for (at, line) in lines.into_iter().enumerate() {
        if at > 0 && at % 45 == 0 {
            out.push(Line::plain("____________________"));
            for _ in 0..=random.below(3) {
                number += 1;
                out.push(Line::forbidden(format!("{number} {}", NOTES[random.below(NOTES.len())])));
            }
        }
        out.push(line);
    }
    out
}
