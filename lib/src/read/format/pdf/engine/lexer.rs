//! Tokens of content streams and of character maps, which share one syntax.
//!
//! The library's own parser gives up at the first damaged token and takes what follows for nothing; this one skips the
//! damage and goes on, so that a page with garbage loses the garbage only.

/// One token.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Number(f32),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Open,
    Close,
    DictOpen,
    DictClose,
    Word(Vec<u8>),
}

/// Reads tokens from bytes.
#[derive(Debug)]
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Bytes that could not be read as any token.
    pub(super) skipped: usize,
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn hex(byte: u8) -> Option<u8> {
    (byte as char).to_digit(16).and_then(|d| u8::try_from(d).ok())
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Lexer { bytes, at: 0, skipped: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take_while(&mut self, keep: impl Fn(u8) -> bool) -> &'a [u8] {
        let start = self.at;
        while self.peek().is_some_and(&keep) {
            self.at += 1;
        }
        self.bytes.get(start..self.at).unwrap_or(&[])
    }

    fn name(&mut self) -> Vec<u8> {
        let raw = self.take_while(|b| !is_space(b) && !is_delimiter(b));
        let mut name = Vec::with_capacity(raw.len());
        let mut bytes = raw.iter().copied();
        while let Some(byte) = bytes.next() {
            let mut ahead = bytes.clone();
            match (byte, ahead.next().and_then(hex), ahead.next().and_then(hex)) {
                (b'#', Some(high), Some(low)) => {
                    name.push(high << 4 | low);
                    bytes = ahead;
                }
                _ => name.push(byte),
            }
        }
        name
    }

    fn literal(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut depth = 1usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        return out;
                    }
                }
                b'\\' => {
                    self.escape(&mut out);
                    continue;
                }
                _ => {}
            }
            out.push(byte);
        }
        out
    }

    fn escape(&mut self, out: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
            }
            b'\n' => {}
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    match self.peek() {
                        Some(digit @ b'0'..=b'7') => {
                            value = value * 8 + u32::from(digit - b'0');
                            self.at += 1;
                        }
                        _ => break,
                    }
                }
                out.push((value & 0xff) as u8);
            }
            other => out.push(other),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        let raw = self.take_while(|b| b != b'>');
        self.at += 1;
        let mut digits = raw.iter().copied().filter_map(hex);
        let mut out = Vec::with_capacity(raw.len() / 2);
        while let Some(high) = digits.next() {
            out.push(high << 4 | digits.next().unwrap_or(0));
        }
        out
    }

    fn number_or_word(&mut self) -> Token {
        let raw = self.take_while(|b| !is_space(b) && !is_delimiter(b));
        let first = raw.first().copied().unwrap_or(b' ');
        if matches!(first, b'0'..=b'9' | b'+' | b'-' | b'.') {
            // Some producers write "--5" or "5-3"; what stands before the second sign is what readers show.
            let sign = if first == b'-' { -1.0 } else { 1.0 };
            let body = raw.iter().copied().skip_while(|b| matches!(b, b'+' | b'-'));
            let digits: String = body.map(char::from).take_while(|c| c.is_ascii_digit() || *c == '.').collect();
            if let Ok(value) = digits.parse::<f32>() {
                return Token::Number(sign * value);
            }
            if matches!(digits.as_str(), "" | ".") {
                return Token::Number(0.0);
            }
        }
        Token::Word(raw.to_vec())
    }

    /// Skips the data of an inline picture, up to the `EI` that stands alone.
    pub(super) fn skip_picture(&mut self) {
        while self.at < self.bytes.len() {
            let rest = self.bytes.get(self.at..).unwrap_or(&[]);
            let Some(found) = memchr::memmem::find(rest, b"EI") else {
                self.at = self.bytes.len();
                return;
            };
            let before = self.at + found;
            self.at = before + 2;
            let edge = |at: usize| self.bytes.get(at).is_none_or(|b| is_space(*b));
            if before > 0 && edge(before - 1) && edge(self.at) {
                return;
            }
        }
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            self.take_while(is_space);
            let byte = self.peek()?;
            match byte {
                b'%' => {
                    self.take_while(|b| b != b'\n' && b != b'\r');
                }
                b'/' => {
                    self.at += 1;
                    return Some(Token::Name(self.name()));
                }
                b'(' => {
                    self.at += 1;
                    return Some(Token::Text(self.literal()));
                }
                b'[' | b'{' => {
                    self.at += 1;
                    return Some(Token::Open);
                }
                b']' | b'}' => {
                    self.at += 1;
                    return Some(Token::Close);
                }
                b'<' => {
                    self.at += 1;
                    if self.peek() == Some(b'<') {
                        self.at += 1;
                        return Some(Token::DictOpen);
                    }
                    return Some(Token::Text(self.hexadecimal()));
                }
                b'>' if self.bytes.get(self.at + 1) == Some(&b'>') => {
                    self.at += 2;
                    return Some(Token::DictClose);
                }
                b'>' | b')' => {
                    self.at += 1;
                    self.skipped += 1;
                }
                _ => return Some(self.number_or_word()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_kind_of_token_and_skips_garbage() {
        let tokens: Vec<Token> = Lexer::new(b"/F#31 9.5 Tf [(a\\)\\101) -5 <4a4>] TJ ) << /X --3 >> % no\nq").collect();
        let word = |w: &str| Token::Word(w.into());
        assert_eq!(
            tokens,
            [
                Token::Name(b"F1".to_vec()),
                Token::Number(9.5),
                word("Tf"),
                Token::Open,
                Token::Text(b"a)A".to_vec()),
                Token::Number(-5.0),
                Token::Text(vec![0x4a, 0x40]),
                Token::Close,
                word("TJ"),
                Token::DictOpen,
                Token::Name(b"X".to_vec()),
                Token::Number(-3.0),
                Token::DictClose,
                word("q"),
            ]
        );
    }
}
