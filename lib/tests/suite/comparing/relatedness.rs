//! How related two texts are: on pairs judged by people, and on model pairs whose answer is plain.

use std::path::PathBuf;

use servanda::compare::{self, Class, Relatedness, relatedness};
use servanda::read::{self, Options};

#[test]
fn pairs_judged_by_people_are_judged_alike() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/bill-pairs/val_sub_sec_pairs.csv");
    let Ok(mut reader) = csv::Reader::from_path(&file) else {
        eprintln!("SKIPPED pairs_judged_by_people_are_judged_alike: ../shared/data/bill-pairs is not here");
        return;
    };
    let mut table = [[0_usize; 5]; 5];
    for row in reader.records() {
        let row = row.unwrap();
        let judged = relatedness(&row[4], &row[5]);
        let turned = relatedness(&row[5], &row[4]);
        assert_eq!(judged.class, turned.class, "{row:?}");
        if let Some(run) = &judged.longest_run {
            assert_eq!(run.quote, row[4][run.left.start..run.left.end]);
            assert_eq!(row[5][run.right.start..run.right.end].to_lowercase().split_whitespace().count(), run.words);
        }
        table[row[6].parse::<usize>().unwrap()][usize::from(judged.class.number())] += 1;
    }
    let all: usize = table.iter().flatten().sum();
    let right: usize = (0..5).map(|c| table[c][c]).sum();
    let f1 = |c: usize| {
        2.0 * table[c][c] as f64 / (table[c].iter().sum::<usize>() + (0..5).map(|l| table[l][c]).sum::<usize>()) as f64
    };
    let (accuracy, macro_f1) = (right as f64 / all as f64, (0..5).map(f1).sum::<f64>() / 5.0);
    assert!(accuracy >= 0.89 && macro_f1 >= 0.80, "accuracy {accuracy:.4}, macro-F1 {macro_f1:.4}, {table:?}");
}

/// Words of the model pairs, written for this test.
const NOTICE: &str = "Each Party of the Model Agreement shall notify the other Parties without delay of any spill of oil in \
                      waters under its jurisdiction, and shall state the place, the quantity and the measures taken.";
const AVIS: &str = "Chaque Partie à l’Accord modèle notifie sans délai aux autres Parties tout déversement d’hydrocarbures dans \
                    les eaux relevant de sa juridiction et indique le lieu, la quantité et les mesures prises.";
const 通报: &str =
    "示范协定各缔约方应当将其管辖水域内发生的任何油类泄漏事故立即通报其他缔约方，并说明地点、数量和已采取的措施。";

fn classes(left: &str, others: &[(&str, &[Class])]) {
    for (right, expected) in others {
        let judged = relatedness(left, right);
        assert!(expected.contains(&judged.class), "{judged:?}\n{left}\n{right}");
        assert_eq!(judged.class, relatedness(right, left).class);
        assert!(
            (0.0..=1.0).contains(&judged.probability.unwrap_or(1.0)) && (0.0..=1.0).contains(&judged.kept),
            "{judged:?}"
        );
    }
}

#[test]
fn the_same_words_are_identical_whatever_their_signs() {
    for text in [NOTICE, AVIS, 通报] {
        classes(text, &[(text, &[Class::Identical]), (&text.to_uppercase(), &[Class::Identical])]);
    }
    classes(NOTICE, &[(&NOTICE.replace(',', ";").replace(' ', "\n"), &[Class::Identical])]);
}

#[test]
fn the_more_words_are_kept_the_more_related() {
    classes(
        NOTICE,
        &[
            (&NOTICE.replace("any spill", "every spill"), &[Class::AlmostIdentical]),
            (
                "The Parties of the Model Agreement shall notify the Secretariat without delay of any spill of oil or waste in \
                 waters under their jurisdiction, and shall state the place and the cause.",
                &[Class::Related, Class::AlmostIdentical],
            ),
            (
                "A vessel that discharges oil in waters of a Party shall be detained until the costs of cleaning are paid by \
                 its owner or insurer.",
                &[Class::Unrelated],
            ),
            (
                "The Director is elected for a term of four years by a majority of those present and voting, and may be \
                 elected once more.",
                &[Class::Unrelated],
            ),
        ],
    );
    classes(
        AVIS,
        &[
            (&AVIS.replace("tout déversement", "chaque déversement"), &[Class::AlmostIdentical]),
            (
                "Les Parties à l’Accord modèle notifient sans délai au Secrétariat tout déversement d’hydrocarbures dans les \
                 eaux relevant de leur juridiction et indiquent le lieu et la cause.",
                &[Class::Partial, Class::Related],
            ),
            (
                "Le Directeur est élu pour quatre ans à la majorité des membres présents et votants ; il est rééligible une \
                 fois.",
                &[Class::Unrelated],
            ),
        ],
    );
    classes(
        通报,
        &[
            (&通报.replace("立即", "及时"), &[Class::AlmostIdentical]),
            (
                "示范协定各缔约方应当将其管辖水域内发生的油类泄漏事故报告秘书处，并说明地点和原因。",
                &[Class::Partial, Class::Related],
            ),
            ("总干事由出席并参加表决的成员以多数选出，任期四年，可以连任一次。", &[Class::Unrelated]),
        ],
    );
}

