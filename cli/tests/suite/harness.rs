//! A small landscape and a way to ask the program about it, with nothing of the tester's own environment.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// One run: what came out and how it ended.
pub struct Run {
    pub stdout: String,
    pub stderr: String,
    pub status: i32,
}

/// The program, without the environment of whoever runs the tests.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_servanda"));
    command.env_clear().env("TZ", "UTC").stdin(Stdio::null());
    command
}

fn run_of(output: Output) -> Run {
    Run {
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
        status: output.status.code().expect("no signal ended it"),
    }
}

/// Asks about the built-in landscape on a day on which its facts no longer change.
pub fn servanda(arguments: &[&str]) -> Run {
    run_of(program().args(["--as-of", "2015-12-31"]).args(arguments).output().unwrap())
}

/// A folder with a small landscape.
pub struct Fixture {
    folder: TempDir,
}

impl Fixture {
    /// The small landscape: a treaty not in force before 2010, a declaration, a treaty without entry into force.
    pub fn new() -> Fixture {
        let fixture = Fixture { folder: tempfile::tempdir().unwrap() };
        for (name, content) in FILES {
            fixture.write(name, content);
        }
        fixture
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file of the landscape, with its folders.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// The program with this landscape, on 1 June 2020.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program();
        command.env("SERVANDA_LANDSCAPE", self.path()).args(["--as-of", "2020-06-01"]).args(arguments);
        command
    }

    /// Asks about this landscape; the folder's name is replaced.
    pub fn run(&self, arguments: &[&str]) -> Run {
        let run = run_of(self.command(arguments).output().unwrap());
        let folder = self.path().to_str().unwrap();
        let print = self.fingerprint_of(&run.stdout);
        let scrub = |text: &str| text.replace(folder, "[landscape]").replace(&print, "[fingerprint]");
        Run { stdout: scrub(&run.stdout), stderr: scrub(&run.stderr), status: run.status }
    }

    fn fingerprint_of(&self, json: &str) -> String {
        let found = json.split("\"fingerprint\"").nth(1).and_then(|rest| rest.split('"').nth(1));
        found.unwrap_or("no fingerprint in this answer").to_owned()
    }
}

