//! Runs the drawing program of a page and keeps what it writes.

use std::rc::Rc;

use lopdf::{Dictionary, Document, Object};

use super::document::Fonts;
use super::font::{Font, number};
use super::lexer::{Lexer, Token};
use super::{Page, Run};

/// From one coordinate system to another, as PDF writes it.
pub(super) type Matrix = [f32; 6];

/// Bounds of one page, far above any that people read.
const MOST_TOKENS: usize = 4_000_000;
const MOST_RUNS: usize = 120_000;
const MOST_RULES: usize = 4_000;
const MOST_STATES: usize = 256;
const MOST_FORMS: usize = 12;
const MOST_FORM_BYTES: usize = 16 << 20;

/// First `a`, then `b`.
pub(super) fn times(a: &Matrix, b: &Matrix) -> Matrix {
    let [a0, a1, a2, a3, a4, a5] = *a;
    let [b0, b1, b2, b3, b4, b5] = *b;
    [
        a0 * b0 + a1 * b2,
        a0 * b1 + a1 * b3,
        a2 * b0 + a3 * b2,
        a2 * b1 + a3 * b3,
        a4 * b0 + a5 * b2 + b4,
        a4 * b1 + a5 * b3 + b5,
    ]
}

/// A point in the other system.
pub(super) fn apply(m: &Matrix, x: f32, y: f32) -> (f32, f32) {
    let [a, b, c, d, e, f] = *m;
    (x * a + y * c + e, x * b + y * d + f)
}

const SAME: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

#[derive(Clone)]
struct State {
    ctm: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    char_space: f32,
    word_space: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
    mode: i32,
}

/// A stretch of marked content: whether it is a head or foot, and where and by what its text is to be replaced.
struct Mark {
    artifact: bool,
    replacement: Option<(usize, String)>,
}

struct Interpreter<'a> {
    doc: &'a Document,
    fonts: &'a mut Fonts,
    page: &'a mut Page,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    marks: Vec<Mark>,
    pen: (f32, f32),
    tokens: usize,
    skipped: usize,
    hidden: usize,
    mute: usize,
    /// Bytes of text in fonts that are not there.
    fontless: usize,
    /// Letters by the direction they are written in, in quarter turns.
    turns: [usize; 4],
    full: bool,
}

/// A drawing program with what it draws with, and the system in which it draws.
pub(super) struct Program<'d> {
    pub(super) resources: Option<&'d Dictionary>,
    pub(super) bytes: Vec<u8>,
    pub(super) frame: Matrix,
    /// Left, lower, right and upper edge of what of it the page shows; everything for a page itself.
    pub(super) shown: Option<[f32; 4]>,
}

