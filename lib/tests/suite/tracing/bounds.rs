//! What does not depend on how much memory there is, nor on how many cores; and all pairs against one pair at a time.

use proptest::prelude::*;
use servanda::model::Date;
use servanda::trace::measures::Worded;
use servanda::trace::shares::{self, Sharing};
use servanda::trace::{self, Control, Options, Passage, Room, Source};

use super::plant::Random;

/// Model texts made of some clauses, with every twentieth word or so changed; a few are empty, short or copies.
fn model(seed: u64, count: usize) -> Vec<String> {
    let mut random = Random::new(seed);
    let clauses: Vec<Vec<String>> =
        (0..30).map(|_| (0..25).map(|_| format!("w{}", random.below(400))).collect()).collect();
    let mut texts: Vec<String> = Vec::new();
    for n in 0..count {
        let mut text = String::new();
        for _ in 0..random.below(12) {
            for word in &clauses[random.below(30)] {
                let word = if random.below(20) == 0 { format!("x{}", random.below(50)) } else { word.clone() };
                text.push_str(&word);
                text.push_str(if random.below(9) == 0 { ", " } else { " " });
            }
        }
        texts.push(if n % 11 == 10 { texts[n - 3].clone() } else { text });
    }
    texts
}

fn source(texts: &[String], at: usize) -> Source {
    let date = (!at.is_multiple_of(3)).then(|| Date::parse(&format!("{}", 1990 + at * 7 % 20)).unwrap());
    Source { text: texts[at].clone(), date, ..Source::default() }
}

fn passages(texts: &[String], memory: usize, threads: usize) -> Vec<Passage> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let options = Options { room: Room { memory, folder: None }, most_texts: 12, ..Options::default() };
    let mut found = Vec::new();
    let mut take = |passage: &Passage| {
        found.push(passage.clone());
        Ok(())
    };
    let load = |at: usize| source(texts, at);
    pool.install(|| trace::trace(texts.len(), &load, &options, &Control::default(), &mut take)).unwrap();
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_with_little_memory_and_any_number_of_cores(seed in any::<u64>(), count in 2_usize..60, memory in 0_usize..5000) {
        let texts = model(seed, count);
        let all = passages(&texts, usize::MAX, 1);
        prop_assert_eq!(&all, &passages(&texts, memory, 1));
        prop_assert_eq!(&all, &passages(&texts, 0, 3));
    }

    #[test]
    fn all_pairs_are_as_one_pair_at_a_time(seed in any::<u64>(), count in 2_usize..40) {
        let texts = model(seed, count);
        let mut found: Vec<Sharing> = Vec::new();
        let mut take = |sharing: &Sharing| {
            found.push(sharing.clone());
            Ok(())
        };
        let load = |at: usize| source(&texts, at);
        shares::shares(texts.len(), &load, shares::USUAL, &Control::default(), &mut take).unwrap();
        let worded: Vec<Worded> = texts.iter().map(|text| Worded::of(text)).collect();
        let firsts: Vec<usize> = found.iter().map(|sharing| sharing.text).collect();
        prop_assert_eq!(firsts.len() + found.iter().map(|s| s.copies.len()).sum::<usize>(), texts.len());
        for sharing in &found {
            prop_assert_eq!(sharing.words, worded[sharing.text].words());
            for copy in &sharing.copies {
                prop_assert_eq!(&texts[sharing.text], &texts[*copy]);
            }
            let mut shared: Vec<(usize, usize)> = firsts.iter().filter(|other| **other != sharing.text)
                .map(|other| (*other, worded[sharing.text].words_in(&worded[*other])))
                .filter(|(_, words)| *words > 0).collect();
            let best = shared.iter().filter(|(other, _)| {
                let (own, other) = (source(&texts, sharing.text).date, source(&texts, *other).date);
                own.zip(other).is_none_or(|(own, other)| own.last() >= other.first())
            }).map(|(_, words)| *words).max();
            prop_assert_eq!(sharing.best.map(|best| best.words), best);
            let mut told = sharing.shared.clone();
            told.sort_unstable();
            shared.sort_unstable();
            prop_assert_eq!(told, shared);
        }
    }
}

#[test]
fn runs_of_other_lengths_count_when_asked_for() {
    let texts = ["one two three four five".to_owned(), "zero one two three four six".to_owned()];
    let with = |run: usize| {
        let mut words = Vec::new();
        let load = |at: usize| Source { text: texts[at].clone(), ..Source::default() };
        let mut take = |sharing: &Sharing| {
            words.push(sharing.shared.first().map_or(0, |other| other.1));
            Ok(())
        };
        shares::shares(2, &load, run, &Control::default(), &mut take).unwrap();
        words
    };
    assert_eq!((with(4), with(5), with(0)), (vec![4, 4], vec![0, 0], vec![4, 4]));
}
