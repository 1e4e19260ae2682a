//! A context of any kind from a file: its figures, its rules, what is shared, and the same as another file.

use servanda::diagnostic::{FileSet, Severity};
use servanda::export::csv;
use servanda::overlap::formal::{
    self, Figures, Limits, List, Partial, RuleLine, SharedLine, Summary, Wanted, cxt, sheet, summary,
};

use super::{Arguments, Table};
use crate::command::input::source_of;
use crate::command::session::{Form, Global, json};
use crate::command::{Answer, Failure};
use crate::render::phrases::count;
use crate::render::{Label, Line, Page, Screen, diagnostics, screen};

/// Names in a line before the others are counted.
const NAMED: usize = 24;

/// Answers.
pub(super) fn run(global: &Global, path: &std::path::Path, arguments: &Arguments) -> Result<Answer, Failure> {
    let form = global.form()?;
    let context = read(path)?;
    let rules = arguments.implications;
    match (arguments.to, form) {
        (Some(to), Form::Text) => return Ok(Answer::found(table(&context, to)?)),
        (Some(_), _) => {
            return Err(Failure::new("--json, --jsonl and --csv say how the answer is written, and --to does too.")
                .hint("choose one of them."));
        }
        (None, Form::Csv) if !rules => return Ok(Answer::found(table(&context, Table::Csv)?)),
        _ => {}
    }
    let limits = Limits { concepts: arguments.most, ..Limits::default() };
    let list = List { least: arguments.min_support.unwrap_or(2), most: arguments.limit };
    let wanted = Wanted { rules, shared: Some(list).filter(|_| !arguments.count && !rules) };
    let found = summary(&context, &limits, &wanted).map_err(|error| {
        Failure::new(format!("the context cannot be searched: {error}.")).hint("take a part of it.")
    })?;
    let text = match form {
        Form::Json | Form::Jsonl => json(form, &found)?,
        Form::Csv => rules_table(found.rules.as_deref().unwrap_or_default())?,
        Form::Text => {
            let screen = Screen::of_stdout();
            page(&found, &limits).write(&screen)
        }
    };
    Ok(Answer::found(text))
}

fn read(path: &std::path::Path) -> Result<Partial, Failure> {
    let source = source_of(path)?;
    let mut files = FileSet::default();
    let read = formal::read(&mut files, &source.name, &source.bytes);
    let told = |diagnostic: &&servanda::diagnostic::Diagnostic| diagnostic.severity > Severity::Note;
    let told: String = read.diagnostics.iter().filter(told).map(|d| diagnostics::plain(&files, d)).collect();
    screen::remark(&told);
    read.context.ok_or_else(|| {
        Failure::new(format!("{} holds no context that could be read.", source.name))
            .hint("a Burmeister file (.cxt) or a table (.csv) with names in its first row and first column is read.")
    })
}

/// The context as a file.
fn table(context: &Partial, to: Table) -> Result<String, Failure> {
    match to {
        Table::Cxt => Ok(cxt::write(context)),
        Table::Csv => {
            let (columns, rows) = sheet::table(context);
            Ok(csv::write(&columns, rows)?)
        }
    }
}

fn rules_table(rules: &[RuleLine]) -> Result<String, Failure> {
    let row = |rule: &RuleLine| {
        let [premise, conclusion, doubts] =
            [&rule.premise, &rule.conclusion, &rule.doubts].map(|names| names.join("; "));
        [premise, conclusion, rule.support.to_string(), rule.against.to_string(), doubts]
    };
    Ok(csv::write(&["premise", "conclusion", "support", "against", "doubts"], rules.iter().map(row))?)
}

