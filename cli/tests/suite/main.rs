//! Runs of the real program.

mod broken;
mod check;
mod claims;
mod harness;
mod list;
mod reference;
mod show;
