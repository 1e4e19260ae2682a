//! Raised digits and letters: a footnote's mark set raised, so that "Article 5" with note 1 is not read as Article 51.

const RAISED: [(char, char); 35] = [
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('a', 'ᵃ'),
    ('b', 'ᵇ'),
    ('c', 'ᶜ'),
    ('d', 'ᵈ'),
    ('e', 'ᵉ'),
    ('f', 'ᶠ'),
    ('g', 'ᵍ'),
    ('h', 'ʰ'),
    ('i', 'ⁱ'),
    ('j', 'ʲ'),
    ('k', 'ᵏ'),
    ('l', 'ˡ'),
    ('m', 'ᵐ'),
    ('n', 'ⁿ'),
    ('o', 'ᵒ'),
    ('p', 'ᵖ'),
    ('r', 'ʳ'),
    ('s', 'ˢ'),
    ('t', 'ᵗ'),
    ('u', 'ᵘ'),
    ('v', 'ᵛ'),
    ('w', 'ʷ'),
    ('x', 'ˣ'),
    ('y', 'ʸ'),
    ('z', 'ᶻ'),
];

/// The raised form of a digit or small letter; `None` if Unicode has none ("q", capitals, other scripts).
#[must_use]
pub fn raised(c: char) -> Option<char> {
    RAISED.iter().find(|(plain, _)| *plain == c).map(|(_, raised)| *raised)
}

/// The plain form of a raised digit or letter; `None` for anything else.
#[must_use]
pub fn lowered(c: char) -> Option<char> {
    // Nearly every character that is asked for is none.
    let possible = matches!(c, '²' | '³' | '¹' | 'ʰ'..='ˣ' | 'ᵃ'..='ᶻ' | '⁰'..='ⁿ');
    RAISED.iter().find(|(_, raised)| possible && *raised == c).map(|(plain, _)| *plain)
}

/// Whether a character is a raised digit.
#[must_use]
pub fn is_raised_digit(c: char) -> bool {
    lowered(c).is_some_and(|plain| plain.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_raised_comes_down_again() {
        for (plain, up) in RAISED {
            assert_eq!((raised(plain), lowered(up)), (Some(up), Some(plain)));
        }
        assert_eq!((raised('q'), lowered('q'), lowered('1')), (None, None, None));
        assert!(is_raised_digit('⁴') && !is_raised_digit('ⁿ') && !is_raised_digit('4'));
    }
}
