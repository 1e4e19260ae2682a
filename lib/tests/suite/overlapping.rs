//! Concepts, bases and readings of contexts: published counts, brute force, and laws on contexts made at random.
//!
//! The contexts with known counts lie beside the repository and not in it; without them that test says so.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use servanda::diagnostic::FileSet;
use servanda::overlap::formal::{
    Bits, Cell, Concept, Context, Lattice, Limits, Partial, Read, Reading, Rule, Wanted, base, concepts, count, cxt,
    delta, near_rules, one_short, sheet, summary,
};

/// File, objects, attributes, concepts, rules of the base. The counts are those on which fcars 0.2.2, odis 2026.9.1 and the
/// Python package `concepts` 0.9.2 agree wherever they can load the file; `None` where nobody has a count.
const ORACLE: &[(&str, usize, usize, u64, Option<usize>)] = &[
    ("animals_en", 35, 11, 35, Some(29)),
    ("bob-ross", 403, 67, 3_463, None),
    ("bodiesofwater_de", 8, 6, 28, Some(3)),
    ("digits", 10, 7, 48, Some(6)),
    ("driveconcepts_en", 5, 25, 24, Some(31)),
    ("famous_animals_en", 5, 6, 13, Some(7)),
    ("livingbeings_en", 8, 9, 19, Some(10)),
    ("missmarple_en", 12, 6, 13, Some(5)),
    ("mushroom", 8_124, 119, 238_710, None),
    ("music_en", 31, 11, 163, Some(19)),
    ("newzealand_en", 13, 8, 8, Some(6)),
    ("officesupplies_en", 8, 5, 5, Some(5)),
    ("planets_en", 9, 7, 12, Some(10)),
    ("seasoningplanner_de", 56, 37, 532, Some(553)),
    ("tealady", 18, 14, 65, Some(23)),
];

const PLENTY: u64 = 1 << 40;
const RULES: Wanted = Wanted { rules: true, shared: None };

fn read_cxt(text: &str) -> Read {
    let mut files = FileSet::default();
    let file = files.add("a.cxt", text.to_owned());
    cxt::read(&files, file)
}

/// What is wrong with a file, as a user sees it.
fn wrong(name: &str, text: &str) -> Vec<String> {
    let mut files = FileSet::default();
    let file = files.add(name, text.to_owned());
    let read = if name.ends_with("cxt") { cxt::read(&files, file) } else { sheet::read(&files, file) };
    assert_eq!(read.context.is_none(), !read.diagnostics.is_empty());
    read.diagnostics.iter().map(|d| format!("{}: {}", files.locate(d.span), d.message)).collect()
}

/// The held contexts with known counts.
fn oracle() -> Vec<(&'static str, Partial, u64, Option<usize>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/contexts");
    if !folder.exists() {
        eprintln!("SKIPPED: {} is not there", folder.display());
        return Vec::new();
    }
    let read = |&(name, objects, attributes, concepts, rules): &(&'static str, usize, usize, u64, Option<usize>)| {
        let text = fs::read_to_string(folder.join(format!("{name}.cxt"))).unwrap();
        let context = read_cxt(&text).context.unwrap_or_else(|| panic!("{name} is read"));
        let certain = context.read(Reading::Certain);
        assert_eq!((certain.objects().len(), certain.attributes().len()), (objects, attributes), "{name}");
        (name, context, concepts, rules)
    };
    ORACLE.iter().map(read).collect()
}

/// Every set that is closed, by closing all sets there are.
fn closed_sets(context: &Context) -> BTreeSet<Bits> {
    subsets(context.attributes().len()).iter().map(|set| context.closure(set)).collect()
}

fn subsets(width: usize) -> Vec<Bits> {
    let of = |number: usize| Bits::of(width, (0..width).filter(|at| number >> at & 1 == 1));
    let mut sets: Vec<Bits> = (0..1_usize << width).map(of).collect();
    sets.sort_by_key(Bits::count);
    sets
}

