//! What of a quotation is verbatim, and in which letters it is written.

/// The parts of a quotation that are verbatim: between dots for what was left out and words with brackets for what was
/// added or bent, as in `undertake […] not to` and `[s]hould not`.
pub(super) fn pieces(quote: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut open_brackets = 0_usize;
    for word in quote.replace("...", "…").replace('…', " … ").split_whitespace() {
        let bent = open_brackets > 0 || word.contains(['[', ']', '…']);
        open_brackets = (open_brackets + word.matches('[').count()).saturating_sub(word.matches(']').count());
        match pieces.last_mut() {
            Some(piece) if !bent => {
                piece.push_str(word);
                piece.push(' ');
            }
            _ => pieces.push(String::new()),
        }
    }
    pieces.retain(|piece| piece.contains(char::is_alphanumeric));
    pieces
}

/// Whether most letters of the beginning of a text are Latin. Texts in other scripts quote names in Latin ones.
pub(super) fn is_latin(text: &str) -> bool {
    let (mut latin, mut other) = (0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(400) {
        if u32::from(c) < 0x250 { latin += 1 } else { other += 1 }
    }
    latin >= other
}

/// Whether a language is written in Latin letters, as far as its tag tells.
pub(super) fn is_latin_tag(tag: &str) -> bool {
    const OTHER: &[&str] = &[
        "am", "ar", "be", "bg", "bn", "el", "fa", "he", "hi", "hy", "ja", "ka", "kk", "km", "ko", "ky", "lo", "mk",
        "mn", "my", "ne", "ps", "ru", "sr", "ta", "tg", "th", "ti", "uk", "ur", "zh",
    ];
    !OTHER.contains(&tag.split('-').next().unwrap_or(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_out_added_or_bent_is_not_verbatim() {
        assert_eq!(pieces("undertake […] not to"), ["undertake ", "not to "]);
        assert_eq!(pieces("[S]tates should ... refrain"), ["should ", "refrain "]);
        assert_eq!(pieces("[the two states] agree"), ["agree "]);
        assert!(pieces("[…] — [sic]").is_empty());
    }

    #[test]
    fn a_name_in_other_letters_does_not_change_the_script() {
        assert!(is_latin("the Russian word (война)"));
        assert!(!is_latin("угрозы в сфере ICT"));
        assert!(is_latin_tag("pt-BR") && !is_latin_tag("zh-Hant"));
    }
}
