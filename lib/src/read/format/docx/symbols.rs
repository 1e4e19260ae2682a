//! Signs of the symbol fonts, which have no characters of their own in the file but places in a font.

use crate::text;

/// Greek letters and signs of the font Symbol, by the low byte of their place; `\u{fffd}` where nothing is known.
const SYMBOL: [(u8, &str); 6] = [
    (0x41, "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"),
    (0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"),
    (0xA1, "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…"),
    (0xC0, "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊"),
    (0xE5, "∑"),
    (0xF2, "∫"),
];

/// Signs of Wingdings that stand in agreements: boxes to tick, arrows and bullets.
const WINGDINGS: [(u8, char); 17] = [
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '☐'),
    (0x71, '❑'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '⬥'),
    (0x9F, '•'),
    (0xA7, '▪'),
    (0xA8, '☐'),
    (0xD8, '➢'),
    (0xE0, '→'),
    (0xE8, '➔'),
    (0xF0, '⇨'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFE, '☑'),
];

/// Whether characters in this font are places in the font.
pub(super) fn is_symbolic(font: &str) -> bool {
    font == "Symbol" || font.starts_with("Wingdings") || font == "Webdings"
}

/// The character printed at a place of a font; `None` if it is not known.
pub(super) fn printed(font: &str, place: u32) -> Option<char> {
    let low = match place {
        0xF020..=0xF0FF => u8::try_from(place - 0xF000).ok()?,
        0x20..=0xFF if is_symbolic(font) => u8::try_from(place).ok()?,
        _ => return char::from_u32(place).filter(|c| !c.is_control()),
    };
    if font.starts_with("Wingdings") {
        return WINGDINGS.iter().find(|(at, _)| *at == low).map(|(_, c)| *c);
    }
    let run = SYMBOL.iter().find_map(|(first, signs)| signs.chars().nth(usize::from(low.checked_sub(*first)?)));
    // Digits and punctuation keep their usual places.
    run.or_else(|| (0x20..0x41).contains(&low).then_some(char::from(low)))
}

/// The sign before a bulleted item.
pub(super) fn bullet(text: &str) -> String {
    // Whatever a symbol font shows there, it is a bullet; so is Word's hollow one, which is a letter in the file.
    match text.trim() {
        "o" => "•".to_owned(),
        other => other.chars().map(|c| if ('\u{e000}'..='\u{f8ff}').contains(&c) { '•' } else { c }).collect(),
    }
}

/// A mark of a note as it is printed in the running words: raised, so that "Article 5" with note 1 is not read as 51.
pub(super) fn raised(mark: &str) -> String {
    let raise = |c: char| if c.is_alphanumeric() { text::raised(c) } else { Some(c) };
    mark.chars().map(raise).collect::<Option<String>>().unwrap_or_else(|| format!("[{mark}]"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_symbol_fonts_have_characters() {
        assert_eq!(printed("Symbol", 0xF061), Some('α'));
        assert_eq!(printed("Symbol", 0xB7), Some('•'));
        assert_eq!(printed("Symbol", 0xF0B3), Some('≥'));
        assert_eq!(printed("Symbol", 0xF0DE), Some('⇒'));
        assert_eq!(printed("Wingdings", 0xF0FE), Some('☑'));
        assert_eq!(printed("Wingdings", 0xF021), None);
        assert_eq!(printed("Arial", 0xA7), Some('§'));
        assert_eq!(bullet("\u{f0b7}"), "•");
    }

    #[test]
    fn marks_are_raised() {
        assert_eq!(raised("12"), "¹²");
        assert_eq!(raised("iv"), "ⁱᵛ");
        assert_eq!(raised("*"), "*");
        assert_eq!(raised("Q"), "[Q]");
    }
}
