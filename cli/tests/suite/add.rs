//! Storing texts: `read --add` and `fetch`.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use insta::assert_snapshot;

use super::harness::Fixture;

/// Two languages in one file, written for these tests.
const TWO: &str = "\
Article 1
Scope
1. The Parties shall keep this model agreement in good order and in force for all of them.
2. They should not disturb the birds that live on the lakes of the other Party, nor those that only rest there.
Article 2
Reports
1. Each Party shall tell the other once in a year what it has done for the lakes that both of them border on.
2. What a Party tells the other in this way may be shown to everybody who asks to see it and says why.
3. Where the Parties do not agree on what was done, they shall meet on the shore and look at the lake together.
Article 3
End
This model agreement ends one year after a Party has told the other in writing that it wishes to leave it.

Article premier
Champ d'application
1. Les Parties maintiennent le présent accord modèle en bon ordre et en vigueur pour toutes les deux.
2. Elles ne devraient pas déranger les oiseaux qui vivent sur les lacs de l'autre Partie, ni ceux qui s'y reposent.
Article 2
Rapports
1. Chaque Partie dit à l'autre une fois par an ce qu'elle a fait pour les lacs dont elles sont toutes deux riveraines.
2. Ce qu'une Partie dit ainsi à l'autre peut être montré à tous ceux qui demandent à le voir et disent pourquoi.
3. Si les Parties ne sont pas d'accord sur ce qui a été fait, elles se rencontrent sur la rive et regardent le lac.
Article 3
Fin
Le présent accord modèle prend fin un an après qu'une Partie a dit à l'autre par écrit qu'elle souhaite le quitter.
";

fn scrubbed(text: &str) -> String {
    let day = day_of_reading(text);
    text.replace(&day, "[today]")
}

/// The day of reading is the machine's; a snapshot must not know it.
fn day_of_reading(toml: &str) -> String {
    let found = toml.split("read_on = \"").nth(1).and_then(|rest| rest.split('"').next());
    found.unwrap_or("no day").to_owned()
}

