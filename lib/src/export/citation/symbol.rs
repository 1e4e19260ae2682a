//! Document symbols and treaty numbers taken apart, as far as styles print their parts differently.
//!
//! A symbol that is none of the known forms stays as it was written: a wrong guess would send a reader to another text.

/// One symbol with what was written after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Symbol {
    /// What it is.
    pub(super) form: Form,
    /// A part of the document that holds the instrument: `annex I`.
    pub(super) part: Option<String>,
}

/// The forms that styles know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Form {
    /// European Treaty Series (Council of Europe, to 2003).
    Ets(String),
    /// Council of Europe Treaty Series (since 2004).
    Cets(String),
    /// United Nations Treaty Series by volume and page.
    Unts { volume: String, page: String },
    /// A resolution of a United Nations body with a number of its own.
    Resolution { body: Body, number: String, symbol: String },
    /// Any other United Nations document.
    Document(String),
    /// United States Federal Register by volume and page.
    FederalRegister { volume: String, page: String },
    /// As written.
    Other(String),
}

/// United Nations bodies whose resolutions have a short form in every style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Body {
    GeneralAssembly,
    SecurityCouncil,
    EconomicAndSocialCouncil,
    HumanRightsCouncil,
}

impl Body {
    /// The body whose document this is, by the beginning of the symbol.
    pub(super) fn of_document(symbol: &str) -> Option<Body> {
        let mut parts = symbol.split('/');
        match (parts.next(), parts.next()) {
            (Some("A"), Some("HRC")) => Some(Body::HumanRightsCouncil),
            (Some("A"), _) => Some(Body::GeneralAssembly),
            (Some("S"), _) => Some(Body::SecurityCouncil),
            (Some("E"), _) => Some(Body::EconomicAndSocialCouncil),
            _ => None,
        }
    }
}

impl Form {
    /// Whether this is a document of the United Nations.
    pub(super) fn is_united_nations(&self) -> bool {
        matches!(self, Form::Resolution { .. } | Form::Document(_))
    }
}

/// Reads everything an instrument's `symbol` holds; several symbols are separated by `;`.
pub(super) fn read(written: &str) -> Vec<Symbol> {
    written.split(';').map(str::trim).filter(|one| !one.is_empty()).map(read_one).collect()
}

fn read_one(written: &str) -> Symbol {
    if let Some(form) = treaty_series(written).or_else(|| volume_and_page(written)) {
        return Symbol { form, part: None };
    }
    let (head, rest) = written.split_once(' ').unwrap_or((written, ""));
    let rest = rest.trim();
    // The year behind a Security Council symbol belongs to its official form, but no style repeats it beside the date.
    let is_year = rest.starts_with('(') && rest.ends_with(')') && rest.len() == 6;
    let part = Some(rest).filter(|rest| !rest.is_empty() && !is_year).map(str::to_owned);
    match resolution(head) {
        Some((body, number)) => {
            let symbol = if is_year { format!("{head} {rest}") } else { head.to_owned() };
            Symbol { form: Form::Resolution { body, number, symbol }, part }
        }
        None if is_united_nations(head) => Symbol { form: Form::Document(head.to_owned()), part },
        None => Symbol { form: Form::Other(written.to_owned()), part: None },
    }
}

/// `ETS No. 185`, `ETS 185`, `CETS No. 224`.
fn treaty_series(written: &str) -> Option<Form> {
    let (series, number) = written.split_once(' ')?;
    let number = number.trim().trim_start_matches("No").trim_start_matches('.').trim();
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    match series {
        "ETS" if is_number => Some(Form::Ets(number.to_owned())),
        "CETS" if is_number => Some(Form::Cets(number.to_owned())),
        _ => None,
    }
}

/// `2296 UNTS 167`, `80 FR 18077`.
fn volume_and_page(written: &str) -> Option<Form> {
    let mut words = written.split_whitespace();
    let (volume, series, page) = (words.next()?, words.next()?, words.next()?);
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    if words.next().is_some() || !is_number(volume) || !is_number(page) {
        return None;
    }
    let (volume, page) = (volume.to_owned(), page.to_owned());
    match series {
        "UNTS" => Some(Form::Unts { volume, page }),
        "FR" => Some(Form::FederalRegister { volume, page }),
        _ => None,
    }
}

