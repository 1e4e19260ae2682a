//! Small landscapes for the tests of the rules.

use super::Rule;
use crate::diagnostic::Diagnostic;
use crate::landscape::{Landscape, RawFile, assemble};

const BASE: &[(&str, &str)] = &[
    ("landscape.toml", "format = 1\nname = \"t\"\n"),
    (
        "vocabulary.toml",
        r#"
kind = [
  { id = "treaty", label = "treaty", definition = "d" },
  { id = "protocol", label = "protocol", definition = "d", broader = ["treaty"] },
  { id = "expert-report", label = "report", definition = "d" },
  { id = "un-resolution", label = "resolution", definition = "d" },
]
standing = [
  { id = "party", label = "l", definition = "d", family = "bound", verb = "v", kinds = ["treaty"] },
  { id = "signatory", label = "l", definition = "d", family = "supports", verb = "v", kinds = ["treaty"] },
  { id = "sponsor", label = "l", definition = "d", family = "supports", verb = "v" },
  { id = "voted-for", label = "l", definition = "d", family = "supports", verb = "v" },
  { id = "voted-against", label = "l", definition = "d", family = "against", verb = "v" },
  { id = "refused", label = "l", definition = "d", family = "against", verb = "v" },
  { id = "withdrew", label = "l", definition = "d", family = "ended", verb = "v" },
  { id = "participant", label = "l", definition = "d", family = "takes-part", verb = "v" },
]
milestone = [
  { id = "announced", label = "l", definition = "d", phase = "announced" },
  { id = "adopted", label = "l", definition = "d", phase = "made" },
  { id = "signed", label = "l", definition = "d", phase = "made" },
  { id = "in-force", label = "l", definition = "d", phase = "in-force" },
  { id = "terminated", label = "l", definition = "d", phase = "ended" },
]
topic = [{ id = "cybercrime", label = "l", definition = "d" }]
act = [{ id = "consult", label = "l", definition = "d" }]
"#,
    ),
    (
        "parties.toml",
        r#"
default = { basis = "coder" }
party = [
  { code = "RU", kind = "state", alpha3 = "RUS", name = { en = "Russian Federation" } },
  { code = "CN", kind = "state", alpha3 = "CHN", name = { en = "China" } },
  { code = "US", kind = "state", alpha3 = "USA", name = { en = "United States" } },
  { code = "X-AU", kind = "organisation", name = { en = "African Union" } },
]
"#,
    ),
    (
        "groups.toml",
        r#"
default = { basis = "coder" }
[[group]]
id = "SCO"
name = { en = "Shanghai Cooperation Organisation" }
[[group.member]]
parties = ["RU", "CN"]
from = "2001-06-15"
"#,
    ),
    ("sources.toml", "[[source]]\nid = \"index-1\"\ntitle = \"t\"\nkind = \"portal\"\n"),
];

/// A landscape of the given files, and of the ones above for names that are not given.
pub(super) fn landscape(files: &[(&str, &str)]) -> Landscape {
    let base = BASE.iter().filter(|(name, _)| !files.iter().any(|(given, _)| given == name));
    let raw = base.chain(files).map(|(name, text)| RawFile::new(*name, *text)).collect();
    let opened = assemble("t", raw, None);
    assert!(opened.diagnostics.is_empty(), "the test's own files are at fault: {:#?}", opened.diagnostics);
    opened.landscape
}

/// What a rule finds in files, as diagnostics.
pub(super) fn findings(rule: &Rule, files: &[(&str, &str)]) -> Vec<Diagnostic> {
    let found = rule.findings(&landscape(files));
    for finding in &found {
        assert_eq!(finding.code, rule.name);
        assert!(finding.severity <= rule.severity && finding.confidence <= rule.confidence, "{finding:?}");
        assert!(!finding.message.ends_with('.'), "{finding:?}");
    }
    found
}

/// What a rule finds in files, each as `severity: message`.
pub(super) fn found(rule: &Rule, files: &[(&str, &str)]) -> Vec<String> {
    findings(rule, files).into_iter().map(|f| format!("{}: {}", f.severity.word(), f.message)).collect()
}

/// An instrument `a` of a kind, with rows.
pub(super) fn instrument(kind: &str, rows: &str) -> String {
    format!("kind = \"{kind}\"\nbindingness = \"binding\"\n[default]\nbasis = \"coder\"\n[title]\nen = \"A\"\n{rows}")
}

/// What a rule finds in a treaty `a` with rows, each as `severity: message`.
pub(super) fn found_in(rule: &Rule, rows: &str) -> Vec<String> {
    found_in_kind(rule, "treaty", rows)
}

/// What a rule finds in an instrument `a` of a kind, each as `severity: message`.
pub(super) fn found_in_kind(rule: &Rule, kind: &str, rows: &str) -> Vec<String> {
    found(rule, &[("instruments/a/instrument.toml", &instrument(kind, rows))])
}
