//! The command line of Servanda.

mod command;
mod fetch;
mod render;

fn main() {
    let status = command::run();
    // Leaving at once spares taking the landscape apart, which takes a tenth of the time that reading it does.
    std::process::exit(i32::from(status));
}
