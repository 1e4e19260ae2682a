//! One set of marked articles printed in many ways, as printers did: by seed, so that every run sees the same texts.
//!
//! A style is a form of heading and a layout. What is added to the articles (tables of contents, annexes, footnotes) is
//! written here and is part of the gold: a label in it is an article, or must not be taken for one.

use super::gold::{Gold, GoldUnit, Marked, NUMBERS, fold, is_unsplit, normal};
use super::layout::{self, Line, Random};

/// How the heading of an article is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Head {
    /// As marked, the title on the next line.
    Marked,
    /// `5. Scope`
    Bare,
    /// `ARTICLE V`, the title on the next line.
    Roman,
    /// `Art. 7.– Scope`
    Short,
    /// `Art. 5 - Scope`
    Dash,
    /// `Article 5 Scope`
    SameLine,
    /// `Article 5. Scope`
    Point,
    /// `§ 5`, the title behind it.
    Sign,
    /// `ARTICLE FIVE`, the title on the next line.
    Words,
    /// `Scope`, and `Article 5` on the next line.
    TitleFirst,
    /// `ARTICLE 5: SCOPE`
    Capitals,
    /// `5` alone on its line, the title on the next.
    Alone,
}

/// A way of printing an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Style {
    pub name: &'static str,
    pub head: Head,
    /// Paragraphs wrapped at 60 to 100 columns without empty lines.
    pub wrapped: bool,
    /// Words broken at the ends of lines.
    pub hyphens: bool,
    /// A running head and a page number every 45 lines.
    pub running_heads: bool,
    /// Notes below a rule every 45 lines.
    pub notes: bool,
    /// Half a per cent of the letters of headings read wrongly.
    pub noise: bool,
    /// A table of contents before the text: 1 plain, 2 with dots and page numbers.
    pub contents: u8,
    /// An annex with an Article 1 of its own behind the text.
    pub annex: bool,
    /// Some articles `bis`.
    pub inserted: bool,
}

const PLAIN: Style = Style {
    name: "Canonical",
    head: Head::Marked,
    wrapped: false,
    hyphens: false,
    running_heads: false,
    notes: false,
    noise: false,
    contents: 0,
    annex: false,
    inserted: false,
};

pub(crate) const ALL: [Style; 24] = [
    PLAIN,
    Style { name: "Bare", head: Head::Bare, ..PLAIN },
    Style { name: "Roman", head: Head::Roman, ..PLAIN },
    Style { name: "Short", head: Head::Short, ..PLAIN },
    Style { name: "SameLine", head: Head::SameLine, ..PLAIN },
    Style { name: "Wrapped", wrapped: true, ..PLAIN },
    Style { name: "RunningHeads", running_heads: true, ..PLAIN },
    Style { name: "Dash", head: Head::Dash, ..PLAIN },
    Style { name: "Point", head: Head::Point, wrapped: true, ..PLAIN },
    Style { name: "Sign", head: Head::Sign, ..PLAIN },
    Style { name: "Words", head: Head::Words, ..PLAIN },
    Style { name: "TitleFirst", head: Head::TitleFirst, ..PLAIN },
    Style { name: "Capitals", head: Head::Capitals, running_heads: true, ..PLAIN },
    Style { name: "Alone", head: Head::Alone, ..PLAIN },
    Style { name: "Hyphens", wrapped: true, hyphens: true, ..PLAIN },
    Style { name: "Noise", noise: true, ..PLAIN },
    Style { name: "NoiseRoman", head: Head::Roman, noise: true, wrapped: true, ..PLAIN },
    Style { name: "Contents", contents: 1, ..PLAIN },
    Style { name: "ContentsPages", head: Head::SameLine, contents: 2, running_heads: true, ..PLAIN },
    Style { name: "Annex", annex: true, ..PLAIN },
    Style { name: "Inserted", head: Head::Roman, inserted: true, ..PLAIN },
    Style { name: "Notes", notes: true, wrapped: true, ..PLAIN },
    Style {
        name: "Mixed",
        head: Head::SameLine,
        wrapped: true,
        hyphens: true,
        running_heads: true,
        annex: true,
        contents: 2,
        inserted: true,
        ..PLAIN
    },
    Style {
        name: "MixedBare",
        head: Head::Bare,
        wrapped: true,
        running_heads: true,
        notes: true,
        contents: 1,
        ..PLAIN
    },
];

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

