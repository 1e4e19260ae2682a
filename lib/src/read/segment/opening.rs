//! The words before the first article and after the last one: title, preamble with its recitals, enacting formula,
//! testimonium and signatures.

/// Words that open a preamble as a heading.
const PREAMBLE: &[&str] = &[
    "preamble",
    "préambule",
    "preámbulo",
    "preambulo",
    "преамбула",
    "präambel",
    "preambule",
    "preambolo",
    "序言",
    "前文",
    "〈前文〉",
    "전문",
    "전 문",
    "الديباجة",
    "ديباجة",
    "مقدمه",
    "преамбюл",
    "прэамбула",
    "προοίμιο",
    "προοιμιο",
    "preambul",
    "preambula",
    "preambuła",
    "preàmbul",
    "bevezető",
    "johdanto",
    "inledning",
    "indledning",
    "innledning",
    "önsöz",
    "mukadimah",
    "lời nói đầu",
    "प्रस्तावना",
    "คำปรารภ",
];

/// First words of a recital, besides English words in -ing and French words in -ant.
const STARTERS: &[&str] = &[
    "convinced",
    "conscious",
    "mindful",
    "aware",
    "determined",
    "concerned",
    "alarmed",
    "deeply",
    "guided",
    "resolved",
    "persuaded",
    "inspired",
    "anxious",
    "whereas",
    "cognizant",
    "confident",
    "desirous",
    "gravely",
    "pursuant",
    "animated",
    "moved",
    "encouraged",
    "committed",
    "disturbed",
    "appreciative",
    "prompted",
    "convaincus",
    "convaincues",
    "conscients",
    "conscientes",
    "soucieux",
    "désireux",
    "désireuses",
    "résolus",
    "résolues",
    "préoccupés",
    "vu",
    "considérant",
    "rappelant",
    "considerando",
    "reconociendo",
    "recordando",
    "teniendo",
    "deseando",
    "deseosos",
    "deseosas",
    "convencidos",
    "convencidas",
    "conscientes",
    "resueltos",
    "resueltas",
    "decididos",
    "reafirmando",
    "tomando",
    "animados",
    "preocupados",
    "persuadidos",
    "overwegende",
    "overwegend",
    "verlangende",
    "verlangend",
    "geleid",
    "overtuigd",
    "bewust",
    "erkennende",
    "erkennend",
    "gelet",
    "indachtig",
    "wensende",
    "wensend",
    "vastbesloten",
    "bezorgd",
    "herinnerend",
    "bevestigend",
    "rekening",
    "gezien",
    "ernaar",
    "in",
    "zich",
    "eingedenk",
    "überzeugt",
    "bestrebt",
    "geleitet",
    "unter",
    "erwägung",
    "entschlossen",
    "angesichts",
    "учитывая",
    "сознавая",
    "признавая",
    "отмечая",
    "стремясь",
    "желая",
    "подтверждая",
    "руководствуясь",
    "считая",
    "беручи",
    "враховуючи",
    "визнаючи",
    "бажаючи",
    "прагнучи",
    "усвідомлюючи",
    "підтверджуючи",
    "керуючись",
    "considerato",
    "considerata",
    "considerati",
    "considerate",
    "riconoscendo",
    "desiderosi",
    "desiderose",
    "desiderando",
    "convinti",
    "convinte",
    "consapevoli",
    "ricordando",
    "visto",
    "zważywszy",
    "uznając",
    "pragnąc",
    "świadome",
    "menimbang",
    "принимая",
    "выражая",
    "будучи",
    "исходя",
    "ссылаясь",
    "напоминая",
    "подчеркивая",
    "придавая",
    "убежденные",
    "преисполненные",
];

/// Bodies that enact in their own name; the preamble begins with the name on a line of its own.
const BODIES: &[&str] = &[
    "the general assembly",
    "the security council",
    "the economic and social council",
    "the human rights council",
    "the world health assembly",
    "the plenipotentiary conference",
    "the council",
    "the conference of the parties",
    "the committee of ministers",
    "l'assemblée générale",
    "l’assemblée générale",
    "le conseil de sécurité",
    "la asamblea general",
    "el consejo de seguridad",
    "генеральная ассамблея",
    "совет безопасности",
    "大会",
    "安全理事会",
    "إن الجمعية العامة",
    "الجمعية العامة",
    "إن مجلس الأمن",
];

/// Whether a line is the name of a body that enacts what follows, or opens with those who speak ("We the peoples").
pub(crate) fn names_body(words: &str) -> bool {
    let name = words.trim_end_matches([',', '，', '،']).trim().to_lowercase();
    BODIES.contains(&name.as_str())
        || ["we the peoples", "we, the peoples", "we, heads of state", "we, the "].iter().any(|w| name.starts_with(w))
}

