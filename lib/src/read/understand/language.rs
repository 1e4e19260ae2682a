//! The language of a stretch of text.
//!
//! In: words. Out: a language tag, and whether the evidence is firm; nothing where the evidence is thin. Scripts decide
//! first, because they decide surely; then the small words of each language; then letter statistics. Only the first few
//! hundred letters are looked at.

use whatlang::{Detector, Lang};

/// What language a text is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Guess {
    /// BCP 47 tag.
    pub language: &'static str,
    /// Whether the evidence is firm: enough small words, or a script that one language writes.
    pub sure: bool,
}

/// How many letters are looked at.
const LETTERS: usize = 400;

/// Fewer letters than this of an alphabet that many languages share tell nothing.
const FEWEST: usize = 12;

const STATISTICS: &[(Lang, &str)] = &[
    (Lang::Eng, "en"),
    (Lang::Fra, "fr"),
    (Lang::Spa, "es"),
    (Lang::Deu, "de"),
    (Lang::Nld, "nl"),
    (Lang::Por, "pt"),
    (Lang::Ita, "it"),
    (Lang::Rus, "ru"),
    (Lang::Ukr, "uk"),
    (Lang::Bel, "be"),
    (Lang::Bul, "bg"),
    (Lang::Srp, "sr"),
    (Lang::Pol, "pl"),
    (Lang::Tur, "tr"),
    (Lang::Swe, "sv"),
    (Lang::Dan, "da"),
    (Lang::Fin, "fi"),
    (Lang::Est, "et"),
    (Lang::Ron, "ro"),
    (Lang::Ces, "cs"),
    (Lang::Hun, "hu"),
    (Lang::Ind, "id"),
    (Lang::Vie, "vi"),
    (Lang::Ara, "ar"),
    (Lang::Pes, "fa"),
    (Lang::Urd, "ur"),
];

/// Small words that are frequent in one language and rare in the others of its script.
const SMALL: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "the", "of", "and", "to", "shall", "this", "that", "with", "by", "for", "should", "or", "be", "is", "are",
            "which", "its", "may",
        ],
    ),
    (
        "fr",
        &[
            "le", "les", "des", "et", "du", "à", "la", "une", "dans", "aux", "au", "sont", "est", "qui", "par", "ou",
            "pour", "présent", "doit",
        ],
    ),
    (
        "es",
        &[
            "el", "los", "las", "y", "del", "la", "una", "por", "con", "se", "para", "al", "o", "que", "presente",
            "deberá", "podrá", "su",
        ],
    ),
    (
        "nl",
        &[
            "het", "een", "van", "de", "en", "dat", "wordt", "voor", "met", "zijn", "niet", "worden", "dit", "aan",
            "te", "op", "door",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "und", "das", "den", "des", "nicht", "mit", "dem", "für", "von", "wird", "oder", "zu", "ist",
            "eine", "im",
        ],
    ),
    (
        "pt",
        &[
            "o", "os", "das", "dos", "do", "da", "e", "não", "uma", "ao", "pelo", "pela", "em", "para", "são",
            "presente", "às",
        ],
    ),
    (
        "it",
        &[
            "il", "gli", "di", "che", "della", "delle", "dei", "e", "nel", "per", "sono", "una", "con", "alla", "è",
            "del",
        ],
    ),
    ("ru", &["и", "в", "на", "не", "что", "для", "или", "по", "настоящего", "с", "их", "от", "также", "должны", "это"]),
    ("uk", &["і", "та", "у", "що", "або", "для", "цієї", "цього", "не", "є", "до", "їх", "з", "про"]),
    ("be", &["і", "ў", "для", "або", "што", "гэтага", "не", "з", "на"]),
    ("bg", &["на", "и", "за", "се", "от", "да", "или", "в", "с", "са", "по"]),
    ("ar", &["في", "من", "على", "إلى", "أن", "أو", "هذه", "هذا", "عن", "التي", "لا"]),
    ("fa", &["و", "در", "به", "از", "که", "این", "را", "با", "است", "می"]),
];

