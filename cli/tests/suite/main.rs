//! Runs of the real program.

// clippy.toml lets tests panic, but does not take what tests share for a test; a skipped test says so.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stderr)]

mod add;
mod ask;
mod broken;
mod check;
mod claims;
mod claims_traced;
mod compare;
mod export;
mod harness;
mod list;
mod read;
mod reference;
mod search;
mod show;
mod trace;
mod trace_all;
