//! The words of each language, by class; `|` stands between them. Longer words win over those inside them.

use super::Class::{self, Hedge as H, Modal as M};
use super::Hedge::{
    Appropriateness, Capability, CaseByCase, Intent, Knowledge, NationalLaw, VoluntaryAdherence, WithoutPrejudice,
};
use super::Modality::{Call, Commitment, Declaration, Endeavour, Obligation, Permission, Prohibition, Recommendation};

type Words = &'static [(Class, &'static str)];

const ENGLISH: Words = &[
    (
        M(Obligation),
        "shall|must|is obliged to|are obliged to|is required to|are required to|is to be|are to be|has to|have to|shall ensure|is bound to|are bound to",
    ),
    (
        M(Prohibition),
        "shall not|must not|may not|should not|will not|shall never|must never|shall refrain from|should refrain from|must refrain from|is prohibited|are prohibited|shall be prohibited|cannot|can not|is not to|are not to|undertakes not to|undertake not to|agrees not to|agree not to|commits not to|commit not to|shall not be permitted to",
    ),
    (
        M(Permission),
        "may|is entitled to|are entitled to|shall be entitled to|has the right to|have the right to|shall have the right to|is free to|are free to|shall be free to|reserves the right to|reserve the right to|is permitted to|are permitted to|is authorized to|are authorized to|need not",
    ),
    (
        M(Recommendation),
        "should|ought to|is encouraged to|are encouraged to|is invited to|are invited to|it is recommended that|recommends|recommend that",
    ),
    (
        M(Commitment),
        "undertakes to|undertake to|undertakes|agrees to|agree to|agree that|agrees that|have agreed to|commits to|commit to|commit themselves to|commits itself to|commits themselves to|pledges to|pledge to|will|resolves to|resolve to|are committed to|is committed to|are resolved to|are determined to|is determined to",
    ),
    (
        M(Endeavour),
        "shall endeavour to|shall endeavor to|will endeavour to|will endeavor to|should endeavour to|should endeavor to|endeavours to|endeavour to|endeavor to|shall seek to|will seek to|should seek to|seek to|seeks to|shall strive to|will strive to|strive to|strives to|shall make every effort to|shall make best efforts to|make every effort to|shall use its best endeavours|shall use their best endeavours|aim to|aims to|intends to|intend to",
    ),
    (
        M(Declaration),
        "recognizes|recognizing|recognize that|recognises|recognising|reaffirms|reaffirming|reaffirm|affirms|affirming|affirm|declares|declare|notes|noting|acknowledges|acknowledging|acknowledge|stresses|stressing|emphasizes|emphasizing|underlines|underlining|considers|recalls|recalling|welcomes|welcoming|expresses|concludes",
    ),
    (
        M(Call),
        "calls upon|calls on|call upon|call on|urges|urge|invites|invite|requests|appeals to|encourages|encourage|demands|strongly encourages|strongly urges",
    ),
    (
        H(Appropriateness),
        "as appropriate|where appropriate|if appropriate|when appropriate|as necessary|where necessary|if necessary|as may be necessary|as required|where applicable|as applicable",
    ),
    (
        H(Capability),
        "to the extent possible|to the extent feasible|to the extent practicable|to the fullest extent possible|to the maximum extent possible|to the greatest extent possible|to the widest extent possible|as far as possible|so far as possible|where possible|wherever possible|if possible|where feasible|wherever feasible|where practicable|wherever practicable|where practical|wherever practical|within its means|within their means|within available resources|subject to available resources|subject to the availability of|within its capabilities|within their capabilities|reasonable efforts|best efforts",
    ),
    (
        H(NationalLaw),
        "in accordance with its domestic law|in accordance with their domestic law|in accordance with national law|in accordance with its national law|in accordance with their national laws|in accordance with domestic law|consistent with national law|consistent with their national laws|consistent with their respective national laws|in accordance with their respective national laws|subject to its domestic law|subject to their national laws|subject to its laws|under its domestic law|consistent with its domestic law|in accordance with its laws|in accordance with their respective laws|in conformity with national legislation|in accordance with national legislation|in accordance with the laws of",
    ),
    (H(CaseByCase), "on a case-by-case basis|case by case|case-by-case"),
    (H(WithoutPrejudice), "without prejudice to|nothing in this|shall not prejudice"),
    (
        H(VoluntaryAdherence),
        "on a voluntary basis|voluntarily|voluntary and non-binding|on mutually agreed terms|by mutual consent",
    ),
    (H(Knowledge), "knowingly|with knowledge that|having reason to know"),
    (H(Intent), "intentionally|with the intent to|with the intent of|with intent to|deliberately|wilfully"),
];

