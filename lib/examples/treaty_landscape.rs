//! Makes a landscape folder of a folder of treaties: one instrument a file, one text a language part.
//!
//! `cargo run --release -p servanda --example treaty_landscape -- FOLDER NEW_FOLDER` is how the figures of the search are
//! measured on a thousand treaties.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use servanda::holding::markdown;
use servanda::read::{Options, read};

fn main() {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (from, to) = (arguments.next().unwrap(), arguments.next().unwrap());
    fs::create_dir_all(&to).unwrap();
    fs::write(
        to.join("landscape.toml"),
        "format = 1\nname = \"treaties\"\nlanguages = [\"en\"]\nextends = \"cyber\"\n",
    )
    .unwrap();
    let mut paths: Vec<PathBuf> = fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let (mut texts, mut bytes) = (0, 0);
    for path in &paths {
        let name = path.file_stem().unwrap().to_string_lossy().to_lowercase();
        let id = name.split('-').next().unwrap().to_owned();
        let id = format!("nl-{id}");
        let document = read(&name, &fs::read(path).unwrap(), &Options::default());
        let mut parts: BTreeMap<String, String> = BTreeMap::new();
        for (number, part) in document.texts.iter().enumerate() {
            let language = part.language.clone().unwrap_or_else(|| "und".to_owned());
            // A second part in one language would need an instrument of its own.
            parts.entry(language).or_insert_with(|| markdown(&document, number).text);
        }
        let folder = to.join("instruments").join(&id);
        fs::create_dir_all(&folder).unwrap();
        let title = document.title.unwrap_or(name).replace(['"', '\\', '\n'], " ");
        let rows: String =
            parts.keys().map(|lang| format!("[[text]]\nlang = \"{lang}\"\nstate = \"full\"\n")).collect();
        let row = format!("kind = \"treaty\"\n[default]\nbasis = \"unverified\"\n[title]\nnl = \"{title}\"\n{rows}");
        fs::write(folder.join("instrument.toml"), row).unwrap();
        for (language, text) in parts {
            texts += 1;
            bytes += text.len();
            fs::write(folder.join(format!("text.{language}.md")), text).unwrap();
        }
    }
    println!("{} instruments, {texts} texts, {bytes} bytes", paths.len());
}
