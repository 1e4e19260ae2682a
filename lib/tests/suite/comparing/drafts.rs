//! The model drafts in `examples/`: every kind of change, the same ones in English and in French.

use servanda::compare::{self, Change, Direction, Kind, Quote};

use super::{example, is_whole};

fn line(change: &Change) -> String {
    let direction = change.force.as_ref().map(|f| f.direction).filter(|d| *d != Direction::Same);
    let told = direction.map_or(String::new(), |d| format!(" {}", d.word()));
    format!("{} {} > {}{told}", change.kind.word(), change.left.join("+"), change.right.join("+"))
}

/// What a change signals: the kind, the words of both sides, where they point.
fn signals(change: &Change) -> Vec<String> {
    let quote = |q: &Option<Quote>| q.as_ref().map_or("–", |q| q.text.as_str()).to_owned();
    let told = |d: Option<Direction>| d.map_or(String::new(), |d| format!(", {}", d.word()));
    let one =
        |s: &compare::Signal| format!("{:?}: {} > {}{}", s.what, quote(&s.left), quote(&s.right), told(s.direction));
    change.signals.iter().map(one).collect()
}

/// All changes but what was kept, each with its signals.
fn told(language: &str) -> Vec<String> {
    let name = |year: u16| format!("lakes-{year}.{language}.md");
    let comparison = compare::compare(&example(&name(2024)), &example(&name(2026)));
    assert!(is_whole(&comparison) && !comparison.translation);
    // Article 3 is Article 4 now: who cites it has changed nothing by that.
    let cites = comparison.changes.iter().find(|c| c.left == ["art2/1"]).unwrap();
    let following: Vec<&str> = cites.words.iter().filter(|p| p.follows.is_some()).map(|p| p.text.as_str()).collect();
    assert_eq!(following, ["3", "4"]);
    let changes = comparison.changes.iter().filter(|c| c.kind != Kind::Kept);
    changes
        .flat_map(|change| std::iter::once(line(change)).chain(signals(change).into_iter().map(|s| format!("  {s}"))))
        .collect()
}

#[test]
fn the_english_drafts_differ_as_they_were_made_to() {
    assert_eq!(
        told("en"),
        [
            "edited preface > preface",
            "  Number: 2024 > 2026",
            "edited art1/2 > art1/2",
            "  Term: Harm > –",
            "  Term: – > Significant harm",
            "moved art7 > art2",
            "renumbered art2 > art3",
            "edited art2/1 > art3/1 weaker",
            "  Modal: shall ensure > should, weaker",
            "  Caveat: – > as appropriate, weaker",
            "edited art2/2 > art3/2",
            "  Number: 30 > 60",
            "renumbered art3 > art4",
            "renumbered art4 > art5",
            "edited art4/1 > art5/1 weaker",
            "  Verb: lead > cooperate, weaker",
            "edited art4/2 > art5/2 weaker",
            "  Caveat: – > knowingly, weaker",
            "dropped art4/3 >  dropped",
            "split art4/4 > art5/3+art5/4+art5/5",
            "renumbered art5 > art6",
            "merged art5/1+art5/2 > art6/1",
            "renumbered art5/3 > art6/2",
            "renumbered art6 > art7",
            "edited art6/1 > art7/1 stronger",
            "  Caveat: as far as possible > –, stronger",
            "edited art6/2 > art7/2 recast",
            "  Negation: not > –, recast",
            "edited art6/3 > art7/3",
            "  Actor: The Parties > The upstream Party",
            "moved-edited art5/4 > art7/4",
            "added  > art8 added",
            "edited art8 > art9",
            "  Number: 30 > 31",
            "  Number: 2025 > 2027"
        ]
    );
}

#[test]
fn the_french_drafts_differ_as_the_english_ones_do() {
    assert_eq!(
        told("fr"),
        [
            "edited preface > preface",
            "  Number: 2024 > 2026",
            "edited art1/2 > art1/2",
            "  Term: Dommage > –",
            "  Term: – > Dommage important",
            "moved art7 > art2",
            "renumbered art2 > art3",
            "edited art2/1 > art3/1 weaker",
            "  Modal: veille à > devrait, weaker",
            "  Caveat: – > selon qu'il convient, weaker",
            "edited art2/2 > art3/2",
            "  Number: 30 > 60",
            "added  > art3/3",
            "renumbered art3 > art4",
            "renumbered art4 > art5",
            "edited art4/1 > art5/1 weaker",
            "  Verb: dirigent > coopèrent, weaker",
            "edited art4/2 > art5/2 weaker",
            "  Caveat: – > sciemment, weaker",
            "dropped art4/3 > ",
            "split art4/4 > art5/3+art5/4+art5/5",
            "renumbered art5 > art6",
            "merged art5/1+art5/2 > art6/1",
            "renumbered art5/3 > art6/2",
            "renumbered art6 > art7",
            "edited art6/1 > art7/1 stronger",
            "  Caveat: dans la mesure du possible > –, stronger",
            "edited art6/2 > art7/2 recast",
            "  Negation: pas > –, recast",
            "edited art6/3 > art7/3",
            "  Actor: Les Parties > La Partie d'amont",
            "moved-edited art5/4 > art7/4",
            "added  > art8 added",
            "edited art8 > art9",
            "  Number: 30 > 31",
            "  Number: 2025 > 2027"
        ]
    );
}

#[test]
fn languages_are_aligned_by_structure_and_what_one_lacks_is_told() {
    let alone = |year: u16| -> Vec<String> {
        let name = |language: &str| format!("lakes-{year}.{language}.md");
        let comparison = compare::compare(&example(&name("en")), &example(&name("fr")));
        assert!(comparison.translation && is_whole(&comparison));
        assert!(comparison.changes.iter().all(|c| c.similarity.is_none()));
        comparison.changes.iter().filter(|c| c.kind != Kind::Kept).map(line).collect()
    };
    assert_eq!(alone(2024), ["dropped art2/3 > "]);
    assert!(alone(2026).is_empty());
}
