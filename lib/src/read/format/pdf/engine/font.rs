//! Fonts: which characters a string of codes stands for, and how wide they are.

use encoding_rs::Encoding;
use lopdf::{Dictionary, Document, Object, dictionary};
use rustc_hash::FxHashMap;

use super::cmap::CMap;
use super::lexer::{Lexer, Token};

/// A decompressed character map or encoding must fit in this.
const MOST_BYTES: usize = 8 << 20;

/// One code of a string.
pub(super) struct Glyph {
    pub(super) text: String,
    /// Advance in units of the font's size.
    pub(super) width: f32,
    /// A single byte 32, which word spacing widens.
    pub(super) space: bool,
}

/// How codes become characters where the file gives no map to Unicode.
enum Fallback {
    /// One byte, one entry.
    Table(Vec<String>),
    /// The codes are UTF-16.
    Utf16,
    /// The codes are those of a legacy encoding of East Asia.
    Legacy(&'static Encoding),
    /// The codes are glyph numbers, which say nothing.
    None,
}

/// A font, as far as reading needs it.
pub(super) struct Font {
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// Written downwards.
    pub(super) vertical: bool,
    composite: bool,
    unicode: CMap,
    codes: CMap,
    fallback: Fallback,
    widths: FxHashMap<u32, f32>,
    default_width: f32,
    /// How large letters are to the size that the page sets: a font made of pictures has units of its own.
    pub(super) em: f32,
}

const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];
const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889,
    722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500,
    444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480,
    200, 480, 541,
];

/// A number, direct or referred to.
pub(super) fn number(doc: &Document, object: &Object) -> Option<f32> {
    doc.dereference(object).ok().and_then(|(_, o)| o.as_float().ok())
}

fn numbers(doc: &Document, dict: &Dictionary, key: &[u8]) -> Vec<f32> {
    let array = dict.get_deref(key, doc).and_then(Object::as_array);
    array.map(|a| a.iter().map(|o| number(doc, o).unwrap_or(0.0)).collect()).unwrap_or_default()
}

/// Characters of a glyph's name. The library knows the standard list but does not publish it: it is asked through a font
/// that has this one glyph.
fn named(doc: &Document, name: &[u8]) -> Option<String> {
    let ask = |name: &[u8]| {
        let differences = vec![Object::Integer(0), Object::Name(name.to_vec())];
        let font = dictionary! { "Type" => "Font", "Encoding" => dictionary! { "Differences" => differences } };
        let encoding = font.get_font_encoding(doc).ok()?;
        // A name that the list lacks makes the library fall back to another encoding, which has nothing at 0.
        encoding.bytes_to_string(&[0]).ok().filter(|text| !text.is_empty() && text != "\0")
    };
    if let Some(text) = ask(name) {
        return Some(text);
    }
    let name = std::str::from_utf8(name).ok()?;
    let stem = name.split('.').next().filter(|s| !s.is_empty())?;
    if stem != name
        && let Some(text) = ask(stem.as_bytes())
    {
        return Some(text);
    }
    let digits = stem.strip_prefix("uni").or_else(|| stem.strip_prefix('u')).unwrap_or("");
    if digits.len() >= 4 && digits.is_ascii() {
        let parts: Vec<&str> = if stem.starts_with("uni") {
            (0..digits.len() / 4).filter_map(|i| digits.get(i * 4..i * 4 + 4)).collect()
        } else {
            vec![digits]
        };
        let chars: Option<String> =
            parts.iter().map(|p| u32::from_str_radix(p, 16).ok().and_then(char::from_u32)).collect();
        if chars.is_some() {
            return chars;
        }
    }
    let joined: Option<String> =
        stem.contains('_').then(|| stem.split('_').map(|part| ask(part.as_bytes())).collect()).flatten();
    joined
}

/// The character of a name that only repeats its code, as fonts made of pictures have them (`a65`, `C41`). Only the letters
/// and signs of ASCII stand at the same place in every encoding; for others nothing is guessed.
fn numbered(name: &[u8], code: usize) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?;
    let digits = name.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let tail = name.get(name.len().saturating_sub(2)..).unwrap_or("");
    let repeats = name.len() > 1
        && (digits.parse() == Ok(code) && name.len() - digits.len() <= 2
            || name.len() == 3 && usize::from_str_radix(tail, 16) == Ok(code));
    let plain =
        |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | ';' | ':' | '(' | ')' | '[' | ']' | '/');
    u8::try_from(code).ok().map(char::from).filter(plain).filter(|_| repeats).map(String::from)
}

