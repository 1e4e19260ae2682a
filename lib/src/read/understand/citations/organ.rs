//! Bodies that pass resolutions and decisions, as texts name them.
//!
//! The organ's word governs what a number means: 33/11 of the Human Rights Council is not 33/11 of the General Assembly.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::target::Target;

/// A body whose resolutions and decisions have numbers of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[allow(missing_docs)] // the names are the bodies' own
pub enum Organ {
    GeneralAssembly,
    SecurityCouncil,
    EconomicAndSocialCouncil,
    HumanRightsCouncil,
    CommissionOnHumanRights,
    WorldHealthAssembly,
    EnvironmentAssembly,
    ItuPlenipotentiary,
    ItuDevelopment,
    ItuStandardization,
    ItuWcit,
    OscePermanentCouncil,
    OsceMinisterialCouncil,
    ClimateConference,
    /// A body that is named, but whose numbers this program does not know.
    Other,
}

/// What a phrase says about the organ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// The organ itself.
    Organ(Organ),
    /// "the Assembly": General or another that was named before.
    Assembly,
    /// "the Council": which one was said before.
    Council,
}

use Named::{Assembly, Council, Organ as Of};
use Organ::{
    ClimateConference, CommissionOnHumanRights, EconomicAndSocialCouncil, EnvironmentAssembly, GeneralAssembly,
    HumanRightsCouncil, ItuDevelopment, ItuPlenipotentiary, ItuStandardization, ItuWcit, OsceMinisterialCouncil,
    OscePermanentCouncil, Other, SecurityCouncil, WorldHealthAssembly,
};

