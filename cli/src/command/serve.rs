//! `serve`: the workbench in a browser, for one user on one machine.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::process::{Command, Stdio};

use clap::Args;
use servanda_web::{Config, Source};

use super::session::{Global, today};
use super::{Answer, Failure};
use crate::render::screen;

/// Serve the landscape as pages to the browser on this machine
///
/// The address is printed when the pages can be read. They follow the files of the landscape as they change. Nothing is
/// reachable from other machines unless --address says so. Ends with Ctrl-C.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Port to listen on; 0 takes any free one
    #[arg(long, value_name = "N", default_value_t = 7878)]
    port: u16,
    /// Address to listen on
    #[arg(long, value_name = "A", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    address: IpAddr,
    /// Open the pages in the browser
    #[arg(long)]
    open: bool,
}

/// Serves until it is stopped.
pub(crate) fn run(global: &Global, arguments: &Arguments) -> Result<Answer, Failure> {
    let address = SocketAddr::new(arguments.address, arguments.port);
    let source = global.folder().map_or(Source::BuiltIn, Source::Folder);
    let as_of = global.asked_day();
    let ready = |address: SocketAddr| {
        let page = match as_of {
            Some(day) => format!("http://{address}/?as-of={day}"),
            None => format!("http://{address}/"),
        };
        // Whoever started this may read the address from a pipe and go away; the pages are served all the same.
        let _ = screen::answer(&format!("{page}\n"));
        if arguments.open {
            open_browser(&page);
        }
    };
    if !arguments.address.is_loopback() {
        screen::remark("Other machines can reach these pages; drafts in private/ are not among them.\n");
    }
    match servanda_web::serve(source, &Config { address }, today, ready) {
        Ok(()) => Ok(Answer::found(String::new())),
        Err(error) => Err(Failure::new(format!("{error}."))),
    }
}

/// Opens the pages with the program that the system has for that. A machine without one still serves them.
fn open_browser(page: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let started = Command::new(program)
        .args(arguments)
        .arg(page)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    if started.is_err() {
        screen::remark(&format!("No browser could be started ({program} is missing); open {page} yourself.\n"));
    }
}
