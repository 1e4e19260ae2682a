//! The layers on pages made of synthetic runs, the engine on files made on the spot, and both on published documents.

mod files;
mod fonts;
mod layout;
mod samples;

use super::engine::{Engine, Link, Page, Run};
use crate::read::extract::{Extract, Format, Role};

/// A page to write on. Every letter is half as wide as it is high and is placed on its own, as Word does.
pub(super) struct Sheet {
    page: Page,
    bold: bool,
    italic: bool,
}

impl Sheet {
    fn new() -> Sheet {
        Sheet { page: Page { width: 600.0, height: 800.0, ..Page::default() }, bold: false, italic: false }
    }

    fn bold(mut self, bold: bool) -> Sheet {
        self.bold = bold;
        self
    }

    fn italic(mut self, italic: bool) -> Sheet {
        self.italic = italic;
        self
    }

    fn letter(&mut self, x: f32, y: f32, size: f32, text: &str) {
        let (bold, italic) = (self.bold, self.italic);
        let run = Run { x, y, width: size / 2.0, size, text: text.to_owned(), bold, italic, ..Run::default() };
        self.page.runs.push(run);
    }

    fn text(mut self, x: f32, y: f32, size: f32, words: &str) -> Sheet {
        for (i, c) in words.chars().enumerate() {
            self.letter(x + i as f32 * size / 2.0, y, size, &c.to_string());
        }
        self
    }

    /// Lines of 10 points, 12 apart.
    fn lines(mut self, x: f32, y: f32, lines: &[&str]) -> Sheet {
        for (i, line) in lines.iter().enumerate() {
            self = self.text(x, y - 12.0 * i as f32, 10.0, line);
        }
        self
    }

    fn link(mut self, area: [f32; 4], target: &str) -> Sheet {
        self.page.links.push(Link { area, target: target.to_owned() });
        self
    }
}

struct Sheets(Vec<Page>);

impl Engine for Sheets {
    fn pages(&self) -> usize {
        self.0.len()
    }
    fn page(&mut self, index: usize) -> Page {
        self.0[index].clone()
    }
    fn title(&self) -> Option<String> {
        None
    }
    fn language(&self) -> Option<String> {
        None
    }
    fn mended(&self) -> Option<String> {
        None
    }
}

fn read(sheets: Vec<Sheet>) -> Extract {
    let mut out = Extract::new(Format::Pdf);
    super::read(&mut Sheets(sheets.into_iter().map(|s| s.page).collect()), &mut out);
    out
}

fn body(extract: &Extract) -> Vec<&str> {
    extract.lines.iter().filter(|l| l.role == Role::Body).map(|l| extract.words(l)).collect()
}

fn furniture(extract: &Extract) -> Vec<&str> {
    extract.lines.iter().filter(|l| l.role == Role::Furniture).map(|l| extract.words(l)).collect()
}

fn codes(extract: &Extract) -> Vec<&'static str> {
    extract.diagnostics.iter().map(|d| d.code).collect()
}