/// Pseudo-intents by their definition: not closed, and with the closure of every smaller pseudo-intent in them.
fn pseudo_intents(context: &Context) -> BTreeSet<Bits> {
    let mut found: Vec<(Bits, Bits)> = Vec::new();
    for set in subsets(context.attributes().len()) {
        let closure = context.closure(&set);
        if closure != set && found.iter().all(|(smaller, whole)| !smaller.is_in(&set) || whole.is_in(&set)) {
            found.push((set, closure));
        }
    }
    found.into_iter().map(|(set, _)| set).collect()
}

fn follows(rules: &[Rule], set: &Bits) -> Bits {
    let mut closed = set.clone();
    loop {
        let before = closed.clone();
        for rule in rules.iter().filter(|rule| rule.premise.is_in(&before)) {
            closed.add(&rule.conclusion);
        }
        if closed == before {
            return closed;
        }
    }
}

#[test]
fn counts_are_those_on_which_other_programs_agree() {
    for (name, context, concepts, rules) in oracle() {
        let certain = context.read(Reading::Certain);
        let found = count(certain, PLENTY).unwrap();
        assert!(found.complete);
        assert_eq!(found.concepts, concepts, "{name}");
        if let Some(rules) = rules {
            assert_eq!(base(certain, PLENTY).rules.len(), rules, "base of {name}");
            assert_eq!(
                summary(&context, &Limits::default(), &Wanted::default()).unwrap().figures.implications,
                Some(rules)
            );
        }
    }
}

#[test]
fn bases_of_small_contexts_are_those_of_the_definition() {
    for (name, context, _, _) in oracle() {
        let certain = context.read(Reading::Certain);
        if certain.attributes().len() <= 14 {
            let premises: BTreeSet<Bits> = base(certain, PLENTY).rules.into_iter().map(|rule| rule.premise).collect();
            assert_eq!(premises, pseudo_intents(certain), "{name}");
        }
    }
}

#[test]
fn real_contexts_are_written_and_read_back() {
    for (name, context, ..) in oracle() {
        assert_eq!(read_cxt(&cxt::write(&context)).context.as_ref(), Some(&context), "{name}");
        assert_eq!(by_table(&context).as_ref(), Some(&context), "{name}");
    }
}

/// A context as a table, by way of the export, and back.
fn by_table(context: &Partial) -> Option<Partial> {
    let (columns, rows) = sheet::table(context);
    let text = servanda::export::csv::write(&columns, rows).unwrap();
    let mut files = FileSet::default();
    let file = files.add("a.csv", text);
    sheet::read(&files, file).context
}

/// 200 states and 2,000 provisions at random have more concepts than anybody wants; the search says that it stopped.
#[test]
fn a_large_context_stops_and_says_so() {
    let mut seed = 7_u64;
    let mut chance = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        seed >> 33 & 7 < 3
    };
    let rows: Vec<Vec<usize>> = (0..200).map(|_| (0..2_000).filter(|_| chance()).collect()).collect();
    let context = Context::of(2_000, &rows);
    let start = Instant::now();
    let found = count(&context, 10_000).unwrap();
    assert_eq!((found.concepts, found.complete), (10_000, false));
    let listed = concepts(&context, 0, 1_000).unwrap();
    assert_eq!((listed.concepts.len(), listed.complete), (1_000, false));
    let iceberg = concepts(&context, 60, 100_000).unwrap();
    assert!(iceberg.complete && iceberg.concepts.iter().all(|c| c.extent.count() >= 60));
    assert!(!base(&context, 10_000).complete);
    let summary = summary(&context.into(), &Limits { concepts: 5_000, ..Limits::default() }, &RULES).unwrap();
    assert!(summary.figures.stopped && summary.figures.implications.is_none() && summary.rules.is_none());
    // A minute is no measurement: it tells stopping from not stopping.
    assert!(start.elapsed() < Duration::from_secs(60));
}