/// What the program of an embedded Type 1 font says of its codes: `dup 27 /ff put` in its clear part. Typesetting programs
/// keep ligatures there and nowhere else.
fn built_in(doc: &Document, dict: &Dictionary) -> Vec<(usize, Vec<u8>)> {
    let descriptor = dict.get_deref(b"FontDescriptor", doc).and_then(Object::as_dict);
    let program = descriptor.and_then(|d| d.get_deref(b"FontFile", doc)).and_then(Object::as_stream);
    let Some(program) = program.ok().and_then(|s| s.get_plain_content_with_limit(MOST_BYTES).ok()) else {
        return Vec::new();
    };
    let clear = memchr::memmem::find(&program, b"eexec").unwrap_or(program.len().min(1 << 16));
    let mut names = Vec::new();
    let mut before = [Token::Open, Token::Open, Token::Open];
    for token in Lexer::new(program.get(..clear).unwrap_or(&[])).take(20_000) {
        if let (Token::Word(put), [Token::Word(dup), Token::Number(code), Token::Name(name)]) = (&token, &before)
            && put == b"put"
            && dup == b"dup"
        {
            names.push((*code as usize, name.clone()));
        }
        before.rotate_left(1);
        if let Some(last) = before.last_mut() {
            *last = token;
        }
    }
    names
}

/// Characters of all codes of a named encoding, likewise asked of the library.
fn base_table(doc: &Document, name: &str) -> Vec<String> {
    let font = dictionary! { "Type" => "Font", "Encoding" => name };
    let Ok(encoding) = font.get_font_encoding(doc) else { return vec![String::new(); 256] };
    (0..=255u8).map(|code| encoding.bytes_to_string(&[code]).unwrap_or_default()).collect()
}

impl Font {
    pub(super) fn load(doc: &Document, dict: &Dictionary) -> Font {
        let subtype = dict.get_deref(b"Subtype", doc).and_then(Object::as_name).unwrap_or(b"");
        let composite = subtype == b"Type0";
        let descendant = dict
            .get_deref(b"DescendantFonts", doc)
            .and_then(Object::as_array)
            .ok()
            .and_then(|a| a.first())
            .and_then(|o| doc.dereference(o).ok())
            .and_then(|(_, o)| o.as_dict().ok());
        let inner = descendant.unwrap_or(dict);
        let name = dict.get_deref(b"BaseFont", doc).and_then(Object::as_name).unwrap_or(b"");
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        let (bold, italic) = looks(doc, inner, &name);
        let stream = |key: &[u8]| {
            let stream = dict.get_deref(key, doc).and_then(Object::as_stream).ok()?;
            stream.get_plain_content_with_limit(MOST_BYTES).ok()
        };
        let unicode = stream(b"ToUnicode").map(|b| CMap::parse(&b)).unwrap_or_default();
        let codes = if composite { stream(b"Encoding").map(|b| CMap::parse(&b)) } else { None };
        let encoding_name = dict.get_deref(b"Encoding", doc).and_then(Object::as_name).unwrap_or(b"");
        let same =
            dict.get_deref(b"ToUnicode", doc).and_then(Object::as_name).is_ok_and(|n| n.starts_with(b"Identity"));
        let fallback = match composite {
            // Instead of a map, its name: the codes are characters.
            true if same => Fallback::Utf16,
            true => foreign(encoding_name),
            false => Fallback::Table(table(doc, dict, &name)),
        };
        let mut font = Font {
            bold,
            italic,
            vertical: composite && encoding_name.ends_with(b"-V"),
            composite,
            unicode,
            codes: codes.unwrap_or_default(),
            fallback,
            widths: FxHashMap::default(),
            default_width: 0.0,
            em: 1.0,
        };
        if composite {
            font.composite_widths(doc, inner);
        } else {
            font.simple_widths(doc, dict, subtype, &name);
        }
        font
    }

