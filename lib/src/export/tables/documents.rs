//! Documents that were read: their units, what they cite, define and oblige to, and every doubt.

use serde::Serialize;

use crate::read::Document;
use crate::read::understand::citations::Target;

use super::Tables;
use super::cell::{Cell, row};
use super::meta;
use super::schema::{Column, NUMBER, POSITION, Schema, integer, schema, text};
use super::{Kind, Table};

static DOCUMENTS: Schema = schema(
    "documents",
    "Documents that were read.",
    &["id"],
    &[&[
        NUMBER,
        text("name", "name of the file"),
        text("format", "the format it was read from"),
        text("title", "title, from the words or the file's metadata").or_none(),
        text("language", "language of the first text, BCP 47").or_none(),
        text(
            "extracted",
            "everything that the document says, furniture and footnotes included; positions are its bytes",
        ),
    ]],
);
static TEXTS: Schema = schema(
    "document_texts",
    "Language versions inside documents.",
    &["document", "position"],
    &[&[DOCUMENT, POSITION, text("language", "BCP 47 tag").or_none(), START, END]],
);
static UNITS: Schema = Schema {
    search: &["label", "heading", "text"],
    ..schema(
        "document_units",
        "Addressed pieces of documents, in the order of the document.",
        &["id"],
        &[&[
            NUMBER,
            DOCUMENT,
            integer("text_position", "the language version, by its position in document_texts"),
            POSITION,
            text("address", "name inside the document: art4/1/a"),
            text("eid", "identifier by the Akoma Ntoso naming convention"),
            text("kind", "preamble, article, paragraph, point and so on"),
            text("number", "number, normalised for headings, as printed for points").or_none(),
            text("label", "label as printed").or_none(),
            text("heading", "its title in the text").or_none(),
            integer("depth", "levels above it"),
            integer("parent", "the unit that contains it").to("document_units").or_none(),
            START,
            END,
            integer("page", "page of the file, where the format has pages").or_none(),
            integer("line", "line of the file or page, or paragraph, where it begins"),
            text("language", "language of its text, BCP 47").or_none(),
            text("text", "its own words, without label, heading and subordinate units; one line for each paragraph"),
        ]],
    )
};
static CITATIONS: Schema = schema(
    "citations",
    "What documents cite. A list or a range gives a row for each target.",
    &["id"],
    &[
        &[NUMBER, DOCUMENT, UNIT],
        &[
            START,
            END,
            text("text", "the words"),
            text("kind", "symbol, resolution, name, series, provision, internal, relative"),
            text("target", "what it points at; empty if the text does not tell").or_none(),
            text("instrument", "the landscape's address of it, where the landscape holds it").or_none(),
            text("url", "address on undocs.org of a document of the United Nations").or_none(),
            super::schema::column(
                "implied",
                Kind::Flag,
                "not printed, but between the ends of a range; it stands on the word between",
            ),
        ],
    ],
);
static CANDIDATES: Schema = schema(
    "citation_candidates",
    "What an ambiguous citation may point at.",
    &["citation", "position"],
    &[&[integer("citation", "the citation").to("citations"), POSITION, text("target", "a candidate")]],
);
static DEFINITIONS: Schema = schema(
    "definitions",
    "Terms that documents define.",
    &["id"],
    &[
        &[NUMBER, DOCUMENT, UNIT],
        &[
            text("term", "the term without quotation marks"),
            text("form", "means, includes, short-name"),
            text("words", "the words that make it a definition"),
            integer("term_start", "first byte of the term"),
            integer("term_end", "one past its last byte"),
            START,
            END,
        ],
    ],
);
static FORCE: Schema = schema(
    "force",
    "Words with force.",
    &["id"],
    &[
        &[NUMBER, DOCUMENT, UNIT],
        &[
            START,
            END,
            text("words", "the words as written"),
            text("class", "what they do (obligation, permission and so on) or on what they make it depend"),
            integer("negation_start", "first byte of a negation that stands apart").or_none(),
            integer("negation_end", "one past its last byte").or_none(),
        ],
    ],
);
static NOTES: Schema = schema(
    "notes",
    "Footnotes and endnotes.",
    &["id"],
    &[
        &[NUMBER, DOCUMENT, UNIT],
        &[
            text("mark", "the mark as printed"),
            integer("reference_start", "first byte of the mark in the running words").or_none(),
            integer("reference_end", "one past its last byte").or_none(),
            START,
            END,
            text("text", "its words"),
        ],
    ],
);
static REVISIONS: Schema = schema(
    "revisions",
    "Changes that authors tracked in a word processor.",
    &["id"],
    &[
        &[NUMBER, DOCUMENT, UNIT],
        &[
            text("kind", "insertion, deletion, move-from, move-to"),
            text("author", "who did it, as the file says").or_none(),
            text("date", "when, as the file says").or_none(),
            START,
            END,
            text("text", "the words"),
        ],
    ],
);
static FURNITURE: Schema = schema(
    "furniture",
    "Running heads, page numbers and the like.",
    &["document", "start"],
    &[&[DOCUMENT, START, END, text("text", "the words")]],
);
static DIAGNOSTICS: Schema = schema(
    "diagnostics",
    "Doubts about how documents were read.",
    &["id"],
    &[
        &[NUMBER, DOCUMENT],
        &[
            text("severity", "error, warning, note"),
            text("confidence", "how sure the program is: high, medium, low"),
            text("code", "which kind of doubt"),
            text("message", "what is doubtful"),
            text("place", "where in the file"),
            START,
            END,
            text("hints", "what to do, joined by \"; \"").or_none(),
        ],
    ],
);

