//! Places in treaty series, and acts of the European Union by number.

use super::cursor::Cursor;
use super::symbol::Found;
use super::target::Target;

/// Words at which a series may begin, for the search that goes before.
pub(super) const WORDS: &[&str] = &[
    "Treaty Series",
    "Recueil des Traités",
    "Recueil des traités",
    "UNTS",
    "U.N.T.S.",
    "LNTS",
    "L.N.T.S.",
    "CETS",
    "ETS",
    "STCE",
    "STE",
    "SEV",
    "TIAS",
    "T.I.A.S.",
    "ILM",
    "I.L.M.",
    "OJ",
    "CELEX",
    "Directive",
    "Regulation (E",
    "Regulation (C",
];

/// Reads what stands at a word of [`WORDS`] found at `at`.
pub(super) fn read(text: &str, at: usize, word: &str) -> Option<Found> {
    match word {
        "Treaty Series" | "Recueil des Traités" | "Recueil des traités" => treaty_series(text, at, word),
        "UNTS" | "U.N.T.S." => volume_page(text, at, word, "UNTS"),
        "LNTS" | "L.N.T.S." => volume_page(text, at, word, "LNTS"),
        "ILM" | "I.L.M." => volume_page(text, at, word, "ILM"),
        "CETS" => numbered(text, at, word, "CETS"),
        "ETS" | "STE" | "SEV" => numbered(text, at, word, "ETS"),
        "STCE" => numbered(text, at, word, "CETS"),
        "TIAS" | "T.I.A.S." => numbered(text, at, word, "TIAS"),
        "OJ" => journal(text, at),
        "CELEX" => celex(text, at),
        // Decisions are found with those of other bodies.
        _ => european(text, at, word),
    }
}

fn no(c: &mut Cursor<'_>) {
    c.eat(',');
    c.space();
    c.eat_any(&["-", "–"]);
    c.space();
    if c.eat_any(&["nos.", "no.", "nos", "no", "n°", "nº", "nr.", "number"]) {
        c.space();
    }
}

fn series(start: usize, end: usize, place: String) -> Found {
    Found { start, end, target: Target::Series(place) }
}

/// "United Nations, Treaty Series, vol. 2302, No. 41032, p. 171"; "European Treaty Series - No. 185".
fn treaty_series(text: &str, at: usize, word: &str) -> Option<Found> {
    let before = text.get(..at).unwrap_or("");
    let ends = |names: &[&str]| names.iter().find_map(|name| before.ends_with(name).then(|| at - name.len()));
    let mut c = Cursor::new(text, at + word.len());
    if let Some(start) = ends(&["Council of Europe "]) {
        no(&mut c);
        let number = c.digits(3)?;
        return Some(series(start, c.at, format!("CETS/{number}")));
    }
    if let Some(start) = ends(&["European "]) {
        no(&mut c);
        let number = c.digits(3)?;
        return Some(series(start, c.at, format!("ETS/{number}")));
    }
    let league = ends(&["League of Nations, ", "League of Nations "]);
    let name = if league.is_some() { "LNTS" } else { "UNTS" };
    let start =
        league.or_else(|| ends(&["United Nations, ", "United Nations ", "Nations Unies, ", "UN "])).unwrap_or(at);
    c.eat(',');
    c.space();
    volume(c, start, name)
}

/// "Ibid., vol. 2302, No. 41032" behind a place in the same series; `last` is that place.
pub(super) fn same_series(text: &str, start: usize, end: usize, last: &str) -> Option<Found> {
    let name = ["UNTS", "LNTS"].into_iter().find(|name| last.starts_with(&format!("{name}/")))?;
    let mut c = Cursor::new(text, end);
    c.eat('.');
    c.eat(',');
    c.space();
    volume(c, start, name)
}

/// The volume of a series, with the number of registration or the page.
fn volume(mut c: Cursor<'_>, start: usize, name: &str) -> Option<Found> {
    if !c.eat_any(&["volume", "vol.", "vol", "volumes", "vols."]) {
        return None;
    }
    c.space();
    let volume = c.digits(4)?;
    let mut place = format!("{name}/vol{volume}");
    let mut end = c.at;
    no(&mut c);
    let mut registration = c;
    let filed = ["I-", "II-"].iter().find(|prefix| registration.eat_exact(prefix)).copied().unwrap_or("");
    if c.at > end + 1
        && let Some(number) = registration.digits(6)
    {
        place = format!("{place}/no{filed}{number}");
        end = registration.at;
        c = registration;
        c.eat(',');
        c.space();
    }
    if c.eat_any(&["p.", "page", "pp."]) {
        c.space();
        if let Some(page) = c.digits(4) {
            if !place.contains("/no") {
                place = format!("{place}/p{page}");
            }
            end = c.at;
        }
    }
    Some(series(start, end, place))
}