fn page(found: &Summary, limits: &Limits) -> Page {
    let mut page = Page::new();
    if let Some(name) = &found.name {
        page.paragraph(0, Line::of(Label::Title, name));
    }
    let size = [count(found.objects, "object", "objects"), count(found.attributes, "attribute", "attributes")];
    page.paragraph(0, Line::plain(size.join(", ")));
    match (&found.possible, found.unknown) {
        (Some(possible), Some(unknown)) => {
            page.pair("not known", Line::plain(count(unknown, "cell", "cells")));
            page.pair("as no", figures(&found.figures, limits));
            page.pair("as yes", figures(possible, limits));
        }
        _ => page.paragraph(0, figures(&found.figures, limits)),
    }
    if let Some(rules) = &found.rules {
        page.heading("Whoever has this also has that");
        list_rules(&mut page, rules);
    }
    if let Some(shared) = &found.shared {
        page.heading("Shared, what hangs on most objects first");
        if shared.is_empty() {
            page.paragraph(0, Line::plain("Nothing is shared by so many objects: --min-support N asks for fewer."));
        }
        shared.iter().for_each(|line| list_shared(&mut page, line));
    }
    if let (Some(all), Some(shared)) = (found.shared_of, &found.shared) {
        let rest = count(all - shared.len(), "further concept is", "further concepts are");
        page.blank();
        page.paragraph(0, Line::of(Label::Aside, format!("{rest} not told: --limit N shows them.")));
    }
    page
}

fn figures(figures: &Figures, limits: &Limits) -> Line {
    let concepts = figures.concepts;
    let line = match concepts {
        _ if figures.stopped => {
            Line::of(Label::Warning, format!("more than {concepts} concepts: the count has stopped"))
                .text(" (--most N counts further)")
        }
        1 => Line::plain("1 concept"),
        _ => Line::plain(format!("{concepts} concepts")),
    };
    match figures.implications {
        Some(rules) => line.text(format!("; {} in the canonical base", count(rules, "rule", "rules"))),
        None if figures.stopped || concepts > limits.base_concepts => {
            line.text(format!("; its rules are not looked for beyond {} concepts", limits.base_concepts))
        }
        None => line.text("; there are more rules than were looked for"),
    }
}

fn list_rules(page: &mut Page, rules: &[RuleLine]) {
    let (told, empty): (Vec<&RuleLine>, Vec<&RuleLine>) = rules.iter().partition(|rule| rule.support > 0);
    for rule in told {
        let mut line =
            Line::plain(&rule.sentence).with(Label::Aside, format!("  {}", count(rule.support, "object", "objects")));
        if !rule.doubts.is_empty() {
            line = line.with(Label::Unverified, format!("; not known of {}", named(&rule.doubts)));
        }
        page.item(Line::plain("  - "), 4, line);
    }
    if !empty.is_empty() {
        page.blank();
        let rest = count(empty.len(), "further rule says", "further rules say");
        page.paragraph(
            0,
            Line::of(Label::Aside, format!("{rest} that nobody has some attributes together (--json has all).")),
        );
    }
}

fn list_shared(page: &mut Page, line: &SharedLine) {
    page.blank();
    page.paragraph(
        0,
        Line::of(Label::Heading, count(line.objects.len(), "object", "objects")).text(": ").text(named(&line.objects)),
    );
    if !line.possibly.is_empty() {
        page.paragraph(2, Line::of(Label::Unverified, format!("perhaps also {}", named(&line.possibly))));
    }
    if !line.certain {
        page.paragraph(2, Line::of(Label::Unverified, "a concept only if every cell that is not known is a yes"));
    }
    page.paragraph(2, Line::plain(line.attributes.join(", ")));
    if let Some(breaking) = &line.breaking {
        let of =
            |cells: &[(String, String)]| named(&cells.iter().map(|(object, _)| object.clone()).collect::<Vec<_>>());
        let mut parts = Vec::new();
        if !breaking.wrong.is_empty() {
            parts.push(format!(
                "{} would have to be wrong (of {})",
                count(breaking.wrong.len(), "cell", "cells"),
                of(&breaking.wrong)
            ));
        }
        if !breaking.open.is_empty() {
            parts.push(format!(
                "{} turn out so (of {})",
                count(breaking.open.len(), "unknown cell", "unknown cells"),
                of(&breaking.open)
            ));
        }
        let told = format!("apart from “{}”: {}", breaking.attribute, parts.join(" and "));
        page.paragraph(2, Line::of(Label::Aside, told));
    }
}

fn named(names: &[String]) -> String {
    match names.get(..NAMED) {
        Some(first) if names.len() > NAMED => format!("{} and {} more", first.join(", "), names.len() - NAMED),
        _ => names.join(", "),
    }
}
