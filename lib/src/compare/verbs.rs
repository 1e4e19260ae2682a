//! Verbs by how much who acts takes on, and negations, in some languages; `|` stands between words.
//!
//! The steps are this project's own coding: who ensures, prevents or leads answers for the outcome; who adopts, protects or
//! provides answers for an act of his own; who cooperates or assists answers for a part of what others do; who promotes or
//! considers answers for having tried. The words are those by which the United Nations languages, and Dutch and German,
//! render the English ones in multilateral treaties, in the forms that treaties use: infinitive and third person. A word
//! that stands for verbs of two steps (содействовать, "assist" and "promote") is in none. Languages whose modal words are
//! not known have no verbs either: a verb seen without its "should" would mislead.

/// Words of one language.
pub(super) struct Words {
    language: &'static str,
    steps: [&'static str; 4],
    negations: &'static str,
    /// Whether words stand without spaces, so that they are looked for inside of what was cut out.
    unspaced: bool,
}

impl Words {
    /// The words of a language, by the first part of its tag.
    pub(super) fn of(language: &str) -> Option<&'static Words> {
        let primary = language.split(['-', '_']).next().unwrap_or("");
        ALL.iter().find(|words| words.language.eq_ignore_ascii_case(primary))
    }

    /// The first verb of a stretch: its step, from 0 for the most, and its bytes.
    pub(super) fn verb<'t>(&self, text: &'t str, words: &[(usize, &'t str)]) -> Option<(usize, (usize, &'t str))> {
        words.iter().find_map(|(start, word)| {
            if !self.unspaced {
                let lower = word.to_lowercase();
                let step = self.steps.iter().position(|list| is_in(list, &lower))?;
                return Some((step, (*start, *word)));
            }
            let found = self.steps.iter().enumerate().flat_map(|(step, list)| {
                list.split('|').filter_map(move |verb| Some((word.find(verb)?, verb.len(), step)))
            });
            let (at, length, step) = found.min()?;
            Some((step, (start + at, text.get(start + at..start + at + length)?)))
        })
    }

    /// Whether a word negates.
    pub(super) fn negates(&self, word: &str) -> bool {
        is_in(self.negations, &word.to_lowercase())
    }
}

fn is_in(list: &str, word: &str) -> bool {
    list.split('|').any(|known| known == word)
}