/// "1155 UNTS 331", "36 ILM 1454".
fn volume_page(text: &str, at: usize, word: &str, name: &str) -> Option<Found> {
    let mut after = Cursor::new(text, at + word.len());
    let before = text.get(..at).unwrap_or("").strip_suffix(' ')?;
    let start = before.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |found| found + 1);
    let volume = before.get(start..).filter(|v| (1..=4).contains(&v.len()))?;
    if !text.is_char_boundary(start) || before.get(..start).is_some_and(|b| b.ends_with(char::is_alphanumeric)) {
        return None;
    }
    after.eat(',');
    after.space();
    after.eat_any(&["p.", "at"]);
    after.space();
    let page = after.digits(5)?;
    Some(series(start, after.at, format!("{name}/vol{volume}/p{page}")))
}

/// "ETS No. 185", "ETS 185", "CETS No.: 224", "T.I.A.S. No. 11,700".
fn numbered(text: &str, at: usize, word: &str, name: &str) -> Option<Found> {
    let start = Cursor::new(text, at);
    if !start.at_word_start() || start.before().ends_with('-') {
        return None;
    }
    let mut c = Cursor::new(text, at + word.len());
    no(&mut c);
    c.eat(':');
    c.space();
    let number = c.digits(if name == "TIAS" { 5 } else { 3 })?;
    // STE, SEV and ETS are other things too ("ETS 5 per cent").
    if c.rest().starts_with([' '])
        && ["%", "per cent", "million"].iter().any(|unit| c.rest().trim_start().starts_with(unit))
        || c.peek().is_some_and(|n| n.is_alphanumeric() || n == '/' || n == '%')
    {
        return None;
    }
    let number = number.trim_start_matches('0').to_owned();
    (!number.is_empty()).then(|| series(at, c.at, format!("{name}/{number}")))
}

/// "OJ L 330, 14.12.2011, p. 39", "OJ No L 1, 3.1.1994".
fn journal(text: &str, at: usize) -> Option<Found> {
    if !Cursor::new(text, at).at_word_start() {
        return None;
    }
    let mut c = Cursor::new(text, at + 2);
    c.space();
    no(&mut c);
    let letter = c.peek().filter(|l| matches!(l, 'L' | 'C'))?;
    c.bump();
    c.space();
    let number = c.digits(3)?;
    let mut place = format!("OJ/{letter}{number}");
    let mut end = c.at;
    c.eat(',');
    c.space();
    c.eat_any(&["of"]);
    c.space();
    let mut date = c;
    if let Some(day) = date.digits(2)
        && date.eat('.')
        && let Some(month) = date.digits(2)
        && date.eat('.')
        && let Some(year) = date.digits(4)
        && year.len() == 4
    {
        place = format!("{place}/{year}-{month:0>2}-{day:0>2}");
        end = date.at;
        c = date;
        c.eat(',');
        c.space();
    }
    if c.eat_any(&["p.", "p", "page", "pp."]) {
        c.space();
        if let Some(page) = c.digits(4) {
            place = format!("{place}/p{page}");
            end = c.at;
        }
    }
    Some(series(at, end, place))
}

fn celex(text: &str, at: usize) -> Option<Found> {
    let mut c = Cursor::new(text, at + 5);
    c.eat(':');
    c.space();
    no(&mut c);
    let number = c.run(|l| l.is_ascii_alphanumeric() || matches!(l, '(' | ')'));
    let shape = number.len() >= 9 && number.bytes().take(5).all(|b| b.is_ascii_digit());
    shape.then(|| Found { start: at, end: c.at, target: Target::body("eu", format!("CELEX/{number}")) })
}

