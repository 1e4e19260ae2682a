//! The words that name units, in the languages agreements are made in.

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
    words: &'static [&'static str],
}

/// One row for each kind of numbered heading; the order is that of nesting, outermost first, which a document overrides
/// by the order in which it uses the words.
const WORDS: &[WordRow] = &[
    WordRow {
        kind: UnitKind::Annex,
        prefix: "annex",
        words: &[
            "annex",
            "annexe",
            "anexo",
            "приложение",
            "bijlage",
            "anhang",
            "anlage",
            "allegato",
            "附件",
            "الملحق",
            "ملحق",
            "المرفق",
        ],
    },
    WordRow {
        kind: UnitKind::Annex,
        prefix: "appendix",
        words: &["appendix", "appendice", "apéndice", "apendice", "добавление", "aanhangsel"],
    },
    WordRow { kind: UnitKind::Annex, prefix: "schedule", words: &["schedule", "attachment", "exhibit"] },
    WordRow {
        kind: UnitKind::Annex,
        prefix: "protocol",
        words: &["protocol", "protocole", "protocolo", "протокол", "protokoll"],
    },
    WordRow { kind: UnitKind::Part, prefix: "book", words: &["book", "livre", "libro", "boek", "buch", "книга"] },
    WordRow {
        kind: UnitKind::Part,
        prefix: "part",
        words: &["part", "partie", "parte", "часть", "deel", "teil", "الجزء", "الباب"],
    },
    WordRow {
        kind: UnitKind::Title,
        prefix: "title",
        words: &["title", "titre", "título", "titulo", "titel", "titolo"],
    },
    WordRow {
        kind: UnitKind::Chapter,
        prefix: "ch",
        words: &["chapter", "chapitre", "capítulo", "capitulo", "глава", "hoofdstuk", "kapitel", "capo", "الفصل"],
    },
    WordRow {
        kind: UnitKind::Section,
        prefix: "sec",
        words: &[
            "section",
            "sección",
            "seccion",
            "раздел",
            "afdeling",
            "abschnitt",
            "sezione",
            "secção",
            "seção",
            "القسم",
        ],
    },
    WordRow {
        kind: UnitKind::Section,
        prefix: "subsec",
        words: &["subsection", "sub-section", "sous-section", "subsección", "подраздел", "unterabschnitt"],
    },
    WordRow {
        kind: UnitKind::Article,
        prefix: "art",
        words: &[
            "article",
            "art",
            "artículo",
            "articulo",
            "artigo",
            "articolo",
            "статья",
            "artikel",
            "المادة",
            "مادة",
            "articte",
            "aricle",
            "artícle",
            "artíículo",
        ],
    },
    WordRow { kind: UnitKind::Rule, prefix: "rule", words: &["rule", "règle", "regla", "правило", "regel"] },
    WordRow { kind: UnitKind::Rule, prefix: "reg", words: &["regulation", "voorschrift", "règlement"] },
    WordRow {
        kind: UnitKind::Rule,
        prefix: "principle",
        words: &["principle", "principe", "principio", "принцип", "beginsel", "grundsatz", "مبدأ"],
    },
    WordRow { kind: UnitKind::Rule, prefix: "clause", words: &["clause", "cláusula"] },
];

/// Chinese counters: the number stands between `第` and one of these.
const CHINESE: &[(&str, u8)] =
    &[("部分", 5), ("编", 5), ("編", 5), ("章", 7), ("节", 8), ("節", 8), ("条", 10), ("條", 10), ("条", 10)];

/// The unit word at the beginning of a line and the bytes it takes.
pub(crate) fn unit_word(text: &str) -> Option<(Word, usize)> {
    let end = text
        .find(|c: char| !(c.is_alphabetic() || c == '-' || matches!(c, '\u{64b}'..='\u{652}')))
        .unwrap_or(text.len());
    let token = text.get(..end)?.trim_end_matches('-');
    let lower = token.to_lowercase();
    let known =
        (3..=30).contains(&token.len()).then(|| WORDS.iter().position(|row| row.words.contains(&lower.as_str())));
    let Some(row) = known.flatten() else { return misread(text) };
    let mut taken = token.len();
    let short = lower == "art";
    match text.get(taken..).and_then(|rest| rest.chars().next()) {
        Some('.') if short => taken += 1,
        _ if short && token == "art" => return None,
        _ => {}
    }
    Some((word_of(row, false)?, taken))
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
        assert_eq!(unit_word("Articles 5 and 6"), None);
        assert_eq!(unit_word("artful"), None);
        assert_eq!(chinese_word("条 总则").map(|(w, n)| (w.kind, n)), Some((UnitKind::Article, 3)));
        assert_eq!(WORDS.len(), ROWS);
        assert_eq!(WORDS[ARTICLE].prefix, "art");
    }
}
