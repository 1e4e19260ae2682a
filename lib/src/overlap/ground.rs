//! Common ground: concepts of the table, ranked and weighed, and the promises that would widen them.

use std::collections::BTreeSet;

use serde::Serialize;

use super::formal::closed::{self, Go};
use super::formal::{Bits, Context, Rule, base};
use super::scale::{Attribute, Known, Scaled, Wanted, WantedError, scale};
use crate::landscape::Landscape;
use crate::model::{Certainty, Day};
use crate::register::{Header, Strength};

/// How many members of a group take part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bloc {
    /// The group.
    pub group: String,
    /// Members in the concept.
    pub members: usize,
    /// Members on the day.
    pub of: usize,
}

/// A promise that all parties of a concept have made.
#[derive(Debug, Clone, Serialize)]
pub struct Shared<'a> {
    /// What it is.
    #[serde(flatten)]
    pub attribute: Attribute,
    /// The clauses by which they have made it.
    pub clauses: Vec<&'a str>,
}

/// The fewest cells that must be wrong for a concept to vanish into the next narrower one.
#[derive(Debug, Clone, Serialize)]
pub struct Breaking {
    /// If these parties had made it, too …
    pub parties: Vec<String>,
    /// … this promise would be shared by all.
    pub attribute: Attribute,
}

/// Parties with exactly the promises that all of them have made.
#[derive(Debug, Clone, Serialize)]
pub struct Concept<'a> {
    /// Number, for edges.
    pub number: usize,
    /// The parties: at least these.
    pub parties: Vec<String>,
    /// Parties that may belong to them.
    pub possibly: Vec<String>,
    /// What they share, each with its firmest step only.
    pub commitments: Vec<Shared<'a>>,
    /// The weakest strength among the cells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strength: Option<Strength>,
    /// How many parties more it has than the largest concept below it (delta-stability).
    pub delta: usize,
    /// At least so many parties.
    pub lower: usize,
    /// At most so many.
    pub upper: usize,
    /// Groups that take part, if groups were asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocs: Vec<Bloc>,
    /// What would make it vanish, if anything short of all would.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breaking: Option<Breaking>,
}

/// A promise that few have not made.
#[derive(Debug, Clone, Serialize)]
pub struct OneShort<'a> {
    /// The promise.
    pub attribute: Attribute,
    /// Those who have not made it.
    pub lacking: Vec<String>,
    /// Of those, who may have made it.
    pub perhaps: Vec<String>,
    /// Those who have.
    pub parties: usize,
    /// How many promises all would then share, with it.
    pub shared: usize,
    /// The clauses by which the others have made it.
    pub clauses: Vec<&'a str>,
}

/// Whoever among the parties has promised one thing has promised the other, too. It holds of them on that day, and says
/// nothing of why.
#[derive(Debug, Clone, Serialize)]
pub struct AlsoPromised {
    /// Whoever has promised these …
    pub premise: Vec<Attribute>,
    /// … has also promised these.
    pub conclusion: Vec<Attribute>,
    /// How many have.
    pub support: usize,
}

/// Which concept lies right above which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Edge {
    /// More parties, fewer promises.
    pub above: usize,
    /// Fewer parties, more promises.
    pub below: usize,
}

/// What parties have in common on a day.
#[derive(Debug, Clone, Serialize)]
pub struct CommonGround<'a> {
    /// Which landscape and day.
    #[serde(flatten)]
    pub header: Header,
    /// The parties that were looked at.
    pub parties: Vec<String>,
    /// Columns of the table.
    pub attributes: usize,
    /// Concepts of the table of what is certain, those with fewer parties than asked for among them.
    pub all_concepts: usize,
    /// Whether there are more than were looked at.
    pub stopped: bool,
    /// What all of them share.
    pub shared_by_all: Vec<Shared<'a>>,
    /// Concepts, the broadest first: by groups that take part, then parties, then strength.
    pub concepts: Vec<Concept<'a>>,
    /// Which lies above which, of those that are told.
    pub edges: Vec<Edge>,
    /// Promises that few have not made, those that would add most first.
    pub one_short: Vec<OneShort<'a>>,
    /// Rules without exception of which the others follow (the Duquenne-Guigues base), those that most parties bear out first;
    /// without what all have promised, and without those that one only bears out.
    pub rules: Vec<AlsoPromised>,
    /// What the table does not hold.
    pub notice: &'static str,
}

