//! Plain style of the United Nations.
//!
//! Followed: United Nations Editorial Manual Online, "Footnotes and other references", chapter III, sections A (masthead
//! documents: by symbol), E (resolutions: body, number; the year in brackets belongs to the number of a Security Council
//! resolution) and G (instruments in the Treaty Series), and "Paragraphs and subparagraphs" for `para. 13 (f)` with a
//! space before the bracket. Own choices where the manual leaves it to the sentence around: the dates of a treaty stand in
//! brackets behind its title, a document is given with title and date and not by its symbol alone, and the symbol of a
//! resolution is repeated in brackets. Not sure: the manual was last seen to call the series of the Council of Europe
//! since 2004 "Treaty Series" without "European".

use super::facts::{Class, Facts, Made};
use super::join;
use super::pinpoint::{self, Words};
use super::symbol::{Body, Form, Symbol};
use crate::model::Date;

pub(super) const WORDS: Words = Words {
    article: "art.",
    paragraph: "para.",
    chapter: "chap.",
    section: "sect.",
    part: "part",
    annex: "annex",
    preamble: "preamble",
    recital: "recital",
    resolution: "resolution",
    principle: "principle",
    item: "item",
    gap: " ",
};

pub(super) fn write(facts: &Facts<'_>) -> String {
    let symbols = facts.symbols();
    match facts.class() {
        Class::Treaty | Class::Agreement => treaty(facts, &symbols),
        _ => match symbols.first().map(|symbol| &symbol.form) {
            Some(Form::Resolution { body, number, symbol }) => resolution(facts, *body, number, symbol, &symbols),
            _ => document(facts, &symbols),
        },
    }
}

fn treaty(facts: &Facts<'_>, symbols: &[Symbol]) -> String {
    let title = facts.title();
    let made = facts.made().map(|Made { verb, date, place }| match place {
        Some(place) => format!("{verb} at {place} {}", on(date)),
        None => format!("{verb} {}", on(date)),
    });
    let force = facts.in_force().map(|date| format!("entered into force {}", on(date)));
    let dates = join([made, force], ", ");
    let head = if dates.is_empty() { title } else { format!("{title} ({dates})") };
    let text = join([Some(head), number(symbols), pin(facts)], ", ");
    if symbols.is_empty() { with_address(facts, text) } else { text }
}

fn resolution(facts: &Facts<'_>, body: Body, number: &str, symbol: &str, symbols: &[Symbol]) -> String {
    let body = match body {
        Body::GeneralAssembly => "General Assembly",
        Body::SecurityCouncil => "Security Council",
        Body::EconomicAndSocialCouncil => "Economic and Social Council",
        Body::HumanRightsCouncil => "Human Rights Council",
    };
    let year = symbol.split_once(' ').map_or(String::new(), |(_, year)| format!(" {year}"));
    let of = facts.made().map_or(String::new(), |made| format!(" of {}", made.date.in_words()));
    let head = format!("{body} resolution {number}{year}{of} ({symbol})");
    let part = symbols.first().and_then(|symbol| symbol.part.clone());
    join([Some(head), part, pin(facts)], ", ")
}

fn document(facts: &Facts<'_>, symbols: &[Symbol]) -> String {
    let title = facts.title();
    // A report names its authors in its title.
    let author = if title.starts_with("Report of") { None } else { facts.author() };
    let title = if facts.class() == Class::Legislation { title } else { format!("“{title}”") };
    let made = facts.made();
    let is_numbered = symbols.iter().any(|symbol| symbol.form.is_united_nations());
    // Where a numbered document was written says nothing about where to find it.
    let place = made.as_ref().and_then(|made| made.place.clone()).filter(|_| !is_numbered);
    let date = made.map(|made| made.date.in_words());
    let text = join([author, Some(title), number(symbols), place, date, pin(facts)], ", ");
    if symbols.is_empty() { with_address(facts, text) } else { text }
}

