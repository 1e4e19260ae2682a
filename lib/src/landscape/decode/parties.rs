//! `parties.toml` and `groups.toml`.

use super::manifest::row_id;
use super::table::{Defaults, Table};
use super::{Overlaid, Overlay};
use crate::diagnostic::Diagnostic;
use crate::model::{Group, Membership, Party, PartyKind, Succession};

#[expect(clippy::redundant_closure_for_method_calls, reason = "the methods are not general over the table's lifetimes")]
pub(super) fn parties(root: &Table<'_, '_>, defaults: &Defaults) -> Vec<Overlaid<Party>> {
    root.rows("party", |row| {
        let overlay = row.overlay(&[("replace", Overlay::Replace)]);
        let code = row_id(row, "code");
        let party = Party {
            kind: row.required_one_of("kind", PartyKind::WORDS),
            alpha3: row.text("alpha3"),
            name: row.names("name"),
            official: row.text("official"),
            un_member_since: row.sourced("un_member_since", defaults, |t, key| t.date(key)),
            succession: row.rows("succession", |s| {
                Some(Succession {
                    note: s.required_text("note")?,
                    from: s.date("from"),
                    evidence: s.evidence_without_note(defaults),
                })
            }),
            evidence: row.evidence(defaults),
            span: row.span(),
            code: code?,
        };
        if party.name.0.is_empty() {
            row.report(
                Diagnostic::error("missing-key", party.span, "this party has no `name`")
                    .hint("add name = { en = \"…\" }"),
            );
        }
        Some(Overlaid { row: party, overlay })
    })
}

pub(super) fn groups(root: &Table<'_, '_>, defaults: &Defaults) -> Vec<Overlaid<Group>> {
    root.rows("group", |row| {
        let overlay = row.overlay(&[("replace", Overlay::Replace)]);
        let id = row_id(row, "id");
        let group = Group {
            name: row.names("name"),
            members: row.rows("member", |m| {
                Some(Membership {
                    parties: m.words("parties"),
                    period: m.period(),
                    evidence: m.evidence(defaults),
                    span: m.span(),
                })
            }),
            evidence: row.evidence(defaults),
            span: row.span(),
            id: id?,
        };
        Some(Overlaid { row: group, overlay })
    })
}
