//! The flow as elements of Word: paragraphs, tracked runs, moves with their names, comments.

use std::cell::Cell;

use crate::compare::Op;
use crate::export::flow::Look;
use crate::export::xml::Xml;
use crate::text::is_right_to_left;

use super::super::body::{indented, steps_of, style_of, words_as};
use super::super::{OFFICE, WORD};
use super::moves::Moves;
use super::notes::Note;
use super::print::{BREAK, Printed, Set};
use super::weave::{Item, Par};

/// Who made all changes and comments.
const AUTHOR: &str = "Servanda";

/// What writes the body.
pub(super) struct Writer<'a> {
    left: &'a Printed,
    right: &'a Printed,
    moves: &'a Moves,
    notes: &'a [Note],
    right_to_left: bool,
    /// The last number that a change has.
    number: Cell<usize>,
}

/// How a stretch is tracked: the element for runs, and the one for its words.
fn tracked(op: Op, moved: bool) -> Option<(&'static str, &'static str)> {
    match (op, moved) {
        (Op::Both, _) => None,
        (Op::Left, false) => Some(("w:del", "w:delText")),
        (Op::Left, true) => Some(("w:moveFrom", "w:t")),
        (Op::Right, false) => Some(("w:ins", "w:t")),
        (Op::Right, true) => Some(("w:moveTo", "w:t")),
    }
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        [left, right]: [&'a Printed; 2],
        moves: &'a Moves,
        notes: &'a [Note],
        language: Option<&str>,
    ) -> Writer<'a> {
        let right_to_left = language.is_some_and(is_right_to_left);
        Writer { left, right, moves, notes, right_to_left, number: Cell::new(2 * moves.most()) }
    }

    /// The body with all paragraphs, still open.
    pub(super) fn body(&self, pars: &[Par]) -> Xml {
        let mut xml = Xml::default();
        xml.open("w:document", &[("xmlns:w", WORD), ("xmlns:r", OFFICE)]);
        xml.open("w:body", &[]);
        for (at, par) in pars.iter().enumerate() {
            self.paragraph(&mut xml, at, par);
        }
        xml
    }

    fn paragraph(&self, xml: &mut Xml, at: usize, par: &Par) {
        const RANGES: [(Op, &str, &str); 2] = [
            (Op::Left, "w:moveFromRangeStart", "w:moveFromRangeEnd"),
            (Op::Right, "w:moveToRangeStart", "w:moveToRangeEnd"),
        ];
        let mut ends: Vec<(Op, &'static str, String)> = Vec::new();
        xml.line("w:p", &[], |xml| {
            self.properties(xml, at, par);
            for (op, start, end) in RANGES {
                let (begun, ended) = self.moves.bounds(op, at);
                if let Some(number) = begun {
                    let (id, name) = (range_number(number, op).to_string(), format!("move{number}"));
                    xml.empty_inline(start, &[("w:id", &id), ("w:author", AUTHOR), ("w:name", &name)]);
                }
                ends.extend(ended.map(|number| (op, end, range_number(number, op).to_string())));
            }
            let first = self.notes.partition_point(|note| note.par < at);
            let notes = self.notes.iter().enumerate().skip(first).take_while(|(_, note)| note.par == at);
            let notes: Vec<String> = notes.map(|(number, _)| number.to_string()).collect();
            for id in &notes {
                xml.empty_inline("w:commentRangeStart", &[("w:id", id)]);
            }
            for item in &par.items {
                for (moved, item) in self.moves.cut(at, *item) {
                    self.words(xml, item, moved);
                }
            }
            // It comes and goes with the words; left behind it would keep an empty paragraph alive.
            let last = *par.items.last().unwrap_or(&par.mark);
            let op = if par.items.iter().all(|item| item.op == last.op) { last.op } else { Op::Both };
            let tracked = tracked(op, self.moves(at, last));
            for id in &notes {
                xml.empty_inline("w:commentRangeEnd", &[("w:id", id)]);
                self.track(xml, tracked, |xml, _| {
                    xml.inline("w:r", &[], |xml| {
                        let style = [("w:val", "CommentReference")];
                        xml.inline("w:rPr", &[], |xml| xml.empty_inline("w:rStyle", &style));
                        xml.empty_inline("w:commentReference", &[("w:id", id)]);
                    });
                });
            }
            for (_, end, id) in ends.iter().filter(|(op, ..)| *op != par.mark.op) {
                xml.empty_inline(end, &[("w:id", id)]);
            }
        });
        // Behind the paragraph, if its end moves along.
        for (_, end, id) in ends.iter().filter(|(op, ..)| *op == par.mark.op) {
            xml.empty(end, &[("w:id", id)]);
        }
    }

    /// Properties of a paragraph, in the order that the schema prescribes.
    fn properties(&self, xml: &mut Xml, at: usize, par: &Par) {
        let (left, right) = (self.left.set(par.mark.left), self.right.set(par.mark.right));
        let (set, before) = match par.mark.op {
            Op::Left => (left, None),
            Op::Right => (right, None),
            Op::Both => (right, left),
        };
        let Some(set) = set else { return };
        let style = style_of(set.look);
        let before = before.filter(|before| style_of(before.look) != style);
        let tracked = self.tracked_mark(at, par);
        if is_plain(set) && !self.right_to_left && tracked.is_none() && before.is_none() {
            return;
        }
        xml.inline("w:pPr", &[], |xml| {
            self.look(xml, style.as_deref(), set);
            if let Some(element) = tracked {
                xml.inline("w:rPr", &[], |xml| self.change(xml, element, None));
            }
            if let Some(before) = before {
                let look = |xml: &mut Xml| self.look(xml, style_of(before.look).as_deref(), before);
                self.change(xml, "w:pPrChange", Some(&|xml: &mut Xml| xml.inline("w:pPr", &[], look)));
            }
        });
    }

    fn look(&self, xml: &mut Xml, style: Option<&str>, set: Set) {
        if let Some(style) = style {
            xml.empty_inline("w:pStyle", &[("w:val", style)]);
        }
        if self.right_to_left {
            xml.void("w:bidi");
        }
        if let Look::Words { hangs } = set.look {
            indented(xml, steps_of(set.indent, hangs), hangs);
        }
    }

    /// How the end of a paragraph is tracked. It moves only if what stands before it does: LibreOffice leaves an empty
    /// paragraph behind where a stretch that does not move is followed by an end that does.
    fn tracked_mark(&self, at: usize, par: &Par) -> Option<&'static str> {
        let moved = self.moves(at, par.mark) && par.items.last().is_none_or(|item| self.moves(at, *item));
        tracked(par.mark.op, moved).map(|(element, _)| element)
    }

    /// Whether the end of a stretch moves.
    fn moves(&self, at: usize, item: Item) -> bool {
        self.moves.cut(at, item).last().is_some_and(|(moved, _)| *moved)
    }

    fn words(&self, xml: &mut Xml, item: Item, moved: bool) {
        let (printed, from) = if item.op == Op::Left { (self.left, item.left) } else { (self.right, item.right) };
        let words = printed.text.get(from..from + item.length).unwrap_or("").replace(BREAK, "\n");
        self.track(xml, tracked(item.op, moved), |xml, name| {
            xml.inline("w:r", &[], |xml| {
                if self.right_to_left {
                    xml.inline("w:rPr", &[], |xml| xml.void("w:rtl"));
                }
                words_as(xml, name, &words);
            });
        });
    }

    /// Runs inside a change, or as they are; what writes them is told the element of words.
    fn track(
        &self,
        xml: &mut Xml,
        tracked: Option<(&'static str, &'static str)>,
        inside: impl Fn(&mut Xml, &'static str),
    ) {
        match tracked {
            Some((element, name)) => self.change(xml, element, Some(&|xml: &mut Xml| inside(xml, name))),
            None => inside(xml, "w:t"),
        }
    }

    /// One change. It has no date, because nobody made it on any day.
    fn change(&self, xml: &mut Xml, element: &'static str, inside: Option<&dyn Fn(&mut Xml)>) {
        self.number.set(self.number.get() + 1);
        let number = self.number.get().to_string();
        let attributes = [("w:id", number.as_str()), ("w:author", AUTHOR)];
        match inside {
            Some(inside) => xml.inline(element, &attributes, inside),
            None => xml.empty_inline(element, &attributes),
        }
    }
}

