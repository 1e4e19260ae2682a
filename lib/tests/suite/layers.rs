//! The order of the rooms: each may use only rooms of earlier layers, and rooms of one layer do not know each other.

use std::fs;
use std::path::{Path, PathBuf};

/// The order that `docs/ARCHITECTURE.md` gives, first layer first.
const LAYERS: &[&[&str]] = &[
    &["text", "diagnostic"],
    &["model"],
    &["landscape"],
    &["read"],
    &["holding"],
    &["compare", "trace", "record", "register"],
    &["agreement", "ask", "overlap", "search", "lineage"],
    &["check", "export"],
];

const MOST_LINES: usize = 600;

fn layer(room: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&room))
}

/// What is wrong with the imports of one source file of a room, each with its line.
fn violations(room: &str, source: &str) -> Vec<String> {
    let Some(own) = layer(room) else { return vec![format!("1: the room {room} has no layer")] };
    let wrong = |used: &str| match layer(used) {
        _ if used == room => None,
        None => Some(format!("{used} is no room with a layer")),
        Some(other) if other == own => Some(format!("{room} and {used} are of one layer")),
        Some(other) if other > own => Some(format!("{used} is of a later layer than {room}")),
        Some(_) => None,
    };
    let used = rooms_used(&without_tests(&without_prose(source)));
    used.into_iter().filter_map(|(line, used)| wrong(&used).map(|why| format!("{line}: {why}"))).collect()
}

/// Every first name behind `crate::`, in paths and in groups, with its line.
fn rooms_used(code: &str) -> Vec<(usize, String)> {
    let name =
        |text: &str| text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut used = Vec::new();
    for (at, found) in code.match_indices("crate::") {
        let line = code[..at].matches('\n').count() + 1;
        let rest = code[at + found.len()..].trim_start();
        let Some(group) = rest.strip_prefix('{') else {
            used.push((line, name(rest)));
            continue;
        };
        let mut depth = 1;
        let mut entry = 0;
        for (place, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if (c == ',' && depth == 1) || depth == 0 {
                used.push((line, name(&group[entry..place])));
                entry = place + 1;
            }
            if depth == 0 {
                break;
            }
        }
    }
    used.retain(|(_, name)| !name.is_empty());
    used
}

/// Comments and the insides of texts replaced by blanks, line breaks kept.
fn without_prose(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    let blank = |text: &str| text.chars().map(|c| if c == '\n' { c } else { ' ' }).collect::<String>();
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(raw) = raw_text(rest) {
            raw
        } else if c == '"' {
            plain_text(rest)
        } else if c == '\'' && rest[1..].starts_with(['"', '\\']) {
            // A quotation mark as a character would otherwise begin a text.
            rest[2..].find('\'').map_or(rest.len(), |end| end + 3)
        } else {
            code.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        };
        code.push_str(&blank(&rest[..length]));
        rest = &rest[length..];
    }
    code
}

