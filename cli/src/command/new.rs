//! `new`: begin a landscape of one's own.

use std::path::PathBuf;

use clap::Args;
use servanda::landscape;

use super::{Answer, Failure};
use crate::render::{Label, Line, Page, Screen};

/// Begin a landscape of your own in a new folder
///
/// The new landscape builds on the built-in one: everything in it stays visible, and your own instruments come on top.
/// Its folder private/ is for drafts; it is never read or exported.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The folder to make; it may exist if it is empty
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Begins a landscape.
pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let folder = &arguments.folder;
    let files = landscape::create(folder).map_err(|error| Failure::new(error.to_string()))?;
    let shown = folder.display().to_string();
    // A name with a space must survive being copied into a shell.
    let quoted = if shown.contains(|c: char| c.is_whitespace() || c == '\'' || c == '"') {
        format!("'{}'", shown.replace('\'', r"'\''"))
    } else {
        shown.clone()
    };
    let mut page = Page::new();
    page.paragraph(0, Line::plain(format!("A landscape was begun in {shown}")));
    for file in files {
        page.paragraph(2, Line::of(Label::Id, file));
    }
    page.heading("What to do next");
    let steps = [
        (format!("servanda check {quoted}"), "see what is still missing"),
        (format!("servanda --landscape {quoted} show example-statement-2024"), "read the example"),
        (format!("servanda --landscape {quoted} list"), "your instruments among the built-in ones"),
        (format!("export SERVANDA_LANDSCAPE={quoted}"), "make it the landscape of this shell"),
    ];
    for (command, what) in steps {
        page.paragraph(2, Line::of(Label::Command, command));
        page.paragraph(6, Line::of(Label::Aside, what));
    }
    page.blank();
    page.paragraph(
        0,
        Line::plain("Copy the folder of the example for your first instrument, and put all of it under git."),
    );
    Ok(Answer::found(page.write(&Screen::of_stdout())))
}
