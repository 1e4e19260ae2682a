//! The frame of every page: head, skip link, navigation, the day it speaks of, and the foot.

use maud::{DOCTYPE, Markup, html};
use servanda::model::Date;

use super::words::{day, plural, time};
use crate::assets;
use crate::route::{Form, Page, Route};
use crate::view::View;

/// What a page puts into the frame.
pub(crate) struct Frame {
    /// For the title of the window and the running citation.
    pub(crate) title: String,
    /// Everything inside `main`, with the one `h1`.
    pub(crate) main: Markup,
    /// Further forms of the same page.
    pub(crate) forms: Vec<(Form, &'static str)>,
    /// Width of the page: reading width or that of tables.
    pub(crate) wide: bool,
    /// Links to days that matter to this page, under the form.
    pub(crate) days: Option<Markup>,
    /// A file of script that this kind of page has besides the one that all have.
    pub(crate) script: Option<&'static str>,
}

impl Frame {
    pub(crate) fn new(title: impl Into<String>, main: Markup) -> Frame {
        Frame { title: title.into(), main, forms: vec![(Form::Json, "JSON")], wide: false, days: None, script: None }
    }
}

const MAIN_PAGES: [(Page, &str); 5] = [
    (Page::Overview, "Overview"),
    (Page::Parties, "Parties"),
    (Page::Events, "Events"),
    (Page::Vocabulary, "Vocabulary"),
    (Page::Sources(0), "Sources"),
];

/// A whole page.
pub(crate) fn layout(view: &View<'_>, frame: &Frame) -> Markup {
    let landscape = view.landscape();
    let name = landscape.manifest.title.as_deref().unwrap_or(&landscape.manifest.name);
    let (errors, warnings) = view.problems();
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (frame.title) " · Servanda" }
                @for sheet in assets::STYLES { link rel="stylesheet" href=(assets::address(sheet)); }
                link rel="icon" type="image/svg+xml" href=(assets::address("icon.svg"));
                @for (form, _) in &frame.forms {
                    link rel="alternate" type=(form.content_type()) href=(Route { form: *form, ..view.route.clone() });
                }
                script type="module" src=(assets::address("keys.js")) {}
                @if let Some(script) = frame.script { script type="module" src=(assets::address(script)) {} }
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                header.site {
                    div.bar {
                        a.brand href=(view.link(Page::Overview)) { "Servanda" }
                        nav aria-label="Main" { (navigation(view)) }
                        form.search role="search" method="get" action=(Route::html(Page::Search(Box::default()), None)) {
                            label.hidden for="search" { "Search texts, titles and events" }
                            input #search type="search" name="q" placeholder="Words, or “a phrase”";
                            (as_of_field(view))
                            button type="submit" { "Search" }
                        }
                    }
                    (as_of_bar(view, frame))
                }
                @if let Some(notice) = view.notice { p.banner role="status" { (notice) } }
                @if errors > 0 {
                    p.banner role="status" {
                        "The files of this landscape have " (plural(errors, "error", "errors"))
                        @if warnings > 0 { " and " (plural(warnings, "warning", "warnings")) }
                        ". What could be read is shown. "
                        a href=(view.link(Page::Check(0))) { "See what is wrong" }
                    }
                }
                main #main.wide[frame.wide] tabindex="-1" { (frame.main) }
                footer.site {
                    p {
                        (name) @if let Some(publisher) = &landscape.manifest.publisher { ", " (publisher) }
                        @if let Some(licence) = &landscape.manifest.licence { ". Data: " (licence) }
                        ". As of " (day(view.as_of())) ". Fingerprint "
                        code { (landscape.fingerprint.chars().take(16).collect::<String>()) } "."
                    }
                    p.chrome {
                        @for (form, label) in &frame.forms {
                            a href=(Route { form: *form, ..view.route.clone() }) { "This page as " (label) } " "
                        }
                        a href=(view.link(Page::Check(0))) { "Check of the files" } " "
                        button #keys-open type="button" hidden { "Keyboard" }
                    }
                }
                (keys_dialog())
            }
        }
    }
}

