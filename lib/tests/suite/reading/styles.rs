//! One set of marked articles printed in many ways, as printers did: by seed, so that every run sees the same texts.

use super::gold::{Gold, GoldUnit, Marked, fold, is_unsplit, normal};

/// A way of printing headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// As marked, the title on the next line.
    Canonical,
    /// `5. Scope`
    Bare,
    /// `ARTICLE V`, the title on the next line.
    Roman,
    /// `Art. 7.– Scope`
    Short,
    /// `Article 5 Scope`
    SameLine,
    /// As marked, paragraphs wrapped at 60 to 100 columns without empty lines.
    Wrapped,
    /// As marked, with a running head and a page number every 45 lines.
    RunningHeads,
}

pub(crate) const ALL: [Style; 7] =
    [Style::Canonical, Style::Bare, Style::Roman, Style::Short, Style::SameLine, Style::Wrapped, Style::RunningHeads];

fn roman(mut n: u32) -> String {
    let mut out = String::new();
    for (value, letters) in
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    {
        while n >= value {
            n -= value;
            out.push_str(letters);
        }
    }
    out
}

/// Prints articles in a style. `None` where the style does not fit (no plain numbers for Roman numerals).
pub(crate) fn print(name: &str, articles: &[Marked], style: Style) -> Option<Gold> {
    let seed = name.bytes().fold(7u64, |h, b| h.wrapping_mul(31).wrapping_add(u64::from(b)));
    let width = 60 + (seed % 41) as usize;
    let mut gold = Gold { name: name.to_owned(), ..Gold::default() };
    let numbered = articles.iter().filter(|a| normal(&a.number).is_some()).count();
    let plain = numbered > 0
        && articles
            .iter()
            .all(|a| normal(&a.number).is_none_or(|n| n.parse::<u32>().is_ok_and(|n| (1..400).contains(&n))));
    let titled = articles.iter().filter(|a| normal(&a.number).is_none() || !a.name.is_empty()).count() * 10
        >= articles.len() * 9;
    match style {
        Style::Bare if !plain || !titled => return None,
        Style::Roman | Style::Short if !plain => return None,
        _ if numbered * 2 < articles.len() || articles.is_empty() => return None,
        _ => {}
    }
    let mut lines: Vec<(String, Option<usize>)> = Vec::new();
    let mut units = Vec::new();
    for (index, article) in articles.iter().enumerate() {
        for heading in &article.before {
            lines.push((heading.clone(), None));
            lines.push((String::new(), None));
        }
        let number = normal(&article.number);
        let plain = number.as_deref().unwrap_or("");
        let value = plain.parse::<u32>().unwrap_or(0);
        let joined = |head: String| if article.name.is_empty() { head } else { format!("{head} {}", article.name) };
        let head = match style {
            _ if number.is_none() => {
                lines.extend(
                    [&article.number, &article.name].into_iter().filter(|l| !l.is_empty()).map(|l| (l.clone(), None)),
                );
                None
            }
            Style::Canonical | Style::Wrapped | Style::RunningHeads => {
                let printed = if article.number.chars().any(char::is_alphabetic) || article.number.is_empty() {
                    article.number.clone()
                } else {
                    format!("Article {}", article.number)
                };
                lines.push((printed, Some(index)));
                (!article.name.is_empty()).then(|| article.name.clone())
            }
            Style::Bare => {
                lines.push((joined(format!("{plain}.")), Some(index)));
                None
            }
            Style::Roman => {
                lines.push((format!("ARTICLE {}", roman(value)), Some(index)));
                (!article.name.is_empty()).then(|| article.name.clone())
            }
            Style::Short => {
                lines.push((joined(format!("Art. {plain}.–")), Some(index)));
                None
            }
            Style::SameLine => {
                lines.push((joined(format!("Article {plain}")), Some(index)));
                None
            }
        };
        if let Some(head) = head {
            lines.push((head, None));
        }
        if style == Style::Wrapped {
            for paragraph in article.text.split("\n\n") {
                wrap(&fold(paragraph), width, &mut lines);
            }
        } else {
            lines.extend(article.text.lines().map(|l| (l.trim().to_owned(), None)));
        }
        lines.push((String::new(), None));
        units.push((number, fold(&article.name)));
    }
    let pages = lines.len() / 45 + 1;
    for (at, (line, article)) in lines.iter().enumerate() {
        if style == Style::RunningHeads && at > 0 && at % 45 == 0 {
            gold.text.push_str(&format!("{}/{pages}\nM/AGR/{}\nModel agreement on trade\n", at / 45, seed % 100));
        }
        if let Some(index) = article
            && let Some((Some(number), heading)) = units.get(*index)
        {
            gold.articles.push(GoldUnit { start: gold.text.len(), number: number.clone(), heading: heading.clone() });
        }
        if article.is_none() && is_unsplit(line) {
            gold.either.push(gold.text.len());
        }
        gold.text.push_str(line);
        gold.text.push('\n');
    }
    Some(gold)
}

fn wrap(paragraph: &str, width: usize, lines: &mut Vec<(String, Option<usize>)>) {
    let mut line = String::new();
    for word in paragraph.split(' ').filter(|w| !w.is_empty()) {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            lines.push((std::mem::take(&mut line), None));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push((line, None));
    }
}
