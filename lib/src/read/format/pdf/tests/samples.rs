//! Published documents, which lie beside the repository and not in it. Without them these tests say so and pass.

use std::path::PathBuf;

use super::{body, furniture};
use crate::read::extract::{Extract, Role};
use crate::read::format::pdf::{engine, extract};

fn sample(test: &str, name: &str) -> Option<Vec<u8>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/un-pdf").join(name);
    let bytes = std::fs::read(path).ok();
    if bytes.is_none() {
        eprintln!("SKIPPED {test}: the material folder ../shared is not here");
    }
    bytes
}

const NAMES: [(&str, u32, usize, usize); 2] = [("A_RES_73_3-EN.pdf", 53, 7, 12), ("A_RES_73_6-EN.pdf", 14, 6, 30)];

/// Numbers of the paragraphs that begin lines of the body.
fn numbers(extract: &Extract) -> Vec<u32> {
    let number = |line: &&str| line.split_once(". ").and_then(|(n, _)| n.parse().ok());
    body(extract).iter().filter_map(number).collect()
}

#[test]
fn every_paragraph_note_and_link_of_resolutions_is_right() {
    for (name, paragraphs, notes, links) in NAMES {
        let Some(bytes) = sample("every_paragraph_note_and_link_of_resolutions_is_right", name) else { return };
        let extract = extract(&bytes);
        assert_eq!(numbers(&extract), (1..=paragraphs).collect::<Vec<_>>(), "{name}");
        let marks: Vec<String> = extract.notes.iter().map(|n| n.mark.clone()).collect();
        assert_eq!(marks, (1..=notes).map(|n| n.to_string()).collect::<Vec<_>>(), "{name}");
        for note in &extract.notes {
            let reference = note.reference.clone().unwrap_or_else(|| panic!("{name}: note {} hangs", note.mark));
            let raised = extract.text[reference].chars().all(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c));
            let words = &extract.text[note.span.clone()];
            assert!(raised && words.starts_with(char::is_uppercase) && words.ends_with('.'), "{name}: {note:?}");
        }
        assert_eq!(extract.links.len(), links, "{name}");
        for (range, target) in &extract.links {
            let symbol = target.strip_prefix("https://undocs.org/").unwrap();
            let words = &extract.text[range.clone()];
            assert!(words == symbol || format!("A/RES/{words}") == symbol, "{name}: {words} leads to {target}");
        }
    }
}

#[test]
fn no_furniture_of_resolutions_is_left_in_the_words() {
    for (name, ..) in NAMES {
        let Some(bytes) = sample("no_furniture_of_resolutions_is_left_in_the_words", name) else { return };
        let extract = extract(&bytes);
        let own = format!("A/RES/{}", &name[6..10].replace('_', "/"));
        for line in body(&extract) {
            let job = line.contains("18-1") || line.contains("*181") || line.contains("(E)");
            let head = line.contains(own.as_str()) || line.starts_with("Distr") || line.contains("____");
            assert!(!job && !head, "{name}: {line}");
            assert!(!line.ends_with('-') && !line.contains(" -"), "{name}: {line}");
            assert!(!line.replace("- and", "").replace("- or", "").contains("- "), "{name}: {line}");
            assert!(!line.contains(" ,") && !line.contains("  ") && !line.contains(" ’s"), "{name}: {line}");
        }
        let pages = furniture(&extract).iter().filter(|l| l.contains('/') && l.len() < 6).count();
        assert_eq!(pages, engine::open(&bytes).unwrap_or_else(|e| panic!("{e:?}")).pages() - 1, "{name}");
        // The first clause of a preamble and the meeting at the end are paragraphs of their own.
        assert!(body(&extract).iter().any(|l| l.starts_with("The General Assembly") && l.len() < 25), "{name}");
        assert!(body(&extract).iter().any(|l| l.ends_with("plenary meeting")), "{name}");
        let operative = extract.lines.iter().filter(|l| l.role == Role::Body && l.style.italic).count();
        assert!(operative >= 4, "{name}");
    }
}

#[test]
fn numbered_paragraphs_of_resolutions_have_their_numbers_for_addresses() {
    for (name, paragraphs, ..) in NAMES {
        let Some(bytes) = sample("numbered_paragraphs_of_resolutions_have_their_numbers_for_addresses", name) else {
            return;
        };
        let document = crate::read::read(name, &bytes, &crate::read::Options::default());
        let numbered = document.units.iter().filter(|u| u.label.ends_with('.'));
        let last: Vec<&str> = numbered.map(|u| u.address.rsplit('/').next().unwrap()).collect();
        assert_eq!(last, (1..=paragraphs).map(|n| n.to_string()).collect::<Vec<_>>(), "{name}");
    }
}

/// Every character of the page is in the text once; only hyphens at line ends may go.
#[test]
fn nothing_of_resolutions_is_lost() {
    for (name, ..) in NAMES {
        let Some(bytes) = sample("nothing_of_resolutions_is_lost", name) else { return };
        let mut engine = engine::open(&bytes).unwrap_or_else(|e| panic!("{e:?}"));
        let count = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        let mut drawn = 0;
        for index in 0..engine.pages() {
            drawn += engine.page(index).runs.iter().map(|r| count(&r.text)).sum::<usize>();
        }
        let extract = extract(&bytes);
        assert_eq!(count(&extract.text), drawn, "{name}");
        let in_lines: usize = extract.lines.iter().map(|l| count(extract.words(l))).sum();
        assert_eq!(in_lines, drawn, "{name}");
    }
}

#[test]
fn damaged_resolutions_never_panic() {
    let Some(bytes) = sample("damaged_resolutions_never_panic", NAMES[1].0) else { return };
    for tenth in 0..10 {
        let cut = &bytes[..bytes.len() * tenth / 10];
        let extract = extract(cut);
        assert!(!extract.diagnostics.is_empty(), "{tenth} tenths of a file pass for a whole one");
    }
    // A generator of its own, so that a failure can be had again from its number alone.
    for seed in 0..24u64 {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut damaged = bytes.clone();
        for _ in 0..40 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let at = state as usize % damaged.len();
            damaged[at] = (state >> 32) as u8;
        }
        let _ = extract(&damaged);
    }
}
