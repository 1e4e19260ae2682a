//! Published tables on copied trade agreements, made again from the files of Texts of Trade Agreements (ToTA).
//!
//! Words are those of articles and headings; annexes are not in the collection. Sources:
//! - Allee and Lugg, "Who wrote the rules for the Trans-Pacific Partnership?", Research & Politics 3(3), 2016: share of an
//!   earlier agreement's words that stand in TPP in runs of six or more; by agreement, member, and chapter.
//! - Allee and Elsig, "Are the contents of international treaties copied and pasted?", International Studies Quarterly 63(3),
//!   2019: how many agreements take most of their words from one earlier one.
//! - Alschner, Seiermann and Skougarevskiy, "Text-as-data analysis of preferential trade agreements", 2017: likeness by pieces
//!   of five characters.

#![allow(unreachable_pub, dead_code, reason = "an example prints with this file too")]

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;
use servanda::trace::measures::{Lettered, Worded};

/// One agreement.
pub struct Agreement {
    /// Name of its file without the ending.
    pub id: String,
    pub name: String,
    /// When it was signed.
    pub date: String,
    pub parties: Vec<String>,
    pub words: Worded,
    /// Names of chapters with their words.
    pub chapters: Vec<(String, String)>,
}

/// All English agreements of a folder, by date.
pub struct Shelf {
    pub agreements: Vec<Agreement>,
}

/// The earlier agreement that has most of an agreement's words.
pub struct Best {
    pub of: usize,
    pub source: usize,
    pub share: f64,
}

/// Chapters of which the shares in TPP are published, by a word of their names.
pub const CHAPTERS: [&str; 5] = ["investment", "financial services", "cross-border", "telecommunications", "safeguard"];

/// Members of TPP.
const MEMBERS: [&str; 12] = ["USA", "CAN", "CHL", "AUS", "PER", "NZL", "SGP", "JPN", "MYS", "BRN", "VNM", "MEX"];

impl Shelf {
    pub fn open(folder: &Path) -> Shelf {
        let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        let mut agreements: Vec<Agreement> = files.into_par_iter().filter_map(|file| Agreement::read(&file)).collect();
        agreements.sort_by(|x, y| (&x.date, &x.id).cmp(&(&y.date, &y.id)));
        Shelf { agreements }
    }

    pub fn words(&self) -> usize {
        self.agreements.iter().map(|a| a.words.words()).sum()
    }

    pub fn named(&self, name: &str) -> Option<usize> {
        let named = |a: &Agreement| a.name == name && a.words.words() > 1000;
        self.agreements.iter().rposition(named)
    }