/// The body and number of `A/RES/53/70`, `A/RES/3314(XXIX)`, `S/RES/2341`, `A/HRC/RES/20/8`, `E/RES/2013/1`.
fn resolution(symbol: &str) -> Option<(Body, String)> {
    let bodies = [
        ("A/RES/", Body::GeneralAssembly),
        ("S/RES/", Body::SecurityCouncil),
        ("E/RES/", Body::EconomicAndSocialCouncil),
        ("A/HRC/RES/", Body::HumanRightsCouncil),
    ];
    let (body, number) =
        bodies.iter().find_map(|(prefix, body)| symbol.strip_prefix(prefix).map(|number| (*body, number)))?;
    number.starts_with(|c: char| c.is_ascii_digit()).then(|| (body, number.replace('(', " (").replace("  ", " ")))
}

/// Whether a symbol is built as those of the United Nations are: organ, then a number or a subsidiary body.
///
/// The second part is looked at because other organisations use the same letters (`A/SA.1/01/10` is of ECOWAS).
fn is_united_nations(symbol: &str) -> bool {
    let mut parts = symbol.split('/');
    let organ = parts.next().is_some_and(|organ| matches!(organ, "A" | "S" | "E" | "T" | "ST"));
    organ
        && parts.next().is_some_and(|second| {
            let kinds = ["C.", "AC.", "CN.", "CONF.", "HRC", "INF", "ES-", "RES", "S-"];
            second.starts_with(|c: char| c.is_ascii_digit()) || kinds.iter().any(|kind| second.starts_with(kind))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(written: &str) -> Form {
        read(written).remove(0).form
    }

    #[test]
    fn knows_treaty_series() {
        for written in ["ETS No. 185", "ETS 185", "ETS No 185"] {
            assert_eq!(one(written), Form::Ets("185".to_owned()), "{written}");
        }
        assert_eq!(one("CETS No. 224"), Form::Cets("224".to_owned()));
        assert_eq!(one("2296 UNTS 167"), Form::Unts { volume: "2296".to_owned(), page: "167".to_owned() });
        assert_eq!(one("ETS revised"), Form::Other("ETS revised".to_owned()));
    }

    #[test]
    fn knows_resolutions_and_documents_of_the_united_nations() {
        let resolution = |written: &str| match one(written) {
            Form::Resolution { body, number, symbol } => (body, number, symbol),
            other => panic!("{written}: {other:?}"),
        };
        let of = |body, number: &str, symbol: &str| (body, number.to_owned(), symbol.to_owned());
        assert_eq!(resolution("A/RES/53/70"), of(Body::GeneralAssembly, "53/70", "A/RES/53/70"));
        assert_eq!(resolution("A/RES/3314(XXIX)"), of(Body::GeneralAssembly, "3314 (XXIX)", "A/RES/3314(XXIX)"));
        assert_eq!(resolution("S/RES/2341 (2017)"), of(Body::SecurityCouncil, "2341", "S/RES/2341 (2017)"));
        assert_eq!(resolution("A/HRC/RES/20/8"), of(Body::HumanRightsCouncil, "20/8", "A/HRC/RES/20/8"));
        for written in ["A/70/174", "A/68/98*", "A/C.3/72/12", "S/2017/123", "A/AC.292/2025/CRP.1"] {
            assert_eq!(one(written), Form::Document(written.to_owned()));
        }
    }

    #[test]
    fn leaves_other_organisations_alone() {
        for written in ["A/SA.1/01/10", "C/DIR.1/08/11", "PC.DEC/1106", "Directive (EU) 2016/1148", "A40-10"] {
            assert_eq!(one(written), Form::Other(written.to_owned()));
        }
    }

    #[test]
    fn keeps_parts_and_second_symbols() {
        let symbols = read("A/80/257 annex I; A/79/214 annex C");
        assert_eq!(symbols.len(), 2);
        assert_eq!(symbols[0].part.as_deref(), Some("annex I"));
        assert_eq!(symbols[1].form, Form::Document("A/79/214".to_owned()));
        assert!(read(" ; ").is_empty());
    }
}