/// Number of one end of a move; changes are numbered behind all of them.
fn range_number(number: usize, op: Op) -> usize {
    2 * number - usize::from(op == Op::Left)
}

/// Whether a paragraph looks like all others.
fn is_plain(set: Set) -> bool {
    set == Set { look: Look::Words { hangs: false }, indent: 0 }
}

/// The line above every page: which text is compared with which.
pub(super) fn header(left: &str, right: &str) -> Xml {
    let mut xml = Xml::default();
    xml.open("w:hdr", &[("xmlns:w", WORD), ("xmlns:r", OFFICE)]);
    paragraph(&mut xml, "Header", |xml| run(xml, &format!("{left} → {right}")));
    xml.close();
    xml
}

/// The part with the words of the comments.
pub(super) fn comments(notes: &[Note]) -> Xml {
    let mut xml = Xml::default();
    xml.open("w:comments", &[("xmlns:w", WORD), ("xmlns:r", OFFICE)]);
    for (number, note) in notes.iter().enumerate() {
        let id = number.to_string();
        xml.open("w:comment", &[("w:id", &id), ("w:author", AUTHOR), ("w:initials", "S")]);
        paragraph(&mut xml, "CommentText", |xml| {
            xml.inline("w:r", &[], |xml| {
                let style = [("w:val", "CommentReference")];
                xml.inline("w:rPr", &[], |xml| xml.empty_inline("w:rStyle", &style));
                xml.void("w:annotationRef");
            });
            run(xml, &note.words);
        });
        xml.close();
    }
    xml.close();
    xml
}

fn paragraph(xml: &mut Xml, style: &str, inside: impl FnOnce(&mut Xml)) {
    xml.line("w:p", &[], |xml| {
        xml.inline("w:pPr", &[], |xml| xml.empty_inline("w:pStyle", &[("w:val", style)]));
        inside(xml);
    });
}

fn run(xml: &mut Xml, words: &str) {
    xml.inline("w:r", &[], |xml| words_as(xml, "w:t", words));
}
