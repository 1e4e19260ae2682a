//! The files of the program: styles, two scripts, the icon. Their names in addresses carry a hash of all contents, so
//! that a browser may keep them for ever and still gets new ones with a new program.

use std::sync::OnceLock;

use sha2::{Digest, Sha256};

/// Style sheets in the order in which pages load them.
pub(crate) const STYLES: [&str; 12] = [
    "base.css",
    "layout.css",
    "sheet.css",
    "text.css",
    "compare.css",
    "trace.css",
    "overlap.css",
    "ask.css",
    "search.css",
    "edit.css",
    "chart.css",
    "print.css",
];

const FILES: [(&str, &str, &str); 15] = [
    ("base.css", "text/css; charset=utf-8", include_str!("base.css")),
    ("layout.css", "text/css; charset=utf-8", include_str!("layout.css")),
    ("sheet.css", "text/css; charset=utf-8", include_str!("sheet.css")),
    ("text.css", "text/css; charset=utf-8", include_str!("text.css")),
    ("compare.css", "text/css; charset=utf-8", include_str!("compare.css")),
    ("trace.css", "text/css; charset=utf-8", include_str!("trace.css")),
    ("overlap.css", "text/css; charset=utf-8", include_str!("overlap.css")),
    ("ask.css", "text/css; charset=utf-8", include_str!("ask.css")),
    ("search.css", "text/css; charset=utf-8", include_str!("search.css")),
    ("edit.css", "text/css; charset=utf-8", include_str!("edit.css")),
    ("chart.css", "text/css; charset=utf-8", include_str!("chart.css")),
    ("print.css", "text/css; charset=utf-8", include_str!("print.css")),
    ("keys.js", "text/javascript; charset=utf-8", include_str!("keys.js")),
    ("text.js", "text/javascript; charset=utf-8", include_str!("text.js")),
    ("icon.svg", "image/svg+xml", include_str!("icon.svg")),
];

/// First digits of the hash over all files: one print for all keeps addresses short, and they change together anyway.
pub(crate) fn print() -> &'static str {
    static PRINT: OnceLock<String> = OnceLock::new();
    PRINT.get_or_init(|| {
        let mut hash = Sha256::new();
        for (name, _, content) in FILES {
            hash.update(name);
            hash.update(content);
        }
        hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
    })
}

/// Where a file of the program is found.
pub(crate) fn address(name: &str) -> String {
    format!("/assets/{}/{name}", print())
}

/// A file by the two parts of its address: media type and content.
pub(crate) fn get(hash: &str, name: &str) -> Option<(&'static str, &'static str)> {
    let file = FILES.iter().find(|(known, _, _)| *known == name && hash == print())?;
    Some((file.1, file.2))
}

/// The styles of a comparison that stands in a file of its own.
pub(crate) fn comparison_style() -> String {
    ["base.css", "layout.css", "compare.css", "print.css"].iter().filter_map(|name| style(name)).collect()
}

/// The styles of shares that stand in a file of their own.
pub(crate) fn trace_style() -> String {
    ["base.css", "layout.css", "sheet.css", "trace.css", "chart.css", "print.css"]
        .iter()
        .filter_map(|name| style(name))
        .collect()
}

fn style(name: &str) -> Option<&'static str> {
    FILES.iter().find(|(known, _, _)| *known == name).map(|(_, _, content)| *content)
}
