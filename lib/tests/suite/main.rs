//! The integration tests of the library, in one binary.
//!
//! `comparing` compares drafts, versions and shuffled treaties, and asks how alike texts are; `layers` keeps the rooms apart,
//! `rubbish` throws at the landscape what no user would write, `writes` breaks disks and races, `dates` compares dates with a
//! calendar, `editing` changes commitments in files that people have written, `holding` puts texts beside their instruments, `overlapping` counts what is shared, `reading` measures reading on real agreements, `redlining` writes comparisons
//! as Word files and takes both texts out of them again, `tota` reads those
//! whose articles are marked, `searching` finds words in model agreements and in real ones, `tracing` finds shared passages, `material` compares the built-in
//! landscape with what it was made from.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "tests may"
)]

mod akn;
mod asking;
mod claims_asked;
mod common_ground;
mod comparing;
mod dates;
mod editing;
mod holding;
mod layers;
mod material;
mod overlapping;
mod reading;
mod redlining;
mod rubbish;
mod searching;
mod tables;
mod tota;
mod tracing;
mod writes;
mod written;