/// Concepts beyond which nothing more is looked at.
const MOST: usize = 20_000;

const NOTICE: &str = "Counted are promises that are coded, by acts of the vocabulary, not proposals. Instruments of which \
    nothing is coded are not in the table: what parties share there is not known. No ranking says how good a promise is.";

/// Works out what parties have in common on a day.
///
/// Concepts are those of what is certain; `possibly` and `upper` are who would join if every doubtful cell were a yes. The
/// order is by the number of groups that take part with at least half their members (if groups were asked for), then
/// parties, then the weakest strength, then promises; nothing is added up.
///
/// # Errors
/// Every party or group that the landscape does not know.
pub fn common_ground<'a>(
    landscape: &'a Landscape,
    wanted: &Wanted,
    day: Day,
) -> Result<CommonGround<'a>, Vec<WantedError>> {
    let scaled = scale(landscape, wanted, day)?;
    let least = wanted.min_support.unwrap_or(2).max(1);
    let (intents, stopped) = intents(&scaled);
    let mut found: Vec<(Bits, Bits)> = intents
        .into_iter()
        .map(|intent| (scaled.certain.having(&intent), intent))
        .filter(|(extent, intent)| extent.count() >= least && !intent.is_empty())
        .collect();
    let all_concepts = found.len();
    let deltas: Vec<usize> = found.iter().map(|(extent, intent)| nearest_below(&scaled, extent, intent).0).collect();
    let blocs: Vec<Vec<Bloc>> =
        found.iter().map(|(extent, _)| blocs(landscape, wanted, &scaled, extent, day)).collect();
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_cached_key(|at| {
        let (extent, intent) = found.get(*at).cloned().unwrap_or_else(|| (Bits::none(0), Bits::none(0)));
        let joined = blocs.get(*at).map_or(0, |blocs| blocs.iter().filter(|b| 2 * b.members >= b.of).count());
        let strength = weakest(&scaled, &extent, &intent);
        (std::cmp::Reverse((joined, extent.count(), strength, intent.count())), *at)
    });
    order.truncate(wanted.limit.unwrap_or(12));
    let concepts: Vec<Concept<'a>> = order
        .iter()
        .enumerate()
        .filter_map(|(number, at)| {
            let (extent, intent) = found.get(*at)?;
            let possible = scaled.possible.having(intent);
            let (delta, breaking) = nearest_below(&scaled, extent, intent);
            debug_assert_eq!(deltas.get(*at), Some(&delta));
            Some(Concept {
                number,
                parties: names(&scaled, extent),
                possibly: names(&scaled, &possible.without(extent)),
                commitments: shared(&scaled, extent, intent),
                strength: weakest(&scaled, extent, intent),
                delta,
                lower: extent.count(),
                upper: possible.count(),
                blocs: blocs.get(*at).cloned().unwrap_or_default(),
                breaking,
            })
        })
        .collect();
    let told: Vec<&Bits> = order.iter().filter_map(|at| found.get(*at)).map(|(extent, _)| extent).collect();
    let edges = edges(&told);
    let everybody = Bits::all(scaled.parties.len());
    let by_all = scaled.certain.shared_by(&everybody);
    let shared_by_all = if scaled.parties.is_empty() { Vec::new() } else { shared(&scaled, &everybody, &by_all) };
    let one_short = one_short(&scaled, wanted, shared_by_all.len());
    let rules = rules(&scaled);
    found.clear();
    Ok(CommonGround {
        header: Header::new("servanda.common_ground/1", landscape, day),
        attributes: scaled.attributes.len(),
        parties: scaled.parties,
        all_concepts,
        stopped,
        shared_by_all,
        concepts,
        edges,
        one_short,
        rules,
        notice: NOTICE,
    })
}