/// A number in words, in capitals.
fn in_words(n: u32) -> String {
    const TENS: [&str; 10] = ["", "", "TWENTY", "THIRTY", "FORTY", "FIFTY", "SIXTY", "SEVENTY", "EIGHTY", "NINETY"];
    match n as usize {
        0 => String::new(),
        n @ 1..=20 => NUMBERS[n - 1].to_owned(),
        n if n % 10 == 0 => TENS[n / 10].to_owned(),
        n => format!("{}-{}", TENS[n / 10], NUMBERS[n % 10 - 1]),
    }
}

/// Whether a style fits: no Roman numerals for numbers in parts, no bare number for an article without a title.
fn fits(articles: &[Marked], head: Head) -> bool {
    let numbered = articles.iter().filter(|a| normal(&a.number).is_some()).count();
    let below = |most: u32| {
        articles
            .iter()
            .all(|a| normal(&a.number).is_none_or(|n| n.parse::<u32>().is_ok_and(|n| (1..most).contains(&n))))
    };
    let titled = articles.iter().filter(|a| normal(&a.number).is_none() || !a.name.is_empty()).count() * 10
        >= articles.len() * 9;
    let fits = match head {
        Head::Bare | Head::Sign | Head::Alone | Head::TitleFirst => below(400) && titled,
        Head::Words => below(100),
        Head::Roman | Head::Short | Head::Dash => below(400),
        _ => true,
    };
    fits && numbered > 0 && numbered * 2 >= articles.len()
}

/// Lines of the heading of an article; the second of the pair says which one carries the number.
fn heading(article: &Marked, plain: &str, head: Head) -> (Vec<String>, usize) {
    let value = plain.parse::<u32>().unwrap_or(0);
    let title = article.name.clone();
    let joined = |head: String| if title.is_empty() { head } else { format!("{head} {title}") };
    let marked = || {
        if article.number.chars().any(char::is_alphabetic) || article.number.is_empty() {
            article.number.clone()
        } else {
            format!("Article {}", article.number)
        }
    };
    let mut lines = match head {
        Head::Marked => vec![marked(), title],
        Head::Roman => vec![format!("ARTICLE {}", roman(value)), title],
        Head::Words => vec![format!("ARTICLE {}", in_words(value)), title],
        Head::Alone => vec![plain.to_owned(), title],
        Head::TitleFirst if !title.is_empty() => return (vec![title, format!("Article {plain}")], 1),
        Head::TitleFirst => vec![format!("Article {plain}")],
        Head::Bare => vec![joined(format!("{plain}."))],
        Head::Sign => vec![joined(format!("§ {plain}"))],
        Head::Short => vec![joined(format!("Art. {plain}.–"))],
        Head::Dash => vec![joined(format!("Art. {plain} -"))],
        Head::SameLine => vec![joined(format!("Article {plain}"))],
        Head::Point => vec![joined(format!("Article {plain}."))],
        Head::Capitals if title.is_empty() => vec![format!("ARTICLE {plain}")],
        Head::Capitals => vec![format!("ARTICLE {plain}: {}", title.to_uppercase())],
    };
    lines.retain(|line| !line.is_empty());
    (lines, 0)
}

/// An agreement while it is printed.
struct Sheet<'s> {
    style: &'s Style,
    width: usize,
    random: Random,
    lines: Vec<Line>,
    /// Number and title of each article.
    units: Vec<(String, String)>,
    /// What a table of contents says of each.
    entries: Vec<String>,
}

