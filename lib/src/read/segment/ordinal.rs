//! Numbers written as words: `premier`, `двадцать первая`, `vigésimo segundo`, `الحادية والعشرون بعد المائة`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Value of a number written as a word; `text` begins with the word. Gives the bytes it takes as well.
pub(crate) fn word(text: &str) -> Option<(u16, usize)> {
    arabic(text).or_else(|| table(text))
}

/// Words for numbers; those of one row have one value. Russian words stand without their endings in [`RUSSIAN`].
const WORDS: &[(u16, &str)] = &[
    (1, "one first premier première primero primera primer eerste erste erster erstes primeiro primeira primo prima"),
    (1, "único única unique birinci اول"),
    (
        2,
        "two second deux deuxième second seconde segundo segunda tweede zweite zweiter zweites secondo seconda ikinci دوم",
    ),
    (
        3,
        "three third trois troisième tercero tercera tercer derde dritte dritter drittes terceiro terceira terzo terza",
    ),
    (3, "üçüncü سوم"),
    (4, "four fourth quatre quatrième cuarto cuarta vierde vierte vierter viertes quarto quarta dördüncü چهارم"),
    (5, "five fifth cinq cinquième quinto quinta vijfde fünfte fünfter fünftes beşinci پنجم"),
    (6, "six sixth sixième sexto sexta zesde sechste sechster sechstes sesto sesta altıncı ششم"),
    (7, "seven seventh sept septième séptimo septimo séptima sétimo sétima zevende siebte siebter siebtes siebente"),
    (7, "siebenter settimo settima yedinci هفتم"),
    (
        8,
        "eight eighth huit huitième octavo octava oitavo oitava achtste achte achter achtes ottavo ottava sekizinci هشتم",
    ),
    (9, "nine ninth neuf neuvième noveno novena nono nona negende neunte neunter neuntes dokuzuncu نهم"),
    (10, "ten tenth dix dixième décimo decimo décima decima tiende zehnte zehnter zehntes onuncu دهم"),
    (11, "eleven eleventh onze onzième undécimo undécima elfde elfte elfter undicesimo undicesima یازدهم"),
    (12, "twelve twelfth douze douzième duodécimo duodécima twaalfde zwölfte zwölfter dodicesimo dodicesima دوازدهم"),
    (13, "thirteen thirteenth treize treizième dertiende dreizehnte dreizehnter tredicesimo decimotercero سیزدهم"),
    (14, "fourteen fourteenth quatorze quatorzième veertiende vierzehnte vierzehnter quattordicesimo decimocuarto"),
    (14, "چهاردهم"),
    (15, "fifteen fifteenth quinze quinzième vijftiende fünfzehnte fünfzehnter quindicesimo decimoquinto پانزدهم"),
    (16, "sixteen sixteenth seize seizième zestiende sechzehnte sechzehnter sedicesimo decimosexto شانزدهم"),
    (17, "seventeen seventeenth dix-sept dix-septième zeventiende siebzehnte siebzehnter diciassettesimo"),
    (17, "decimoséptimo هفدهم"),
    (18, "eighteen eighteenth dix-huit dix-huitième achttiende achtzehnte achtzehnter diciottesimo decimoctavo هجدهم"),
    (
        19,
        "nineteen nineteenth dix-neuf dix-neuvième negentiende neunzehnte neunzehnter diciannovesimo decimonoveno نوزدهم",
    ),
    (20, "twenty twentieth vingt vingtième vigésimo vigésima twintigste zwanzigste zwanzigster ventesimo двадцать"),
    (20, "بیست بیستم"),
    (30, "thirty thirtieth trente trentième trigésimo trigésima dertigste dreißigste trentesimo тридцать سی"),
    (40, "forty fortieth quarante quarantième cuadragésimo quadragésimo veertigste vierzigste quarantesimo сорок"),
    (50, "fifty fiftieth cinquante cinquantième quincuagésimo quinquagésimo vijftigste fünfzigste пятьдесят"),
    (60, "sixty sixtieth soixante soixantième sexagésimo zestigste sechzigste шестьдесят"),
    (70, "seventy seventieth septuagésimo zeventigste siebzigste семьдесят"),
    (80, "eighty eightieth octogésimo tachtigste achtzigste восемьдесят"),
    (90, "ninety ninetieth nonagésimo negentigste neunzigste девяносто"),
];

