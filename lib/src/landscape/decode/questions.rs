//! `questions/*.toml`.

use super::manifest::row_id;
use super::table::{Defaults, Table};
use super::{Overlaid, Overlay};
use crate::diagnostic::Diagnostic;
use crate::model::{Expected, SavedQuestion};

pub(super) fn questions(root: &Table<'_, '_>, defaults: &Defaults) -> Vec<Overlaid<SavedQuestion>> {
    root.rows("question", |row| {
        let overlay = row.overlay(&[("replace", Overlay::Replace)]);
        let id = row_id(row, "id");
        let title = row.required_text("title");
        let on = row.required_date("on");
        let expects = row.inner("expects", |table| Expected {
            findings: table.has("findings").then(|| table.words("findings")),
            strength: table.word("strength"),
            near_misses: table.words("near_misses"),
            shared: table.words("shared"),
            left_only: table.words("left_only"),
            right_only: table.words("right_only"),
            silent: table.words("silent"),
            speaks: table.words("speaks"),
        });
        let question = SavedQuestion {
            by: row.word("by"),
            toward: row.word("toward"),
            act: row.word("act"),
            object: row.word("object"),
            actor: row.word("actor"),
            party: row.word("party"),
            and: row.word("and"),
            silence: row.word("silence"),
            within: row.words("in"),
            expects: expects.unwrap_or_default(),
            evidence: row.evidence(defaults),
            span: row.span(),
            id: id?,
            title: title?,
            on: on?,
        };
        let kinds = [question.act.is_some(), question.party.is_some(), question.silence.is_some()];
        if kinds.iter().filter(|asked| **asked).count() != 1 {
            row.report(
                Diagnostic::error(
                    "missing-key",
                    question.span,
                    "this question asks for nothing, or for several things",
                )
                .hint("give exactly one of: act, party, silence"),
            );
            return None;
        }
        Some(Overlaid { row: question, overlay })
    })
}