    fn simple_widths(&mut self, doc: &Document, dict: &Dictionary, subtype: &[u8], name: &str) {
        let scale = match (subtype, numbers(doc, dict, b"FontMatrix").first()) {
            (b"Type3", Some(scale)) => scale.abs(),
            _ => 0.001,
        };
        let first = dict.get_deref(b"FirstChar", doc).and_then(Object::as_i64).unwrap_or(0);
        let first = u32::try_from(first).unwrap_or(0);
        let widths = numbers(doc, dict, b"Widths");
        self.widths = (first..).zip(&widths).take(256).map(|(code, w)| (code, w * scale)).collect();
        if subtype == b"Type3" {
            // Letters are half as wide as they are high, on the whole.
            let inked: Vec<f32> = self.widths.values().copied().filter(|w| *w > 0.0).collect();
            let em = 2.0 * inked.iter().sum::<f32>() / inked.len().max(1) as f32;
            let usual = (0.6..1.7).contains(&em) || em <= 0.0 || !em.is_finite();
            self.em = if usual { 1.0 } else { em };
        }
        let descriptor = dict.get_deref(b"FontDescriptor", doc).and_then(Object::as_dict);
        let missing = descriptor.ok().and_then(|d| d.get(b"MissingWidth").ok()).and_then(|o| number(doc, o));
        self.default_width = missing.map_or(0.5, |w| w * scale);
        if widths.is_empty() {
            // The standard fonts may come without widths. Bold letters are a little wider; the gaps between words are
            // far larger than that error.
            let standard = if name.contains("courier") {
                [600; 95]
            } else if name.contains("times") {
                TIMES
            } else {
                HELVETICA
            };
            let wider = if self.bold { 0.00105 } else { 0.001 };
            self.widths = (32..).zip(standard).map(|(code, w)| (code, f32::from(w) * wider)).collect();
        }
    }

    fn composite_widths(&mut self, doc: &Document, inner: &Dictionary) {
        self.default_width = inner.get(b"DW").ok().and_then(|o| number(doc, o)).map_or(1.0, |w| w / 1000.0);
        let Ok(array) = inner.get_deref(b"W", doc).and_then(Object::as_array) else { return };
        let mut items = array.iter().filter_map(|o| doc.dereference(o).ok().map(|(_, o)| o));
        while let (Some(first), Some(second)) = (items.next(), items.next()) {
            let Ok(first) = first.as_float() else { return };
            let first = first as u32;
            if let Ok(list) = second.as_array() {
                for (cid, width) in (first..).zip(list) {
                    self.widths.insert(cid, number(doc, width).unwrap_or(0.0) / 1000.0);
                }
            } else if let (Ok(last), Some(Ok(width))) = (second.as_float(), items.next().map(Object::as_float)) {
                for cid in first..=(last as u32).min(first.saturating_add(0xffff)) {
                    self.widths.insert(cid, width / 1000.0);
                }
            }
        }
    }

    /// The codes of a string with their characters and widths.
    pub(super) fn glyphs(&self, bytes: &[u8]) -> Vec<Glyph> {
        let mut glyphs = Vec::with_capacity(bytes.len());
        let mut rest = bytes;
        while let Some(first) = rest.first() {
            let length = if self.composite { self.code_length(rest) } else { 1 };
            let (code_bytes, after) = rest.split_at(length.min(rest.len()));
            rest = after;
            let code = code_bytes.iter().fold(0u32, |n, b| n << 8 | u32::from(*b));
            let id = if self.composite { self.codes.cid(code) } else { code };
            let width = self.widths.get(&id).copied().unwrap_or(self.default_width);
            glyphs.push(Glyph { text: self.characters(code, code_bytes), width, space: length == 1 && *first == b' ' });
        }
        glyphs
    }

    fn code_length(&self, bytes: &[u8]) -> usize {
        match &self.fallback {
            Fallback::Legacy(_) => {
                if bytes.first().is_some_and(|b| (0x81..=0xfe).contains(b)) {
                    2
                } else {
                    1
                }
            }
            // The encoding says how long codes are; the map to Unicode only repeats it.
            _ => self.codes.code_length(bytes),
        }
    }

    fn characters(&self, code: u32, bytes: &[u8]) -> String {
        let meaningful =
            |text: &&str| !text.is_empty() && !text.chars().all(|c| c < ' ' || c == char::REPLACEMENT_CHARACTER);
        if let Some(text) = self.unicode.characters(code).filter(meaningful) {
            return private(text);
        }
        let text = match &self.fallback {
            Fallback::Table(table) => table.get(code as usize).cloned().unwrap_or_default(),
            Fallback::Utf16 => encoding_rs::UTF_16BE.decode_without_bom_handling(bytes).0.into_owned(),
            Fallback::Legacy(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            Fallback::None => String::new(),
        };
        if meaningful(&text.as_str()) { private(&text) } else { char::REPLACEMENT_CHARACTER.to_string() }
    }

    /// Whether nothing says what the codes mean.
    pub(super) fn is_mute(&self) -> bool {
        self.unicode.is_empty() && matches!(self.fallback, Fallback::None)
    }
}

/// Bullets and dashes that symbol fonts keep in the private area.
fn private(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{f0b7}' | '\u{f0a7}' | '\u{f0a8}' | '\u{f06c}' | '\u{f06e}' => '•',
            '\u{f02d}' | '\u{f0be}' => '–',
            '\u{a0}' | '\u{2007}' | '\u{202f}' => ' ',
            '\u{f020}'..='\u{f07e}' => char::from_u32(c as u32 - 0xf000).unwrap_or(c),
            other => other,
        })
        .collect()
}

