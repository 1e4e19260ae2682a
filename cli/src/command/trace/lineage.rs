//! `trace --lineage`: where the words of a place come from and where they went; with --all which text has words from which.

use clap::ValueEnum;
use serde::Serialize;
use servanda::export::{csv, graph};
use servanda::landscape::Landscape;
use servanda::lineage::{Borrowings, Edge, EdgeKind, Graph, Lineage, Place, Role, Traced, When};
use servanda::model::pinpoint;
use servanda::trace::{Control, Options, Shelf, Summary};

use super::Arguments;
use crate::command::session::{Form, Global, complain, json};
use crate::command::{Answer, Failure, output};
use crate::render::phrases::count;
use crate::render::{Label, Line, Page, Screen};

/// Files that show or hold a graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum To {
    /// A picture that needs nothing else: a column for each year
    Svg,
    /// For networkx, igraph, yEd
    Graphml,
    /// For Gephi
    Gexf,
    /// With --matrix: a page that needs nothing else, with the picture and its tables
    Html,
}

/// More borrowings than these are for programs.
const MOST_BORROWINGS: usize = 60;

#[derive(Serialize)]
struct ShownLineage<'a> {
    schema: &'static str,
    /// What was searched; absent where only what is coded could be.
    #[serde(skip_serializing_if = "Option::is_none")]
    searched: Option<&'a Summary>,
    #[serde(flatten)]
    lineage: &'a Lineage,
}

#[derive(Serialize)]
struct ShownBorrowings<'a> {
    schema: &'static str,
    searched: &'a Summary,
    #[serde(flatten)]
    borrowings: &'a Borrowings,
}

/// Shows a lineage.
pub(super) fn run(global: &Global, arguments: &Arguments) -> Result<Answer, Failure> {
    let form = global.form()?;
    if form == Form::Jsonl {
        return Err(Failure::new("a lineage is one object, not lines.").hint("use --json or --csv."));
    }
    if arguments.to == Some(To::Html) {
        return Err(Failure::new("a lineage has no page of its own.").hint("--to svg draws it; serve shows it."));
    }
    if form != Form::Text && arguments.to.is_some() {
        return Err(Failure::new("--json and --csv say how the answer is written, and --to does too.")
            .hint("choose one of them."));
    }
    if arguments.output.is_some() && form == Form::Text && arguments.to.is_none() {
        return Err(Failure::new("--output takes JSON, CSV or a graph.").hint("add --json, --csv or --to."));
    }
    let landscape = global.open()?.landscape;
    let mut shelf = Shelf::new(&landscape, global.day()).dates_from_names(arguments.dates_from_names);
    let (text, found) = if arguments.all {
        match arguments.what.as_slice() {
            [] => shelf.add_held(None),
            paths => paths.iter().try_for_each(|path| shelf.add_path(path))?,
        }
        let traced = traced(shelf, arguments)?;
        let borrowings = traced.borrowings(&landscape);
        // A picture with each pair of some dozen texts is a thicket; files for programs have them all.
        let shown = borrowings.graph(arguments.to == Some(To::Svg));
        let text = match form {
            Form::Json => json(
                form,
                &ShownBorrowings {
                    schema: "servanda.borrowings/1",
                    searched: &traced.searched,
                    borrowings: &borrowings,
                },
            )?,
            _ => written(form, arguments.to, &shown, || page_of_all(&borrowings, &traced.searched))?,
        };
        (text, !borrowings.borrowings.is_empty())
    } else {
        let [what] = arguments.what.as_slice() else {
            return Err(Failure::new("the lineage of one place is shown at a time.")
                .hint("name the texts to look through with --against, or take --all."));
        };
        let what = what.to_string_lossy();
        let wanted = wanted(&landscape, &what, arguments)?;
        match &wanted {
            Wanted::File(name, _) => shelf.add_path(std::path::Path::new(name))?,
            Wanted::Unit(..) => {}
        }
        shelf.add_held(None);
        arguments.against.iter().try_for_each(|path| shelf.add_path(path))?;
        let traced = traced(shelf, arguments)?;
        let (place, held) = place(&traced, wanted)?;
        let lineage = traced.lineage(&landscape, &place);
        let searched = held.then_some(&traced.searched);
        let text = match form {
            Form::Json => json(form, &ShownLineage { schema: "servanda.lineage/1", searched, lineage: &lineage })?,
            _ => written(form, arguments.to, &lineage.graph(), || page(&lineage, searched))?,
        };
        (text, !lineage.edges.is_empty())
    };
    let text = match &arguments.output {
        Some(path) => {
            output::file(path, text.as_bytes(), arguments.force)?;
            String::new()
        }
        None => text,
    };
    Ok(Answer::found_if(found, text))
}

