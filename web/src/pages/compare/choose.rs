//! Where texts to compare are chosen, and what is said where none are held.

use maud::{Markup, html};
use servanda::compare::coded_pairs;
use servanda::model::Instrument;

use crate::compare_ask::CompareAsk;
use crate::html::{Frame, language, layout, plural};
use crate::route::{Page, Route};
use crate::view::View;

/// Names that a field proposes at most; who has more knows their names.
const MOST_NAMES: usize = 600;

/// `/compare` before anything is chosen.
pub(super) fn page(view: &View<'_>) -> Frame {
    let landscape = view.landscape();
    let held: Vec<&Instrument> = landscape.instruments.iter().filter(|i| !i.held.is_empty()).collect();
    let several: Vec<&&Instrument> = held.iter().filter(|i| i.held.len() > 1).take(40).collect();
    let pairs = coded_pairs(landscape);
    let link = |left: &str, right: &str| view.link(Page::Compare(Box::new(CompareAsk::of(&[left, right]))));
    let main = html! {
        article.compare-page.choosing {
            h1 { "Compare" }
            p.lead {
                "What changed between two texts: what was edited, moved, renumbered, split, merged, added and dropped, "
                "and where words bind more or less than they did."
            }
            (form(view, &CompareAsk::default()))
            @if held.is_empty() {
                p.note {
                    "This landscape holds no text, so of its instruments only what is coded can be compared. "
                    code { "servanda fetch ID --add" } " gets an official text, " code { "servanda read FILE --add ID" }
                    " puts one beside its instrument."
                }
            } @else {
                p.note { "Texts are held of " (plural(held.len(), "instrument", "instruments")) "." }
            }
            (files())
            @if !pairs.is_empty() {
                section aria-labelledby="versions-title" {
                    h2 #versions-title { "Versions whose paragraphs are coded" }
                    ul.rows {
                        @for (older, newer) in &pairs {
                            li { a href=(link(&older.id, &newer.id)) { (older.title()) } " and " (newer.title()) }
                        }
                    }
                }
            }
            @if !several.is_empty() {
                section aria-labelledby="languages-title" {
                    h2 #languages-title { "Language versions" }
                    ul.rows {
                        @for instrument in several {
                            li {
                                a href=(link(&instrument.id, &instrument.id)) { (instrument.title()) } ": "
                                @for (at, held) in instrument.held.iter().enumerate() { @if at > 0 { ", " } (language(&held.lang).0) }
                            }
                        }
                    }
                }
            }
        }
    };
    Frame { forms: Vec::new(), wide: true, ..Frame::new("Compare", main) }
}

/// The form for files: they are read by this program on this machine, and kept nowhere.
fn files() -> Markup {
    html! {
        section aria-labelledby="files-title" {
            h2 #files-title { "Your own files" }
            p { "Word, PDF, HTML, Akoma Ntoso, Markdown or text. They are read on this machine; nothing of them is kept or sent on." }
            form.choose method="post" enctype="multipart/form-data" action=(Route::html(Page::Compare(Box::default()), None)) {
                @for at in 0..2 {
                    div {
                        label for={ "file-" (at) } { (if at == 0 { "Baseline" } else { "Compared with it" }) }
                        input id={ "file-" (at) } name="file" type="file";
                        label for={ "or-" (at) } { "or the id of an instrument whose text is held" }
                        input id={ "or-" (at) } name="text" list="texts" autocomplete="off" placeholder="instrument id";
                    }
                }
                div.ways {
                    button type="submit" name="form" value="page" { "Compare" }
                    button type="submit" name="form" value="docx" { "Word, tracked changes" }
                    button type="submit" name="form" value="file" { "One HTML file" }
                }
            }
        }
    }
}

/// The form where a comparison is shown already.
pub(super) fn others(view: &View<'_>, ask: &CompareAsk) -> Markup {
    html! { details.others { summary { "Compare other texts or languages" } (form(view, ask)) } }
}

/// A field for each side, and for its language where there is a choice.
pub(super) fn form(view: &View<'_>, ask: &CompareAsk) -> Markup {
    let landscape = view.landscape();
    let coded = coded_pairs(landscape);
    let proposed = landscape
        .instruments
        .iter()
        .filter(|i| !i.held.is_empty() || coded.iter().any(|(a, b)| a.id == i.id || b.id == i.id))
        .take(MOST_NAMES);
    let hidden: Vec<(&str, String)> =
        ask.pairs().into_iter().filter(|(key, _)| matches!(*key, "show" | "kind" | "printing")).collect();
    html! {
        form.choose method="get" action=(Route::html(Page::Compare(Box::default()), None)) {
            // One field more than there are texts, so that another can be set beside them.
            @for at in 0..ask.ids.len().max(1) + 1 {
                @let id = ask.ids.get(at).map_or("", String::as_str);
                @let langs = landscape.instrument(id).map(|i| i.held.iter().map(|h| h.lang.as_str()).collect::<Vec<_>>()).unwrap_or_default();
                div {
                    label for={ "text-" (at) } { (match at { 0 => "Baseline", 1 => "Compared with it", _ => "And with it" }) }
                    input id={ "text-" (at) } name="text" list="texts" value=(id) required[at == 0] autocomplete="off" placeholder="instrument id";
                    @if langs.len() > 1 {
                        label.hidden for={ "lang-" (at) } { "Language" }
                        select id={ "lang-" (at) } name="lang" {
                            option value="" { "any language" }
                            @for lang in &langs { option value=(lang) selected[ask.lang(at) == Some(*lang)] { (language(lang).0) } }
                        }
                    } @else {
                        input type="hidden" name="lang" value="";
                    }
                }
            }
            datalist #texts { @for instrument in proposed { option value=(instrument.id) { (instrument.title()) } } }
            @for (key, value) in hidden { input type="hidden" name=(key) value=(value); }
            @if let Some(date) = view.route.as_of { input type="hidden" name="as-of" value=(date); }
            button type="submit" { "Compare" }
        }
    }
}

/// That no text is held of one of the two, and nothing is coded of how they relate.
pub(super) fn nothing_held(view: &View<'_>, sides: [&Instrument; 2]) -> Markup {
    let without: Vec<&&Instrument> = sides.iter().filter(|side| side.held.is_empty()).collect();
    let main = html! {
        article.compare-page {
            p.crumbs { a href=(view.link(Page::Compare(Box::default()))) { "Compare" } }
            h1 { "Nothing to compare yet" }
            @if without.is_empty() {
                p { "Only one text is held of " a href=(view.instrument(&sides[0].id)) { (sides[0].title()) } "." }
            }
            @for side in without {
                p {
                    "No text is held of " a href=(view.instrument(&side.id)) { (side.title()) } ". "
                    code { "servanda fetch " (side.id) " --add" } " gets it, if its address is known; "
                    code { "servanda read FILE --add " (side.id) } " takes a file."
                }
            }
            p { "Nor is it coded which paragraph of one became which of the other." }
            (form(view, &CompareAsk::of(&[&sides[0].id, &sides[1].id])))
        }
    };
    layout(view, &Frame { forms: Vec::new(), ..Frame::new("Nothing to compare", main) })
}
