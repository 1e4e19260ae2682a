//! Addresses of texts and sources that are not addresses on the web.

use crate::check::Rule;
use crate::diagnostic::{Confidence, Diagnostic, Severity, Span};
use crate::landscape::Landscape;

const NAME: &str = "bad-link";

pub(super) const RULE: Rule = Rule {
    name: NAME,
    severity: Severity::Error,
    confidence: Confidence::High,
    summary: "An `official` or `url` that does not begin with https:// or http://, or that has spaces in it.",
    why: "Pages and exports make links of these values; `javascript:` in somebody else's landscape must never become one.",
    run,
};

fn run(landscape: &Landscape, found: &mut Vec<Diagnostic>) {
    for source in &landscape.sources {
        link("url", source.url.as_deref(), source.span, found);
    }
    for text in landscape.instruments.iter().flat_map(|instrument| &instrument.texts) {
        link("official", text.official.as_deref(), text.span, found);
    }
}

fn link(key: &str, value: Option<&str>, span: Span, found: &mut Vec<Diagnostic>) {
    let Some(value) = value else { return };
    let rest = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"));
    if rest.is_none_or(|rest| rest.is_empty() || rest.contains(|c: char| c.is_whitespace() || c.is_control())) {
        let message = format!("`{key}` is \"{value}\", which is not an address on the web");
        let hint = "write one address that begins with https://; put remarks into `note`";
        found.push(Diagnostic::error(NAME, span, message).hint(hint));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found_in;

    #[test]
    fn only_what_a_browser_may_follow() {
        let text = |official: &str| {
            found_in(&RULE, &format!("[[text]]\nlang = \"en\"\nstate = \"none\"\nofficial = \"{official}\"\n"))
        };
        let message = "error: `official` is \"javascript:alert(1)\", which is not an address on the web";
        assert_eq!(text("javascript:alert(1)"), [message]);
        assert_eq!(text("https://a.example and https://b.example").len(), 1);
        assert_eq!(text("https://").len(), 1);
        assert!(text("http://cis-legislation.com/document.fwx?rgn=28340").is_empty());
    }
}