fn traced(shelf: Shelf<'_>, arguments: &Arguments) -> Result<Traced, Failure> {
    let options = Options { least_words: arguments.least_words.max(6), ..Options::default() };
    let traced =
        Traced::of(shelf, &options, &Control::default()).map_err(|stopped| Failure::new(format!("{stopped}.")))?;
    for trouble in traced.texts.iter().filter_map(|text| text.trouble.as_ref()) {
        complain(&Failure::new(format!("{trouble}.")));
    }
    Ok(traced)
}

/// The place of interest, as it was named.
enum Wanted {
    /// A unit of a file; without one the whole.
    File(String, Option<String>),
    /// A unit of an instrument, or the whole.
    Unit(String, Option<String>),
}

fn wanted(landscape: &Landscape, what: &str, arguments: &Arguments) -> Result<Wanted, Failure> {
    let path = std::path::Path::new(what);
    if path.is_file() {
        return Ok(Wanted::File(what.to_owned(), arguments.unit.clone()));
    }
    if path.is_dir() {
        return Err(Failure::new(format!("{what} is a folder.")).hint("name a file of it, or take --all."));
    }
    let (name, unit) = what.split_once('/').map_or((what, None), |(name, unit)| (name, Some(unit.to_owned())));
    match landscape.instrument(name) {
        Some(instrument) => Ok(Wanted::Unit(instrument.id.clone(), unit.or_else(|| arguments.unit.clone()))),
        None => {
            let near = landscape.nearest_instrument(name).map(ToString::to_string);
            Err(servanda::trace::Unshelved::Unknown { name: name.to_owned(), near }.into())
        }
    }
}

/// The place, and whether its words are held.
fn place(traced: &Traced, wanted: Wanted) -> Result<(Place, bool), Failure> {
    let whole = |at: usize| Place::whole(traced, at);
    match wanted {
        Wanted::File(_, None) => Ok((whole(0), true)),
        Wanted::File(name, Some(unit)) => match Place::unit(traced, &name, &unit) {
            Some(place) => Ok((place, true)),
            None => Err(Failure::new(format!("{name} has no unit {unit}."))
                .hint(format!("servanda read {name} shows its units."))),
        },
        Wanted::Unit(id, unit) => {
            let held = traced.texts.iter().position(|text| text.instrument.as_ref() == Some(&id));
            let found = match &unit {
                Some(unit) => Place::unit(traced, &id, unit),
                None => held.map(whole),
            };
            match (found, held) {
                (Some(place), _) => Ok((place, true)),
                (None, Some(_)) => {
                    let unit = unit.unwrap_or_default();
                    Err(Failure::new(format!("the text of {id} has no unit {unit}."))
                        .hint(format!("servanda show {id} shows its units.")))
                }
                (None, None) => Ok((Place::Coded { instrument: id, unit }, false)),
            }
        }
    }
}

fn written(form: Form, to: Option<To>, shown: &Graph, page: impl FnOnce() -> String) -> Result<String, Failure> {
    Ok(match (form, to) {
        (Form::Csv, _) => {
            let sheet = graph::table(shown);
            let columns: Vec<&str> = sheet.columns.iter().map(String::as_str).collect();
            csv::write(&columns, sheet.rows)?
        }
        (_, Some(To::Svg)) => graph::svg(shown, &|_| None),
        (_, Some(To::Graphml)) => graph::graphml(shown),
        (_, Some(To::Gexf)) => graph::gexf(shown),
        // Refused at the beginning.
        (_, None | Some(To::Html)) => page(),
    })
}

/// Occurrences in the order of time, and what each has from which.
fn page(lineage: &Lineage, searched: Option<&Summary>) -> String {
    let mut page = Page::new();
    let printed = |units: &[String]| units.iter().map(|unit| pinpoint(unit)).collect::<Vec<_>>().join(" to ");
    let mut part = None;
    for (at, one) in lineage.occurrences.iter().enumerate() {
        if part.replace(one.when) != Some(one.when) {
            if at > 0 {
                page.blank();
            }
            let heading = match one.when {
                When::Place => "The place",
                When::Earlier => "Earlier, the nearest first",
                When::Later => "Later, the nearest first",
                When::Unknown => "Of the same date, or of one that does not tell",
            };
            page.heading(heading);
        }
        let mut line = Line::of(Label::Id, &one.name).text(format!(" {}", printed(&one.units)).trim_end());
        line = line.text(one.date.map_or(", no date".to_owned(), |date| format!(", {}", date.in_words())));
        let notes = [
            (lineage.oldest.contains(&at)).then_some("oldest in this landscape"),
            (one.role == Role::Coded).then_some("no text held"),
        ];
        for note in notes.into_iter().flatten() {
            line = line.with(Label::Heading, format!("  [{note}]"));
        }
        page.paragraph(0, line);
        match (&one.opening, &one.says) {
            (Some(opening), _) => page.paragraph(4, Line::plain(format!("“{opening} …”"))),
            (None, Some(says)) => page.paragraph(4, Line::plain(says)),
            (None, None) => {}
        }
        let has = |edge: &&Edge| edge.to == at || (!edge.directed && edge.from == at);
        for edge in lineage.edges.iter().filter(has) {
            let other = if edge.to == at { edge.from } else { edge.to };
            if let Some(other) = lineage.occurrences.get(other) {
                let name = format!("{} {}", other.name, printed(&other.units));
                page.paragraph(4, Line::of(Label::Aside, told(edge, name.trim_end())));
            }
        }
    }
    page.blank();
    if lineage.is_formula() {
        page.paragraph(
            0,
            Line::plain("All shared wording is a formula: many families of texts have it, which proves no borrowing."),
        );
    }
    if lineage.edges.is_empty() {
        page.paragraph(0, Line::plain("None found: no other place has these words, cites them or is coded with them."));
    }
    let searched = match searched {
        Some(searched) => format!(
            "Searched: {} with {}. Older texts that are not held are not known; the oldest here is no origin.",
            count(searched.texts, "text", "texts"),
            count(searched.words, "word", "words")
        ),
        None => "No text of it is held: only what is coded could be looked at.".to_owned(),
    };
    page.paragraph(0, Line::of(Label::Aside, searched));
    if lineage.left_out > 0 {
        let pairs = count(lineage.left_out, "further pair shares", "further pairs share");
        page.paragraph(0, Line::of(Label::Aside, format!("{pairs} words that a nearer or longer source explains.")));
    }
    page.write(&Screen::of_stdout())
}

