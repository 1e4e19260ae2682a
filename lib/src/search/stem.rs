//! Stems: what is common to the forms of a word, by the Snowball algorithm of its language.
//!
//! A stem is kept in the index beside the word it was made from, in the same place, marked with its language: the English
//! stem of "parties" is a French word. So a bare word of a query finds its forms in every language, and a phrase, which
//! asks for no stems, is exact.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

use super::words::folded;

/// Begins every stem in the index; no word of a text begins so.
pub(super) const MARK: char = '\u{1}';

/// Languages with stems, by the first part of their tags.
const LANGUAGES: &[(&str, Algorithm)] = &[
    ("ar", Algorithm::Arabic),
    ("ca", Algorithm::Catalan),
    ("cs", Algorithm::Czech),
    ("da", Algorithm::Danish),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("en", Algorithm::English),
    ("es", Algorithm::Spanish),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("hu", Algorithm::Hungarian),
    ("id", Algorithm::Indonesian),
    ("it", Algorithm::Italian),
    ("nb", Algorithm::Norwegian),
    ("nl", Algorithm::Dutch),
    ("no", Algorithm::Norwegian),
    ("pl", Algorithm::Polish),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sv", Algorithm::Swedish),
    ("tr", Algorithm::Turkish),
    ("uk", Algorithm::Ukrainian),
];

/// Words of this many letters or fewer have no forms worth finding ("of", "de", "in"), and they are half of every text.
const NO_FORMS: usize = 2;
/// Words remembered of one language: more than any agreement has, few enough to be forgotten about.
const REMEMBERED: usize = 50_000;

/// The first part of a language tag: `zh-Hant` is `zh`.
pub(super) fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

/// Every language that has stems.
pub(super) fn languages() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|(language, _)| *language)
}

/// The stem of a word in lower case, as it stands in the index; `None` if the language has none or the word is too short.
pub(super) fn stem(language: &str, lower: &str) -> Option<String> {
    let (language, algorithm) = LANGUAGES.iter().find(|(known, _)| *known == primary(language))?;
    stem_by(language, Stemmer::new(*algorithm), lower)
}

fn stem_by(language: &str, stemmer: Stemmer, lower: &str) -> Option<String> {
    if lower.chars().nth(NO_FORMS).is_none() || lower.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    // The Arabic algorithm stems a word with its article otherwise than the same word without.
    let lower = if language == "ar" { without_article(lower) } else { lower };
    let stem: Cow<'_, str> = stemmer.stem(lower);
    let stem = folded(&stem);
    (!stem.is_empty()).then(|| format!("{MARK}{language}{stem}"))
}

/// An Arabic word without its article and what is written together with that.
fn without_article(word: &str) -> &str {
    let rest = ["وال", "بال", "كال", "فال", "لل", "ال"].into_iter().find_map(|article| word.strip_prefix(article));
    rest.filter(|rest| rest.chars().nth(NO_FORMS).is_some()).unwrap_or(word)
}

/// Makes stems of one language after another and remembers them: a text says the same few thousand words again and again.
#[derive(Clone, Default)]
pub(super) struct Stems {
    language: &'static str,
    stemmer: Option<Stemmer>,
    known: FxHashMap<String, Option<String>>,
}

impl Stems {
    /// Takes another language.
    pub(super) fn speak(&mut self, tag: &str) {
        let wanted = primary(tag);
        if self.language == wanted {
            return;
        }
        let found = LANGUAGES.iter().find(|(known, _)| *known == wanted);
        let (language, stemmer) =
            found.map_or(("", None), |(known, algorithm)| (*known, Some(Stemmer::new(*algorithm))));
        if language != self.language {
            self.known.clear();
        }
        self.language = language;
        self.stemmer = stemmer;
    }

    /// The stem of a word in lower case, as it stands in the index.
    pub(super) fn stem(&mut self, lower: &str) -> Option<&str> {
        let stemmer = self.stemmer?;
        if !self.known.contains_key(lower) {
            if self.known.len() >= REMEMBERED {
                self.known.clear();
            }
            self.known.insert(lower.to_owned(), stem_by(self.language, stemmer, lower));
        }
        self.known.get(lower)?.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for (language, forms) in [
            ("en", &["cooperate", "cooperation", "cooperating"][..]),
            ("fr", &["coopération", "coopérations"]),
            ("de", &["verpflichtung", "verpflichtungen"]),
            ("es", &["obligación", "obligaciones"]),
            ("nl", &["verplichting", "verplichtingen"]),
            ("ru", &["обязательство", "обязательства", "обязательствами"]),
            ("ar", &["المعلومات", "معلومات"]),
            ("it", &["obbligo", "obblighi"]),
            ("pt", &["obrigação", "obrigações"]),
            ("sv", &["avtal", "avtalen"]),
        ] {
            let stems: Vec<_> = forms.iter().map(|form| stem(language, form)).collect();
            assert!(stems[0].is_some() && stems.windows(2).all(|pair| pair[0] == pair[1]), "{language}: {stems:?}");
        }
        assert_eq!(stem("zh", "信息"), None);
        assert_eq!(stem("en", "of"), None);
        assert_ne!(stem("en", "parties"), stem("fr", "parties"));
    }

    #[test]
    fn what_is_remembered_is_of_one_language() {
        let mut stems = Stems::default();
        for tag in ["en", "fr", "xx", "en-GB", "en"] {
            stems.speak(tag);
            assert_eq!(stems.stem("parties").map(str::to_owned), stem(tag, "parties"), "{tag}");
        }
    }
}
