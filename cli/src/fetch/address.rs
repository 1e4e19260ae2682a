//! Addresses: which are fetched, and where a redirection leads.

use std::net::IpAddr;

use ureq::http::Uri;

use super::{FetchError, Kind, error, is_own};

/// An address that may be fetched.
pub(super) fn parse(url: &str) -> Result<Uri, FetchError> {
    let trimmed = url.trim();
    let scheme = trimmed.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        Some("http" | "https") => {}
        Some("file") => {
            let what = "an address of a file is not fetched";
            return Err(error(Kind::Address, url, what, "give the path of the file itself"));
        }
        _ => {
            let what = "only addresses that begin with http:// or https:// are fetched";
            return Err(error(Kind::Address, url, what, "write the whole address, with https:// before it"));
        }
    }
    // What stands behind the hash is the browser's business; blanks and letters of other scripts are written as bytes.
    let sent = encoded(trimmed.split('#').next().unwrap_or(trimmed));
    let uri: Uri = sent.parse().map_err(|e: ureq::http::uri::InvalidUri| {
        error(Kind::Address, url, format!("this is no address ({e})"), "check it letter by letter")
    })?;
    let named = uri.authority().is_some_and(|a| a.as_str().contains('@'));
    if uri.host().is_none_or(str::is_empty) || named {
        let what = if named { "the address holds a name or a password" } else { "the address names no server" };
        return Err(error(Kind::Address, url, what, "take the address from the browser's address line"));
    }
    Ok(uri)
}

/// Bytes that may not stand in an address, as `%` and two digits.
fn encoded(url: &str) -> String {
    let mut sent = String::with_capacity(url.len());
    for byte in url.bytes() {
        if byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}') {
            sent.push(char::from(byte));
        } else {
            sent.push_str(&format!("%{byte:02X}"));
        }
    }
    sent
}

/// Whether an address names the machine itself.
pub(super) fn is_own_machine(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or("").trim_matches(['[', ']']).trim_end_matches('.').to_ascii_lowercase();
    host == "localhost" || host.ends_with(".localhost") || host.parse::<IpAddr>().is_ok_and(is_own)
}

/// Where a redirection leads, if it may be followed.
pub(super) fn follow(from: &Uri, location: &str, own: bool) -> Result<Uri, FetchError> {
    let at = from.to_string();
    let to = parse(&join(from, location)).map_err(|e| {
        let what = format!("the server redirects to \"{location}\", which is not fetched: {}", e.what);
        error(Kind::Redirect, &at, what, e.hint)
    })?;
    if from.scheme_str() == Some("https") && to.scheme_str() == Some("http") {
        let what = format!("the server redirects to {to}, where anybody on the way could change the words");
        return Err(error(Kind::Redirect, &at, what, "ask for that address itself if you accept it"));
    }
    if is_own_machine(&to) && !own {
        let what = format!("the server redirects to {to}, which is this machine itself");
        return Err(error(Kind::Redirect, &at, what, "ask for that address itself if you want it"));
    }
    Ok(to)
}

/// A reference against the address it stands in (RFC 3986, section 5).
fn join(from: &Uri, location: &str) -> String {
    let location = location.trim();
    let scheme = from.scheme_str().unwrap_or("https");
    let authority = from.authority().map_or("", |a| a.as_str());
    let absolute = location.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    });
    if absolute {
        return location.to_owned();
    }
    if location.starts_with("//") {
        return format!("{scheme}:{location}");
    }
    let base = from.path();
    if location.is_empty() || location.starts_with('?') || location.starts_with('#') {
        let query = from.query().filter(|_| !location.starts_with('?')).map(|q| format!("?{q}")).unwrap_or_default();
        return format!("{scheme}://{authority}{base}{query}{location}");
    }
    let (path, rest) = location.split_at(location.find(['?', '#']).unwrap_or(location.len()));
    let joined = if path.starts_with('/') {
        path.to_owned()
    } else {
        format!("{}/{path}", base.rsplit_once('/').map_or("", |(folder, _)| folder))
    };
    format!("{scheme}://{authority}{}{rest}", without_dots(&joined))
}

fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut parts = path.split('/').skip(1).peekable();
    while let Some(part) = parts.next() {
        let last = parts.peek().is_none();
        match part {
            "." => {}
            ".." => {
                kept.pop();
            }
            part => {
                kept.push(part);
                continue;
            }
        }
        if last {
            kept.push("");
        }
    }
    format!("/{}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_joined() {
        let from: Uri = "https://model.example/a/b/c?q=1".parse().unwrap();
        for (location, expected) in [
            ("http://other.example/x", "http://other.example/x"),
            ("//other.example/x", "https://other.example/x"),
            ("/x", "https://model.example/x"),
            ("x/y?z#w", "https://model.example/a/b/x/y?z#w"),
            ("../x", "https://model.example/a/x"),
            ("../../../x/.", "https://model.example/x/"),
            ("?r=2", "https://model.example/a/b/c?r=2"),
        ] {
            assert_eq!(join(&from, location), expected, "{location}");
        }
    }

    #[test]
    fn the_machine_itself_is_known_by_its_names() {
        for own in
            ["http://localhost/", "http://127.0.0.2:80/", "http://[::1]/", "http://a.localhost/", "http://0.0.0.0/"]
        {
            assert!(is_own_machine(&own.parse().unwrap()), "{own}");
        }
        assert!(!is_own_machine(&"http://localhost.example/".parse().unwrap()));
    }

    #[test]
    fn addresses_are_judged_before_anything_is_sent() {
        for bad in [
            "file:///etc/passwd",
            "ftp://model.example/",
            "treaty.html",
            "https://",
            "javascript:alert(1)",
            "http://a@b.example/",
        ] {
            let error = parse(bad).unwrap_err();
            assert_eq!((error.kind, error.hint.is_empty()), (Kind::Address, false), "{bad}");
        }
        assert_eq!(parse(" https://model.example/Genève 1#art2 ").unwrap(), "https://model.example/Gen%C3%A8ve%201");
    }
}