/// All closed sets of columns, up to a bound, and whether there are more.
fn intents(scaled: &Scaled<'_>) -> (Vec<Bits>, bool) {
    let width = scaled.attributes.len();
    let mut found = Vec::new();
    let rows = scaled.certain.rows().iter().map(Bits::words);
    let went = closed::visit(rows, width, 1, &mut |words, _| {
        found.push(Bits::of_words(width, words));
        if found.len() > MOST { Go::Stop } else { Go::On }
    });
    (found, went != Some(Go::On))
}

/// By how many parties the next narrower concept is smaller, and what parts the two.
fn nearest_below(scaled: &Scaled<'_>, extent: &Bits, intent: &Bits) -> (usize, Option<Breaking>) {
    let outside = scaled.certain.columns().iter().enumerate().filter(|(attribute, _)| !intent.has(*attribute));
    let nearest = outside.max_by_key(|(attribute, column)| (column.common(extent), std::cmp::Reverse(*attribute)));
    let Some((attribute, column)) = nearest else { return (extent.count(), None) };
    let common = column.common(extent);
    let breaking = (common > 0).then(|| scaled.attributes.get(attribute).cloned()).flatten();
    let parties = names(scaled, &extent.without(column));
    (extent.count() - common, breaking.map(|attribute| Breaking { parties, attribute }))
}

fn names(scaled: &Scaled<'_>, parties: &Bits) -> Vec<String> {
    parties.iter().filter_map(|party| scaled.parties.get(party).cloned()).collect()
}

/// What an intent amounts to: of the steps of one promise, the firmest.
fn shared<'a>(scaled: &Scaled<'a>, extent: &Bits, intent: &Bits) -> Vec<Shared<'a>> {
    let all: Vec<(usize, &Attribute)> = intent.iter().filter_map(|at| Some((at, scaled.attributes.get(at)?))).collect();
    let firmest = |own: &Attribute| {
        !all.iter().any(|(_, other)| {
            (other.modality, &other.act, other.partner) == (own.modality, &own.act, own.partner)
                && other.at_least > own.at_least
        })
    };
    let told = all.iter().filter(|(_, attribute)| firmest(attribute));
    told.map(|(at, attribute)| Shared { attribute: (*attribute).clone(), clauses: clauses(scaled, extent, *at) })
        .collect()
}

fn clauses<'a>(scaled: &Scaled<'a>, parties: &Bits, attribute: usize) -> Vec<&'a str> {
    let cells = parties.iter().filter_map(|party| scaled.cell(party, attribute));
    let all: BTreeSet<&str> = cells.flat_map(|cell| cell.clauses.iter().copied()).collect();
    all.into_iter().collect()
}

fn weakest(scaled: &Scaled<'_>, extent: &Bits, intent: &Bits) -> Option<Strength> {
    let strengths = extent.iter().flat_map(|party| {
        intent.iter().filter_map(move |attribute| scaled.cell(party, attribute).and_then(|cell| cell.strength))
    });
    strengths.min()
}

fn blocs(landscape: &Landscape, wanted: &Wanted, scaled: &Scaled<'_>, extent: &Bits, day: Day) -> Vec<Bloc> {
    let of = |id: &String| {
        let members = landscape.groups.get(id)?.members_on(day);
        let has = |code: &String| members.get(code.as_str()).is_some_and(|c| *c != Certainty::No);
        let taking_part = extent.iter().filter_map(|party| scaled.parties.get(party)).filter(|code| has(code)).count();
        Some(Bloc { group: id.clone(), members: taking_part, of: members.len() })
    };
    wanted.groups.iter().filter_map(of).collect()
}

/// The covering relation among some concepts: the smallest that contain each.
fn edges(extents: &[&Bits]) -> Vec<Edge> {
    let within = |a: &Bits, b: &Bits| a != b && a.is_in(b);
    let mut edges = Vec::new();
    for (below, small) in extents.iter().enumerate() {
        for (above, large) in extents.iter().enumerate().filter(|(_, large)| within(small, large)) {
            let between = |middle: &&&Bits| within(small, middle) && within(middle, large);
            if !extents.iter().any(|middle| between(&middle)) {
                edges.push(Edge { above, below });
            }
        }
    }
    edges
}