fn plain_text(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn raw_text(rest: &str) -> Option<usize> {
    let hashes = rest.strip_prefix('r')?.chars().take_while(|c| *c == '#').count();
    let inside = rest[1 + hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(inside.find(&end).map_or(rest.len(), |at| 2 + hashes + at + end.len()))
}

/// Items under `#[cfg(test)]` replaced by their line breaks.
fn without_tests(code: &str) -> String {
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find("#[cfg(test)]") {
        kept.push_str(&rest[..at]);
        let item = &rest[at..];
        let mut depth = 0;
        let end = item.char_indices().skip("#[cfg(test)]".len()).find_map(|(place, c)| {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            (depth == 0 && matches!(c, '}' | ';')).then_some(place + 1)
        });
        let item = &item[..end.unwrap_or(item.len())];
        kept.extend(item.chars().filter(|c| *c == '\n'));
        rest = &rest[at + item.len()..];
    }
    kept.push_str(rest);
    kept
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn package(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Files that their module declares under `#[cfg(test)]`.
fn test_files(files: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for file in files {
        let code = without_prose(&fs::read_to_string(file).unwrap());
        for (at, attribute) in code.match_indices("#[cfg(test)]") {
            let item = code[at + attribute.len()..].trim_start();
            let module = item.strip_prefix("mod ").and_then(|rest| rest.split_once(';')).map(|(name, _)| name.trim());
            if let Some(module) = module.filter(|name| name.chars().all(|c| c.is_alphanumeric() || c == '_')) {
                let folder = if file.ends_with("mod.rs") || file.ends_with("lib.rs") {
                    file.parent().unwrap().to_owned()
                } else {
                    file.with_extension("")
                };
                found.push(folder.join(format!("{module}.rs")));
            }
        }
    }
    found
}

#[test]
fn rooms_use_only_earlier_rooms() {
    let root = package("src");
    let files = files_below(&root);
    let exempt = test_files(&files);
    let mut wrong = Vec::new();
    let mut read = 0;
    for file in files.iter().filter(|file| !exempt.contains(file)) {
        let inside = file.strip_prefix(&root).unwrap();
        let room = inside.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs");
        if room == "lib" {
            continue;
        }
        read += 1;
        let source = fs::read_to_string(file).unwrap();
        wrong.extend(violations(room, &source).into_iter().map(|why| format!("{}:{why}", inside.display())));
    }
    assert!(read > 20, "only {read} files were looked at in {}", root.display());
    assert!(wrong.is_empty(), "imports against the order of the rooms:\n{}", wrong.join("\n"));
}

#[test]
fn no_file_is_too_long_to_be_read_in_one_sitting() {
    let mut wrong = Vec::new();
    for folder in ["src", "../web/src", "../cli/src"] {
        for file in files_below(&package(folder)) {
            // Pictures and fonts have no lines.
            let Ok(text) = fs::read_to_string(&file) else { continue };
            let lines = text.lines().count();
            if lines > MOST_LINES {
                wrong.push(format!("{} has {lines} lines, at most {MOST_LINES}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The test above would be worth nothing if it could not fail.
#[test]
fn violations_are_found_in_made_up_sources() {
    let found = |room: &str, source: &str| violations(room, source);
    assert_eq!(found("model", "use crate::landscape::Landscape;"), ["1: landscape is of a later layer than model"]);
    assert_eq!(found("text", "\nuse crate::diagnostic::Span;"), ["2: text and diagnostic are of one layer"]);
    assert_eq!(
        found("compare", "use crate::{\n    model::{Date, Day},\n    trace::Passage,\n    check,\n};"),
        ["1: compare and trace are of one layer", "1: check is of a later layer than compare"]
    );
    assert_eq!(found("ask", "fn f() { crate::overlap::run(); }"), ["1: ask and overlap are of one layer"]);
    assert_eq!(found("ask", "use crate::utils::x;"), ["1: utils is no room with a layer"]);
    assert_eq!(found("utils", ""), ["1: the room utils has no layer"]);
    let hidden = "let quote = '\"'; use crate::export::cite; let other = '\"';";
    assert_eq!(found("landscape", hidden), ["1: export is of a later layer than landscape"]);
    let after_tests = "#[cfg(test)]\nmod tests {\n    use crate::check::x;\n}\nuse crate::check::y;";
    assert_eq!(found("model", after_tests), ["5: check is of a later layer than model"]);
}

#[test]
fn what_is_allowed_is_not_reported() {
    let none: [&str; 0] = [];
    assert_eq!(violations("landscape", "use crate::model::Date;\nuse crate::{diagnostic, text};"), none);
    assert_eq!(
        violations("landscape", "//! see [`crate::check`]\n/* crate::check */ use crate::landscape::open;"),
        none
    );
    assert_eq!(violations("model", "let a = \"crate::check::x\"; let b = r#\"\" crate::check \"#;"), none);
    assert_eq!(violations("model", "#[cfg(test)]\nmod tests { use crate::export::cite; fn f() { { } } }"), none);
    assert_eq!(violations("model", "#[cfg(test)]\nuse crate::export::cite;\nuse crate::text::fold;"), none);
}