/// Phrases, in lower case but for abbreviations. Longer ones win over those inside them.
pub(super) const PHRASES: &[(&str, Named)] = &[
    ("general assembly", Of(GeneralAssembly)),
    ("united nations general assembly", Of(GeneralAssembly)),
    ("UNGA", Of(GeneralAssembly)),
    ("GA", Of(GeneralAssembly)),
    ("G.A.", Of(GeneralAssembly)),
    ("security council", Of(SecurityCouncil)),
    ("united nations security council", Of(SecurityCouncil)),
    ("UNSC", Of(SecurityCouncil)),
    ("SC", Of(SecurityCouncil)),
    ("S.C.", Of(SecurityCouncil)),
    ("economic and social council", Of(EconomicAndSocialCouncil)),
    ("ECOSOC", Of(EconomicAndSocialCouncil)),
    ("human rights council", Of(HumanRightsCouncil)),
    ("HRC", Of(HumanRightsCouncil)),
    ("UNHRC", Of(HumanRightsCouncil)),
    ("commission on human rights", Of(CommissionOnHumanRights)),
    ("world health assembly", Of(WorldHealthAssembly)),
    ("health assembly", Of(WorldHealthAssembly)),
    ("WHA", Of(WorldHealthAssembly)),
    ("environment assembly", Of(EnvironmentAssembly)),
    ("UNEA", Of(EnvironmentAssembly)),
    ("plenipotentiary conference", Of(ItuPlenipotentiary)),
    ("world telecommunication development conference", Of(ItuDevelopment)),
    ("WTDC", Of(ItuDevelopment)),
    ("world telecommunication standardization assembly", Of(ItuStandardization)),
    ("WTSA", Of(ItuStandardization)),
    ("world conference on international telecommunications", Of(ItuWcit)),
    ("WCIT", Of(ItuWcit)),
    ("permanent council", Of(OscePermanentCouncil)),
    ("ministerial council", Of(OsceMinisterialCouncil)),
    ("conference of the parties", Of(ClimateConference)),
    // Named, so that their numbers are not taken for those of the United Nations.
    ("parliamentary assembly", Of(Other)),
    ("habitat assembly", Of(Other)),
    ("assembly of states parties", Of(Other)),
    ("assembly of the union", Of(Other)),
    ("assembly of heads", Of(Other)),
    ("governing council", Of(Other)),
    ("general conference", Of(Other)),
    ("general council", Of(Other)),
    ("international conference", Of(Other)),
    ("european parliament", Of(Other)),
    ("european council", Of(Other)),
    ("council of the european union", Of(Other)),
    ("council of europe", Of(Other)),
    ("association council", Of(Other)),
    ("cooperation council", Of(Other)),
    ("co-operation council", Of(Other)),
    ("stabilisation and association council", Of(Other)),
    ("council of ministers", Of(Other)),
    ("committee of ministers", Of(Other)),
    ("peace and security council", Of(Other)),
    ("trusteeship council", Of(Other)),
    ("joint committee", Of(Other)),
    ("joint council", Of(Other)),
    ("association committee", Of(Other)),
    ("conference of plenipotentiaries", Of(Other)),
    ("commission on the status of women", Of(Other)),
    ("commission on narcotic drugs", Of(Other)),
    ("commission on crime prevention and criminal justice", Of(Other)),
    ("sub-commission", Of(Other)),
    ("subcommission", Of(Other)),
    ("ICAO", Of(Other)),
    ("IMO", Of(Other)),
    ("UNESCO", Of(Other)),
    ("IAEA", Of(Other)),
    ("OAS", Of(Other)),
    ("executive board", Of(Other)),
    ("executive council", Of(Other)),
    ("inter-parliamentary union", Of(Other)),
    ("assembly", Assembly),
    ("council", Council),
    // French
    ("assemblée générale", Of(GeneralAssembly)),
    ("conseil de sécurité", Of(SecurityCouncil)),
    ("conseil économique et social", Of(EconomicAndSocialCouncil)),
    ("conseil des droits de l'homme", Of(HumanRightsCouncil)),
    ("commission des droits de l'homme", Of(CommissionOnHumanRights)),
    ("assemblée mondiale de la santé", Of(WorldHealthAssembly)),
    ("assemblée", Assembly),
    ("conseil", Council),
    // Spanish
    ("asamblea general", Of(GeneralAssembly)),
    ("consejo de seguridad", Of(SecurityCouncil)),
    ("consejo económico y social", Of(EconomicAndSocialCouncil)),
    ("consejo de derechos humanos", Of(HumanRightsCouncil)),
    ("comisión de derechos humanos", Of(CommissionOnHumanRights)),
    ("asamblea mundial de la salud", Of(WorldHealthAssembly)),
    ("asamblea", Assembly),
    ("consejo", Council),
    // Russian
    ("генеральная ассамблея", Of(GeneralAssembly)),
    ("генеральной ассамблеи", Of(GeneralAssembly)),
    ("генеральной ассамблеей", Of(GeneralAssembly)),
    ("генеральную ассамблею", Of(GeneralAssembly)),
    ("совет безопасности", Of(SecurityCouncil)),
    ("совета безопасности", Of(SecurityCouncil)),
    ("советом безопасности", Of(SecurityCouncil)),
    ("экономического и социального совета", Of(EconomicAndSocialCouncil)),
    ("экономический и социальный совет", Of(EconomicAndSocialCouncil)),
    ("совет по правам человека", Of(HumanRightsCouncil)),
    ("совета по правам человека", Of(HumanRightsCouncil)),
    ("советом по правам человека", Of(HumanRightsCouncil)),
    ("комиссии по правам человека", Of(CommissionOnHumanRights)),
    ("всемирной ассамблеи здравоохранения", Of(WorldHealthAssembly)),
    ("ассамблеи здравоохранения", Of(WorldHealthAssembly)),
    ("ассамблея", Assembly),
    ("ассамблеи", Assembly),
    ("совет", Council),
    ("совета", Council),
    // Chinese
    ("大会", Of(GeneralAssembly)),
    ("世界卫生大会", Of(WorldHealthAssembly)),
    ("卫生大会", Of(WorldHealthAssembly)),
    ("安全理事会", Of(SecurityCouncil)),
    ("安理会", Of(SecurityCouncil)),
    ("经济及社会理事会", Of(EconomicAndSocialCouncil)),
    ("人权理事会", Of(HumanRightsCouncil)),
    ("环境大会", Of(EnvironmentAssembly)),
    ("理事会", Council),
    // Arabic
    ("الجمعية العامة", Of(GeneralAssembly)),
    ("مجلس الأمن", Of(SecurityCouncil)),
    ("المجلس الاقتصادي والاجتماعي", Of(EconomicAndSocialCouncil)),
    ("مجلس حقوق الإنسان", Of(HumanRightsCouncil)),
    ("جمعية الصحة العالمية", Of(WorldHealthAssembly)),
    ("المجلس", Council),
    // German, Dutch
    ("generalversammlung", Of(GeneralAssembly)),
    ("sicherheitsrats", Of(SecurityCouncil)),
    ("sicherheitsrates", Of(SecurityCouncil)),
    ("sicherheitsrat", Of(SecurityCouncil)),
    ("menschenrechtsrats", Of(HumanRightsCouncil)),
    ("menschenrechtsrates", Of(HumanRightsCouncil)),
    ("wirtschafts- und sozialrats", Of(EconomicAndSocialCouncil)),
    ("wirtschafts- und sozialrates", Of(EconomicAndSocialCouncil)),
    ("algemene vergadering", Of(GeneralAssembly)),
    ("veiligheidsraad", Of(SecurityCouncil)),
    ("economische en sociale raad", Of(EconomicAndSocialCouncil)),
    ("mensenrechtenraad", Of(HumanRightsCouncil)),
];

