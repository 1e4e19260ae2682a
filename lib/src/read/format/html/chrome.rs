//! What of a page belongs to the site and not to the agreement.
//!
//! Names speak first (`nav`, a role, a word of a class), then figures: a part made of links is a menu, and a part that
//! holds much of the page's sentences is none, whatever it is called. In doubt a part is kept: a menu among the words is
//! seen at once, a missing paragraph is not.

use super::note::Notes;
use super::page::{Chrome, Page, What};

/// What becomes of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Fate {
    /// Read as words of the agreement.
    #[default]
    Body,
    /// Put out as furniture.
    Chrome,
    /// Not shown by the page, and not read.
    Hidden,
    /// Scripts and the like: no words.
    Code,
}

/// Figures of a part of a page, in bytes.
#[derive(Debug, Clone, Copy, Default)]
struct Measure {
    text: u32,
    /// Text in pieces as long as a sentence, outside of links.
    prose: u32,
    linked: u32,
    links: u32,
    /// Links to a place in the page itself.
    inner: u32,
    /// Texts that begin like the heading of an article, outside of links.
    units: u32,
    /// Rows of tables with a link and words beside it.
    records: u32,
}

/// So many bytes beside the links of a row are words, and not the strokes between the items of a menu.
const BESIDE: u32 = 6;

/// Where a part stands to the main part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Inside,
    Outside,
    /// The page declares no main part.
    Unknown,
}

/// A piece of text this long is a sentence or a part of one; menus are shorter.
const SENTENCE: usize = 40;

/// Decides for each item.
pub(super) fn judge(page: &Page<'_>, notes: &Notes) -> Vec<Fate> {
    let mut fates = vec![Fate::Body; page.items.len()];
    for (at, item) in page.items.iter().enumerate() {
        if item.look.code {
            spread(page, &mut fates, at, Fate::Code);
        }
    }
    let all = measure(page, &fates);
    let whole = all.first().copied().unwrap_or_default();
    for (at, item) in page.items.iter().enumerate() {
        // A page that hides half of its sentences shows them at a click.
        let part = all.get(at).copied().unwrap_or_default();
        if item.look.hidden && part.prose.saturating_mul(2) < whole.prose.max(1) {
            spread(page, &mut fates, at, Fate::Hidden);
        }
    }
    let figures = measure(page, &fates);
    let main = main(page, &figures);
    let mut at = 0;
    while at < page.items.len() {
        let end = page.item(at).map_or(at + 1, |i| i.end);
        let within = match main {
            Some((from, to)) if from <= at && at < to => Place::Inside,
            Some(_) => Place::Outside,
            None => Place::Unknown,
        };
        let open = fates.get(at) == Some(&Fate::Body);
        if open && !notes.touches(at, end) && is_chrome(page, &figures, at, within) {
            spread(page, &mut fates, at, Fate::Chrome);
            at = end;
        } else {
            at += 1;
        }
    }
    let left = measure(page, &fates);
    let total = left.first().copied().unwrap_or_default();
    if let Some((from, to)) = main
        && left.get(from).is_some_and(|m| m.prose.saturating_mul(2) >= total.prose && m.text > 0)
    {
        for at in 0..page.items.len() {
            let end = page.item(at).map_or(at + 1, |i| i.end);
            let outside = at >= to || end <= from;
            if outside && !notes.touches(at, end) && !notes.holds(page, at) {
                spread(page, &mut fates, at, Fate::Chrome);
            }
        }
    }
    fates
}

fn spread(page: &Page<'_>, fates: &mut [Fate], at: usize, fate: Fate) {
    let end = page.item(at).map_or(at, |i| i.end);
    if let Some(part) = fates.get_mut(at..end) {
        for place in part.iter_mut().filter(|f| **f == Fate::Body) {
            *place = fate;
        }
    }
}

