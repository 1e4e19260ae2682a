//! A place in a clean text from which parsers eat. A parser works on a copy and gives it back only if it understood.

/// A place in a text. Copying it is how a parser tries.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    /// The byte it stands before.
    pub(super) at: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Cursor<'t> {
        Cursor { text, at }
    }

    /// Everything from here.
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Everything up to here.
    pub(super) fn before(&self) -> &'t str {
        self.text.get(..self.at).unwrap_or("")
    }

    /// What was eaten since another place.
    pub(super) fn since(&self, start: usize) -> &'t str {
        self.text.get(start..self.at).unwrap_or("")
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character after the next one.
    pub(super) fn peek_second(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    pub(super) fn bump(&mut self) {
        if let Some(c) = self.peek() {
            self.at += c.len_utf8();
        }
    }

    /// Eats one character.
    pub(super) fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    /// Eats exactly this text.
    pub(super) fn eat_exact(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.at += text.len();
        }
        found
    }

    /// Eats a space if there is one.
    pub(super) fn space(&mut self) -> bool {
        self.eat(' ')
    }

    /// Eats the longest of some words, whatever the case of its letters; a word that ends in a letter must end here.
    pub(super) fn eat_any(&mut self, words: &[&str]) -> bool {
        let longest = words.iter().filter_map(|word| self.match_folded(word)).max();
        self.at += longest.unwrap_or(0);
        longest.is_some()
    }

    /// The length of a word that stands here in any case, if it does.
    pub(super) fn match_folded(&self, word: &str) -> Option<usize> {
        let mut given = self.rest().chars();
        let mut length = 0;
        let mut last = ' ';
        for expected in word.chars() {
            let c = given.next()?;
            if c != expected && !c.to_lowercase().eq(expected.to_lowercase()) {
                return None;
            }
            length += c.len_utf8();
            last = c;
        }
        let cut = last.is_alphabetic() && !is_unspaced(last) && given.next().is_some_and(char::is_alphanumeric);
        (!cut && length > 0).then_some(length)
    }

    /// Eats up to `most` digits (Arabic-Indic ones too) and gives them as ASCII. More digits than that are no number.
    pub(super) fn digits(&mut self, most: usize) -> Option<String> {
        let found: String = self.rest().chars().map_while(ascii_digit).take(most + 1).collect();
        if found.is_empty() || found.len() > most {
            return None;
        }
        for _ in 0..found.len() {
            self.bump();
        }
        Some(found)
    }

    /// Eats a run of characters.
    pub(super) fn run(&mut self, belongs: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or("")
    }

    /// Whether a word could begin here: the character before is no letter, digit or joiner.
    pub(super) fn at_word_start(&self) -> bool {
        !self.before().chars().next_back().is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c) || matches!(c, '_'))
    }
}

/// A digit as ASCII: European, Arabic-Indic or Persian.
pub(super) fn ascii_digit(c: char) -> Option<char> {
    let value = match c {
        '0'..='9' => return Some(c),
        '\u{660}'..='\u{669}' => u32::from(c) - 0x660,
        '\u{6f0}'..='\u{6f9}' => u32::from(c) - 0x6f0,
        _ => return None,
    };
    char::from_digit(value, 10)
}

/// Whether a character belongs to a script without spaces between words.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF)
}

/// Where the sentence that holds a place begins. Abbreviations ("para. 4", "No. 7") end none.
pub(super) fn sentence_start(text: &str, at: usize) -> usize {
    // A text without full stops must not be read again for each of its citations.
    const FAR: usize = 2000;
    let floor = (at.saturating_sub(FAR)..=at).find(|start| text.is_char_boundary(*start)).unwrap_or(at);
    sentence_start_in(text.get(floor..at).unwrap_or("")) + floor
}

fn sentence_start_in(before: &str) -> usize {
    let mut from = before.len();
    while let Some(found) = before.get(..from).and_then(|b| b.rfind(['.', '\n', '!', '?', '。', '؟', '؛', ';'])) {
        let mark = before.get(found..).and_then(|b| b.chars().next()).unwrap_or('.');
        let after = found + mark.len_utf8();
        if matches!(mark, '\n' | '。' | '؟' | '؛')
            || mark != '.' && before.get(after..).is_some_and(|b| b.starts_with(' '))
        {
            return after;
        }
        let starts_anew = before
            .get(after..)
            .and_then(|b| b.strip_prefix(' '))
            .and_then(|b| b.chars().find(|c| !matches!(c, '“' | '"' | '«' | '(' | '[')))
            .is_some_and(char::is_uppercase);
        let word = before.get(..found).map_or("", |b| b.rsplit([' ', '(', '\n']).next().unwrap_or(""));
        let abbreviated = word.chars().count() <= 1 && word.chars().all(char::is_alphabetic)
            || matches!(
                word.to_lowercase().as_str(),
                "no" | "nos"
                    | "art"
                    | "arts"
                    | "para"
                    | "paras"
                    | "vol"
                    | "res"
                    | "rev"
                    | "sect"
                    | "sec"
                    | "chap"
                    | "ch"
                    | "cf"
                    | "g.a"
                    | "s.c"
            );
        if starts_anew && !abbreviated {
            return after;
        }
        from = found;
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eats_words_in_any_case_and_whole() {
        let mut cursor = Cursor::new("Статьи 5", 0);
        assert!(cursor.eat_any(&["стать", "статьи"]));
        assert_eq!(cursor.rest(), " 5");
        assert!(!Cursor::new("articles", 0).eat_any(&["article"]));
        assert_eq!(Cursor::new("١٢ ", 0).digits(4).as_deref(), Some("12"));
        assert_eq!(Cursor::new("12345", 0).digits(4), None);
    }

    #[test]
    fn sentences_do_not_end_at_abbreviations() {
        let text = "It ended. See para. 4 of No. Seven here";
        assert_eq!(sentence_start(text, text.len()), 9);
        assert_eq!(sentence_start("one; two", 8), 4);
        assert_eq!(sentence_start("", 0), 0);
    }
}
