//! What the landscape knows that a citation can rest on.
//!
//! Every accessor that hands out a value notes what a reader must be told about it, so that a citation warns of exactly
//! the values it uses and of no others.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::symbol::{self, Symbol};
use crate::landscape::Landscape;
use crate::model::{
    Basis, Bindingness, Certainty, Date, Day, Evidence, Family, Instrument, Milestone, Phase, Rival, Scope, Unit,
};

/// How styles sort instruments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Binding between its parties.
    Treaty,
    /// Has parties and a date of signature as a treaty has, without being one: a memorandum of understanding.
    Agreement,
    /// A decision of a body.
    Resolution,
    /// A report of a body or of experts.
    Report,
    /// Law of a state or of a union.
    Legislation,
    /// Anything else: declarations, statements, positions, codes, drafts.
    Document,
}

const CLASSES: &[(&str, Class)] = &[
    ("treaty", Class::Treaty),
    ("protocol", Class::Treaty),
    ("convention", Class::Treaty),
    ("agreement", Class::Treaty),
    ("mou", Class::Agreement),
    ("memorandum-of-understanding", Class::Agreement),
    ("arrangement", Class::Agreement),
    ("un-resolution", Class::Resolution),
    ("io-resolution", Class::Resolution),
    ("conference-resolution", Class::Resolution),
    ("resolution", Class::Resolution),
    ("decision", Class::Resolution),
    ("un-report", Class::Report),
    ("expert-report", Class::Report),
    ("report", Class::Report),
    ("regional-legislation", Class::Legislation),
    ("sanctions-instrument", Class::Legislation),
    ("executive-order", Class::Legislation),
    ("domestic-law", Class::Legislation),
    ("legislation", Class::Legislation),
    ("law", Class::Legislation),
];

/// Steps by which an agreement is dated, best first, with the word citations use and the name warnings use.
const AGREED: &[(&str, &str, &str)] = &[
    ("opened-for-signature", "opened for signature", "date of opening for signature"),
    ("signed", "signed", "date of signature"),
    ("adopted", "adopted", "date of adoption"),
    ("agreed", "agreed", "date of agreement"),
    ("approved", "approved", "date of approval"),
    ("dated", "dated", "date of the document"),
    ("document", "dated", "date of the document"),
    ("published", "published", "date of publication"),
];

/// The same for what a body decides or somebody declares.
const DECIDED: &[(&str, &str, &str)] = &[
    ("adopted", "adopted", "date of adoption"),
    ("dated", "dated", "date of the document"),
    ("signed", "signed", "date of signature"),
    ("document", "dated", "date of the document"),
    ("agreed", "agreed", "date of agreement"),
    ("approved", "approved", "date of approval"),
    ("letter", "dated", "date of the letter"),
    ("distributed", "distributed", "date of distribution"),
    ("published", "published", "date of publication"),
];

/// The same for numbered documents and reports, which are cited by the date they bear.
const ISSUED: &[(&str, &str, &str)] = &[
    ("dated", "dated", "date of the document"),
    ("document", "dated", "date of the document"),
    ("distributed", "distributed", "date of distribution"),
    ("published", "published", "date of publication"),
    ("adopted", "adopted", "date of adoption"),
    ("agreed", "agreed", "date of agreement"),
    ("letter", "dated", "date of the letter"),
    ("signed", "signed", "date of signature"),
    ("approved", "approved", "date of approval"),
];

/// How, when and where an instrument was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Made {
    /// "signed", "adopted", "opened for signature".
    pub(super) verb: String,
    pub(super) date: Date,
    pub(super) place: Option<String>,
}

