//! Several texts against one of them: the model drafts, all versions of real works, rubbish, and what the vocabulary finds.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use servanda::compare::{self, Answer, Coding, ConceptText, Kind, Matrix, Op, Piece, Text, Unsearched, rebuilt};
use servanda::export::{docx, matrix};
use servanda::landscape::{self, RawFile};
use servanda::model::Basis;
use servanda::read::{self, Options};

use super::{example, text};

/// A third draft of the model agreement, which goes on from that of 2026.
const THIRD: &str = "<!-- A model agreement written for Servanda. It binds nobody. -->
# Model Agreement on the Protection of Shared Lakes (draft of 2027)

The Parties,

Recognizing that lakes know no borders,

Desiring to keep the waters they share clean,

Have agreed as follows:

## Article 1

## Use of terms

1. \"Lake\" means standing water that lies in the territory of two or more Parties.

2. \"Harm\" means any change of the water that makes it unfit for fish.

## Article 2

## Monitoring

1. Each Party shall ensure that its part of a lake is monitored twice every year, in accordance with Article 3.

2. Each Party shall report the results to the other Parties within 90 days.

## Article 3

## Methods

The methods of monitoring are those which the Commission has adopted; the Commission reviews them every five years.

## Article 4

## Cooperation

1. The Parties shall lead all elements of society in the protection of lakes.

2. No Party shall allow its territory to be used for acts that harm a lake.

3. No Party shall sell or transfer devices that serve to drain a lake.

4. The Parties shall establish a joint fund. The fund shall be managed by the Commission. Its means shall be used for the restoration of lakes only.

## Article 5

## Commission

1. A Commission of the Parties is established. It consists of one member for each Party.

2. The Commission decides by consensus.

3. The Commission meets once a year at the lake whose water is worst.

## Article 6

## Settlement of disputes

The Parties shall settle any dispute about this Agreement by negotiation and, failing that, by arbitration at the seat of the Commission.

## Article 7

## Confidence

The Parties shall send observers to each other's laboratories, wherever practical.

## Article 8

## Depositary

The oldest of the Parties keeps the original of this Agreement.
";

/// Whether every unit of every text stands in one cell of its column, and both sides come out of each column letter by
/// letter.
fn is_whole(matrix: &Matrix, texts: &[Text]) -> bool {
    let base = &texts[matrix.baseline];
    let told: Vec<&compare::Unit> = matrix.rows.iter().filter_map(|row| row.unit.as_ref()).collect();
    if told != base.units.iter().collect::<Vec<_>>() {
        return false;
    }
    texts.iter().enumerate().filter(|(at, _)| *at != matrix.baseline).all(|(at, text)| {
        let mut seen = vec![0; text.units.len()];
        let whole = (0..matrix.rows.len()).all(|number| {
            let row = &matrix.rows[number];
            let Some(cell) = &row.cells[at] else { return row.unit.is_none() };
            cell.units.iter().for_each(|unit| seen[*unit] += 1);
            let rows = if cell.rows.is_empty() { vec![number] } else { cell.rows.clone() };
            if rows[0] != number {
                return cell.units.is_empty() && cell.words.is_empty();
            }
            let joined = |words: Vec<&str>| words.join("\n");
            let before: Vec<&compare::Unit> = rows.iter().filter_map(|row| matrix.rows[*row].unit.as_ref()).collect();
            let after: Vec<&compare::Unit> = cell.units.iter().map(|unit| &text.units[*unit]).collect();
            let addresses: Vec<&str> = after.iter().map(|unit| unit.address.as_str()).collect();
            let (heading, words) = matrix.pieces(number, at);
            let sides = |pieces: &[Piece], before: String, after: String| {
                let translated = matrix.texts[at].translation;
                match pieces {
                    [] => cell.kind == Kind::Dropped || before == after,
                    _ => rebuilt(pieces, Op::Right) == after && (translated || rebuilt(pieces, Op::Left) == before),
                }
            };
            let own = |units: &[&compare::Unit]| joined(units.iter().map(|unit| unit.text.as_str()).collect());
            let titles = |units: &[&compare::Unit]| {
                joined(units.iter().map(|unit| unit.heading.as_deref().unwrap_or("")).collect())
            };
            addresses == cell.addresses
                && (cell.kind == Kind::Dropped) == after.is_empty()
                && (cell.kind == Kind::Added) == row.unit.is_none()
                && sides(words, own(&before), own(&after))
                && sides(heading, titles(&before), titles(&after))
                && (after.is_empty() || matrix.words(number, at) == own(&after))
        });
        whole && seen.iter().all(|count| *count == 1)
    })
}