const DOCUMENT: Column = integer("document", "the document").to("documents");
const UNIT: Column =
    integer("unit", "the innermost unit it stands in, if it stands in one").to("document_units").or_none();
const START: Column = integer("start", "first byte in the extracted text");
const END: Column = integer("end", "one past the last byte in the extracted text");

/// Documents as tables.
///
/// Takes documents that were read; citations, definitions and words with force are in the tables if
/// [`Document::understand`] was asked for. Gives the tables, with `meta` saying what they hold.
#[must_use]
pub fn of_documents(documents: &[Document]) -> Tables {
    let mut all = All {
        documents: Table::new(&DOCUMENTS),
        texts: Table::new(&TEXTS),
        units: Table::new(&UNITS),
        citations: Table::new(&CITATIONS),
        candidates: Table::new(&CANDIDATES),
        definitions: Table::new(&DEFINITIONS),
        force: Table::new(&FORCE),
        notes: Table::new(&NOTES),
        revisions: Table::new(&REVISIONS),
        furniture: Table::new(&FURNITURE),
        diagnostics: Table::new(&DIAGNOSTICS),
    };
    for document in documents {
        all.document(document);
    }
    let tables = vec![
        all.documents,
        all.texts,
        all.units,
        all.citations,
        all.candidates,
        all.definitions,
        all.force,
        all.notes,
        all.revisions,
        all.furniture,
        all.diagnostics,
    ];
    meta::complete(tables, meta::DOCUMENT_VIEWS, meta::of_documents(documents.len()))
}

struct All {
    documents: Table,
    texts: Table,
    units: Table,
    citations: Table,
    candidates: Table,
    definitions: Table,
    force: Table,
    notes: Table,
    revisions: Table,
    furniture: Table,
    diagnostics: Table,
}

/// The word that a value has in JSON.
fn word(value: &impl Serialize) -> Cell {
    let json = serde_json::to_value(value).ok();
    Cell::from(json.as_ref().and_then(serde_json::Value::as_str))
}

