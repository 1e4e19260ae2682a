use insta::assert_snapshot;

use super::harness::{Fixture, servanda};

#[test]
fn an_instrument_with_all_that_is_known() {
    let run = Fixture::new().run(&["show", "lake-treaty"]);
    assert_snapshot!(run.stdout, @r#"
    Treaty on the Lake
    lake-treaty-2009  also lake-treaty
    as of 1 June 2020; nothing after 2019 is in this landscape

    Status      in force since 2010 unverified
    Strength    binding [1]
    Kind        Treaty [1]
    Symbol      L/9 [1]
    Topics      Water [1]
    Summary     Two states keep a lake clean. [1]
    Title, zh   湖泊条约 [1]

    Dates
    2009-06-16  Signed, Lakeside [1 official text]
                rival value: 2008 [2 secondary]; chosen: 2009-06-16. The gazette
                prints the day.
    2010        Entry into force unverified
                Still to be checked.

    Who is what to it on 1 June 2020
      Party  Has consented to be bound.
      - since 2010 [1]: China, Egypt

      Voted for  Voted in favour.
      - in committee, on 2009-06-16: France [1]

    Decisions
    committee   Assembly of the Lakes, 2 May 2009: recorded vote, 1 in favour, 0
                against, 1 abstaining [1]
    plenary     Assembly of the Lakes, 1 June 2009: adopted without a vote [1]

    Relations
    ← Art. 1 is cited by shore-declaration-2018/3 Declaration of the Shore States,
      para. 3 [1]

    Units, as far as listed
    Art. 1        Purpose. The lake stays clean. “clean and still” [1]
      Art. 2(1)     Nobody fishes at night. [1 coder]

    Readings by others
      - B. Scholar, March 2012, on Art. 2(1): Dusk is not night. [3]

    Events
    2014-07     boat-seized  A boat is seized. Egypt seizes a boat. [1]

    Mechanisms that rest on it
      - lake-board  Board of the Lake: running, since 2011 (China, Egypt) [1]

    Positions on it
    2015-02     france-on-fishing  France opposes: Fishing at night harms nobody.
                unverified

    Texts
    en          not held, authentic; official: https://example.org/lake [1]

    Sources
    [1]  A. Clerk, Gazette of the Lakes (2011) https://example.org/gazette (gazette)
    [2]  https://example.org/news
    [3]  https://example.org/scholar

    2 values above are unverified.
    "#);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
}

#[test]
fn an_instrument_before_it_was_in_force() {
    let run = Fixture::new().run(&["show", "L/9", "--as-of", "2009-12-31"]);
    let top: Vec<&str> = run.stdout.lines().take(8).collect();
    assert_snapshot!(top.join("\n"), @r#"
    Treaty on the Lake
    lake-treaty-2009  also lake-treaty
    as of 31 December 2009

    Status      signed 16 June 2009; not in force
    Strength    meant as binding; stands as: signed, not in force [1]
    Kind        Treaty [1]
    Symbol      L/9 [1]
    "#);
    assert!(!run.stdout.contains("Has consented to be bound"), "nobody is bound before it is in force");
}

#[test]
fn a_treaty_without_entry_into_force_is_not_said_to_be_out_of_force() {
    let run = Fixture::new().run(&["show", "river-treaty-2019"]);
    assert_snapshot!(run.stdout, @r#"
    Treaty on the River
    river-treaty-2019
    as of 1 June 2020; nothing after 2019 is in this landscape

    Status      signed 4 May 2019; entry into force not recorded
    Strength    meant as binding; stands as: entry into force not recorded [1]
    Kind        Treaty [1]
    Topics      Water [1]

    Dates
    2019-05-04  Signed [1 secondary]

    Texts
    none held, and no address of one recorded

    Sources
    [1]  A. Clerk, Gazette of the Lakes (2011) https://example.org/gazette (gazette)
    "#);
}

#[test]
fn a_unit_by_address_or_as_printed() {
    let fixture = Fixture::new();
    let run = fixture.run(&["show", "lake-treaty-2009/art2/1"]);
    assert_snapshot!(run.stdout, @r#"
    Treaty on the Lake, Art. 2(1)
    lake-treaty-2009/art2/1
    as of 1 June 2020; nothing after 2019 is in this landscape

    Says        Nobody fishes at night. [1 coder]
    Before it   lake-treaty-2009/art1  Purpose. The lake stays clean. “clean and
                still”

    Readings by others
      - B. Scholar, March 2012: Dusk is not night. [2]

    Events
    2014-07     boat-seized  A boat is seized. Egypt seizes a boat. [1]

    Sources
    [1]  A. Clerk, Gazette of the Lakes (2011) https://example.org/gazette (gazette)
    [2]  https://example.org/scholar
    "#);
    assert_eq!(run.stdout, fixture.run(&["show", "lake-treaty-2009/Art. 2(1)"]).stdout);
}

#[test]
fn a_party_and_a_group() {
    let fixture = Fixture::new();
    let run = fixture.run(&["show", "EGY"]);
    assert_snapshot!(run.stdout, @r#"
    Egypt
    EG  EGY  state
    as of 1 June 2020; nothing after 2019 is in this landscape

    Names       مصر (ar)
    Groups      Shore since 2000 [1]

    In instruments that stand as binding (1)
    2009-06-16  lake-treaty-2009  Treaty on the Lake: party (since 2010) [1]

    In instruments that stand as political (1)
    2018-03     shore-declaration-2018  Declaration of the Shore States: endorsed
                (through Shore, since 2018-03) [1]

    Mechanisms
      - lake-board  Board of the Lake: running, since 2011 (China, Egypt) [1]

    Events
    2014-07     boat-seized  A boat is seized. Egypt seizes a boat. [1]

    Sources
    [1]  A. Clerk, Gazette of the Lakes (2011) https://example.org/gazette (gazette)
    "#);
    assert_eq!(run.stdout, fixture.run(&["show", "مصر"]).stdout);
    assert_snapshot!(fixture.run(&["show", "shore", "--as-of", "2017"]).stdout, @r#"
    Shore States
    Shore  group
    as of 31 December 2017

    Read as     belonging to the group makes nobody a party to what the group has
                made

    Members (2 parties)
    CN    China  since 2000 [1]
    EG    Egypt  since 2000 [1]

    Not members on that day: left before, or joined later
    FR    France  since 2018 [1]

    Sources
    [1]  A. Clerk, Gazette of the Lakes (2011) https://example.org/gazette (gazette)
    "#);
}

#[test]
fn single_rows_terms_and_sources() {
    let fixture = Fixture::new();
    assert_snapshot!(fixture.run(&["show", "boat-seized"]).stdout, @r#"
    A boat is seized
    boat-seized  event: other
    as of 1 June 2020; nothing after 2019 is in this landscape

    Date        July 2014
    Actors      Egypt
    Toward      China
    What        Egypt seizes a boat.
    About       lake-treaty-2009/art2/1 Treaty on the Lake, Art. 2(1)
    Known from  [1 secondary]

    Sources
    [1]  A. Clerk, Gazette of the Lakes (2011) https://example.org/gazette (gazette)
    "#);
    assert_snapshot!(fixture.run(&["show", "mechanism:lake-board"]).stdout, @r#"
    Board of the Lake
    lake-board  mechanism
    as of 1 June 2020; nothing after 2019 is in this landscape

    State       running, since 2011
    Between     China, Egypt
    Rests on    lake-treaty-2009/art1 Treaty on the Lake, Art. 1
    Known from  [1 secondary]

    Sources
    [1]  A. Clerk, Gazette of the Lakes (2011) https://example.org/gazette (gazette)
    "#);
    assert_snapshot!(fixture.run(&["show", "france-on-fishing"]).stdout, @r#"
    France opposes
    france-on-fishing  position: a view held, not a promise
    as of 1 June 2020; nothing after 2019 is in this landscape

    Date        February 2015
    Who         France
    Says        Fishing at night harms nobody.
    About       lake-treaty-2009 Treaty on the Lake
    Known from  unverified
    "#);
    assert_snapshot!(fixture.run(&["show", "term:treaty"]).stdout, @r#"
    Treaty
    treaty  kind of the vocabulary
    as of 1 June 2020; nothing after 2019 is in this landscape

    Definition  An agreement in writing that binds in law.

    Used by 2 instruments
      lake-treaty-2009 Treaty on the Lake
      river-treaty-2019 Treaty on the River
    "#);
    assert_snapshot!(fixture.run(&["show", "source:gazette"]).stdout, @r#"
    Gazette of the Lakes
    gazette  source
    as of 1 June 2020; nothing after 2019 is in this landscape

    In full     A. Clerk, Gazette of the Lakes (2011) https://example.org/gazette
                (gazette)

    Used by 3 instruments
      lake-treaty-2009 Treaty on the Lake
      river-treaty-2019 Treaty on the River
      shore-declaration-2018 Declaration of the Shore States
    "#);
}

#[test]
fn what_is_not_there_is_answered_with_a_proposal() {
    let fixture = Fixture::new();
    let told = |name| {
        let run = fixture.run(&["show", name]);
        assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{name}");
        run.stderr
    };
    assert_snapshot!(told("lake-treaty-2008"), @r#"
    nothing in this landscape is called "lake-treaty-2008".
    hint: did you mean "lake-treaty-2009"?
    "#);
    assert_snapshot!(told("Egipt"), @r#"
    nothing in this landscape is called "Egipt".
    hint: did you mean "Egypt"?
    "#);
    assert_snapshot!(told("lake-treaty-2009/art2/2"), @r#"
    lake-treaty-2009 has no unit "art2/2" in this landscape.
    hint: did you mean "lake-treaty-2009/art2/1"?
    "#);
    assert_snapshot!(told("river-treaty-2019/art1"), @r#"
    river-treaty-2019 has no unit "art1" in this landscape.
    hint: none of its units are listed; that says nothing about the text. See servanda show river-treaty-2019
    "#);
    assert_snapshot!(told("group:lake-treaty-2009"), @r#"
    no group is called "lake-treaty-2009".
    hint: search by words: servanda list lake-treaty-2009
    "#);
    assert_snapshot!(told("zzz"), @r#"
    nothing in this landscape is called "zzz".
    hint: search by words: servanda list zzz
    "#);
    // What can be shown is shown.
    let run = fixture.run(&["show", "FR", "zzz"]);
    assert!(run.status == 1 && run.stdout.starts_with("France\n"));
}

#[test]
fn json_is_the_sheet() {
    let fixture = Fixture::new();
    for (name, schema, keys) in [
        (
            "lake-treaty",
            "instrument",
            &["id", "title", "dates", "standings", "votes", "units", "rivals", "sources"][..],
        ),
        ("lake-treaty/art1", "unit", &["instrument", "unit", "children", "relations", "sources"]),
        ("EG", "party", &["party", "standings", "groups", "sources"]),
        ("Shore", "group", &["members", "others"]),
        ("boat-seized", "event", &["id", "on", "actor_names", "sources"]),
        ("lake-board", "mechanism", &["running", "events", "sources"]),
        ("france-on-fishing", "position", &["stance", "says", "sources"]),
        ("term:treaty", "term", &["list", "definition", "instruments"]),
        ("gazette", "source", &["source", "instruments"]),
    ] {
        let run = fixture.run(&["show", name, "--json"]);
        let head = format!(
            "{{\n  \"schema\": \"servanda.{schema}/1\",\n  \"landscape\": \"lakes\",\n  \"as_of\": \"2020-06-01\""
        );
        assert!(run.stdout.starts_with(&head), "{name}: {}", run.stdout);
        let sheet: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        for key in keys {
            assert!(sheet.get(key).is_some(), "{name}: {key}");
        }
    }
    let both = fixture.run(&["show", "EG", "FR", "--json"]).stdout;
    assert!(both.starts_with("{\n  \"schema\": \"servanda.sheets/1\""));
    let both: serde_json::Value = serde_json::from_str(&both).unwrap();
    assert_eq!(both["sheets"][1]["party"]["code"], "FR");
    assert_eq!(fixture.run(&["show", "EG", "FR", "--jsonl"]).stdout.lines().count(), 2);
    assert_eq!(fixture.run(&["show", "EG", "--csv"]).status, 2);
}

#[test]
fn citations_go_to_stdout_and_cautions_to_stderr() {
    let fixture = Fixture::new();
    let run = fixture.run(&["show", "lake-treaty-2009/art1", "--cite", "oscola"]);
    assert_snapshot!(run.stdout, @"Treaty on the Lake (signed 16 June 2009) L/9 art 1");
    assert_snapshot!(run.stderr, @"caution: sources disagree about the date of signature (also: 2008).");
    assert_eq!(fixture.run(&["show", "EG", "--cite", "un"]).status, 2);
    assert_eq!(fixture.run(&["show", "lake-treaty", "--cite", "apa"]).status, 2);
}

#[test]
fn lines_keep_to_the_width_of_the_terminal() {
    for width in [60, 80, 120] {
        let run = Fixture::new().command(&["show", "lake-treaty"]).env("COLUMNS", width.to_string()).output().unwrap();
        let text = String::from_utf8(run.stdout).unwrap();
        let widest = text.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= width, "{width}: {widest}");
    }
}

#[test]
fn stable_facts_of_the_built_in_landscape() {
    let run = servanda(&["show", "A/70/174"]);
    assert!(run.stdout.contains("Expert participant") && run.stdout.contains("Russian Federation"));
    assert!(!run.stdout.to_lowercase().contains("is a signatory"), "an experts' report has no signatories");
    let run = servanda(&["show", "AU"]);
    assert!(run.stdout.starts_with("Australia\n"));
    assert_snapshot!(run.stderr, @r#""AU" has another meaning too: servanda show group:AU"#);
}
