//! What is printed on pages without being words of the agreement.
//!
//! In: the lines of all pages. Out: for each line the kind of furniture it is, if any. Three kinds of evidence count: the
//! file itself calls a line a head or foot, the line has a form that nothing else has (a job number, a bar code), or it
//! comes back at the same height of other pages with nothing changed but numbers that count with the pages.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::lines::Line;

/// Kinds of furniture, in the order in which they are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Masthead,
    Head,
    Foot,
    Symbol,
    PageNumber,
    JobNumber,
    BarCode,
    Rule,
    Sideways,
}

impl Kind {
    /// For messages: one of it, and several.
    pub(super) fn words(self) -> (&'static str, &'static str) {
        match self {
            Kind::Masthead => ("line of the masthead", "lines of the masthead"),
            Kind::Head => ("running head", "lines of running heads"),
            Kind::Foot => ("running foot", "lines of running feet"),
            Kind::Symbol => ("symbol at the head of a page", "symbols at the head of pages"),
            Kind::PageNumber => ("page number", "page numbers"),
            Kind::JobNumber => ("job number", "job numbers"),
            Kind::BarCode => ("bar code", "bar codes"),
            Kind::Rule => ("rule made of characters", "rules made of characters"),
            Kind::Sideways => ("stretch of sideways text", "stretches of sideways text"),
        }
    }
}

/// Where a line may be furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Edge {
    Top,
    Bottom,
}

/// Kinds of all lines.
pub(super) fn classify(lines: &[Line]) -> Vec<Option<Kind>> {
    let mut kinds: Vec<Option<Kind>> = lines.iter().map(certain).collect();
    let edges = edges(lines, &kinds);
    let trusted = trusted(lines);
    for (i, line) in lines.iter().enumerate() {
        let Some(kind) = kinds.get_mut(i).filter(|k| k.is_none()) else { continue };
        let edge = edges.get(&i).copied();
        *kind = formed(line, edge.is_some());
        if kind.is_none() && line.artifact && trusted.contains(&line.page) {
            *kind = Some(if line.y > line.height / 2.0 { Kind::Head } else { Kind::Foot });
        }
    }
    mastheads(lines, &mut kinds);
    beside_symbols(lines, &mut kinds);
    numbers(lines, &edges, &mut kinds);
    let sure = kinds.clone();
    repeated(lines, &edges, &mut kinds);
    keep_outermost(lines, &edges, &sure, &mut kinds);
    kinds
}

/// A line that comes back is a head or foot only if nothing but furniture stands further out: many a page begins or ends
/// with the same words of a form.
fn keep_outermost(lines: &[Line], edges: &FxHashMap<usize, Edge>, sure: &[Option<Kind>], kinds: &mut [Option<Kind>]) {
    let mut words: FxHashMap<(u32, Edge), f32> = FxHashMap::default();
    for (i, edge) in edges {
        if let (Some(line), Some(None)) = (lines.get(*i), kinds.get(*i)) {
            let height = if *edge == Edge::Top { line.y } else { -line.y };
            let outermost = words.entry((line.page, *edge)).or_insert(height);
            *outermost = outermost.max(height);
        }
    }
    for (i, edge) in edges {
        let Some(line) = lines.get(*i).filter(|_| sure.get(*i) == Some(&None)) else { continue };
        let height = if *edge == Edge::Top { line.y } else { -line.y };
        if words.get(&(line.page, *edge)).is_some_and(|outermost| *outermost > height + 2.0)
            && let Some(kind) = kinds.get_mut(*i)
        {
            *kind = None;
        }
    }
}

fn certain(line: &Line) -> Option<Kind> {
    let text = line.text.as_str();
    if line.rotated {
        return Some(Kind::Sideways);
    }
    let drawn = |c: char| matches!(c, '_' | '—' | '–' | '=' | '─' | '.' | '-');
    let first = text.chars().next()?;
    if drawn(first) && text.chars().count() >= 5 && text.chars().all(|c| c == first) {
        return Some(Kind::Rule);
    }
    let inner = text.strip_prefix('*')?.strip_suffix('*')?;
    (inner.len() >= 5 && inner.chars().all(|c| c.is_ascii_alphanumeric())).then_some(Kind::BarCode)
}

