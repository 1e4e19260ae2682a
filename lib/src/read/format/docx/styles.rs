//! How paragraphs and characters look once defaults, styles and what is set by hand are put together.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::symbols;
use super::xml::{Elem, Tree};
use crate::read::extract::Revisions;

/// Longest chain of styles based on each other; a ring of styles is cut here.
const MAX_CHAIN: usize = 64;

/// Properties as they are in a view: if all changes are rejected, what stood before a tracked change of formatting.
///
/// The old properties stand inside the new ones and must never be read as current.
pub(super) fn in_view<'t>(properties: Option<Elem<'t>>, view: Revisions) -> Option<Elem<'t>> {
    let properties = properties?;
    let old = match view {
        Revisions::Accepted => None,
        Revisions::Original => properties
            .children()
            .find(|c| c.is("pPrChange") || c.is("rPrChange"))
            .and_then(|change| change.child(if change.is("pPrChange") { "pPr" } else { "rPr" })),
    };
    Some(old.unwrap_or(properties))
}

/// Properties of characters that matter here; `None` where nothing is said.
#[derive(Debug, Clone, Default)]
pub(super) struct RunLook {
    bold: Option<bool>,
    italic: Option<bool>,
    bold_complex: Option<bool>,
    italic_complex: Option<bool>,
    small_capitals: Option<bool>,
    hidden: Option<bool>,
    complex: Option<bool>,
    /// For Latin and most other scripts, for East Asia, and for scripts written from right to left.
    language: [Option<Rc<str>>; 3],
    font: Option<Rc<str>>,
}

impl RunLook {
    fn read(properties: Elem<'_>) -> RunLook {
        let mut look = RunLook::default();
        for p in properties.children() {
            match p.name() {
                "b" => look.bold = Some(p.on()),
                "i" => look.italic = Some(p.on()),
                "bCs" => look.bold_complex = Some(p.on()),
                "iCs" => look.italic_complex = Some(p.on()),
                "smallCaps" => look.small_capitals = Some(p.on()),
                "vanish" => look.hidden = Some(p.on()),
                "rtl" | "cs" => look.complex = Some(p.on()),
                "rFonts" => look.font = p.attr("ascii").filter(|f| f.len() < 64).map(Rc::from),
                "lang" => {
                    look.language = ["val", "eastAsia", "bidi"].map(|a| p.attr(a).filter(|l| is_tag(l)).map(Rc::from));
                }
                _ => {}
            }
        }
        look
    }

    fn over(&self, below: &RunLook) -> RunLook {
        let [latin, asian, complex] = &self.language;
        let [below_latin, below_asian, below_complex] = &below.language;
        RunLook {
            bold: self.bold.or(below.bold),
            italic: self.italic.or(below.italic),
            bold_complex: self.bold_complex.or(below.bold_complex),
            italic_complex: self.italic_complex.or(below.italic_complex),
            small_capitals: self.small_capitals.or(below.small_capitals),
            hidden: self.hidden.or(below.hidden),
            complex: self.complex.or(below.complex),
            language: [
                latin.as_ref().or(below_latin.as_ref()).cloned(),
                asian.as_ref().or(below_asian.as_ref()).cloned(),
                complex.as_ref().or(below_complex.as_ref()).cloned(),
            ],
            font: self.font.as_ref().or(below.font.as_ref()).cloned(),
        }
    }

    /// A character style on top of a paragraph style: switches that both turn on cancel each other (17.7.3).
    fn toggled(&self, paragraph: &RunLook) -> RunLook {
        let toggle = |a: Option<bool>, b: Option<bool>| match (a, b) {
            (Some(a), Some(b)) => Some(a != b),
            (a, b) => a.or(b),
        };
        RunLook {
            bold: toggle(self.bold, paragraph.bold),
            italic: toggle(self.italic, paragraph.italic),
            bold_complex: toggle(self.bold_complex, paragraph.bold_complex),
            italic_complex: toggle(self.italic_complex, paragraph.italic_complex),
            small_capitals: toggle(self.small_capitals, paragraph.small_capitals),
            hidden: toggle(self.hidden, paragraph.hidden),
            ..self.over(paragraph)
        }
    }
}

fn is_tag(language: &str) -> bool {
    (2..=35).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !language.eq_ignore_ascii_case("x-none")
}

/// How a run of characters looks in the end.
#[derive(Debug, Clone, Default)]
pub(super) struct Face {
    /// Bold, or small capitals.
    pub(super) bold: bool,
    /// Italic.
    pub(super) italic: bool,
    /// Not printed.
    pub(super) hidden: bool,
    /// Languages for Latin, East Asian and right-to-left scripts.
    pub(super) language: [Option<Rc<str>>; 3],
    /// A symbol font, whose characters are places in the font.
    pub(super) symbols: Option<Rc<str>>,
}