/// Words that are a number only behind another one: `vingt et un`.
const BEHIND: &[(&str, u16)] = &[("un", 1), ("une", 1), ("unième", 1), ("یکم", 1)];

/// Russian ordinals without their endings.
const RUSSIAN: &[(&str, u16)] = &[
    ("перв", 1),
    ("втор", 2),
    ("трет", 3),
    ("четверт", 4),
    ("четвёрт", 4),
    ("пят", 5),
    ("шест", 6),
    ("седьм", 7),
    ("восьм", 8),
    ("девят", 9),
    ("десят", 10),
    ("одиннадцат", 11),
    ("двенадцат", 12),
    ("тринадцат", 13),
    ("четырнадцат", 14),
    ("пятнадцат", 15),
    ("шестнадцат", 16),
    ("семнадцат", 17),
    ("восемнадцат", 18),
    ("девятнадцат", 19),
    ("двадцат", 20),
    ("тридцат", 30),
    ("сороков", 40),
    ("пятидесят", 50),
];
const RUSSIAN_ENDINGS: [&str; 9] = ["ая", "ый", "ой", "ое", "ья", "ий", "ье", "яя", "ее"];

static VALUES: LazyLock<FxHashMap<&'static str, u16>> = LazyLock::new(|| {
    WORDS.iter().flat_map(|(value, words)| words.split_whitespace().map(move |word| (word, *value))).collect()
});

fn value_of(word: &str) -> Option<u16> {
    let lower = word.to_lowercase();
    VALUES.get(lower.as_str()).copied().or_else(|| {
        let stem = RUSSIAN_ENDINGS.iter().find_map(|ending| lower.strip_suffix(ending))?;
        RUSSIAN.iter().find(|(s, _)| *s == stem).map(|(_, n)| *n)
    })
}

fn table(text: &str) -> Option<(u16, usize)> {
    let run = |text: &str| text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let first = run(text);
    if !(3..=40).contains(&first) {
        return None;
    }
    let word = text.get(..first)?;
    let value = value_of(word)?;
    let rest = text.get(first..)?;
    // "dix-sept" is in the table; "décimo primero" and "twenty-first" are put together.
    let joined = rest.starts_with('-').then(|| first + 1 + run(rest.get(1..).unwrap_or("")));
    if let Some((end, value)) =
        joined.and_then(|end| Some((end, *VALUES.get(text.get(..end)?.to_lowercase().as_str())?)))
    {
        return Some((value, end));
    }
    let tens = value >= 20 && value % 10 == 0 || value == 10 && matches!(word.get(..1), Some("d" | "D"));
    if tens && let Some(behind) = rest.strip_prefix(['-', ' ']) {
        let behind = behind
            .strip_prefix("et ")
            .or_else(|| behind.strip_prefix("et-"))
            .or_else(|| behind.strip_prefix("و "))
            .unwrap_or(behind);
        let start = text.len() - behind.len();
        let second = run(behind);
        let unit = behind.get(..second).and_then(|word| {
            let lower = word.to_lowercase();
            BEHIND.iter().find(|(w, _)| *w == lower).map(|(_, n)| *n).or_else(|| value_of(word))
        });
        if let Some(unit) = unit.filter(|unit| *unit < 10) {
            return Some((value + unit, start + second));
        }
    }
    Some((value, first))
}

const ARABIC_UNITS: &[(&str, u16)] = &[
    ("الاولى", 1),
    ("الاول", 1),
    ("الحادية", 1),
    ("الحادي", 1),
    ("الثانية", 2),
    ("الثاني", 2),
    ("الثالثة", 3),
    ("الثالث", 3),
    ("الرابعة", 4),
    ("الرابع", 4),
    ("الخامسة", 5),
    ("الخامس", 5),
    ("السادسة", 6),
    ("السادس", 6),
    ("السابعة", 7),
    ("السابع", 7),
    ("الثامنة", 8),
    ("الثامن", 8),
    ("التاسعة", 9),
    ("التاسع", 9),
    ("العاشرة", 10),
    ("العاشر", 10),
];
const ARABIC_TENS: &[(&str, u16)] = &[
    ("العشرون", 20),
    ("العشرين", 20),
    ("الثلاثون", 30),
    ("الثلاثين", 30),
    ("الاربعون", 40),
    ("الاربعين", 40),
    ("الخمسون", 50),
    ("الخمسين", 50),
    ("الستون", 60),
    ("الستين", 60),
    ("السبعون", 70),
    ("السبعين", 70),
    ("الثمانون", 80),
    ("الثمانين", 80),
    ("التسعون", 90),
    ("التسعين", 90),
];

