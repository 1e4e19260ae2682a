//! OSCOLA, the Oxford Standard for the Citation of Legal Authorities.
//!
//! Followed: "OSCOLA 2006: Citing International Law Sources" (part IV, A 1 treaties; C 1 United Nations documents), to
//! which the fourth edition (2012) refers for international law, and of the fourth edition 1.1 (no full stops in
//! abbreviations), 1.2 (pinpoints) and 3.4.8 (web addresses in angle brackets, pinpoint before the address). Treaties give the
//! date of opening for signature where states can accede, else of signature or adoption, and the entry into force; the
//! two sides of a bilateral treaty stand in brackets behind the title unless it names them. Not sure: the guide has no
//! example of a pinpoint behind a document's symbol, here a comma keeps the two apart; nor of acts of the European Union
//! without the Official Journal, which is left out because the landscape does not hold it.

use super::facts::{Class, Facts};
use super::join;
use super::pinpoint::{self, Words};
use super::symbol::{Body, Form, Symbol};

pub(super) const WORDS: Words = Words {
    article: "art",
    paragraph: "para",
    chapter: "ch",
    section: "s",
    part: "pt",
    annex: "annex",
    preamble: "preamble",
    recital: "recital",
    resolution: "resolution",
    principle: "principle",
    item: "item",
    gap: "",
};

pub(super) fn write(facts: &Facts<'_>) -> String {
    let symbols = facts.symbols();
    match facts.class() {
        Class::Treaty | Class::Agreement => treaty(facts, &symbols),
        _ => match symbols.first().map(|symbol| &symbol.form) {
            Some(Form::Resolution { body, number, .. }) => {
                let date = facts.made().map(|made| format!("({})", made.date.in_words()));
                let head = join([Some(format!("{} Res {number}", short(*body))), date, number_of(&symbols)], " ");
                join([Some(head), pin(facts)], ", ")
            }
            _ => document(facts, &symbols),
        },
    }
}

fn treaty(facts: &Facts<'_>, symbols: &[Symbol]) -> String {
    let title = facts.title();
    let sides = facts.two_sides().map(|sides| sides.map(|(_, name)| name));
    let sides = sides.filter(|sides| sides.iter().any(|name| !title.contains(name))).map(|[a, b]| format!("({a}–{b})"));
    let made = facts.made().map(|made| format!("{} {}", made.verb, made.date.in_words()));
    let force = facts.in_force().map(|date| format!("entered into force {}", date.in_words()));
    let dates = Some(join([made, force], ", ")).filter(|dates| !dates.is_empty()).map(|dates| format!("({dates})"));
    let number = number_of(symbols);
    let address = if number.is_none() { address(facts) } else { None };
    join([Some(title), sides, dates, number, pin(facts), address], " ")
}

fn document(facts: &Facts<'_>, symbols: &[Symbol]) -> String {
    let title = facts.title();
    let body = symbols.first().and_then(|symbol| match &symbol.form {
        Form::Document(symbol) => Body::of_document(symbol).map(|body| short(body).to_owned()),
        _ => None,
    });
    // A report names its authors in its title, and the body it was made to stands before it.
    let author = if title.starts_with("Report of") && body.is_some() { None } else { facts.author() };
    let head = match (facts.class(), author, body) {
        (Class::Legislation, ..) => title,
        (_, Some(author), _) => format!("{author}, ‘{title}’"),
        (_, None, Some(body)) => format!("{body} ‘{title}’"),
        (_, None, None) => format!("‘{title}’"),
    };
    let date = facts.made().map(|made| format!("({})", made.date.in_words()));
    let number = number_of(symbols);
    let has_number = number.is_some();
    let text = join([Some(join([Some(head), date, number], " ")), pin(facts)], ", ");
    join([Some(text), if has_number { None } else { address(facts) }], " ")
}

fn short(body: Body) -> &'static str {
    match body {
        Body::GeneralAssembly => "UNGA",
        Body::SecurityCouncil => "UNSC",
        Body::EconomicAndSocialCouncil => "UN ECOSOC",
        Body::HumanRightsCouncil => "UNHRC",
    }
}

