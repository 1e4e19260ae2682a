//! Runs of the real program.

mod broken;
mod check;
mod harness;
mod list;
mod reference;
mod show;
