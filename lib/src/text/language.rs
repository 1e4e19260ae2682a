//! The language of a stretch of text.
//!
//! The script decides first. Among languages in Latin letters the small words of legal prose decide, because they are sure
//! even in one line; only where none of the known languages shows itself are letter triples asked (`whatlang`). Where the
//! evidence is thin the answer is none: a wrong language would stem and align wrongly.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// A language as a BCP 47 tag, and whether the evidence is plain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guess {
    /// BCP 47 tag (`en`, `zh-Hant`).
    pub language: &'static str,
    /// Whether the evidence leaves no other language in sight.
    pub sure: bool,
}

/// Whether a language is written from right to left, by its tag; a script named in the tag decides.
#[must_use]
pub fn is_right_to_left(tag: &str) -> bool {
    const LANGUAGES: [&str; 12] = ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"];
    const SCRIPTS: [&str; 6] = ["arab", "hebr", "nkoo", "rohg", "syrc", "thaa"];
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split(['-', '_']);
    let language = parts.next().unwrap_or("");
    match parts.find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic())) {
        Some(script) => SCRIPTS.contains(&script),
        None => LANGUAGES.contains(&language),
    }
}

/// Letters looked at: enough to be sure, few enough for hundreds of megabytes.
const ENOUGH: usize = 500;

const SMALL_WORDS: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "the", "of", "and", "to", "shall", "in", "for", "by", "be", "or", "this", "with", "which", "that", "any",
            "as", "is", "may", "on", "from", "such", "parties", "party",
        ],
    ),
    (
        "fr",
        &[
            "le",
            "la",
            "les",
            "des",
            "du",
            "et",
            "de",
            "à",
            "au",
            "aux",
            "une",
            "est",
            "sont",
            "dans",
            "par",
            "pour",
            "ou",
            "que",
            "qui",
            "sur",
            "ce",
            "cette",
            "présente",
            "présent",
        ],
    ),
    (
        "es",
        &[
            "el", "la", "los", "las", "del", "y", "de", "en", "que", "una", "por", "para", "con", "se", "al", "o",
            "su", "como", "presente", "este", "partes",
        ],
    ),
    (
        "nl",
        &[
            "de", "het", "een", "van", "en", "in", "op", "te", "is", "dat", "die", "voor", "met", "zijn", "wordt",
            "worden", "door", "bij", "aan", "of", "dit", "verdrag", "deze", "niet",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "das", "und", "des", "den", "von", "zu", "im", "mit", "auf", "ist", "für", "nicht", "eine",
            "einer", "oder", "werden", "wird", "dem", "dieses", "nach",
        ],
    ),
    (
        "pt",
        &[
            "o", "os", "as", "do", "da", "dos", "das", "e", "de", "em", "que", "uma", "por", "para", "com", "não",
            "ao", "ou", "na", "no", "pelo", "pela",
        ],
    ),
    (
        "it",
        &[
            "il", "lo", "gli", "della", "del", "delle", "dei", "e", "di", "in", "che", "una", "per", "con", "non",
            "al", "alla", "sono", "nel", "presente", "da",
        ],
    ),
];

/// Whether a word is a language tag as in BCP 47, checked for form only: letters first, then parts of one to eight letters and digits.
#[must_use]
pub fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or("");
    (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_lowercase())
        && parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Whether a language is told apart by words of its own, so that a guess is worth more than what a file declares: pages
/// made from a template often say `en`. Of others the guess is a neighbour: Afrikaans looks Dutch.
#[must_use]
pub fn is_told_by_words(tag: &str) -> bool {
    let primary = tag.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
    SMALL_WORDS.iter().any(|(language, _)| *language == primary)
        || matches!(primary.as_str(), "ru" | "uk" | "zh" | "ja" | "ko" | "ar" | "fa" | "he" | "el" | "th")
}

