//! Writes a made-up landscape of any size, to measure on: `cargo run --release --example generate_landscape -- DIR 10000`.
#![allow(missing_docs, clippy::indexing_slicing, reason = "a tool for measuring")]

#[path = "../benches/generated.rs"]
mod generated;

use std::path::PathBuf;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1);
    let (Some(folder), Some(count)) = (arguments.next(), arguments.next().and_then(|n| n.parse().ok())) else {
        return Err(io::Error::other("usage: generate_landscape DIR NUMBER"));
    };
    let folder = PathBuf::from(folder);
    for (name, content) in generated::landscape(count) {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, content)?;
    }
    Ok(())
}
