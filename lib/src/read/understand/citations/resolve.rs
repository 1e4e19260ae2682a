//! From references as printed to targets: what "of the Convention" means, and which unit "paragraph 2" is from here.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::address::{self, before, is_article, reach, unit_text};
use super::clean::Clean;
use super::gazetteer::{self, Gazetteer, Maker};
use super::organ::Organ;
use super::provision::{Anchor, Reader, Reference};
use super::target::Target;
use super::tongue::{Level, Tongue};
use super::{Context, resolution, works};

/// What an expression hangs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tail {
    /// Nothing said: the citing text.
    None,
    /// "of this Agreement".
    Own,
    /// A text that is not told.
    Unknown,
    /// A known work.
    Work(Target),
}

/// Everything found in a text that expressions may hang on.
pub(super) struct Known<'k> {
    pub(super) clean: &'k Clean,
    pub(super) tongue: &'static Tongue,
    pub(super) context: &'k Context<'k>,
    pub(super) organ: Option<Organ>,
    pub(super) gazetteer: &'k Gazetteer,
    pub(super) names: Vec<gazetteer::Hit>,
    /// Documents by where their phrases begin, with where they end.
    pub(super) documents: FxHashMap<usize, (usize, Target)>,
    /// "hereinafter the Convention": lower-case terms with where they are defined and what they mean.
    pub(super) terms: BTreeMap<String, Vec<(usize, Target)>>,
    pub(super) addresses: FxHashSet<&'k str>,
    /// Articles inside annexes and chapters by their last part; `None` where several have it.
    pub(super) elsewhere: FxHashMap<&'k str, Option<&'k str>>,
    /// Whether the text numbers its articles by chapter: `art9.2`.
    pub(super) dotted: bool,
    /// Whether the text has articles and prints all their numbers in digits, so that a Roman one is another text's.
    pub(super) in_digits: bool,
    pub(super) has_articles: bool,
    /// Whether all its articles are numbered by chapter, so that a plain number is another text's.
    pub(super) all_dotted: bool,
    /// Quoted stretches that will stand in another text: "shall be replaced by: “…”".
    pub(super) quoted: Vec<Range<usize>>,
    pub(super) other_charter: bool,
    pub(super) names_court: bool,
    pub(super) maker: Option<Maker>,
}