/// The language of a text, or nothing if it does not show.
#[must_use]
pub fn language_of(text: &str) -> Option<Guess> {
    let sure = |language| Some(Guess { language, sure: true });
    let mut counts = Counts::default();
    let mut end = text.len();
    for (at, c) in text.char_indices() {
        counts.add(c);
        if counts.letters == LETTERS {
            end = at + c.len_utf8();
            break;
        }
    }
    let head = text.get(..end).unwrap_or(text);
    let most = |count: usize| count * 2 > counts.letters;
    // A Chinese character says as much as a word, so few are enough.
    if counts.kana > 0 && (counts.kana + counts.han) * 2 > counts.letters && counts.kana * 12 > counts.han {
        return sure("ja");
    }
    if most(counts.hangul) {
        return sure("ko");
    }
    if most(counts.han) && counts.han >= 2 {
        return sure("zh");
    }
    for (count, language) in [
        (counts.greek, "el"),
        (counts.hebrew, "he"),
        (counts.armenian, "hy"),
        (counts.georgian, "ka"),
        (counts.thai, "th"),
        (counts.devanagari, "hi"),
    ] {
        if most(count) && count >= 3 {
            return sure(language);
        }
    }
    let candidates: &[&str] = if most(counts.arabic) {
        &["ar", "fa"]
    } else if most(counts.cyrillic) {
        &["ru", "uk", "be", "bg"]
    } else if most(counts.latin) {
        &["en", "fr", "es", "nl", "de", "pt", "it"]
    } else {
        return None;
    };
    by_words(head, candidates, &counts)
}