impl Sheet<'_> {
    fn plain<const N: usize>(&mut self, lines: [&str; N]) {
        self.lines.extend(lines.map(Line::plain));
    }

    fn heading(&mut self, article: &Marked, number: String, head: Head) {
        let (printed, at) = heading(article, &number, head);
        for (n, line) in printed.iter().enumerate() {
            let text = if self.style.noise { layout::noise(line, &mut self.random) } else { line.clone() };
            self.lines.push(Line { text, article: (n == at).then_some(self.units.len()), forbidden: false });
        }
        self.entries.push(printed.join(" "));
        let title = if head == Head::Capitals { article.name.to_uppercase() } else { article.name.clone() };
        self.units.push((number, fold(&title)));
    }

    fn body(&mut self, text: &str) {
        if self.style.wrapped {
            text.split("\n\n").for_each(|p| layout::wrap(&fold(p), self.width, self.style.hyphens, &mut self.lines));
        } else {
            self.lines.extend(text.lines().map(|l| Line::plain(l.trim())));
        }
        self.plain([""]);
    }

    fn article(&mut self, article: &Marked) {
        for heading in &article.before {
            self.plain([heading, ""]);
        }
        match normal(&article.number) {
            Some(number) => self.heading(article, number, self.style.head),
            None => {
                let lines = [&article.number, &article.name];
                self.lines.extend(lines.into_iter().filter(|l| !l.is_empty()).map(|l| Line::plain(l)));
            }
        }
        self.body(&article.text);
    }

    /// An article that an amendment put behind another one.
    fn inserted(&mut self, behind: &str) {
        let roman = self.style.head == Head::Roman;
        let shown = if roman { roman_of(behind) } else { behind.to_owned() };
        let name = "Matters added by the Model Protocol".to_owned();
        let article = Marked { number: format!("Article {shown} bis"), name, ..Marked::default() };
        self.heading(&article, format!("{behind}bis"), Head::Marked);
        self.body("The Parties shall apply this Article together with the Model Protocol.");
    }

    fn annex(&mut self) {
        self.plain(["ANNEX", "Rules of the Model Committee", ""]);
        for (at, title) in ["Seat", "Members", "Languages"].iter().enumerate() {
            let number = (at + 1).to_string();
            let article =
                Marked { number: format!("Article {number}"), name: (*title).to_owned(), ..Marked::default() };
            self.heading(&article, number, self.style.head);
            self.body(
                "The Committee meets as this Article says.\n\n1. It has a chair.\n\n2. It has a list of members.",
            );
        }
    }
}

fn roman_of(number: &str) -> String {
    number.parse().map(roman).unwrap_or_default()
}

/// Prints articles in a style. `None` where the style does not fit.
pub(crate) fn print(name: &str, articles: &[Marked], style: &Style) -> Option<Gold> {
    if articles.is_empty() || !fits(articles, style.head) {
        return None;
    }
    let seed = name.bytes().fold(7u64, |h, b| h.wrapping_mul(31).wrapping_add(u64::from(b)));
    let mut sheet = Sheet {
        style,
        width: 60 + (seed % 41) as usize,
        random: Random::new(seed),
        lines: Vec::new(),
        units: Vec::new(),
        entries: Vec::new(),
    };
    for (index, article) in articles.iter().enumerate() {
        sheet.article(article);
        let number = normal(&article.number).filter(|n| n.bytes().all(|b| b.is_ascii_digit()));
        if let Some(number) = number.filter(|_| style.inserted && index % 9 == 4) {
            sheet.inserted(&number);
        }
    }
    if style.annex {
        sheet.annex();
    }
    let Sheet { mut lines, units, entries, mut random, .. } = sheet;
    let pages = lines.len() / 45 + 1;
    if style.contents > 0 {
        lines.splice(0..0, layout::contents(&entries, style.contents == 2, pages));
    }
    if style.running_heads {
        lines = layout::with_heads(lines, seed);
    }
    if style.notes {
        lines = layout::with_notes(lines, &mut random);
    }
    let mut gold = Gold { name: name.to_owned(), ..Gold::default() };
    for line in &lines {
        let start = gold.text.len();
        if let Some((number, heading)) = line.article.and_then(|index| units.get(index)) {
            gold.articles.push(GoldUnit { start, number: number.clone(), heading: heading.clone() });
        } else if line.forbidden {
            gold.forbidden.push(start);
        } else if is_unsplit(&line.text) {
            gold.either.push(start);
        }
        gold.text.push_str(&line.text);
        gold.text.push('\n');
    }
    Some(gold)
}