/// "Directive 2013/40/EU", "Regulation (EU) 2019/796", "Regulation (EC) No 45/2001", "Council Decision 2005/671/JHA",
/// "Decision (CFSP) 2019/797".
fn european(text: &str, at: usize, word: &str) -> Option<Found> {
    let kind = word.split(' ').next().unwrap_or(word);
    let start = Cursor::new(text, at);
    if !start.at_word_start() {
        return None;
    }
    let mut c = Cursor::new(text, at + kind.len());
    c.space();
    let mut marked = false;
    if c.eat('(') {
        let mark = c.run(|l| l.is_ascii_uppercase() || l == ',' || l == ' ');
        marked = mark.split([',', ' ']).any(|m| matches!(m, "EU" | "EC" | "EEC" | "CFSP" | "ECSC"));
        if !marked || !c.eat(')') {
            return None;
        }
        c.space();
    }
    no(&mut c);
    let first = c.digits(4)?;
    if !c.eat('/') {
        return None;
    }
    let second = c.digits(4)?;
    let mut end = c.at;
    if c.eat('/') {
        let tail = c.run(|l| l.is_ascii_uppercase());
        if matches!(tail, "EU" | "EC" | "EEC" | "JHA" | "CFSP" | "ECSC" | "CE" | "CEE" | "Euratom") {
            marked = true;
            end = c.at;
        }
    }
    let year = |n: &str| n.len() == 4 && (n.starts_with("19") || n.starts_with("20"));
    // Old regulations print the number first: "No 45/2001"; directives the year: "95/46/EC".
    let name = if kind == "Regulation" && !year(&first) && year(&second)
        || kind == "Regulation" && !year(&first) && second.len() == 2
    {
        let full = if second.len() == 2 { format!("19{second}") } else { second.clone() };
        format!("{full}/{first}")
    } else if first.len() == 2 && kind != "Regulation" {
        format!("19{first}/{second}")
    } else {
        format!("{first}/{second}")
    };
    marked.then(|| Found { start: at, end, target: Target::body("eu", format!("{}/{name}", kind.to_lowercase())) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(&str, String)> {
        let mut found: Vec<(&str, String)> = Vec::new();
        let mut done = 0;
        for at in 0..text.len() {
            let word = WORDS
                .iter()
                .chain(&["Decision"])
                .filter(|w| text.get(at..).is_some_and(|t| t.starts_with(**w)))
                .max_by_key(|w| w.len());
            if at >= done
                && let Some(f) = word.and_then(|word| read(text, at, word))
            {
                done = f.end;
                found.push((&text[f.start..f.end], f.target.to_string()));
            }
        }
        found
    }

    #[test]
    fn reads_places_in_series() {
        let is = |text: &str, target: &str| {
            assert_eq!(all(text).iter().map(|(_, t)| t.as_str()).collect::<Vec<_>>(), [target], "{text}");
        };
        is("United Nations, Treaty Series, vol. 2302, No. 41032.", "treaty-series:UNTS/vol2302/no41032");
        is("see 1155 UNTS 331", "treaty-series:UNTS/vol1155/p331");
        is("1155 U.N.T.S. 331", "treaty-series:UNTS/vol1155/p331");
        is("(ETS No. 185)", "treaty-series:ETS/185");
        is("ETS 185,", "treaty-series:ETS/185");
        is("CETS No. 224", "treaty-series:CETS/224");
        is("European Treaty Series - No. 185", "treaty-series:ETS/185");
        is("TIAS 11700", "treaty-series:TIAS/11700");
        is("36 ILM 1454 (1997)", "treaty-series:ILM/vol36/p1454");
        is("OJ L 330, 14.12.2011, p. 39", "treaty-series:OJ/L330/2011-12-14/p39");
        is("Directive 2013/40/EU of", "eu:directive/2013/40");
        is("Regulation (EC) No 45/2001", "eu:regulation/2001/45");
        is("Council Decision 2005/671/JHA", "eu:decision/2005/671");
        is("Directive 95/46/EC", "eu:directive/1995/46");
        is("Decision (CFSP) 2019/797", "eu:decision/2019/797");
        is("CELEX 32013L0040", "eu:CELEX/32013L0040");
    }

    #[test]
    fn leaves_look_alikes_alone() {
        for text in [
            "PROJETS 185",
            "ETS",
            "BETS 10",
            "the Directive 5",
            "Decision 1/95",
            "OJ Simpson",
            "ETS 5%",
            "Treaty Series",
        ] {
            assert_eq!(all(text), [], "{text}");
        }
    }
}
