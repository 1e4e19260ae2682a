//! What reading the files can report, so that it can be listed beside the rules of a check.

/// Every code that this room reports, in alphabetical order, with what it means.
pub const CODES: &[(&str, &str)] = &[
    ("bad-address", "A unit's id has a part that cannot stand in an address."),
    ("bad-date", "A date is of no known form, or there is no such day."),
    ("bad-id", "An id has characters that cannot stand in an address."),
    ("bad-language", "A language tag has no such form."),
    ("duplicate-id", "Two rows have one id, here or in the landscape that this one extends."),
    ("empty", "A value is empty; it should be left out."),
    ("extends", "The landscape that this one extends cannot be opened."),
    ("format", "The folder has a format that this program does not read."),
    ("missing-key", "A row lacks a key that it needs."),
    ("no-manifest", "There is no landscape.toml."),
    ("not-a-folder", "There is a file where the format has a folder."),
    ("not-coded", "An instrument lacks its title, its kind or its bindingness."),
    ("not-utf8", "A file is not UTF-8 from some byte on."),
    ("orphan-file", "A file belongs to an instrument that does not exist."),
    ("out-of-range", "A step lies beyond the end of its scale."),
    ("overlay", "A file overlays an instrument that the landscape below does not have."),
    ("toml", "The file is not TOML at this place."),
    ("too-large", "A file is larger than any that is read."),
    ("too-many-problems", "Further problems of one file are not shown."),
    ("unknown-file", "A file is not part of a landscape and was not read."),
    ("unknown-key", "A row has a key that the format does not know."),
    ("unknown-word", "A value is not one of a closed list."),
    ("unreadable", "A file or folder cannot be read."),
    ("wrong-type", "A value is of another type than its key takes."),
];

#[cfg(test)]
mod tests {
    use super::CODES;

    /// Reads the sources of this room: a code that is reported but not listed would be a secret.
    #[test]
    fn every_code_is_listed_once_and_used() {
        let mut sources = String::new();
        let room = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/landscape");
        for folder in [room.join("decode"), room] {
            for entry in std::fs::read_dir(folder).unwrap().flatten() {
                if entry.path().is_file() && entry.file_name() != "codes.rs" {
                    sources.push_str(&std::fs::read_to_string(entry.path()).unwrap());
                }
            }
        }
        assert!(CODES.windows(2).all(|pair| pair[0].0 < pair[1].0), "sorted, and no code twice");
        for (code, _) in CODES {
            assert!(sources.contains(&format!("\"{code}\"")), "{code} is listed but nowhere reported");
        }
        let reported = ["Diagnostic::error(", "Diagnostic::warning(", "Diagnostic::note("];
        let reported = reported.into_iter().flat_map(|call| sources.match_indices(call));
        for (at, call) in reported {
            let rest = sources[at + call.len()..].trim_start();
            if let Some(code) = rest.strip_prefix('"').and_then(|rest| rest.split('"').next()) {
                assert!(CODES.iter().any(|(known, _)| *known == code), "{code} is reported but not listed");
            }
        }
    }
}
