//! Tags that no honest page has, taken out before the page is parsed.
//!
//! The parser of HTML looks up its stack of open elements at nearly every tag and opens unclosed emphasis again in every
//! paragraph, so that some kilobytes of tags can cost hours and gigabytes. Only tags are taken out, never words.

use std::borrow::Cow;

/// Elements open at once; browsers stop at 512.
const DEPTH: usize = 400;
/// Emphasis and links open at once, which the parser opens again in each paragraph.
const FORMATS: usize = 24;
/// Start tags in all.
const TAGS: usize = 2_000_000;
/// Elements that the parser makes because emphasis was not closed.
const REOPENED: usize = 3_000_000;

/// Elements without an end tag, or whose end tag is so often left out that counting them would count paragraphs.
const UNCOUNTED: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "dd", "dt", "embed", "frame", "hr", "img", "input", "keygen",
    "li", "link", "meta", "option", "optgroup", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr",
    "track", "wbr",
];
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// The page with tags beyond the bounds taken out, and how many were.
pub(super) fn bound(text: &str) -> (Cow<'_, str>, usize) {
    let first = scan(text, FORMATS);
    let (cuts, _) = if first.1 > REOPENED { scan(text, 0) } else { first };
    if cuts.is_empty() {
        return (Cow::Borrowed(text), 0);
    }
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for (start, end) in &cuts {
        kept.push_str(text.get(at..*start).unwrap_or(""));
        // White space keeps words apart that a tag kept apart, and lines where they are.
        kept.push(' ');
        kept.extend(text.get(*start..*end).unwrap_or("").chars().filter(|c| *c == '\n'));
        at = *end;
    }
    kept.push_str(text.get(at..).unwrap_or(""));
    (Cow::Owned(kept), cuts.len())
}

/// Tags to cut, and how many elements unclosed emphasis would make.
fn scan(text: &str, formats: usize) -> (Vec<(usize, usize)>, usize) {
    let bytes = text.as_bytes();
    let mut cuts = Vec::new();
    let (mut depth, mut open, mut tags, mut reopened) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut at = 0;
    while let Some(start) = bytes.get(at..).and_then(|rest| memchr::memchr(b'<', rest)).map(|n| at + n) {
        let rest = text.get(start..).unwrap_or("");
        if rest.starts_with("<!--") {
            at = rest.get(4..).and_then(|r| r.find("-->")).map_or(text.len(), |n| start + 4 + n + 3);
            continue;
        }
        let closing = rest.starts_with("</");
        let from = start + if closing { 2 } else { 1 };
        let length = bytes.get(from..).map_or(0, |b| b.iter().take_while(|b| b.is_ascii_alphanumeric()).count());
        if length == 0 {
            at = start + 1;
            continue;
        }
        let end = tag_end(bytes, from + length);
        at = end;
        let name = text.get(from..from + length.min(12)).unwrap_or("").to_ascii_lowercase();
        let formatting = FORMATTING.contains(&name.as_str());
        let counted = !UNCOUNTED.contains(&name.as_str());
        if closing {
            if formatting {
                if open > formats {
                    cuts.push((start, end));
                }
                open = open.saturating_sub(1);
            } else if counted {
                if depth > DEPTH {
                    cuts.push((start, end));
                }
                depth = depth.saturating_sub(1);
            }
            continue;
        }
        tags += 1;
        let mut cut = tags > TAGS;
        if formatting {
            open += 1;
            cut |= open > formats;
        } else {
            reopened += open.min(formats);
            if counted {
                depth += 1;
                cut |= depth > DEPTH;
            }
        }
        if cut {
            cuts.push((start, end));
        } else if RAW.contains(&name.as_str()) {
            at = raw_end(bytes, end, &name);
        }
    }
    (cuts, reopened)
}

/// One past the `>` of a tag; those inside quoted values do not count.
fn tag_end(bytes: &[u8], from: usize) -> usize {
    let mut quote = None;
    let mut before = b' ';
    for (n, b) in bytes.get(from..).unwrap_or(&[]).iter().enumerate() {
        match (quote, *b) {
            (Some(q), b) if q == b => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if before == b'=' => quote = Some(*b),
            (None, b'>') => return from + n + 1,
            _ => {}
        }
        if !b.is_ascii_whitespace() {
            before = *b;
        }
    }
    bytes.len()
}

/// Where the end tag of an element begins whose content is no markup.
fn raw_end(bytes: &[u8], from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(start) = bytes.get(at..).and_then(|rest| memchr::memchr(b'<', rest)).map(|n| at + n) {
        let behind = bytes.get(start + 1..).unwrap_or(&[]);
        let end = behind.get(1..1 + name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()));
        if behind.first() == Some(&b'/') && end {
            return start;
        }
        at = start + 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_honest_page_is_left_alone() {
        let page =
            "<p>a<p>b <b>c <i>d</i></b><ul><li>e<li>f</ul><img alt='a > b'><!-- <div> --><script>'<div>'</script>";
        assert!(matches!(bound(&page.repeat(2000)), (Cow::Borrowed(_), 0)));
    }

    #[test]
    fn only_tags_are_taken_out() {
        let page = format!("{}words{}", "<div>".repeat(1000), "</div>".repeat(1000));
        let (kept, cut) = bound(&page);
        assert_eq!(cut, 1200);
        assert!(kept.contains("words"));
        assert_eq!(kept.matches("<div>").count(), DEPTH);
    }
}