/// Lines near the upper and lower edge of their page: the outermost three, unless they stand far inside.
fn edges(lines: &[Line], kinds: &[Option<Kind>]) -> FxHashMap<usize, Edge> {
    let mut pages: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (i, line) in lines.iter().enumerate() {
        if kinds.get(i) == Some(&None) {
            pages.entry(line.page).or_default().push(i);
        }
    }
    let height = |i: &usize| lines.get(*i).map_or(0.0, |l| l.y / l.height.max(1.0));
    let mut out = FxHashMap::default();
    for mut on_page in pages.into_values() {
        on_page.sort_by(|a, b| height(b).total_cmp(&height(a)));
        let mut levels: Vec<f32> = on_page.iter().map(height).collect();
        levels.dedup_by(|a, b| (*a - *b).abs() < 0.004);
        let third = levels.get(2).or(levels.last()).copied().unwrap_or(0.0);
        let last_third = levels.iter().rev().nth(2).or(levels.first()).copied().unwrap_or(0.0);
        for i in on_page {
            let at = height(&i);
            if at > 0.8 && at >= third - 0.004 {
                out.insert(i, Edge::Top);
            } else if at < 0.2 && at <= last_third + 0.004 {
                out.insert(i, Edge::Bottom);
            }
        }
    }
    out
}

/// Pages on which the file's own word on heads and feet can be true: they do not fill the page.
fn trusted(lines: &[Line]) -> FxHashSet<u32> {
    let mut pages: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for line in lines {
        let (marked, all) = pages.entry(line.page).or_default();
        *all += line.text.len();
        *marked += if line.artifact { line.text.len() } else { 0 };
    }
    let few = |(marked, all): &(usize, usize)| marked * 2 < *all || *all < 200;
    pages.into_iter().filter(|(_, counts)| few(counts)).map(|(page, _)| page).collect()
}

fn formed(line: &Line, at_edge: bool) -> Option<Kind> {
    let text = line.text.trim();
    if !at_edge && !line.artifact {
        return None;
    }
    if is_job_number(text) {
        Some(Kind::JobNumber)
    } else if text.starts_with("Please recycle") && text.len() < 20 {
        Some(Kind::Foot)
    } else if is_page_of_pages(text) {
        Some(Kind::PageNumber)
    } else if is_symbol(text) {
        Some(Kind::Symbol)
    } else {
        None
    }
}

/// `18-16895 (E) 241018`, `GE.18-12345(E)`, `V.18-05234 (R)`, `03 32180 (E)`.
fn is_job_number(text: &str) -> bool {
    let digits = |s: &str, n: usize| s.len() == n && s.chars().all(|c| c.is_ascii_digit());
    let spaced = text.replace('(', " (");
    let mut words = spaced.split_whitespace();
    let Some(first) = words.next() else { return false };
    let number = first
        .rsplit_once('.')
        .map_or(first, |(office, number)| if office.chars().all(|c| c.is_ascii_uppercase()) { number } else { first });
    let mut language = false;
    let numbered = match number.split_once('-') {
        Some((year, job)) => digits(year, 2) && (digits(job, 5) || digits(job, 6)),
        // Without the hyphen, two numbers alone say too little.
        None => {
            language = true;
            digits(number, 2) && words.next().is_some_and(|job| digits(job, 5))
        }
    };
    let mut named = false;
    let rest = words.all(|w| {
        named |= matches!(w.as_bytes(), [b'(', b'A'..=b'Z', b')']);
        digits(w, 6) || named
    });
    numbered && rest && (named || !language)
}

/// `2/10`, `- 3 -`, `Page 4 of 9`.
fn is_page_of_pages(text: &str) -> bool {
    let number = |s: &str| s.trim().parse::<u32>().is_ok_and(|n| n > 0 && n < 10_000);
    if let Some((page, pages)) = text.split_once('/') {
        let ordered =
            page.trim().parse::<u32>().ok().zip(pages.trim().parse::<u32>().ok()).is_some_and(|(a, b)| a <= b);
        return number(page) && number(pages) && ordered;
    }
    for dash in ['-', '–', '—'] {
        if let Some(inner) = text.strip_prefix(dash).and_then(|t| t.strip_suffix(dash)) {
            return number(inner);
        }
    }
    let mut words = text.split_whitespace();
    match (words.next(), words.next(), words.next(), words.next(), words.next()) {
        (
            Some("Page" | "page" | "Seite" | "Página" | "página"),
            Some(n),
            Some("of" | "von" | "de" | "sur"),
            Some(m),
            None,
        ) => number(n) && number(m),
        (Some("Page" | "page" | "Seite" | "Página" | "página"), Some(n), None, ..) => number(n),
        _ => false,
    }
}