fn looks(doc: &Document, font: &Dictionary, name: &str) -> (bool, bool) {
    let descriptor = font.get_deref(b"FontDescriptor", doc).and_then(Object::as_dict).ok();
    let value = |key: &[u8]| descriptor.and_then(|d| d.get(key).ok()).and_then(|o| number(doc, o)).unwrap_or(0.0);
    let flags = value(b"Flags") as u32;
    let any = |words: &[&str]| words.iter().any(|w| name.contains(w));
    let bold = any(&["bold", "black", "heavy", "demi", "-bd"]) || flags & 1 << 18 != 0 || value(b"FontWeight") >= 600.0;
    let italic = any(&["italic", "oblique", "-it"]) || flags & 1 << 6 != 0 || value(b"ItalicAngle").abs() > 1.0;
    (bold, italic)
}

fn foreign(encoding: &[u8]) -> Fallback {
    let name = String::from_utf8_lossy(encoding).into_owned();
    if name.starts_with("Uni") && (name.contains("UCS2") || name.contains("UTF16")) {
        return Fallback::Utf16;
    }
    let legacy = [
        ("GBK", encoding_rs::GBK),
        ("GB-EUC", encoding_rs::GBK),
        ("GBKp", encoding_rs::GBK),
        ("GB", encoding_rs::GBK),
        ("90ms-RKSJ", encoding_rs::SHIFT_JIS),
        ("90msp-RKSJ", encoding_rs::SHIFT_JIS),
        ("EUC", encoding_rs::EUC_JP),
        ("KSC", encoding_rs::EUC_KR),
        ("B5pc", encoding_rs::BIG5),
        ("ETen", encoding_rs::BIG5),
        ("HKscs", encoding_rs::BIG5),
    ];
    let found = legacy.iter().find(|(prefix, _)| name.starts_with(prefix));
    found.map_or(Fallback::None, |(_, encoding)| Fallback::Legacy(encoding))
}

/// Characters of the 256 codes of a simple font.
fn table(doc: &Document, dict: &Dictionary, name: &str) -> Vec<String> {
    let encoding = dict.get_deref(b"Encoding", doc).ok();
    let symbolic = ["symbol", "wingdings", "dingbats"].iter().any(|w| name.contains(w));
    let base = |found: Option<&[u8]>| {
        let known = [&b"WinAnsiEncoding"[..], b"MacRomanEncoding", b"MacExpertEncoding", b"StandardEncoding"];
        match found.filter(|n| known.contains(n)) {
            Some(name) => base_table(doc, &String::from_utf8_lossy(name)),
            None if symbolic => vec![String::new(); 256],
            None if dict.get_deref(b"Subtype", doc).and_then(Object::as_name).is_ok_and(|s| s == b"TrueType") => {
                base_table(doc, "WinAnsiEncoding")
            }
            None => {
                let mut table = base_table(doc, "StandardEncoding");
                for (code, name) in built_in(doc, dict) {
                    if let (Some(entry), Some(text)) = (table.get_mut(code), named(doc, &name)) {
                        *entry = text;
                    }
                }
                table
            }
        }
    };
    let mut table = match encoding {
        Some(Object::Name(name)) => base(Some(name)),
        Some(Object::Dictionary(dict)) => {
            let mut table = base(dict.get_deref(b"BaseEncoding", doc).and_then(Object::as_name).ok());
            let differences = dict.get_deref(b"Differences", doc).and_then(Object::as_array);
            let mut code = 0usize;
            for object in differences.into_iter().flatten() {
                match object {
                    Object::Integer(n) => code = usize::try_from(*n).unwrap_or(256),
                    Object::Name(glyph) => {
                        if let Some(entry) = table.get_mut(code) {
                            *entry = named(doc, glyph).or_else(|| numbered(glyph, code)).unwrap_or_default();
                        }
                        code = code.saturating_add(1);
                    }
                    _ => {}
                }
            }
            table
        }
        _ => base(None),
    };
    if symbolic && let Some(bullet) = table.get_mut(0xb7).filter(|b| b.is_empty()) {
        *bullet = "•".to_owned();
    }
    table
}