const CHINESE_STARTERS: &[&str] = &[
    "考虑",
    "认识",
    "铭记",
    "回顾",
    "忆及",
    "注意到",
    "深信",
    "确认",
    "重申",
    "愿",
    "希望",
    "鉴于",
    "鑑於",
    "鑒於",
    "考慮",
    "認識",
    "銘記",
    "回顧",
    "憶及",
    "確認",
    "願",
    "關切",
    "意識到",
    "強調",
    "认为",
    "認為",
    "根据",
    "根據",
    "为",
    "為",
    "基于",
    "基於",
    "本着",
    "本著",
    "关切",
    "意识到",
    "强调",
    "決心",
    "决心",
];
const ARABIC_STARTERS: &[&str] = &[
    "إذ ",
    "لما كان",
    "ولما كان",
    "لمّا كان",
    "ولمّا كان",
    "إدراكا",
    "إدراكاً",
    "وإذ ",
    "رغبة",
    "واقتناعا",
    "اقتناعا",
    "انطلاقا",
    "وتأكيدا",
    "تأكيدا",
    "ورغبة",
    "وإدراكا",
    "اعترافا",
];

/// Openings of a testimonium or of the signatures.
const CLOSINGS: &[&str] = &[
    "in witness whereof",
    "in testimony whereof",
    "in faith whereof",
    "done at ",
    "done in ",
    "done this",
    "done, at",
    "en foi de quoi",
    "fait à ",
    "fait a ",
    "fait en ",
    "en fe de lo cual",
    "en testimonio de lo cual",
    "hecho en ",
    "dado en ",
    "firmado en ",
    "в удостоверение чего",
    "в подтверждение чего",
    "совершено в ",
    "ten blijke waarvan",
    "ten getuige waarvan",
    "gedaan te ",
    "zu urkund dessen",
    "geschehen zu",
    "以昭信守",
    "本协定于",
    "本公约于",
    "إثباتا لما تقدم",
    "وإثباتا لذلك",
    "حرر في",
    "حررت في",
    "وإشهادا",
];

/// Whether a line is the heading of a preamble, or opens with it.
pub(crate) fn is_preamble_heading(words: &str) -> bool {
    let lower: String = words.chars().take(24).collect::<String>().to_lowercase();
    PREAMBLE.iter().any(|p| lower.strip_prefix(p).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)))
}

/// Whether words open a recital.
pub(crate) fn opens_recital(words: &str) -> bool {
    let words = words.trim_start_matches(|c: char| matches!(c, '*' | '_' | '-' | '–' | '"' | '“') || c.is_whitespace());
    if CHINESE_STARTERS.iter().chain(ARABIC_STARTERS).any(|s| words.starts_with(s)) {
        return true;
    }
    let first: &str = words.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let lower = first.to_lowercase();
    // Russian recitals begin with small letters, as parts of one long sentence.
    let small = first.starts_with(|c: char| matches!(c, 'а'..='я'));
    if !(first.starts_with(char::is_uppercase) || small) || first.chars().count() < 2 {
        return false;
    }
    let formed = first.len() > 5
        && ((lower.ends_with("ing")
            && !matches!(lower.as_str(), "being" | "during" | "nothing" | "including" | "notwithstanding"))
            || (lower.ends_with("ant") && !matches!(lower.as_str(), "covenant"))
            || lower == "having");
    formed || (STARTERS.contains(&lower.as_str()) && lower.len() > 2)
}

/// Whether words end as a part of a longer sentence does.
pub(crate) fn goes_on(words: &str) -> bool {
    words.trim_end().ends_with([',', ';', '،', '؛', '，', '；'])
}

/// First words that at least three of some paragraphs share, where so many of these end as parts of one long sentence do
/// (`Da …,`, `da …,`): recitals in whatever language. Folded, so that a capital in the first of them does not matter.
pub(crate) fn shared_openings<'t>(paragraphs: impl Iterator<Item = &'t str>) -> Vec<String> {
    let mut seen: Vec<(String, usize)> = Vec::new();
    for words in paragraphs.filter(|w| goes_on(w)) {
        let first = first_word(words);
        match seen.iter_mut().find(|(word, _)| *word == first) {
            Some((_, times)) => *times += 1,
            None => seen.push((first, 1)),
        }
    }
    seen.into_iter().filter(|(word, times)| *times >= 3 && !word.is_empty()).map(|(word, _)| word).collect()
}

/// The first word in small letters; where words are not set apart, the first two characters.
pub(crate) fn first_word(words: &str) -> String {
    let joined = |c: char| matches!(u32::from(c), 0xE00..=0xEFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x9FFF);
    let lower = words.chars().flat_map(char::to_lowercase);
    if words.starts_with(joined) {
        return lower.take(2).collect();
    }
    lower.take_while(|c| c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}')).collect()
}

