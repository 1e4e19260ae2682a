//! What stands inside a paragraph: runs, fields, links, marks of notes, symbols, formulas.

use super::body::{Walk, choice};
use super::findings::Finding;
use super::notes::Kind;
use super::package::shorten;
use super::para::{BREAK, PAGE_BREAK, Para};
use super::styles::{Face, RunLook};
use super::symbols;
use super::xml::{Elem, Ns};

/// Instructions of a field beyond this length say nothing more about it.
const MAX_INSTRUCTIONS: usize = 4096;

impl Walk<'_> {
    /// Reads one element inside a paragraph.
    pub(super) fn inline_one(&mut self, e: Elem<'_>, base: &RunLook, face: &Face, para: &mut Para) {
        match (e.ns(), e.name()) {
            (Ns::Word, "r") => self.run(e, base, para),
            (Ns::Math, name) => self.formula(e, name, base, face, para),
            (Ns::Compat, "AlternateContent") => {
                if let Some(chosen) = choice(e) {
                    self.inline(chosen, base, face, para);
                }
            }
            (Ns::Word, name) => self.word(e, name, base, face, para),
            // Words inside drawings that are not text boxes. Each of their paragraphs stands somewhere else on the page.
            (Ns::Other, "p") => self.drawn(e, base, face, para),
            (_, "t") => self.words(&e.text(), face, para),
            (_, "pic" | "imagedata") => self.find(Finding::Pictures, ""),
            (_, "OLEObject") => {
                self.find(Finding::Unread, &shorten(e.attr("ProgID").unwrap_or("embedded object")));
            }
            _ => self.inline(e, base, face, para),
        }
    }

    fn run(&mut self, run: Elem<'_>, base: &RunLook, para: &mut Para) {
        let face = self.styles.face(base, run.child("rPr"));
        // A mark that is typed stands in the run of its reference, right behind it.
        let mut typed = None;
        for child in run.children() {
            let reference = match (child.ns(), child.name()) {
                (Ns::Word, "footnoteReference") => Some(Kind::Foot),
                (Ns::Word, "endnoteReference") => Some(Kind::End),
                _ => None,
            };
            match reference {
                Some(kind) => typed = self.reference(child, kind, &face, para).or(typed),
                None => self.inline_one(child, base, &face, para),
            }
        }
        if let Some((note, start)) = typed {
            let mark = para.words.get(start..).unwrap_or("");
            let from = start + (mark.len() - mark.trim_start().len());
            self.references.set_mark(note, mark.trim());
            if !mark.trim().is_empty() {
                para.marks.push((note, from..from + mark.trim().len()));
            }
        }
    }

    fn word(&mut self, e: Elem<'_>, name: &str, base: &RunLook, face: &Face, para: &mut Para) {
        match name {
            "t" | "delText" => self.words(&e.text(), face, para),
            "tab" | "ptab" => self.say("\t", face, para),
            "br" | "cr" => {
                let paged = matches!(e.attr("type"), Some("page" | "column"));
                let kind = if paged { PAGE_BREAK } else { BREAK };
                self.say(kind.encode_utf8(&mut [0; 4]), face, para);
            }
            "noBreakHyphen" => self.say("\u{2011}", face, para),
            // A place where a word may be parted prints nothing, and would hide the word from a search.
            "softHyphen" => {}
            "sym" => self.symbol(e, face, para),
            "fldChar" => self.field(e, para),
            "instrText" | "delInstrText" => {
                if let Some(field) = self.fields.innermost().filter(|f| f.instructions.len() < MAX_INSTRUCTIONS) {
                    field.instructions.extend(e.text().chars().take(MAX_INSTRUCTIONS));
                }
            }
            "fldSimple" => {
                let start = para.words.len();
                self.inline(e, base, face, para);
                self.finish_field(e.attr("instr").unwrap_or(""), start, para);
            }
            "hyperlink" => {
                let start = para.words.len();
                self.inline(e, base, face, para);
                let outside = e.relation("id").and_then(|id| self.relations.get(id)).map(|r| r.target.clone());
                let target = match (outside, e.attr("anchor")) {
                    (Some(target), Some(anchor)) => Some(format!("{target}#{anchor}")),
                    (Some(target), None) => Some(target),
                    (None, anchor) => anchor.map(|a| format!("#{a}")),
                };
                self.link(para, start, target);
            }
            "ruby" => {
                if let Some(words) = e.child("rubyBase") {
                    self.inline(words, base, face, para);
                }
                self.find(Finding::Ruby, "");
            }
            "txbxContent" => self.text_box(e, para),
            "p" | "tbl" => {
                // A paragraph where none may stand, as programs other than Word write: it stands for itself.
                self.find(Finding::UnknownElement, &format!("{name} inside a paragraph"));
                self.text_box(e, para);
            }
            // References to notes are read with their run.
            "footnoteReference" | "endnoteReference" | "footnoteRef" | "endnoteRef" => {}
            _ if name.ends_with("Pr") => {}
            _ => {
                let change = self.open_change(e);
                self.note_unknown(e);
                self.inline(e, base, face, para);
                self.close_change(change);
            }
        }
    }

    /// Words of a run. White space inside is one character each: only elements break lines.
    fn words(&mut self, text: &str, face: &Face, para: &mut Para) {
        let odd = |c: char| matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
        if let Some(font) = face.symbols.clone() {
            let mut shown = String::new();
            for c in text.chars() {
                shown.push(self.sign(&font, u32::from(c)));
            }
            self.say(&shown, face, para);
        } else if text.contains(odd) {
            self.say(&text.replace(odd, " "), face, para);
        } else {
            self.say(text, face, para);
        }
    }

    fn symbol(&mut self, e: Elem<'_>, face: &Face, para: &mut Para) {
        let font = e.attr("font").unwrap_or("Symbol");
        let place = e.attr("char").and_then(|c| u32::from_str_radix(c, 16).ok()).unwrap_or(0);
        let sign = self.sign(font, place);
        self.say(sign.encode_utf8(&mut [0; 4]), face, para);
    }

    fn sign(&mut self, font: &str, place: u32) -> char {
        symbols::printed(font, place).unwrap_or_else(|| {
            self.find(Finding::SymbolPlace, &format!("{} {place:X}", shorten(font)));
            '\u{fffd}'
        })
    }

    fn field(&mut self, e: Elem<'_>, para: &mut Para) {
        match e.attr("fldCharType") {
            Some("begin") if !self.unended.contains(&e.id()) => self.fields.begin(),
            Some("separate") => self.fields.separate(para.words.len(), self.paragraph),
            Some("end") => {
                if let Some(field) = self.fields.end() {
                    // A result over several paragraphs (a table of contents) has no one place.
                    let here = field.paragraph == self.paragraph && field.in_result;
                    let start = if here { field.start } else { para.words.len() };
                    self.finish_field(&field.instructions, start, para);
                }
            }
            _ => {}
        }
    }

    fn finish_field(&mut self, instructions: &str, start: usize, para: &mut Para) {
        let mut rest = instructions.split_whitespace();
        match rest.next().map(str::to_ascii_uppercase).as_deref() {
            Some("HYPERLINK") => self.link(para, start, link_target(instructions)),
            Some(name @ ("LISTNUM" | "AUTONUM" | "AUTONUMLGL" | "AUTONUMOUT")) if start >= para.words.len() => {
                self.find(Finding::UncachedField, name);
            }
            _ => {}
        }
    }

    /// A reference to a note; gives the note and the place behind it if its mark is typed there.
    fn reference(&mut self, e: Elem<'_>, kind: Kind, face: &Face, para: &mut Para) -> Option<(usize, usize)> {
        let id = e.attr("id")?;
        // A mark that the view does not have takes no number.
        if !self.is_visible() || face.hidden || self.fields.hide() {
            self.references.strike(kind, id);
            return None;
        }
        let custom = matches!(e.attr("customMarkFollows"), Some("1" | "true" | "on"));
        let (note, mark) = self.references.refer(kind, id, e.id(), custom);
        let start = para.words.len();
        if custom {
            return Some((note, start));
        }
        self.say(&symbols::raised(&mark), face, para);
        para.marks.push((note, start..para.words.len()));
        None
    }

    fn text_box(&mut self, e: Elem<'_>, para: &mut Para) {
        // A text box is a text of its own: fields around it do not reach into it.
        let fields = std::mem::take(&mut self.fields);
        let mut inside = Vec::new();
        if e.is("txbxContent") {
            self.blocks(e, &mut inside);
        } else {
            self.block(e, &mut inside);
        }
        self.close(&mut inside);
        self.fields = fields;
        para.boxes.extend(inside);
    }

    /// A paragraph of a drawing, as a line behind the paragraph that the drawing is anchored in.
    fn drawn(&mut self, e: Elem<'_>, base: &RunLook, face: &Face, para: &mut Para) {
        let fields = std::mem::take(&mut self.fields);
        self.paragraph += 1;
        let mut inside = Para::default();
        inside.number = self.paragraph;
        self.inline(e, base, face, &mut inside);
        self.fields = fields;
        let further = std::mem::take(&mut inside.boxes);
        if !inside.words.trim().is_empty() || !inside.revisions.is_empty() {
            para.boxes.push(inside);
        }
        para.boxes.extend(further);
    }

    /// A formula in one line: `a/b`, `x^2`, `x_i`, `√(x)`.
    fn formula(&mut self, e: Elem<'_>, name: &str, base: &RunLook, face: &Face, para: &mut Para) {
        let part = |name: &str| e.children().find(|c| c.ns() == Ns::Math && c.name() == name);
        let pattern: &[(&str, &str)] = match name {
            "t" => return self.words(&e.text(), face, para),
            "r" => {
                let face = self.styles.face(base, e.child("rPr"));
                return self.inline(e, base, &face, para);
            }
            "f" => &[("", "num"), ("/", "den")],
            "sSup" => &[("", "e"), ("^", "sup")],
            "sSub" => &[("", "e"), ("_", "sub")],
            "sSubSup" => &[("", "e"), ("_", "sub"), ("^", "sup")],
            "rad" => {
                if let Some(degree) = part("deg") {
                    self.inline(degree, base, face, para);
                }
                self.say("√(", face, para);
                if let Some(inner) = part("e") {
                    self.inline(inner, base, face, para);
                }
                return self.say(")", face, para);
            }
            "d" => {
                let sign = |name: &str, usual: &'static str| {
                    let set = part("dPr").and_then(|p| p.children().find(|c| c.name() == name));
                    set.and_then(|c| c.val()).unwrap_or(usual).to_owned()
                };
                self.say(&sign("begChr", "("), face, para);
                for (i, inner) in e.children().filter(|c| c.ns() == Ns::Math && c.name() == "e").enumerate() {
                    if i > 0 {
                        self.say(", ", face, para);
                    }
                    self.inline(inner, base, face, para);
                }
                return self.say(&sign("endChr", ")"), face, para);
            }
            _ if name.ends_with("Pr") => return,
            _ => return self.inline(e, base, face, para),
        };
        for (sign, name) in pattern {
            self.say(sign, face, para);
            if let Some(inner) = part(name) {
                self.inline(inner, base, face, para);
            }
        }
    }
}

/// Address in `HYPERLINK "address" \l "place"`.
fn link_target(instructions: &str) -> Option<String> {
    let mut address = None;
    let mut place = None;
    let mut of_place = false;
    let mut rest = instructions.trim_start().get("HYPERLINK".len()..)?.trim_start();
    while !rest.is_empty() {
        let (word, behind) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        match word {
            "\\l" => of_place = true,
            "\\o" | "\\t" => break,
            _ if word.starts_with('\\') => {}
            _ if of_place => place = Some(word),
            _ => address = address.or(Some(word)),
        }
        rest = behind.trim_start();
    }
    match (address, place) {
        (Some(address), Some(place)) => Some(format!("{address}#{place}")),
        (Some(address), None) => Some(address.to_owned()),
        (None, place) => place.map(|p| format!("#{p}")),
    }
}
