//! Citations measured on resolutions of the United Nations: their PDFs link each document they cite.

use std::collections::BTreeSet;
use std::path::Path;

use servanda::read::understand::citations::Target;
use servanda::read::{Options, read};

/// Citations that are right and that the files do not link.
const UNLINKED: [&str; 2] = ["A/HRC/RES/33/11", "A/RES/2453(XXIII)A"];

#[test]
fn documents_cited_are_those_that_the_files_link() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/un-pdf");
    let Ok(files) = std::fs::read_dir(&folder) else {
        println!("SKIPPED: {} is not there", folder.display());
        return;
    };
    let (mut linked, mut found, mut claimed, mut wrong) = (0, 0, 0, Vec::new());
    for path in files.map(|f| f.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "pdf")) {
        let mut document = read(&path.to_string_lossy(), &std::fs::read(&path).unwrap(), &Options::default());
        document.understand(None);
        let plain = |symbol: &str| symbol.replace("%20", "").replace([' ', '*'], "").to_uppercase();
        let links: Vec<_> = document
            .extract
            .links
            .iter()
            .filter_map(|(range, url)| Some((range.clone(), plain(url.split_once("undocs.org/")?.1))))
            .collect();
        let mut seen = BTreeSet::new();
        for citation in &document.citations {
            let Target::Document { symbol, unit } = &citation.target else { continue };
            claimed += 1;
            let symbol = plain(symbol);
            let hit = links.iter().position(|(r, s)| r.start < citation.end && citation.start < r.end && *s == symbol);
            match hit {
                Some(at) => {
                    seen.insert(at);
                }
                // "annex II" behind a linked number: the link stands on the number alone.
                None if unit.is_some() && links.iter().any(|(r, s)| *s == symbol && r.end <= citation.start) => {}
                None if UNLINKED.iter().any(|u| plain(u) == symbol) => {}
                None => wrong.push(format!("{symbol} for {:?}", citation.text)),
            }
        }
        let missed = (0..links.len()).filter(|at| !seen.contains(at)).map(|at| &links[at].1);
        println!("{}: missed {:?}", path.display(), missed.collect::<Vec<_>>());
        linked += links.len();
        found += seen.len();
    }
    println!("{found} of {linked} linked documents found; {} of {claimed} claims wrong: {wrong:?}", wrong.len());
    assert!(linked >= 40, "the sample files hold {linked} links");
    assert!(found * 100 >= linked * 99 && wrong.len() * 100 <= claimed);
}