/// The rows as lines: the baseline's address, then for each other text kind, addresses and direction.
fn lines(matrix: &Matrix) -> Vec<String> {
    let line = |row: &compare::Row| {
        let mut line = row.unit.as_ref().map_or("–".to_owned(), |unit| unit.address.clone());
        for (at, cell) in row.cells.iter().enumerate().filter(|(at, _)| *at != matrix.baseline) {
            line += &match cell {
                None => format!(" | {at} –"),
                Some(cell) => {
                    let direction = cell.direction().map_or(String::new(), |d| format!(" {}", d.word()));
                    format!(" | {at} {} {}{direction}", cell.kind.word(), cell.addresses.join("+"))
                        .trim_end()
                        .to_owned()
                }
            };
        }
        line
    };
    matrix.rows.iter().filter(|row| row.is_changed()).map(line).collect()
}

fn drafts() -> Vec<Text> {
    vec![
        example("lakes-2024.en.md"),
        example("lakes-2026.en.md"),
        example("lakes-2024.fr.md"),
        text("lakes-2027.en.md", THIRD),
    ]
}

#[test]
fn the_model_drafts_against_the_first() {
    let texts = drafts();
    let matrix = compare::matrix(&texts, 0);
    assert!(is_whole(&matrix, &texts));
    assert_eq!(
        lines(&matrix),
        [
            "preface | 1 edited preface | 2 kept preface | 3 edited preface",
            "art1/2 | 1 edited art1/2 | 2 kept art1/2 | 3 kept art1/2",
            "art2 | 1 renumbered art3 | 2 kept art2 | 3 kept art2",
            "art2/1 | 1 edited art3/1 weaker | 2 kept art2/1 | 3 kept art2/1",
            "art2/2 | 1 edited art3/2 | 2 kept art2/2 | 3 edited art2/2",
            "art2/3 | 1 kept art3/3 | 2 dropped | 3 dropped",
            "art3 | 1 renumbered art4 | 2 kept art3 | 3 kept art3",
            "art4 | 1 renumbered art5 | 2 kept art4 | 3 kept art4",
            "art4/1 | 1 edited art5/1 weaker | 2 kept art4/1 | 3 kept art4/1",
            "art4/2 | 1 edited art5/2 weaker | 2 kept art4/2 | 3 kept art4/2",
            "art4/3 | 1 dropped | 2 kept art4/3 | 3 kept art4/3",
            "art4/4 | 1 split art5/3+art5/4+art5/5 | 2 kept art4/4 | 3 kept art4/4",
            "art5 | 1 renumbered art6 | 2 kept art5 | 3 kept art5",
            "art5/1 | 1 merged art6/1 | 2 kept art5/1 | 3 kept art5/1",
            "art5/2 | 1 merged art6/1 | 2 kept art5/2 | 3 kept art5/2",
            "art5/3 | 1 renumbered art6/2 | 2 kept art5/3 | 3 kept art5/3",
            "art5/4 | 1 moved-edited art7/4 | 2 kept art5/4 | 3 dropped",
            "art6 | 1 renumbered art7 | 2 kept art6 | 3 dropped",
            "art6/1 | 1 edited art7/1 stronger | 2 kept art6/1 | 3 dropped",
            "art6/2 | 1 edited art7/2 recast | 2 kept art6/2 | 3 dropped",
            "art6/3 | 1 edited art7/3 | 2 kept art6/3 | 3 dropped",
            // Two drafts add an article with almost the same words: one row, where the first of them has it. Only the
            // third has an Article 8 of its own.
            "– | 1 added art8 | 2 – | 3 added art7",
            "art7 | 1 moved art2 | 2 kept art7 | 3 renumbered art6",
            "– | 1 – | 2 – | 3 added art8",
            "art8 | 1 edited art9 | 2 kept art8 | 3 dropped",
        ]
    );
    assert!(matrix.texts[2].translation && matrix.texts[2].relatedness.is_none());
    assert!(!matrix.texts[1].translation && matrix.texts[0].relatedness.is_none());
}