const ALL: &[Words] = &[
    Words {
        language: "en",
        steps: [
            "ensure|ensures|guarantee|guarantees|prevent|prevents|prohibit|prohibits|refrain|lead|leads|leading|eliminate|eliminates",
            "take|takes|adopt|adopts|establish|establishes|implement|implements|provide|provides|protect|protects",
            // "Co-operate" is cut at its hyphen.
            "cooperate|cooperates|operate|assist|assists|support|supports|help|helps|contribute|contributes|participate|participates|facilitate|facilitates",
            "promote|promotes|encourage|encourages|consider|considers|seek|strive|foster|welcome|explore",
        ],
        negations: "not|no|never|neither|nor",
        unspaced: false,
    },
    Words {
        language: "fr",
        steps: [
            "assurer|assure|assurent|garantir|garantit|garantissent|prévenir|prévient|préviennent|interdire|interdit|interdisent|empêcher|empêche|empêchent|diriger|dirige|dirigent|éliminer|élimine|éliminent",
            "prendre|prend|prennent|adopter|adopte|adoptent|établir|établit|établissent|fournir|fournit|fournissent|protéger|protège|protègent|appliquer|applique|appliquent",
            "coopérer|coopère|coopèrent|aider|aide|aident|soutenir|soutient|soutiennent|contribuer|contribue|contribuent|participer|participe|participent|faciliter|facilite|facilitent",
            "promouvoir|promeut|promeuvent|encourager|encourage|encouragent|envisager|envisage|envisagent|favoriser|favorise|favorisent|examiner|examine|examinent",
        ],
        negations: "pas|ne|aucun|aucune|jamais|ni",
        unspaced: false,
    },
    Words {
        language: "es",
        steps: [
            "garantizar|garantiza|garantizan|garantizará|garantizarán|asegurar|asegura|aseguran|asegurará|asegurarán|prevenir|previene|previenen|prevendrá|prevendrán|impedir|impide|impiden|impedirá|impedirán|prohibir|prohíbe|prohíben|prohibirá|prohibirán|dirigir|dirige|dirigen|dirigirá|dirigirán|eliminar|elimina|eliminan|eliminará|eliminarán",
            "adoptar|adopta|adoptan|adoptará|adoptarán|establecer|establece|establecen|establecerá|establecerán|aplicar|aplica|aplican|aplicará|aplicarán|proporcionar|proporciona|proporcionan|proporcionará|proporcionarán|proteger|protege|protegen|protegerá|protegerán",
            "cooperar|coopera|cooperan|cooperará|cooperarán|ayudar|ayuda|ayudan|ayudará|ayudarán|apoyar|apoya|apoyan|apoyará|apoyarán|contribuir|contribuye|contribuyen|contribuirá|contribuirán|participar|participa|participan|participará|participarán|facilitar|facilita|facilitan|facilitará|facilitarán",
            "promover|promueve|promueven|promoverá|promoverán|alentar|alienta|alientan|alentará|alentarán|fomentar|fomenta|fomentan|fomentará|fomentarán|considerar|considera|consideran|considerará|considerarán|examinar|examina|examinan|examinará|examinarán",
        ],
        negations: "no|ningún|ninguna|ninguno|nunca|ni",
        unspaced: false,
    },
    Words {
        language: "ru",
        steps: [
            "обеспечивать|обеспечивает|обеспечивают|обеспечить|гарантировать|гарантирует|гарантируют|предотвращать|предотвращает|предотвращают|предотвратить|запрещать|запрещает|запрещают|запретить|руководить|руководит|руководят|возглавлять|возглавляет|возглавляют|устранять|устраняет|устраняют|устранить",
            "принимать|принимает|принимают|принять|осуществлять|осуществляет|осуществляют|осуществить|устанавливать|устанавливает|устанавливают|установить|создавать|создает|создают|создать|предоставлять|предоставляет|предоставляют|предоставить|защищать|защищает|защищают|защитить",
            "сотрудничать|сотрудничает|сотрудничают|помогать|помогает|помогают|поддерживать|поддерживает|поддерживают|поддержать|участвовать|участвует|участвуют|облегчать|облегчает|облегчают",
            "поощрять|поощряет|поощряют|рассматривать|рассматривает|рассматривают|рассмотреть|приветствовать|приветствует|приветствуют",
        ],
        negations: "не|ни|никогда",
        unspaced: false,
    },
    Words {
        language: "zh",
        steps: [
            "确保|確保|防止|预防|預防|领导|領導|引导|引導|消除",
            "采取|採取|制定|建立|实施|實施|提供|保护|保護",
            "合作|协助|協助|援助|支持|帮助|幫助|参与|參與|参加|參加",
            "促进|促進|鼓励|鼓勵|考虑|考慮|推动|推動|探讨|探討|欢迎|歡迎",
        ],
        negations: "不|未",
        unspaced: true,
    },
    Words {
        language: "ar",
        steps: [
            "تكفل|يكفل|كفالة|ضمان|تمنع|يمنع|منع|تقود|يقود",
            "تتخذ|يتخذ|اتخاذ|تنفذ|ينفذ|تنفيذ|تحمي|يحمي|حماية|تنشئ|ينشئ|إنشاء|توفر|يوفر|توفير",
            "تتعاون|يتعاون|التعاون|تساعد|يساعد|مساعدة|تدعم|يدعم|دعم|تشارك|يشارك|تيسر|ييسر|تيسير",
            "تشجع|يشجع|تشجيع|تعزز|يعزز|تعزيز|ترحب|يرحب",
        ],
        negations: "لا|لم|لن|ليس|ليست",
        unspaced: false,
    },
    Words {
        language: "nl",
        steps: [
            "waarborgen|waarborgt|garanderen|garandeert|verzekeren|verzekert|voorkomen|voorkomt|verhinderen|verhindert|verbieden|verbiedt|leiden|leidt",
            "nemen|neemt|aannemen|vaststellen|uitvoeren|beschermen|beschermt|verstrekken|verstrekt|oprichten",
            "samenwerken|helpen|helpt|ondersteunen|ondersteunt|steunen|steunt|bijdragen|deelnemen|vergemakkelijken|vergemakkelijkt",
            "bevorderen|bevordert|aanmoedigen|overwegen|overweegt|stimuleren|stimuleert",
        ],
        negations: "niet|geen|nooit|noch",
        unspaced: false,
    },
    Words {
        language: "de",
        steps: [
            "gewährleisten|gewährleistet|sicherstellen|verhindern|verhindert|verhüten|verhütet|verbieten|verbietet|leiten|leitet|beseitigen|beseitigt",
            "ergreifen|ergreift|annehmen|errichten|errichtet|durchführen|umsetzen|schützen|schützt|bereitstellen",
            "zusammenarbeiten|kooperieren|kooperiert|unterstützen|unterstützt|helfen|hilft|beitragen|teilnehmen|erleichtern|erleichtert",
            "fördern|fördert|ermutigen|ermutigt|anregen|prüfen|prüft|erwägen|erwägt|begrüßen|begrüßt",
        ],
        negations: "nicht|kein|keine|keiner|keinem|keinen|nie|niemals|weder",
        unspaced: false,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_stands_in_two_steps() {
        for words in ALL {
            let mut all: Vec<&str> = words.steps.iter().flat_map(|list| list.split('|')).collect();
            let count = all.len();
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), count, "{}", words.language);
            assert!(all.iter().all(|word| *word == word.to_lowercase() && !word.is_empty()), "{}", words.language);
        }
    }
}
