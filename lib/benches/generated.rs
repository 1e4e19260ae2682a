//! A made-up landscape of any size, the same for the same size: for benchmarks, never for answers.

use std::fmt::Write as _;

const PARTIES: [&str; 40] = [
    "AR", "AU", "BR", "BY", "CA", "CH", "CN", "CO", "CU", "CZ", "DE", "DK", "EE", "EG", "ES", "FI", "FR", "GB", "GH",
    "ID", "IL", "IN", "IR", "IT", "JP", "KE", "KR", "KZ", "MX", "MY", "NG", "NL", "NO", "PK", "PL", "RU", "SG", "UA",
    "US", "ZA",
];
const KINDS: [(&str, &str, &str); 6] = [
    ("treaty", "binding", "signatory"),
    ("joint-statement", "political", "participant"),
    ("political-declaration", "political", "participant"),
    ("mou", "political", "participant"),
    ("expert-report", "voluntary", "expert-participant"),
    ("national-position", "political", "author"),
];
const CAMPS: [&str; 5] = ["universal", "euro-atlantic", "eurasian", "african", "across"];
const TOPICS: [&str; 6] =
    ["cybercrime", "confidence-building", "restraint", "internet-governance", "human-rights", "data-protection"];
const WORDS: [&str; 16] = [
    "cooperation",
    "security",
    "information",
    "networks",
    "response",
    "exchange",
    "contact",
    "points",
    "infrastructure",
    "assistance",
    "consultation",
    "incidents",
    "capacity",
    "measures",
    "requests",
    "training",
];

/// A small generator of numbers (Knuth's MMIX constants), so that no crate decides what a benchmark measures.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    fn sentence(&mut self) -> String {
        let length = 8 + self.below(8);
        (0..length).map(|_| *self.pick(&WORDS)).collect::<Vec<_>>().join(" ")
    }
}

/// The files of a landscape of so many instruments that extends the built-in one: paths and contents.
pub(crate) fn landscape(instruments: usize) -> Vec<(String, String)> {
    let mut numbers = Numbers(2026);
    let mut files = vec![(
        "landscape.toml".to_owned(),
        "format = 1\nname = \"generated\"\nextends = \"cyber\"\nabout = \"Made up for benchmarks.\"\n".to_owned(),
    )];
    for at in 0..instruments {
        files.push((format!("instruments/model-{at:05}/instrument.toml"), instrument(&mut numbers, at)));
    }
    files
}

fn instrument(numbers: &mut Numbers, at: usize) -> String {
    let (kind, bindingness, word) = *numbers.pick(&KINDS);
    let (year, month, day) = (1998 + numbers.below(28), 1 + numbers.below(12), 1 + numbers.below(28));
    let mut text = String::new();
    let _ = writeln!(text, "kind = \"{kind}\"\nbindingness = \"{bindingness}\"\ncamp = \"{}\"", numbers.pick(&CAMPS));
    let _ =
        writeln!(text, "symbol = \"M/{at}\"\ntopics = [\"{}\", \"{}\"]", numbers.pick(&TOPICS), numbers.pick(&TOPICS));
    let _ = writeln!(text, "summary = \"{}\"\n", numbers.sentence());
    let _ = writeln!(text, "[default]\nbasis = \"secondary\"\nsource = [\"https://example.org/{at}\"]\n");
    let _ = writeln!(text, "[title]\nen = \"Model {kind} {at} on {}\"\n", numbers.sentence());
    let signed = format!("{year}-{month:02}-{day:02}");
    let _ = writeln!(text, "[[date]]\nmilestone = \"signed\"\non = \"{signed}\"\n");
    if kind == "treaty" {
        let _ = writeln!(
            text,
            "[[date]]\nmilestone = \"in-force\"\non = \"{}-{month:02}\"\nbasis = \"unverified\"\n",
            year + 1
        );
    }
    let mut parties: Vec<&str> = (0..2 + numbers.below(12)).map(|_| *numbers.pick(&PARTIES)).collect();
    parties.sort_unstable();
    parties.dedup();
    let _ = writeln!(text, "[[standing]]\nword = \"{word}\"\nparties = {parties:?}\nfrom = \"{signed}\"\n");
    for unit in 1..=4 {
        let _ = writeln!(text, "[[unit]]\nid = \"{unit}\"\nkind = \"paragraph\"\nsays = \"{}\"\n", numbers.sentence());
    }
    if at > 0 {
        let _ = writeln!(text, "[[relation]]\ntype = \"cites\"\nto = \"model-{:05}\"\n", numbers.below(at));
    }
    let _ = writeln!(text, "[[text]]\nlang = \"en\"\nstate = \"none\"\ncompleteness = \"a model\"");
    text
}