#[test]
fn any_text_can_be_the_baseline() {
    let texts = drafts();
    let first = compare::matrix(&texts, 0);
    for baseline in 1..texts.len() {
        let matrix = compare::matrix(&texts, baseline);
        assert!(is_whole(&matrix, &texts), "{baseline}");
        assert!(matrix.rows.iter().all(|row| row.cells[baseline].is_none()));
        // Each column says what comparing two texts says: no third text has a part in it.
        for at in (0..texts.len()).filter(|at| *at != baseline) {
            let two = compare::compare(&texts[baseline], &texts[at]);
            let mut told: Vec<_> =
                two.changes.iter().flat_map(|change| vec![change.kind.word(); change.left.len().max(1)]).collect();
            let mut cells: Vec<_> =
                matrix.rows.iter().filter_map(|row| Some(row.cells[at].as_ref()?.kind.word())).collect();
            told.sort_unstable();
            cells.sort_unstable();
            assert_eq!(told, cells, "{baseline} {at}");
        }
    }
    let second = compare::matrix(&texts, 1);
    let of = |matrix: &Matrix, unit: &str, at: usize| {
        let row = matrix.rows.iter().find(|row| row.unit.as_ref().is_some_and(|u| u.address == unit)).unwrap();
        row.cells[at]
            .as_ref()
            .map(|cell| (cell.kind, cell.addresses.join("+"), cell.direction().map(compare::Direction::word)))
    };
    assert_eq!(of(&first, "art2/1", 1), Some((Kind::Edited, "art3/1".into(), Some("weaker"))));
    assert_eq!(of(&second, "art3/1", 0), Some((Kind::Edited, "art2/1".into(), Some("stronger"))));
    // What the first and the third both say, and the second does not, is one row.
    let art4_3 = lines(&second).into_iter().find(|line| line.contains("0 added art4/3")).unwrap();
    // French words share no row with English ones.
    assert_eq!(art4_3, "– | 0 added art4/3 | 2 – | 3 added art4/3");
    // The words of two columns that are the same are said once.
    let row =
        second.rows.iter().position(|r| r.unit.is_none() && r.cells[0].is_some() && r.cells[3].is_some()).unwrap();
    let last = second.rows[row].cells[3].as_ref().unwrap();
    assert_eq!((last.as_in, last.words.is_empty()), (Some(0), true));
    assert!(second.words(row, 3).starts_with("No Party shall sell"));
}

#[test]
fn one_text_alone_none_and_a_baseline_that_is_not_there() {
    let one = [example("lakes-2024.en.md")];
    let matrix = compare::matrix(&one, 0);
    assert!(is_whole(&matrix, &one) && lines(&matrix).is_empty());
    assert!(compare::matrix(&one, 1).rows.is_empty() && compare::matrix(&[], 0).rows.is_empty());
    let mut same = [one[0].clone(), one[0].clone(), one[0].clone()];
    same[0].name = "private/folder/draft.docx".to_owned();
    let matrix = compare::matrix(&same, 1);
    assert!(is_whole(&matrix, &same));
    assert_eq!(matrix.names(), ["draft.docx", "lakes-2024.en.md (en) (2)", "lakes-2024.en.md (en) (3)"]);
    assert_eq!(matrix.tally(0), [(Kind::Kept, one[0].units.len())]);
    assert!(matrix.rows.iter().flat_map(|row| &row.cells).flatten().all(|cell| cell.words.is_empty() && !cell.differs));
    assert_eq!(serde_json::to_string(&matrix).unwrap(), serde_json::to_string(&compare::matrix(&same, 1)).unwrap());
}

