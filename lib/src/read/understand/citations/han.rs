//! References in Chinese: 第五条第二款, 第1373(2001)号决议, 《联合国宪章》第五十一条, 本条, 前款.

use super::cursor::Cursor;
use super::provision::{Reference, Step};
use super::tongue::Level;

/// What a run of units hangs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Holder {
    /// Nothing said.
    None,
    /// "本公约": the citing text.
    Own,
    /// A title in 《》, which ends at this place.
    Title(usize),
    /// Another text that is not told.
    Unknown,
}

/// Units that were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) references: Vec<Reference>,
    pub(super) holder: Holder,
    /// The outer level that "本条" or "前款" points at, and whether it is the preceding one.
    pub(super) pointed: Option<(Level, bool)>,
}

const UNITS: &[(&str, Level, &str)] = &[
    ("条", Level::Article, "art"),
    ("條", Level::Article, "art"),
    ("款", Level::Paragraph, ""),
    ("段", Level::Paragraph, ""),
    ("项", Level::Point, ""),
    ("項", Level::Point, ""),
    ("目", Level::Point, ""),
    ("章", Level::Chapter, "ch"),
    ("节", Level::Section, "sec"),
    ("編", Level::Part, "part"),
    ("编", Level::Part, "part"),
    ("部分", Level::Part, "part"),
];

/// Value of a number in Chinese numerals up to 9999.
pub(super) fn numeral(text: &str) -> Option<u32> {
    let mut sum = 0_u32;
    let mut digit = None;
    for c in text.chars() {
        let value = match c {
            '〇' | '零' if text.contains(['十', '百', '千']) => continue,
            '〇' | '零' => 0,
            '一' => 1,
            '二' | '两' => 2,
            '三' => 3,
            '四' => 4,
            '五' => 5,
            '六' => 6,
            '七' => 7,
            '八' => 8,
            '九' => 9,
            '十' | '百' | '千' => {
                let place = if c == '十' {
                    10
                } else if c == '百' {
                    100
                } else {
                    1000
                };
                sum += digit.take().unwrap_or(1) * place;
                continue;
            }
            _ => return None,
        };
        // Written digit by digit: 一九四五.
        if let Some(before) = digit {
            sum = (sum + before).checked_mul(10)?;
        }
        digit = Some(value);
    }
    (!text.is_empty() && text.chars().count() <= 9).then_some(sum + digit.unwrap_or(0))
}

fn number(c: &mut Cursor<'_>) -> Option<String> {
    if let Some(digits) = c.digits(3) {
        return Some(digits);
    }
    let mut d = *c;
    if d.eat('(') || d.eat('（') {
        let inside = number(&mut d).or_else(|| {
            let letters = d.run(|l| l.is_ascii_lowercase());
            (1..=4).contains(&letters.len()).then(|| letters.to_owned())
        })?;
        if d.eat(')') || d.eat('）') {
            *c = d;
            return Some(inside);
        }
        return None;
    }
    let written = d.run(|l| "〇零一二两三四五六七八九十百千".contains(l));
    let value = numeral(written)?;
    *c = d;
    Some(value.to_string())
}

/// Reads the units at a 第, 本, 前 or 上一 that stands at `start`.
pub(super) fn read(text: &str, start: usize) -> Option<Found> {
    let mut c = Cursor::new(text, start);
    let mut pointed = None;
    if !c.rest().starts_with('第') {
        let preceding = c.eat('前') || c.eat_exact("上一");
        if !preceding && !c.eat('本') {
            return None;
        }
        let (level, length) = unit(&c)?;
        if !matches!(level, Level::Article | Level::Paragraph | Level::Chapter | Level::Point) {
            return None;
        }
        c.at += length;
        pointed = Some((level, preceding));
        if !c.rest().starts_with('第') {
            let own = Reference { start, end: c.at, path: Vec::new(), implied: false };
            return Some(Found { references: vec![own], holder: Holder::None, pointed });
        }
    }
    let mut references: Vec<Reference> = Vec::new();
    let mut from = start;
    while let Some(path) = path(&mut c, references.last()) {
        references.push(Reference { start: from, end: c.at, path, implied: false });
        let mut next = c;
        let joined = next.eat('、')
            || next.eat('，')
            || next.eat('和')
            || next.eat('及')
            || next.eat('或')
            || next.eat('与')
            || next.eat_exact("以及");
        let ranged = !joined && next.eat('至');
        if !(joined || ranged) {
            break;
        }
        let joiner = c.at..next.at;
        from = next.at;
        let mut look = next;
        let Some(after) = path_again(&mut look, references.last()) else { break };
        if ranged {
            between(&mut references, &after, joiner);
        }
        references.push(Reference { start: from, end: look.at, path: after, implied: false });
        c = look;
        let mut more = c;
        if !(more.eat('、') || more.eat('和') || more.eat('及') || more.eat('或')) || !more.rest().starts_with('第')
        {
            break;
        }
        from = more.at;
        c = more;
    }
    if references.is_empty() {
        return None;
    }
    Some(Found { references, holder: holder(text, start), pointed })
}