impl All {
    fn document(&mut self, document: &Document) {
        let extracted = &document.extract.text;
        let format = word(&document.format);
        let cells = row![document.title.as_ref(), document.language.as_ref(), extracted];
        let id = self.documents.add(row![self.documents.next(), &document.name, format].chain(cells));
        for (at, text) in document.texts.iter().enumerate() {
            self.texts.add(row![id, at + 1, text.language.as_ref(), text.start, text.end]);
        }
        let before = self.units.rows.len();
        for (at, unit) in document.units.iter().enumerate() {
            let parent = unit.parent_index.map(|parent| before + parent + 1);
            let named = row![self.units.next(), id, unit.text_part + 1, at + 1, &unit.address, &unit.eid];
            let printed = row![unit.kind.word(), Cell::filled(&unit.number), Cell::filled(&unit.label)];
            let placed = row![unit.heading.as_ref(), unit.depth, parent, unit.start, unit.end];
            let rest = row![unit.place.page, unit.place.line, unit.language.as_ref(), &unit.text];
            self.units.add(named.chain(printed).chain(placed).chain(rest));
        }
        let inside = |at: usize| unit_at(document, at).map(|unit| before + unit + 1);
        let words = |start: usize, end: usize| document.extract.shown(start..end).into_owned();
        for citation in &document.citations {
            let target = citation.target.is_resolved().then(|| citation.target.to_string());
            let number = self.citations.next();
            let cells = row![number, id, inside(citation.start), citation.start, citation.end, &citation.text];
            let pointed = row![word(&citation.kind), target, citation.instrument.as_ref(), citation.target.undocs()];
            self.citations.add(cells.chain(pointed).chain(row![citation.implied]));
            if let Target::Ambiguous(candidates) = &citation.target {
                for (at, candidate) in candidates.iter().enumerate() {
                    self.candidates.add(row![number, at + 1, candidate.to_string()]);
                }
            }
        }
        for definition in &document.definitions {
            let cells = row![self.definitions.next(), id, inside(definition.at.start), &definition.term];
            let said = row![word(&definition.form), &definition.words, definition.at.start, definition.at.end];
            self.definitions.add(cells.chain(said).chain(row![definition.span.start, definition.span.end]));
        }
        for force in &document.force {
            let negation = force.negation.as_ref();
            let cells = row![self.force.next(), id, inside(force.start), force.start, force.end, &force.words];
            let rest = row![word(&force.class), negation.map(|n| n.start), negation.map(|n| n.end)];
            self.force.add(cells.chain(rest));
        }
        for note in &document.notes {
            let reference = note.reference.as_ref();
            let unit = reference.and_then(|r| inside(r.start));
            let cells = row![self.notes.next(), id, unit, &note.mark, reference.map(|r| r.start)];
            let rest = row![reference.map(|r| r.end), note.span.start, note.span.end];
            self.notes.add(cells.chain(rest).chain(row![words(note.span.start, note.span.end)]));
        }
        for revision in &document.revisions {
            let cells = row![self.revisions.next(), id, inside(revision.span.start), word(&revision.kind)];
            let rest = row![revision.author.as_ref(), revision.date.as_ref(), revision.span.start, revision.span.end];
            self.revisions.add(cells.chain(rest).chain(row![&revision.text]));
        }
        for span in document.furniture.iter().filter(|span| !span.is_empty()) {
            self.furniture.add(row![id, span.start, span.end, words(span.start, span.end)]);
        }
        for doubt in &document.diagnostics {
            let cells = row![self.diagnostics.next(), id, doubt.severity.word(), doubt.confidence.word(), doubt.code];
            let placed = row![&doubt.message, document.place(doubt.span), doubt.span.start, doubt.span.end];
            let hints = Cell::filled(&doubt.hints.join("; "));
            self.diagnostics.add(cells.chain(placed).chain(row![hints]));
        }
    }
}

/// Index of the innermost unit that holds a position.
fn unit_at(document: &Document, at: usize) -> Option<usize> {
    let mut unit = document.units.partition_point(|u| u.start <= at).checked_sub(1);
    while let Some(index) = unit {
        let found = document.units.get(index)?;
        if found.end > at {
            return Some(index);
        }
        unit = found.parent_index;
    }
    None
}