#[test]
fn strangers_with_one_number_share_no_row() {
    let base = text("a", "Article 1\nThe seat of the Bank is in the town that the Council names.\n");
    let left = text(
        "b",
        "Article 1\nThe seat of the Bank is in the town that the Council names.\nArticle 2\n1. Fish are counted in spring by two inspectors.\n",
    );
    let right = text(
        "c",
        "Article 1\nThe seat of the Bank is in the town that the Council names.\nArticle 2\n1. Taxes on salt end when the ports open again.\n",
    );
    let texts = [base, left, right];
    let matrix = compare::matrix(&texts, 0);
    assert!(is_whole(&matrix, &texts));
    assert_eq!(
        lines(&matrix),
        ["– | 1 added art2 | 2 –", "– | 1 added art2/1 | 2 –", "– | 1 – | 2 added art2", "– | 1 – | 2 added art2/1"]
    );
}

/// All versions of works of which there are three or more in a row: text and language part by part.
#[test]
fn all_versions_of_a_work_are_rebuilt_from_one_matrix() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/versions");
    let mut works: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_str().unwrap().to_owned();
        if let Some((work, _)) =
            name.split_once('-').filter(|_| name.ends_with(".before.md") || name.ends_with(".after.md"))
        {
            works.entry(work.to_owned()).or_default().push(name);
        }
    }
    works.retain(|_, files| files.len() > 2);
    if works.is_empty() {
        eprintln!("SKIPPED all_versions_of_a_work: the corpus ../shared/corpus/versions is not here");
        return;
    }
    for mut files in works.into_values() {
        // "before" follows "after" in the alphabet, but not in time.
        files.sort_by_key(|name| (name.split('.').next().unwrap().to_owned(), name.ends_with(".after.md")));
        let documents: Vec<_> = files
            .iter()
            .map(|name| {
                let mut document = read::read(name, &fs::read(folder.join(name)).unwrap(), &Options::default());
                document.understand(None);
                document
            })
            .collect();
        let parts = documents.iter().map(|d| d.texts.len()).min().unwrap_or(0);
        for part in 0..parts {
            let texts: Vec<Text> = documents.iter().map(|document| Text::of(document, part)).collect();
            for baseline in [0, texts.len() - 1] {
                let matrix = compare::matrix(&texts, baseline);
                assert!(is_whole(&matrix, &texts), "{files:?} {part} {baseline}");
            }
        }
    }
}

fn concept<'m, 'l>(matrix: &'m compare::ConceptMatrix<'l>, list: &str, id: &str) -> &'m compare::ConceptRow<'l> {
    matrix.rows.iter().find(|row| row.list.word() == list && row.concept.id == id).unwrap()
}