/// Whether words end with the formula that leads from the preamble to the articles.
pub(crate) fn ends_with_formula(words: &str) -> bool {
    let tail: Vec<char> =
        words.trim_end().trim_end_matches([':', '：', '.', ',']).trim_end().chars().rev().take(60).collect();
    let tail: String = tail.into_iter().rev().flat_map(char::to_lowercase).collect();
    FORMULAS.iter().any(|formula| tail.ends_with(formula))
}

/// Ends of a preamble: "have agreed as follows".
const FORMULAS: &[&str] = &[
    "agreed as follows",
    "agree as follows",
    "agreed upon the following",
    "convenus de ce qui suit",
    "convenues de ce qui suit",
    "convenu de ce qui suit",
    "convenido en lo siguiente",
    "convenido lo siguiente",
    "acordado lo siguiente",
    "acordaron lo siguiente",
    "acordaram o seguinte",
    "acordam o seguinte",
    "convenuto quanto segue",
    "wie folgt übereingekommen",
    "haben folgendes vereinbart",
    "zijn het volgende overeengekomen",
    "zijn als volgt overeengekomen",
    "overeengekomen als volgt",
    "договорились о нижеследующем",
    "договорились о следующем",
    "согласились о нижеследующем",
    "согласились о следующем",
    "домовились про наступне",
    "домовилися про таке",
    "协议如下",
    "協議如下",
    "协定如下",
    "協定如下",
    "议定如下",
    "議定如下",
    "اتفقت على ما يلي",
    "اتفقوا على ما يلي",
    "اتفقتا على ما يلي",
    "اتفقا على ما يلي",
];

/// Whether words open the closing part of an agreement.
pub(crate) fn opens_conclusions(words: &str) -> bool {
    let lower: String = words.chars().take(40).collect::<String>().to_lowercase();
    CLOSINGS.iter().any(|c| lower.starts_with(c)) || is_meeting(&lower)
}

/// `77th plenary meeting`: the line under a resolution of the United Nations.
fn is_meeting(lower: &str) -> bool {
    let rest = lower.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < lower.len()
        && ["plenary meeting", "meeting", "séance plénière", "sesión plenaria", "пленарное заседание"].iter().any(|w| {
            rest.trim_start_matches(|c: char| c.is_alphabetic() || matches!(c, '.' | 'ª' | '-'))
                .trim_start()
                .starts_with(w)
        })
}

/// Places in a joined preamble at which a further recital begins: after `;` or `,` and a space, before a word that opens one.
/// Positions count from the beginning of the words.
pub(crate) fn joined_recitals(words: &str) -> Vec<usize> {
    let mut places = Vec::new();
    for (at, mark) in words.match_indices([';', ',']) {
        let behind = words.get(at + mark.len()..).unwrap_or("");
        let next = behind.trim_start();
        let gap = behind.len() - next.len();
        // A comma inside a sentence is followed by small letters; "Considering" with a capital after it opens a recital.
        let strict = mark == ";" || next.split(' ').next().is_some_and(|w| w.len() > 5);
        if gap > 0 && strict && opens_recital(next) {
            places.push(at + mark.len() + gap);
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_recitals_from_titles() {
        assert!(opens_recital("Recalling the rules of this model agreement,"));
        assert!(opens_recital("Сознавая важность,"));
        assert!(opens_recital("Rappelant les principes,"));
        assert!(opens_recital("考虑到"));
        assert!(!opens_recital("The Parties to this Agreement,"));
        assert!(!opens_recital("nothing here"));
        assert!(is_preamble_heading("PREAMBLE"));
        assert!(is_preamble_heading("Preamble The member States"));
        assert!(opens_conclusions("DONE at Model City"));
    }

    #[test]
    fn knows_recitals_by_what_they_share() {
        let model = ["Die Parteien,", "Da das eine gilt,", "da das andere gilt;", "da das dritte gilt,", "Dies alles,"];
        assert_eq!(shared_openings(model.into_iter()), ["da"]);
        assert_eq!(shared_openings(["Da es gilt.", "Da es steht.", "Da es bleibt."].into_iter()), Vec::<String>::new());
        assert!(ends_with_formula("The Parties to this model have agreed as follows:"));
        assert!(ends_with_formula("达成协议如下："));
        assert!(!ends_with_formula("They agreed."));
    }

    #[test]
    fn finds_recitals_that_were_joined() {
        let words =
            "The Parties, Considering the first matter, and others; Recognising the second; Convinced of the third,";
        let places: Vec<&str> =
            joined_recitals(words).into_iter().map(|p| words[p..].split(' ').next().unwrap()).collect();
        assert_eq!(places, ["Considering", "Recognising", "Convinced"]);
    }
}
