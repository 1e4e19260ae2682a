//! The zip that a document comes in: which parts there are, how they refer to each other, and how much is unpacked.

use std::io::{Cursor, Read};

use rustc_hash::FxHashMap;
use zip::ZipArchive;
use zip::result::ZipError;

use super::xml::{self, Fault, Tree};
use crate::diagnostic::{Diagnostic, Span};

const MAX_PARTS: usize = 10_000;
const MAX_PART: u64 = 256 << 20;
/// All parts that are read together.
const MAX_TOTAL: u64 = 512 << 20;
/// Ordinary parts shrink to a tenth, dull tables to a fiftieth; deflate cannot go beyond a thousandth.
const MAX_RATIO: u64 = 250;
/// Below this size no ratio is suspicious.
const SMALL: u64 = 4 << 20;

/// An opened package.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Names are compared without regard to case, as the standard of packages wants.
    names: FxHashMap<String, usize>,
    unpacked: u64,
}

/// A relation of a part to another part or an address.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    /// Last word of the type's address (`hyperlink`, `header`).
    pub(super) kind: String,
    /// Name of the part, or an address outside.
    pub(super) target: String,
}

/// Relations of a part by their identifier.
#[derive(Debug, Default)]
pub(super) struct Relations(FxHashMap<String, Relation>);

impl Relations {
    /// A relation by its identifier.
    pub(super) fn get(&self, id: &str) -> Option<&Relation> {
        self.0.get(id)
    }

    /// Targets of a kind, in the order of their names.
    pub(super) fn of_kind(&self, kind: &str) -> Vec<&str> {
        let mut targets: Vec<&str> = self.0.values().filter(|r| r.kind == kind).map(|r| r.target.as_str()).collect();
        targets.sort_unstable();
        targets.dedup();
        targets
    }
}

/// Says what bytes are that cannot be a document in a zip.
fn refuse_other_formats(bytes: &[u8]) -> Option<Diagnostic> {
    if !bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return None;
    }
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &wide).is_some()
    };
    Some(if holds("EncryptedPackage") {
        error("encrypted-file", "the document is encrypted").hint("open it with its password and save it without one")
    } else if holds("WordDocument") {
        error("old-word-format", "this is a Word document of before 2007 (.doc), which is not read")
            .hint("open it in Word or LibreOffice and save it as .docx")
    } else {
        error("not-a-docx", "this is a compound file of Microsoft Office, but no Word document")
            .hint("save the agreement as .docx")
    })
}

fn error(code: &'static str, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code, Span::default(), message)
}