#[test]
fn concepts_are_looked_for_in_words_and_in_coding_and_the_two_are_kept_apart() {
    let vocabulary = r#"
        [[topic]]
        id = "water"
        label = "Shared lake"
        definition = "Water of several states."
        [[topic]]
        id = "money"
        label = "Joint fund"
        definition = "Money of several states."
        [[act]]
        id = "act"
        label = "Any act"
        definition = "Everything."
        [[act]]
        id = "coop"
        label = "Co-operation"
        definition = "Together."
        broader = ["act"]
        [[act]]
        id = "party-talks"
        label = "Negotiation"
        definition = "Talks."
        broader = ["coop"]
    "#;
    let instrument = |topics: &str| {
        format!(
            "topics = [{topics}]\n[title]\nen = \"A model\"\n[default]\nbasis = \"coder\"\nsource = [\"https://example.org\"]\n"
        )
    };
    let files = vec![
        RawFile::new("vocabulary.toml", vocabulary),
        RawFile::new("instruments/coded/instrument.toml", instrument("\"water\"")),
        RawFile::new("instruments/bare/instrument.toml", instrument("")),
    ];
    let landscape = landscape::assemble("demo", files, None).landscape;
    let (en, fr) = (example("lakes-2024.en.md"), example("lakes-2024.fr.md"));
    let columns = [
        ConceptText { text: Some(&en), instrument: Some("coded") },
        ConceptText { text: Some(&fr), instrument: None },
        ConceptText { text: None, instrument: Some("coded") },
        ConceptText { text: None, instrument: Some("bare") },
    ];
    let matrix = compare::concepts(&landscape, &columns);
    let answers = |list, id| concept(&matrix, list, id).cells.iter().map(|cell| cell.answer).collect::<Vec<_>>();
    use Answer::{CodedWithout, Found, NoneFound, NotCoded, NotSearched};
    assert_eq!(answers("topic", "water"), [Found, NotSearched, Found, NotCoded]);
    assert_eq!(answers("topic", "money"), [Found, NotSearched, CodedWithout, NotCoded]);
    assert_eq!(answers("act", "coop"), [Found, NotSearched, NotCoded, NotCoded]);
    assert_eq!(answers("act", "act"), [NotSearched, NotSearched, NotCoded, NotCoded]);
    let water = &concept(&matrix, "topic", "water").cells[0];
    assert_eq!(
        (water.coding, water.coded[0].unit, water.coded[0].evidence.basis),
        (Coding::With, None, Some(Basis::Coder))
    );
    let quotes: Vec<(&str, &str)> = water.words.iter().map(|w| (w.unit.as_str(), w.quote.as_str())).collect();
    assert_eq!(quotes, [("preface", "Shared Lakes")]);
    let money = &concept(&matrix, "topic", "money").cells;
    assert_eq!(
        (money[0].coding, money[0].words.len(), money[0].words[0].unit.as_str()),
        (Coding::Without, 1, "art4/4")
    );
    assert_eq!(money[1].unsearched, Some(Unsearched::NoLabel));
    let coop = concept(&matrix, "act", "coop");
    assert_eq!(
        coop.searched.as_ref().unwrap().labels,
        ["Co-operation", "Cooperation", "Co-operations", "Cooperations"]
    );
    assert!(coop.cells[0].words[0].heading && coop.cells[0].words[0].unit == "art4");
    assert_eq!((coop.depth, concept(&matrix, "act", "party-talks").depth), (1, 2));
    let act = concept(&matrix, "act", "act");
    assert_eq!((act.searched.as_ref(), act.cells[0].unsearched), (None, Some(Unsearched::TakesInAll)));
    assert_eq!(act.cells[0].narrower, ["coop", "party-talks"]);
    // A text of which the vocabulary's words are not there is none found, not silent.
    let other =
        text("other.txt", "Article 1\nEach Party shall report all incidents to the other Parties without delay.\n");
    let matrix = compare::concepts(&landscape, &[ConceptText { text: Some(&other), instrument: Some("bare") }]);
    assert_eq!(concept(&matrix, "topic", "water").cells[0].answer, NoneFound);
}

/// Words of the table that is read back, with the marks of its runs gone.
fn read_back(bytes: &[u8]) -> String {
    read::read("table.docx", bytes, &Options::default()).extract.text
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    std::io::read_to_string(package.by_name(name).unwrap()).unwrap()
}

