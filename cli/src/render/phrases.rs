//! Words that several renderings share.

use servanda::landscape::Landscape;
use servanda::model::Certainty;
use servanda::register::{Entry, EventEntry, Status, StatusPhase, Strength};

use super::{Label, Line};

/// A number with its noun.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A kind of instrument as people call it.
pub(crate) fn kind_label<'l>(landscape: &'l Landscape, kind: &'l str) -> &'l str {
    landscape.vocabulary.kinds.get(kind).map_or(kind, |concept| &concept.label)
}

/// How firmly a row of the register stands, in few words.
pub(crate) fn stands_as(entry: &Entry<'_>) -> Line {
    let line = firmness(&entry.status, entry.strength);
    if entry.status.unverified { line.with(Label::Unverified, " (?)") } else { line }
}

/// How firmly an instrument stands. A treaty of which no entry into force is recorded is not said to be not in force.
pub(crate) fn firmness(status: &Status<'_>, strength: Option<Strength>) -> Line {
    match (status.phase, strength) {
        (StatusPhase::Ended | StatusPhase::Announced | StatusPhase::NotYet, _) => Line::of(Label::Spent, &status.label),
        (StatusPhase::SignedNotInForce, _) => Line::of(Label::Pending, status.phase.label()),
        (StatusPhase::EntryIntoForceNotRecorded, _) => Line::of(Label::Pending, "entry into force not recorded"),
        (_, Some(strength)) => Line::of(strength_label(strength), strength.label()),
        (_, None) => Line::plain(&status.label),
    }
}

/// The colour of a strength.
pub(crate) fn strength_label(strength: Strength) -> Label {
    match strength {
        Strength::Binding => Label::Binding,
        Strength::SignedNotInForce | Strength::EntryIntoForceNotRecorded => Label::Pending,
        Strength::Political | Strength::Voluntary => Label::Soft,
        Strength::Proposed | Strength::Ended => Label::Spent,
    }
}

/// The title of an event, or what is said of it.
pub(crate) fn event_title<'e>(entry: &EventEntry<'e>) -> &'e str {
    entry.event.title.as_deref().unwrap_or(&entry.event.says)
}

/// Whether a mechanism runs, in words.
pub(crate) fn running(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Yes => "running",
        Certainty::Possibly => "possibly running",
        Certainty::No => "not running",
    }
}
