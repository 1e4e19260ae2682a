//! Character maps: which characters the codes of a font stand for, and how long the codes are.

use rustc_hash::FxHashMap;

use super::lexer::{Lexer, Token};

/// Entries of one map; a map of all of Unicode has fewer, a bomb has more.
const MOST: usize = 200_000;

/// A map read from a stream.
#[derive(Debug, Default)]
pub(super) struct CMap {
    characters: FxHashMap<u32, String>,
    /// Codes to glyph numbers, of a map that is the encoding of a font.
    cids: Vec<(u32, u32, u32)>,
    /// Length in bytes, first and last code of the ranges of codes.
    spaces: Vec<(usize, u32, u32)>,
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |n, b| n << 8 | u32::from(*b))
}

fn utf16(bytes: &[u8]) -> String {
    if let [one] = bytes {
        return char::from(*one).to_string();
    }
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The characters `offset` places after those of a range's first code: the last one counts up.
fn shifted(first: &str, offset: u32) -> String {
    let mut chars: Vec<char> = first.chars().collect();
    if let Some(last) = chars.last_mut() {
        *last = char::from_u32(*last as u32 + offset).unwrap_or(char::REPLACEMENT_CHARACTER);
    }
    chars.into_iter().collect()
}

impl CMap {
    pub(super) fn parse(bytes: &[u8]) -> CMap {
        let mut map = CMap::default();
        let lexer = Lexer::new(bytes);
        // Operands since the last operator; an array's items stand between `Open` and `Close`.
        let mut operands: Vec<Token> = Vec::new();
        for token in lexer {
            let Token::Word(word) = &token else {
                if operands.len() < MOST {
                    operands.push(token);
                }
                continue;
            };
            match word.as_slice() {
                b"endcodespacerange" => {
                    for pair in operands.as_chunks::<2>().0 {
                        if let [Token::Text(low), Token::Text(high)] = pair {
                            map.spaces.push((low.len().clamp(1, 4), number(low), number(high)));
                        }
                    }
                }
                b"endbfchar" => {
                    for pair in operands.as_chunks::<2>().0 {
                        if let [Token::Text(code), Token::Text(text)] = pair {
                            map.insert(number(code), utf16(text));
                        }
                    }
                }
                b"endbfrange" => map.ranges(&operands),
                b"endcidrange" => {
                    for three in operands.as_chunks::<3>().0 {
                        if let [Token::Text(low), Token::Text(high), Token::Number(cid)] = three {
                            map.cids.push((number(low), number(high), *cid as u32));
                        }
                    }
                }
                b"endcidchar" => {
                    for pair in operands.as_chunks::<2>().0 {
                        if let [Token::Text(code), Token::Number(cid)] = pair {
                            map.cids.push((number(code), number(code), *cid as u32));
                        }
                    }
                }
                _ => {}
            }
            operands.clear();
        }
        map
    }

    fn insert(&mut self, code: u32, text: String) {
        if self.characters.len() < MOST {
            self.characters.insert(code, text);
        }
    }

    fn ranges(&mut self, operands: &[Token]) {
        let mut rest = operands.iter();
        while let (Some(Token::Text(low)), Some(Token::Text(high))) = (rest.next(), rest.next()) {
            let (low, high) = (number(low), number(high));
            match rest.next() {
                Some(Token::Text(text)) => {
                    let first = utf16(text);
                    for offset in 0..=high.saturating_sub(low).min(0xffff) {
                        self.insert(low.saturating_add(offset), shifted(&first, offset));
                    }
                }
                Some(Token::Open) => {
                    let mut code = low;
                    for token in rest.by_ref() {
                        let Token::Text(text) = token else { break };
                        self.insert(code, utf16(text));
                        code = code.saturating_add(1);
                    }
                }
                _ => return,
            }
        }
    }

    /// Characters of a code.
    pub(super) fn characters(&self, code: u32) -> Option<&str> {
        self.characters.get(&code).map(String::as_str)
    }

    /// Whether the map says anything about characters.
    pub(super) fn is_empty(&self) -> bool {
        self.characters.is_empty()
    }

    /// Glyph number of a code.
    pub(super) fn cid(&self, code: u32) -> u32 {
        let range = self.cids.iter().find(|(low, high, _)| (*low..=*high).contains(&code));
        range.map_or(code, |(low, _, cid)| cid.saturating_add(code - low))
    }

    /// Length in bytes of the code at the beginning of `bytes`.
    pub(super) fn code_length(&self, bytes: &[u8]) -> usize {
        let fits = |(length, low, high): &&(usize, u32, u32)| {
            bytes.get(..*length).is_some_and(|code| {
                let code = number(code);
                // Each byte has its own bounds: a code space is a box, not a line.
                (0..*length).all(|i| {
                    let byte = |n: u32| n >> (8 * i) & 0xff;
                    (byte(*low)..=byte(*high)).contains(&byte(code))
                })
            })
        };
        self.spaces.iter().filter(fits).map(|s| s.0).min().unwrap_or(if self.spaces.iter().any(|s| s.0 == 1) {
            1
        } else {
            2
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_characters_ranges_and_arrays() {
        let map = CMap::parse(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0003> <00660069> endbfchar \
              2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<0391> <D83DDE00>] endbfrange",
        );
        assert_eq!(map.characters(3), Some("fi"));
        assert_eq!(map.characters(0x12), Some("C"));
        assert_eq!(map.characters(0x20), Some("Α"));
        assert_eq!(map.characters(0x21), Some("😀"));
        assert_eq!(map.characters(0x22), None);
        assert_eq!(map.code_length(b"\0\x03"), 2);
    }
}