impl<'k> Known<'k> {
    pub(super) fn reader(&self) -> Reader<'k> {
        Reader { clean: self.clean, tongue: self.tongue, dotted: self.dotted }
    }

    /// What follows an expression that ends at `end`, and how far the words about it reach.
    pub(super) fn tail(&self, end: usize) -> (Tail, usize) {
        let reader = self.reader();
        let mut c = reader.cursor(end);
        reader.heading(&mut c);
        c.space();
        let mut above = c;
        if above.eat_any(self.tongue.above) {
            return (Tail::None, above.at);
        }
        // "the Convention …, under Article 5 thereof".
        let mut of_it = c;
        of_it.eat(',');
        of_it.space();
        if of_it.eat_any(&["thereof", "daarvan"]) || self.in_foreign_link(end) {
            return (Tail::Unknown, end);
        }
        // "Article VI GATT 1994", and languages that use a case.
        if let Some(hit) = self.name_at(c.at) {
            return (Tail::Work(hit.target.clone()), hit.end);
        }
        // "articles 2 to 34 inclusive of the Convention".
        if self.tongue.code == "en" && c.eat_any(&["inclusive", ", inclusive"]) {
            c.eat(',');
            c.space();
        }
        let mut of = c;
        // "article 112, paragraph 1, of the Statute".
        if of.eat(',') {
            of.space();
            if self.tongue.of.iter().all(|word| of.match_folded(word).is_none()) {
                of = c;
            }
        }
        let bare_to = self.tongue.code == "en" && of.match_folded("of").is_none();
        let connected = of.eat_any(self.tongue.of)
            || self.tongue.code == "en" && of.eat_any(&["to the", "to", "under the", "in the"]);
        if !connected && !self.tongue.of.contains(&"") {
            // "l'article 5 dudit accord".
            let mut said = c;
            let other = said.eat_any(self.tongue.said) && said.space() && said.eat_any(self.tongue.texts);
            return (if other { Tail::Unknown } else { Tail::None }, end);
        }
        of.space();
        self.holder(of, end, bare_to, connected)
    }

    /// The text that is named at a place.
    fn holder(&self, at: super::cursor::Cursor<'k>, end: usize, only_names: bool, connected: bool) -> (Tail, usize) {
        let mut c = at;
        if self.tongue.code == "en" && c.eat_any(&["the", "its"]) {
            c.space();
        }
        for start in [at.at, c.at] {
            if let Some(hit) = self.name_at(start) {
                return (Tail::Work(hit.target.clone()), hit.end);
            }
            if let Some((_, target)) = self.documents.get(&start) {
                return (Tail::Work(target.clone()), end);
            }
        }
        let mut own = at;
        // "of the present" has lost its article to the connector.
        let this = own.eat_any(self.tongue.this) || own.eat_any(&["present"]);
        if this {
            own.space();
            return if own.eat_any(self.tongue.texts) { (Tail::Own, own.at) } else { (Tail::None, end) };
        }
        if only_names {
            return (Tail::None, end);
        }
        let mut said = at;
        if said.eat_any(self.tongue.said) || said.eat_any(&["said", "aforementioned"]) {
            said.space();
            if said.eat_any(self.tongue.texts) {
                return (Tail::Unknown, end);
            }
            return (Tail::None, end);
        }
        if let Some((target, after)) = self.report(c) {
            return (Tail::Work(target), after);
        }
        // "of the 1982 Convention".
        let mut year = c;
        if year.digits(4).is_some_and(|digits| digits.len() == 4) && year.space() {
            return match self.names_a_text(year.rest()) {
                true => (Tail::Unknown, end),
                false => (Tail::None, end),
            };
        }
        if let Some((target, after)) = self.term(c.at) {
            return (Tail::Work(target), after);
        }
        if c.match_folded("combined nomenclature").is_some() {
            return (Tail::Unknown, end);
        }
        let mut noun = c;
        if noun.eat_any(self.tongue.texts) {
            let word = noun.since(c.at).to_lowercase();
            return self.bare(&word, c.at, noun, end);
        }
        // A document in words: "of document A/70/174", "of the report (A/70/174)".
        let mut document = c;
        if document.eat_any(&["document", "documents", "report", "document de la", "документа"]) {
            document.space();
            document.eat('(');
            if let Some((_, target)) = self.documents.get(&document.at) {
                return (Tail::Work(target.clone()), end);
            }
        }
        if self.names_a_text(c.rest()) || connected && self.names_something(c.rest()) {
            (Tail::Unknown, end)
        } else {
            (Tail::None, end)
        }
    }

    /// "the Charter", "the Statute", "the Convention": a noun for a text, with nothing that says which.
    fn bare(&self, word: &str, start: usize, after: super::cursor::Cursor<'k>, end: usize) -> (Tail, usize) {
        const CHARTERS: &[&str] = &["charter", "charte", "carta", "устава", "устав", "الميثاق", "handvest", "charta"];
        const STATUTES: &[&str] =
            &["statute", "statut", "estatuto", "статута", "статуту", "النظام الأساسي", "statuut", "statuts"];
        // "of the report (A/70/174)", "of the report contained in document A/70/174".
        let mut bracket = after;
        bracket.space();
        if bracket.eat('(')
            && let Some((_, target)) = self.documents.get(&bracket.at)
        {
            return (Tail::Work(target.clone()), end);
        }
        let rest = after.rest();
        // "the Convention on …", "the Charter of …": a longer name that is not known.
        let goes_on = [
            " on ",
            " of ",
            " for ",
            " concerning ",
            " relating ",
            " between ",
            " against ",
            " establishing ",
            " sur ",
            " relative ",
            " de ",
            " sobre ",
            " о ",
            " об ",
            " inzake ",
            " betreffende ",
            " über ",
            " des ",
            " der ",
        ]
        .iter()
        .any(|word| rest.starts_with(word))
            || rest.starts_with(|c: char| c.is_alphanumeric());
        let written = self.clean.text.get(start..).unwrap_or("");
        let capital = written.starts_with(char::is_uppercase) || self.tongue.code == "ar";
        if goes_on || !capital {
            return (Tail::Unknown, end);
        }
        if CHARTERS.contains(&word) {
            let charter = Target::instrument("un-charter-1945");
            return match self.other_charter {
                false => (Tail::Work(charter), after.at),
                true => (Tail::Work(Target::Ambiguous(vec![charter])), after.at),
            };
        }
        let court = Target::instrument("icj-statute-1945");
        let named_before: Vec<&Target> =
            self.names.iter().filter(|hit| hit.end <= start).map(|hit| &hit.target).collect();
        if STATUTES.contains(&word) {
            let charter_named =
                named_before.iter().any(|t| matches!(t, Target::Instrument { id, .. } if id == "un-charter-1945"));
            let other = self.names.iter().any(|hit| matches!(&hit.target, Target::Instrument { id, .. } if id.contains("statute") && id != "icj-statute-1945"));
            let court_named = named_before.contains(&&court) || self.names_court;
            return if (court_named || charter_named) && !other {
                (Tail::Work(court), after.at)
            } else {
                (Tail::Unknown, end)
            };
        }
        // In a resolution, "the Treaty" is the one treaty that was named before.
        if self.organ.is_some() {
            let mut matching: Vec<&Target> = Vec::new();
            for hit in self.names.iter().filter(|hit| hit.end <= start) {
                let name = self.clean.text.get(hit.start..hit.end).unwrap_or("").to_lowercase();
                if name.contains(word) && !matching.contains(&&hit.target) {
                    matching.push(&hit.target);
                }
            }
            if let [one] = matching.as_slice() {
                return (Tail::Work((*one).clone()), after.at);
            }
        }
        (Tail::Unknown, end)
    }

    /// A name in capitals that says it is a text: "Framework Agreement on …", "New York Convention".
    fn names_a_text(&self, rest: &str) -> bool {
        const WORDS: usize = 9;
        // Names are shorter than this; a text without commas must not be read to its end.
        const LONGEST: usize = 160;
        let end = rest.char_indices().nth(LONGEST).map_or(rest.len(), |(at, _)| at);
        let rest = rest.get(..end).unwrap_or("");
        let clause = rest.split([',', ';', '.', '\n', ')', '(']).next().unwrap_or("");
        let first = clause.split(' ').next().unwrap_or("");
        if !first.starts_with(char::is_uppercase) && self.tongue.code != "ar" {
            return false;
        }
        clause
            .split(' ')
            .take(WORDS)
            // The name ends where words in small letters begin that join nothing.
            .take_while(|word| {
                word.starts_with(char::is_uppercase)
                    || self.tongue.code == "ar"
                    || matches!(
                        *word,
                        "of" | "on"
                            | "the"
                            | "and"
                            | "for"
                            | "to"
                            | "in"
                            | "de"
                            | "la"
                            | "des"
                            | "du"
                            | "sur"
                            | "del"
                            | "y"
                    )
            })
            .any(|word| self.tongue.texts.contains(&word.to_lowercase().as_str()))
    }

    /// "Chapters 25 to 97 of the Harmonized System": a name, of whatever it is, that is no party and no unit.
    fn names_something(&self, rest: &str) -> bool {
        const OWN: &[&str] = &[
            "Part",
            "Contract",
            "State",
            "Member",
            "Government",
            "Signator",
            "Annex",
            "Article",
            "Chapter",
            "Section",
            "Schedule",
            "Appendi",
            "Title",
            "List",
            "Table",
            "Protocol",
            "Each",
            "Table",
        ];
        matches!(self.tongue.code, "en" | "fr" | "es" | "nl")
            && rest.starts_with(char::is_uppercase)
            && !OWN.iter().any(|word| rest.starts_with(word))
    }

    fn name_at(&self, at: usize) -> Option<&gazetteer::Hit> {
        let found = self.names.binary_search_by(|hit| hit.start.cmp(&at)).ok()?;
        self.names.get(found)
    }

    /// A term that the text defined before, used here.
    fn term(&self, at: usize) -> Option<(Target, usize)> {
        let cursor = self.reader().cursor(at);
        self.terms
            .iter()
            .filter_map(|(term, meanings)| {
                let length = cursor.match_folded(term)?;
                // The meaning given last holds.
                let next = meanings.partition_point(|(defined, _)| *defined <= at);
                let (defined, target) = meanings.get(next.checked_sub(1)?)?;
                // A capital term is not the common noun; and "the Convention on X" is a longer name.
                let rest = self.clean.text.get(at + length..).unwrap_or("");
                let written = self.clean.text.get(at..)?;
                (written.starts_with(char::is_uppercase) && !rest.starts_with(" on "))
                    .then_some((length, *defined, target))
            })
            .max_by_key(|(length, defined, _)| (*length, *defined))
            .map(|(length, _, target)| (target.clone(), at + length))
    }

    /// "2013 report", "report of 2013": which report that is.
    pub(super) fn report(&self, cursor: super::cursor::Cursor<'k>) -> Option<(Target, usize)> {
        let mut c = cursor;
        let year: u32 = c.digits(4).filter(|y| y.len() == 4)?.parse().ok()?;
        c.space();
        c.eat_any(&["consensus", "final"]);
        c.space();
        if !c.eat_any(&["report"]) {
            return None;
        }
        let rest = c.rest();
        let maker = if [
            "of the Group of Governmental Experts",
            "of the GGE",
            "of the United Nations Group of Governmental Experts",
        ]
        .iter()
        .any(|by| rest.trim_start().starts_with(by))
        {
            Some(Maker::Experts)
        } else if ["of the Open-ended Working Group", "of the OEWG"].iter().any(|by| rest.trim_start().starts_with(by))
        {
            Some(Maker::WorkingGroup)
        } else {
            self.maker
        };
        let mut found = self.gazetteer.reports(year, maker);
        match (found.len(), maker) {
            (0, _) => None,
            (1, Some(_)) => Some((found.remove(0), c.at)),
            _ => Some((Target::Ambiguous(found), c.at)),
        }
    }

    /// The unit of the citing text in which a place stands.
    pub(super) fn base(&self, at: usize) -> Option<&'k str> {
        let given = self.clean.original(&(at..at + 1)).start;
        let borders = self.context.units;
        let next = borders.partition_point(|border| border.span.start <= given);
        borders
            .iter()
            .take(next)
            .rev()
            .find(|border| border.span.contains(&given))
            .map(|border| border.address)
            .or(self.context.unit)
    }

    /// The target of one reference.
    pub(super) fn target(&self, reference: &Reference, anchor: Anchor, tail: &Tail) -> Target {
        match tail {
            Tail::Work(work) => match unit_text(&reference.path, true) {
                Some(unit) => work.at(&unit),
                None => Target::Unresolved,
            },
            Tail::Unknown => Target::Unresolved,
            // What a text quotes to put it into another, and what it has not at all, is said of the other.
            Tail::None if self.is_foreign(reference, anchor) => Target::Unresolved,
            Tail::None | Tail::Own => {
                self.internal(reference, anchor, *tail == Tail::Own).map_or(Target::Unresolved, |unit| self.claim(unit))
            }
        }
    }

    fn internal(&self, reference: &Reference, anchor: Anchor, own: bool) -> Option<String> {
        let base: Vec<&str> = self.base(reference.start).map(|base| base.split('/').collect()).unwrap_or_default();
        let article = base.iter().position(|part| is_article(part));
        let outer = reference.path.first()?;
        let inside = unit_text(&reference.path, self.splits_dots(&base));
        let under = |held: &[&str], inside: Option<String>| {
            let mut parts: Vec<String> = held.iter().map(|part| (*part).to_owned()).collect();
            parts.extend(inside);
            (!parts.is_empty()).then(|| parts.join("/"))
        };
        match anchor {
            Anchor::This(level) => return under(base.get(..reach(&base, level)?)?, inside),
            Anchor::Preceding(level) => return Some(format!("{}/{}", before(&base, level)?, inside?)),
            // "that Article" is the one named before, which only a reader of the sentence can tell.
            Anchor::Said(_) => return None,
            Anchor::None => {}
        }
        match outer.level {
            Level::Paragraph if outer.slug.is_empty() => match article {
                Some(found) if !own => {
                    let direct = under(base.get(..=found)?, inside.clone())?;
                    let lettered = outer.parts.first().is_some_and(|part| part.starts_with(char::is_alphabetic));
                    // "paragraph (b)" may be the letter of the numbered paragraph it stands in.
                    let deeper = reach(&base, Level::Paragraph).filter(|_| lettered && !self.has(&direct));
                    let within = deeper.and_then(|length| under(base.get(..length)?, inside));
                    Some(within.filter(|unit| self.has(unit)).unwrap_or(direct))
                }
                _ if own || !base.is_empty() || self.organ.is_some() => {
                    let annex = base.first().filter(|part| part.starts_with("annex") && !own);
                    under(&annex.into_iter().copied().collect::<Vec<_>>(), inside)
                }
                _ => None,
            },
            Level::Point => {
                let paragraph = reach(&base, Level::Paragraph)?;
                let part = outer.parts.first()?;
                let small_roman = part.len() > 1 && super::number::roman(&part.to_ascii_uppercase()).is_some();
                // (ii) stands inside (a); (b) stands beside it.
                let letter =
                    base.get(paragraph).filter(|next| next.len() == 1 && next.bytes().all(|b| b.is_ascii_lowercase()));
                let beside = under(base.get(..paragraph)?, inside.clone());
                let within = under(base.get(..paragraph + usize::from(letter.is_some()))?, inside.clone());
                // "subparagraph 1(a)" begins with the paragraph.
                if outer.parts.len() > 1
                    && part.bytes().all(|b| b.is_ascii_digit())
                    && !within.as_deref().is_some_and(|unit| self.has(unit))
                    && let Some(found) = article
                {
                    return under(base.get(..=found)?, inside);
                }
                // Letters deeper in a list stand beside the one that cites them.
                if !within.iter().chain(&beside).any(|unit| self.has(unit)) {
                    let lists = (paragraph + 1..base.len())
                        .rev()
                        .filter_map(|length| under(base.get(..length)?, inside.clone()));
                    if let Some(found) = lists.into_iter().find(|unit| self.has(unit)) {
                        return Some(found);
                    }
                }
                let known = |unit: &Option<String>| unit.as_deref().is_some_and(|u| self.has(u));
                // The units decide what (i) is: the letter behind (h), or the first one inside (a).
                let inner = if known(&within) == known(&beside) { small_roman } else { known(&within) };
                if inner { within } else { beside }
            }
            // Some agreements have sections inside their articles.
            Level::Section if article.is_some() => {
                let within = under(base.get(..=article?)?, inside.clone())?;
                if self.addresses.contains(within.as_str()) { Some(within) } else { inside }
            }
            // "Article 6 of Part I": where articles begin again in each.
            Level::Part | Level::Chapter if reference.path.iter().any(|step| step.level == Level::Article) => {
                let holder = unit_text(reference.path.get(..1)?, false);
                let full = holder.zip(inside.clone()).map(|(holder, inside)| format!("{holder}/{inside}"));
                full.filter(|full| self.has(address::to_article(full))).or(inside)
            }
            // Articles of an annex, and of a chapter where they begin again in each.
            Level::Article if !own && article.is_some_and(|at| at > 0) => {
                let within = under(base.get(..article?)?, inside.clone())?;
                if self.addresses.contains(address::to_article(&within)) { Some(within) } else { inside }
            }
            _ => inside,
        }
    }

    /// Whether "Article 5.2" is paragraph 2 of Article 5: so where the citing text's own articles have no dots.
    fn splits_dots(&self, base: &[&str]) -> bool {
        if self.addresses.is_empty() {
            return base.iter().any(|part| is_article(part)) && !base.iter().any(|part| address::is_dotted(part));
        }
        !self.dotted
    }

    /// "this Article", "the preceding paragraph" alone.
    pub(super) fn pointed(&self, at: usize, level: Level, preceding: bool) -> Target {
        let base: Vec<&str> = self.base(at).map(|base| base.split('/').collect()).unwrap_or_default();
        let unit = if preceding {
            before(&base, level)
        } else {
            reach(&base, level).and_then(|length| base.get(..length)).map(|parts| parts.join("/"))
        };
        unit.filter(|unit| !unit.is_empty()).map_or(Target::Unresolved, |unit| self.claim(unit))
    }
}

