//! Landscapes and documents as tables and as databases: keys hold, nothing is missing, and the same comes out twice.

use std::collections::BTreeSet;
use std::fs;

use rusqlite::{Connection, MAIN_DB};
use servanda::export::sqlite;
use servanda::export::tables::{Cell, Tables, of_documents, of_landscape};
use servanda::landscape::{self, Landscape, RawFile};
use servanda::model::Day;
use servanda::read::understand::citations::Gazetteer;
use servanda::read::{self, Options};
use servanda::register::standings_on;

const DAY: Day = Day::constant(2015, 12, 31);

/// Opens the bytes of a database and makes sure that it is sound.
fn opened(bytes: &[u8]) -> Connection {
    let mut connection = Connection::open_in_memory().unwrap();
    connection.deserialize_read_exact(MAIN_DB, bytes, bytes.len(), false).unwrap();
    let sound: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok");
    let mut broken = connection.prepare("PRAGMA foreign_key_check").unwrap();
    let mut rows = broken.query([]).unwrap();
    let mut wrong = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        wrong.push(format!(
            "{}: row {:?} has no {}",
            text(row, 0),
            row.get::<_, Option<i64>>(1).unwrap(),
            text(row, 2)
        ));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    drop(rows);
    drop(broken);
    connection
}

fn text(row: &rusqlite::Row<'_>, at: usize) -> String {
    row.get::<_, String>(at).unwrap()
}

fn count(connection: &Connection, what: &str) -> usize {
    let rows: i64 = connection.query_row(&format!("SELECT count(*) FROM {what}"), [], |row| row.get(0)).unwrap();
    usize::try_from(rows).unwrap()
}

/// Every view gives rows or none, but no error.
fn views(connection: &Connection, tables: &Tables) {
    for view in tables.views {
        count(connection, view.name);
    }
}

fn database(tables: &Tables) -> Connection {
    let bytes = sqlite::database(tables).unwrap();
    assert_eq!(bytes, sqlite::database(tables).unwrap(), "two exports of the same differ");
    let connection = opened(&bytes);
    for table in &tables.tables {
        assert_eq!(count(&connection, table.schema.name), table.rows.len(), "{}", table.schema.name);
    }
    views(&connection, tables);
    connection
}