    fn earlier(&self, than: usize) -> impl IndexedParallelIterator<Item = usize> + '_ {
        let date = &self.agreements[than].date;
        let first = self.agreements.partition_point(|a| a.date < *date);
        (0..first).into_par_iter()
    }

    /// Earlier agreements by the share of their words that an agreement takes, largest first.
    pub fn taken_by(&self, of: usize) -> Vec<(f64, usize)> {
        let own = &self.agreements[of].words;
        sorted(self.earlier(of).map(|at| (self.agreements[at].words.taken_into(own), at)).collect())
    }

    /// The mean share of each member's earlier agreements in TPP, and how many those are.
    pub fn members(&self, tpp: usize) -> Vec<(f64, usize, &'static str)> {
        let taken = self.taken_by(tpp);
        let mut means: Vec<(f64, usize, &'static str)> = MEMBERS
            .iter()
            .map(|member| {
                let own = |(_, at): &&(f64, usize)| self.agreements[*at].parties.iter().any(|p| p == member);
                let shares: Vec<f64> = taken.iter().filter(own).map(|(share, _)| *share).collect();
                (shares.iter().sum::<f64>() / shares.len().max(1) as f64, shares.len(), *member)
            })
            .collect();
        means.sort_by(|x, y| y.0.total_cmp(&x.0));
        means
    }

    /// For each chapter of [`CHAPTERS`] the agreement of the United States whose own one TPP takes most of.
    pub fn chapters(&self, tpp: usize) -> Vec<(f64, &'static str, usize)> {
        let own = &self.agreements[tpp];
        let mut best: Vec<(f64, &'static str, usize)> = CHAPTERS
            .iter()
            .filter_map(|name| {
                let shares = self.earlier(tpp).filter_map(|at| {
                    let agreement = &self.agreements[at];
                    let chapter = agreement.chapter(name).filter(|_| agreement.parties.iter().any(|p| p == "USA"))?;
                    Some((Worded::of(&chapter).taken_into(&own.words), at))
                });
                sorted(shares.collect()).first().map(|(share, at)| (*share, *name, *at))
            })
            .collect();
        best.sort_by(|x, y| y.0.total_cmp(&x.0));
        best
    }

    /// For each agreement the earlier one that has most of its words.
    pub fn best_sources(&self) -> Vec<Best> {
        (0..self.agreements.len()).filter_map(|of| self.best_source(of)).collect()
    }

    /// The earlier agreement that has most of one's words; of equal ones the latest.
    pub fn best_source(&self, of: usize) -> Option<Best> {
        let own = &self.agreements[of].words;
        let shares = self.earlier(of).map(|at| (own.taken_into(&self.agreements[at].words), at));
        let (share, source) = shares.max_by(|x, y| x.0.total_cmp(&y.0).then(x.1.cmp(&y.1)))?;
        Some(Best { of, source, share })
    }

    /// Investment chapters by their likeness to that of an agreement in pieces of five letters.
    pub fn likest_investment(&self, to: usize) -> Vec<(f64, usize)> {
        let Some(own) = self.agreements[to].chapter("investment") else { return Vec::new() };
        let own = Lettered::of(&own);
        let likeness = |at: usize| Some((own.jaccard(&Lettered::of(&self.agreements[at].chapter("investment")?)), at));
        sorted(self.earlier(to).filter_map(likeness).collect())
    }
}

fn sorted(mut shares: Vec<(f64, usize)>) -> Vec<(f64, usize)> {
    shares.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    shares
}

impl Agreement {
    fn read(file: &Path) -> Option<Agreement> {
        let source = std::fs::read_to_string(file).unwrap();
        let document = roxmltree::Document::parse(source.trim_start_matches('\u{feff}')).ok()?;
        let root = document.root_element();
        let of = |name: &str| root.descendants().find(|n| n.has_tag_name(name));
        let meta = |name: &str| of(name).and_then(|n| n.text()).unwrap_or("").trim().to_owned();
        if meta("language") != "en" {
            return None;
        }
        let parties = of("parties_original")?.children().filter_map(|n| n.text()).map(str::trim);
        let mut chapters: BTreeMap<usize, (String, String)> = BTreeMap::new();
        let mut whole = String::new();
        for node in of("body")?.descendants() {
            let chapter = node.ancestors().find(|n| n.has_tag_name("chapter"));
            let words = if node.is_text() { node.text() } else { node.attribute("name") };
            let Some(words) = words else { continue };
            whole.push_str(words);
            whole.push('\n');
            if let Some(chapter) = chapter {
                let name = || (chapter.attribute("name").unwrap_or("").to_lowercase(), String::new());
                let held = chapters.entry(chapter.id().get_usize()).or_insert_with(name);
                held.1.push_str(words);
                held.1.push('\n');
            }
        }
        Some(Agreement {
            id: file.file_stem()?.to_string_lossy().into_owned(),
            name: meta("name"),
            date: meta("date_signed"),
            parties: parties.filter(|p| !p.is_empty()).map(str::to_owned).collect(),
            words: Worded::of(&whole),
            chapters: chapters.into_values().collect(),
        })
    }

    /// The words of the chapters whose names hold a word.
    fn chapter(&self, name: &str) -> Option<String> {
        let found = self.chapters.iter().filter(|(held, _)| held.contains(name)).map(|(_, words)| words.as_str());
        Some(found.collect::<Vec<&str>>().concat()).filter(|words| words.len() > 2000)
    }
}
