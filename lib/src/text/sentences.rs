//! Sentences of a text.
//!
//! The bounds are those of Unicode (UAX 29), but for what lawyers abbreviate: `Art. 5`, `para. 2`, `No. 185` and `A. Smith`
//! end no sentence.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Words that end in a full stop and are followed by what they belong to, in the languages that agreements are made in.
const ABBREVIATIONS: [&str; 36] = [
    "abs", "al", "arr", "art", "arts", "ch", "cf", "chap", "cl", "dec", "doc", "dr", "ed", "eds", "fig", "ibid", "inc",
    "mr", "mrs", "ms", "no", "nos", "nr", "p", "par", "para", "paras", "pp", "pr", "prof", "reg", "res", "sec", "st",
    "vol", "vs",
];

/// The bytes of each sentence, without white space around it; together they hold every word.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open = None;
    for (at, piece) in text.split_sentence_bound_indices() {
        let start = *open.get_or_insert(at);
        let end = at + piece.len();
        if goes_on(text.get(start..end).unwrap_or(""), text.get(end..).unwrap_or("")) {
            continue;
        }
        found.extend(trimmed(text, start..end));
        open = None;
    }
    if let Some(start) = open {
        found.extend(trimmed(text, start..text.len()));
    }
    found
}

/// Whether a sentence that Unicode ends here does not end: after an abbreviation, an initial, or the number before it.
fn goes_on(sentence: &str, rest: &str) -> bool {
    let whole = sentence.trim_end();
    // A line that ends in the middle of a sentence was broken by a page, not by who wrote it.
    if !whole.ends_with(['.', '!', '?', ';', ':', '。', '！', '？', '؟', '।', '…', ')', '"', '”', '»', '\u{2019}'])
    {
        return !sentence.ends_with("\n\n") && !rest.starts_with('\n');
    }
    let Some(before) = whole.strip_suffix('.') else { return false };
    let last = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
    let is_initial = last.chars().count() == 1 && last.chars().all(|c| c.is_alphabetic() && c.is_uppercase());
    let is_only_number = before.trim_start() == last && last.chars().all(|c| c.is_ascii_digit());
    let folded = last.to_lowercase();
    is_initial || is_only_number || ABBREVIATIONS.contains(&folded.as_str())
}

fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let piece = text.get(range.clone())?;
    let start = range.start + piece.len() - piece.trim_start().len();
    let end = range.start + piece.trim_end().len();
    (start < end).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_sentence_ends_where_it_ends() {
        assert_eq!(
            split("The lakes stay open. Each State keeps a register; it is public. "),
            ["The lakes stay open.", "Each State keeps a register; it is public."]
        );
        assert_eq!(split("湖泊保持开放。各国保存登记册。"), ["湖泊保持开放。", "各国保存登记册。"]);
        assert_eq!(split(""), Vec::<&str>::new());
        assert_eq!(split(" \n\n "), Vec::<&str>::new());
    }

    #[test]
    fn what_lawyers_abbreviate_ends_none() {
        let one = "1. Under Art. 5 and para. 2 of ETS No. 185, A. Smith keeps the register.";
        assert_eq!(split(one), [one]);
        assert_eq!(split("As in Arts. 3 and 4. Nothing else."), ["As in Arts. 3 and 4.", "Nothing else."]);
    }

    #[test]
    fn a_broken_line_ends_none() {
        assert_eq!(
            split("The lakes stay\nopen to all.\nNothing else."),
            ["The lakes stay\nopen to all.", "Nothing else."]
        );
    }
}
