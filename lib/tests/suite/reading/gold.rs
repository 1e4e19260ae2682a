//! Gold from marked-up agreements: the text as a reader meets it, and where its articles, paragraphs and points begin.

/// A unit that the mark-up vouches for.
#[derive(Debug, Clone)]
pub(crate) struct GoldUnit {
    /// Byte of the text at which its label stands.
    pub start: usize,
    /// Number, normalised: digits for Roman numerals and words.
    pub number: String,
    /// Heading, white space folded; empty for none.
    pub heading: String,
}

/// A labelled line inside an article, with its address where the labels leave no doubt.
#[derive(Debug, Clone)]
pub(crate) struct GoldPoint {
    /// Byte of the text at which its label stands.
    pub start: usize,
    /// Labels from the article inwards (`5/1/a`).
    pub path: String,
    /// Whether it is a numbered paragraph directly in an article.
    pub paragraph: bool,
}

/// A text with what is known about it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gold {
    pub name: String,
    pub text: String,
    pub articles: Vec<GoldUnit>,
    pub points: Vec<GoldPoint>,
    /// Heads that the mark-up shows and that may be taken for articles or not ("1", "I" without a word).
    pub either: Vec<usize>,
    /// Lines at which no article and no paragraph begins.
    pub forbidden: Vec<usize>,
    /// Bytes at which a second language begins, with the tags of the languages.
    pub languages: Vec<(usize, &'static str)>,
}

/// An article as marked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marked {
    pub number: String,
    pub name: String,
    pub text: String,
    /// Heading lines of the chapter before it, if it is the first in one.
    pub before: Vec<String>,
}

/// Articles of a file of the Texts of Trade Agreements.
pub(crate) fn tota(xml: &str) -> Vec<Marked> {
    let mut articles = Vec::new();
    let mut before = Vec::new();
    let Some(body) = xml.split_once("<body>").map(|(_, body)| body) else { return articles };
    let mut rest = body;
    while let Some(at) = rest.find("<chapter").into_iter().chain(rest.find("<article")).min() {
        rest = &rest[at..];
        let Some(tag_end) = rest.find('>') else { break };
        let tag = &rest[..tag_end];
        let attribute = |name: &str| {
            tag.split_once(&format!(" {name}=\""))
                .and_then(|(_, v)| v.split_once('"'))
                .map(|(v, _)| fold(&unescape(v)))
                .unwrap_or_default()
        };
        let (number, name) = (attribute("number"), attribute("name"));
        if tag.starts_with("<chapter") {
            before = [number, name].into_iter().filter(|s| !s.is_empty()).collect();
            rest = &rest[tag_end + 1..];
        } else {
            let empty = tag.ends_with('/');
            let end = if empty { tag_end + 1 } else { rest.find("</article>").unwrap_or(rest.len()) };
            let text = if empty { "" } else { &rest[tag_end + 1..end] };
            articles.push(Marked { number, name, text: unescape(text), before: std::mem::take(&mut before) });
            rest = &rest[end..];
        }
    }
    articles
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

pub(crate) fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Numbers in words, from one.
pub(crate) const NUMBERS: [&str; 20] = [
    "ONE",
    "TWO",
    "THREE",
    "FOUR",
    "FIVE",
    "SIX",
    "SEVEN",
    "EIGHT",
    "NINE",
    "TEN",
    "ELEVEN",
    "TWELVE",
    "THIRTEEN",
    "FOURTEEN",
    "FIFTEEN",
    "SIXTEEN",
    "SEVENTEEN",
    "EIGHTEEN",
    "NINETEEN",
    "TWENTY",
];

/// The number of a marked article: `ARTICLE IX` is 9, `9-9` is 9.9; `None` where the mark-up gives none that counts.
pub(crate) fn normal(number: &str) -> Option<String> {
    let words =
        ["ARTICLE", "ARTÍCULO", "ARTICULO", "ARTÍÍCULO", "ARTICTE", "Article", "Artikel", "Artículo", "ARTIKEL"];
    let mut rest = number.trim();
    for word in words {
        rest = rest.strip_prefix(word).unwrap_or(rest).trim();
    }
    let rest = rest.trim_start_matches(['-', ':', ' ']).trim_end_matches(['.', ':', ' ', '-']);
    if let Some(at) = NUMBERS.iter().position(|o| rest.eq_ignore_ascii_case(o)) {
        return Some((at + 1).to_string());
    }
    if let Some(at) = NUMBERS.iter().position(|o| rest.to_uppercase().strip_prefix("TWENTY-") == Some(*o)) {
        return Some((at + 21).to_string());
    }
    if matches!(rest.to_lowercase().as_str(), "premier" | "primero" | "1er") {
        return Some("1".to_owned());
    }
    if !rest.is_empty() && rest.chars().all(|c| "IVXLC".contains(c)) {
        let value = |c| match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            _ => 100,
        };
        let digits: Vec<i32> = rest.chars().map(value).collect();
        let total: i32 = digits
            .iter()
            .enumerate()
            .map(|(i, d)| if digits.get(i + 1).is_some_and(|n| n > d) { -d } else { *d })
            .sum();
        return Some(total.to_string());
    }
    let mut folded = String::new();
    for c in rest.chars() {
        match c {
            '0'..='9' => folded.push(c),
            '.' | '-' => folded.push('.'),
            ' ' => {}
            c if c.is_ascii_alphabetic() => {
                // "10-bis"
                folded.truncate(folded.trim_end_matches('.').len());
                folded.push(c.to_ascii_lowercase());
            }
            _ => return None,
        }
    }
    let good = folded.starts_with(|c: char| c.is_ascii_digit())
        && (folded.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').is_empty()
            || ["bis", "ter", "quater", "quinquies", "sexies", "a", "b", "c", "d", "e", "f", "g", "h"]
                .iter()
                .any(|s| folded.strip_suffix(s).is_some_and(|f| f.ends_with(|c: char| c.is_ascii_digit()))));
    good.then_some(folded)
}

