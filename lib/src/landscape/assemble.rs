//! From raw files, and a landscape to build on, to one landscape.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::decode::{self, CodedFile, Decoded, Overlaid, Overlay};
use super::{Content, Landscape, Manifest, Opened, RawFile};
use crate::diagnostic::{self, Diagnostic, FileId};
use crate::model::{Coding, Coverage, HeldText, Instrument, Row, Rows, SharedNames, TextState, is_slug};

/// What a file is, by its place in the folder.
enum Role {
    Manifest,
    Sources,
    Vocabulary,
    Parties,
    Groups,
    Instrument(String),
    Commitments(String),
    Coding(String, String),
    Designations,
    Questions,
    Text(String, String),
    Events,
    /// Belongs to a landscape, but this version does nothing with it.
    Ignored,
    /// Has the name of a folder of a landscape.
    NotAFolder,
    Unknown,
}

fn role(name: &str) -> Role {
    let parts: Vec<&str> = name.split('/').collect();
    match parts.as_slice() {
        ["landscape.toml"] => Role::Manifest,
        ["sources.toml"] => Role::Sources,
        ["vocabulary.toml"] => Role::Vocabulary,
        ["parties.toml"] => Role::Parties,
        ["groups.toml"] => Role::Groups,
        ["designations.toml"] => Role::Designations,
        ["instruments", id, "instrument.toml"] => Role::Instrument((*id).to_owned()),
        ["instruments", id, "commitments.toml"] => Role::Commitments((*id).to_owned()),
        ["instruments", id, file] => match (part(file, "text.", ".md"), part(file, "coding.", ".toml")) {
            (Some(lang), _) => Role::Text((*id).to_owned(), lang.to_owned()),
            (_, Some(coder)) => Role::Coding((*id).to_owned(), coder.to_owned()),
            _ => Role::Unknown,
        },
        ["events", file] if file.ends_with(".toml") => Role::Events,
        ["questions", file] if file.ends_with(".toml") => Role::Questions,
        ["instruments" | "events" | "questions"] => Role::NotAFolder,
        ["README.md" | "LICENSE" | "CITATION.cff"] => Role::Ignored,
        _ => Role::Unknown,
    }
}

/// What stands in a file's name between a beginning and an end, if anything does.
fn part<'n>(name: &'n str, before: &str, after: &str) -> Option<&'n str> {
    name.strip_prefix(before)?.strip_suffix(after).filter(|part| !part.is_empty())
}

/// What a landscape file set says it extends, with the place of that value in `landscape.toml`.
pub(super) fn extends_of(files: &[RawFile]) -> Option<(String, Range<usize>)> {
    let manifest = files.iter().find(|f| f.name == "landscape.toml")?;
    let Content::Bytes(bytes) = &manifest.content else { return None };
    decode::extends(std::str::from_utf8(bytes).ok()?)
}

