//! The Bluebook: A Uniform System of Citation.
//!
//! Followed: rule 21.4 (treaties and other international agreements: name, the two sides of a bilateral agreement,
//! subdivision, date, source), 21.4.4 (date of signing without a word; "opened for signature" and "adopted" are said),
//! 21.7.2 (United Nations resolutions by number and symbol), 21.7.3 (reports), 14.2 (executive orders), 18.2 (addresses;
//! "last visited" only where there is no date), and tables T10 (states), T12 (months) and T16 (subdivisions). Not sure:
//! since the twentieth edition the symbol may be left out behind the number of a resolution, it is kept here because it is
//! what one searches for; "E.T.S." and "C.E.T.S." are the forms seen in use for the series of the Council of Europe;
//! treaty collections of the United States and the Official Journal are left out, the landscape does not hold them. Of
//! T10 only abbreviations that are beyond doubt are used, other states are written in full.

use super::facts::{Class, Facts, Made};
use super::join;
use super::pinpoint::{self, Words};
use super::symbol::{Body, Form, Symbol};
use crate::model::Date;

pub(super) const WORDS: Words = Words {
    article: "art.",
    paragraph: "¶",
    chapter: "ch.",
    section: "§",
    part: "pt.",
    annex: "annex",
    preamble: "pmbl.",
    recital: "recital",
    resolution: "resolution",
    principle: "principle",
    item: "item",
    gap: "",
};

const MONTHS: [&str; 12] =
    ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];

/// Table T10.3, as far as it is beyond doubt.
const STATES: &[(&str, &str)] = &[
    ("AR", "Arg."),
    ("AU", "Austl."),
    ("BE", "Belg."),
    ("BR", "Braz."),
    ("CA", "Can."),
    ("CH", "Switz."),
    ("DE", "Ger."),
    ("DK", "Den."),
    ("FI", "Fin."),
    ("FR", "Fr."),
    ("GB", "U.K."),
    ("HU", "Hung."),
    ("IE", "Ir."),
    ("IL", "Isr."),
    ("IT", "It."),
    ("KR", "S. Kor."),
    ("MX", "Mex."),
    ("NL", "Neth."),
    ("NO", "Nor."),
    ("NZ", "N.Z."),
    ("PL", "Pol."),
    ("PT", "Port."),
    ("RU", "Russ."),
    ("SE", "Swed."),
    ("UA", "Ukr."),
    ("US", "U.S."),
    ("ZA", "S. Afr."),
];

pub(super) fn write(facts: &Facts<'_>) -> String {
    let symbols = facts.symbols();
    let first = symbols.first();
    match (facts.class(), first.map(|symbol| &symbol.form)) {
        (Class::Treaty | Class::Agreement, _) => treaty(facts, &symbols),
        (_, Some(Form::Resolution { body, number, .. })) => {
            let head = format!("{} {number}", short(*body));
            join([Some(join([Some(head), pin(facts), number_of(&symbols)], ", ")), day_in_brackets(facts)], " ")
        }
        (Class::Legislation, _) => legislation(facts, &symbols),
        _ => document(facts, &symbols),
    }
}

fn treaty(facts: &Facts<'_>, symbols: &[Symbol]) -> String {
    let title = facts.title();
    let head = match (facts.two_sides(), pin(facts)) {
        (Some(sides), pin) => join([Some(title), Some(between(sides)), pin], ", "),
        (None, Some(pin)) => format!("{title} {pin}"),
        (None, None) => title,
    };
    let made = facts.made().map(|Made { verb, date, .. }| match verb.as_str() {
        "signed" | "dated" => day(date),
        verb => format!("{verb} {}", day(date)),
    });
    let number = number_of(symbols);
    let address = if number.is_none() { facts.address() } else { None };
    let force = facts.in_force().map(|date| format!("(entered into force {})", day(date)));
    join([Some(join([Some(head), made, number, address], ", ")), force], " ")
}