/// A document symbol that stands alone: `A/RES/73/3`, `S/RES/1373 (2001)`.
fn is_symbol(text: &str) -> bool {
    let symbol = text.split_once(" (").map_or(text, |(symbol, year)| {
        if year.strip_suffix(')').is_some_and(|y| y.chars().all(|c| c.is_ascii_digit())) { symbol } else { text }
    });
    let symbol = symbol.trim_end_matches('*');
    let mut parts = symbol.split('/');
    let first = parts.next().unwrap_or("");
    !first.is_empty()
        && first.len() <= 5
        && first.chars().all(|c| c.is_ascii_uppercase())
        && symbol.chars().any(|c| c.is_ascii_digit())
        && symbol.contains('/')
        && symbol.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-'))
        && parts.all(|p| !p.is_empty())
}

/// The first page of a document of the United Nations: what stands above and beside the distribution class.
fn mastheads(lines: &[Line], kinds: &mut [Option<Kind>]) {
    for class in lines.iter().filter(|l| l.text.starts_with("Distr.") && l.y > 0.6 * l.height) {
        for (line, kind) in lines.iter().zip(kinds.iter_mut()) {
            let above = line.y >= class.y - 3.0;
            let beside = line.x0 >= class.x0 - 5.0 && line.y > class.y - 60.0;
            let free = kind.is_none_or(|k| matches!(k, Kind::Head | Kind::Symbol));
            if line.page == class.page && free && (above || beside) {
                *kind = Some(Kind::Masthead);
            }
        }
    }
}

/// A running title beside the symbol at the head of a page, in letters as small. In a document of two pages it stands
/// there only once, so that it does not come back.
fn beside_symbols(lines: &[Line], kinds: &mut [Option<Kind>]) {
    let symbols: Vec<&Line> =
        lines.iter().zip(kinds.iter()).filter(|(_, k)| **k == Some(Kind::Symbol)).map(|(l, _)| l).collect();
    for symbol in symbols {
        let on_page = |l: &&Line| l.page == symbol.page;
        let mut sizes: Vec<f32> = lines.iter().filter(on_page).map(|l| l.size).collect();
        sizes.sort_by(f32::total_cmp);
        if symbol.size > 0.93 * sizes.get(sizes.len() / 2).copied().unwrap_or(0.0) {
            continue;
        }
        for (line, kind) in lines.iter().zip(kinds.iter_mut()).filter(|(l, k)| on_page(l) && k.is_none()) {
            let near = (line.y - symbol.y).abs() < 1.5 * symbol.size && (line.size - symbol.size).abs() < 0.3;
            if near && (line.x1 < symbol.x0 || line.x0 > symbol.x1) {
                *kind = Some(Kind::Head);
            }
        }
    }
}

/// Numbers in a text, and the text without them.
fn fold(text: &str) -> (String, Vec<i64>) {
    let mut key = String::with_capacity(text.len());
    let mut numbers = Vec::new();
    let mut digits = String::new();
    for c in text.chars().chain(std::iter::once(' ')) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            numbers.push(digits.parse().unwrap_or(-1));
            digits.clear();
            key.push('#');
        }
        if !c.is_whitespace() {
            key.extend(c.to_lowercase());
        }
    }
    (key, numbers)
}

/// A line with the numbers in it.
type Numbered = (usize, Vec<i64>);

