//! The date that a document gives itself: what its file says, or its closing formula ("Done at … on 3 May 1998").
//!
//! Dates written out in words, and closing formulas that name several days, are left alone: a wrong date turns borrower and
//! lender round.

use std::ops::Range;

use super::document::Document;
use super::extract::Role;
use crate::model::Date;

/// A document's own date, and where it says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnDate {
    /// The date.
    pub date: Date,
    /// Bytes of the extracted text from the opening of the closing formula to the year; `None` for the file's metadata.
    pub words: Option<Range<usize>>,
}

/// How closing formulas begin.
const OPENINGS: [&[&str]; 10] = [
    &["done", "at"],
    &["done", "in"],
    &["done", "on"],
    &["signed", "at"],
    &["fait", "à"],
    &["fait", "en"],
    &["hecho", "en"],
    &["gedaan", "te"],
    &["geschehen", "zu"],
    &["совершено", "в"],
];

const MONTHS: [&[&str]; 12] = [
    &["january", "janvier", "enero", "januari", "januar", "января"],
    &["february", "février", "febrero", "februari", "februar", "февраля"],
    &["march", "mars", "marzo", "maart", "märz", "марта"],
    &["april", "avril", "abril", "апреля"],
    &["may", "mai", "mayo", "mei", "мая"],
    &["june", "juin", "junio", "juni", "июня"],
    &["july", "juillet", "julio", "juli", "июля"],
    &["august", "août", "agosto", "augustus", "августа"],
    &["september", "septembre", "septiembre", "setiembre", "сентября"],
    &["october", "octobre", "octubre", "oktober", "октября"],
    &["november", "novembre", "noviembre", "ноября"],
    &["december", "décembre", "diciembre", "dezember", "декабря"],
];

/// Lines of a closing formula that are looked at: in wrapped texts it runs over several.
const LINES: usize = 4;

impl Document {
    /// The date that the document gives itself, if it gives one and no other.
    #[must_use]
    pub fn own_date(&self) -> Option<OwnDate> {
        if let Some(date) = self.extract.date {
            return Some(OwnDate { date, words: None });
        }
        let body = |at: &usize| {
            self.extract.lines.get(*at).is_some_and(|line| matches!(line.role, Role::Body) && !line.span.is_empty())
        };
        let mut own: Option<OwnDate> = None;
        for at in (0..self.extract.lines.len()).filter(body) {
            let words = self.words_from(at, 1);
            let opens =
                |opening: &&[&str]| words.iter().map(|w| w.0.as_str()).take(opening.len()).eq(opening.iter().copied());
            if !OPENINGS.iter().any(opens) {
                continue;
            }
            let words = self.words_from(at, LINES);
            let mut dates = dates(&words);
            // A second day is that of another language's calendar, or of a second signature.
            let ((date, end), None) = (dates.next()?, dates.next()) else { return None };
            if own.as_ref().is_some_and(|own| own.date != date) {
                return None;
            }
            let start = words.first().map_or(0, |word| word.1.start);
            own.get_or_insert(OwnDate { date, words: Some(start..end) });
        }
        own
    }

    /// The words of some lines up to an empty one, in small letters, with their bytes.
    fn words_from(&self, at: usize, lines: usize) -> Vec<(String, Range<usize>)> {
        let lines = self.extract.lines.iter().skip(at).take(lines).take_while(|line| !line.span.is_empty());
        let words = lines.flat_map(|line| {
            let text = self.extract.words(line);
            text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(move |word| {
                let start = line.span.start + (word.as_ptr() as usize - text.as_ptr() as usize);
                (word.to_lowercase(), start..start + word.len())
            })
        });
        words.collect()
    }
}

/// The days that some words name, each with the last byte of its year.
fn dates(words: &[(String, Range<usize>)]) -> impl Iterator<Item = (Date, usize)> {
    let link = |word: &&str| !matches!(*word, "of" | "de" | "del" | "day" | "the" | "der");
    let word = |at: usize| words.get(at).map(|w| w.0.as_str());
    words.iter().enumerate().filter_map(move |(at, (name, _))| {
        let month = MONTHS.iter().position(|names| names.contains(&name.as_str()))? + 1;
        let before = (0..at).rev().take(3).filter_map(word).find(link);
        let (next, span) =
            words.get(at + 1..)?.iter().take(3).find(|w| link(&w.0.as_str())).map(|w| (w.0.as_str(), &w.1))?;
        let (day, year, end) = match before.and_then(day) {
            Some(day) => (day, next, span.end),
            // "May 3, 1998"
            None => (day(next)?, word(at + 2)?, words.get(at + 2)?.1.end),
        };
        let year = (year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit())).then_some(year)?;
        Some((Date::parse(&format!("{year}-{month:02}-{day:02}")).ok()?, end))
    })
}

fn day(word: &str) -> Option<u8> {
    let number = ["st", "nd", "rd", "th", "er"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    number.parse().ok().filter(|day| (1..=31).contains(day) && number.len() <= 2)
}

#[cfg(test)]
mod tests {
    use crate::read::{Options, read};

    fn own(text: &str) -> Option<(String, String)> {
        let document = read("model.md", text.as_bytes(), &Options::default());
        let own = document.own_date()?;
        Some((own.date.to_string(), own.words.map_or(String::new(), |w| document.extract.text[w].to_owned())))
    }

    #[test]
    fn closing_formulas_give_the_date() {
        for (text, date) in [
            ("Done at Port Alder on 3 May 1998, in English.", "1998-05-03"),
            ("DONE at Moscow this 8th day of\nMay 2015 in two copies.", "2015-05-08"),
            ("Fait à Port Alder, le 1er août 2009, en français.", "2009-08-01"),
            ("Hecho en Lima el 12 de abril de 2006.", "2006-04-12"),
            ("Done at Washington, May 18, 2004, in duplicate.", "2004-05-18"),
            ("Совершено в Москве 8 мая 2015 года.", "2015-05-08"),
        ] {
            let text = format!("Model Agreement\n\nArticle 1\n\nThe Agreement of 2 June 1950 ends.\n\n{text}\n");
            assert_eq!(own(&text).map(|o| o.0), Some(date.to_owned()), "{text}");
        }
        let both = "Words.\n\nDone at Alder on 3 May 1998.\n\nMots.\n\nFait à Alder le 3 mai 1998.\n";
        assert_eq!(own(both), Some(("1998-05-03".to_owned(), "Done at Alder on 3 May 1998".to_owned())));
    }

    #[test]
    fn what_is_not_clear_is_no_date() {
        for text in [
            "The Agreement done at Alder on 3 May 1998 ends.",
            "Done at Alder this third day of May, nineteen ninety-eight.",
            "Done at Alder on 3 May 1998 and at Mole on 4 May 1998.",
            "Done at Alder on 3 May 1998.\n\nDone at Mole on 5 June 1999.",
            "Done at Alder on 31 June 1998.",
            "Done at Alder in May 1998.",
        ] {
            assert_eq!(own(&format!("Model Agreement\n\n{text}\n")), None, "{text}");
        }
    }
}
