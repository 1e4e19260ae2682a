//! What holds of every run.

use std::sync::atomic::{AtomicBool, Ordering};

use servanda::model::Date;
use servanda::trace::{self, Control, Options, Passage, Side, Source, Step, Stopped, Summary};

use super::plant::Random;
use super::{agreements, material};

/// Model sentences whose words stand nowhere else.
fn words(seed: u64, count: usize) -> String {
    let mut random = Random::new(seed);
    (0..count).map(|_| format!("w{} ", random.below(100_000))).collect()
}

fn run(texts: &[String], dates: &[&str], options: &Options) -> (Vec<Passage>, Summary) {
    let load = |at: usize| Source {
        text: texts[at].clone(),
        date: dates.get(at).and_then(|d| Date::parse(d).ok()),
        ..Source::default()
    };
    let mut found = Vec::new();
    let mut take = |passage: &Passage| {
        found.push(passage.clone());
        Ok(())
    };
    let summary = trace::trace(texts.len(), &load, options, &Control::default(), &mut take).unwrap();
    (found, summary)
}

#[test]
fn the_older_text_comes_first() {
    let shared = words(1, 20);
    let texts = [format!("{}{shared}", words(2, 50)), format!("{shared}{}", words(3, 50))];
    let (found, _) = run(&texts, &["2015-05-08", "2009-06-16"], &Options::default());
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].a.text, found[0].b.text, found[0].earlier), (1, 0, Some(Side::A)));
    assert_eq!(&texts[1][found[0].a.bytes.clone()], shared.trim());
    let (found, _) = run(&texts, &["2015-05-08", "2015"], &Options::default());
    assert_eq!(found[0].earlier, None, "a year does not tell which day came first");
    let (found, _) = run(&texts, &["2015-05-08"], &Options::default());
    assert_eq!((found[0].a.text, found[0].earlier), (0, None));
}

#[test]
fn changed_words_are_counted() {
    let texts = [
        "Each Party shall notify the other Parties of any serious incident without undue delay and in writing."
            .to_owned(),
        "Each State should notify the other Parties of any incident without undue delay and in writing.".to_owned(),
    ];
    let (found, _) = run(&texts, &[], &Options::default());
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].words, found[0].a.words, found[0].b.words), (13, 14, 13), "{found:?}");
}

#[test]
fn ten_thousand_copies_are_one_text() {
    let texts = vec![words(4, 200); 10_000];
    let (found, summary) = run(&texts, &[], &Options::default());
    assert_eq!((summary.copies, summary.passages, found.len()), (9_999, 9_999, 9_999));
    assert!(found.iter().all(|p| p.a.text == 0 && p.words == 200));
}

#[test]
fn boilerplate_of_thousands_is_told_once_for_each() {
    let clause = words(5, 60);
    let texts: Vec<String> =
        (0..3000).map(|n| format!("{}{clause}{}", words(n + 10, 30), words(n + 9000, 30))).collect();
    let (found, summary) = run(&texts, &[], &Options::default());
    assert_eq!(found.iter().filter(|p| p.a.text == 0).count(), 2_999, "with the earliest, not between all");
    // Some two texts have a word more in common by chance, and so a row that no other has.
    assert!(summary.passages < 3_200, "{}", summary.passages);
    assert!(found.iter().all(|p| p.formula > 0.5), "what all have proves nothing");
    assert!(summary.common_places > 0 && summary.most_texts == 3000);
    let only = Options { only: Some(vec![7]), ..Options::default() };
    let (found, _) = run(&texts, &[], &only);
    assert_eq!(
        found.iter().filter(|p| p.a.text == 7 || p.b.text == 7).count(),
        2_999,
        "asked for one text, all that share it are told"
    );
}

#[test]
fn the_same_whatever_the_number_of_cores() {
    let mut random = Random::new(9);
    let clauses: Vec<String> = (0..200).map(|n| words(n, 40)).collect();
    let texts: Vec<String> =
        (0..60).map(|_| (0..12).map(|_| clauses[random.below(200)].as_str()).collect::<String>()).collect();
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| run(&texts, &[], &Options::default()))
    };
    let one = with(1);
    assert!(one.0.len() > 500);
    assert_eq!(one, with(2));
    assert_eq!(one, with(7));
}

#[test]
fn rubbish_ends_soon() {
    let texts = vec![
        "x ".repeat(300_000),
        "x ".repeat(299_000) + "y",
        String::new(),
        "0 % a b c d e f ".repeat(20_000),
        "0 % a b c d e f ".repeat(19_999),
        "\u{0}\u{ad}’- ".repeat(1000),
        "word".repeat(10_000),
    ];
    let start = std::time::Instant::now();
    let (found, _) = run(&texts, &[], &Options::default());
    for passage in found {
        for place in [&passage.a, &passage.b] {
            assert!(texts[place.text].get(place.bytes.clone()).is_some(), "{place:?}");
        }
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn a_run_can_be_watched_and_stopped() {
    let texts: Vec<String> = (0..20).map(|n| words(n, 100)).collect();
    let cancel = AtomicBool::new(false);
    let stop_while_reading = |step: Step, done: usize, _: usize| {
        if step == Step::Reading && done == 5 {
            cancel.store(true, Ordering::Relaxed);
        }
    };
    let control = Control { cancel: Some(&cancel), progress: Some(&stop_while_reading) };
    let load = |at: usize| Source { text: texts[at].clone(), ..Source::default() };
    let stopped = trace::trace(texts.len(), &load, &Options::default(), &control, &mut |_| Ok(()));
    assert!(matches!(stopped, Err(Stopped::Cancelled)));
}

/// Of real agreements: every run of twelve equal words or more is part of a passage, at least by three quarters.
#[test]
fn no_long_run_is_lost() {
    let Some(folder) = material("no_long_run_is_lost", "corpus/tota") else { return };
    let texts = agreements(&folder, 10);
    let (found, _) = run(&texts, &[], &Options { most_texts: 1000, ..Options::default() });
    let split = |text: &str| -> Vec<(String, usize)> {
        // A word with a hyphen or an apostrophe is one.
        let ends = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\'' | '’'));
        let words = text.split(ends).filter(|w| w.contains(char::is_alphanumeric));
        words.map(|w| (w.to_ascii_lowercase(), w.as_ptr() as usize - text.as_ptr() as usize)).collect()
    };
    let rows: Vec<Vec<(String, usize)>> = texts.iter().map(|t| split(t)).collect();
    let (mut runs, mut lost) = (0, Vec::new());
    for b in 1..texts.len() {
        for a in 0..b {
            let held: std::collections::HashSet<Vec<&str>> =
                rows[a].windows(12).map(|w| w.iter().map(|x| x.0.as_str()).collect()).collect();
            let mut covered = vec![false; texts[b].len()];
            for p in found.iter().filter(|p| (p.a.text, p.b.text) == (a, b)) {
                covered[p.b.bytes.clone()].fill(true);
            }
            for window in rows[b].windows(12) {
                if held.contains(&window.iter().map(|x| x.0.as_str()).collect::<Vec<_>>()) {
                    runs += 1;
                    if window.iter().filter(|word| covered[word.1]).count() < 9 {
                        lost.push((a, b, window.iter().map(|x| x.0.as_str()).collect::<Vec<_>>().join(" ")));
                    }
                }
            }
        }
    }
    eprintln!("{runs} runs of twelve words, {} lost", lost.len());
    assert!(
        runs > 5_000 && lost.is_empty(),
        "{} of {runs} lost: {:?}",
        lost.len(),
        lost.iter().take(5).collect::<Vec<_>>()
    );
}
