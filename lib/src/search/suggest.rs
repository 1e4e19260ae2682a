//! What may have been meant where nothing was found.

use super::ask::Suggestion;
use super::error::IndexError;
use super::index::Index;
use super::stem::MARK;

/// Proposals for one answer.
const MOST: usize = 3;

/// For each word that occurs nowhere the nearest one that does. Of words as near as each other the more frequent one is
/// proposed: it is likelier to have been meant.
pub(super) fn suggestions(
    index: &Index,
    query: &str,
    words: &[(String, String)],
) -> Result<Vec<Suggestion>, IndexError> {
    let mut found = Vec::new();
    for (folded, written) in words {
        if index.has(folded)? || folded.chars().count() < 4 || found.len() >= MOST {
            continue;
        }
        if let Some(instead) = nearest(index, folded)? {
            let query = query.replacen(written.trim_end_matches('*'), &instead, 1);
            found.push(Suggestion { word: written.clone(), instead, query });
        }
    }
    Ok(found)
}

fn nearest(index: &Index, word: &str) -> Result<Option<String>, IndexError> {
    let length = word.chars().count();
    let most = if length < 6 { 1 } else { 2 };
    let mut best: Option<(usize, std::cmp::Reverse<u32>, String)> = None;
    for segment in index.searcher.segment_readers() {
        let inverted = segment.inverted_index(index.fields.body)?;
        let mut terms = inverted.terms().stream()?;
        while let Some((term, info)) = terms.next() {
            // A word of another length cannot be near, and counting bytes is quick.
            let Some(term) = std::str::from_utf8(term).ok().filter(|t| !t.starts_with(MARK)) else { continue };
            if term.len().abs_diff(word.len()) > 4 * most || term.chars().count().abs_diff(length) > most {
                continue;
            }
            let distance = strsim::osa_distance(word, term);
            if distance == 0 || distance > most {
                continue;
            }
            let candidate = (distance, std::cmp::Reverse(info.doc_freq), term.to_owned());
            if best.as_ref().is_none_or(|best| candidate < *best) {
                best = Some(candidate);
            }
        }
    }
    Ok(best.map(|(_, _, word)| word))
}
