//! Source marks: `[1, 3]`, `[2 coder]`, and the word "unverified" where nothing was seen.

use servanda::model::{Basis, Evidence};
use servanda::register::SourceList;

use super::label::Label;
use super::text::Line;

/// The mark behind a value, with a space before it; empty if the row says nothing and needs nothing.
///
/// Official texts and secondary sources are told apart by the list of sources at the end; a translation, a coder's
/// judgement and what nobody has verified are said at the value itself.
pub(crate) fn mark(sources: &SourceList<'_>, evidence: &Evidence) -> Line {
    let told = match evidence.basis {
        Some(Basis::Translation) => "translation",
        Some(Basis::Coder) => "coder",
        _ => "",
    };
    marked(sources, evidence, told)
}

/// As [`mark`], but every basis is said.
pub(crate) fn full_mark(sources: &SourceList<'_>, evidence: &Evidence) -> Line {
    let told = match evidence.basis {
        Some(Basis::OfficialText) => "official text",
        Some(Basis::Translation) => "translation",
        Some(Basis::Secondary) => "secondary",
        Some(Basis::Coder) => "coder",
        Some(Basis::Unverified) | None => "",
    };
    marked(sources, evidence, told)
}

fn marked(sources: &SourceList<'_>, evidence: &Evidence, told: &str) -> Line {
    let numbers: Vec<String> = sources.numbers(evidence).iter().map(ToString::to_string).collect();
    let numbers = numbers.join(", ");
    let parts: Vec<&str> = [numbers.as_str(), told].into_iter().filter(|p| !p.is_empty()).collect();
    let mut line = Line::new();
    if evidence.is_unverified() {
        line.add(Label::Plain, " ");
        line.add(Label::Unverified, "unverified");
        // The sources of such a row are where somebody means to look, not where it was read.
        if !numbers.is_empty() {
            line.add(Label::Aside, format!(" (to be checked in [{numbers}])"));
        }
    } else if !parts.is_empty() {
        line.add(Label::Aside, format!(" [{}]", parts.join(" ")));
    }
    line
}
