//! Reading measured on real agreements: articles, paragraphs, addresses, languages, and that nothing is lost.
//!
//! The gold comes from the marks of two corpora, taken away before reading: the Texts of Trade Agreements (XML) and the
//! treaties of the Dutch database (Markdown). Floors stand a little below what was measured, so that a loss is noticed.

#![allow(dead_code)] // the example that scores folders uses the same modules and other parts of them

#[cfg(test)]
mod citing;
#[cfg(test)]
mod forms;
pub(crate) mod gold;
#[cfg(test)]
mod languages;
pub(crate) mod layout;
#[cfg(test)]
pub(crate) mod rubbish;
pub(crate) mod score;
#[cfg(test)]
mod setting;
pub(crate) mod styles;
#[cfg(test)]
mod weaving;

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use rayon::prelude::*;

    use super::gold::{self, Gold};
    use super::score::{Score, score};
    use super::styles;

    fn folder(name: &str) -> Option<PathBuf> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus").join(name);
        if folder.is_dir() {
            return Some(folder);
        }
        println!("SKIPPED: {} is not there", folder.display());
        None
    }

    /// Every `nth` file of a folder: an unoptimised build reads a share, and says which.
    fn files(folder: &Path, nth: usize) -> Vec<(String, String)> {
        let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
        paths.sort();
        paths
            .iter()
            .step_by(nth)
            .filter_map(|p| Some((p.file_name()?.to_string_lossy().into_owned(), fs::read_to_string(p).ok()?)))
            .collect()
    }

    fn total(golds: &[Gold]) -> (Score, Vec<String>) {
        let scored: Vec<(Score, Vec<String>)> = golds
            .par_iter()
            .map(|g| {
                let mut faults = Vec::new();
                (score(g, &mut faults), faults)
            })
            .collect();
        let mut total = Score::default();
        scored.iter().for_each(|(s, _)| total.add(s));
        (total, scored.into_iter().flat_map(|(_, f)| f).collect())
    }

    /// Fails with the first faults if a figure is below its floor.
    fn floor(what: &str, figure: f64, least: f64, faults: &[String]) {
        println!("{what}: {figure:.4} (floor {least})");
        assert!(figure >= least, "{what}: {figure:.4} < {least}\n{}", faults[..faults.len().min(20)].join("\n"));
    }

    #[test]
    fn articles_of_trade_agreements_are_found_in_every_style() {
        let Some(folder) = folder("tota") else { return };
        let nth = if cfg!(debug_assertions) { 3 } else { 1 };
        let marked: Vec<_> = files(&folder, nth).into_iter().map(|(n, t)| (n, gold::tota(&t))).collect();
        for (at, style) in styles::ALL.iter().enumerate() {
            // An unoptimised build prints each style but the first on other files.
            let (skip, step) = if at > 0 && cfg!(debug_assertions) { (at % 5, 5) } else { (0, 1) };
            let chosen = marked.iter().skip(skip).step_by(step);
            let golds: Vec<Gold> = chosen.filter_map(|(n, m)| styles::print(n, m, style)).collect();
            assert!(golds.len() * 3 * step > marked.len() || marked.len() < 100, "{} fits too few files", style.name);
            let (score, faults) = total(&golds);
            let (articles, headings) = match style.name {
                "Canonical" => (0.997, 0.985),
                "Alone" => (0.96, 0.965),
                "Noise" | "NoiseRoman" => (0.99, 0.94),
                "Sign" | "MixedBare" => (0.98, 0.965),
                // A title above the label stays with the words above.
                "TitleFirst" => (0.99, 0.75),
                _ => (0.99, 0.945),
            };
            floor(&format!("articles, {}", style.name), score.articles.f1(), articles, &faults);
            floor(&format!("headings, {}", style.name), score.headings.f1(), headings, &faults);
            floor(&format!("nothing lost, {}", style.name), score.lossless.f1(), 1.0, &faults);
        }
    }

    #[test]
    fn dutch_treaties_are_read_down_to_their_points_in_both_languages() {
        let Some(folder) = folder("treaties") else { return };
        let nth = if cfg!(debug_assertions) { 4 } else { 1 };
        let golds: Vec<Gold> = files(&folder, nth).iter().map(|(n, t)| gold::dutch(n, t)).collect();
        let (score, faults) = total(&golds);
        floor("articles", score.articles.f1(), 0.995, &faults);
        floor("paragraphs", score.paragraphs.f1(), 0.999, &faults);
        floor("nested addresses", score.addresses.f1(), 0.985, &faults);
        floor("languages", score.languages.f1(), 1.0, &faults);
        floor("nothing lost", score.lossless.f1(), 1.0, &faults);
    }

    #[test]
    fn budapest_reads_as_48_articles_in_4_chapters() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/texts/budapest-convention-2001/en.txt");
        let Ok(bytes) = fs::read(&path) else {
            println!("SKIPPED: {} is not there", path.display());
            return;
        };
        let document = servanda::read::read("en.txt", &bytes, &servanda::read::Options::default());
        let count = |kind| document.units.iter().filter(|u| u.kind == kind).count();
        use servanda::model::UnitKind::*;
        assert_eq!((count(Chapter), count(Article), count(Preamble), count(Conclusions)), (4, 48, 1, 1));
        assert!(count(Section) >= 5 && count(Title) >= 10);
        let unit = document.unit("art35/1").unwrap();
        assert_eq!((unit.kind, unit.eid.as_str()), (Paragraph, "art_35__para_1"));
        assert_eq!(document.unit("art35").unwrap().heading.as_deref(), Some("24/7 Network"));
        assert_eq!(document.unit("ch2/sec1/title1").map(|u| u.kind), Some(Title));
        assert_eq!(document.language.as_deref(), Some("en"));
    }
}
