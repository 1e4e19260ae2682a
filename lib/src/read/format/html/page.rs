//! A parsed page as a flat list in document order, with what tags, attributes and inline styles say of each element.
//!
//! A list with the end of each subtree is walked without recursion, whatever the depth of the page.

use super::tree::{Content, Element, Tree};

/// What an item of a page is.
#[derive(Debug, Clone, Copy)]
pub(super) enum What<'p> {
    Element(&'p Element),
    Text(&'p str),
    Other,
}

/// An element or a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'p> {
    pub(super) what: What<'p>,
    /// Name of the element, empty for anything else.
    pub(super) tag: &'p str,
    pub(super) parent: usize,
    /// One past the last item below it.
    pub(super) end: usize,
    /// Line of the source at which it begins.
    pub(super) line: u32,
    pub(super) look: Look,
}

/// What an element says of its content.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    /// Not shown: `hidden`, `display: none`, `aria-hidden`, or an element that has no words.
    pub(super) hidden: bool,
    /// Scripts and styles, which are no words at all.
    pub(super) code: bool,
    pub(super) block: bool,
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) centred: Option<bool>,
    pub(super) raised: bool,
    pub(super) pre: bool,
    /// Level of a heading.
    pub(super) heading: u8,
    /// Steps of indentation that it adds.
    pub(super) indent: u8,
    /// It holds the number of what stands behind it.
    pub(super) number: bool,
    /// What its role, class and id say of chrome.
    pub(super) chrome: Chrome,
}

/// How far an element's own name, role, class and id speak for chrome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Chrome {
    #[default]
    No,
    /// A word that agreements use as well (`header`).
    Perhaps,
    Likely,
}

/// A page.
#[derive(Debug)]
pub(super) struct Page<'p> {
    pub(super) items: Vec<Item<'p>>,
}

const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "noframes",
    "ol",
    "optgroup",
    "option",
    "p",
    "plaintext",
    "pre",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "xmp",
];
const CODE: &[&str] = &["head", "script", "style", "template", "noscript", "iframe", "object", "svg", "canvas"];
/// Elements of Akoma Ntoso that stand on lines of their own.
const AKN_BLOCKS: &[&str] = &[
    "p",
    "block",
    "item",
    "point",
    "blocklist",
    "listintroduction",
    "listwrapup",
    "intro",
    "wrapup",
    "content",
    "longtitle",
    "crossheading",
    "container",
    "formula",
    "recital",
    "citation",
];
const ROLES: &[&str] = &[
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "search",
    "menu",
    "menubar",
    "toolbar",
    "dialog",
    "alertdialog",
    "tablist",
    "button",
];
/// Words of classes and ids that name the furniture of a site.
const LIKELY: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "topnav",
    "sidenav",
    "subnav",
    "breadcrumb",
    "breadcrumbs",
    "breadcrumbnav",
    "cookie",
    "cookies",
    "gdpr",
    "consent",
    "share",
    "sharing",
    "sharebar",
    "addthis",
    "addtoany",
    "social",
    "socials",
    "footer",
    "sidebar",
    "menu",
    "menus",
    "submenu",
    "megamenu",
    "masthead",
    "topbar",
    "toolbar",
    "pagination",
    "pager",
    "skip",
    "skiplink",
    "skiplinks",
    "newsletter",
    "login",
    "signin",
    "advert",
    "advertisement",
    "ads",
    "banner",
    "popup",
    "modal",
    "tooltip",
    "search",
    "searchbox",
    "searchform",
    "related",
    "langswitch",
    "langselector",
    "printbutton",
    "noprint",
    "feedback",
    "rating",
    "mw-editsection",
    "editsection",
    "jump",
    "crumb",
    "crumbs",
    "backtotop",
    "totop",
];
const PERHAPS: &[&str] = &["header", "tools", "actions", "widget", "links", "bottom", "toc", "languages", "meta"];

impl<'p> Page<'p> {
    /// Flattens a parsed page.
    pub(super) fn new(tree: &'p Tree) -> Page<'p> {
        let mut items: Vec<Item<'p>> = Vec::with_capacity(tree.nodes.len());
        let mut open: Vec<usize> = Vec::new();
        let mut next = Some(0);
        while let Some(node) = next.and_then(|n| tree.nodes.get(n)) {
            let (what, tag, look) = match &node.content {
                Content::Element(element) => (What::Element(element), element.name(), look(element)),
                Content::Text(text) => (What::Text(text), "", Look::default()),
                Content::Other => (What::Other, "", Look::default()),
            };
            let number = items.len();
            let parent = open.last().copied().unwrap_or(0);
            items.push(Item { what, tag, parent, end: number + 1, line: node.line, look });
            if node.first.is_some() {
                open.push(number);
                next = node.first;
                continue;
            }
            let mut at = Some(node);
            next = None;
            while let Some(node) = at {
                if node.next.is_some() {
                    next = node.next;
                    break;
                }
                at = node.parent.and_then(|n| tree.nodes.get(n));
                let end = items.len();
                if let Some(item) = open.pop().and_then(|n| items.get_mut(n)) {
                    item.end = end;
                }
            }
        }
        Page { items }
    }

    pub(super) fn item(&self, at: usize) -> Option<&Item<'p>> {
        self.items.get(at)
    }

