//! The words that name units, in the languages agreements are made in.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use crate::model::UnitKind;

/// What a word at the beginning of a line announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Word {
    /// The kind of unit.
    pub(crate) kind: UnitKind,
    /// Which word of the table it is: two words of one kind (Article and Rule) number their units apart.
    pub(crate) row: u8,
    /// Whether the number stands before the word (`第五条`, `Première partie`).
    pub(crate) number_first: bool,
}

impl Word {
    /// Whether the unit opens an address space of its own, in which articles count from 1 again.
    pub(crate) fn opens_space(self) -> bool {
        self.kind == UnitKind::Annex
    }

    /// The beginning of an address part: `art`, `ch`, `annex`.
    pub(crate) fn prefix(self) -> &'static str {
        WORDS.get(self.row as usize).map_or("", |row| row.prefix)
    }
}

struct WordRow {
    kind: UnitKind,
    prefix: &'static str,
    /// Words parted by blanks, in small letters and without combining marks.
    words: &'static str,
}

/// One row for each kind of numbered heading; the order is that of nesting, outermost first, which a document overrides
/// by the order in which it uses the words.
const WORDS: &[WordRow] = &[
    WordRow {
        kind: UnitKind::Annex,
        prefix: "annex",
        words: "annex annexe anexo anexa anex приложение bijlage anhang anlage allegato 附件 附錄 附录 부속서 الملحق ملحق المرفق додаток дадатак \
    XX příloha príloha prilog прилог priloga melléklet bilaga bilag vedlegg liite lisa priedas \
                pielikums παραρτημα ek lampiran қосымша ilova илова پیوست ضمیمه נספח ภาคผนวก",
    },
    WordRow {
        kind: UnitKind::Annex,
        prefix: "appendix",
        words: "appendix appendice apéndice apendice добавление aanhangsel προσαρτημα",
    },
    WordRow { kind: UnitKind::Annex, prefix: "schedule", words: "schedule attachment exhibit" },
    WordRow {
        kind: UnitKind::Annex,
        prefix: "protocol",
        words: "protocol protocole protocolo протокол protokoll protokół protokol πρωτοκολλο",
    },
    WordRow { kind: UnitKind::Part, prefix: "book", words: "book livre libro boek buch книга księga kniha" },
    WordRow {
        kind: UnitKind::Part,
        prefix: "part",
        words: "part partie parte partea часть deel teil الجزء الباب частина частка część část časť μεροσ kısım kisim bagian phần \
                حصہ حصه بخش ภาค",
    },
    WordRow {
        kind: UnitKind::Title,
        prefix: "title",
        words: "title titre título titulo titel titolo titlul tytuł τιτλοσ",
    },
    WordRow {
        kind: UnitKind::Chapter,
        prefix: "ch",
        words: "chapter chapitre capítulo capitulo capitolul глава hoofdstuk kapitel kapittel capo الفصل rozdział kapitola \
                hlava poglavlje поглавље poglavje fejezet luku peatükk skyrius nodaļa κεφαλαιο bölüm bab chương bob боб פרק \
                فصل თავი գլուխ ບົດ หมวด अध्याय",
    },
    WordRow {
        kind: UnitKind::Section,
        prefix: "sec",
        words: "section sección seccion secțiunea раздел розділ afdeling abschnitt sezione secção seção القسم oddział oddíl \
                oddiel dział odjeljak одељак avsnitt avdeling afsnit τμημα mục ส่วน",
    },
    WordRow {
        kind: UnitKind::Section,
        prefix: "subsec",
        words: "subsection sub-section sous-section subsección подраздел підрозділ unterabschnitt",
    },
    WordRow {
        kind: UnitKind::Article,
        prefix: "art",
        words: "article art artículo articulo artigo articolo статья artikel المادة مادة ماده articte aricle artícle \
                artíículo articolul artykuł článek článok članak чланак član члан член стаття артыкул αρθρο madde maddə \
                pasal điều modda модда моддаи бап artikkel artikla artikolo artikulo airteagal cikk straipsnis pants člen \
                grein atala neni סעיף دفعہ अनुच्छेद ধারা धारा ข้อ มาตรา ມາດຕາ មាត្រា အပိုဒ် მუხლი հոդված kifungu ibara \
                зүйл madda ماددا берене",
    },
    WordRow { kind: UnitKind::Rule, prefix: "rule", words: "rule règle regla правило regel" },
    WordRow { kind: UnitKind::Rule, prefix: "reg", words: "regulation voorschrift règlement" },
    WordRow {
        kind: UnitKind::Rule,
        prefix: "principle",
        words: "principle principe principio принцип beginsel grundsatz مبدأ",
    },
    WordRow { kind: UnitKind::Rule, prefix: "clause", words: "clause cláusula" },
];

