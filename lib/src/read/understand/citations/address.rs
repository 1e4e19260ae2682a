//! Addresses of units: from the steps of a reference, and from where a reference stands.

use super::provision::Step;
use super::tongue::Level;

/// The part of an address down to its article, or its first part where it names none.
pub(super) fn to_article(address: &str) -> &str {
    let mut end = 0;
    for part in address.split('/') {
        end += part.len();
        if is_article(part) {
            return address.get(..end).unwrap_or(address);
        }
        end += 1;
    }
    address.split('/').next().unwrap_or(address)
}

/// Whether an address names an article by chapter and number.
pub(super) fn is_dotted(address: &str) -> bool {
    address.split('/').any(|part| is_article(part) && part.contains('.'))
}

/// Whether an address is that of an article.
pub(super) fn ends_in_article(address: &str) -> bool {
    address.rsplit('/').next().is_some_and(is_article)
}

/// Whether a part of an address names an article or what numbers as articles do.
pub(super) fn is_article(part: &str) -> bool {
    ["art", "rule", "reg", "principle"].iter().any(|slug| {
        part.strip_prefix(slug)
            .is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase()))
    })
}

/// How many parts of an address name the unit of a level that holds it.
pub(super) fn reach(base: &[&str], level: Level) -> Option<usize> {
    let article = base.iter().position(|part| is_article(part));
    match level {
        Level::Article => article.map(|at| at + 1),
        Level::Annex => base
            .first()
            .filter(|part| part.starts_with("annex") || part.starts_with("protocol") || part.starts_with("appendix"))
            .map(|_| 1),
        Level::Paragraph | Level::Point => {
            let from = article.map_or(0, |at| at + 1);
            let from =
                if article.is_none() && base.first().is_some_and(|part| part.starts_with("annex")) { 1 } else { from };
            let numbered = base.get(from).is_some_and(|part| part.starts_with(|c: char| c.is_ascii_digit()));
            if numbered {
                Some(from + 1)
            } else if from > 0 {
                Some(from)
            } else {
                None
            }
        }
        // Addresses do not name the chapters above an article.
        Level::Part | Level::Chapter | Level::Section => None,
    }
}

/// The address of the unit before the one that holds `base`, if its number is a plain one.
pub(super) fn before(base: &[&str], level: Level) -> Option<String> {
    let length = reach(base, level)?;
    let (last, outer) = base.get(..length)?.split_last()?;
    let digits = last.find(|c: char| c.is_ascii_digit())?;
    if level >= Level::Paragraph && digits > 0 {
        return None;
    }
    let (word, number) = last.split_at(digits);
    let number: u32 = number.parse().ok()?;
    let previous = format!("{word}{}", number.checked_sub(1).filter(|n| *n > 0)?);
    Some(outer.iter().map(|part| (*part).to_owned()).chain([previous]).collect::<Vec<_>>().join("/"))
}

/// A path as addresses spell it. What stands above an article is left out, as articles run through; annexes stay.
pub(super) fn unit_text(path: &[Step], split_dots: bool) -> Option<String> {
    let article = path.iter().position(|step| step.level == Level::Article);
    let mut parts: Vec<String> = Vec::new();
    for (at, step) in path.iter().enumerate() {
        if article.is_some_and(|article| at < article) && step.level != Level::Annex {
            continue;
        }
        let mut numbers = step.parts.iter();
        let printed = numbers.next().map(String::as_str).unwrap_or("");
        // Addresses of annexes are in small letters: `annex4-a`.
        let lower = printed.to_lowercase();
        let first = if step.level == Level::Annex { lower.as_str() } else { printed };
        if step.level == Level::Article && split_dots {
            let mut split = first.split('.');
            parts.push(format!("{}{}", step.slug, split.next().unwrap_or("")));
            parts.extend(split.map(str::to_owned));
        } else {
            parts.push(format!("{}{first}", step.slug));
        }
        parts.extend(numbers.cloned());
    }
    let text = parts.join("/");
    (!text.is_empty()).then_some(text)
}