const FRENCH: Words = &[
    (
        M(Obligation),
        "doit|doivent|devra|devront|est tenu de|est tenue de|sont tenus de|sont tenues de|est tenu d'|sont tenus d'|a l'obligation de|ont l'obligation de|veille à|veillent à",
    ),
    (
        M(Prohibition),
        "ne doit pas|ne doivent pas|ne devra pas|ne devront pas|ne peut|ne peuvent|ne peut pas|ne peuvent pas|ne pourra|ne pourront|ne devrait pas|ne devraient pas|est interdit|sont interdits|sont interdites|s'abstient de|s'abstiennent de|s'engagent à ne pas|s'engage à ne pas",
    ),
    (
        M(Permission),
        "peut|peuvent|pourra|pourront|a le droit de|ont le droit de|est autorisé à|sont autorisés à|est libre de|sont libres de",
    ),
    (
        M(Recommendation),
        "devrait|devraient|est encouragé à|sont encouragés à|est invité à|sont invités à|il est recommandé|recommande",
    ),
    (M(Commitment), "s'engage à|s'engagent à|convient de|conviennent de|sont convenus de|sont convenues de"),
    (
        M(Endeavour),
        "s'efforce de|s'efforcent de|s'efforcera de|s'efforceront de|cherche à|cherchent à|fait tout son possible",
    ),
    (
        M(Declaration),
        "reconnaît|reconnaissent|reconnaissant|réaffirme|réaffirment|réaffirmant|affirme|déclare|déclarent|constate|note|prend note|souligne|soulignant|rappelle|rappelant",
    ),
    (M(Call), "demande à|invite|invitent|engage les|engage tous|exhorte|prie|encourage|encouragent|appelle"),
    (
        H(Appropriateness),
        "le cas échéant|selon qu'il convient|s'il y a lieu|si nécessaire|au besoin|en tant que de besoin|selon que de besoin|s'il convient|lorsqu'il convient",
    ),
    (
        H(Capability),
        "dans la mesure du possible|autant que possible|dans toute la mesure possible|dans la mesure de ses moyens|si possible|lorsque cela est possible|chaque fois que possible",
    ),
    (
        H(NationalLaw),
        "conformément à son droit interne|conformément à leur droit interne|conformément à la législation nationale|conformément à sa législation|dans le respect de leur droit interne",
    ),
    (H(CaseByCase), "au cas par cas"),
    (H(WithoutPrejudice), "sans préjudice de|sans préjudice des|sans préjudice du"),
    (H(VoluntaryAdherence), "à titre volontaire|sur une base volontaire|volontairement"),
    (H(Knowledge), "sciemment|en connaissance de cause"),
    (H(Intent), "intentionnellement|délibérément"),
];