/// Builds a landscape from raw files on top of another one.
///
/// `shown` is the folder's name in diagnostics. Every problem of every file is collected; a file that cannot be
/// understood leaves a hole, never a guess.
#[must_use]
pub fn assemble(shown: &str, files: Vec<RawFile>, base: Option<Opened>) -> Opened {
    let Opened { mut landscape, mut diagnostics } = base.unwrap_or_default();
    landscape.manifest = Manifest::default();
    let mut hasher = Sha256::new();
    hasher.update(landscape.fingerprint.as_bytes());

    // Beside each other, because hashing 2 MB in one row takes a tenth of the time it takes to open the landscape.
    let digests: Vec<_> = files.par_iter().map(|raw| content_digest(&raw.content)).collect();
    let mut to_decode: Vec<(FileId, Role)> = Vec::new();
    let mut has_manifest = false;
    for (raw, digest) in files.into_iter().zip(digests) {
        let role = role(&raw.name);
        has_manifest |= matches!(role, Role::Manifest);
        let path = format!("{shown}/{}", raw.name);
        match raw.content {
            Content::Bytes(bytes) => {
                hasher.update(raw.name.as_bytes());
                hasher.update([0]);
                hasher.update(digest);
                admit(path, bytes, role, &mut landscape, &mut to_decode, &mut diagnostics);
            }
            Content::Unreadable(why) => {
                let file = landscape.files.add(path, "");
                let span = landscape.files.span(file, 0..0);
                diagnostics.push(Diagnostic::error("unreadable", span, format!("{} {why}", raw.name)));
            }
            Content::TooLarge(size, limit) => {
                let file = landscape.files.add(path, "");
                let span = landscape.files.span(file, 0..0);
                let message = format!("{} has {size} bytes; at most {limit} are read", raw.name);
                diagnostics.push(Diagnostic::error("too-large", span, message).hint("split it into several files"));
            }
        }
    }
    if !has_manifest {
        let file = landscape.files.add(format!("{shown}/landscape.toml"), "");
        let span = landscape.files.span(file, 0..0);
        diagnostics.push(
            Diagnostic::error("no-manifest", span, "a landscape needs a file landscape.toml")
                .hint("write one with at least: format = 1 and name = \"…\""),
        );
    }

    let decoded: Vec<(Decoded, Vec<Diagnostic>)> = to_decode
        .into_par_iter()
        .map(|(file, role)| {
            let text = landscape.files.text(file);
            match role {
                Role::Manifest => decode::manifest(file, text),
                Role::Sources => decode::sources(file, text),
                Role::Vocabulary => decode::vocabulary(file, text),
                Role::Parties => decode::parties(file, text),
                Role::Groups => decode::groups(file, text),
                Role::Instrument(id) => decode::instrument(file, text, &id),
                Role::Commitments(id) => decode::commitments(file, text, &id),
                Role::Coding(id, coder) => decode::coding(file, text, &id, &coder),
                Role::Questions => decode::questions(file, text),
                Role::Designations => decode::designations(file, text),
                Role::Text(id, lang) => (Decoded::Text(id, HeldText { lang, file }), Vec::new()),
                Role::Events => decode::events(file, text),
                Role::Ignored | Role::NotAFolder | Role::Unknown => (Decoded::Nothing, Vec::new()),
            }
        })
        .collect();

    let mut late = Late::default();
    for (part, mut found) in decoded {
        diagnostics.append(&mut found);
        merge(part, &mut landscape, &mut late, &mut diagnostics);
    }
    late.attach(&mut landscape, &mut diagnostics);
    landscape.instruments.sort_by_id();
    // Those of the base too: its words may have been replaced.
    let mut names = SharedNames::default();
    for instrument in landscape.instruments.iter_mut() {
        instrument.resolve(&landscape.vocabulary, &mut names);
    }
    landscape.index_aliases(&mut diagnostics);
    landscape.fingerprint = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    diagnostic::sort(&mut diagnostics, &landscape.files);
    Opened { landscape, diagnostics }
}

/// SHA-256 of what could be read of a file.
fn content_digest(content: &Content) -> impl AsRef<[u8]> + Send + use<> {
    match content {
        Content::Bytes(bytes) => Sha256::digest(bytes),
        Content::Unreadable(_) | Content::TooLarge(..) => Sha256::digest([]),
    }
}

/// Checks a file's encoding and name and puts it on the list to decode.
fn admit(
    path: String,
    bytes: Cow<'static, [u8]>,
    role: Role,
    landscape: &mut Landscape,
    to_decode: &mut Vec<(FileId, Role)>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if matches!(role, Role::Unknown) {
        let file = landscape.files.add(path, "");
        let span = landscape.files.span(file, 0..0);
        diagnostics.push(
            Diagnostic::warning("unknown-file", span, "this file is not part of a landscape and was not read")
                .hint("see docs/FORMAT.md for the names; put drafts into private/"),
        );
        return;
    }
    if matches!(role, Role::NotAFolder) {
        let message = format!("\"{}\" is a file where a folder is expected", path.rsplit('/').next().unwrap_or(&path));
        let file = landscape.files.add(path, "");
        let span = landscape.files.span(file, 0..0);
        diagnostics.push(
            Diagnostic::error("not-a-folder", span, message).hint("rename the file and make a folder of that name"),
        );
        return;
    }
    let text = match bytes {
        Cow::Borrowed(bytes) => std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|e| (e, bytes.to_vec())),
        Cow::Owned(bytes) => String::from_utf8(bytes).map(Cow::Owned).map_err(|e| (e.utf8_error(), e.into_bytes())),
    };
    match text {
        Ok(text) => {
            let file = landscape.files.add(path, text);
            to_decode.push((file, role));
        }
        Err((error, bytes)) => {
            let good = String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or(&[])).into_owned();
            let at = good.len();
            let file = landscape.files.add(path, good);
            let span = landscape.files.span(file, at..at);
            diagnostics.push(
                Diagnostic::error("not-utf8", span, "from here on the file is not UTF-8, so it was not read")
                    .hint("save it as UTF-8 (for example: iconv -f WINDOWS-1252 -t UTF-8)"),
            );
        }
    }
}

