//! What a name on the command line gives to be read: the bytes of a file, of standard input, or of an address of the web.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use super::Failure;
use crate::fetch;

/// Largest file that is read; a treaty series volume has some ten megabytes.
const LARGEST: u64 = 1 << 30;

/// A document's bytes and the name by which messages call it.
pub(super) struct Source {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// The bytes of a file, of standard input, or of an address of the web.
pub(super) fn source_of(path: &Path) -> Result<Source, Failure> {
    let named = path.to_string_lossy();
    if named.starts_with("http://") || named.starts_with("https://") {
        let fetched = fetch::fetch(&named, &fetch::Limits::default())
            .map_err(|error| Failure::new(format!("{error}.")).hint(error.hint))?;
        return Ok(Source { name: fetched.name, bytes: fetched.bytes });
    }
    let failed = |error: std::io::Error| Failure::new(format!("{named} cannot be read: {error}."));
    let mut bytes = Vec::new();
    let name = if named == "-" {
        std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
        "standard input".to_owned()
    } else {
        let file = fs::File::open(path).map_err(failed)?;
        if file.metadata().map_err(failed)?.is_dir() {
            return Err(Failure::new(format!("{named} is a folder.")).hint("name the files in it."));
        }
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
        named.to_string()
    };
    if bytes.len() as u64 > LARGEST {
        return Err(Failure::new(format!("{name} is larger than {} MB.", LARGEST >> 20))
            .hint("split it, or read the part that holds the agreement."));
    }
    Ok(Source { name, bytes })
}
