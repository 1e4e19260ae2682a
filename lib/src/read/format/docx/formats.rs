//! Numbers in the forms that Word can count in.
//!
//! The sequences follow ISO/IEC 29500-1, 17.18.59. Words for numbers are English ones whatever the language of the
//! document, since a file does not say in which language its list counts.

use crate::text;

/// Longest run of one letter: the twenty-seventh item is `aa`, and nobody counts to thirty times the alphabet.
const MAX_REPEAT: i64 = 30;

/// A number in a form; `None` if the form is not known. What a form cannot express is given in digits.
pub(super) fn write(form: &str, n: i64) -> Option<String> {
    let written = match form {
        "decimal" | "decimalHalfWidth" | "bahtText" | "dollarText" => Some(n.to_string()),
        "none" | "bullet" => return Some(String::new()),
        "decimalZero" => Some(format!("{n:02}")),
        "upperRoman" => roman(n),
        "lowerRoman" => roman(n).map(|r| r.to_lowercase()),
        "upperLetter" => letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ", n),
        "lowerLetter" => letters("abcdefghijklmnopqrstuvwxyz", n),
        "russianUpper" => letters("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ", n),
        "russianLower" => letters("абвгдежзиклмнопрстуфхцчшщыэюя", n),
        "arabicAlpha" => letters("أبتثجحخدذرزسشصضطظعغفقكلمنهوي", n),
        "arabicAbjad" => letters("أبجدهوزحطيكلمنسعفصقرشتثخذضظغ", n),
        "hebrew1" => hebrew(n),
        "hebrew2" => letters("אבגדהוזחטיכלמנסעפצקרשת", n),
        "thaiLetters" => letters("กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ", n),
        "ganada" => letters("가나다라마바사아자차카타파하", n),
        "chosung" => letters("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ", n),
        "aiueo" | "aiueoFullWidth" => {
            around("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン", n)
        }
        "iroha" | "irohaFullWidth" => around(
            "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン",
            n,
        ),
        "ideographTraditional" => around("甲乙丙丁戊己庚辛壬癸", n),
        "ideographZodiac" => around("子丑寅卯辰巳午未申酉戌亥", n),
        "chicago" => chicago(n),
        "ordinal" => Some(format!("{n}{}", ordinal_ending(n))),
        "cardinalText" => words(n).map(capitalised),
        "ordinalText" => ordinal_words(n).map(capitalised),
        "hex" => Some(format!("{n:X}")),
        "numberInDash" => Some(format!("- {n} -")),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => enclosed(0x2460, 20, n),
        "decimalEnclosedParen" => enclosed(0x2474, 20, n),
        "decimalEnclosedFullstop" => enclosed(0x2488, 20, n),
        "ideographEnclosedCircle" => enclosed(0x3220, 10, n),
        "decimalFullWidth" | "decimalFullWidth2" => digits(0xFF10, n),
        "thaiNumbers" => digits(0x0E50, n),
        "hindiNumbers" => digits(0x0966, n),
        "ideographDigital" | "japaneseDigitalTenThousand" => positional("〇一二三四五六七八九", n),
        "taiwaneseDigital" => positional("○一二三四五六七八九", n),
        "koreanDigital" => positional("영일이삼사오육칠팔구", n),
        "koreanDigital2" => positional("零一二三四五六七八九", n),
        // From a hundred on, this form names digits instead of counting.
        "chineseCounting" | "taiwaneseCounting" if n >= 100 => positional("○一二三四五六七八九", n),
        "chineseCounting" | "taiwaneseCounting" | "chineseCountingThousand" | "taiwaneseCountingThousand" => {
            counted(&CHINESE, n)
        }
        "japaneseCounting" => counted(&JAPANESE, n),
        "koreanCounting" => counted(&KOREAN, n),
        "chineseLegalSimplified" => counted(&LEGAL_SIMPLIFIED, n),
        "ideographLegalTraditional" => counted(&LEGAL_TRADITIONAL, n),
        "japaneseLegal" => counted(&LEGAL_JAPANESE, n),
        "koreanLegal" => korean_legal(n),
        _ => return None,
    };
    Some(written.unwrap_or_else(|| n.to_string()))
}

/// The example of a custom form (`001, 002, 003, ...`) tells to how many digits numbers are filled with zeros.
pub(super) fn custom(example: &str, n: i64) -> Option<String> {
    let first = example.split(',').next()?.trim();
    let padded = first.strip_suffix('1')?;
    (first.len() <= 10 && padded.chars().all(|c| c == '0')).then(|| format!("{n:0width$}", width = first.len()))
}

fn roman(n: i64) -> Option<String> {
    u32::try_from(n).ok().filter(|n| (1..=32_767).contains(n)).map(text::roman)
}

/// `a` to `z`, then `aa`, `bb` and so on: Word repeats the letter and does not count in a system of twenty-six.
fn letters(alphabet: &str, n: i64) -> Option<String> {
    let size = i64::try_from(alphabet.chars().count()).ok()?;
    let round = n.checked_sub(1)?.checked_div(size)?;
    if n < 1 || round >= MAX_REPEAT {
        return None;
    }
    let letter = alphabet.chars().nth(usize::try_from((n - 1) % size).ok()?)?;
    Some(std::iter::repeat_n(letter, usize::try_from(round + 1).ok()?).collect())
}