fn number(symbols: &[Symbol]) -> Option<String> {
    let all: Vec<String> = symbols
        .iter()
        .map(|symbol| {
            let number = match &symbol.form {
                Form::Ets(number) => format!("Council of Europe, European Treaty Series, No. {number}"),
                Form::Cets(number) => format!("Council of Europe, Treaty Series, No. {number}"),
                Form::Unts { volume, page } => format!("United Nations, Treaty Series, vol. {volume}, p. {page}"),
                Form::FederalRegister { volume, page } => format!("Federal Register, vol. {volume}, p. {page}"),
                Form::Resolution { symbol, .. } | Form::Document(symbol) | Form::Other(symbol) => symbol.clone(),
            };
            join([Some(number), symbol.part.clone()], ", ")
        })
        .collect();
    (!all.is_empty()).then(|| all.join("; "))
}

fn pin(facts: &Facts<'_>) -> Option<String> {
    facts.unit().map(|unit| pinpoint::write(unit, &WORDS))
}

fn with_address(facts: &Facts<'_>, text: String) -> String {
    let Some(address) = facts.address() else { return text };
    let accessed = facts.accessed().map_or(String::new(), |day| format!(" (accessed on {})", day.in_words()));
    format!("{text}. Available at {address}{accessed}")
}

fn on(date: Date) -> String {
    format!("{} {}", if date.is_exact() { "on" } else { "in" }, date.in_words())
}

#[cfg(test)]
mod tests {
    use super::super::sample::cited;
    use crate::export::Style::Un;

    #[test]
    fn treaties() {
        assert_eq!(
            cited("harbour-convention", Some("art4/1"), Un),
            "Convention on Harbours (opened for signature at Budapest on 23 November 2001, entered into force on 1 July \
             2004), Council of Europe, European Treaty Series, No. 185, art. 4 (1)"
        );
        assert_eq!(
            cited("river-treaty", None, Un),
            "Treaty on the River (signed in May 2015), United Nations, Treaty Series, vol. 2296, p. 167"
        );
        assert_eq!(
            cited("harbour-protocol", Some("preamble/2"), Un),
            "Protocol to the Convention on Harbours (adopted in 2021), Council of Europe, Treaty Series, No. 224, \
             preamble, recital 2"
        );
    }

    #[test]
    fn agreements_without_a_number_give_the_address() {
        assert_eq!(
            cited("hotline-mou", None, Un),
            "Memorandum on a Hotline (signed at Paris on 12 May 2013). Available at https://example.org/mou%20text \
             (accessed on 5 June 2024)"
        );
    }

    #[test]
    fn documents_of_the_united_nations() {
        assert_eq!(
            cited("net-resolution", Some("4"), Un),
            "General Assembly resolution 53/70 of 4 December 1998 (A/RES/53/70), para. 4"
        );
        assert_eq!(
            cited("council-resolution", None, Un),
            "Security Council resolution 2341 (2017) of 13 February 2017 (S/RES/2341 (2017))"
        );
        assert_eq!(
            cited("expert-report", Some("13/f"), Un),
            "“Report of the Experts on Nets”, A/70/174, 22 July 2015, para. 13 (f)"
        );
        assert_eq!(
            cited("compact", None, Un),
            "General Assembly resolution 79/1 of 22 September 2024 (A/RES/79/1), annex I"
        );
    }

    #[test]
    fn everything_else() {
        assert_eq!(
            cited("summit-declaration", Some("72"), Un),
            "Heads of State of the League, “Declaration of the Summit”, Newport, 5 September 2014, para. 72. Available \
             at https://example.org/declaration (accessed on 5 June 2024)"
        );
        assert_eq!(cited("two-states-statement", None, Un), "“Joint Statement on Nets”, 25 September 2015");
        assert_eq!(cited("view", None, Un), "Erewhon, “Law and the Net”, May 2018");
        assert_eq!(
            cited("order", Some("1/a"), Un),
            "President of Erewhon, Executive Order 13694: Blocking Property, Federal Register, vol. 80, p. 18077, 1 \
             April 2015, sect. 1 (a)"
        );
        assert_eq!(
            cited("directive", Some("art3"), Un),
            "Directive on Nets, Directive (EU) 2016/1148, 6 July 2016, art. 3"
        );
        assert_eq!(
            cited("conference-resolution", None, Un),
            "Conference of the Societies, “Nets in War”, 34IC/24/R2, Geneva, 31 October 2024"
        );
        assert_eq!(cited("bare", None, Un), "“bare”");
    }
}
