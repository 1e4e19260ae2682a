//! Title and language, as far as the page says.

use super::page::{Page, What};

/// The title of the document, without the name of the site.
pub(super) fn title(page: &Page<'_>) -> Option<String> {
    let meta = |names: &[&str]| {
        page.items.iter().enumerate().filter(|(_, i)| i.tag == "meta").find_map(|(at, _)| {
            let name = page.attr(at, "name").or_else(|| page.attr(at, "property"))?.to_ascii_lowercase();
            names.contains(&name.as_str()).then(|| page.attr(at, "content")).flatten().filter(|c| !c.is_empty())
        })
    };
    if let Some(title) = meta(&["citation_title", "dc.title", "dcterms.title", "eprints.title"]) {
        return clean(title);
    }
    let site = meta(&["og:site_name", "application-name"]).map(collapse);
    let first = |tag: &str| {
        page.items.iter().position(|i| i.tag == tag).map(|at| collapse(&page.words(at, 600))).filter(|t| !t.is_empty())
    };
    let heading = first("h1");
    let title = meta(&["og:title"]).map(str::to_owned).or_else(|| first("title"))?;
    clean(&without_site(&collapse(&title), site.as_deref(), heading.as_deref()))
}

/// Cuts the name of the site off a title.
fn without_site(title: &str, site: Option<&str>, heading: Option<&str>) -> String {
    let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
    // Chinese pages set a low line between the two.
    if let Some((title, _)) = title.rsplit_once('_').filter(|(t, _)| t.chars().any(|c| ('一'..='鿿').contains(&c))) {
        return title.to_owned();
    }
    for separator in [" | ", " :: ", " » ", " › ", " — ", " – ", " - ", " • "] {
        let parts: Vec<&str> = title.split(separator).map(str::trim).filter(|p| !p.is_empty()).collect();
        if parts.len() < 2 {
            continue;
        }
        if let Some(part) = parts.iter().find(|p| heading.is_some_and(|h| same(h, p))) {
            return (*part).to_owned();
        }
        let named: Vec<&str> = parts.iter().copied().filter(|p| !site.is_some_and(|s| same(s, p))).collect();
        if named.len() < parts.len() && !named.is_empty() {
            return named.join(separator);
        }
        // A bar is set between a page and its site; a dash stands in the titles of agreements as well, where what is cut
        // must be a short name at the end.
        let longest = parts.iter().max_by_key(|p| p.len()).copied().unwrap_or(title);
        let bar = matches!(separator, " | " | " :: " | " » " | " › ");
        if bar {
            return longest.to_owned();
        }
        let last = parts.last().copied().unwrap_or("");
        let site_like = last.contains('.') && !last.contains(' ') && last.len() > 4;
        if site_like || ["Wikipedia", "Wikisource", "EUR-Lex", "OHCHR", "United Nations"].contains(&last) {
            return parts.get(..parts.len() - 1).unwrap_or(&[]).join(separator);
        }
    }
    title.to_owned()
}

fn clean(title: &str) -> Option<String> {
    let title = collapse(title);
    let title = title.strip_prefix("Microsoft Word - ").unwrap_or(&title);
    let lower = title.to_lowercase();
    let empty = matches!(
        lower.as_str(),
        "" | "untitled" | "untitled document" | "document" | "home" | "index" | "new page 1" | "welcome" | "page"
    );
    let file = !title.contains(' ')
        && [".htm", ".html", ".doc", ".docx", ".pdf", ".txt", ".xml"].iter().any(|e| lower.ends_with(e));
    (!empty && !file).then(|| title.to_owned())
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The language that the page declares.
pub(super) fn language(page: &Page<'_>) -> Option<String> {
    let tagged = |tag: &str| {
        page.items
            .iter()
            .enumerate()
            .filter(|(_, i)| i.tag == tag && matches!(i.what, What::Element(_)))
            .find_map(|(at, _)| page.attr(at, "lang").or_else(|| page.attr(at, "xml:lang")).and_then(tag_of))
    };
    tagged("main").or_else(|| tagged("article")).or_else(|| tagged("html")).or_else(|| tagged("body")).or_else(|| {
        page.items.iter().enumerate().filter(|(_, i)| i.tag == "meta").find_map(|(at, _)| {
            let name = page.attr(at, "http-equiv").or_else(|| page.attr(at, "name"))?.to_ascii_lowercase();
            let told = matches!(name.as_str(), "content-language" | "language" | "dc.language" | "dcterms.language");
            told.then(|| page.attr(at, "content")).flatten().and_then(tag_of)
        })
    })
}

/// A language tag, if it is one: `en`, `pt-BR`.
fn tag_of(value: &str) -> Option<String> {
    let value = value.split([',', ';', ' ']).next().unwrap_or("").replace('_', "-");
    let mut parts = value.split('-');
    let first = parts.next().unwrap_or("");
    let sound = (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    (sound && !first.eq_ignore_ascii_case("und")).then(|| {
        let rest = value.get(first.len()..).unwrap_or("");
        format!("{}{rest}", first.to_ascii_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_the_name_of_the_site() {
        let cut = |title: &str, site, heading| without_site(title, site, heading);
        assert_eq!(cut("Model Convention on Lakes | Ministry", None, None), "Model Convention on Lakes");
        assert_eq!(cut("Model – Convention", None, None), "Model – Convention");
        assert_eq!(cut("The Lake Treaty - Depository", Some("Depository"), None), "The Lake Treaty");
        assert_eq!(cut("Treaties - The Lake Treaty - X", None, Some("The lake treaty")), "The Lake Treaty");
        assert_eq!(cut("示范湖泊条约_外交部", None, None), "示范湖泊条约");
        assert_eq!(clean("treaty.doc"), None);
        assert_eq!(tag_of("PT_br").as_deref(), Some("pt-br"));
        assert_eq!(tag_of("english"), None);
    }
}