/// The organ whose phrase ends a stretch of text, with where the phrase begins. The longest phrase wins.
pub(super) fn at_end(text: &str) -> Option<(Named, usize)> {
    PHRASES
        .iter()
        .filter_map(|(phrase, named)| ends_with(text, phrase).map(|start| (*named, start)))
        .min_by_key(|(_, start)| *start)
}

/// The organ whose phrase begins a stretch of text, with where the phrase ends.
pub(super) fn at_start(text: &str) -> Option<(Named, usize)> {
    let cursor = super::cursor::Cursor::new(text, 0);
    PHRASES
        .iter()
        .filter(|(phrase, _)| is_lower(phrase) || text.starts_with(phrase))
        .filter_map(|(phrase, named)| cursor.match_folded(phrase).map(|end| (*named, end)))
        .max_by_key(|(_, end)| *end)
}

/// Finds all phrases at once; texts name organs often, and the list is long.
static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let mut forms: Vec<String> = Vec::new();
    for (phrase, _) in PHRASES {
        let mut chars = phrase.chars();
        let capital = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default() + chars.as_str();
        // The automaton folds ASCII only.
        if !phrase.is_ascii() && capital != *phrase {
            forms.push(capital);
        }
        forms.push((*phrase).to_owned());
    }
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(true).build(forms).ok()
});

/// The organs that a stretch of text names, with their places, the last one first.
pub(super) fn backwards(text: &str) -> impl Iterator<Item = (Named, usize, usize)> + '_ {
    let found: Vec<(usize, usize)> =
        FINDER.iter().flat_map(|finder| finder.find_iter(text)).map(|hit| (hit.start(), hit.end())).collect();
    found.into_iter().rev().filter_map(move |(start, end)| {
        let head = text.get(..end)?;
        let (named, _) = at_end(head).filter(|(_, named_at)| *named_at == start)?;
        let cut = text
            .get(end..)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() && !super::cursor::is_unspaced(c)));
        (!cut).then_some((named, start, end))
    })
}

fn is_lower(phrase: &str) -> bool {
    !phrase.starts_with(|c: char| c.is_ascii_uppercase())
}

fn ends_with(text: &str, phrase: &str) -> Option<usize> {
    let start = if is_lower(phrase) {
        let mut given = text.char_indices().rev();
        let mut start = text.len();
        for expected in phrase.chars().rev() {
            let (at, c) = given.next()?;
            if c != expected && !c.to_lowercase().eq(std::iter::once(expected)) {
                return None;
            }
            start = at;
        }
        start
    } else {
        text.ends_with(phrase).then(|| text.len() - phrase.len())?
    };
    let before = text.get(..start).and_then(|b| b.chars().next_back());
    let inside = before.is_some_and(|c| c.is_alphanumeric() && !super::cursor::is_unspaced(c) || c == '-' || c == '.');
    (!inside).then_some(start)
}

/// The organ whose document a symbol names: the organ that enacted it.
pub(super) fn of_symbol(symbol: &str) -> Option<Organ> {
    const HEADS: &[(&str, Organ)] = &[
        ("A/HRC/", HumanRightsCouncil),
        ("A/", GeneralAssembly),
        ("S/", SecurityCouncil),
        ("E/CN.4/", CommissionOnHumanRights),
        ("E/", EconomicAndSocialCouncil),
        ("WHA", WorldHealthAssembly),
        ("PC.DEC/", OscePermanentCouncil),
        ("MC.DEC/", OsceMinisterialCouncil),
        ("UNEP/EA", EnvironmentAssembly),
        ("FCCC/", ClimateConference),
    ];
    HEADS.iter().find(|(head, _)| symbol.starts_with(head)).map(|(_, organ)| *organ)
}