/// The language of a text, looked at from its beginning.
#[must_use]
pub fn language_of(text: &str) -> Option<Guess> {
    let (mut latin, mut cyrillic, mut arabic, mut han, mut kana, mut hangul, mut greek, mut hebrew) =
        (0, 0, 0, 0, 0, 0, 0, 0);
    let (mut traditional, mut simplified) = (0, 0);
    let mut scripts: Vec<(usize, i32)> = Vec::new();
    let mut end = 0;
    let mut letters = 0;
    for (at, c) in text.char_indices() {
        match u32::from(c) {
            0x41..=0x5A | 0x61..=0x7A | 0xC0..=0x24F => latin += 1,
            ..0x80 => continue,
            0x400..=0x52F => cyrillic += 1,
            0x600..=0x6FF | 0x750..=0x77F | 0xFB50..=0xFEFC => arabic += 1,
            0x3040..=0x30FF => kana += 1,
            0x3400..=0x9FFF => {
                han += 1;
                traditional += i32::from(TRADITIONAL.contains(c));
                simplified += i32::from(SIMPLIFIED.contains(c));
            }
            0xAC00..=0xD7AF => hangul += 1,
            0x370..=0x3FF => greek += 1,
            0x590..=0x5FF => hebrew += 1,
            code => match SCRIPTS.iter().position(|(range, _)| range.contains(&code)) {
                Some(at) if scripts.iter().all(|(script, _)| *script != at) => scripts.push((at, 1)),
                Some(at) => scripts.iter_mut().filter(|(script, _)| *script == at).for_each(|(_, n)| *n += 1),
                None => continue,
            },
        }
        letters += 1;
        end = at + c.len_utf8();
        if letters >= ENOUGH {
            break;
        }
    }
    let guess = |language, sure| Some(Guess { language, sure });
    // A Han character says about as much as three letters.
    let alone = scripts.iter().max_by_key(|(_, n)| *n).copied();
    let counts = [latin, cyrillic, arabic, 3 * (han + kana), hangul, greek, hebrew, alone.map_or(0, |(_, n)| n)];
    let most = counts.iter().copied().max().filter(|n| *n >= 2)?;
    let sure = most >= 10 && most * 10 >= counts.iter().sum::<i32>() * 7;
    if most == 3 * (han + kana) {
        let language = match (kana * 10 > han, traditional > simplified) {
            (true, _) => "ja",
            (_, true) => "zh-Hant",
            _ => "zh",
        };
        return guess(language, sure);
    }
    if most == latin {
        return latin_language(text.get(..end)?);
    }
    let looked_at = text.get(..end)?;
    if most == cyrillic {
        return guess(by_letters(looked_at, cyrillic, CYRILLIC).unwrap_or("ru"), sure);
    }
    if most == arabic {
        return guess(by_letters(looked_at, arabic, ARABIC).unwrap_or("ar"), sure);
    }
    if let Some((script, _)) = alone.filter(|(_, n)| *n == most) {
        return guess(SCRIPTS.get(script)?.1, sure);
    }
    guess(
        if most == hangul {
            "ko"
        } else if most == greek {
            "el"
        } else {
            "he"
        },
        sure,
    )
}

/// Scripts that one language is written in, as far as agreements go.
const SCRIPTS: [(std::ops::RangeInclusive<u32>, &str); 6] = [
    (0x530..=0x58F, "hy"),
    (0xE00..=0xE7F, "th"),
    (0xE80..=0xEFF, "lo"),
    (0x1000..=0x109F, "my"),
    (0x10A0..=0x10FF, "ka"),
    (0x1780..=0x17FF, "km"),
];

/// Letters that Russian does not have, with the language they tell; the first row of which a text has enough decides.
const CYRILLIC: &[(&str, &str)] = &[
    ("ә\u{4b1}", "kk"),
    ("ӣӯҷ", "tg"),
    ("ҳ", "uz-Cyrl"),
    ("ѓќѕ", "mk"),
    ("ђћјљњџ", "sr"),
    ("ў", "be"),
    ("ң", "ky"),
    ("өү", "mn"),
    ("іїєґ", "uk"),
];
/// The same for Arabic.
const ARABIC: &[(&str, &str)] = &[("ېۇۈ", "ug"), ("ٹڈڑےں", "ur"), ("ێڕڵ", "ckb"), ("پچژگیک", "fa")];

