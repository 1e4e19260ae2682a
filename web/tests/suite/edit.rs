//! Commitments edited in the browser: what is written, what is refused, and where nothing can be written at all.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use servanda::landscape;
use servanda_web::{Source, Workbench};
use tempfile::TempDir;

use crate::server::start;
use crate::{ask, built_in, text, with_texts};

const INSTRUMENT: &str = r#"kind = "joint-statement"
bindingness = "political"
[title]
en = "A model statement"
[[date]]
milestone = "signed"
on = "2024-05"
[[unit]]
id = "1"
kind = "paragraph"
says = "Each side helps."
[[text]]
lang = "en"
state = "full"
[default]
basis = "coder"
"#;

const COMMITMENTS: &str = r#"# Mine. <Do not touch.>
[default]
basis = "coder"

[[commitment]] # the first
id = "1"
unit = "1"
modality = "duty"     # shall
acts = ["crime-cooperation"]
toward = "parties"
quote = "help each other"
caveats = [
  { type = "capability", term = "as far as possible", effect = "discretion" }, # debated
]

[[commitment.alternative]]
field = "modality"
value = ["aim"]
coder = "second"

# The last word.
"#;

/// A folder of a user's own that extends the built-in landscape.
struct Place {
    folder: TempDir,
    address: SocketAddr,
}

impl Place {
    fn new() -> Place {
        let folder = TempDir::new().unwrap();
        let instrument = folder.path().join("instruments/mine");
        std::fs::create_dir_all(&instrument).unwrap();
        std::fs::write(folder.path().join("landscape.toml"), "format = 1\nname = \"mine\"\nextends = \"cyber\"\n")
            .unwrap();
        std::fs::write(instrument.join("instrument.toml"), INSTRUMENT).unwrap();
        std::fs::write(instrument.join("text.en.md"), "1. The Parties shall help each other as far as possible.\n")
            .unwrap();
        std::fs::write(instrument.join("commitments.toml"), COMMITMENTS).unwrap();
        let address = start(Source::Folder(folder.path().to_owned()));
        Place { folder, address }
    }

    fn file(&self, instrument: &str) -> PathBuf {
        self.folder.path().join("instruments").join(instrument).join("commitments.toml")
    }

    fn get(&self, path: &str) -> String {
        say(self.address, "GET", path, "", "")
    }

    fn post(&self, path: &str, form: &Form) -> String {
        self.post_from(path, form, &format!("Origin: http://{}\r\n", self.address))
    }

    fn post_from(&self, path: &str, form: &Form, origin: &str) -> String {
        let body = form.body();
        let headers =
            format!("{origin}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n", body.len());
        say(self.address, "POST", path, &headers, &body)
    }

    fn form(&self, path: &str) -> Form {
        Form::of(&self.get(path))
    }
}

fn say(address: SocketAddr, method: &str, path: &str, headers: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    write!(stream, "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{headers}\r\n{body}").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

/// What a browser would send of a page's form.
#[derive(Debug, Clone)]
struct Form(Vec<(String, String)>);

impl Form {
    /// Reads the controls of the page as it was made here: attributes in quotation marks, in any order.
    fn of(page: &str) -> Form {
        let form = page.split("<form class=\"edit\"").nth(1).unwrap_or_else(|| panic!("no form: {page}"));
        let form = form.split("</form>").next().unwrap();
        let mut pairs = Vec::new();
        let mut rest = form;
        while let Some(at) = rest.find('<') {
            rest = &rest[at + 1..];
            let tag = rest.split('>').next().unwrap();
            let attributes = attributes(tag);
            let name = attributes.get("name").cloned().unwrap_or_default();
            if tag.starts_with("input") && (attributes.get("type").unwrap() != "checkbox" || tag.ends_with(" checked"))
            {
                pairs.push((name, attributes["value"].clone()));
            } else if tag.starts_with("textarea") {
                pairs.push((name, plain(rest[tag.len() + 1..].split("</textarea>").next().unwrap())));
            } else if tag.starts_with("select") {
                let options = rest.split("</select>").next().unwrap();
                let chosen = options
                    .split("<option")
                    .skip(1)
                    .find(|option| option.split('>').next().unwrap().ends_with(" selected"));
                let chosen = chosen.or_else(|| options.split("<option").nth(1)).unwrap();
                pairs.push((name, attributes_of(chosen)["value"].clone()));
            }
        }
        Form(pairs)
    }

    fn with(mut self, name: &str, value: &str) -> Form {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = value.to_owned(),
            None => self.0.push((name.to_owned(), value.to_owned())),
        }
        self
    }

    fn and(mut self, name: &str, value: &str) -> Form {
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    fn value(&self, name: &str) -> &str {
        &self.0.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name} in {:?}", self.0)).1
    }

    fn body(&self) -> String {
        let encode = |text: &str| {
            text.bytes()
                .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
                .collect::<String>()
        };
        self.0.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect::<Vec<_>>().join("&")
    }
}