/// Properties of paragraphs that matter here; `None` where nothing is said.
#[derive(Debug, Clone, Copy, Default)]
struct ParagraphLook {
    list: Option<i64>,
    level: Option<u8>,
    outline: Option<u8>,
    centred: Option<bool>,
}

impl ParagraphLook {
    fn read(properties: Elem<'_>, view: Revisions) -> ParagraphLook {
        let mut look = ParagraphLook::default();
        for p in properties.children() {
            match p.name() {
                // A number that a tracked change put there is not there if the change is rejected.
                "numPr" if view == Revisions::Original && p.child("ins").is_some() => {}
                "numPr" => {
                    look.list = p.child("numId").and_then(|n| n.number());
                    look.level =
                        p.child("ilvl").and_then(|n| n.number()).map(|n| u8::try_from(n.clamp(0, 8)).unwrap_or(0));
                }
                "outlineLvl" => look.outline = p.number().and_then(|n| u8::try_from(n).ok()),
                "jc" => look.centred = Some(p.val() == Some("center")),
                _ => {}
            }
        }
        look
    }

    fn over(self, below: ParagraphLook) -> ParagraphLook {
        ParagraphLook {
            list: self.list.or(below.list),
            level: self.level.or(below.level),
            outline: self.outline.or(below.outline),
            centred: self.centred.or(below.centred),
        }
    }
}

/// What a paragraph is, once all is put together.
#[derive(Debug, Clone, Default)]
pub(super) struct Properties {
    /// List and level, unless numbering is switched off.
    pub(super) list: Option<(i64, u8)>,
    /// Level of a heading from 1, or 0.
    pub(super) heading: u8,
    /// Centred.
    pub(super) centred: bool,
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<Rc<str>>,
    heading: Option<u8>,
    paragraph: ParagraphLook,
    run: RunLook,
}

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: FxHashMap<Rc<str>, Style>,
    default_paragraph: Option<Rc<str>>,
    default_character: Option<Rc<str>>,
    paragraph: ParagraphLook,
    run: RunLook,
    view: Revisions,
}

impl Styles {
    /// Reads the part that holds the styles.
    pub(super) fn read(tree: Option<&Tree>, view: Revisions) -> Styles {
        let mut styles = Styles { view, ..Styles::default() };
        let Some(root) = tree.and_then(Tree::root) else { return styles };
        for element in root.children() {
            match element.name() {
                "docDefaults" => {
                    let inside = |outer, inner| element.child(outer).and_then(|d: Elem<'_>| d.child(inner));
                    styles.run = inside("rPrDefault", "rPr").map(RunLook::read).unwrap_or_default();
                    let paragraph = inside("pPrDefault", "pPr").map(|p| ParagraphLook::read(p, view));
                    styles.paragraph = paragraph.unwrap_or_default();
                }
                "style" => styles.add(element),
                _ => {}
            }
        }
        styles
    }

    fn add(&mut self, element: Elem<'_>) {
        let Some(id) = element.attr("styleId").map(Rc::<str>::from) else { return };
        let kind = element.attr("type").unwrap_or("paragraph");
        if matches!(element.attr("default"), Some("1" | "true" | "on")) {
            match kind {
                "paragraph" => self.default_paragraph = Some(id.clone()),
                "character" => self.default_character = Some(id.clone()),
                _ => {}
            }
        }
        let paragraph = element.child("pPr").map(|p| ParagraphLook::read(p, self.view)).unwrap_or_default();
        let style = Style {
            based_on: element.child("basedOn").and_then(|b| b.val()).map(Rc::from),
            heading: element.child("name").and_then(|n| n.val()).and_then(heading_by_name),
            paragraph,
            run: element.child("rPr").map(RunLook::read).unwrap_or_default(),
        };
        self.styles.insert(id, style);
    }

    /// A style and those it is based on, nearest first.
    fn chain<'s>(&'s self, id: Option<&str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let mut next = id.and_then(|id| self.styles.get_key_value(id));
        let chain = std::iter::from_fn(move || {
            let (id, style) = next?;
            next = style.based_on.as_ref().and_then(|based| self.styles.get_key_value(based.as_ref()));
            Some((id.as_ref(), style))
        });
        chain.take(MAX_CHAIN)
    }

