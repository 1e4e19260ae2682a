//! `vocabulary.toml`.

use super::manifest::row_id;
use super::table::Table;
use super::{Overlaid, Overlay};
use crate::model::{Concept, Family, MilestoneWord, Phase, StandingWord};

/// The lists of one vocabulary file.
pub(in crate::landscape) struct VocabularyLists {
    pub(in crate::landscape) topics: Vec<Overlaid<Concept>>,
    pub(in crate::landscape) acts: Vec<Overlaid<Concept>>,
    pub(in crate::landscape) objects: Vec<Overlaid<Concept>>,
    pub(in crate::landscape) caveats: Vec<Overlaid<Concept>>,
    pub(in crate::landscape) camps: Vec<Overlaid<Concept>>,
    pub(in crate::landscape) kinds: Vec<Overlaid<Concept>>,
    pub(in crate::landscape) standings: Vec<Overlaid<StandingWord>>,
    pub(in crate::landscape) milestones: Vec<Overlaid<MilestoneWord>>,
}

pub(super) fn vocabulary(root: &Table<'_, '_>) -> VocabularyLists {
    let plain = |key: &'static str| root.rows(key, |row| overlaid(row, concept(row)?));
    VocabularyLists {
        topics: plain("topic"),
        acts: plain("act"),
        objects: plain("object"),
        caveats: plain("caveat"),
        camps: plain("camp"),
        kinds: plain("kind"),
        standings: root.rows("standing", |row| {
            let concept = concept(row);
            let family = row.required_one_of("family", Family::WORDS);
            let verb = row.required_text("verb").unwrap_or_default();
            let kinds = row.words("kinds");
            overlaid(row, StandingWord { concept: concept?, family, verb, kinds })
        }),
        milestones: root.rows("milestone", |row| {
            let concept = concept(row);
            let phase = row.required_one_of("phase", Phase::WORDS);
            overlaid(row, MilestoneWord { concept: concept?, phase })
        }),
    }
}

fn overlaid<T>(row: &Table<'_, '_>, value: T) -> Option<Overlaid<T>> {
    Some(Overlaid { row: value, overlay: row.overlay(&[("replace", Overlay::Replace)]) })
}

fn concept(row: &Table<'_, '_>) -> Option<Concept> {
    let id = row_id(row, "id");
    let label = row.required_text("label");
    let definition = row.required_text("definition");
    let broader = row.words("broader");
    let (opposes, too_general) = (row.words("opposes"), row.truth("too_general").unwrap_or(false));
    let related = row.words("related");
    let object = row.word("object");
    let id = id?;
    Some(Concept {
        label: label.unwrap_or_else(|| id.clone()),
        definition: definition.unwrap_or_default(),
        broader,
        opposes,
        related,
        object,
        too_general,
        span: row.span(),
        id,
    })
}