const FILES: &[(&str, &str)] = &[
    (
        "landscape.toml",
        r#"
format = 1
name = "lakes"
title = "Agreements about lakes"
known_until = "2019"
"#,
    ),
    (
        "sources.toml",
        r#"
[[source]]
id = "gazette"
title = "Gazette of the Lakes"
author = "A. Clerk"
date = "2011"
kind = "official"
url = "https://example.org/gazette"
"#,
    ),
    (
        "vocabulary.toml",
        r#"
[[topic]]
id = "water"
label = "Water"
definition = "Everything wet."
[[kind]]
id = "treaty"
label = "Treaty"
definition = "An agreement in writing that binds in law."
[[kind]]
id = "declaration"
label = "Declaration"
definition = "Said together, and not meant to bind in law."
[[standing]]
id = "party"
label = "Party"
definition = "Has consented to be bound."
family = "bound"
verb = "is a party to"
kinds = ["treaty"]
[[standing]]
id = "endorsed"
label = "Endorsed"
definition = "Said that it agrees."
family = "supports"
verb = "endorsed"
[[standing]]
id = "voted-for"
label = "Voted for"
definition = "Voted in favour."
family = "supports"
verb = "voted for"
[[milestone]]
id = "signed"
label = "Signed"
definition = "Put under signature."
phase = "made"
[[milestone]]
id = "entry-into-force"
label = "Entry into force"
definition = "Binds from here on."
phase = "in-force"
"#,
    ),
    (
        "parties.toml",
        r#"
[default]
basis = "secondary"
source = ["gazette"]
[[party]]
code = "CN"
kind = "state"
alpha3 = "CHN"
name = { en = "China", zh = "中国" }
[[party]]
code = "EG"
kind = "state"
alpha3 = "EGY"
name = { en = "Egypt", ar = "مصر" }
[[party]]
code = "FR"
kind = "state"
alpha3 = "FRA"
name = { en = "France" }
"#,
    ),
    (
        "groups.toml",
        r#"
[default]
basis = "secondary"
source = ["gazette"]
[[group]]
id = "Shore"
name = { en = "Shore States" }
[[group.member]]
parties = ["CN", "EG"]
from = "2000"
[[group.member]]
parties = ["FR"]
from = "2018"
"#,
    ),
    (
        "instruments/lake-treaty-2009/instrument.toml",
        r#"
aliases = ["lake-treaty"]
kind = "treaty"
bindingness = "binding"
symbol = "L/9"
topics = ["water"]
summary = "Two states keep a lake clean."
[default]
basis = "official-text"
source = ["gazette"]
[title]
en = "Treaty on the Lake"
zh = "湖泊条约"
[[date]]
milestone = "signed"
on = "2009-06-16"
place = "Lakeside"
[[date]]
milestone = "entry-into-force"
on = "2010"
basis = "unverified"
note = "Still to be checked."
[[standing]]
word = "party"
parties = ["CN", "EG"]
from = "2010"
[[standing]]
word = "voted-for"
parties = ["FR"]
stage = "committee"
from = "2009-05"
[[vote]]
body = "Assembly of the Lakes"
stage = "committee"
manner = "recorded"
yes = 3
no = 0
abstain = 1
on = "2009-05-02"
[[vote]]
body = "Assembly of the Lakes"
stage = "plenary"
manner = "without-vote"
on = "2009-06-01"
[[unit]]
id = "art1"
kind = "article"
heading = "Purpose"
says = "The lake stays clean."
quote = "clean and still"
[[unit]]
id = "art2/1"
kind = "paragraph"
says = "Nobody fishes at night."
basis = "coder"
[[text]]
lang = "en"
state = "none"
authentic = true
official = "https://example.org/lake"
[[rival]]
about = "signed"
value = "2008"
chosen = "2009-06-16"
reason = "The gazette prints the day."
basis = "secondary"
source = ["https://example.org/news"]
"#,
    ),
    (
        "instruments/lake-treaty-2009/commitments.toml",
        r#"
[[reading]]
by = "B. Scholar"
on = "2012-03"
about = ["art2/1"]
says = "Dusk is not night."
basis = "secondary"
source = ["https://example.org/scholar"]
"#,
    ),
    (
        "instruments/shore-declaration-2018/instrument.toml",
        r#"
kind = "declaration"
bindingness = "political"
topics = ["water"]
[default]
basis = "secondary"
source = ["gazette"]
[title]
en = "Declaration of the Shore States"
[[date]]
milestone = "signed"
on = "2018-03"
[[standing]]
word = "endorsed"
groups = ["Shore"]
from = "2018-03"
[[relation]]
type = "cites"
unit = "3"
to = "lake-treaty-2009/art1"
"#,
    ),
    (
        "instruments/river-treaty-2019/instrument.toml",
        r#"
kind = "treaty"
bindingness = "binding"
topics = ["water"]
[default]
basis = "secondary"
source = ["gazette"]
[title]
en = "Treaty on the River"
[[date]]
milestone = "signed"
on = "2019-05-04"
"#,
    ),
    (
        "events/lakes.toml",
        r#"
[default]
basis = "secondary"
source = ["gazette"]
[[event]]
id = "boat-seized"
kind = "other"
on = "2014-07"
actors = ["EG"]
toward = ["CN"]
about = ["lake-treaty-2009/art2/1"]
title = "A boat is seized"
says = "Egypt seizes a boat."
[[mechanism]]
id = "lake-board"
title = "Board of the Lake"
legal_basis = ["lake-treaty-2009/art1"]
parties = ["CN", "EG"]
from = "2011"
[[position]]
id = "france-on-fishing"
parties = ["FR"]
on = "2015-02"
stance = "opposes"
about = ["lake-treaty-2009"]
says = "Fishing at night harms nobody."
basis = "unverified"
"#,
    ),
];
