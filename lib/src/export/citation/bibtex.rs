//! BibTeX entries.
//!
//! Followed: "BibTeXing" (Oren Patashnik, 1988) for entry types and fields, and what `biblatex` adds to `@misc` and
//! `@techreport` (`url`, `urldate`, `organization`, `langid` is left out because tags of languages are not its names). Reports
//! and resolutions become `@techreport`, which has a number and an institution, everything else `@misc`. BibTeX has no
//! field for a day that both programs read, so the exact dates stand in `note`; a pinpoint stands there too.
//!
//! BibTeX counts braces even behind a backslash, so a brace in a title is written by its name.

use std::fmt::Write as _;

use super::facts::{Class, Facts};
use super::pinpoint;
use super::symbol;
use super::{dates_in_words, join, oscola};

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

pub(super) fn write(facts: &Facts<'_>) -> String {
    let class = facts.class();
    let number = facts.written_symbol();
    let of_united_nations =
        number.as_deref().is_some_and(|number| symbol::read(number).iter().any(|s| s.form.is_united_nations()));
    let author = facts.author();
    let institution = author.clone().or_else(|| of_united_nations.then(|| "United Nations".to_owned()));
    let is_report = matches!(class, Class::Report | Class::Resolution) && institution.is_some();
    let mut fields: Vec<(&str, String)> = Vec::new();
    let mut field = |name: &'static str, value: Option<String>| {
        fields.extend(value.map(|value| (name, format!("{{{}}}", escaped(&value)))));
    };
    // The second pair of braces keeps the capitals of a title and keeps the name of a body in one piece.
    let title = facts.title();
    field("title", Some(title));
    match class {
        _ if is_report => {
            field("institution", institution);
            field("type", facts.kind_label());
            field("number", number);
        }
        Class::Treaty | Class::Agreement => {
            field("organization", author);
            field("howpublished", number);
        }
        _ => {
            field("author", author);
            field("howpublished", number);
        }
    }
    field("address", facts.place());
    let pin = facts.unit().map(|unit| pinpoint::write(unit, &oscola::WORDS));
    field("note", Some(join([dates_in_words(facts), pin], ", ")).filter(|note| !note.is_empty()));
    for (name, value) in &mut fields {
        if matches!(*name, "title" | "author" | "institution" | "organization") {
            *value = format!("{{{value}}}");
        }
    }
    if let Some(made) = facts.made() {
        fields.push(("year", format!("{{{}}}", made.date.year())));
        let month = made.date.month().and_then(|month| usize::try_from(month - 1).ok());
        fields.extend(month.and_then(|at| MONTHS.get(at)).map(|month| ("month", (*month).to_owned())));
    }
    if let Some(address) = facts.address() {
        fields.push(("url", format!("{{{address}}}")));
        fields.extend(facts.accessed().map(|day| ("urldate", format!("{{{day}}}"))));
    }
    let mut entry = format!("@{}{{{},\n", if is_report { "techreport" } else { "misc" }, facts.id());
    for (name, value) in fields {
        // Writing into a string cannot fail.
        let _ = writeln!(entry, "  {name} = {value},");
    }
    entry.push_str("}\n");
    entry
}

/// Text with the characters that TeX takes for its own written by name.
fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => {
                written.push('\\');
                written.push(c);
            }
            '{' => written.push_str("\\textbraceleft{}"),
            '}' => written.push_str("\\textbraceright{}"),
            '\\' => written.push_str("\\textbackslash{}"),
            '~' => written.push_str("\\textasciitilde{}"),
            '^' => written.push_str("\\textasciicircum{}"),
            '<' => written.push_str("\\textless{}"),
            '>' => written.push_str("\\textgreater{}"),
            '|' => written.push_str("\\textbar{}"),
            _ => written.push(c),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::super::sample::{cited, cited_with_title};
    use super::escaped;
    use crate::export::Style::Bibtex;

    #[test]
    fn a_treaty() {
        assert_eq!(
            cited("harbour-convention", Some("art4/1"), Bibtex),
            "@misc{harbour-convention,\n\
             \x20 title = {{Convention on Harbours}},\n\
             \x20 organization = {{Council of Erewhon}},\n\
             \x20 howpublished = {ETS No. 185},\n\
             \x20 address = {Budapest},\n\
             \x20 note = {Opened for signature 23 November 2001, entered into force 1 July 2004, art 4(1)},\n\
             \x20 year = {2001},\n\
             \x20 month = nov,\n\
             }\n"
        );
    }

    #[test]
    fn a_report_has_number_and_institution() {
        assert_eq!(
            cited("expert-report", None, Bibtex),
            "@techreport{expert-report,\n\
             \x20 title = {{Report of the Experts on Nets}},\n\
             \x20 institution = {{United Nations}},\n\
             \x20 type = {Expert report},\n\
             \x20 number = {A/70/174},\n\
             \x20 note = {Dated 22 July 2015},\n\
             \x20 year = {2015},\n\
             \x20 month = jul,\n\
             }\n"
        );
    }

    #[test]
    fn what_is_not_known_is_not_there() {
        assert_eq!(cited("bare", None, Bibtex), "@misc{bare,\n  title = {{bare}},\n}\n");
        let mou = cited("hotline-mou", None, Bibtex);
        assert!(mou.contains("  url = {https://example.org/mou%20text},\n  urldate = {2024-06-05},\n"), "{mou}");
    }

    #[test]
    fn characters_of_tex_are_written_by_name() {
        assert_eq!(
            escaped("R&D 100% {a} \\x_y~z^2 #1 $"),
            "R\\&D 100\\% \\textbraceleft{}a\\textbraceright{} \\textbackslash{}x\\_y\\textasciitilde{}z\\textasciicircum{}2 \\#1 \\$"
        );
        let text = cited_with_title("Соглашение о сотрудничестве\r\n{в области} 信息安全", Bibtex);
        assert!(
            text.contains(
                "title = {{Соглашение о сотрудничестве \\textbraceleft{}в области\\textbraceright{} 信息安全}}"
            ),
            "{text}"
        );
    }
}