const ARABIC_HUNDREDS: &[(&str, u16)] =
    &[("المائة", 100), ("المئة", 100), ("المائتين", 200), ("المئتين", 200), ("الثلاثمائة", 300), ("الاربعمائة", 400)];

/// Arabic ordinals after a unit word: `الخامسة`, `الحادية عشرة`, `الثانية والعشرون`, `الثالثة بعد المائة`. Vowel signs and
/// forms of alif do not matter.
fn arabic(text: &str) -> Option<(u16, usize)> {
    if !text.starts_with('ا') && !text.starts_with("\u{671}") {
        return None;
    }
    let mut words = Vec::new();
    let mut at = 0;
    while words.len() < 4 {
        let rest = text.get(at..)?;
        let lead = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
        let rest = rest.get(lead..)?;
        let end = rest.find(|c: char| !c.is_alphabetic() && !matches!(c, '\u{64b}'..='\u{652}')).unwrap_or(rest.len());
        if end == 0 {
            break;
        }
        at += lead + end;
        let plain: String = rest
            .get(..end)?
            .chars()
            .filter(|c| !matches!(c, '\u{64b}'..='\u{652}' | '\u{640}'))
            .map(|c| if matches!(c, 'أ' | 'إ' | 'آ' | '\u{671}') { 'ا' } else { c })
            .collect();
        words.push((plain, at));
    }
    let find = |table: &[(&str, u16)], word: &str| table.iter().find(|(w, _)| *w == word).map(|(_, n)| *n);
    let (first, first_end) = words.first()?;
    if let Some(hundreds) = find(ARABIC_HUNDREDS, first) {
        return Some((hundreds, *first_end));
    }
    let (mut value, mut end, mut taken) = match find(ARABIC_TENS, first) {
        Some(tens) => (tens, *first_end, 1),
        None => (find(ARABIC_UNITS, first)?, *first_end, 1),
    };
    if let Some((second, second_end)) = words.get(1).filter(|_| value < 10) {
        let tens = match second.as_str() {
            "عشرة" | "عشر" => Some(10),
            second => second.strip_prefix('و').and_then(|tens| find(ARABIC_TENS, tens)),
        };
        if let Some(tens) = tens {
            (value, end, taken) = (value + tens, *second_end, 2);
        }
    }
    if let Some(((after, _), (hundreds, hundreds_end))) = words.get(taken).zip(words.get(taken + 1))
        && after == "بعد"
        && let Some(hundreds) = find(ARABIC_HUNDREDS, hundreds)
    {
        (value, end) = (value + hundreds, *hundreds_end);
    }
    Some((value, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_in_words() {
        assert_eq!(word("Premier"), Some((1, 7)));
        assert_eq!(word("TWENTY-ONE Scope"), Some((21, 10)));
        assert_eq!(word("primero. Objeto").map(|w| w.0), Some(1));
        assert_eq!(word("scope"), None);
        for (text, value) in [
            ("первая", 1),
            ("ТРЕТЬЯ", 3),
            ("третий", 3),
            ("сорок вторая", 42),
            ("двадцатая", 20),
            ("décimo primero", 11),
            ("Vigésimo segundo", 22),
            ("vingt et unième", 21),
            ("dix-sept", 17),
            ("Zwölfter", 12),
            ("único", 1),
            ("seconda", 2),
            ("بیست و یکم", 21),
            ("الخامسة", 5),
            ("الأولى", 1),
            ("الحادية عشرة :", 11),
            ("الثانية والعشرون", 22),
            ("المائة", 100),
            ("الثالثة بعد المائة", 103),
            ("الحادية والعشرون بعد المائة", 121),
            ("الثانية عشرة بعد المائتين", 212),
        ] {
            assert_eq!(word(text).map(|w| w.0), Some(value), "{text}");
        }
        assert_eq!(word("الحادية والعشرون بعد المائة: نص").map(|w| w.1), Some("الحادية والعشرون بعد المائة".len()));
        assert_eq!(word("dix articles").map(|w| w.0), Some(10));
    }
}
