//! Dates, counts and languages in words.

use maud::{Markup, html};
use servanda::model::{Basis, Certainty, Date, Day, Family, Period};

/// A day in words: `22 November 2026`.
pub(crate) fn day(day: Day) -> String {
    Date::of_day(day).in_words()
}

/// A date with its precision, for people and for machines.
pub(crate) fn time(date: Date) -> Markup {
    html! { time datetime=(date) { (date.in_words()) } }
}

/// `on 19 May 2014`, `in May 2014`, `in 2014`.
pub(crate) fn on(date: Date) -> Markup {
    html! { (if date.is_exact() { "on " } else { "in " }) (time(date)) }
}

/// When something holds. The end is the first day on which it no longer does, and the words say so.
pub(crate) fn period(period: &Period, as_of: Day) -> Markup {
    let ended = |to: Date| match to.reached_by(as_of) {
        Certainty::Yes => "ended ",
        Certainty::Possibly => "ended or ends ",
        Certainty::No => "ends ",
    };
    html! {
        @match (period.from, period.to) {
            (Some(from), None) => { "since " (time(from)) }
            (Some(from), Some(to)) => { "from " (time(from)) ", " (ended(to)) (on(to)) }
            (None, Some(to)) => { "beginning not recorded, " (ended(to)) (on(to)) }
            (None, None) => { "dates not recorded" }
        }
    }
}

/// Says that the dates do not tell; nothing where they do.
pub(crate) fn possibly(certainty: Certainty) -> Markup {
    html! {
        @if certainty == Certainty::Possibly {
            " " span.possibly title="The recorded dates are too coarse to tell whether this holds on the day." { "possibly" }
        }
    }
}

/// A number with thin groups of three, as tables of counts need.
pub(crate) fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 instrument`, `2 instruments`.
pub(crate) fn plural(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(n), if n == 1 { one } else { many })
}

/// A word of files or JSON as people write it.
pub(crate) fn phrase(word: &str) -> String {
    word.replace('-', " ")
}

/// What a family of standings amounts to, as a heading.
pub(crate) fn family(family: Option<Family>) -> &'static str {
    match family {
        Some(Family::Bound) => "Bound once in force",
        Some(Family::Supports) => "Supports without being bound by treaty",
        Some(Family::TakesPart) => "Takes part; no consent is expressed by that",
        Some(Family::Against) => "Refused, voted against or abstained",
        Some(Family::Ended) => "Stood in it once",
        None => "Other",
    }
}

/// Label and explanation of a basis. A page or article about a thing is the usual case and gets no label.
pub(crate) fn basis(basis: Basis) -> (Option<&'static str>, &'static str) {
    match basis {
        Basis::OfficialText => (Some("official text"), "Read in the official text or the depositary’s record."),
        Basis::Translation => (Some("translation"), "Read in a translation that is not authentic."),
        Basis::Secondary => (None, "Read in a page, article or data set about it."),
        Basis::Coder => (Some("coder’s judgement"), "A judgement of the person who coded it."),
        Basis::Unverified => (Some("unverified"), "Not seen in any source; it stands here to be checked."),
    }
}

/// English name of a language and the direction of its script. Unknown tags are their own name.
pub(crate) fn language(tag: &str) -> (&str, &'static str) {
    let name = match tag.split('-').next().unwrap_or(tag) {
        "ar" => return ("Arabic", "rtl"),
        "fa" => return ("Persian", "rtl"),
        "he" => return ("Hebrew", "rtl"),
        "ur" => return ("Urdu", "rtl"),
        "de" => "German",
        "en" => "English",
        "es" => "Spanish",
        "fr" => "French",
        "hi" => "Hindi",
        "id" => "Indonesian",
        "it" => "Italian",
        "ja" => "Japanese",
        "ko" => "Korean",
        "nl" => "Dutch",
        "pt" => "Portuguese",
        "ru" => "Russian",
        "zh" => "Chinese",
        _ => tag,
    };
    (name, "ltr")
}

/// Free text in which addresses become links, so that a reader can follow them.
pub(crate) fn text(text: &str) -> Markup {
    html! {
        @for (at, word) in text.split(' ').enumerate() {
            @if at > 0 { " " }
            @if word.starts_with("https://") || word.starts_with("http://") {
                @let bare = word.trim_end_matches(['.', ',', ';', ')', ':']);
                a href=(bare) rel="noreferrer" { (bare) }
                (word.strip_prefix(bare).unwrap_or(""))
            } @else {
                (word)
            }
        }
    }
}

/// An address that a file names, as a link; anything but the web is shown and not linked, so that a file cannot make a
/// page run something.
pub(crate) fn external(url: &str) -> Markup {
    external_as(url, url)
}

/// An address outside with a name of its own; the name alone if the address is none that a browser should follow.
pub(crate) fn external_as(name: &str, url: &str) -> Markup {
    html! {
        @if url.starts_with("https://") || url.starts_with("http://") {
            a.address href=(url) rel="noreferrer" { (name) }
        } @else {
            span.address { (name) }
        }
    }
}
