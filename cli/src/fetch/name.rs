//! A name for the file that a document becomes.

use ureq::http::Uri;

/// Most characters of a name; file systems take 255 bytes.
const LONGEST: usize = 80;

/// The name that the server proposes, else the last part of the address, with an extension that tells the format.
pub(super) fn name(disposition: Option<&str>, uri: &Uri, content_type: Option<&str>) -> String {
    let last = uri.path().rsplit('/').next().unwrap_or("");
    let proposed = disposition.and_then(proposed).unwrap_or_else(|| decoded(last));
    // Servers propose names; folders and signs that file systems do not take are not theirs to choose.
    let file = proposed.rsplit(['/', '\\']).next().unwrap_or("");
    let clean: String = file
        .chars()
        .map(|c| if c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*') { '-' } else { c })
        .take(LONGEST * 4)
        .collect();
    let clean = clean.trim().trim_matches('.').trim();
    let (stem, extension) = match clean.rsplit_once('.') {
        Some((stem, extension)) if (1..=5).contains(&extension.len()) && !stem.is_empty() && is_format(extension) => {
            (stem, Some(extension.to_ascii_lowercase()))
        }
        _ => (clean, None),
    };
    let stem: String = stem.chars().take(LONGEST).collect();
    let stem = if stem.is_empty() { "document".to_owned() } else { stem };
    let extension = extension.unwrap_or_else(|| extension_of(content_type).to_owned());
    format!("{stem}.{extension}")
}

fn is_format(extension: &str) -> bool {
    let lower = extension.to_ascii_lowercase();
    ["html", "htm", "xhtml", "pdf", "docx", "doc", "txt", "md", "xml", "akn", "rtf", "odt", "zip", "mht"]
        .contains(&lower.as_str())
}

fn extension_of(content_type: Option<&str>) -> &'static str {
    match content_type.unwrap_or("") {
        "application/pdf" => "pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "docx",
        "application/msword" => "doc",
        "application/akn+xml" | "application/xml" | "text/xml" => "xml",
        "text/markdown" => "md",
        "text/plain" => "txt",
        "text/html" | "application/xhtml+xml" | "" => "html",
        _ => "bin",
    }
}

/// The name in a `Content-Disposition`; the one with an encoding goes before the plain one.
fn proposed(disposition: &str) -> Option<String> {
    let mut plain = None;
    for part in disposition.split(';').skip(1) {
        let Some((key, value)) = part.split_once('=') else { continue };
        let value = value.trim().trim_matches('"');
        match key.trim().to_ascii_lowercase().as_str() {
            "filename*" => {
                let encoded = value.splitn(3, '\'').nth(2).unwrap_or(value);
                return Some(decoded(encoded)).filter(|name| !name.is_empty());
            }
            "filename" => plain = Some(value.to_owned()),
            _ => {}
        }
    }
    plain.filter(|name| !name.is_empty())
}

/// `%C3%A9` into `é`; what is no letter stays as it is.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let digits = behind.get(..2).filter(|_| *first == b'%').and_then(|d| std::str::from_utf8(d).ok());
        match digits.and_then(|d| u8::from_str_radix(d, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = behind.get(2..).unwrap_or(&[]);
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_no_folder_and_tell_the_format() {
        let named = |disposition: Option<&str>, path: &str, kind: Option<&str>| {
            name(disposition, &format!("https://model.example{path}").parse().unwrap(), kind)
        };
        assert_eq!(named(None, "/treaties/lake.PDF", Some("application/pdf")), "lake.pdf");
        assert_eq!(named(None, "/treaties/", Some("text/html")), "document.html");
        assert_eq!(named(None, "/show.aspx", Some("text/html")), "show.aspx.html");
        assert_eq!(named(None, "/A%2F68%2F98", Some("application/pdf")), "98.pdf");
        assert_eq!(named(Some("attachment; filename=\"../../etc/passwd\""), "/x", None), "passwd.html");
        assert_eq!(named(Some("inline; filename=x.pdf; filename*=UTF-8''Gen%C3%A8ve.docx"), "/", None), "Genève.docx");
        assert_eq!(named(None, "/..", Some("text/plain")), "document.txt");
    }
}
