//! Rules that hold in a context: whoever has these attributes has those as well.

use std::cmp::Reverse;

use super::bits::Bits;
use super::context::Context;
use super::lattice::Lattice;

/// Whoever has the premise has the conclusion as well: all of them, or all but a few.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Attributes; without any, everybody is meant.
    pub premise: Bits,
    /// Further attributes.
    pub conclusion: Bits,
    /// How many objects have the premise and the conclusion. Where it is 0, the rule says that nobody has the premise.
    pub support: usize,
    /// How many have the premise and lack some of the conclusion.
    pub against: usize,
}

impl Rule {
    /// A rule with its figures in a context.
    #[must_use]
    pub fn measured(context: &Context, premise: Bits, conclusion: Bits) -> Rule {
        let having = context.having(&premise);
        let support = having.common(&context.having(&conclusion));
        Rule { premise, conclusion, support, against: having.count() - support }
    }

    /// The rule as a sentence without a full stop; `verb` is what objects do with attributes ("has", "promised").
    #[must_use]
    pub fn sentence(&self, attributes: &[String], verb: &str) -> String {
        let named = |set: &Bits| {
            let names: Vec<&str> = set.iter().filter_map(|at| attributes.get(at)).map(String::as_str).collect();
            match names.as_slice() {
                [] => "nothing".to_owned(),
                [one] => (*one).to_owned(),
                [most @ .., last] => format!("{} and {last}", most.join(", ")),
            }
        };
        match (self.premise.is_empty(), self.support + self.against) {
            (false, 0) => format!("nobody {verb} {}", named(&self.premise)),
            (true, _) => format!("everybody {verb} {}", named(&self.conclusion)),
            (false, _) => format!("whoever {verb} {} also {verb} {}", named(&self.premise), named(&self.conclusion)),
        }
    }
}

/// Rules from which every rule without exception follows, and no smaller number would do: the canonical base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// The rules, those with most support first.
    pub rules: Vec<Rule>,
    /// Whether these are all: `false` if the search stopped before its end. What there is holds in any case.
    pub complete: bool,
}

/// The Duquenne–Guigues base of a context, by Ganter's NextClosure over what is closed under the rules found so far: a set
/// that is closed under them and is not a closed set of the context is the premise of the next rule.
///
/// Stops after `most_steps` (one for each rule that is looked at): there may be exponentially many rules, and every concept
/// is passed on the way.
#[must_use]
pub fn base(context: &Context, most_steps: u64) -> Base {
    let width = context.attributes().len();
    let mut under = Under { rules: Vec::new(), steps: 0, most: most_steps };
    let mut set = Bits::none(width);
    let complete = loop {
        let closure = context.closure(&set);
        if closure != set {
            under.rules.push((set.clone(), closure));
        }
        match under.next(&set, width) {
            Next::Set(next) => set = next,
            Next::None => break true,
            Next::Stopped => break false,
        }
    };
    let measured = |(premise, closure): (Bits, Bits)| {
        let conclusion = closure.without(&premise);
        Rule::measured(context, premise, conclusion)
    };
    let mut rules: Vec<Rule> = under.rules.into_iter().map(measured).collect();
    sort(&mut rules);
    Base { rules, complete }
}

fn sort(rules: &mut [Rule]) {
    rules.sort_by_cached_key(|rule| {
        (rule.against, Reverse(rule.support), rule.premise.count(), rule.premise.iter().collect::<Vec<_>>())
    });
}

enum Next {
    Set(Bits),
    None,
    Stopped,
}

/// The rules found so far: premises with their closures.
struct Under {
    rules: Vec<(Bits, Bits)>,
    steps: u64,
    most: u64,
}

impl Under {
    /// The next set in lectic order that is closed under the rules.
    fn next(&mut self, set: &Bits, width: usize) -> Next {
        let mut start = set.clone();
        for attribute in (0..width).rev() {
            if start.has(attribute) {
                start.remove(attribute);
                continue;
            }
            let mut candidate = start.clone();
            candidate.insert(attribute);
            if self.closed(&mut candidate, &start, attribute) {
                return Next::Set(candidate);
            }
            if self.steps > self.most {
                return Next::Stopped;
            }
        }
        Next::None
    }

    /// Closes a set under the rules; gives up, with `false`, as soon as it is another one below an attribute.
    fn closed(&mut self, set: &mut Bits, start: &Bits, attribute: usize) -> bool {
        loop {
            let mut grown = false;
            for (premise, closure) in &self.rules {
                self.steps += 1;
                if premise.is_in(set) && !closure.is_in(set) && premise != set {
                    set.add(closure);
                    if !set.same_below(start, attribute) {
                        return false;
                    }
                    grown = true;
                }
            }
            if !grown {
                return true;
            }
        }
    }
}

/// Rules with few exceptions: for each two neighbours of a lattice, whoever shares the more general has the rest as well but
/// for at most `most_against` objects (Luxenburger, "Implications partielles dans un contexte", 1991).
#[must_use]
pub fn near_rules(context: &Context, lattice: &Lattice, most_against: usize) -> Vec<Rule> {
    let concept = |at: usize| lattice.concepts.get(at);
    let edges = lattice.below.iter().enumerate().flat_map(|(above, below)| below.iter().map(move |at| (above, *at)));
    let rule = |(above, below): (usize, usize)| {
        let (premise, whole) = (&concept(above)?.intent, &concept(below)?.intent);
        Some(Rule::measured(context, premise.clone(), whole.without(premise)))
    };
    let mut rules: Vec<Rule> =
        edges.filter_map(rule).filter(|rule| rule.against <= most_against && rule.support > 0).collect();
    sort(&mut rules);
    rules
}
