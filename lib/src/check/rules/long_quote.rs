//! Quotations that are longer than a quotation may be here.

use crate::check::Rule;
use crate::diagnostic::{Confidence, Diagnostic, Severity, Span};
use crate::landscape::Landscape;
use crate::text;

const NAME: &str = "long-quote";

pub(super) const RULE: Rule = Rule {
    name: NAME,
    severity: Severity::Error,
    confidence: Confidence::High,
    summary: "A quotation of more than 12 words (in Chinese, Japanese and Thai: of more than 24 characters).",
    why: "A landscape holds terms and pinpoints, not other people's texts; long quotations make it unfit to be published.",
    run,
};

/// The limit of docs/FORMAT.md.
pub(in crate::check) const MOST_WORDS: usize = 12;

fn run(landscape: &Landscape, found: &mut Vec<Diagnostic>) {
    for instrument in &landscape.instruments {
        for unit in &instrument.units {
            quote(unit.quote.as_deref(), unit.span, found);
        }
        for row in &instrument.commitments {
            quote(row.quote.as_deref(), row.span, found);
            for caveat in &row.caveats {
                quote(caveat.term.as_deref(), caveat.span, found);
            }
        }
        for row in &instrument.statements {
            quote(row.quote.as_deref(), row.span, found);
        }
        for reading in &instrument.readings {
            quote(reading.quote.as_deref(), reading.span, found);
        }
    }
    for position in &landscape.positions {
        quote(position.quote.as_deref(), position.span, found);
    }
}

fn quote(quote: Option<&str>, span: Span, found: &mut Vec<Diagnostic>) {
    let words = quote.map_or(0, text::word_count);
    if words > MOST_WORDS {
        let message = format!("this quotation has {words} words; at most {MOST_WORDS} are kept");
        let hint = "keep the operative term in `quote` and say the rest in your own words in `says`";
        found.push(Diagnostic::error(NAME, span, message).hint(hint));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found_in;

    #[test]
    fn twelve_words_are_enough() {
        let unit =
            |quote: &str| found_in(&RULE, &format!("[[unit]]\nid = \"1\"\nkind = \"article\"\nquote = \"{quote}\"\n"));
        let twelve = "should not knowingly allow their territory to be used for wrongful acts";
        assert!(unit(twelve).is_empty());
        assert_eq!(unit(&format!("{twelve} ever")), ["error: this quotation has 13 words; at most 12 are kept"]);
        assert!(unit("建立多边、民主、透明的互联网国际治理机制").is_empty());
    }
}
