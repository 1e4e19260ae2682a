use insta::assert_snapshot;
use serde_json::Value;

use super::harness::{Fixture, servanda};

/// A model agreement, written for these tests.
const MODEL: &str = "\
MODEL AGREEMENT ON KEEPING LAKES

The Parties to this Agreement,
Recalling Article 51 of the Charter of the United Nations,
Noting General Assembly resolution 70/1,
Have agreed as follows:

Article 1
Use of terms
In this Agreement:
(a) \"lake\" means standing water;
(b) \"keeper\" means a Party that borders on it.

Article 2
Duties
1. The Parties shall keep the lakes in accordance with Article 1.
2. They should not disturb the birds.

Article 4
Entry into force
This Agreement enters into force on signature.

Done at Lakeside on 1 June 2020.
";

fn fixture() -> Fixture {
    let fixture = Fixture::new();
    fixture.write("draft.txt", MODEL);
    fixture
}

fn draft(fixture: &Fixture) -> String {
    fixture.path().join("draft.txt").to_string_lossy().into_owned()
}

#[test]
fn a_document_is_shown_as_it_is_understood() {
    let fixture = fixture();
    let draft = draft(&fixture);
    let run = fixture.run(&["read", &draft]);
    assert_eq!(run.status, 0);
    assert_snapshot!(run.stdout.replace(&draft, "draft.txt"), @r#"
    MODEL AGREEMENT ON KEEPING LAKES
    text; en; 1 preface, 1 preamble, 2 recital, 3 article, 2 point, 2 paragraph, 1
    conclusions

    preface  MODEL AGREEMENT ON KEEPING LAKES
    preamble  The Parties to this Agreement,
      preamble/1  Recalling Article 51 of the Charter of the United Nations,
      preamble/2  Noting General Assembly resolution 70/1,
    art1  Article 1  Use of terms  In this Agreement:
      art1/a  (a)  "lake" means standing water;
      art1/b  (b)  "keeper" means a Party that borders on it.
    art2  Article 2  Duties
      art2/1  1.  The Parties shall keep the lakes in accordance with Article 1.
      art2/2  2.  They should not disturb the birds.
    art4  Article 4  Entry into force  This Agreement enters into force on signatur…
    conclusions  Done at Lakeside on 1 June 2020.

    2 defined terms
      lake  art1/a
      keeper  art1/b

    3 citations
      un-charter-1945/art51  Article 51 of the Charter of the United Nations
      un:A/RES/70/1  70/1
      internal:art1  Article 1

    [landscape]/draft.txt:19:1: warning [numbering-jumps]: "Article 4" does not
    follow the number before it; a unit may be missing, or its number may have been
    read wrongly
    "#);
}

#[test]
fn one_unit_with_its_words() {
    let fixture = fixture();
    let run = fixture.run(&["read", &draft(&fixture), "--unit", "art2"]);
    assert_snapshot!(run.stdout, @r#"
    art2  Article 2  Duties
      art2/1  1.
        The Parties shall keep the lakes in accordance with Article 1.
      art2/2  2.
        They should not disturb the birds.
    "#);
    let wrong = fixture.run(&["read", &draft(&fixture), "--unit", "art22"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.stderr.contains("did you mean art2?"), "{}", wrong.stderr);
}

#[test]
fn the_json_of_a_document_keeps_its_promise() {
    let fixture = fixture();
    let run = fixture.run(&["read", &draft(&fixture), "--json"]);
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(document["schema"], "servanda.document/1");
    assert_eq!(document["language"], "en");
    for unit in document["units"].as_array().unwrap() {
        for key in ["address", "kind", "number", "heading", "depth", "parent", "start", "end", "text"] {
            assert!(unit.get(key).is_some(), "a unit has no {key}");
        }
        let (start, end) = (unit["start"].as_u64().unwrap() as usize, unit["end"].as_u64().unwrap() as usize);
        let label = unit["label"].as_str().unwrap();
        assert!(MODEL[start..end].starts_with(label));
    }
    let targets: Vec<&str> =
        document["citations"].as_array().unwrap().iter().filter_map(|c| c["target"].as_str()).collect();
    assert!(targets.contains(&"un-charter-1945/art51") && targets.contains(&"un:A/RES/70/1"), "{targets:?}");
    assert!(targets.contains(&"internal:art1"), "{targets:?}");
    assert_eq!(document["definitions"].as_array().unwrap().len(), 2);
}

#[test]
fn a_citation_of_a_unit_that_is_not_there_is_said_with_its_place() {
    let fixture = fixture();
    let path = fixture.path().join("model.txt");
    let model = "Article 1\nScope\n\n1. This Model Agreement applies to lakes.\n2. It does not apply to seas.\n\n\
                 Article 2\nDuties\n\n1. Each Party shall act under paragraph 3 of Article 1.\n\
                 2. Article 9 applies as well.\n";
    fixture.write("model.txt", model.as_bytes());
    let run = fixture.run(&["read", &path.to_string_lossy()]);
    assert!(run.stdout.contains("2 citations of units that the text does not have"), "{}", run.stdout);
    let shown: String = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains("model.txt:10:31: paragraph 3 of Article 1 no art1/3; there is art1"), "{shown}");
    assert!(shown.contains("model.txt:11:4: Article 9 no art9"), "{shown}");
    let json = fixture.run(&["read", &path.to_string_lossy(), "--json"]);
    let document: Value = serde_json::from_str(&json.stdout).unwrap();
    let row = &document["citations"][0];
    assert_eq!((&row["target"], &row["missing"], &row["near"]), (&Value::Null, &"art1/3".into(), &"art1".into()));
    assert!(row["place"].as_str().unwrap().ends_with("model.txt:10:31"));
}

#[test]
fn what_cannot_be_read_is_said_with_status_2() {
    let missing = servanda(&["read", "/nowhere/at/all.pdf"]);
    assert_eq!(missing.status, 2);
    assert!(missing.stderr.contains("/nowhere/at/all.pdf cannot be read"), "{}", missing.stderr);
    let fixture = Fixture::new();
    fixture.write("cut.pdf", b"%PDF-1.7\n1 0 obj\n<<");
    fixture.write("broken.docx", b"PK\x03\x04 and no more");
    fixture.write("empty.txt", b"");
    for (name, status) in [("cut.pdf", 2), ("broken.docx", 2), ("empty.txt", 1)] {
        let run = fixture.run(&["read", &fixture.path().join(name).to_string_lossy()]);
        assert_eq!(run.status, status, "{name}: {}", run.stdout);
        assert!(run.stdout.contains("nothing was found in it"), "{name}: {}", run.stdout);
    }
    let folder = fixture.run(&["read", &fixture.path().to_string_lossy()]);
    assert!(folder.status == 2 && folder.stderr.contains("is a folder"));
}