#[test]
fn the_tables_say_what_the_matrix_says() {
    let texts = drafts();
    let compared = compare::matrix(&texts, 0);
    let sheet = matrix::units(&compared);
    assert_eq!(sheet.rows.len(), compared.rows.len());
    assert!(sheet.rows.iter().all(|row| row.len() == sheet.columns.len()));
    assert_eq!(
        sheet.columns[..6],
        ["unit", "unit_kind", "heading", "words", "lakes-2026.en.md: address", "lakes-2026.en.md: kind"]
    );
    let row = sheet.rows.iter().find(|row| row[0] == "art4/1").unwrap();
    assert_eq!(row[4..7], ["art5/1", "edited", "weaker"]);
    assert_eq!(
        row[7],
        "The Parties shall [-lead-]{+cooperate fully with+} all elements of society in the protection of lakes."
    );
    assert_eq!(row[11], "Les Parties dirigent tous les éléments de la société dans la protection des lacs.");
    assert_eq!(row[15], "");

    let file = docx::matrix::units(&compared, false).unwrap();
    assert!(file.diagnostics.is_empty() && file.bytes == docx::matrix::units(&compared, false).unwrap().bytes);
    let body = part(&file.bytes, "word/document.xml");
    assert!(body.contains("w:orient=\"landscape\"") && body.contains("<w:tblHeader/>"));
    assert_eq!(body.matches("<w:tr>").count(), 1 + compared.rows.iter().filter(|row| row.is_changed()).count());
    assert!(body.contains("<w:strike/>") && body.contains("<w:u w:val=\"single\"/>") && !body.contains("<w:ins"));
    let words = read_back(&file.bytes);
    for one in ["Art. 5(3), Art. 5(4), Art. 5(5)", "No Party shall sell or transfer devices", "Les Parties dirigent"] {
        assert!(words.contains(one), "{one} in {words}");
    }
    assert!(
        !words.contains("standing water")
            && read_back(&docx::matrix::units(&compared, true).unwrap().bytes).contains("standing water")
    );
    for name in
        ["[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "docProps/core.xml", "word/styles.xml"]
    {
        roxmltree::Document::parse(&part(&file.bytes, name)).unwrap();
    }
    assert!(docx::matrix::units(&compare::matrix(&[], 0), true).is_ok());
}

/// The built-in landscape holds no text; so drafts of a user stand beside what is coded in it.
#[test]
fn concepts_of_the_built_in_landscape_are_written_as_tables() {
    let landscape = landscape::built_in().landscape;
    let draft = text(
        "draft.txt",
        "Article 1\nCritical infrastructure\nNo Party shall attack critical infrastructures; each names a contact point.\n",
    );
    let columns = [
        ConceptText { text: Some(&draft), instrument: None },
        ConceptText { text: None, instrument: Some("gge-2015") },
    ];
    let found = compare::concepts(&landscape, &columns);
    let topic = concept(&found, "topic", "critical-infrastructure");
    assert_eq!(topic.cells.iter().map(|cell| cell.answer).collect::<Vec<_>>(), [Answer::Found, Answer::Found]);
    let quotes: Vec<&str> = topic.cells[0].words.iter().map(|found| found.quote.as_str()).collect();
    assert_eq!(quotes, ["Critical infrastructure", "critical infrastructures"]);
    assert_eq!(concept(&found, "topic", "terrorism").cells[1].answer, Answer::CodedWithout);
    assert_eq!(concept(&found, "act", "coop-contact-point").cells[1].answer, Answer::NotCoded);
    assert_eq!(concept(&found, "act", "coop").cells[0].narrower, ["coop-contact-point"]);
    let sheet = matrix::concepts(&found);
    assert!(sheet.rows.iter().all(|row| row.len() == sheet.columns.len()));
    let row = sheet.rows.iter().find(|row| row[1] == "coop-contact-point").unwrap();
    assert_eq!(row[4..8], ["Contact point; Contact points (en)", "found", "", "art1 “contact point”"]);
    let words = read_back(&docx::matrix::concepts(&found, false).unwrap().bytes);
    assert!(words.contains("Art. 1 “contact point”") && !words.contains("Hotline"), "{words}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    /// Whatever is compared, and from wherever: nothing is lost, nothing stands twice.
    #[test]
    fn no_unit_is_lost_or_told_twice(
        pieces in prop::collection::vec(prop::collection::vec(super::super::reading::rubbish::piece(), 0..16), 2..5),
        shared in prop::collection::vec(super::super::reading::rubbish::piece(), 0..16),
        baseline in 0_usize..4,
    ) {
        let texts: Vec<Text> = pieces
            .into_iter()
            .enumerate()
            .map(|(at, own)| {
                let all = if at % 2 == 0 { [own, shared.clone()].concat() } else { [shared.clone(), own].concat() };
                text("rubbish", &all.join(" "))
            })
            .collect();
        let baseline = baseline.min(texts.len() - 1);
        let matrix = compare::matrix(&texts, baseline);
        prop_assert!(is_whole(&matrix, &texts));
        prop_assert_eq!(&matrix, &compare::matrix(&texts, baseline));
    }
}
