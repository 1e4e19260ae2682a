//! RIS records, as Zotero, EndNote, Mendeley and others import them.
//!
//! Followed: "RIS Format Specifications" (Research Information Systems) for tags and line ends, and the tables of Zotero's
//! own translator (`RIS.js` in zotero/translators) for what becomes of them. Chosen by those tables: `STAT` for treaties and
//! legislation, because `LEGAL` arrives in Zotero as a court case, `UNBILL` as a manuscript and `GEN` as a journal article;
//! `RPRT` for everything else, because it keeps number, kind and institution. `M2  - Type: treaty` becomes a line of
//! Zotero's field Extra, by which its citations treat the item as a treaty. The name of a body goes into `PB`, and into
//! `AU` only if it has no comma, since what follows a comma would be imported as a first name. Not sure: EndNote names its
//! fields differently for some types; nothing is lost there, but a number may land in another box.

use super::facts::{Class, Facts};
use super::pinpoint;
use super::{dates_in_words, oscola};
use crate::model::Date;

pub(super) fn write(facts: &Facts<'_>) -> String {
    let class = facts.class();
    let is_law = matches!(class, Class::Treaty | Class::Legislation);
    let mut record = Record(String::new());
    record.field("TY", if is_law { "STAT" } else { "RPRT" });
    record.field("ID", facts.id());
    record.field("TI", &facts.title());
    if let Some(author) = facts.author() {
        if !author.contains(',') {
            record.field("AU", &author);
        }
        record.field("PB", &author);
    }
    let made = facts.made();
    if let Some(made) = &made {
        record.field("PY", &made.date.year().to_string());
        record.field("DA", &day(made.date));
    }
    record.optional("CY", facts.place());
    record.optional(if is_law { "M1" } else { "SN" }, facts.written_symbol());
    if is_law {
        record.optional("M2", (class == Class::Treaty).then(|| "Type: treaty".to_owned()));
    } else {
        record.optional("M3", facts.kind_label());
    }
    record.optional("LA", facts.language().map(str::to_owned));
    if let Some(address) = facts.address() {
        record.field("UR", &address);
        record.optional("Y2", facts.accessed().map(day));
    }
    record.optional("N1", dates_in_words(facts));
    let pin = facts.unit().map(|unit| pinpoint::write(unit, &oscola::WORDS));
    if is_law {
        record.optional("SE", pin);
    } else {
        record.optional("N1", pin.map(|pin| format!("Cited: {pin}")));
    }
    record.field("ER", "");
    record.0
}

struct Record(String);

impl Record {
    /// One field is one line; the values come on one line from [`Facts`].
    fn field(&mut self, tag: &str, value: &str) {
        self.0.push_str(tag);
        self.0.push_str("  - ");
        self.0.push_str(value);
        self.0.push_str("\r\n");
    }

    fn optional(&mut self, tag: &str, value: Option<String>) {
        if let Some(value) = value {
            self.field(tag, &value);
        }
    }
}

/// `2001/11/23/`, `2001/11//`, `2001///`: year, month, day and a free part, empty where not known.
fn day(date: Date) -> String {
    let two = |number: Option<i8>| number.map_or(String::new(), |number| format!("{number:02}"));
    format!("{:04}/{}/{}/", date.year(), two(date.month()), two(date.day()))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{cited, cited_with_title};
    use super::day;
    use crate::export::Style::Ris;
    use crate::model::Date;

    #[test]
    fn a_treaty() {
        assert_eq!(
            cited("harbour-convention", Some("art4/1"), Ris),
            "TY  - STAT\r\nID  - harbour-convention\r\nTI  - Convention on Harbours\r\nAU  - Council of Erewhon\r\n\
             PB  - Council of Erewhon\r\nPY  - 2001\r\nDA  - 2001/11/23/\r\nCY  - Budapest\r\nM1  - ETS No. 185\r\n\
             M2  - Type: treaty\r\nLA  - en\r\n\
             N1  - Opened for signature 23 November 2001, entered into force 1 July 2004\r\nSE  - art 4(1)\r\nER  - \r\n"
        );
    }

    #[test]
    fn a_report() {
        assert_eq!(
            cited("expert-report", Some("13/f"), Ris),
            "TY  - RPRT\r\nID  - expert-report\r\nTI  - Report of the Experts on Nets\r\nPY  - 2015\r\n\
             DA  - 2015/07/22/\r\nSN  - A/70/174\r\nM3  - Expert report\r\nLA  - en\r\nN1  - Dated 22 July 2015\r\n\
             N1  - Cited: para 13(f)\r\nER  - \r\n"
        );
    }

    #[test]
    fn a_body_with_a_comma_in_its_name_is_no_person() {
        let text = cited("conference-resolution", None, Ris);
        assert!(text.contains("AU  - Conference of the Societies\r\n"), "{text}");
        let text = cited("letter", None, Ris);
        assert!(!text.contains("AU  - "), "{text}");
        assert!(text.contains("PB  - Envoys of Erewhon, Laputa and others\r\n"), "{text}");
    }

    #[test]
    fn precision_is_kept_and_lines_are_not_broken() {
        let written = |text: &str| day(Date::parse(text).unwrap());
        assert_eq!(
            [written("2014"), written("2014-05"), written("2014-05-09")],
            ["2014///", "2014/05//", "2014/05/09/"]
        );
        let text = cited_with_title("ER  - \r\nTY  - JOUR\u{2028}العنوان & {x}", Ris);
        assert!(text.contains("TI  - ER - TY - JOUR العنوان & {x}\r\n"), "{text}");
    }
}