#[test]
fn known_families_have_known_numbers() {
    for n in [0_usize, 1, 5, 12] {
        let all_but_one: Vec<Vec<usize>> = (0..n).map(|o| (0..n).filter(|a| *a != o).collect()).collect();
        let context = Context::of(n, &all_but_one);
        assert_eq!(count(&context, PLENTY).unwrap().concepts, 1 << n);
        assert!(base(&context, PLENTY).rules.is_empty(), "nothing follows from anything");
        let steps: Vec<Vec<usize>> = (0..n).map(|o| (0..=o).collect()).collect();
        assert_eq!(count(&Context::of(n, &steps), PLENTY).unwrap().concepts, n.max(1) as u64);
    }
    // Nobody, nothing, and nobody with anything.
    assert_eq!(count(&Context::of(5, &[]), PLENTY).unwrap().concepts, 1);
    assert_eq!(count(&Context::of(0, &[vec![], vec![]]), PLENTY).unwrap().concepts, 1);
    assert_eq!(count(&Context::of(3, &[vec![], vec![]]), PLENTY).unwrap().concepts, 2);
    // Thousands of sets above each other take no stack; more attributes than there are words for are refused.
    let deep: Vec<Vec<usize>> = (0..1_500).map(|o| (0..1_500).filter(|a| *a != o).collect()).collect();
    assert!(!count(&Context::of(1_500, &deep), 2_000).unwrap().complete);
    assert!(count(&Context::of(5_000, &vec![vec![1]; 5_000]), 10).is_err());
    assert_eq!(count(&Context::of(5_000, &[vec![1], vec![2]]), 10).unwrap().concepts, 4);
}

#[test]
fn the_variants_of_burmeister_files_are_read() {
    let usual = "B\n\n2\n3\n\na\nb\nx\ny\nz\nX.X\n..X\n";
    let context = read_cxt(usual).context.unwrap();
    let certain = context.read(Reading::Certain);
    assert_eq!(
        (certain.objects(), certain.attributes()),
        (&["a", "b"].map(str::to_owned)[..], &["x", "y", "z"].map(str::to_owned)[..])
    );
    assert!(certain.has(0, 0) && !certain.has(0, 1) && certain.has(1, 2));
    for same in [
        "B\n2\n3\n\na\nb\nx\ny\nz\nX.X\n..X\n",
        "B\n2\n3\na\nb\nx\ny\nz\nX.X\n..X",
        "\u{feff}B\r\n\r\n2\r\n3\r\n\r\na\r\nb\r\nx\r\ny\r\nz\r\nx.x\r\n..x\r\n\r\n",
        "\n B \n\n2\n3\n a\nb \nx\ny\nz\n101\n001\n\n\n",
    ] {
        assert_eq!(read_cxt(same).context.as_ref(), Some(&context), "{same:?}");
    }
    let named = read_cxt("B\nmodel\n2\n1\n\na\nb\n0\n?\nX\n").context.unwrap();
    assert_eq!(named.read(Reading::Certain).name.as_deref(), Some("model"));
    assert_eq!((named.cell(0, 0), named.cell(1, 0), named.unknown()), (Cell::Unknown, Cell::Yes, 1));
    // Names that are numbers, without a line for the name of the whole.
    let numbers = read_cxt("B\n2\n1\n4\n5\n6\nX\n.\n").context.unwrap();
    assert_eq!(numbers.read(Reading::Certain).objects(), ["4", "5"]);
}

#[test]
fn what_is_wrong_has_a_place() {
    assert_eq!(wrong("a.cxt", "name,x\na,1\n"), ["a.cxt:1:1: a Burmeister file begins with a line B"]);
    assert_eq!(wrong("a.cxt", ""), ["a.cxt:1:1: a Burmeister file begins with a line B"]);
    assert_eq!(wrong("a.cxt", "B\n\ntwo\n3\n"), ["a.cxt:3:1: the numbers of objects and of attributes are missing"]);
    assert_eq!(
        wrong("a.cxt", "B\n\n2\n1\n\na\nb\nx\nX\n"),
        ["a.cxt:3:1: 2 objects and 1 attributes take 5 lines of names and rows, but 4 follow"]
    );
    assert_eq!(
        wrong("a.cxt", "B\n\n18446744073709551615\n18446744073709551615\n\n"),
        ["a.cxt:3:1: 18446744073709551615 objects and 18446744073709551615 attributes are more than can be counted"]
    );
    assert_eq!(
        wrong("a.cxt", "B\n\n3\n2\n\na\nb\nc\nx\ny\nX\nXö\n..\n"),
        ["a.cxt:11:1: this row has 1 cells, but there are 2 attributes", "a.cxt:12:2: \"ö\" is no cell of a row"]
    );
    assert_eq!(wrong("a.csv", ""), ["a.csv:1:1: the table is empty"]);
    assert_eq!(
        wrong("a.csv", "\u{feff};x;y\n\n\"a;b\";1;maybe\nc;1\n"),
        [
            "a.csv:3:9: \"maybe\" is neither yes nor no",
            "a.csv:4:1: this row has 1 cells, but the first row names 2 attributes"
        ]
    );
}

