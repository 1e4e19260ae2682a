//! The family of model agreements in `examples/`: which article has its words from where.

use std::path::PathBuf;

use servanda::model::Date;
use servanda::read::{self, Document};
use servanda::trace::{self, Control, Options, Passage, Side, Source};

const FAMILY: [&str; 6] = ["1998.en", "1998.fr", "2004.en", "2009.fr", "2015.en", "2026.en"];

/// Article, and the oldest article that has as much of it as any other; nothing for new ones.
const LINEAGE: [(&str, &str, &str); 24] = [
    ("2004.en art5", "1998.en", "art3"),
    ("2004.en art8", "1998.en", "art10"),
    ("2004.en art6", "", ""),
    ("2009.fr art2", "1998.fr", "art2"),
    ("2009.fr art3", "1998.fr", "art3"),
    ("2009.fr art6", "1998.fr", "art6"),
    ("2009.fr art8", "1998.fr", "art10"),
    ("2009.fr art9", "1998.fr", "art12"),
    ("2009.fr art4", "", ""),
    ("2009.fr art7", "", ""),
    ("2015.en art2", "1998.en", "art2"),
    ("2015.en art3", "2004.en", "art2"),
    ("2015.en art4", "2004.en", "art3"),
    ("2015.en art5", "2004.en", "art5"),
    ("2015.en art7", "1998.en", "art6"),
    ("2015.en art9", "1998.en", "art5"),
    ("2015.en art10", "", ""),
    ("2026.en art3", "1998.en", "art6"),
    ("2026.en art4", "2015.en", "art4"),
    // It goes back behind the younger ones, which say "should".
    ("2026.en art5", "1998.en", "art3"),
    ("2026.en art6", "2015.en", "art10"),
    ("2026.en art10", "2015.en", "art13"),
    ("2026.en art2", "", ""),
    ("2026.en art7", "", ""),
];

fn family() -> Vec<Document> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../examples");
    let read = |name: &&str| {
        let file = folder.join(format!("harbours-{name}.md"));
        read::read(name, &std::fs::read(file).unwrap(), &read::Options::default())
    };
    FAMILY.iter().map(read).collect()
}

#[test]
fn every_article_has_its_words_from_where_it_took_them() {
    let family = family();
    let dates: Vec<Date> = family.iter().map(|d| d.own_date().expect("each says when it was done").date).collect();
    let days: Vec<String> = dates.iter().map(ToString::to_string).collect();
    assert_eq!(days, ["1998-05-03", "1998-05-03", "2004-10-21", "2009-06-14", "2015-03-09", "2026-01-30"]);
    let load = |at: usize| Source {
        text: family[at].extract.text.clone(),
        skip: family[at].extract.hidden.clone(),
        date: Some(dates[at]),
    };
    let mut found: Vec<Passage> = Vec::new();
    let mut take = |passage: &Passage| {
        found.push(passage.clone());
        Ok(())
    };
    trace::trace(family.len(), &load, &Options::default(), &Control::default(), &mut take).unwrap();
    assert!(found.iter().all(|p| p.earlier == Some(Side::A)), "all are dated, and no two of one language alike");
    let language = |place: &trace::Place| FAMILY[place.text].split_once('.').unwrap().1;
    assert!(found.iter().all(|p| language(&p.a) == language(&p.b)), "no words are shared between languages");
    for (article, source, expected) in LINEAGE {
        let (text, address) = article.split_once(' ').unwrap();
        let text = FAMILY.iter().position(|name| *name == text).unwrap();
        let unit = family[text].unit(address).unwrap();
        // Words of an article that stand in a passage, with equal shares for what the passage has changed.
        let own = |p: &&Passage| {
            let shared = p.b.bytes.end.min(unit.end).saturating_sub(p.b.bytes.start.max(unit.start));
            shared as f64 * p.identity
        };
        let mut sources: Vec<(&Passage, f64)> =
            found.iter().filter(|p| p.b.text == text).map(|p| (p, own(&p))).filter(|(_, o)| *o > 0.0).collect();
        sources.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.a.text.cmp(&y.0.a.text)));
        let Some((best, share)) = sources.first() else {
            assert_eq!(source, "", "{article} has its words from nowhere");
            continue;
        };
        let share = share / (unit.end - unit.start) as f64;
        if source.is_empty() {
            assert!(share < 0.5, "{article} is new, but {share} of it stands in {}", FAMILY[best.a.text]);
            continue;
        }
        assert!(share > 0.4, "{article}: {share}");
        assert_eq!(FAMILY[best.a.text], source, "{article}");
        let there = family[best.a.text].unit(expected).unwrap();
        assert!(best.a.bytes.start < there.end && best.a.bytes.end > there.start, "{article} is from {expected}");
    }
}