const SPANISH: Words = &[
    (
        M(Obligation),
        "deberá|deberán|debe|deben|está obligado a|están obligados a|tiene que|tienen que|habrá de|habrán de|ha de|han de",
    ),
    (
        M(Prohibition),
        "no deberá|no deberán|no debe|no deben|no podrá|no podrán|no puede|no pueden|no debería|no deberían|se abstendrá de|se abstendrán de|queda prohibido|queda prohibida|se prohíbe|se comprometen a no|se compromete a no",
    ),
    (M(Permission), "podrá|podrán|puede|pueden|tiene derecho a|tienen derecho a|tendrá derecho a|tendrán derecho a"),
    (M(Recommendation), "debería|deberían|se alienta a|se recomienda|recomienda|se invita a"),
    (M(Commitment), "se compromete a|se comprometen a|se obliga a|se obligan a|acuerdan|conviene en|convienen en"),
    (
        M(Endeavour),
        "procurará|procurarán|se esforzará por|se esforzarán por|se esfuerza por|se esfuerzan por|hará todo lo posible|harán todo lo posible|tratará de|tratarán de",
    ),
    (
        M(Declaration),
        "reconoce|reconocen|reconociendo|reafirma|reafirman|reafirmando|afirma|declara|declaran|toma nota|observa|subraya|destaca|recuerda|recordando",
    ),
    (M(Call), "exhorta a|insta a|invita a|alienta a|pide a|solicita a|hace un llamamiento"),
    (
        H(Appropriateness),
        "según proceda|cuando proceda|si procede|según corresponda|cuando corresponda|en su caso|de ser necesario|cuando sea necesario",
    ),
    (H(Capability), "en la medida de lo posible|en lo posible|dentro de sus posibilidades|en la mayor medida posible"),
    (
        H(NationalLaw),
        "de conformidad con su derecho interno|de conformidad con su legislación|de conformidad con la legislación nacional|con arreglo a su derecho interno|con arreglo a su legislación",
    ),
    (H(CaseByCase), "caso por caso"),
    (H(WithoutPrejudice), "sin perjuicio de|sin perjuicio del|sin perjuicio de lo dispuesto"),
    (H(VoluntaryAdherence), "de forma voluntaria|con carácter voluntario|voluntariamente"),
    (H(Knowledge), "a sabiendas|con conocimiento"),
    (H(Intent), "intencionadamente|deliberadamente|intencionalmente"),
];

const RUSSIAN: Words = &[
    (M(Obligation), "должен|должна|должно|должны|обязан|обязана|обязано|обязаны|необходимо"),
    (
        M(Prohibition),
        "не должен|не должна|не должно|не должны|не может|не могут|не вправе|не следует|запрещается|запрещаются|воздерживаются от|воздерживается от|воздерживаться от|обязуются не|не допускается|не допускают",
    ),
    (M(Permission), "может|могут|вправе|имеет право|имеют право"),
    (M(Recommendation), "следует|рекомендует|рекомендуется"),
    (
        M(Commitment),
        "обязуется|обязуются|берут на себя обязательство|берет на себя обязательство|договорились|соглашаются",
    ),
    (M(Endeavour), "стремится|стремятся|прилагает усилия|прилагают усилия|прилагают все усилия|предпринимают усилия"),
    (
        M(Declaration),
        "признает|признают|признавая|подтверждает|подтверждают|подтверждая|вновь подтверждает|заявляет|заявляют|отмечает|отмечая|подчеркивает|подчеркивая|напоминает|ссылаясь",
    ),
    (M(Call), "призывает|призывают|настоятельно призывает|предлагает|просит"),
    (
        H(Appropriateness),
        "при необходимости|по мере необходимости|в соответствующих случаях|в случае необходимости|если это уместно",
    ),
    (H(Capability), "по возможности|в меру возможностей|насколько это возможно|в пределах своих возможностей"),
    (
        H(NationalLaw),
        "в соответствии с национальным законодательством|в соответствии со своим национальным законодательством|в соответствии с законодательством|согласно законодательству",
    ),
    (H(CaseByCase), "в каждом конкретном случае"),
    (H(WithoutPrejudice), "без ущерба для|не затрагивает"),
    (H(VoluntaryAdherence), "на добровольной основе|добровольно"),
    (H(Knowledge), "заведомо"),
    (H(Intent), "умышленно|преднамеренно"),
];