    pub(super) fn tag(&self, at: usize) -> &'p str {
        self.items.get(at).map_or("", |i| i.tag)
    }

    /// The items directly below an item.
    pub(super) fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.items.get(at).map_or(0, |i| i.end);
        let mut next = at + 1;
        std::iter::from_fn(move || {
            let now = (next < end).then_some(next)?;
            next = self.items.get(now)?.end;
            Some(now)
        })
    }

    /// An item and everything below it.
    pub(super) fn below(&self, at: usize) -> impl Iterator<Item = usize> + use<> {
        at..self.items.get(at).map_or(at, |i| i.end)
    }

    /// The items above an item, nearest first.
    pub(super) fn above(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let mut now = at;
        std::iter::from_fn(move || {
            let up = self.items.get(now)?.parent;
            (up != now && now != 0).then(|| {
                now = up;
                up
            })
        })
    }

    /// Value of an attribute, white space trimmed.
    pub(super) fn attr(&self, at: usize, name: &str) -> Option<&'p str> {
        match self.items.get(at)?.what {
            What::Element(element) => element.attrs().find(|(n, _)| *n == name).map(|(_, v)| v.trim()),
            _ => None,
        }
    }

    /// All words below an item, with a blank for white space at the edges of a text; at most `limit` bytes or a little
    /// more. The white space that lays out the source is not counted: a page that indents its tags has more of it than words.
    pub(super) fn words(&self, at: usize, limit: usize) -> String {
        let mut words = String::new();
        for item in self.below(at).filter_map(|n| self.items.get(n)) {
            if let What::Text(text) = item.what {
                let trimmed = text.trim();
                if text.starts_with(char::is_whitespace) && !words.ends_with(' ') {
                    words.push(' ');
                }
                words.push_str(trimmed);
                if text.ends_with(char::is_whitespace) && !trimmed.is_empty() {
                    words.push(' ');
                }
                if words.len() > limit {
                    break;
                }
            }
        }
        words
    }
}

fn look(element: &Element) -> Look {
    let tag = element.name();
    let mut look = Look {
        code: CODE.contains(&tag),
        block: BLOCKS.contains(&tag),
        raised: tag == "sup",
        pre: matches!(tag, "pre" | "listing" | "xmp" | "plaintext" | "textarea"),
        ..Look::default()
    };
    match tag {
        "b" | "strong" => look.bold = Some(true),
        "i" | "em" | "cite" => look.italic = Some(true),
        "center" => look.centred = Some(true),
        "blockquote" | "dd" | "ul" | "ol" | "menu" | "dir" => look.indent = 1,
        "nav" | "aside" => look.chrome = Chrome::Likely,
        "header" | "footer" | "form" => look.chrome = Chrome::Perhaps,
        "button" | "select" | "textarea" | "dialog" => look.chrome = Chrome::Likely,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => look.heading = tag.bytes().last().map_or(0, |b| b - b'0'),
        _ => {}
    }
    let mut level = 0;
    for (name, value) in element.attrs() {
        match name {
            "hidden" if value != "until-found" => look.hidden = true,
            "aria-hidden" if value.eq_ignore_ascii_case("true") => look.hidden = true,
            "aria-level" => level = value.trim().parse().unwrap_or(0),
            "role" => {
                if value.eq_ignore_ascii_case("heading") {
                    look.heading = look.heading.max(2);
                } else if ROLES.contains(&value.trim().to_ascii_lowercase().as_str()) {
                    look.chrome = Chrome::Likely;
                }
            }
            "align" => match value.trim().to_ascii_lowercase().as_str() {
                // The alignment of a table is that of its box on the page.
                "center" | "middle" if tag != "table" && tag != "img" => look.centred = Some(true),
                "left" | "right" | "justify" => look.centred = Some(false),
                _ => {}
            },
            "style" => style(value, &mut look),
            "class" | "id" => class(value, tag, &mut look),
            _ => {}
        }
    }
    if look.heading > 0 && level > 0 {
        look.heading = level.min(6);
    }
    look
}