/// Fills the page with the runs of drawing programs, the page's own first. Gives the quarter turns (clockwise) that would set most of its
/// letters upright.
pub(super) fn interpret(doc: &Document, fonts: &mut Fonts, programs: &[Program<'_>], page: &mut Page) -> i64 {
    let state = State {
        ctm: SAME,
        font: None,
        size: 0.0,
        char_space: 0.0,
        word_space: 0.0,
        stretch: 1.0,
        leading: 0.0,
        rise: 0.0,
        mode: 0,
    };
    let mut interpreter = Interpreter {
        doc,
        fonts,
        page,
        state,
        saved: Vec::new(),
        text: SAME,
        line: SAME,
        marks: Vec::new(),
        pen: (0.0, 0.0),
        tokens: 0,
        skipped: 0,
        hidden: 0,
        mute: 0,
        fontless: 0,
        turns: [0; 4],
        full: false,
    };
    let fresh = interpreter.state.clone();
    for program in programs {
        interpreter.state = State { ctm: program.frame, ..fresh.clone() };
        interpreter.saved.clear();
        interpreter.marks.clear();
        let first = interpreter.page.runs.len();
        interpreter.run(program.resources, &program.bytes, 0);
        if let Some(shown) = program.shown {
            interpreter.clip(first, shown);
        }
    }
    interpreter.finish()
}

/// The operands before an operator.
#[derive(Default)]
struct Operands {
    numbers: Vec<f32>,
    texts: Vec<(Vec<u8>, usize)>,
    name: Option<Vec<u8>>,
    /// Keys and values of an inline dictionary, flat.
    dict: Vec<Token>,
}

impl Operands {
    fn number(&self, index: usize) -> f32 {
        self.numbers.get(index).copied().unwrap_or(0.0)
    }

    fn matrix(&self) -> Matrix {
        [self.number(0), self.number(1), self.number(2), self.number(3), self.number(4), self.number(5)]
    }

    fn clear(&mut self) {
        self.numbers.clear();
        self.texts.clear();
        self.name = None;
        self.dict.clear();
    }
}

impl Interpreter<'_> {
    fn run(&mut self, resources: Option<&Dictionary>, bytes: &[u8], depth: usize) {
        let mut lexer = Lexer::new(bytes);
        let mut operands = Operands::default();
        let mut inside = 0usize;
        let mut listed = false;
        while let Some(token) = lexer.next() {
            self.tokens += 1;
            if self.tokens > MOST_TOKENS || self.page.runs.len() > MOST_RUNS {
                self.full = true;
                break;
            }
            match token {
                Token::DictOpen => inside += 1,
                Token::DictClose => inside = inside.saturating_sub(1),
                Token::Open => listed = true,
                Token::Close => listed = false,
                // An operator inside an array ends nothing; where the array itself is not closed, the next one does.
                Token::Word(word) if listed && !matches!(word.as_slice(), b"TJ" | b"ET" | b"BT" | b"q" | b"Q") => {}
                Token::Word(word) if word == b"BI" => {
                    lexer.skip_picture();
                    self.page.pictures = true;
                    operands.clear();
                }
                Token::Word(word) if inside == 0 => {
                    listed = false;
                    self.operator(&word, &operands, resources, depth);
                    operands.clear();
                }
                token if inside > 0 => operands.dict.push(token),
                Token::Number(n) if operands.numbers.len() < 4096 => operands.numbers.push(n),
                Token::Text(text) => operands.texts.push((text, operands.numbers.len())),
                Token::Name(name) => operands.name = Some(name),
                _ => {}
            }
        }
        self.skipped += lexer.skipped;
    }

    fn operator(&mut self, word: &[u8], operands: &Operands, resources: Option<&Dictionary>, depth: usize) {
        match word {
            b"q" if self.saved.len() < MOST_STATES => self.saved.push(self.state.clone()),
            b"Q" => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            b"cm" => self.state.ctm = times(&operands.matrix(), &self.state.ctm),
            b"BT" => (self.text, self.line) = (SAME, SAME),
            b"Tf" => {
                self.state.size = operands.number(0);
                self.state.font = operands.name.as_deref().and_then(|name| self.font(resources, name));
            }
            b"Tc" => self.state.char_space = operands.number(0),
            b"Tw" => self.state.word_space = operands.number(0),
            b"Tz" => self.state.stretch = operands.number(0) / 100.0,
            b"TL" => self.state.leading = operands.number(0),
            b"Ts" => self.state.rise = operands.number(0),
            b"Tr" => self.state.mode = operands.number(0) as i32,
            b"Td" => self.next_line(operands.number(0), operands.number(1)),
            b"TD" => {
                self.state.leading = -operands.number(1);
                self.next_line(operands.number(0), operands.number(1));
            }
            b"T*" => self.next_line(0.0, -self.state.leading),
            b"Tm" => (self.text, self.line) = (operands.matrix(), operands.matrix()),
            b"Tj" | b"TJ" => self.show(operands),
            b"'" => {
                self.next_line(0.0, -self.state.leading);
                self.show(operands);
            }
            b"\"" => {
                self.state.word_space = operands.number(0);
                self.state.char_space = operands.number(1);
                self.next_line(0.0, -self.state.leading);
                let spaced = Operands { texts: operands.texts.clone(), ..Operands::default() };
                self.show(&spaced);
            }
            b"Do" => self.object(operands.name.as_deref(), resources, depth),
            b"BMC" => self.marks.push(Mark { artifact: false, replacement: None }),
            b"BDC" => self.begin_mark(operands, resources),
            b"EMC" => self.end_mark(),
            b"re" => {
                let [x, y, width, height, ..] = operands.matrix();
                if height.abs() < 2.0 {
                    self.rule(x, y, width, 0.0);
                } else if width.abs() < 2.0 {
                    self.rule(x, y, 0.0, height);
                }
            }
            b"m" => self.pen = (operands.number(0), operands.number(1)),
            b"l" => {
                let (x, y) = (operands.number(0), operands.number(1));
                let (from_x, from_y) = std::mem::replace(&mut self.pen, (x, y));
                if (y - from_y).abs() < 0.5 || (x - from_x).abs() < 0.5 {
                    self.rule(from_x, from_y, x - from_x, y - from_y);
                }
            }
            _ => {}
        }
    }

    fn rule(&mut self, x: f32, y: f32, width: f32, height: f32) {
        let (a, b) = (apply(&self.state.ctm, x, y), apply(&self.state.ctm, x + width, y + height));
        let (wide, high) = ((a.0 - b.0).abs(), (a.1 - b.1).abs());
        if wide > 6.0 && high < 1.0 && self.page.rules.len() < MOST_RULES {
            self.page.rules.push([a.0.min(b.0), a.1, wide]);
        } else if high > 6.0 && wide < 1.0 && self.page.uprights.len() < MOST_RULES {
            self.page.uprights.push([a.0, a.1.min(b.1), high]);
        }
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.line = times(&[1.0, 0.0, 0.0, 1.0, x, y], &self.line);
        self.text = self.line;
    }

    fn font(&mut self, resources: Option<&Dictionary>, name: &[u8]) -> Option<Rc<Font>> {
        let fonts = resources?.get_deref(b"Font", self.doc).and_then(Object::as_dict).ok()?;
        let dict = fonts.get_deref(name, self.doc).and_then(Object::as_dict).ok()?;
        let key = std::ptr::from_ref(dict) as usize;
        if let Some(font) = self.fonts.get(&key) {
            return Some(Rc::clone(font));
        }
        let font = Rc::new(Font::load(self.doc, dict));
        self.fonts.insert(key, Rc::clone(&font));
        Some(font)
    }

    fn object(&mut self, name: Option<&[u8]>, resources: Option<&Dictionary>, depth: usize) {
        let objects = resources.and_then(|r| r.get_deref(b"XObject", self.doc).and_then(Object::as_dict).ok());
        let stream = name.zip(objects).and_then(|(n, o)| o.get_deref(n, self.doc).and_then(Object::as_stream).ok());
        let Some(stream) = stream else { return };
        if stream.dict.get_deref(b"Subtype", self.doc).and_then(Object::as_name).ok() != Some(b"Form") {
            self.page.pictures = true;
            return;
        }
        if depth >= MOST_FORMS {
            self.full = true;
            return;
        }
        let Ok(bytes) = stream.get_plain_content_with_limit(MOST_FORM_BYTES) else {
            self.page.problems.push("a part of it cannot be unpacked".to_owned());
            return;
        };
        let own = stream.dict.get_deref(b"Resources", self.doc).and_then(Object::as_dict).ok();
        let matrix = stream.dict.get_deref(b"Matrix", self.doc).and_then(Object::as_array).ok();
        let numbers: Vec<f32> = matrix.into_iter().flatten().filter_map(|o| number(self.doc, o)).collect();
        let before = self.state.clone();
        let saved = std::mem::take(&mut self.saved);
        if let [a, b, c, d, e, f] = numbers.as_slice() {
            self.state.ctm = times(&[*a, *b, *c, *d, *e, *f], &self.state.ctm);
        }
        self.run(own.or(resources), &bytes, depth + 1);
        self.state = before;
        self.saved = saved;
    }

    fn begin_mark(&mut self, operands: &Operands, resources: Option<&Dictionary>) {
        let mut artifact = false;
        let mut actual = None;
        let mut entry = |key: &[u8], value: &[u8]| match (key, value) {
            (b"Type", b"Pagination") | (b"Subtype", b"Header" | b"Footer") => artifact = true,
            (b"ActualText", text) => actual = Some(text.to_vec()),
            _ => {}
        };
        let mut tokens = operands.dict.iter();
        while let Some(token) = tokens.next() {
            if let (Token::Name(key), Some(Token::Name(value) | Token::Text(value))) = (token, tokens.clone().next()) {
                entry(key, value);
            }
        }
        // The properties may also be kept under a name.
        let held = resources
            .and_then(|r| r.get_deref(b"Properties", self.doc).and_then(Object::as_dict).ok())
            .zip(operands.name.as_deref())
            .and_then(|(p, name)| p.get_deref(name, self.doc).and_then(Object::as_dict).ok());
        for (key, value) in held.into_iter().flat_map(Dictionary::iter) {
            if let Object::Name(value) | Object::String(value, _) = value {
                entry(key, value);
            }
        }
        let text =
            actual.and_then(|t| lopdf::decode_text_string(&Object::String(t, lopdf::StringFormat::Literal)).ok());
        self.marks.push(Mark { artifact, replacement: text.map(|t| (self.page.runs.len(), t)) });
        if self.marks.len() > MOST_STATES * 4 {
            self.marks.remove(0);
        }
    }

    fn end_mark(&mut self) {
        let Some((start, text)) = self.marks.pop().and_then(|m| m.replacement) else { return };
        let Some(covered) = self.page.runs.get(start..) else { return };
        let (Some(first), Some(last)) = (covered.first(), covered.last()) else { return };
        // A replacement for more than one line cannot be placed; the letters as drawn are the better answer then.
        if (first.y - last.y).abs() > first.size * 0.5 || text.contains('\u{fffd}') {
            return;
        }
        let left = covered.iter().map(|r| r.x).fold(f32::MAX, f32::min);
        let right = covered.iter().map(|r| r.x + r.width).fold(f32::MIN, f32::max);
        let run = Run { x: left, width: right - left, text, ..first.clone() };
        self.page.runs.truncate(start);
        if !run.text.is_empty() {
            self.page.runs.push(run);
        }
    }

    fn show(&mut self, operands: &Operands) {
        let Some(font) = self.state.font.clone() else {
            self.fontless += operands.texts.iter().map(|(text, _)| text.len()).sum::<usize>();
            return;
        };
        let artifact = self.marks.iter().any(|m| m.artifact);
        let mut done = 0;
        for (text, numbers_before) in &operands.texts {
            let shifts = operands.numbers.get(done..*numbers_before).unwrap_or(&[]);
            self.shift(shifts.iter().sum(), &font);
            done = *numbers_before;
            for glyph in font.glyphs(text) {
                self.glyph(&font, glyph, artifact);
            }
        }
        self.shift(operands.numbers.get(done..).unwrap_or(&[]).iter().sum(), &font);
    }

    fn shift(&mut self, thousandths: f32, font: &Font) {
        let by = -thousandths / 1000.0 * self.state.size;
        let step = if font.vertical {
            [1.0, 0.0, 0.0, 1.0, 0.0, by]
        } else {
            [1.0, 0.0, 0.0, 1.0, by * self.state.stretch, 0.0]
        };
        self.text = times(&step, &self.text);
    }

    fn glyph(&mut self, font: &Font, glyph: super::font::Glyph, artifact: bool) {
        let State { size, stretch, rise, char_space, word_space, .. } = self.state;
        let placed = times(&[size * stretch, 0.0, 0.0, size, 0.0, rise], &times(&self.text, &self.state.ctm));
        let [a, b, c, d, x, y] = placed;
        let quarter = if a.abs() >= b.abs() {
            if a >= 0.0 { 0 } else { 2 }
        } else if b > 0.0 {
            1
        } else {
            3
        };
        if let Some(count) = self.turns.get_mut(quarter) {
            *count += usize::from(!glyph.text.trim().is_empty());
        }
        self.hidden += usize::from(self.state.mode == 3);
        self.mute += usize::from(font.is_mute());
        let run = Run {
            x,
            y,
            width: glyph.width * a.hypot(b),
            size: c.hypot(d) * font.em,
            text: glyph.text,
            bold: font.bold || self.state.mode == 2,
            italic: font.italic,
            artifact,
            rotated: quarter != 0 || b.abs() > 0.12 * a.abs() || font.vertical,
        };
        if [run.x, run.y, run.width, run.size].iter().all(|v| v.is_finite() && v.abs() < 1e5) {
            self.page.runs.push(run);
        }
        let extra = char_space + if glyph.space { word_space } else { 0.0 };
        let step = if font.vertical {
            [1.0, 0.0, 0.0, 1.0, 0.0, -size + extra]
        } else {
            [1.0, 0.0, 0.0, 1.0, (glyph.width * size + extra) * stretch, 0.0]
        };
        self.text = times(&step, &self.text);
    }

    /// Takes out what a drawing writes beyond its edge: a field may hold more than it shows.
    fn clip(&mut self, first: usize, [left, low, right, high]: [f32; 4]) {
        let mut number = 0;
        let mut cut = 0_usize;
        self.page.runs.retain(|run| {
            number += 1;
            let (x, y) = (run.x + run.width / 2.0, run.y + run.size / 4.0);
            let inside = number <= first || (left <= x && x <= right && low <= y && y <= high);
            cut += usize::from(!inside && !run.text.trim().is_empty());
            inside
        });
        if cut > 0 {
            self.page.problems.push("a field holds more words than its box shows".to_owned());
        }
    }

    fn finish(self) -> i64 {
        let letters: usize = self.turns.iter().sum();
        if self.full {
            self.page.problems.push("it draws more than any page can show, and the rest was left out".to_owned());
        }
        if self.skipped > 0 {
            self.page.problems.push("damaged bytes in its drawing program were skipped".to_owned());
        }
        if self.fontless > 0 {
            self.page.problems.push("some of its text is lost, because the font is missing".to_owned());
        }
        if self.mute > 0 {
            self.page.problems.push("some letters are in a font that does not say what they mean".to_owned());
        }
        if self.hidden > 0 && self.hidden * 10 > letters * 9 && self.page.pictures {
            self.page.problems.push("its words are a hidden layer over a picture, made by a machine".to_owned());
        }
        let most = (0..4).zip(self.turns).max_by_key(|(_, n)| *n).map_or(0, |(turn, _)| turn);
        // Letters that read upwards stand upright after a quarter turn clockwise.
        if self.turns.iter().any(|n| *n * 5 > letters * 4) { most } else { 0 }
    }
}