#[test]
fn the_built_in_landscape_is_a_sound_database() {
    let landscape = landscape::built_in().landscape;
    let tables = of_landscape(&landscape, DAY);
    let connection = database(&tables);
    assert_eq!(tables, of_landscape(&landscape::built_in().landscape, DAY));
    // Everything is in it.
    let instruments = || landscape.instruments.iter();
    let events = || landscape.events.iter();
    for (table, rows) in [
        ("instruments", landscape.instruments.len()),
        ("titles", instruments().map(|i| i.titles.len()).sum()),
        ("dates", instruments().map(|i| i.milestones.len()).sum()),
        ("standings", instruments().map(|i| i.standings.len()).sum()),
        ("votes", instruments().map(|i| i.votes.len()).sum()),
        ("relations", instruments().map(|i| i.relations.len()).sum()),
        ("units", instruments().map(|i| i.units.len()).sum()),
        ("texts", instruments().map(|i| i.texts.len()).sum()),
        ("readings", instruments().map(|i| i.readings.len()).sum()),
        ("standings_as_of", instruments().map(|i| standings_on(&landscape, i, DAY).len()).sum()),
        ("events", events().count()),
        ("mechanisms", landscape.mechanisms.len()),
        ("positions", landscape.positions.len()),
        ("parties WHERE origin = 'defined'", landscape.parties.len()),
        ("groups WHERE origin = 'defined'", landscape.groups.len()),
        ("sources WHERE origin = 'defined'", landscape.sources.len()),
        (
            "rivals",
            instruments().map(|i| i.rivals.len()).sum::<usize>()
                + events().map(|e| e.rivals.len()).sum::<usize>()
                + landscape.mechanisms.iter().map(|m| m.rivals.len()).sum::<usize>()
                + landscape.positions.iter().map(|p| p.rivals.len()).sum::<usize>(),
        ),
    ] {
        assert_eq!(count(&connection, table), rows, "{table}");
    }
    // The built-in landscape names nothing that it does not define, and every address leads somewhere.
    for nothing in [
        "parties WHERE origin = 'named'",
        "sources WHERE origin = 'named'",
        "kinds WHERE defined = 0",
        "relations WHERE target_instrument IS NULL",
        "event_about WHERE target_instrument IS NULL",
        "units WHERE basis IS NULL",
        "meta_columns WHERE about = ''",
    ] {
        assert_eq!(count(&connection, nothing), 0, "{nothing}");
    }
    // What was recorded in 2015 of the agreement of Russia and China is found by its words and by its parties.
    let found: String = connection
        .query_row(
            "SELECT u.address FROM units_search JOIN units AS u ON u.id = units_search.rowid \
             WHERE units_search MATCH 'says : interference' AND u.instrument = 'russia-china-2015' ORDER BY rank",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert!(found.starts_with("russia-china-2015/"), "{found}");
    assert!(count(&connection, "v_standing_now WHERE instrument = 'russia-china-2015' AND party = 'CN'") > 0);
    assert_eq!(count(&connection, "v_standing_now WHERE as_of <> '2015-12-31'"), 0);
    let fingerprint: String =
        connection.query_row("SELECT value FROM meta WHERE key = 'fingerprint'", [], |row| row.get(0)).unwrap();
    assert_eq!(fingerprint, landscape.fingerprint);
}

/// Somebody edits the tables: keys refuse what leads nowhere, and what can be searched keeps in step.
#[test]
fn a_database_stays_sound_when_it_is_edited() {
    let connection = database(&of_landscape(&landscape::built_in().landscape, DAY));
    connection.execute_batch("PRAGMA foreign_keys = ON").unwrap();
    let add = |instrument: &str| {
        connection.execute(
            "INSERT INTO units (id, address, instrument, unit, kind, label, says) \
             VALUES (1000000, 'x', ?, 'x', 'article', 'x', 'quokkas are kept')",
            [instrument],
        )
    };
    add("no-such-instrument").unwrap_err();
    add("russia-china-2015").unwrap();
    let found = || count(&connection, "units_search WHERE units_search MATCH 'quokkas'");
    assert_eq!(found(), 1);
    connection.execute("UPDATE units SET says = 'wombats are kept' WHERE id = 1000000", []).unwrap();
    assert_eq!(found(), 0);
    connection.execute("DELETE FROM units WHERE id = 1000000", []).unwrap();
    connection.execute("INSERT INTO units_search (units_search) VALUES ('integrity-check')", []).unwrap();
    connection.execute("UPDATE dates SET date_precision = 'fortnight'", []).unwrap_err();
    connection.execute("UPDATE votes SET yes = 'many'", []).unwrap_err();
}

fn careless() -> Landscape {
    let instrument = "
        title = { en = \"A treaty\" }
        kind = \"no-such-kind\"
        topic = [\"no-such-topic\", \"no-such-topic\"]
        [[date]]
        milestone = \"no-such-milestone\"
        on = \"2014-05\"
        source = [\"no-such-source\", \"https://example.org/a\", \"https://example.org/a\"]
        [[standing]]
        word = \"no-such-word\"
        parties = [\"ZZ\", \"ZZ\"]
        groups = [\"no-such-group\"]
        [[relation]]
        type = \"cites\"
        to = \"no-such-instrument/art1\"
        [[unit]]
        id = \"art1\"
        kind = \"article\"
        label = \"Art. 1\"
        says = \"'; DROP TABLE units; --\"
        [[unit]]
        id = \"art1\"
        kind = \"article\"
        label = \"Art. 1 again\"
    ";
    let reading = "[[reading]]\nby = \"Somebody\"\nabout = [\"art9\", \"art9\"]\nsays = \"This.\"\n";
    let event = "
        [[event]]
        id = \"e\"
        kind = \"signed\"
        on = \"2014\"
        actors = [\"YY\"]
        about = [\"no such address\"]
        mechanism = \"no-such-mechanism\"
        says = \"It was signed.\"
    ";
    let files = vec![
        RawFile::new("landscape.toml", "name = \"careless\""),
        RawFile::new("instruments/a/instrument.toml", instrument),
        RawFile::new("instruments/a/commitments.toml", reading),
        RawFile::new("events/e.toml", event),
    ];
    landscape::assemble("careless", files, None).landscape
}

/// A landscape full of names that nobody defines is exported whole, and its keys hold all the same.
#[test]
fn names_that_lead_nowhere_are_kept() {
    let landscape = careless();
    let tables = of_landscape(&landscape, DAY);
    let connection = database(&tables);
    for (one, rows) in [
        ("kinds WHERE id = 'no-such-kind' AND defined = 0", 1),
        ("milestones WHERE id = 'no-such-milestone' AND defined = 0", 1),
        ("parties WHERE origin = 'named'", 2),
        ("groups WHERE id = 'no-such-group' AND origin = 'named'", 1),
        ("mechanisms WHERE id = 'no-such-mechanism' AND origin = 'named'", 1),
        ("sources WHERE id = 'no-such-source' AND origin = 'named'", 1),
        ("sources WHERE url = 'https://example.org/a' AND origin = 'address'", 1),
        ("evidence_sources WHERE of_table = 'dates'", 2),
        ("dates WHERE date = '2014-05' AND date_precision = 'month' AND last_day = '2014-05-31'", 1),
        ("relations WHERE target = 'no-such-instrument/art1' AND target_instrument IS NULL", 1),
        ("event_about WHERE target = 'no such address'", 1),
        ("units", 2),
        ("reading_units WHERE unit IS NULL", 1),
    ] {
        assert_eq!(count(&connection, one), rows, "{one}");
    }
}

/// Drafts are never read into a landscape, so that no export can have them.
#[test]
fn private_drafts_are_not_exported() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, words: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, words).unwrap();
    };
    let instrument = |title: &str| format!("title = {{ en = \"{title}\" }}\nbasis = \"coder\"\n");
    write("landscape.toml", "name = \"mine\"\n");
    write("instruments/open-1/instrument.toml", &instrument("Open"));
    write("private/instruments/secret-1/instrument.toml", &instrument("Quokka"));
    write("private/secret-2/instrument.toml", &instrument("Quokka"));
    let landscape = landscape::open(folder.path()).unwrap().landscape;
    let bytes = sqlite::database(&of_landscape(&landscape, DAY)).unwrap();
    let holds = |word: &[u8]| bytes.windows(word.len()).any(|w| w == word);
    assert!(holds(b"Open") && !holds(b"Quokka") && !holds(b"secret"));
}

#[test]
fn documents_are_a_sound_database() {
    let gazetteer = Gazetteer::new(&landscape::built_in().landscape);
    let texts = [
        "TREATY ON THE LAKE\nThe Parties,\nRecalling Article 51 of the Charter of the United Nations,\nHave agreed:\n\
         Article 1\nScope\n1. “Lake” means the Quiet Lake. Each Party shall, as appropriate:\n(a) keep it;\n(b) try.\n\
         2. No Party shall pollute the Lake as Article 1 says.\nArticle 3\nLast words.\n",
        "",
        "Статья 1\nСтороны сотрудничают.\n",
    ];
    let documents: Vec<_> = (1..)
        .zip(texts)
        .map(|(n, text)| {
            let mut document = read::read(&format!("{n}.txt"), text.as_bytes(), &Options::default());
            document.understand(Some(&gazetteer));
            document
        })
        .collect();
    let tables = of_documents(&documents);
    let connection = database(&tables);
    let units: usize = documents.iter().map(|d| d.units.len()).sum();
    for (one, rows) in [
        ("documents", 3),
        ("document_units", units),
        ("document_units WHERE address = 'art1/1/a' AND text = 'keep it;'", 1),
        ("document_units AS u JOIN document_units AS p ON p.id = u.parent WHERE p.address || '/b' = u.address", 1),
        ("citations WHERE target = 'un-charter-1945/art51'", 1),
        (
            "definitions AS d JOIN document_units AS u ON u.id = d.unit WHERE d.term = 'Lake' AND u.address = 'art1/1'",
            1,
        ),
        ("document_units_search WHERE document_units_search MATCH 'pollute'", 1),
        ("diagnostics WHERE code = 'numbering-jumps'", 1),
    ] {
        assert_eq!(count(&connection, one), rows, "{one}");
    }
    assert!(count(&connection, "force") >= 2);
    let outline: BTreeSet<String> = {
        let mut statement = connection.prepare("SELECT outline FROM v_outline").unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    assert!(outline.contains("Article 1 Scope") && outline.contains("    (a)"), "{outline:?}");
}

/// Every row has a cell for every column, and no cell is empty where the column says that none is.
#[test]
fn tables_keep_what_their_schema_says() {
    for tables in [of_landscape(&landscape::built_in().landscape, DAY), of_landscape(&careless(), DAY)] {
        for table in &tables.tables {
            let columns: Vec<_> = table.schema.columns().collect();
            for row in &table.rows {
                assert_eq!(row.len(), columns.len(), "{}", table.schema.name);
                for (cell, column) in row.iter().zip(&columns) {
                    assert!(column.optional || *cell != Cell::Null, "{}.{}", table.schema.name, column.name);
                }
            }
            for object in table.objects().take(3) {
                let json = serde_json::to_value(object).unwrap();
                let schema = format!("servanda.table-{}/1", table.schema.name);
                assert_eq!(json["schema"].as_str(), Some(schema.as_str()));
            }
        }
    }
}