    fn named<'s>(&'s self, id: Option<&'s str>) -> Option<&'s str> {
        id.filter(|id| self.styles.contains_key(*id)).or(self.default_paragraph.as_deref())
    }

    /// List that a style of lists or paragraphs belongs to.
    pub(super) fn list_of(&self, id: &str) -> Option<i64> {
        self.chain(Some(id)).find_map(|(_, s)| s.paragraph.list)
    }

    /// What a paragraph is; `level_of` gives the level of a list that a style is tied to.
    pub(super) fn paragraph(
        &self,
        properties: Option<Elem<'_>>,
        level_of: impl Fn(i64, &str) -> Option<u8>,
    ) -> Properties {
        let properties = in_view(properties, self.view);
        let style = self.named(properties.and_then(|p| p.child("pStyle")).and_then(|s| s.val()));
        let own = properties.map(|p| ParagraphLook::read(p, self.view)).unwrap_or_default();
        let styled = self.chain(style).fold(ParagraphLook::default(), |look, (_, s)| look.over(s.paragraph));
        let look = own.over(styled).over(self.paragraph);
        // The name counts only as far as no style nearer to the paragraph says a level of the outline.
        let heading = match own.outline {
            Some(level) => Some(level + 1),
            None => self.chain(style).find_map(|(_, s)| s.paragraph.outline.map(|o| o + 1).or(s.heading)),
        };
        // The nearest style that says a level decides, by its own word or else because the list ties it to one. A style that
        // a further style builds on may be tied to another level.
        let said = |list| self.chain(style).find_map(|(id, s)| s.paragraph.level.or_else(|| level_of(list, id)));
        let list = look.list.filter(|list| *list != 0);
        let list = list.map(|list| {
            let level = if own.list.is_some() { own.level.or(styled.level) } else { own.level.or_else(|| said(list)) };
            (list, level.unwrap_or(0))
        });
        Properties {
            list,
            heading: heading.filter(|h| (1..=9).contains(h)).unwrap_or(0),
            centred: look.centred.unwrap_or(false),
        }
    }

    /// How the characters of a paragraph look before anything is said of a run.
    pub(super) fn base(&self, properties: Option<Elem<'_>>) -> RunLook {
        let style = in_view(properties, self.view).and_then(|p| p.child("pStyle")).and_then(|s| s.val());
        self.characters(self.named(style))
    }

    fn characters(&self, style: Option<&str>) -> RunLook {
        self.chain(style).fold(RunLook::default(), |look, (_, s)| look.over(&s.run))
    }

    /// How a run looks in a paragraph with that base.
    pub(super) fn face(&self, base: &RunLook, properties: Option<Elem<'_>>) -> Face {
        let properties = in_view(properties, self.view);
        let named = properties.and_then(|p| p.child("rStyle")).and_then(|s| s.val());
        let style = named.filter(|id| self.styles.contains_key(*id)).or(self.default_character.as_deref());
        let styled = if style.is_some() { self.characters(style).toggled(base) } else { base.clone() };
        let look = match properties {
            Some(own) => RunLook::read(own).over(&styled).over(&self.run),
            None => styled.over(&self.run),
        };
        let on = |switch: Option<bool>| switch.unwrap_or(false);
        let (bold, italic) = match on(look.complex) {
            true => (look.bold_complex, look.italic_complex),
            false => (look.bold, look.italic),
        };
        Face {
            bold: on(bold) || on(look.small_capitals),
            italic: on(italic),
            hidden: on(look.hidden),
            language: look.language,
            symbols: look.font.filter(|f| symbols::is_symbolic(f)),
        }
    }

    /// Language of the defaults.
    pub(super) fn language(&self) -> Option<&str> {
        let [latin, ..] = &self.run.language;
        latin.as_deref()
    }
}

/// Level of a heading by the name of its style. Word keeps the English name in all its languages; other programs do not.
fn heading_by_name(name: &str) -> Option<u8> {
    const NAMES: [&str; 22] = [
        "heading",
        "überschrift",
        "titre",
        "título",
        "titulo",
        "titolo",
        "заголовок",
        "标题",
        "標題",
        "見出し",
        "제목",
        "العنوان",
        "عنوان",
        "kop",
        "rubrik",
        "overskrift",
        "otsikko",
        "nagłówek",
        "nadpis",
        "címsor",
        "başlık",
        "titlu",
    ];
    let lower = name.trim().to_lowercase();
    let word = lower.trim_end_matches(|c: char| c.is_ascii_digit());
    let level: u8 = lower.get(word.len()..)?.parse().ok()?;
    (NAMES.contains(&word.trim()) && (1..=9).contains(&level)).then_some(level)
}