/// The United States first, as the rule wants, the others by name.
fn between(sides: [(&str, &str); 2]) -> String {
    let name = |(code, name): (&str, &str)| {
        STATES
            .iter()
            .find(|(known, _)| *known == code)
            .map_or_else(|| name.to_owned(), |(_, short)| (*short).to_owned())
    };
    match sides {
        [other, us @ ("US", _)] => format!("{}-{}", name(us), name(other)),
        [a, b] => format!("{}-{}", name(a), name(b)),
    }
}

fn legislation(facts: &Facts<'_>, symbols: &[Symbol]) -> String {
    let title = facts.title();
    let head = match executive_order(&title).or_else(|| symbols.iter().find_map(order_in_symbol)) {
        Some(number) => format!("Exec. Order No. {}", grouped(&number)),
        None => title,
    };
    let symbols: Vec<Symbol> = symbols.iter().filter(|symbol| order_in_symbol(symbol).is_none()).cloned().collect();
    let number = number_of(&symbols);
    let text = join([Some(head), number, pin(facts)], ", ");
    join([Some(text), day_in_brackets(facts)], " ")
}

fn order_in_symbol(symbol: &Symbol) -> Option<String> {
    match &symbol.form {
        Form::Other(written) => written.strip_prefix("EO ").and_then(leading_number),
        _ => None,
    }
}

fn executive_order(title: &str) -> Option<String> {
    let (_, rest) = title.split_once("Executive Order ")?;
    leading_number(rest.trim_start_matches("No").trim_start_matches('.').trim_start())
}

fn leading_number(text: &str) -> Option<String> {
    let number: String = text.chars().take_while(|c| c.is_ascii_digit() || *c == ',').filter(|c| *c != ',').collect();
    (!number.is_empty()).then_some(number)
}

