//! Commitments changed in files that people have written: what stays byte for byte, and what is refused.

use servanda::landscape::edit::{CaveatFields, Edited, Fields, Refused, Target, commitment};
use servanda::landscape::{self, RawFile};

const FILE: &str = r#"# Coded by hand. Ask before you change the order.
[default]
basis = "official-text"
source = ["official"]    # the depositary's copy

coded = "part"

# The first clause.
[[commitment]]
id = "1a"
unit = "art1/1"
modality = "duty"        # "shall" in all versions
force_word = "shall"
acts = [
  "crime-cooperation",   # the main one
  "information-sharing", # the other
]
toward = "parties"
precision = 2
says = "Help each other."
caveats = [
  # read with article 9
  { type = "national-law", term = "domestic law", effect = "discretion" },
  { type = "capability", term = "as far as possible", effect = "discretion", asks = "Could they?" }, # debated
]
note = 'single quotes'

[[commitment.alternative]]
field = "modality"
value = ["aim"]
coder = "second"   # she is right, perhaps

# The second clause.
[[commitment]]
id = "1b"
modality = "prohibition"
acts = ["ict-attack-ci"]
objects = ["critical-infrastructure"]
# not clear whether knowingly
actor_scope = ["state"]
schedule = { per_year = 2 }

[[reading]]
by = "A commentator"
says = "A reading."
# the end
"#;

/// `coded` belongs above the tables in TOML; the model above is written as people misplace it, so that it is not used as is.
fn file() -> String {
    FILE.replacen("coded = \"part\"\n\n", "", 1).replacen("[default]", "coded = \"part\"\n\n[default]", 1)
}

fn fields(text: &str, id: &str) -> Fields {
    commitment(text, "x", Target::Row(id), None).unwrap().fields
}

fn edit(text: &str, id: &str, change: impl FnOnce(&mut Fields)) -> Result<Edited, Refused> {
    let mut wanted = fields(text, id);
    change(&mut wanted);
    commitment(text, "x", Target::Row(id), Some(&wanted))
}

/// Lines that only one of two texts has: those taken out with `-`, those put in with `+`.
fn difference(old: &str, new: &str) -> Vec<String> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split('\n').collect(), new.split('\n').collect());
    let head = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(one, other)| one == other).count();
    let gone = old[head..old.len() - tail].iter().map(|line| format!("-{line}"));
    gone.chain(new[head..new.len() - tail].iter().map(|line| format!("+{line}"))).collect()
}