#[test]
fn short_texts_are_judged_by_their_shares() {
    let few = [Class::Partial, Class::Related, Class::AlmostIdentical];
    classes(
        "States shall cooperate.",
        &[("States should cooperate.", &few), ("Vessels may anchor.", &[Class::Unrelated])],
    );
    classes(
        "Entry into force",
        &[("Entry into force of the Agreement", &few), ("Final provisions", &[Class::Unrelated])],
    );
    classes("各国应当合作", &[("各国不应合作", &few), ("总干事应当辞职", &[Class::Unrelated, Class::Partial])]);
    classes(
        "Member States undertake to prevent and punish piracy on the high seas.",
        &[("Member States undertake to prevent and punish the trade in persons.", &[Class::Partial, Class::Related])],
    );
}

#[test]
fn nothing_another_script_or_another_language_is_unrelated() {
    let sure = |judged: Relatedness, class: Class| assert_eq!((judged.class, judged.probability), (class, Some(1.0)));
    sure(relatedness("", ""), Class::Identical);
    sure(relatedness("", " \n— "), Class::Identical);
    sure(relatedness("", NOTICE), Class::Unrelated);
    sure(relatedness(NOTICE, 通报), Class::Unrelated);
    classes(NOTICE, &[(AVIS, &[Class::Unrelated])]);
}

#[test]
fn the_longest_run_is_quoted_with_its_places() {
    let judged = relatedness("Als das Wasser, das still war, stieg.", "Und: DAS WASSER das still war fiel.");
    let run = judged.longest_run.unwrap();
    assert_eq!((run.words, run.quote.as_str()), (5, "das Wasser, das still war"));
    assert_eq!((run.left.start, run.right.start, run.right.end), (4, 5, 29));
    assert_eq!(judged.common_runs, 1);
}

/// A model agreement of so many articles, the words of each made from its number and a seed.
fn long(articles: usize, seed: usize) -> String {
    let words =
        ["party", "notice", "vessel", "council", "report", "measure", "fund", "court", "border", "treaty", "grain"];
    let article = |n: usize| {
        let word = |m: usize| {
            format!("{}{}", words[(n * 7 + m * m + seed) % words.len()], (n * 31 + m * 17 + seed * 1009) % 97)
        };
        let body: Vec<String> = (0..60).map(word).collect();
        format!("Article {n}\n\nEach {}.\n\n", body.join(" "))
    };
    (1..=articles).map(article).collect()
}

#[test]
fn long_texts_are_judged_by_their_units() {
    let text = long(60, 1);
    let edited = text.replace("council", "senate");
    let half = text[..text.find("Article 31\n").unwrap()].to_owned() + &long(60, 5);
    classes(
        &text,
        &[
            (&text, &[Class::Identical]),
            (&text.replace("Article 7\n", "Article 7 bis\n"), &[Class::AlmostIdentical]),
            (&edited, &[Class::AlmostIdentical, Class::Related]),
            (&half, &[Class::Partial, Class::Related]),
            (&long(60, 3), &[Class::Unrelated]),
        ],
    );
    let judged = relatedness(&text, &format!("Preface.\n{}", text.replace("Article 7\n", "Article 7 bis\n")));
    let run = judged.longest_run.unwrap();
    assert_eq!(run.quote, text[run.left.start..run.left.end]);
    assert!(run.words >= 60 && run.right.start >= 9, "{run:?}");
}

#[test]
fn a_comparison_says_how_related_its_texts_are() {
    let text = |words: &str| {
        compare::Text::of(&read::read("model.txt", words.as_bytes(), &Options { ..Options::default() }), 0)
    };
    let before = text(&long(60, 1));
    let same = compare::compare(&before, &before).relatedness.unwrap();
    assert_eq!((same.class, same.kept), (Class::Identical, 1.0));
    let after = text(&long(60, 1).replace("council", "senate"));
    let comparison = compare::compare(&before, &after);
    let edited = comparison.relatedness.as_ref().unwrap();
    assert!([Class::Related, Class::AlmostIdentical].contains(&edited.class), "{edited:?}");
    let run = edited.longest_run.as_ref().unwrap();
    let unit = before.units.iter().find(|u| Some(&u.address) == run.left.unit.as_ref()).unwrap();
    assert_eq!(run.quote, unit.text[run.left.start..run.left.end]);
    let json = serde_json::to_value(&comparison).unwrap();
    assert_eq!(json["relatedness"], edited.class.number());
    assert_eq!(json["relatedness_word"], edited.word);
    let foreign: String = long(60, 7)
        .lines()
        .map(|line| {
            let backwards = |word: &str| word.chars().rev().collect::<String>();
            line.split(' ').map(backwards).collect::<Vec<_>>().join(" ") + "\n"
        })
        .collect();
    let other = compare::compare(&before, &text(&foreign)).relatedness.unwrap();
    assert_eq!(other.class, Class::Unrelated, "{other:?}");
}