fn path_again(c: &mut Cursor<'_>, last: Option<&Reference>) -> Option<Vec<Step>> {
    c.rest().starts_with('第').then(|| path(c, last)).flatten()
}

/// `第五条第二款第（一）项`; a path that begins further in hangs on the one before.
fn path(c: &mut Cursor<'_>, last: Option<&Reference>) -> Option<Vec<Step>> {
    let mut steps: Vec<Step> = Vec::new();
    let mut end = *c;
    let mut d = *c;
    while d.eat('第') {
        d.space();
        let Some(value) = number(&mut d) else { break };
        let mut parts = vec![value];
        while let Some(inner) = super::number::bracketed(&mut d, false) {
            parts.push(inner);
        }
        d.space();
        let Some((level, length)) = unit(&d) else { break };
        d.at += length;
        if d.rest().starts_with('之') {
            // 第五条之二: Article 5 bis.
            let mut bis = d;
            bis.bump();
            if let Some(second) = number(&mut bis) {
                if let Some(first) = parts.first_mut() {
                    *first = format!("{first}-{second}");
                }
                d = bis;
            }
        }
        if steps.last().is_some_and(|before| before.level >= level && level != Level::Point) {
            break;
        }
        let slug = UNITS.iter().find(|(_, l, _)| *l == level).map_or("", |(_, _, slug)| slug);
        steps.push(Step { level, slug, parts });
        end = d;
    }
    let first = steps.first()?;
    if let Some(last) = last
        && first.level > Level::Article
    {
        let outer: Vec<Step> = last.path.iter().take_while(|step| step.level < first.level).cloned().collect();
        steps = outer.into_iter().chain(steps).collect();
    }
    c.at = end.at;
    Some(steps)
}

fn unit(c: &Cursor<'_>) -> Option<(Level, usize)> {
    let rest = c.rest();
    // 条约, 条件, 项目, 款项 and 章程 are words of their own.
    if ["条约", "条件", "条例", "條約", "项目", "款项", "章程", "节约", "段落", "目标"]
        .iter()
        .any(|word| rest.starts_with(word))
    {
        return None;
    }
    UNITS.iter().find(|(word, _, _)| rest.starts_with(word)).map(|(word, level, _)| (*level, word.len()))
}

fn between(references: &mut Vec<Reference>, after: &[Step], joiner: std::ops::Range<usize>) {
    const MOST: u32 = 200;
    let Some(first) = references.last() else { return };
    let number = |steps: &[Step]| {
        steps.last().filter(|step| step.parts.len() == 1).and_then(|step| step.parts.first()?.parse::<u32>().ok())
    };
    let (Some(a), Some(b)) = (number(&first.path), number(after)) else { return };
    if first.path.len() != after.len() || b <= a || b - a > MOST {
        return;
    }
    let path = first.path.clone();
    for value in a + 1..b {
        let mut path = path.clone();
        if let Some(step) = path.last_mut() {
            step.parts = vec![value.to_string()];
        }
        references.push(Reference { start: joiner.start, end: joiner.end, path, implied: true });
    }
}

/// What stands before: 《…》, 本公约, or another text's noun.
fn holder(text: &str, start: usize) -> Holder {
    let before = text.get(..start).unwrap_or("").trim_end_matches(['的', ' ']);
    if before.ends_with('》') {
        return Holder::Title(before.len());
    }
    let nouns = super::tongue::of("zh").texts;
    let Some(noun) = nouns.iter().find(|noun| before.ends_with(**noun)) else { return Holder::None };
    let head = before.strip_suffix(noun).unwrap_or("");
    if head.ends_with('本') { Holder::Own } else { Holder::Unknown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_have_values() {
        for (text, value) in
            [("五", 5), ("十", 10), ("二十一", 21), ("五十一", 51), ("一百零二", 102), ("一九四五", 1945)]
        {
            assert_eq!(numeral(text), Some(value), "{text}");
        }
        assert_eq!(numeral("大"), None);
    }

    fn paths(text: &str) -> Vec<String> {
        let start = text.find(['第', '本', '前']).unwrap();
        read(text, start).map_or(Vec::new(), |found| {
            let part = |s: &Step| format!("{}{}", s.slug, s.parts.join("/"));
            found.references.iter().map(|r| r.path.iter().map(part).collect::<Vec<_>>().join("/")).collect()
        })
    }

    #[test]
    fn reads_units() {
        assert_eq!(paths("根据第五条第二款的规定"), ["art5/2"]);
        assert_eq!(paths("第4条第2款第（一）项"), ["art4/2/1"]);
        assert_eq!(paths("第二条和第五十一条"), ["art2", "art51"]);
        assert_eq!(paths("第2条至第5条"), ["art2", "art3", "art4", "art5"]);
        assert_eq!(paths("第三条第一款和第二款"), ["art3/1", "art3/2"]);
        assert_eq!(paths("第13(f)段"), ["13/f"]);
        assert_eq!(paths("第一条约束"), [""; 0]);
        assert_eq!(paths("第三届会议"), [""; 0]);
    }
}