/// `13694` as `13,694`: numbers of five digits and more are grouped (rule 6.2).
fn grouped(number: &str) -> String {
    if number.len() < 5 {
        return number.to_owned();
    }
    let mut written = String::new();
    for (at, digit) in number.chars().enumerate() {
        if at > 0 && (number.len() - at).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

fn document(facts: &Facts<'_>, symbols: &[Symbol]) -> String {
    let title = facts.title();
    let author = if title.starts_with("Report of") { None } else { facts.author() };
    let number = number_of(symbols);
    let has_number = number.is_some();
    let date = day_in_brackets(facts);
    let visited = facts.accessed().filter(|_| date.is_none()).map(|seen| format!(" (last visited {})", day(seen)));
    let text = join([Some(join([author, Some(title), pin(facts), number], ", ")), date], " ");
    let address = facts.address().filter(|_| !has_number).map(|url| url + visited.as_deref().unwrap_or(""));
    join([Some(text), address], ", ")
}

fn short(body: Body) -> &'static str {
    match body {
        Body::GeneralAssembly => "G.A. Res.",
        Body::SecurityCouncil => "S.C. Res.",
        Body::EconomicAndSocialCouncil => "E.S.C. Res.",
        Body::HumanRightsCouncil => "Human Rights Council Res.",
    }
}

fn number_of(symbols: &[Symbol]) -> Option<String> {
    let all: Vec<String> = symbols
        .iter()
        .map(|symbol| {
            let number = match &symbol.form {
                Form::Ets(number) => format!("E.T.S. No. {number}"),
                Form::Cets(number) => format!("C.E.T.S. No. {number}"),
                Form::Unts { volume, page } => format!("{volume} U.N.T.S. {page}"),
                Form::FederalRegister { volume, page } => format!("{volume} Fed. Reg. {}", grouped(page)),
                Form::Resolution { symbol, .. } => {
                    format!("U.N. Doc. {}", symbol.split_once(' ').map_or(symbol.as_str(), |(symbol, _)| symbol))
                }
                Form::Document(symbol) => format!("U.N. Doc. {symbol}"),
                Form::Other(symbol) => symbol.clone(),
            };
            join([Some(number), symbol.part.clone()], ", ")
        })
        .collect();
    (!all.is_empty()).then(|| all.join("; "))
}

fn pin(facts: &Facts<'_>) -> Option<String> {
    facts.unit().map(|unit| pinpoint::write(unit, &WORDS))
}

fn day_in_brackets(facts: &Facts<'_>) -> Option<String> {
    facts.made().map(|made| format!("({})", day(made.date)))
}

/// `Nov. 23, 2001`, `Nov. 2001`, `2001`.
fn day(date: Date) -> String {
    let month = date.month().and_then(|month| usize::try_from(month - 1).ok()).and_then(|month| MONTHS.get(month));
    match (month, date.day()) {
        (Some(month), Some(day)) => format!("{month} {day}, {}", date.year()),
        (Some(month), None) => format!("{month} {}", date.year()),
        _ => date.year().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::cited;
    use super::*;
    use crate::export::Style::Bluebook;

    #[test]
    fn treaties() {
        assert_eq!(
            cited("harbour-convention", Some("art4/1"), Bluebook),
            "Convention on Harbours art. 4(1), opened for signature Nov. 23, 2001, E.T.S. No. 185 (entered into force \
             July 1, 2004)"
        );
        assert_eq!(
            cited("river-treaty", Some("art2"), Bluebook),
            "Treaty on the River, Erewhon-Laputa, art. 2, May 2015, 2296 U.N.T.S. 167"
        );
        assert_eq!(
            cited("harbour-protocol", None, Bluebook),
            "Protocol to the Convention on Harbours, adopted 2021, C.E.T.S. No. 224"
        );
    }

    #[test]
    fn agreements_without_a_number_give_the_address() {
        assert_eq!(
            cited("hotline-mou", None, Bluebook),
            "Memorandum on a Hotline, Erewhon-Laputa, May 12, 2013, https://example.org/mou%20text"
        );
    }

    #[test]
    fn documents_of_the_united_nations() {
        assert_eq!(
            cited("net-resolution", Some("4"), Bluebook),
            "G.A. Res. 53/70, ¶ 4, U.N. Doc. A/RES/53/70 (Dec. 4, 1998)"
        );
        assert_eq!(cited("council-resolution", None, Bluebook), "S.C. Res. 2341, U.N. Doc. S/RES/2341 (Feb. 13, 2017)");
        assert_eq!(
            cited("expert-report", Some("13/f"), Bluebook),
            "Report of the Experts on Nets, ¶ 13(f), U.N. Doc. A/70/174 (July 22, 2015)"
        );
        assert_eq!(cited("compact", None, Bluebook), "G.A. Res. 79/1, U.N. Doc. A/RES/79/1, annex I (Sept. 22, 2024)");
    }

    #[test]
    fn everything_else() {
        assert_eq!(
            cited("summit-declaration", Some("72"), Bluebook),
            "Heads of State of the League, Declaration of the Summit, ¶ 72 (Sept. 5, 2014), \
             https://example.org/declaration"
        );
        assert_eq!(cited("two-states-statement", None, Bluebook), "Joint Statement on Nets (Sept. 25, 2015)");
        assert_eq!(cited("view", None, Bluebook), "Erewhon, Law and the Net (May 2018)");
        assert_eq!(
            cited("order", Some("1/a"), Bluebook),
            "Exec. Order No. 13,694, 80 Fed. Reg. 18,077, § 1(a) (Apr. 1, 2015)"
        );
        assert_eq!(
            cited("directive", Some("art3"), Bluebook),
            "Directive on Nets, Directive (EU) 2016/1148, art. 3 (July 6, 2016)"
        );
        assert_eq!(
            cited("conference-resolution", None, Bluebook),
            "Conference of the Societies, Nets in War, 34IC/24/R2 (Oct. 31, 2024)"
        );
        assert_eq!(cited("bare", None, Bluebook), "bare");
    }

    #[test]
    fn the_united_states_stand_first() {
        assert_eq!(between([("CN", "China"), ("US", "United States")]), "U.S.-China");
        assert_eq!(between([("CN", "China"), ("RU", "Russia")]), "China-Russ.");
    }

    #[test]
    fn long_numbers_are_grouped() {
        assert_eq!(grouped("9999"), "9999");
        assert_eq!(grouped("13694"), "13,694");
        assert_eq!(executive_order("Executive Order No. 13,694 on nets").as_deref(), Some("13694"));
    }
}