fn told(edge: &Edge, other: &str) -> String {
    match edge.kind {
        EdgeKind::Reuse => {
            let verb = if edge.directed { "has" } else { "shares" };
            let from = if edge.directed { "from" } else { "with" };
            let words = count(edge.words.unwrap_or_default(), "word", "words");
            let identity = (edge.identity.unwrap_or_default() * 100.0).floor();
            let alike = if identity >= 100.0 { "word for word".to_owned() } else { format!("{identity} % alike") };
            let formula = match edge.families {
                Some(families) if edge.is_formula() => {
                    format!("; a formula: {} have it", count(families, "family of texts", "families of texts"))
                }
                _ => String::new(),
            };
            format!("{verb} {words} {from} {other}, {alike}{formula}")
        }
        EdgeKind::Translation => format!("is the same unit as {other} in another language"),
        EdgeKind::Citation => format!("cites {other}: “{}”", edge.quote.as_deref().unwrap_or("")),
        EdgeKind::Coded => {
            let verb = edge.relation.map_or("belongs with", servanda::model::RelationKind::active);
            let evidence = edge.evidence.as_ref();
            let sources: Vec<&str> = evidence.iter().flat_map(|e| &e.sources).map(|source| &**source).collect();
            let sources = if sources.is_empty() { String::new() } else { format!("; {}", sources.join(", ")) };
            format!("coded: {verb} {other} [{}{sources}]", edge.basis())
        }
    }
}

fn page_of_all(all: &Borrowings, searched: &Summary) -> String {
    let mut page = Page::new();
    page.paragraph(
        0,
        Line::of(Label::Title, count(all.borrowings.len(), "pair of texts", "pairs of texts")).text(" share wording"),
    );
    let main: Vec<_> = all.borrowings.iter().filter(|one| one.main || !one.directed).collect();
    for one in main.iter().take(MOST_BORROWINGS) {
        let (Some(from), Some(to)) = (all.works.get(one.from), all.works.get(one.to)) else { continue };
        let verb = if one.directed { "has" } else { "shares" };
        let link = if one.directed { "from" } else { "with" };
        let date = from.date.map(|date| format!(", {}", date.in_words())).unwrap_or_default();
        let formula = match one.formula_words {
            0 => String::new(),
            words => format!(", {words} of them formula"),
        };
        let figures = format!(" ({:.1} % of its own{formula})", one.share * 100.0);
        let line = Line::of(Label::Id, &to.name).text(format!(" {verb} {} {link} ", count(one.words, "word", "words")));
        page.paragraph(0, line.with(Label::Id, &from.name).text(date).with(Label::Aside, figures));
    }
    page.blank();
    let more = main.len().saturating_sub(MOST_BORROWINGS) + (all.borrowings.len() - main.len());
    if more > 0 {
        let more = format!(
            "Of each text its best source; {} not shown: --csv or --to graphml has all.",
            count(more, "pair", "pairs")
        );
        page.paragraph(0, Line::of(Label::Aside, more));
    }
    let undated = all.works.iter().filter(|work| work.date.is_none()).count();
    if undated > 0 {
        let none = count(undated, "text has no date", "texts have no date");
        page.paragraph(0, Line::of(Label::Aside, format!("{none}: who has words from whom is then not told. --dates-from-names takes the years in the names of files.")));
    }
    let searched = format!(
        "Searched: {} with {}.",
        count(searched.texts, "text", "texts"),
        count(searched.words, "word", "words")
    );
    page.paragraph(0, Line::of(Label::Aside, searched));
    page.write(&Screen::of_stdout())
}