/// A sequence that begins again when it ends.
fn around(sequence: &str, n: i64) -> Option<String> {
    let size = i64::try_from(sequence.chars().count()).ok()?;
    let at = usize::try_from(n.checked_sub(1)?).ok()? % usize::try_from(size).ok()?;
    sequence.chars().nth(at).map(String::from)
}

fn chicago(n: i64) -> Option<String> {
    letters("*†‡§", n)
}

fn ordinal_ending(n: i64) -> &'static str {
    match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

fn enclosed(first: u32, count: u32, n: i64) -> Option<String> {
    let n = u32::try_from(n).ok().filter(|n| (1..=count).contains(n))?;
    char::from_u32(first + n - 1).map(String::from)
}

fn digits(zero: u32, n: i64) -> Option<String> {
    n.to_string().chars().map(|c| char::from_u32(zero + c.to_digit(10)?)).collect()
}

fn positional(digits: &str, n: i64) -> Option<String> {
    n.to_string().chars().map(|c| digits.chars().nth(c.to_digit(10)? as usize)).collect()
}

/// How a language of East Asia counts with signs for ten, a hundred and a thousand.
struct Counting {
    digits: &'static str,
    units: [&'static str; 4],
    myriad: &'static str,
    /// Whether a gap is filled with the sign for zero (一百零一).
    zero: bool,
    /// Largest unit that stands without a one before it: 0 for none, 1 for ten at the beginning, 3 for all.
    bare: usize,
}

const CHINESE: Counting =
    Counting {
        digits: "零一二三四五六七八九", units: ["", "十", "百", "千"], myriad: "万", zero: true, bare: 1
    };
const JAPANESE: Counting = Counting { zero: false, bare: 3, ..CHINESE };
const KOREAN: Counting =
    Counting {
        digits: "영일이삼사오육칠팔구", units: ["", "십", "백", "천"], myriad: "만", zero: false, bare: 3
    };
const LEGAL_SIMPLIFIED: Counting =
    Counting {
        digits: "零壹贰叁肆伍陆柒捌玖", units: ["", "拾", "佰", "仟"], myriad: "万", zero: true, bare: 0
    };
const LEGAL_TRADITIONAL: Counting =
    Counting {
        digits: "零壹貳參肆伍陸柒捌玖", units: ["", "拾", "佰", "仟"], myriad: "萬", zero: true, bare: 0
    };
const LEGAL_JAPANESE: Counting =
    Counting {
        digits: "〇壱弐参四伍六七八九", units: ["", "拾", "百", "阡"], myriad: "萬", zero: false, bare: 0
    };

fn counted(system: &Counting, n: i64) -> Option<String> {
    let n = usize::try_from(n).ok().filter(|n| (1..100_000_000).contains(n))?;
    let mut written = String::new();
    if n >= 10_000 {
        written.push_str(&below_myriad(system, n / 10_000, true)?);
        written.push_str(system.myriad);
        if system.zero && (1..1000).contains(&(n % 10_000)) {
            written.push(system.digits.chars().next()?);
        }
    }
    written.push_str(&below_myriad(system, n % 10_000, n < 10_000)?);
    Some(written)
}

fn below_myriad(system: &Counting, n: usize, leading: bool) -> Option<String> {
    let mut written = String::new();
    let mut gap = false;
    for (power, unit) in system.units.iter().enumerate().rev() {
        let digit = n / 10usize.pow(u32::try_from(power).ok()?) % 10;
        if digit == 0 {
            gap |= !written.is_empty();
            continue;
        }
        if gap && system.zero {
            written.push(system.digits.chars().next()?);
        }
        gap = false;
        let alone = leading && written.is_empty();
        let bare = power > 0 && power <= system.bare && (system.bare > 1 || alone);
        if digit > 1 || !bare {
            written.push(system.digits.chars().nth(digit)?);
        }
        written.push_str(unit);
    }
    Some(written)
}

fn korean_legal(n: i64) -> Option<String> {
    const ONES: [&str; 10] = ["", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉"];
    const TENS: [&str; 10] = ["", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"];
    let n = usize::try_from(n).ok().filter(|n| (1..100).contains(n))?;
    Some(format!("{}{}", TENS.get(n / 10)?, ONES.get(n % 10)?))
}

fn hebrew(n: i64) -> Option<String> {
    const STEPS: [(i64, &str); 21] = [
        (400, "ת"),
        (300, "ש"),
        (200, "ר"),
        (100, "ק"),
        (90, "צ"),
        (80, "פ"),
        (70, "ע"),
        (60, "ס"),
        (50, "נ"),
        (40, "מ"),
        (30, "ל"),
        (20, "כ"),
        (10, "י"),
        (9, "ט"),
        (8, "ח"),
        (7, "ז"),
        (6, "ו"),
        (5, "ה"),
        (4, "ד"),
        (3, "ג"),
        (2, "ב"),
    ];
    let mut rest = Some(n).filter(|n| (1..1000).contains(n))?;
    let mut written = String::new();
    for (value, letter) in STEPS {
        // Fifteen and sixteen are not spelled with the letters of the divine name.
        if matches!(rest, 15 | 16) {
            written.push('ט');
            rest -= 9;
        }
        while rest >= value {
            written.push_str(letter);
            rest -= value;
        }
    }
    if rest == 1 {
        written.push('א');
    }
    Some(written)
}

const ONES: [&str; 20] = [
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

fn words(n: i64) -> Option<String> {
    let n = usize::try_from(n).ok().filter(|n| (1..1000).contains(n))?;
    let mut written = String::new();
    if n >= 100 {
        written = format!("{} hundred", ONES.get(n / 100)?);
    }
    let rest = n % 100;
    if rest > 0 && !written.is_empty() {
        written.push(' ');
    }
    if let Some(word) = ONES.get(rest) {
        written.push_str(word);
    } else {
        written.push_str(TENS.get(rest / 10)?);
        if !rest.is_multiple_of(10) {
            written.push('-');
            written.push_str(ONES.get(rest % 10)?);
        }
    }
    Some(written)
}

fn ordinal_words(n: i64) -> Option<String> {
    const IRREGULAR: [(&str, &str); 7] = [
        ("one", "first"),
        ("two", "second"),
        ("three", "third"),
        ("five", "fifth"),
        ("eight", "eighth"),
        ("nine", "ninth"),
        ("twelve", "twelfth"),
    ];
    let cardinal = words(n)?;
    for (one, first) in IRREGULAR {
        if let Some(stem) = cardinal.strip_suffix(one) {
            return Some(format!("{stem}{first}"));
        }
    }
    Some(match cardinal.strip_suffix('y') {
        Some(stem) => format!("{stem}ieth"),
        None => format!("{cardinal}th"),
    })
}

fn capitalised(word: String) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::{custom, write};

    #[test]
    fn forms_follow_the_standard() {
        for (form, n, expected) in [
            ("decimal", 12, "12"),
            ("decimalZero", 7, "07"),
            ("upperRoman", 1994, "MCMXCIV"),
            ("lowerRoman", 4, "iv"),
            ("lowerLetter", 26, "z"),
            ("lowerLetter", 27, "aa"),
            ("lowerLetter", 28, "bb"),
            ("upperLetter", 53, "AAA"),
            ("russianLower", 10, "к"),
            ("russianUpper", 29, "Я"),
            ("arabicAlpha", 3, "ت"),
            ("arabicAbjad", 3, "ج"),
            ("hebrew1", 15, "טו"),
            ("hebrew1", 17, "יז"),
            ("hebrew1", 116, "קטז"),
            ("hebrew1", 21, "כא"),
            ("ordinal", 11, "11th"),
            ("ordinal", 22, "22nd"),
            ("cardinalText", 42, "Forty-two"),
            ("ordinalText", 12, "Twelfth"),
            ("ordinalText", 30, "Thirtieth"),
            ("ordinalText", 103, "One hundred third"),
            ("hex", 26, "1A"),
            ("chicago", 6, "††"),
            ("numberInDash", 3, "- 3 -"),
            ("decimalEnclosedCircle", 20, "⑳"),
            ("decimalEnclosedCircle", 21, "21"),
            ("ideographDigital", 10, "一〇"),
            ("chineseCounting", 10, "十"),
            ("chineseCounting", 21, "二十一"),
            ("chineseCounting", 100, "一○○"),
            ("chineseCountingThousand", 101, "一百零一"),
            ("chineseCountingThousand", 110, "一百一十"),
            ("chineseCountingThousand", 1001, "一千零一"),
            ("japaneseCounting", 111, "百十一"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("koreanDigital", 10, "일영"),
            ("koreanLegal", 21, "스물하나"),
            ("ideographTraditional", 11, "甲"),
            ("thaiNumbers", 25, "๒๕"),
            ("none", 5, ""),
            // What a form cannot say is said in digits.
            ("upperRoman", 0, "0"),
            ("lowerLetter", i64::MAX, "9223372036854775807"),
            ("chineseCounting", i64::MIN, "-9223372036854775808"),
        ] {
            assert_eq!(write(form, n).as_deref(), Some(expected), "{form} {n}");
        }
        assert_eq!(write("klingon", 1), None);
        assert_eq!(custom("001, 002, 003, ...", 7).as_deref(), Some("007"));
        assert_eq!(custom("x", 7), None);
    }

    #[test]
    fn no_number_breaks_a_form() {
        for form in
            ["aiueo", "iroha", "hebrew1", "hebrew2", "japaneseCounting", "ordinal", "hex", "chicago", "koreanLegal"]
        {
            for n in [i64::MIN, -1, 0, 1, 9_999, 10_000, 100_001, 99_999_999, i64::MAX] {
                assert!(write(form, n).is_some_and(|w| w.len() < 120), "{form} {n}");
            }
        }
    }
}