fn measure(page: &Page<'_>, fates: &[Fate]) -> Vec<Measure> {
    let mut all = vec![Measure::default(); page.items.len()];
    for (at, item) in page.items.iter().enumerate().rev() {
        let Some(own) = all.get_mut(at) else { continue };
        if fates.get(at) != Some(&Fate::Body) {
            *own = Measure::default();
            continue;
        }
        if let What::Text(text) = item.what {
            let trimmed = text.trim();
            own.text = u32::try_from(trimmed.len()).unwrap_or(u32::MAX);
            own.prose = if trimmed.len() >= SENTENCE { own.text } else { 0 };
            own.units = u32::from(heads_a_unit(trimmed));
        } else if item.tag == "a"
            && let Some(href) = page.attr(at, "href")
        {
            own.linked = own.text;
            own.prose = 0;
            own.units = 0;
            own.links = 1;
            own.inner = u32::from(href.starts_with('#'));
        } else if item.tag == "tr" {
            own.records = u32::from(own.links > 0 && own.text >= own.linked.saturating_add(BESIDE));
        }
        let own = *own;
        if at > 0
            && let Some(up) = all.get_mut(item.parent)
        {
            up.text = up.text.saturating_add(own.text);
            up.prose = up.prose.saturating_add(own.prose);
            up.linked = up.linked.saturating_add(own.linked);
            up.links = up.links.saturating_add(own.links);
            up.inner = up.inner.saturating_add(own.inner);
            up.units = up.units.saturating_add(own.units);
            up.records = up.records.saturating_add(own.records);
        }
    }
    all
}

/// `Article 5`, `Статья 5`, `第五条`: a word and a number, or a number in brackets.
fn heads_a_unit(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or("");
    let second = words.next().unwrap_or("");
    (first.chars().count() > 2
        && first.starts_with(char::is_uppercase)
        && second.trim_end_matches(['.', ':']).parse::<u16>().is_ok())
        || (first.starts_with('第') && first.contains(['条', '條']))
}

/// The part of the page that the page itself declares to be the main one.
fn main(page: &Page<'_>, figures: &[Measure]) -> Option<(usize, usize)> {
    let weight = |at: &usize| figures.get(*at).map_or(0, |m| m.prose);
    let is = |at: &usize, tag: &str, role: &str| {
        page.tag(*at) == tag || page.attr(*at, "role").is_some_and(|r| r.eq_ignore_ascii_case(role))
    };
    let elements = || page.items.iter().enumerate().filter(|(_, i)| !i.tag.is_empty()).map(|(at, _)| at);
    let main = elements().filter(|at| is(at, "main", "main")).max_by_key(weight);
    let at = match main {
        Some(at) => at,
        None => {
            let articles: Vec<usize> = elements().filter(|at| page.tag(*at) == "article").collect();
            let first = *articles.first()?;
            let last = *articles.last()?;
            // A page may put each article of a treaty into an element of its own.
            if first == last {
                first
            } else {
                page.above(first).find(|up| page.item(*up).is_some_and(|i| i.end > last))?
            }
        }
    };
    Some((at, page.item(at)?.end))
}

fn is_chrome(page: &Page<'_>, figures: &[Measure], at: usize, place: Place) -> bool {
    let within_main = place == Place::Inside;
    let (Some(item), Some(own), Some(whole)) = (page.item(at), figures.get(at), figures.first()) else { return false };
    if item.tag.is_empty() || matches!(item.tag, "html" | "body" | "main") {
        return false;
    }
    // What holds a good part of the page's sentences is no furniture, and neither is what holds its articles.
    let light = if whole.prose < 400 {
        own.text.saturating_mul(2) < whole.text
    } else {
        own.prose.saturating_mul(5) < whole.prose
    };
    if !light || own.units >= 2 {
        return false;
    }
    let linked = own.links > 0 && own.linked.saturating_mul(2) >= own.text;
    match item.look.chrome {
        Chrome::Likely => return true,
        Chrome::Perhaps if item.tag == "footer" || item.tag == "header" => {
            // The head of a page that declares no main part may hold the title.
            let title = place == Place::Unknown && page.below(at).any(|n| page.tag(n) == "h1");
            if (!within_main && !title) || linked {
                return true;
            }
        }
        Chrome::Perhaps if linked || (!within_main && own.prose == 0 && own.links > 0) => return true,
        Chrome::Perhaps if item.tag == "form" && own.prose == 0 => return true,
        _ => {}
    }
    let container = matches!(item.tag, "ul" | "ol" | "dl" | "div" | "section" | "table" | "p" | "td" | "center");
    if !container || own.prose > 0 || own.links < 3 || own.linked.saturating_mul(10) < own.text.saturating_mul(7) {
        return false;
    }
    // Acts with their numbers and dates are data, however many of them are links.
    if own.records >= 2 {
        return false;
    }
    // A list of links into the page is its table of contents; other lists of links inside the main part may be annexes.
    own.inner.saturating_mul(10) >= own.links.saturating_mul(7)
        || (!within_main && (own.links >= 4 || own.linked.saturating_mul(10) >= own.text.saturating_mul(9)))
}