fn number_of(symbols: &[Symbol]) -> Option<String> {
    let all: Vec<String> = symbols
        .iter()
        .map(|symbol| {
            let number = match &symbol.form {
                Form::Ets(number) => format!("ETS No {number}"),
                Form::Cets(number) => format!("CETS No {number}"),
                Form::Unts { volume, page } => format!("{volume} UNTS {page}"),
                Form::FederalRegister { volume, page } => format!("{volume} Fed Reg {page}"),
                // The guide gives the symbol of a Security Council resolution without the year.
                Form::Resolution { symbol, .. } => {
                    format!("UN Doc {}", symbol.split_once(' ').map_or(symbol.as_str(), |(symbol, _)| symbol))
                }
                Form::Document(symbol) => format!("UN Doc {symbol}"),
                Form::Other(symbol) => symbol.replace("No. ", "No "),
            };
            join([Some(number), symbol.part.clone()], ", ")
        })
        .collect();
    (!all.is_empty()).then(|| all.join("; "))
}

fn pin(facts: &Facts<'_>) -> Option<String> {
    facts.unit().map(|unit| pinpoint::write(unit, &WORDS))
}

fn address(facts: &Facts<'_>) -> Option<String> {
    let address = facts.address()?;
    let accessed = facts.accessed().map_or(String::new(), |day| format!(" accessed {}", day.in_words()));
    Some(format!("<{address}>{accessed}"))
}

#[cfg(test)]
mod tests {
    use super::super::sample::cited;
    use crate::export::Style::Oscola;

    #[test]
    fn treaties() {
        assert_eq!(
            cited("harbour-convention", Some("art4/1"), Oscola),
            "Convention on Harbours (opened for signature 23 November 2001, entered into force 1 July 2004) ETS No 185 \
             art 4(1)"
        );
        assert_eq!(
            cited("river-treaty", None, Oscola),
            "Treaty on the River (Erewhon–Laputa) (signed May 2015) 2296 UNTS 167"
        );
        assert_eq!(
            cited("harbour-protocol", None, Oscola),
            "Protocol to the Convention on Harbours (adopted 2021) CETS No 224"
        );
    }

    #[test]
    fn agreements_without_a_number_give_the_address() {
        assert_eq!(
            cited("hotline-mou", None, Oscola),
            "Memorandum on a Hotline (Erewhon–Laputa) (signed 12 May 2013) <https://example.org/mou%20text> accessed 5 \
             June 2024"
        );
    }

    #[test]
    fn documents_of_the_united_nations() {
        assert_eq!(
            cited("net-resolution", Some("4"), Oscola),
            "UNGA Res 53/70 (4 December 1998) UN Doc A/RES/53/70, para 4"
        );
        assert_eq!(cited("council-resolution", None, Oscola), "UNSC Res 2341 (13 February 2017) UN Doc S/RES/2341");
        assert_eq!(
            cited("expert-report", Some("13/f"), Oscola),
            "UNGA ‘Report of the Experts on Nets’ (22 July 2015) UN Doc A/70/174, para 13(f)"
        );
        assert_eq!(cited("compact", None, Oscola), "UNGA Res 79/1 (22 September 2024) UN Doc A/RES/79/1, annex I");
    }

    #[test]
    fn everything_else() {
        assert_eq!(
            cited("summit-declaration", Some("72"), Oscola),
            "Heads of State of the League, ‘Declaration of the Summit’ (5 September 2014), para 72 \
             <https://example.org/declaration> accessed 5 June 2024"
        );
        assert_eq!(cited("two-states-statement", None, Oscola), "‘Joint Statement on Nets’ (25 September 2015)");
        assert_eq!(cited("view", None, Oscola), "Erewhon, ‘Law and the Net’ (May 2018)");
        assert_eq!(
            cited("order", Some("1/a"), Oscola),
            "Executive Order 13694: Blocking Property (1 April 2015) 80 Fed Reg 18077, s 1(a)"
        );
        assert_eq!(
            cited("directive", Some("art3"), Oscola),
            "Directive on Nets (6 July 2016) Directive (EU) 2016/1148, art 3"
        );
        assert_eq!(
            cited("conference-resolution", None, Oscola),
            "Conference of the Societies, ‘Nets in War’ (31 October 2024) 34IC/24/R2"
        );
        assert_eq!(cited("bare", None, Oscola), "‘bare’");
    }
}
