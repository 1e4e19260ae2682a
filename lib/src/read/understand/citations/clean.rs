//! Text made even for parsing, with the way back.
//!
//! Line ends, hard spaces and special hyphens are printing, not wording. Parsing an even copy keeps every parser simple;
//! the list of segments leads each position back to the byte of the given text.

use std::ops::Range;

/// An even copy of a text: one space between words, `\n` for a blank line, plain hyphens.
pub(super) struct Clean {
    /// The copy.
    pub(super) text: String,
    /// Where copying began anew: position in the copy, position in the given text.
    segments: Vec<(usize, usize)>,
    /// Positions in the copy at which a line of the given text begins.
    lines: Vec<usize>,
}

impl Clean {
    /// Makes the copy. Bytes in `marks` (marks of footnotes) are read as spaces, so that `70/1` with a raised 2 behind it
    /// stays `70/1`.
    pub(super) fn of(given: &str, marks: &[Range<usize>]) -> Clean {
        let mut clean = Clean { text: String::with_capacity(given.len()), segments: Vec::new(), lines: vec![0] };
        let mut copied = 0;
        let mut at = 0;
        let bytes = given.as_bytes();
        let mut marks = marks.iter().filter(|mark| given.get((*mark).clone()).is_some()).peekable();
        while let Some(byte) = bytes.get(at) {
            while marks.next_if(|mark| mark.end <= at).is_some() {}
            let marked = marks.peek().filter(|mark| mark.contains(&at)).map(|mark| mark.end);
            // Most bytes are letters or a single space and are copied as part of a run.
            let plain = marked.is_none()
                && match byte {
                    // Behind a mark that became a blank, one more blank is none.
                    b' ' if copied == at && clean.text.ends_with([' ', '\n']) => false,
                    b' ' => bytes
                        .get(at + 1)
                        .is_some_and(|next| !matches!(next, b' ' | b'\n' | b'\t' | b'\r' | 0xc2 | 0xe2)),
                    0x21..0x80 => true,
                    0xc2 | 0xe2 => false,
                    0x80.. => true,
                    _ => false,
                };
            if plain {
                at += 1;
                continue;
            }
            let end = match marked {
                Some(end) => end,
                None => match special(given, at) {
                    Special::Blank(end) => end,
                    Special::As(plain, end) => {
                        clean.copy(given, copied, at);
                        clean.segments.push((clean.text.len(), at));
                        clean.text.push_str(plain);
                        copied = end;
                        at = end;
                        continue;
                    }
                    Special::Keep(end) => {
                        at = end;
                        continue;
                    }
                },
            };
            clean.copy(given, copied, at);
            clean.blank(given, at, end);
            copied = end;
            at = end;
        }
        clean.copy(given, copied, at);
        clean
    }

    fn copy(&mut self, given: &str, from: usize, to: usize) {
        if from < to {
            self.segments.push((self.text.len(), from));
            self.text.push_str(given.get(from..to).unwrap_or(""));
        }
    }

    fn blank(&mut self, given: &str, from: usize, to: usize) {
        let feeds = given.get(from..to).unwrap_or("").matches('\n').count();
        // Two runs of blanks can meet where a mark ends; they are one.
        let begun = self.text.ends_with([' ', '\n']);
        match (feeds, begun) {
            (2.., true) => {
                self.text.pop();
                self.text.push('\n');
            }
            (_, true) => {}
            (2.., false) => {
                self.segments.push((self.text.len(), from));
                self.text.push('\n');
            }
            (_, false) => {
                self.segments.push((self.text.len(), from));
                self.text.push(' ');
            }
        }
        if feeds > 0 && self.lines.last() != Some(&self.text.len()) {
            self.lines.push(self.text.len());
        }
    }

    /// The range of the given text that a range of the copy stands for.
    pub(super) fn original(&self, range: &Range<usize>) -> Range<usize> {
        let place = |at: usize| {
            let next = self.segments.partition_point(|(clean, _)| *clean <= at);
            match next.checked_sub(1).and_then(|found| self.segments.get(found)) {
                Some((clean, given)) => given + (at - clean),
                None => at,
            }
        };
        let start = place(range.start);
        match range.end.checked_sub(1) {
            Some(last) if range.end > range.start => start..place(last) + 1,
            _ => start..start,
        }
    }

    /// Whether a line of the given text begins here.
    pub(super) fn begins_line(&self, at: usize) -> bool {
        self.lines.binary_search(&at).is_ok()
    }
}

enum Special<'p> {
    Blank(usize),
    As(&'p str, usize),
    Keep(usize),
}

/// What a byte that is not plainly copied begins.
fn special(given: &str, at: usize) -> Special<'static> {
    let rest = given.get(at..).unwrap_or("");
    let length: usize =
        rest.chars().take_while(|c| c.is_whitespace() || c.is_control() || *c == '\u{200b}').map(char::len_utf8).sum();
    if length > 0 {
        return Special::Blank(at + length);
    }
    match rest.chars().next() {
        Some('\u{2010}' | '\u{2011}') => Special::As("-", at + 3),
        Some('\u{ad}') => Special::As("", at + 2),
        Some('\u{2019}') => Special::As("'", at + 3),
        Some('\u{200e}' | '\u{200f}') => Special::As("", at + 3),
        Some(c) => Special::Keep(at + c.len_utf8()),
        None => Special::Keep(at + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_leads_back() {
        let given = "General\n  Assembly\u{a0}resolution 70/1² of\r\n\r\nS\u{2011}8/1 “Été” l\u{2019}article";
        let mark = given.find('²').map(|at| at..at + 2).unwrap();
        let clean = Clean::of(given, &[mark]);
        assert_eq!(clean.text, "General Assembly resolution 70/1 of\nS-8/1 “Été” l'article");
        for word in ["Assembly", "resolution", "70/1", "8/1", "Été", "article"] {
            let at = clean.text.find(word).unwrap();
            assert_eq!(given.get(clean.original(&(at..at + word.len()))), Some(word));
        }
        let s = clean.text.find("S-8").unwrap();
        assert_eq!(&given[clean.original(&(s..s + 5))], "S\u{2011}8/1");
        assert!(clean.begins_line(clean.text.find("Assembly").unwrap()));
        assert!(clean.begins_line(s));
        assert!(!clean.begins_line(clean.text.find("resolution").unwrap()));
    }
}
