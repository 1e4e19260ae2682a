//! Scores citations against the links of a document: files of the United Nations link each document they cite.

use std::ops::Range;

use super::{Citation, Kind};

/// What was found of what is linked, and what was found besides.
#[derive(Debug, Default)]
pub(crate) struct Score {
    /// Links with a citation of the same document on the same words.
    pub(crate) met: usize,
    /// Links without, as words and address.
    pub(crate) missed: Vec<(String, String)>,
    /// Citations of documents of the United Nations on a link to another document, or on no link.
    pub(crate) wrong: Vec<(String, String)>,
}

impl Score {
    /// Share of the found that is right.
    pub(crate) fn precision(&self) -> f64 {
        share(self.met, self.met + self.wrong.len())
    }

    /// Share of the links that is found.
    pub(crate) fn recall(&self) -> f64 {
        share(self.met, self.met + self.missed.len())
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(whole).unwrap()) }
}

fn plain(url: &str) -> String {
    let url = url.trim_end_matches('/').to_uppercase().replace("%20", "");
    let at = url.find("UNDOCS.ORG/").map_or(0, |at| at + "UNDOCS.ORG/".len());
    url.get(at..).unwrap_or("").trim_start_matches("EN/").to_owned()
}

/// Compares citations with links. `gap` says which citations are right although nobody linked them.
pub(crate) fn score(
    text: &str,
    gold: &[(Range<usize>, String)],
    found: &[Citation],
    gap: impl Fn(&Citation) -> bool,
) -> Score {
    let mut score = Score::default();
    let touches = |citation: &Citation, range: &Range<usize>| citation.start < range.end && range.start < citation.end;
    let links: Vec<&(Range<usize>, String)> = gold.iter().filter(|(_, url)| url.contains("undocs.org")).collect();
    for (range, url) in &links {
        let is_met = found.iter().any(|citation| {
            touches(citation, range) && citation.target.undocs().is_some_and(|found| plain(&found) == plain(url))
        });
        if is_met {
            score.met += 1;
        } else {
            score.missed.push((text.get(range.clone()).unwrap_or("").to_owned(), url.clone()));
        }
    }
    // A provision ("annex II" behind a resolution) is linked nowhere; its resolution is.
    for citation in found.iter().filter(|citation| matches!(citation.kind, Kind::Symbol | Kind::Resolution)) {
        let Some(url) = citation.target.undocs() else { continue };
        let on_link = links.iter().any(|(range, gold)| touches(citation, range) && plain(gold) == plain(&url));
        if !on_link && !gap(citation) {
            score.wrong.push((citation.text.clone(), url));
        }
    }
    score
}

#[test]
fn links_are_met_missed_or_contradicted() {
    use super::{Context, Organ, citations};

    let text = "Recalling its resolutions 71/3 and 68/300, and Human Rights Council resolution 33/11, see A/70/174,";
    let at = |words: &str| {
        let start = text.find(words).unwrap();
        start..start + words.len()
    };
    let link = |words: &str, symbol: &str| (at(words), format!("https://undocs.org/{symbol}"));
    let context = Context { organ: Some(Organ::GeneralAssembly), ..Context::default() };
    let found = citations(text, &context);
    let gold = [link("71/3", "A/RES/71/3"), link("68/300", "A/RES/68/301"), link("A/70/174", "A/70/174")];
    let score = score(text, &gold, &found, |citation| citation.target.to_string().starts_with("un:A/HRC/"));
    assert_eq!((score.met, score.missed.len(), score.wrong.len()), (2, 1, 1));
    assert!((score.precision() - 2.0 / 3.0).abs() < 1e-9 && (score.recall() - 2.0 / 3.0).abs() < 1e-9);
}
