//! A comparison for the terminal: one change below the other, words struck and added inside the text.

use servanda::compare::{self, Change, Comparison, Direction, Kind, Op, Piece, Signal, Text};

use crate::render::phrases::count;
use crate::render::{Label, Line, Page, Screen};

/// All changes that are shown.
pub(super) fn page(comparison: &Comparison, shown: &[&Change], printing: bool) -> String {
    let mut page = Page::new();
    heads(&mut page, comparison);
    for change in shown {
        page.blank();
        page.paragraph(0, head(change));
        for pieces in [&change.heading, &change.words] {
            if pieces.iter().any(|p| !p.text.trim().is_empty()) {
                page.paragraph(2, marked(&shortened(pieces, printing), printing));
            }
        }
        for signal in &change.signals {
            page.paragraph(4, told(signal));
        }
    }
    page.write(&Screen::of_stdout())
}

/// What is compared, how many units changed in which way, and how related the texts are.
pub(super) fn heads(page: &mut Page, comparison: &Comparison) {
    let name = |text: &Text| {
        let title = text.title.as_deref().unwrap_or(&text.name);
        let language = text.language.as_deref().unwrap_or("language unknown");
        Line::of(Label::Title, title).with(Label::Aside, format!("  {}, {language}", text.name))
    };
    page.paragraph(0, name(&comparison.left));
    page.paragraph(0, name(&comparison.right));
    page.paragraph(0, Line::of(Label::Aside, tally(comparison)));
    if let Some(related) = &comparison.relatedness {
        let kept = (related.kept * 100.0).round();
        let line = Line::of(Label::Aside, format!("As a whole {}: {kept} % of the words kept in order", related.word));
        page.paragraph(0, line.with(Label::Aside, longest(related.longest_run.as_ref())));
    }
    if comparison.translation {
        let notice =
            "The texts are in different languages: they are aligned by numbers and order, and words are not compared.";
        page.paragraph(0, Line::of(Label::Warning, notice));
    }
}

/// The longest stretch that both have, in its first words.
fn longest(run: Option<&compare::Run>) -> String {
    const WORDS: usize = 12;
    let Some(run) = run.filter(|run| run.words >= 5) else { return String::new() };
    let quote: Vec<&str> = run.quote.split_whitespace().take(WORDS).collect();
    let more = if run.quote.split_whitespace().nth(WORDS).is_some() { " …" } else { "" };
    format!("; longest run {} words, “{}{more}”", run.words, quote.join(" "))
}

fn tally(comparison: &Comparison) -> String {
    if !comparison.is_changed() {
        return format!("Nothing differs: {}.", count(comparison.changes.len(), "unit", "units"));
    }
    let told: Vec<String> =
        comparison.tally().into_iter().map(|(kind, count)| format!("{count} {}", kind.word())).collect();
    told.join(", ")
}

/// The kind of a change, its addresses, and where its force goes.
pub(super) fn head(change: &Change) -> Line {
    let addresses = |list: &[String]| if list.is_empty() { "–".to_owned() } else { list.join(" + ") };
    let label = match change.kind {
        Kind::Added => Label::Binding,
        Kind::Dropped => Label::Error,
        _ => Label::Warning,
    };
    let mut line = Line::of(label, change.kind.word()).text("  ").with(Label::Id, addresses(&change.left));
    if change.left != change.right {
        line = line.text(" → ").with(Label::Id, addresses(&change.right));
    }
    if let Some(force) = change
        .force
        .as_ref()
        .filter(|f| !matches!(f.direction, Direction::Same | Direction::Added | Direction::Dropped))
    {
        line = line.text("  ").with(Label::Found, force.direction.word());
    }
    if change.consequential {
        line = line.with(Label::Aside, "  only numbers of citations follow a renumbering");
    }
    line
}

/// One signal in words.
pub(super) fn told(signal: &Signal) -> Line {
    let mut line = Line::of(Label::Aside, format!("{}: ", signal.what.word()));
    line = match (&signal.left, &signal.right) {
        (Some(l), Some(r)) => line.text(format!("“{}” → “{}”", l.text, r.text)),
        (Some(l), None) => line.text(format!("“{}” is gone", l.text)),
        (None, Some(r)) => line.text(format!("“{}” is new", r.text)),
        (None, None) => line,
    };
    match signal.direction {
        Some(direction) => line.with(Label::Aside, format!(", {}", direction.word())),
        None => line,
    }
}

/// Long common stretches cut in the middle: who wants them whole has the texts.
pub(super) fn shortened(pieces: &[Piece], printing: bool) -> Vec<Piece> {
    const LONGEST: usize = 200;
    const EDGE: usize = 80;
    let is_common = |p: &Piece| p.op == Op::Both || p.printing && !printing;
    let mut joined: Vec<Piece> = Vec::new();
    for piece in pieces {
        // Of two printings of the same words the right one is shown.
        if !printing && piece.printing && piece.op == Op::Left {
            continue;
        }
        let op = if is_common(piece) { Op::Both } else { piece.op };
        match joined.last_mut().filter(|last| last.op == op && last.follows == piece.follows) {
            Some(last) => last.text.push_str(&piece.text),
            None => joined.push(Piece { op, ..piece.clone() }),
        }
    }
    for piece in &mut joined {
        let letters = piece.text.chars().count();
        if piece.op == Op::Both && letters > LONGEST {
            let head: String = piece.text.chars().take(EDGE).collect();
            let tail: String = piece.text.chars().skip(letters - EDGE).collect();
            piece.text = format!("{head} … {tail}");
        }
    }
    joined
}

/// Words with what was struck in brackets and what was added in braces, as colours are not everywhere.
pub(super) fn marked(pieces: &[Piece], printing: bool) -> Line {
    let mut line = Line::new();
    for piece in pieces {
        let hidden = piece.printing && !printing;
        match piece.op {
            Op::Left if hidden => {}
            // A number that follows its article has not been changed by anybody.
            Op::Left if piece.follows.is_some() => line.add(Label::Aside, format!("[{} → ", piece.text)),
            Op::Right if piece.follows.is_some() => line.add(Label::Aside, format!("{}]", piece.text)),
            Op::Left => line.add(Label::Error, format!("[-{}-]", piece.text)),
            Op::Right if !hidden => line.add(Label::Binding, format!("{{+{}+}}", piece.text)),
            Op::Both | Op::Right => line.add(Label::Plain, &piece.text),
        }
    }
    line
}
