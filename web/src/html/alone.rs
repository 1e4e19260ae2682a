//! A page in a file of its own.

use maud::{DOCTYPE, Markup, PreEscaped, html};

/// A page that needs no server, no script and no other file: its title, the styles of its parts, and what stands in it.
pub(crate) fn alone(title: &str, styles: String, article: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (title) }
                style { (PreEscaped(styles)) }
            }
            body { main.wide { (article) } }
        }
    };
    page.into_string()
}