impl<'b> Package<'b> {
    /// Opens a package, or says why it cannot be one.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Package<'b>, Diagnostic> {
        if let Some(refusal) = refuse_other_formats(bytes) {
            return Err(refusal);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|problem| {
            error("broken-archive", format!("the file is no complete zip archive ({problem})"))
                .hint("it may have been cut off on its way: fetch it again, or open and save it in a word processor")
        })?;
        if archive.len() > MAX_PARTS {
            return Err(error(
                "too-large",
                format!("the archive has {} parts; at most {MAX_PARTS} are read", archive.len()),
            )
            .hint("open and save it in a word processor"));
        }
        let names = (0..archive.len())
            .filter_map(|i| Some((archive.name_for_index(i)?.ok()?.trim_start_matches('/').to_lowercase(), i)))
            .collect();
        Ok(Package { archive, names, unpacked: 0 })
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains_key(&name.to_lowercase())
    }

    /// Name of the part that holds the body.
    pub(super) fn main_part(&mut self, diagnostics: &mut Vec<Diagnostic>) -> Result<String, Diagnostic> {
        let relations = self.relations("", diagnostics);
        let named = relations.of_kind("officeDocument").into_iter().find(|t| self.has(t)).map(str::to_owned);
        let name = named.unwrap_or_else(|| "word/document.xml".to_owned());
        let other = [
            ("xl/", "an Excel workbook", "save the sheet as text, or copy the agreement into a document"),
            ("ppt/", "a PowerPoint presentation", "copy the agreement into a document"),
        ];
        if let Some((_, what, hint)) = other.iter().find(|(folder, _, _)| name.to_lowercase().starts_with(folder)) {
            return Err(error("not-a-docx", format!("this is {what}, no Word document")).hint(*hint));
        }
        if self.has(&name) {
            return Ok(name);
        }
        Err(if self.has("content.xml") && (self.has("mimetype") || self.has("meta-inf/manifest.xml")) {
            error("not-a-docx", "this is an OpenDocument file (.odt), which is not read")
                .hint("open it in LibreOffice or Word and save it as .docx")
        } else if self.has("meta-inf/container.xml") {
            error("not-a-docx", "this is an EPUB book, which is not read")
                .hint("save the agreement as .docx, HTML or text")
        } else if self.has("[content_types].xml") {
            error("missing-part", "the document has no body: the part word/document.xml is missing")
                .hint("the file is damaged: open and save it in a word processor, or fetch it again")
        } else {
            error("not-a-docx", "this is a zip archive, but no Word document")
                .hint("unpack it and read the files in it one by one")
        })
    }

    /// Bytes of a part, unpacked within the limits; `None` if there is no such part.
    fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let Some(index) = self.names.get(&name.to_lowercase()) else { return Ok(None) };
        let broken = |problem: &dyn std::fmt::Display| {
            error("broken-part", format!("the part {} cannot be unpacked ({problem})", shorten(name)))
                .hint("the file is damaged: fetch it again")
        };
        let file = match self.archive.by_index(*index) {
            Ok(file) => file,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(error("encrypted-file", "the archive is encrypted").hint("unpack it with its password"));
            }
            Err(problem) => return Err(broken(&problem)),
        };
        let limit = MAX_PART
            .min(file.compressed_size().saturating_mul(MAX_RATIO).max(SMALL))
            .min(MAX_TOTAL.saturating_sub(self.unpacked));
        let mut bytes = Vec::new();
        // The size that the archive states is not believed: only what is unpacked counts.
        let outcome = file.take(limit + 1).read_to_end(&mut bytes);
        let read = bytes.len() as u64;
        self.unpacked += read;
        if read > limit {
            return Err(error(
                "too-large",
                format!("the part {} unpacks to more than {limit} bytes and is not read", shorten(name)),
            )
            .hint("no agreement is as large as this; the file may be made to exhaust memory"));
        }
        match outcome {
            Ok(_) => Ok(Some(bytes)),
            Err(problem) => Err(broken(&problem)),
        }
    }

    /// A part as a tree; what is wrong with it is reported.
    pub(super) fn tree(&mut self, name: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Tree> {
        let bytes = match self.bytes(name) {
            Ok(bytes) => bytes?,
            Err(problem) => {
                diagnostics.push(problem);
                return None;
            }
        };
        let (tree, faults) = xml::parse(&bytes);
        diagnostics.extend(faults.iter().map(|fault| describe(&shorten(name), fault)));
        Some(tree)
    }

    /// Relations of a part, or of the package for the empty name.
    pub(super) fn relations(&mut self, part: &str, diagnostics: &mut Vec<Diagnostic>) -> Relations {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let separator = if folder.is_empty() { "" } else { "/" };
        let Some(tree) = self.tree(&format!("{folder}{separator}_rels/{file}.rels"), diagnostics) else {
            return Relations::default();
        };
        let entries = tree.root().into_iter().flat_map(|root| root.children().collect::<Vec<_>>());
        Relations(
            entries
                .filter_map(|e| {
                    let kind = e.attr("Type")?.rsplit('/').next()?.to_owned();
                    let target = e.attr("Target")?;
                    let outside = e.attr("TargetMode").is_some_and(|m| m.eq_ignore_ascii_case("external"));
                    let target = if outside { target.to_owned() } else { resolve(folder, target) };
                    Some((e.attr("Id")?.to_owned(), Relation { kind, target }))
                })
                .collect(),
        )
    }
}

fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." | "" => {}
            _ => steps.push(step),
        }
    }
    steps.join("/")
}

/// A name from the file, fit for a message.
pub(super) fn shorten(name: &str) -> String {
    let clean: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
    if clean.len() < name.len() { clean + "…" } else { clean }
}

fn describe(part: &str, fault: &Fault) -> Diagnostic {
    match fault {
        Fault::Broken(at, problem) => error(
            "broken-part",
            format!("the part {part} is not well-formed at byte {at}: {problem}; read up to there"),
        )
        .hint("open and save the document in a word processor"),
        Fault::Truncated => error("broken-part", format!("the part {part} ends too early; what there is was read"))
            .hint("fetch it again"),
        Fault::DocumentType => error(
            "document-type",
            format!("the part {part} declares a document type, as no word processor does, and is not read"),
        )
        .hint("open and save the document in a word processor"),
        Fault::TooDeep(count) => error(
            "too-deep",
            format!("{count} elements of the part {part} are nested deeper than {} and were not read", xml::MAX_DEPTH),
        )
        .hint("take the innermost tables and text boxes out of their frames"),
        Fault::TooMany => error("too-large", format!("the part {part} has too many elements; its end was not read"))
            .hint("split the document into several files"),
        Fault::Entities(count) => Diagnostic::warning(
            "unknown-entity",
            Span::default(),
            format!("{count} references of the part {part} name no known character and are shown as U+FFFD"),
        )
        .hint("open and save the document in a word processor"),
        Fault::Undecodable(count) => Diagnostic::warning(
            "undecodable",
            Span::default(),
            format!("{count} places of the part {part} are no UTF-8 and are shown as U+FFFD"),
        )
        .hint("open and save the document in a word processor"),
    }
}