/// Words whose number stands before them: `1. cikk`, `1-modda`, `1 straipsnis`.
const NUMBER_FIRST: &[&str] = &[
    "cikk",
    "modda",
    "модда",
    "madda",
    "ماددا",
    "бап",
    "берене",
    "статья",
    "artikla",
    "straipsnis",
    "pants",
    "člen",
    "grein",
    "atala",
    "зүйл",
    "fejezet",
    "luku",
    "skyrius",
    "nodaļa",
    "боб",
    "bob",
    "peatükk",
    "artikkel",
];

/// The table turned round: the row of each word. Marks are taken off on both sides.
static ROW_OF: LazyLock<FxHashMap<String, usize>> = LazyLock::new(|| {
    let words = |row: &'static WordRow| row.words.split_whitespace().map(|word| plain(word).into_owned());
    WORDS.iter().enumerate().flat_map(|(at, row)| words(row).map(move |word| (word, at))).collect()
});

/// Whether a character is a sign on a letter and no letter: vowels and tones of Arabic, Indic and Thai scripts.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{93c}' | '\u{94d}' | '\u{9bc}' | '\u{9cd}'
        | '\u{e47}'..='\u{e4e}' | '\u{ec8}'..='\u{ece}' | '\u{1037}'..='\u{103a}' | '\u{17c9}'..='\u{17d3}')
}

/// A word in small letters, without marks; Greek accents go as well, because capitals are printed without them.
fn plain(word: &str) -> Cow<'_, str> {
    const GREEK: [(char, char); 8] =
        [('ά', 'α'), ('έ', 'ε'), ('ή', 'η'), ('ί', 'ι'), ('ό', 'ο'), ('ύ', 'υ'), ('ώ', 'ω'), ('ς', 'σ')];
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    if word.is_ascii() {
        return Cow::Owned(word.to_ascii_lowercase());
    }
    let even = |c: char| GREEK.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to);
    Cow::Owned(word.nfc().filter(|c| !is_mark(*c)).flat_map(char::to_lowercase).map(even).collect())
}

/// Chinese and Korean counters: the number stands between `第` or `제` and one of these.
const CHINESE: &[(&str, u8)] = &[
    ("部分", 5),
    ("编", 5),
    ("編", 5),
    ("章", 7),
    ("节", 8),
    ("節", 8),
    ("条", 10),
    ("條", 10),
    ("편", 5),
    ("장", 7),
    ("절", 8),
    ("조", 10),
];

/// The unit word at the beginning of a line and the bytes it takes.
pub(crate) fn unit_word(text: &str) -> Option<(Word, usize)> {
    let end = text.find(|c: char| !(c.is_alphabetic() || c == '-' || is_mark(c))).unwrap_or(text.len());
    let token = text.get(..end)?.trim_end_matches('-');
    let row = (2..=40).contains(&token.len()).then(|| ROW_OF.get(plain(token).as_ref()).copied()).flatten();
    let Some(row) = row else { return misread(text) };
    let mut taken = token.len();
    let short = token.eq_ignore_ascii_case("art");
    match text.get(taken..).and_then(|rest| rest.chars().next()) {
        Some('.') if short => taken += 1,
        _ if short && token == "art" => return None,
        _ => {}
    }
    Some((word_of(row, false)?, taken))
}