/// Whether a line inside a marked article is the head of an article that the mark-up failed to split off. The corpus has some
/// 260 of them in 42 treaties (unsplit articles, protocols, tables of contents); whoever takes them for articles is right,
/// and whoever does not follows the mark-up, so they are not counted.
pub(crate) fn is_unsplit(line: &str) -> bool {
    let line = line.trim();
    let Some(rest) =
        ["ARTICLE", "Article", "ARTÍCULO", "Artículo", "Articulo"].iter().find_map(|w| line.strip_prefix(w))
    else {
        return false;
    };
    let rest = rest.trim_start();
    let length = rest.find(|c: char| c.is_whitespace() || c == ':').unwrap_or(rest.len());
    let (number, rest) = rest.split_at(length);
    let rest = rest.trim_start();
    let reference = rest.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | '(' | ';'));
    line.len() < 200 && !reference && normal(number.trim_end_matches(['.', '⊥'])).is_some()
}

/// A Markdown treaty as the Dutch database gives it, stripped of its marks: what remains is what a reader sees.
pub(crate) fn dutch(name: &str, markdown: &str) -> Gold {
    let mut gold = Gold { name: name.to_owned(), ..Gold::default() };
    let mut article: Option<Lists> = None;
    let mut heading_due = false;
    for line in markdown.lines() {
        if line.starts_with('<') {
            continue;
        }
        let shown = strip(line);
        let start = gold.text.len() + (shown.len() - shown.trim_start().len());
        let words = shown.trim();
        if let Some(title) = line.strip_prefix("###").filter(|t| !t.starts_with('#')) {
            let title = strip(title);
            let title = title.trim();
            let (word, number) = title.split_once(' ').unwrap_or((title, ""));
            article = None;
            heading_due = false;
            let language = match word {
                "Article" => Some("en"),
                "Artikel" => Some("nl"),
                _ => None,
            };
            if language.is_none() {
                gold.either.push(start);
            }
            if let (Some(language), Some(number)) = (language, normal(number)) {
                if gold.languages.last().is_none_or(|(_, l)| *l != language) {
                    gold.languages.push((start, language));
                }
                gold.articles.push(GoldUnit { start, number: number.clone(), heading: String::new() });
                article = Some(Lists::new(number));
                heading_due = true;
            }
        } else if line.starts_with("####") {
            if heading_due && let Some(last) = gold.articles.last_mut() {
                last.heading = fold(words);
            }
            heading_due = false;
        } else if line.starts_with('#') {
            article = None;
        } else if let Some(lists) = article.as_mut()
            && !words.is_empty()
            && let Some((label, number)) = label(words)
        {
            heading_due = false;
            let clear = !(words.starts_with(|c: char| c.is_ascii_digit())
                && words[number.len()..].starts_with(['.', ')'])
                && words[number.len() + 1..].starts_with(|c: char| c.is_ascii_digit()));
            if let Some(path) = lists.place(label, &number).filter(|_| clear) {
                gold.points.push(GoldPoint { start, paragraph: lists.depth() == 1 && label == '1', path });
            }
        } else if !words.is_empty() {
            heading_due = false;
            if let Some(lists) = article.as_mut() {
                lists.interrupted = true;
                // "5.1 Each", "1.Each", "(a)Each": a label that these rules do not know makes what follows unsure.
                let inner = words.trim_start_matches('(');
                let glued = inner.find(|c: char| !c.is_ascii_alphanumeric()).is_some_and(|n| {
                    n <= 4
                        && n > 0
                        && inner[n..].starts_with(['.', ')'])
                        && (n == 1 || inner[..n].bytes().all(|b| b.is_ascii_digit() || b"ivx".contains(&b)))
                });
                lists.lost |= glued;
            }
        }
        gold.text.push_str(&shown);
        gold.text.push('\n');
    }
    gold
}