/// What belongs to an instrument and can only be put there when all files are known.
#[derive(Default)]
struct Late {
    coded: Vec<CodedFile>,
    codings: Vec<(String, Coding)>,
    texts: Vec<(String, HeldText)>,
    /// Ids whose row was put by this landscape, as opposed to the one it extends.
    own: HashMap<&'static str, BTreeSet<String>>,
}

fn merge(part: Decoded, landscape: &mut Landscape, late: &mut Late, diagnostics: &mut Vec<Diagnostic>) {
    match part {
        Decoded::Nothing => {}
        Decoded::Manifest(manifest) => landscape.manifest = *manifest,
        Decoded::Sources(rows) => put_all("source", rows, &mut landscape.sources, late, diagnostics),
        Decoded::Parties(rows) => put_all("party", rows, &mut landscape.parties, late, diagnostics),
        Decoded::Groups(rows) => put_all("group", rows, &mut landscape.groups, late, diagnostics),
        Decoded::Vocabulary(lists) => {
            let vocabulary = &mut landscape.vocabulary;
            put_all("topic", lists.topics, &mut vocabulary.topics, late, diagnostics);
            put_all("act", lists.acts, &mut vocabulary.acts, late, diagnostics);
            put_all("object", lists.objects, &mut vocabulary.objects, late, diagnostics);
            put_all("caveat", lists.caveats, &mut vocabulary.caveats, late, diagnostics);
            put_all("camp", lists.camps, &mut vocabulary.camps, late, diagnostics);
            put_all("kind", lists.kinds, &mut vocabulary.kinds, late, diagnostics);
            put_all("standing", lists.standings, &mut vocabulary.standings, late, diagnostics);
            put_all("milestone", lists.milestones, &mut vocabulary.milestones, late, diagnostics);
        }
        Decoded::Events(lists) => {
            put_all("source", lists.sources, &mut landscape.sources, late, diagnostics);
            put_all("event", lists.events, &mut landscape.events, late, diagnostics);
            put_all("mechanism", lists.mechanisms, &mut landscape.mechanisms, late, diagnostics);
            put_all("position", lists.positions, &mut landscape.positions, late, diagnostics);
        }
        Decoded::Instrument(row) => {
            let (row, sources) = *row;
            put_all("source", sources, &mut landscape.sources, late, diagnostics);
            put_instrument(row, landscape, diagnostics);
        }
        Decoded::Commitments(file) => {
            let mut file = *file;
            let sources = std::mem::take(&mut file.sources);
            put_all("source", sources, &mut landscape.sources, late, diagnostics);
            late.coded.push(file);
        }
        Decoded::Coding(id, coding, sources) => {
            put_all("source", sources, &mut landscape.sources, late, diagnostics);
            late.codings.push((id, coding));
        }
        Decoded::Questions(rows, sources) => {
            put_all("source", sources, &mut landscape.sources, late, diagnostics);
            put_all("question", rows, &mut landscape.questions, late, diagnostics);
        }
        Decoded::Designations(rows, sources) => {
            put_all("source", sources, &mut landscape.sources, late, diagnostics);
            landscape.designations.extend(rows);
        }
        Decoded::Text(id, held) => late.texts.push((id, held)),
    }
}

fn put_all<T: Row>(
    list: &'static str,
    rows: Vec<Overlaid<T>>,
    into: &mut Rows<T>,
    late: &mut Late,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let own = late.own.entry(list).or_default();
    for Overlaid { row, overlay } in rows {
        let id = row.id().to_owned();
        let taken_here = own.contains(&id);
        if overlay == Some(Overlay::Replace) && !taken_here {
            into.replace(row);
        } else if let Err((row, first)) = into.add(row) {
            diagnostics.push(duplicate(list, &row, first, taken_here));
        }
        own.insert(id);
    }
}

fn duplicate<T: Row>(list: &str, row: &T, first: crate::diagnostic::Span, in_same_landscape: bool) -> Diagnostic {
    let message = format!("there are two rows of {list} \"{}\"", row.id());
    let hint = if in_same_landscape {
        "give one of them another id, or delete it"
    } else {
        "the landscape that this one extends has it already: say overlay = \"replace\" to take its place"
    };
    Diagnostic::error("duplicate-id", row.span(), message).hint(hint).related(first, "the first one is here")
}

