//! What shows that a reference is of another text although it names none: a link, a quotation, a numbering that is not
//! this text's.

use std::ops::Range;

use super::Context;
use super::address::is_article;
use super::number;
use super::provision::{Anchor, Reference};
use super::resolve::Known;
use super::tongue::Level;

impl Known<'_> {
    /// "[Articles 14 to 21](../convention.md)": words under a link to another file.
    pub(super) fn in_foreign_link(&self, end: usize) -> bool {
        const FAR: usize = 200;
        let rest = self.reader().cursor(end).rest();
        let Some(at) = rest.bytes().take(FAR).position(|b| matches!(b, b'[' | b']' | b'\n')) else { return false };
        rest.get(at..).is_some_and(|link| link.starts_with("](") && !link.starts_with("](#"))
    }

    /// Whether a reference that names no text cannot be meant of the one it stands in.
    pub(super) fn is_foreign(&self, reference: &Reference, anchor: Anchor) -> bool {
        let at = self.quoted.partition_point(|quoted| quoted.start <= reference.start);
        if at.checked_sub(1).and_then(|at| self.quoted.get(at)).is_some_and(|quoted| quoted.contains(&reference.start))
        {
            return true;
        }
        let article = reference.path.iter().find(|step| step.level == Level::Article);
        let Some(article) = article.filter(|step| anchor == Anchor::None && step.slug == "art") else { return false };
        let printed = self.clean.text.get(reference.start..reference.end).unwrap_or("");
        let roman = || {
            printed
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| number::roman(word).is_some_and(|n| article.parts.first() == Some(&n.to_string())))
        };
        let without = !self.addresses.is_empty() && !self.has_articles;
        let plain = || article.parts.first().is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()));
        without || self.all_dotted && plain() || self.in_digits && roman()
    }
}

/// Whether any of the articles is printed with a Roman number.
pub(super) fn prints_roman(given: &str, context: &Context<'_>) -> bool {
    const LABEL: usize = 6; // "###", "Article", "XX" and a few more
    context.units.iter().any(|border| {
        let last = border.address.rsplit('/').next().unwrap_or("");
        let label = given.get(border.span.clone()).unwrap_or("").split_whitespace().take(LABEL);
        is_article(last)
            && label.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).any(|word| {
                number::roman(word).is_some_and(|n| last.trim_start_matches(char::is_alphabetic) == n.to_string())
            })
    })
}

/// Stretches in quotation marks behind a colon or a verb that puts them into another text.
pub(super) fn quoted(text: &str) -> Vec<Range<usize>> {
    const VERBS: &[&str] = &[
        "read",
        "replaced",
        "inserted",
        "added",
        "follow",
        "substituted",
        "luid",
        "vervangen",
        "ingevoegd",
        "toegevoegd",
        "gelezen",
        "remplac",
        "libell",
        "ajout",
    ];
    const BEFORE: usize = 100;
    const LONGEST: usize = 20_000;
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, open) in text.match_indices(['“', '„', '«']) {
        if found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let from = (at.saturating_sub(BEFORE)..=at).find(|from| text.is_char_boundary(*from)).unwrap_or(at);
        let before = text.get(from..at).unwrap_or("").trim_end();
        let sentence = before.rsplit_once(". ").map_or(before, |(_, last)| last);
        if !(before.ends_with([':', '-', '–', '—']) && VERBS.iter().any(|verb| sentence.contains(verb))) {
            continue;
        }
        let body = at + open.len();
        let mut depth = 1;
        for (inside, mark) in text.get(body..).unwrap_or("").char_indices().take(LONGEST) {
            match mark {
                '“' if open == "„" => depth -= 1,
                '“' | '„' | '«' => depth += 1,
                '”' | '»' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                found.push(at..body + inside);
                break;
            }
        }
    }
    found
}