/// The language whose own letters are at least one in a hundred.
fn by_letters(text: &str, letters: i32, table: &[(&str, &'static str)]) -> Option<&'static str> {
    let share = |of: &str| text.chars().flat_map(char::to_lowercase).filter(|c| of.contains(*c)).count();
    let enough = usize::try_from(letters / 100).unwrap_or(0).max(1);
    let found = table.iter().find(|(own, _)| share(own) >= enough).map(|(_, language)| *language);
    // Bulgarian has no letter of its own, but writes ъ where Russian has vowels, and neither ы nor э.
    let bulgarian = || letters >= 40 && share("ъ") > enough && share("ыэ") == 0;
    found.or_else(|| bulgarian().then_some("bg"))
}

const TRADITIONAL: &str = "條約國際對於與個為後應當會議員權義務組織間關係協議書聯經濟發展雙邊網絡資訊開開說實現據認";
const SIMPLIFIED: &str = "条约国际对于与个为后应当会议员权义务组织间关系协议书联经济发展双边网络资讯开说实现据认";

/// For each small word the languages that have it, one bit for each.
static LANGUAGES_OF: LazyLock<FxHashMap<&'static str, u8>> = LazyLock::new(|| {
    let mut languages: FxHashMap<&'static str, u8> = FxHashMap::default();
    for (bit, (_, words)) in SMALL_WORDS.iter().enumerate() {
        for word in *words {
            *languages.entry(word).or_default() |= 1 << bit;
        }
    }
    languages
});

fn latin_language(text: &str) -> Option<Guess> {
    let mut hits = [0u32; SMALL_WORDS.len()];
    let mut words = 0u32;
    let mut lower = String::new();
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        words += 1;
        if word.len() > 10 {
            continue;
        }
        let word = if word.bytes().all(|b| b.is_ascii_lowercase()) {
            word
        } else {
            lower.clear();
            lower.extend(word.chars().flat_map(char::to_lowercase));
            &lower
        };
        if let Some(languages) = LANGUAGES_OF.get(word) {
            for (bit, count) in hits.iter_mut().enumerate() {
                *count += u32::from(languages >> bit & 1);
            }
        }
    }
    let (best, most) = hits.iter().enumerate().max_by_key(|(at, n)| (**n, usize::MAX - at)).map(|(at, n)| (at, *n))?;
    let second = hits.iter().enumerate().filter(|(at, _)| *at != best).map(|(_, n)| *n).max().unwrap_or(0);
    if most >= 2 && most > second && most * 8 >= words {
        let language = SMALL_WORDS.get(best)?.0;
        return Some(Guess { language, sure: most >= 4 && most * 2 >= second * 3 });
    }
    if words < 15 {
        return None;
    }
    let info = whatlang::detect(text)?;
    let language = TAGS.iter().find(|(code, _)| *code == info.lang().code()).map(|(_, tag)| *tag)?;
    info.is_reliable().then_some(Guess { language, sure: false })
}

/// ISO 639-3 codes of `whatlang` for languages in which agreements are made, as BCP 47 tags.
const TAGS: &[(&str, &str)] = &[
    ("eng", "en"),
    ("fra", "fr"),
    ("spa", "es"),
    ("nld", "nl"),
    ("deu", "de"),
    ("por", "pt"),
    ("ita", "it"),
    ("swe", "sv"),
    ("dan", "da"),
    ("nob", "nb"),
    ("fin", "fi"),
    ("est", "et"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("pol", "pl"),
    ("ces", "cs"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("ron", "ro"),
    ("tur", "tr"),
    ("vie", "vi"),
    ("ind", "id"),
    ("cat", "ca"),
    ("lat", "la"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_languages_of_single_lines() {
        for (text, language) in [
            ("The Parties to this model agreement shall co-operate in good faith.", "en"),
            ("Les Parties au présent accord coopèrent de bonne foi dans le domaine.", "fr"),
            ("Las Partes en el presente acuerdo cooperarán de buena fe para los fines del tratado.", "es"),
            ("De Partijen bij dit verdrag werken te goeder trouw samen op het gebied van de veiligheid.", "nl"),
            ("Die Parteien dieses Abkommens arbeiten nach Treu und Glauben mit der Behörde zusammen.", "de"),
            ("Стороны настоящего соглашения сотрудничают", "ru"),
            ("يتعاون الأطراف في هذا الاتفاق", "ar"),
            ("Сторони цієї угоди співпрацюють", "uk"),
            ("Бакі гэтага пагаднення супрацоўнічаюць добрасумленна", "be"),
            (
                "Страните по това споразумение си сътрудничат добросъвестно във всяка област и въз основа на равенството",
                "bg",
            ),
            ("Стране овог споразума сарађују у доброј вери", "sr"),
            ("Осы келісімнің тараптары адал ынтымақтасады, әрбір тарап құқыққа ие", "kk"),
            ("طرف‌های این موافقتنامه با حسن نیت همکاری می‌کنند", "fa"),
            ("คู่ภาคีของความตกลงนี้ร่วมมือกัน", "th"),
            ("本协定各方应当合作", "zh"),
            ("本協定各方應當合作，條約", "zh-Hant"),
        ] {
            assert_eq!(language_of(text).map(|g| g.language), Some(language), "{text}");
        }
        assert_eq!(language_of("12 (a) – "), None);
        assert_eq!(language_of("Scope"), None);
    }
}