fn navigation(view: &View<'_>) -> Markup {
    let current = |page: &Page| std::mem::discriminant(page) == std::mem::discriminant(&view.route.page);
    let register = Page::Register(Box::default());
    let compare = Page::Compare(Box::default());
    let trace = Page::Trace(None);
    let overlap = Page::Overlap(Box::default());
    let ask = Page::Ask(Box::default());
    let item = |page: &Page, label: &str, key: Option<&str>| {
        let here = current(page).then_some("page");
        html! { li { a href=(view.link(page.clone())) aria-current=[here] data-key=[key] { (label) } } }
    };
    html! {
        ul {
            @for (at, (page, label)) in MAIN_PAGES.iter().enumerate() {
                @if at == 1 {
                    (item(&register, "Register", Some("i")))
                    (item(&compare, "Compare", Some("c")))
                    (item(&trace, "Trace", Some("t")))
                    (item(&overlap, "Overlap", Some("l")))
                    (item(&ask, "Ask", Some("a")))
                }
                @let key = match page { Page::Parties => Some("p"), Page::Events => Some("e"), Page::Overview => Some("o"), _ => None };
                (item(page, label, key))
            }
        }
    }
}

fn as_of_field(view: &View<'_>) -> Markup {
    html! {
        @if let Some(date) = view.route.as_of { input type="hidden" name="as-of" value=(date); }
    }
}

/// In words which day the page speaks of, and how to ask for another without dragging anything.
fn as_of_bar(view: &View<'_>, frame: &Frame) -> Markup {
    let known_until = view.landscape().manifest.known_until;
    let later = known_until.is_some_and(|known| known.last() < view.as_of());
    let today = Route { as_of: None, ..view.route.clone() };
    html! {
        section.as-of aria-label="The day this page speaks of" {
            p {
                strong { "As of " time datetime=(view.as_of()) { (day(view.as_of())) } }
                @if view.is_today() { ", today" }
                "."
                @if let Some(known) = known_until {
                    " " span.known {
                        @if later { "What happened after " (time(known)) " is not in this landscape." }
                        @else { "Known until " (time(known)) "." }
                    }
                }
            }
            form method="get" action=(view.route.path()) {
                @for (key, value) in view.route.pairs() {
                    @if key != "as-of" && key != "page" { input type="hidden" name=(key) value=(value); }
                }
                label for="as-of" { "Another day" }
                input #as-of type="date" name="as-of" value=(Date::of_day(view.as_of())) min="1800-01-01" placeholder="2014-10-21";
                button type="submit" { "Show" }
            }
            @if !view.is_today() {
                p.past {
                    "This is not today’s picture: it leaves out what came after " (day(view.as_of())) ". "
                    a href=(today) data-as-of="today" { "Show today" }
                }
            }
            @if let Some(days) = &frame.days { (days) }
        }
    }
}

fn keys_dialog() -> Markup {
    html! {
        dialog #keys aria-labelledby="keys-title" {
            h2 #keys-title { "Keyboard" }
            dl {
                dt { kbd { "/" } } dd { "search" }
                dt { kbd { "g" } " " kbd { "o" } } dd { "overview" }
                dt { kbd { "g" } " " kbd { "i" } } dd { "register of instruments" }
                dt { kbd { "g" } " " kbd { "c" } } dd { "compare" }
                dt { kbd { "g" } " " kbd { "t" } } dd { "trace" }
                dt { kbd { "g" } " " kbd { "l" } } dd { "overlap" }
                dt { kbd { "g" } " " kbd { "a" } } dd { "ask" }
                dt { kbd { "g" } " " kbd { "p" } } dd { "parties" }
                dt { kbd { "g" } " " kbd { "e" } } dd { "events" }
                dt { kbd { "?" } } dd { "this help" }
            }
            p { label { input #keys-on type="checkbox" checked; " Single keys are on" } }
            form method="dialog" { button { "Close" } }
        }
    }
}

impl Form {
    /// The media type of the form.
    #[must_use]
    pub fn content_type(self) -> &'static str {
        match self {
            Form::Html => "text/html; charset=utf-8",
            Form::Json => "application/json",
            Form::Csv => "text/csv; charset=utf-8",
            Form::File => "text/html; charset=utf-8",
            Form::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }
}