/// Inline style, as far as it changes how words are read.
fn style(value: &str, look: &mut Look) {
    for declaration in value.split(';').take(60) {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let value = value.trim().trim_end_matches("!important").trim_end().to_ascii_lowercase();
        let value = value.as_str();
        match name.trim().to_ascii_lowercase().as_str() {
            "display" => match value {
                "none" => look.hidden = true,
                "block" | "list-item" | "flex" | "grid" | "table" | "table-row" => look.block = true,
                "inline" | "inline-block" => look.block = false,
                _ => {}
            },
            "visibility" if matches!(value, "hidden" | "collapse") => look.hidden = true,
            "font-weight" => {
                look.bold = Some(matches!(value, "bold" | "bolder" | "600" | "700" | "800" | "900"));
            }
            "font-style" => look.italic = Some(matches!(value, "italic" | "oblique")),
            "text-align" => look.centred = Some(matches!(value, "center" | "-webkit-center")),
            "vertical-align" if value == "super" => look.raised = true,
            "white-space" if matches!(value, "pre" | "pre-wrap" | "pre-line") => look.pre = true,
            "margin-left" | "padding-left" => look.indent = look.indent.max(steps(value)),
            "margin" => {
                let left = value.split_whitespace().nth(3).unwrap_or("0");
                look.indent = look.indent.max(steps(left));
            }
            _ => {}
        }
    }
}

/// A length in steps of half an inch.
fn steps(value: &str) -> u8 {
    let digits = value.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(value.len());
    let number: f32 = value.get(..digits).unwrap_or("").parse().unwrap_or(0.0);
    let points = match value.get(digits..).unwrap_or("").trim() {
        "pt" => number,
        "px" | "" => number * 0.75,
        "in" => number * 72.0,
        "cm" => number * 28.35,
        "mm" => number * 2.835,
        "em" | "rem" => number * 12.0,
        _ => 0.0,
    };
    // A tenth of a step is a matter of taste, half of one is meant.
    match points {
        p if p < 14.0 => 0,
        p if p < 54.0 => 1,
        p if p < 90.0 => 2,
        p if p < 126.0 => 3,
        p if p < 162.0 => 4,
        _ => 5,
    }
}

/// Words of classes and ids: those of chrome, of centring, and of the law pages of the European Union, whose headings are
/// plain paragraphs.
fn class(value: &str, tag: &str, look: &mut Look) {
    for name in value.split_ascii_whitespace().take(40) {
        let lower = name.to_ascii_lowercase();
        match lower.strip_prefix("oj-").unwrap_or(&lower) {
            "ti-art" | "sti-art" => {
                look.heading = 4;
                look.centred = Some(true);
            }
            "ti-section-1" | "ti-section-2" | "ti-grseq-1" => {
                look.heading = 3;
                look.centred = Some(true);
            }
            "hd-date" | "hd-lg" | "hd-ti" | "hd-oj" => look.chrome = Chrome::Likely,
            "num" | "akn-num" => look.number = true,
            "doc-ti" => {
                look.bold = Some(true);
                look.centred = Some(true);
            }
            "text-center"
            | "textcenter"
            | "center"
            | "centre"
            | "centered"
            | "centered-text"
            | "aligncenter"
            | "has-text-align-center" => look.centred = Some(true),
            "sr-only" | "visually-hidden" | "screen-reader-text" | "visuallyhidden" | "element-invisible" => {
                look.chrome = look.chrome.max(Chrome::Perhaps);
            }
            other => official(name, other, look),
        }
        if tag == "body" || tag == "html" || tag == "main" {
            continue;
        }
        let mut before = String::new();
        for word in words_of(name) {
            let negated = matches!(before.as_str(), "has" | "no" | "with" | "without" | "non");
            if !negated && LIKELY.contains(&word.as_str()) {
                look.chrome = Chrome::Likely;
            } else if !negated && PERHAPS.contains(&word.as_str()) {
                look.chrome = look.chrome.max(Chrome::Perhaps);
            }
            before = word;
        }
    }
}

/// Classes of law sites that write elements of their own vocabulary as `span` and leave it to their styles which are blocks.
fn official(name: &str, lower: &str, look: &mut Look) {
    if let Some(element) = lower.strip_prefix("akn-") {
        look.block |= AKN_BLOCKS.contains(&element);
    } else if name.starts_with("Leg") && name.ends_with("No") {
        // legislation.gov.uk: LegP1No, LegP2No.
        look.number = true;
    }
}

/// `siteNav-top` into `site`, `nav`, `top`.
fn words_of(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut small = false;
    for c in name.chars().take(120) {
        if (!c.is_alphanumeric() || (c.is_uppercase() && small)) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
        small = c.is_lowercase();
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}