#[test]
fn both_languages_are_stored_and_shown() {
    let fixture = Fixture::new();
    fixture.write("private/lake-treaty-2009.txt", TWO);
    let draft = fixture.path().join("private/lake-treaty-2009.txt").to_string_lossy().into_owned();
    let run = fixture.run(&["read", &draft, "--add", "--state", "full", "--checked", "the gazette, word by word"]);
    assert_snapshot!(run.stdout, @r#"
    lake-treaty-2009
      instruments/lake-treaty-2009/text.en.md  full, 8 units
        3 articles (1 to 3), 5 paragraphs; read as text.
      instruments/lake-treaty-2009/text.fr.md  full, 8 units
        3 articles (1 to 3), 5 paragraphs; read as text.

    2 texts of 1 instrument put into the landscape
    "#);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let toml = std::fs::read_to_string(fixture.path().join("instruments/lake-treaty-2009/instrument.toml")).unwrap();
    let rows = toml.split("[[text]]").filter(|row| row.contains("read_from"));
    let rows = rows.map(|row| row.split("\n[[").next().unwrap_or(row)).collect::<String>();
    assert_snapshot!(scrubbed(&rows), @r#"
    lang = "en"
    state = "full"
    authentic = true
    official = "https://example.org/lake"
    completeness = "3 articles (1 to 3), 5 paragraphs; read as text."
    read_from = "lake-treaty-2009.txt"
    sha256 = "d1bb811da861cb24d586b3b8479961b6caa244b00d93775e37703b99751c1695"
    read_on = "[today]"
    checked = "the gazette, word by word"


    lang = "fr"
    state = "full"
    completeness = "3 articles (1 to 3), 5 paragraphs; read as text."
    read_from = "lake-treaty-2009.txt"
    sha256 = "d1bb811da861cb24d586b3b8479961b6caa244b00d93775e37703b99751c1695"
    read_on = "[today]"
    checked = "the gazette, word by word"
    basis = "unverified"
    "#);
    let findings = fixture.run(&["check"]).stdout;
    // From now on the recorded quotations can be checked, and the gazette's is not in this model.
    assert!(findings.contains("the quotation of Art. 1 is not in text.en.md and text.fr.md"), "{findings}");
    assert!(!findings.contains("held-text-unlisted"), "{findings}");

    let again = fixture.run(&["read", &draft, "--add"]);
    assert_eq!(again.status, 2);
    assert_snapshot!(again.stdout, @r#"
    not added: [landscape]/private/lake-treaty-2009.txt:
    [landscape]/instruments/lake-treaty-2009/text.en.md is there already.
      say --replace to put this text in its place.
    "#);
}

#[test]
fn one_that_fails_does_not_stop_the_others() {
    let fixture = Fixture::new();
    fixture.write("private/empty.txt", "");
    fixture.write("private/pond-model.en.txt", TWO.split("\n\n").next().unwrap());
    fixture.write("private/reed-model.fr.txt", TWO.split("\n\n").next().unwrap());
    let path = |name: &str| fixture.path().join("private").join(name).to_string_lossy().into_owned();
    let (empty, pond, reed) = (path("empty.txt"), path("pond-model.en.txt"), path("reed-model.fr.txt"));
    let run = fixture.run(&["read", &empty, &pond, &reed, "--add", "--json"]);
    assert_eq!(run.status, 2);
    let answer: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(answer["schema"], "servanda.added/1");
    let files = answer["files"].as_array().unwrap();
    assert!(files[0]["error"].as_str().unwrap().contains("there are no words in it"), "{}", files[0]);
    assert_eq!(files[1]["added"]["instrument"], "pond-model");
    assert_eq!(files[1]["added"]["begun"], true);
    assert_eq!(files[1]["added"]["texts"][0]["file"], "instruments/pond-model/text.en.md");
    assert!(files[2]["error"].as_str().unwrap().contains("should be in fr, but its words are in en"), "{}", files[2]);
    assert!(!fixture.path().join("instruments/reed-model").exists());
}

#[test]
fn the_built_in_landscape_is_not_added_to() {
    let run = super::harness::servanda(&["read", "x.txt", "--add"]);
    assert_eq!(run.status, 2);
    assert_snapshot!(run.stderr, @r#"
    error: The built-in landscape cannot be added to.
    hint: begin one of your own with `servanda new DIR`, and name it with --landscape DIR.
    "#);
    let fixture = Fixture::new();
    let run = fixture.run(&["read", "-", "--add"]);
    assert_snapshot!(run.stderr, @r#"
    error: - does not say which instrument it belongs to.
    hint: name the instrument with --id.
    "#);
}

/// A server on this machine that gives one page to whoever asks.
fn serve(page: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/model.html", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for connection in listener.incoming() {
            let Ok(mut connection) = connection else { return };
            let _ = connection.read(&mut [0; 4096]);
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close";
            let _ = write!(connection, "{head}\r\nContent-Length: {}\r\n\r\n{page}", page.len());
        }
    });
    address
}

const PAGE: &str = "<html><head><title>Model treaty</title></head><body><main><h1>Model treaty</h1><h2>Article 1</h2>\
    <p>1. The Parties shall keep the lakes in good order, and the birds that live on them.</p>\
    <p>2. They should not disturb the birds.</p></main></body></html>";

#[test]
fn the_official_text_is_fetched_from_where_the_landscape_says_it_lives() {
    let fixture = Fixture::new();
    let address = serve(PAGE);
    let row = |lang: &str| format!("[[text]]\nlang = \"{lang}\"\nstate = \"none\"\nofficial = \"{address}\"\n");
    let head =
        "kind = \"treaty\"\nbindingness = \"binding\"\n[default]\nbasis = \"unverified\"\n[title]\nen = \"Pond\"\n";
    fixture.write("instruments/pond-model/instrument.toml", format!("{head}{}", row("en")));
    let shown = fixture.run(&["fetch", "pond-model"]);
    assert!(shown.stdout.contains("art1/2"), "{}{}", shown.stdout, shown.stderr);
    assert!(!fixture.path().join("instruments/pond-model/text.en.md").exists(), "nothing is stored without --add");

    let run = fixture.run(&["fetch", "pond-model", "--add", "--basis", "official-text", "--state", "full"]);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    let toml = std::fs::read_to_string(fixture.path().join("instruments/pond-model/instrument.toml")).unwrap();
    assert!(toml.contains(&format!("source = [\"{address}\"]")), "{toml}");
    assert!(toml.contains(&format!("read_from = \"{address}\"")), "{toml}");

    let none = fixture.run(&["fetch", "pond-model", "--language", "fr"]);
    assert_eq!(none.status, 2);
    assert_snapshot!(none.stderr, @r#"
    error: No address of the text of pond-model in fr is recorded.
    hint: there are addresses for: en.
    "#);
    let unknown = fixture.run(&["fetch", "pond-modell"]);
    assert!(unknown.stderr.contains("did you mean pond-model?"), "{}", unknown.stderr);
}