/// A line without heading marks, emphasis, link addresses and escapes.
fn strip(line: &str) -> String {
    let line = line.trim_start_matches('#');
    let mut out = String::new();
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        if c == '['
            && let Some(close) = rest.find("](")
            && let Some(end) = rest[close..].find(')')
            && !rest[1..close].contains('[')
        {
            out.push_str(&strip(&rest[1..close]));
            rest = &rest[close + end + 1..];
            continue;
        }
        match c {
            '*' => {}
            '\\' if rest[1..].starts_with(|c: char| c.is_ascii_punctuation()) => {}
            c => out.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// Kind and number of a typed label: `1` for digits, `a` for letters, `i` for lower Roman (only from `ii` on), `A` for capitals.
fn label(words: &str) -> Option<(char, String)> {
    let inner = words.strip_prefix('(').unwrap_or(words);
    let length = inner.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (number, rest) = inner.split_at(length);
    let close = rest.chars().next().filter(char::is_ascii)?;
    let bracket = inner.len() != words.len();
    let good = if bracket { close == ')' } else { close == '.' || close == ')' };
    let spaced = rest.get(1..).is_some_and(|r| r.starts_with(' ')) || rest.len() == 1;
    if !good || !spaced || number.is_empty() || number.len() > 4 {
        return None;
    }
    let shape = if number.bytes().all(|b| b.is_ascii_digit()) {
        '1'
    } else if number.len() == 1 && number.bytes().all(|b| b.is_ascii_lowercase()) {
        'a'
    } else if number.len() == 1 {
        'A'
    } else if number.bytes().all(|b| b"ivxl".contains(&b)) {
        'i'
    } else {
        return None;
    };
    // The punctuation is part of the style: "1." and "(1)" count apart.
    let style = match (shape, bracket, close) {
        ('1', true, _) => '(',
        ('1', _, ')') => ')',
        (s, ..) => s,
    };
    Some((style, number.to_owned()))
}

/// The lists open in an article, followed by the plain rules a careful reader would use; where they do not decide, the rest
/// of the article is left out of the gold.
struct Lists {
    article: String,
    open: Vec<(char, u32, String)>,
    lost: bool,
    /// Whether unlabelled words stood between the labels, so that a list may begin again.
    interrupted: bool,
}

impl Lists {
    fn new(article: String) -> Lists {
        Lists { article, open: Vec::new(), lost: false, interrupted: false }
    }

    fn depth(&self) -> usize {
        self.open.len()
    }

    fn place(&mut self, style: char, number: &str) -> Option<String> {
        let roman = |n: &str| {
            ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"]
                .iter()
                .position(|r| *r == n)
                .map(|p| p as u32 + 1)
        };
        let letter = |n: &str| n.bytes().next().map(|b| u32::from(b.to_ascii_lowercase() - b'a') + 1);
        if self.lost {
            return None;
        }
        let mut readings = Vec::new();
        match style {
            'a' => {
                readings.push(('a', letter(number)));
                if number == "i" || number == "v" || number == "x" {
                    readings.push(('i', roman(number)));
                }
            }
            'i' => readings.push(('i', roman(number))),
            'A' => readings.push(('A', letter(number))),
            s => readings.push((s, number.parse().ok())),
        }
        let mut found: Option<(usize, char, u32)> = None;
        for (style, value) in readings {
            let Some(value) = value else { continue };
            if let Some(depth) = self.open.iter().position(|(s, ..)| *s == style) {
                if self.open[depth].1 + 1 == value {
                    // After (h), "(i)" may be the ninth letter or a first Roman numeral.
                    if style == 'a' && value == 9 {
                        self.lost = true;
                        return None;
                    }
                    found = Some((depth, style, value));
                    break;
                }
            } else if value == 1 {
                found = Some((self.open.len(), style, value));
            }
        }
        let Some((depth, style, value)) = found else {
            self.lost = true;
            return None;
        };
        // Letters after unlabelled words may be a new list; only the first list of a kind is sure.
        if depth == self.open.len() && self.interrupted && depth > 0 {
            self.lost = true;
            return None;
        }
        self.open.truncate(depth);
        self.open.push((style, value, number.to_owned()));
        self.interrupted = false;
        let parts: Vec<&str> = self.open.iter().map(|(.., n)| n.as_str()).collect();
        Some(format!("{}/{}", self.article, parts.join("/")))
    }
}