#[test]
fn rules_are_sentences_and_have_figures() {
    let context = Context::of(4, &[vec![0, 1], vec![0, 1, 2], vec![1], vec![0, 2, 1]]);
    let sentences: Vec<(String, usize)> = base(&context, PLENTY)
        .rules
        .iter()
        .map(|rule| (rule.sentence(context.attributes(), "promised"), rule.support))
        .collect();
    assert_eq!(
        sentences,
        [
            ("everybody promised 1".to_owned(), 4),
            ("whoever promised 1 and 2 also promised 0".to_owned(), 2),
            ("nobody promised 1 and 3".to_owned(), 0),
        ]
    );
    let lattice = Lattice::of(&context, concepts(&context, 0, 100).unwrap().concepts);
    let near = near_rules(&context, &lattice, 1);
    let told: Vec<_> = near.iter().map(|rule| (rule.sentence(context.attributes(), "has"), rule.against)).collect();
    assert_eq!(told, [("whoever has 1 also has 0".to_owned(), 1), ("whoever has 0 and 1 also has 2".to_owned(), 1)]);
}

#[test]
fn what_is_not_known_is_neither_yes_nor_no() {
    let text = "B\n\n3\n3\n\nCN\nRU\nUS\nrestraint\ncontact\nlaw\nXX?\nX?.\nX..\n";
    let context = read_cxt(text).context.unwrap();
    let grounds = context.grounds(0, 100).unwrap().grounds;
    let contact = grounds.iter().find(|ground| ground.intent == Bits::of(3, [0, 1])).unwrap();
    assert_eq!((contact.extent.at_least.count(), contact.extent.at_most.count()), (1, 2));
    assert!(contact.certain && contact.possible);
    // One state has it for certain: it is enough that the same state turns out to have the third as well.
    let breaking = context.breaking(Reading::Certain, &contact.intent).unwrap();
    assert_eq!((breaking.attribute, breaking.wrong, breaking.open), (2, vec![], vec![(0, 2)]));
    let all = context.breaking(Reading::Possible, &Bits::of(3, [0])).unwrap();
    assert_eq!((all.attribute, all.wrong, all.open), (1, vec![(2, 1)], vec![]));
    assert!(context.breaking(Reading::Certain, &Bits::all(3)).is_none());
    let rule = Rule::measured(context.read(Reading::Certain), Bits::of(3, [1]), Bits::of(3, [2]));
    assert_eq!((rule.support, rule.against), (0, 1));
    assert_eq!(context.doubts(&rule).iter().collect::<Vec<_>>(), [0, 1]);
    let summary = summary(&context, &Limits::default(), &RULES).unwrap();
    assert_eq!((summary.figures.concepts, summary.unknown), (3, Some(2)));
    assert_eq!(summary.possible.unwrap().concepts, 3);
}

fn rows(objects: usize, attributes: usize) -> impl Strategy<Value = Context> {
    (0..=objects, 0..=attributes, 1..8_u8).prop_flat_map(|(objects, attributes, dense)| {
        proptest::collection::vec(proptest::collection::vec(0..8_u8, attributes), objects).prop_map(move |cells| {
            let row = |row: &Vec<u8>| (0..attributes).filter(|at| row[*at] < dense).collect();
            Context::of(attributes, &cells.iter().map(row).collect::<Vec<_>>())
        })
    })
}