/// The documents of a text by the places at which a phrase that cites them begins.
pub(super) fn documents(
    symbols: &[super::symbol::Found],
    resolutions: &[resolution::Found],
) -> FxHashMap<usize, (usize, Target)> {
    let mut documents = FxHashMap::default();
    for found in symbols {
        documents.insert(found.start, (found.end, found.target.clone()));
    }
    for found in resolutions {
        documents.entry(found.phrase).or_insert_with(|| (found.end, found.target.clone()));
        documents.entry(found.start).or_insert_with(|| (found.end, found.target.clone()));
    }
    documents
}

/// Whether a text names a charter that is not that of the United Nations.
pub(super) fn names_other_charter(text: &str) -> bool {
    works::OTHER_CHARTERS.iter().any(|name| text.contains(name))
}

/// Whether a text names the court whose statute is "the Statute".
pub(super) fn names_court(text: &str) -> bool {
    const NAMES: &[&str] = &[
        "International Court of Justice",
        "Cour internationale de Justice",
        "Corte Internacional de Justicia",
        "Международн",
        "محكمة العدل الدولية",
        "Internationaal Gerechtshof",
        "Internationaler Gerichtshof",
    ];
    NAMES.iter().any(|name| text.contains(name))
}

/// Who made the reports that a text speaks of by year alone, if it says so.
pub(super) fn maker(text: &str) -> Option<Maker> {
    let experts = text.contains("Group of Governmental Experts") || text.contains("GGE");
    let group =
        text.contains("Open-ended Working Group") || text.contains("OEWG") || text.contains("open-ended working group");
    match (experts, group) {
        (true, false) => Some(Maker::Experts),
        (false, true) => Some(Maker::WorkingGroup),
        _ => None,
    }
}

/// A range of the copy that covers another.
pub(super) fn covers(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
