//! How to ask: the language of queries, by examples.

use maud::{Markup, html};

const EXAMPLES: [(&str, &str); 10] = [
    ("mutual assistance", "both words, in any form, in one article or paragraph"),
    ("\"due diligence\"", "exactly these words, side by side"),
    ("neutrality OR \"armed conflict\"", "either"),
    ("norms NOT military", "without a word; also written -military"),
    ("attack NEAR/5 infrastructure", "at most five words apart"),
    ("terror*", "every word that begins so"),
    ("(hacking OR intrusion) title:convention", "brackets; and only in instruments that are called so"),
    ("heading:extradition", "only in headings; also says: for what units say in our words"),
    ("unit:art35 network", "only in this article or paragraph, of any instrument"),
    ("symbol:A/70/174", "by symbol; also party: kind: topic: lang:"),
];

/// The help, folded away unless it is what the page is for.
pub(super) fn help(open: bool) -> Markup {
    html! {
        details.how open[open] {
            summary { "How to ask" }
            dl {
                @for (query, meaning) in EXAMPLES { dt { code { (query) } } dd { (meaning) } }
            }
            p.note { "Operators are written in capitals. Accents and capitals in words do not matter, and cyber-attack, cyberattack and cyber attack are one. Chinese is found by any run of characters." }
        }
    }
}