/// Lines that come back at the same height on other pages.
fn repeated(lines: &[Line], edges: &FxHashMap<usize, Edge>, kinds: &mut [Option<Kind>]) {
    let mut groups: BTreeMap<(Edge, String), Vec<Numbered>> = BTreeMap::new();
    for (i, line) in lines.iter().enumerate() {
        if let Some(edge) = edges.get(&i).filter(|_| line.text.len() < 250) {
            let (key, numbers) = fold(&line.text);
            if key != "#" {
                groups.entry((*edge, key)).or_default().push((i, numbers));
            }
        }
    }
    let all: FxHashSet<u32> = lines.iter().map(|l| l.page).collect();
    for ((edge, _), group) in groups {
        let mut heights: Vec<f32> = group.iter().filter_map(|(i, _)| lines.get(*i)).map(|l| l.y).collect();
        heights.sort_by(f32::total_cmp);
        let usual = heights.get(heights.len() / 2).copied().unwrap_or(0.0);
        let level = |i: usize| lines.get(i).filter(|l| (l.y - usual).abs() < 5.0);
        let group: Vec<(usize, u32, &[i64])> =
            group.iter().filter_map(|(i, n)| level(*i).map(|l| (*i, l.page, n.as_slice()))).collect();
        let pages: FxHashSet<u32> = group.iter().map(|(_, page, _)| *page).collect();
        // Heads may stand on every second page only, and never on the first.
        let enough = if all.len() <= 5 { 2 } else { 3 };
        // One article on each page is a short treaty, no running head.
        let label =
            group.first().and_then(|(i, ..)| lines.get(*i)).is_some_and(|l| super::paragraphs::has_label(&l.text));
        let changing = group.iter().any(|(_, _, n)| Some(n) != group.first().map(|g| &g.2));
        if pages.len() < enough || !steady(&group) || label && changing {
            continue;
        }
        for (i, ..) in group {
            if let Some(kind) = kinds.get_mut(i).filter(|k| k.is_none()) {
                *kind = Some(if edge == Edge::Top { Kind::Head } else { Kind::Foot });
            }
        }
    }
}

/// Whether the numbers in lines stay the same or count with the pages. "Article 5" above one page and "Article 9" above
/// another are headings.
fn steady(group: &[(usize, u32, &[i64])]) -> bool {
    let Some((_, page, first)) = group.first() else { return false };
    (0..first.len()).all(|at| {
        let number = |numbers: &[i64]| numbers.get(at).copied().unwrap_or(-1);
        let same = group.iter().all(|(_, _, n)| number(n) == number(first));
        let counts = group.iter().all(|(_, p, n)| number(n) - i64::from(*p) == number(first) - i64::from(*page));
        same || counts
    })
}

fn roman(text: &str) -> Option<i64> {
    let value = |c: char| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        'c' => Some(100),
        _ => None,
    };
    let values: Option<Vec<i64>> = text.to_lowercase().chars().map(value).collect();
    let values = values.filter(|v| !v.is_empty())?;
    let next = values.iter().skip(1).copied().chain(std::iter::once(0));
    Some(values.iter().zip(next).map(|(v, next)| if *v < next { -*v } else { *v }).sum())
}

/// Bare numbers at the edge that count with the pages.
fn numbers(lines: &[Line], edges: &FxHashMap<usize, Edge>, kinds: &mut [Option<Kind>]) {
    let mut by_offset: BTreeMap<(bool, i64), Vec<(usize, u32)>> = BTreeMap::new();
    for (i, line) in lines.iter().enumerate() {
        let text = line.text.trim();
        let arabic = text.parse::<i64>().ok().filter(|_| text.len() <= 4);
        let number = arabic.or_else(|| roman(text).filter(|_| text.len() <= 7));
        if let Some(number) = number.filter(|_| edges.contains_key(&i) && kinds.get(i) == Some(&None)) {
            by_offset.entry((arabic.is_some(), number - i64::from(line.page))).or_default().push((i, line.page));
        }
    }
    for group in by_offset.into_values() {
        let pages: FxHashSet<u32> = group.iter().map(|g| g.1).collect();
        if pages.len() < 2 {
            continue;
        }
        for (i, _) in group {
            if let Some(kind) = kinds.get_mut(i) {
                *kind = Some(Kind::PageNumber);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn job_numbers_of_all_duty_stations_are_known() {
        for text in ["18-16895 (E) 241018", "18-16895", "GE.18-12345(E)", "V.18-05234 (R)", "03 32180 (E) 170903"] {
            assert!(is_job_number(text), "{text}");
        }
        for text in ["18 16895", "2018-16895", "18-1689", "Article 18-16895", "18-16895 to be read"] {
            assert!(!is_job_number(text), "{text}");
        }
    }
}