fn put_instrument(row: Overlaid<Instrument>, landscape: &mut Landscape, diagnostics: &mut Vec<Diagnostic>) {
    let Overlaid { row, overlay } = row;
    match (overlay, landscape.instruments.get_mut(&row.id)) {
        (Some(Overlay::Add), Some(base)) => add_to(base, row),
        (Some(Overlay::Replace), Some(base)) => *base = row,
        (Some(_), None) => {
            let message = format!("there is no instrument \"{}\" to overlay", row.id);
            diagnostics.push(
                Diagnostic::error("overlay", row.span, message)
                    .did_you_mean(&row.id, landscape.instruments.ids())
                    .hint("take `overlay` out if this is a new instrument"),
            );
        }
        (None, Some(base)) => {
            let first = base.span;
            let message = format!("the landscape that this one extends has an instrument \"{}\" already", row.id);
            diagnostics.push(
                Diagnostic::error("duplicate-id", row.span, message)
                    .hint("say overlay = \"add\" to add rows to it, or overlay = \"replace\" to take its place")
                    .related(first, "the first one is here"),
            );
        }
        (None, None) => {
            // The folder's name is the id, so two in one landscape cannot meet here.
            drop(landscape.instruments.add(row));
        }
    }
}

/// Adds the rows of an overlay to a base instrument. A single value that both have stays the base's, unless it was absent.
fn add_to(base: &mut Instrument, extra: Instrument) {
    base.aliases.extend(extra.aliases);
    base.topics.extend(
        extra.topics.into_iter().filter(|t| !base.topics.iter().any(|have| have.name == t.name)).collect::<Vec<_>>(),
    );
    base.milestones.extend(extra.milestones);
    base.standings.extend(extra.standings);
    base.votes.extend(extra.votes);
    base.relations.extend(extra.relations);
    base.units.extend(extra.units);
    for text in extra.texts {
        // Who extends a landscape to hold a text that it does not hold means the same language version.
        match base.texts.iter_mut().find(|have| have.lang == text.lang && have.state == TextState::None) {
            Some(have) if text.state != TextState::None => *have = text.over(have),
            _ => base.texts.push(text),
        }
    }
    base.rivals.extend(extra.rivals);
    base.symbol = base.symbol.take().or(extra.symbol);
    base.place = base.place.take().or(extra.place);
    base.summary = base.summary.take().or(extra.summary);
    for (lang, title) in extra.titles {
        base.titles.entry(lang).or_insert(title);
    }
}

impl Late {
    fn attach(self, landscape: &mut Landscape, diagnostics: &mut Vec<Diagnostic>) {
        for coded in self.coded {
            match landscape.instruments.get_mut(&coded.instrument) {
                Some(instrument) => put_coded(instrument, coded, diagnostics),
                None => diagnostics.push(orphan(landscape, &coded.instrument, coded.file)),
            }
        }
        for (id, coding) in self.codings {
            match landscape.instruments.get_mut(&id) {
                Some(instrument) => instrument.codings.push(coding),
                None => diagnostics.push(orphan(landscape, &id, coding.file)),
            }
        }
        for (id, held) in self.texts {
            match landscape.instruments.get_mut(&id) {
                Some(instrument) => instrument.held.push(held),
                None => diagnostics.push(orphan(landscape, &id, held.file)),
            }
        }
    }
}

fn put_coded(instrument: &mut Instrument, coded: CodedFile, diagnostics: &mut Vec<Diagnostic>) {
    let CodedFile { coverage, commitments, statements, readings, .. } = coded;
    let from_below = instrument.commitments.len();
    for Overlaid { row, overlay } in commitments {
        match instrument.commitments.iter().position(|have| have.id == row.id) {
            None => instrument.commitments.push(row),
            Some(at) if at < from_below && overlay == Some(Overlay::Replace) => {
                if let Some(have) = instrument.commitments.get_mut(at) {
                    *have = row;
                }
            }
            Some(at) => {
                let first = instrument.commitments.get(at).map(Row::span).unwrap_or_default();
                diagnostics.push(duplicate("commitment", &row, first, at >= from_below));
            }
        }
    }
    let least = if instrument.commitments.is_empty() { Coverage::None } else { Coverage::Part };
    instrument.coverage = instrument.coverage.max(coverage).max(least);
    instrument.statements.extend(statements);
    instrument.readings.extend(readings);
}

fn orphan(landscape: &Landscape, id: &str, file: FileId) -> Diagnostic {
    let span = landscape.files.span(file, 0..0);
    let diagnostic = Diagnostic::error(
        "orphan-file",
        span,
        format!("there is no instrument \"{id}\" that this file could belong to"),
    );
    if is_slug(id) {
        diagnostic.hint(format!("write instruments/{id}/instrument.toml")).did_you_mean(id, landscape.instruments.ids())
    } else {
        diagnostic.hint("name the folder with lower-case letters, digits and single hyphens")
    }
}