/// The organ that enacts a text, by the line with which resolutions begin ("The General Assembly,").
#[must_use]
pub fn enacting_organ(text: &str) -> Option<Organ> {
    const FORMULAS: &[(&str, Organ)] = &[
        ("The General Assembly,", GeneralAssembly),
        ("The Security Council,", SecurityCouncil),
        ("The Economic and Social Council,", EconomicAndSocialCouncil),
        ("The Human Rights Council,", HumanRightsCouncil),
        ("The Commission on Human Rights,", CommissionOnHumanRights),
        ("The Plenipotentiary Conference of the International Telecommunication Union", ItuPlenipotentiary),
        ("L'Assemblée générale,", GeneralAssembly),
        ("L’Assemblée générale,", GeneralAssembly),
        ("Le Conseil de sécurité,", SecurityCouncil),
        ("Le Conseil des droits de l’homme,", HumanRightsCouncil),
        ("La Asamblea General,", GeneralAssembly),
        ("El Consejo de Seguridad,", SecurityCouncil),
        ("El Consejo de Derechos Humanos,", HumanRightsCouncil),
        ("Генеральная Ассамблея,", GeneralAssembly),
        ("Совет Безопасности,", SecurityCouncil),
        ("Совет по правам человека,", HumanRightsCouncil),
        ("大会，", GeneralAssembly),
        ("安全理事会，", SecurityCouncil),
        ("人权理事会，", HumanRightsCouncil),
        ("إن الجمعية العامة،", GeneralAssembly),
        ("إن مجلس الأمن،", SecurityCouncil),
        ("إن مجلس حقوق الإنسان،", HumanRightsCouncil),
    ];
    const FAR: usize = 6000; // a letter of transmittal and a contents page may come before
    const ENOUGH: usize = 4;
    let mut found: Option<Organ> = None;
    for line in text.lines().scan(0, |read, line| {
        *read += line.len();
        (*read < FAR).then_some(line)
    }) {
        let line = line.trim().trim_matches(['*', '_']);
        if line.len() < ENOUGH {
            continue;
        }
        if let Some((_, organ)) = FORMULAS.iter().find(|(formula, _)| line.starts_with(formula)) {
            // A letter that holds resolutions of two bodies has no one organ.
            match found {
                Some(first) if first != *organ => return None,
                _ => found = Some(*organ),
            }
        }
        if found.is_none()
            && (line.starts_with("Resolution adopted by the ") || line.starts_with("Decision adopted by the "))
        {
            let named = line.split_once("by the ").and_then(|(_, rest)| at_start(rest));
            if let Some((Named::Organ(organ), _)) = named {
                found = Some(organ);
            }
        }
    }
    found
}

impl Organ {
    /// A document of this organ: a resolution or a decision by its number.
    pub(super) fn symbol(self, number: &str, decision: bool) -> Target {
        let kind = if decision { "DEC" } else { "RES" };
        match self {
            GeneralAssembly => Target::document(format!("A/{kind}/{number}")),
            SecurityCouncil => Target::document(format!("S/{kind}/{number}")),
            EconomicAndSocialCouncil => Target::document(format!("E/{kind}/{number}")),
            HumanRightsCouncil => Target::document(format!("A/HRC/{kind}/{number}")),
            CommissionOnHumanRights => Target::document(format!("E/CN.4/{kind}/{number}")),
            WorldHealthAssembly => Target::body("who", format!("WHA{number}")),
            EnvironmentAssembly => match number.split_once('/') {
                Some((session, number)) => {
                    Target::document(format!("UNEP/EA.{session}/{}.{number}", if decision { "Dec" } else { "Res" }))
                }
                None => Target::Unresolved,
            },
            ItuPlenipotentiary => Target::body("itu", format!("PP/{number}")),
            ItuDevelopment => Target::body("itu", format!("WTDC/{number}")),
            ItuStandardization => Target::body("itu", format!("WTSA/{number}")),
            ItuWcit => Target::body("itu", format!("WCIT/{number}")),
            OscePermanentCouncil => Target::body("osce", format!("PC.DEC/{number}")),
            OsceMinisterialCouncil => Target::body("osce", format!("MC.DEC/{number}")),
            ClimateConference => Target::body("unfccc", number),
            Other => Target::Unresolved,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_governs() {
        let organ = |text: &str| at_end(text).map(|(named, _)| named);
        assert_eq!(organ("of the World Health Assembly"), Some(Of(WorldHealthAssembly)));
        assert_eq!(organ("of the Assembly"), Some(Assembly));
        assert_eq!(organ("the Human Rights Council"), Some(Of(HumanRightsCouncil)));
        assert_eq!(organ("世界卫生大会"), Some(Of(WorldHealthAssembly)));
        assert_eq!(organ("the subassembly"), None);
        assert_eq!(backwards("the Council of Europe and others").next(), Some((Of(Other), 4, 21)));
        assert_eq!(at_start("Assemblée générale et").map(|(n, _)| n), Some(Of(GeneralAssembly)));
    }

    #[test]
    fn resolutions_name_their_organ_in_the_opening() {
        assert_eq!(enacting_organ("A title\n\nThe General Assembly,\n\nRecalling"), Some(GeneralAssembly));
        assert_eq!(enacting_organ("*The Security Council*,\n"), None);
        assert_eq!(enacting_organ("The Parties agree"), None);
        assert_eq!(
            enacting_organ("Resolution adopted by the Human Rights Council\non 5 July"),
            Some(HumanRightsCouncil)
        );
    }
}
