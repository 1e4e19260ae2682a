//! Every word of a landscape that names a row of a list, with the list it must be in.

use crate::landscape::Landscape;
use crate::model::{CodedField, Concept, Evidence, Instrument, Reference, Row, Rows, Toward};

use super::things::things;

/// A list whose rows are named from elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum List {
    Party,
    Group,
    Topic,
    Act,
    Object,
    Caveat,
    Camp,
    Kind,
    Standing,
    Milestone,
    Source,
    Mechanism,
}

impl List {
    /// One row, with its article.
    pub(super) fn one(self) -> &'static str {
        match self {
            List::Party => "a party",
            List::Group => "a group",
            List::Topic => "a topic",
            List::Act => "an act",
            List::Object => "an object",
            List::Caveat => "a caveat",
            List::Camp => "a camp",
            List::Kind => "a kind of instrument",
            List::Standing => "a standing",
            List::Milestone => "a milestone",
            List::Source => "a source",
            List::Mechanism => "a mechanism",
        }
    }

    /// Where its rows are defined, for hints.
    pub(super) fn home(self) -> &'static str {
        match self {
            List::Party => "parties.toml",
            List::Group => "groups.toml",
            List::Source => "sources.toml",
            List::Mechanism => "a file of events/",
            _ => "vocabulary.toml",
        }
    }

    pub(super) fn has(self, landscape: &Landscape, name: &str) -> bool {
        let vocabulary = &landscape.vocabulary;
        match self {
            List::Party => landscape.parties.contains(name),
            List::Group => landscape.groups.contains(name),
            List::Topic => vocabulary.topics.contains(name),
            List::Act => vocabulary.acts.contains(name),
            List::Object => vocabulary.objects.contains(name),
            List::Caveat => vocabulary.caveats.contains(name),
            List::Camp => vocabulary.camps.contains(name),
            List::Kind => vocabulary.kinds.contains(name),
            List::Standing => vocabulary.standings.contains(name),
            List::Milestone => vocabulary.milestones.contains(name),
            List::Source => landscape.sources.contains(name),
            List::Mechanism => landscape.mechanisms.contains(name),
        }
    }

    pub(super) fn ids(self, landscape: &Landscape) -> Vec<&str> {
        fn of<T: Row>(rows: &Rows<T>) -> Vec<&str> {
            rows.ids().collect()
        }
        let vocabulary = &landscape.vocabulary;
        match self {
            List::Party => of(&landscape.parties),
            List::Group => of(&landscape.groups),
            List::Topic => of(&vocabulary.topics),
            List::Act => of(&vocabulary.acts),
            List::Object => of(&vocabulary.objects),
            List::Caveat => of(&vocabulary.caveats),
            List::Camp => of(&vocabulary.camps),
            List::Kind => of(&vocabulary.kinds),
            List::Standing => of(&vocabulary.standings),
            List::Milestone => of(&vocabulary.milestones),
            List::Source => of(&landscape.sources),
            List::Mechanism => of(&landscape.mechanisms),
        }
    }
}

/// Shows every reference to `visit`. A source named once under `[default]` comes once for every row that takes it over,
/// each time with the same place.
pub(super) fn visit<'l>(landscape: &'l Landscape, visit: &mut impl FnMut(List, &'l Reference)) {
    let mut all = |list: List, names: &'l [Reference]| names.iter().for_each(|name| visit(list, name));
    for group in &landscape.groups {
        group.members.iter().for_each(|row| all(List::Party, &row.parties));
    }
    for event in &landscape.events {
        all(List::Party, &event.actors);
        all(List::Party, &event.toward);
        all(List::Mechanism, event.mechanism.as_slice());
    }
    for mechanism in &landscape.mechanisms {
        all(List::Act, mechanism.kind.as_slice());
        all(List::Party, &mechanism.parties);
        all(List::Mechanism, mechanism.replaced_by.as_slice());
    }
    for position in &landscape.positions {
        all(List::Party, &position.parties);
        all(List::Group, &position.groups);
        all(List::Topic, &position.topics);
    }
    for row in &landscape.designations {
        all(List::Party, &row.parties);
        all(List::Object, std::slice::from_ref(&row.object));
        all(List::Object, std::slice::from_ref(&row.under));
    }
    landscape.instruments.iter().for_each(|instrument| of_instrument(instrument, &mut all));
    of_vocabulary(landscape, &mut all);

    let mut sources = |evidence: &'l Evidence| {
        for source in evidence.sources.iter().filter(|source| source.address().is_none()) {
            visit(List::Source, &source.0);
        }
    };
    landscape.instruments.iter().for_each(|instrument| sources(&instrument.evidence));
    things(landscape).for_each(|thing| sources(thing.evidence()));
}

fn of_instrument<'l>(instrument: &'l Instrument, all: &mut impl FnMut(List, &'l [Reference])) {
    all(List::Kind, instrument.kind.as_ref().map(|kind| &kind.value).map_or(&[], std::slice::from_ref));
    all(List::Camp, instrument.camp.as_ref().map(|camp| &camp.value).map_or(&[], std::slice::from_ref));
    all(List::Topic, &instrument.topics);
    for row in &instrument.milestones {
        all(List::Milestone, std::slice::from_ref(&row.milestone));
    }
    let codings = instrument.codings.iter().flat_map(|coding| &coding.commitments);
    for row in instrument.commitments.iter().chain(codings) {
        all(List::Act, &row.acts);
        all(List::Object, &row.objects);
        row.caveats.iter().for_each(|caveat| all(List::Caveat, std::slice::from_ref(&caveat.kind)));
        if let Toward::Group(group) = &row.toward {
            all(List::Group, std::slice::from_ref(group));
        }
        for alternative in &row.alternatives {
            match alternative.field {
                CodedField::Acts => all(List::Act, &alternative.value),
                CodedField::Objects => all(List::Object, &alternative.value),
                _ => {}
            }
        }
        all(List::Milestone, row.schedule.as_ref().and_then(|s| s.anchor.as_ref()).map_or(&[], std::slice::from_ref));
    }
    instrument.statements.iter().for_each(|row| all(List::Party, &row.parties));
    for row in &instrument.standings {
        all(List::Standing, std::slice::from_ref(&row.word));
        all(List::Party, &row.parties);
        all(List::Group, &row.groups);
    }
}

fn of_vocabulary<'l>(landscape: &'l Landscape, all: &mut impl FnMut(List, &'l [Reference])) {
    fn plain<'l>(list: List, rows: &'l Rows<Concept>, all: &mut impl FnMut(List, &'l [Reference])) {
        rows.iter().for_each(|concept| {
            all(list, &concept.broader);
            all(list, &concept.opposes);
            all(list, &concept.related);
            all(List::Object, concept.object.as_slice());
        });
    }
    let vocabulary = &landscape.vocabulary;
    plain(List::Topic, &vocabulary.topics, all);
    plain(List::Act, &vocabulary.acts, all);
    plain(List::Object, &vocabulary.objects, all);
    plain(List::Caveat, &vocabulary.caveats, all);
    plain(List::Camp, &vocabulary.camps, all);
    plain(List::Kind, &vocabulary.kinds, all);
    for word in &vocabulary.standings {
        all(List::Standing, &word.concept.broader);
        all(List::Kind, &word.kinds);
    }
    for word in &vocabulary.milestones {
        all(List::Milestone, &word.concept.broader);
    }
}
