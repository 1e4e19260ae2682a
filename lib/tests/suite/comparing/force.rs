//! What a change of one sentence does to its force, in the languages whose words are known. The sentences are our own.

use servanda::compare::{self, Direction, Kind, Text, Unit, What};
use servanda::model::UnitKind;

/// A text of one paragraph in a language that is told, since a sentence is too short to tell it.
fn sentence(words: &str, language: &str) -> Text {
    let unit = Unit {
        address: "art1".to_owned(),
        kind: UnitKind::Article,
        number: "1".to_owned(),
        label: "1".to_owned(),
        label_ends_line: false,
        heading: None,
        depth: 0,
        parent: None,
        text: words.to_owned(),
        after: vec![0],
        cites: Vec::new(),
    };
    Text { name: "model".to_owned(), title: None, language: Some(language.to_owned()), units: vec![unit] }
}

fn judged(language: &str, left: &str, right: &str) -> (Option<Direction>, Vec<(What, String, String)>) {
    let comparison = compare::compare(&sentence(left, language), &sentence(right, language));
    let [change] = comparison.changes.as_slice() else { panic!("{left}: {:?}", comparison.changes) };
    assert_eq!(change.kind, Kind::Edited);
    let quote = |q: &Option<compare::Quote>| q.as_ref().map_or(String::new(), |q| q.text.clone());
    let signals = change.signals.iter().map(|s| (s.what, quote(&s.left), quote(&s.right))).collect();
    (change.force.as_ref().map(|f| f.direction), signals)
}

#[test]
fn who_leads_takes_on_more_than_who_cooperates_in_every_language() {
    for (language, left, right, from, to) in [
        (
            "en",
            "States will lead all of society in guarding the lake.",
            "States will cooperate with all of society in guarding the lake.",
            "lead",
            "cooperate",
        ),
        (
            "fr",
            "Les États garantissent l'accès au lac.",
            "Les États facilitent l'accès au lac.",
            "garantissent",
            "facilitent",
        ),
        (
            "es",
            "Los Estados garantizarán el acceso al lago.",
            "Los Estados fomentarán el acceso al lago.",
            "garantizarán",
            "fomentarán",
        ),
        (
            "ru",
            "Государства обеспечивают доступ к озеру.",
            "Государства поощряют доступ к озеру.",
            "обеспечивают",
            "поощряют",
        ),
        ("zh", "各国应当引导社会各界保护湖泊。", "各国应当支持社会各界保护湖泊。", "引导", "支持"),
        ("zh-Hant", "各國應當確保湖泊清潔。", "各國應當鼓勵湖泊清潔。", "確保", "鼓勵"),
        ("ar", "تكفل الدول نظافة مياه البحيرة للجميع", "تشجع الدول نظافة مياه البحيرة للجميع", "تكفل", "تشجع"),
        (
            "de",
            "Die Staaten gewährleisten den Zugang zum See.",
            "Die Staaten fördern den Zugang zum See.",
            "gewährleisten",
            "fördern",
        ),
        (
            "nl",
            "De staten waarborgen de toegang tot het meer.",
            "De staten bevorderen de toegang tot het meer.",
            "waarborgen",
            "bevorderen",
        ),
    ] {
        let (direction, signals) = judged(language, left, right);
        assert_eq!(direction, Some(Direction::Weaker), "{left}");
        let verbs: Vec<_> = signals.into_iter().filter(|(what, ..)| *what == What::Verb).collect();
        assert_eq!(verbs, [(What::Verb, from.to_owned(), to.to_owned())], "{left}");
        let (back, _) = judged(language, right, left);
        assert_eq!(back, Some(Direction::Stronger), "{right}");
    }
}

#[test]
fn verbs_of_one_step_and_of_no_known_language_point_nowhere() {
    for (language, left, right) in [
        ("en", "States will protect the lake together.", "States will establish the lake together."),
        ("pt", "Os Estados garantem o acesso ao lago.", "Os Estados promovem o acesso ao lago."),
    ] {
        let (direction, signals) = judged(language, left, right);
        assert!(direction.is_none_or(|d| d == Direction::Same) && signals.is_empty(), "{left}: {signals:?}");
    }
}

#[test]
fn a_sentence_more_brings_its_own_negation() {
    let (_, signals) = judged(
        "en",
        "Each Party shall keep the lake clean.",
        "Each Party shall keep the lake clean. Its neighbours are those who live at the shore and are not yet heard.",
    );
    assert!(signals.is_empty(), "{signals:?}");
}

#[test]
fn a_negation_and_a_caveat_are_seen_with_either_apostrophe() {
    let (direction, signals) = judged(
        "fr",
        "Chaque Partie veille à la propreté du lac, s'il y a lieu.",
        "Chaque Partie veille à la propreté du lac.",
    );
    assert_eq!((direction, signals[0].0), (Some(Direction::Stronger), What::Caveat));
    let (direction, _) = judged(
        "fr",
        "Chaque Partie veille à la propreté du lac, s’il y a lieu.",
        "Chaque Partie veille à la propreté du lac.",
    );
    assert_eq!(direction, Some(Direction::Stronger));
    let (direction, signals) =
        judged("es", "El agua que no esté limpia se devolverá.", "El agua que esté limpia se devolverá.");
    assert_eq!((direction, signals[0].0), (Some(Direction::Recast), What::Negation));
    let (direction, signals) = judged(
        "en",
        "Measures are shared, in a manner consistent with their respective national laws, by all.",
        "Measures are shared, wherever practical and advisable, by all.",
    );
    assert_eq!(direction, Some(Direction::Mixed), "{signals:?}");
}