fn partial() -> impl Strategy<Value = Partial> {
    (0..6_usize, 0..6_usize).prop_flat_map(|(objects, attributes)| {
        // No apostrophes: exports put one before what a spreadsheet would run, and reading takes it away.
        let name = "[ -&(-~äж]{0,6}";
        let cells = proptest::collection::vec(0..3_u8, objects * attributes);
        (proptest::collection::vec(name, objects), proptest::collection::vec(name, attributes), cells, name).prop_map(
            |(objects, attributes, cells, name)| {
                let trimmed = |names: Vec<String>| names.iter().map(|n| n.trim().to_owned()).collect::<Vec<_>>();
                let width = attributes.len();
                let mut context = Partial::new(trimmed(objects), trimmed(attributes));
                context.set_name(Some(name.trim().to_owned()).filter(|name| !name.is_empty()));
                for (at, cell) in cells.into_iter().enumerate() {
                    context.set(at / width, at % width, [Cell::No, Cell::Yes, Cell::Unknown][usize::from(cell)]);
                }
                context
            },
        )
    })
}

/// The fewest cells of a small context that have to be otherwise for a set not to be closed, by trying all.
fn fewest_cells(context: &Context, intent: &Bits) -> Option<usize> {
    let (height, width) = (context.objects().len(), context.attributes().len());
    let broken = |flips: &usize| {
        let mut other = context.clone();
        for at in (0..height * width).filter(|at| flips >> at & 1 == 1) {
            other.set(at / width, at % width, !context.has(at / width, at % width));
        }
        other.closure(intent) != *intent
    };
    (0..1_usize << (height * width)).filter(broken).map(|flips| flips.count_ones() as usize).min()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn concepts_are_the_closed_sets(context in rows(12, 10)) {
        let expected = closed_sets(&context);
        prop_assert_eq!(count(&context, PLENTY).unwrap().concepts, expected.len() as u64);
        let turned = context.turned();
        prop_assert_eq!(count(&turned, PLENTY).unwrap().concepts, expected.len() as u64);
        let listed = concepts(&context, 0, usize::MAX).unwrap().concepts;
        prop_assert_eq!(listed.len(), expected.len());
        for Concept { extent, intent } in &listed {
            prop_assert!(expected.contains(intent));
            prop_assert_eq!(&context.having(intent), extent);
            prop_assert_eq!(&context.shared_by(extent), intent);
        }
        let changed: BTreeSet<Bits> =
            concepts(&turned, 0, usize::MAX).unwrap().concepts.into_iter().map(|c| c.extent).collect();
        prop_assert_eq!(changed, expected);
        for least in 0..4 {
            let wanted: Vec<&Concept> = listed.iter().filter(|c| c.extent.count() >= least).collect();
            let iceberg = concepts(&context, least, usize::MAX).unwrap().concepts;
            prop_assert_eq!(iceberg.iter().collect::<Vec<_>>(), wanted);
        }
    }

    /// Wide contexts use several words; there the concepts are checked against those of the context turned over.
    #[test]
    fn wide_contexts_count_alike_both_ways(context in rows(9, 150)) {
        let bottom_up = concepts(&context, 0, usize::MAX).unwrap().concepts;
        let top_down = concepts(&context.turned(), 0, usize::MAX).unwrap().concepts;
        let mut turned: Vec<Bits> = top_down.into_iter().map(|c| c.intent).collect();
        let mut extents: Vec<Bits> = bottom_up.iter().map(|c| c.extent.clone()).collect();
        turned.sort_unstable();
        extents.sort_unstable();
        prop_assert_eq!(turned, extents);
        // The search through attributes, and the one through objects that is usual here.
        let shared: Vec<&Concept> = bottom_up.iter().filter(|c| c.extent.count() >= 2).collect();
        let iceberg = concepts(&context, 2, usize::MAX).unwrap().concepts;
        prop_assert_eq!(iceberg.iter().collect::<Vec<_>>(), shared);
    }

    #[test]
    fn a_guard_stops_exactly_where_there_is_more(context in rows(8, 8)) {
        let all = count(&context, PLENTY).unwrap().concepts;
        for most in [0, 1, all.saturating_sub(1), all, all + 1] {
            let found = count(&context, most).unwrap();
            prop_assert_eq!((found.concepts, found.complete), (all.min(most), all <= most));
            let listed = concepts(&context, 0, most as usize).unwrap();
            prop_assert_eq!((listed.concepts.len() as u64, listed.complete), (all.min(most), all <= most));
        }
    }

    #[test]
    fn edges_are_neighbours_and_delta_is_the_largest_child(context in rows(8, 8)) {
        let lattice = Lattice::of(&context, concepts(&context, 0, usize::MAX).unwrap().concepts);
        let less = |a: &Concept, b: &Concept| a != b && a.extent.is_in(&b.extent);
        for (at, above) in lattice.concepts.iter().enumerate() {
            let neighbours: BTreeSet<usize> = (0..lattice.concepts.len())
                .filter(|below| {
                    let below = &lattice.concepts[*below];
                    less(below, above) && !lattice.concepts.iter().any(|c| less(below, c) && less(c, above))
                })
                .collect();
            prop_assert_eq!(lattice.below[at].iter().copied().collect::<BTreeSet<_>>(), neighbours.clone());
            let largest = neighbours.iter().map(|c| lattice.concepts[*c].extent.count()).max().unwrap_or(0);
            prop_assert_eq!(delta(&context, above), above.extent.count() - largest);
            for (object, attribute) in one_short(&context, above) {
                let mut mended = context.clone();
                mended.set(object, attribute, true);
                prop_assert!(!above.extent.has(object) && mended.having(&above.intent).has(object));
            }
        }
    }

    #[test]
    fn the_base_is_the_canonical_one(context in rows(10, 8)) {
        let base = base(&context, PLENTY);
        prop_assert!(base.complete);
        let premises: BTreeSet<Bits> = base.rules.iter().map(|rule| rule.premise.clone()).collect();
        prop_assert_eq!(premises, pseudo_intents(&context));
        prop_assert!(base.rules.iter().all(|rule| rule.against == 0));
        for set in subsets(context.attributes().len()) {
            prop_assert_eq!(follows(&base.rules, &set), context.closure(&set), "it has all that follows, and no more");
        }
    }

    #[test]
    fn breaking_sets_are_the_fewest_cells(context in rows(4, 3)) {
        let partial = Partial::from(context.clone());
        for concept in concepts(&context, 0, usize::MAX).unwrap().concepts {
            let breaking = partial.breaking(Reading::Certain, &concept.intent);
            prop_assert_eq!(breaking.as_ref().map(|b| b.wrong.len()), fewest_cells(&context, &concept.intent));
            if let Some(breaking) = breaking {
                prop_assert_eq!(breaking.wrong.len(), delta(&context, &concept));
                prop_assert!(breaking.open.is_empty());
                let mut other = context.clone();
                for (object, attribute) in breaking.wrong {
                    other.set(object, attribute, !context.has(object, attribute));
                }
                prop_assert!(other.closure(&concept.intent).has(breaking.attribute));
            }
        }
    }

    /// Whatever the unknown cells turn out to be, an extent lies between its bounds.
    #[test]
    fn bounds_hold_in_every_completion(context in partial(), turn in any::<u64>()) {
        let mut complete = context.clone();
        let (height, width) =
            (context.read(Reading::Certain).objects().len(), context.read(Reading::Certain).attributes().len());
        for at in 0..height * width {
            if context.cell(at / width, at % width) == Cell::Unknown {
                complete.set(at / width, at % width, if turn >> at & 1 == 1 { Cell::Yes } else { Cell::No });
            }
        }
        prop_assert_eq!(complete.unknown(), 0);
        for ground in context.grounds(0, usize::MAX).unwrap().grounds {
            let extent = complete.read(Reading::Certain).having(&ground.intent);
            prop_assert!(ground.extent.at_least.is_in(&extent) && extent.is_in(&ground.extent.at_most));
            prop_assert!(ground.certain || ground.possible);
        }
    }

    #[test]
    fn files_come_back_as_they_were(context in partial()) {
        prop_assert_eq!(read_cxt(&cxt::write(&context)).context, Some(context.clone()));
        // A table without columns may begin with a name that looks like several.
        if !context.read(Reading::Certain).attributes().is_empty() {
            prop_assert_eq!(by_table(&context), Some(context));
        }
    }

    #[test]
    fn no_file_is_too_strange(text in "[BX.?0-3\r\n,;\"' \u{feff}ж]{0,60}") {
        for text in [text.clone(), format!("B\n\n{text}"), format!("B\n\n2\n2\n{text}")] {
            wrong("a.cxt", &text);
            wrong("a.csv", &text);
        }
    }
}