const CHINESE: Words = &[
    (M(Obligation), "应|应当|应该|须|必须|有义务|應|應當"),
    (M(Prohibition), "不得|不应|不应当|禁止|不可以|不应该|不得不当|承诺不|不應"),
    (M(Permission), "可|可以|有权|得以"),
    (M(Recommendation), "宜|建议|鼓励各国"),
    (M(Commitment), "承诺|保证|同意"),
    (M(Endeavour), "应努力|应尽力|努力|尽力|致力于|力求|争取"),
    (M(Declaration), "重申|确认|认识到|承认|注意到|强调|声明|宣布|回顾"),
    (M(Call), "呼吁|敦促|请各国|邀请|鼓励|促请"),
    (H(Appropriateness), "酌情|视情况|必要时|适当时"),
    (H(Capability), "尽可能|在可能的情况下|力所能及"),
    (H(NationalLaw), "根据本国法律|依照本国法律|按照本国法律|根据国内法|依据国内法|遵守本国法律"),
    (H(CaseByCase), "逐案|个案"),
    (H(WithoutPrejudice), "不妨碍|不影响|不损害"),
    (H(VoluntaryAdherence), "自愿"),
    (H(Knowledge), "明知|蓄意允许"),
    (H(Intent), "故意|蓄意"),
];

const ARABIC: Words = &[
    (M(Obligation), "يجب|يتعين|يتعين على|يجب على|تلتزم|يلتزم|ملزمة"),
    (M(Prohibition), "لا يجوز|لا يجب|يجب ألا|لا ينبغي|ينبغي ألا|يحظر|يُحظر|تمتنع عن|تمتنع|يمتنع"),
    (M(Permission), "يجوز|يحق|يمكن"),
    (M(Recommendation), "ينبغي|توصي|يوصى|تُشجَّع"),
    (M(Commitment), "تتعهد|يتعهد|تعهدت|اتفقت|اتفقوا|توافق"),
    (M(Endeavour), "تسعى|يسعى|تبذل قصارى|تعمل على"),
    (M(Declaration), "تعترف|تؤكد|تعيد تأكيد|وإذ تؤكد|تلاحظ|تشدد|تعلن|إذ تشير"),
    (M(Call), "تدعو|تحث|تهيب|تشجع|تطلب إلى|يدعو|يحث|يهيب"),
    (H(Appropriateness), "حسب الاقتضاء|عند الاقتضاء|عند الضرورة"),
    (H(Capability), "قدر الإمكان|قدر المستطاع"),
    (H(NationalLaw), "وفقا لقانونها الداخلي|وفقاً لقانونها الداخلي|وفقا لقوانينها|وفقاً لقوانينها"),
    (H(WithoutPrejudice), "دون المساس|دون الإخلال"),
    (H(VoluntaryAdherence), "على أساس طوعي|طوعا"),
    (H(Knowledge), "عن علم"),
    (H(Intent), "عمدا|عمداً"),
];

