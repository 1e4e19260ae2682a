//! What tables say of themselves, and the questions that are often asked of them.

use crate::landscape::Landscape;
use crate::model::Day;

use super::cell::{Cell, row};
use super::schema::{Kind, Schema, View, column, schema, text};
use super::{Table, Tables, VERSION};

static META: Schema = schema(
    "meta",
    "What this export is: version of the tables, landscape, fingerprint, day, program.",
    &["key"],
    &[&[text("key", "what is said"), text("value", "the value").or_none()]],
);
static TABLES: Schema = schema(
    "meta_tables",
    "Tables and views, and what a row of them is.",
    &["name"],
    &[&[text("name", "name"), text("kind", "table, view"), text("about", "what a row is")]],
);
static COLUMNS: Schema = schema(
    "meta_columns",
    "Columns of the tables, and what they mean.",
    &["table_name", "column_name"],
    &[&[
        text("table_name", "the table"),
        text("column_name", "the column"),
        text("type", "integer, text, flag (1 or 0), date (as precise as its source), day, word (one of a closed list)"),
        column("optional", Kind::Flag, "whether it may be empty"),
        text("refers_to", "the table whose key it holds").or_none(),
        text("about", "what it means"),
    ]],
);

type Entries = Vec<(&'static str, Option<String>)>;

fn common(content: &str) -> Entries {
    vec![
        ("schema", Some(format!("servanda.tables/{VERSION}"))),
        ("content", Some(content.to_owned())),
        ("program", Some(format!("servanda {}", env!("CARGO_PKG_VERSION")))),
    ]
}

/// What an export of a landscape says of itself.
pub(super) fn of_landscape(landscape: &Landscape, as_of: Day) -> Entries {
    let manifest = &landscape.manifest;
    let mut entries = common("landscape");
    entries.extend([
        ("landscape", Some(manifest.name.clone())),
        ("title", manifest.title.clone()),
        ("publisher", manifest.publisher.clone()),
        ("licence", manifest.licence.clone()),
        ("about", manifest.about.clone()),
        ("extends", manifest.extends.clone()),
        ("known_until", manifest.known_until.map(|date| date.to_string())),
        ("fingerprint", Some(landscape.fingerprint.clone())),
        ("as_of", Some(as_of.to_string())),
        (
            "as_of_means",
            Some(
                "status, strength and standings_as_of speak of this day; all other rows are in the export whatever \
                 their date"
                    .to_owned(),
            ),
        ),
    ]);
    entries
}

/// What an export of documents says of itself.
pub(super) fn of_documents(count: usize) -> Entries {
    let mut entries = common("documents");
    entries.push(("documents", Some(count.to_string())));
    entries
}

/// Adds what the tables say of themselves.
pub(super) fn complete(tables: Vec<Table>, views: &'static [View], entries: Entries) -> Tables {
    let mut meta = Table::new(&META);
    for (key, value) in entries {
        meta.add(row![key, value]);
    }
    let mut all = vec![meta, Table::new(&TABLES), Table::new(&COLUMNS)];
    all.extend(tables);
    let (mut named, mut columns) = (Vec::new(), Vec::new());
    for table in &all {
        named.push((table.schema.name, "table", table.schema.about));
        for column in table.schema.columns() {
            let cells: Vec<Cell> =
                row![table.schema.name, column.name, column.kind.word(), column.optional, column.refers, column.about]
                    .collect();
            columns.push(cells);
        }
    }
    named.extend(views.iter().map(|view| (view.name, "view", view.about)));
    for table in &mut all {
        if std::ptr::eq(table.schema, &TABLES) {
            table.rows = named.iter().map(|(name, kind, about)| row![*name, *kind, *about].collect()).collect();
        } else if std::ptr::eq(table.schema, &COLUMNS) {
            table.rows = std::mem::take(&mut columns);
        }
    }
    Tables { tables: all, views }
}

/// Views over a landscape.
pub(super) static LANDSCAPE_VIEWS: &[View] = &[
    View {
        name: "v_standing_now",
        about: "Who was what to an instrument on the day in meta.as_of, with names, title and how it is known.",
        sql: "SELECT (SELECT value FROM meta WHERE key = 'as_of') AS as_of, s.instrument, i.title, s.party, \
              p.name AS party_name, s.word, s.family, s.certainty, s.through_group, i.status, i.strength, r.basis, \
              r.sources, r.note FROM standings_as_of AS s JOIN instruments AS i ON i.id = s.instrument \
              JOIN parties AS p ON p.code = s.party JOIN standings AS r ON r.id = s.standing",
    },
    View {
        name: "v_standings",
        about: "Recorded standings of all times, one row for each party or group that is named.",
        sql: "SELECT s.id AS standing, s.instrument, i.title, sp.party, NULL AS group_id, s.word, s.family, s.stage, \
              s.from_date, s.to_date, s.basis, s.sources, s.note FROM standings AS s \
              JOIN instruments AS i ON i.id = s.instrument JOIN standing_parties AS sp ON sp.standing = s.id \
              UNION ALL SELECT s.id, s.instrument, i.title, NULL, sg.group_id, s.word, s.family, s.stage, s.from_date, \
              s.to_date, s.basis, s.sources, s.note FROM standings AS s JOIN instruments AS i ON i.id = s.instrument \
              JOIN standing_groups AS sg ON sg.standing = s.id",
    },
    View {
        name: "v_timeline",
        about: "Dated steps of instruments and events, by date.",
        sql: "SELECT d.date, d.date_precision, 'date' AS what, d.instrument AS id, d.milestone AS word, i.title, d.basis \
              FROM dates AS d JOIN instruments AS i ON i.id = d.instrument UNION ALL \
              SELECT e.date, e.date_precision, 'event', e.id, e.kind, coalesce(e.title, e.says), e.basis FROM events AS e \
              ORDER BY 1",
    },
    View {
        name: "v_unverified",
        about: "Rows that nobody has verified: what to check first.",
        sql: "SELECT 'dates' AS of_table, CAST(id AS TEXT) AS of_row, instrument AS thing, \
              milestone || ' ' || date AS what FROM dates WHERE basis IS NULL OR basis = 'unverified' UNION ALL \
              SELECT 'standings', CAST(id AS TEXT), instrument, word FROM standings \
              WHERE basis IS NULL OR basis = 'unverified' UNION ALL \
              SELECT 'relations', CAST(id AS TEXT), instrument, type || ' ' || target FROM relations \
              WHERE basis IS NULL OR basis = 'unverified' UNION ALL \
              SELECT 'units', CAST(id AS TEXT), address, label FROM units WHERE basis IS NULL OR basis = 'unverified' \
              UNION ALL SELECT 'events', id, id, coalesce(title, says) FROM events \
              WHERE basis IS NULL OR basis = 'unverified'",
    },
];

/// Views over documents.
pub(super) static DOCUMENT_VIEWS: &[View] = &[
    View {
        name: "v_outline",
        about: "Units with the name of their document, indented by depth.",
        sql: "SELECT d.name AS document, u.address, \
              substr('                                        ', 1, 2 * u.depth) || \
              trim(coalesce(u.label, u.kind) || ' ' || coalesce(u.heading, '')) AS outline \
              FROM document_units AS u JOIN documents AS d ON d.id = u.document ORDER BY u.id",
    },
    View {
        name: "v_cited",
        about: "What is cited how often in which document; an empty target leads nowhere that is known.",
        sql: "SELECT d.name AS document, coalesce(c.instrument, c.target) AS target, count(*) AS times \
              FROM citations AS c JOIN documents AS d ON d.id = c.document GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2",
    },
];
