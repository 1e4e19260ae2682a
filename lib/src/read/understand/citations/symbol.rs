//! Symbols of United Nations documents (`A/C.1/73/L.27/Rev.1`) and of a few other bodies.
//!
//! A symbol begins with an organ's letters from a closed list; single letters must go on as symbols of that organ do,
//! because trade schedules, licences and licence plates look alike.

use memchr::memmem;

use super::cursor::Cursor;
use super::number::roman;
use super::target::Target;

/// First components that are followed by anything with a digit.
const SERIES: &[&str] = &[
    "APLC", "BWC", "CAC", "CAT", "CBD", "CCM", "CCPR", "CCW", "CD", "CED", "CEDAW", "CERD", "CMW", "CRC", "CRPD",
    "CTOC", "DP", "ECE", "FCCC", "HRI", "HS", "HSP", "ICC-ASP", "ICCD", "IDB", "INFCIRC", "ISBA", "JIU", "NPT", "PBC",
    "SPLOS", "ST", "TD", "UNEP", "UNFF", "UNODC", "UNW", "E/ICEF", "WIPO",
];

/// A symbol that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) target: Target,
}

/// All symbols of a text. Symbols inside web addresses are part of the address, but for those of undocs.org.
pub(super) fn symbols(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut done = 0;
    for slash in memmem::find_iter(text.as_bytes(), b"/") {
        if slash < done {
            continue;
        }
        let before = text.get(..slash).unwrap_or("");
        let head_start = before
            .rfind(|c: char| !(c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-'))
            .map_or(0, |at| at + before.get(at..).and_then(|b| b.chars().next()).map_or(1, char::len_utf8));
        // Decisions of the OSCE have a full stop inside the first component.
        let decision = ["FSC.DEC", "PC.DEC", "MC.DEC"].iter().find(|head| before.ends_with(**head));
        let head_start = decision.map_or(head_start, |head| slash - head.len());
        let head = before.get(head_start..).unwrap_or("");
        if head.is_empty() || head.len() > 12 || head_start < done || !stands_alone(text, head_start) {
            continue;
        }
        let Some((end, name)) = symbol(text, head_start, head) else { continue };
        done = end;
        found.push(Found { start: head_start, end, target: target(&name) });
        done = suffixes(text, end, &name, &mut found).max(done);
    }
    found
}

fn target(name: &str) -> Target {
    if name.starts_with("WHA") {
        Target::body("who", name)
    } else if name.starts_with("INFCIRC/") {
        Target::body("iaea", name)
    } else if name.starts_with("WIPO/") {
        Target::body("wipo", name)
    } else if name.starts_with("WT/") {
        Target::body("wto", name)
    } else if name.starts_with("PC.DEC/") || name.starts_with("MC.DEC/") || name.starts_with("FSC.DEC/") {
        Target::body("osce", name)
    } else {
        Target::document(name)
    }
}

fn stands_alone(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or("");
    let Some(last) = before.chars().next_back() else { return true };
    if last == '/' {
        return ["undocs.org/", "undocs.org/en/", "docs.un.org/en/"].iter().any(|host| before.ends_with(host));
    }
    !(last.is_alphanumeric() || matches!(last, '.' | ':' | '=' | '&' | '?' | '_' | '@' | '\\'))
        || super::cursor::is_unspaced(last)
}

/// The end and normal form of the symbol that begins here.
fn symbol(text: &str, start: usize, head: &str) -> Option<(usize, String)> {
    let mut cursor = Cursor::new(text, start + head.len());
    let mut name = head.to_owned();
    let mut parts: Vec<&str> = Vec::new();
    while cursor.peek() == Some('/') {
        let mut next = cursor;
        next.bump();
        let part = next.run(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
        let kept = part.trim_end_matches(['.', '-']);
        next.at -= part.len() - kept.len();
        if kept.is_empty() {
            break;
        }
        name.push('/');
        name.push_str(kept);
        parts.push(kept);
        cursor = next;
        if kept.len() < part.len() {
            break;
        }
        bracket(&mut cursor, &parts, &mut name);
    }
    fits(head, &parts, &name).then_some((cursor.at, name))
}

/// `(XXV)`, ` (2001)`, ` A (III)`, `(Part I)`: what belongs to a component and is printed behind it.
fn bracket(cursor: &mut Cursor<'_>, parts: &[&str], name: &mut String) {
    let resolution = parts.len() >= 2 && parts.first() == Some(&"RES");
    let mut c = *cursor;
    c.space();
    let mut part = String::new();
    if resolution && c.peek().is_some_and(|l| l.is_ascii_uppercase()) && c.peek() != Some('(') {
        let letters = c.run(|l| l.is_ascii_uppercase());
        let single = letters.len() == 1 && !c.peek().is_some_and(char::is_alphanumeric);
        if single {
            part = letters.to_owned();
        }
        if !single || !c.rest().trim_start().starts_with('(') {
            return;
        }
        c.space();
    }
    if !c.eat('(') {
        return;
    }
    let inside = c.run(|l| l.is_ascii_alphanumeric() || matches!(l, '.' | '-' | ' '));
    if !c.eat(')') {
        return;
    }
    let year = inside.len() == 4 && inside.bytes().all(|b| b.is_ascii_digit());
    let session = roman(inside.trim_start_matches("S-").trim_start_matches("ES-")).is_some();
    // "A/CONF.157/24 (Part I)" is printed with a space; other brackets behind a space are the writer's own.
    let spaced = ["Part ", "Vol. "].iter().any(|word| inside.strip_prefix(word).is_some_and(|n| roman(n).is_some()));
    let volume = spaced
        || ["Part", "PART", "Vol", "VOL", "SUPP", "Rev", "01", "98", "99", "96"].iter().any(|w| inside.starts_with(w))
            && cursor.peek() == Some('(');
    if resolution && (year || session) || volume {
        name.push('(');
        name.push_str(&inside.replace(' ', ""));
        name.push(')');
        name.push_str(&part);
        cursor.at = c.at;
    }
}

/// Whether this goes on as symbols of its organ do.
fn fits(head: &str, parts: &[&str], name: &str) -> bool {
    let number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let body = |part: &str, kinds: &[&str]| {
        kinds.iter().any(|kind| part.strip_prefix(kind).is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit())))
    };
    let Some(first) = parts.first().copied() else { return false };
    let last_has_digit = name.rsplit('/').next().is_some_and(|part| part.bytes().any(|b| b.is_ascii_digit()));
    let longer = parts.len() > 1 && last_has_digit_or_word(name);
    let session = number(first) && first.len() <= 2;
    let year = number(first) && first.len() == 4 && (first.starts_with("19") || first.starts_with("20"));
    match head {
        "A" => {
            longer
                && (session && parts.get(1).is_some_and(|p| number(p) || is_series_part(p))
                    || body(first, &["C.", "AC.", "CONF.", "CN.", "S-", "ES-", "BUR", "INF", "PV."])
                    || matches!(first, "HRC" | "RES" | "DEC" | "INF" | "BUR" | "CN.4" | "WGHR"))
        }
        "S" => {
            year && parts.get(1).is_some_and(|p| number(p) || is_series_part(p))
                || longer && matches!(first, "RES" | "PRST" | "AC" | "Agenda" | "INF" | "COMM" | "GC")
                || longer && body(first, &["AC.", "C.", "CN."])
                || body(first, &["PV."])
        }
        "E" => {
            year && parts.get(1).is_some_and(|p| number(p) || is_series_part(p))
                || longer && body(first, &["CN.", "C.", "AC.", "CONF."])
                || longer
                    && matches!(
                        first,
                        "RES" | "DEC" | "ICEF" | "ECE" | "ESCAP" | "ECA" | "ECLAC" | "ESCWA" | "INF" | "CRC"
                    )
        }
        "T" => longer && matches!(first, "RES" | "PV" | "COM"),
        "ST" => {
            longer
                && matches!(
                    first,
                    "SG" | "SGB"
                        | "AI"
                        | "IC"
                        | "ESA"
                        | "LEG"
                        | "CTE"
                        | "DESA"
                        | "ESCAP"
                        | "ECA"
                        | "SPACE"
                        | "TAO"
                        | "STAT"
                        | "PSCA"
                        | "HR"
                )
        }
        "TD" => {
            longer && (matches!(first, "B" | "L" | "INF") || body(first, &["B."])) || number(first) && first.len() == 3
        }
        "CD" => number(first) && first.len() == 4 || body(first, &["PV."]),
        "CAC" => longer && matches!(first, "COSP"),
        "DP" | "HS" | "HSP" | "CED" | "CAT" | "CRC" | "UNW" | "PBC" | "JIU" | "CCM" => {
            longer && !first.starts_with(|c: char| c.is_ascii_lowercase())
        }
        "WT" => {
            longer
                && (body(first, &["DS"])
                    || first == "L"
                    || first.starts_with("MIN")
                    || first == "GC"
                    || first == "REG"
                    || first == "COMTD"
                    || first == "TPR")
        }
        _ if head.starts_with("WHA") => number(head.get(3..).unwrap_or("")) && parts.len() >= 2 && last_has_digit,
        "PC.DEC" | "MC.DEC" | "FSC.DEC" => number(first) || first.starts_with(|c: char| c.is_ascii_digit()),
        _ if head.starts_with("WSIS-") => longer && parts.contains(&"DOC"),
        _ => SERIES.contains(&head) && last_has_digit && first.bytes().any(|b| b.is_ascii_alphanumeric()),
    }
}

fn last_has_digit_or_word(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or("");
    last.bytes().any(|b| b.is_ascii_digit()) || matches!(last, "Summary")
}

/// `L.4`, `PV.7`, `Add.1`, `Rev.1`, `CRP.2`, `INF`, `S`.
fn is_series_part(part: &str) -> bool {
    let (word, number) = part.split_once('.').unwrap_or((part, ""));
    !word.is_empty()
        && word.len() <= 5
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.bytes().all(|b| b.is_ascii_alphabetic())
        && number.bytes().all(|b| b.is_ascii_digit())
        && (!number.is_empty() || matches!(word, "INF" | "L" | "S" | "PV"))
}

/// "A/59/565 and Corr.1": the suffixes that follow are documents of their own.
fn suffixes(text: &str, end: usize, name: &str, found: &mut Vec<Found>) -> usize {
    const WORDS: &[&str] = &["Add.", "Corr.", "Rev.", "Amend."];
    let mut cursor = Cursor::new(text, end);
    let mut last_word = None;
    loop {
        let mut c = cursor;
        c.eat('*');
        if !(c.eat_exact(", ")
            || c.eat_exact(" and ")
            || c.eat_exact(", and ")
            || c.eat_exact(" et ")
            || c.eat_exact(" y ")
            || c.eat_exact(" и ")
            || c.eat_exact("和")
            || c.eat_exact(" و"))
        {
            return cursor.at;
        }
        c.eat_exact("and ");
        let start = c.at;
        let word = WORDS.iter().find(|word| c.eat_exact(word)).or(last_word);
        let (Some(word), Some(number)) = (word, c.digits(2)) else { return cursor.at };
        // "Add.1, 12 June" goes on with a date.
        let named = start + 3 < c.at;
        if c.peek().is_some_and(|n| n.is_alphanumeric() || n == '/' && !named)
            || !named
                && c.rest()
                    .strip_prefix(' ')
                    .is_some_and(|rest| rest.starts_with(|n: char| n.is_alphabetic()) && !rest.starts_with("and "))
        {
            return cursor.at;
        }
        let mut whole = format!("{name}/{word}{number}");
        if c.peek() == Some('/') {
            c.bump();
            whole.push('/');
            whole.push_str(c.run(|l| l.is_ascii_alphanumeric() || l == '.').trim_end_matches('.'));
        }
        found.push(Found { start, end: c.at, target: target(&whole) });
        last_word = Some(word);
        cursor = c;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, String)> {
        symbols(text).iter().map(|f| (&text[f.start..f.end], f.target.to_string())).collect()
    }

    #[test]
    fn knows_symbols() {
        for text in [
            "A/69/723",
            "A/68/98",
            "A/C.1/73/L.27/Rev.1",
            "S/2013/210",
            "S/PRST/2018/3",
            "E/CN.15/2013/24",
            "A/HRC/RES/20/8",
            "A/CONF.157/23",
            "A/AC.290/2021/CRP.2",
            "FCCC/CP/2015/10/Add.1",
            "CCW/GGE.1/2019/3",
            "A/RES/S-8/1",
            "ST/SGB/2003/13",
            "NPT/CONF.2010/50",
            "A/73/L.6/Add.1",
            "A/71/53/Add.1/Corr.1",
            "S/RES/2341",
            "CCPR/C/GC/34",
            "A/ES-11/PV.5",
            "UNEP/EA.2/27",
        ] {
            assert_eq!(read(&format!("See {text}.")), [(text, format!("un:{text}"))]);
        }
        assert_eq!(read("in WHA67/2014/REC/1."), [("WHA67/2014/REC/1", "who:WHA67/2014/REC/1".to_owned())]);
        assert_eq!(read("S/RES/1373 (2001)"), [("S/RES/1373 (2001)", "un:S/RES/1373(2001)".to_owned())]);
        assert_eq!(read("A/RES/217 A (III)"), [("A/RES/217 A (III)", "un:A/RES/217(III)A".to_owned())]);
        assert_eq!(read("A/RES/3314(XXIX),"), [("A/RES/3314(XXIX)", "un:A/RES/3314(XXIX)".to_owned())]);
        assert_eq!(read("https://undocs.org/A/70/174"), [("A/70/174", "un:A/70/174".to_owned())]);
    }

    #[test]
    fn suffixes_are_documents() {
        let found = read("A/59/565 and Corr.1, and A/63/281 and Add.1 and 2.");
        let targets: Vec<&str> = found.iter().map(|(_, t)| t.as_str()).collect();
        assert_eq!(
            targets,
            ["un:A/59/565", "un:A/59/565/Corr.1", "un:A/63/281", "un:A/63/281/Add.1", "un:A/63/281/Add.2"]
        );
    }

    #[test]
    fn leaves_everything_else_alone() {
        for text in [
            "and/or",
            "A/B",
            "S/4",
            "I/O",
            "24/7",
            "2019/20",
            "1/10",
            "TCP/IP",
            "https://x.org/A/70/174",
            "A/SA.1/01/10",
            "km/h",
            "AC/DC 12",
            "ISO/IEC 27001",
            "E/111",
            "N/A",
            "A/c 12/3",
            "+31/20/123",
            "12/31/2001",
            "S/L/92",
            "CD/DVD 10",
            "GC/MS",
            "T/2",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