fn wrong(refused: Result<Edited, Refused>) -> Vec<(String, String)> {
    match refused {
        Err(Refused::Wrong(wrong)) => wrong.into_iter().map(|one| (one.field, one.message)).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn nothing_wanted_changes_no_byte() {
    let file = file();
    for id in ["1a", "1b"] {
        assert_eq!(edit(&file, id, |_| {}).unwrap().text, file);
        // A form sends line ends of its own and blanks at the ends.
        let text = edit(&file, id, |f| f.says = format!(" {}\r\n", f.says.replace(' ', "\r\n"))).unwrap().text;
        assert_eq!(text, file);
    }
}

#[test]
fn one_value_changes_one_line_and_keeps_its_comment() {
    let file = file();
    let edited = edit(&file, "1a", |f| f.modality = "aim".into()).unwrap();
    assert_eq!(
        difference(&file, &edited.text),
        [
            "-modality = \"duty\"        # \"shall\" in all versions",
            "+modality = \"aim\"        # \"shall\" in all versions"
        ]
    );
    assert_eq!(edited.commitment.modality.word(), "aim");
    assert_eq!(edited.commitment.alternatives.len(), 1, "the other coder's value is kept");
    let edited = edit(&file, "1a", |f| f.precision = "3".into()).unwrap();
    assert_eq!(difference(&file, &edited.text), ["-precision = 2", "+precision = 3"]);
}

#[test]
fn lists_keep_what_stays_in_them() {
    let file = file();
    let more = edit(&file, "1a", |f| f.acts.push("attribution".into())).unwrap().text;
    assert_eq!(difference(&file, &more), ["+  \"attribution\","]);
    assert!(more.contains("  \"information-sharing\", # the other\n  \"attribution\",\n]"), "{more}");
    assert_eq!(edit(&more, "1a", |f| drop(f.acts.pop())).unwrap().text, file);
    let fewer = edit(&file, "1a", |f| drop(f.acts.remove(0))).unwrap().text;
    assert_eq!(fields(&fewer, "1a").acts, ["information-sharing"]);
    assert!(fewer.contains("# the other") && fewer.contains("# the main one"), "{fewer}");
    let inline = edit(&file, "1b", |f| f.acts = vec!["a".into(), "ict-attack-ci".into(), "b".into()]).unwrap().text;
    assert_eq!(
        difference(&file, &inline),
        ["-acts = [\"ict-attack-ci\"]", "+acts = [\"ict-attack-ci\", \"a\", \"b\"]"]
    );
    // The order of ticks says nothing.
    assert_eq!(edit(&file, "1a", |f| f.acts.reverse()).unwrap().text, file);
}

#[test]
fn caveats_come_and_go_one_line_each() {
    let file = file();
    let new = CaveatFields {
        kind: "vague-term".into(),
        term: "help".into(),
        effect: "contestable-scope".into(),
        ..CaveatFields::default()
    };
    let more = edit(&file, "1a", |f| f.caveats.push(new.clone())).unwrap();
    assert_eq!(
        difference(&file, &more.text),
        ["+  { type = \"vague-term\", term = \"help\", effect = \"contestable-scope\" },"]
    );
    assert!(more.text.contains("}, # debated\n  { type = \"vague-term\""), "{}", more.text);
    let back = edit(&more.text, "1a", |f| drop(f.caveats.pop())).unwrap().text;
    assert_eq!(back, file);
    let first_gone = edit(&file, "1a", |f| drop(f.caveats.remove(0))).unwrap().text;
    assert_eq!(difference(&file, &first_gone).len(), 1, "{:?}", difference(&file, &first_gone));
    assert!(first_gone.contains("# read with article 9\n  { type = \"capability\""), "{first_gone}");
    let last_gone = edit(&file, "1a", |f| drop(f.caveats.pop())).unwrap().text;
    assert!(last_gone.contains("effect = \"discretion\" },") && last_gone.contains("# debated"), "{last_gone}");
    let changed = edit(&file, "1a", |f| f.caveats[1].asks.clear()).unwrap().text;
    assert_eq!(
        difference(&file, &changed)[1],
        "+  { type = \"capability\", term = \"as far as possible\", effect = \"discretion\" }, # debated"
    );
    let asked = edit(&file, "1a", |f| f.caveats[0].asks = "Whose law?".into()).unwrap().text;
    assert!(difference(&file, &asked)[1].ends_with("effect = \"discretion\", asks = \"Whose law?\" },"), "{asked}");
    let first = edit(&file, "1b", |f| f.caveats.push(new.clone())).unwrap().text;
    assert_eq!(
        difference(&file, &first),
        ["+caveats = [", "+  { type = \"vague-term\", term = \"help\", effect = \"contestable-scope\" },", "+]"]
    );
    assert_eq!(edit(&first, "1b", |f| f.caveats.clear()).unwrap().text, file);
}

#[test]
fn new_keys_come_to_stand_where_such_rows_have_them() {
    let file = file();
    let edited = edit(&file, "1b", |f| {
        f.unit = "art1/2".into();
        f.first_by = "2027-01".into();
        f.bases.push(("acts".into(), "coder".into()));
    });
    let edited = edited.unwrap().text;
    assert_eq!(
        difference(&file, &edited),
        [
            "-modality = \"prohibition\"",
            "-acts = [\"ict-attack-ci\"]",
            "-objects = [\"critical-infrastructure\"]",
            "-# not clear whether knowingly",
            "-actor_scope = [\"state\"]",
            "-schedule = { per_year = 2 }",
            "+unit = \"art1/2\"",
            "+modality = \"prohibition\"",
            "+acts = [\"ict-attack-ci\"]",
            "+objects = [\"critical-infrastructure\"]",
            "+# not clear whether knowingly",
            "+actor_scope = [\"state\"]",
            "+schedule = { first_by = \"2027-01\", per_year = 2 }",
            "+bases = { acts = \"coder\" }",
        ]
    );
}

#[test]
fn comments_outlive_the_key_they_stood_at() {
    let file = file();
    let edited = edit(&file, "1b", |f| f.objects.clear()).unwrap().text;
    assert_eq!(difference(&file, &edited), ["-objects = [\"critical-infrastructure\"]"]);
    let held = file
        .replace("[[reading]]", "holder = \"A body\" # who?\n\n[[reading]]")
        .replace("# not clear", "# why\nnote = \"n\" # at all\n# not clear");
    let edited = edit(&held, "1b", |f| {
        f.note.clear();
        f.holder.clear();
    });
    let edited = edited.unwrap().text;
    for comment in ["# why", "# at all", "# who?", "# not clear whether knowingly", "# the end"] {
        assert!(edited.contains(comment), "{comment} is gone:\n{edited}");
    }
}

#[test]
fn tables_inside_keep_their_style() {
    let file = file()
        .replace("schedule = { per_year = 2 }\n", "[commitment.schedule] # yearly\nper_year = 2\n\n[[commitment.caveats]]\ntype = \"intent\"\neffect = \"narrows-act\" # mens rea\n");
    let edited = edit(&file, "1b", |f| {
        f.per_year = "1".into();
        f.caveats[0].term = "on purpose".into();
        f.caveats.push(CaveatFields {
            kind: "knowledge".into(),
            effect: "narrows-act".into(),
            ..CaveatFields::default()
        });
    });
    let edited = edited.unwrap().text;
    assert_eq!(
        difference(&file, &edited),
        [
            "-per_year = 2",
            "-",
            "-[[commitment.caveats]]",
            "-type = \"intent\"",
            "-effect = \"narrows-act\" # mens rea",
            "+per_year = 1",
            "+",
            "+[[commitment.caveats]]",
            "+type = \"intent\"",
            "+term = \"on purpose\"",
            "+effect = \"narrows-act\" # mens rea",
            "+",
            "+[[commitment.caveats]]",
            "+type = \"knowledge\"",
            "+effect = \"narrows-act\"",
        ],
        "{edited}"
    );
    // Rows that stand in one list of inline tables.
    let inline = "commitment = [\n  { id = \"1\", modality = \"duty\", acts = [\"a\"], basis = \"coder\" }, # first\n  { id = \"2\", modality = \"duty\", acts = [\"b\"] }\n]\n";
    let edited = edit(inline, "1", |f| f.unit = "art1".into()).unwrap().text;
    assert_eq!(edited, inline.replace("id = \"1\",", "id = \"1\", unit = \"art1\","));
    let edited = edit(inline, "2", |f| f.basis = "coder".into()).unwrap().text;
    assert_eq!(edited, inline.replace("[\"b\"] }", "[\"b\"], basis = \"coder\" }"));
    let wanted = Fields { id: "3".into(), ..fields(inline, "1") };
    let edited = commitment(inline, "x", Target::New, Some(&wanted)).unwrap().text;
    assert_eq!(difference(inline, &edited).len(), 3, "{edited}");
    assert_eq!(fields(&edited, "3"), Fields { id: "3".into(), ..fields(&edited, "1") });
}

#[test]
fn windows_and_marks_and_missing_ends_survive() {
    let plain = file();
    let lines = plain.replace('\n', "\r\n");
    let mixed = plain.replacen("id = \"1a\"\n", "id = \"1a\"\r\n", 1);
    let mark = format!("\u{feff}{plain}");
    let endless = plain.trim_end().to_owned();
    for file in [lines, mixed, mark, endless] {
        let edited = edit(&file, "1a", |f| f.modality = "aim".into()).unwrap().text;
        assert_eq!(edited, file.replacen("\"duty\"", "\"aim\"", 1));
        let long = edit(&file, "1a", |f| f.acts.push("attribution".into())).unwrap().text;
        assert_eq!(
            long.len() - file.len(),
            "  \"attribution\",\n".len() + usize::from(file.matches("\r\n").count() > 5)
        );
    }
}

#[test]
fn a_new_row_stands_behind_the_last_one() {
    let file = file();
    let wanted = Fields {
        id: "1c".into(),
        unit: "art1/3".into(),
        modality: "permission".into(),
        acts: vec!["attribution".into()],
        actor_scope: vec!["state".into()],
        toward: "none".into(),
        basis: "coder".into(),
        note: "Say \"why\".".into(),
        ..Fields::default()
    };
    let refused = wrong(commitment(&file, "x", Target::New, Some(&wanted)));
    assert_eq!(refused[0].0, "source", "what [default] says cannot be unsaid: {refused:?}");
    let wanted = Fields { sources: vec!["official".into()], ..wanted };
    let edited = commitment(&file, "x", Target::New, Some(&wanted)).unwrap();
    assert_eq!(
        difference(&file, &edited.text),
        [
            "+[[commitment]]",
            "+id = \"1c\"",
            "+unit = \"art1/3\"",
            "+modality = \"permission\"",
            "+acts = [\"attribution\"]",
            "+basis = \"coder\"",
            "+source = [\"official\"]",
            "+note = 'Say \"why\".'",
            "+"
        ],
    );
    assert!(edited.text.find("id = \"1c\"") > edited.text.find("id = \"1b\""));
    assert!(edited.text.find("id = \"1c\"") < edited.text.find("[[reading]]"));
    let again = wrong(commitment(&edited.text, "x", Target::New, Some(&wanted)));
    assert_eq!(again, [("id".to_owned(), "the file has a commitment \"1c\" already".to_owned())]);
    let first = commitment("", "x", Target::New, Some(&wanted)).unwrap().text;
    assert!(first.starts_with("[[commitment]]\nid = \"1c\"\n") && first.ends_with("\n"), "{first}");
    assert_eq!(fields(&first, "1c"), Fields { ..edited.fields });
}

#[test]
fn a_row_of_the_landscape_below_is_replaced_and_keeps_other_coders() {
    let below = landscape::assemble(
        "below",
        vec![
            RawFile::new("instruments/x/instrument.toml", "[title]\nen = \"X\"\n"),
            RawFile::new("instruments/x/commitments.toml", file()),
        ],
        None,
    );
    let row = below.landscape.commitment("x.1a").unwrap().clone();
    let wanted = Fields { modality: "aim".into(), ..Fields::of(&row) };
    let edited = commitment("", "x", Target::Over(&row), Some(&wanted)).unwrap();
    assert!(edited.text.starts_with("[[commitment]]\nid = \"1a\"\noverlay = \"replace\"\nunit = \"art1/1\"\n"));
    assert_eq!(Fields { ..edited.fields.clone() }, wanted);
    let known = below.diagnostics.len();
    let opened = landscape::assemble(
        "mine",
        vec![RawFile::new("instruments/x/commitments.toml", edited.text.clone())],
        Some(below),
    );
    let new = opened.landscape.commitment("x.1a").unwrap();
    assert_eq!((new.modality.word(), new.alternatives.len()), ("aim", 1));
    assert_eq!(new.alternatives[0].coder.as_deref(), Some("second"));
    assert_eq!(opened.landscape.instrument("x").unwrap().commitments.len(), 2);
    let rest: Vec<_> = opened.diagnostics.iter().filter(|d| d.code != "no-manifest").collect();
    assert!(rest.len() <= known, "{rest:?}");
    // The row is the user's own now, and edited in place.
    let again = edit(&edited.text, "1a", |f| f.modality = "duty".into()).unwrap().text;
    assert_eq!(difference(&edited.text, &again), ["-modality = \"aim\"", "+modality = \"duty\""]);
}

#[test]
fn what_would_be_wrong_is_said_at_its_field() {
    let file = file();
    type Case = (fn(&mut Fields), &'static str, &'static str);
    let cases: [Case; 9] = [
        (|f| f.modality.clear(), "modality", "say what kind of clause it is"),
        (|f| f.modality = "must".into(), "modality", "\"must\""),
        (|f| f.acts.clear(), "acts", "at least one act"),
        (|f| f.unit = "13 (f)".into(), "unit", "13 (f)"),
        (|f| f.precision = "4".into(), "precision", "the scale ends at 3"),
        (|f| f.precision = "high".into(), "precision", "precision"),
        (|f| f.coded_on = "2026-02-30".into(), "coded_on", "2026-02-30"),
        (|f| f.caveats[1].effect = "none".into(), "caveats.1.effect", "\"none\""),
        (|f| f.basis = "hearsay".into(), "basis", "\"hearsay\""),
    ];
    for (change, field, words) in cases {
        let found = wrong(edit(&file, "1a", change));
        assert!(found.iter().any(|(at, said)| at == field && said.contains(words)), "{field}: {found:?}");
    }
    // A mistake that the file has already does not stop an edit of another row.
    let broken = file.replace("modality = \"prohibition\"", "modality = \"must-not\"");
    assert!(edit(&broken, "1a", |f| f.modality = "aim".into()).is_ok());
}

#[test]
fn what_is_inherited_can_be_replaced_and_not_unsaid() {
    let file = file();
    let edited = edit(&file, "1b", |f| f.basis = "unverified".into()).unwrap();
    // An unverified row does not take the file's sources over, so they are named to stay.
    assert_eq!(difference(&file, &edited.text), ["+basis = \"unverified\"", "+source = [\"official\"]"]);
    assert_eq!(wrong(edit(&file, "1b", |f| f.sources.clear()))[0].0, "source");
    let cleared = edit(&file, "1b", |f| {
        f.basis = "unverified".into();
        f.sources.clear();
    });
    assert_eq!(difference(&file, &cleared.unwrap().text), ["+basis = \"unverified\""]);
}

#[test]
fn broken_files_and_rows_that_are_gone_are_refused() {
    let file = file();
    let wanted = fields(&file, "1a");
    let broken = file.replacen("id = \"1a\"", "id = ", 1);
    match commitment(&broken, "x", Target::Row("1a"), Some(&wanted)) {
        Err(Refused::NotToml(why)) => assert!(why.starts_with("line 10: "), "{why}"),
        other => panic!("{other:?}"),
    }
    for text in ["", "# nothing\n", &file.replacen("\"1a\"", "\"1z\"", 1), &file.replace("acts = [\n", "deeds = [\n")] {
        let refused = commitment(text, "x", Target::Row("1a"), Some(&wanted));
        assert_eq!(refused.unwrap_err(), Refused::Vanished("1a".into()));
    }
}

/// A landscape with one held text of which a state is recorded.
fn held(state: &str) -> landscape::Landscape {
    let instrument =
        format!("[title]\nen = \"X\"\n\n[[text]]\nlang = \"en\"\nstate = \"{state}\"\nbasis = \"coder\"\n");
    let files = vec![
        RawFile::new("landscape.toml", "format = 1\nname = \"mine\"\nextends = \"cyber\"\n"),
        RawFile::new("instruments/x/instrument.toml", instrument),
        RawFile::new(
            "instruments/x/text.en.md",
            "## Article 1\n\n1. The Parties shall help each other as far as possible.\n",
        ),
        RawFile::new("instruments/x/commitments.toml", file()),
    ];
    landscape::assemble("mine", files, Some(landscape::built_in())).landscape
}

#[test]
fn a_draft_is_held_against_the_landscape() {
    let found = |state: &str, change: fn(&mut Fields)| {
        let landscape = held(state);
        let instrument = landscape.instrument("x").unwrap();
        let before = landscape.commitment("x.1a").unwrap();
        let edited = edit(&file(), "1a", change).unwrap();
        let wrong = servanda::check::draft(&landscape, instrument, &edited.commitment, Some(before));
        wrong.into_iter().map(|wrong| wrong.field + if wrong.doubtful { "?" } else { "" }).collect::<Vec<_>>()
    };
    // "official" and "domestic law" are wrong as the file stands, and may stay.
    assert!(found("full", |_| {}).is_empty());
    assert_eq!(found("full", |f| f.acts.push("ict-atack-ci".into())), ["acts"]);
    assert_eq!(found("full", |f| f.toward = "group:NATOO".into()), ["toward"]);
    assert_eq!(found("full", |f| f.anchor = "signature-day".into()), ["schedule.anchor"]);
    assert_eq!(found("full", |f| f.derived_from = "gge-2015.13zz".into()), ["derived_from"]);
    assert_eq!(found("full", |f| f.caveats[1].kind = "doubt".into()), ["caveats.1.type"]);
    assert_eq!(found("full", |f| f.sources = vec!["unheard-of".into()]), ["source"]);
    assert_eq!(found("full", |f| f.unit = "art1/2".into()), ["unit"]);
    assert!(found("part", |f| f.unit = "art1/2".into()).is_empty(), "a part proves nothing");
    assert!(found("full", |f| f.quote = "help each other".into()).is_empty());
    assert_eq!(found("full", |f| f.quote = "hinder each other".into()), ["quote"]);
    assert_eq!(found("part", |f| f.quote = "hinder each other".into()), ["quote?"], "the rest may have it");
    assert_eq!(found("full", |f| f.caveats[1].term = "as far as reasonable".into()), ["caveats.1.term"]);
    let long: fn(&mut Fields) =
        |f| f.quote = "the Parties shall help each other as far as possible and then some more".into();
    assert_eq!(found("part", long), ["quote"]);
}

#[test]
fn every_coded_row_of_the_built_in_landscape_can_be_edited() {
    let landscape = landscape::built_in().landscape;
    let mut edited_rows = 0;
    for (instrument, row) in landscape.commitments() {
        let text = landscape.files.text(row.span.file);
        let id = row.local_id();
        let read = commitment(text, &instrument.id, Target::Row(id), None).unwrap();
        assert_eq!(read.fields, Fields::of(row), "{}", row.id);
        let same = commitment(text, &instrument.id, Target::Row(id), Some(&read.fields)).unwrap();
        assert!(same.text == text, "{} is rewritten though nothing was wanted", row.id);
        let mut wanted = read.fields.clone();
        wanted.change = "A remark of a test.".into();
        wanted.caveats.push(CaveatFields {
            kind: "vague-term".into(),
            effect: "discretion".into(),
            ..CaveatFields::default()
        });
        let edited = commitment(text, &instrument.id, Target::Row(id), Some(&wanted)).unwrap();
        let taken_away = text.lines().filter(|line| !edited.text.contains(line)).count();
        assert!(taken_away <= 2, "{}: {taken_away} lines are gone", row.id);
        let over = commitment("", &instrument.id, Target::Over(row), Some(&wanted)).unwrap();
        assert_eq!(over.commitment.alternatives.len(), row.alternatives.len(), "{}", row.id);
        edited_rows += 1;
    }
    assert!(edited_rows > 100, "only {edited_rows} rows are coded");
}