const DUTCH: Words = &[
    (
        M(Obligation),
        "moet|moeten|is verplicht|zijn verplicht|dient te|dienen te|dient|dienen|is gehouden|zijn gehouden",
    ),
    (
        M(Prohibition),
        "mag niet|mogen niet|mag geen|mogen geen|moet niet|is verboden|zijn verboden|onthoudt zich van|onthouden zich van|kan niet|kunnen niet|zou niet moeten|verbinden zich ertoe niet",
    ),
    (
        M(Permission),
        "mag|mogen|kan|kunnen|is gerechtigd|zijn gerechtigd|heeft het recht|hebben het recht|is bevoegd|zijn bevoegd",
    ),
    (M(Recommendation), "zou moeten|zouden moeten|behoort te|behoren te|beveelt aan|wordt aangemoedigd"),
    (M(Commitment), "verbindt zich|verbinden zich|verplicht zich|verplichten zich|komen overeen|stemmen ermee in"),
    (
        M(Endeavour),
        "streeft ernaar|streven ernaar|tracht|trachten|spant zich in|spannen zich in|stelt alles in het werk|stellen alles in het werk",
    ),
    (M(Declaration), "erkent|erkennen|bevestigt|bevestigen|verklaart|verklaren|benadrukt|herinnert"),
    (M(Call), "roept op|roepen op|nodigt uit|verzoekt|dringt er bij|moedigt aan"),
    (
        H(Appropriateness),
        "indien nodig|voor zover nodig|in voorkomend geval|zo nodig|waar passend|indien van toepassing",
    ),
    (H(Capability), "voor zover mogelijk|zoveel mogelijk|indien mogelijk|waar mogelijk"),
    (
        H(NationalLaw),
        "overeenkomstig zijn nationale recht|overeenkomstig haar nationale recht|in overeenstemming met zijn nationale wetgeving|in overeenstemming met haar nationale wetgeving|overeenkomstig haar wetgeving|overeenkomstig zijn wetgeving",
    ),
    (H(CaseByCase), "per geval|van geval tot geval"),
    (H(WithoutPrejudice), "onverminderd|laat onverlet"),
    (H(VoluntaryAdherence), "op vrijwillige basis|vrijwillig"),
    (H(Knowledge), "willens en wetens"),
    (H(Intent), "opzettelijk|met opzet"),
];

const GERMAN: Words = &[
    (M(Obligation), "muss|müssen|ist verpflichtet|sind verpflichtet|hat sicherzustellen|haben sicherzustellen"),
    (
        M(Prohibition),
        "darf nicht|dürfen nicht|darf kein|dürfen keine|dürfen kein|soll nicht|sollen nicht|sollte nicht|sollten nicht|ist verboten|sind verboten|ist untersagt|unterlässt|unterlassen|verpflichten sich nicht",
    ),
    (
        M(Permission),
        "darf|dürfen|kann|können|ist berechtigt|sind berechtigt|hat das Recht|haben das Recht|steht es frei",
    ),
    (M(Recommendation), "soll|sollen|sollte|sollten|empfiehlt|wird ermutigt|werden ermutigt"),
    (M(Commitment), "verpflichtet sich|verpflichten sich|kommen überein|vereinbaren|sagt zu|sagen zu"),
    (M(Endeavour), "bemüht sich|bemühen sich|ist bestrebt|sind bestrebt|strebt an|streben an"),
    (M(Declaration), "erkennt an|erkennen an|bekräftigt|bekräftigen|erklärt|erklären|betont|unterstreicht|erinnert"),
    (M(Call), "fordert|ruft auf|legt nahe|ersucht|ermutigt|bittet"),
    (H(Appropriateness), "gegebenenfalls|soweit angemessen|soweit erforderlich|erforderlichenfalls|falls erforderlich"),
    (H(Capability), "soweit möglich|nach Möglichkeit|im Rahmen ihrer Möglichkeiten|im Rahmen des Möglichen"),
    (
        H(NationalLaw),
        "nach Maßgabe ihres innerstaatlichen Rechts|nach innerstaatlichem Recht|im Einklang mit ihrem innerstaatlichen Recht|im Einklang mit dem innerstaatlichen Recht",
    ),
    (H(CaseByCase), "im Einzelfall|von Fall zu Fall|fallweise"),
    (H(WithoutPrejudice), "unbeschadet"),
    (H(VoluntaryAdherence), "auf freiwilliger Grundlage|freiwillig"),
    (H(Knowledge), "wissentlich"),
    (H(Intent), "vorsätzlich|absichtlich"),
];

/// Lists by language.
pub(super) const ALL: &[(&str, Words)] = &[
    ("en", ENGLISH),
    ("fr", FRENCH),
    ("es", SPANISH),
    ("ru", RUSSIAN),
    ("zh", CHINESE),
    ("ar", ARABIC),
    ("nl", DUTCH),
    ("de", GERMAN),
];