/// The word behind a number that stands first: what `cikk` in `1. cikk` names, and the bytes it takes.
pub(crate) fn word_behind_number(text: &str) -> Option<(Word, usize)> {
    let end = text.find(|c: char| !(c.is_alphabetic() || is_mark(c))).unwrap_or(text.len());
    let token = plain(text.get(..end)?);
    NUMBER_FIRST
        .contains(&token.as_ref())
        .then(|| ROW_OF.get(token.as_ref()))
        .flatten()
        .and_then(|row| word_of(*row, true))
        .map(|word| (word, end))
}

/// "Article" with one letter that a scanner read wrongly: `Articlc 5`, `Artic1e 5`.
fn misread(text: &str) -> Option<(Word, usize)> {
    const NAMES: [&str; 4] = ["article", "artikel", "artículo", "articulo"];
    let length = text.find(char::is_whitespace)?;
    let token = text.get(..length).filter(|t| (7..=9).contains(&t.len()))?;
    let like = |name: &&str| {
        name.chars().count() == token.chars().count()
            && name.chars().zip(token.chars()).filter(|(a, b)| !b.to_lowercase().eq([*a])).count() == 1
    };
    if !token.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || !NAMES.iter().any(like) {
        return None;
    }
    Some((word_of(ARTICLE, false)?, length))
}

/// Row of the table for articles.
const ARTICLE: usize = 10;

/// The word behind a Chinese number: what `条` in `第五条` names, and the bytes it takes.
pub(crate) fn chinese_word(text: &str) -> Option<(Word, usize)> {
    let (counter, row) = CHINESE.iter().find(|(counter, _)| text.starts_with(counter))?;
    Some((word_of(*row as usize, true)?, counter.len()))
}

/// Whether a row of the table names articles or rules.
pub(crate) fn is_article(row: u8) -> bool {
    WORDS.get(row as usize).is_some_and(|row| matches!(row.kind, UnitKind::Article | UnitKind::Rule))
}

fn word_of(row: usize, number_first: bool) -> Option<Word> {
    let kind = WORDS.get(row)?.kind;
    Some(Word { kind, row: u8::try_from(row).ok()?, number_first })
}

/// Number of rows: kinds of numbered headings told apart.
pub(crate) const ROWS: usize = 15;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_words_of_many_languages() {
        for (text, kind) in [
            ("Article 5", UnitKind::Article),
            ("ARTÍCULO 9.9", UnitKind::Article),
            ("Статья 1", UnitKind::Article),
            ("المادة 1", UnitKind::Article),
            ("HOOFDSTUK II", UnitKind::Chapter),
            ("Art. 7", UnitKind::Article),
        ] {
            assert_eq!(unit_word(text).map(|(w, _)| w.kind), Some(kind), "{text}");
        }
        for (text, prefix) in [
            ("ΜΕΡΟΣ Α", "part"),
            ("Άρθρο 3", "art"),
            ("มาตรา 3", "art"),
            ("अनुच्छेद ३", "art"),
            ("مادهٔ سوم", "art"),
            ("Розділ II", "sec"),
            ("\u{110}ie\u{302}\u{300}u 1:", "art"),
        ] {
            assert_eq!(unit_word(text).map(|(w, _)| w.prefix()), Some(prefix), "{text}");
        }
        assert_eq!(word_behind_number("cikk").map(|(w, n)| (w.kind, n)), Some((UnitKind::Article, 4)));
        assert_eq!(word_behind_number("article"), None);
        assert_eq!(unit_word("Articles 5 and 6"), None);
        assert_eq!(unit_word("artful"), None);
        assert_eq!(chinese_word("条 总则").map(|(w, n)| (w.kind, n)), Some((UnitKind::Article, 3)));
        assert_eq!(WORDS.len(), ROWS);
        assert_eq!(WORDS[ARTICLE].prefix, "art");
    }
}