fn by_words(head: &str, candidates: &[&'static str], counts: &Counts) -> Option<Guess> {
    let mut words = 0;
    let mut found: Vec<(usize, &'static str)> = candidates.iter().map(|language| (0, *language)).collect();
    for word in head.split(|c: char| !c.is_alphabetic() && c != '\u{651}').filter(|word| !word.is_empty()) {
        words += 1;
        let lower = word.to_lowercase();
        for (count, language) in &mut found {
            let small = SMALL.iter().find(|(l, _)| l == language).map_or(&[][..], |(_, words)| words);
            if small.contains(&lower.as_str()) {
                *count += 1;
            }
        }
    }
    found.sort_by(|a, b| b.0.cmp(&a.0));
    let (best, language) = found.first().copied()?;
    let second = found.get(1).map_or(0, |(count, _)| *count);
    // Letters that only some of the languages have.
    if let Some(language) = counts.telling(candidates, best) {
        return Some(Guess { language, sure: true });
    }
    if best >= 3 && best >= second * 2 && best * 12 >= words {
        return Some(Guess { language, sure: true });
    }
    if counts.letters < FEWEST {
        return (best >= 2 && second == 0).then_some(Guess { language, sure: false });
    }
    let list: Vec<Lang> = STATISTICS.iter().map(|(lang, _)| *lang).collect();
    let info = Detector::with_allowlist(list).detect(head)?;
    let by_letters = STATISTICS.iter().find(|(lang, _)| *lang == info.lang()).map(|(_, tag)| *tag)?;
    let agrees = best > second && by_letters == language;
    let firm = counts.letters >= 80 && info.is_reliable();
    if agrees {
        return Some(Guess { language, sure: firm || best >= 2 && counts.letters >= 40 });
    }
    // The two disagree: small words win where there are some and nothing speaks against them.
    if best >= 2 && best >= second + 2 {
        return Some(Guess { language, sure: false });
    }
    let own = found.iter().find(|(_, language)| *language == by_letters).map_or(0, |(count, _)| *count);
    let cyrillic = candidates.contains(&"ru") && counts.letters >= 30;
    ((firm || cyrillic) && own == best).then_some(Guess { language: by_letters, sure: false })
}

#[derive(Debug, Default)]
struct Counts {
    letters: usize,
    latin: usize,
    cyrillic: usize,
    arabic: usize,
    han: usize,
    kana: usize,
    hangul: usize,
    greek: usize,
    hebrew: usize,
    armenian: usize,
    georgian: usize,
    thai: usize,
    devanagari: usize,
    ukrainian: usize,
    belarusian: usize,
    russian: usize,
    persian: usize,
}

impl Counts {
    fn add(&mut self, c: char) {
        let place = match c {
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => &mut self.latin,
            '\u{400}'..='\u{52f}' => &mut self.cyrillic,
            '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
                if c.is_alphabetic() =>
            {
                &mut self.arabic
            }
            '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => &mut self.han,
            '\u{3040}'..='\u{30ff}' => &mut self.kana,
            '\u{ac00}'..='\u{d7af}' | '\u{1100}'..='\u{11ff}' => &mut self.hangul,
            '\u{370}'..='\u{3ff}' => &mut self.greek,
            '\u{5d0}'..='\u{5ea}' => &mut self.hebrew,
            '\u{530}'..='\u{58f}' => &mut self.armenian,
            '\u{10a0}'..='\u{10ff}' => &mut self.georgian,
            '\u{e00}'..='\u{e7f}' => &mut self.thai,
            '\u{900}'..='\u{97f}' => &mut self.devanagari,
            _ => {
                if c.is_alphabetic() {
                    self.letters += 1;
                }
                return;
            }
        };
        *place += 1;
        self.letters += 1;
        match c {
            'ї' | 'Ї' | 'є' | 'Є' | 'ґ' | 'Ґ' => self.ukrainian += 1,
            'ў' | 'Ў' => self.belarusian += 1,
            'ы' | 'Ы' | 'э' | 'Э' | 'ё' | 'Ё' => self.russian += 1,
            'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی' => self.persian += 1,
            _ => {}
        }
    }

    /// A language whose own letters occur.
    fn telling(&self, candidates: &[&str], small_words: usize) -> Option<&'static str> {
        if candidates.contains(&"ar") {
            let persian = self.persian * 25 > self.letters && self.persian >= 2;
            return match (persian, small_words > 0 || self.letters >= FEWEST) {
                (true, _) => Some("fa"),
                (false, true) if self.persian == 0 => Some("ar"),
                _ => None,
            };
        }
        if candidates.contains(&"ru") {
            return match (self.belarusian, self.ukrainian, self.russian) {
                (1.., 0, _) => Some("be"),
                (0, 2.., 0) => Some("uk"),
                (0, 0, 2..) => Some("ru"),
                _ => None,
            };
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_languages_of_agreements() {
        for (language, text) in [
            ("en", "The Parties shall cooperate in the field of information security."),
            ("en", "Have agreed as follows: this Protocol is open for signature by all States"),
            ("fr", "Les Parties coopèrent dans le domaine de la sécurité et échangent des informations."),
            ("es", "Las Partes cooperarán en el ámbito de la seguridad y se informarán sobre los cambios."),
            ("ru", "Стороны сотрудничают в области обеспечения информационной безопасности."),
            ("uk", "Сторони співпрацюють у сфері безпеки відповідно до цієї Угоди та її положень."),
            ("zh", "缔约双方应当开展合作。"),
            ("ja", "締約国は協力するものとする。"),
            ("ar", "تتعاون الأطراف في مجال أمن المعلومات."),
            ("nl", "De Partijen werken samen op het gebied van de veiligheid van informatie."),
            ("de", "Die Vertragsparteien arbeiten auf dem Gebiet der Sicherheit zusammen und stimmen sich ab."),
            ("pt", "As Partes cooperam no domínio da segurança e não podem recusar o pedido da outra."),
            (
                "it",
                "Le Parti collaborano nel campo della sicurezza e si informano di ogni modifica che sono tenute a fare.",
            ),
            ("ko", "당사국은 협력한다."),
        ] {
            assert_eq!(language_of(text).map(|g| g.language), Some(language), "{text}");
        }
    }

    #[test]
    fn thin_evidence_gives_nothing() {
        for text in ["", "12.3.2015", "A/RES/73/27", "ICT", "Lagatoi", "…", "1. (a) §", "OK 5"] {
            assert_eq!(language_of(text), None, "{text}");
        }
    }

    #[test]
    fn a_foreign_name_does_not_change_the_language() {
        let text = "The Parties to the Соглашение shall inform each other of any changes to this annex";
        assert_eq!(language_of(text), Some(Guess { language: "en", sure: true }));
    }
}
