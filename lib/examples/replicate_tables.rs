//! Makes published tables about copied trade agreements again: `replicate_tables FOLDER`, a folder of ToTA files.
//!
//! Prints, with the published figure beside ours: the agreements closest to TPP and what its chapters take, the share that
//! each member got in, how many agreements take most of their words from one earlier one, and the nearest agreements by
//! pieces of five letters. `tests/suite/tracing/tables.rs` says where each table was published.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]
#![allow(unreachable_pub)]

#[path = "../tests/suite/tracing/tables.rs"]
mod tables;

use tables::Shelf;

fn main() {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("replicate_tables FOLDER");
        return;
    };
    let shelf = Shelf::open(std::path::Path::new(&folder));
    println!("{} English agreements, {} words", shelf.agreements.len(), shelf.words());
    let Some(tpp) = shelf.named("Trans-Pacific Partnership") else {
        println!("the Trans-Pacific Partnership is not among them");
        return;
    };
    println!(
        "\nShare of an earlier agreement's words in TPP (Allee and Lugg 2016: the ten highest are of the United States)"
    );
    for (share, at) in shelf.taken_by(tpp).iter().take(12) {
        println!("{share:.3}  {} {}", shelf.agreements[*at].date, shelf.agreements[*at].name);
    }
    println!("\nMean share of a member's earlier agreements in TPP (published: the United States first, by far)");
    for (share, count, member) in shelf.members(tpp) {
        println!("{share:.3}  {member}, {count} agreements");
    }
    println!(
        "\nBest chapter of the United States in TPP (published: investment, financial services, services, telecommunications, safeguards)"
    );
    for (share, chapter, at) in shelf.chapters(tpp) {
        println!("{share:.3}  {chapter}: {}", shelf.agreements[at].name);
    }
    let best = shelf.best_sources();
    let count = |least: f64| best.iter().filter(|b| b.share >= least).count();
    println!(
        "\nAgreements taking from one earlier agreement (Allee and Elsig 2019: at least 100 take 80 %, many 95 %)"
    );
    println!("80 %: {}   90 %: {}   95 %: {}   50 %: {}", count(0.8), count(0.9), count(0.95), count(0.5));
    println!(
        "\nLikeness of investment chapters to TPP's by pieces of five letters (Alschner and others: US-Colombia .82 with US-Peru)"
    );
    for (likeness, at) in shelf.likest_investment(tpp).iter().take(6) {
        println!("{likeness:.3}  {}", shelf.agreements[*at].name);
    }
}