/// One instrument, seen with the eyes of somebody who writes a footnote.
pub(super) struct Facts<'a> {
    landscape: &'a Landscape,
    instrument: &'a Instrument,
    unit: Option<&'a Unit>,
    accessed: Option<Day>,
    cautions: RefCell<Vec<String>>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(
        landscape: &'a Landscape,
        instrument: &'a Instrument,
        unit: Option<&'a Unit>,
        accessed: Option<Day>,
    ) -> Facts<'a> {
        Facts { landscape, instrument, unit, accessed, cautions: RefCell::default() }
    }

    /// What the values handed out so far must be read with.
    pub(super) fn into_caution(self) -> Option<String> {
        let cautions = self.cautions.into_inner();
        (!cautions.is_empty()).then(|| cautions.join("; "))
    }

    fn warn(&self, caution: String) {
        let mut cautions = self.cautions.borrow_mut();
        if !cautions.contains(&caution) {
            cautions.push(caution);
        }
    }

    fn warn_of(&self, name: &str, evidence: &Evidence) {
        if evidence.is_unverified() {
            self.warn(format!("the {name} is unverified"));
        }
    }

    fn warn_of_rivals(&self, name: &str, about: &[&str]) {
        let others: Vec<&str> =
            self.instrument.rivals.iter().filter(|r: &&Rival| about.contains(&&*r.about)).map(|r| &*r.value).collect();
        if !others.is_empty() {
            self.warn(format!("sources disagree about the {name} (also: {})", flat(&others.join(", "))));
        }
    }

    pub(super) fn id(&self) -> &str {
        &self.instrument.id
    }

    /// The class of the instrument's kind, or of the nearest wider kind that has one.
    pub(super) fn class(&self) -> Class {
        let class = self.instrument.kind.as_ref().and_then(|kind| {
            let mut level: Vec<&str> = vec![&kind.value];
            let mut seen: BTreeSet<&str> = BTreeSet::new();
            while !level.is_empty() {
                if let Some((_, class)) = CLASSES.iter().find(|(word, _)| level.contains(word)) {
                    return Some(*class);
                }
                seen.extend(&level);
                let concepts = level.iter().filter_map(|id| self.landscape.vocabulary.kinds.get(id));
                let wider: BTreeSet<&str> = concepts.flat_map(|c| c.broader.iter().map(|b| &**b)).collect();
                level = wider.difference(&seen).copied().collect();
            }
            None
        });
        let is_draft = self.instrument.bindingness.as_ref().is_some_and(|b| b.value == Bindingness::Proposed);
        match class {
            // A draft has no parties and no force; dressing it as a treaty would claim both.
            Some(Class::Treaty | Class::Agreement) if is_draft => Class::Document,
            Some(class) => class,
            None if self.instrument.scope == Scope::Domestic => Class::Legislation,
            None => Class::Document,
        }
    }

    /// The kind in words: "joint statement".
    pub(super) fn kind_label(&self) -> Option<String> {
        let kind = &*self.instrument.kind.as_ref()?.value;
        let label = self.landscape.vocabulary.kinds.get(kind).map(|concept| concept.label.as_str());
        Some(label.map_or_else(|| kind.replace('-', " "), flat))
    }

    /// The title it is called by, or the id.
    pub(super) fn title(&self) -> String {
        let Some((_, title)) = self.instrument.main_title() else {
            self.warn("no title is recorded, the name in the landscape stands in its place".to_owned());
            return self.instrument.id.clone();
        };
        match title.evidence.basis {
            Some(Basis::Coder) => self.warn("the title is a description, not the document's own".to_owned()),
            Some(Basis::Translation) => self.warn("the title is a translation that is not authentic".to_owned()),
            _ => self.warn_of("title", &title.evidence),
        }
        self.warn_of_rivals("title", &["title"]);
        flat(&title.value)
    }

    /// The language of [`Facts::title`].
    pub(super) fn language(&self) -> Option<&str> {
        self.instrument.main_title().map(|(lang, _)| lang)
    }

    /// The body or meeting it came from; else its only author, unless the title names that party already.
    pub(super) fn author(&self) -> Option<String> {
        if let Some(issuer) = &self.instrument.issuer {
            return Some(flat(issuer)).filter(|issuer| !issuer.is_empty());
        }
        let mut authors = self.instrument.standings.iter().filter(|s| &*s.word == "author").flat_map(|s| &s.parties);
        let label = flat(self.landscape.parties.get(authors.next()?)?.label());
        let title = self.instrument.title();
        (authors.next().is_none() && !title.contains(&label)).then_some(label)
    }

    /// Document symbols and treaty numbers.
    pub(super) fn symbols(&self) -> Vec<Symbol> {
        let Some(symbol) = &self.instrument.symbol else { return Vec::new() };
        self.warn_of("symbol", &symbol.evidence);
        self.warn_of_rivals("symbol", &["symbol"]);
        symbol::read(&flat(&symbol.value))
    }

    /// The symbol as the landscape has it, on one line.
    pub(super) fn written_symbol(&self) -> Option<String> {
        let symbol = self.instrument.symbol.as_ref()?;
        self.warn_of("symbol", &symbol.evidence);
        self.warn_of_rivals("symbol", &["symbol"]);
        Some(flat(&symbol.value))
    }

    /// How, when and where it was made: a verified step goes before an unverified one, then the order of the class.
    pub(super) fn made(&self) -> Option<Made> {
        let is_numbered = self.instrument.symbol.as_ref().is_some_and(|symbol| {
            let all = symbol::read(&symbol.value);
            all.iter().any(|symbol| matches!(symbol.form, symbol::Form::Document(_)))
        });
        let order = match self.class() {
            Class::Treaty | Class::Agreement => AGREED,
            Class::Report => ISSUED,
            Class::Resolution | Class::Legislation => DECIDED,
            Class::Document if is_numbered => ISSUED,
            Class::Document => DECIDED,
        };
        let steps =
            order.iter().filter_map(|(word, verb, name)| self.step(word).map(|step| (step, (*verb).to_owned(), *name)));
        let steps: Vec<(&Milestone, String, &str)> = steps.collect();
        let verified = steps.iter().find(|(step, ..)| !step.evidence.is_unverified());
        let chosen = verified.or_else(|| steps.first()).cloned().or_else(|| {
            // A landscape's own word for a step by which instruments are made.
            let vocabulary = &self.landscape.vocabulary;
            let own = self.instrument.milestones.iter().find(|m| vocabulary.phase(&m.milestone) == Phase::Made)?;
            Some((own, own.milestone.replace('-', " "), "date"))
        });
        let Some((step, verb, name)) = chosen else {
            self.warn("no date is recorded".to_owned());
            return None;
        };
        self.warn_of(name, &step.evidence);
        self.warn_of_rivals(name, &[&step.milestone]);
        if self.instrument.milestones.iter().any(|m| m.milestone.name == step.milestone.name && m.on != step.on) {
            self.warn(format!("the landscape records more than one {name}"));
        }
        let place = step.place.as_deref().or(self.instrument.place.as_ref().map(|p| p.value.as_str())).map(flat);
        Some(Made { verb, date: step.on, place })
    }

    /// The earliest row of a milestone, the best known first.
    fn step(&self, word: &str) -> Option<&'a Milestone> {
        let rows = self.instrument.milestones.iter().filter(|m| &*m.milestone == word);
        rows.min_by_key(|m| (m.evidence.is_unverified(), m.on.first(), !m.on.is_exact()))
    }

    /// When it entered into force, unless that lies after the day the reader looks from.
    pub(super) fn in_force(&self) -> Option<Date> {
        let step = self.step("in-force")?;
        let known_until = self.landscape.manifest.known_until.map(Date::last);
        if self.accessed.or(known_until).is_some_and(|day| step.on.reached_by(day) == Certainty::No) {
            return None;
        }
        self.warn_of("date of entry into force", &step.evidence);
        self.warn_of_rivals("date of entry into force", &["in-force"]);
        Some(step.on)
    }

    /// Codes and names of the two sides, if the landscape names two and no others, by name.
    pub(super) fn two_sides(&self) -> Option<[(&'a str, &'a str); 2]> {
        let vocabulary = &self.landscape.vocabulary;
        let takes_part = |word: &str| {
            matches!(word, "party" | "signatory" | "participant")
                || matches!(vocabulary.family(word), Some(Family::Bound | Family::Supports))
        };
        let rows: Vec<_> = self.instrument.standings.iter().filter(|s| takes_part(&s.word)).collect();
        let has_more = |s: &&crate::model::Standing| {
            !s.groups.is_empty() || s.described.is_some() || s.count.is_some_and(|count| count > 2)
        };
        if rows.iter().any(has_more) {
            return None;
        }
        let codes: BTreeSet<&'a str> = rows.iter().flat_map(|s| s.parties.iter().map(|p| &**p)).collect();
        let mut sides: Vec<(&str, &str)> = codes
            .into_iter()
            .map(|code| (code, self.landscape.parties.get(code).map_or(code, |p| p.label())))
            .collect();
        sides.sort_by_key(|(_, name)| *name);
        <[(&str, &str); 2]>::try_from(sides).ok()
    }

    /// Where the official text lives: in the language of the title, else authentic, else any.
    pub(super) fn address(&self) -> Option<String> {
        let is_web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
        let texts = || self.instrument.texts.iter().filter(|t| t.official.as_deref().as_ref().is_some_and(is_web));
        let language = self.language();
        let text = texts()
            .find(|t| Some(t.lang.as_str()) == language)
            .or_else(|| texts().find(|t| t.authentic == Some(true)))
            .or_else(|| texts().next())?;
        text.official.as_deref().map(web_address)
    }

    pub(super) fn accessed(&self) -> Option<Date> {
        self.accessed.map(Date::of_day)
    }

    pub(super) fn place(&self) -> Option<String> {
        self.instrument.place.as_ref().map(|place| flat(&place.value))
    }

    pub(super) fn unit(&self) -> Option<&'a Unit> {
        let unit = self.unit?;
        self.warn_of("place in the text", &unit.evidence);
        Some(unit)
    }
}

/// One line: runs of blanks, line breaks and control characters become one space.
pub(super) fn flat(text: &str) -> String {
    let is_gap = |c: char| c.is_whitespace() || c.is_control();
    text.split(is_gap).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// An address with everything percent-encoded that would end it early in running text, BibTeX or RIS.
fn web_address(url: &str) -> String {
    let mut written = String::with_capacity(url.len());
    for c in url.trim().chars() {
        if c.is_whitespace() || c.is_control() || matches!(c, '{' | '}' | '\\' | '<' | '>' | '"' | '^' | '`' | '|') {
            let mut bytes = [0; 4];
            written.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
        } else {
            written.push(c);
        }
    }
    written
}