/// Promises that at most a few of the parties have not made, and some have.
fn one_short<'a>(scaled: &Scaled<'a>, wanted: &Wanted, shared: usize) -> Vec<OneShort<'a>> {
    let most = wanted.short.unwrap_or(1).max(1);
    let everybody = Bits::all(scaled.parties.len());
    let mut found = Vec::new();
    for (at, (attribute, column)) in scaled.attributes.iter().zip(scaled.certain.columns()).enumerate() {
        let lacking = everybody.without(column);
        let count = lacking.count();
        if count == 0 || count > most || column.count() < 2 {
            continue;
        }
        let unknown = |party: &usize| scaled.cell(*party, at).is_some_and(|cell| cell.known == Known::Unknown);
        let perhaps = Bits::of(scaled.parties.len(), lacking.iter().filter(unknown));
        found.push(OneShort {
            attribute: attribute.clone(),
            lacking: names(scaled, &lacking),
            perhaps: names(scaled, &perhaps),
            parties: column.count(),
            shared: shared + 1,
            clauses: clauses(scaled, column, at),
        });
    }
    // Of the steps of one promise by the same parties, the firmest says all.
    let kept: Vec<bool> = found
        .iter()
        .map(|own| {
            !found.iter().any(|other| {
                let (a, b) = (&own.attribute, &other.attribute);
                (a.modality, &a.act, a.partner, &own.lacking) == (b.modality, &b.act, b.partner, &other.lacking)
                    && b.at_least > a.at_least
            })
        })
        .collect();
    let mut kept = kept.into_iter();
    found.retain(|_| kept.next().unwrap_or(false));
    found.sort_by(|a, b| {
        (a.lacking.len(), std::cmp::Reverse(a.attribute.at_least), &a.attribute.id).cmp(&(
            b.lacking.len(),
            std::cmp::Reverse(b.attribute.at_least),
            &b.attribute.id,
        ))
    });
    found
}

/// Steps after which the search for rules ends; there may be exponentially many.
const MOST_STEPS: u64 = 2_000_000;
/// Rules that are told.
const MOST_RULES: usize = 12;

/// Rules over promises, each at its weakest step: that a firmer promise is also a weaker one is no rule worth telling.
fn rules(scaled: &Scaled<'_>) -> Vec<AlsoPromised> {
    let mut weakest: Vec<usize> = Vec::new();
    for (at, attribute) in scaled.attributes.iter().enumerate() {
        let promise = |attribute: &Attribute| (attribute.modality, attribute.act.clone(), attribute.partner);
        let same = weakest.last().and_then(|at| scaled.attributes.get(*at)).map(promise);
        if same != Some(promise(attribute)) {
            weakest.push(at);
        }
    }
    // What all have promised is told elsewhere, and would stand in the premise of every rule.
    let by_all = |at: &usize| scaled.certain.columns().get(*at).is_some_and(|c| c.count() == scaled.parties.len());
    weakest.retain(|at| !by_all(at));
    let names: Vec<String> =
        weakest.iter().filter_map(|at| scaled.attributes.get(*at)).map(|attribute| attribute.id.clone()).collect();
    let mut context = Context::new(scaled.parties.clone(), names);
    for (to, from) in weakest.iter().enumerate() {
        for party in 0..scaled.parties.len() {
            context.set(party, to, scaled.certain.has(party, *from));
        }
    }
    let attributes = |set: &Bits| -> Vec<Attribute> {
        set.iter().filter_map(|at| scaled.attributes.get(*weakest.get(at)?)).cloned().collect()
    };
    // Of rules that lead to the same promises, the first tells what comes along with what.
    let mut led_to: Vec<Bits> = Vec::new();
    let mut telling = |rule: &&Rule| {
        let all = context.closure(&rule.premise);
        let told = rule.support < 2 || rule.premise.is_empty() || led_to.contains(&all);
        led_to.push(all);
        !told
    };
    let found = base(&context, MOST_STEPS).rules;
    found
        .iter()
        .filter(|rule| telling(rule))
        .take(MOST_RULES)
        .map(|rule| AlsoPromised {
            premise: attributes(&rule.premise),
            conclusion: attributes(&rule.conclusion.without(&rule.premise)),
            support: rule.support,
        })
        .collect()
}