fn attributes_of(option: &str) -> BTreeMap<String, String> {
    attributes(option.split('>').next().unwrap())
}

fn attributes(tag: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut rest = tag;
    while let Some((before, after)) = rest.split_once("=\"") {
        let (value, behind) = after.split_once('"').unwrap();
        found.insert(before.rsplit(' ').next().unwrap().to_owned(), plain(value));
        rest = behind;
    }
    found
}

fn plain(html: &str) -> String {
    html.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn a_value_is_written_and_the_rest_of_the_file_kept() {
    let place = Place::new();
    let form = place.form("/edit/mine.1");
    assert_eq!((form.value("modality"), form.value("unit"), form.value("quote")), ("duty", "1", "help each other"));
    assert_eq!(form.value("print").len(), 64);
    let unchanged = place.post("/edit/mine.1", &form);
    assert!(unchanged.starts_with("HTTP/1.1 303") && unchanged.contains("location: /i/mine/1\r\n"), "{unchanged}");
    assert_eq!(read(&place.file("mine")), COMMITMENTS);
    let changed =
        form.with("modality", "prohibition").with("caveats.0.asks", "Could they?").with("caveats.1.type", "vague-term");
    let changed = changed.with("caveats.1.effect", "contestable-scope").with("caveats.1.term", "help");
    let written = place.post("/edit/mine.1?as-of=2025", &changed);
    assert!(written.starts_with("HTTP/1.1 303") && written.contains("location: /i/mine/1?as-of=2025\r\n"), "{written}");
    let expected = COMMITMENTS
        .replace("\"duty\"     # shall", "\"prohibition\"     # shall")
        .replace("effect = \"discretion\" }, # debated", "effect = \"discretion\", asks = \"Could they?\" }, # debated\n  { type = \"vague-term\", term = \"help\", effect = \"contestable-scope\" },");
    assert_eq!(read(&place.file("mine")), expected);
    // At once, without waiting for the folder to be looked at.
    let page = place.get("/i/mine");
    assert!(page.contains("<b>must not</b>") && page.contains("Could they?"), "the page shows what was before");
    let taken_out =
        place.form("/edit/mine.1").with("caveats.0.remove", "1").with("modality", "duty").with("caveats.1.remove", "1");
    assert!(place.post("/edit/mine.1", &taken_out).starts_with("HTTP/1.1 303"));
    assert!(!read(&place.file("mine")).contains("caveats"));
    assert!(read(&place.file("mine")).contains("coder = \"second\""), "the other coder's value is gone");
}

#[test]
fn a_file_that_has_changed_is_not_written_and_both_values_are_shown() {
    let place = Place::new();
    let form = place.form("/edit/mine.1").with("quote", "shall help");
    let theirs = COMMITMENTS.replace("help each other", "The Parties");
    std::fs::write(place.file("mine"), &theirs).unwrap();
    let refused = place.post("/edit/mine.1", &form);
    assert!(refused.starts_with("HTTP/1.1 409"), "{refused}");
    assert!(refused.contains("Nothing was written"));
    assert!(refused.contains("<td>shall help</td><td>The Parties</td>"), "{refused}");
    assert_eq!(read(&place.file("mine")), theirs);
    // The form that comes back is made for the file as it now is, with what was sent.
    let again = Form::of(&refused);
    assert_eq!(again.value("quote"), "shall help");
    assert!(place.post("/edit/mine.1", &again).starts_with("HTTP/1.1 303"));
    assert_eq!(read(&place.file("mine")), theirs.replace("\"The Parties\"", "\"shall help\""));
    // A row that is gone is no row to write into.
    let form = place.form("/edit/mine.1");
    std::fs::write(place.file("mine"), "# all gone\n").unwrap();
    let refused = place.post("/edit/mine.1", &form);
    assert!(refused.starts_with("HTTP/1.1 409") && refused.contains("no row of this name"), "{refused}");
    assert_eq!(read(&place.file("mine")), "# all gone\n");
}

#[test]
fn what_is_wrong_is_said_at_the_field_and_not_written() {
    let place = Place::new();
    let form = place.form("/edit/mine.1");
    let cases = [
        (form.clone().and("acts", "ict-atack"), "f-acts", "is not an act of this landscape"),
        (form.clone().with("quote", "hinder each other"), "f-quote", "is not in text.en.md"),
        (form.clone().with("quote", "a b c d e f g h i j k l m"), "f-quote", "at most 12"),
        (form.clone().with("unit", "1 (a)"), "f-unit", "1 (a)"),
        (form.clone().with("unit", "7"), "f-unit", "has no unit"),
        (form.clone().with("modality", ""), "f-modality", "what kind of clause"),
        (form.clone().with("precision", "9"), "f-precision", "ends at 3"),
        (form.clone().with("caveats.0.effect", ""), "f-caveats-0-effect", "what the hedge does"),
        (form.clone().with("source", "nowhere"), "f-source", "is not a source"),
    ];
    for (form, field, words) in cases {
        let refused = place.post("/edit/mine.1", &form);
        assert!(refused.starts_with("HTTP/1.1 422"), "{field}: {refused}");
        assert!(refused.contains(&format!("id=\"{field}-wrong\"")) && refused.contains(words), "{field}: {refused}");
        assert!(refused.contains(&format!("href=\"#{field}\"")), "{field}");
        assert_eq!(Form::of(&refused).value("print"), form.value("print"));
    }
    assert_eq!(read(&place.file("mine")), COMMITMENTS);
}

#[test]
fn who_knows_that_a_text_is_held_in_part_may_insist_and_nobody_else() {
    let place = Place::new();
    let form = place.form("/edit/mine.1").with("quote", "hinder each other").and("insist", "1");
    assert!(place.post("/edit/mine.1", &form).starts_with("HTTP/1.1 422"), "the whole text is held");
    let instrument = place.folder.path().join("instruments/mine/instrument.toml");
    std::fs::write(&instrument, INSTRUMENT.replace("\"full\"", "\"part\"")).unwrap();
    // A form for a file that is another: the folder is read anew, whatever the answer.
    assert!(place.post("/edit/mine.1", &form.clone().with("print", "0")).starts_with("HTTP/1.1 409"));
    let doubted = place.post("/edit/mine.1", &form.clone().with("insist", ""));
    assert!(doubted.starts_with("HTTP/1.1 422") && doubted.contains("name=\"insist\""), "{doubted}");
    assert!(place.post("/edit/mine.1", &form).starts_with("HTTP/1.1 303"));
    assert!(read(&place.file("mine")).contains("hinder each other"));
}

#[test]
fn a_new_commitment_is_added_and_a_broken_file_refused() {
    let place = Place::new();
    let form = place.form("/edit/mine?unit=1");
    assert_eq!(form.value("unit"), "1");
    assert!(place.post("/edit/mine?unit=1", &form).starts_with("HTTP/1.1 422"));
    let filled = form.with("id", "1").with("modality", "duty").and("acts", "incident-consideration");
    let taken = place.post("/edit/mine?unit=1", &filled);
    assert!(taken.starts_with("HTTP/1.1 422") && taken.contains("f-id-wrong"), "{taken}");
    let written = place.post("/edit/mine?unit=1", &filled.with("id", "1bis"));
    assert!(written.starts_with("HTTP/1.1 303"), "{written}");
    let file = read(&place.file("mine"));
    assert!(
        file.contains(
            "\n[[commitment]]\nid = \"1bis\"\nunit = \"1\"\nmodality = \"duty\"\nacts = [\"incident-consideration\"]\n"
        ),
        "{file}"
    );
    assert!(file.starts_with(COMMITMENTS.trim_end_matches("\n# The last word.\n")), "{file}");
    let form = place.form("/edit/mine.1bis");
    std::fs::write(place.file("mine"), "[[commitment]\n").unwrap();
    assert!(place.post("/edit/mine.1bis", &form).starts_with("HTTP/1.1 409"));
    let broken = place.get("/edit/mine.1bis");
    assert!(broken.starts_with("HTTP/1.1 404") || broken.starts_with("HTTP/1.1 409"), "{broken}");
    assert_eq!(read(&place.file("mine")), "[[commitment]\n");
}

#[test]
fn a_commitment_of_the_landscape_below_is_replaced_in_the_users_folder() {
    let place = Place::new();
    let form = place.form("/edit/gge-2015.13c");
    assert_eq!(form.value("print"), "");
    let written = place.post("/edit/gge-2015.13c", &form.clone().with("note", "Mine."));
    assert!(written.starts_with("HTTP/1.1 303") && written.contains("location: /i/gge-2015/13/c\r\n"), "{written}");
    let file = read(&place.file("gge-2015"));
    assert!(
        file.starts_with("[[commitment]]\nid = \"13c\"\noverlay = \"replace\"\n") && file.contains("note = \"Mine.\""),
        "{file}"
    );
    assert!(file.contains("[[commitment.alternative]]"), "the other coder's value is gone: {file}");
    let opened = landscape::open(place.folder.path()).unwrap();
    assert_eq!(opened.landscape.commitment("gge-2015.13c").unwrap().evidence.note.as_deref(), Some("Mine."));
    // The form was made when there was no file; now there is one.
    assert!(place.post("/edit/gge-2015.13c", &form.with("note", "Again.")).starts_with("HTTP/1.1 409"));
    assert_eq!(read(&place.file("gge-2015")), file);
    let again = place.form("/edit/gge-2015.13c").with("note", "Again.");
    assert!(place.post("/edit/gge-2015.13c", &again).starts_with("HTTP/1.1 303"));
    assert_eq!(read(&place.file("gge-2015")), file.replace("Mine.", "Again."));
}

#[test]
fn only_our_own_form_may_write() {
    let place = Place::new();
    let form = place.form("/edit/mine.1").with("modality", "aim");
    for origin in ["", "Origin: http://evil.example\r\n", "Origin: null\r\n"] {
        assert!(place.post_from("/edit/mine.1", &form, origin).starts_with("HTTP/1.1 403"), "{origin}");
    }
    let body = form.body();
    let own = format!("Origin: http://{}\r\nContent-Length: {}\r\n", place.address, body.len());
    let plain = format!("{own}Content-Type: text/plain\r\n");
    assert!(say(place.address, "POST", "/edit/mine.1", &plain, &body).starts_with("HTTP/1.1 415"));
    for path in ["/edit/", "/edit/nowhere.1", "/edit/mine.nothing", "/edit/..%2Fmine.1", "/edit/mine.1/x"] {
        assert!(place.post(path, &form).starts_with("HTTP/1.1 404"), "{path}");
    }
    assert_eq!(read(&place.file("mine")), COMMITMENTS);
}

#[test]
fn nothing_is_edited_where_there_is_no_folder_of_the_users_own() {
    let address = start(Source::BuiltIn);
    let page = say(address, "GET", "/edit/gge-2015.13c", "", "");
    assert!(page.starts_with("HTTP/1.1 403") && page.contains("servanda new"), "{page}");
    let headers =
        format!("Origin: http://{address}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\n");
    assert!(say(address, "POST", "/edit/gge-2015.13c", &headers, "").starts_with("HTTP/1.1 403"));
    // Pages that are made without a server, to be published, neither lead to forms nor have them.
    for workbench in [built_in(), with_texts()] {
        assert_eq!(ask(workbench, "/edit/gge-2015.13c").status, 403);
        assert!(!text(&ask(workbench, "/i/model-compact")).contains("/edit/"));
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/landscape");
    let published = Workbench::new(landscape::open(&folder).unwrap()).in_folder(Some(folder));
    assert_eq!(ask(&published, "/edit/model-compact").status, 403);
    let edited = ask(&published.with_editing(), "/edit/model-compact");
    assert_eq!(edited.status, 200);
    assert_eq!(edited.header("Cache-Control"), Some("no-store"));
}
